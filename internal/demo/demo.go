// Package demo fills an empty data folder with a firm that looks as if it had been at work for a while: its people, its
// clients, and papers that it makes itself. It goes the ways that a browser's requests go, so what it makes is what
// Portico makes; only the dates are set afterwards.
package demo

import (
	"crypto/rand"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/firm"
)

const (
	// assignee gets what clients upload.
	assignee     = "daniel"
	notification = "Please look at it within two working days, and tell the client when you have."
)

// filler fills one data folder.
type filler struct {
	app     core.App
	address string
	now     time.Time

	staff, companies, contacts, projects map[string]*core.Record // by key

	nobodys string            // a password that nobody knows
	hashes  map[string]string // of passwords
}

// Fill makes the firm. Mails link to address. The hooks must be bound, the migrations done and the storage prepared.
func Fill(app core.App, address string) error {
	f := &filler{
		app: app, address: address, now: time.Now(),
		staff: map[string]*core.Record{}, companies: map[string]*core.Record{}, contacts: map[string]*core.Record{},
		projects: map[string]*core.Record{},
		nobodys:  rand.Text(), hashes: map[string]string{},
	}
	for _, step := range []func() error{f.addOwner, f.addStaff, f.setUpFirm, f.addCompanies, f.addContacts, f.addProjects, f.addPapers, f.addMessages, f.addRequests, f.addTickets, f.addSignings} {
		if err := step(); err != nil {
			return fmt.Errorf("fill demo: %w", err)
		}
	}
	return nil
}

// ago returns a time of a working day so many days ago; more than one thing may happen on a day.
func (f *filler) ago(days, minutes int) time.Time {
	if days == 0 {
		return f.now.Add(-time.Hour + time.Duration(minutes)*time.Minute)
	}
	d := f.now.AddDate(0, 0, -days)
	return time.Date(d.Year(), d.Month(), d.Day(), 9, 12+days%40+minutes, days%60, 0, d.Location())
}

func (f *filler) save(collection string, set func(r *core.Record), since time.Time) (*core.Record, error) {
	c, err := f.app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", collection, err)
	}
	r := core.NewRecord(c)
	set(r)
	if err := f.app.Save(r); err != nil {
		return nil, fmt.Errorf("add to %s: %w", collection, err)
	}
	return r, f.date(r, since)
}

// date makes a record as old as it is to look. Autodate fields cannot be set any other way.
func (f *filler) date(r *core.Record, since time.Time) error {
	dates := dbx.Params{}
	for _, field := range []string{"created", "updated", "opened"} {
		if r.Collection().Fields.GetByName(field) != nil {
			dates[field] = since.UTC().Format(types.DefaultDateLayout)
		}
	}
	_, err := f.app.NonconcurrentDB().Update(r.Collection().Name, dates, dbx.HashExp{"id": r.Id}).Execute()
	if err != nil {
		return fmt.Errorf("date %s: %w", r.Collection().Name, err)
	}
	return nil
}

// setPassword hashes each password once: hashing is made to take long, and here it would be most of the work.
func (f *filler) setPassword(r *core.Record, password string) {
	if hash := f.hashes[password]; hash != "" {
		r.SetRaw(core.FieldNamePassword, &core.PasswordFieldValue{Hash: hash})
		return
	}
	r.SetPassword(password)
	f.hashes[password] = r.GetString(core.FieldNamePassword + ":hash")
}

func (f *filler) addOwner() error {
	_, err := f.save(core.CollectionNameSuperusers, func(r *core.Record) {
		r.SetEmail(ownerEmail)
		f.setPassword(r, Password)
	}, f.ago(320, 0))
	return err
}

func (f *filler) addStaff() (err error) {
	for i, s := range staff {
		f.staff[s.key], err = f.save("staff", func(r *core.Record) {
			r.SetEmail(s.email)
			f.setPassword(r, Password)
			r.Set("name", s.name)
			r.Set("role", s.role)
		}, f.ago(318, i))
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *filler) setUpFirm() error {
	settings, err := f.app.Settings().Clone()
	if err != nil {
		return fmt.Errorf("read settings: %w", err)
	}
	settings.Meta.AppURL = f.address
	settings.Meta.SenderName = FirmName
	settings.Meta.SenderAddress = "office@marlowfinch.example"
	if err := f.app.Save(settings); err != nil {
		return fmt.Errorf("save settings: %w", err)
	}

	mark, err := logo()
	if err != nil {
		return err
	}
	file, err := filesystem.NewFileFromBytes(mark, "logo.png")
	if err != nil {
		return fmt.Errorf("take logo: %w", err)
	}
	r, err := f.app.FindRecordById("portal_settings", firm.SettingsID)
	if err != nil {
		return fmt.Errorf("find portal settings: %w", err)
	}
	r.Set("firm_name", FirmName)
	r.Set("logo", file)
	r.Set("accent_color", fmt.Sprintf("#%02x%02x%02x", accent[0], accent[1], accent[2]))
	r.Set("portal_url", f.address)
	r.Set("letterhead", "14 Mill Lane, Wexbridge WX1 3EA\n01632 960000\noffice@marlowfinch.example\nVAT no. GB 000 0000 00")
	r.Set("payment_link", "https://pay.marlowfinch.example/?invoice={number}&amount={amount}&currency={currency}")
	r.Set("upload_assignee", f.staff[assignee].Id)
	r.Set("upload_notification_text", notification)
	if err := f.app.Save(r); err != nil {
		return fmt.Errorf("save portal settings: %w", err)
	}
	return nil
}

func (f *filler) addCompanies() (err error) {
	for _, o := range companies {
		f.companies[o.key], err = f.save("companies", func(r *core.Record) {
			r.Set("name", o.name)
			r.Set("email", o.email)
			r.Set("phone", o.phone)
			r.Set("website", o.website)
			r.Set("address", o.address)
			r.Set("notes", o.notes)
		}, f.ago(o.since, 0))
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *filler) addContacts() (err error) {
	for _, p := range contacts {
		f.contacts[p.key], err = f.save("contacts", func(r *core.Record) {
			r.SetEmail(p.email)
			r.Set("name", p.name)
			r.Set("phone", p.phone)
			r.Set("notes", p.notes)
			r.Set("access", p.access)
			if p.access == enabled {
				f.setPassword(r, Password)
			} else {
				f.setPassword(r, f.nobodys)
			}
		}, f.ago(p.since, 3))
		if err != nil {
			return err
		}
		for i, company := range p.companies {
			_, err := f.save("company_contacts", func(r *core.Record) {
				r.Set("company", f.companies[company].Id)
				r.Set("contact", f.contacts[p.key].Id)
				r.Set("primary", i == 0)
			}, f.ago(p.since, 4))
			if err != nil {
				return err
			}
		}
	}
	return nil
}
