package requests

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Answer is what a client says to an item: exactly one of the fields, or none, to take back what was said.
type Answer struct {
	Text    string `json:"text"`
	YesNo   string `json:"yesNo"`
	Missing string `json:"missing"` // why there is nothing to send
}

// Give writes a client's answer to an item of an open request. What was accepted is not changed any more (ErrState). app
// is that of a transaction, in which permission has been asked.
func Give(tx core.App, request, item *core.Record, by string, a Answer) error {
	if !isOneOf(request, Open) || isOneOf(item, ItemAccepted) {
		return ErrState
	}
	a.Text, a.Missing = strings.TrimSpace(a.Text), strings.TrimSpace(a.Missing)
	if err := a.validate(item.GetString("kind")); err != nil {
		return err
	}
	state := ItemOpen
	switch {
	case a.Missing != "":
		state = ItemMissing
	case a.Text != "", a.YesNo != "":
		state = ItemAnswered
	case isOneOf(item, ItemReturned) && item.GetString("reason") == "":
		// Nothing is taken back, and nothing done about it.
		state = ItemReturned
	case item.GetString("kind") == File:
		// "I don't have this" is taken back: what was sent in counts again.
		var err error
		if state, err = stateOfFiles(tx, item); err != nil {
			return err
		}
	}
	item.Set("text", a.Text)
	item.Set("yes_no", a.YesNo)
	item.Set("reason", a.Missing)
	return saveState(tx, item, state, by)
}

func (a Answer) validate(kind string) error {
	errs := validation.Errors{}
	if utf8.RuneCountInString(a.Text) > 5000 {
		errs["text"] = validation.NewError("validation_length_too_long", "Write 5000 characters at most.")
	}
	if utf8.RuneCountInString(a.Missing) > 1000 {
		errs["missing"] = validation.NewError("validation_length_too_long", "Write 1000 characters at most.")
	}
	given := 0
	for field, value := range map[string]string{Text: a.Text, YesNo: a.YesNo, "missing": a.Missing} {
		if value == "" {
			continue
		}
		given++
		if field != "missing" && field != kind {
			errs["answer"] = validation.NewError("validation_wrong_kind", "This is not what was asked for.")
		}
	}
	if given > 1 {
		errs["answer"] = validation.NewError("validation_one_answer", "Give one answer.")
	}
	if a.YesNo != "" && a.YesNo != "yes" && a.YesNo != "no" {
		errs["yesNo"] = validation.NewError("validation_in_invalid", "Answer yes or no.")
	}
	return errs.Filter()
}

// FileCame brings an item up to date for which a file was sent in. tx is that of the transaction in which it came.
func FileCame(tx core.App, item *core.Record, by string) error {
	if isOneOf(item, ItemAccepted) {
		return ErrState
	}
	item.Set("reason", "")
	return saveState(tx, item, ItemAnswered, by)
}

// FileWent brings an item up to date that has lost a file. What the firm or the client has said of it meanwhile stays.
func FileWent(tx core.App, item *core.Record) error {
	if !isOneOf(item, ItemAnswered) {
		return nil
	}
	state, err := stateOfFiles(tx, item)
	if err != nil || state == ItemAnswered {
		return err
	}
	return saveState(tx, item, state, "")
}

// MayTakeFiles returns ErrState where files cannot be sent in for an item: it asks for something else, the request is not
// open, or the firm has accepted what it has.
func MayTakeFiles(request, item *core.Record) error {
	if !isOneOf(request, Open) || isOneOf(item, ItemAccepted) || item.GetString("kind") != File {
		return ErrState
	}
	return nil
}

func stateOfFiles(tx core.App, item *core.Record) (string, error) {
	n, err := tx.CountRecords("documents", dbx.HashExp{"request_item": item.Id}, dbx.NewExp("request_item != ''"))
	if err != nil {
		return "", fmt.Errorf("count files of item: %w", err)
	}
	if n == 0 {
		return ItemOpen, nil
	}
	return ItemAnswered, nil
}

func saveState(tx core.App, item *core.Record, state, by string) error {
	item.Set("state", state)
	item.Set("answered_by", by)
	item.Set("answered", types.NowDateTime())
	if state == ItemOpen {
		item.Set("answered_by", "")
		item.Set("answered", "")
	}
	if err := tx.Save(item); err != nil {
		return fmt.Errorf("save answer: %w", err)
	}
	return nil
}

