package desk

import (
	"errors"
	"net/http"
	"strings"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/activity"
	"portico/internal/bill"
	"portico/internal/documents"
	"portico/internal/particulars"
)

// maxItem is more than a hundred lines take.
const maxItem = 256 << 10

// item is a document that is written in Portico: an estimate, an invoice or a daily log.
type item struct {
	Title       string           `json:"title"`
	Description string           `json:"description"`
	Kind        string           `json:"kind"`
	Contact     string           `json:"contact"`
	Company     string           `json:"company"`
	Project     string           `json:"project"`
	Share       bool             `json:"share"`
	Bill        *bill.Bill       `json:"bill"`
	Log         *particulars.Log `json:"log"`
}

// save writes an item's particulars to its document.
func (i item) save(tx core.App, document *core.Record) error {
	switch {
	case i.Bill != nil:
		return within("bill", particulars.SaveBill(tx, document, *i.Bill))
	case i.Log != nil:
		return within("log", particulars.SaveLog(tx, document, *i.Log))
	}
	return nil
}

// within says in which part of a form the fields are that an error names.
func within(part string, err error) error {
	var fields validation.Errors
	if errors.As(err, &fields) {
		return validation.Errors{part: fields}
	}
	return err
}

func readItem(e *core.RequestEvent) (item, error) {
	var i item
	if err := e.BindBody(&i); err != nil {
		return i, e.BadRequestError("The form could not be read.", err)
	}
	i.Title, i.Description = strings.TrimSpace(i.Title), strings.TrimSpace(i.Description)
	err := documents.New{Title: i.Title, Description: i.Description, Kind: i.Kind}.Validate()
	switch {
	case err != nil:
		return i, checkForm(e, err)
	case particulars.IsBill(i.Kind) && i.Bill != nil && i.Log == nil,
		i.Kind == particulars.KindDailyLog && i.Log != nil && i.Bill == nil:
		return i, nil
	}
	return i, e.BadRequestError("Send an estimate or invoice with its bill, or a daily log with its log.", nil)
}

// checkForm answers what is wrong with a form, by field; other errors stay as they are.
func checkForm(e *core.RequestEvent, err error) error {
	var fields validation.Errors
	if errors.As(err, &fields) {
		return e.BadRequestError("Check what is marked and try again.", fields)
	}
	return err
}

func addItem(e *core.RequestEvent) error {
	i, err := readItem(e)
	if err != nil {
		return err
	}
	n := documents.New{
		Title: i.Title, Description: i.Description, Kind: i.Kind, Contact: i.Contact, Company: i.Company, Project: i.Project,
		Origin: documents.OriginStaff, UploadedBy: nameOf(e.Auth),
		Key: documents.UploadKey(e.Auth.Id, e.Request.Header.Get("Idempotency-Key")),
	}
	if err := owner(e, n); err != nil {
		return err
	}
	document, err := documents.Add(e.App, n, nil, func(tx core.App, document *core.Record) error {
		if err := mayEdit(e, tx, n.Project); err != nil {
			return err
		}
		if err := i.save(tx, document); err != nil {
			return err
		}
		return draftNotShared(noteAdded(e, tx, document, i.Share))
	})
	if err != nil {
		return checkForm(e, err)
	}
	return answerDocument(e, document.Id)
}

// draftNotShared says at the form's own field why a new document is not shared.
func draftNotShared(err error) error {
	var fields validation.Errors
	if errors.As(err, &fields) && fields["document"] != nil {
		return validation.Errors{"share": fields["document"]}
	}
	return err
}

func editItem(e *core.RequestEvent) error {
	i, err := readItem(e)
	if err != nil {
		return err
	}
	var document *core.Record
	err = e.App.RunInTransaction(func(tx core.App) error {
		if document, err = tx.FindRecordById("documents", e.Request.PathValue("id")); err != nil {
			return err
		}
		if err := mayEditDocument(e, tx, document); err != nil {
			return err
		}
		document.Set("title", i.Title)
		document.Set("description", i.Description)
		document.Set("kind", i.Kind)
		if err := tx.Save(document); err != nil {
			return err
		}
		if err := i.save(tx, document); err != nil {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.Edit, document))
	})
	return answerChanged(e, document.Id, err)
}

func currencies(e *core.RequestEvent) error {
	return e.JSON(http.StatusOK, map[string]any{"items": bill.Currencies()})
}
