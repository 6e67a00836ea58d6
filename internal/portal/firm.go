package portal

import (
	"net/http"
	"net/url"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/firm"
)

// firm says what the sign-in page and the upload form need to know; it is open to everyone.
func (p *portal) firm(e *core.RequestEvent) error {
	f, err := firm.Find(e.App)
	if err != nil {
		return err
	}
	logo := ""
	if f.LogoName != "" {
		logo = "/api/portal/logo?v=" + url.QueryEscape(f.LogoName)
	}
	return e.JSON(http.StatusOK, map[string]any{
		"name": f.Name, "logoUrl": logo, "accentColor": f.AccentColor,
		"maxUploadSize": f.MaxUploadSize, "allowedTypes": f.AllowedTypes,
	})
}

func (p *portal) logo(e *core.RequestEvent) error {
	f, err := firm.Find(e.App)
	if err != nil {
		return err
	}
	if f.Logo == "" {
		return e.NotFoundError("", nil)
	}
	fsys, err := e.App.NewFilesystem()
	if err != nil {
		return err
	}
	defer fsys.Close()
	e.Response.Header().Set("Cache-Control", "public, max-age=3600")
	return fsys.Serve(e.Response, e.Request, f.Logo, f.LogoName)
}
