package hooks

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/firm"
	"portico/internal/links"
	"portico/internal/live"
	"portico/internal/search"
	"portico/internal/storage"
)

// bindSearch keeps the folded text that lists are searched by.
func bindSearch(app core.App) {
	fields := map[string][]string{
		"companies": {"name", "email", "phone"},
		"contacts":  {"name", "email", "phone"},
		"documents": {"title", "file_name", "description"},
		"projects":  {"name"},
	}
	for collection, names := range fields {
		keep := func(e *core.RecordEvent) error {
			values := make([]string, len(names))
			for i, name := range names {
				values[i] = e.Record.GetString(name)
			}
			e.Record.Set("search", search.Fold(values...))
			return e.Next()
		}
		app.OnRecordCreate(collection).BindFunc(keep)
		app.OnRecordUpdate(collection).BindFunc(keep)
	}
}

func bindStaff(app core.App) {
	lower := func(e *core.RecordEvent) error {
		e.Record.SetEmail(strings.ToLower(strings.TrimSpace(e.Record.Email())))
		return e.Next()
	}
	app.OnRecordCreate("staff").BindFunc(lower)
	app.OnRecordUpdate("staff").BindFunc(lower)
}

// bindContacts holds what is true of every contact, whoever writes it: access needs an address to sign in with, and
// losing it, or the password, ends every session in the same transaction and every open page before the answer.
func bindContacts(app core.App) {
	app.OnRecordCreateRequest("contacts").BindFunc(func(e *core.RecordRequestEvent) error {
		// Passwords are made by the server and shown once (internal/access); until then no one knows it.
		e.Record.SetRandomPassword()
		if !e.HasSuperuserAuth() {
			e.Record.Set("access", access.Never)
			e.Record.SetVerified(false)
		}
		return e.Next()
	})
	app.OnRecordUpdateRequest("contacts").BindFunc(func(e *core.RecordRequestEvent) error {
		original := e.Record.Original()
		if !e.HasSuperuserAuth() && (passwordChanged(e.Record) || e.Record.GetString("access") != original.GetString("access")) {
			return e.BadRequestError("Use Enable Access, Reset Password or Revoke for this.", nil)
		}
		return e.Next()
	})

	app.OnRecordCreate("contacts").BindFunc(func(e *core.RecordEvent) error {
		normalizeContact(e.Record)
		if e.Record.GetString("password:hash") == "" {
			e.Record.SetRandomPassword()
		}
		return e.Next()
	})
	app.OnRecordUpdate("contacts").BindFunc(func(e *core.RecordEvent) error {
		normalizeContact(e.Record)
		was, is := e.Record.Original().GetString("access"), e.Record.GetString("access")
		revoked := was == access.Enabled && is != access.Enabled
		if !revoked && !passwordChanged(e.Record) {
			return e.Next()
		}
		app, contact := e.App, e.Record.Id
		if err := inTransaction(e, func(tx core.App) error { return access.EndSessions(tx, contact) }); err != nil {
			return err
		}
		reason := live.Stopping // the page reconnects, and finds out whether it still may
		if revoked {
			reason = live.AccessEnded
		}
		afterCommit(app, func() { live.Of(app).End(contact, "", reason) })
		return nil
	})
	app.OnRecordValidate("contacts").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("access") == access.Enabled && e.Record.Email() == "" {
			return validation.Errors{"email": validation.NewError("validation_required",
				"A contact with portal access needs an email address. Revoke the access first.")}
		}
		return e.Next()
	})

	// A contact's documents go along, but for those that are also filed under a company or a project.
	app.OnRecordDelete("contacts").BindFunc(func(e *core.RecordEvent) error {
		app, contact := e.App, e.Record.Id
		err := inTransaction(e, func(tx core.App) error {
			return deleteDocuments(tx, dbx.HashExp{"contact": contact, "company": "", "project": ""})
		})
		if err != nil {
			return err
		}
		afterCommit(app, func() { live.Of(app).End(contact, "", live.AccessEnded) })
		return nil
	})
}

func normalizeContact(r *core.Record) {
	r.SetEmail(strings.ToLower(strings.TrimSpace(r.Email())))
	if r.GetString("access") == "" {
		r.Set("access", access.Never)
	}
}

func passwordChanged(r *core.Record) bool {
	return r.GetString("password:hash") != r.Original().GetString("password:hash")
}

func deleteDocuments(tx core.App, which dbx.Expression) error {
	documents, err := tx.FindAllRecords("documents", which)
	if err != nil {
		return fmt.Errorf("find documents: %w", err)
	}
	for _, document := range documents {
		if err := tx.Delete(document); err != nil {
			return fmt.Errorf("delete document: %w", err)
		}
	}
	return nil
}

