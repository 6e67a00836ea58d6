package hooks

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/activity"
)

// bindActivity writes down what staff do through PocketBase's record API, in the transaction in which it happens; what
// goes through Portico's own routes is written down there. Nobody changes what is written.
func bindActivity(app core.App) {
	record := func(entry func(app core.App, r *core.Record) (activity.Entry, error)) func(*core.RecordRequestEvent) error {
		return func(e *core.RecordRequestEvent) error {
			original := e.App
			defer func() { e.App = original }()
			return original.RunInTransaction(func(tx core.App) error {
				if err := isStillThere(tx, e); err != nil {
					return err
				}
				told, err := entry(tx, e.Record)
				if err != nil {
					return err
				}
				e.App = tx
				if err := e.Next(); err != nil || told.Action == "" {
					return err
				}
				return activity.Append(tx, activity.ByAccount(e.RequestEvent), told)
			})
		}
	}
	app.OnRecordCreateRequest("shares").BindFunc(record(shared(activity.Share)))
	app.OnRecordDeleteRequest("shares").BindFunc(record(shared(activity.Unshare)))
	app.OnRecordDeleteRequest("documents").BindFunc(record(func(_ core.App, r *core.Record) (activity.Entry, error) {
		return activity.OfDocument(activity.Delete, r), nil
	}))
	app.OnRecordDeleteRequest("contacts").BindFunc(record(func(_ core.App, r *core.Record) (activity.Entry, error) {
		return activity.OfContact(activity.Delete, r), nil
	}))
	app.OnRecordDeleteRequest("companies").BindFunc(record(func(_ core.App, r *core.Record) (activity.Entry, error) {
		return activity.Entry{Action: activity.Delete, Company: r.Id, Subject: r.GetString("name")}, nil
	}))
	app.OnRecordDeleteRequest("projects").BindFunc(record(func(_ core.App, r *core.Record) (activity.Entry, error) {
		return activity.OfProject(activity.Delete, r), nil
	}))
	app.OnRecordCreateRequest("project_contacts").BindFunc(record(listed(activity.AddClient)))
	app.OnRecordDeleteRequest("project_contacts").BindFunc(record(listed(activity.RemoveClient)))
	app.OnRecordUpdateRequest("projects", "portal_settings").BindFunc(record(switched))

	app.OnRecordCreateRequest("activity").BindFunc(func(e *core.RecordRequestEvent) error {
		return e.ForbiddenError("What is written down here is written by Portico alone.", nil)
	})
	unchangeable := func(*core.RecordEvent) error { return errors.New("what is written down is not changed") }
	app.OnRecordUpdate("activity").BindFunc(unchangeable)
	app.OnRecordDelete("activity").BindFunc(unchangeable)
}

// isStillThere refuses what a colleague deleted since the request found it: of two who delete at once, one did it.
func isStillThere(tx core.App, e *core.RecordRequestEvent) error {
	if e.Record.IsNew() {
		return nil
	}
	_, err := tx.FindRecordById(e.Collection, e.Record.Id)
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("", nil)
	}
	if err != nil {
		return fmt.Errorf("find record again: %w", err)
	}
	return nil
}

// shared tells of a share: the document, and whom it is shared with.
func shared(action string) func(core.App, *core.Record) (activity.Entry, error) {
	return func(app core.App, share *core.Record) (activity.Entry, error) {
		entry := activity.Entry{
			Action: action, Document: share.GetString("document"), Contact: share.GetString("contact"),
			Company: share.GetString("company"), Project: share.GetString("project"),
		}
		if document, err := app.FindRecordById("documents", entry.Document); err == nil { // else the share is refused
			entry.Subject = document.GetString("title")
		}
		return entry, nil
	}
}

// listed tells of a line of a project's access list.
func listed(action string) func(core.App, *core.Record) (activity.Entry, error) {
	return func(app core.App, line *core.Record) (activity.Entry, error) {
		entry := activity.Entry{Action: action, Project: line.GetString("project"), Contact: line.GetString("contact")}
		if contact, err := app.FindRecordById("contacts", entry.Contact); err == nil { // else the line is refused
			entry.Subject = contact.GetString("name")
		}
		return entry, nil
	}
}

// switched tells that a portal was turned off or on; other changes are not told.
func switched(app core.App, r *core.Record) (activity.Entry, error) {
	before, err := app.FindRecordById(r.Collection(), r.Id)
	if err != nil {
		return activity.Entry{}, fmt.Errorf("find record before the change: %w", err)
	}
	is := r.GetBool("portal_enabled")
	if is == before.GetBool("portal_enabled") {
		return activity.Entry{}, nil
	}
	entry := activity.Entry{Action: activity.PortalOff, Subject: r.GetString("firm_name")}
	if r.Collection().Name == "projects" {
		entry = activity.OfProject(activity.PortalOff, r)
	}
	if is {
		entry.Action = activity.PortalOn
	}
	return entry, nil
}
