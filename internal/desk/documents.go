package desk

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/deliver"
	"portico/internal/letters"
	"portico/internal/links"
	"portico/internal/messages"
	"portico/internal/paging"
	"portico/internal/particulars"
	"portico/internal/search"
)

// named is a record as a list shows it.
type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type shareView struct {
	ID      string `json:"id"`
	Contact *named `json:"contact"`
	Company *named `json:"company"`
	Project *named `json:"project"`
	Since   string `json:"since"`
	By      string `json:"by"`
}

type openedView struct {
	Contact named  `json:"contact"`
	At      string `json:"at"`
}

type documentView struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Kind        string       `json:"kind"`
	FileName    string       `json:"fileName"`
	FileType    string       `json:"fileType"`
	FileSize    int          `json:"fileSize"`
	SHA256      string       `json:"sha256"`
	Preview     string       `json:"preview"`
	Origin      string       `json:"origin"`
	Created     string       `json:"created"`
	Updated     string       `json:"updated"`
	UploadedBy  string       `json:"uploadedBy"`
	Seen        bool         `json:"seen"`
	Contact     *named       `json:"contact"`
	Company     *named       `json:"company"`
	Project     *named       `json:"project"`
	AssignedTo  *named       `json:"assignedTo"`
	Shares      []shareView  `json:"shares"`
	Opened      []openedView `json:"opened"`
	Links       int          `json:"links"` // public links that still open it
	Comments    int          `json:"comments"`
	Unread      int          `json:"unread"`    // comments
	BillState   string       `json:"billState"` // see bill.State; empty where it is no bill
	Letter      bool         `json:"letter"`    // it was written here
}

// wholeDocument is a document with what it says.
type wholeDocument struct {
	documentView
	particulars.Particulars
}

// search begins with the title, folded: sorted by it, case and accents do not count.
var sortColumns = map[string]string{"created": "d.created", "title": "d.search", "size": "d.file_size"}

// What belongs to a contact or a company, as sets of document ids. Each part of a set is one search of an index.
const (
	sharedWithContact = `SELECT document FROM shares WHERE contact = {:owner}
		UNION SELECT s.document FROM shares s JOIN company_contacts m ON m.company = s.company WHERE m.contact = {:owner}
		UNION SELECT s.document FROM shares s JOIN project_contacts m ON m.project = s.project WHERE m.contact = {:owner}`
	ofContact = `SELECT id FROM documents WHERE contact = {:owner}
		UNION SELECT id FROM documents WHERE uploader = {:owner}
		UNION ` + sharedWithContact

	sharedWithCompany = `SELECT document FROM shares WHERE company = {:owner}`
	ofCompany         = `SELECT id FROM documents WHERE company = {:owner} UNION ` + sharedWithCompany

	sharedWithProject = `SELECT document FROM shares WHERE project = {:owner}`
	ofProject         = `SELECT id FROM documents WHERE project = {:owner} UNION ` + sharedWithProject

	ofTicket = `SELECT id FROM documents WHERE ticket = {:owner} AND ticket != ''`
)

// belongings are the documents of a contact, a company, a project or a ticket: all of them, and those that are shared.
var belongings = map[string]struct{ all, shared string }{
	"contact": {ofContact, sharedWithContact},
	// A company's documents can be shared with some of its people alone.
	"company": {ofCompany, sharedWithCompany + ` UNION SELECT s.document FROM shares s JOIN documents d ON d.id = s.document WHERE d.company = {:owner}`},
	"project": {ofProject, sharedWithProject},
	"ticket":  {ofTicket, ofTicket + " AND id IN (SELECT document FROM shares)"},
}

