package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Projects, the third place to file documents under and to share them with; who of the clients may enter a project's
// portal, and who of the staff may do more or less there than elsewhere.
func init() {
	m.Register(func(app core.App) error {
		ids := map[string]string{}
		for _, name := range []string{"staff", "companies", "contacts"} {
			id, err := idOf(app, name)
			if err != nil {
				return err
			}
			ids[name] = id
		}

		projects := core.NewBaseCollection("projects")
		staffMay(projects, true)
		projects.Fields.Add(
			&core.TextField{Name: "name", Required: true, Max: 200, Presentable: true},
			&core.TextField{Name: "slug", Required: true, Max: 80, Pattern: `^[a-z0-9]+(-[a-z0-9]+)*$`},
			&core.RelationField{Name: "company", MaxSelect: 1, CollectionId: ids["companies"]},
			&core.SelectField{Name: "status", Required: true, MaxSelect: 1, Values: []string{"planned", "active", "on_hold", "done", "archived"}},
			&core.DateField{Name: "starts"},
			&core.DateField{Name: "ends"},
			&core.TextField{Name: "description", Max: 5000},
			&core.BoolField{Name: "portal_enabled"},
			&core.TextField{Name: "search", Max: 2000},
		)
		projects.Fields.Add(timestamps()...)
		projects.AddIndex("idx_projects_slug", true, "slug", "")
		projects.AddIndex("idx_projects_search", false, "search", "")
		projects.AddIndex("idx_projects_status", false, "status, search", "")
		projects.AddIndex("idx_projects_company", false, "company", "")
		projects.AddIndex("idx_projects_created", false, "created", "")
		if err := app.Save(projects); err != nil {
			return err
		}

		members := core.NewBaseCollection("project_contacts")
		staffMay(members, true)
		members.Fields.Add(
			&core.RelationField{Name: "project", Required: true, MaxSelect: 1, CollectionId: projects.Id, CascadeDelete: true},
			&core.RelationField{Name: "contact", Required: true, MaxSelect: 1, CollectionId: ids["contacts"], CascadeDelete: true},
		)
		members.Fields.Add(timestamps()...)
		members.AddIndex("idx_project_contacts_project", true, "project, contact", "")
		members.AddIndex("idx_project_contacts_contact", false, "contact, project", "")
		if err := app.Save(members); err != nil {
			return err
		}

		team := core.NewBaseCollection("project_staff")
		staffMay(team, true)
		team.Fields.Add(
			&core.RelationField{Name: "project", Required: true, MaxSelect: 1, CollectionId: projects.Id, CascadeDelete: true},
			&core.RelationField{Name: "staff", Required: true, MaxSelect: 1, CollectionId: ids["staff"], CascadeDelete: true},
			&core.SelectField{Name: "permission", Required: true, MaxSelect: 1, Values: []string{"view", "edit"}},
		)
		team.Fields.Add(timestamps()...)
		team.AddIndex("idx_project_staff_project", true, "project, staff", "")
		team.AddIndex("idx_project_staff_staff", false, "staff, project", "")
		return app.Save(team)
	}, func(app core.App) error { return drop(app, "project_staff", "project_contacts", "projects") })
}
