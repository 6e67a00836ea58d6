package portal

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/deliver"
	"portico/internal/messages"
	"portico/internal/paging"
	"portico/internal/requests"
	"portico/internal/search"
)

// requestView is a request in a list.
type requestView struct {
	ID        string            `db:"id" json:"id"`
	Title     string            `db:"title" json:"title"`
	Message   string            `db:"message" json:"message"`
	Status    string            `db:"status" json:"status"`
	Due       string            `db:"due" json:"due"`
	By        string            `db:"asked_by_name" json:"by"`
	Sent      string            `db:"sent" json:"sent"`
	Submitted string            `db:"submitted" json:"submitted"`
	Progress  requests.Progress `db:"-" json:"progress"`
}

type wholeRequest struct {
	requestView
	Items []itemView `json:"items"`
}

// itemView is something that is asked for, and what was answered. Of files, a client finds their own; of what others of
// their company sent in they learn that it is there.
type itemView struct {
	ID          string             `json:"id"`
	Name        string             `json:"name"`
	Explanation string             `json:"explanation"`
	Kind        string             `json:"kind"`
	Required    bool               `json:"required"`
	State       string             `json:"state"`
	Text        string             `json:"text"`
	YesNo       string             `json:"yesNo"`
	Missing     string             `json:"missing"`
	Note        string             `json:"note"`
	AnsweredBy  string             `json:"answeredBy"`
	Example     *messages.FileView `json:"example"`
	Files       []documentView     `json:"files"`
	OthersFiles int                `json:"othersFiles"`
}

// The lists of a client's requests: what waits for them comes first.
var requestLists = map[string]dbx.Expression{
	"":     dbx.NewExp("TRUE"),
	"open": access.InState(requests.Open),
	"done": access.InState(requests.Submitted, requests.Done),
}

func (p *portal) requests(e *core.RequestEvent) error {
	which := requestLists[e.Request.URL.Query().Get("status")]
	if which == nil {
		return e.BadRequestError("There is no such list: use open or done.", nil)
	}
	req := paging.Parse(e, "created")
	query := access.Requests(e.App, contactOf(e).Id).AndWhere(which).AndWhere(search.Contains("r.search", req.Search))
	counting := *query
	var total int
	if err := counting.Select("COUNT(*)").Row(&total); err != nil {
		return fmt.Errorf("count requests: %w", err)
	}
	var items []requestView
	err := query.OrderBy("(r.status != 'open')", "(r.due = '')", "r.due", "r.sent DESC", "r.id").
		Limit(req.Limit()).Offset(req.Offset()).All(&items)
	if err != nil {
		return fmt.Errorf("list requests: %w", err)
	}
	if err := addProgress(e.App, items); err != nil {
		return err
	}
	return e.JSON(http.StatusOK, paging.NewList(req, total, items))
}

// addProgress tells of requests how much of them is done.
func addProgress(app core.App, items []requestView) error {
	ids := make([]any, len(items))
	for i := range items {
		ids[i] = items[i].ID
	}
	progress, err := requests.ProgressOf(app, ids)
	if err != nil {
		return err
	}
	for i := range items {
		items[i].Progress = progress[items[i].ID]
	}
	return nil
}

// findRequest returns the request that is asked about, if it is the client's to answer.
func findRequest(e *core.RequestEvent, app core.App) (*core.Record, error) {
	request, err := access.FindRequest(app, contactOf(e).Id, e.Request.PathValue("id"))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, e.NotFoundError("This request is not available.", nil)
	}
	return request, err
}

// findItem returns the item of a request that is asked about.
func findItem(e *core.RequestEvent, app core.App, request *core.Record) (*core.Record, error) {
	item, err := requests.FindItem(app, request.Id, e.Request.PathValue("item"))
	if errors.Is(err, sql.ErrNoRows) {
		err = e.NotFoundError("This request is not available.", nil)
	}
	return item, err
}

func (p *portal) request(e *core.RequestEvent) error {
	request, err := findRequest(e, e.App)
	if err != nil {
		return err
	}
	return answerRequest(e, request)
}

func answerRequest(e *core.RequestEvent, request *core.Record) error {
	view, err := viewRequest(e.App, contactOf(e).Id, request)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, view)
}

