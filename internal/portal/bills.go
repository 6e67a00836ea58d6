package portal

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/bill"
	"portico/internal/firm"
	"portico/internal/notify"
	"portico/internal/paging"
	"portico/internal/particulars"
	"portico/internal/search"
)

// billView is an estimate or invoice in a list. One that came as a file alone has a title and a day, and no more.
type billView struct {
	ID       string `json:"id"` // of the document
	Title    string `json:"title"`
	Kind     string `json:"kind"`
	Number   string `json:"number"`
	Currency string `json:"currency"` // empty where there is a file only
	Decimals int    `json:"decimals"`
	Total    int64  `json:"total"`
	Issued   string `json:"issued"`
	Due      string `json:"due"`
	State    string `json:"state"`
	PayURL   string `json:"payUrl"`
	IsNew    bool   `json:"isNew"`
}

// billRow is what the queries for bills read.
type billRow struct {
	ID       string `db:"id"`
	Title    string `db:"title"`
	Kind     string `db:"kind"`
	Number   string `db:"number"`
	Currency string `db:"currency"`
	Issued   string `db:"issued"`
	Due      string `db:"due"`
	Status   string `db:"status"`
	Response string `db:"response"`
	Total    int64  `db:"total"`
	Opened   bool   `db:"opened"`
}

func (r billRow) view(paymentLink string) billView {
	view := billView{ID: r.ID, Title: r.Title, Kind: r.Kind, Issued: r.Issued, IsNew: !r.Opened}
	if r.Status == "" {
		return view
	}
	b := bill.Bill{Number: r.Number, Currency: r.Currency, Due: r.Due, Status: r.Status}
	view.Number, view.Currency, view.Total, view.Due = r.Number, r.Currency, r.Total, r.Due
	view.Decimals, _ = bill.Decimals(r.Currency)
	view.State = b.State(r.Kind == particulars.KindEstimate, r.Response, r.Opened, particulars.Today())
	if r.Kind == particulars.KindInvoice {
		view.PayURL = particulars.PayURL(paymentLink, view.State, b, r.Total)
	}
	return view
}

// issued is the day that a bill says, or on which one was added that is a file only.
const issued = "COALESCE([[b.issued]], substr([[d.created]], 1, 10))"

// billsOf starts a query for a client's bills of some kinds: those shared with them. A draft never is.
func billsOf(app core.App, contact string, kinds ...any) *dbx.SelectQuery {
	return access.VisibleDocuments(app, contact).LeftJoin("bills b", dbx.NewExp("b.document = d.id")).
		AndWhere(lists["shared"]).AndWhere(dbx.In("d.kind", kinds...)).
		AndWhere(dbx.NewExp("(b.status IS NULL OR b.status != {:draft})", dbx.Params{"draft": bill.Draft}))
}

// asBills has a query of billsOf read what billRow holds.
func asBills(query *dbx.SelectQuery, contact string) *dbx.SelectQuery {
	return query.Select("d.id", "d.title", "d.kind", "COALESCE([[b.number]], '') AS number", "COALESCE([[b.currency]], '') AS currency",
		issued+" AS issued", "COALESCE([[b.due]], '') AS due", "COALESCE([[b.status]], '') AS status",
		"COALESCE([[b.response]], '') AS response", "COALESCE([[b.total]], 0) AS total", opened+" AS opened").
		AndBind(dbx.Params{"reader": contact})
}

// bills lists a client's invoices, or estimates.
func (p *portal) bills(e *core.RequestEvent) error {
	kind := e.Request.URL.Query().Get("kind")
	if !particulars.IsBill(kind) {
		return e.BadRequestError("There is no such list: use invoice or estimate.", nil)
	}
	contact := contactOf(e).Id
	req := paging.Parse(e, "issued", "due", "total")
	query := billsOf(e.App, contact, kind).AndWhere(search.Contains("d.search", req.Search))
	total, _, err := count(e.App, contact, query)
	if err != nil {
		return err
	}
	var rows []billRow
	order := req.OrderBy(map[string]string{"issued": issued, "due": "b.due", "total": "b.total"}, "d.id")
	if err := asBills(query, contact).OrderBy(order...).Limit(req.Limit()).Offset(req.Offset()).All(&rows); err != nil {
		return fmt.Errorf("list bills: %w", err)
	}
	f, err := firm.Find(e.App)
	if err != nil {
		return err
	}
	items := make([]billView, len(rows))
	for i, row := range rows {
		items[i] = row.view(f.PaymentLink)
	}
	return e.JSON(http.StatusOK, paging.NewList(req, total, items))
}

// waitingBills are the beginnings of a client's invoices that are to be paid and of their estimates that are to be answered,
// the most urgent first. They are read in one go: what costs is to look at all that a client sees.
func waitingBills(app core.App, contact string) (invoices, estimates homeList[billView], err error) {
	invoices.Items, estimates.Items = []billView{}, []billView{}
	found := asBills(billsOf(app, contact, particulars.KindInvoice, particulars.KindEstimate).AndWhere(particulars.Waiting()), contact).
		AndSelect("COUNT(*) OVER (PARTITION BY d.kind) AS waiting",
			"ROW_NUMBER() OVER (PARTITION BY d.kind ORDER BY b.due = '', b.due, d.id) AS place").Build()
	var rows []struct {
		billRow
		Waiting int `db:"waiting"`
	}
	err = app.DB().NewQuery("SELECT * FROM (" + found.SQL() + ") WHERE place <= {:most} ORDER BY place").
		Bind(found.Params()).Bind(dbx.Params{"most": homeItems}).All(&rows)
	if err != nil {
		return invoices, estimates, fmt.Errorf("find waiting bills: %w", err)
	}
	f, err := firm.Find(app)
	if err != nil {
		return invoices, estimates, err
	}
	for _, row := range rows {
		list := &invoices
		if row.Kind == particulars.KindEstimate {
			list = &estimates
		}
		list.Total, list.Items = row.Waiting, append(list.Items, row.view(f.PaymentLink))
	}
	return invoices, estimates, nil
}

// answerEstimate notes what the client says to an estimate, once.
func (p *portal) answerEstimate(e *core.RequestEvent) error {
	var form struct {
		Accept *bool  `json:"accept"`
		Note   string `json:"note"`
		Seen   string `json:"seen"` // when what they answer was written, as the document's view says
	}
	if err := e.BindBody(&form); err != nil || form.Accept == nil {
		return e.BadRequestError("Say whether you accept.", err)
	}
	contact := contactOf(e)
	reply := particulars.Reply{Accept: *form.Accept, Note: form.Note, Seen: form.Seen, By: contact.GetString("name")}
	done, verb, subject := activity.Decline, " has declined this estimate:", "Declined: "
	if reply.Accept {
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
		if err := particulars.Answer(tx, document, reply); err != nil {
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
		return changedMeanwhile(e, "This estimate cannot be answered any more. Look at it again.")
	case errors.Is(err, particulars.ErrChanged):
		return changedMeanwhile(e, "This estimate was changed while you read it. Look at it again before you answer.")
	case errors.As(err, &fields):
		return e.BadRequestError("Check what is marked and try again.", fields)
	case err != nil:
		return err
	}
	return p.view(e)
}

// changedMeanwhile refuses an answer to an estimate that is not any more what its reader sees.
func changedMeanwhile(e *core.RequestEvent, message string) error {
	return e.BadRequestError(message, validation.Errors{
		"estimate": validation.NewError("validation_wrong_state", "It has changed meanwhile."),
	})
}
