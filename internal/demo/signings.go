package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/signing"
)

// round asks for signatures: of a contact, then of a member of staff.
type round struct {
	file           string // the document's
	contact, staff string // keys
	message        string
	days           int // how long ago it was sent
	due            int // days from now; 0 for never
	signed         bool
}

var rounds = []round{
	{file: "Okafor letter of engagement.pdf", contact: "george", staff: "daniel", days: 170, signed: true},
	{file: "Brightwater letter of engagement, new year.pdf", contact: "helen", staff: "ruth", days: 3, due: 11,
		message: "The letter for the new year, with the fees that we talked about. Please read and sign it here."},
}

func (f *filler) addSignings() error {
	for _, r := range rounds {
		if err := f.addRound(r); err != nil {
			return fmt.Errorf("signing of %s: %w", r.file, err)
		}
	}
	return signing.SealAll(f.app)
}

func (f *filler) addRound(r round) error {
	document, err := f.app.FindFirstRecordByData("documents", "file_name", r.file)
	if err != nil {
		return fmt.Errorf("find document: %w", err)
	}
	client, colleague := f.contacts[r.contact], f.staff[r.staff]
	form := signing.Form{
		Message: r.message, InOrder: true, SignaturePage: true,
		Signers: []signing.Signer{{Contact: client.Id}, {Staff: colleague.Id}},
	}
	if r.due > 0 {
		form.Due = f.now.AddDate(0, 0, r.due).Format(time.DateOnly)
	}
	sent, err := signing.Save(f.app, document, nil, form)
	if err != nil {
		return err
	}
	signatures, err := signing.Signatures(f.app, sent.Id)
	if err != nil {
		return err
	}
	people := map[string]signing.Person{}
	for i, who := range []*core.Record{client, colleague} {
		people[signatures[i].Id] = signing.Person{Name: who.GetString("name"), Email: who.Email()}
	}
	frozen, err := signing.Freeze(context.Background(), f.app, sent, people)
	if err != nil {
		return err
	}
	defer frozen.Discard()
	by := activity.Actor{Kind: "staff", ID: colleague.Id, Name: colleague.GetString("name")}
	err = f.app.RunInTransaction(func(tx core.App) error {
		consent, err := signing.NewestConsent(tx)
		if err != nil {
			return err
		}
		if err := signing.Send(tx, sent, document, frozen, people, consent.Version, by); err != nil {
			return err
		}
		if err := dateRound(tx, sent.Id, f.ago(r.days, 0)); err != nil || !r.signed {
			return err
		}
		asClient := activity.Actor{Kind: "contact", ID: client.Id, Name: client.GetString("name")}
		return f.sign(tx, sent.Id, consent.Version, f.ago(r.days-1, 0), signing.Signing{
			By: asClient, Email: client.Email(), Proof: "Signed in to the client portal",
			Device: access.Device{IP: "192.0.2.14", UserAgent: "Firefox on Windows"},
		}, signing.Signing{
			By: by, Email: colleague.Email(), Proof: "Signed in to the dashboard as staff",
			Device: access.Device{IP: "192.0.2.1", UserAgent: "Firefox on Linux"},
		})
	})
	return err
}

// sign has everyone sign, a quarter of an hour one after the other.
func (f *filler) sign(tx core.App, id string, consent int, at time.Time, signers ...signing.Signing) error {
	for i, who := range signers {
		sent, err := tx.FindRecordById("signings", id)
		if err != nil {
			return fmt.Errorf("find round: %w", err)
		}
		signatures, err := signing.Signatures(tx, id)
		if err != nil {
			return err
		}
		if err := signing.NoteOpened(tx, sent, signatures[i], who.By); err != nil {
			return err
		}
		act := signing.Act{Consent: consent, Signature: signing.Mark{Text: who.By.Name}}
		if err := signing.Sign(tx, sent, signatures[i], act, who); err != nil {
			return err
		}
		when := at.Add(time.Duration(i) * 15 * time.Minute)
		dates := dbx.Params{"told": stamp(when.Add(-2 * time.Hour)), "opened": stamp(when.Add(-4 * time.Minute)), "signed": stamp(when)}
		if _, err := tx.NonconcurrentDB().Update("signatures", dates, dbx.HashExp{"id": signatures[i].Id}).Execute(); err != nil {
			return fmt.Errorf("date signature: %w", err)
		}
	}
	return nil
}

func dateRound(tx core.App, id string, at time.Time) error {
	dates := dbx.Params{"created": stamp(at), "sent": stamp(at)}
	if _, err := tx.NonconcurrentDB().Update("signings", dates, dbx.HashExp{"id": id}).Execute(); err != nil {
		return fmt.Errorf("date round: %w", err)
	}
	return nil
}

func stamp(at time.Time) string { return at.UTC().Format(types.DefaultDateLayout) }
