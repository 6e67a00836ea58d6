package access

import (
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

const (
	// SessionIdle is how long a session lasts without being used.
	SessionIdle = 30 * 24 * time.Hour
	// touchEvery bounds how often using a session is written down.
	touchEvery = 5 * time.Minute
)

// ErrNoSession is returned where no valid session stands behind a token.
var ErrNoSession = errors.New("no valid session")

// Session is a contact's signed-in browser.
type Session struct {
	Record  *core.Record
	Contact *core.Record
	Preview bool // someone of the firm looks through the contact's eyes; nothing they do counts
}

// Device is what is remembered of the browser that signed in.
type Device struct {
	UserAgent string
	IP        string
}

// DeviceOf is the browser that a request comes from, as much of it as there is room for.
func DeviceOf(e *core.RequestEvent) Device {
	return Device{UserAgent: cut(e.Request.UserAgent(), 300), IP: cut(e.RealIP(), 60)}
}

// StartSession signs a contact in and returns the token, which is stored nowhere. It returns ErrNoSession if the
// contact's access is not enabled, or if it or the password has changed since the contact was read (checking a password
// takes its time), and ErrPortalOff as FindSession does. app is that of a transaction.
func StartSession(app core.App, contact *core.Record, device Device) (string, error) {
	if err := isUnchanged(app, contact); err != nil {
		return "", err
	}
	if contact.GetString("access") != Enabled {
		return "", ErrNoSession
	}
	if err := portalIsOn(app, contact.Id); err != nil {
		return "", err
	}
	collection, err := app.FindCachedCollectionByNameOrId("sessions")
	if err != nil {
		return "", fmt.Errorf("find sessions: %w", err)
	}
	token := rand.Text() + rand.Text()
	now := time.Now()
	r := core.NewRecord(collection)
	r.Set("contact", contact.Id)
	r.Set("token_hash", hash(token))
	r.Set("expires", now.Add(SessionIdle))
	r.Set("last_used", now)
	r.Set("user_agent", device.UserAgent)
	r.Set("ip", device.IP)
	if err := app.Save(r); err != nil {
		return "", fmt.Errorf("save session: %w", err)
	}
	return token, nil
}

// isUnchanged returns ErrNoSession if a contact's password or access is another than when contact was read.
func isUnchanged(tx core.App, contact *core.Record) error {
	now, err := tx.FindRecordById("contacts", contact.Id)
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNoSession
	}
	if err != nil {
		return fmt.Errorf("find contact again: %w", err)
	}
	if now.TokenKey() != contact.TokenKey() || now.GetString("access") != contact.GetString("access") {
		return ErrNoSession
	}
	return nil
}

// FindSession returns the session behind a token. It returns ErrNoSession if it has expired or been ended, or if the
// contact may not use the portal any more, and ErrPortalOff while there is nothing behind the portal's door for them: the
// session is kept for when it is on again. It is asked at every request.
func FindSession(app core.App, token string) (*Session, error) {
	if token == "" {
		return nil, ErrNoSession
	}
	session, err := app.FindFirstRecordByFilter("sessions", "token_hash = {:hash} && preview_by = ''", dbx.Params{"hash": hash(token)})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNoSession
	}
	if err != nil {
		return nil, fmt.Errorf("find session: %w", err)
	}
	if !session.GetDateTime("expires").Time().After(time.Now()) {
		return nil, ErrNoSession
	}
	contact, err := app.FindRecordById("contacts", session.GetString("contact"))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNoSession
	}
	if err != nil {
		return nil, fmt.Errorf("find contact of session: %w", err)
	}
	if contact.GetString("access") != Enabled {
		return nil, ErrNoSession
	}
	if err := portalIsOn(app, contact.Id); err != nil {
		return nil, err
	}
	return &Session{Record: session, Contact: contact}, nil
}

// TouchSession notes that the session is in use, at most every few minutes, and reports whether it did: its end has then
// moved. A session that was ended meanwhile stays ended.
func TouchSession(app core.App, s *Session) (bool, error) {
	now := time.Now()
	if now.Sub(s.Record.GetDateTime("last_used").Time()) < touchEvery {
		return false, nil
	}
	_, err := app.NonconcurrentDB().Update("sessions",
		dbx.Params{"last_used": dateTime(now), "expires": dateTime(now.Add(SessionIdle))},
		dbx.HashExp{"id": s.Record.Id}).Execute()
	if err != nil {
		return false, fmt.Errorf("touch session: %w", err)
	}
	return true, nil
}

// FindSessions returns a contact's valid sessions, the last used first.
func FindSessions(app core.App, contact string) ([]*core.Record, error) {
	return app.FindRecordsByFilter("sessions", "contact = {:contact} && preview_by = '' && expires > @now", "-last_used", 0, 0,
		dbx.Params{"contact": contact})
}

// EndSession ends one session of a contact; sql.ErrNoRows if it is not theirs.
func EndSession(app core.App, contact, id string) error {
	session, err := app.FindFirstRecordByFilter("sessions", "id = {:id} && contact = {:contact} && preview_by = ''",
		dbx.Params{"id": id, "contact": contact})
	if err != nil {
		return fmt.Errorf("find session: %w", err)
	}
	return app.Delete(session)
}

// EndSessions ends every session of a contact.
func EndSessions(app core.App, contact string) error {
	if _, err := app.NonconcurrentDB().Delete("sessions", dbx.HashExp{"contact": contact}).Execute(); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}

// ForgetSessions removes the sessions that have expired.
func ForgetSessions(app core.App) error {
	_, err := app.NonconcurrentDB().Delete("sessions",
		dbx.NewExp("expires < {:now}", dbx.Params{"now": dateTime(time.Now())})).Execute()
	if err != nil {
		return fmt.Errorf("forget expired sessions: %w", err)
	}
	return nil
}

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func dateTime(t time.Time) string {
	return t.UTC().Format(types.DefaultDateLayout)
}

func cut(s string, runes int) string {
	if r := []rune(s); len(r) > runes {
		return string(r[:runes])
	}
	return s
}
