// Package signing has documents signed: a round asks signers, one after the other or at once, and ends when all have
// signed, or when somebody declines, the firm withdraws it, its day has passed, or the document was changed.
package signing

import (
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/tidy"
)

// The states of a round.
const (
	Draft     = "draft"   // the firm's alone
	Sent      = "sent"    // waits for signers
	Sealing   = "sealing" // all have signed; the finished PDF is being made
	Completed = "completed"
	Declined  = "declined"
	Withdrawn = "withdrawn"
	Expired   = "expired"
	Voided    = "voided" // the document was changed
)

// The states of a signature.
const (
	Waiting = "waiting"
	Signed  = "signed"
	Refused = "declined"
)

const (
	maxSigners = 20
	maxFields  = 300 // of all signers
)

// What can be placed on a page.
const (
	FieldSignature = "signature"
	FieldInitials  = "initials"
	FieldDate      = "date" // on which it was signed
	FieldName      = "name" // the signer's
	FieldText      = "text"
)

// RefusalError is why something cannot be done with a round now. It says so to whoever asked.
type RefusalError struct{ field, code, message string }

func (r RefusalError) Error() string { return r.message }

// Fields is the refusal by the field that it is about.
func (r RefusalError) Fields() validation.Errors {
	return validation.Errors{r.field: validation.NewError(r.code, r.message)}
}

// The refusals.
var (
	ErrState   = RefusalError{"signing", "validation_wrong_state", "This has changed meanwhile. Look at it again."}
	ErrOpen    = RefusalError{"signing", "validation_open", "This document is being signed already. Withdraw that first."}
	ErrNotYet  = RefusalError{"signing", "validation_not_yet", "It is another signer's turn. You are told by mail when it is yours."}
	ErrUnread  = RefusalError{"signing", "validation_unread", "Read the document before you sign it."}
	ErrMoved   = RefusalError{"document", "validation_changed", "The document has another file since this was prepared. Look where the fields stand, and save it."}
	ErrChanged = RefusalError{"version", "validation_changed", "Somebody else has changed this draft meanwhile."}
	ErrConsent = RefusalError{"consent", "validation_changed", "What you agree to has changed. Load the page again and read it."}
	ErrCode    = RefusalError{"code", "validation_invalid_code", "The code is not right. Look at the newest mail."}
	// ErrCodeOver is of a code that has expired, or was guessed at too often.
	ErrCodeOver = RefusalError{"code", "validation_code_over", "This code does not count any more. Ask for another one."}
)

// Form is a round as staff prepare it.
type Form struct {
	Message      string   `json:"message"`
	InOrder      bool     `json:"inOrder"`
	AskCode      bool     `json:"askCode"`
	Due          string   `json:"due"`          // 2026-05-31, or empty; it expires at the end of that day
	RemindBefore int      `json:"remindBefore"` // days before it is due; 0 is never
	RemindEvery  int      `json:"remindEvery"`  // days, until it is signed; 0 is never
	Signers      []Signer `json:"signers"`
	// SignaturePage puts a page at the end of the document on which everyone signs, when it is sent.
	SignaturePage bool `json:"signaturePage"`
	// Version is the draft's that was seen and may be replaced; any, where it is empty.
	Version string `json:"version"`
}

// Signer is who is asked to sign: a contact, or a member of staff.
type Signer struct {
	Contact string  `json:"contact"`
	Staff   string  `json:"staff"`
	Fields  []Field `json:"fields"`
}

// Field is a place on a page. X, Y, Width and Height are shares of the page as it is seen, from its top left corner.
type Field struct {
	Kind     string  `json:"kind"`
	Label    string  `json:"label"`
	Required bool    `json:"required"`
	Page     int     `json:"page"` // from 1
	X        float64 `json:"x"`
	Y        float64 `json:"y"`
	Width    float64 `json:"width"`
	Height   float64 `json:"height"`
}

// Validate checks what people type, and tidies it. What is missing still is asked for when it is sent. Its error is
// validation.Errors by field; those of signers are by number, and those of their fields as well.
func (f *Form) Validate() error {
	f.Message = strings.TrimSpace(f.Message)
	return validation.Errors{
		"message":      validation.Validate(f.Message, validation.RuneLength(0, 5000)),
		"due":          validation.Validate(f.Due, validation.Date(time.DateOnly)),
		"remindBefore": validation.Validate(f.RemindBefore, validation.Min(0), validation.Max(90)),
		"remindEvery":  validation.Validate(f.RemindEvery, validation.Min(0), validation.Max(90)),
		"signers":      f.validateSigners(),
	}.Filter()
}

func (f *Form) validateSigners() error {
	if len(f.Signers) > maxSigners {
		return validation.NewError("validation_length_too_long", fmt.Sprintf("Ask %d people at most.", maxSigners))
	}
	fields := 0
	for _, s := range f.Signers {
		fields += len(s.Fields)
	}
	if fields > maxFields {
		return validation.NewError("validation_length_too_long", fmt.Sprintf("Place %d fields at most.", maxFields))
	}
	errs := validation.Errors{}
	seen := map[string]bool{}
	for i := range f.Signers {
		s := &f.Signers[i]
		who := s.Contact + s.Staff
		switch {
		case (s.Contact == "") == (s.Staff == ""):
			errs[fmt.Sprint(i)] = validation.Errors{"contact": validation.NewError("validation_required", "Choose a client or a member of staff.")}
		case seen[who]:
			errs[fmt.Sprint(i)] = validation.Errors{"contact": validation.NewError("validation_twice", "They sign once.")}
		default:
			if err := s.validateFields(); err != nil {
				errs[fmt.Sprint(i)] = validation.Errors{"fields": err}
			}
		}
		seen[who] = true
	}
	return errs.Filter()
}

