package desk

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/messages"
	"portico/internal/notify"
	"portico/internal/paging"
	"portico/internal/requests"
	"portico/internal/search"
)

// maxRequest is more than a hundred items take.
const maxRequest = 512 << 10

// requestView is a request in a list.
type requestView struct {
	ID        string            `json:"id"`
	Title     string            `json:"title"`
	Status    string            `json:"status"`
	Due       string            `json:"due"`
	Contact   *named            `json:"contact"`
	Company   *named            `json:"company"`
	Project   *named            `json:"project"`
	By        string            `json:"by"`
	Created   string            `json:"created"`
	Sent      string            `json:"sent"`
	Submitted string            `json:"submitted"`
	Progress  requests.Progress `json:"progress"`
}

type wholeRequest struct {
	requestView
	Message      string     `json:"message"`
	Naming       string     `json:"naming"`
	RemindBefore int        `json:"remindBefore"`
	RemindEvery  int        `json:"remindEvery"`
	NextReminder string     `json:"nextReminder"`
	Items        []itemView `json:"items"`
	CanEdit      bool       `json:"canEdit"`
}

// itemView is something that is asked for, and what was answered.
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
	Answered    string             `json:"answered"`
	Example     *messages.FileView `json:"example"`
	Files       []documentView     `json:"files"`
}

// The firm's lists of requests.
var requestLists = map[string]func() dbx.Expression{
	"all":              func() dbx.Expression { return dbx.NewExp("TRUE") },
	requests.Draft:     inStatus(requests.Draft),
	requests.Open:      inStatus(requests.Open),
	requests.Submitted: inStatus(requests.Submitted),
	requests.Done:      inStatus(requests.Done),
	requests.Cancelled: inStatus(requests.Cancelled),
	"overdue": func() dbx.Expression {
		return dbx.NewExp("r.status = 'open' AND r.due != '' AND r.due < {:today}", dbx.Params{"today": time.Now().Format(time.DateOnly)})
	},
}

func inStatus(status string) func() dbx.Expression {
	return func() dbx.Expression { return dbx.HashExp{"r.status": status} }
}

func listRequests(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	which := requestLists[cmp.Or(q.Get("status"), "all")]
	if which == nil {
		return e.BadRequestError("There is no such list: use all, draft, open, overdue, submitted, done or cancelled.", nil)
	}
	query := e.App.DB().Select("r.id").From("requests r").Where(which())
	for _, owner := range []string{"contact", "company", "project"} {
		if id := q.Get(owner); id != "" {
			query.AndWhere(dbx.HashExp{"r." + owner: id}).AndWhere(dbx.NewExp("r." + owner + " != ''"))
		}
	}
	req := paging.Parse(e, "created", "due")
	query.AndWhere(search.Contains("r.search", req.Search))
	counting := *query
	var total int
	if err := counting.Select("COUNT(*)").Row(&total); err != nil {
		return fmt.Errorf("count requests: %w", err)
	}
	var ids []string
	order := req.OrderBy(map[string]string{"created": "r.created", "due": "r.due"}, "r.id")
	if err := query.OrderBy(order...).Limit(req.Limit()).Offset(req.Offset()).Column(&ids); err != nil {
		return fmt.Errorf("list requests: %w", err)
	}
	views, err := viewRequests(e.App, ids)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, paging.NewList(req, total, views))
}

// viewRequests returns the requests in the order of their ids, in a fixed number of queries.
func viewRequests(app core.App, ids []string) ([]requestView, error) {
	records, err := app.FindRecordsByIds("requests", ids)
	if err != nil {
		return nil, fmt.Errorf("find requests: %w", err)
	}
	names := make(map[string]map[string]*named, 3)
	for field, collection := range map[string]string{"contact": "contacts", "company": "companies", "project": "projects"} {
		if names[field], err = namesOf(app, collection, pick(field, records)); err != nil {
			return nil, err
		}
	}
	progress, err := requests.ProgressOf(app, anys(ids))
	if err != nil {
		return nil, err
	}
	views := make(map[string]requestView, len(records))
	for _, r := range records {
		views[r.Id] = requestView{
			ID: r.Id, Title: r.GetString("title"), Status: r.GetString("status"), Due: r.GetString("due"),
			Contact: names["contact"][r.GetString("contact")], Company: names["company"][r.GetString("company")],
			Project: names["project"][r.GetString("project")], By: r.GetString("asked_by_name"),
			Created: r.GetString("created"), Sent: r.GetString("sent"), Submitted: r.GetString("submitted"), Progress: progress[r.Id],
		}
	}
	ordered := make([]requestView, 0, len(ids))
	for _, id := range ids {
		if v, ok := views[id]; ok {
			ordered = append(ordered, v)
		}
	}
	return ordered, nil
}

