package portal

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/paging"
	"portico/internal/signing"
	"portico/internal/throttle"
)

// signingView is a document to sign in a list.
type signingView struct {
	ID       string `db:"id" json:"id"`
	Title    string `db:"title" json:"title"`
	Document string `db:"document" json:"document"`
	Status   string `db:"status" json:"status"`
	State    string `db:"state" json:"state"` // of the client's own signature
	Due      string `db:"due" json:"due"`
	By       string `db:"asked_by_name" json:"by"`
	Sent     string `db:"sent" json:"sent"`
	Ended    string `db:"ended" json:"ended"`
	Turn     bool   `db:"turn" json:"turn"` // the client can sign now
}

// wholeSigning is a document to sign, with what it takes.
type wholeSigning struct {
	signingView
	Message string          `json:"message"`
	Reason  string          `json:"reason"`
	AskCode bool            `json:"askCode"`
	Consent signing.Consent `json:"consent"`
	Signed  string          `json:"signed"`
	Pages   []pageView      `json:"pages"`
	Fields  []fieldView     `json:"fields"` // the client's own
	// Filled is what others have filled in, while the client is to sign.
	Filled  []signing.Filled `json:"filled"`
	Signers []signerView     `json:"signers"`
}

// pageView is how large a page is as it is seen, in points: pages have their places before they are drawn.
type pageView struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

type fieldView struct {
	ID string `json:"id"`
	signing.Field
}

type signerView struct {
	Name  string `json:"name"`
	State string `json:"state"`
	Mine  bool   `json:"mine"`
}

// toBeSigned is true for a document (d) that waits for the reader's signature.
const toBeSigned = `EXISTS (SELECT 1 FROM signings g INNER JOIN signatures s ON s.signing = g.id
	WHERE g.document = d.id AND s.contact = {:reader} AND s.told != '' AND ` + signing.IsTurn + `)`

// The lists of what a client is asked to sign.
var signingLists = map[string]dbx.Expression{
	"":     dbx.NewExp("TRUE"),
	"open": dbx.NewExp(signing.IsTurn),
	"done": dbx.NewExp("NOT " + signing.IsTurn),
}

// signingsOf starts a query for what a client is asked to sign. It is theirs to see from when it is first their turn.
func signingsOf(app core.App, contact string) *dbx.SelectQuery {
	return access.Signatures(app, contact).AndWhere(dbx.NewExp("s.told != ''")).
		Select("g.id", "g.title", "g.document", "g.status", "s.state", "g.due", "g.asked_by_name", "g.sent", "g.ended", signing.IsTurn+" AS turn")
}

// signingOrder puts first what waits for the client, by its day.
var signingOrder = []string{"turn DESC", "(g.due = '')", "g.due", "g.sent DESC", "g.id"}

// signingOfDocument is how a document stands with a client: the newest round in which they are asked to sign it, if any,
// and when everyone had signed it last.
type signingOfDocument struct {
	Signing  *signingView `json:"signing"`
	SignedOn string       `json:"signedOn"`
}

func findSigningOf(app core.App, contact, document string) (signingOfDocument, error) {
	var found signingOfDocument
	var rounds []signingView
	err := signingsOf(app, contact).AndWhere(dbx.HashExp{"g.document": document}).OrderBy("g.sent DESC", "g.id").Limit(1).All(&rounds)
	if err != nil {
		return found, fmt.Errorf("find round of document: %w", err)
	}
	if len(rounds) > 0 {
		found.Signing = &rounds[0]
	}
	found.SignedOn, err = signing.SignedOn(app, document)
	return found, err
}

