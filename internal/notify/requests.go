package notify

import (
	"net/mail"
	"strings"
	"time"
)

// RequestNews is what a mail to a client about a request tells.
type RequestNews int

// The news about requests.
const (
	RequestSent RequestNews = iota
	RequestReminder
	RequestReturned
	RequestCancelled
)

var requestTemplate = parse("request")

// Request is a mail to a client about something that the firm asks for.
type Request struct {
	Firm            Firm
	News            RequestNews
	Name            string // the client's
	Title           string
	Message         string // the firm's own words
	Due             string // 2026-05-31, or empty
	Complete, Total int    // of its items
	Link            string
}

// Headline says what the mail is about.
func (r Request) Headline() string {
	switch r.News {
	case RequestReminder:
		return "A reminder: " + r.Firm.Name + " is waiting for something from you."
	case RequestReturned:
		return r.Firm.Name + " has looked at what you sent, and asks you to look at it again."
	case RequestCancelled:
		return r.Firm.Name + " does not need this any more. There is nothing to do."
	default:
		return r.Firm.Name + " asks you for something."
	}
}

// Open is false where there is nothing left to do.
func (r Request) Open() bool { return r.News != RequestCancelled }

// DueWords is the due date in words, or empty.
func (r Request) DueWords() string {
	due, err := time.Parse(time.DateOnly, r.Due)
	if err != nil {
		return ""
	}
	return due.Format("2 January 2006")
}

// RenderRequest writes a mail to a client about a request.
func RenderRequest(to mail.Address, r Request) (Mail, error) {
	r.Name, r.Title = oneLine(r.Name), oneLine(r.Title)
	r.Message = strings.TrimSpace(printable(r.Message))
	subject := map[RequestNews]string{
		RequestSent: "Please send us: ", RequestReminder: "Reminder: ", RequestReturned: "Please look again: ", RequestCancelled: "No longer needed: ",
	}[r.News] + r.Title
	m, err := requestTemplate.render(r.Firm, subject, r)
	m.To, m.Kind = to, KindRequest
	return m, err
}
