// Package documents adds documents and replaces their files: the bytes are durable first, then one transaction writes
// everything that belongs together.
package documents

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/ingest"
	"portico/internal/messages"
	"portico/internal/particulars"
	"portico/internal/storage"
	"portico/internal/tidy"
)

// What a document can be.
const (
	KindDocument = "document"

	OriginStaff  = "staff"
	OriginPortal = "portal"
)

// New says what a document is to be; the zero value of a field leaves it out.
type New struct {
	Title, Description string
	Kind               string // KindDocument where empty
	Contact, Company   string // ids of what it is filed under
	Project            string // and of the project
	Ticket             string // and of the ticket
	RequestItem        string // and of what it answers
	RequestLink        string // id of the link by which it came in, where its sender had no account
	Origin             string
	Uploader           string // id of the contact who sent it in
	UploadedBy         string // the uploader's name, kept when they are gone
	AssignedTo         string // id of the staff member who looks after it
	Key                string // see UploadKey
}

// Validate checks what people type, cleaned as it will be when it is saved (hooks/tidy.go), so that an upload can be
// refused before its first byte. Its error is validation.Errors by field.
func (n New) Validate() error {
	return validation.Errors{
		"title":       validation.Validate(tidy.Line(n.Title), validation.Required, validation.RuneLength(1, 200)),
		"description": validation.Validate(tidy.Lines(n.Description), validation.RuneLength(0, 2000)),
		"kind": validation.Validate(n.Kind, validation.In(KindDocument, particulars.KindEstimate, particulars.KindInvoice, particulars.KindDailyLog,
			"proposal", "engagement_letter", "contract")),
	}.Filter()
}

// UploadKey makes the key under which an upload is stored once, however often it is sent: of the sender, and of what the
// sender calls this upload (the Idempotency-Key header). It is empty where the sender calls it nothing.
func UploadKey(sender, idempotencyKey string) string {
	if idempotencyKey == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(sender + "\x00" + idempotencyKey))
	return hex.EncodeToString(sum[:])
}

// Add stores an upload as a new document, or, where up is nil, one that is written in Portico; within runs in the same
// transaction, for what must happen along with it. Sent again under the same key, the document of the first time is
// returned and nothing happens.
func Add(app core.App, n New, up *ingest.Upload, within func(tx core.App, document *core.Record) error) (*core.Record, error) {
	collection, err := app.FindCachedCollectionByNameOrId("documents")
	if err != nil {
		return nil, fmt.Errorf("find documents: %w", err)
	}
	if n.Kind == "" {
		n.Kind = KindDocument
	}
	r := core.NewRecord(collection)
	r.Id = core.GenerateDefaultRandomId()
	r.Set("title", n.Title)
	r.Set("description", n.Description)
	r.Set("kind", n.Kind)
	r.Set("contact", n.Contact)
	r.Set("company", n.Company)
	r.Set("project", n.Project)
	r.Set("ticket", n.Ticket)
	r.Set("request_item", n.RequestItem)
	r.Set("request_link", n.RequestLink)
	r.Set("origin", n.Origin)
	r.Set("uploader", n.Uploader)
	r.Set("uploaded_by", n.UploadedBy)
	r.Set("assigned_to", n.AssignedTo)
	r.Set("upload_key", n.Key)
	return add(app, r, up, within)
}

// add stores a new record with its file, if it has one, once under its upload_key.
func add(app core.App, r *core.Record, up *ingest.Upload, within func(tx core.App, r *core.Record) error) (*core.Record, error) {
	if up != nil {
		if err := up.KeepFor(app, r); err != nil {
			return nil, err
		}
	}
	var earlier *core.Record
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		if earlier, err = findByKey(tx, r); err != nil || earlier != nil {
			return err
		}
		if err := tx.Save(r); err != nil {
			return err
		}
		return within(tx, r)
	})
	if err != nil {
		storage.RemoveUncommitted(app, r)
		return nil, fmt.Errorf("add to %s: %w", r.Collection().Name, err)
	}
	if earlier != nil {
		storage.RemoveUncommitted(app, r)
		return earlier, nil
	}
	return r, nil
}

// findByKey returns the record that was stored under a new one's key before, or nil.
func findByKey(app core.App, r *core.Record) (*core.Record, error) {
	key := r.GetString("upload_key")
	if key == "" {
		return nil, nil //nolint:nilnil // no key, no record, no fault
	}
	earlier := new(core.Record)
	err := app.RecordQuery(r.Collection()).
		AndWhere(dbx.HashExp{"upload_key": key}).
		AndWhere(dbx.NewExp("upload_key != ''")). // the index is of keys that are there, and used if it is said
		Limit(1).One(earlier)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // not sent before
	}
	return earlier, err
}

