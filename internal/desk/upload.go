package desk

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/documents"
	"portico/internal/firm"
	"portico/internal/ingest"
	"portico/internal/letters"
)

func addDocument(e *core.RequestEvent) error {
	limits, err := limits(e.App)
	if err != nil {
		return err
	}
	n := documents.New{
		Origin: documents.OriginStaff, UploadedBy: nameOf(e.Auth),
		Key: documents.UploadKey(e.Auth.Id, e.Request.Header.Get("Idempotency-Key")),
	}
	var share bool
	up, err := ingest.Receive(e, limits, func(fields map[string]string) error {
		n.Title, n.Description, n.Kind = fields["title"], fields["description"], fields["kind"]
		n.Contact, n.Company, n.Project = fields["contact"], fields["company"], fields["project"]
		share = fields["share"] == "true"
		if err := n.Validate(); err != nil {
			return e.BadRequestError("Check what is marked and try again.", err)
		}
		if fields["ticket"] != "" {
			return underTicket(e, &n, fields["ticket"])
		}
		return owner(e, n)
	})
	if err != nil {
		return err
	}
	defer up.Discard()

	document, err := documents.Add(e.App, n, up, func(tx core.App, document *core.Record) error {
		// The body took its time: what was true at its first byte has to be true now.
		if err := mayEdit(e, tx, n.Project); err != nil {
			return err
		}
		return noteAdded(e, tx, document, share)
	})
	if err != nil {
		return err
	}
	return answerDocument(e, document.Id)
}

// underTicket files a document under a ticket, and so under the ticket's client and project.
func underTicket(e *core.RequestEvent, n *documents.New, id string) error {
	ticket, err := e.App.FindRecordById("tickets", id)
	if errors.Is(err, sql.ErrNoRows) {
		return e.BadRequestError("This ticket is not there any more.", missing("ticket"))
	}
	if err != nil {
		return fmt.Errorf("find ticket: %w", err)
	}
	n.Ticket, n.Contact, n.Company, n.Project = ticket.Id, ticket.GetString("contact"), "", ticket.GetString("project")
	return mayEdit(e, e.App, n.Project)
}

// owner checks that a document is filed under exactly one contact, company or project, that it exists, and that the
// staff member may change it.
func owner(e *core.RequestEvent, n documents.New) error {
	given := map[string]string{"contact": n.Contact, "company": n.Company, "project": n.Project}
	collections := map[string]string{"contact": "contacts", "company": "companies", "project": "projects"}
	maps.DeleteFunc(given, func(_, id string) bool { return id == "" })
	if len(given) != 1 {
		return e.BadRequestError("Say whose document this is: a contact's, a company's or a project's.", nil)
	}
	for field, id := range given {
		_, err := e.App.FindRecordById(collections[field], id)
		if errors.Is(err, sql.ErrNoRows) {
			return e.BadRequestError("This "+field+" is not there any more.", missing(field))
		}
		if err != nil {
			return fmt.Errorf("find %s: %w", field, err)
		}
	}
	return mayEdit(e, e.App, n.Project)
}

func missing(field string) validation.Errors {
	return validation.Errors{field: validation.NewError("validation_missing_rel_records", "Not found.")}
}

// mayEdit refuses who may not change what belongs to the project, or to none.
func mayEdit(e *core.RequestEvent, app core.App, project string) error {
	account, err := accountOf(e, app)
	if err != nil {
		return err
	}
	may, err := access.CanEdit(app, account, project)
	if err == nil && !may {
		err = e.ForbiddenError("Your role does not allow this.", nil)
	}
	return err
}

// accountOf looks the account up again, for it may have been taken away meanwhile.
func accountOf(e *core.RequestEvent, app core.App) (*core.Record, error) {
	account, err := app.FindRecordById(e.Auth.Collection(), e.Auth.Id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, e.UnauthorizedError("Sign in to go on.", nil)
	}
	if err != nil {
		return nil, fmt.Errorf("find account: %w", err)
	}
	return account, nil
}

// mayEditDocument refuses who may not change a document: what it is filed under counts, and the projects it is shared
// with.
func mayEditDocument(e *core.RequestEvent, app core.App, document *core.Record) error {
	account, err := accountOf(e, app)
	if err != nil {
		return err
	}
	may, err := access.CanEditDocument(app, account, document)
	if err == nil && !may {
		err = e.ForbiddenError("Your role does not allow this.", nil)
	}
	return err
}

// noteAdded writes down that a document was added, and shares it with whom it is filed under where that is asked.
func noteAdded(e *core.RequestEvent, tx core.App, document *core.Record, share bool) error {
	by := activity.ByAccount(e)
	if err := activity.Append(tx, by, activity.OfDocument(activity.Add, document)); err != nil || !share {
		return err
	}
	if err := shareWithOwner(tx, document, nameOf(e.Auth)); err != nil {
		return err
	}
	return activity.Append(tx, by, activity.OfDocument(activity.Share, document))
}

// answerChanged answers what a document is after a change, or why it was not made.
func answerChanged(e *core.RequestEvent, document string, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This document is not there any more.", nil)
	}
	if err != nil {
		return checkForm(e, err)
	}
	return answerDocument(e, document)
}

func shareWithOwner(tx core.App, document *core.Record, by string) error {
	shares, err := tx.FindCachedCollectionByNameOrId("shares")
	if err != nil {
		return fmt.Errorf("find shares: %w", err)
	}
	share := core.NewRecord(shares)
	share.Set("document", document.Id)
	share.Set("contact", document.GetString("contact"))
	if document.GetString("ticket") == "" { // one with a ticket is for the ticket's client
		share.Set("company", document.GetString("company"))
		share.Set("project", document.GetString("project"))
	}
	share.Set("shared_by", by)
	if err := tx.Save(share); err != nil {
		return fmt.Errorf("share document: %w", err)
	}
	return nil
}

func replaceFile(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	if err := mayEditDocument(e, e.App, document); err != nil {
		return err
	}
	limits, err := limits(e.App)
	if err != nil {
		return err
	}
	up, err := ingest.Receive(e, limits, func(map[string]string) error { return nil })
	if err != nil {
		return err
	}
	defer up.Discard()
	err = documents.Replace(e.App, document, up, func(tx core.App, document *core.Record) error {
		// The body took its time: what was true at its first byte has to be true now.
		if err := mayEditDocument(e, tx, document); err != nil {
			return err
		}
		if err := letters.Forget(tx, document); err != nil {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.Replace, document))
	})
	return answerChanged(e, document.Id, err)
}

// limits bounds what staff upload: as large as clients may, of any type.
func limits(app core.App) (ingest.Limits, error) {
	f, err := firm.Find(app)
	return ingest.Limits{MaxSize: f.MaxUploadSize}, err
}
