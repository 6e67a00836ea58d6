// Package portal is the contacts' API, /api/portal/*. Every handler takes the straight way: session, policy, one
// transaction, answer.
package portal

import (
	"crypto/rand"
	"errors"
	"strings"
	"sync"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"portico/internal/access"
	"portico/internal/cookie"
	"portico/internal/ingest"
	"portico/internal/throttle"
)

const (
	maxJSON    = 64 << 10
	maxSigned  = 256 << 10 // two drawings and some texts
	maxEmail   = 254       // RFC 5321
	sessionKey = "portico.session"
)

type portal struct {
	throttle throttle.Throttle
	// nobody has a password that no one knows: checking it takes as long as checking a contact's.
	nobody func() *core.Record
	// noCode is the same for one-time codes.
	noCode func() *core.OTP
}

// Bind adds the contacts' routes.
func Bind(app core.App, r *router.Router[*core.RequestEvent]) {
	p := &portal{
		nobody: sync.OnceValue(func() *core.Record { return nobody(app) }),
		noCode: sync.OnceValue(func() *core.OTP {
			otp := core.NewOTP(app)
			otp.SetPassword(rand.Text())
			return otp
		}),
	}

	open := r.Group("/api/portal")
	open.Bind(apis.SkipSuccessActivityLog(), apis.BodyLimit(maxJSON))
	open.BindFunc(sameOrigin)
	open.GET("/firm", p.firm)
	open.GET("/logo", p.logo)
	open.POST("/session", p.signIn)
	open.POST("/session/code", p.requestCode)
	open.POST("/session/code/confirm", p.confirmCode)
	open.POST("/password-reset", p.requestReset)
	open.POST("/password-reset/confirm", p.confirmReset)

	signedIn := open.Group("")
	signedIn.BindFunc(requireSession)
	signedIn.GET("/session", p.whoAmI)
	signedIn.DELETE("/session", p.signOut)
	signedIn.GET("/sessions", p.sessions)
	signedIn.DELETE("/sessions", p.signOutEverywhere)
	signedIn.DELETE("/sessions/{id}", p.endSession)
	signedIn.POST("/password", p.changePassword)
	signedIn.GET("/home", p.home)
	signedIn.GET("/projects", p.projects)
	signedIn.GET("/projects/{slug}", p.project)
	signedIn.GET("/documents", p.list)
	ingest.Bind(signedIn.POST("/documents", p.upload))
	signedIn.GET("/documents/{id}", p.view)
	signedIn.DELETE("/documents/{id}", p.remove)
	signedIn.GET("/documents/{id}/file", p.file)
	signedIn.GET("/documents/{id}/photos/{photo}", p.photo)
	signedIn.GET("/bills", p.bills)
	signedIn.POST("/documents/{id}/answer", p.answerEstimate)
	signedIn.GET("/requests", p.requests)
	signedIn.GET("/requests/{id}", p.request)
	signedIn.PUT("/requests/{id}/items/{item}", p.answerItem)
	signedIn.GET("/requests/{id}/items/{item}/example", p.example)
	signedIn.POST("/requests/{id}/submit", p.submitRequest)
	signedIn.GET("/signings", p.signings)
	signedIn.GET("/signings/{id}", p.signing)
	signedIn.GET("/signings/{id}/file", p.readToSign)
	signedIn.POST("/signings/{id}/code", p.sendSigningCode)
	signedIn.POST("/signings/{id}/sign", p.sign).Bind(apis.BodyLimit(maxSigned))
	signedIn.POST("/signings/{id}/decline", p.declineToSign)
	signedIn.GET("/tickets", p.tickets)
	signedIn.POST("/tickets", p.openTicket)
	signedIn.GET("/tickets/{id}", p.ticket)
	signedIn.GET("/conversations", p.conversations)
	signedIn.GET("/messages", p.readMessages)
	signedIn.POST("/messages", p.postMessage)
	signedIn.POST("/messages/read", p.markRead)
	ingest.Bind(signedIn.POST("/attachments", p.attach))
	signedIn.DELETE("/attachments/{id}", p.detach)
	signedIn.GET("/attachments/{id}/file", p.attachment)
	signedIn.PATCH("/account", p.chooseMails)
	signedIn.GET("/events", p.events)

	// A preview has the reading half of it, and a way to end.
	preview := r.Group(access.PreviewPath)
	preview.Bind(apis.SkipSuccessActivityLog())
	preview.BindFunc(sameOrigin)
	preview.GET("/firm", p.firm)
	preview.GET("/logo", p.logo)
	looking := preview.Group("")
	looking.BindFunc(requireSession)
	looking.GET("/session", p.whoAmI)
	looking.DELETE("/session", p.endPreview)
	looking.GET("/home", p.home)
	looking.GET("/projects", p.projects)
	looking.GET("/projects/{slug}", p.project)
	looking.GET("/documents", p.list)
	looking.GET("/documents/{id}", p.view)
	looking.GET("/documents/{id}/file", p.file)
	looking.GET("/documents/{id}/photos/{photo}", p.photo)
	looking.GET("/bills", p.bills)
	looking.GET("/requests", p.requests)
	looking.GET("/requests/{id}", p.request)
	looking.GET("/requests/{id}/items/{item}/example", p.example)
	looking.GET("/signings", p.signings)
	looking.GET("/signings/{id}", p.signing)
	looking.GET("/signings/{id}/file", p.readToSign)
	looking.GET("/tickets", p.tickets)
	looking.GET("/tickets/{id}", p.ticket)
	looking.GET("/conversations", p.conversations)
	looking.GET("/messages", p.readMessages)
	looking.GET("/attachments/{id}/file", p.attachment)
	looking.GET("/events", p.events)
	r.BindFunc(refuseChanges)
}

