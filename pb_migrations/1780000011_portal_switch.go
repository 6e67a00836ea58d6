package pb_migrations

import (
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The switch that turns the portal off for every client. It is on.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("portal_settings")
		if err != nil {
			return err
		}
		c.Fields.Add(&core.BoolField{Name: "portal_enabled"})
		if err := app.Save(c); err != nil {
			return err
		}
		_, err = app.DB().Update("portal_settings", dbx.Params{"portal_enabled": true}, nil).Execute()
		return err
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("portal_settings")
		if err != nil {
			return err
		}
		c.Fields.RemoveByName("portal_enabled")
		return app.Save(c)
	})
}
