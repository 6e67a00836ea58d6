package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What was done to the firm as a whole is found among all the rest.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("activity")
		if err != nil {
			return err
		}
		c.AddIndex("idx_activity_firm", false, "seq", "contact = '' AND company = '' AND project = '' AND document = ''")
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("activity")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_activity_firm")
		return app.Save(c)
	})
}
