package demo

import (
	"bytes"
	"fmt"
	"net/mail"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/documents"
	"portico/internal/ingest"
	"portico/internal/notify"
	"portico/internal/storage"
)

const maxFile = 50 << 20

// paper is a document of the demo. It is filed under a company, a contact or a project, or came in from a contact.
type paper struct {
	title, description string
	kind               string
	company, contact   string // keys
	project            string
	by                 string   // key of the staff member who added it
	from               string   // key of the contact who sent it in, instead of by
	days               int      // how long ago
	seen               bool     // by the firm, where it came in
	name               string   // of the file
	make               maker    // of its content
	said               said     // what it says, where it has no file
	shared             []string // keys of companies, contacts and projects
	opened             []string // keys of contacts
}

// maker makes a file's content, as of a day.
type maker func(at time.Time) ([]byte, error)

func toCompany(key string) addressee {
	o := companyByKey(key)
	return addressee{o.printed(), o.address}
}

func toPerson(key string) addressee { return addressee{name: personByKey(key).printed()} }

func (f *filler) addPapers() error {
	for i, p := range papers(f.now) {
		if err := f.addPaper(p, f.ago(p.days, i%3*4)); err != nil {
			return fmt.Errorf("%s: %w", p.title, err)
		}
	}
	return nil
}

func (f *filler) addPaper(p paper, at time.Time) error {
	n := documents.New{Title: p.title, Description: p.description, Kind: p.kind}
	if p.from != "" {
		f.sentIn(&n, p)
	} else {
		n.Origin, n.UploadedBy = documents.OriginStaff, f.staff[p.by].GetString("name")
		n.Contact, n.Company, n.Project = idOf(f.contacts, p.contact), idOf(f.companies, p.company), idOf(f.projects, p.project)
	}
	add := f.addFile
	if p.said != nil {
		add = f.addSaid
	}
	document, err := add(n, p, at)
	if err != nil {
		return err
	}
	if p.seen {
		document.Set("seen", at.Add(5*time.Hour))
		if err := f.app.Save(document); err != nil {
			return fmt.Errorf("mark seen: %w", err)
		}
	}
	if err := f.date(document, at); err != nil {
		return err
	}
	return f.give(p, document, at)
}

// addFile adds a document that is a file.
func (f *filler) addFile(n documents.New, p paper, at time.Time) (*core.Record, error) {
	content, err := p.make(at)
	if err != nil {
		return nil, err
	}
	staged, err := storage.Stage(f.app, bytes.NewReader(content), maxFile)
	if err != nil {
		return nil, err
	}
	defer staged.Discard()
	within := func(tx core.App, document *core.Record) error {
		if p.from == "" {
			return nil
		}
		return f.tellAssignee(tx, p, document, at)
	}
	return documents.Add(f.app, n, &ingest.Upload{Staged: staged, Name: p.name}, within)
}

// sentIn says of a document what the portal says of an upload.
func (f *filler) sentIn(n *documents.New, p paper) {
	contact := f.contacts[p.from]
	n.Origin, n.UploadedBy = documents.OriginPortal, contact.GetString("name")
	n.Contact, n.Uploader = contact.Id, contact.Id
	n.AssignedTo = f.staff[assignee].Id
	if company := f.primaryCompany(p.from); company != nil {
		n.Company = company.Id
	}
}

func (f *filler) primaryCompany(contact string) *core.Record {
	for _, p := range contacts {
		if p.key == contact && len(p.companies) > 0 {
			return f.companies[p.companies[0]]
		}
	}
	return nil
}

// tellAssignee puts the mail about an upload into the outbox. The demo has no mail server, so those about old uploads
// are marked as sent.
func (f *filler) tellAssignee(tx core.App, p paper, document *core.Record, at time.Time) error {
	link, err := notify.DocumentLink(tx, document.Id)
	if err != nil {
		return err
	}
	upload := notify.Upload{
		Firm: notify.Firm{Name: FirmName}, Link: link, Title: p.title, Description: p.description,
		Contact: f.contacts[p.from].GetString("name"), Note: notification,
	}
	if company := f.primaryCompany(p.from); company != nil {
		upload.Company = company.GetString("name")
	}
	to := f.staff[assignee]
	m, err := notify.RenderUpload(mail.Address{Name: to.GetString("name"), Address: to.Email()}, upload)
	if err != nil {
		return err
	}
	if err := notify.Enqueue(tx, m); err != nil {
		return err
	}
	if !p.seen {
		return nil
	}
	when := at.Add(20 * time.Second).UTC().Format(types.DefaultDateLayout)
	_, err = tx.NonconcurrentDB().Update("outbox", dbx.Params{
		"state": "sent", "attempts": 1, "last_error": "", "next_attempt": "", "sent": when, "created": when, "updated": when,
	}, dbx.NewExp("rowid = (SELECT MAX(rowid) FROM outbox)")).Execute()
	if err != nil {
		return fmt.Errorf("mark mail as sent: %w", err)
	}
	return nil
}

// give shares a document, and has it opened by those who did.
func (f *filler) give(p paper, document *core.Record, at time.Time) error {
	for _, with := range p.shared {
		_, err := f.save("shares", func(r *core.Record) {
			r.Set("document", document.Id)
			r.Set("contact", idOf(f.contacts, with))
			r.Set("company", idOf(f.companies, with))
			r.Set("project", idOf(f.projects, with))
			r.Set("shared_by", f.staff[p.by].GetString("name"))
		}, at.Add(6*time.Minute))
		if err != nil {
			return err
		}
	}
	for i, contact := range p.opened {
		_, err := f.save("receipts", func(r *core.Record) {
			r.Set("document", document.Id)
			r.Set("contact", f.contacts[contact].Id)
		}, at.Add(time.Duration(3+19*i)*time.Hour))
		if err != nil {
			return err
		}
	}
	return nil
}

// idOf returns the id of the record with the key, or nothing where there is none.
func idOf(records map[string]*core.Record, key string) string {
	if r := records[key]; r != nil {
		return r.Id
	}
	return ""
}
