package messages

import (
	"database/sql"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
	"portico/internal/firm"
	"portico/internal/notify"
)

// How soon a mail tells someone of messages that they have not read (message_mails); empty is Now.
const (
	Now   = "now"
	Daily = "daily"
	Never = "never"
)

const (
	// patience is how long a message may stay unread before a mail tells of it; what comes meanwhile goes into the same
	// mail.
	patience = 5 * time.Minute
	// morning is the hour, by the server's clock, of daily mails.
	morning = 7
)

// announce notes whom a mail has to tell of a message, if they do not read it before.
func announce(tx core.App, conversation *core.Record, n New) error {
	field, collection, find := "contact", "contacts", participants
	if n.Author.Side == Client {
		field, collection, find = "staff", "staff", concerned
	}
	ids, err := find(tx, conversation, n.About)
	if err != nil {
		return err
	}
	people, err := tx.FindRecordsByIds(collection, ids)
	if err != nil {
		return fmt.Errorf("find whom to tell of a message: %w", err)
	}
	for _, person := range people {
		if person.Email() == "" || person.GetString("message_mails") == Never {
			continue
		}
		_, err := tx.NonconcurrentDB().NewQuery(`INSERT INTO message_notices (id, conversation, contact, staff, due)
			VALUES ({:id}, {:conversation}, {:contact}, {:staff}, {:due}) ON CONFLICT DO NOTHING`).
			Bind(dbx.Params{"contact": "", "staff": ""}).
			Bind(dbx.Params{
				"id": core.GenerateDefaultRandomId(), "conversation": conversation.Id, field: person.Id,
				"due": dateTime(due(time.Now(), person.GetString("message_mails"))),
			}).Execute()
		if err != nil {
			return fmt.Errorf("note whom to tell of a message: %w", err)
		}
	}
	return nil
}

func participants(tx core.App, _ *core.Record, about access.Subject) ([]string, error) {
	return access.FindParticipants(tx, about)
}

