package portal

import (
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/cookie"
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

func (p *portal) endPreview(e *core.RequestEvent) error {
	if err := e.App.Delete(sessionOf(e).Record); err != nil {
		return err
	}
	cookie.Clear(e, access.PreviewCookie, access.PreviewPath)
	return e.NoContent(http.StatusNoContent)
}
