package signing

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/firm"
	"portico/internal/notify"
	"portico/internal/seal"
)

// Send asks the signers of a draft, or the first of them: from now on its document is what is signed. consent is the
// newest version of what they agree to.
func Send(tx core.App, round, document *core.Record, frozen *Frozen, signers map[string]Person, consent int, by activity.Actor) error {
	if round.GetString("status") != Draft {
		return ErrState
	}
	if document.GetString("file_sha256") != frozen.original || round.GetString("file_sha256") != frozen.original {
		return ErrMoved
	}
	open, err := OpenRound(tx, document.Id)
	if err != nil {
		return err
	}
	if open != nil {
		return ErrOpen
	}
	signatures, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	if len(signatures) == 0 {
		return validation.Errors{"signers": validation.NewError("validation_required", "Choose who signs.")}
	}
	round.Set("title", document.GetString("title"))
	ids := make([]string, len(signatures))
	for i, s := range signatures {
		ids[i] = s.Id
		person := signers[s.Id]
		if frozen.page != nil && frozen.page.names[s.Id] != person.Name {
			return ErrState // changed since the page was made
		}
		if err := ask(tx, s, document.Id, person); err != nil {
			return err
		}
	}
	places, err := Fields(tx, ids...)
	if err != nil {
		return err
	}
	if err := checkSent(round, signatures, places, frozen); err != nil {
		return err
	}
	for _, s := range signatures {
		if err := saveFields(tx, s.Id, frozen.placed(s.Id)); err != nil {
			return err
		}
	}
	frozen.giveTo(round)
	name := by.Name
	if by.Kind == "owner" { // who is known by an address to sign in with, which is not the signers' business
		f, err := firm.Find(tx)
		if err != nil {
			return err
		}
		name = cmp.Or(f.Name, "The firm")
	}
	round.Load(map[string]any{
		"consent": consent, "asked_by": by.ID, "asked_by_name": name,
		"sent": types.NowDateTime(), "status": Sent, "next_reminder": nextReminder(round, time.Now()),
	})
	if err := tx.Save(round); err != nil {
		return fmt.Errorf("send round of signing: %w", err)
	}
	if err := note(tx, by, activity.SendToSign, round); err != nil {
		return err
	}
	return tellTurns(tx, round, by)
}

// ask notes who a signer is, and whether they are given the document when it is their turn: that is decided now, and not when
// somebody else has signed.
func ask(tx core.App, s *core.Record, document string, person Person) error {
	s.Set("name", person.Name)
	s.Set("email", person.Email)
	if contact := s.GetString("contact"); contact != "" {
		grant, err := access.NeedsShare(tx, contact, document)
		if err != nil {
			return err
		}
		s.Set("grant", grant)
	}
	if err := tx.Save(s); err != nil {
		return fmt.Errorf("save signer: %w", err)
	}
	return nil
}

// checkSent refuses what could not be signed or finished later: a day that has passed, names that no font has letters for,
// signers without a place to sign, fields on pages that are not there or too small for what will stand in them.
func checkSent(round *core.Record, signatures []*core.Record, places map[string][]*core.Record, frozen *Frozen) error {
	errs := validation.Errors{}
	if due := round.GetString("due"); due != "" && due < time.Now().Format(time.DateOnly) {
		errs["due"] = validation.NewError("validation_passed", "This day has passed: choose another.")
	}
	if missing := seal.Unwritable(round.GetString("title")); len(missing) > 0 {
		errs["document"] = validation.NewError("validation_no_sign", "The title has signs that cannot be written on the certificate: "+
			string(missing)+". Rename the document first.")
	}
	signers := validation.Errors{}
	for i, s := range signatures {
		signers[strconv.Itoa(i)] = checkSigner(s, places[s.Id], frozen)
	}
	if err := signers.Filter(); err != nil {
		errs["signers"] = err
	}
	return errs.Filter()
}

func checkSigner(s *core.Record, places []*core.Record, frozen *Frozen) error {
	name := s.GetString("name")
	if missing := seal.Unwritable(name); len(missing) > 0 {
		return validation.Errors{"contact": validation.NewError("validation_no_sign",
			"Their name has signs that cannot be written on the page: "+string(missing)+". Write it in other letters.")}
	}
	likely := map[string]string{ // what will stand in a field, or the least that can
		FieldSignature: name, FieldInitials: "AB", FieldDate: time.DateOnly, FieldName: name, FieldText: "Text",
	}
	fields, signs := frozen.placed(s.Id), frozen.page != nil
	for _, place := range places {
		field := ReadField(place)
		signs = signs || field.Kind == FieldSignature
		if field.Page > frozen.own {
			return validation.Errors{"fields": validation.NewError("validation_invalid_field",
				fmt.Sprintf("A field stands on page %d, and the document has %d.", field.Page, frozen.own))}
		}
		fields = append(fields, field)
	}
	if !signs {
		return validation.Errors{"fields": validation.NewError("validation_no_signature", "Place a signature for them.")}
	}
	marks := make([]seal.Mark, len(fields))
	for i, field := range fields {
		marks[i], _ = Mark{Text: likely[field.Kind]}.on(field, frozen.Pages)
	}
	var misfit seal.MarkError
	if errors.As(seal.Fit(marks, frozen.Pages), &misfit) {
		return validation.Errors{"fields": validation.NewError("validation_no_room",
			fmt.Sprintf("A field on page %d is too small for what will stand in it. Make it larger.", marks[misfit.Mark].Page))}
	}
	return nil
}