// Replace gives a document another file; within runs in the same transaction, before it is saved. Only the file is touched: what else was
// changed while it was on its way stays changed, and a document deleted meanwhile (sql.ErrNoRows) stays deleted. The old
// file goes once the new one is committed.
func Replace(app core.App, document *core.Record, up *ingest.Upload, within func(tx core.App, document *core.Record) error) error {
	arrived := core.NewRecord(document.Collection())
	arrived.Id = document.Id
	if err := up.KeepFor(app, arrived); err != nil {
		return err
	}
	var old string
	err := app.RunInTransaction(func(tx core.App) error {
		current, err := tx.FindRecordById("documents", document.Id)
		if err != nil {
			return err
		}
		old = storage.Key(current)
		for _, field := range ingest.Fields {
			current.Set(field, arrived.Get(field))
		}
		if err := within(tx, current); err != nil {
			return err
		}
		return tx.Save(current)
	})
	if err != nil {
		storage.RemoveUncommitted(app, arrived)
		return fmt.Errorf("replace file: %w", err)
	}
	if old != "" {
		storage.Remove(app, old)
	}
	return nil
}

// OnlyOf finds the documents that are an owner's ("contact", "company" or "project") and nobody else's. The pluses keep
// SQLite from looking through all that belong to nobody else: it has one index a field, and cannot tell how many that are.
func OnlyOf(owner, id string) dbx.Expression {
	which := "[[" + owner + "]] = {:owner} AND [[" + owner + "]] != ''"
	for _, field := range []string{"contact", "company", "project"} {
		if field != owner {
			which += " AND +[[" + field + "]] = ''"
		}
	}
	return dbx.NewExp(which, dbx.Params{"owner": id})
}

// DeleteAll deletes the documents that which finds, with all that hangs on them, in a few statements: a client's
// thousands must not hold up everyone else. It returns where their files are, to be removed after the commit.
func DeleteAll(tx core.App, which dbx.Expression) (keys []string, err error) {
	var documents []any
	if err := tx.DB().Select("id").From("documents").Where(which).Column(&documents); err != nil {
		return nil, fmt.Errorf("find documents to delete: %w", err)
	}
	for ids := range slices.Chunk(documents, 500) {
		for table, field := range map[string]string{"documents": "id", "daily_log_photos": "document"} {
			files, err := filesIn(tx, table, dbx.In(field, ids...))
			if err != nil {
				return nil, err
			}
			keys = append(keys, files...)
		}
		within := dbx.NewExp("document != '' AND document IN (SELECT value FROM json_each({:ids}))", dbx.Params{"ids": asJSON(ids)})
		attached, err := messages.DeleteAll(tx, within)
		if err != nil {
			return nil, err
		}
		keys = append(keys, attached...)
		opens := dbx.NewExp("link IN (SELECT id FROM links WHERE document IN (SELECT value FROM json_each({:ids})))", dbx.Params{"ids": asJSON(ids)})
		if _, err := tx.NonconcurrentDB().Delete("link_opens", opens).Execute(); err != nil {
			return nil, fmt.Errorf("delete openings of links: %w", err)
		}
		for _, table := range []string{"links", "receipts", "shares", "bills", "daily_logs", "daily_log_photos", "letters"} {
			if _, err := tx.NonconcurrentDB().Delete(table, dbx.In("document", ids...)).Execute(); err != nil {
				return nil, fmt.Errorf("delete %s: %w", table, err)
			}
		}
		if _, err := tx.NonconcurrentDB().Delete("documents", dbx.In("id", ids...)).Execute(); err != nil {
			return nil, fmt.Errorf("delete documents: %w", err)
		}
	}
	return keys, nil
}

// filesIn returns where the files of a table's records are.
func filesIn(tx core.App, table string, which dbx.Expression) (keys []string, err error) {
	collection, err := tx.FindCachedCollectionByNameOrId(table)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", table, err)
	}
	var rows []struct {
		ID   string `db:"id"`
		File string `db:"file"`
	}
	err = tx.DB().Select("id", "file").From(table).Where(which).AndWhere(dbx.NewExp("file != ''")).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("find files of %s: %w", table, err)
	}
	for _, row := range rows {
		keys = append(keys, collection.BaseFilesPath()+"/"+row.ID+"/"+row.File)
	}
	return keys, nil
}

func asJSON(ids []any) string {
	data, _ := json.Marshal(ids) // strings cannot fail
	return string(data)
}
