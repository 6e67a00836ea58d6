package links

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/cookie"
	"portico/internal/deliver"
	"portico/internal/documents"
	"portico/internal/firm"
	"portico/internal/ingest"
	"portico/internal/messages"
	"portico/internal/requests"
	"portico/internal/throttle"
)

const (
	// answering is how long a browser may go on with a request before the link is asked for again.
	answering = 12 * time.Hour
	// maxReceived is how many files can come in by one link: whoever has it needs no account.
	maxReceived = 200
)

// ErrNoFiles is returned where a link is wanted to answer a request that asks for no files.
var ErrNoFiles = errors.New("the request asks for no files")

// ErrNotAsked is returned where a link to answer a request is wanted for a contact whom the request does not ask.
var ErrNotAsked = errors.New("the request does not ask this contact")

// MakeForRequest makes a link by which a contact answers an open request without an account, and returns it with its
// secret, which is known only now. app is that of a transaction.
func MakeForRequest(tx core.App, request *core.Record, contact string, n New) (link *core.Record, secret string, err error) {
	if request.GetString("status") != requests.Open {
		return nil, "", requests.ErrState
	}
	asked, err := access.IsAsked(tx, request, contact)
	if err != nil {
		return nil, "", err
	}
	if !asked {
		return nil, "", ErrNotAsked
	}
	files, err := tx.CountRecords("request_items", dbx.HashExp{"request": request.Id, "kind": requests.File})
	if err != nil {
		return nil, "", fmt.Errorf("count items that ask for files: %w", err)
	}
	if files == 0 {
		return nil, "", ErrNoFiles
	}
	collection, err := tx.FindCachedCollectionByNameOrId("request_links")
	if err != nil {
		return nil, "", fmt.Errorf("find links of requests: %w", err)
	}
	if n.Expires.IsZero() {
		n.Expires = time.Now().Add(DefaultLife)
	}
	secret = rand.Text()
	link = core.NewRecord(collection)
	link.Set("request", request.Id)
	link.Set("contact", contact)
	link.Set("secret_hash", hash(secret))
	link.Set("expires", n.Expires)
	link.Set("made_by", n.MadeBy)
	if err := tx.Save(link); err != nil {
		return nil, "", fmt.Errorf("save link of request: %w", err)
	}
	return link, secret, nil
}

// requestView is what a guest learns of a request: what is asked for, and what was received by this link. What anyone else
// answered, and what the firm thinks of it, is not in it.
type requestView struct {
	Kind     string         `json:"kind"` // "request"
	Title    string         `json:"title"`
	Message  string         `json:"message"`
	Due      string         `json:"due"`
	Expires  string         `json:"expires"`
	Items    []itemView     `json:"items"`
	Received []receivedView `json:"received"`
	URL      string         `json:"url"` // what belongs to it is below
}

type itemView struct {
	ID          string             `json:"id"`
	Name        string             `json:"name"`
	Explanation string             `json:"explanation"`
	Required    bool               `json:"required"`
	Open        bool               `json:"open"` // it takes files
	Example     *messages.FileView `json:"example"`
}

type receivedView struct {
	ID      string `db:"id" json:"id"`
	Item    string `db:"request_item" json:"item"`
	Name    string `db:"file_name" json:"name"`
	Type    string `db:"file_type" json:"type"`
	Size    int64  `db:"file_size" json:"size"`
	Created string `db:"created" json:"created"`
}

// openRequest exchanges the secret of a link to a request for what it asks for.
func (g *guests) openRequest(e *core.RequestEvent, secret string, guess throttle.Key) error {
	known, err := e.App.CountRecords("request_links", dbx.HashExp{"secret_hash": hash(secret)})
	if err != nil {
		return fmt.Errorf("look for link of request: %w", err)
	}
	if known > 0 { // who knows a link does not guess, even if it has ended
		g.throttle.Refund(guess)
	}
	link, err := access.FindRequestLink(e.App, hash(secret))
	if errors.Is(err, sql.ErrNoRows) {
		return notAvailable(e, errGone)
	}
	if err != nil {
		return err
	}
	if err := noteOpened(e.App, link.Link); err != nil {
		return err
	}
	cookie.Set(e, cookieName, secret, pathOf(link), answering)
	return answerRequest(e, link)
}

func noteOpened(app core.App, link *core.Record) error {
	if !link.GetDateTime("opened").IsZero() {
		return nil
	}
	_, err := app.NonconcurrentDB().Update("request_links", dbx.Params{"opened": types.NowDateTime().String()},
		dbx.HashExp{"id": link.Id, "opened": ""}).Execute()
	if err != nil {
		return fmt.Errorf("note opening of link: %w", err)
	}
	return nil
}

func pathOf(link *access.RequestLink) string { return "/api/links/requests/" + link.Link.Id }

// admitToRequest returns what the request's link admits to, whose secret the browser has as a cookie. It is asked each
// time, so what ends the link ends this.
func admitToRequest(e *core.RequestEvent, app core.App) (*access.RequestLink, error) {
	admission, err := e.Request.Cookie(cookieName)
	if err != nil {
		return nil, notAvailable(e, errGone)
	}
	link, err := access.FindRequestLink(app, hash(admission.Value))
	if errors.Is(err, sql.ErrNoRows) || err == nil && link.Link.Id != e.Request.PathValue("link") {
		return nil, notAvailable(e, errGone)
	}
	return link, err
}

