package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The firm's clients: organisations, the people in them, and who belongs where.
func init() {
	m.Register(func(app core.App) error {
		companies := core.NewBaseCollection("companies")
		staffMay(companies, true)
		companies.Fields.Add(
			&core.TextField{Name: "name", Required: true, Max: 200, Presentable: true},
			&core.EmailField{Name: "email"},
			&core.TextField{Name: "phone", Max: 60},
			&core.URLField{Name: "website"},
			&core.TextField{Name: "address", Max: 500},
			&core.TextField{Name: "notes", Max: 5000},
			&core.TextField{Name: "search", Max: 2000},
		)
		companies.Fields.Add(timestamps()...)
		// Lists are ordered and searched by the folded text, which begins with the name: é stands beside e.
		companies.AddIndex("idx_companies_search", false, "search", "")
		companies.AddIndex("idx_companies_created", false, "created", "")
		if err := app.Save(companies); err != nil {
			return err
		}

		contacts := core.NewAuthCollection("contacts")
		staffMay(contacts, true)
		// Clients sign in through the portal alone: PocketBase never issues a token to them.
		contacts.AuthRule = nil
		contacts.PasswordAuth.Enabled = false
		contacts.OTP.Enabled = false
		contacts.OTP.Duration = 10 * 60 // how long PocketBase keeps the portal's own sign-in codes
		contacts.AuthAlert.Enabled = false
		// Lets staff read and set e-mail addresses; hooks keep passwords and access out of their hands.
		contacts.ManageRule = types.Pointer(staffOnly)
		contacts.PasswordResetToken.Duration = 60 * 60
		if email, ok := contacts.Fields.GetByName("email").(*core.EmailField); ok {
			email.Required = false
		}
		contacts.Fields.Add(
			&core.TextField{Name: "name", Required: true, Max: 200, Presentable: true},
			&core.TextField{Name: "phone", Max: 60},
			&core.TextField{Name: "notes", Max: 5000},
			&core.SelectField{Name: "access", Required: true, MaxSelect: 1, Values: []string{"never", "enabled", "disabled"}},
			&core.TextField{Name: "search", Max: 2000},
		)
		contacts.Fields.Add(timestamps()...)
		contacts.AddIndex("idx_contacts_search", false, "search", "")
		contacts.AddIndex("idx_contacts_access", false, "access, search", "")
		contacts.AddIndex("idx_contacts_created", false, "created", "")
		if err := app.Save(contacts); err != nil {
			return err
		}

		members := core.NewBaseCollection("company_contacts")
		staffMay(members, true)
		members.Fields.Add(
			&core.RelationField{Name: "company", Required: true, MaxSelect: 1, CollectionId: companies.Id, CascadeDelete: true},
			&core.RelationField{Name: "contact", Required: true, MaxSelect: 1, CollectionId: contacts.Id, CascadeDelete: true},
			&core.BoolField{Name: "primary"},
		)
		members.Fields.Add(timestamps()...)
		members.AddIndex("idx_company_contacts_company", true, "company, contact", "")
		members.AddIndex("idx_company_contacts_contact", false, "contact, company", "")
		members.AddIndex("idx_company_contacts_primary", true, "contact, `primary`", "`primary` = TRUE")
		return app.Save(members)
	}, func(app core.App) error { return drop(app, "company_contacts", "contacts", "companies") })
}
