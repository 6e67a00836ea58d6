package hooks

import (
	"strings"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/live"
	"portico/internal/signing"
)

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
		// Another address to sign in with may be another person's.
		moved := e.Record.Email() != e.Record.Original().Email()
		if !revoked && !moved && !passwordChanged(e.Record) {
			return e.Next()
		}
		app, contact := e.App, e.Record.Id
		err := inTransaction(e, func(tx core.App) error {
			if err := access.EndSessions(tx, contact); err != nil || !revoked {
				return err
			}
			_, err := access.EndRequestLinks(tx, dbx.HashExp{"contact": contact})
			return err
		})
		if err != nil {
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
		contact := e.Record.Id
		return deleteWithDocuments(e, "contact", func(tx core.App) error {
			if err := signing.WithoutSigner(tx, e.Record); err != nil {
				return err
			}
			return letGo(tx, contact, "contact", "uploader")
		}, func(app core.App) { live.Of(app).End(contact, "", live.AccessEnded) })
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
