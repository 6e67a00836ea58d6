package signing

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/firm"
	"portico/internal/notify"
)

// tellTurns tells by mail every signer who can sign now and has not been told. A client who was to be given the document
// when it was sent is given it first. Who cannot be told now, since they do not see it or cannot sign in, is told when they
// can be (Tick); whoever sent the round hears of that once.
func tellTurns(tx core.App, round *core.Record, by activity.Actor) error {
	all, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	var unreached []string
	for _, s := range all {
		if !IsTurnOf(round, s, all) || !s.GetDateTime("told").IsZero() {
			continue
		}
		if err := share(tx, round, s, by); err != nil {
			return err
		}
		told, err := tell(tx, round, s, notify.SigningTurn, "")
		switch {
		case err != nil:
			return err
		case told:
			s.Set("told", types.NowDateTime())
			s.Set("grant", false)
		case s.GetDateTime("unreached").IsZero():
			s.Set("unreached", types.NowDateTime())
			unreached = append(unreached, s.GetString("name"))
		default:
			continue
		}
		if err := tx.Save(s); err != nil {
			return fmt.Errorf("note that a signer is told: %w", err)
		}
	}
	if len(unreached) == 0 {
		return nil
	}
	return tellStaff(tx, round, "Cannot be told yet: ", "It is the turn of "+strings.Join(unreached, ", ")+" to sign, and they are not told yet: "+
		"they do not see the document, or cannot sign in to the portal. Share it with them, or let them in, and they are told:", "")
}

// share gives the document to a signer who was to be given it when it was sent, and has not seen it since: what staff have
// taken back stays taken.
func share(tx core.App, round, s *core.Record, by activity.Actor) error {
	if !s.GetBool("grant") {
		return nil
	}
	document, contact := round.GetString("document"), s.GetString("contact")
	needs, err := access.NeedsShare(tx, contact, document)
	if err != nil || !needs {
		return err
	}
	may, err := access.MayShareToSign(tx, contact, by.Kind != activity.ByPortico().Kind)
	if err != nil || !may {
		return err
	}
	shares, err := tx.FindCachedCollectionByNameOrId("shares")
	if err != nil {
		return fmt.Errorf("find shares: %w", err)
	}
	r := core.NewRecord(shares)
	r.Load(map[string]any{"document": document, "contact": contact, "shared_by": cmp.Or(by.Name, "Portico")})
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("share with signer: %w", err)
	}
	return activity.Append(tx, by, activity.Entry{
		Action: activity.Share, Document: document, Contact: contact, Subject: round.GetString("title"),
	})
}

// SightMayEnd is called in a transaction, before what may take documents out of the sight of clients: what they see and are
// to sign is not given to them again when their turn comes. which finds the signatures (s, of rounds g) that it may concern.
func SightMayEnd(tx core.App, which dbx.Expression) error {
	var granted []struct{ ID, Contact, Document string }
	err := tx.DB().Select("s.id", "s.contact", "g.document").From("signatures s").
		InnerJoin("signings g", dbx.NewExp("g.id = s.signing AND g.status = 'sent'")).
		Where(dbx.HashExp{"s.grant": true}).AndWhere(which).All(&granted)
	if err != nil {
		return fmt.Errorf("find who is to be given what they sign: %w", err)
	}
	for _, s := range granted {
		_, err := access.FindVisibleDocument(tx, s.Contact, s.Document)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		if _, err := tx.NonconcurrentDB().Update("signatures", dbx.Params{"grant": false}, dbx.HashExp{"id": s.ID}).Execute(); err != nil {
			return fmt.Errorf("note that a signer has seen the document: %w", err)
		}
	}
	return nil
}

// tellEnd puts the mail into the outbox that a round has ended, for the signers who were told of it, and for the member of
// staff who sent it, unless it was the firm's own doing. A sender who signs as well is told once, and no member of staff what
// they did themselves.
func tellEnd(tx core.App, round *core.Record, news notify.SigningNews, by activity.Actor) error {
	all, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	sender := round.GetString("asked_by")
	subject, headline, words := newsForSender(round, news, by)
	for _, s := range all {
		staff := s.GetString("staff")
		knows := staff != "" && (staff == by.ID || staff == sender && subject != "")
		if knows || s.GetDateTime("told").IsZero() || s.GetString("state") == Refused {
			continue
		}
		if _, err := tell(tx, round, s, news, by.Name); err != nil {
			return err
		}
	}
	if subject == "" || sender == by.ID {
		return nil
	}
	return tellStaff(tx, round, subject, headline, words)
}

