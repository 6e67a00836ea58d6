// Package desk is the staff's API, /api/desk/*: what the dashboard needs beyond PocketBase's record API.
package desk

import (
	"cmp"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"portico/internal/access"
	"portico/internal/ingest"
	"portico/internal/messages"
)

const (
	maxJSON = 64 << 10
	roleKey = "portico.role"
)

// Bind adds the staff's routes.
func Bind(r *router.Router[*core.RequestEvent]) {
	desk := r.Group("/api/desk")
	desk.Bind(apis.SkipSuccessActivityLog(), apis.BodyLimit(maxJSON))
	desk.BindFunc(loadRole)

	desk.DELETE("/file-access", dropFileAccess) // for whoever has just signed out

	look := desk.Group("")
	look.BindFunc(require(access.Role.CanLook))
	look.GET("/me", me)
	look.POST("/password", changePassword)
	look.GET("/home", home)
	look.POST("/file-access", grantFileAccess)
	look.GET("/documents", listDocuments)
	look.GET("/documents/{id}", viewDocument)
	look.GET("/documents/{id}/file", sendFile)
	look.POST("/documents/{id}/seen", markSeen)
	look.GET("/documents/{id}/photos/{photo}", sendPhoto)
	look.GET("/currencies", currencies)
	look.GET("/inbox", inbox)
	look.GET("/activity", listActivity)
	look.GET("/projects/{id}/portal", managePortal)
	look.GET("/projects/{id}/deletion", projectDeletion)
	look.POST("/projects/{id}/preview", startPreview)
	look.GET("/contacts/{id}/deletion", contactDeletion)
	look.GET("/companies/{id}/deletion", companyDeletion)

	// A viewer may have a project to edit: these ask whom the document belongs to.
	ingest.Bind(look.POST("/documents", addDocument))
	ingest.Bind(look.PUT("/documents/{id}/file", replaceFile))
	look.POST("/items", addItem).Bind(apis.BodyLimit(maxItem))
	look.PUT("/items/{id}", editItem).Bind(apis.BodyLimit(maxItem))
	look.POST("/letters", addLetter).Bind(apis.BodyLimit(maxLetter))
	look.POST("/letters/preview", previewLetter).Bind(apis.BodyLimit(maxLetter))
	look.GET("/documents/{id}/letter", showLetter)
	look.PUT("/documents/{id}/letter", editLetter).Bind(apis.BodyLimit(maxLetter))
	ingest.Bind(look.POST("/documents/{id}/photos", addPhoto))
	look.DELETE("/documents/{id}/photos/{photo}", removePhoto)
	look.GET("/documents/{id}/links", listLinks)
	look.POST("/documents/{id}/links", makeLink)
	look.DELETE("/links/{id}", endLink)

	look.GET("/requests", listRequests)
	look.POST("/requests", addRequest).Bind(apis.BodyLimit(maxRequest))
	look.GET("/requests/{id}", viewRequest)
	look.PUT("/requests/{id}", editRequest).Bind(apis.BodyLimit(maxRequest))
	look.DELETE("/requests/{id}", deleteRequest)
	look.POST("/requests/{id}/send", changeRequest(sendRequest))
	look.POST("/requests/{id}/cancel", changeRequest(cancelRequest))
	look.POST("/requests/{id}/remind", changeRequest(remindOfRequest))
	look.POST("/requests/{id}/items/{item}/accept", changeRequest(acceptItem))
	look.POST("/requests/{id}/items/{item}/return", returnItem)
	look.POST("/requests/{id}/done", changeRequest(finishRequest))
	look.GET("/requests/{id}/links", listRequestLinks)
	look.POST("/requests/{id}/links", makeRequestLink)
	look.DELETE("/requests/{id}/links/{link}", endRequestLink)
	ingest.Bind(look.PUT("/requests/{id}/items/{item}/example", addExample))
	look.DELETE("/requests/{id}/items/{item}/example", removeExample)
	look.GET("/requests/{id}/items/{item}/example/file", sendExample)
	look.GET("/documents/{id}/signings", listSignings)
	look.POST("/documents/{id}/signings", addSigning).Bind(apis.BodyLimit(maxSigning))
	look.GET("/documents/{id}/signings/fitness", showFitness)
	look.GET("/signings", listAllSignings)
	look.GET("/signings/{id}", showSigning)
	look.PUT("/signings/{id}", editSigning).Bind(apis.BodyLimit(maxSigning))
	look.DELETE("/signings/{id}", deleteSigning)
	look.GET("/signings/{id}/file", sendFrozen)
	look.GET("/signings/{id}/certificate/file", sendCertificate)
	look.POST("/signings/{id}/send", sendSigning)
	look.POST("/signings/{id}/withdraw", withdrawSigning)
	look.POST("/signings/{id}/remind", changeSigning(remindSigners))
	look.POST("/signings/{id}/sign", signAsStaff).Bind(apis.BodyLimit(maxSigned))
	look.POST("/signings/{id}/decline", declineAsStaff)
	look.GET("/consents", showConsent)
	look.GET("/tickets", listTickets)
	look.POST("/tickets", openTicket)
	look.GET("/tickets/{id}", viewTicket)
	look.GET("/conversations", conversations)
	look.GET("/messages", readMessages)
	look.POST("/messages", postMessage)
	look.POST("/messages/read", markRead)
	ingest.Bind(look.POST("/attachments", attach))
	look.DELETE("/attachments/{id}", detach)
	look.GET("/attachments/{id}/file", sendAttachment)

	manage := desk.Group("")
	manage.BindFunc(require(access.Role.CanManage))
	manage.POST("/consents", writeConsent)

	edit := desk.Group("")
	edit.BindFunc(require(access.Role.CanEdit))
	edit.POST("/contacts/{id}/access", enableAccess)
	edit.POST("/contacts/{id}/password", resetPassword)
	edit.DELETE("/contacts/{id}/access", revokeAccess)
	edit.POST("/outbox/{id}/send", sendAgain)
}

// loadRole finds out who asks. A file's address carries no token, so there the cookie of grantFileAccess may speak.
func loadRole(e *core.RequestEvent) error {
	e.Response.Header().Set("Cache-Control", "private, no-store")
	if e.Auth == nil {
		e.Auth = fileAccess(e)
	}
	e.Set(roleKey, access.RoleOf(e.Auth))
	return e.Next()
}

func require(can func(access.Role) bool) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		role := roleOf(e)
		switch {
		case role == access.Nobody:
			return e.UnauthorizedError("Sign in to go on.", nil)
		case !can(role):
			return e.ForbiddenError("Your role does not allow this.", nil)
		}
		return e.Next()
	}
}

func roleOf(e *core.RequestEvent) access.Role { return e.Get(roleKey).(access.Role) }

// nameOf is what is written down as who did something.
func nameOf(auth *core.Record) string {
	if name := auth.GetString("name"); name != "" {
		return name
	}
	return auth.Email()
}

func me(e *core.RequestEvent) error {
	role := roleOf(e)
	return e.JSON(http.StatusOK, map[string]any{
		"id": e.Auth.Id, "name": nameOf(e.Auth), "email": e.Auth.Email(), "role": role,
		"canEdit": role.CanEdit(), "canManage": role.CanManage(),
		"messageMails": cmp.Or(e.Auth.GetString("message_mails"), messages.Now),
	})
}
