package access

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Requests starts a query for the requests (as r) that a contact is asked to answer, or was: those to them, to a company of
// theirs, and to a project whose portal is open to them. Drafts and what was cancelled are the firm's alone. A plus keeps
// SQLite from going through all requests in a state in place of the contact's own.
func Requests(app core.App, contact string) *dbx.SelectQuery {
	return app.DB().Select("r.*").From("requests r").Where(dbx.NewExp(`+r.status IN ('open', 'submitted', 'done') AND r.id IN (
		SELECT id FROM requests WHERE contact != '' AND contact = {:contact}
		UNION ALL
		SELECT x.id FROM company_contacts cc JOIN requests x ON x.company != '' AND x.company = cc.company WHERE cc.contact = {:contact}
		UNION ALL
		SELECT x.id FROM project_contacts pc JOIN projects p ON p.id = pc.project AND p.portal_enabled = TRUE
			JOIN requests x ON x.project != '' AND x.project = p.id WHERE pc.contact = {:contact}
		UNION ALL
		SELECT x.id FROM projects p JOIN requests x ON x.project != '' AND x.project = p.id WHERE p.id = {:standIn} AND p.portal_enabled = TRUE
	)`, dbx.Params{"contact": contact, "standIn": projectOf(contact)}))
}

// InState narrows Requests to those in a state.
func InState(states ...string) dbx.Expression {
	in := make([]any, len(states))
	for i, state := range states {
		in[i] = state
	}
	return dbx.In("(+r.status)", in...)
}

// FindRequest returns the request if the contact may see it, and sql.ErrNoRows if not, or if there is none.
func FindRequest(app core.App, contact, id string) (*core.Record, error) {
	var found string
	if err := Requests(app, contact).Select("r.id").AndWhere(dbx.HashExp{"r.id": id}).Row(&found); err != nil {
		return nil, fmt.Errorf("find request: %w", err)
	}
	return app.FindRecordById("requests", found)
}

// FindAsked returns the ids of the contacts whom a request asks, and who can answer it in the portal.
func FindAsked(app core.App, request *core.Record) ([]string, error) {
	query := app.DB().Select("c.id").From("contacts c").Where(dbx.HashExp{"c.access": Enabled})
	switch {
	case request.GetString("contact") != "":
		query.AndWhere(dbx.HashExp{"c.id": request.GetString("contact")})
	case request.GetString("company") != "":
		query.InnerJoin("company_contacts cc", dbx.NewExp("cc.contact = c.id")).
			AndWhere(dbx.HashExp{"cc.company": request.GetString("company")})
	default:
		query.InnerJoin("project_contacts pc", dbx.NewExp("pc.contact = c.id")).
			InnerJoin("projects p", dbx.NewExp("p.id = pc.project")).
			AndWhere(dbx.HashExp{"p.id": request.GetString("project"), "p.portal_enabled": true})
	}
	var contacts []string
	if err := query.Column(&contacts); err != nil {
		return nil, fmt.Errorf("find who is asked: %w", err)
	}
	return contacts, nil
}
