// Package requests keeps what the firm asks of its clients: lists of things to send in, to tell or to confirm, each item
// accepted or returned by the firm.
package requests

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/tidy"
)

// The states of a request.
const (
	Draft     = "draft"     // the firm's alone
	Open      = "open"      // waits for the client
	Submitted = "submitted" // waits for the firm
	Done      = "done"
	Cancelled = "cancelled"
)

// The states of an item.
const (
	ItemOpen     = "open"
	ItemAnswered = "answered"
	ItemMissing  = "missing" // the client does not have it, and says why
	ItemAccepted = "accepted"
	ItemReturned = "returned" // the firm asks again, and says why
)

// What an item can ask for.
const (
	File  = "file"
	Text  = "text"
	YesNo = "yes_no"
)

// DefaultNaming is the rule by which what is sent in is titled, where the firm has no other.
const DefaultNaming = "{request} – {item}"

const maxItems = 100

// ErrState is returned where a request or an item is not in a state in which something can be done with it.
var ErrState = errors.New("it is not in a state for this")

// Item is something that is asked for.
type Item struct {
	ID          string `json:"id"` // empty for a new one
	Name        string `json:"name"`
	Explanation string `json:"explanation"`
	Kind        string `json:"kind"`
	Required    bool   `json:"required"`
}

// Form is a request as staff write it.
type Form struct {
	Title        string `json:"title"`
	Message      string `json:"message"`
	Contact      string `json:"contact"` // exactly one of these three is asked
	Company      string `json:"company"`
	Project      string `json:"project"`
	Due          string `json:"due"` // 2026-05-31, or empty
	Naming       string `json:"naming"`
	RemindBefore int    `json:"remindBefore"` // days before it is due; 0 is never
	RemindEvery  int    `json:"remindEvery"`  // days, once it is overdue; 0 is never
	Items        []Item `json:"items"`
}

// Validate checks what people type, and tidies it. Its error is validation.Errors by field; those of items are by number.
func (f *Form) Validate() error {
	f.Title = oneLine(f.Title)
	f.Message = strings.TrimSpace(f.Message)
	if f.Naming = oneLine(f.Naming); f.Naming == "" {
		f.Naming = DefaultNaming
	}
	errs := validation.Errors{
		"title":        validation.Validate(f.Title, validation.Required, validation.RuneLength(1, 200)),
		"message":      validation.Validate(f.Message, validation.RuneLength(0, 5000)),
		"due":          validation.Validate(f.Due, validation.Date(time.DateOnly)),
		"naming":       validation.Validate(f.Naming, validation.RuneLength(1, 200)),
		"remindBefore": validation.Validate(f.RemindBefore, validation.Min(0), validation.Max(90)),
		"remindEvery":  validation.Validate(f.RemindEvery, validation.Min(0), validation.Max(90)),
		"items":        f.validateItems(),
	}
	asked := 0
	for _, id := range []string{f.Contact, f.Company, f.Project} {
		if id != "" {
			asked++
		}
	}
	if asked != 1 {
		errs["contact"] = validation.NewError("validation_one_target", "Ask exactly one contact, company or project.")
	}
	return errs.Filter()
}

