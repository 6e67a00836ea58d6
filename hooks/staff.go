package hooks

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/signing"
)

// bindStaff keeps addresses in one form, and lets an account go without going through all that was assigned to it.
func bindStaff(app core.App) {
	lower := func(e *core.RecordEvent) error {
		e.Record.SetEmail(strings.ToLower(strings.TrimSpace(e.Record.Email())))
		return e.Next()
	}
	app.OnRecordCreate("staff").BindFunc(lower)
	app.OnRecordUpdate("staff").BindFunc(lower)
	app.OnRecordDelete("staff").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func(tx core.App) error {
			_, err := tx.NonconcurrentDB().Update("documents", dbx.Params{"assigned_to": ""}, dbx.HashExp{"assigned_to": e.Record.Id}).Execute()
			if err != nil {
				return fmt.Errorf("take assignee out of documents: %w", err)
			}
			return signing.WithoutSigner(tx, e.Record)
		})
	})
}
