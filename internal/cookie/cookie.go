// Package cookie hands credentials to browsers: never to a script, never to another site, over HTTPS only where there is
// HTTPS.
package cookie

import (
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// Set gives the browser a cookie that it sends back to the path alone, for as long as age.
func Set(e *core.RequestEvent, name, value, path string, age time.Duration) {
	set(e, name, value, path, int(age.Seconds()))
}

// Clear takes a cookie away.
func Clear(e *core.RequestEvent, name, path string) { set(e, name, "", path, -1) }

func set(e *core.RequestEvent, name, value, path string, maxAge int) {
	e.SetCookie(&http.Cookie{ //nolint:gosec // Secure wherever the address is HTTPS
		Name: name, Value: value, Path: path, MaxAge: maxAge,
		HttpOnly: true, SameSite: http.SameSiteStrictMode,
		// Believing the header from anyone is safe here: a liar only makes their own cookie stricter.
		Secure: e.IsTLS() || e.Request.Header.Get("X-Forwarded-Proto") == "https",
	})
}

var crossOrigin = http.NewCrossOriginProtection()

// CheckOrigin refuses a change that another site's page asks for with a cookie of ours (CSRF).
func CheckOrigin(r *http.Request) error { return crossOrigin.Check(r) }