func listDocuments(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	var owners []string
	for name := range belongings {
		if q.Get(name) != "" {
			owners = append(owners, name)
		}
	}
	if len(owners) != 1 {
		return e.BadRequestError("Say whose documents: contact, company, project or ticket.", nil)
	}
	belonging := belongings[owners[0]]

	query := e.App.DB().Select("d.id").From("documents d").
		Where(dbx.NewExp("d.id IN ("+belonging.all+")", dbx.Params{"owner": q.Get(owners[0])}))
	switch q.Get("tab") {
	case "", "all":
	case "shared":
		query.AndWhere(dbx.NewExp("d.id IN (" + belonging.shared + ")"))
	case "unshared":
		query.AndWhere(dbx.NewExp("d.id NOT IN (" + belonging.shared + ")"))
	case "received":
		query.AndWhere(dbx.HashExp{"d.origin": "portal"})
	default:
		return e.BadRequestError("There is no such tab: use all, shared, unshared or received.", nil)
	}

	req := paging.Parse(e, "created", "title", "size")
	query.AndWhere(search.Contains("d.search", req.Search))
	list, err := list(e.App, req, query)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, list)
}

// list runs a query for document ids and answers the page of it that was asked for.
func list(app core.App, req paging.Request, query *dbx.SelectQuery) (paging.List[documentView], error) {
	counting := *query
	var total int
	if err := counting.Select("COUNT(*)").Row(&total); err != nil {
		return paging.List[documentView]{}, fmt.Errorf("count documents: %w", err)
	}
	var ids []string
	if err := query.OrderBy(req.OrderBy(sortColumns, "d.id")...).Limit(req.Limit()).Offset(req.Offset()).Column(&ids); err != nil {
		return paging.List[documentView]{}, fmt.Errorf("list documents: %w", err)
	}
	views, err := viewDocuments(app, ids)
	if err != nil {
		return paging.List[documentView]{}, err
	}
	return paging.NewList(req, total, views), nil
}

func viewDocument(e *core.RequestEvent) error {
	return answerDocument(e, e.Request.PathValue("id"))
}

func answerDocument(e *core.RequestEvent, id string) error {
	views, err := viewDocuments(e.App, []string{id})
	if err != nil {
		return err
	}
	if len(views) == 0 {
		return e.NotFoundError("This document is not there any more.", nil)
	}
	document, err := e.App.FindRecordById("documents", id)
	if err != nil {
		return fmt.Errorf("find document: %w", err)
	}
	said, err := particulars.Find(e.App, document)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, wholeDocument{views[0], said})
}

func findDocument(e *core.RequestEvent, app core.App) (*core.Record, error) {
	document, err := app.FindRecordById("documents", e.Request.PathValue("id"))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, e.NotFoundError("This document is not there any more.", nil)
	}
	if err != nil {
		return nil, fmt.Errorf("find document: %w", err)
	}
	return document, nil
}

// viewDocuments returns the documents in the order of their ids, with everything a list shows of them, in a fixed number
// of queries.
func viewDocuments(app core.App, ids []string) ([]documentView, error) {
	found, err := app.FindRecordsByIds("documents", ids)
	if err != nil {
		return nil, fmt.Errorf("find documents: %w", err)
	}
	shares, err := recordsOf(app, "shares", "document", ids)
	if err != nil {
		return nil, err
	}
	receipts, err := recordsOf(app, "receipts", "document", ids)
	if err != nil {
		return nil, err
	}
	contacts, err := namesOf(app, "contacts", pick("contact", found, shares, receipts))
	if err != nil {
		return nil, err
	}
	companies, err := namesOf(app, "companies", pick("company", found, shares))
	if err != nil {
		return nil, err
	}
	projects, err := namesOf(app, "projects", pick("project", found, shares))
	if err != nil {
		return nil, err
	}
	staff, err := namesOf(app, "staff", pick("assigned_to", found))
	if err != nil {
		return nil, err
	}

	bills, err := recordsOf(app, "bills", "document", ids)
	if err != nil {
		return nil, err
	}
	active, err := links.CountActive(app, anys(ids))
	if err != nil {
		return nil, err
	}
	comments, err := messages.CommentsOn(app, anys(ids))
	if err != nil {
		return nil, err
	}

	views := make(map[string]*documentView, len(found))
	for _, d := range found {
		views[d.Id] = &documentView{
			ID: d.Id, Title: d.GetString("title"), Description: d.GetString("description"), Kind: d.GetString("kind"),
			FileName: d.GetString("file_name"), FileType: d.GetString("file_type"), FileSize: d.GetInt("file_size"),
			SHA256: d.GetString("file_sha256"), Preview: deliver.Preview(d.GetString("file_type")),
			Origin: d.GetString("origin"), Created: d.GetString("created"), Updated: d.GetString("updated"),
			UploadedBy: d.GetString("uploaded_by"),
			Seen:       d.GetString("origin") != "portal" || !d.GetDateTime("seen").IsZero(),
			Contact:    contacts[d.GetString("contact")], Company: companies[d.GetString("company")],
			Project:    projects[d.GetString("project")],
			AssignedTo: staff[d.GetString("assigned_to")], Shares: []shareView{}, Opened: []openedView{}, Links: active[d.Id],
			Comments: comments[d.Id].Count, Unread: comments[d.Id].Unread,
		}
	}
	for _, s := range shares {
		v := views[s.GetString("document")]
		v.Shares = append(v.Shares, shareView{
			ID: s.Id, Contact: contacts[s.GetString("contact")], Company: companies[s.GetString("company")],
			Project: projects[s.GetString("project")],
			Since:   s.GetString("created"), By: s.GetString("shared_by"),
		})
	}
	for _, r := range receipts {
		if contact := contacts[r.GetString("contact")]; contact != nil {
			v := views[r.GetString("document")]
			v.Opened = append(v.Opened, openedView{Contact: *contact, At: r.GetString("opened")})
		}
	}
	for _, b := range bills {
		v := views[b.GetString("document")]
		v.BillState = particulars.StateOf(b, v.Kind, len(v.Opened) > 0)
	}
	if err := markLetters(app, views); err != nil {
		return nil, err
	}
	ordered := make([]documentView, 0, len(ids))
	for _, id := range ids {
		if v := views[id]; v != nil {
			ordered = append(ordered, *v)
		}
	}
	return ordered, nil
}

