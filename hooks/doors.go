package hooks

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/throttle"
)

// bindContactDoor closes PocketBase's own doors to contacts: they sign in through the portal, and no PocketBase token
// speaks for them. Everything under /api/collections/contacts but the records, which are the staff's, is not there.
func bindContactDoor(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(func(e *core.RequestEvent) error {
			parts := strings.Split(strings.Trim(e.Request.URL.Path, "/"), "/")
			if len(parts) < 4 || parts[0] != "api" || parts[1] != "collections" || parts[3] == "records" {
				return e.Next()
			}
			collection, err := e.App.FindCachedCollectionByNameOrId(parts[2])
			if err != nil || collection.Name != "contacts" {
				return e.Next()
			}
			if parts[3] == "truncate" && e.HasSuperuserAuth() {
				return e.Next()
			}
			return e.NotFoundError("", nil)
		})
		return e.Next()
	})
	// Were there a way left after all, it ends here.
	app.OnRecordAuthRequest("contacts").BindFunc(func(e *core.RecordAuthRequestEvent) error {
		return e.NotFoundError("", nil)
	})
}

// Free attempts at a dashboard account (see package throttle).
const (
	freeAtAccountFromAddress = 5
	freeAtAccount            = 30
	freeFromAddress          = 60 // an office is one address
)

// bindStaffDoor slows down guessing at the passwords of staff and owners.
func bindStaffDoor(app core.App) {
	var attempts throttle.Throttle
	app.OnRecordAuthWithPasswordRequest("staff", core.CollectionNameSuperusers).BindFunc(
		func(e *core.RecordAuthWithPasswordRequestEvent) error {
			address := throttle.Address(e.RealIP())
			account := e.Collection.Name + ":" + strings.ToLower(e.Identity)
			keys := []throttle.Key{
				{Name: "account from address:" + account + "|" + address, Free: freeAtAccountFromAddress},
				{Name: "account:" + account, Free: freeAtAccount},
				{Name: "address:" + address, Free: freeFromAddress},
			}
			if wait := attempts.Attempt(time.Now(), keys...); wait > 0 {
				return e.TooManyRequestsError("Too many attempts. Try again later.", nil)
			}
			err := e.Next()
			if err == nil || errors.Is(err, apis.ErrMFA) { // the password was right, a second factor may follow
				attempts.Succeeded(keys[:2]...)
				attempts.Refund(keys[2])
			}
			return err
		})
}

// bindRoles refuses what a staff member's role does not allow, on PocketBase's record API. The rules of the collections
// have let in staff alone; what they send is judged here, where field modifiers are already resolved.
func bindRoles(app core.App) {
	judge := func(e *core.RecordRequestEvent) error {
		may, err := mayWrite(e)
		if err != nil {
			return err
		}
		if !may {
			return e.ForbiddenError("Your role does not allow this.", nil)
		}
		return e.Next()
	}
	app.OnRecordCreateRequest(portico...).BindFunc(judge)
	app.OnRecordUpdateRequest(portico...).BindFunc(judge)
	app.OnRecordDeleteRequest(portico...).BindFunc(judge)
}

func mayWrite(e *core.RecordRequestEvent) (bool, error) {
	role := access.RoleOf(e.Auth)
	switch e.Collection.Name {
	case "portal_settings", "project_staff":
		return role.CanManage(), nil
	case "staff":
		// Everyone keeps their own name and password; the role is for managers to give.
		own := e.Request.Method == http.MethodPatch && e.Auth != nil && e.Auth.Id == e.Record.Id &&
			e.Record.GetString("role") == e.Record.Original().GetString("role")
		return role.CanManage() || own && role.CanLook(), nil
	case "projects":
		if e.Record.IsNew() {
			return role.CanEdit(), nil
		}
		return access.CanEditProject(e.App, e.Auth, e.Record.Id)
	case "documents", "project_contacts":
		// Where it is moved from one project to another, both have a say.
		return access.CanEdit(e.App, e.Auth, e.Record.GetString("project"), e.Record.Original().GetString("project"))
	case "shares":
		return mayShare(e)
	default:
		return slices.Contains(portico, e.Collection.Name) && role.CanEdit(), nil
	}
}

// mayShare asks for the project that a document is shared with, and for the one that it belongs to.
func mayShare(e *core.RecordRequestEvent) (bool, error) {
	projects := []string{e.Record.GetString("project")}
	document, err := e.App.FindRecordById("documents", e.Record.GetString("document"))
	if err == nil {
		projects = append(projects, document.GetString("project"))
	} else if !errors.Is(err, sql.ErrNoRows) { // a document that is not there is refused by its validation
		return false, fmt.Errorf("find document: %w", err)
	}
	return access.CanEdit(e.App, e.Auth, projects...)
}
