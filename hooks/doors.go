package hooks

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/desk"
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

// bindStaffDoor slows down guessing at the passwords of staff and owners: where they sign in, and where the old password
// is asked for to set a new one.
func bindStaffDoor(app core.App) {
	app.OnRecordAuthWithPasswordRequest("staff", core.CollectionNameSuperusers).BindFunc(
		func(e *core.RecordAuthWithPasswordRequestEvent) error {
			return desk.Guess(e.RequestEvent, e.Identity, e.Next)
		})
	app.OnRecordUpdateRequest("staff").BindFunc(func(e *core.RecordRequestEvent) error {
		info, err := e.RequestInfo()
		if err != nil {
			return fmt.Errorf("read request: %w", err)
		}
		if old, asked := info.Body["oldPassword"]; !asked || old == "" || e.HasSuperuserAuth() {
			return e.Next()
		}
		return desk.Guess(e.RequestEvent, e.Record.Original().Email(), e.Next)
	})
}

// bindEndedTokens refuses tokens that have ended, as with the password, on PocketBase's record API. PocketBase takes whoever
// shows one for a guest, who finds all lists empty: at a desk that has been left open nothing would seem to be there.
func bindEndedTokens(app core.App) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Router.BindFunc(func(e *core.RequestEvent) error {
			path := strings.Split(e.Request.URL.Path, "/")
			if e.Auth == nil && e.Request.Header.Get("Authorization") != "" && len(path) > 4 && path[2] == "collections" && path[4] == "records" {
				return e.UnauthorizedError("Sign in to go on.", nil)
			}
			return e.Next()
		})
		return e.Next()
	})
}

// bindStaffEmails keeps staff from moving their accounts to other addresses by mail: managers set them.
func bindStaffEmails(app core.App) {
	app.OnRecordRequestEmailChangeRequest("staff").BindFunc(func(e *core.RecordRequestEmailChangeRequestEvent) error {
		return e.ForbiddenError("Ask a manager to change your email address.", nil)
	})
	app.OnRecordConfirmEmailChangeRequest("staff").BindFunc(func(e *core.RecordConfirmEmailChangeRequestEvent) error {
		return e.ForbiddenError("Ask a manager to change your email address.", nil)
	})
}

// maxTopics is more than the dashboard's pages listen to.
const maxTopics = 50

// bindRealtime keeps PocketBase's event stream for the dashboard. A guest's subscriptions would see nothing, but each
// would be judged anew at every save.
func bindRealtime(app core.App) {
	app.OnRealtimeSubscribeRequest().BindFunc(func(e *core.RealtimeSubscribeRequestEvent) error {
		if !access.RoleOf(e.Auth).CanLook() {
			return e.ForbiddenError("Sign in to go on.", nil)
		}
		if len(e.Subscriptions) > maxTopics {
			return e.BadRequestError("Too many subscriptions.", nil)
		}
		return e.Next()
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
	case "documents":
		return mayEditDocument(e)
	case "project_contacts", "tickets":
		return mayInBoth(e)
	case "shares":
		return mayShare(e)
	case "contacts", "companies":
		if e.Request.Method == http.MethodDelete && role.CanEdit() {
			return access.CanDeleteClient(e.App, e.Auth, e.Record)
		}
		return role.CanEdit(), nil
	default:
		return slices.Contains(portico, e.Collection.Name) && role.CanEdit(), nil
	}
}

// mayEditDocument asks for where a document is, and for where an edit moves it.
func mayEditDocument(e *core.RecordRequestEvent) (bool, error) {
	may, err := access.CanEditDocument(e.App, e.Auth, e.Record.Original())
	if err != nil || !may {
		return false, err
	}
	return mayInBoth(e)
}

// mayInBoth asks for the project that a record belongs to, and for the one that it belonged to.
func mayInBoth(e *core.RecordRequestEvent) (bool, error) {
	may, err := access.CanEdit(e.App, e.Auth, e.Record.GetString("project"))
	if err != nil || !may || e.Record.IsNew() {
		return may, err
	}
	return access.CanEdit(e.App, e.Auth, e.Record.Original().GetString("project"))
}

// mayShare asks for what a document is filed under, and for the project that it is shared with: the one says who gives
// it away, the other who brings it in. Taking it out of a project is up to the project alone.
func mayShare(e *core.RecordRequestEvent) (bool, error) {
	project := e.Record.GetString("project")
	if project != "" {
		if may, err := access.CanEditProject(e.App, e.Auth, project); err != nil || !may || !e.Record.IsNew() {
			return may, err
		}
	}
	document, err := e.App.FindRecordById("documents", e.Record.GetString("document"))
	if errors.Is(err, sql.ErrNoRows) { // refused by its validation
		return access.RoleOf(e.Auth).CanEdit() || project != "", nil
	}
	if err != nil {
		return false, fmt.Errorf("find document: %w", err)
	}
	return access.CanEdit(e.App, e.Auth, document.GetString("project"))
}