func due(now time.Time, choice string) time.Time {
	if choice != Daily {
		return now.Add(patience)
	}
	day := time.Date(now.Year(), now.Month(), now.Day(), morning, 0, 0, 0, now.Location())
	if !day.After(now) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// concerned returns the staff members who are to hear of a client's message: those who have written in the conversation,
// the project's team and whom the document or ticket is assigned to; else whom uploads are assigned to, else the managers.
func concerned(tx core.App, conversation *core.Record, about access.Subject) ([]string, error) {
	var ids []string
	err := tx.DB().NewQuery(`
		SELECT s.id FROM staff s WHERE s.id IN (SELECT author FROM messages WHERE conversation = {:conversation} AND side = 'firm')
		UNION SELECT staff FROM project_staff WHERE project != '' AND project = {:project}
		UNION SELECT t.staff FROM documents d JOIN project_staff t ON t.project = d.project WHERE d.id = {:document} AND d.project != ''
		UNION SELECT s.id FROM documents d JOIN staff s ON s.id = d.assigned_to WHERE d.id = {:document}
		UNION SELECT team.staff FROM tickets t JOIN project_staff team ON team.project = t.project WHERE t.id = {:ticket} AND t.project != ''
		UNION SELECT s.id FROM tickets t JOIN staff s ON s.id = t.assigned_to WHERE t.id = {:ticket}`).
		Bind(dbx.Params{"conversation": conversation.Id, "project": "", "document": "", "ticket": ""}).
		Bind(dbx.Params{about.Kind: about.ID}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("find whom a message concerns: %w", err)
	}
	if len(ids) > 0 {
		return ids, nil
	}
	responsible, err := firm.Responsible(tx)
	if err != nil {
		return nil, err
	}
	for _, account := range responsible {
		ids = append(ids, account.Id)
	}
	return ids, nil
}

// person is a contact or a staff member whom a mail is due to.
type person struct {
	Contact string `db:"contact"`
	Staff   string `db:"staff"`
}

// Remind puts into the outbox the mails about messages that have stayed unread for long enough: one to each person, about
// all of their conversations.
func Remind(app core.App) error {
	var people []person
	err := app.DB().Select("contact", "staff").Distinct(true).From("message_notices").
		Where(dbx.NewExp("due <= {:now}", dbx.Params{"now": dateTime(time.Now())})).All(&people)
	if err != nil {
		return fmt.Errorf("find who is to be told of messages: %w", err)
	}
	var errs []error
	for _, p := range people { // what goes wrong with one keeps no other from their mail
		errs = append(errs, app.RunInTransaction(func(tx core.App) error { return remind(tx, p) }))
	}
	return errors.Join(errs...)
}

func remind(tx core.App, p person) error {
	which := dbx.HashExp{"contact": p.Contact}
	if p.Contact == "" {
		which = dbx.HashExp{"staff": p.Staff}
	}
	var conversations []string
	if err := tx.DB().Select("conversation").From("message_notices").Where(which).OrderBy("rowid").Column(&conversations); err != nil {
		return fmt.Errorf("find conversations to tell of: %w", err)
	}
	if _, err := tx.NonconcurrentDB().Delete("message_notices", which).Execute(); err != nil {
		return fmt.Errorf("delete notices: %w", err)
	}
	f, err := firm.Find(tx)
	if err != nil {
		return err
	}
	if p.Contact != "" {
		return remindContact(tx, f, p.Contact, conversations)
	}
	return remindStaff(tx, f, p.Staff, conversations)
}

func remindContact(tx core.App, f firm.Firm, id string, conversations []string) error {
	contact, err := tx.FindRecordById("contacts", id)
	if err != nil || contact.GetString("access") != access.Enabled || contact.GetString("message_mails") == Never {
		return ignoreGone(err)
	}
	if on, err := access.CanEnter(tx, id); err != nil || !on {
		return err
	}
	topics, err := topics(tx, conversations, func(about access.Subject, c *core.Record) (int, error) {
		if err := access.CanConverse(tx, id, about); err != nil {
			return 0, ignoreGone(err)
		}
		var unread int
		err := tx.DB().Select(UnreadIn).From("conversations c").Where(dbx.HashExp{"c.id": c.Id}).
			AndBind(dbx.Params{"reader": id}).Row(&unread)
		return unread, err
	})
	if err != nil || len(topics) == 0 {
		return err
	}
	for i := range topics {
		if topics[i].Name == "" {
			topics[i].Name = f.Name
		}
	}
	return mailAbout(tx, f, contact, f.URL+"/#/messages", topics)
}

func remindStaff(tx core.App, f firm.Firm, id string, conversations []string) error {
	account, err := tx.FindRecordById("staff", id)
	if err != nil || !access.RoleOf(account).CanLook() || account.GetString("message_mails") == Never {
		return ignoreGone(err)
	}
	topics, err := topics(tx, conversations, func(_ access.Subject, c *core.Record) (int, error) { return c.GetInt("firm_unread"), nil })
	if err != nil || len(topics) == 0 {
		return err
	}
	for i := range topics {
		if topics[i].Name == "" {
			topics[i].Name = topics[i].From
		}
	}
	return mailAbout(tx, f, account, strings.TrimRight(tx.Settings().Meta.AppURL, "/")+"/_/#/messages", topics)
}

func mailAbout(tx core.App, f firm.Firm, to *core.Record, link string, topics []notify.Topic) error {
	m, err := notify.RenderMessages(mail.Address{Name: to.GetString("name"), Address: to.Email()}, notify.Messages{
		Firm: notify.Firm{Name: f.Name, Accent: f.AccentColor}, Name: to.GetString("name"), Link: link, Topics: topics,
	})
	if err != nil {
		return err
	}
	return notify.Enqueue(tx, m)
}

// topics tells what is unread in conversations: those with nothing unread, or that are not there any more, are left out.
// A conversation between one client and the firm has no name of its own.
func topics(tx core.App, conversations []string, unread func(access.Subject, *core.Record) (int, error)) ([]notify.Topic, error) {
	var found []notify.Topic
	for _, id := range conversations {
		c, err := tx.FindRecordById("conversations", id)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("find conversation to tell of: %w", err)
		}
		about := access.SubjectOf(c)
		n, err := unread(about, c)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			continue
		}
		name, err := nameOf(tx, about)
		if err != nil {
			return nil, err
		}
		found = append(found, notify.Topic{Name: name, From: c.GetString("last_author"), Count: n})
	}
	return found, nil
}

func nameOf(tx core.App, about access.Subject) (string, error) {
	var query *dbx.SelectQuery
	switch about.Kind {
	case access.OfDocument:
		query = tx.DB().Select("title").From("documents")
	case access.OfProject:
		query = tx.DB().Select("name").From("projects")
	case access.OfTicket:
		query = tx.DB().Select("('Ticket ' || number || ': ' || subject)").From("tickets")
	default:
		return "", nil
	}
	var name string
	if err := query.Where(dbx.HashExp{"id": about.ID}).Row(&name); err != nil {
		return "", fmt.Errorf("find name of conversation: %w", err)
	}
	return name, nil
}

// ignoreGone takes what is not there any more, or not theirs any more, for nothing to tell of.
func ignoreGone(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

func dateTime(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }
