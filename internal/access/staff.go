package access

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Role is what a person of the firm may do. Every staff member may look at every client; the question is who may change
// what.
type Role string

// The roles, the most powerful first. An owner is a PocketBase superuser.
const (
	Owner   Role = "owner"
	Manager Role = "manager"
	Editor  Role = "editor"
	Viewer  Role = "viewer"
	Nobody  Role = ""
)

// RoleOf returns the role that auth, a request's PocketBase account, has at the firm. A guest and an account of any other
// collection are Nobody.
func RoleOf(auth *core.Record) Role {
	switch {
	case auth == nil:
		return Nobody
	case auth.IsSuperuser():
		return Owner
	case auth.Collection().Name != "staff":
		return Nobody
	}
	switch role := Role(auth.GetString("role")); role {
	case Manager, Editor, Viewer:
		return role
	default:
		return Nobody
	}
}

// CanLook reports whether the role may see clients and their documents.
func (r Role) CanLook() bool { return r != Nobody }

// CanEdit reports whether the role may change clients and documents and say who sees them.
func (r Role) CanEdit() bool { return r == Owner || r == Manager || r == Editor }

// CanManage reports whether the role may change the firm's settings and staff accounts.
func (r Role) CanManage() bool { return r == Owner || r == Manager }

// CanEditProject reports whether the account may change a project, what is filed under or shared with it, and who of the
// clients may enter its portal. The permission that project_staff gives takes the place of an editor's or viewer's role;
// managers and owners edit everything.
func CanEditProject(app core.App, auth *core.Record, project string) (bool, error) {
	role := RoleOf(auth)
	if role.CanManage() || !role.CanLook() {
		return role.CanManage(), nil
	}
	var permission string
	err := app.DB().Select("permission").From("project_staff").
		Where(dbx.HashExp{"project": project, "staff": auth.Id}).Row(&permission)
	if errors.Is(err, sql.ErrNoRows) {
		return role.CanEdit(), nil
	}
	if err != nil {
		return false, fmt.Errorf("find project permission: %w", err)
	}
	return permission == "edit", nil
}

// CanEdit reports whether the account may change something that belongs to the project, or, where its id is empty, to
// none: that takes the role.
func CanEdit(app core.App, auth *core.Record, project string) (bool, error) {
	if project == "" {
		return RoleOf(auth).CanEdit(), nil
	}
	return CanEditProject(app, auth, project)
}

// CanDeleteClient reports whether the account, which may edit, may delete a contact or a company: that also takes something
// out of the projects that they, or documents of theirs, are in.
func CanDeleteClient(app core.App, auth *core.Record, client *core.Record) (bool, error) {
	if RoleOf(auth).CanManage() {
		return true, nil
	}
	field, in := "contact", "SELECT project FROM project_contacts WHERE contact = {:client}"
	if client.Collection().Name == "companies" {
		field, in = "company", "SELECT id FROM projects WHERE company = {:client}"
	}
	var barred bool
	err := app.DB().NewQuery("SELECT EXISTS (SELECT 1 FROM project_staff ps WHERE ps.staff = {:account} AND ps.permission = 'view' AND ps.project IN (" +
		in + " UNION ALL SELECT s.project FROM documents d JOIN shares s ON s.document = d.id WHERE d." + field + " = {:client}))").
		Bind(dbx.Params{"account": auth.Id, "client": client.Id}).Row(&barred)
	if err != nil {
		return false, fmt.Errorf("find projects of client: %w", err)
	}
	return !barred, nil
}

// CanEditDocument reports whether the account may change a document and say who else sees it: it takes the permission for
// what the document is filed under, and for every project that it is shared with.
func CanEditDocument(app core.App, auth *core.Record, document *core.Record) (bool, error) {
	may, err := CanEdit(app, auth, document.GetString("project"))
	if err != nil || !may {
		return false, err
	}
	var projects []string
	err = app.DB().Select("project").Distinct(true).From("shares").
		Where(dbx.HashExp{"document": document.Id}).AndWhere(dbx.NewExp("project != ''")).Column(&projects)
	if err != nil {
		return false, fmt.Errorf("find projects of document: %w", err)
	}
	for _, project := range projects {
		if may, err := CanEditProject(app, auth, project); err != nil || !may {
			return false, err
		}
	}
	return true, nil
}