func findRequest(e *core.RequestEvent, app core.App) (*core.Record, error) {
	request, err := app.FindRecordById("requests", e.Request.PathValue("id"))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, e.NotFoundError("This request is not there any more.", nil)
	}
	if err != nil {
		return nil, fmt.Errorf("find request: %w", err)
	}
	return request, nil
}

func viewRequest(e *core.RequestEvent) error {
	request, err := findRequest(e, e.App)
	if err != nil {
		return err
	}
	return answerRequest(e, request)
}

func answerRequest(e *core.RequestEvent, request *core.Record) error {
	views, err := viewRequests(e.App, []string{request.Id})
	if err != nil {
		return err
	}
	items, err := viewItems(e.App, request.Id)
	if err != nil {
		return err
	}
	may, err := access.CanEdit(e.App, e.Auth, request.GetString("project"))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, wholeRequest{
		requestView: views[0], Message: request.GetString("message"), Naming: request.GetString("naming"),
		RemindBefore: request.GetInt("remind_before"), RemindEvery: request.GetInt("remind_every"),
		NextReminder: request.GetString("next_reminder"), Items: items, CanEdit: may,
	})
}

func viewItems(app core.App, request string) ([]itemView, error) {
	items, err := requests.Items(app, request)
	if err != nil {
		return nil, err
	}
	ids := make([]any, len(items))
	for i, item := range items {
		ids[i] = item.Id
	}
	var files []struct {
		ID   string `db:"id"`
		Item string `db:"request_item"`
	}
	err = app.DB().Select("id", "request_item").From("documents").Where(dbx.In("request_item", ids...)).
		AndWhere(dbx.NewExp("request_item != ''")).OrderBy("created", "id").All(&files)
	if err != nil {
		return nil, fmt.Errorf("find what was sent in: %w", err)
	}
	all := make([]string, len(files))
	for i, file := range files {
		all[i] = file.ID
	}
	documents, err := viewDocuments(app, all)
	if err != nil {
		return nil, err
	}
	of := make(map[string][]documentView, len(items))
	for i, document := range documents { // none is missing: they were found a moment ago, or the page asks again
		of[files[i].Item] = append(of[files[i].Item], document)
	}
	views := make([]itemView, len(items))
	for i, item := range items {
		views[i] = itemView{
			ID: item.Id, Name: item.GetString("name"), Explanation: item.GetString("explanation"), Kind: item.GetString("kind"),
			Required: item.GetBool("required"), State: item.GetString("state"), Text: item.GetString("text"),
			YesNo: item.GetString("yes_no"), Missing: item.GetString("reason"), Note: item.GetString("note"),
			AnsweredBy: item.GetString("answered_by"), Answered: item.GetString("answered"), Files: of[item.Id],
		}
		if views[i].Files == nil {
			views[i].Files = []documentView{}
		}
		if item.GetString("file") != "" {
			example := messages.ViewFile(item)
			views[i].Example = &example
		}
	}
	return views, nil
}

func addRequest(e *core.RequestEvent) error {
	var form requests.Form
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	return saveRequest(e, form, func(core.App) (*core.Record, error) { return nil, nil }) //nolint:nilnil // a new one
}

func editRequest(e *core.RequestEvent) error {
	var form requests.Form
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	return saveRequest(e, form, func(tx core.App) (*core.Record, error) { return mayChangeRequest(e, tx) })
}

