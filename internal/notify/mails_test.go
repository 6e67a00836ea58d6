package notify

import (
	"maps"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp/smtptest"
)

var theFirm = Firm{Name: "Brück & Söhne", Accent: "#f2b705"}

// The whole mail as the assigned person's mail server gets it, against the text of OC-08.
func TestOC08_MailSaysWhatWasUploaded(t *testing.T) {
	cases := map[string]Upload{
		"upload": {
			Title:       "Grundriss “Süd” 2026",
			Description: "The plan of the south wing.\nPage 2 has changed & is < A3.",
			Contact:     "Zoë O’Neil",
			Company:     "Harbour Café Ltd",
			Note:        "Please look at it within two days.",
		},
		"upload_bare": {
			Title:   "Receipts",
			Contact: "Zoë O’Neil",
		},
	}
	for name, u := range cases {
		t.Run(name, func(t *testing.T) {
			app, server := newApp(t), smtptest.Start(t)
			server.Configure(t, app)
			start(t, app, Options{})
			link, err := DocumentLink(app, "doc000000000001")
			must(t, err)
			u.Firm, u.Link = theFirm, link

			m, err := RenderUpload(netmail.Address{Name: "Jörg Keller", Address: "joerg@example.com"}, u)
			must(t, err)
			must(t, Enqueue(app, m))

			golden(t, name, server.Wait(t, smtptest.To("joerg@example.com")))
		})
	}
}

func TestMailsToClients(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	start(t, app, Options{})
	client := netmail.Address{Name: "Zoë O’Neil", Address: "zoe@example.com"}

	t.Run("password_reset", func(t *testing.T) {
		m, err := RenderPasswordReset(client, PasswordReset{
			Firm: theFirm, Name: client.Name, ValidFor: time.Hour,
			Link: "https://portal.example.com/#/reset/abc.def-ghi",
		})
		must(t, err)
		equal(t, "secret", m.Secret, true)
		must(t, Enqueue(app, m))
		golden(t, "password_reset", server.Wait(t, func(m smtptest.Message) bool { return strings.Contains(m.Text, "/#/reset/") }))
	})

	t.Run("sign_in_code", func(t *testing.T) {
		m, err := RenderSignInCode(client, SignInCode{Firm: Firm{Name: "Harbour Books"}, Code: "40912846", ValidFor: 10 * time.Minute})
		must(t, err)
		equal(t, "secret", m.Secret, true)
		must(t, Enqueue(app, m))
		golden(t, "sign_in_code", server.Wait(t, func(m smtptest.Message) bool { return strings.Contains(m.Text, "40912846") }))
	})
}

// What was written is not in the mail.
func TestCC16_MailTellsHowManyMessages(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	start(t, app, Options{})
	m, err := RenderMessages(netmail.Address{Name: "Zoë O’Neil", Address: "zoe@example.com"}, Messages{
		Firm: theFirm, Name: "Zoë O’Neil", Link: "https://portal.example.com/#/messages",
		Topics: []Topic{{Name: "Brück & Söhne", From: "Jörg Keller", Count: 2}, {Name: "Plan <A3>", From: "Jörg Keller", Count: 1}},
	})
	must(t, err)
	must(t, Enqueue(app, m))
	golden(t, "messages", server.Wait(t, smtptest.To("zoe@example.com")))
}

func TestCC12_MailsAboutRequests(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	start(t, app, Options{})
	to := netmail.Address{Name: "Zoë O’Neil", Address: "zoe@example.com"}
	request := Request{
		Firm: theFirm, Name: to.Name, Title: "Year-end 2025", Message: "Thank you,\n<Jörg>", Due: "2026-03-31", Complete: 3, Total: 5,
		Link: "https://portal.example.com/#/requests/req000000000001",
	}
	for name, news := range map[string]RequestNews{
		"request": RequestSent, "request_reminder": RequestReminder, "request_returned": RequestReturned, "request_cancelled": RequestCancelled,
	} {
		request.News = news
		m, err := RenderRequest(to, request)
		must(t, err)
		must(t, Enqueue(app, m))
		golden(t, name, server.Wait(t, func(sent smtptest.Message) bool { return sent.Subject == m.Subject }))
	}
	m, err := RenderStaffNews(to, StaffNews{
		Firm: theFirm, Name: to.Name, Subject: "Declined: Estimate 12", Headline: "Jörg Keller has declined this estimate:", Title: "Estimate 12",
		Note: "Too much.", Link: "https://portal.example.com/_/#/documents/doc000000000001",
	})
	must(t, err)
	must(t, Enqueue(app, m))
	golden(t, "staff_news", server.Wait(t, func(sent smtptest.Message) bool { return sent.Subject == m.Subject }))
}

