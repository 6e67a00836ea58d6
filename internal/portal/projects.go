package portal

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
)

func (p *portal) projects(e *core.RequestEvent) error {
	projects := []access.Project{}
	if err := access.OpenProjects(e.App, contactOf(e).Id).OrderBy("p.search", "p.id").All(&projects); err != nil {
		return fmt.Errorf("list projects: %w", err)
	}
	return e.JSON(http.StatusOK, map[string]any{"items": projects})
}

func (p *portal) project(e *core.RequestEvent) error {
	project, err := access.FindOpenProject(e.App, contactOf(e).Id, e.Request.PathValue("slug"))
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This project is not available.", nil)
	}
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, project)
}

// mayEnter refuses a contact, whose password was right, at the address of a project that is not open to them: that its
// portal is off is told to those on its access list alone, everyone else hears what a wrong password does.
func mayEnter(e *core.RequestEvent, contact, slug string) error {
	_, err := access.FindOpenProject(e.App, contact, slug)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	member, err := access.IsMember(e.App, contact, slug)
	if err != nil {
		return err
	}
	if member {
		return portalOff(e)
	}
	return wrongCredentials(e)
}
