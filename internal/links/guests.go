package links

import (
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
	"golang.org/x/crypto/bcrypt"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/cookie"
	"portico/internal/deliver"
	"portico/internal/documents"
	"portico/internal/ingest"
	"portico/internal/particulars"
	"portico/internal/throttle"
)

const (
	maxJSON = 64 << 10
	// admitted is how long an opening lets a guest preview and download.
	admitted   = time.Hour
	cookieName = "portico_link"

	freeTries = 10 // at a link's password, and at secrets from one address
)

// errGone is behind every answer that a link is not available; the answer does not say why.
var errGone = errors.New("the link is not available")

type guests struct {
	throttle throttle.Throttle
}

// Bind adds the guests' routes.
func Bind(r *router.Router[*core.RequestEvent]) {
	g := new(guests)
	group := r.Group("/api/links")
	group.Bind(apis.SkipSuccessActivityLog(), apis.BodyLimit(maxJSON))
	group.BindFunc(func(e *core.RequestEvent) error {
		e.Response.Header().Set("Cache-Control", "private, no-store")
		e.Response.Header().Set("X-Robots-Tag", "noindex, nofollow")
		return e.Next()
	})
	group.POST("/open", g.open)
	ingest.Bind(group.POST("/requests/{link}/documents", receive))
	group.GET("/requests/{link}/items/{item}/example", example)
	group.GET("/{opening}/file", g.file)
	group.GET("/{opening}/photos/{photo}", g.photo)
}

func notAvailable(e *core.RequestEvent, err error) error {
	return e.NotFoundError("This link is not available.", err)
}

// open exchanges a link's secret, and its password where it has one, for a look at the document.
func (g *guests) open(e *core.RequestEvent) error {
	var form struct {
		Secret   string `json:"secret"`
		Password string `json:"password"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	address := throttle.Key{Name: "secrets:" + throttle.Address(e.RealIP()), Free: freeTries}
	if wait := g.throttle.Attempt(time.Now(), address); wait > 0 {
		return e.TooManyRequestsError("Too many attempts. Try again later.", nil)
	}
	link, err := e.App.FindFirstRecordByData("links", "secret_hash", hash(form.Secret))
	if errors.Is(err, sql.ErrNoRows) {
		return g.openRequest(e, form.Secret, address)
	}
	if err != nil {
		return fmt.Errorf("find link: %w", err)
	}
	g.throttle.Refund(address) // who knows a link does not guess, even if it has ended
	if StateOf(link) != Active {
		return notAvailable(e, errGone)
	}
	if err := g.checkPassword(e, link, form.Password); err != nil {
		return err
	}
	document, err := findShared(e.App, link)
	if err != nil {
		return notAvailable(e, err)
	}
	var id, token string
	err = e.App.RunInTransaction(func(tx core.App) error {
		var err error
		id, token, err = open(tx, link, access.DeviceOf(e))
		if err != nil {
			return err
		}
		return activity.AppendLook(tx, activity.ByGuest(e), activity.OfDocument(activity.OpenLink, document))
	})
	if errors.Is(err, errGone) {
		return notAvailable(e, err)
	}
	if err != nil {
		return err
	}
	said, err := particulars.Find(e.App, document)
	if err != nil {
		return err
	}
	said.HideAnswer()
	cookie.Set(e, cookieName, token, "/api/links/"+id, admitted)
	return e.JSON(http.StatusOK, map[string]any{
		"kind": document.GetString("kind"), "bill": said.Bill, "log": said.Log,
		"title": document.GetString("title"), "description": document.GetString("description"),
		"fileName": document.GetString("file_name"), "fileType": document.GetString("file_type"),
		"fileSize": document.GetInt("file_size"), "preview": deliver.Preview(document.GetString("file_type")),
		"fileUrl": "/api/links/" + id + "/file", "photosUrl": "/api/links/" + id + "/photos",
	})
}

// findShared returns a link's document while it is shared through a portal that is on.
func findShared(app core.App, link *core.Record) (*core.Record, error) {
	shared, err := access.IsShared(app, link.GetString("document"))
	if err != nil {
		return nil, err
	}
	if !shared {
		return nil, errGone
	}
	return app.FindRecordById("documents", link.GetString("document"))
}

func (g *guests) checkPassword(e *core.RequestEvent, link *core.Record, password string) error {
	hashed := link.GetString("password_hash")
	if hashed == "" {
		return nil
	}
	if password == "" {
		return e.BadRequestError("This link asks for a password.", validation.Errors{
			"password": validation.NewError("validation_required", "Enter the password."),
		})
	}
	keys := []throttle.Key{
		{Name: "password:" + link.Id + "|" + throttle.Address(e.RealIP()), Free: freeTries},
		{Name: "password:" + link.Id, Free: 3 * freeTries, Longest: throttle.Brake},
	}
	if wait := g.throttle.Attempt(time.Now(), keys...); wait > 0 {
		return e.TooManyRequestsError("Too many attempts. Try again later.", nil)
	}
	if bcrypt.CompareHashAndPassword([]byte(hashed), []byte(password)) != nil {
		return e.BadRequestError("The password is not right.", validation.Errors{
			"password": validation.NewError("validation_invalid_password", "This is not the password."),
		})
	}
	g.throttle.Succeeded(keys...)
	return nil
}

// file sends the document of an opening, for as long as its link is active: what deactivates the link ends this, too.
// That the link's openings are used up does not, for this is one of them.
func (g *guests) file(e *core.RequestEvent) error {
	document, err := admit(e)
	if err != nil {
		return notAvailable(e, err)
	}
	return send(e, document)
}

// photo sends a photo of the daily log that an opening admits to.
func (g *guests) photo(e *core.RequestEvent) error {
	document, err := admit(e)
	if err != nil {
		return notAvailable(e, err)
	}
	photo, err := documents.FindPhoto(e.App, document.Id, e.Request.PathValue("photo"))
	if err != nil {
		return notAvailable(e, err)
	}
	return send(e, photo)
}

func send(e *core.RequestEvent, r *core.Record) error {
	err := deliver.File(e, r, e.Request.URL.Query().Get("download") == "1")
	if errors.Is(err, fs.ErrNotExist) {
		return notAvailable(e, err)
	}
	return err
}

// admit returns the document of the opening that a request names and has the cookie of, while it can be looked at.
func admit(e *core.RequestEvent) (*core.Record, error) {
	opening, err := e.App.FindRecordById("link_opens", e.Request.PathValue("opening"))
	admission, cookieErr := e.Request.Cookie(cookieName)
	if err != nil || cookieErr != nil ||
		subtle.ConstantTimeCompare([]byte(hash(admission.Value)), []byte(opening.GetString("token_hash"))) != 1 ||
		!opening.GetDateTime("expires").Time().After(time.Now()) {
		return nil, errGone
	}
	link, err := e.App.FindRecordById("links", opening.GetString("link"))
	if err != nil {
		return nil, err
	}
	if state := StateOf(link); state != Active && state != UsedUp {
		return nil, errGone
	}
	return findShared(e.App, link)
}
