package signing

import (
	"database/sql"
	"errors"
	"fmt"
	"net/mail"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/firm"
	"portico/internal/notify"
)

// tellTurns tells by mail every signer who can sign now and has not been told. A client who does not see the document yet
// is given it, by whoever has brought this about.
func tellTurns(tx core.App, round *core.Record, by activity.Actor) error {
	all, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	for _, s := range all {
		if !IsTurnOf(round, s, all) || !s.GetDateTime("told").IsZero() {
			continue
		}
		if err := share(tx, round, s.GetString("contact"), by); err != nil {
			return err
		}
		s.Set("told", types.NowDateTime())
		if err := tx.Save(s); err != nil {
			return fmt.Errorf("note that a signer is told: %w", err)
		}
		if err := tell(tx, round, s, notify.SigningTurn, ""); err != nil {
			return err
		}
	}
	return nil
}

func share(tx core.App, round *core.Record, contact string, by activity.Actor) error {
	if contact == "" {
		return nil
	}
	_, err := access.FindVisibleDocument(tx, contact, round.GetString("document"))
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	shares, err := tx.FindCachedCollectionByNameOrId("shares")
	if err != nil {
		return fmt.Errorf("find shares: %w", err)
	}
	shared, err := tx.CountRecords(shares, dbx.HashExp{"document": round.GetString("document"), "contact": contact})
	if err != nil {
		return fmt.Errorf("find share with signer: %w", err)
	}
	if shared > 0 { // and hidden from them for now: their access is off
		return nil
	}
	r := core.NewRecord(shares)
	r.Load(map[string]any{"document": round.GetString("document"), "contact": contact, "shared_by": round.GetString("asked_by_name")})
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("share with signer: %w", err)
	}
	entry := activity.Entry{Action: activity.Share, Document: round.GetString("document"), Contact: contact, Subject: round.GetString("title")}
	return activity.Append(tx, by, entry)
}

// tellEnd puts the mail into the outbox that a round has ended, for the signers who were told of it, and for the member of
// staff who sent it, unless it was the firm's own doing. by is whose doing it was.
func tellEnd(tx core.App, round *core.Record, news notify.SigningNews, by string) error {
	all, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.GetDateTime("told").IsZero() || s.GetString("state") == Refused {
			continue
		}
		if err := tell(tx, round, s, news, by); err != nil {
			return err
		}
	}
	words := map[notify.SigningNews][2]string{ // subject and headline
		notify.SigningCompleted: {"Signed: ", "Everyone has signed:"},
		notify.SigningDeclined:  {"Declined: ", by + " has declined to sign:"},
		notify.SigningExpired:   {"Not signed in time: ", "The time to sign this has passed:"},
	}[news]
	if words[0] == "" {
		return nil
	}
	title := round.GetString("title")
	return notify.TellStaff(tx, notify.StaffNews{
		Subject: words[0] + title, Headline: words[1], Title: title, Note: round.GetString("reason"),
		Link: "/_/#/documents/" + round.GetString("document"),
	}, round.GetString("asked_by"))
}

// tell puts a mail to a signer into the outbox, if they can still see the document.
func tell(tx core.App, round, s *core.Record, news notify.SigningNews, by string) error {
	f, err := firm.Find(tx)
	if err != nil {
		return err
	}
	m := notify.Signing{
		Firm: notify.Firm{Name: f.Name, Accent: f.AccentColor}, News: news, Name: s.GetString("name"), By: by,
		Title: round.GetString("title"), Message: round.GetString("message"), Due: round.GetString("due"),
		Link: f.URL + "/#/sign/" + round.Id,
	}
	to := s.GetString("email")
	if contact := s.GetString("contact"); contact != "" {
		signer, err := tx.FindRecordById("contacts", contact)
		if err != nil {
			return fmt.Errorf("find signer: %w", err)
		}
		sees, err := seesDocument(tx, contact, round.GetString("document"))
		if err != nil || !sees {
			return err
		}
		to = signer.Email()
	} else {
		m.Link = f.URL + "/_/#/signings/" + round.Id
	}
	rendered, err := notify.RenderSigning(mail.Address{Name: m.Name, Address: to}, m)
	if err != nil {
		return err
	}
	return notify.Enqueue(tx, rendered)
}

// seesDocument reports whether a contact can sign in and see a document.
func seesDocument(app core.App, contact, document string) (bool, error) {
	on, err := access.CanEnter(app, contact)
	if err != nil || !on {
		return false, err
	}
	_, err = access.FindVisibleDocument(app, contact, document)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// SendCode puts the mail with a one-time code into the outbox.
func SendCode(tx core.App, round, s *core.Record, to string) error {
	f, err := firm.Find(tx)
	if err != nil {
		return err
	}
	code, err := NewCode(tx, s)
	if err != nil {
		return err
	}
	m, err := notify.RenderSigningCode(mail.Address{Name: s.GetString("name"), Address: to}, notify.SigningCode{
		Firm: notify.Firm{Name: f.Name, Accent: f.AccentColor}, Name: s.GetString("name"), Title: round.GetString("title"),
		Code: code, ValidFor: CodeLasts,
	})
	if err != nil {
		return err
	}
	return notify.Enqueue(tx, m)
}

// Tick reminds the signers of rounds where that is due, and ends those whose day has passed.
func Tick(app core.App) error {
	now := time.Now()
	return errors.Join(
		each(app, dbx.NewExp("next_reminder != '' AND next_reminder <= {:now}", dbx.Params{"now": now.UTC().Format(types.DefaultDateLayout)}),
			func(tx core.App, round *core.Record) error { return remind(tx, round, now) }),
		each(app, dbx.NewExp("status = 'sent' AND due != '' AND due < {:today}", dbx.Params{"today": now.Format(time.DateOnly)}),
			func(tx core.App, round *core.Record) error {
				return end(tx, round, Expired, "", activity.ByPortico())
			}),
	)
}

// each does something to every round that which finds, each in a transaction of its own: what goes wrong with one keeps
// no other from it.
func each(app core.App, which dbx.Expression, do func(tx core.App, round *core.Record) error) error {
	var ids []string
	if err := app.DB().Select("id").From("signings").Where(which).Column(&ids); err != nil {
		return fmt.Errorf("find rounds of signing: %w", err)
	}
	var errs []error
	for _, id := range ids {
		errs = append(errs, app.RunInTransaction(func(tx core.App) error {
			round, err := tx.FindRecordById("signings", id)
			if err != nil {
				return fmt.Errorf("find round of signing: %w", err)
			}
			if err := do(tx, round); err != nil && !errors.Is(err, ErrState) {
				return err
			}
			return nil
		}))
	}
	return errors.Join(errs...)
}

func remind(tx core.App, round *core.Record, now time.Time) error {
	if round.GetString("status") != Sent {
		return ErrState
	}
	round.Set("next_reminder", nextReminder(round, now))
	if err := tx.Save(round); err != nil {
		return fmt.Errorf("note reminder: %w", err)
	}
	return Remind(tx, round)
}

// Remind puts a reminder into the outbox for every signer who can sign now.
func Remind(tx core.App, round *core.Record) error {
	all, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	for _, s := range all {
		if !IsTurnOf(round, s, all) {
			continue
		}
		if err := tell(tx, round, s, notify.SigningReminder, ""); err != nil {
			return err
		}
	}
	return nil
}
