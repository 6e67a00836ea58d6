package access

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// ticketIsOpen is true for a ticket (as t) that its client finds in the portal: about no project, or about one whose
// portal is open to them.
const ticketIsOpen = `(t.project = '' OR EXISTS (SELECT 1 FROM project_contacts tpc JOIN projects tp ON tp.id = tpc.project
	WHERE tpc.project = t.project AND tpc.contact = t.contact AND tp.portal_enabled = TRUE))`

// Tickets starts a query for the tickets (as t) that a contact may see: their own.
func Tickets(app core.App, contact string) *dbx.SelectQuery {
	return app.DB().Select("t.*").From("tickets t").Where(dbx.HashExp{"t.contact": contact}).AndWhere(dbx.NewExp(ticketIsOpen))
}

// FindTicket returns the ticket if the contact may see it, and sql.ErrNoRows if not, or if there is none.
func FindTicket(app core.App, contact, id string) (*core.Record, error) {
	var found string
	if err := Tickets(app, contact).Select("t.id").AndWhere(dbx.HashExp{"t.id": id}).Row(&found); err != nil {
		return nil, fmt.Errorf("find ticket: %w", err)
	}
	return app.FindRecordById("tickets", found)
}
