package notify

import (
	"errors"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/testapp/smtptest"
)

func TestMailGoesOutWithItsTransaction(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	start(t, app, Options{})

	err := app.RunInTransaction(func(tx core.App) error {
		must(t, Enqueue(tx, letterTo("undone@example.com")))
		return errors.New("the cause did not happen")
	})
	if err == nil {
		t.Fatal("the transaction was committed")
	}
	must(t, app.RunInTransaction(func(tx core.App) error {
		return Enqueue(tx, letterTo("done@example.com"))
	}))

	server.Wait(t, smtptest.To("done@example.com"))
	records, err := app.FindAllRecords(outbox)
	must(t, err)
	equal(t, "the number of mails", len(records), 1)
	r := await(t, app, records[0].Id, state(stateSent))
	equal(t, "attempts", r.GetInt("attempts"), 1)
	equal(t, "last_error", r.GetString("last_error"), "")
	equal(t, "text", r.GetString("text"), "They are ready.\n")
	if r.GetDateTime("sent").IsZero() {
		t.Error("it does not say when it was sent")
	}
}

func TestEnqueueRefusesWhatIsNoAddress(t *testing.T) {
	app := newApp(t)
	for _, to := range []string{"", "zoe", "zoe@example.com\r\nRCPT TO:<thief@example.net>"} {
		if Enqueue(app, letterTo(to)) == nil {
			t.Errorf("%q is taken", to)
		}
	}
}

func TestResend(t *testing.T) {
	app := newApp(t)

	t.Run("failed", func(t *testing.T) {
		r := enqueue(t, app, letterTo("failed@example.com"))
		r.Set("attempts", 25)
		finish(r, stateFailed, "no")
		must(t, app.Save(r))
		must(t, Resend(app, r.Id))
		r = find(t, app, r.Id)
		equal(t, "state", r.GetString("state"), stateQueued)
		equal(t, "attempts", r.GetInt("attempts"), 0)
	})

	t.Run("waiting", func(t *testing.T) {
		r := enqueue(t, app, letterTo("waiting@example.com"))
		r.Set("next_attempt", time.Now().Add(time.Hour))
		must(t, app.Save(r))
		must(t, Resend(app, r.Id))
		if find(t, app, r.Id).GetDateTime("next_attempt").Time().After(time.Now()) {
			t.Error("it still waits")
		}
	})

	t.Run("sent", func(t *testing.T) {
		r := enqueue(t, app, letterTo("sent@example.com"))
		finish(r, stateSent, "")
		must(t, app.Save(r))
		must(t, Resend(app, r.Id))
		equal(t, "the first", find(t, app, r.Id).GetString("state"), stateSent)
		copies, err := app.FindRecordsByFilter(outbox, "to = 'sent@example.com' && state = 'queued'", "", 0, 0)
		must(t, err)
		equal(t, "copies", len(copies), 1)
		for _, field := range []string{"subject", "text", "html", "kind"} {
			equal(t, field, copies[0].GetString(field), r.GetString(field))
		}
	})

	t.Run("not there", func(t *testing.T) {
		if Resend(app, "nothing00000000") == nil {
			t.Error("no error")
		}
	})
}

func TestPurge(t *testing.T) {
	app := newApp(t)
	for _, age := range []time.Duration{0, keepFinished - time.Hour, keepFinished + time.Hour} {
		for _, s := range []string{stateQueued, stateSent, stateFailed} {
			r := enqueue(t, app, letterTo("zoe@example.com"))
			_, err := app.DB().NewQuery("UPDATE outbox SET state = {:s}, updated = {:u} WHERE id = {:id}").
				Bind(map[string]any{"s": s, "u": stamp(time.Now().Add(-age)), "id": r.Id}).Execute()
			must(t, err)
		}
	}
	must(t, Purge(app))
	for s, want := range map[string]int{stateQueued: 3, stateSent: 2, stateFailed: 2} {
		left, err := app.FindRecordsByFilter(outbox, "state = '"+s+"'", "", 0, 0)
		must(t, err)
		equal(t, s, len(left), want)
	}
}
