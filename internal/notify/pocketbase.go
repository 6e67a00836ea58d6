package notify

import (
	"context"
	"errors"
	netmail "net/mail"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/mailer"
	"github.com/pocketbase/pocketbase/tools/security"
)

// Take puts a mail of PocketBase's own (a system alert, say) into the outbox instead of sending it. It is for
// OnMailerSend. PocketBase does not say what such a mail holds, so it counts as secret.
func Take(e *core.MailerEvent) error {
	return enqueueMessage(e.App, e.Message, true, time.Time{})
}

// TakeRecord does the same with PocketBase's mails to the owner of an account: password reset, one-time code, new
// address, new device. It is for the OnMailerRecord…Send hooks, where more is known: what the mail holds, for how long
// that is good, and whether it is only the owner trying out the mail settings. Such a test goes out directly, so that
// they see what comes of it; it is told by its account, which is made up for the test and stored nowhere.
func (p *Postman) TakeRecord(e *core.MailerRecordEvent) error {
	if e.Record.IsNew() {
		e.Mailer = mailerFunc(p.sendNow)
	} else {
		app, secret, expires := e.App, holdsSecret(e), expiry(e)
		e.Mailer = mailerFunc(func(m *mailer.Message) error {
			return enqueueMessage(app, m, secret, expires)
		})
	}
	return e.Next()
}

// sendNow delivers m while the caller waits.
func (p *Postman) sendNow(m *mailer.Message) error {
	settings, err := settingsOf(p.app)
	if err != nil {
		return err
	}
	recipients, err := recipientsOf(m)
	if err != nil {
		return err
	}
	for _, to := range recipients {
		err := p.deliver(context.Background(), settings, letter{
			id:      security.PseudorandomString(15),
			to:      to,
			subject: oneLine(m.Subject),
			text:    textOf(m),
			html:    m.HTML,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func enqueueMessage(app core.App, m *mailer.Message, secret bool, expires time.Time) error {
	recipients, err := recipientsOf(m)
	if err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		for _, to := range recipients {
			err := Enqueue(tx, Mail{
				To: to, Subject: m.Subject, Text: textOf(m), HTML: m.HTML,
				Kind: KindPocketBase, Secret: secret, Expires: expires,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// recipientsOf returns everybody m goes to. What the outbox cannot hold is refused rather than left out.
func recipientsOf(m *mailer.Message) ([]netmail.Address, error) {
	if len(m.Attachments)+len(m.InlineAttachments)+len(m.Headers) > 0 {
		return nil, errors.New("the outbox takes no attachments and no headers")
	}
	return slices.Concat(m.To, m.Cc, m.Bcc), nil
}

func textOf(m *mailer.Message) string {
	if m.Text != "" {
		return m.Text
	}
	return plainText(m.HTML)
}

// holdsSecret reports whether the mail carries a token or a one-time password.
func holdsSecret(e *core.MailerRecordEvent) bool {
	return e.Meta["token"] != nil || e.Meta["password"] != nil
}

// expiry returns when what the mail carries stops being good, or zero if it carries nothing.
func expiry(e *core.MailerRecordEvent) time.Time {
	if token, ok := e.Meta["token"].(string); ok {
		claims, err := security.ParseUnverifiedJWT(token)
		if exp, ok := claims["exp"].(float64); ok && err == nil {
			return time.Unix(int64(exp), 0)
		}
	}
	if e.Meta["password"] != nil {
		return time.Now().Add(e.Record.Collection().OTP.DurationTime())
	}
	return time.Time{}
}

type mailerFunc func(*mailer.Message) error

func (f mailerFunc) Send(m *mailer.Message) error { return f(m) }
