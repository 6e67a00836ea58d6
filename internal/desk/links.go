package desk

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/activity"
	"portico/internal/firm"
	"portico/internal/links"
)

type linkView struct {
	ID          string `json:"id"`
	Created     string `json:"created"`
	MadeBy      string `json:"madeBy"`
	Expires     string `json:"expires"`
	Opens       int    `json:"opens"`
	MaxOpens    int    `json:"maxOpens"`
	HasPassword bool   `json:"hasPassword"`
	State       string `json:"state"`
}

func viewLink(link *core.Record) linkView {
	return linkView{
		ID: link.Id, Created: link.GetString("created"), MadeBy: link.GetString("made_by"), Expires: link.GetString("expires"),
		Opens: link.GetInt("opens"), MaxOpens: link.GetInt("max_opens"), HasPassword: link.GetString("password_hash") != "",
		State: links.StateOf(link),
	}
}

func listLinks(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	records, err := e.App.FindRecordsByFilter("links", "document = {:document}", "-created", 0, 0, dbx.Params{"document": document.Id})
	if err != nil {
		return fmt.Errorf("list links: %w", err)
	}
	views := make([]linkView, 0, len(records))
	for _, r := range records {
		views = append(views, viewLink(r))
	}
	return e.JSON(http.StatusOK, map[string]any{"items": views})
}

// makeLink answers the link's address, the only time that it is ever shown.
func makeLink(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	if err := mayEditDocument(e, e.App, document); err != nil {
		return err
	}
	var form struct {
		Password string `json:"password"`
		Days     int    `json:"days"`
		MaxOpens int    `json:"maxOpens"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	err = validation.Errors{
		"password": validation.Validate(form.Password, validation.Length(0, 71)),
		"days":     validation.Validate(form.Days, validation.Min(0), validation.Max(3650)),
		"maxOpens": validation.Validate(form.MaxOpens, validation.Min(0), validation.Max(1_000_000)),
	}.Filter()
	if err != nil {
		return e.BadRequestError("Check what is marked and try again.", err)
	}
	hashed, err := links.HashPassword(form.Password)
	if err != nil {
		return err
	}
	n := links.New{PasswordHash: hashed, MaxOpens: form.MaxOpens, MadeBy: nameOf(e.Auth)}
	if form.Days > 0 {
		n.Expires = time.Now().AddDate(0, 0, form.Days)
	}
	var link *core.Record
	var secret string
	err = e.App.RunInTransaction(func(tx core.App) error {
		if err := mayEditDocument(e, tx, document); err != nil {
			return err
		}
		var err error
		if link, secret, err = links.Make(tx, document.Id, n); err != nil {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.MakeLink, document))
	})
	if errors.Is(err, links.ErrNotShared) {
		return e.BadRequestError("Share the item first: a public link is for shared items.", nil)
	}
	if err != nil {
		return err
	}
	f, err := firm.Find(e.App)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, struct {
		linkView
		URL string `json:"url"`
	}{viewLink(link), f.URL + "/s/#" + secret})
}

func endLink(e *core.RequestEvent) error {
	link, err := e.App.FindRecordById("links", e.Request.PathValue("id"))
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This link is not there any more.", nil)
	}
	if err != nil {
		return fmt.Errorf("find link: %w", err)
	}
	document, err := e.App.FindRecordById("documents", link.GetString("document"))
	if err != nil {
		return fmt.Errorf("find document of link: %w", err)
	}
	if err := mayEditDocument(e, e.App, document); err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		if err := mayEditDocument(e, tx, document); err != nil {
			return err
		}
		if ended, err := links.EndOne(tx, link.Id); err != nil || !ended {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfDocument(activity.EndLink, document))
	})
	if err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}
