package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Documents, and who has been given them. A document's bytes are not in a PocketBase file field: they are written by
// internal/storage, which makes them durable before the record is, and no PocketBase file route can serve them.
func init() {
	m.Register(func(app core.App) error {
		ids := map[string]string{}
		for _, name := range []string{"staff", "companies", "contacts"} {
			id, err := idOf(app, name)
			if err != nil {
				return err
			}
			ids[name] = id
		}

		documents := core.NewBaseCollection("documents")
		staffMay(documents, false)
		rule := staffOnly
		documents.UpdateRule, documents.DeleteRule = &rule, &rule
		documents.Fields.Add(
			&core.TextField{Name: "title", Required: true, Max: 200, Presentable: true},
			&core.TextField{Name: "description", Max: 2000},
			&core.SelectField{Name: "kind", Required: true, MaxSelect: 1, Values: []string{
				"document", "estimate", "invoice", "daily_log", "proposal", "engagement_letter", "contract",
			}},
			&core.TextField{Name: "file", Max: 60, Hidden: true},
			&core.TextField{Name: "file_name", Max: 255},
			&core.TextField{Name: "file_type", Max: 150},
			&core.NumberField{Name: "file_size", OnlyInt: true},
			&core.TextField{Name: "file_sha256", Max: 64},
			&core.RelationField{Name: "contact", MaxSelect: 1, CollectionId: ids["contacts"]},
			&core.RelationField{Name: "company", MaxSelect: 1, CollectionId: ids["companies"]},
			&core.SelectField{Name: "origin", Required: true, MaxSelect: 1, Values: []string{"staff", "portal"}},
			&core.RelationField{Name: "uploader", MaxSelect: 1, CollectionId: ids["contacts"]},
			&core.TextField{Name: "uploaded_by", Max: 200},
			&core.RelationField{Name: "assigned_to", MaxSelect: 1, CollectionId: ids["staff"]},
			&core.DateField{Name: "seen"},
			&core.TextField{Name: "upload_key", Max: 64, Hidden: true},
			&core.TextField{Name: "search", Max: 5000},
		)
		documents.Fields.Add(timestamps()...)
		documents.AddIndex("idx_documents_contact", false, "contact, created", "")
		documents.AddIndex("idx_documents_company", false, "company, created", "")
		documents.AddIndex("idx_documents_uploader", false, "uploader, created", "")
		documents.AddIndex("idx_documents_assigned", false, "assigned_to, created", "")
		documents.AddIndex("idx_documents_inbox", false, "created", "origin = 'portal'")
		documents.AddIndex("idx_documents_unseen", false, "assigned_to", "origin = 'portal' AND seen = ''")
		documents.AddIndex("idx_documents_upload_key", true, "upload_key", "upload_key != ''")
		if err := app.Save(documents); err != nil {
			return err
		}

		shares := core.NewBaseCollection("shares")
		staffMay(shares, false)
		shares.CreateRule, shares.DeleteRule = &rule, &rule
		shares.Fields.Add(
			&core.RelationField{Name: "document", Required: true, MaxSelect: 1, CollectionId: documents.Id, CascadeDelete: true},
			&core.RelationField{Name: "contact", MaxSelect: 1, CollectionId: ids["contacts"], CascadeDelete: true},
			&core.RelationField{Name: "company", MaxSelect: 1, CollectionId: ids["companies"], CascadeDelete: true},
			&core.TextField{Name: "shared_by", Max: 200},
		)
		shares.Fields.Add(timestamps()...)
		// Exactly one target is set, so this also says "once to each".
		shares.AddIndex("idx_shares_document", true, "document, contact, company", "")
		shares.AddIndex("idx_shares_contact", false, "contact, document", "")
		shares.AddIndex("idx_shares_company", false, "company, document", "")
		if err := app.Save(shares); err != nil {
			return err
		}

		receipts := core.NewBaseCollection("receipts")
		staffMay(receipts, false)
		receipts.Fields.Add(
			&core.RelationField{Name: "document", Required: true, MaxSelect: 1, CollectionId: documents.Id, CascadeDelete: true},
			&core.RelationField{Name: "contact", Required: true, MaxSelect: 1, CollectionId: ids["contacts"], CascadeDelete: true},
			&core.AutodateField{Name: "opened", OnCreate: true},
		)
		receipts.AddIndex("idx_receipts_document", true, "document, contact", "")
		receipts.AddIndex("idx_receipts_contact", false, "contact, document", "")
		return app.Save(receipts)
	}, func(app core.App) error { return drop(app, "receipts", "shares", "documents") })
}
