package demo

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/messages"
	"portico/internal/requests"
	"portico/internal/tickets"
)

// asking is a request to a client, and what they have answered so far.
type asking struct {
	form             requests.Form
	company, contact string // keys
	by               string
	days             int
	answers          map[string]requests.Answer // by the item's name
	from             string                     // key of who answered
	handedIn         bool
}

func (f *filler) askings() []asking {
	year := f.now.Year() - 1
	due := func(days int) string { return f.now.AddDate(0, 0, days).Format(time.DateOnly) }
	return []asking{
		{
			company: "bakery", by: "daniel", days: 9, from: "samir",
			form: requests.Form{
				Title: fmt.Sprintf("Papers for the accounts %d", year), Due: due(12), RemindBefore: 3, RemindEvery: 7,
				Message: "What you have already sent is ticked off. Photos of the receipts are fine.",
				Items: []requests.Item{
					{Name: "Bank statements", Explanation: "All accounts, January to December.", Kind: requests.File, Required: true},
					{Name: "Stock count at the year's end", Kind: requests.File, Required: true},
					{Name: "VAT number", Kind: requests.Text, Required: true},
					{Name: "Were staff paid in cash?", Kind: requests.YesNo, Required: true},
					{Name: "Lease of the van", Explanation: "If it has changed.", Kind: requests.File},
				},
			},
			answers: map[string]requests.Answer{"VAT number": {Text: "GB 123 4567 89"}, "Were staff paid in cash?": {YesNo: "no"}},
		},
		{
			contact: "george", by: "ruth", days: 16, from: "george", handedIn: true,
			form: requests.Form{
				Title: "Your tax return: what has changed", Due: due(-2), Message: "Three short questions, then we can begin.",
				Items: []requests.Item{
					{Name: "Did you move last year?", Kind: requests.YesNo, Required: true},
					{Name: "Other income", Explanation: "Rent, interest, sales. A line for each.", Kind: requests.Text, Required: true},
				},
			},
			answers: map[string]requests.Answer{"Did you move last year?": {YesNo: "no"}, "Other income": {Text: "Rent of the garage: £960"}},
		},
	}
}

func (f *filler) addRequests() error {
	for _, a := range f.askings() {
		if err := f.app.RunInTransaction(func(tx core.App) error { return f.ask(tx, a) }); err != nil {
			return fmt.Errorf("%s: %w", a.form.Title, err)
		}
	}
	return nil
}

func (f *filler) ask(tx core.App, a asking) error {
	a.form.Company, a.form.Contact = idOf(f.companies, a.company), idOf(f.contacts, a.contact)
	if err := a.form.Validate(); err != nil {
		return err
	}
	request, err := requests.Save(tx, nil, a.form)
	if err != nil {
		return err
	}
	by := f.staff[a.by]
	if err := requests.Send(tx, request, by.Id, by.GetString("name")); err != nil {
		return err
	}
	items, err := requests.Items(tx, request.Id)
	if err != nil {
		return err
	}
	for _, item := range items {
		answer, given := a.answers[item.GetString("name")]
		if !given {
			continue
		}
		if err := requests.Give(tx, request, item, f.contacts[a.from].Id, answer); err != nil {
			return err
		}
	}
	if a.handedIn {
		if err := requests.Submit(tx, request); err != nil {
			return err
		}
	}
	at := f.ago(a.days, 20)
	dates := dbx.Params{"created": stamp(at), "sent": stamp(at)}
	if a.handedIn {
		dates["submitted"] = stamp(at.AddDate(0, 0, 3))
	}
	if _, err := tx.NonconcurrentDB().Update("requests", dates, dbx.HashExp{"id": request.Id}).Execute(); err != nil {
		return fmt.Errorf("date request: %w", err)
	}
	return nil
}

// matter is a ticket and what was said about it, the client's words first.
type matter struct {
	contact, subject string
	days             int
	said             []line
	closed           bool
}

var matters = []matter{
	{contact: "helen", subject: "The till sends two VAT rates", days: 1, said: []line{
		{from: "helen", text: "Since Monday the till prints 5 % and 20 % on the same receipt. Which one do I book?"},
	}},
	{contact: "george", subject: "Letter from the tax office", days: 24, closed: true, said: []line{
		{from: "george", text: "They ask for last year's statement again. I sent it in May."},
		{from: "ruth", text: "It has crossed with theirs. I have called them: there is nothing for you to do."},
	}},
}

func (f *filler) addTickets() error {
	for _, m := range matters {
		if err := f.app.RunInTransaction(func(tx core.App) error { return f.open(tx, m) }); err != nil {
			return fmt.Errorf("%s: %w", m.subject, err)
		}
	}
	_, err := f.app.NonconcurrentDB().Delete("message_notices", nil).Execute()
	if err != nil {
		return fmt.Errorf("forget notices: %w", err)
	}
	return nil
}

func (f *filler) open(tx core.App, m matter) error {
	client := f.contacts[m.contact]
	first := messages.New{Author: messages.Author{Side: messages.Client, ID: client.Id, Name: client.GetString("name")}, Text: m.said[0].text}
	ticket, err := tickets.Start(tx, tickets.New{Subject: m.subject, Contact: client.Id, First: first})
	if err != nil {
		return err
	}
	about := access.Subject{Kind: access.OfTicket, ID: ticket.Id}
	for _, l := range m.said[1:] {
		who := f.staff[l.from]
		author := messages.Author{Side: messages.Firm, ID: who.Id, Name: who.GetString("name")}
		if _, err := messages.Post(tx, messages.New{About: about, Author: author, Text: l.text}); err != nil {
			return err
		}
	}
	if m.closed {
		if ticket, err = tx.FindRecordById("tickets", ticket.Id); err != nil {
			return fmt.Errorf("find ticket: %w", err)
		}
		ticket.Set("status", tickets.Closed)
		if err := tx.Save(ticket); err != nil {
			return fmt.Errorf("close ticket: %w", err)
		}
	}
	return dateTicket(tx, ticket.Id, f.ago(m.days, 30))
}

func dateTicket(tx core.App, ticket string, at time.Time) error {
	when := stamp(at)
	of := dbx.NewExp("conversation IN (SELECT id FROM conversations WHERE ticket = {:ticket})", dbx.Params{"ticket": ticket})
	for table, change := range map[string]struct {
		dates dbx.Params
		which dbx.Expression
	}{
		"tickets":       {dbx.Params{"created": when}, dbx.HashExp{"id": ticket}},
		"messages":      {dbx.Params{"created": when}, of},
		"conversations": {dbx.Params{"last_at": when, "updated": when}, dbx.HashExp{"ticket": ticket}},
	} {
		if _, err := tx.NonconcurrentDB().Update(table, change.dates, change.which).Execute(); err != nil {
			return fmt.Errorf("date %s: %w", table, err)
		}
	}
	return nil
}
