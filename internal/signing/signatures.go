package signing

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/seal"
	"portico/internal/tidy"
)

// Mark is a signature or initials as a signer adopts them: typed, or drawn.
type Mark struct {
	Text    string       `json:"text,omitempty"`
	Strokes [][][2]int16 `json:"strokes,omitempty"` // points of 0 to 1000, across and down
}

// Act is what a signer sends to sign.
type Act struct {
	Consent   int               `json:"consent"` // the version that they were shown and agree to
	Signature Mark              `json:"signature"`
	Initials  Mark              `json:"initials"`
	Fields    map[string]string `json:"fields"` // texts, by field
	Code      string            `json:"code"`   // of the mail, where the round asks for one
}

const (
	maxText    = 500
	maxStrokes = 200
	maxPoints  = 3000
)

// Signing is who signs, and how they have shown to be that.
type Signing struct {
	By     activity.Actor
	Email  string // theirs now
	Proof  string
	Code   bool // the one-time code was right
	Device access.Device
}

// Check tells what keeps an act from being taken, before the transaction in which it is: what is filled in is tried on the
// pages, which takes its time, unless it could not count anyway. What the pages have told holds, since the fields of a round
// that was sent do not change; the rest is asked again (Sign).
func (a *Act) Check(app core.App, round, signature *core.Record) error {
	all, err := Signatures(app, round.Id)
	if err != nil {
		return err
	}
	if err := a.mayCount(round, signature, all); err != nil {
		return err
	}
	a.Signature.Text, a.Initials.Text = tidy.Line(a.Signature.Text), tidy.Line(a.Initials.Text)
	places, err := Fields(app, signature.Id)
	if err != nil {
		return err
	}
	if err := a.fill(places[signature.Id], signature.GetString("name"), time.Now()); err != nil {
		return err
	}
	pages, err := PagesOf(round)
	if err != nil {
		return err
	}
	var marks []seal.Mark
	var marked []string // the field of each
	for _, place := range places[signature.Id] {
		value, err := ReadMark(place)
		if err != nil {
			return err
		}
		if mark, written := value.on(ReadField(place), pages); written {
			marks, marked = append(marks, mark), append(marked, place.Id)
		}
	}
	var misfit seal.MarkError
	if errors.As(seal.Fit(marks, pages), &misfit) {
		return validation.Errors{marked[misfit.Mark]: validation.NewError("validation_no_room", "This does not fit into its field. Write less.")}
	}
	return nil
}

// Sign notes that a signer has signed, and where in their fields what stands, and tells whoever's turn it is then. The act
// has been checked. tx is that of a transaction, in which permission has been asked.
func Sign(tx core.App, round, signature *core.Record, act Act, who Signing) error {
	all, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	if err := act.mayCount(round, signature, all); err != nil {
		return err
	}
	if round.GetBool("ask_code") && signature.GetString("contact") != "" && !who.Code {
		return ErrCode
	}
	places, err := Fields(tx, signature.Id)
	if err != nil {
		return err
	}
	if err := act.fill(places[signature.Id], signature.GetString("name"), time.Now()); err != nil {
		return err
	}
	for _, place := range places[signature.Id] {
		if err := tx.Save(place); err != nil {
			return fmt.Errorf("fill in field: %w", err)
		}
	}
	signature.Load(map[string]any{
		"state": Signed, "signed": types.NowDateTime(), "consent": act.Consent, "email": who.Email, "proof": who.Proof,
		"ip": who.Device.IP, "user_agent": who.Device.UserAgent, "code_hash": "", "code_expires": "", "code_tries": 0,
	})
	if err := tx.Save(signature); err != nil {
		return fmt.Errorf("save signature: %w", err)
	}
	if err := note(tx, who.By, activity.Sign, round); err != nil {
		return err
	}
	waits := func(other *core.Record) bool { return other.Id != signature.Id && other.GetString("state") == Waiting }
	if slices.ContainsFunc(all, waits) {
		return tellTurns(tx, round, activity.ByPortico())
	}
	round.Set("status", Sealing)
	round.Set("next_reminder", "")
	if err := tx.Save(round); err != nil {
		return fmt.Errorf("save round of signing: %w", err)
	}
	return nil
}

// mayCount refuses what could not count now, whatever was filled in.
func (a *Act) mayCount(round, signature *core.Record, all []*core.Record) error {
	if err := maySign(round, signature, all); err != nil {
		return err
	}
	switch {
	case signature.GetDateTime("opened").IsZero():
		return ErrUnread
	case a.Consent != round.GetInt("consent"):
		return ErrConsent
	}
	return nil
}

// maySign refuses who cannot sign, or decline, in a round now.
func maySign(round, signature *core.Record, all []*core.Record) error {
	due := round.GetString("due")
	switch {
	case round.GetString("status") != Sent || signature.GetString("state") != Waiting || due != "" && due < time.Now().Format(time.DateOnly):
		return ErrState
	case !IsTurnOf(round, signature, all):
		return ErrNotYet
	}
	return nil
}