func (f *Form) validateItems() error {
	if len(f.Items) == 0 {
		return validation.NewError("validation_required", "Ask for something.")
	}
	if len(f.Items) > maxItems {
		return validation.NewError("validation_length_too_long", fmt.Sprintf("Ask for %d things at most.", maxItems))
	}
	errs := validation.Errors{}
	for i := range f.Items {
		item := &f.Items[i]
		item.Name = oneLine(item.Name)
		item.Explanation = strings.TrimSpace(item.Explanation)
		wrong := validation.Errors{
			"name":        validation.Validate(item.Name, validation.Required, validation.RuneLength(1, 200)),
			"explanation": validation.Validate(item.Explanation, validation.RuneLength(0, 2000)),
			"kind":        validation.Validate(item.Kind, validation.Required, validation.In(File, Text, YesNo)),
		}.Filter()
		if wrong != nil {
			errs[fmt.Sprint(i)] = wrong
		}
	}
	return errs.Filter()
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Save writes a request, or changes one (where request is not nil) that is a draft or open: items that the form does not
// name any more go, with what was answered to them, and new ones come. app is that of a transaction, in which permission
// has been asked.
func Save(tx core.App, request *core.Record, f Form) (*core.Record, error) {
	if request == nil {
		collection, err := tx.FindCachedCollectionByNameOrId("requests")
		if err != nil {
			return nil, fmt.Errorf("find requests: %w", err)
		}
		request = core.NewRecord(collection)
		request.Set("status", Draft)
	} else if err := mayBecome(request, f); err != nil {
		return nil, err
	}
	request.Load(map[string]any{
		"title": f.Title, "message": f.Message, "contact": f.Contact, "company": f.Company, "project": f.Project, "due": f.Due,
		"naming": f.Naming, "remind_before": f.RemindBefore, "remind_every": f.RemindEvery,
	})
	if request.GetString("status") == Open {
		if err := remindAnew(tx, request); err != nil {
			return nil, err
		}
	}
	if err := tx.Save(request); err != nil {
		return nil, fmt.Errorf("save request: %w", err)
	}
	if err := saveItems(tx, request, f.Items); err != nil {
		return nil, err
	}
	return request, nil
}

// remindAnew reckons when the clients of an open request are reminded, after it was changed. That something was returned to
// them is told before, whatever was changed.
func remindAnew(tx core.App, request *core.Record) error {
	next := nextReminder(request, time.Now())
	returned, err := tx.CountRecords("request_items", dbx.HashExp{"request": request.Id, "state": ItemReturned})
	if err != nil {
		return fmt.Errorf("count what was returned: %w", err)
	}
	if pending := request.GetDateTime("next_reminder"); returned == 0 || pending.IsZero() || !next.IsZero() && next.Before(pending) {
		request.Set("next_reminder", next)
	}
	return nil
}

// mayBecome reports whether a request can be changed to what a form says. Once it was sent, somebody may have answered:
// who is asked stays who is asked.
func mayBecome(request *core.Record, f Form) error {
	if isOneOf(request, Draft) {
		return nil
	}
	if !isOneOf(request, Open) {
		return ErrState
	}
	for field, id := range map[string]string{"contact": f.Contact, "company": f.Company, "project": f.Project} {
		if request.GetString(field) != id {
			return validation.Errors{"contact": validation.NewError("validation_sent",
				"It has been sent: whom it asks cannot be changed. Cancel it and ask anew.")}
		}
	}
	return nil
}

func saveItems(tx core.App, request *core.Record, wanted []Item) error {
	collection, err := tx.FindCachedCollectionByNameOrId("request_items")
	if err != nil {
		return fmt.Errorf("find items of requests: %w", err)
	}
	existing, err := Items(tx, request.Id)
	if err != nil {
		return err
	}
	left := make(map[string]*core.Record, len(existing))
	for _, r := range existing {
		left[r.Id] = r
	}
	for i, item := range wanted {
		r := left[item.ID]
		if r == nil {
			r = core.NewRecord(collection)
			r.Set("request", request.Id)
			r.Set("state", ItemOpen)
		}
		delete(left, item.ID)
		if r.GetString("state") != ItemOpen && r.GetString("kind") != item.Kind {
			return validation.Errors{"items": validation.Errors{fmt.Sprint(i): validation.Errors{
				"kind": validation.NewError("validation_answered", "It has been answered: remove it, and ask anew."),
			}}}
		}
		r.Load(map[string]any{
			"position": i, "name": item.Name, "explanation": item.Explanation, "kind": item.Kind, "required": item.Required,
		})
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("save item of request: %w", err)
		}
	}
	for _, r := range left {
		if err := tx.Delete(r); err != nil {
			return fmt.Errorf("delete item of request: %w", err)
		}
	}
	return nil
}

// Items returns what a request asks for, in order.
func Items(app core.App, request string) ([]*core.Record, error) {
	var items []*core.Record
	err := app.RecordQuery("request_items").AndWhere(dbx.HashExp{"request": request}).OrderBy("position", "id").All(&items)
	if err != nil {
		return nil, fmt.Errorf("find items of request: %w", err)
	}
	return items, nil
}

// FindItem returns an item of a request, or sql.ErrNoRows.
func FindItem(app core.App, request, item string) (*core.Record, error) {
	r, err := app.FindFirstRecordByFilter("request_items", "id = {:item} && request = {:request}",
		dbx.Params{"item": item, "request": request})
	if err != nil {
		return nil, fmt.Errorf("find item of request: %w", err)
	}
	return r, nil
}

// Progress is how many items a request has, and how many of them the client has dealt with.
type Progress struct {
	Complete int `db:"complete" json:"complete"`
	Total    int `db:"total" json:"total"`
}

// ProgressOf returns the progress of requests by id.
func ProgressOf(app core.App, requests []any) (map[string]Progress, error) {
	var rows []struct {
		Progress
		Request string `db:"request"`
	}
	err := app.DB().Select("request", "COUNT(*) AS total", "SUM(state IN ('answered', 'missing', 'accepted')) AS complete").
		From("request_items").Where(dbx.In("request", requests...)).GroupBy("request").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("count items of requests: %w", err)
	}
	found := make(map[string]Progress, len(rows))
	for _, row := range rows {
		found[row.Request] = row.Progress
	}
	return found, nil
}

// Title is what a document is called that is sent in for an item.
func Title(request, item *core.Record) string {
	title := oneLine(strings.NewReplacer("{request}", request.GetString("title"), "{item}", item.GetString("name")).Replace(request.GetString("naming")))
	if title == "" {
		title = item.GetString("name")
	}
	return tidy.Cut(title, 200)
}

func isOneOf(r *core.Record, states ...string) bool {
	field := "status"
	if r.Collection().Name == "request_items" {
		field = "state"
	}
	for _, state := range states {
		if r.GetString(field) == state {
			return true
		}
	}
	return false
}

// nextReminder is when the client of an open request is reminded next after now, at nine in the morning by the server's
// clock; empty for never.
func nextReminder(request *core.Record, now time.Time) types.DateTime {
	due, err := time.ParseInLocation(time.DateOnly, request.GetString("due"), now.Location())
	if err != nil {
		return types.DateTime{}
	}
	nine := func(day time.Time) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), 9, 0, 0, 0, now.Location())
	}
	next := time.Time{}
	if before := request.GetInt("remind_before"); before > 0 {
		next = nine(due.AddDate(0, 0, -before))
	}
	if every := request.GetInt("remind_every"); every > 0 && !next.After(now) {
		for next = nine(due.AddDate(0, 0, 1)); !next.After(now); {
			next = next.AddDate(0, 0, every)
		}
	}
	if !next.After(now) {
		return types.DateTime{}
	}
	at, _ := types.ParseDateTime(next.UTC()) // it cannot fail on a time
	return at
}
