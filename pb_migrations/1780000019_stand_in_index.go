package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Asking for a contact in visible_documents asks each project whether it stands for them (see previewArm): with this index
// it is one look-up, however many projects there are.
func init() {
	m.Register(func(app core.App) error {
		projects, err := app.FindCollectionByNameOrId("projects")
		if err != nil {
			return err
		}
		projects.AddIndex("idx_projects_stand_in", true, "('preview:' || `id`)", "")
		return app.Save(projects)
	}, func(app core.App) error {
		projects, err := app.FindCollectionByNameOrId("projects")
		if err != nil {
			return err
		}
		projects.RemoveIndex("idx_projects_stand_in")
		return app.Save(projects)
	})
}
