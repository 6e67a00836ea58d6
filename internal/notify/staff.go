package notify

import (
	"net/mail"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/firm"
)

var staffNewsTemplate = parse("staff_news")

// StaffNews is a mail to staff about something that a client has done.
type StaffNews struct {
	Firm     Firm
	Name     string // of who reads it
	Subject  string
	Headline string
	Title    string // of what it is about
	Note     string // the client's own words
	Link     string // to its record in the dashboard
}

// RenderStaffNews writes the mail to a member of staff.
func RenderStaffNews(to mail.Address, n StaffNews) (Mail, error) {
	n.Name, n.Headline, n.Title = oneLine(n.Name), oneLine(n.Headline), oneLine(n.Title)
	n.Note = strings.TrimSpace(printable(n.Note))
	m, err := staffNewsTemplate.render(n.Firm, n.Subject, n)
	m.To, m.Kind = to, KindNews
	return m, err
}

// TellStaff puts news into the outbox for whoever is to hear of it (see firm.Responsible). The link is given as a path.
func TellStaff(tx core.App, n StaffNews, preferred ...string) error {
	f, err := firm.Find(tx)
	if err != nil {
		return err
	}
	accounts, err := firm.Responsible(tx, preferred...)
	if err != nil {
		return err
	}
	settings, err := settingsOf(tx)
	if err != nil {
		return err
	}
	n.Firm = Firm{Name: f.Name, Accent: f.AccentColor}
	n.Link = strings.TrimRight(settings.Meta.AppURL, "/") + n.Link
	for _, account := range accounts {
		n.Name = account.GetString("name")
		m, err := RenderStaffNews(mail.Address{Name: n.Name, Address: account.Email()}, n)
		if err != nil {
			return err
		}
		if err := Enqueue(tx, m); err != nil {
			return err
		}
	}
	return nil
}
