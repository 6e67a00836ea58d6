package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What a letter that is written in Portico says: its PDF is the document's file, and made again when it is edited. It is
// written and read through /api/desk alone.
func init() {
	m.Register(func(app core.App) error {
		documents, err := idOf(app, "documents")
		if err != nil {
			return err
		}
		c := core.NewBaseCollection("letters")
		c.Fields.Add(
			&core.RelationField{Name: "document", Required: true, MaxSelect: 1, CollectionId: documents, CascadeDelete: true},
			&core.TextField{Name: "date", Required: true, Max: 10},
			&core.TextField{Name: "body", Required: true, Max: 200 << 10}, // HTML
		)
		c.Fields.Add(timestamps()...)
		c.AddIndex("idx_letters_document", true, "document", "")
		return app.Save(c)
	}, func(app core.App) error {
		return drop(app, "letters")
	})
}
