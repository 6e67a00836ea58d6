package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// What the firm asks of its clients, item by item, and templates of what it asks again and again.
func init() {
	m.Register(func(app core.App) error {
		ids := map[string]string{}
		for _, name := range []string{"companies", "contacts", "projects"} {
			id, err := idOf(app, name)
			if err != nil {
				return err
			}
			ids[name] = id
		}

		templates := core.NewBaseCollection("request_templates")
		staffMay(templates, true)
		templates.Fields.Add(
			&core.TextField{Name: "name", Required: true, Max: 200, Presentable: true},
			// What a request made from it begins as: title, message, items and the rest, as the requests' form sends them.
			&core.JSONField{Name: "form", Required: true, MaxSize: 256 << 10},
		)
		templates.Fields.Add(timestamps()...)
		templates.AddIndex("idx_request_templates_name", true, "name COLLATE NOCASE", "")
		if err := app.Save(templates); err != nil {
			return err
		}

		requests := core.NewBaseCollection("requests")
		staffMay(requests, false)
		requests.Fields.Add(
			&core.TextField{Name: "title", Required: true, Max: 200, Presentable: true},
			&core.TextField{Name: "message", Max: 5000},
			// Exactly one of the three is asked.
			&core.RelationField{Name: "contact", MaxSelect: 1, CollectionId: ids["contacts"], CascadeDelete: true},
			&core.RelationField{Name: "company", MaxSelect: 1, CollectionId: ids["companies"], CascadeDelete: true},
			&core.RelationField{Name: "project", MaxSelect: 1, CollectionId: ids["projects"], CascadeDelete: true},
			&core.SelectField{Name: "status", Required: true, MaxSelect: 1, Values: []string{"draft", "open", "submitted", "done", "cancelled"}},
			&core.TextField{Name: "due", Max: 10}, // 2026-05-31, or empty
			&core.TextField{Name: "naming", Required: true, Max: 200},
			&core.NumberField{Name: "remind_before", OnlyInt: true, Min: ptr(0), Max: ptr(90)}, // days before it is due; 0 is never
			&core.NumberField{Name: "remind_every", OnlyInt: true, Min: ptr(0), Max: ptr(90)},  // days, once it is overdue; 0 is never
			&core.DateField{Name: "next_reminder"},
			&core.TextField{Name: "asked_by", Max: 30}, // id of the staff member or owner who sent it
			&core.TextField{Name: "asked_by_name", Max: 200},
			&core.DateField{Name: "sent"},
			&core.DateField{Name: "submitted"},
			&core.TextField{Name: "search", Max: 500},
		)
		requests.Fields.Add(timestamps()...)
		requests.AddIndex("idx_requests_contact", false, "contact, created", "contact != ''")
		requests.AddIndex("idx_requests_company", false, "company, created", "company != ''")
		requests.AddIndex("idx_requests_project", false, "project, created", "project != ''")
		requests.AddIndex("idx_requests_status", false, "status, due", "")
		requests.AddIndex("idx_requests_created", false, "created", "")
		requests.AddIndex("idx_requests_next_reminder", false, "next_reminder", "next_reminder != ''")
		if err := app.Save(requests); err != nil {
			return err
		}

		items := core.NewBaseCollection("request_items")
		staffMay(items, false)
		items.Fields.Add(
			&core.RelationField{Name: "request", Required: true, MaxSelect: 1, CollectionId: requests.Id, CascadeDelete: true},
			&core.NumberField{Name: "position", OnlyInt: true, Min: ptr(0)},
			&core.TextField{Name: "name", Required: true, Max: 200},
			&core.TextField{Name: "explanation", Max: 2000},
			&core.SelectField{Name: "kind", Required: true, MaxSelect: 1, Values: []string{"file", "text", "yes_no"}},
			&core.BoolField{Name: "required"},
			&core.SelectField{Name: "state", Required: true, MaxSelect: 1, Values: []string{"open", "answered", "missing", "accepted", "returned"}},
			&core.TextField{Name: "text", Max: 5000},
			&core.SelectField{Name: "yes_no", MaxSelect: 1, Values: []string{"yes", "no"}},
			&core.TextField{Name: "reason", Max: 1000}, // why there is nothing to send
			&core.TextField{Name: "note", Max: 1000},   // why it was returned
			&core.TextField{Name: "answered_by", Max: 200},
			&core.DateField{Name: "answered"},
			// An example of what is asked for.
			&core.TextField{Name: "file", Max: 30},
			&core.TextField{Name: "file_name", Max: 255},
			&core.TextField{Name: "file_type", Max: 200},
			&core.NumberField{Name: "file_size", OnlyInt: true, Min: ptr(0)},
			&core.TextField{Name: "file_sha256", Max: 64},
		)
		items.AddIndex("idx_request_items_request", false, "request, position", "")
		if err := app.Save(items); err != nil {
			return err
		}

		documents, err := app.FindCollectionByNameOrId("documents")
		if err != nil {
			return err
		}
		documents.Fields.Add(&core.RelationField{Name: "request_item", MaxSelect: 1, CollectionId: items.Id})
		documents.AddIndex("idx_documents_request_item", false, "request_item", "request_item != ''")
		return app.Save(documents)
	}, func(app core.App) error {
		documents, err := app.FindCollectionByNameOrId("documents")
		if err != nil {
			return err
		}
		documents.RemoveIndex("idx_documents_request_item")
		documents.Fields.RemoveByName("request_item")
		if err := app.Save(documents); err != nil {
			return err
		}
		return drop(app, "request_items", "requests", "request_templates")
	})
}
