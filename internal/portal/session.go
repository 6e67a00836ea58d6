package portal

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/cookie"
	"portico/internal/live"
	"portico/internal/messages"
	"portico/internal/throttle"
)

const (
	cookieName = "portico_session"
	cookiePath = "/api/portal"
)

// Attempts that are free before each further one has to wait (see package throttle). One browser failing at one account
// is slowed first; an account that is tried from everywhere, and an address that tries everyone, later.
const (
	freeAtAccountFromAddress = 5
	freeAtAccount            = 30
	freeFromAddress          = 30
)

type contactView struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

type signedInView struct {
	Contact      contactView `json:"contact"`
	Preview      bool        `json:"preview"`
	MessageMails string      `json:"messageMails"` // see internal/messages
	Unread       int         `json:"unread"`       // messages
}

func viewContact(app core.App, c *core.Record) (signedInView, error) {
	unread, err := messages.UnreadBy(app, c.Id)
	return signedInView{
		Contact:      contactView{ID: c.Id, Name: c.GetString("name"), Email: c.Email()},
		MessageMails: cmp.Or(c.GetString("message_mails"), messages.Now),
		Unread:       unread,
	}, err
}

func (p *portal) signIn(e *core.RequestEvent) error {
	var form struct {
		Email    string `json:"email"`
		Password string `json:"password"`
		Project  string `json:"project"` // slug, where the client came to a project's own address
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	email := normalizeEmail(form.Email)
	if len(email) > maxEmail {
		return wrongCredentials(e)
	}
	keys := attemptKeys(e, email)
	if wait := p.throttle.Attempt(time.Now(), keys...); wait > 0 {
		return tooMany(e, wait)
	}

	contact, err := access.FindContactByEmail(e.App, email)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	// One password is checked whatever was found, so every failure takes as long and says the same.
	if contact == nil || contact.GetString("access") != access.Enabled {
		p.nobody().ValidatePassword(form.Password)
		return wrongCredentials(e)
	}
	if !contact.ValidatePassword(form.Password) {
		return wrongCredentials(e)
	}
	p.succeeded(keys)
	return startSession(e, e.App, contact, form.Project)
}

func wrongCredentials(e *core.RequestEvent) error {
	return e.BadRequestError("Email or password is not right.", nil)
}

// startSession signs the contact in on this browser and answers who they are. At a project's address they have to be on
// its access list, and its portal has to be on.
func startSession(e *core.RequestEvent, app core.App, contact *core.Record, project string) error {
	if project != "" {
		if err := mayEnter(e, contact.Id, project); err != nil {
			return err
		}
	}
	var token string
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		token, err = access.StartSession(tx, contact, access.DeviceOf(e))
		if err != nil {
			return err
		}
		return activity.Append(tx, activity.ByContact(e, contact), activity.OfContact(activity.SignIn, contact))
	})
	if errors.Is(err, access.ErrNoSession) {
		return wrongCredentials(e)
	}
	if errors.Is(err, access.ErrPortalOff) {
		return portalOff(e)
	}
	if err != nil {
		return err
	}
	cookie.Set(e, cookieName, token, cookiePath, access.SessionIdle)
	view, err := viewContact(app, contact)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, view)
}

func attemptKeys(e *core.RequestEvent, account string) []throttle.Key {
	address := throttle.Address(e.RealIP())
	return []throttle.Key{
		{Name: "account from address:" + account + "|" + address, Free: freeAtAccountFromAddress},
		{Name: "account:" + account, Free: freeAtAccount, Longest: throttle.Brake},
		{Name: "address:" + address, Free: freeFromAddress},
	}
}

// succeeded forgets the failures at the account. Those from the address stay counted: whoever is there may hold one
// account and guess at others.
func (p *portal) succeeded(keys []throttle.Key) {
	p.throttle.Succeeded(keys[:2]...)
	p.throttle.Refund(keys[2])
}

func tooMany(e *core.RequestEvent, wait time.Duration) error {
	seconds := int(math.Ceil(wait.Seconds()))
	e.Response.Header().Set("Retry-After", strconv.Itoa(seconds))
	when := fmt.Sprintf("%d seconds", seconds)
	if seconds > 90 {
		when = fmt.Sprintf("%d minutes", (seconds+59)/60)
	}
	return e.TooManyRequestsError("Too many attempts. Try again in "+when+".", nil)
}

func (p *portal) whoAmI(e *core.RequestEvent) error {
	view, err := viewContact(e.App, contactOf(e))
	if err != nil {
		return err
	}
	view.Preview = sessionOf(e).Preview
	return e.JSON(http.StatusOK, view)
}

func (p *portal) signOut(e *core.RequestEvent) error {
	return p.end(e, sessionOf(e).Record.Id)
}

func (p *portal) endSession(e *core.RequestEvent) error {
	return p.end(e, e.Request.PathValue("id"))
}

func (p *portal) end(e *core.RequestEvent, id string) error {
	session := sessionOf(e)
	err := access.EndSession(e.App, session.Contact.Id, id)
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This session is not there any more.", nil)
	}
	if err != nil {
		return err
	}
	live.Of(e.App).End(session.Contact.Id, id, live.SessionEnded)
	if id == session.Record.Id {
		cookie.Clear(e, cookieName, cookiePath)
	}
	return e.NoContent(http.StatusNoContent)
}

func (p *portal) signOutEverywhere(e *core.RequestEvent) error {
	contact := contactOf(e)
	if err := access.EndSessions(e.App, contact.Id); err != nil {
		return err
	}
	live.Of(e.App).End(contact.Id, "", live.SessionEnded)
	cookie.Clear(e, cookieName, cookiePath)
	return e.NoContent(http.StatusNoContent)
}

type sessionView struct {
	ID       string `json:"id"`
	Device   string `json:"device"`
	IP       string `json:"ip"`
	Created  string `json:"created"`
	LastUsed string `json:"lastUsed"`
	Current  bool   `json:"current"`
}

func (p *portal) sessions(e *core.RequestEvent) error {
	current := sessionOf(e)
	records, err := access.FindSessions(e.App, current.Contact.Id)
	if err != nil {
		return err
	}
	views := make([]sessionView, 0, len(records))
	for _, r := range records {
		views = append(views, sessionView{
			ID: r.Id, Device: device(r.GetString("user_agent")), IP: r.GetString("ip"),
			Created: r.GetString("created"), LastUsed: r.GetString("last_used"), Current: r.Id == current.Record.Id,
		})
	}
	return e.JSON(http.StatusOK, map[string]any{"items": views})
}
