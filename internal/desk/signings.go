package desk

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/seal"
	"portico/internal/signing"
)

// maxSigning is more than twenty signers with all their fields take.
const maxSigning = 1 << 20

// signingView is a round of signing as staff see it.
type signingView struct {
	ID           string          `json:"id"`
	Document     string          `json:"document"`
	Title        string          `json:"title"`
	Status       string          `json:"status"`
	Reason       string          `json:"reason"`
	Message      string          `json:"message"`
	InOrder      bool            `json:"inOrder"`
	AskCode      bool            `json:"askCode"`
	Due          string          `json:"due"`
	RemindBefore int             `json:"remindBefore"`
	RemindEvery  int             `json:"remindEvery"`
	NextReminder string          `json:"nextReminder"`
	Consent      int             `json:"consent"`
	By           string          `json:"by"`
	Created      string          `json:"created"`
	Sent         string          `json:"sent"`
	Ended        string          `json:"ended"`
	Error        string          `json:"error"` // of the last attempt at sealing it
	Signers      []signatureView `json:"signers"`
	CanEdit      bool            `json:"canEdit"`
	// SignaturePage: one is put at the end when it is sent, or was.
	SignaturePage bool `json:"signaturePage"`
	// Pages are those of what was sent.
	Pages []pageView `json:"pages"`
	// Filled is what others have filled in, where the account can sign.
	Filled []signing.Filled `json:"filled"`
	// ConsentText is what the account agrees to by signing, where it can.
	ConsentText string `json:"consentText"`
	// Version is of a draft: who sends it, or saves over it, tells which one they have seen.
	Version string `json:"version"`
}

type signatureView struct {
	ID      string      `json:"id"`
	Contact *named      `json:"contact"`
	Staff   *named      `json:"staff"`
	Name    string      `json:"name"`
	Email   string      `json:"email"`
	State   string      `json:"state"`
	Turn    bool        `json:"turn"`
	Mine    bool        `json:"mine"`
	Told    string      `json:"told"`
	Opened  string      `json:"opened"`
	Signed  string      `json:"signed"`
	Reason  string      `json:"reason"`
	Proof   string      `json:"proof"`
	Fields  []fieldView `json:"fields"`
}

type fieldView struct {
	ID string `json:"id"`
	signing.Field
}

func listSignings(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	rounds, err := e.App.FindRecordsByFilter("signings", "document = {:document}", "-created,-id", 100, 0, dbx.Params{"document": document.Id})
	if err != nil {
		return fmt.Errorf("list rounds of signing: %w", err)
	}
	views := make([]signingView, 0, len(rounds))
	for _, round := range rounds {
		view, err := viewSigning(e, e.App, round)
		if err != nil {
			return err
		}
		views = append(views, view)
	}
	return e.JSON(http.StatusOK, map[string]any{"items": views})
}

func findSigning(e *core.RequestEvent, app core.App) (*core.Record, error) {
	round, err := app.FindRecordById("signings", e.Request.PathValue("id"))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, e.NotFoundError("This round of signing is not there any more.", nil)
	}
	if err != nil {
		return nil, fmt.Errorf("find round of signing: %w", err)
	}
	return round, nil
}

func showSigning(e *core.RequestEvent) error {
	round, err := findSigning(e, e.App)
	if err != nil {
		return err
	}
	return answerSigning(e, round)
}

func answerSigning(e *core.RequestEvent, round *core.Record) error {
	view, err := viewSigning(e, e.App, round)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, view)
}

func viewSigning(e *core.RequestEvent, app core.App, round *core.Record) (signingView, error) {
	all, err := signing.Signatures(app, round.Id)
	if err != nil {
		return signingView{}, err
	}
	contacts, err := namesOf(app, "contacts", pick("contact", all))
	if err != nil {
		return signingView{}, err
	}
	staff, err := namesOf(app, "staff", pick("staff", all))
	if err != nil {
		return signingView{}, err
	}
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = s.Id
	}
	places, err := signing.Fields(app, ids...)
	if err != nil {
		return signingView{}, err
	}
	view := signingView{
		ID: round.Id, Document: round.GetString("document"), Title: round.GetString("title"), Status: round.GetString("status"),
		Reason: round.GetString("reason"), Message: round.GetString("message"), InOrder: round.GetBool("in_order"),
		AskCode: round.GetBool("ask_code"), Due: round.GetString("due"), RemindBefore: round.GetInt("remind_before"),
		RemindEvery: round.GetInt("remind_every"), NextReminder: round.GetString("next_reminder"), Consent: round.GetInt("consent"),
		By: round.GetString("asked_by_name"), Created: round.GetString("created"), Sent: round.GetString("sent"),
		Ended: round.GetString("ended"), Error: round.GetString("error"), Signers: []signatureView{},
		SignaturePage: round.GetBool("signature_page"), Version: signing.Version(round),
	}
	var pages []seal.Page
	if err := round.UnmarshalJSONField("pages", &pages); err != nil {
		return view, fmt.Errorf("read sizes of pages: %w", err)
	}
	view.Pages = pagesOf(pages)
	for _, s := range all {
		v := signatureView{
			ID: s.Id, Contact: contacts[s.GetString("contact")], Staff: staff[s.GetString("staff")], Name: s.GetString("name"),
			Email: s.GetString("email"), State: s.GetString("state"), Turn: signing.IsTurnOf(round, s, all),
			Mine: s.GetString("staff") != "" && s.GetString("staff") == e.Auth.Id, Told: s.GetString("told"),
			Opened: s.GetString("opened"), Signed: s.GetString("signed"), Reason: s.GetString("reason"), Proof: s.GetString("proof"),
			Fields: []fieldView{},
		}
		for _, place := range places[s.Id] {
			v.Fields = append(v.Fields, fieldView{place.Id, signing.ReadField(place)})
		}
		if v.Mine && v.Turn {
			consent, err := signing.FindConsent(app, view.Consent)
			if err != nil {
				return view, err
			}
			view.ConsentText = consent.Text
			if view.Filled, err = signing.FilledBy(app, all); err != nil {
				return view, err
			}
		}
		view.Signers = append(view.Signers, v)
	}
	document, err := app.FindRecordById("documents", view.Document)
	if errors.Is(err, sql.ErrNoRows) {
		return view, nil // deleted since; what was signed is told all the same
	}
	if err != nil {
		return view, fmt.Errorf("find document of round: %w", err)
	}
	view.CanEdit, err = access.CanEditDocument(app, e.Auth, document)
	return view, err
}

