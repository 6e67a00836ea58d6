// Package tickets keeps the help desk: a client asks, the firm answers, until the matter is closed.
package tickets

import (
	"database/sql"
	"errors"
	"fmt"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/messages"
)

// The states of a ticket.
const (
	Open     = "open"     // waits for the firm
	Answered = "answered" // waits for the client
	Closed   = "closed"
)

// New is a ticket to be opened, with its first message.
type New struct {
	Subject string
	Contact string // whose ticket it is
	Project string // what it is about, if it is about a project
	First   messages.New
}

// Validate checks what people type, and tidies it. Its error is validation.Errors by field.
func (n *New) Validate() error {
	errs := validation.Errors{
		"subject": validation.Validate(n.Subject, validation.Required, validation.RuneLength(1, 200)),
	}
	var first validation.Errors
	if errors.As(n.First.Validate(), &first) {
		for field, err := range first {
			errs[field] = err
		}
	}
	return errs.Filter()
}

// Start opens a ticket. app is that of a transaction, in which the author's permission has been asked. Sent again under
// the same key, the ticket of the first time is returned and nothing happens.
func Start(tx core.App, n New) (*core.Record, error) {
	earlier, err := messages.Sent(tx, n.First)
	if err != nil {
		return nil, err
	}
	if earlier != nil {
		return ticketOf(tx, earlier)
	}
	collection, err := tx.FindCachedCollectionByNameOrId("tickets")
	if err != nil {
		return nil, fmt.Errorf("find tickets: %w", err)
	}
	r := core.NewRecord(collection)
	r.Set("subject", n.Subject)
	r.Set("contact", n.Contact)
	r.Set("project", n.Project)
	if err := tx.Save(r); err != nil {
		return nil, fmt.Errorf("save ticket: %w", err)
	}
	n.First.About = access.Subject{Kind: access.OfTicket, ID: r.Id}
	if _, err := messages.Post(tx, n.First); err != nil {
		return nil, err
	}
	return tx.FindRecordById(collection, r.Id)
}

func ticketOf(tx core.App, message *core.Record) (*core.Record, error) {
	conversation, err := tx.FindRecordById("conversations", message.GetString("conversation"))
	if err != nil {
		return nil, fmt.Errorf("find conversation of ticket: %w", err)
	}
	ticket, err := tx.FindRecordById("tickets", conversation.GetString("ticket"))
	if err != nil {
		return nil, fmt.Errorf("find ticket: %w", err)
	}
	return ticket, nil
}

// Number gives a new ticket the next number, which no other has ever had, and its first state. tx is that of the transaction
// that saves it.
func Number(tx core.App, ticket *core.Record) error {
	var number int
	if err := tx.DB().NewQuery("UPDATE portal_settings SET last_ticket = last_ticket + 1 RETURNING last_ticket").Row(&number); err != nil {
		return fmt.Errorf("count tickets: %w", err)
	}
	ticket.Set("number", number)
	ticket.Set("status", Open)
	return nil
}

// Heard moves a ticket on with a message about it: the client's opens it, again if need be; the firm's answers it, and
// whoever answers first looks after it.
func Heard(tx core.App, ticket string, message *core.Record) error {
	r, err := tx.FindRecordById("tickets", ticket)
	if err != nil {
		return fmt.Errorf("find ticket: %w", err)
	}
	status := Open
	if message.GetString("side") == messages.Firm {
		status = Answered
	}
	r.Set("status", status)
	if status == Answered && r.GetString("assigned_to") == "" {
		_, err := tx.FindRecordById("staff", message.GetString("author"))
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("find who answers: %w", err)
		}
		if err == nil { // an owner is nobody to assign to
			r.Set("assigned_to", message.GetString("author"))
		}
	}
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("save ticket: %w", err)
	}
	return nil
}