func (p *portal) signings(e *core.RequestEvent) error {
	which := signingLists[e.Request.URL.Query().Get("status")]
	if which == nil {
		return e.BadRequestError("There is no such list: use open or done.", nil)
	}
	req := paging.Parse(e, "created")
	query := signingsOf(e.App, contactOf(e).Id).AndWhere(which)
	counting := *query
	var total int
	if err := counting.Select("COUNT(*)").Row(&total); err != nil {
		return fmt.Errorf("count what to sign: %w", err)
	}
	var items []signingView
	err := query.OrderBy(signingOrder...).
		Limit(req.Limit()).Offset(req.Offset()).All(&items)
	if err != nil {
		return fmt.Errorf("list what to sign: %w", err)
	}
	return e.JSON(http.StatusOK, paging.NewList(req, total, items))
}

// findSigning returns the client's signature in the round that is asked about, and the round.
func findSigning(e *core.RequestEvent, app core.App) (signature, round *core.Record, err error) {
	signature, round, err = access.FindSignature(app, contactOf(e).Id, e.Request.PathValue("id"))
	if errors.Is(err, sql.ErrNoRows) || err == nil && signature.GetDateTime("told").IsZero() {
		return nil, nil, e.NotFoundError("This document is not available.", nil)
	}
	return signature, round, err
}

func (p *portal) signing(e *core.RequestEvent) error {
	signature, round, err := findSigning(e, e.App)
	if err != nil {
		return err
	}
	view, err := viewSigning(e.App, signature, round)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, view)
}

func viewSigning(app core.App, signature, round *core.Record) (wholeSigning, error) {
	all, err := signing.Signatures(app, round.Id)
	if err != nil {
		return wholeSigning{}, err
	}
	consent, err := signing.FindConsent(app, round.GetInt("consent"))
	if err != nil {
		return wholeSigning{}, err
	}
	places, err := signing.Fields(app, signature.Id)
	if err != nil {
		return wholeSigning{}, err
	}
	view := wholeSigning{
		signingView: signingView{
			ID: round.Id, Title: round.GetString("title"), Document: round.GetString("document"), Status: round.GetString("status"),
			State: signature.GetString("state"), Due: round.GetString("due"), By: round.GetString("asked_by_name"),
			Sent: round.GetString("sent"), Ended: round.GetString("ended"), Turn: signing.IsTurnOf(round, signature, all),
		},
		Message: round.GetString("message"), Reason: reasonFor(signature, round), AskCode: round.GetBool("ask_code"), Consent: consent,
		Signed: signature.GetString("signed"), Pages: []pageView{}, Fields: []fieldView{}, Signers: []signerView{},
	}
	pages, err := signing.PagesOf(round)
	if err != nil {
		return wholeSigning{}, err
	}
	for _, page := range pages {
		view.Pages = append(view.Pages, pageView(page))
	}
	for _, place := range places[signature.Id] {
		view.Fields = append(view.Fields, fieldView{ID: place.Id, Field: signing.ReadField(place)})
	}
	if view.Filled, err = filledFor(app, round, signature, all); err != nil {
		return wholeSigning{}, err
	}
	for _, s := range all {
		view.Signers = append(view.Signers, signerView{Name: s.GetString("name"), State: s.GetString("state"), Mine: s.Id == signature.Id})
	}
	return view, nil
}

func filledFor(app core.App, round, signature *core.Record, all []*core.Record) ([]signing.Filled, error) {
	if !signing.IsTurnOf(round, signature, all) {
		return []signing.Filled{}, nil
	}
	return signing.FilledBy(app, all)
}

// reasonFor is why a round has ended, as far as a signer may know: why another one declined is between them and the firm.
func reasonFor(signature, round *core.Record) string {
	if round.GetString("status") == signing.Declined {
		return signature.GetString("reason")
	}
	return round.GetString("reason")
}

