package notify

import (
	"net/mail"
	"strings"
	"time"
)

// SigningNews is what a mail about a document to sign tells.
type SigningNews int

// The news about signing.
const (
	SigningTurn SigningNews = iota
	SigningReminder
	SigningCompleted
	SigningDeclined
	SigningWithdrawn
	SigningExpired
	SigningVoided
)

var (
	signingTemplate     = parse("signing")
	signingCodeTemplate = parse("signing_code")
)

// Signing is a mail to a signer about a document to sign.
type Signing struct {
	Firm    Firm
	News    SigningNews
	Name    string // of who reads it
	Title   string // the document's
	Message string // the firm's own words
	By      string // who declined
	Due     string // 2026-05-31, or empty
	Link    string
}

var signingSubjects = map[SigningNews]string{
	SigningTurn: "Please sign: ", SigningReminder: "Reminder, please sign: ", SigningCompleted: "Signed by everyone: ",
	SigningDeclined: "Not signed: ", SigningWithdrawn: "No longer to be signed: ", SigningExpired: "Expired: ",
	SigningVoided: "Changed, and no longer to be signed: ",
}

// Headline says what the mail is about.
func (s Signing) Headline() string {
	switch s.News {
	case SigningReminder:
		return "A reminder: " + s.Firm.Name + " is waiting for your signature."
	case SigningCompleted:
		return "Everyone has signed. The finished document, with its certificate, is there for you to keep."
	case SigningDeclined:
		return s.By + " has declined to sign, so this is not signed by anybody now."
	case SigningWithdrawn:
		return s.Firm.Name + " has withdrawn this. There is nothing to sign."
	case SigningExpired:
		return "The time to sign this has passed. There is nothing to sign now; ask " + s.Firm.Name + " if you still need it."
	case SigningVoided:
		return s.Firm.Name + " has changed this document, so what was signed of it does not count. You will be asked again where your signature is needed."
	default:
		return s.Firm.Name + " asks you to read and sign a document."
	}
}

// Open is true where there is something to sign.
func (s Signing) Open() bool { return s.News == SigningTurn || s.News == SigningReminder }

// Action is what the link does, or empty where there is nothing to see.
func (s Signing) Action() string {
	switch {
	case s.Open():
		return "Read and sign"
	case s.News == SigningCompleted:
		return "Open the document"
	}
	return ""
}

// DueWords is the due date in words, or empty.
func (s Signing) DueWords() string {
	due, err := time.Parse(time.DateOnly, s.Due)
	if err != nil {
		return ""
	}
	return due.Format("2 January 2006")
}

// RenderSigning writes a mail to a signer.
func RenderSigning(to mail.Address, s Signing) (Mail, error) {
	s.Name, s.Title, s.By = oneLine(s.Name), oneLine(s.Title), oneLine(s.By)
	s.Message = strings.TrimSpace(printable(s.Message))
	m, err := signingTemplate.render(s.Firm, signingSubjects[s.News]+s.Title, s)
	m.To, m.Kind = to, KindSigning
	return m, err
}

// SigningCode is the mail with a signer's one-time code.
type SigningCode struct {
	Firm     Firm
	Name     string
	Title    string // the document's
	Code     string
	ValidFor time.Duration
}

// RenderSigningCode writes the mail to a signer who is asked for a code. The subject leaves the code out: subjects are
// shown in the outbox.
func RenderSigningCode(to mail.Address, s SigningCode) (Mail, error) {
	s.Name, s.Title = oneLine(s.Name), oneLine(s.Title)
	m, err := signingCodeTemplate.render(s.Firm, "Your code to sign: "+s.Title, s)
	m.To, m.Kind = to, KindSigningCode
	m.Secret, m.Expires = true, time.Now().Add(s.ValidFor)
	return m, err
}
