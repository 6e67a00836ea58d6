// Package documents adds documents and replaces their files: the bytes are durable first, then one transaction writes
// everything that belongs together.
package documents

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/ingest"
	"portico/internal/storage"
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
	Origin             string
	Uploader           string // id of the contact who sent it in
	UploadedBy         string // the uploader's name, kept when they are gone
	AssignedTo         string // id of the staff member who looks after it
	Key                string // see UploadKey
}

// Validate checks what people type, so that an upload can be refused before its first byte. Its error is
// validation.Errors by field.
func (n New) Validate() error {
	return validation.Errors{
		"title":       validation.Validate(n.Title, validation.Required, validation.RuneLength(1, 200)),
		"description": validation.Validate(n.Description, validation.RuneLength(0, 2000)),
		"kind": validation.Validate(n.Kind, validation.In(KindDocument, "estimate", "invoice", "daily_log", "proposal",
			"engagement_letter", "contract")),
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

// Add stores an upload as a new document; within runs in the same transaction, for what must happen along with it. Sent
// again under the same key, the document of the first time is returned and nothing happens.
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
	r.Set("origin", n.Origin)
	r.Set("uploader", n.Uploader)
	r.Set("uploaded_by", n.UploadedBy)
	r.Set("assigned_to", n.AssignedTo)
	r.Set("upload_key", n.Key)

	if err := setFile(app, r, up); err != nil {
		return nil, err
	}
	var earlier *core.Record
	err = app.RunInTransaction(func(tx core.App) error {
		var err error
		if earlier, err = findByKey(tx, n.Key); err != nil || earlier != nil {
			return err
		}
		if err := tx.Save(r); err != nil {
			return err
		}
		return within(tx, r)
	})
	if err != nil {
		storage.Remove(app, Key(r))
		return nil, fmt.Errorf("add document: %w", err)
	}
	if earlier != nil {
		storage.Remove(app, Key(r))
		return earlier, nil
	}
	return r, nil
}

func findByKey(app core.App, key string) (*core.Record, error) {
	if key == "" {
		return nil, nil //nolint:nilnil // no key, no document, no fault
	}
	r, err := app.FindFirstRecordByData("documents", "upload_key", key)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // not sent before
	}
	return r, err
}

// Replace gives a document another file; within runs in the same transaction. The old file goes once the new one is
// committed.
func Replace(app core.App, document *core.Record, up *ingest.Upload, within func(tx core.App) error) error {
	old := Key(document)
	if err := setFile(app, document, up); err != nil {
		return err
	}
	err := app.RunInTransaction(func(tx core.App) error {
		if err := tx.Save(document); err != nil {
			return err
		}
		return within(tx)
	})
	if err != nil {
		storage.Remove(app, Key(document))
		return fmt.Errorf("replace file: %w", err)
	}
	storage.Remove(app, old)
	return nil
}

func setFile(app core.App, r *core.Record, up *ingest.Upload) error {
	r.Set("file", core.GenerateDefaultRandomId())
	r.Set("file_name", up.Name)
	r.Set("file_type", up.Type)
	r.Set("file_size", up.Size)
	r.Set("file_sha256", up.SHA256)
	return up.Keep(app, Key(r))
}

// Key is where internal/storage keeps a document's file.
func Key(document *core.Record) string {
	return document.BaseFilesPath() + "/" + document.GetString("file")
}
