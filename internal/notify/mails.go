package notify

import (
	"bytes"
	"embed"
	"fmt"
	htmltemplate "html/template"
	"net/mail"
	"strconv"
	"strings"
	texttemplate "text/template"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

//go:embed templates
var templateFiles embed.FS

var (
	uploadTemplate        = parse("upload")
	passwordResetTemplate = parse("password_reset")
	signInCodeTemplate    = parse("sign_in_code")
	messagesTemplate      = parse("messages")
)

// Firm is who a mail comes from, as the people who get it know it.
type Firm struct {
	Name   string
	Accent string // "#rrggbb", or empty
}

// Upload is what the mail about a client's upload tells.
type Upload struct {
	Firm        Firm
	Link        string // to the document's record in the dashboard, see DocumentLink
	Title       string
	Description string
	Contact     string
	Company     string // the contact's primary company, if there is one
	Note        string // the notification text from the settings
}

// PasswordReset is the mail that lets a client choose a new password.
type PasswordReset struct {
	Firm     Firm
	Name     string // the client's
	Link     string // with the token in its fragment
	ValidFor time.Duration
}

// SignInCode is the mail with a client's one-time code.
type SignInCode struct {
	Firm     Firm
	Name     string // the client's
	Code     string
	ValidFor time.Duration
}

// Messages is the mail that tells someone of messages that they have not read; what was written is not in it.
type Messages struct {
	Firm   Firm
	Name   string // the reader's
	Link   string // to where they are read
	Topics []Topic
}

// Topic is a conversation with unread messages.
type Topic struct {
	Name  string // what it is about
	From  string // who wrote last
	Count int    // of unread messages, at least one
}

// Words says how many messages there are, and from whom.
func (t Topic) Words() string { return newMessages(t.Count) + " from " + t.From }

// Headline says how many messages there are in all.
func (m Messages) Headline() string { return "You have " + newMessages(m.total()) + "." }

func (m Messages) total() int {
	n := 0
	for _, t := range m.Topics {
		n += t.Count
	}
	return n
}

func newMessages(n int) string {
	if n == 1 {
		return "1 new message"
	}
	return strconv.Itoa(n) + " new messages"
}

// DocumentLink returns the address of a document's record in the dashboard.
func DocumentLink(app core.App, id string) (string, error) {
	s, err := settingsOf(app)
	return strings.TrimRight(s.Meta.AppURL, "/") + "/_/#/documents/" + id, err
}

// RenderUpload writes the mail to the person whom an upload was assigned to.
func RenderUpload(to mail.Address, u Upload) (Mail, error) {
	u.Title = oneLine(u.Title)
	u.Contact = oneLine(u.Contact)
	u.Company = oneLine(u.Company)
	u.Description = strings.TrimSpace(printable(u.Description))
	u.Note = strings.TrimSpace(printable(u.Note))
	if u.Description == "" {
		u.Description = "No description was given."
	}
	if u.Company == "" {
		u.Company = "No company: this contact does not belong to one."
	}
	m, err := uploadTemplate.render(u.Firm, "Notification About: "+u.Title, u)
	m.To, m.Kind = to, KindUpload
	return m, err
}

// RenderPasswordReset writes the mail to a client who asked for a new password.
func RenderPasswordReset(to mail.Address, p PasswordReset) (Mail, error) {
	p.Name = oneLine(p.Name)
	m, err := passwordResetTemplate.render(p.Firm, "Reset your password for "+p.Firm.Name, p)
	m.To, m.Kind = to, KindPasswordReset
	m.Secret, m.Expires = true, time.Now().Add(p.ValidFor)
	return m, err
}

// RenderSignInCode writes the mail to a client who asked for a code to sign in with. The subject leaves the code out:
// subjects are shown in the outbox.
func RenderSignInCode(to mail.Address, s SignInCode) (Mail, error) {
	s.Name = oneLine(s.Name)
	m, err := signInCodeTemplate.render(s.Firm, "Your sign-in code for "+s.Firm.Name, s)
	m.To, m.Kind = to, KindSignInCode
	m.Secret, m.Expires = true, time.Now().Add(s.ValidFor)
	return m, err
}

// RenderMessages writes the mail about messages that have stayed unread.
func RenderMessages(to mail.Address, n Messages) (Mail, error) {
	n.Name = oneLine(n.Name)
	topics := make([]Topic, len(n.Topics))
	for i, t := range n.Topics {
		topics[i] = Topic{Name: oneLine(t.Name), From: oneLine(t.From), Count: t.Count}
	}
	n.Topics = topics
	m, err := messagesTemplate.render(n.Firm, newMessages(n.total())+" in the client portal of "+n.Firm.Name, n)
	m.To, m.Kind = to, KindMessages
	return m, err
}

// mailTemplate is a mail in both its forms.
type mailTemplate struct {
	name string
	text *texttemplate.Template
	html *htmltemplate.Template
}

// parse runs while the program starts, so a broken template can never be met later.
func parse(name string) mailTemplate {
	funcs := map[string]any{"duration": inWords, "ink": inkOn}
	txt, page := "templates/"+name+".txt", "templates/"+name+".html"
	return mailTemplate{
		name: name,
		text: texttemplate.Must(texttemplate.New(name+".txt").Funcs(funcs).ParseFS(templateFiles, txt)),
		html: htmltemplate.Must(htmltemplate.New("layout.html").Funcs(funcs).ParseFS(templateFiles, "templates/layout.html", page)),
	}
}

func (t mailTemplate) render(firm Firm, subject string, body any) (Mail, error) {
	if firm.Accent == "" {
		firm.Accent = "#33475b"
	}
	data := struct {
		Subject string
		Firm    Firm
		Body    any
	}{oneLine(subject), firm, body}

	var text, html bytes.Buffer
	if err := t.text.Execute(&text, data); err != nil {
		return Mail{}, fmt.Errorf("mail %s: %w", t.name, err)
	}
	if err := t.html.Execute(&html, data); err != nil {
		return Mail{}, fmt.Errorf("mail %s: %w", t.name, err)
	}
	return Mail{Subject: data.Subject, Text: text.String(), HTML: html.String()}, nil
}

// inWords says how long something is good for.
func inWords(d time.Duration) string {
	n, unit := int(d.Round(time.Minute)/time.Minute), "minute"
	if n%60 == 0 && n > 0 {
		n, unit = n/60, "hour"
	}
	if n != 1 {
		unit += "s"
	}
	return strconv.Itoa(n) + " " + unit
}

// inkOn returns the colour, black or white, in which text is readable on the colour "#rrggbb".
func inkOn(background string) string {
	rgb, err := strconv.ParseUint(strings.TrimPrefix(background, "#"), 16, 32)
	if err != nil {
		return "#ffffff"
	}
	// The usual weights of red, green and blue in how bright a colour looks.
	if (rgb>>16&255)*299+(rgb>>8&255)*587+(rgb&255)*114 > 150*1000 {
		return "#111111"
	}
	return "#ffffff"
}
