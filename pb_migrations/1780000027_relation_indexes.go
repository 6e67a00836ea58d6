package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// partialIndexes are those of relations, by collection: name, columns, and the condition that they had. PocketBase looks
// through every relation to a record that is deleted, and no partial index answers its question.
var partialIndexes = map[string][][3]string{
	"documents": {
		{"idx_documents_ticket", "ticket, created", "ticket != ''"},
		{"idx_documents_request_item", "request_item", "request_item != ''"},
	},
	"sessions":      {{"idx_sessions_preview_project", "preview_project", "preview_project != ''"}},
	"message_files": {{"idx_message_files_message", "message", "message != ''"}},
	"message_notices": {
		{"idx_message_notices_contact", "contact", "contact != ''"},
		{"idx_message_notices_staff", "staff", "staff != ''"},
	},
	"tickets": {
		{"idx_tickets_project", "project, updated", "project != ''"},
		{"idx_tickets_assigned_to", "assigned_to, status, updated", "assigned_to != ''"},
	},
	"requests": {
		{"idx_requests_contact", "contact, created", "contact != ''"},
		{"idx_requests_company", "company, created", "company != ''"},
		{"idx_requests_project", "project, created", "project != ''"},
	},
}

// subjects are what a conversation can be about. Those indexes are unique, and stay partial beside whole ones.
var subjects = []string{"contact", "document", "project", "ticket"}

func init() {
	m.Register(func(app core.App) error {
		for name, indexes := range partialIndexes {
			c, err := app.FindCollectionByNameOrId(name)
			if err != nil {
				return err
			}
			for _, index := range indexes {
				c.AddIndex(index[0], false, index[1], "")
			}
			if err := app.Save(c); err != nil {
				return err
			}
		}
		conversations, err := app.FindCollectionByNameOrId("conversations")
		if err != nil {
			return err
		}
		for _, subject := range subjects {
			conversations.AddIndex("idx_conversations_of_"+subject, false, subject, "")
		}
		return app.Save(conversations)
	}, func(app core.App) error {
		for name, indexes := range partialIndexes {
			c, err := app.FindCollectionByNameOrId(name)
			if err != nil {
				return err
			}
			for _, index := range indexes {
				c.AddIndex(index[0], false, index[1], index[2])
			}
			if err := app.Save(c); err != nil {
				return err
			}
		}
		conversations, err := app.FindCollectionByNameOrId("conversations")
		if err != nil {
			return err
		}
		for _, subject := range subjects {
			conversations.RemoveIndex("idx_conversations_of_" + subject)
		}
		return app.Save(conversations)
	})
}