// Submit hands an open request in, if every item that has to be is answered; else its error is validation.Errors by the
// id of what is missing.
func Submit(tx core.App, request *core.Record) error {
	if !isOneOf(request, Open) {
		return ErrState
	}
	items, err := Items(tx, request.Id)
	if err != nil {
		return err
	}
	missing := validation.Errors{}
	for _, item := range items {
		waits := isOneOf(item, ItemReturned) || item.GetBool("required") && isOneOf(item, ItemOpen)
		if waits {
			missing[item.Id] = validation.NewError("validation_required", item.GetString("name")+" is still to be answered.")
		}
	}
	if len(missing) > 0 {
		return missing
	}
	request.Set("submitted", types.NowDateTime())
	return saveStatus(tx, request, Submitted)
}

// Send asks the clients: a draft is open from now on.
func Send(tx core.App, request *core.Record, by, name string) error {
	if !isOneOf(request, Draft) {
		return ErrState
	}
	request.Set("asked_by", by)
	request.Set("asked_by_name", name)
	request.Set("sent", types.NowDateTime())
	return saveStatus(tx, request, Open)
}

// Cancel ends a request; what was sent in stays with the firm.
func Cancel(tx core.App, request *core.Record) error {
	if isOneOf(request, Cancelled) {
		return ErrState
	}
	return saveStatus(tx, request, Cancelled)
}

// Finish ends an open request for which nothing more is needed, however much of it was answered.
func Finish(tx core.App, request *core.Record) error {
	if !isOneOf(request, Open, Submitted) {
		return ErrState
	}
	return saveStatus(tx, request, Done)
}

// Accept takes what was answered to an item as good. When that is so of all that was answered, a request that was handed
// in is done.
func Accept(tx core.App, request, item *core.Record) error {
	if !isOneOf(request, Open, Submitted) || !isOneOf(item, ItemAnswered, ItemMissing) {
		return ErrState
	}
	item.Set("state", ItemAccepted)
	item.Set("note", "")
	if err := tx.Save(item); err != nil {
		return fmt.Errorf("accept item: %w", err)
	}
	if !isOneOf(request, Submitted) {
		return nil
	}
	waiting, err := tx.CountRecords("request_items", dbx.HashExp{"request": request.Id},
		dbx.NewExp("(state IN ('answered', 'missing', 'returned') OR required = TRUE AND state = 'open')"))
	if err != nil {
		return fmt.Errorf("count what waits: %w", err)
	}
	if waiting > 0 {
		return nil
	}
	return saveStatus(tx, request, Done)
}

// gather is how long items that are returned one by one wait for each other, to be told in one mail.
const gather = 5 * time.Minute

// Return asks for an item again, with a note why; the request is open again, and a mail will say so.
func Return(tx core.App, request, item *core.Record, note string) error {
	handedIn := isOneOf(request, Submitted) && isOneOf(item, ItemOpen) // its file was deleted since
	if !handedIn && (!isOneOf(request, Open, Submitted, Done) || !isOneOf(item, ItemAnswered, ItemMissing, ItemAccepted)) {
		return ErrState
	}
	note = strings.TrimSpace(note)
	if err := (validation.Errors{"note": validation.Validate(note, validation.Required, validation.RuneLength(1, 1000))}).Filter(); err != nil {
		return err
	}
	item.Set("state", ItemReturned)
	item.Set("note", note)
	if err := tx.Save(item); err != nil {
		return fmt.Errorf("return item: %w", err)
	}
	request.Set("status", Open)
	request.Set("next_reminder", time.Now().Add(gather))
	if err := tx.Save(request); err != nil {
		return fmt.Errorf("save request: %w", err)
	}
	return nil
}

func saveStatus(tx core.App, request *core.Record, status string) error {
	request.Set("status", status)
	request.Set("next_reminder", "")
	if status == Open {
		request.Set("next_reminder", nextReminder(request, time.Now()))
	}
	if err := tx.Save(request); err != nil {
		return fmt.Errorf("save request: %w", err)
	}
	return nil
}
