package portal

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/deliver"
	"portico/internal/firm"
	"portico/internal/ingest"
	"portico/internal/live"
	"portico/internal/messages"
	"portico/internal/paging"
)

func (p *portal) conversations(e *core.RequestEvent) error {
	list, err := messages.ListFor(e.App, contactOf(e).Id, paging.Parse(e, "created"))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, list)
}

// subject is what a client's message is about: an item, a project, a ticket, or, where none is named, the client's own
// conversation with the firm.
type subject struct {
	Document string `json:"document"`
	Project  string `json:"project"`
	Ticket   string `json:"ticket"`
}

func (s subject) of(contact string) access.Subject {
	switch {
	case s.Document != "":
		return access.Subject{Kind: access.OfDocument, ID: s.Document}
	case s.Project != "":
		return access.Subject{Kind: access.OfProject, ID: s.Project}
	case s.Ticket != "":
		return access.Subject{Kind: access.OfTicket, ID: s.Ticket}
	default:
		return access.Subject{Kind: access.OfContact, ID: contact}
	}
}

func clientOf(e *core.RequestEvent) messages.Author {
	contact := contactOf(e)
	return messages.Author{Side: messages.Client, ID: contact.Id, Name: contact.GetString("name")}
}

func (p *portal) readMessages(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	client := clientOf(e)
	about := subject{q.Get("document"), q.Get("project"), q.Get("ticket")}.of(client.ID)
	if err := mayConverse(e, e.App, about); err != nil {
		return err
	}
	thread, err := messages.Read(e.App, about, client, messages.Before(e))
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, thread)
}

// mayConverse answers who may not see the subject of a conversation, or if there is none, with the same words.
func mayConverse(e *core.RequestEvent, app core.App, about access.Subject) error {
	err := access.CanConverse(app, contactOf(e).Id, about)
	if errors.Is(err, sql.ErrNoRows) {
		return e.NotFoundError("This conversation is not available.", nil)
	}
	return err
}

func (p *portal) postMessage(e *core.RequestEvent) error {
	var form struct {
		subject
		Text  string   `json:"text"`
		Files []string `json:"files"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	client := clientOf(e)
	n := messages.New{About: form.of(client.ID), Author: client, Text: form.Text, Files: form.Files}
	return messages.Send(e, n, func(tx core.App) error {
		if err := stillSignedIn(e, tx); err != nil {
			return err
		}
		return mayConverse(e, tx, n.About)
	})
}

// stillSignedIn asks inside a transaction what was asked when the request came: its body may have taken its time.
func stillSignedIn(e *core.RequestEvent, tx core.App) error {
	sent, err := e.Request.Cookie(cookieName)
	if err != nil {
		return e.UnauthorizedError("Sign in to go on.", nil)
	}
	_, err = access.FindSession(tx, sent.Value)
	return refuseSession(e, err)
}

func (p *portal) markRead(e *core.RequestEvent) error {
	var form struct {
		subject
		Seq int `json:"seq"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	client := clientOf(e)
	about := form.of(client.ID)
	if err := mayConverse(e, e.App, about); err != nil {
		return err
	}
	var news bool
	err := e.App.RunInTransaction(func(tx core.App) error {
		var err error
		news, err = messages.MarkRead(tx, about, client, form.Seq)
		return err
	})
	if err != nil {
		return err
	}
	if news {
		live.Of(e.App).Changed(client.ID) // their other pages
		live.TellDesk(e.App, live.Reads)
	}
	return e.NoContent(http.StatusNoContent)
}

func (p *portal) attach(e *core.RequestEvent) error {
	f, err := firm.Find(e.App)
	if err != nil {
		return err
	}
	return messages.TakeFile(e, contactOf(e).Id, ingest.Limits{MaxSize: f.MaxUploadSize, Allowed: f.AllowedTypes},
		func(tx core.App) error { return stillSignedIn(e, tx) })
}

func (p *portal) detach(e *core.RequestEvent) error { return messages.DropFile(e, contactOf(e).Id) }

// attachment sends the file of a message to whoever may read the message.
func (p *portal) attachment(e *core.RequestEvent) error {
	file, conversation, err := messages.FindFile(e.App, e.Request.PathValue("id"))
	if err == nil {
		err = access.CanConverse(e.App, contactOf(e).Id, access.SubjectOf(conversation))
	}
	if err == nil {
		err = deliver.File(e, file, e.Request.URL.Query().Get("download") == "1")
	}
	if errors.Is(err, sql.ErrNoRows) || errors.Is(err, fs.ErrNotExist) {
		return e.NotFoundError("This file is not available.", nil)
	}
	return err
}

// chooseMails notes how soon a mail tells the client of messages that they have not read.
func (p *portal) chooseMails(e *core.RequestEvent) error {
	var form struct {
		MessageMails string `json:"messageMails"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	err := validation.Errors{"messageMails": validation.Validate(form.MessageMails,
		validation.Required, validation.In(messages.Now, messages.Daily, messages.Never))}.Filter()
	if err != nil {
		return e.BadRequestError("Choose one of now, daily and never.", err)
	}
	contact := contactOf(e)
	contact.Set("message_mails", form.MessageMails)
	if err := e.App.Save(contact); err != nil {
		return fmt.Errorf("save choice of mails: %w", err)
	}
	return e.NoContent(http.StatusNoContent)
}
