package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The last number that a ticket was given is remembered, so that none is given again when its ticket is deleted.
func init() {
	m.Register(func(app core.App) error {
		settings, err := app.FindCollectionByNameOrId("portal_settings")
		if err != nil {
			return err
		}
		settings.Fields.Add(&core.NumberField{Name: "last_ticket", OnlyInt: true, Min: ptr(0), Hidden: true})
		if err := app.Save(settings); err != nil {
			return err
		}
		_, err = app.DB().NewQuery("UPDATE portal_settings SET last_ticket = (SELECT COALESCE(MAX(number), 0) FROM tickets)").Execute()
		return err
	}, func(app core.App) error {
		settings, err := app.FindCollectionByNameOrId("portal_settings")
		if err != nil {
			return err
		}
		settings.Fields.RemoveByName("last_ticket")
		return app.Save(settings)
	})
}
