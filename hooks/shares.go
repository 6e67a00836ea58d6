package hooks

import (
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/links"
)

func bindShares(app core.App) {
	app.OnRecordCreateRequest("shares").BindFunc(func(e *core.RecordRequestEvent) error {
		by := e.Auth.GetString("name")
		if by == "" {
			by = e.Auth.Email()
		}
		e.Record.Set("shared_by", by)
		return e.Next()
	})
	app.OnRecordValidate("shares").BindFunc(func(e *core.RecordEvent) error {
		targets := 0
		for _, field := range []string{"contact", "company", "project"} {
			if e.Record.GetString(field) != "" {
				targets++
			}
		}
		if targets != 1 {
			return validation.Errors{"contact": validation.NewError("validation_one_target",
				"Share with exactly one contact, company or project.")}
		}
		return e.Next()
	})
	// What is taken out of a portal is taken out of the public, too.
	app.OnRecordDelete("shares").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func(tx core.App) error { return links.End(tx, e.Record.GetString("document")) })
	})
	tellWhenDone(app, "shares", func(app core.App, r *core.Record) ([]string, error) {
		if contact := r.GetString("contact"); contact != "" {
			return []string{contact}, nil
		}
		if project := r.GetString("project"); project != "" {
			return contactsOf(app, "project_contacts", "project", project)
		}
		return contactsOf(app, "company_contacts", "company", r.GetString("company"))
	})
}
