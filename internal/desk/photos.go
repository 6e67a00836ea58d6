package desk

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/activity"
	"portico/internal/deliver"
	"portico/internal/documents"
	"portico/internal/ingest"
	"portico/internal/particulars"
)

// addPhoto receives a photo for a daily log.
func addPhoto(e *core.RequestEvent) error {
	document, err := findLog(e)
	if err != nil {
		return err
	}
	limits, err := limits(e.App)
	if err != nil {
		return err
	}
	limits.Allowed = []string{ingest.GroupImages}
	up, err := ingest.Receive(e, limits, func(map[string]string) error { return nil })
	if err != nil {
		return err
	}
	defer up.Discard()
	if deliver.Preview(up.Type) != "image" {
		return e.BadRequestError("Browsers do not show this kind of image. Use JPEG, PNG or WebP.", validation.Errors{
			"file": validation.NewError("type_not_allowed", "Use JPEG, PNG or WebP."),
		})
	}
	key := documents.UploadKey(e.Auth.Id, e.Request.Header.Get("Idempotency-Key"))
	err = documents.AddPhoto(e.App, document, key, up, func(tx core.App) error {
		// The body took its time: what was true at its first byte has to be true now.
		current, err := tx.FindRecordById("documents", document.Id)
		if err != nil {
			return err
		}
		if err := mayEditDocument(e, tx, current); err != nil {
			return err
		}
		if err := roomForPhotos(e, tx, document.Id); err != nil {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.Edit, current))
	})
	return answerChanged(e, document.Id, err)
}

func roomForPhotos(e *core.RequestEvent, tx core.App, document string) error {
	n, err := tx.CountRecords("daily_log_photos", dbx.HashExp{"document": document})
	if err != nil {
		return fmt.Errorf("count photos: %w", err)
	}
	if n > documents.MaxPhotos {
		return e.BadRequestError(fmt.Sprintf("A daily log can have %d photos.", documents.MaxPhotos), nil)
	}
	return nil
}

// findLog returns the daily log that a request is about, if its sender may change it.
func findLog(e *core.RequestEvent) (*core.Record, error) {
	document, err := findDocument(e, e.App)
	if err != nil {
		return nil, err
	}
	if err := mayEditDocument(e, e.App, document); err != nil {
		return nil, err
	}
	said, err := particulars.Find(e.App, document)
	if err == nil && said.Log == nil {
		err = e.BadRequestError("Photos belong to daily logs.", nil)
	}
	return document, err
}

func sendPhoto(e *core.RequestEvent) error {
	photo, err := documents.FindPhoto(e.App, e.Request.PathValue("id"), e.Request.PathValue("photo"))
	if err == nil {
		err = deliver.File(e, photo, e.Request.URL.Query().Get("download") == "1")
	}
	if errors.Is(err, sql.ErrNoRows) || errors.Is(err, fs.ErrNotExist) {
		return e.NotFoundError("This photo is not there any more.", nil)
	}
	return err
}

func removePhoto(e *core.RequestEvent) error {
	document, err := findLog(e)
	if err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		if err := mayEditDocument(e, tx, document); err != nil {
			return err
		}
		// Asked again inside: of two who remove it at once, one does.
		photo, err := documents.FindPhoto(tx, document.Id, e.Request.PathValue("photo"))
		if err != nil {
			return err
		}
		if err := tx.Delete(photo); err != nil {
			return fmt.Errorf("delete photo: %w", err)
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.Edit, document))
	})
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This photo is not there any more.", nil)
	}
	if err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}
