package hooks

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/live"
	"portico/internal/search"
)

const maxSlug = 60

// bindProjects gives each project its address, and tells open pages when a project's portal, or who may enter it, has
// changed.
func bindProjects(app core.App) {
	app.OnRecordCreateRequest("projects").BindFunc(func(e *core.RecordRequestEvent) error {
		info, err := e.RequestInfo()
		if err != nil {
			return err
		}
		if _, said := info.Body["portal_enabled"]; !said {
			e.Record.Set("portal_enabled", true)
		}
		return e.Next()
	})
	app.OnRecordCreate("projects").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("status") == "" {
			e.Record.Set("status", "active")
		}
		if e.Record.GetString("slug") == "" {
			slug, err := freeSlug(e.App, e.Record.GetString("name"))
			if err != nil {
				return err
			}
			e.Record.Set("slug", slug)
		}
		return e.Next()
	})
	app.OnRecordAfterUpdateSuccess("projects").BindFunc(func(e *core.RecordEvent) error {
		members, err := contactsOf(e.App, "project_contacts", "project", e.Record.Id)
		if err != nil {
			e.App.Logger().Error("Open pages could not be told of a change", "error", err)
			return e.Next()
		}
		tellMembers(e.App, members)
		return e.Next()
	})
	// A project's documents go along, but for those that are also a contact's or a company's.
	app.OnRecordDelete("projects").BindFunc(func(e *core.RecordEvent) error {
		project := e.Record.Id
		members, err := contactsOf(e.App, "project_contacts", "project", project)
		if err != nil {
			return err
		}
		return deleteWithDocuments(e, "project", func(tx core.App) error {
			return letGo(tx, project, "project")
		}, func(app core.App) { live.Of(app).Changed(members...) })
	})

	app.OnRecordAfterCreateSuccess("project_contacts").BindFunc(func(e *core.RecordEvent) error {
		live.Of(e.App).Changed(e.Record.GetString("contact"))
		return e.Next()
	})
	app.OnRecordAfterDeleteSuccess("project_contacts").BindFunc(func(e *core.RecordEvent) error {
		tellMembers(e.App, []string{e.Record.GetString("contact")})
		return e.Next()
	})
}

// tellMembers ends the pages of those who find nothing behind the portal's door any more, and tells the others to look
// again.
func tellMembers(app core.App, contacts []string) {
	endWhereOff(app, contacts)
	live.Of(app).Changed(contacts...)
}

func endWhereOff(app core.App, contacts []string) {
	var ending []string
	for _, contact := range contacts {
		on, err := access.CanEnter(app, contact)
		if err != nil {
			app.Logger().Error("An open page could not be told that the portal is off", "error", err)
			continue
		}
		if !on {
			ending = append(ending, contact)
		}
	}
	live.Of(app).EndAll(ending, live.PortalOff)
}

// freeSlug makes an address out of a name: lower-case letters and digits, words joined by hyphens, and a number at the
// end where another project has it already.
func freeSlug(app core.App, name string) (string, error) {
	words := strings.FieldsFunc(search.Fold(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	base := strings.Join(words, "-")
	if len(base) > maxSlug {
		base = strings.TrimRight(base[:maxSlug], "-")
	}
	if base == "" {
		base = "project" // a name in letters that have no place in an address
	}
	slug := base
	for n := 2; ; n++ {
		_, err := app.FindFirstRecordByData("projects", "slug", slug)
		if errors.Is(err, sql.ErrNoRows) {
			return slug, nil
		}
		if err != nil {
			return "", fmt.Errorf("find project by address: %w", err)
		}
		slug = fmt.Sprintf("%s-%d", base, n)
	}
}
