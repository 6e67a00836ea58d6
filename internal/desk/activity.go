package desk

import (
	"fmt"
	"math"
	"net/http"
	"strconv"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// activityRow is an entry as it was written down.
type activityRow struct {
	Seq       int    `db:"seq"`
	At        string `db:"at"`
	Actor     string `db:"actor"`
	ActorID   string `db:"actor_id"`
	ActorName string `db:"actor_name"`
	IP        string `db:"ip"`
	Action    string `db:"action"`
	Contact   string `db:"contact"`
	Company   string `db:"company"`
	Project   string `db:"project"`
	Document  string `db:"document"`
	Subject   string `db:"subject"`
}

// activityView is an entry with the names of what is still there; what was deleted since is null.
type activityView struct {
	Seq      int       `json:"seq"`
	At       string    `json:"at"`
	Action   string    `json:"action"`
	Actor    actorView `json:"actor"`
	Contact  *named    `json:"contact"`
	Company  *named    `json:"company"`
	Project  *named    `json:"project"`
	Document *named    `json:"document"`
	Subject  string    `json:"subject"` // what it was called then
}

type actorView struct {
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Contact *named `json:"contact"` // who it is, where it is a contact
	IP      string `json:"ip"`
}

const activityPage = 30

// The entries about something, each part one search of an index: what an index leaves out must be said, or SQLite goes
// through all that was ever done.
var activityOf = map[string][]string{
	"contact":  {"contact = {:id} AND contact != ''", "actor_id = {:id} AND actor_id != ''"}, // and what they did themselves
	"company":  {"company = {:id} AND company != ''"},
	"project":  {"project = {:id} AND project != ''"},
	"document": {"document = {:id} AND document != ''"},
	// The firm as a whole: its portal switched off and on.
	"firm": {"contact = '' AND company = '' AND project = '' AND document = ''"},
}

// listActivity tells what was done, newest first, in pages: before is the seq that a page goes on from.
func listActivity(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	var parts []string
	var id string
	for about, searches := range activityOf {
		if given := q.Get(about); given != "" {
			if id != "" {
				return e.BadRequestError("Ask about one thing: contact, company, project, document or firm.", nil)
			}
			parts, id = searches, given
		}
	}
	if id == "" {
		return e.BadRequestError("Say what about: contact, company, project, document or firm.", nil)
	}
	before, err := strconv.Atoi(q.Get("before"))
	if err != nil || before < 1 {
		before = math.MaxInt
	}

	rows, err := findActivity(e.App, parts, id, before)
	if err != nil {
		return err
	}
	more := len(rows) > activityPage
	if more {
		rows = rows[:activityPage]
	}
	views, err := viewActivity(e.App, rows)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"items": views, "more": more})
}

// findActivity returns a page's entries and one more, where there is one.
func findActivity(app core.App, parts []string, id string, before int) ([]activityRow, error) {
	const columns = "seq, at, actor, actor_id, actor_name, ip, action, contact, company, project, document, subject"
	sql := ""
	for i, part := range parts {
		if i > 0 {
			sql += " UNION " // what a contact did to themself is in both parts
		}
		sql += "SELECT * FROM (SELECT " + columns + " FROM activity WHERE " + part +
			" AND seq < {:before} ORDER BY seq DESC LIMIT {:limit})"
	}
	var rows []activityRow
	err := app.DB().NewQuery(sql + " ORDER BY seq DESC LIMIT {:limit}").
		Bind(dbx.Params{"id": id, "before": before, "limit": activityPage + 1}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list activity: %w", err)
	}
	return rows, nil
}

func viewActivity(app core.App, rows []activityRow) ([]activityView, error) {
	ids := map[string][]string{}
	for _, r := range rows {
		ids["contacts"] = append(ids["contacts"], r.Contact, r.ActorID)
		ids["companies"] = append(ids["companies"], r.Company)
		ids["projects"] = append(ids["projects"], r.Project)
		ids["documents"] = append(ids["documents"], r.Document)
	}
	known := map[string]map[string]*named{}
	for collection, wanted := range ids {
		var err error
		if known[collection], err = namesOf(app, collection, wanted); err != nil {
			return nil, err
		}
	}
	views := make([]activityView, 0, len(rows))
	for _, r := range rows {
		views = append(views, activityView{
			Seq: r.Seq, At: r.At, Action: r.Action, Subject: r.Subject,
			Actor:   actorView{Kind: r.Actor, Name: r.ActorName, Contact: known["contacts"][r.ActorID], IP: r.IP},
			Contact: known["contacts"][r.Contact], Company: known["companies"][r.Company],
			Project: known["projects"][r.Project], Document: known["documents"][r.Document],
		})
	}
	return views, nil
}
