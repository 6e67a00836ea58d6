package portal

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/cookie"
	"portico/internal/live"
)

func isPreview(e *core.RequestEvent) bool {
	return strings.HasPrefix(e.Request.URL.Path, access.PreviewPath+"/")
}

// refuseChanges says clearly that a preview is for looking: there are no routes to change anything by, and the answer to
// trying is not that they are missing.
func refuseChanges(e *core.RequestEvent) error {
	looking := e.Request.Method == http.MethodGet || e.Request.Method == http.MethodHead
	ending := e.Request.Method == http.MethodDelete && e.Request.URL.Path == access.PreviewPath+"/session"
	if isPreview(e) && !looking && !ending {
		return e.ForbiddenError("A preview is read-only.", nil)
	}
	return e.Next()
}

// endPreview ends it in every tab that shows it.
func (p *portal) endPreview(e *core.RequestEvent) error {
	session := sessionOf(e)
	if err := e.App.Delete(session.Record); err != nil {
		return err
	}
	live.Of(e.App).End(session.Contact.Id, session.Record.Id, live.SessionEnded)
	cookie.Clear(e, access.PreviewCookie, access.PreviewPath)
	return e.NoContent(http.StatusNoContent)
}
