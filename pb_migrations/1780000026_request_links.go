package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Links by which a contact without an account sends in what a request asks for. Of the secret only a hash is kept, and no
// rule opens the collection to anyone.
func init() {
	m.Register(func(app core.App) error {
		requests, err := idOf(app, "requests")
		if err != nil {
			return err
		}
		contacts, err := idOf(app, "contacts")
		if err != nil {
			return err
		}
		links := core.NewBaseCollection("request_links")
		links.Fields.Add(
			&core.RelationField{Name: "request", Required: true, MaxSelect: 1, CollectionId: requests, CascadeDelete: true},
			&core.RelationField{Name: "contact", Required: true, MaxSelect: 1, CollectionId: contacts, CascadeDelete: true},
			&core.TextField{Name: "secret_hash", Required: true, Hidden: true, Max: 64},
			&core.DateField{Name: "expires", Required: true},
			&core.DateField{Name: "opened"}, // the first time
			&core.DateField{Name: "revoked"},
			&core.TextField{Name: "made_by", Max: 200},
		)
		links.Fields.Add(timestamps()...)
		links.AddIndex("idx_request_links_secret", true, "secret_hash", "")
		links.AddIndex("idx_request_links_request", false, "request, created", "")
		links.AddIndex("idx_request_links_contact", false, "contact", "")
		if err := app.Save(links); err != nil {
			return err
		}

		documents, err := app.FindCollectionByNameOrId("documents")
		if err != nil {
			return err
		}
		// By which link it came in: plain text, for a document outlives the link.
		documents.Fields.Add(&core.TextField{Name: "request_link", Max: 30})
		documents.AddIndex("idx_documents_request_link", false, "request_link, created", "request_link != ''")
		return app.Save(documents)
	}, func(app core.App) error {
		documents, err := app.FindCollectionByNameOrId("documents")
		if err != nil {
			return err
		}
		documents.RemoveIndex("idx_documents_request_link")
		documents.Fields.RemoveByName("request_link")
		if err := app.Save(documents); err != nil {
			return err
		}
		return drop(app, "request_links")
	})
}
