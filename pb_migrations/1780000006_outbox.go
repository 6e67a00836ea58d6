package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Mails to send. A mail is put here in the transaction of what causes it and goes out after the commit, so neither can
// happen without the other.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("outbox")
		staffMay(c, false)
		c.Fields.Add(
			&core.EmailField{Name: "to", Required: true},
			&core.TextField{Name: "to_name", Max: 200},
			&core.TextField{Name: "subject", Required: true, Max: 500},
			&core.TextField{Name: "text", Hidden: true, Max: 1 << 20},
			&core.TextField{Name: "html", Hidden: true, Max: 1 << 20},
			&core.TextField{Name: "kind", Max: 60},
			&core.SelectField{Name: "state", Required: true, MaxSelect: 1, Values: []string{"queued", "sent", "failed"}},
			&core.NumberField{Name: "attempts", OnlyInt: true},
			&core.DateField{Name: "next_attempt"},
			&core.TextField{Name: "last_error", Max: 2000},
			&core.DateField{Name: "sent"},
			&core.DateField{Name: "expires"},
			&core.BoolField{Name: "secret"},
		)
		c.Fields.Add(timestamps()...)
		c.AddIndex("idx_outbox_due", false, "state, next_attempt", "")
		c.AddIndex("idx_outbox_created", false, "created", "")
		return app.Save(c)
	}, func(app core.App) error { return drop(app, "outbox") })
}
