package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Openings of public links are forgotten once they admit nobody any more: strangers can make as many as they like.
func init() {
	m.Register(func(app core.App) error {
		opens, err := app.FindCollectionByNameOrId("link_opens")
		if err != nil {
			return err
		}
		opens.AddIndex("idx_link_opens_expires", false, "expires", "")
		return app.Save(opens)
	}, func(app core.App) error {
		opens, err := app.FindCollectionByNameOrId("link_opens")
		if err != nil {
			return err
		}
		opens.RemoveIndex("idx_link_opens_expires")
		return app.Save(opens)
	})
}
