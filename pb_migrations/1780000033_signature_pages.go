package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A round can put a page at the end of its document, on which everyone signs; and those of a state can be listed, the
// latest first.
func init() {
	m.Register(func(app core.App) error {
		signings, err := app.FindCollectionByNameOrId("signings")
		if err != nil {
			return err
		}
		signings.Fields.Add(&core.BoolField{Name: "signature_page"})
		signings.AddIndex("idx_signings_status_ended", false, "status, ended", "")
		return app.Save(signings)
	}, func(app core.App) error {
		signings, err := app.FindCollectionByNameOrId("signings")
		if err != nil {
			return err
		}
		signings.Fields.RemoveByName("signature_page")
		signings.RemoveIndex("idx_signings_status_ended")
		return app.Save(signings)
	})
}
