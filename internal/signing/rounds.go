package signing

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/seal"
)

// By is who does something to a round, as it is written down.
type By struct{ ID, Name string }

// Send asks the signers of a draft, or the first of them: from now on its document is what is signed. consent is the
// newest version of what they agree to. The caller has made sure that every signer can see the document, and tells them
// (TellTurns).
func Send(tx core.App, round, document *core.Record, frozen *Frozen, signers map[string]Person, consent int, by By) error {
	if round.GetString("status") != Draft || document.GetString("file_sha256") != frozen.sha256() {
		return ErrState
	}
	open, err := OpenRound(tx, document.Id)
	if err != nil {
		return err
	}
	if open != nil {
		return ErrState
	}
	signatures, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	ids := make([]string, len(signatures))
	for i, s := range signatures {
		ids[i] = s.Id
		person := signers[s.Id]
		s.Set("name", person.Name)
		s.Set("email", person.Email)
		if err := tx.Save(s); err != nil {
			return fmt.Errorf("save signer: %w", err)
		}
	}
	places, err := Fields(tx, ids...)
	if err != nil {
		return err
	}
	if err := standOnPages(places, frozen.Pages); err != nil {
		return err
	}
	frozen.giveTo(round)
	round.Load(map[string]any{
		"title": document.GetString("title"), "consent": consent, "asked_by": by.ID, "asked_by_name": by.Name,
		"sent": types.NowDateTime(), "status": Sent, "next_reminder": nextReminder(round, time.Now()),
	})
	if err := tx.Save(round); err != nil {
		return fmt.Errorf("send round of signing: %w", err)
	}
	return nil
}

// standOnPages refuses fields on pages that are not there.
func standOnPages(places map[string][]*core.Record, pages []seal.Page) error {
	for _, fields := range places {
		for _, place := range fields {
			if place.GetInt("page") > len(pages) {
				return validation.Errors{"signers": validation.NewError("validation_invalid_field",
					fmt.Sprintf("A field stands on page %d, and the document has %d.", place.GetInt("page"), len(pages)))}
			}
		}
	}
	return nil
}

// Person is a signer's name and address, as they are when they are asked.
type Person struct{ Name, Email string }

// Withdraw ends a round that waits for signers, at the firm's wish.
func Withdraw(tx core.App, round *core.Record, reason string) error {
	return end(tx, round, Withdrawn, reason)
}

// end ends a round that waits for signers. What was signed in it stays written down, and counts for nothing.
func end(tx core.App, round *core.Record, status, reason string) error {
	if round.GetString("status") != Sent {
		return ErrState
	}
	round.Load(map[string]any{"status": status, "reason": reason, "ended": types.NowDateTime(), "next_reminder": ""})
	if err := tx.Save(round); err != nil {
		return fmt.Errorf("end round of signing: %w", err)
	}
	return nil
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