func viewRequest(app core.App, contact string, request *core.Record) (wholeRequest, error) {
	progress, err := requests.ProgressOf(app, []any{request.Id})
	if err != nil {
		return wholeRequest{}, err
	}
	view := wholeRequest{Items: []itemView{}, requestView: requestView{
		ID: request.Id, Title: request.GetString("title"), Message: request.GetString("message"), Status: request.GetString("status"),
		Due: request.GetString("due"), By: request.GetString("asked_by_name"), Sent: request.GetString("sent"),
		Submitted: request.GetString("submitted"), Progress: progress[request.Id],
	}}
	items, err := requests.Items(app, request.Id)
	if err != nil {
		return view, err
	}
	ids := make([]any, len(items))
	for i, item := range items {
		ids[i] = item.Id
	}
	own, all, err := sentIn(app, contact, ids)
	if err != nil {
		return view, err
	}
	for _, item := range items {
		v := itemView{
			ID: item.Id, Name: item.GetString("name"), Explanation: item.GetString("explanation"), Kind: item.GetString("kind"),
			Required: item.GetBool("required"), State: item.GetString("state"), Text: item.GetString("text"),
			YesNo: item.GetString("yes_no"), Missing: item.GetString("reason"), Note: item.GetString("note"),
			AnsweredBy: item.GetString("answered_by"), Files: own[item.Id], OthersFiles: all[item.Id] - len(own[item.Id]),
		}
		if v.Files == nil {
			v.Files = []documentView{}
		}
		if item.GetString("file") != "" {
			example := messages.ViewFile(item)
			v.Example = &example
		}
		view.Items = append(view.Items, v)
	}
	return view, nil
}

// sentIn returns what was sent in for items: a contact's own documents, and how many there are of everyone's.
func sentIn(app core.App, contact string, items []any) (own map[string][]documentView, all map[string]int, err error) {
	var counts []struct {
		Item string `db:"request_item"`
		N    int    `db:"n"`
	}
	err = app.DB().Select("request_item", "COUNT(*) AS n").From("documents").
		Where(dbx.In("request_item", items...)).AndWhere(dbx.NewExp("request_item != ''")).GroupBy("request_item").All(&counts)
	if err != nil {
		return nil, nil, fmt.Errorf("count what was sent in: %w", err)
	}
	all = make(map[string]int, len(counts))
	for _, c := range counts {
		all[c.Item] = c.N
	}
	var rows []struct {
		documentRow
		Item string `db:"request_item"`
	}
	query := access.VisibleDocuments(app, contact).AndWhere(dbx.In("d.request_item", items...)).AndWhere(dbx.HashExp{"d.uploader": contact})
	if err := asRows(query, contact).AndSelect("d.request_item").OrderBy("d.created", "d.id").All(&rows); err != nil {
		return nil, nil, fmt.Errorf("find what was sent in: %w", err)
	}
	own = make(map[string][]documentView, len(all))
	for _, row := range rows {
		own[row.Item] = append(own[row.Item], row.view(contact))
	}
	return own, all, nil
}

// answerItem notes what a client says to an item, as they go.
func (p *portal) answerItem(e *core.RequestEvent) error {
	var answer requests.Answer
	if err := e.BindBody(&answer); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	return changeRequest(e, func(tx core.App, request *core.Record) error {
		item, err := findItem(e, tx, request)
		if err != nil {
			return err
		}
		return requests.Give(tx, request, item, contactOf(e).GetString("name"), answer)
	})
}

func (p *portal) submitRequest(e *core.RequestEvent) error {
	return changeRequest(e, func(tx core.App, request *core.Record) error {
		if err := requests.Submit(tx, request); err != nil {
			return err
		}
		return requests.TellStaff(tx, request, contactOf(e).GetString("name"))
	})
}

// changeRequest changes a request in one transaction and answers what it is then.
func changeRequest(e *core.RequestEvent, change func(tx core.App, request *core.Record) error) error {
	var request *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		if err := stillSignedIn(e, tx); err != nil {
			return err
		}
		var err error
		if request, err = findRequest(e, tx); err != nil {
			return err
		}
		return change(tx, request)
	})
	if err != nil {
		return refuseAnswer(e, err)
	}
	return answerRequest(e, request)
}

func refuseAnswer(e *core.RequestEvent, err error) error {
	var fields validation.Errors
	switch {
	case errors.Is(err, requests.ErrState):
		return e.BadRequestError("This cannot be changed any more. Look at it again.", validation.Errors{
			"request": validation.NewError("validation_wrong_state", "It has changed meanwhile."),
		})
	case errors.As(err, &fields):
		return e.BadRequestError("Check what is marked and try again.", fields)
	}
	return err
}

func (p *portal) example(e *core.RequestEvent) error {
	request, err := findRequest(e, e.App)
	if err != nil {
		return err
	}
	item, err := findItem(e, e.App, request)
	if err != nil {
		return err
	}
	if item.GetString("file") == "" {
		return e.NotFoundError("This request is not available.", nil)
	}
	err = deliver.File(e, item, e.Request.URL.Query().Get("download") == "1")
	if errors.Is(err, fs.ErrNotExist) {
		return e.NotFoundError("This request is not available.", nil)
	}
	return err
}
