package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Contacts' sessions. No rule opens them to anyone; of the token only the SHA-256 is kept.
func init() {
	m.Register(func(app core.App) error {
		contacts, err := idOf(app, "contacts")
		if err != nil {
			return err
		}
		c := core.NewBaseCollection("sessions")
		c.Fields.Add(
			&core.RelationField{Name: "contact", Required: true, MaxSelect: 1, CollectionId: contacts, CascadeDelete: true},
			&core.TextField{Name: "token_hash", Required: true, Hidden: true, Max: 64},
			&core.DateField{Name: "expires", Required: true},
			&core.DateField{Name: "last_used", Required: true},
			&core.TextField{Name: "user_agent", Max: 300},
			&core.TextField{Name: "ip", Max: 60},
			&core.AutodateField{Name: "created", OnCreate: true},
		)
		c.AddIndex("idx_sessions_token", true, "token_hash", "")
		c.AddIndex("idx_sessions_contact", false, "contact", "")
		c.AddIndex("idx_sessions_expires", false, "expires", "")
		return app.Save(c)
	}, func(app core.App) error { return drop(app, "sessions") })
}
