package hooks

import (
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"

	"portico/internal/storage"
)

func bindStorage(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		started := time.Now()
		if err := storage.Prepare(e.App); err != nil {
			return err
		}
		if err := e.Next(); err != nil {
			return err
		}
		app := e.App
		routine.FireAndForget(func() { reconcile(app, started) })
		return nil
	})

	app.OnBackupCreate().BindFunc(func(e *core.BackupEvent) error {
		e.Exclude = append(e.Exclude, storage.NotBackedUp()...)
		return storage.DuringBackup(e.App, e.Next)
	})
}

func reconcile(app core.App, since time.Time) {
	report, err := storage.Reconcile(app, since)
	if err != nil {
		app.Logger().Error("Files and records could not be compared", "error", err)
	}
	if report.Orphans > 0 {
		app.Logger().Warn("Files without a document were moved to the folder of orphans, for a month", "files", report.Orphans)
	}
	if n := len(report.Missing); n > 0 {
		app.Logger().Error("Documents' files are missing from the disk: restore them from a backup",
			"documents", n, "first", report.Missing[:min(n, 20)])
	}
}
