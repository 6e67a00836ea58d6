package particulars

import (
	"errors"
	"net/url"
	"strings"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/bill"
	"portico/internal/firm"
)

// ErrAnswered is returned where an estimate cannot be answered any more: it was, or it is too late, or taken back.
var ErrAnswered = errors.New("the estimate cannot be answered any more")

// Answer notes what a client says to an estimate, once. app is that of a transaction, in which permission has been asked.
func Answer(tx core.App, document *core.Record, accept bool, note, by string) error {
	r, err := findRecord(tx, "bills", document.Id)
	if err != nil {
		return err
	}
	if r == nil || document.GetString("kind") != KindEstimate {
		return ErrAnswered
	}
	read, err := ReadBill(r)
	if err != nil {
		return err
	}
	if state := read.State(true, r.GetString("response"), true, today()); state != bill.Viewed {
		return ErrAnswered
	}
	note = strings.TrimSpace(note)
	if err := (validation.Errors{"note": validation.Validate(note, validation.RuneLength(0, 1000))}).Filter(); err != nil {
		return err
	}
	r.Set("response", bill.Declined)
	if accept {
		r.Set("response", bill.Accepted)
	}
	r.Set("response_note", note)
	r.Set("response_by", by)
	r.Set("responded", types.NowDateTime())
	return tx.Save(r)
}

// HideAnswer leaves of what a client answered that they did: who, and what they wrote to the firm, is not for guests.
func (p *Particulars) HideAnswer() {
	if p.Bill != nil && p.Bill.Response != nil {
		p.Bill.Response = &Response{Answer: p.Bill.Response.Answer, At: p.Bill.Response.At}
	}
}

// payURL is where an invoice is paid that waits to be, where the firm has such a place.
func payURL(app core.App, b *Bill) (string, error) {
	if b.State != bill.Sent && b.State != bill.Viewed && b.State != bill.Overdue {
		return "", nil
	}
	f, err := firm.Find(app)
	if err != nil {
		return "", err
	}
	return strings.NewReplacer(
		"{number}", url.QueryEscape(b.Number),
		"{amount}", bill.Plain(b.Total, b.Decimals),
		"{currency}", b.Currency,
	).Replace(f.PaymentLink), nil
}

func today() string { return time.Now().Format(time.DateOnly) }
