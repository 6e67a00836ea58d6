package desk

import (
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/messages"
	"portico/internal/requests"
	"portico/internal/signing"
	"portico/internal/tickets"
)

// homeView is what waits for the firm.
type homeView struct {
	Uploads          int64 `json:"uploads"`          // received and not looked at
	RequestsOverdue  int64 `json:"requestsOverdue"`  // the client is late
	RequestsHandedIn int64 `json:"requestsHandedIn"` // to be accepted or returned
	Messages         int   `json:"messages"`         // unread
	Tickets          int64 `json:"tickets"`          // open
	MailsFailed      int64 `json:"mailsFailed"`      // given up
	SigningsMine     int64 `json:"signingsMine"`     // wait for the account's own signature
	SigningsDue      int64 `json:"signingsDue"`      // wait for signatures, and expire soon
	SigningsWaiting  int64 `json:"signingsWaiting"`  // wait for signatures at all
}

// home counts what waits for the firm, each count a search of an index.
func home(e *core.RequestEvent) error {
	var view homeView
	for _, count := range []struct {
		of         *int64
		collection string
		which      dbx.Expression
	}{
		{&view.Uploads, "documents", dbx.NewExp("origin = 'portal' AND seen = ''")},
		{&view.RequestsOverdue, "requests", dbx.NewExp("status = {:status} AND due != '' AND due < {:today}",
			dbx.Params{"status": requests.Open, "today": time.Now().Format(time.DateOnly)})},
		{&view.RequestsHandedIn, "requests", dbx.HashExp{"status": requests.Submitted}},
		{&view.Tickets, "tickets", dbx.HashExp{"status": tickets.Open}},
		{&view.MailsFailed, "outbox", dbx.HashExp{"state": "failed"}},
		{&view.SigningsMine, "signings", signing.ForStaff(e.Auth.Id)},
		{&view.SigningsDue, "signings", signing.ExpiresSoon(time.Now())},
		{&view.SigningsWaiting, "signings", dbx.HashExp{"status": signing.Sent}},
	} {
		n, err := e.App.CountRecords(count.collection, count.which)
		if err != nil {
			return fmt.Errorf("count %s: %w", count.collection, err)
		}
		*count.of = n
	}
	var err error
	if view.Messages, err = messages.Unread(e.App, nil); err != nil {
		return err
	}
	return e.JSON(http.StatusOK, view)
}
