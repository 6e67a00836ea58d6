package portal

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/deliver"
	"portico/internal/documents"
	"portico/internal/messages"
	"portico/internal/paging"
	"portico/internal/particulars"
	"portico/internal/requests"
	"portico/internal/search"
	"portico/internal/signing"
)

// documentView is a document as its client sees it; what the firm notes about it is not in here.
type documentView struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Kind        string `json:"kind"`
	FileName    string `json:"fileName"`
	FileType    string `json:"fileType"`
	FileSize    int64  `json:"fileSize"`
	Preview     string `json:"preview"`
	Created     string `json:"created"`
	SharedSince string `json:"sharedSince"`
	IsNew       bool   `json:"isNew"`
	Mine        bool   `json:"mine"`
	Project     string `json:"project"` // id of the project it is filed under, if that is open to the client
	Comments    int    `json:"comments"`
	Unread      int    `json:"unread"`  // comments
	Written     bool   `json:"written"` // it says something itself, beside its file
}

// wholeDocument is a document with what it says.
type wholeDocument struct {
	documentView
	particulars.Particulars
	signingOfDocument
}

// documentRow is what the list queries read.
type documentRow struct {
	ID          string `db:"id"`
	Title       string `db:"title"`
	Description string `db:"description"`
	Kind        string `db:"kind"`
	FileName    string `db:"file_name"`
	FileType    string `db:"file_type"`
	FileSize    int64  `db:"file_size"`
	Created     string `db:"created"`
	Uploader    string `db:"uploader"`
	Since       string `db:"since"`
	Opened      bool   `db:"opened"`
	Project     string `db:"open_project"`
	Written     bool   `db:"written"`
}

func (r documentRow) view(contact string) documentView {
	mine := r.Uploader == contact
	return documentView{
		ID: r.ID, Title: r.Title, Description: r.Description, Kind: r.Kind,
		FileName: r.FileName, FileType: r.FileType, FileSize: r.FileSize, Preview: deliver.Preview(r.FileType),
		Created: r.Created, SharedSince: r.Since, IsNew: !mine && !r.Opened, Mine: mine, Project: r.Project, Written: r.Written,
	}
}

// search begins with the title, folded: sorted by it, case and accents do not count.
var sortColumns = map[string]string{"created": "since", "title": "d.search", "size": "d.file_size"}

// The two lists of the portal, as conditions on visible_documents.
var lists = map[string]dbx.Expression{
	"shared":  dbx.NewExp("v.via != 'upload'"),
	"uploads": dbx.NewExp("v.via = 'upload'"),
}

func (p *portal) list(e *core.RequestEvent) error {
	name := e.Request.URL.Query().Get("list")
	if name == "" {
		name = "shared"
	}
	which, ok := lists[name]
	if !ok {
		return e.BadRequestError("There is no such list: use shared or uploads.", nil)
	}
	contact := contactOf(e).Id
	req := paging.Parse(e, "created", "title", "size")

	query := access.VisibleDocuments(e.App, contact).AndWhere(which)
	if project := e.Request.URL.Query().Get("project"); project != "" {
		query.AndWhere(access.InProject(project))
	}
	if ticket := e.Request.URL.Query().Get("ticket"); ticket != "" {
		query.AndWhere(dbx.HashExp{"d.ticket": ticket})
	}
	query.AndWhere(search.Contains("d.search", req.Search))
	total, unopened, err := count(e.App, contact, query)
	if err != nil {
		return err
	}
	var rows []documentRow
	err = asRows(query, contact).OrderBy(req.OrderBy(sortColumns, "d.id")...).Limit(req.Limit()).Offset(req.Offset()).All(&rows)
	if err != nil {
		return fmt.Errorf("list documents: %w", err)
	}
	items, err := viewRows(e.App, contact, rows)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, struct {
		paging.List[documentView]
		NewCount int `json:"newCount"`
	}{paging.NewList(req, total, items), unopened})
}

