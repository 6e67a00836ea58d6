package desk

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/deliver"
	"portico/internal/firm"
	"portico/internal/messages"
	"portico/internal/paging"
)

// subject is what a conversation is about: exactly one of these.
type subject struct {
	Contact  string `json:"contact"`
	Document string `json:"document"`
	Project  string `json:"project"`
	Ticket   string `json:"ticket"`
}

func subjectOf(e *core.RequestEvent) subject {
	q := e.Request.URL.Query()
	return subject{q.Get("contact"), q.Get("document"), q.Get("project"), q.Get("ticket")}
}

// find checks that a subject is one, and there.
func (s subject) find(e *core.RequestEvent) (access.Subject, error) {
	var found []access.Subject
	for _, about := range []access.Subject{
		{Kind: access.OfContact, ID: s.Contact}, {Kind: access.OfDocument, ID: s.Document}, {Kind: access.OfProject, ID: s.Project},
		{Kind: access.OfTicket, ID: s.Ticket},
	} {
		if about.ID != "" {
			found = append(found, about)
		}
	}
	if len(found) != 1 {
		return access.Subject{}, e.BadRequestError("Say whom or what this is about: contact, document, project or ticket.", nil)
	}
	_, err := e.App.FindRecordById(found[0].Kind+"s", found[0].ID)
	if errors.Is(err, sql.ErrNoRows) {
		return access.Subject{}, e.NotFoundError("This "+found[0].Kind+" is not there any more.", nil)
	}
	if err != nil {
		return access.Subject{}, fmt.Errorf("find %s: %w", found[0].Kind, err)
	}
	return found[0], nil
}

// firmOf is the account as an author. Clients read its name: an owner, who has none, signs as the firm, for the address
// that they sign in with is nobody's business.
func firmOf(e *core.RequestEvent) (messages.Author, error) {
	author := messages.Author{Side: messages.Firm, ID: e.Auth.Id, Name: e.Auth.GetString("name")}
	if author.Name != "" {
		return author, nil
	}
	f, err := firm.Find(e.App)
	author.Name = cmp.Or(f.Name, "The firm")
	return author, err
}

// conversations is the firm's inbox of messages, or a part of it.
func conversations(e *core.RequestEvent) error {
	inbox := cmp.Or(e.Request.URL.Query().Get("inbox"), "all")
	if !messages.IsInbox(inbox) {
		return e.BadRequestError("There is no such inbox: use all, unread or unanswered.", nil)
	}
	which := conversationsOf(subjectOf(e))
	list, err := messages.Inbox(e.App, inbox, which, paging.Parse(e, "created"))
	if err != nil {
		return err
	}
	unread, err := messages.Unread(e.App, which)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, struct {
		paging.List[messages.Summary]
		UnreadCount int `json:"unreadCount"`
	}{list, unread})
}

// conversationsOf narrows conversations (as c) to those of a contact or a project: about them, and about what belongs to
// them.
func conversationsOf(s subject) dbx.Expression {
	owner, id := "contact", s.Contact
	if s.Project != "" {
		owner, id = "project", s.Project
	}
	if id == "" {
		return nil
	}
	return dbx.NewExp("c.id IN (SELECT id FROM conversations WHERE "+owner+" != '' AND "+owner+" = {:owner}"+
		" UNION SELECT id FROM conversations WHERE document != '' AND document IN ("+belongings[owner].all+")"+
		" UNION SELECT x.id FROM tickets t JOIN conversations x ON x.ticket != '' AND x.ticket = t.id WHERE t."+owner+" != '' AND t."+owner+" = {:owner})", dbx.Params{"owner": id})
}

func readMessages(e *core.RequestEvent) error {
	about, err := subjectOf(e).find(e)
	if err != nil {
		return err
	}
	author, err := firmOf(e)
	if err != nil {
		return err
	}
	thread, err := messages.Read(e.App, about, author, messages.Before(e))
	if err != nil {
		return err
	}
	may, err := access.CanAnswer(e.App, e.Auth, about)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, struct {
		messages.Thread
		CanWrite bool `json:"canWrite"`
	}{thread, may})
}

// mayAnswer refuses who may not write to clients about a subject. The account is looked up again, for it may have been
// taken away meanwhile.
func mayAnswer(e *core.RequestEvent, app core.App, about access.Subject) error {
	account, err := accountOf(e, app)
	if err != nil {
		return err
	}
	may, err := access.CanAnswer(app, account, about)
	if err == nil && !may {
		err = e.ForbiddenError("Your role does not allow this.", nil)
	}
	return err
}

func postMessage(e *core.RequestEvent) error {
	var form struct {
		subject
		Text  string   `json:"text"`
		Files []string `json:"files"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	about, err := form.find(e)
	if err != nil {
		return err
	}
	author, err := firmOf(e)
	if err != nil {
		return err
	}
	n := messages.New{About: about, Author: author, Text: form.Text, Files: form.Files}
	return messages.Send(e, n, func(tx core.App) error { return mayAnswer(e, tx, about) })
}

// markRead notes that the firm has read. Whoever may not answer leaves no mark: the message still waits for someone who
// may.
func markRead(e *core.RequestEvent) error {
	var form struct {
		subject
		Seq int `json:"seq"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	about, err := form.find(e)
	if err != nil {
		return err
	}
	if err := mayAnswer(e, e.App, about); err != nil {
		return err
	}
	author, err := firmOf(e)
	if err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		_, err := messages.MarkRead(tx, about, author, form.Seq)
		return err
	})
	if err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

// attach takes a file for a message; sending it is judged with the message.
func attach(e *core.RequestEvent) error {
	limits, err := limits(e.App)
	if err != nil {
		return err
	}
	return messages.TakeFile(e, e.Auth.Id, limits, func(tx core.App) error {
		_, err := accountOf(e, tx)
		return err
	})
}

func detach(e *core.RequestEvent) error { return messages.DropFile(e, e.Auth.Id) }

func sendAttachment(e *core.RequestEvent) error {
	file, _, err := messages.FindFile(e.App, e.Request.PathValue("id"))
	if err == nil {
		err = deliver.File(e, file, e.Request.URL.Query().Get("download") == "1")
	}
	if errors.Is(err, sql.ErrNoRows) || errors.Is(err, fs.ErrNotExist) {
		return e.NotFoundError("This file is not there any more.", err)
	}
	return err
}
