package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Who did what to what, when and from where: append-only, each entry chained to the one before by its hash. Ids are plain
// text, for an entry outlives what it tells of.
func init() {
	m.Register(func(app core.App) error {
		c := core.NewBaseCollection("activity")
		staffMay(c, false)
		c.Fields.Add(
			&core.NumberField{Name: "seq", Required: true, OnlyInt: true},
			&core.TextField{Name: "at", Required: true, Max: 40},
			&core.SelectField{Name: "actor", Required: true, MaxSelect: 1, Values: []string{"owner", "staff", "contact", "guest"}},
			&core.TextField{Name: "actor_id", Max: 30},
			&core.TextField{Name: "actor_name", Max: 200},
			&core.TextField{Name: "ip", Max: 60},
			&core.TextField{Name: "action", Required: true, Max: 40},
			&core.TextField{Name: "contact", Max: 30},
			&core.TextField{Name: "company", Max: 30},
			&core.TextField{Name: "project", Max: 30},
			&core.TextField{Name: "document", Max: 30},
			&core.TextField{Name: "subject", Max: 300},
			&core.TextField{Name: "previous", Max: 64},
			&core.TextField{Name: "hash", Required: true, Max: 64},
		)
		c.AddIndex("idx_activity_seq", true, "seq", "")
		c.AddIndex("idx_activity_contact", false, "contact, seq", "contact != ''")
		c.AddIndex("idx_activity_project", false, "project, seq", "project != ''")
		c.AddIndex("idx_activity_document", false, "document, seq", "document != ''")
		return app.Save(c)
	}, func(app core.App) error { return drop(app, "activity") })
}
