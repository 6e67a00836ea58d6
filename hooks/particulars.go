package hooks

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/bill"
	"portico/internal/documents"
	"portico/internal/particulars"
	"portico/internal/storage"
)

// bindParticulars holds bills and daily logs to their rules, and to their documents.
func bindParticulars(app core.App) {
	app.OnRecordValidate("bills").BindFunc(func(e *core.RecordEvent) error {
		if err := particulars.SettleBill(e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordValidate("daily_logs").BindFunc(func(e *core.RecordEvent) error {
		if err := particulars.CheckLog(e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordUpdate("bills").BindFunc(keepAnswered)
	app.OnRecordCreate("bills", "daily_logs").BindFunc(fitDocument)
	app.OnRecordUpdate("bills", "daily_logs").BindFunc(fitDocument)
	app.OnRecordDeleteRequest("bills", "daily_logs").BindFunc(func(e *core.RecordRequestEvent) error {
		return e.BadRequestError("Delete the document itself: this is what it says.", nil)
	})

	// The PDF that is made of a document is named after what the document says.
	app.OnRecordUpdate("documents").BindFunc(func(e *core.RecordEvent) error {
		if err := particulars.NameWritten(e.App, e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordValidate("documents").BindFunc(func(e *core.RecordEvent) error {
		if err := fitKind(e.App, e.Record); err != nil {
			return err
		}
		return e.Next()
	})
	app.OnRecordCreate("shares").BindFunc(refuseDraft)
	app.OnRecordUpdate("shares").BindFunc(refuseDraft)

	app.OnRecordCreateRequest("daily_log_photos").BindFunc(func(e *core.RecordRequestEvent) error {
		return e.BadRequestError("Photos are added in Portico's pages, which store their file with them.", nil)
	})
	app.OnRecordUpdateRequest("daily_log_photos").BindFunc(func(e *core.RecordRequestEvent) error {
		return e.BadRequestError("Photos are removed and added, not edited.", nil)
	})
	app.OnRecordDelete("daily_log_photos").BindFunc(func(e *core.RecordEvent) error {
		app, key := e.App, storage.Key(e.Record)
		if err := e.Next(); err != nil {
			return err
		}
		afterCommit(app, func() { storage.Remove(app, key) })
		return nil
	})
	tellWhenDone(app, "daily_log_photos", func(app core.App, r *core.Record) ([]string, error) {
		return access.FindViewers(app, r.GetString("document"))
	})
}

// fitDocument saves particulars, and with them their document: its name may follow from them, and its viewers are told.
func fitDocument(e *core.RecordEvent) error {
	original := e.App
	defer func() { e.App = original }()
	return original.RunInTransaction(func(tx core.App) error {
		e.App = tx
		document, err := tx.FindRecordById("documents", e.Record.GetString("document"))
		if errors.Is(err, sql.ErrNoRows) {
			return e.Next() // refused by its validation
		}
		if err != nil {
			return fmt.Errorf("find document: %w", err)
		}
		if err := fits(tx, document, e.Record); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return err
		}
		return tx.Save(document)
	})
}

func fits(tx core.App, document, r *core.Record) error {
	kind, isBill := document.GetString("kind"), r.Collection().Name == "bills"
	if !r.IsNew() && r.GetString("document") != r.Original().GetString("document") {
		return validation.Errors{"document": validation.NewError("validation_not_editable", "Cannot be changed.")}
	}
	if document.GetString("origin") != documents.OriginStaff || isBill != particulars.IsBill(kind) || !particulars.IsWritten(kind) {
		return validation.Errors{"document": validation.NewError("validation_wrong_kind",
			"This document is of another kind.")}
	}
	if !isBill || r.GetString("status") != bill.Draft {
		return nil
	}
	shares, err := tx.CountRecords("shares", dbx.HashExp{"document": document.Id})
	if err != nil {
		return fmt.Errorf("count shares: %w", err)
	}
	if shares > 0 {
		return validation.Errors{"status": validation.NewError("validation_draft_is_shared",
			"This is shared with the client, who does not see drafts. Stop sharing it first.")}
	}
	return nil
}

// keepAnswered keeps what a client has accepted or declined as it was; its status and notes may still change.
func keepAnswered(e *core.RecordEvent) error {
	was := e.Record.Original()
	if was.GetString("response") == "" {
		return e.Next()
	}
	for _, field := range []string{"number", "currency", "issued", "due", "lines", "response", "response_note", "response_by"} {
		if e.Record.GetString(field) != was.GetString(field) {
			return validation.Errors{field: validation.NewError("validation_answered",
				"The client has answered this estimate. Write a new one instead.")}
		}
	}
	return e.Next()
}

// refuseDraft keeps drafts from being shared, so that what is shared is all that is asked about who sees what.
func refuseDraft(e *core.RecordEvent) error {
	return inTransaction(e, func(tx core.App) error {
		drafts, err := tx.CountRecords("bills", dbx.HashExp{"document": e.Record.GetString("document"), "status": bill.Draft})
		if err != nil {
			return fmt.Errorf("look for draft: %w", err)
		}
		if drafts > 0 {
			return validation.Errors{"document": validation.NewError("validation_draft",
				"A draft cannot be shared. Set its status to sent first.")}
		}
		return nil
	})
}

// fitKind keeps a document's kind to what it has: particulars of that kind, or a file.
func fitKind(app core.App, document *core.Record) error {
	kind := document.GetString("kind")
	if document.GetString("file") == "" && !particulars.IsWritten(kind) {
		return validation.Errors{"kind": validation.NewError("validation_needs_file", "A document of this kind needs a file.")}
	}
	if document.IsNew() || kind == document.Original().GetString("kind") {
		return nil
	}
	for collection, belongs := range map[string]bool{"bills": particulars.IsBill(kind), "daily_logs": kind == particulars.KindDailyLog} {
		n, err := app.CountRecords(collection, dbx.HashExp{"document": document.Id})
		if err != nil {
			return fmt.Errorf("look for particulars: %w", err)
		}
		if n > 0 && !belongs {
			return validation.Errors{"kind": validation.NewError("validation_has_particulars",
				"What this document says belongs to its kind, which cannot be changed.")}
		}
	}
	return nil
}
