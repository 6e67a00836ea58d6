package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// visibleDocumentsInProjects is visibleDocuments with one way more to see a document: it is shared with a project whose
// portal is on, and the contact is on the project's access list. What they sent in to a project follows the same rule.
const visibleDocumentsInProjects = `
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
	SELECT s.id || c.id AS id, c.id AS contact, s.document AS document, 'project' AS via, s.created AS since
	FROM shares s
	JOIN projects p ON p.id = s.project
	JOIN project_contacts pc ON pc.project = p.id
	JOIN contacts c ON c.id = pc.contact
	WHERE c.access = 'enabled' AND p.portal_enabled = TRUE
	UNION ALL
	SELECT d.id || c.id AS id, c.id AS contact, d.id AS document, 'upload' AS via, d.created AS since
	FROM documents d
	JOIN contacts c ON c.id = d.uploader
	LEFT JOIN project_contacts pc ON pc.project = d.project AND pc.contact = c.id
	LEFT JOIN projects p ON p.id = pc.project
	WHERE c.access = 'enabled' AND (d.project = '' OR p.portal_enabled = TRUE)
) v`

func init() {
	m.Register(func(app core.App) error {
		projects, err := idOf(app, "projects")
		if err != nil {
			return err
		}

		documents, err := app.FindCollectionByNameOrId("documents")
		if err != nil {
			return err
		}
		documents.Fields.Add(&core.RelationField{Name: "project", MaxSelect: 1, CollectionId: projects})
		documents.AddIndex("idx_documents_project", false, "project, created", "")
		if err := app.Save(documents); err != nil {
			return err
		}

		shares, err := app.FindCollectionByNameOrId("shares")
		if err != nil {
			return err
		}
		shares.Fields.Add(&core.RelationField{Name: "project", MaxSelect: 1, CollectionId: projects, CascadeDelete: true})
		shares.AddIndex("idx_shares_document", true, "document, contact, company, project", "")
		shares.AddIndex("idx_shares_project", false, "project, document", "")
		if err := app.Save(shares); err != nil {
			return err
		}

		visible, err := app.FindCollectionByNameOrId("visible_documents")
		if err != nil {
			return err
		}
		visible.ViewQuery = visibleDocumentsInProjects
		return app.Save(visible)
	}, func(app core.App) error {
		visible, err := app.FindCollectionByNameOrId("visible_documents")
		if err != nil {
			return err
		}
		visible.ViewQuery = visibleDocuments
		if err := app.Save(visible); err != nil {
			return err
		}
		for name, index := range map[string]string{"documents": "idx_documents_project", "shares": "idx_shares_project"} {
			c, err := app.FindCollectionByNameOrId(name)
			if err != nil {
				return err
			}
			c.RemoveIndex(index)
			if name == "shares" {
				c.AddIndex("idx_shares_document", true, "document, contact, company", "")
			}
			c.Fields.RemoveByName("project")
			if err := app.Save(c); err != nil {
				return err
			}
		}
		return nil
	})
}