func saveRequest(e *core.RequestEvent, form requests.Form, find func(tx core.App) (*core.Record, error)) error {
	if err := form.Validate(); err != nil {
		return e.BadRequestError("Check what is marked and try again.", err)
	}
	var request *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		existing, err := find(tx)
		if err != nil {
			return err
		}
		if err := mayEdit(e, tx, form.Project); err != nil {
			return err
		}
		request, err = requests.Save(tx, existing, form)
		return err
	})
	if err != nil {
		return refuseChange(e, err)
	}
	return answerRequest(e, request)
}

// mayChangeRequest returns the request that is asked about, if the account may change it.
func mayChangeRequest(e *core.RequestEvent, tx core.App) (*core.Record, error) {
	request, err := findRequest(e, tx)
	if err != nil {
		return nil, err
	}
	return request, mayEdit(e, tx, request.GetString("project"))
}

func refuseChange(e *core.RequestEvent, err error) error {
	if errors.Is(err, requests.ErrState) {
		return e.BadRequestError("It has changed meanwhile. Look at it again.", validation.Errors{
			"request": validation.NewError("validation_wrong_state", "It has changed meanwhile."),
		})
	}
	return checkForm(e, err)
}

// changeRequest changes a request in one transaction and answers what it is then.
func changeRequest(change func(e *core.RequestEvent, tx core.App, request *core.Record) error) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		var request *core.Record
		err := e.App.RunInTransaction(func(tx core.App) error {
			var err error
			if request, err = mayChangeRequest(e, tx); err != nil {
				return err
			}
			return change(e, tx, request)
		})
		if err != nil {
			return refuseChange(e, err)
		}
		return answerRequest(e, request)
	}
}

func sendRequest(e *core.RequestEvent, tx core.App, request *core.Record) error {
	by, err := firmOf(e)
	if err != nil {
		return err
	}
	if err := requests.Send(tx, request, by.ID, by.Name); err != nil {
		return err
	}
	return requests.TellClients(tx, request, notify.RequestSent)
}

func cancelRequest(_ *core.RequestEvent, tx core.App, request *core.Record) error {
	wasSent := request.GetString("status") == requests.Open
	if err := requests.Cancel(tx, request); err != nil {
		return err
	}
	if !wasSent {
		return nil
	}
	return requests.TellClients(tx, request, notify.RequestCancelled)
}

func remindOfRequest(_ *core.RequestEvent, tx core.App, request *core.Record) error {
	if request.GetString("status") != requests.Open {
		return requests.ErrState
	}
	return requests.TellClients(tx, request, notify.RequestReminder)
}

func finishRequest(_ *core.RequestEvent, tx core.App, request *core.Record) error {
	return requests.Finish(tx, request)
}

func acceptItem(e *core.RequestEvent, tx core.App, request *core.Record) error {
	item, err := findItem(e, tx, request)
	if err != nil {
		return err
	}
	return requests.Accept(tx, request, item)
}

// returnItem reads its form before the transaction, as everything does: a body that never comes holds nobody up.
func returnItem(e *core.RequestEvent) error {
	var form struct {
		Note string `json:"note"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	return changeRequest(func(e *core.RequestEvent, tx core.App, request *core.Record) error {
		item, err := findItem(e, tx, request)
		if err != nil {
			return err
		}
		return requests.Return(tx, request, item, form.Note)
	})(e)
}

func findItem(e *core.RequestEvent, app core.App, request *core.Record) (*core.Record, error) {
	item, err := requests.FindItem(app, request.Id, e.Request.PathValue("item"))
	if errors.Is(err, sql.ErrNoRows) {
		err = e.NotFoundError("This item is not there any more.", nil)
	}
	return item, err
}

// deleteRequest deletes a draft; what was sent is cancelled instead, and stays to be looked at.
func deleteRequest(e *core.RequestEvent) error {
	err := e.App.RunInTransaction(func(tx core.App) error {
		request, err := mayChangeRequest(e, tx)
		if err != nil {
			return err
		}
		if request.GetString("status") != requests.Draft {
			return requests.ErrState
		}
		if err := tx.Delete(request); err != nil {
			return fmt.Errorf("delete request: %w", err)
		}
		return nil
	})
	if err != nil {
		return refuseChange(e, err)
	}
	return e.NoContent(http.StatusNoContent)
}
