package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// A line of a project's access list is added and removed, each of which is written down; it is not turned into another
// client's.
func init() {
	rule := func(update *string) func(core.App) error {
		return func(app core.App) error {
			lines, err := app.FindCollectionByNameOrId("project_contacts")
			if err != nil {
				return err
			}
			lines.UpdateRule = update
			return app.Save(lines)
		}
	}
	m.Register(rule(nil), rule(types.Pointer(staffOnly)))
}
