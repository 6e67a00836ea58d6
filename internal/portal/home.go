package portal

import (
	"fmt"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/messages"
	"portico/internal/particulars"
	"portico/internal/requests"
	"portico/internal/tickets"
)

// homeView is what waits for a client: of each list its beginning, and how much there is in all.
type homeView struct {
	Signings  homeList[signingView]      `json:"signings"`  // to sign
	Requests  homeList[requestView]      `json:"requests"`  // to answer
	Invoices  homeList[billView]         `json:"invoices"`  // to pay
	Estimates homeList[billView]         `json:"estimates"` // to answer
	Messages  homeList[messages.Summary] `json:"messages"`  // conversations with something unread
	Documents homeList[documentView]     `json:"documents"` // new, but for what stands above
	Tickets   homeList[ticketView]       `json:"tickets"`   // that were answered
}

type homeList[T any] struct {
	Total int `json:"total"`
	Items []T `json:"items"`
}

// homeItems is how much of each list stands on the first page.
const homeItems = 5

func (p *portal) home(e *core.RequestEvent) error {
	contact := contactOf(e).Id
	var view homeView
	var err error
	toSign := signingsOf(e.App, contact).AndWhere(signingLists["open"])
	if view.Signings, err = begin[signingView](e.App, toSign, signingOrder...); err != nil {
		return fmt.Errorf("find documents to sign: %w", err)
	}
	asked := access.Requests(e.App, contact).AndWhere(access.InState(requests.Open))
	if view.Requests, err = begin[requestView](e.App, asked, "(r.due = '')", "r.due", "r.sent DESC"); err != nil {
		return fmt.Errorf("find requests to answer: %w", err)
	}
	if err := addProgress(e.App, view.Requests.Items); err != nil {
		return err
	}
	if view.Invoices, view.Estimates, err = waitingBills(e.App, contact); err != nil {
		return err
	}
	if view.Messages.Items, view.Messages.Total, err = messages.UnreadFor(e.App, contact, homeItems); err != nil {
		return err
	}
	fresh := access.VisibleDocuments(e.App, contact).AndWhere(lists["shared"]).AndWhere(dbx.NewExp("d.uploader != {:reader}")).
		AndWhere(dbx.NewExp("NOT " + opened)).AndWhere(dbx.Not(particulars.Waiting())).AndWhere(dbx.NewExp("NOT " + toBeSigned)).AndBind(dbx.Params{"reader": contact})
	rows, err := begin[documentRow](e.App, asRows(fresh, contact), "since DESC", "d.id")
	if err != nil {
		return fmt.Errorf("find new documents: %w", err)
	}
	view.Documents.Total = rows.Total
	if view.Documents.Items, err = viewRows(e.App, contact, rows.Items); err != nil {
		return err
	}
	answered := access.Tickets(e.App, contact).AndWhere(dbx.HashExp{"t.status": tickets.Answered})
	if view.Tickets, err = begin[ticketView](e.App, withUnread(answered, contact), "t.updated DESC", "t.id"); err != nil {
		return fmt.Errorf("find answered tickets: %w", err)
	}
	return e.JSON(http.StatusOK, view)
}

// begin returns the beginning of a list and how long it is.
func begin[T any](app core.App, query *dbx.SelectQuery, orderBy ...string) (homeList[T], error) {
	list := homeList[T]{Items: []T{}}
	counting := query.Build()
	err := query.OrderBy(orderBy...).Limit(homeItems).All(&list.Items)
	if err != nil || len(list.Items) < homeItems {
		list.Total = len(list.Items)
		return list, err
	}
	err = app.DB().NewQuery("SELECT COUNT(*) FROM (" + counting.SQL() + ")").Bind(counting.Params()).Row(&list.Total)
	return list, err
}
