package desk

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/activity"
	"portico/internal/documents"
	"portico/internal/ingest"
	"portico/internal/letters"
	"portico/internal/signing"
	"portico/internal/storage"
)

const (
	// maxLetter is what a letter takes as JSON, in which a quote is two characters and an angle bracket may be six.
	maxLetter = 4 * letters.MaxBody
	maxPDF    = 64 << 20
)

// letterForm is a letter and whose it is to be.
type letterForm struct {
	letters.Letter
	Description string `json:"description"`
	Contact     string `json:"contact"`
	Company     string `json:"company"`
	Project     string `json:"project"`
	Share       bool   `json:"share"`
}

func (f letterForm) document(e *core.RequestEvent) documents.New {
	return documents.New{
		Title: f.Title, Description: f.Description, Kind: f.Kind, Contact: f.Contact, Company: f.Company, Project: f.Project,
		Origin: documents.OriginStaff, UploadedBy: nameOf(e.Auth),
		Key: documents.UploadKey(e.Auth.Id, e.Request.Header.Get("Idempotency-Key")),
	}
}

func readLetter(e *core.RequestEvent) (letterForm, error) {
	var f letterForm
	if err := e.BindBody(&f); err != nil {
		return f, e.BadRequestError("The form could not be read.", err)
	}
	return f, checkForm(e, f.Validate())
}

// addLetter writes a letter, whose PDF is a new document's file.
func addLetter(e *core.RequestEvent) error {
	f, err := readLetter(e)
	if err != nil {
		return err
	}
	n := f.document(e)
	if err := owner(e, n); err != nil {
		return err
	}
	filed, err := filedAs(e.App, f)
	if err != nil {
		return err
	}
	up, err := makeLetter(e, f.Letter, filed)
	if err != nil {
		return err
	}
	defer up.Discard()
	document, err := documents.Add(e.App, n, up, func(tx core.App, document *core.Record) error {
		if err := mayEdit(e, tx, n.Project); err != nil {
			return err
		}
		if err := f.Save(tx, document); err != nil {
			return err
		}
		if err := activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.Add, document)); err != nil {
			return err
		}
		if !f.Share {
			return nil
		}
		if err := shareWithOwner(tx, document, nameOf(e.Auth)); err != nil {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.Share, document))
	})
	if err != nil {
		return checkForm(e, err)
	}
	return answerDocument(e, document.Id)
}

// filedAs is a document that is filed as a letter is to be: whom it is written to follows from that.
func filedAs(app core.App, f letterForm) (*core.Record, error) {
	collection, err := app.FindCachedCollectionByNameOrId("documents")
	if err != nil {
		return nil, fmt.Errorf("find documents: %w", err)
	}
	document := core.NewRecord(collection)
	document.Load(map[string]any{"contact": f.Contact, "company": f.Company, "project": f.Project})
	return document, nil
}

// makeLetter makes the file of a letter.
func makeLetter(e *core.RequestEvent, l letters.Letter, document *core.Record) (*ingest.Upload, error) {
	pdf, err := l.PDF(e.App, document)
	if err != nil {
		return nil, checkForm(e, err)
	}
	staged, err := storage.Stage(e.App, bytes.NewReader(pdf), maxPDF)
	if err != nil {
		return nil, fmt.Errorf("stage letter: %w", err)
	}
	return &ingest.Upload{Staged: staged, Name: l.FileName()}, nil
}

// previewLetter shows what a letter will look like, and stores nothing.
func previewLetter(e *core.RequestEvent) error {
	f, err := readLetter(e)
	if err != nil {
		return err
	}
	if err := owner(e, f.document(e)); err != nil {
		return err
	}
	filed, err := filedAs(e.App, f)
	if err != nil {
		return err
	}
	pdf, err := f.PDF(e.App, filed)
	if err != nil {
		return checkForm(e, err)
	}
	return e.Blob(http.StatusOK, "application/pdf", pdf)
}

// letterView is a letter that is there. Once everyone has signed it, it stays as it is.
type letterView struct {
	letters.Letter
	Signed  bool   `json:"signed"`
	Open    bool   `json:"open"` // to be signed: changing it ends that
	Contact string `json:"contact"`
	Company string `json:"company"`
	Project string `json:"project"`
}

func showLetter(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	letter, err := letters.Find(e.App, document)
	if err != nil {
		return err
	}
	if letter == nil {
		return e.NotFoundError("This document was not written here.", nil)
	}
	view := letterView{
		Letter: *letter, Contact: document.GetString("contact"), Company: document.GetString("company"), Project: document.GetString("project"),
	}
	round, err := signing.OpenRound(e.App, document.Id)
	if err != nil {
		return err
	}
	signed, err := e.App.CountRecords("signings", dbx.HashExp{"document": document.Id, "status": signing.Completed})
	if err != nil {
		return fmt.Errorf("look for signatures: %w", err)
	}
	view.Open, view.Signed = round != nil, signed > 0
	return e.JSON(http.StatusOK, view)
}

// editLetter writes a letter anew: its file is another, unless it says the same. What waits to be signed is void then, and
// what has been signed is refused (hooks/signings.go).
func editLetter(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	if err := mayEditDocument(e, e.App, document); err != nil {
		return err
	}
	f, err := readLetter(e)
	if err != nil {
		return err
	}
	before, err := letters.Find(e.App, document)
	if err != nil {
		return err
	}
	if before == nil {
		return e.NotFoundError("This document was not written here.", nil)
	}
	up, err := makeLetter(e, f.Letter, document)
	if err != nil {
		return err
	}
	defer up.Discard()
	err = documents.Replace(e.App, document, up, func(tx core.App, document *core.Record) error {
		if err := mayEditDocument(e, tx, document); err != nil {
			return err
		}
		document.Set("title", f.Title)
		document.Set("kind", f.Kind)
		if err := f.Save(tx, document); err != nil {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.Edit, document))
	})
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This document is not there any more.", nil)
	}
	if err != nil {
		return checkForm(e, err)
	}
	return answerDocument(e, document.Id)
}
