package desk

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/messages"
	"portico/internal/paging"
	"portico/internal/search"
	"portico/internal/tickets"
)

type ticketView struct {
	ID         string `json:"id"`
	Number     int    `json:"number"`
	Subject    string `json:"subject"`
	Status     string `json:"status"`
	Contact    *named `json:"contact"`
	Project    *named `json:"project"`
	AssignedTo *named `json:"assignedTo"`
	Created    string `json:"created"`
	Updated    string `json:"updated"`
	Unread     int    `json:"unread"` // messages
}

// The help desk's lists. What waits is what is not closed.
var ticketLists = map[string]dbx.Expression{
	"all":            dbx.NewExp("TRUE"),
	"waiting":        dbx.NewExp("t.status != 'closed'"), // as an index says it
	tickets.Open:     dbx.HashExp{"t.status": tickets.Open},
	tickets.Answered: dbx.HashExp{"t.status": tickets.Answered},
	tickets.Closed:   dbx.HashExp{"t.status": tickets.Closed},
}

func listTickets(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	which := ticketLists[cmp.Or(q.Get("status"), "all")]
	if which == nil {
		return e.BadRequestError("There is no such list: use all, waiting, open, answered or closed.", nil)
	}
	query := e.App.DB().Select("t.id").From("tickets t").Where(which)
	for _, owner := range []string{"contact", "project"} {
		if id := q.Get(owner); id != "" {
			query.AndWhere(dbx.HashExp{"t." + owner: id})
		}
	}
	if q.Get("assigned") == "me" {
		query.AndWhere(dbx.HashExp{"t.assigned_to": e.Auth.Id})
	}
	req := paging.Parse(e, "updated")
	query.AndWhere(search.Contains("t.search", req.Search))
	counting := *query
	var total int
	if err := counting.Select("COUNT(*)").Row(&total); err != nil {
		return fmt.Errorf("count tickets: %w", err)
	}
	var ids []string
	if err := query.OrderBy("t.updated DESC", "t.id DESC").Limit(req.Limit()).Offset(req.Offset()).Column(&ids); err != nil {
		return fmt.Errorf("list tickets: %w", err)
	}
	views, err := viewTickets(e.App, ids)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, paging.NewList(req, total, views))
}

func viewTicket(e *core.RequestEvent) error { return answerTicket(e, e.Request.PathValue("id")) }

func answerTicket(e *core.RequestEvent, id string) error {
	views, err := viewTickets(e.App, []string{id})
	if err != nil {
		return err
	}
	if len(views) == 0 {
		return e.NotFoundError("This ticket is not there any more.", nil)
	}
	return e.JSON(http.StatusOK, views[0])
}

// viewTickets returns the tickets in the order of their ids, in a fixed number of queries.
func viewTickets(app core.App, ids []string) ([]ticketView, error) {
	records, err := app.FindRecordsByIds("tickets", ids)
	if err != nil {
		return nil, fmt.Errorf("find tickets: %w", err)
	}
	contacts, err := namesOf(app, "contacts", pick("contact", records))
	if err != nil {
		return nil, err
	}
	projects, err := namesOf(app, "projects", pick("project", records))
	if err != nil {
		return nil, err
	}
	staff, err := namesOf(app, "staff", pick("assigned_to", records))
	if err != nil {
		return nil, err
	}
	unread, err := messages.UnreadAbout(app, "ticket", anys(ids))
	if err != nil {
		return nil, err
	}
	views := make(map[string]ticketView, len(records))
	for _, r := range records {
		views[r.Id] = ticketView{
			ID: r.Id, Number: r.GetInt("number"), Subject: r.GetString("subject"), Status: r.GetString("status"),
			Contact: contacts[r.GetString("contact")], Project: projects[r.GetString("project")],
			AssignedTo: staff[r.GetString("assigned_to")],
			Created:    r.GetString("created"), Updated: r.GetString("updated"), Unread: unread[r.Id],
		}
	}
	ordered := make([]ticketView, 0, len(ids))
	for _, id := range ids {
		if v, ok := views[id]; ok {
			ordered = append(ordered, v)
		}
	}
	return ordered, nil
}

// openTicket opens a ticket for a client, who has called or written elsewhere.
func openTicket(e *core.RequestEvent) error {
	var form struct {
		Subject string   `json:"subject"`
		Contact string   `json:"contact"`
		Project string   `json:"project"`
		Text    string   `json:"text"`
		Files   []string `json:"files"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	author, err := firmOf(e)
	if err != nil {
		return err
	}
	n := tickets.New{
		Subject: strings.Join(strings.Fields(form.Subject), " "), Contact: form.Contact, Project: form.Project,
		First: messages.New{Author: author, Text: form.Text, Files: form.Files, Key: e.Request.Header.Get("Idempotency-Key")},
	}
	if err := n.Validate(); err != nil {
		return e.BadRequestError("Check what is marked and try again.", err)
	}
	var ticket *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		if _, err := tx.FindRecordById("contacts", n.Contact); errors.Is(err, sql.ErrNoRows) {
			return e.BadRequestError("This contact is not there any more.", missing("contact"))
		}
		if err := mayEdit(e, tx, n.Project); err != nil {
			return err
		}
		var err error
		ticket, err = tickets.Start(tx, n)
		return err
	})
	if err != nil {
		return messages.Refusal(e, err)
	}
	return answerTicket(e, ticket.Id)
}
