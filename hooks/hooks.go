// Package hooks says WHEN things happen; WHAT is done stands in internal/. Register is the whole list.
package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/notify"
)

// Options are the choices that are made at start.
type Options struct {
	// SQLConsole lets the owner use PocketBase's SQL console, which can read password hashes and write files.
	SQLConsole bool
	// Mail is how the outbox is sent.
	Mail notify.Options
}

// Register binds everything that Portico adds to PocketBase, in the order in which a request or a record meets it.
func Register(app core.App, options Options) {
	// the house
	bindStorage(app)
	bindServer(app, options)
	bindHousekeeping(app)

	// who comes in by which door
	bindContactDoor(app)
	bindStaffDoor(app)
	bindEndedTokens(app)
	bindStaffEmails(app)
	bindRealtime(app)
	bindRoles(app)

	// what is written down of it
	bindActivity(app)

	bindFieldwiseUpdates(app)

	// what holds whoever writes a record: a handler, the record API, the owner in the dashboard
	bindParticulars(app)
	bindTidy(app)
	bindSearch(app)
	bindStaff(app)
	bindContacts(app)
	bindCompanies(app)
	bindMemberships(app)
	bindDocuments(app)
	bindShares(app)
	bindProjects(app)
	bindMessages(app)
	bindTickets(app)
	bindRequests(app)
	bindSignings(app)
	bindGrants(app)
	bindLetters(app)
	bindSettings(app)

	// mail
	bindMail(app, options.Mail)
}

// portico names Portico's collections that are written through the record API, by staff or by the owner alone.
var portico = []string{
	"staff", "companies", "contacts", "company_contacts", "documents", "shares", "portal_settings",
	"projects", "project_contacts", "project_staff", "tickets",
	"requests", "request_items", "request_templates", "bills", "daily_logs", "daily_log_photos",
	"signings", "signatures", "signature_fields", "letters",
}

// bindFieldwiseUpdates has an update write the fields that it changes and no others. PocketBase writes them all, as they
// were when the record was read: an edit of a phone number would undo the revocation that came in between.
func bindFieldwiseUpdates(app core.App) {
	app.OnRecordUpdate(portico...).BindFunc(func(e *core.RecordEvent) error {
		e.Record.IgnoreUnchangedFields(true)
		return e.Next()
	})
}

// afterCommit runs do once what app has written is committed: at once outside a transaction, at its end inside one. do
// must not query app.
func afterCommit(app core.App, do func()) {
	tx := app.TxInfo()
	if tx == nil {
		do()
		return
	}
	tx.OnComplete(func(err error) error {
		if err == nil {
			do()
		}
		return nil
	})
}

// inTransaction runs the rest of a record hook, and before it what belongs to the same transaction.
func inTransaction(e *core.RecordEvent, before func(tx core.App) error) error {
	original := e.App
	defer func() { e.App = original }()
	return original.RunInTransaction(func(tx core.App) error {
		e.App = tx
		if err := before(tx); err != nil {
			return err
		}
		return e.Next()
	})
}
