package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What an estimate or invoice adds to its document, and what a firm's paper says of the firm. Amounts are integers in
// minor units. Dates are days, without a time, so that they are the same day everywhere. Staff write through
// /api/desk/items; an owner may through the record API, where hooks hold them to the same rules.
func init() {
	m.Register(func(app core.App) error {
		documents, err := idOf(app, "documents")
		if err != nil {
			return err
		}
		c := core.NewBaseCollection("bills")
		staffMay(c, false)
		c.Fields.Add(
			&core.RelationField{Name: "document", Required: true, MaxSelect: 1, CollectionId: documents, CascadeDelete: true},
			&core.TextField{Name: "number", Required: true, Max: 40, Presentable: true},
			&core.TextField{Name: "currency", Required: true, Max: 3},
			&core.TextField{Name: "issued", Required: true, Max: 10},
			&core.TextField{Name: "due", Max: 10},
			&core.SelectField{Name: "status", Required: true, MaxSelect: 1, Values: []string{"draft", "sent", "paid", "void"}},
			&core.TextField{Name: "notes", Max: 2000},
			&core.JSONField{Name: "lines", MaxSize: 200 << 10},
			&core.NumberField{Name: "net", OnlyInt: true},
			&core.NumberField{Name: "tax", OnlyInt: true},
			&core.NumberField{Name: "total", OnlyInt: true},
		)
		c.Fields.Add(timestamps()...)
		c.AddIndex("idx_bills_document", true, "document", "")
		if err := app.Save(c); err != nil {
			return err
		}
		settings, err := app.FindCollectionByNameOrId("portal_settings")
		if err != nil {
			return err
		}
		settings.Fields.Add(&core.TextField{Name: "letterhead", Max: 500})
		return app.Save(settings)
	}, func(app core.App) error {
		settings, err := app.FindCollectionByNameOrId("portal_settings")
		if err != nil {
			return err
		}
		settings.Fields.RemoveByName("letterhead")
		if err := app.Save(settings); err != nil {
			return err
		}
		return drop(app, "bills")
	})
}
