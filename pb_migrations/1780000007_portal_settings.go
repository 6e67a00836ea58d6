package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The firm's own settings: one record, made here.
func init() {
	m.Register(func(app core.App) error {
		staff, err := idOf(app, "staff")
		if err != nil {
			return err
		}
		c := core.NewBaseCollection("portal_settings")
		staffMay(c, false)
		rule := staffOnly
		c.UpdateRule = &rule
		c.Fields.Add(
			&core.TextField{Name: "firm_name", Required: true, Max: 120},
			// No SVG: it is a document that can carry script.
			&core.FileField{Name: "logo", MaxSelect: 1, MaxSize: 2 << 20, MimeTypes: []string{"image/png", "image/jpeg", "image/webp"}},
			&core.TextField{Name: "accent_color", Pattern: `^#[0-9a-fA-F]{6}$`},
			&core.URLField{Name: "portal_url"},
			&core.RelationField{Name: "upload_assignee", MaxSelect: 1, CollectionId: staff},
			&core.TextField{Name: "upload_notification_text", Max: 2000},
			&core.NumberField{Name: "max_upload_size", Required: true, OnlyInt: true, Min: ptr(1 << 20), Max: ptr(50 << 30)},
			&core.SelectField{Name: "allowed_types", MaxSelect: 7, Values: []string{"pdf", "images", "office", "text", "media", "archives", "other"}},
		)
		c.Fields.Add(timestamps()...)
		if err := app.Save(c); err != nil {
			return err
		}

		r := core.NewRecord(c)
		r.Id = "portalsettings0"
		r.Set("firm_name", "Your firm")
		r.Set("max_upload_size", 100<<20)
		r.Set("allowed_types", []string{"pdf", "images", "office", "text", "media", "archives"})
		return app.Save(r)
	}, func(app core.App) error { return drop(app, "portal_settings") })
}

func ptr(f float64) *float64 { return &f }
