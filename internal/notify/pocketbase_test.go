package notify

import (
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/forms"
	"github.com/pocketbase/pocketbase/mails"
	"github.com/pocketbase/pocketbase/tools/mailer"

	"portico/internal/testapp/smtptest"
)

// takeOver binds a Postman to PocketBase's mails as the hooks do.
func takeOver(app core.App, p *Postman) {
	app.OnMailerSend().BindFunc(Take)
	app.OnMailerRecordPasswordResetSend().BindFunc(p.TakeRecord)
	app.OnMailerRecordOTPSend().BindFunc(p.TakeRecord)
	app.OnMailerRecordAuthAlertSend().BindFunc(p.TakeRecord)
	app.OnMailerRecordVerificationSend().BindFunc(p.TakeRecord)
	app.OnMailerRecordEmailChangeSend().BindFunc(p.TakeRecord)
}

func TestPocketBaseMailsGoToTheOutbox(t *testing.T) {
	app := newApp(t)
	takeOver(app, New(app, Options{}))
	staff := newStaff(t, app)
	c := staff.Collection()

	cases := map[string]struct {
		send    func() error
		text    string
		secret  bool
		expires time.Duration
	}{
		"password reset": {func() error { return mails.SendRecordPasswordReset(app, staff) },
			"Reset password (https://portal.example.com/_/#/auth/confirm-password-reset/", true, c.PasswordResetToken.DurationTime()},
		"one-time code": {func() error { return mails.SendRecordOTP(app, staff, "otp000000000000", "81726354") },
			"81726354", true, c.OTP.DurationTime()},
		"verification": {func() error { return mails.SendRecordVerification(app, staff) },
			"/#/auth/confirm-verification/", true, c.VerificationToken.DurationTime()},
		"new address": {func() error { return mails.SendRecordChangeEmail(app, staff, "ada@example.com") },
			"/#/auth/confirm-email-change/", true, c.EmailChangeToken.DurationTime()},
		"new device": {func() error { return mails.SendRecordAuthAlert(app, staff, "203.0.113.7 Firefox") },
			"203.0.113.7 Firefox", false, 0},
		"anything else": {func() error {
			return app.NewMailClient().Send(&mailer.Message{
				To: []netmail.Address{{Address: "ada@example.com"}}, Subject: "Disk\r\nfull", HTML: "<p>Look at it.</p>",
			})
		}, "Look at it.\n", true, keepTrying},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			must(t, c.send())
			records, err := app.FindRecordsByFilter(outbox, "", "-@rowid", 1, 0)
			must(t, err)
			r := records[0]
			must(t, app.Delete(r))
			equal(t, "to", r.GetString("to"), "ada@example.com")
			equal(t, "kind", r.GetString("kind"), KindPocketBase)
			equal(t, "state", r.GetString("state"), stateQueued)
			equal(t, "secret", r.GetBool("secret"), c.secret)
			if !strings.Contains(r.GetString("text"), c.text) {
				t.Errorf("the text is\n%s", r.GetString("text"))
			}
			if !strings.Contains(r.GetString("html"), "<p>") {
				t.Errorf("the HTML is\n%s", r.GetString("html"))
			}
			expires := r.GetDateTime("expires").Time()
			if c.expires == 0 {
				equal(t, "expires", expires.IsZero(), true)
			} else if off := time.Until(expires) - c.expires; off.Abs() > time.Minute {
				t.Errorf("it expires %s", expires)
			}
		})
	}
}

// The owner's test mail says at once whether the settings are right.
func TestTestMailGoesOutDirectly(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	takeOver(app, New(app, Options{}))
	send := func(template string) error {
		form := forms.NewTestEmailSend(app)
		form.Email, form.Template = "owner@example.com", template
		return form.Submit()
	}

	fails(t, send(forms.TestTemplateOTP), noServer)
	server.Configure(t, app)
	templates := []string{
		forms.TestTemplateVerification, forms.TestTemplatePasswordReset, forms.TestTemplateEmailChange,
		forms.TestTemplateOTP, forms.TestTemplateAuthAlert,
	}
	for _, template := range templates {
		must(t, send(template))
	}
	equal(t, "what arrived", len(server.Messages()), len(templates))
	server.RefuseRecipient("owner@example.com", "550 5.7.1 not from you")
	fails(t, send(forms.TestTemplateOTP), "The mail server "+server.Addr()+" refused the recipient: 550 5.7.1 not from you")

	queued, err := app.CountRecords(outbox)
	must(t, err)
	equal(t, "mails in the outbox", queued, 0)
}

func TestAttachmentIsRefusedNotDropped(t *testing.T) {
	app := newApp(t)
	takeOver(app, New(app, Options{}))
	err := app.NewMailClient().Send(&mailer.Message{
		To: []netmail.Address{{Address: "ada@example.com"}}, Subject: "x", HTML: "x", Headers: map[string]string{"X-Spam": "yes"},
	})
	fails(t, err, "the outbox takes no attachments and no headers")
}

func TestPlainText(t *testing.T) {
	got := plainText(`<!doctype html><html><head><title>No</title><style>p { color: red }</style></head><body>
		<p>Hello <b>Ada</b>,</p>
		<p>
			press <a href="https://example.com/reset?a=1&amp;b=2">this   button</a>.<br>Or
			visit <a href="https://example.com">https://example.com</a>
		</p>
		<ul><li>one</li><li>two &amp; three</li></ul>
		<img src="x" alt="no">
		<div>Thanks,<br/>the firm</div></body></html>`)
	equal(t, "the text", got, `Hello Ada,

press this button (https://example.com/reset?a=1&b=2).
Or visit https://example.com

- one
- two & three

Thanks,
the firm
`)
}

func newStaff(t *testing.T, app core.App) *core.Record {
	t.Helper()
	c, err := app.FindCollectionByNameOrId("staff")
	must(t, err)
	r := core.NewRecord(c)
	r.Set("name", "Ada")
	r.Set("role", "manager")
	r.SetEmail("ada@example.com")
	r.SetPassword("correct horse")
	must(t, app.Save(r))
	return r
}