func TestNoNameWritesHeadersOrMarkup(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	start(t, app, Options{})

	m, err := RenderUpload(netmail.Address{Name: "Jo\r\nBcc: thief@example.net", Address: "jo@example.com"}, Upload{
		Firm:        Firm{Name: "Firm\nCc: thief@example.net"},
		Link:        "https://portal.example.com/_/#/documents/1",
		Title:       "Deed\r\nBcc: thief@example.net\r\n\r\n<script>alert(1)</script> \x00\x1b[2J",
		Description: "<img src=x onerror=alert(1)>\r\n\xff",
		Contact:     "\u2028Eve\u2029<b>",
		Company:     `"><a href="https://example.net">`,
		Note:        "{{.Firm}}",
	})
	must(t, err)
	must(t, Enqueue(app, m))

	got := server.Wait(t, smtptest.To("jo@example.com"))
	equal(t, "envelope", strings.Join(got.Recipients, " "), "jo@example.com")
	equal(t, "headers", strings.Join(slices.Sorted(maps.Keys(got.Header)), " "),
		"Auto-Submitted Content-Type Date From Message-Id Mime-Version Subject To")
	equal(t, "subject", got.Subject, "Notification About: Deed Bcc: thief@example.net <script>alert(1)</script> [2J")
	for _, raw := range []string{"<script", "<img", "<b>", "example.net\">"} {
		if strings.Contains(got.HTML, raw) {
			t.Errorf("the HTML holds %s", raw)
		}
	}
	if !strings.Contains(got.Text, "Contact who uploaded: Eve <b>\n") {
		t.Errorf("the text is\n%s", got.Text)
	}
}

func TestWords(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Minute: "1 minute", 10 * time.Minute: "10 minutes", 90 * time.Minute: "90 minutes",
		time.Hour: "1 hour", 48 * time.Hour: "48 hours",
	} {
		equal(t, d.String(), inWords(d), want)
	}
	for background, want := range map[string]string{"#000000": "#ffffff", "#1055c9": "#ffffff", "#f2b705": "#111111", "#ffffff": "#111111", "": "#ffffff"} {
		equal(t, "ink on "+background, inkOn(background), want)
	}
}

// golden compares a mail whole, but for what is different each time, with testdata/name.golden.
func golden(t *testing.T, name string, m smtptest.Message) {
	t.Helper()
	var b strings.Builder
	b.WriteString("envelope: " + m.Sender + " -> " + strings.Join(m.Recipients, ", ") + "\n")
	for _, key := range slices.Sorted(maps.Keys(m.Header)) {
		for _, value := range m.Header[key] {
			switch key {
			case "Date":
				if sent, err := m.Header.Date(); err != nil || time.Since(sent).Abs() > time.Hour {
					t.Errorf("Date is %s", value)
				}
				value = "(now)"
			case "Message-Id":
				value = "<(id)@" + strings.SplitN(value, "@", 2)[1]
			case "Content-Type":
				value, _, _ = strings.Cut(value, "boundary=")
				value += "boundary=(boundary)"
			}
			b.WriteString(key + ": " + value + "\n")
		}
	}
	b.WriteString("(decoded) Subject: " + m.Subject + "\n")
	b.WriteString("\n---- text ----\n" + m.Text + "---- html ----\n" + m.HTML)

	file := filepath.Join("testdata", name+".golden")
	if *update {
		must(t, os.MkdirAll("testdata", 0o755))
		must(t, os.WriteFile(file, []byte(b.String()), 0o644))
		return
	}
	want, err := os.ReadFile(file)
	must(t, err)
	equal(t, file, b.String(), string(want))
}
