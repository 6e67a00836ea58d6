package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Help-desk tickets: a client asks, the firm answers; each has a conversation, and documents can be filed under it.
func init() {
	m.Register(func(app core.App) error {
		ids := map[string]string{}
		for _, name := range []string{"staff", "contacts", "projects"} {
			id, err := idOf(app, name)
			if err != nil {
				return err
			}
			ids[name] = id
		}

		tickets := core.NewBaseCollection("tickets")
		staffMay(tickets, true)
		tickets.Fields.Add(
			&core.NumberField{Name: "number", OnlyInt: true, Min: ptr(1)},
			&core.TextField{Name: "subject", Required: true, Max: 200, Presentable: true},
			// open waits for the firm, answered for the client.
			&core.SelectField{Name: "status", Required: true, MaxSelect: 1, Values: []string{"open", "answered", "closed"}},
			&core.RelationField{Name: "contact", Required: true, MaxSelect: 1, CollectionId: ids["contacts"], CascadeDelete: true},
			&core.RelationField{Name: "project", MaxSelect: 1, CollectionId: ids["projects"]},
			&core.RelationField{Name: "assigned_to", MaxSelect: 1, CollectionId: ids["staff"]},
			&core.TextField{Name: "search", Max: 500},
		)
		tickets.Fields.Add(timestamps()...)
		tickets.AddIndex("idx_tickets_number", true, "number", "")
		tickets.AddIndex("idx_tickets_status", false, "status, updated", "")
		tickets.AddIndex("idx_tickets_updated", false, "updated", "")
		tickets.AddIndex("idx_tickets_contact", false, "contact, updated", "")
		tickets.AddIndex("idx_tickets_project", false, "project, updated", "project != ''")
		tickets.AddIndex("idx_tickets_assigned_to", false, "assigned_to, status, updated", "assigned_to != ''")
		if err := app.Save(tickets); err != nil {
			return err
		}

		conversations, err := app.FindCollectionByNameOrId("conversations")
		if err != nil {
			return err
		}
		conversations.Fields.Add(&core.RelationField{Name: "ticket", MaxSelect: 1, CollectionId: tickets.Id, CascadeDelete: true})
		conversations.AddIndex("idx_conversations_ticket", true, "ticket", "ticket != ''")
		if err := app.Save(conversations); err != nil {
			return err
		}

		documents, err := app.FindCollectionByNameOrId("documents")
		if err != nil {
			return err
		}
		documents.Fields.Add(&core.RelationField{Name: "ticket", MaxSelect: 1, CollectionId: tickets.Id})
		documents.AddIndex("idx_documents_ticket", false, "ticket, created", "ticket != ''")
		return app.Save(documents)
	}, func(app core.App) error {
		for name, index := range map[string]string{"documents": "idx_documents_ticket", "conversations": "idx_conversations_ticket"} {
			c, err := app.FindCollectionByNameOrId(name)
			if err != nil {
				return err
			}
			c.RemoveIndex(index)
			c.Fields.RemoveByName("ticket")
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return drop(app, "tickets")
	})
}
