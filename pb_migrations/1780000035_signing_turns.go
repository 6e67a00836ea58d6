package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Signatures keep what was decided when their round was sent: whether the signer is given the document when their turn
// comes. In rounds that are open already nobody is; their senders are told instead.
func init() {
	m.Register(func(app core.App) error {
		signatures, err := app.FindCollectionByNameOrId("signatures")
		if err != nil {
			return err
		}
		signatures.Fields.Add(
			&core.BoolField{Name: "grant"},     // until it has been shared with them, or they saw it in another way
			&core.DateField{Name: "unreached"}, // when the sender was told that they cannot be
		)
		signatures.AddIndex("idx_signatures_grant", false, `"grant"`, `"grant" = TRUE`)
		return app.Save(signatures)
	}, func(app core.App) error {
		signatures, err := app.FindCollectionByNameOrId("signatures")
		if err != nil {
			return err
		}
		signatures.RemoveIndex("idx_signatures_grant")
		signatures.Fields.RemoveByName("grant")
		signatures.Fields.RemoveByName("unreached")
		return app.Save(signatures)
	})
}
