package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Messages between clients and the firm. A conversation is about exactly one of a contact, a document and a project, and
// knows of itself what lists of conversations show. It is read by the firm as one, and by each contact.
func init() {
	m.Register(func(app core.App) error {
		ids := map[string]string{}
		for _, name := range []string{"staff", "contacts", "documents", "projects"} {
			id, err := idOf(app, name)
			if err != nil {
				return err
			}
			ids[name] = id
		}

		conversations := core.NewBaseCollection("conversations")
		staffMay(conversations, false)
		conversations.Fields.Add(
			&core.RelationField{Name: "contact", MaxSelect: 1, CollectionId: ids["contacts"], CascadeDelete: true},
			&core.RelationField{Name: "document", MaxSelect: 1, CollectionId: ids["documents"], CascadeDelete: true},
			&core.RelationField{Name: "project", MaxSelect: 1, CollectionId: ids["projects"], CascadeDelete: true},
			&core.NumberField{Name: "last_seq", OnlyInt: true, Min: ptr(0)},
			&core.DateField{Name: "last_at"},
			&core.TextField{Name: "last_text", Max: 200},
			&core.TextField{Name: "last_author", Max: 200},
			&core.SelectField{Name: "last_side", MaxSelect: 1, Values: []string{"client", "firm"}},
			&core.NumberField{Name: "firm_read", OnlyInt: true, Min: ptr(0)},
			&core.NumberField{Name: "firm_unread", OnlyInt: true, Min: ptr(0)},
		)
		conversations.Fields.Add(timestamps()...)
		conversations.AddIndex("idx_conversations_contact", true, "contact", "contact != ''")
		conversations.AddIndex("idx_conversations_document", true, "document", "document != ''")
		conversations.AddIndex("idx_conversations_project", true, "project", "project != ''")
		conversations.AddIndex("idx_conversations_last", false, "last_at", "")
		conversations.AddIndex("idx_conversations_unread", false, "last_at", "firm_unread > 0")
		conversations.AddIndex("idx_conversations_unanswered", false, "last_at", "last_side = 'client'")
		if err := app.Save(conversations); err != nil {
			return err
		}

		messages := core.NewBaseCollection("messages")
		staffMay(messages, false)
		messages.Fields.Add(
			&core.RelationField{Name: "conversation", Required: true, MaxSelect: 1, CollectionId: conversations.Id, CascadeDelete: true},
			&core.NumberField{Name: "seq", Required: true, OnlyInt: true, Min: ptr(1)},
			&core.SelectField{Name: "side", Required: true, MaxSelect: 1, Values: []string{"client", "firm"}},
			&core.TextField{Name: "author", Required: true, Max: 30}, // id of a contact, staff member or owner, who may be gone
			&core.TextField{Name: "author_name", Required: true, Max: 200},
			&core.TextField{Name: "text", Max: 5000},
			&core.TextField{Name: "upload_key", Hidden: true, Max: 64},
			&core.AutodateField{Name: "created", OnCreate: true},
		)
		messages.AddIndex("idx_messages_conversation", true, "conversation, seq", "")
		messages.AddIndex("idx_messages_upload_key", true, "upload_key", "upload_key != ''")
		if err := app.Save(messages); err != nil {
			return err
		}

		files := core.NewBaseCollection("message_files")
		staffMay(files, false)
		files.Fields.Add(
			// Empty until the message is sent.
			&core.RelationField{Name: "message", MaxSelect: 1, CollectionId: messages.Id, CascadeDelete: true},
			&core.TextField{Name: "owner", Required: true, Max: 30},
			&core.TextField{Name: "file", Required: true, Max: 30},
			&core.TextField{Name: "file_name", Required: true, Max: 255},
			&core.TextField{Name: "file_type", Max: 200},
			&core.NumberField{Name: "file_size", OnlyInt: true, Min: ptr(0)},
			&core.TextField{Name: "file_sha256", Max: 64},
			&core.AutodateField{Name: "created", OnCreate: true},
		)
		files.AddIndex("idx_message_files_message", false, "message", "message != ''")
		files.AddIndex("idx_message_files_unsent", false, "owner, created", "message = ''")
		if err := app.Save(files); err != nil {
			return err
		}

		reads := core.NewBaseCollection("message_reads")
		reads.Fields.Add(
			&core.RelationField{Name: "conversation", Required: true, MaxSelect: 1, CollectionId: conversations.Id, CascadeDelete: true},
			&core.RelationField{Name: "contact", Required: true, MaxSelect: 1, CollectionId: ids["contacts"], CascadeDelete: true},
			&core.NumberField{Name: "seq", OnlyInt: true, Min: ptr(0)},
		)
		reads.AddIndex("idx_message_reads_conversation", true, "conversation, contact", "")
		reads.AddIndex("idx_message_reads_contact", false, "contact", "")
		if err := app.Save(reads); err != nil {
			return err
		}

		notices := core.NewBaseCollection("message_notices")
		notices.Fields.Add(
			&core.RelationField{Name: "conversation", Required: true, MaxSelect: 1, CollectionId: conversations.Id, CascadeDelete: true},
			&core.RelationField{Name: "contact", MaxSelect: 1, CollectionId: ids["contacts"], CascadeDelete: true},
			&core.RelationField{Name: "staff", MaxSelect: 1, CollectionId: ids["staff"], CascadeDelete: true},
			&core.DateField{Name: "due", Required: true},
		)
		notices.AddIndex("idx_message_notices_conversation", true, "conversation, contact, staff", "")
		notices.AddIndex("idx_message_notices_contact", false, "contact", "contact != ''")
		notices.AddIndex("idx_message_notices_staff", false, "staff", "staff != ''")
		notices.AddIndex("idx_message_notices_due", false, "due", "")
		if err := app.Save(notices); err != nil {
			return err
		}

		// How soon a mail tells someone of messages that they have not read; empty is now.
		for _, name := range []string{"contacts", "staff"} {
			c, err := app.FindCollectionByNameOrId(name)
			if err != nil {
				return err
			}
			c.Fields.Add(&core.SelectField{Name: "message_mails", MaxSelect: 1, Values: []string{"now", "daily", "never"}})
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		for _, name := range []string{"contacts", "staff"} {
			c, err := app.FindCollectionByNameOrId(name)
			if err != nil {
				return err
			}
			c.Fields.RemoveByName("message_mails")
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return drop(app, "message_notices", "message_reads", "message_files", "messages", "conversations")
	})
}
