package documents

import (
	"database/sql"
	"errors"
	"fmt"
	"net/mail"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/firm"
	"portico/internal/notify"
	"portico/internal/requests"
)

// Company is what an upload says of the company of who sent it in; the zero value where there is none.
type Company struct {
	ID   string `db:"id"`
	Name string `db:"name"`
}

// From is an upload that a contact sends in: filed under them and their primary company, or their only one, and assigned
// to whoever looks after uploads.
func From(app core.App, contact *core.Record, f firm.Firm) (New, Company, error) {
	company, err := primaryCompany(app, contact.Id)
	if err != nil {
		return New{}, Company{}, err
	}
	return New{
		Contact: contact.Id, Company: company.ID, Origin: OriginPortal,
		Uploader: contact.Id, UploadedBy: contact.GetString("name"), AssignedTo: f.UploadAssignee,
	}, company, nil
}

// ForItem files an upload under what a request asks for, which says what it is called and where it belongs.
func (n *New) ForItem(request, item *core.Record) {
	n.RequestItem, n.Title, n.Project = item.Id, requests.Title(request, item), request.GetString("project")
	if company := request.GetString("company"); company != "" {
		n.Company = company
	}
}

func primaryCompany(app core.App, contact string) (Company, error) {
	var found []struct {
		Company
		Primary bool `db:"primary"`
	}
	err := app.DB().Select("c.id", "c.name", "m.primary").
		From("company_contacts m").InnerJoin("companies c", dbx.NewExp("c.id = m.company")).
		Where(dbx.HashExp{"m.contact": contact}).
		OrderBy("m.primary DESC", "m.created").Limit(2).All(&found)
	if err != nil {
		return Company{}, fmt.Errorf("find primary company: %w", err)
	}
	if len(found) == 1 || len(found) > 1 && found[0].Primary {
		return found[0].Company, nil
	}
	return Company{}, nil
}

// TellAssignee puts the mail about an upload into the outbox, for whom it is assigned to. tx is that of the transaction in
// which it is stored.
func TellAssignee(tx core.App, f firm.Firm, document *core.Record, company Company) error {
	if f.UploadAssignee == "" {
		return nil
	}
	assignee, err := tx.FindRecordById("staff", f.UploadAssignee)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find assignee: %w", err)
	}
	link, err := notify.DocumentLink(tx, document.Id)
	if err != nil {
		return err
	}
	m, err := notify.RenderUpload(mail.Address{Name: assignee.GetString("name"), Address: assignee.Email()}, notify.Upload{
		Firm: notify.Firm{Name: f.Name, Accent: f.AccentColor}, Link: link, Note: f.UploadNotification,
		Title: document.GetString("title"), Description: document.GetString("description"),
		Contact: document.GetString("uploaded_by"), Company: company.Name,
	})
	if err != nil {
		return err
	}
	return notify.Enqueue(tx, m)
}