// Person is a signer's name and address, as they are when they are asked.
type Person struct{ Name, Email string }

// Withdraw ends a round that waits for signers, at the firm's wish.
func Withdraw(tx core.App, round *core.Record, reason string, by activity.Actor) error {
	if round.GetString("status") == Sealing && round.GetInt("attempts") > 0 { // it cannot be finished
		round.Set("status", Sent)
	}
	return end(tx, round, Withdrawn, strings.TrimSpace(reason), by)
}

// ending is what is written down, and told, of a round that has ended before everyone has signed.
var ending = map[string]struct {
	action string
	news   notify.SigningNews
}{
	Declined:  {activity.DeclineToSign, notify.SigningDeclined},
	Withdrawn: {activity.WithdrawSigning, notify.SigningWithdrawn},
	Expired:   {activity.ExpireSigning, notify.SigningExpired},
	Voided:    {activity.VoidSigning, notify.SigningVoided},
}

// end ends a round that waits for signers, and tells those concerned. What was signed in it stays written down, and counts
// for nothing.
func end(tx core.App, round *core.Record, status, reason string, by activity.Actor) error {
	if round.GetString("status") != Sent {
		return ErrState
	}
	round.Load(map[string]any{"status": status, "reason": reason, "ended": types.NowDateTime(), "next_reminder": ""})
	if err := tx.Save(round); err != nil {
		return fmt.Errorf("end round of signing: %w", err)
	}
	if err := note(tx, by, ending[status].action, round); err != nil {
		return err
	}
	return tellEnd(tx, round, ending[status].news, by)
}

// note writes into the activity what was done about a round, and so about its document.
func note(tx core.App, by activity.Actor, action string, round *core.Record) error {
	document, err := tx.FindRecordById("documents", round.GetString("document"))
	if err != nil {
		return fmt.Errorf("find document of round: %w", err)
	}
	entry := activity.OfDocument(action, document)
	entry.Subject = round.GetString("title") // as it was when it was sent
	return activity.Append(tx, by, entry)
}

// OpenRound returns the round that a document is in, waiting for signers or being sealed; nil where it is in none.
func OpenRound(app core.App, document string) (*core.Record, error) {
	var rounds []*core.Record
	err := app.RecordQuery("signings").AndWhere(dbx.HashExp{"document": document}).
		AndWhere(dbx.In("status", Sent, Sealing)).Limit(1).All(&rounds)
	if err != nil {
		return nil, fmt.Errorf("find open round of signing: %w", err)
	}
	if len(rounds) == 0 {
		return nil, nil //nolint:nilnil // a document is seldom being signed
	}
	return rounds[0], nil
}

// SignedOn is when everyone had signed a document last; empty where they have not.
func SignedOn(app core.App, document string) (string, error) {
	var ended []string
	err := app.DB().Select("ended").From("signings").Where(dbx.HashExp{"document": document, "status": Completed}).
		OrderBy("ended DESC").Limit(1).Column(&ended)
	if err != nil {
		return "", fmt.Errorf("find when a document was signed: %w", err)
	}
	return strings.Join(ended, ""), nil
}

// IsTurnOf reports whether a signer of a round that is sent can sign now: at once with the others, or after those before.
func IsTurnOf(round, signature *core.Record, all []*core.Record) bool {
	if round.GetString("status") != Sent || signature.GetString("state") != Waiting {
		return false
	}
	if !round.GetBool("in_order") {
		return true
	}
	for _, other := range all {
		if other.GetInt("position") < signature.GetInt("position") && other.GetString("state") == Waiting {
			return false
		}
	}
	return true
}

// nextReminder is when the signers of a round are reminded next after now, at nine in the morning by the server's clock;
// empty for never.
func nextReminder(round *core.Record, now time.Time) types.DateTime {
	nine := func(day time.Time) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, now.Location())
	}
	var next time.Time
	if every := round.GetInt("remind_every"); every > 0 {
		next = nine(now.AddDate(0, 0, every))
	}
	due, err := time.ParseInLocation(time.DateOnly, round.GetString("due"), now.Location())
	if before := round.GetInt("remind_before"); err == nil && before > 0 {
		if at := nine(due.AddDate(0, 0, -before)); at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	if next.IsZero() {
		return types.DateTime{}
	}
	at, _ := types.ParseDateTime(next.UTC()) // it cannot fail on a time
	return at
}
