package desk

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/cookie"
	"portico/internal/firm"
	"portico/internal/messages"
)

// accessEntry is a line of a project's portal access list.
type accessEntry struct {
	ID        string `db:"id" json:"id"` // of the entry, to remove it by
	Contact   string `db:"contact" json:"contact"`
	Name      string `db:"name" json:"name"`
	Email     string `db:"email" json:"email"`
	Access    string `db:"access" json:"access"`
	LastSeen  string `db:"last_seen" json:"lastSeen"`
	CanSignIn bool   `db:"-" json:"canSignIn"`
}

// managePortal answers the questions that Manage portal is for: is the portal on, who can sign in, what do they see.
func managePortal(e *core.RequestEvent) error {
	project, err := e.App.FindRecordById("projects", e.Request.PathValue("id"))
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This project is not there any more.", nil)
	}
	if err != nil {
		return fmt.Errorf("find project: %w", err)
	}
	f, err := firm.Find(e.App)
	if err != nil {
		return err
	}
	entries := []accessEntry{}
	err = e.App.DB().Select("pc.id", "c.id AS contact", "c.name", "c.email", "c.access",
		"COALESCE((SELECT MAX(s.last_used) FROM sessions s WHERE s.contact = c.id AND s.preview_by = ''), '') AS last_seen").
		From("project_contacts pc").InnerJoin("contacts c", dbx.NewExp("c.id = pc.contact")).
		Where(dbx.HashExp{"pc.project": project.Id}).OrderBy("c.search", "c.id").All(&entries)
	if err != nil {
		return fmt.Errorf("list portal access: %w", err)
	}
	on := f.PortalEnabled && project.GetBool("portal_enabled")
	for i := range entries {
		entries[i].CanSignIn = on && entries[i].Access == access.Enabled
	}
	var shared []string
	err = e.App.DB().Select("document").From("shares").Where(dbx.HashExp{"project": project.Id}).OrderBy("created DESC").Column(&shared)
	if err != nil {
		return fmt.Errorf("list shared items: %w", err)
	}
	items, err := viewDocuments(e.App, shared)
	if err != nil {
		return err
	}
	canEdit, err := access.CanEditProject(e.App, e.Auth, project.Id)
	if err != nil {
		return err
	}
	unread, err := messages.Unread(e.App, conversationsOf(subject{Project: project.Id}))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{
		"id": project.Id, "name": project.GetString("name"), "slug": project.GetString("slug"),
		"url":               f.URL + "/p/" + project.GetString("slug"),
		"portalEnabled":     project.GetBool("portal_enabled"),
		"firmPortalEnabled": f.PortalEnabled,
		"canEdit":           canEdit,
		"items":             items,
		"access":            entries,
		"unread":            unread, // messages, those about its items among them
	})
}

// startPreview opens a preview of the project's portal in this browser: through the eyes of a contact on its access
// list, or, where none is named, of the first one or the one to come.
func startPreview(e *core.RequestEvent) error {
	var form struct {
		Contact string `json:"contact"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	project, err := e.App.FindRecordById("projects", e.Request.PathValue("id"))
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This project is not there any more.", nil)
	}
	if err != nil {
		return fmt.Errorf("find project: %w", err)
	}
	contact, err := previewed(e.App, project.Id, form.Contact)
	if errors.Is(err, sql.ErrNoRows) {
		return e.BadRequestError("This contact is not on the project's access list any more.", nil)
	}
	if err != nil {
		return err
	}
	var token string
	err = e.App.RunInTransaction(func(tx core.App) error {
		var err error
		if token, err = access.StartPreview(tx, e.Auth, project.Id, contact); err != nil {
			return err
		}
		entry := activity.OfProject(activity.Preview, project)
		if contact != nil {
			entry.Contact = contact.Id
		}
		return activity.Append(tx, activity.ByAccount(e), entry)
	})
	if err != nil {
		return err
	}
	cookie.Set(e, access.PreviewCookie, token, access.PreviewPath, access.PreviewLasts)
	return e.JSON(http.StatusOK, map[string]string{"url": "/preview/#/projects/" + project.GetString("slug")})
}

// previewed returns the contact whose eyes a preview shows, or nil where the project has none.
func previewed(app core.App, project, contact string) (*core.Record, error) {
	query := app.DB().Select("pc.contact").From("project_contacts pc").
		InnerJoin("contacts c", dbx.NewExp("c.id = pc.contact")).
		Where(dbx.HashExp{"pc.project": project}).OrderBy("(c.access = 'enabled') DESC", "pc.created").Limit(1)
	if contact != "" {
		query.AndWhere(dbx.HashExp{"pc.contact": contact})
	}
	var id string
	err := query.Row(&id)
	if errors.Is(err, sql.ErrNoRows) && contact == "" {
		return nil, nil //nolint:nilnil // no client yet
	}
	if err != nil {
		return nil, fmt.Errorf("find client to preview: %w", err)
	}
	return app.FindRecordById("contacts", id)
}
