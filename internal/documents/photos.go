package documents

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/ingest"
)

// MaxPhotos is how many photos a daily log can have.
const MaxPhotos = 60

// AddPhoto stores an upload as a photo of a daily log; within runs in the same transaction. Sent again under the same key
// it is stored once.
func AddPhoto(app core.App, document *core.Record, key string, up *ingest.Upload, within func(tx core.App) error) error {
	collection, err := app.FindCachedCollectionByNameOrId("daily_log_photos")
	if err != nil {
		return fmt.Errorf("find photos: %w", err)
	}
	r := core.NewRecord(collection)
	r.Id = core.GenerateDefaultRandomId()
	r.Set("document", document.Id)
	r.Set("upload_key", key)
	_, err = add(app, r, up, func(tx core.App, _ *core.Record) error { return within(tx) })
	return err
}

// FindPhoto returns a photo of a document, or sql.ErrNoRows.
func FindPhoto(app core.App, document, photo string) (*core.Record, error) {
	return app.FindFirstRecordByFilter("daily_log_photos", "id = {:photo} && document = {:document}",
		dbx.Params{"photo": photo, "document": document})
}