// addSigning prepares a round for a document.
func addSigning(e *core.RequestEvent) error {
	return saveSigning(e, func(tx core.App) (document, round *core.Record, err error) {
		document, err = findDocument(e, tx)
		return document, nil, err
	})
}

func editSigning(e *core.RequestEvent) error {
	return saveSigning(e, func(tx core.App) (document, round *core.Record, err error) {
		if round, err = findSigning(e, tx); err != nil {
			return nil, nil, err
		}
		document, err = tx.FindRecordById("documents", round.GetString("document"))
		return document, round, err
	})
}

func saveSigning(e *core.RequestEvent, find func(tx core.App) (document, round *core.Record, err error)) error {
	var form signing.Form
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	if err := form.Validate(); err != nil {
		return e.BadRequestError("Check what is marked and try again.", err)
	}
	var round *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		document, existing, err := find(tx)
		if err != nil {
			return err
		}
		if err := mayEditDocument(e, tx, document); err != nil {
			return err
		}
		round, err = signing.Save(tx, document, existing, form)
		return err
	})
	if err != nil {
		return refuseSigning(e, err)
	}
	return answerSigning(e, round)
}

// changeSigning changes a round in one transaction, if the account may change its document, and answers what it is then.
func changeSigning(change func(e *core.RequestEvent, tx core.App, round, document *core.Record) error) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		var round *core.Record
		err := e.App.RunInTransaction(func(tx core.App) error {
			var err error
			if round, err = findSigning(e, tx); err != nil {
				return err
			}
			document, err := tx.FindRecordById("documents", round.GetString("document"))
			if errors.Is(err, sql.ErrNoRows) {
				return e.NotFoundError("This document is not there any more.", nil)
			}
			if err != nil {
				return fmt.Errorf("find document of round: %w", err)
			}
			if err := mayEditDocument(e, tx, document); err != nil {
				return err
			}
			return change(e, tx, round, document)
		})
		if err != nil {
			return refuseSigning(e, err)
		}
		return answerSigning(e, round)
	}
}

func withdrawSigning(e *core.RequestEvent) error {
	var form struct {
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	return changeSigning(func(e *core.RequestEvent, tx core.App, round, _ *core.Record) error {
		return signing.Withdraw(tx, round, form.Reason, activity.ByAccount(e))
	})(e)
}

func remindSigners(_ *core.RequestEvent, tx core.App, round, _ *core.Record) error {
	if round.GetString("status") != signing.Sent {
		return signing.ErrState
	}
	return signing.Remind(tx, round)
}

// deleteSigning deletes a draft; what was sent is withdrawn instead, and stays to be looked at.
func deleteSigning(e *core.RequestEvent) error {
	err := e.App.RunInTransaction(func(tx core.App) error {
		round, err := findSigning(e, tx)
		if err != nil {
			return err
		}
		document, err := tx.FindRecordById("documents", round.GetString("document"))
		if err != nil {
			return fmt.Errorf("find document of round: %w", err)
		}
		if err := mayEditDocument(e, tx, document); err != nil {
			return err
		}
		if round.GetString("status") != signing.Draft {
			return signing.ErrState
		}
		if err := tx.Delete(round); err != nil {
			return fmt.Errorf("delete round of signing: %w", err)
		}
		return nil
	})
	if err != nil {
		return refuseSigning(e, err)
	}
	return e.NoContent(http.StatusNoContent)
}

// refuseSigning says why something cannot be done with a round.
func refuseSigning(e *core.RequestEvent, err error) error {
	var refusal signing.RefusalError
	if errors.As(err, &refusal) {
		return e.BadRequestError(refusal.Error(), refusal.Fields())
	}
	var unfit seal.UnfitError
	if errors.As(err, &unfit) {
		return e.BadRequestError(unfit.Error(), validation.Errors{"document": validation.NewError("validation_unfit", unfit.Error())})
	}
	return checkForm(e, err)
}
