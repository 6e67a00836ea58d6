package desk

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
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
	Contact string `json:"contact"`
	Company string `json:"company"`
	Project string `json:"project"`
	Share   bool   `json:"share"`
}

func (f letterForm) document(e *core.RequestEvent) documents.New {
	return documents.New{
		Title: f.Title, Kind: f.Kind, Contact: f.Contact, Company: f.Company, Project: f.Project,
		Origin: documents.OriginStaff, UploadedBy: nameOf(e.Auth),
		Key: documents.UploadKey(e.Auth.Id, e.Request.Header.Get("Idempotency-Key")),
	}
}

// readLetter reads a letter that is to be added, of somebody who may: what it says is looked at afterwards.
func readLetter(e *core.RequestEvent) (letterForm, error) {
	var f letterForm
	if err := e.BindBody(&f); err != nil {
		return f, e.BadRequestError("The form could not be read.", err)
	}
	if err := owner(e, f.document(e)); err != nil {
		return f, err
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
		return noteAdded(e, tx, document, f.Share)
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
	Version string `json:"version"` // of what it says
	Signed  bool   `json:"signed"`
	Round   string `json:"round"` // in which it is to be signed: changing it ends that
	Contact string `json:"contact"`
	Company string `json:"company"`
	Project string `json:"project"`
}

func showLetter(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	letter, err := writtenHere(e, e.App, document)
	if err != nil {
		return err
	}
	view := letterView{
		Letter: *letter, Version: letter.Version(),
		Contact: document.GetString("contact"), Company: document.GetString("company"), Project: document.GetString("project"),
	}
	if view.Round, err = waitingRound(e.App, document.Id); err != nil {
		return err
	}
	signed := dbx.HashExp{"document": document.Id, "status": []any{signing.Sealing, signing.Completed}}
	rounds, err := e.App.CountRecords("signings", signed)
	if err != nil {
		return fmt.Errorf("look for signatures: %w", err)
	}
	view.Signed = rounds > 0
	return e.JSON(http.StatusOK, view)
}

// writtenHere returns the letter that a document was written as.
func writtenHere(e *core.RequestEvent, app core.App, document *core.Record) (*letters.Letter, error) {
	letter, err := letters.Find(app, document)
	if letter == nil && err == nil {
		err = e.NotFoundError("This document was not written here.", nil)
	}
	return letter, err
}

// waitingRound is the round of signing that a change of a document would end; empty without one.
func waitingRound(app core.App, document string) (string, error) {
	round, err := signing.OpenRound(app, document)
	if err != nil || round == nil || round.GetString("status") != signing.Sent {
		return "", err
	}
	return round.Id, nil
}

// letterChange is what a letter is to say, and what its author has seen of it.
type letterChange struct {
	letters.Letter
	Version string `json:"version"`
	Round   string `json:"round"`
}

// check refuses to change what is another letter than the one that was read, or what somebody is to sign whom its author does
// not know of. To say what it says already is no change.
func (c letterChange) check(e *core.RequestEvent, tx core.App, document *core.Record) error {
	current, err := writtenHere(e, tx, document)
	if err != nil {
		return err
	}
	if *current != c.Letter && current.Version() != c.Version {
		return e.BadRequestError("Somebody else has changed this letter meanwhile.", validation.Errors{
			"version": validation.NewError("validation_changed", "Load what it says now, or keep what you wrote in its place."),
		})
	}
	if document.GetString("file_sha256") == document.Original().GetString("file_sha256") {
		return nil
	}
	round, err := waitingRound(tx, document.Id)
	if err != nil || round == c.Round {
		return err
	}
	why := "It is not out to be signed any more."
	if round != "" {
		why = "It was sent to sign meanwhile. Saving a change ends that."
	}
	return e.BadRequestError("What you were told of signing this letter is not true any more.", validation.Errors{
		"round": validation.NewError("validation_changed", why),
	})
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
	if _, err := writtenHere(e, e.App, document); err != nil {
		return err
	}
	var change letterChange
	if err := e.BindBody(&change); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	if err := checkForm(e, change.Validate()); err != nil {
		return err
	}
	up, err := makeLetter(e, change.Letter, document)
	if err != nil {
		return err
	}
	defer up.Discard()
	err = documents.Replace(e.App, document, up, func(tx core.App, document *core.Record) error {
		if err := mayEditDocument(e, tx, document); err != nil {
			return err
		}
		if err := change.check(e, tx, document); err != nil {
			return err
		}
		document.Set("title", change.Title)
		document.Set("kind", change.Kind)
		if err := change.Save(tx, document); err != nil {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.Edit, document))
	})
	return answerChanged(e, document.Id, err)
}
