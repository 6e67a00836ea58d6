package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What a client answers to an estimate, and where invoices are paid.
func init() {
	m.Register(func(app core.App) error {
		bills, err := app.FindCollectionByNameOrId("bills")
		if err != nil {
			return err
		}
		bills.Fields.Add(
			&core.SelectField{Name: "response", MaxSelect: 1, Values: []string{"accepted", "declined"}},
			&core.TextField{Name: "response_note", Max: 1000},
			&core.TextField{Name: "response_by", Max: 200},
			&core.DateField{Name: "responded"},
		)
		if err := app.Save(bills); err != nil {
			return err
		}
		settings, err := app.FindCollectionByNameOrId("portal_settings")
		if err != nil {
			return err
		}
		settings.Fields.Add(&core.TextField{Name: "payment_link", Max: 500, Pattern: `^https://[^\s]+$`})
		return app.Save(settings)
	}, func(app core.App) error {
		for name, fields := range map[string][]string{
			"portal_settings": {"payment_link"}, "bills": {"response", "response_note", "response_by", "responded"},
		} {
			c, err := app.FindCollectionByNameOrId(name)
			if err != nil {
				return err
			}
			for _, field := range fields {
				c.Fields.RemoveByName(field)
			}
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return nil
	})
}
