package hooks

import (
	"fmt"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/documents"
	"portico/internal/letters"
	"portico/internal/links"
	"portico/internal/live"
	"portico/internal/messages"
	"portico/internal/signing"
	"portico/internal/storage"
)

func bindDocuments(app core.App) {
	app.OnRecordCreateRequest("documents").BindFunc(func(e *core.RecordRequestEvent) error {
		return e.BadRequestError("Documents are added in Portico's pages, which store their file with them.", nil)
	})
	app.OnRecordUpdateRequest("documents").BindFunc(func(e *core.RecordRequestEvent) error {
		letter, err := letters.Find(e.App, e.Record)
		if err != nil {
			return err
		}
		if letter == nil {
			return e.Next()
		}
		return keep(e, "This document is a letter, and its PDF says so. Edit the letter instead, or write another one to somebody else.",
			"title", "kind", "contact", "company", "project")
	})
	app.OnRecordUpdateRequest("documents").BindFunc(func(e *core.RecordRequestEvent) error {
		return keep(e, "A document's file is replaced, not edited, and where it came from stays.",
			"file", "file_name", "file_type", "file_size", "file_sha256", "origin", "uploader", "uploaded_by", "upload_key",
			"ticket", "request_item", "request_link")
	})
	app.OnRecordValidate("documents").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("contact") == "" && e.Record.GetString("company") == "" && e.Record.GetString("project") == "" {
			return validation.Errors{"contact": validation.NewError("validation_required",
				"A document is filed under a contact, a company or a project.")}
		}
		return e.Next()
	})
	app.OnRecordDelete("documents").BindFunc(func(e *core.RecordEvent) error {
		app, key := e.App, storage.Key(e.Record)
		if err := e.Next(); err != nil {
			return err
		}
		if key != "" {
			afterCommit(app, func() { storage.Remove(app, key) })
		}
		return nil
	})
	tellWhenDone(app, "documents", func(app core.App, r *core.Record) ([]string, error) {
		return access.FindViewers(app, r.Id)
	})
}

// deleteWithDocuments deletes an owner of documents ("contact", "company" or "project") with those that are nobody else's
// and with the conversation about it, in one transaction; then their files, and whoever saw them is told. before runs in
// the transaction, done after it. Requests to the owner and a contact's tickets are bound to it and go by themselves; an item
// of another request that has lost its files waits for an answer again.
func deleteWithDocuments(e *core.RecordEvent, owner string, before func(tx core.App) error, done func(core.App)) error {
	which := documents.OnlyOf(owner, e.Record.Id)
	app := e.App
	var keys, viewers []string
	err := inTransaction(e, func(tx core.App) error {
		var err error
		if owner != "contact" { // whose own signature is not waited for any more
			if err = signing.SightMayEnd(tx, signersIn(owner, e.Record.Id)); err != nil {
				return err
			}
		}
		if viewers, err = access.FindViewersOf(tx, which); err != nil {
			return err
		}
		items, err := itemsOf(tx, which)
		if err != nil {
			return err
		}
		if keys, err = signing.LetGo(tx, which); err != nil {
			return err
		}
		files, err := documents.DeleteAll(tx, which)
		if err != nil {
			return err
		}
		keys = append(keys, files...)
		for _, item := range items {
			if err := fileGone(tx, item); err != nil {
				return err
			}
		}
		if owner != "company" { // which has none
			attached, err := messages.DeleteAll(tx, conversationsOf(owner, e.Record.Id))
			if err != nil {
				return err
			}
			keys = append(keys, attached...)
		}
		return before(tx)
	})
	if err != nil {
		return err
	}
	afterCommit(app, func() {
		live.Of(app).Changed(viewers...)
		done(app)
		for _, key := range keys {
			storage.Remove(app, key)
		}
	})
	return nil
}

// itemsOf returns the ids of the items of requests for which the documents were sent in.
func itemsOf(tx core.App, which dbx.Expression) ([]string, error) {
	var items []string
	err := tx.DB().Select("request_item").Distinct(true).From("documents").Where(which).
		AndWhere(dbx.NewExp("request_item != ''")).Column(&items)
	if err != nil {
		return nil, fmt.Errorf("find items of requests: %w", err)
	}
	return items, nil
}

// conversationsOf are the conversations about a contact or a project, and those about the contact's tickets, which go along.
func conversationsOf(owner, id string) dbx.Expression {
	if owner != "contact" {
		return dbx.HashExp{owner: id}
	}
	return dbx.Or(dbx.HashExp{owner: id},
		dbx.NewExp("ticket != '' AND ticket IN (SELECT id FROM tickets WHERE contact = {:contact})", dbx.Params{"contact": id}))
}

// letGo takes an owner's id out of the documents that stay, and ends what was shared with it, in a few statements:
// PocketBase would go through them record by record.
func letGo(tx core.App, id string, fields ...string) error {
	for _, field := range fields {
		if _, err := tx.NonconcurrentDB().Update("documents", dbx.Params{field: ""}, dbx.HashExp{field: id}).Execute(); err != nil {
			return fmt.Errorf("take %s out of documents: %w", field, err)
		}
	}
	sharedWith := fields[0]
	if err := links.EndShared(tx, sharedWith, id); err != nil {
		return err
	}
	if _, err := tx.NonconcurrentDB().Delete("shares", dbx.HashExp{sharedWith: id}).Execute(); err != nil {
		return fmt.Errorf("delete shares: %w", err)
	}
	return nil
}

// keep refuses to change fields of a record through the record API.
func keep(e *core.RecordRequestEvent, why string, fields ...string) error {
	for _, field := range fields {
		if e.Record.GetString(field) != e.Record.Original().GetString(field) {
			return e.BadRequestError(why, validation.Errors{field: validation.NewError("validation_not_editable", "Cannot be changed.")})
		}
	}
	return e.Next()
}

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