// sameOrigin refuses changes that another site's page asks for with the client's cookie (CSRF).
func sameOrigin(e *core.RequestEvent) error {
	e.Response.Header().Set("Cache-Control", "private, no-store")
	if err := cookie.CheckOrigin(e.Request); err != nil {
		return e.ForbiddenError("This request did not come from the portal.", err)
	}
	return e.Next()
}

// requireSession looks the session up at every request: whatever ends it, ends it now.
func requireSession(e *core.RequestEvent) error {
	session, err := findSession(e)
	if err := refuseSession(e, err); err != nil {
		return err
	}
	if !session.Preview {
		touch(e, session)
	}
	e.Set(sessionKey, session)
	return e.Next()
}

// refuseSession says why there is no session, where there is none.
func refuseSession(e *core.RequestEvent, err error) error {
	switch {
	case errors.Is(err, access.ErrNoSession):
		return e.UnauthorizedError("Sign in to go on.", nil)
	case errors.Is(err, access.ErrPortalOff):
		return portalOff(e)
	}
	return err
}

// touch keeps a session that is in use, here and in the browser.
func touch(e *core.RequestEvent, session *access.Session) {
	touched, err := access.TouchSession(e.App, session)
	if err != nil {
		e.App.Logger().Warn("A session's last use could not be noted", "error", err)
	}
	if sent, err := e.Request.Cookie(cookieName); touched && err == nil {
		cookie.Set(e, cookieName, sent.Value, cookiePath, access.SessionIdle)
	}
}

// findSession returns the client's session, or under the preview's path the preview.
func findSession(e *core.RequestEvent) (*access.Session, error) {
	name, find := cookieName, access.FindSession
	if isPreview(e) {
		name, find = access.PreviewCookie, access.FindPreview
	}
	sent, err := e.Request.Cookie(name)
	if err != nil {
		return nil, access.ErrNoSession
	}
	return find(e.App, sent.Value)
}

func sessionOf(e *core.RequestEvent) *access.Session {
	return e.Get(sessionKey).(*access.Session)
}

func contactOf(e *core.RequestEvent) *core.Record { return sessionOf(e).Contact }

// portalOff tells a client, whom a right password or a session has made known, why there is nothing for them.
func portalOff(e *core.RequestEvent) error {
	return e.ForbiddenError("The client portal is switched off at the moment.", validation.Errors{
		"portal": validation.NewError("portal_off", "The client portal is switched off."),
	})
}

// notFound is the answer for what is not there and for what is someone else's.
func notFound(e *core.RequestEvent) error {
	return e.NotFoundError("This document is not available.", nil)
}

func nobody(app core.App) *core.Record {
	collection, err := app.FindCachedCollectionByNameOrId("contacts")
	if err != nil {
		return core.NewRecord(core.NewAuthCollection("nobody"))
	}
	r := core.NewRecord(collection)
	r.SetRandomPassword()
	return r
}

func normalizeEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
