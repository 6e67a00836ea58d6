// Package notify sends Portico's mail. A mail is rendered whole and put into the outbox in the transaction of whatever
// causes it (Enqueue), so that neither happens without the other; a Postman takes it from there after the commit and
// keeps trying until the mail server has accepted it. Nothing ever waits for a mail server.
package notify

import (
	"errors"
	"net/mail"
	"strings"
	"time"
	"unicode"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// What a mail is about, for whoever looks through the outbox.
const (
	KindUpload        = "upload"
	KindPasswordReset = "password_reset"
	KindSignInCode    = "sign_in_code"
	KindMessages      = "messages"
	KindRequest       = "request"
	KindNews          = "news"
	KindSigning       = "signing"
	KindSigningCode   = "signing_code"
	KindPocketBase    = "pocketbase"
)

const (
	outbox = "outbox"

	stateQueued = "queued"
	stateSent   = "sent"
	stateFailed = "failed"

	// keepTrying is how long a mail is retried before it is given up.
	keepTrying = 48 * time.Hour
	// keepFinished is how long a mail that was sent or given up stays to be looked at.
	keepFinished = 90 * 24 * time.Hour

	noServer = "No mail server is set up yet (System → Mail settings)."
)

// ErrErased refuses to send again what is no longer there.
var ErrErased = errors.New("this mail held a code or a link that is no longer kept; ask for a new one instead")

// Mail is a rendered mail to one person.
type Mail struct {
	To      mail.Address
	Subject string
	Text    string
	HTML    string
	Kind    string
	// Secret says that the body holds a credential. It is never shown, and erased once the mail was sent or given up.
	Secret bool
	// Expires is when the mail stops being worth sending; zero means that only the number of attempts limits it.
	Expires time.Time
}

// Enqueue puts m into the outbox. With the app of a transaction, the mail goes out if and only if that commits.
func Enqueue(app core.App, m Mail) error {
	c, err := app.FindCachedCollectionByNameOrId(outbox)
	if err != nil {
		return err
	}
	settings, err := settingsOf(app)
	if err != nil {
		return err
	}
	now := time.Now()
	if m.Secret && m.Expires.IsZero() {
		// A credential must not lie in the database for as long as it takes someone to set up a mail server.
		m.Expires = now.Add(keepTrying)
	}

	r := core.NewRecord(c)
	r.Set("to", m.To.Address)
	r.Set("to_name", oneLine(m.To.Name))
	r.Set("subject", oneLine(m.Subject))
	r.Set("text", m.Text)
	r.Set("html", m.HTML)
	r.Set("kind", m.Kind)
	r.Set("state", stateQueued)
	r.Set("next_attempt", now)
	r.Set("expires", m.Expires)
	r.Set("secret", m.Secret)
	if !settings.SMTP.Enabled {
		r.Set("last_error", noServer)
	}
	return app.Save(r)
}

// Resend sends a mail of the outbox once more. What was given up is queued anew, what waits for its next attempt goes
// now, and of what was sent a copy goes out: the first stays as the record that it was sent.
func Resend(app core.App, id string) error {
	return app.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById(outbox, id)
		if err != nil {
			return err
		}
		now := time.Now()

		if r.GetString("state") == stateQueued {
			// Sooner than a lease away it is being sent at this moment, or about to be.
			if r.GetDateTime("next_attempt").Time().After(now.Add(lease)) {
				r.Set("next_attempt", now)
				return tx.Save(r)
			}
			return nil
		}

		if r.GetBool("secret") {
			return ErrErased
		}
		if r.GetString("state") == stateSent {
			return Enqueue(tx, Mail{
				To:      mail.Address{Name: r.GetString("to_name"), Address: r.GetString("to")},
				Subject: r.GetString("subject"),
				Text:    r.GetString("text"),
				HTML:    r.GetString("html"),
				Kind:    r.GetString("kind"),
			})
		}
		r.Set("state", stateQueued)
		r.Set("attempts", 0)
		r.Set("next_attempt", now)
		r.Set("expires", "")
		return tx.Save(r)
	})
}

// Purge drops the mails that were sent or given up long ago.
func Purge(app core.App) error {
	_, err := app.DB().Delete(outbox, dbx.And(
		dbx.Not(dbx.HashExp{"state": stateQueued}),
		dbx.NewExp("[[updated]] < {:cutoff}", dbx.Params{"cutoff": stamp(time.Now().Add(-keepFinished))}),
	)).Execute()
	return err
}

// settingsOf returns a copy of PocketBase's settings. Reading app.Settings() field by field would race with an owner
// who saves them; Merge holds their lock.
func settingsOf(app core.App) (*core.Settings, error) {
	s := new(core.Settings)
	err := s.Merge(app.Settings())
	return s, err
}

// stamp formats t as PocketBase stores dates, which order like the strings they are.
func stamp(t time.Time) string {
	return t.UTC().Format(types.DefaultDateLayout)
}

// oneLine makes s fit for a header: no line breaks, no control characters, single blanks.
func oneLine(s string) string {
	return strings.Join(strings.Fields(printable(s)), " ")
}

// printable drops what has no business in a mail: broken encoding, and control characters other than line breaks and
// tabs.
func printable(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\r':
			return '\n'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}