func (s *Signer) validateFields() error {
	for i := range s.Fields {
		field := &s.Fields[i]
		field.Label = tidy.Line(field.Label)
		if !field.valid() {
			return validation.NewError("validation_invalid_field", "A field does not stand on its page: place it again.")
		}
	}
	return nil
}

func (f Field) valid() bool {
	switch f.Kind {
	case FieldSignature, FieldInitials, FieldDate, FieldName, FieldText:
	default:
		return false
	}
	inside := func(from, size float64) bool { return from >= 0 && size > 0 && from+size <= 1.0001 } // rounding
	return f.Page >= 1 && inside(f.X, f.Width) && inside(f.Y, f.Height) && len([]rune(f.Label)) <= 200
}

// Save writes a draft, or writes it anew where round is not nil. tx is that of a transaction, in which permission has been
// asked.
func Save(tx core.App, document, round *core.Record, f Form) (*core.Record, error) {
	if round == nil {
		collection, err := tx.FindCachedCollectionByNameOrId("signings")
		if err != nil {
			return nil, fmt.Errorf("find rounds of signing: %w", err)
		}
		round = core.NewRecord(collection)
		round.Set("status", Draft)
	} else if err := CheckDraft(round, f.Version); err != nil {
		return nil, err
	}
	round.Load(map[string]any{
		"document": document.Id, "document_id": document.Id, "title": document.GetString("title"), "message": f.Message, "in_order": f.InOrder,
		"ask_code": f.AskCode, "due": f.Due, "remind_before": f.RemindBefore, "remind_every": f.RemindEvery,
		"signature_page": f.SignaturePage, "file_sha256": document.GetString("file_sha256"), // on whose pages the fields were placed
	})
	if err := tx.Save(round); err != nil {
		return nil, fmt.Errorf("save round of signing: %w", err)
	}
	if err := saveSigners(tx, round, f.Signers); err != nil {
		return nil, err
	}
	return round, nil
}

// Version is another after each time that a draft was saved.
func Version(round *core.Record) string { return round.GetString("updated") }

// CheckDraft returns ErrState for a round that is no draft any more, and ErrChanged for one that is not the version that was
// seen.
func CheckDraft(round *core.Record, seen string) error {
	switch {
	case round.GetString("status") != Draft:
		return ErrState
	case seen != "" && seen != Version(round):
		return ErrChanged
	}
	return nil
}

func saveSigners(tx core.App, round *core.Record, signers []Signer) error {
	existing, err := Signatures(tx, round.Id)
	if err != nil {
		return err
	}
	for _, r := range existing { // a draft's: nothing has been signed
		if err := tx.Delete(r); err != nil {
			return fmt.Errorf("delete signer: %w", err)
		}
	}
	signatures, err := tx.FindCachedCollectionByNameOrId("signatures")
	if err != nil {
		return fmt.Errorf("find signatures: %w", err)
	}
	for i, signer := range signers {
		r := core.NewRecord(signatures)
		r.Load(map[string]any{
			"signing": round.Id, "position": i, "contact": signer.Contact, "staff": signer.Staff, "state": Waiting,
		})
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save signer: %w", err)
		}
		if err := saveFields(tx, r.Id, signer.Fields); err != nil {
			return err
		}
	}
	return nil
}

func saveFields(tx core.App, signature string, fields []Field) error {
	collection, err := tx.FindCachedCollectionByNameOrId("signature_fields")
	if err != nil {
		return fmt.Errorf("find fields of signatures: %w", err)
	}
	for _, field := range fields {
		place := core.NewRecord(collection)
		place.Load(map[string]any{
			"signature": signature, "kind": field.Kind, "label": field.Label, "required": field.Required || field.Kind != FieldText,
			"page": field.Page, "x": field.X, "y": field.Y, "width": field.Width, "height": field.Height,
		})
		if err := tx.Save(place); err != nil {
			return fmt.Errorf("save field: %w", err)
		}
	}
	return nil
}

// Signatures returns the signers of a round, in order.
func Signatures(app core.App, round string) ([]*core.Record, error) {
	var found []*core.Record
	err := app.RecordQuery("signatures").AndWhere(dbx.HashExp{"signing": round}).OrderBy("position", "id").All(&found)
	if err != nil {
		return nil, fmt.Errorf("find signatures: %w", err)
	}
	return found, nil
}

// Fields returns the places of signatures, by signature.
func Fields(app core.App, signatures ...string) (map[string][]*core.Record, error) {
	ids := make([]any, len(signatures))
	for i, id := range signatures {
		ids[i] = id
	}
	var found []*core.Record
	err := app.RecordQuery("signature_fields").AndWhere(dbx.In("signature", ids...)).OrderBy("page", "y", "x", "id").All(&found)
	if err != nil {
		return nil, fmt.Errorf("find fields of signatures: %w", err)
	}
	places := make(map[string][]*core.Record, len(signatures))
	for _, r := range found {
		places[r.GetString("signature")] = append(places[r.GetString("signature")], r)
	}
	return places, nil
}

// ReadField reads where a field is.
func ReadField(place *core.Record) Field {
	return Field{
		Kind: place.GetString("kind"), Label: place.GetString("label"), Required: place.GetBool("required"), Page: place.GetInt("page"),
		X: place.GetFloat("x"), Y: place.GetFloat("y"), Width: place.GetFloat("width"), Height: place.GetFloat("height"),
	}
}
