// Package activity writes down who did what to what, when and from where. Entries are only ever added; each carries the
// hash of the one before, so that a change to any of them breaks the chain from there on.
package activity

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/tidy"
)

// What is written down.
const (
	Share           = "share"
	Unshare         = "unshare"
	Add             = "add"    // staff add a document
	Upload          = "upload" // a client sends one in
	Edit            = "edit"   // staff change what a document says
	Replace         = "replace"
	Delete          = "delete"
	Open            = "open" // a client's first look
	Download        = "download"
	SignIn          = "sign_in"
	EnableAccess    = "enable_access"
	ResetPassword   = "reset_password"
	RevokeAccess    = "revoke_access"
	AddClient       = "add_client" // to a project's access list
	RemoveClient    = "remove_client"
	PortalOn        = "portal_on"
	PortalOff       = "portal_off"
	MakeLink        = "make_link"
	EndLink         = "end_link"
	OpenLink        = "open_link"
	MakeUploadLink  = "make_upload_link" // by which a request is answered without an account
	EndUploadLink   = "end_upload_link"
	Accept          = "accept" // an estimate, by a client
	Decline         = "decline"
	SendToSign      = "send_to_sign"
	OpenToSign      = "open_to_sign"
	Sign            = "sign"
	DeclineToSign   = "decline_to_sign"
	WithdrawSigning = "withdraw_signing"
	ExpireSigning   = "expire_signing"
	VoidSigning     = "void_signing" // the document was changed
	CompleteSigning = "complete_signing"
	Preview         = "preview"
)

// Actor is who did it.
type Actor struct {
	Kind string // owner, staff, contact, guest or portico
	ID   string
	Name string
	IP   string
}

// ByAccount is the actor behind a request with a dashboard account.
func ByAccount(e *core.RequestEvent) Actor {
	if e.Auth == nil {
		return ByGuest(e)
	}
	kind, name := "staff", e.Auth.GetString("name")
	if e.Auth.IsSuperuser() {
		kind, name = "owner", e.Auth.Email()
	}
	return Actor{Kind: kind, ID: e.Auth.Id, Name: name, IP: e.RealIP()}
}

// ByContact is a client as the actor of a request.
func ByContact(e *core.RequestEvent, contact *core.Record) Actor {
	return Actor{Kind: "contact", ID: contact.Id, Name: contact.GetString("name"), IP: e.RealIP()}
}

// ByGuest is whoever came by a public link.
func ByGuest(e *core.RequestEvent) Actor { return Actor{Kind: "guest", IP: e.RealIP()} }

// ByLink is whoever came by a link to answer a request: its contact, as far as anybody can tell.
func ByLink(e *core.RequestEvent, contact *core.Record) Actor {
	return Actor{Kind: "guest", Name: contact.GetString("name"), IP: e.RealIP()}
}

// ByPortico is what happens by itself, when its time has come.
func ByPortico() Actor { return Actor{Kind: "portico"} }

// Entry is what was done, and to what: ids, where there is one, and the name or title that people know it by.
type Entry struct {
	Action                              string
	Contact, Company, Project, Document string
	Subject                             string
}

// OfDocument is an entry about a document and what it is filed under.
func OfDocument(action string, document *core.Record) Entry {
	return Entry{
		Action: action, Document: document.Id, Subject: document.GetString("title"),
		Contact: document.GetString("contact"), Company: document.GetString("company"), Project: document.GetString("project"),
	}
}

// OfContact is an entry about a contact.
func OfContact(action string, contact *core.Record) Entry {
	return Entry{Action: action, Contact: contact.Id, Subject: contact.GetString("name")}
}

// OfRequest is an entry about a request and whom it is for.
func OfRequest(action string, request *core.Record, contact string) Entry {
	return Entry{
		Action: action, Contact: contact, Company: request.GetString("company"), Project: request.GetString("project"),
		Subject: request.GetString("title"),
	}
}

// OfProject is an entry about a project.
func OfProject(action string, project *core.Record) Entry {
	return Entry{Action: action, Project: project.Id, Company: project.GetString("company"), Subject: project.GetString("name")}
}