// fill puts into a signer's fields what they sent, and what is known of them. All that has to be filled in has to be; the
// error is validation.Errors by field then.
func (a *Act) fill(places []*core.Record, name string, now time.Time) error {
	errs := validation.Errors{}
	initialed := false
	for _, place := range places {
		var value Mark
		switch place.GetString("kind") {
		case FieldSignature:
			value = a.Signature
		case FieldInitials:
			value, initialed = a.Initials, true
		case FieldDate:
			value.Text = now.Format(time.DateOnly)
		case FieldName:
			value.Text = name
		case FieldText:
			value.Text = tidy.Line(a.Fields[place.Id])
			errs[place.Id] = checkText(value.Text, place.GetBool("required"))
		}
		place.Set("value", value)
	}
	errs["signature"] = a.Signature.check()
	if initialed {
		errs["initials"] = a.Initials.check()
	}
	return errs.Filter()
}

func checkText(text string, required bool) error {
	switch {
	case text == "" && required:
		return validation.NewError("validation_required", "Fill this in.")
	case utf8.RuneCountInString(text) > maxText:
		return validation.NewError("validation_length_too_long", fmt.Sprintf("Write %d characters at most.", maxText))
	}
	return drawable(text)
}

// check says what is wrong with an adopted signature.
func (m Mark) check() error {
	if len(m.Strokes) == 0 {
		switch text := tidy.Line(m.Text); {
		case text == "":
			return validation.NewError("validation_required", "Type or draw your signature.")
		case utf8.RuneCountInString(text) > 100:
			return validation.NewError("validation_length_too_long", "Write 100 characters at most.")
		}
		return drawable(m.Text)
	}
	points := 0
	for _, stroke := range m.Strokes {
		points += len(stroke)
		for _, p := range stroke {
			if p[0] < 0 || p[0] > 1000 || p[1] < 0 || p[1] > 1000 {
				return validation.NewError("validation_invalid_drawing", "The drawing could not be read. Draw it again.")
			}
		}
	}
	if m.Text != "" || points < 2 || points > maxPoints || len(m.Strokes) > maxStrokes {
		return validation.NewError("validation_invalid_drawing", "The drawing could not be read. Draw it again.")
	}
	return nil
}

// drawable refuses what the page's font has no signs for: a signature is never a row of boxes.
func drawable(text string) error {
	if missing := seal.Unwritable(text); len(missing) > 0 {
		return validation.NewError("validation_no_sign", "These signs cannot be written on the page: "+string(missing)+". Draw your signature, or use other letters.")
	}
	return nil
}

// Filled is a field with what a signer has put into it.
type Filled struct {
	Field
	Value Mark `json:"value"`
}

// FilledBy returns what the others have filled in who have signed already: whoever signs after them agrees to it as well, and
// is shown it on the pages.
func FilledBy(app core.App, others []*core.Record) ([]Filled, error) {
	var ids []string
	for _, s := range others {
		if s.GetString("state") == Signed {
			ids = append(ids, s.Id)
		}
	}
	places, err := Fields(app, ids...)
	if err != nil {
		return nil, err
	}
	filled := []Filled{}
	for _, id := range ids {
		for _, place := range places[id] {
			value, err := ReadMark(place)
			if err != nil {
				return nil, err
			}
			filled = append(filled, Filled{ReadField(place), value})
		}
	}
	return filled, nil
}

// ReadMark reads what stands in a field.
func ReadMark(place *core.Record) (Mark, error) {
	var m Mark
	if err := json.Unmarshal([]byte(place.GetString("value")), &m); err != nil {
		return m, fmt.Errorf("read field of signature: %w", err)
	}
	return m, nil
}

// Decline notes that a signer does not sign, which ends the round.
func Decline(tx core.App, round, signature *core.Record, reason string, who Signing) error {
	reason = strings.TrimSpace(reason)
	err := validation.Errors{"reason": validation.Validate(reason, validation.Required.Error("Say why."), validation.RuneLength(1, 1000))}.Filter()
	if err != nil {
		return err
	}
	all, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	if err := maySign(round, signature, all); err != nil {
		return err
	}
	signature.Load(map[string]any{
		"state": Refused, "signed": types.NowDateTime(), "reason": reason, "email": who.Email,
		"ip": who.Device.IP, "user_agent": who.Device.UserAgent,
	})
	if err := tx.Save(signature); err != nil {
		return fmt.Errorf("save signature: %w", err)
	}
	return end(tx, round, Declined, reason, who.By)
}

// NoteOpened notes when a signer looks for the first time at what they are to sign.
func NoteOpened(tx core.App, round, signature *core.Record, by activity.Actor) error {
	if !signature.GetDateTime("opened").IsZero() || round.GetString("status") != Sent {
		return nil
	}
	signature.Set("opened", types.NowDateTime())
	if err := tx.Save(signature); err != nil {
		return fmt.Errorf("note opening: %w", err)
	}
	return note(tx, by, activity.OpenToSign, round)
}
