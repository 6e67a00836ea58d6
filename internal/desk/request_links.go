package desk

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/firm"
	"portico/internal/links"
)

// requestLinkView is a link by which a request is answered without an account.
type requestLinkView struct {
	ID       string `db:"id" json:"id"`
	Created  string `db:"created" json:"created"`
	MadeBy   string `db:"made_by" json:"madeBy"`
	Expires  string `db:"expires" json:"expires"`
	Opened   string `db:"opened" json:"opened"`
	Received int    `db:"received" json:"received"` // files
	Contact  named  `db:"-" json:"contact"`
	State    string `db:"-" json:"state"` // as of public links
}

func listRequestLinks(e *core.RequestEvent) error {
	request, err := findRequest(e, e.App)
	if err != nil {
		return err
	}
	views, err := viewRequestLinks(e.App, dbx.HashExp{"l.request": request.Id})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{"items": views})
}

func viewRequestLinks(app core.App, which dbx.Expression) ([]requestLinkView, error) {
	var rows []struct {
		requestLinkView
		Contact string `db:"contact"`
		Name    string `db:"name"`
		Revoked string `db:"revoked"`
		Works   bool   `db:"works"`
	}
	err := access.RequestLinks(app).AndSelect("c.name",
		"(SELECT COUNT(*) FROM documents d WHERE d.request_link = l.id AND d.request_link != '') AS received").
		Where(which).OrderBy("l.created DESC", "l.id").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list links of request: %w", err)
	}
	views := make([]requestLinkView, len(rows))
	now := time.Now().UTC().Format("2006-01-02 15:04:05.000Z")
	for i, row := range rows {
		views[i] = row.requestLinkView
		views[i].Contact = named{ID: row.Contact, Name: row.Name}
		switch {
		case row.Works:
			views[i].State = links.Active
		case row.Revoked == "" && row.Expires <= now:
			views[i].State = links.Expired
		default: // ended, or with its request, its contact's access or the portal
			views[i].State = links.Deactivated
		}
	}
	return views, nil
}

// makeRequestLink answers the link's address, the only time that it is ever shown.
func makeRequestLink(e *core.RequestEvent) error {
	var form struct {
		Contact string `json:"contact"` // whom it is for, where the request asks more than one
		Days    int    `json:"days"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	if err := (validation.Errors{"days": validation.Validate(form.Days, validation.Min(0), validation.Max(365))}).Filter(); err != nil {
		return e.BadRequestError("Check what is marked and try again.", err)
	}
	n := links.New{MadeBy: nameOf(e.Auth)}
	if form.Days > 0 {
		n.Expires = time.Now().AddDate(0, 0, form.Days)
	}
	var id, secret string
	err := e.App.RunInTransaction(func(tx core.App) error {
		request, err := mayChangeRequest(e, tx)
		if err != nil {
			return err
		}
		if form.Contact == "" {
			form.Contact = request.GetString("contact")
		}
		link, made, err := links.MakeForRequest(tx, request, form.Contact, n)
		if err != nil {
			return err
		}
		id, secret = link.Id, made
		return activity.Append(tx, activity.ByAccount(e), activity.OfRequest(activity.MakeUploadLink, request, form.Contact))
	})
	if errors.Is(err, links.ErrNoFiles) {
		return e.BadRequestError("This request asks for no files, and files are what a link takes.", nil)
	}
	if errors.Is(err, links.ErrNotAsked) {
		return e.BadRequestError("Choose whom the link is for.", validation.Errors{
			"contact": validation.NewError("validation_not_asked", "Choose somebody whom this request asks, and whose access was not revoked."),
		})
	}
	if err != nil {
		return refuseChange(e, err)
	}
	f, err := firm.Find(e.App)
	if err != nil {
		return err
	}
	views, err := viewRequestLinks(e.App, dbx.HashExp{"l.id": id})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, struct {
		requestLinkView
		URL string `json:"url"`
	}{views[0], f.URL + "/s/#" + secret})
}

func endRequestLink(e *core.RequestEvent) error {
	err := e.App.RunInTransaction(func(tx core.App) error {
		request, err := mayChangeRequest(e, tx)
		if err != nil {
			return err
		}
		link, err := tx.FindFirstRecordByFilter("request_links", "id = {:link} && request = {:request}",
			dbx.Params{"link": e.Request.PathValue("link"), "request": request.Id})
		if err != nil {
			return e.NotFoundError("This link is not there any more.", err)
		}
		n, err := access.EndRequestLinks(tx, dbx.HashExp{"id": link.Id})
		if err != nil || n == 0 {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfRequest(activity.EndUploadLink, request, link.GetString("contact")))
	})
	if err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}
