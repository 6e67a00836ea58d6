package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What a daily log adds to its document, and the log's photos. A photo hangs on the document, so whoever may see the one
// may see the other; its file is kept as a document's is.
func init() {
	m.Register(func(app core.App) error {
		documents, err := idOf(app, "documents")
		if err != nil {
			return err
		}
		logs := core.NewBaseCollection("daily_logs")
		staffMay(logs, false)
		logs.Fields.Add(
			&core.RelationField{Name: "document", Required: true, MaxSelect: 1, CollectionId: documents, CascadeDelete: true},
			&core.TextField{Name: "date", Required: true, Max: 10, Presentable: true},
			&core.TextField{Name: "weather", Max: 200},
			&core.TextField{Name: "crew", Max: 500},
			&core.TextField{Name: "notes", Max: 5000},
		)
		logs.Fields.Add(timestamps()...)
		logs.AddIndex("idx_daily_logs_document", true, "document", "")
		if err := app.Save(logs); err != nil {
			return err
		}

		photos := core.NewBaseCollection("daily_log_photos")
		staffMay(photos, false)
		photos.Fields.Add(
			&core.RelationField{Name: "document", Required: true, MaxSelect: 1, CollectionId: documents, CascadeDelete: true},
			&core.TextField{Name: "file", Max: 60, Hidden: true},
			&core.TextField{Name: "file_name", Max: 255, Presentable: true},
			&core.TextField{Name: "file_type", Max: 150},
			&core.NumberField{Name: "file_size", OnlyInt: true},
			&core.TextField{Name: "file_sha256", Max: 64},
			&core.TextField{Name: "upload_key", Max: 64, Hidden: true},
			&core.AutodateField{Name: "created", OnCreate: true},
		)
		photos.AddIndex("idx_daily_log_photos_document", false, "document, created", "")
		photos.AddIndex("idx_daily_log_photos_upload_key", true, "upload_key", "upload_key != ''")
		return app.Save(photos)
	}, func(app core.App) error { return drop(app, "daily_log_photos", "daily_logs") })
}