// newsForSender is how the member of staff who sent a round is told of its end; nothing where they are not.
func newsForSender(round *core.Record, news notify.SigningNews, by activity.Actor) (subject, headline, words string) {
	switch {
	case news == notify.SigningCompleted:
		return "Signed: ", "Everyone has signed:", ""
	case news == notify.SigningDeclined:
		return "Declined: ", by.Name + " has declined to sign:", round.GetString("reason")
	case news == notify.SigningExpired:
		return "Not signed in time: ", "The time to sign this has passed:", ""
	case news == notify.SigningWithdrawn && by.Kind == activity.ByPortico().Kind:
		return "Withdrawn: ", "This is not to be signed any more:", round.GetString("reason")
	}
	return "", "", ""
}

// tellStaff puts a mail into the outbox for the member of staff who sent a round.
func tellStaff(tx core.App, round *core.Record, subject, headline, words string) error {
	title := round.GetString("title")
	return notify.TellStaff(tx, notify.StaffNews{
		Subject: subject + title, Headline: headline, Title: title, Note: words,
		Link: "/_/#/documents/" + round.GetString("document"),
	}, round.GetString("asked_by"))
}

// tell puts a mail to a signer into the outbox, if they are there still and can see the document, and reports whether it
// did.
func tell(tx core.App, round, s *core.Record, news notify.SigningNews, by string) (bool, error) {
	f, err := firm.Find(tx)
	if err != nil {
		return false, err
	}
	m := notify.Signing{
		Firm: notify.Firm{Name: f.Name, Accent: f.AccentColor}, News: news, Name: s.GetString("name"), By: by,
		Title: round.GetString("title"), Message: round.GetString("message"), Due: round.GetString("due"),
		Link: f.URL + "/#/sign/" + round.Id,
	}
	collection, id := signerOf(s)
	switch collection {
	case "":
		return false, nil // deleted since
	case "contacts":
		sees, err := seesDocument(tx, id, round.GetString("document"))
		if err != nil || !sees {
			return false, err
		}
	default:
		m.Link = f.URL + "/_/#/signings/" + round.Id
	}
	signer, err := tx.FindRecordById(collection, id)
	if err != nil {
		return false, fmt.Errorf("find signer: %w", err)
	}
	rendered, err := notify.RenderSigning(mail.Address{Name: m.Name, Address: signer.Email()}, m)
	if err != nil {
		return false, err
	}
	return true, notify.Enqueue(tx, rendered)
}

// signerOf is where the account of a signer is, and its id; empty when it has been deleted.
func signerOf(signature *core.Record) (collection, id string) {
	if id = signature.GetString("contact"); id != "" {
		return "contacts", id
	}
	if id = signature.GetString("staff"); id != "" {
		return "staff", id
	}
	return "", ""
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
	code, err := NewCode(tx, s, to)
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

// Tick ends the rounds whose day has passed, tells signers who could not be told before, and reminds where that is due.
func Tick(app core.App) error {
	now := time.Now()
	return errors.Join(
		each(app, dbx.NewExp("status = 'sent' AND due != '' AND due < {:today}", dbx.Params{"today": now.Format(time.DateOnly)}),
			func(tx core.App, round *core.Record) error { return end(tx, round, Expired, "", activity.ByPortico()) }),
		each(app, untold(),
			func(tx core.App, round *core.Record) error { return tellTurns(tx, round, activity.ByPortico()) }),
		each(app, dbx.NewExp("next_reminder != '' AND next_reminder <= {:now}", dbx.Params{"now": now.UTC().Format(types.DefaultDateLayout)}),
			func(tx core.App, round *core.Record) error { return remind(tx, round, now) }),
	)
}

// each does something to every round (g) that which finds, each in a transaction of its own: what goes wrong with one keeps
// no other from it.
func each(app core.App, which dbx.Expression, do func(tx core.App, round *core.Record) error) error {
	var ids []string
	if err := app.DB().Select("g.id").From("signings g").Where(which).Column(&ids); err != nil {
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

// justTold is how long nobody is reminded by itself of what they have only just been told. It is less than a day: who is
// told this morning can be reminded tomorrow, and perhaps has to be.
const justTold = 12 * time.Hour

func remind(tx core.App, round *core.Record, now time.Time) error {
	if round.GetString("status") != Sent {
		return ErrState
	}
	round.Set("next_reminder", nextReminder(round, now))
	if err := tx.Save(round); err != nil {
		return fmt.Errorf("note reminder: %w", err)
	}
	return remindTold(tx, round, now.Add(-justTold))
}

// Remind puts a reminder into the outbox for every signer who can sign now and knows of it.
func Remind(tx core.App, round *core.Record) error { return remindTold(tx, round, time.Now()) }

// remindTold reminds every signer who can sign now and was told so until a time.
func remindTold(tx core.App, round *core.Record, until time.Time) error {
	all, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	for _, s := range all {
		told := s.GetDateTime("told")
		if !IsTurnOf(round, s, all) || told.IsZero() || told.Time().After(until) {
			continue
		}
		if _, err := tell(tx, round, s, notify.SigningReminder, ""); err != nil {
			return err
		}
	}
	return nil
}
