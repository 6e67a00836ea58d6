package requests

import (
	"errors"
	"fmt"
	"net/mail"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/access"
	"portico/internal/firm"
	"portico/internal/notify"
)

// TellClients puts a mail about a request into the outbox for everyone whom it asks: news is one of notify's RequestX. app
// is that of a transaction.
func TellClients(tx core.App, request *core.Record, news notify.RequestNews) error {
	f, err := firm.Find(tx)
	if err != nil {
		return err
	}
	ids, err := access.FindAsked(tx, request)
	if err != nil {
		return err
	}
	contacts, err := tx.FindRecordsByIds("contacts", ids)
	if err != nil {
		return fmt.Errorf("find who is asked: %w", err)
	}
	progress, err := ProgressOf(tx, []any{request.Id})
	if err != nil {
		return err
	}
	for _, contact := range contacts {
		if on, err := access.CanEnter(tx, contact.Id); err != nil || !on || contact.Email() == "" {
			if err != nil {
				return err
			}
			continue
		}
		m, err := notify.RenderRequest(mail.Address{Name: contact.GetString("name"), Address: contact.Email()}, notify.Request{
			Firm: notify.Firm{Name: f.Name, Accent: f.AccentColor}, News: news, Name: contact.GetString("name"),
			Title: request.GetString("title"), Message: request.GetString("message"), Due: request.GetString("due"),
			Complete: progress[request.Id].Complete, Total: progress[request.Id].Total,
			Link: f.URL + "/#/requests/" + request.Id,
		})
		if err != nil {
			return err
		}
		if err := notify.Enqueue(tx, m); err != nil {
			return err
		}
	}
	return nil
}

// TellStaff puts the mail that a request was handed in into the outbox, for who sent it.
func TellStaff(tx core.App, request *core.Record, by string) error {
	return notify.TellStaff(tx, notify.StaffNews{
		Subject: "Handed in: " + request.GetString("title"), Headline: by + " has handed in what you asked for:",
		Title: request.GetString("title"), Link: "/_/#/requests/" + request.Id,
	}, request.GetString("asked_by"))
}

// Remind puts the reminders that are due into the outbox.
func Remind(app core.App) error {
	var due []string
	now := time.Now()
	err := app.DB().Select("id").From("requests").
		Where(dbx.NewExp("next_reminder != '' AND next_reminder <= {:now}", dbx.Params{"now": now.UTC().Format(types.DefaultDateLayout)})).Column(&due)
	if err != nil {
		return fmt.Errorf("find requests to remind of: %w", err)
	}
	var errs []error
	for _, id := range due { // what goes wrong with one keeps no other from their reminder
		errs = append(errs, app.RunInTransaction(func(tx core.App) error {
			request, err := tx.FindRecordById("requests", id)
			if err != nil {
				return fmt.Errorf("find request to remind of: %w", err)
			}
			// Asked again inside: a run that takes its time meets the next one.
			if at := request.GetDateTime("next_reminder"); at.IsZero() || at.Time().After(now) {
				return nil
			}
			request.Set("next_reminder", nextReminder(request, now))
			if err := tx.Save(request); err != nil {
				return fmt.Errorf("note reminder: %w", err)
			}
			if !isOneOf(request, Open) {
				return nil
			}
			returned, err := tx.CountRecords("request_items", dbx.HashExp{"request": id, "state": ItemReturned})
			if err != nil {
				return fmt.Errorf("count what was returned: %w", err)
			}
			news := notify.RequestReminder
			if returned > 0 {
				news = notify.RequestReturned
			}
			return TellClients(tx, request, news)
		}))
	}
	return errors.Join(errs...)
}
