package particulars

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/bill"
)

// ErrAnswered is returned where an estimate cannot be answered any more: it was, or it is too late, or taken back.
var ErrAnswered = errors.New("the estimate cannot be answered any more")

// ErrChanged is returned where an estimate says something else than what its reader was answering.
var ErrChanged = errors.New("the estimate was changed meanwhile")

// Reply is what a client says to an estimate.
type Reply struct {
	Accept bool
	Note   string
	By     string // their name
	Seen   string // Bill.Updated of what they have read, or ""
}

// Answer notes what a client says to an estimate, once. tx is that of a transaction, in which permission has been asked.
func Answer(tx core.App, document *core.Record, reply Reply) error {
	r, err := findRecord(tx, "bills", document.Id)
	if err != nil {
		return err
	}
	if r == nil || document.GetString("kind") != KindEstimate || !bill.Waits(StateOf(r, KindEstimate, true)) {
		return ErrAnswered
	}
	if reply.Seen != "" && reply.Seen != r.GetString("updated") {
		return ErrChanged
	}
	note := strings.TrimSpace(reply.Note)
	if err := (validation.Errors{"note": validation.Validate(note, validation.RuneLength(0, 1000))}).Filter(); err != nil {
		return err
	}
	r.Set("response", bill.Declined)
	if reply.Accept {
		r.Set("response", bill.Accepted)
	}
	r.Set("response_note", note)
	r.Set("response_by", reply.By)
	r.Set("responded", types.NowDateTime())
	return tx.Save(r)
}

// HideAnswer leaves of what a client answered that they did: who, and what they wrote to the firm, is not for guests.
func (p *Particulars) HideAnswer() {
	if p.Bill != nil && p.Bill.Response != nil {
		p.Bill.Response = &Response{Answer: p.Bill.Response.Answer, At: p.Bill.Response.At}
	}
}

// StateOf is what has become of the bill of a document; opened: by a client.
func StateOf(r *core.Record, kind string, opened bool) string {
	b := bill.Bill{Status: r.GetString("status"), Due: r.GetString("due")}
	return b.State(kind == KindEstimate, r.GetString("response"), opened, Today())
}

// Waiting finds, among documents (as d), the invoices that are to be paid and the estimates that are to be answered: it
// asks of many what bill.Waits says of one. Where nothing is to be paid, as with a credit note, nothing waits.
func Waiting() dbx.Expression {
	return dbx.NewExp(`EXISTS (SELECT 1 FROM bills w WHERE w.document = d.id AND w.status = 'sent' AND (
		d.kind = 'invoice' AND w.total > 0 OR
		d.kind = 'estimate' AND w.response = '' AND (w.due = '' OR w.due >= {:today})
	))`, dbx.Params{"today": Today()})
}

// PayURL is where a firm with a payment link has an invoice paid that waits to be; empty where there is nothing to pay.
func PayURL(link, state string, b bill.Bill, total int64) string {
	if !bill.Waits(state) || total <= 0 {
		return ""
	}
	decimals, _ := bill.Decimals(b.Currency)
	return strings.NewReplacer(
		"{number}", strings.ReplaceAll(url.QueryEscape(b.Number), "+", "%20"), // as it may stand in a path, too
		"{amount}", bill.Plain(total, decimals),
		"{currency}", b.Currency,
	).Replace(link)
}

// Today is the day by which states are judged, 2026-05-31.
func Today() string { return time.Now().Format(time.DateOnly) }