func answerRequest(e *core.RequestEvent, link *access.RequestLink) error {
	items, err := requests.Items(e.App, link.Request.Id)
	if err != nil {
		return err
	}
	view := requestView{
		Kind: "request", Title: link.Request.GetString("title"), Message: link.Request.GetString("message"),
		Due: link.Request.GetString("due"), Expires: link.Link.GetString("expires"), Items: []itemView{}, Received: []receivedView{}, URL: pathOf(link),
	}
	for _, item := range items {
		if item.GetString("kind") != requests.File { // what is told, not sent, is told in the portal
			continue
		}
		v := itemView{
			ID: item.Id, Name: item.GetString("name"), Explanation: item.GetString("explanation"),
			Required: item.GetBool("required"), Open: requests.MayTakeFiles(link.Request, item) == nil,
		}
		if item.GetString("file") != "" {
			example := messages.ViewFile(item)
			v.Example = &example
		}
		view.Items = append(view.Items, v)
	}
	err = e.App.DB().Select("id", "request_item", "file_name", "file_type", "file_size", "created").From("documents").
		Where(received(link.Link.Id)).OrderBy("created", "id").All(&view.Received)
	if err != nil {
		return fmt.Errorf("find what a link received: %w", err)
	}
	return e.JSON(http.StatusOK, view)
}

// received finds the documents that came in by a link to a request.
func received(link string) dbx.Expression {
	return dbx.NewExp("request_link = {:link} AND request_link != ''", dbx.Params{"link": link})
}

// CountReceived tells how many documents came in by a link to a request.
func CountReceived(app core.App, link string) (int64, error) {
	n, err := app.CountRecords("documents", received(link))
	if err != nil {
		return 0, fmt.Errorf("count what a link received: %w", err)
	}
	return n, nil
}

func example(e *core.RequestEvent) error {
	link, err := admitToRequest(e, e.App)
	if err != nil {
		return err
	}
	item, err := findItem(e, e.App, link, e.Request.PathValue("item"))
	if err != nil {
		return err
	}
	if item.GetString("file") == "" {
		return notAvailable(e, errGone)
	}
	err = deliver.File(e, item, e.Request.URL.Query().Get("download") == "1")
	if errors.Is(err, fs.ErrNotExist) {
		return notAvailable(e, err)
	}
	return err
}

// findItem returns an item of a link's request that asks for files.
func findItem(e *core.RequestEvent, app core.App, link *access.RequestLink, id string) (*core.Record, error) {
	item, err := requests.FindItem(app, link.Request.Id, id)
	if errors.Is(err, sql.ErrNoRows) || err == nil && item.GetString("kind") != requests.File {
		return nil, notAvailable(e, errGone)
	}
	return item, err
}

// receive stores a file that a guest sends in for an item, as if its contact had sent it in the portal.
func receive(e *core.RequestEvent) error {
	if err := cookie.CheckOrigin(e.Request); err != nil {
		return e.ForbiddenError("This request did not come from the link's page.", err)
	}
	link, err := admitToRequest(e, e.App)
	if err != nil {
		return err
	}
	f, err := firm.Find(e.App)
	if err != nil {
		return err
	}
	n, company, err := documents.From(e.App, link.Contact, f)
	if err != nil {
		return err
	}
	n.RequestLink = link.Link.Id
	n.Key = documents.UploadKey(link.Link.Id, e.Request.Header.Get("Idempotency-Key"))
	up, err := ingest.Receive(e, ingest.Limits{MaxSize: f.MaxUploadSize, Allowed: f.AllowedTypes}, func(fields map[string]string) error {
		item, err := findItem(e, e.App, link, fields["item"])
		if err != nil {
			return err
		}
		n.ForItem(link.Request, item)
		return mayReceive(e, e.App, link, item)
	})
	if err != nil {
		return err
	}
	defer up.Discard()
	_, err = documents.Add(e.App, n, up, func(tx core.App, document *core.Record) error {
		// The body took its time: what was true at its first byte has to be true now.
		link, err := admitToRequest(e, tx)
		if err != nil {
			return err
		}
		item, err := findItem(e, tx, link, n.RequestItem)
		if err != nil {
			return err
		}
		if err := mayReceive(e, tx, link, item); err != nil {
			return err
		}
		if err := requests.FileCame(tx, item, n.UploadedBy); err != nil {
			return err
		}
		if err := activity.Append(tx, activity.ByLink(e, link.Contact), activity.OfDocument(activity.Upload, document)); err != nil {
			return err
		}
		return documents.TellAssignee(tx, f, document, company)
	})
	if err != nil {
		return err
	}
	return answerRequest(e, link)
}

// mayReceive refuses a file for an item that does not take one any more, and one too many for the link.
func mayReceive(e *core.RequestEvent, app core.App, link *access.RequestLink, item *core.Record) error {
	if err := requests.MayTakeFiles(link.Request, item); err != nil {
		return e.BadRequestError("The firm has what it asked for here. Nothing more is needed.", validation.Errors{
			"item": validation.NewError("validation_wrong_state", "It takes no files any more."),
		})
	}
	n, err := CountReceived(app, link.Link.Id)
	if err != nil {
		return err
	}
	if n > maxReceived {
		return e.BadRequestError("As many files as this link takes have arrived. Ask for another link.", validation.Errors{
			"file": validation.NewError("too_many", "This link takes no more files."),
		})
	}
	return nil
}