// Append adds an entry at the end of the chain. With the app of a transaction it is written if and only if what it tells
// of is.
func Append(app core.App, by Actor, entry Entry) error {
	collection, err := app.FindCachedCollectionByNameOrId("activity")
	if err != nil {
		return fmt.Errorf("find activity: %w", err)
	}
	// SQLite writes one transaction at a time, so nobody else appends between the look at the end and the addition to it.
	return app.RunInTransaction(func(tx core.App) error {
		seq, previous, err := end(tx)
		if err != nil {
			return err
		}
		r := core.NewRecord(collection)
		r.Set("seq", seq+1)
		r.Set("previous", previous)
		r.Set("at", time.Now().UTC().Format(time.RFC3339Nano))
		r.Set("actor", by.Kind)
		r.Set("actor_id", by.ID)
		r.Set("actor_name", tidy.Cut(by.Name, 200))
		r.Set("ip", by.IP)
		r.Set("action", entry.Action)
		r.Set("contact", entry.Contact)
		r.Set("company", entry.Company)
		r.Set("project", entry.Project)
		r.Set("document", entry.Document)
		r.Set("subject", tidy.Cut(entry.Subject, 300))
		hash, err := hashOf(r.GetString)
		if err != nil {
			return err
		}
		r.Set("hash", hash)
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("append to activity: %w", err)
		}
		return nil
	})
}

// recently is how long the same look is one entry.
const recently = 10 * time.Minute

// lastFew is how many of a document's entries are looked through for the same one.
const lastFew = 200

// AppendLook is Append for looks at a document, which whoever looks can repeat as often as they like: the same one by the
// same person, or of a guest's from the same address, is written down once in ten minutes.
func AppendLook(tx core.App, by Actor, entry Entry) error {
	var told bool
	err := tx.DB().NewQuery(`SELECT EXISTS (
			SELECT 1 FROM (SELECT * FROM activity WHERE document = {:document} AND document != '' ORDER BY seq DESC LIMIT {:few})
			WHERE action = {:action} AND actor = {:actor} AND actor_id = {:id} AND (actor_id != '' OR ip = {:ip}) AND at > {:since}
		)`).Bind(dbx.Params{
		"document": entry.Document, "few": lastFew, "action": entry.Action, "actor": by.Kind, "id": by.ID, "ip": by.IP,
		"since": time.Now().UTC().Add(-recently).Format(time.RFC3339Nano),
	}).Row(&told)
	if err != nil {
		return fmt.Errorf("look for the same entry: %w", err)
	}
	if told {
		return nil
	}
	return Append(tx, by, entry)
}

func end(tx core.App) (seq int, hash string, err error) {
	err = tx.DB().Select("seq", "hash").From("activity").OrderBy("seq DESC").Limit(1).Row(&seq, &hash)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, "", fmt.Errorf("find end of activity: %w", err)
	}
	return seq, hash, nil
}

// hashed are the fields that an entry's hash covers, in this order; the hash of the entry before is among them.
var hashed = []string{
	"previous", "seq", "at", "actor", "actor_id", "actor_name", "ip", "action", "contact", "company", "project", "document", "subject",
}

func hashOf(get func(field string) string) (string, error) {
	values := make([]string, len(hashed))
	for i, field := range hashed {
		values[i] = get(field)
	}
	data, err := json.Marshal(values) // an array of strings has one form only
	if err != nil {
		return "", fmt.Errorf("hash entry: %w", err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// BrokenError says where the chain is broken first.
type BrokenError struct {
	Seq int
	Why string
}

func (e *BrokenError) Error() string {
	return fmt.Sprintf("entry %d: %s", e.Seq, e.Why)
}

const verifyBatch = 1000

// Verify walks the chain from its first entry and returns how many hold; a *BrokenError says which is the first that does
// not. What cannot be seen from the chain itself is that entries are missing at its end.
func Verify(app core.App) (int, error) {
	previous := ""
	for seq := 1; ; {
		var rows []dbx.NullStringMap
		err := app.DB().Select("*").From("activity").Where(dbx.NewExp("seq >= {:seq}", dbx.Params{"seq": seq})).
			OrderBy("seq").Limit(verifyBatch).All(&rows)
		if err != nil {
			return 0, fmt.Errorf("read activity: %w", err)
		}
		if len(rows) == 0 {
			return seq - 1, nil
		}
		for _, row := range rows {
			get := func(field string) string { return row[field].String }
			hash, err := hashOf(get)
			switch {
			case err != nil:
				return 0, err
			case get("seq") != strconv.Itoa(seq):
				return seq - 1, &BrokenError{Seq: seq, Why: "it is missing"}
			case get("previous") != previous:
				return seq - 1, &BrokenError{Seq: seq, Why: "it does not follow the entry before"}
			case get("hash") != hash:
				return seq - 1, &BrokenError{Seq: seq, Why: "it was changed"}
			}
			previous = hash
			seq++
		}
	}
}
