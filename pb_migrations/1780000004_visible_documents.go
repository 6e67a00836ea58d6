package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// visibleDocuments is the answer to "what may this contact see", the only one there is: what is shared with them, what
// is shared with a company they belong to, and what they sent in themselves; and nothing at all unless their access is
// enabled. Read by contact it is a client's list, read by document it is "who sees this".
//
// PocketBase's view parser wants the UNION ALL wrapped; SQLite pushes the conditions into each arm, where the indexes
// on shares, company_contacts and documents turn them into searches.
const visibleDocuments = `
SELECT v.id, v.contact, v.document, v.via, v.since FROM (
	SELECT s.id || c.id AS id, c.id AS contact, s.document AS document, 'contact' AS via, s.created AS since
	FROM shares s
	JOIN contacts c ON c.id = s.contact
	WHERE c.access = 'enabled'
	UNION ALL
	SELECT s.id || c.id AS id, c.id AS contact, s.document AS document, 'company' AS via, s.created AS since
	FROM shares s
	JOIN company_contacts cc ON cc.company = s.company
	JOIN contacts c ON c.id = cc.contact
	WHERE c.access = 'enabled'
	UNION ALL
	SELECT d.id || c.id AS id, c.id AS contact, d.id AS document, 'upload' AS via, d.created AS since
	FROM documents d
	JOIN contacts c ON c.id = d.uploader
	WHERE c.access = 'enabled'
) v`

func init() {
	m.Register(func(app core.App) error {
		c := core.NewViewCollection("visible_documents")
		c.ViewQuery = visibleDocuments
		return app.Save(c)
	}, func(app core.App) error { return drop(app, "visible_documents") })
}
