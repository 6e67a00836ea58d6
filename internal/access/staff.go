package access

import "github.com/pocketbase/pocketbase/core"

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
