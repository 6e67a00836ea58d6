package portal

import (
	"database/sql"
	"errors"
	"net/http"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/documents"
	"portico/internal/firm"
	"portico/internal/ingest"
	"portico/internal/requests"
)

func (p *portal) upload(e *core.RequestEvent) error {
	contact := contactOf(e)
	f, err := firm.Find(e.App)
	if err != nil {
		return err
	}
	n, company, err := documents.From(e.App, contact, f)
	if err != nil {
		return err
	}
	n.Key = documents.UploadKey(contact.Id, e.Request.Header.Get("Idempotency-Key"))
	up, err := ingest.Receive(e, ingest.Limits{MaxSize: f.MaxUploadSize, Allowed: f.AllowedTypes}, func(fields map[string]string) error {
		n.Title, n.Description = fields["title"], fields["description"]
		if err := fileUnder(e, &n, fields); err != nil {
			return err
		}
		if err := n.Validate(); err != nil {
			return e.BadRequestError("Check what is marked and try again.", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	defer up.Discard()

	var view documentView
	document, err := documents.Add(e.App, n, up, func(tx core.App, document *core.Record) error {
		// The body took its time: what was true at its first byte has to be true now.
		if err := stillSignedIn(e, tx); err != nil {
			return err
		}
		if _, err := access.FindOwnUpload(tx, contact.Id, document.Id); err != nil {
			return endedMeanwhile(e, err)
		}
		if err := received(e, tx, document); err != nil {
			return err
		}
		// What is stored is answered, even if it cannot be seen a moment later.
		var err error
		if view, err = findView(tx, contact.Id, document.Id); err != nil {
			return err
		}
		if err := activity.Append(tx, activity.ByContact(e, contact), activity.OfDocument(activity.Upload, document)); err != nil {
			return err
		}
		return documents.TellAssignee(tx, f, document, company)
	})
	if err != nil {
		return err
	}
	if view.ID == "" { // it was sent before
		if view, err = findView(e.App, contact.Id, document.Id); err != nil {
			return err
		}
	}
	return e.JSON(http.StatusOK, view)
}

// fileUnder files an upload under what its form names: a project, a ticket or an item of a request of the client's. What a
// ticket or a request is about counts, and an item says what the upload is called.
func fileUnder(e *core.RequestEvent, n *documents.New, fields map[string]string) (err error) {
	switch {
	case fields["item"] != "":
		return fileUnderItem(e, n, fields["request"], fields["item"])
	case fields["ticket"] != "":
		return fileUnderTicket(e, n, fields["ticket"])
	default:
		n.Project, err = openProject(e, e.App, fields["project"])
		return err
	}
}

func fileUnderTicket(e *core.RequestEvent, n *documents.New, id string) error {
	ticket, err := access.FindTicket(e.App, n.Contact, id)
	if errors.Is(err, sql.ErrNoRows) {
		return notFileable(e, "ticket")
	}
	if err != nil {
		return err
	}
	n.Ticket, n.Project = ticket.Id, ticket.GetString("project")
	return nil
}

func fileUnderItem(e *core.RequestEvent, n *documents.New, request, id string) error {
	asked, err := access.FindRequest(e.App, n.Contact, request)
	if errors.Is(err, sql.ErrNoRows) {
		return notFileable(e, "request")
	}
	if err != nil {
		return err
	}
	item, err := requests.FindItem(e.App, asked.Id, id)
	if errors.Is(err, sql.ErrNoRows) {
		return notFileable(e, "request")
	}
	if err != nil {
		return err
	}
	if err := requests.MayTakeFiles(asked, item); err != nil {
		return refuseAnswer(e, err)
	}
	n.ForItem(asked, item)
	return nil
}

func notFileable(e *core.RequestEvent, what string) error {
	return e.BadRequestError("This "+what+" is not available any more.", validation.Errors{
		what: validation.NewError("validation_missing_rel_records", "Not available."),
	})
}

// received brings the item that an upload was sent in for up to date, if it still takes one.
func received(e *core.RequestEvent, tx core.App, document *core.Record) error {
	id := document.GetString("request_item")
	if id == "" {
		return nil
	}
	item, err := tx.FindRecordById("request_items", id)
	if err != nil {
		return endedMeanwhile(e, err)
	}
	request, err := access.FindRequest(tx, contactOf(e).Id, item.GetString("request"))
	if err != nil {
		return endedMeanwhile(e, err)
	}
	if err := requests.MayTakeFiles(request, item); err != nil {
		return refuseAnswer(e, err)
	}
	return requests.FileCame(tx, item, contactOf(e).GetString("name"))
}

// endedMeanwhile answers an upload whose sender lost access to the portal, or to the project, while they were sending.
func endedMeanwhile(e *core.RequestEvent, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return e.ForbiddenError("Your access ended while the file was on its way. It was not stored.", nil)
	}
	return err
}
