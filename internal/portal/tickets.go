package portal

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/messages"
	"portico/internal/paging"
	"portico/internal/search"
	"portico/internal/tickets"
)

// ticketView is a ticket as its client sees it; whom it is assigned to is not in here.
type ticketView struct {
	ID      string `db:"id" json:"id"`
	Number  int    `db:"number" json:"number"`
	Subject string `db:"subject" json:"subject"`
	Status  string `db:"status" json:"status"`
	Project string `db:"project" json:"project"` // id
	Created string `db:"created" json:"created"`
	Updated string `db:"updated" json:"updated"`
	Unread  int    `db:"unread" json:"unread"` // messages
}

func (p *portal) tickets(e *core.RequestEvent) error {
	contact := contactOf(e).Id
	req := paging.Parse(e, "updated")
	query := access.Tickets(e.App, contact).AndWhere(search.Contains("t.search", req.Search))
	counting := *query
	var total int
	if err := counting.Select("COUNT(*)").Row(&total); err != nil {
		return fmt.Errorf("count tickets: %w", err)
	}
	var items []ticketView
	err := withUnread(query, contact).OrderBy("(t.status = 'closed')", "t.updated DESC", "t.id").
		Limit(req.Limit()).Offset(req.Offset()).All(&items)
	if err != nil {
		return fmt.Errorf("list tickets: %w", err)
	}
	return e.JSON(http.StatusOK, paging.NewList(req, total, items))
}

func withUnread(query *dbx.SelectQuery, contact string) *dbx.SelectQuery {
	return query.Select("t.id", "t.number", "t.subject", "t.status", "t.project", "t.created", "t.updated",
		"COALESCE((SELECT "+messages.UnreadIn+" FROM conversations c WHERE c.ticket != '' AND c.ticket = t.id), 0) AS unread").
		AndBind(dbx.Params{"reader": contact})
}

func (p *portal) ticket(e *core.RequestEvent) error {
	contact := contactOf(e).Id
	return answerTicket(e, contact, e.Request.PathValue("id"))
}

func answerTicket(e *core.RequestEvent, contact, id string) error {
	var view ticketView
	err := withUnread(access.Tickets(e.App, contact).AndWhere(dbx.HashExp{"t.id": id}), contact).One(&view)
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This ticket is not available.", nil)
	}
	if err != nil {
		return fmt.Errorf("find ticket: %w", err)
	}
	return e.JSON(http.StatusOK, view)
}

func (p *portal) openTicket(e *core.RequestEvent) error {
	var form struct {
		Subject string   `json:"subject"`
		Project string   `json:"project"`
		Text    string   `json:"text"`
		Files   []string `json:"files"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	client := clientOf(e)
	n := tickets.New{
		Subject: strings.Join(strings.Fields(form.Subject), " "), Contact: client.ID,
		First: messages.New{Author: client, Text: form.Text, Files: form.Files, Key: e.Request.Header.Get("Idempotency-Key")},
	}
	if err := n.Validate(); err != nil {
		return e.BadRequestError("Check what is marked and try again.", err)
	}
	var ticket *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		if err := stillSignedIn(e, tx); err != nil {
			return err
		}
		var err error
		if n.Project, err = openProject(e, tx, form.Project); err != nil {
			return err
		}
		ticket, err = tickets.Start(tx, n)
		return err
	})
	if err != nil {
		return messages.Refusal(e, err)
	}
	return answerTicket(e, client.ID, ticket.Id)
}

// openProject returns the id of a project, found by id or slug, that is open to the client; naming none is right, too.
func openProject(e *core.RequestEvent, app core.App, idOrSlug string) (string, error) {
	if idOrSlug == "" {
		return "", nil
	}
	project, err := access.FindOpenProject(app, contactOf(e).Id, idOrSlug)
	if errors.Is(err, sql.ErrNoRows) {
		return "", notFileable(e, "project")
	}
	return project.ID, err
}