// markLetters says which documents were written here.
func markLetters(app core.App, views map[string]*documentView) error {
	written, err := letters.Among(app, anys(slices.Collect(maps.Keys(views))))
	for _, id := range written {
		views[id].Letter = true
	}
	return err
}

func recordsOf(app core.App, collection, field string, ids []string) ([]*core.Record, error) {
	var records []*core.Record
	err := app.RecordQuery(collection).AndWhere(dbx.In(field, anys(ids)...)).OrderBy("rowid").All(&records)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", collection, err)
	}
	return records, nil
}

func namesOf(app core.App, collection string, ids []string) (map[string]*named, error) {
	var rows []struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}
	name := "name"
	if collection == "documents" {
		name = "title AS name"
	}
	err := app.DB().Select("id", name).From(collection).Where(dbx.In("id", anys(ids)...)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("find names of %s: %w", collection, err)
	}
	names := make(map[string]*named, len(rows))
	for _, row := range rows {
		names[row.ID] = &named{ID: row.ID, Name: row.Name}
	}
	return names, nil
}

// pick gathers the values of a field, each once.
func pick(field string, lists ...[]*core.Record) []string {
	var values []string
	for _, records := range lists {
		for _, r := range records {
			if v := r.GetString(field); v != "" {
				values = append(values, v)
			}
		}
	}
	slices.Sort(values)
	return slices.Compact(values)
}

func anys(ids []string) []any {
	values := make([]any, len(ids))
	for i, id := range ids {
		values[i] = id
	}
	return values
}

func inbox(e *core.RequestEvent) error {
	which := dbx.Expression(dbx.HashExp{"d.origin": "portal"})
	switch e.Request.URL.Query().Get("assigned") {
	case "", "all":
	case "me":
		which = dbx.And(which, dbx.HashExp{"d.assigned_to": e.Auth.Id})
	default:
		return e.BadRequestError("There is no such inbox: use me or all.", nil)
	}
	inbox, err := list(e.App, paging.Parse(e, "created"), e.App.DB().Select("d.id").From("documents d").Where(which))
	if err != nil {
		return err
	}
	var unseen int
	err = e.App.DB().Select("COUNT(*)").From("documents d").Where(which).AndWhere(dbx.NewExp("d.seen = ''")).Row(&unseen)
	if err != nil {
		return fmt.Errorf("count unseen uploads: %w", err)
	}
	return e.JSON(http.StatusOK, struct {
		paging.List[documentView]
		UnseenCount int `json:"unseenCount"`
	}{inbox, unseen})
}
