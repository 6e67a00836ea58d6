package desk

import (
	"database/sql"
	"errors"
	"fmt"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/signing"
)

// sendSigning asks the signers of a draft, as whoever sends it has seen it.
func sendSigning(e *core.RequestEvent) error {
	var form struct {
		Version string `json:"version"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	round, err := findSigning(e, e.App)
	if err != nil {
		return err
	}
	if err := maySend(e, round, form.Version); err != nil {
		return refuseSigning(e, err)
	}
	people, err := signersOf(e.App, round)
	if err != nil {
		return refuseSigning(e, err)
	}
	frozen, err := signing.Freeze(e.Request.Context(), e.App, round, people)
	if err != nil {
		return refuseSigning(e, err)
	}
	defer frozen.Discard()
	by := activity.ByAccount(e)
	return changeSigning(func(_ *core.RequestEvent, tx core.App, round, document *core.Record) error {
		if err := signing.CheckDraft(round, form.Version); err != nil {
			return err
		}
		signers, err := signersOf(tx, round)
		if err != nil {
			return err
		}
		consent, err := signing.NewestConsent(tx)
		if err != nil {
			return err
		}
		return signing.Send(tx, round, document, frozen, signers, consent.Version, by)
	})(e)
}

// maySend refuses before the document is read what would be refused after: reading it takes time and memory.
func maySend(e *core.RequestEvent, round *core.Record, version string) error {
	if err := signing.CheckDraft(round, version); err != nil {
		return err
	}
	document, err := e.App.FindRecordById("documents", round.GetString("document"))
	if err != nil {
		return fmt.Errorf("find document of round: %w", err)
	}
	if err := mayEditDocument(e, e.App, document); err != nil {
		return err
	}
	if round.GetString("file_sha256") != document.GetString("file_sha256") {
		return signing.ErrMoved
	}
	return nil
}

// signersOf returns what the signers of a round are called. A client who cannot sign in could not sign.
func signersOf(tx core.App, round *core.Record) (map[string]signing.Person, error) {
	all, err := signing.Signatures(tx, round.Id)
	if err != nil {
		return nil, err
	}
	found := make(map[string]signing.Person, len(all))
	errs := validation.Errors{}
	for i, s := range all {
		collection, id := "contacts", s.GetString("contact")
		if id == "" {
			collection, id = "staff", s.GetString("staff")
		}
		who, err := tx.FindRecordById(collection, id)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			errs[fmt.Sprint(i)] = validation.NewError("validation_missing_rel_records", "They are not there any more: choose someone else.")
		case err != nil:
			return nil, fmt.Errorf("find signer: %w", err)
		case collection == "contacts" && who.GetString("access") != access.Enabled:
			errs[fmt.Sprint(i)] = validation.NewError("validation_no_access", who.GetString("name")+" cannot sign in: give them access to the portal first.")
		default:
			found[s.Id] = signing.Person{Name: who.GetString("name"), Email: who.Email()}
		}
	}
	if err := errs.Filter(); err != nil {
		return nil, validation.Errors{"signers": err}
	}
	return found, nil
}
