package hooks

import (
	"context"
	"errors"
	"net/http"
	"sync"
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
		reconcileBeside(e.App, started)
		return nil
	})

	// What takes something away is possible on a full disk, too: whatever is deleted, and what switches access off.
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(func(e *core.RequestEvent) error {
			if e.Request.Method == http.MethodDelete {
				storage.MakeRoom(e.App)
			}
			return e.Next()
		})
		return e.Next()
	})
	app.OnRecordUpdate("contacts", "projects", "portal_settings", "staff").BindFunc(func(e *core.RecordEvent) error {
		storage.MakeRoom(e.App)
		return e.Next()
	})

	app.OnBackupCreate().BindFunc(func(e *core.BackupEvent) error {
		e.Exclude = append(e.Exclude, storage.NotBackedUp()...)
		return storage.DuringBackup(e.App, e.Next)
	})
}

// reconcileBeside reconciles while the server runs, and stops before its database is closed.
func reconcileBeside(app core.App, since time.Time) {
	ctx, cancel := context.WithCancel(context.Background())
	var working sync.WaitGroup
	routine.FireAndForget(func() { reconcile(ctx, app, since) }, &working)
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		cancel()
		working.Wait()
		return e.Next()
	})
}

func reconcile(ctx context.Context, app core.App, since time.Time) {
	report, err := storage.Reconcile(ctx, app, since)
	if err != nil && !errors.Is(err, context.Canceled) {
		app.Logger().Error("Files and records could not be compared", "error", err)
	}
	if report.Orphans > 0 {
		app.Logger().Warn("Files that nothing names were moved to the folder of orphans, for a month", "files", report.Orphans)
	}
	if n := len(report.Missing); n > 0 {
		app.Logger().Error("Files are missing from the disk: restore them from a backup",
			"files", n, "first", report.Missing[:min(n, 20)])
	}
}