// readToSign sends the document as it was when it was sent to be signed. The first time is noted.
func (p *portal) readToSign(e *core.RequestEvent) error {
	signature, round, err := findSigning(e, e.App)
	if err != nil {
		return err
	}
	if !slices.Contains([]string{signing.Sent, signing.Sealing, signing.Completed}, round.GetString("status")) {
		return e.NotFoundError("This document is not available.", nil) // what was withdrawn, or changed, is nobody's to read
	}
	if e.Request.Method == http.MethodGet && !sessionOf(e).Preview && signature.GetDateTime("opened").IsZero() {
		err := e.App.RunInTransaction(func(tx core.App) error {
			current, err := tx.FindRecordById("signatures", signature.Id)
			if err != nil {
				return fmt.Errorf("find signature: %w", err)
			}
			return signing.NoteOpened(tx, round, current, activity.ByContact(e, contactOf(e)))
		})
		if err != nil {
			return err
		}
	}
	return send(e, round, e.Request.URL.Query().Get("download") == "1")
}

// sendSigningCode mails the client a one-time code, where the round asks for one.
func (p *portal) sendSigningCode(e *core.RequestEvent) error {
	contact := contactOf(e)
	key := throttle.Key{Name: "signing code:" + contact.Id, Free: freeMails}
	if wait := p.throttle.Attempt(time.Now(), key); wait > 0 {
		return tooMany(e, wait)
	}
	err := e.App.RunInTransaction(func(tx core.App) error {
		if err := stillSignedIn(e, tx); err != nil {
			return err
		}
		signature, round, err := findSigning(e, tx)
		if err != nil {
			return err
		}
		if round.GetString("status") != signing.Sent || signature.GetString("state") != signing.Waiting || !round.GetBool("ask_code") {
			return refuseSignature(e, signing.ErrState)
		}
		return signing.SendCode(tx, round, signature, contact.Email())
	})
	if err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

func (p *portal) sign(e *core.RequestEvent) error {
	var act signing.Act
	if err := e.BindBody(&act); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	signature, round, err := findSigning(e, e.App)
	if err != nil {
		return err
	}
	if err := act.Check(e.App, round, signature); err != nil {
		return refuseSignature(e, err)
	}
	who := signingAs(e)
	if round.GetBool("ask_code") && round.GetString("status") == signing.Sent {
		if err := signing.TryCode(e.App, signature, who.Email, act.Code); err != nil {
			return refuseSignature(e, err)
		}
		who.Code = true
		who.Proof += ", and a one-time code sent by mail"
	}
	return p.changeSigning(e, func(tx core.App, signature, round *core.Record) error {
		return signing.Sign(tx, round, signature, act, who)
	})
}

// signingAs is the client as a signer.
func signingAs(e *core.RequestEvent) signing.Signing {
	contact := contactOf(e)
	return signing.Signing{
		By: activity.ByContact(e, contact), Email: contact.Email(), Proof: "Signed in to the client portal", Device: access.DeviceOf(e),
	}
}

func (p *portal) declineToSign(e *core.RequestEvent) error {
	var form struct {
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	return p.changeSigning(e, func(tx core.App, signature, round *core.Record) error {
		return signing.Decline(tx, round, signature, form.Reason, signingAs(e))
	})
}

// changeSigning changes a round in one transaction and answers what it is then.
func (p *portal) changeSigning(e *core.RequestEvent, change func(tx core.App, signature, round *core.Record) error) error {
	var view wholeSigning
	err := e.App.RunInTransaction(func(tx core.App) error {
		if err := stillSignedIn(e, tx); err != nil {
			return err
		}
		signature, round, err := findSigning(e, tx)
		if err != nil {
			return err
		}
		if err := change(tx, signature, round); err != nil {
			return err
		}
		view, err = viewSigning(tx, signature, round)
		return err
	})
	if err != nil {
		return refuseSignature(e, err)
	}
	return e.JSON(http.StatusOK, view)
}

// refuseSignature says why something cannot be signed.
func refuseSignature(e *core.RequestEvent, err error) error {
	var refusal signing.RefusalError
	if errors.As(err, &refusal) {
		return e.BadRequestError(refusal.Error(), refusal.Fields())
	}
	var fields validation.Errors
	if errors.As(err, &fields) {
		return e.BadRequestError("Check what is marked and try again.", fields)
	}
	return err
}
