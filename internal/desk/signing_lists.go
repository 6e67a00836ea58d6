package desk

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/paging"
	"portico/internal/signing"
)

// signingLine is a round of signing in a list.
type signingLine struct {
	ID       string       `json:"id"`
	Document string       `json:"document"`
	Title    string       `json:"title"`
	Status   string       `json:"status"`
	Due      string       `json:"due"`
	By       string       `json:"by"`
	Created  string       `json:"created"`
	Sent     string       `json:"sent"`
	Ended    string       `json:"ended"`
	Signers  []signerLine `json:"signers"`
}

type signerLine struct {
	Name  string `json:"name"`
	State string `json:"state"`
	Turn  bool   `json:"turn"`
}

// The lists of rounds that are known by their state.
var signingStates = []string{
	signing.Draft, signing.Sent, signing.Sealing, signing.Completed, signing.Declined, signing.Withdrawn, signing.Expired, signing.Voided,
}

// listAllSignings answers the rounds of one state, or that wait for the account's own signature (mine), or that expire soon
// (due): what waits by the day it is due, the others the latest first.
func listAllSignings(e *core.RequestEvent) error {
	status := cmp.Or(e.Request.URL.Query().Get("status"), signing.Sent)
	order := []string{"ended DESC", "id DESC"}
	var which dbx.Expression = dbx.HashExp{"status": status}
	switch {
	case status == "mine":
		which, order = signing.ForStaff(e.Auth.Id), []string{"(due = '')", "due", "sent", "id"}
	case status == "due":
		which, order = signing.ExpiresSoon(time.Now()), []string{"due", "id"}
	case status == signing.Sent:
		order = []string{"(due = '')", "due", "sent DESC", "id"}
	case status == signing.Draft:
		order = []string{"created DESC", "id DESC"}
	case !slices.Contains(signingStates, status):
		return e.BadRequestError("There is no such list: use mine, due, or a state.", nil)
	}
	req := paging.Parse(e, "created")
	total, err := e.App.CountRecords("signings", which)
	if err != nil {
		return fmt.Errorf("count rounds of signing: %w", err)
	}
	var rounds []*core.Record
	err = e.App.RecordQuery("signings").AndWhere(which).OrderBy(order...).Limit(req.Limit()).Offset(req.Offset()).All(&rounds)
	if err != nil {
		return fmt.Errorf("list rounds of signing: %w", err)
	}
	lines, err := signingLines(e.App, rounds)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, paging.NewList(req, int(total), lines))
}

// signingLines tells rounds in few words, in a fixed number of queries.
func signingLines(app core.App, rounds []*core.Record) ([]signingLine, error) {
	ids := make([]string, len(rounds))
	for i, round := range rounds {
		ids[i] = round.Id
	}
	var all []*core.Record
	err := app.RecordQuery("signatures").AndWhere(dbx.In("signing", anys(ids)...)).OrderBy("position", "id").All(&all)
	if err != nil {
		return nil, fmt.Errorf("find signatures: %w", err)
	}
	of := make(map[string][]*core.Record, len(rounds))
	for _, s := range all {
		of[s.GetString("signing")] = append(of[s.GetString("signing")], s)
	}
	contacts, err := namesOf(app, "contacts", pick("contact", all))
	if err != nil {
		return nil, err
	}
	staff, err := namesOf(app, "staff", pick("staff", all))
	if err != nil {
		return nil, err
	}
	lines := make([]signingLine, len(rounds))
	for i, round := range rounds {
		lines[i] = signingLine{
			ID: round.Id, Document: round.GetString("document"), Title: round.GetString("title"), Status: round.GetString("status"),
			Due: round.GetString("due"), By: round.GetString("asked_by_name"), Created: round.GetString("created"),
			Sent: round.GetString("sent"), Ended: round.GetString("ended"), Signers: []signerLine{},
		}
		for _, s := range of[round.Id] {
			name := s.GetString("name") // as it was when it was sent
			for _, who := range []*named{contacts[s.GetString("contact")], staff[s.GetString("staff")]} {
				if name == "" && who != nil {
					name = who.Name
				}
			}
			lines[i].Signers = append(lines[i].Signers, signerLine{name, s.GetString("state"), signing.IsTurnOf(round, s, of[round.Id])})
		}
	}
	return lines, nil
}
