package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/deliver"
	"portico/internal/ingest"
	"portico/internal/messages"
	"portico/internal/storage"
)

// addExample gives an item of a request an example of what is asked for, in the place of one that it had.
func addExample(e *core.RequestEvent) error {
	limits, err := limits(e.App)
	if err != nil {
		return err
	}
	if _, err := mayChangeRequest(e, e.App); err != nil {
		return err
	}
	up, err := ingest.Receive(e, limits, func(map[string]string) error { return nil })
	if err != nil {
		return err
	}
	defer up.Discard()
	return changeExample(e, func(item *core.Record) error { return up.KeepFor(e.App, item) })
}

func removeExample(e *core.RequestEvent) error {
	return changeExample(e, func(item *core.Record) error {
		for _, field := range ingest.Fields {
			item.Set(field, nil)
		}
		return nil
	})
}

// changeExample changes the file of an item; the file that it had, or the one that could not be saved, is removed.
func changeExample(e *core.RequestEvent, change func(item *core.Record) error) error {
	request, err := findRequest(e, e.App)
	if err != nil {
		return err
	}
	item, err := findItem(e, e.App, request)
	if err != nil {
		return err
	}
	if err := change(item); err != nil {
		return err
	}
	var old string
	err = e.App.RunInTransaction(func(tx core.App) error {
		if _, err := mayChangeRequest(e, tx); err != nil {
			return err
		}
		current, err := findItem(e, tx, request)
		if err != nil {
			return err
		}
		old = storage.Key(current)
		for _, field := range ingest.Fields {
			current.Set(field, item.Get(field))
		}
		if err := tx.Save(current); err != nil {
			return fmt.Errorf("save example: %w", err)
		}
		return nil
	})
	if err != nil {
		storage.RemoveUncommitted(e.App, item)
		return err
	}
	if old != "" {
		storage.Remove(e.App, old)
	}
	if storage.Key(item) == "" {
		return e.NoContent(http.StatusNoContent)
	}
	return e.JSON(http.StatusOK, messages.ViewFile(item))
}

func sendExample(e *core.RequestEvent) error {
	request, err := findRequest(e, e.App)
	if err != nil {
		return err
	}
	item, err := findItem(e, e.App, request)
	if err != nil {
		return err
	}
	if item.GetString("file") == "" {
		return e.NotFoundError("This item has no example.", nil)
	}
	err = deliver.File(e, item, e.Request.URL.Query().Get("download") == "1")
	if errors.Is(err, fs.ErrNotExist) {
		return e.NotFoundError("This file is not there any more.", err)
	}
	return err
}