func viewRows(app core.App, contact string, rows []documentRow) ([]documentView, error) {
	ids := make([]any, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	comments, err := messages.CommentsFor(app, contact, ids)
	if err != nil {
		return nil, err
	}
	items := make([]documentView, len(rows))
	for i, row := range rows {
		items[i] = row.view(contact)
		items[i].Comments, items[i].Unread = comments[row.ID].Count, comments[row.ID].Unread
	}
	return items, nil
}

const (
	opened  = "EXISTS (SELECT 1 FROM receipts r WHERE r.document = d.id AND r.contact = {:reader})"
	written = "(EXISTS (SELECT 1 FROM bills b WHERE b.document = d.id) OR EXISTS (SELECT 1 FROM daily_logs l WHERE l.document = d.id))"
)

func asRows(query *dbx.SelectQuery, contact string) *dbx.SelectQuery {
	return query.AndSelect(opened+" AS opened", written+" AS written").AndBind(dbx.Params{"reader": contact})
}

// count returns how many documents a query finds, and how many of them the contact has not opened.
func count(app core.App, contact string, query *dbx.SelectQuery) (total, unopened int, err error) {
	inner := *query
	found := inner.Select("d.id", "d.uploader", opened+" AS opened").AndBind(dbx.Params{"reader": contact}).Build()
	err = app.DB().NewQuery("SELECT COUNT(*), COALESCE(SUM(NOT opened AND uploader != {:reader}), 0) FROM ("+found.SQL()+")").
		Bind(found.Params()).Row(&total, &unopened)
	if err != nil {
		return 0, 0, fmt.Errorf("count documents: %w", err)
	}
	return total, unopened, nil
}

func (p *portal) view(e *core.RequestEvent) error {
	document, err := findVisible(e)
	if err != nil {
		return err
	}
	view, err := findView(e.App, contactOf(e).Id, document.Id)
	if errors.Is(err, sql.ErrNoRows) {
		return notFound(e)
	}
	if err != nil {
		return err
	}
	said, err := particulars.Find(e.App, document)
	if err != nil {
		return err
	}
	asked, err := findSigningOf(e.App, contactOf(e).Id, document.Id)
	if err != nil {
		return err
	}
	if view.Written { // then this is what it says, and reading it is opening it
		look(e, document, false)
	}
	return e.JSON(http.StatusOK, wholeDocument{view, said, asked})
}

// findVisible returns the document that a request is about, if its sender may see it.
func findVisible(e *core.RequestEvent) (*core.Record, error) { return findVisibleIn(e, e.App) }

func findVisibleIn(e *core.RequestEvent, app core.App) (*core.Record, error) {
	document, err := access.FindVisibleDocument(app, contactOf(e).Id, e.Request.PathValue("id"))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound(e)
	}
	return document, err
}

func findView(app core.App, contact, document string) (documentView, error) {
	var row documentRow
	query := access.VisibleDocuments(app, contact).AndWhere(dbx.HashExp{"v.document": document})
	if err := asRows(query, contact).One(&row); err != nil {
		return documentView{}, fmt.Errorf("find document: %w", err)
	}
	views, err := viewRows(app, contact, []documentRow{row})
	if err != nil {
		return documentView{}, err
	}
	return views[0], nil
}

func (p *portal) file(e *core.RequestEvent) error {
	document, err := findVisible(e)
	if err != nil {
		return err
	}
	download := e.Request.URL.Query().Get("download") == "1"
	look(e, document, download)
	return send(e, document, download)
}

// photo sends a photo of a daily log: whoever may see the log may see it.
func (p *portal) photo(e *core.RequestEvent) error {
	document, err := findVisible(e)
	if err != nil {
		return err
	}
	photo, err := documents.FindPhoto(e.App, document.Id, e.Request.PathValue("photo"))
	if errors.Is(err, sql.ErrNoRows) {
		return notFound(e)
	}
	if err != nil {
		return fmt.Errorf("find photo: %w", err)
	}
	look(e, document, false)
	return send(e, photo, e.Request.URL.Query().Get("download") == "1")
}

func send(e *core.RequestEvent, r *core.Record, download bool) error {
	err := deliver.File(e, r, download)
	if errors.Is(err, fs.ErrNotExist) {
		e.App.Logger().Error("A file is missing from the disk: restore it from a backup", r.Collection().Name, r.Id)
		return notFound(e)
	}
	return err
}

