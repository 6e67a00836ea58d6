package hooks

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/live"
	"portico/internal/tickets"
)

// bindTickets numbers tickets, and moves them on with what is written about them.
func bindTickets(app core.App) {
	app.OnRecordCreateRequest("tickets").BindFunc(func(e *core.RecordRequestEvent) error {
		return e.BadRequestError("Tickets are opened in Portico's pages, with a first message.", nil)
	})
	app.OnRecordUpdateRequest("tickets").BindFunc(func(e *core.RecordRequestEvent) error {
		// Somebody else would read what the client has written.
		return keep(e, "A ticket stays its client's, and keeps its number.", "contact", "number")
	})
	app.OnRecordCreate("tickets").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func(tx core.App) error { return tickets.Number(tx, e.Record) })
	})
	app.OnRecordCreate("messages").BindFunc(func(e *core.RecordEvent) error {
		conversation, err := e.App.FindRecordById("conversations", e.Record.GetString("conversation"))
		if err != nil {
			return fmt.Errorf("find conversation of message: %w", err)
		}
		ticket := conversation.GetString("ticket")
		if ticket == "" {
			return e.Next()
		}
		return inTransaction(e, func(tx core.App) error { return tickets.Heard(tx, ticket, e.Record) })
	})
	app.OnRecordAfterUpdateSuccess("tickets").BindFunc(func(e *core.RecordEvent) error {
		live.Of(e.App).Changed(e.Record.GetString("contact"))
		return e.Next()
	})
}
