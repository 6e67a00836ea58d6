package hooks

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/requests"
	"portico/internal/storage"
)

// bindRequests keeps requests true to what is sent in for them, and tells open pages of them.
func bindRequests(app core.App) {
	app.OnRecordDelete("documents").BindFunc(func(e *core.RecordEvent) error {
		id := e.Record.GetString("request_item")
		if id == "" {
			return e.Next()
		}
		original := e.App
		defer func() { e.App = original }()
		return original.RunInTransaction(func(tx core.App) error {
			e.App = tx
			if err := e.Next(); err != nil {
				return err
			}
			return fileGone(tx, id)
		})
	})
	app.OnRecordDelete("request_items").BindFunc(func(e *core.RecordEvent) error {
		app, key := e.App, storage.Key(e.Record)
		if err := e.Next(); err != nil {
			return err
		}
		if key != "" {
			afterCommit(app, func() { storage.Remove(app, key) })
		}
		return nil
	})
	tellWhenDone(app, "requests", access.FindAsked)
	tellWhenDone(app, "request_items", func(app core.App, item *core.Record) ([]string, error) {
		request, err := app.FindRecordById("requests", item.GetString("request"))
		if errors.Is(err, sql.ErrNoRows) {
			return nil, nil // it goes together with its items
		}
		if err != nil {
			return nil, fmt.Errorf("find request of item: %w", err)
		}
		return access.FindAsked(app, request)
	})
}

// fileGone brings an item of a request up to date whose file was deleted.
func fileGone(tx core.App, id string) error {
	item, err := tx.FindRecordById("request_items", id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find item of request: %w", err)
	}
	return requests.FileWent(tx, item)
}
