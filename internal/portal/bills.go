package portal

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/bill"
	"portico/internal/notify"
	"portico/internal/paging"
	"portico/internal/particulars"
	"portico/internal/search"
)

// billView is an estimate or invoice in a list.
type billView struct {
	ID       string `json:"id"` // of the document
	Title    string `json:"title"`
	Kind     string `json:"kind"`
	Number   string `json:"number"`
	Currency string `json:"currency"`
	Decimals int    `json:"decimals"`
	Total    int64  `json:"total"`
	Issued   string `json:"issued"`
	Due      string `json:"due"`
	State    string `json:"state"`
	IsNew    bool   `json:"isNew"`
}

// bills lists a client's invoices, or estimates: those shared with them. A draft never is.
func (p *portal) bills(e *core.RequestEvent) error {
	kind := e.Request.URL.Query().Get("kind")
	if !particulars.IsBill(kind) {
		return e.BadRequestError("There is no such list: use invoice or estimate.", nil)
	}
	contact := contactOf(e).Id
	req := paging.Parse(e, "issued", "due", "total")
	query := access.VisibleDocuments(e.App, contact).InnerJoin("bills b", dbx.NewExp("b.document = d.id")).
		AndWhere(dbx.HashExp{"d.kind": kind}).AndWhere(dbx.Not(dbx.HashExp{"b.status": bill.Draft})).
		AndWhere(search.Contains("d.search", req.Search))
	total, _, err := count(e.App, contact, query)
	if err != nil {
		return err
	}
	var rows []struct {
		ID       string `db:"id"`
		Title    string `db:"title"`
		Number   string `db:"number"`
		Currency string `db:"currency"`
		Issued   string `db:"issued"`
		Due      string `db:"due"`
		Status   string `db:"status"`
		Response string `db:"response"`
		Total    int64  `db:"total"`
		Opened   bool   `db:"opened"`
	}
	order := req.OrderBy(map[string]string{"issued": "b.issued", "due": "b.due", "total": "b.total"}, "d.id")
	err = query.Select("d.id", "d.title", "b.number", "b.currency", "b.issued", "b.due", "b.status", "b.response", "b.total", opened+" AS opened").
		AndBind(dbx.Params{"reader": contact}).OrderBy(order...).Limit(req.Limit()).Offset(req.Offset()).All(&rows)
	if err != nil {
		return fmt.Errorf("list bills: %w", err)
	}
	today := time.Now().Format(time.DateOnly)
	items := make([]billView, len(rows))
	for i, r := range rows {
		decimals, _ := bill.Decimals(r.Currency)
		state := bill.Bill{Status: r.Status, Due: r.Due}.State(kind == particulars.KindEstimate, r.Response, r.Opened, today)
		items[i] = billView{
			ID: r.ID, Title: r.Title, Kind: kind, Number: r.Number, Currency: r.Currency, Decimals: decimals, Total: r.Total,
			Issued: r.Issued, Due: r.Due, State: state, IsNew: !r.Opened,
		}
	}
	return e.JSON(http.StatusOK, paging.NewList(req, total, items))
}

// answerEstimate notes what the client says to an estimate, once.
func (p *portal) answerEstimate(e *core.RequestEvent) error {
	var form struct {
		Accept *bool  `json:"accept"`
		Note   string `json:"note"`
	}
	if err := e.BindBody(&form); err != nil || form.Accept == nil {
		return e.BadRequestError("Say whether you accept.", err)
	}
	contact := contactOf(e)
	done, verb, subject := activity.Decline, " has declined this estimate:", "Declined: "
	if *form.Accept {
		done, verb, subject = activity.Accept, " has accepted this estimate:", "Accepted: "
	}
	err := e.App.RunInTransaction(func(tx core.App) error {
		if err := stillSignedIn(e, tx); err != nil {
			return err
		}
		document, err := findVisibleIn(e, tx)
		if err != nil {
			return err
		}
		if err := particulars.Answer(tx, document, *form.Accept, form.Note, contact.GetString("name")); err != nil {
			return err
		}
		if err := activity.Append(tx, activity.ByContact(e, contact), activity.OfDocument(done, document)); err != nil {
			return err
		}
		return notify.TellStaff(tx, notify.StaffNews{
			Subject: subject + document.GetString("title"), Headline: contact.GetString("name") + verb,
			Title: document.GetString("title"), Note: form.Note, Link: "/_/#/documents/" + document.Id,
		}, document.GetString("assigned_to"))
	})
	var fields validation.Errors
	switch {
	case errors.Is(err, particulars.ErrAnswered):
		return e.BadRequestError("This estimate cannot be answered any more. Look at it again.", validation.Errors{
			"estimate": validation.NewError("validation_wrong_state", "It has changed meanwhile."),
		})
	case errors.As(err, &fields):
		return e.BadRequestError("Check what is marked and try again.", fields)
	case err != nil:
		return err
	}
	return p.view(e)
}
