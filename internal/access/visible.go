// Package access decides who may see and do what; nothing else in Portico does.
//
//   - what a contact may see: the view visible_documents (visible.go)
//   - what a staff member may change: role (staff.go)
//   - who is signed in to the portal, and who may be: sessions and access (sessions.go, contacts.go)
package access

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// VisibleDocuments starts a query over the documents that a contact may see, one row each, with the columns of documents
// (as d); since: when it became visible to them; and open_project: what it is filed under, where that is open to them. Own
// uploads are among them, with d.uploader set to the contact.
func VisibleDocuments(app core.App, contact string) *dbx.SelectQuery {
	return app.DB().Select("d.*", "MIN(v.since) AS since", "iif("+isOpen("d.project")+", d.project, '') AS open_project").
		From("visible_documents v").
		InnerJoin("documents d", dbx.NewExp("d.id = v.document")).
		Where(dbx.HashExp{"v.contact": contact}).
		AndBind(asked(contact)).
		GroupBy("d.id")
}

// InProject narrows VisibleDocuments to those that are filed under the project or shared with it: none, where its portal
// is not open to the contact.
func InProject(project string) dbx.Expression {
	return dbx.NewExp("(d.project = {:project} OR EXISTS (SELECT 1 FROM shares ps WHERE ps.document = d.id AND ps.project = {:project})) AND "+
		isOpen("{:project}"), dbx.Params{"project": project})
}

// FindVisibleDocument returns the document if the contact may see it, and sql.ErrNoRows if not, or if there is none:
// the two are one answer.
func FindVisibleDocument(app core.App, contact, document string) (*core.Record, error) {
	var found string
	err := app.DB().Select("document").From("visible_documents").
		Where(dbx.HashExp{"contact": contact, "document": document}).
		Limit(1).Row(&found)
	if err != nil {
		return nil, fmt.Errorf("find visible document: %w", err)
	}
	return app.FindRecordById("documents", found)
}

// FindOwnUpload returns the document if the contact sent it in themselves and may see it, and sql.ErrNoRows otherwise.
func FindOwnUpload(app core.App, contact, document string) (*core.Record, error) {
	var found string
	err := app.DB().Select("document").From("visible_documents").
		Where(dbx.HashExp{"contact": contact, "document": document, "via": "upload"}).
		Limit(1).Row(&found)
	if err != nil {
		return nil, fmt.Errorf("find own upload: %w", err)
	}
	return app.FindRecordById("documents", found)
}

// FindViewers returns the ids of the contacts who may see the document.
func FindViewers(app core.App, document string) ([]string, error) {
	var contacts []string
	err := app.DB().Select("contact").Distinct(true).From("visible_documents").
		Where(dbx.HashExp{"document": document}).AndWhere(dbx.NewExp("via != 'preview'")).Column(&contacts)
	if err != nil {
		return nil, fmt.Errorf("find viewers: %w", err)
	}
	return contacts, nil
}

// FindViewersOf returns the ids of the contacts who may see any of the documents that which finds.
func FindViewersOf(app core.App, which dbx.Expression) ([]string, error) {
	var contacts []string
	documents := app.DB().Select("id").From("documents").Where(which).Build()
	err := app.DB().NewQuery("SELECT DISTINCT contact FROM visible_documents WHERE via != 'preview' AND document IN (" + documents.SQL() + ")").
		Bind(documents.Params()).Column(&contacts)
	if err != nil {
		return nil, fmt.Errorf("find viewers: %w", err)
	}
	return contacts, nil
}

// IsShared reports whether a document is shared with anyone through a portal that is on; public links lead only to such.
func IsShared(app core.App, document string) (bool, error) {
	var shared bool
	err := app.DB().NewQuery(`SELECT s.portal_enabled AND EXISTS (
			SELECT 1 FROM shares sh LEFT JOIN projects p ON p.id = sh.project
			WHERE sh.document = {:document} AND (sh.project = '' OR p.portal_enabled = TRUE)
		) FROM portal_settings s LIMIT 1`).Bind(dbx.Params{"document": document}).Row(&shared)
	if err != nil {
		return false, fmt.Errorf("ask whether a document is shared: %w", err)
	}
	return shared, nil
}
