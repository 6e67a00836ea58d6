package demo

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
	"portico/internal/messages"
)

// undertaking is a project of a client's.
type undertaking struct {
	key, name, description string
	company                string
	status                 string
	starts, ends           int               // days from now
	clients                []string          // on its portal's access list
	team                   map[string]string // permission by staff member
	since                  int               // days ago
}

var undertakings = []undertaking{
	{
		key: "refit", name: "Brightwater Bakery: refit of the shop", company: "bakery", status: "active", starts: -60, ends: 45,
		description: "New counter, deck oven and floor. The shop stays open in the mornings.", clients: []string{"helen", "samir"},
		team: map[string]string{"daniel": "edit", "priya": "edit"}, since: 60,
	},
	{
		key: "roof", name: "Alder Court: renewal of the flat roof", company: "residents", status: "active", starts: -112, ends: 150,
		description: "Forty flats, 1,150 m² of roof.", clients: []string{"zoe", "tomasz"}, team: map[string]string{"daniel": "edit"}, since: 112,
	},
	{
		key: "workshop", name: "Northgate Joinery: workshop extension", company: "joinery", status: "planned", starts: 20, ends: 200,
		clients: []string{"tomasz"}, since: 92,
	},
}

func (f *filler) addProjects() error {
	for _, u := range undertakings {
		project, err := f.save("projects", func(r *core.Record) {
			r.Set("name", u.name)
			r.Set("description", u.description)
			r.Set("company", f.companies[u.company].Id)
			r.Set("status", u.status)
			r.Set("starts", f.now.AddDate(0, 0, u.starts))
			r.Set("ends", f.now.AddDate(0, 0, u.ends))
			r.Set("portal_enabled", true)
		}, f.ago(u.since, 0))
		if err != nil {
			return err
		}
		f.projects[u.key] = project
		if err := f.addPeople(u, project.Id); err != nil {
			return err
		}
	}
	return nil
}

func (f *filler) addPeople(u undertaking, project string) error {
	for _, client := range u.clients {
		_, err := f.save("project_contacts", func(r *core.Record) {
			r.Set("project", project)
			r.Set("contact", f.contacts[client].Id)
		}, f.ago(u.since, 1))
		if err != nil {
			return err
		}
	}
	for member, permission := range u.team {
		_, err := f.save("project_staff", func(r *core.Record) {
			r.Set("project", project)
			r.Set("staff", f.staff[member].Id)
			r.Set("permission", permission)
		}, f.ago(u.since, 1))
		if err != nil {
			return err
		}
	}
	return nil
}

// line is something that was written: by a client or a member of staff, to a client, about a project or about a document
// (by its title).
type line struct {
	from, text                 string
	contact, project, document string
	days, minutes              int
	read                       bool // by the other side
}

var lines = []line{
	{from: "zoe", project: "roof", days: 20, text: "The residents ask when the scaffold goes up, and whether the bins have to move.", read: true},
	{from: "daniel", project: "roof", days: 20, minutes: 50, read: true,
		text: "Next Monday. The bins go to the gate for about six weeks; we put up a notice in both entrances."},
	{from: "tomasz", project: "roof", days: 1, text: "The scaffold stands. My photograph is among the uploads."},
	{from: "samir", contact: "samir", days: 16, text: "Is the VAT of the oven's deposit claimed now, or when it is delivered?", read: true},
	{from: "ruth", contact: "samir", days: 15, read: true,
		text: "Now: the deposit has an invoice of its own. The rules, if you want them: https://www.gov.uk/guidance/vat-guide-notice-700"},
	{from: "helen", document: "Shop fit-out: floor plan", days: 7, text: "Could the sink move to the window side?", read: true},
	{from: "daniel", document: "Shop fit-out: floor plan", days: 7, minutes: 70,
		text: "It could. The drain is on that side anyway; I will draw it."},
	{from: "helen", project: "refit", days: 2, text: "The neighbours complain about the noise before seven. Can the joiners begin at eight?"},
	{from: "sofie", contact: "sofie", days: 0, text: "Thank you for the accounts. I have three questions, in the letter that I uploaded."},
}

func (f *filler) addMessages() error {
	for _, l := range lines {
		if err := f.app.RunInTransaction(func(tx core.App) error { return f.write(tx, l) }); err != nil {
			return fmt.Errorf("message of %s: %w", l.from, err)
		}
	}
	// Nobody is to be told of what is old.
	if _, err := f.app.NonconcurrentDB().Delete("message_notices", nil).Execute(); err != nil {
		return fmt.Errorf("forget notices: %w", err)
	}
	return nil
}

func (f *filler) write(tx core.App, l line) error {
	about := access.Subject{Kind: access.OfContact, ID: idOf(f.contacts, l.contact)}
	switch {
	case l.project != "":
		about = access.Subject{Kind: access.OfProject, ID: f.projects[l.project].Id}
	case l.document != "":
		document, err := tx.FindFirstRecordByData("documents", "title", l.document)
		if err != nil {
			return fmt.Errorf("find %s: %w", l.document, err)
		}
		about = access.Subject{Kind: access.OfDocument, ID: document.Id}
	}
	author := messages.Author{Side: messages.Firm}
	person := f.staff[l.from]
	if person == nil {
		author.Side, person = messages.Client, f.contacts[l.from]
	}
	author.ID, author.Name = person.Id, person.GetString("name")
	message, err := messages.Post(tx, messages.New{About: about, Author: author, Text: l.text})
	if err != nil {
		return err
	}
	if author.Side == messages.Client && l.read {
		if _, err := messages.MarkRead(tx, about, messages.Author{Side: messages.Firm}, message.GetInt("seq")); err != nil {
			return err
		}
	}
	return dateMessage(tx, message, f.ago(l.days, l.minutes))
}

// dateMessage makes a message, and the conversation that it ends, as old as it is to look.
func dateMessage(tx core.App, message *core.Record, at time.Time) error {
	when := at.UTC().Format(types.DefaultDateLayout)
	for table, change := range map[string]struct {
		dates dbx.Params
		id    string
	}{
		"messages":      {dbx.Params{"created": when}, message.Id},
		"conversations": {dbx.Params{"last_at": when, "updated": when}, message.GetString("conversation")},
	} {
		if _, err := tx.NonconcurrentDB().Update(table, change.dates, dbx.HashExp{"id": change.id}).Execute(); err != nil {
			return fmt.Errorf("date %s: %w", table, err)
		}
	}
	return nil
}
