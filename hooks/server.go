package hooks

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"portico/dashboard"
	"portico/internal/desk"
	"portico/internal/links"
	"portico/internal/live"
	"portico/internal/portal"
	"portico/internal/verify"
	"portico/pb_public"
)

const (
	readHeaderWithin = 10 * time.Second
	idleFor          = 2 * time.Minute
	// drainFor is how long a stopping server waits for requests under way: uploads and downloads above all.
	drainFor = 30 * time.Second
)

func bindServer(app core.App, options Options) {
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		e.Server.ReadHeaderTimeout = readHeaderWithin
		e.Server.IdleTimeout = idleFor
		e.InstallerFunc = nil // it prints a link that makes anyone an owner; see the README for `superuser create`

		e.Router.Bind(&hook.Handler[*core.RequestEvent]{
			Id: "porticoSecurityHeaders", Func: securityHeaders,
			Priority: apis.DefaultRateLimitMiddlewarePriority - 1, // after PocketBase's own, and on what its limiter refuses
		})
		e.Router.BindFunc(boundBodies, boundThumbs)
		if !options.SQLConsole {
			e.Router.BindFunc(noSQLConsole)
		}
		portal.Bind(e.App, e.Router)
		desk.Bind(e.Router)
		links.Bind(e.Router)
		verify.Bind(e.Router)

		e.UIExtensions = append(e.UIExtensions, core.UIExtension{Name: "portico", FS: dashboard.FS})
		e.Router.BindFunc(freshAssets(extensionPath, dashboard.FS))
		e.Router.GET("/{path...}", apis.Static(pb_public.FS, false)).
			BindFunc(freshAssets("/", pb_public.FS)).
			Bind(apis.Gzip(), apis.SkipSuccessActivityLog())
		// A project's own address and that of previews are the portal, which reads them.
		for _, path := range []string{"/p/{slug}", "/preview/{$}"} {
			e.Router.GET(path, func(e *core.RequestEvent) error { return e.FileFS(pb_public.FS, "index.html") }).
				Bind(apis.Gzip(), apis.SkipSuccessActivityLog())
		}
		drainOnTerminate(e.App, e.Server)
		return e.Next()
	})
}

const (
	maxRecord = 64 << 10 // a record as JSON
	maxForm   = 3 << 20  // a form of staff: the firm's logo
)

// boundBodies limits what PocketBase reads before it asks who sends it: a few megabytes of JSON become a gigabyte of
// memory. Portico's own routes have limits of their own.
func boundBodies(e *core.RequestEvent) error {
	path := e.Request.URL.Path
	if e.HasSuperuserAuth() || !strings.HasPrefix(path, "/api/") ||
		strings.HasPrefix(path, "/api/portal/") || strings.HasPrefix(path, "/api/desk/") || strings.HasPrefix(path, "/api/links/") ||
		strings.HasPrefix(path, "/api/verify/") {
		return e.Next()
	}
	limit := int64(maxRecord)
	if e.Auth != nil && strings.HasPrefix(e.Request.Header.Get("Content-Type"), "multipart/form-data") {
		limit = maxForm
	}
	return apis.BodyLimit(limit).Func(e)
}

// noSQLConsole takes PocketBase's SQL console away.
func noSQLConsole(e *core.RequestEvent) error {
	if e.Request.URL.Path == "/api/sql" {
		return e.NotFoundError("", nil)
	}
	return e.Next()
}

// drainOnTerminate lets requests finish before PocketBase, which waits for one second, cuts them off.
func drainOnTerminate(app core.App, server *http.Server) {
	app.OnTerminate().Bind(&hook.Handler[*core.TerminateEvent]{
		Id:       "porticoDrain",
		Priority: -10000, // before PocketBase's own shutdown
		Func: func(e *core.TerminateEvent) error {
			live.Of(e.App).Stop() // a stream never finishes by itself
			ctx, cancel := context.WithTimeout(context.Background(), drainFor)
			defer cancel()
			if err := server.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
				e.App.Logger().Error("The server did not stop cleanly", "error", err)
			}
			return e.Next()
		},
	})
}

const extensionPath = "/_/extensions/portico/"

// securityHeaders says what pages may do (MDN HTTP Observatory). Scripts come from Portico's own folders only: a file
// that someone uploaded has the same origin, but never such a path.
func securityHeaders(e *core.RequestEvent) error {
	h := e.Response.Header()
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	if e.IsTLS() || e.Request.Header.Get("X-Forwarded-Proto") == "https" {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}

	path, host := e.Request.URL.Path, e.Request.Host
	if strings.HasPrefix(path, "/s/") {
		h.Set("X-Robots-Tag", "noindex, nofollow")
	}
	switch {
	case path == "/_" || strings.HasPrefix(path, "/_/"):
		h.Set("Content-Security-Policy", policy(
			"default-src 'self'",
			"script-src "+host+"/_/ "+host+"/shared/",
			"style-src 'self' 'unsafe-inline'", // PocketBase's dashboard writes style attributes
			"img-src 'self' data: blob: https://tile.openstreetmap.org",
			"connect-src 'self' https://nominatim.openstreetmap.org",
			"worker-src "+host+"/shared/",
			"media-src 'self'",
			"frame-src 'self'",
			"object-src 'none'",
			"base-uri 'none'",
			"form-action 'self'",
			"frame-ancestors 'none'",
		))
	case strings.HasPrefix(path, "/api/"):
		// Pages show files in frames, and one that has gone meanwhile is refused there.
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'")
	default:
		h.Set("Content-Security-Policy", policy(
			"default-src 'none'",
			"script-src "+host+"/app/ "+host+"/shared/",
			"style-src "+host+"/app/ "+host+"/shared/",
			"img-src 'self' data: blob:",
			"font-src 'self'",
			"connect-src 'self'",
			"media-src 'self'",
			"frame-src 'self'",
			"worker-src "+host+"/shared/",
			"manifest-src 'self'",
			"form-action 'self'",
			"base-uri 'none'",
			"frame-ancestors 'none'",
		))
	}
	return e.Next()
}

func policy(directives ...string) string { return strings.Join(directives, "; ") }
