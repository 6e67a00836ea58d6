package access

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// RequestLink is what a link to answer a request without an account admits to: sending in files for its request, as its
// contact.
type RequestLink struct {
	Link, Request, Contact *core.Record
}

// linkWorks is true for a link (as l) that can be used: it has not ended, its request (r) is open and still asks its
// contact (c), whose access was not revoked, and the portal is on, and its project's, where it asks through one.
const linkWorks = `(l.revoked = '' AND l.expires > {:now} AND r.status = 'open' AND c.access != 'disabled'
	AND EXISTS (SELECT 1 FROM portal_settings s WHERE s.portal_enabled = TRUE)
	AND (r.contact = c.id
		OR r.company != '' AND EXISTS (SELECT 1 FROM company_contacts cc WHERE cc.company = r.company AND cc.contact = c.id)
		OR r.project != '' AND EXISTS (SELECT 1 FROM project_contacts pc JOIN projects p ON p.id = pc.project
			WHERE p.id = r.project AND p.portal_enabled = TRUE AND pc.contact = c.id)))`

// RequestLinks starts a query for the links to answer requests (as l, with r and c for the request and the contact of
// each), with works: whether it can be used now.
func RequestLinks(app core.App) *dbx.SelectQuery {
	return app.DB().Select("l.*", linkWorks+" AS works").From("request_links l").
		InnerJoin("requests r", dbx.NewExp("r.id = l.request")).
		InnerJoin("contacts c", dbx.NewExp("c.id = l.contact")).
		Bind(dbx.Params{"now": types.NowDateTime().String()})
}

// FindRequestLink returns what the link with the hashed secret admits to, and sql.ErrNoRows where there is no such link or
// it cannot be used: the two are one answer.
func FindRequestLink(app core.App, secretHash string) (*RequestLink, error) {
	var found struct {
		ID      string `db:"id"`
		Request string `db:"request"`
		Contact string `db:"contact"`
	}
	err := RequestLinks(app).Select("l.id", "l.request", "l.contact").
		Where(dbx.HashExp{"l.secret_hash": secretHash}).AndWhere(dbx.NewExp(linkWorks)).One(&found)
	if err != nil {
		return nil, fmt.Errorf("find link of request: %w", err)
	}
	link := new(RequestLink)
	for _, r := range []struct {
		to             **core.Record
		collection, id string
	}{
		{&link.Link, "request_links", found.ID}, {&link.Request, "requests", found.Request}, {&link.Contact, "contacts", found.Contact},
	} {
		if *r.to, err = app.FindRecordById(r.collection, r.id); err != nil {
			return nil, fmt.Errorf("find what a link of a request admits to: %w", err)
		}
	}
	return link, nil
}

// IsAsked reports whether a request asks a contact, with or without an account.
func IsAsked(app core.App, request *core.Record, contact string) (bool, error) {
	var asked bool
	err := app.DB().NewQuery(`SELECT EXISTS (SELECT 1 FROM contacts c WHERE c.id = {:contact} AND c.access != 'disabled') AND (
			{:asked} = {:contact}
			OR EXISTS (SELECT 1 FROM company_contacts WHERE company = {:company} AND company != '' AND contact = {:contact})
			OR EXISTS (SELECT 1 FROM project_contacts WHERE project = {:project} AND project != '' AND contact = {:contact}))`).
		Bind(dbx.Params{
			"contact": contact, "asked": request.GetString("contact"),
			"company": request.GetString("company"), "project": request.GetString("project"),
		}).Row(&asked)
	if err != nil {
		return false, fmt.Errorf("ask whether a contact is asked: %w", err)
	}
	return asked, nil
}

// EndRequestLinks ends the links to answer requests that which finds among those that have not ended, and reports how many
// there were.
func EndRequestLinks(tx core.App, which dbx.Expression) (int64, error) {
	result, err := tx.NonconcurrentDB().Update("request_links", dbx.Params{"revoked": types.NowDateTime().String()},
		dbx.And(which, dbx.HashExp{"revoked": ""})).Execute()
	if err != nil {
		return 0, fmt.Errorf("end links of requests: %w", err)
	}
	return result.RowsAffected()
}
