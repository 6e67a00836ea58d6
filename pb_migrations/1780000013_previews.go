package pb_migrations

import (
	"strings"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// previewArm lets a project stand for a client that it does not have yet: it sees what is shared with it, under an id that
// no contact can have.
const previewArm = `
	UNION ALL
	SELECT s.id || p.id AS id, 'preview:' || p.id AS contact, s.document AS document, 'preview' AS via, s.created AS since
	FROM shares s
	JOIN projects p ON p.id = s.project
	WHERE p.portal_enabled = TRUE
) v`

// Previews: sessions in which someone of the firm looks through a client's eyes.
func init() {
	m.Register(func(app core.App) error {
		projects, err := idOf(app, "projects")
		if err != nil {
			return err
		}
		sessions, err := app.FindCollectionByNameOrId("sessions")
		if err != nil {
			return err
		}
		if contact, ok := sessions.Fields.GetByName("contact").(*core.RelationField); ok {
			contact.Required = false
		}
		sessions.Fields.Add(
			&core.TextField{Name: "preview_by", Max: 30}, // id of a staff member or owner; empty in a client's own session
			&core.RelationField{Name: "preview_project", MaxSelect: 1, CollectionId: projects, CascadeDelete: true},
		)
		sessions.AddIndex("idx_sessions_preview_project", false, "preview_project", "preview_project != ''")
		if err := app.Save(sessions); err != nil {
			return err
		}
		visible, err := app.FindCollectionByNameOrId("visible_documents")
		if err != nil {
			return err
		}
		visible.ViewQuery = strings.TrimSuffix(visibleDocumentsInProjects, "\n) v") + previewArm
		return app.Save(visible)
	}, func(app core.App) error {
		visible, err := app.FindCollectionByNameOrId("visible_documents")
		if err != nil {
			return err
		}
		visible.ViewQuery = visibleDocumentsInProjects
		if err := app.Save(visible); err != nil {
			return err
		}
		if _, err := app.DB().NewQuery("DELETE FROM sessions WHERE preview_by != ''").Execute(); err != nil {
			return err
		}
		sessions, err := app.FindCollectionByNameOrId("sessions")
		if err != nil {
			return err
		}
		sessions.RemoveIndex("idx_sessions_preview_project")
		sessions.Fields.RemoveByName("preview_by")
		sessions.Fields.RemoveByName("preview_project")
		if contact, ok := sessions.Fields.GetByName("contact").(*core.RelationField); ok {
			contact.Required = true
		}
		return app.Save(sessions)
	})
}