// look notes that a client has looked at a document, where it is one. The document is more important than the note.
func look(e *core.RequestEvent, document *core.Record, download bool) {
	contact := contactOf(e)
	if e.Request.Method != http.MethodGet || sessionOf(e).Preview || document.GetString("uploader") == contact.Id {
		return
	}
	if err := noteLook(e, contact, document, download); err != nil {
		e.App.Logger().Error("A look at a document could not be noted", "document", document.Id, "error", err)
	}
}

// noteLook records that a contact opened a document, the first time they do, and that they downloaded it.
func noteLook(e *core.RequestEvent, contact, document *core.Record, download bool) error {
	opened, err := hasOpened(e.App, document.Id, contact.Id)
	if err != nil || opened && !download {
		return err
	}
	by := activity.ByContact(e, contact)
	return e.App.RunInTransaction(func(tx core.App) error {
		// Asked again inside: the requests of one page come at the same time.
		opened, err := hasOpened(tx, document.Id, contact.Id)
		if err != nil {
			return err
		}
		if !opened {
			if err := saveReceipt(tx, document.Id, contact.Id); err != nil {
				return err
			}
			if err := activity.Append(tx, by, activity.OfDocument(activity.Open, document)); err != nil {
				return err
			}
		}
		if download && !isPartOfDownload(e) {
			return activity.AppendLook(tx, by, activity.OfDocument(activity.Download, document))
		}
		return nil
	})
}

// isPartOfDownload reports whether a request goes on with a download, as a browser does after an interruption.
func isPartOfDownload(e *core.RequestEvent) bool {
	from := e.Request.Header.Get("Range")
	return from != "" && !strings.HasPrefix(from, "bytes=0-")
}

func hasOpened(app core.App, document, contact string) (bool, error) {
	n, err := app.CountRecords("receipts", dbx.HashExp{"document": document, "contact": contact})
	if err != nil {
		return false, fmt.Errorf("find receipt: %w", err)
	}
	return n > 0, nil
}

func saveReceipt(tx core.App, document, contact string) error {
	collection, err := tx.FindCachedCollectionByNameOrId("receipts")
	if err != nil {
		return fmt.Errorf("find receipts: %w", err)
	}
	r := core.NewRecord(collection)
	r.Set("document", document)
	r.Set("contact", contact)
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("save receipt: %w", err)
	}
	return nil
}

func (p *portal) remove(e *core.RequestEvent) error {
	err := e.App.RunInTransaction(func(tx core.App) error {
		document, err := access.FindOwnUpload(tx, contactOf(e).Id, e.Request.PathValue("id"))
		if errors.Is(err, sql.ErrNoRows) {
			return notFound(e)
		}
		if err != nil {
			return err
		}
		if err := mayTakeBack(e, tx, document); err != nil {
			return err
		}
		if err := tx.Delete(document); err != nil {
			return fmt.Errorf("delete upload: %w", err)
		}
		return activity.Append(tx, activity.ByContact(e, contactOf(e)), activity.OfDocument(activity.Delete, document))
	})
	if err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

// mayTakeBack refuses to delete what is being signed, or was, and what was handed in as the answer to a request or has been
// accepted.
func mayTakeBack(e *core.RequestEvent, tx core.App, document *core.Record) error {
	signs, err := signing.Concerns(tx, document.Id)
	if err != nil {
		return err
	}
	if signs {
		return e.BadRequestError("This is being signed, or was, so it stays. Ask us if it has to go.", nil)
	}
	var status, state string
	err = tx.DB().Select("r.status", "i.state").From("request_items i").InnerJoin("requests r", dbx.NewExp("r.id = i.request")).
		Where(dbx.HashExp{"i.id": document.GetString("request_item")}).Row(&status, &state)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil // it is no answer to anything
	case err != nil:
		return fmt.Errorf("look for request of upload: %w", err)
	case state == requests.ItemAccepted:
		return e.BadRequestError("This was accepted as the answer to a request. Ask us to return it first.", nil)
	case status == requests.Submitted || status == requests.Done:
		return e.BadRequestError("This was handed in as the answer to a request. Ask us to return it first.", nil)
	}
	return nil
}
