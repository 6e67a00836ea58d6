package access

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// ErrPortalOff is returned where a contact could use the portal, were it on: the firm's, or those of all the projects
// that are theirs.
var ErrPortalOff = errors.New("the portal is off")

// canEnter is true for a contact who finds something behind the portal's door: the firm's portal is on, and they have
// no project, or one whose portal is on, or were given documents in another way. In a preview a project can stand for a
// contact; its own portal is then what counts.
const canEnter = `
SELECT s.portal_enabled AND (
	NOT EXISTS (SELECT 1 FROM project_contacts WHERE contact = {:contact})
		AND NOT EXISTS (SELECT 1 FROM projects WHERE id = {:standIn} AND portal_enabled = FALSE)
	OR EXISTS (SELECT 1 FROM project_contacts pc JOIN projects p ON p.id = pc.project
		WHERE pc.contact = {:contact} AND p.portal_enabled = TRUE)
	OR EXISTS (SELECT 1 FROM shares WHERE contact = {:contact})
	OR EXISTS (SELECT 1 FROM shares s JOIN company_contacts cc ON cc.company = s.company WHERE cc.contact = {:contact})
) FROM portal_settings s LIMIT 1`

// CanEnter reports whether the portal is on for a contact. It says nothing about their access.
func CanEnter(app core.App, contact string) (bool, error) {
	var on bool
	if err := app.DB().NewQuery(canEnter).Bind(dbx.Params{"contact": contact, "standIn": projectOf(contact)}).Row(&on); err != nil {
		return false, fmt.Errorf("ask whether the portal is on: %w", err)
	}
	return on, nil
}

// projectOf returns the project that stands for a contact in a preview, or "" for a contact.
func projectOf(contact string) string {
	if project, standsIn := strings.CutPrefix(contact, standIn); standsIn {
		return project
	}
	return ""
}

func portalIsOn(app core.App, contact string) error {
	on, err := CanEnter(app, contact)
	if err == nil && !on {
		err = ErrPortalOff
	}
	return err
}

// Project is a project whose portal a contact may enter.
type Project struct {
	ID          string `db:"id" json:"id"`
	Slug        string `db:"slug" json:"slug"`
	Name        string `db:"name" json:"name"`
	Description string `db:"description" json:"description"`
	Status      string `db:"status" json:"status"`
	Company     string `db:"company" json:"company"` // its name
}

// OpenProjects starts a query for the projects whose portal a contact may enter: they are on its access list, and it is
// on.
func OpenProjects(app core.App, contact string) *dbx.SelectQuery {
	return app.DB().Select("p.id", "p.slug", "p.name", "p.description", "p.status", "COALESCE(c.name, '') AS company").
		From("projects p").
		LeftJoin("companies c", dbx.NewExp("c.id = p.company")).
		Where(dbx.HashExp{"p.portal_enabled": true}).
		AndWhere(dbx.NewExp("p.id IN (SELECT project FROM project_contacts WHERE contact = {:contact} UNION SELECT id FROM projects WHERE id = {:standIn})",
			dbx.Params{"contact": contact, "standIn": projectOf(contact)}))
}

// isOpen is true in SQL where the portal of a project, a column or a parameter, may be entered by whom asked is bound for.
func isOpen(project string) string {
	return "EXISTS (SELECT 1 FROM projects op WHERE op.id = " + project + " AND op.portal_enabled = TRUE AND (op.id = {:standsIn} OR " +
		"EXISTS (SELECT 1 FROM project_contacts oc WHERE oc.project = op.id AND oc.contact = {:asks})))"
}

func asked(contact string) dbx.Params {
	return dbx.Params{"asks": contact, "standsIn": projectOf(contact)}
}

// FindOpenProject returns the project if the contact may enter its portal, found by id or slug, and sql.ErrNoRows if not.
func FindOpenProject(app core.App, contact, idOrSlug string) (Project, error) {
	var project Project
	err := OpenProjects(app, contact).
		AndWhere(dbx.Or(dbx.HashExp{"p.id": idOrSlug}, dbx.HashExp{"p.slug": idOrSlug})).One(&project)
	if err != nil {
		return Project{}, fmt.Errorf("find open project: %w", err)
	}
	return project, nil
}

// IsMember reports whether the contact is on the access list of the project with the slug, whether its portal is on or
// off.
func IsMember(app core.App, contact, slug string) (bool, error) {
	var n int
	err := app.DB().Select("COUNT(*)").From("project_contacts pc").
		InnerJoin("projects p", dbx.NewExp("p.id = pc.project")).
		Where(dbx.HashExp{"pc.contact": contact, "p.slug": slug}).Row(&n)
	if err != nil {
		return false, fmt.Errorf("find access entry: %w", err)
	}
	return n > 0, nil
}