// bindCompanies takes a company's documents along, but for those that are also filed under a contact or a project.
func bindCompanies(app core.App) {
	app.OnRecordDelete("companies").BindFunc(func(e *core.RecordEvent) error {
		app, company := e.App, e.Record.Id
		members, err := contactsOf(app, "company_contacts", "company", company)
		if err != nil {
			return err
		}
		err = inTransaction(e, func(tx core.App) error {
			return deleteDocuments(tx, dbx.HashExp{"company": company, "contact": "", "project": ""})
		})
		if err != nil {
			return err
		}
		afterCommit(app, func() { live.Of(app).Changed(members...) })
		return nil
	})
}

// contactsOf returns the contacts on a list: a company's people, a project's access list.
func contactsOf(app core.App, list, owner, id string) ([]string, error) {
	var contacts []string
	err := app.DB().Select("contact").From(list).Where(dbx.HashExp{owner: id}).Column(&contacts)
	if err != nil {
		return nil, fmt.Errorf("find contacts of %s: %w", owner, err)
	}
	return contacts, nil
}

// bindMemberships keeps one primary company per contact, and tells the contact's pages that what they see has changed.
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

// tellWhenDone tells the pages of those whom a record concerns that it was created, changed or deleted.
func tellWhenDone(app core.App, collection string, whom func(core.App, *core.Record) ([]string, error)) {
	tell := func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		contacts, err := whom(e.App, e.Record)
		if err != nil {
			// What was written stays written; a page that is not told finds out when it next asks.
			e.App.Logger().Error("Open pages could not be told of a change", "error", err)
			return nil
		}
		live.Of(e.App).Changed(contacts...)
		return nil
	}
	app.OnRecordAfterCreateSuccess(collection).BindFunc(tell)
	app.OnRecordAfterUpdateSuccess(collection).BindFunc(tell)
	app.OnRecordDelete(collection).BindFunc(func(e *core.RecordEvent) error {
		// Afterwards nobody could tell any more whom it concerned.
		app := e.App
		contacts, err := whom(app, e.Record)
		if err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return err
		}
		afterCommit(app, func() { live.Of(app).Changed(contacts...) })
		return nil
	})
}

// bindDocuments keeps a document's file and facts out of the record API, and removes the file with the document.
func bindDocuments(app core.App) {
	app.OnRecordCreateRequest("documents").BindFunc(func(e *core.RecordRequestEvent) error {
		return e.BadRequestError("Documents are added in Portico's pages, which store their file with them.", nil)
	})
	app.OnRecordUpdateRequest("documents").BindFunc(func(e *core.RecordRequestEvent) error {
		for _, field := range []string{
			"file", "file_name", "file_type", "file_size", "file_sha256", "origin", "uploader", "uploaded_by", "upload_key",
		} {
			if e.Record.GetString(field) != e.Record.Original().GetString(field) {
				return e.BadRequestError("A document's file is replaced, not edited.", validation.Errors{
					field: validation.NewError("validation_not_editable", "Cannot be changed."),
				})
			}
		}
		return e.Next()
	})
	app.OnRecordDelete("documents").BindFunc(func(e *core.RecordEvent) error {
		storage.MakeRoom(e.App)
		app, key := e.App, e.Record.BaseFilesPath()+"/"+e.Record.GetString("file")
		if err := e.Next(); err != nil {
			return err
		}
		afterCommit(app, func() { storage.Remove(app, key) })
		return nil
	})
	tellWhenDone(app, "documents", func(app core.App, r *core.Record) ([]string, error) {
		return access.FindViewers(app, r.Id)
	})
}

// bindShares keeps a share what it is: a document given to exactly one contact, company or project, by someone.
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
		storage.MakeRoom(e.App)
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

// bindSettings keeps the firm's settings the one record they are.
func bindSettings(app core.App) {
	app.OnRecordCreate("portal_settings").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.Id != firm.SettingsID {
			return validation.Errors{"id": validation.NewError("validation_only_one", "The settings are one record.")}
		}
		return e.Next()
	})
	app.OnRecordDeleteRequest("portal_settings").BindFunc(func(e *core.RecordRequestEvent) error {
		return e.BadRequestError("The settings can be changed, not deleted.", nil)
	})
	app.OnRecordUpdate("portal_settings").BindFunc(func(e *core.RecordEvent) error {
		e.Record.Set("accent_color", strings.ToLower(e.Record.GetString("accent_color")))
		return e.Next()
	})
	// The switch that turns the portal off or on for everyone.
	app.OnRecordAfterUpdateSuccess("portal_settings").BindFunc(func(e *core.RecordEvent) error {
		endWhereOff(e.App, live.Of(e.App).Listening())
		return e.Next()
	})
}
