package hooks

import (
	"errors"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"

	"portico/internal/signing"
	"portico/internal/storage"
)

// bindSignings keeps what is being signed as it is, has it sealed when everyone has signed, and tells open pages.
func bindSignings(app core.App) {
	// What was signed, and to what, is evidence: the record API shows it, and changes none of it.
	for _, name := range []string{"signings", "signatures", "signature_fields", "consents"} {
		refuse := func(e *core.RecordRequestEvent) error {
			return e.BadRequestError("What belongs to signing is changed in Portico's pages alone.", nil)
		}
		app.OnRecordCreateRequest(name).BindFunc(refuse)
		app.OnRecordUpdateRequest(name).BindFunc(refuse)
		app.OnRecordDeleteRequest(name).BindFunc(refuse)
	}
	app.OnRecordUpdate("documents").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("file_sha256") == e.Record.Original().GetString("file_sha256") {
			return e.Next()
		}
		return inTransaction(e, func(tx core.App) error { return signing.FileChanges(tx, e.Record) })
	})
	app.OnRecordDelete("documents").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func(tx core.App) error {
			keys, err := signing.LetGo(tx, dbx.HashExp{"id": e.Record.Id})
			if err != nil {
				return err
			}
			afterCommit(tx, func() {
				for _, key := range keys {
					storage.Remove(app, key)
				}
			})
			return nil
		})
	})
	app.OnRecordAfterUpdateSuccess("signings").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("status") == signing.Sealing && e.Record.GetInt("attempts") == 0 {
			routine.FireAndForget(func() {
				if err := signing.SealAll(app); err != nil {
					app.Logger().Error("A document could not be sealed; it is tried again", "error", err)
				}
			})
		}
		return e.Next()
	})
	sightMayEnd := func(e *core.RecordEvent) error { return inTransaction(e, signing.SightMayEnd) }
	app.OnRecordDelete("shares", "project_contacts", "company_contacts").BindFunc(sightMayEnd)
	app.OnRecordUpdate("shares", "project_contacts", "company_contacts", "projects").BindFunc(sightMayEnd)
	tellWhenDone(app, "signings", func(app core.App, round *core.Record) ([]string, error) { return signing.Signers(app, round.Id) })
	tellWhenDone(app, "signatures", func(app core.App, signature *core.Record) ([]string, error) {
		return signing.Signers(app, signature.GetString("signing"))
	})
}

func lookAfterSignings(app core.App) error {
	return errors.Join(signing.Tick(app), signing.SealAll(app))
}
