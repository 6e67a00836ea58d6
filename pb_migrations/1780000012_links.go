package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Public links, and each time one was opened. Of secrets and passwords only hashes are kept, and no rule opens either
// collection to anyone.
func init() {
	m.Register(func(app core.App) error {
		documents, err := idOf(app, "documents")
		if err != nil {
			return err
		}
		links := core.NewBaseCollection("links")
		links.Fields.Add(
			&core.RelationField{Name: "document", Required: true, MaxSelect: 1, CollectionId: documents, CascadeDelete: true},
			&core.TextField{Name: "secret_hash", Required: true, Hidden: true, Max: 64},
			&core.TextField{Name: "password_hash", Hidden: true, Max: 100},
			&core.DateField{Name: "expires", Required: true},
			&core.NumberField{Name: "max_opens", OnlyInt: true, Min: ptr(0)},
			&core.NumberField{Name: "opens", OnlyInt: true, Min: ptr(0)},
			&core.DateField{Name: "revoked"},
			&core.TextField{Name: "made_by", Max: 200},
		)
		links.Fields.Add(timestamps()...)
		links.AddIndex("idx_links_secret", true, "secret_hash", "")
		links.AddIndex("idx_links_document", false, "document, created", "")
		if err := app.Save(links); err != nil {
			return err
		}

		opens := core.NewBaseCollection("link_opens")
		opens.Fields.Add(
			&core.RelationField{Name: "link", Required: true, MaxSelect: 1, CollectionId: links.Id, CascadeDelete: true},
			&core.TextField{Name: "token_hash", Required: true, Hidden: true, Max: 64},
			&core.DateField{Name: "expires", Required: true},
			&core.TextField{Name: "user_agent", Max: 300},
			&core.TextField{Name: "ip", Max: 60},
			&core.AutodateField{Name: "created", OnCreate: true},
		)
		opens.AddIndex("idx_link_opens_link", false, "link, created", "")
		return app.Save(opens)
	}, func(app core.App) error { return drop(app, "link_opens", "links") })
}
