package hooks

import (
	"context"
	"errors"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"

	"portico/internal/signing"
	"portico/internal/storage"
)

// sealingTakes bounds one run through the rounds that wait to be sealed; what is left waits for the next.
const sealingTakes = 10 * time.Minute

// bindSignings keeps what is being signed as it is, has it sealed when everyone has signed, and tells open pages.
func bindSignings(app core.App) {
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
				if err := seal(app); err != nil {
					app.Logger().Error("A document could not be sealed; it is tried again", "error", err)
				}
			})
		}
		return e.Next()
	})
	tellWhenDone(app, "signings", signing.Signers)
	tellWhenDone(app, "signatures", func(app core.App, signature *core.Record) ([]string, error) {
		return signing.SignersOf(app, signature.GetString("signing"))
	})
}

func lookAfterSignings(app core.App) error {
	return errors.Join(signing.Tick(app), seal(app))
}

func seal(app core.App) error {
	ctx, cancel := context.WithTimeout(context.Background(), sealingTakes)
	defer cancel()
	return signing.SealAll(ctx, app)
}
