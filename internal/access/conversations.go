package access

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// What a conversation can be about; each is a relation field of conversations.
const (
	OfContact  = "contact"  // one client with the firm
	OfDocument = "document" // comments on an item, by everyone who sees it
	OfProject  = "project"  // everyone whom the project's portal is open to
	OfTicket   = "ticket"   // the client who opened it
)

// Subject is what a conversation is about.
type Subject struct {
	Kind string
	ID   string
}

// SubjectOf returns what a conversation is about.
func SubjectOf(conversation *core.Record) Subject {
	for _, kind := range []string{OfContact, OfDocument, OfProject, OfTicket} {
		if id := conversation.GetString(kind); id != "" {
			return Subject{kind, id}
		}
	}
	return Subject{}
}

// CanConverse returns nil if a contact may read and write in the conversation about the subject, and sql.ErrNoRows if not,
// or if there is nothing of the kind: the two are one answer. It does not ask whether their access is enabled, which a
// session stands for.
func CanConverse(app core.App, contact string, about Subject) error {
	var err error
	switch about.Kind {
	case OfContact:
		if about.ID != contact {
			err = sql.ErrNoRows
		}
	case OfDocument:
		_, err = FindVisibleDocument(app, contact, about.ID)
	case OfProject:
		_, err = FindOpenProject(app, contact, about.ID)
	case OfTicket:
		_, err = FindTicket(app, contact, about.ID)
	default:
		err = sql.ErrNoRows
	}
	return err
}

// FindParticipants returns the ids of the contacts who may read and write in the conversation about the subject.
func FindParticipants(app core.App, about Subject) ([]string, error) {
	query := app.DB().Select("c.id").From("contacts c").Where(dbx.HashExp{"c.access": Enabled})
	switch about.Kind {
	case OfDocument:
		return FindViewers(app, about.ID)
	case OfProject:
		query.InnerJoin("project_contacts pc", dbx.NewExp("pc.contact = c.id")).
			InnerJoin("projects p", dbx.NewExp("p.id = pc.project")).
			AndWhere(dbx.HashExp{"p.id": about.ID, "p.portal_enabled": true})
	case OfTicket:
		query.InnerJoin("tickets t", dbx.NewExp("t.contact = c.id")).AndWhere(dbx.HashExp{"t.id": about.ID}).AndWhere(dbx.NewExp(ticketIsOpen))
	default:
		query.AndWhere(dbx.HashExp{"c.id": about.ID})
	}
	var contacts []string
	if err := query.Column(&contacts); err != nil {
		return nil, fmt.Errorf("find participants: %w", err)
	}
	return contacts, nil
}

// Conversations starts a query for the conversations (as c) that a contact may read and write in.
func Conversations(app core.App, contact string) *dbx.SelectQuery {
	return app.DB().Select("c.*").From("conversations c").Where(dbx.NewExp(`c.id IN (
		SELECT id FROM conversations WHERE contact != '' AND contact = {:contact}
		UNION ALL
		SELECT x.id FROM visible_documents v JOIN conversations x ON x.document != '' AND x.document = v.document WHERE v.contact = {:contact}
		UNION ALL
		SELECT x.id FROM project_contacts pc JOIN projects p ON p.id = pc.project AND p.portal_enabled = TRUE
			JOIN conversations x ON x.project != '' AND x.project = p.id WHERE pc.contact = {:contact}
		UNION ALL
		SELECT x.id FROM projects p JOIN conversations x ON x.project != '' AND x.project = p.id WHERE p.id = {:standIn} AND p.portal_enabled = TRUE
		UNION ALL
		SELECT x.id FROM tickets t JOIN conversations x ON x.ticket != '' AND x.ticket = t.id WHERE t.contact = {:contact} AND `+ticketIsOpen+`
	)`, dbx.Params{"contact": contact, "standIn": projectOf(contact)}))
}

// CanAnswer reports whether an account may write to clients about a subject: whoever may change it.
func CanAnswer(app core.App, auth *core.Record, about Subject) (bool, error) {
	switch about.Kind {
	case OfDocument:
		document, err := app.FindRecordById("documents", about.ID)
		if errors.Is(err, sql.ErrNoRows) {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("find document: %w", err)
		}
		return CanEditDocument(app, auth, document)
	case OfProject:
		return CanEditProject(app, auth, about.ID)
	case OfTicket:
		ticket, err := app.FindRecordById("tickets", about.ID)
		if errors.Is(err, sql.ErrNoRows) {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("find ticket: %w", err)
		}
		return CanEdit(app, auth, ticket.GetString("project"))
	default:
		return RoleOf(auth).CanEdit(), nil
	}
}
