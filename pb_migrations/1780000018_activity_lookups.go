package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Activity is also asked for by who did it and by company.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("activity")
		if err != nil {
			return err
		}
		c.AddIndex("idx_activity_actor", false, "actor_id, seq", "actor_id != ''")
		c.AddIndex("idx_activity_company", false, "company, seq", "company != ''")
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("activity")
		if err != nil {
			return err
		}
		c.RemoveIndex("idx_activity_actor")
		c.RemoveIndex("idx_activity_company")
		return app.Save(c)
	})
}
