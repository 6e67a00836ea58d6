package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Rounds of signing know when a server for time stamps saw what was sealed: whoever checks a file by its SHA-256 is told,
// and nobody has to read the file for it.
func init() {
	m.Register(func(app core.App) error {
		signings, err := app.FindCollectionByNameOrId("signings")
		if err != nil {
			return err
		}
		signings.Fields.Add(&core.DateField{Name: "stamped"})
		return app.Save(signings)
	}, func(app core.App) error {
		signings, err := app.FindCollectionByNameOrId("signings")
		if err != nil {
			return err
		}
		signings.Fields.RemoveByName("stamped")
		return app.Save(signings)
	})
}
