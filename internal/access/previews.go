package access

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// A preview's cookie, and where alone it goes: it is another than a client's, who may use the same browser.
const (
	PreviewCookie = "portico_preview"
	PreviewPath   = "/api/preview"
)

// PreviewLasts is how long a preview shows what a client sees; using it does not prolong it.
const PreviewLasts = 15 * time.Minute

// StartPreview lets by, a staff member or owner, look at a project's portal through the eyes of a contact, and returns
// the token for it. Without a contact, or with one who has no access yet, the eyes are those of the client to come.
func StartPreview(app core.App, by *core.Record, project string, contact *core.Record) (string, error) {
	collection, err := app.FindCachedCollectionByNameOrId("sessions")
	if err != nil {
		return "", fmt.Errorf("find sessions: %w", err)
	}
	token := rand.Text() + rand.Text()
	now := time.Now()
	r := core.NewRecord(collection)
	if contact != nil {
		r.Set("contact", contact.Id)
	}
	r.Set("preview_by", by.Id)
	r.Set("preview_project", project)
	r.Set("token_hash", hash(token))
	r.Set("expires", now.Add(PreviewLasts))
	r.Set("last_used", now)
	if err := app.Save(r); err != nil {
		return "", fmt.Errorf("save preview: %w", err)
	}
	return token, nil
}

// FindPreview returns the preview behind a token, with the contact whose eyes it shows; ErrNoSession and ErrPortalOff as
// FindSession. A preview ends with the account that started it.
func FindPreview(app core.App, token string) (*Session, error) {
	if token == "" {
		return nil, ErrNoSession
	}
	session, err := app.FindFirstRecordByFilter("sessions", "token_hash = {:hash} && preview_by != '' && expires > @now",
		dbx.Params{"hash": hash(token)})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNoSession
	}
	if err != nil {
		return nil, fmt.Errorf("find preview: %w", err)
	}
	if !hasDashboardAccount(app, session.GetString("preview_by")) {
		return nil, ErrNoSession
	}
	eyes, err := eyesOf(app, session)
	if err != nil {
		return nil, err
	}
	if err := portalIsOn(app, eyes.Id); err != nil {
		return nil, err
	}
	return &Session{Record: session, Contact: eyes, Preview: true}, nil
}

func hasDashboardAccount(app core.App, id string) bool {
	for _, collection := range []string{"staff", core.CollectionNameSuperusers} {
		if account, err := app.FindRecordById(collection, id); err == nil {
			return RoleOf(account).CanLook()
		}
	}
	return false
}

// standIn begins the id under which a project stands for a contact; no contact's id has a colon.
const standIn = "preview:"

// eyesOf returns the contact of a preview, or the project standing for one.
func eyesOf(app core.App, session *core.Record) (*core.Record, error) {
	contacts, err := app.FindCachedCollectionByNameOrId("contacts")
	if err != nil {
		return nil, fmt.Errorf("find contacts: %w", err)
	}
	eyes := core.NewRecord(contacts)
	eyes.Set("name", "Your client")
	if id := session.GetString("contact"); id != "" {
		contact, err := app.FindRecordById(contacts, id)
		if err != nil {
			return nil, fmt.Errorf("find contact of preview: %w", err)
		}
		if contact.GetString("access") == Enabled {
			return contact, nil
		}
		eyes.Set("name", contact.GetString("name"))
		eyes.SetEmail(contact.Email())
	}
	eyes.Id = standIn + session.GetString("preview_project")
	return eyes, nil
}
