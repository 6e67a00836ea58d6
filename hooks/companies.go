package hooks

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/live"
)

// bindCompanies takes a company's documents along, but for those that are also filed under a contact or a project.
func bindCompanies(app core.App) {
	app.OnRecordDelete("companies").BindFunc(func(e *core.RecordEvent) error {
		company := e.Record.Id
		members, err := contactsOf(e.App, "company_contacts", "company", company)
		if err != nil {
			return err
		}
		return deleteWithDocuments(e, "company", func(tx core.App) error {
			return letGo(tx, company, "company")
		}, func(app core.App) { live.Of(app).Changed(members...) })
	})
}

func contactsOf(app core.App, list, owner, id string) ([]string, error) {
	var contacts []string
	err := app.DB().Select("contact").From(list).Where(dbx.HashExp{owner: id}).Column(&contacts)
	if err != nil {
		return nil, fmt.Errorf("find contacts of %s: %w", owner, err)
	}
	return contacts, nil
}

func bindMemberships(app core.App) {
	onlyPrimary := func(e *core.RecordEvent) error {
		if !e.Record.GetBool("primary") {
			return e.Next()
		}
		return inTransaction(e, func(tx core.App) error {
			_, err := tx.NonconcurrentDB().Update("company_contacts", dbx.Params{"primary": false},
				dbx.And(dbx.HashExp{"contact": e.Record.GetString("contact")}, dbx.Not(dbx.HashExp{"id": e.Record.Id}))).Execute()
			if err != nil {
				return fmt.Errorf("unset other primary company: %w", err)
			}
			return nil
		})
	}
	app.OnRecordCreate("company_contacts").BindFunc(onlyPrimary)
	app.OnRecordUpdate("company_contacts").BindFunc(onlyPrimary)
	tellWhenDone(app, "company_contacts", func(_ core.App, r *core.Record) ([]string, error) {
		return []string{r.GetString("contact"), r.Original().GetString("contact")}, nil
	})
}
