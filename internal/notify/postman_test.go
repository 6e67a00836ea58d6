package notify

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
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

func TestWithoutMailServerNothingFails(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	start(t, app, Options{})

	r := enqueue(t, app, letterTo("zoe@example.com"))
	equal(t, "last_error", r.GetString("last_error"), noServer)
	equal(t, "state", r.GetString("state"), stateQueued)

	server.Configure(t, app)
	server.Wait(t, smtptest.To("zoe@example.com"))
	r = await(t, app, r.Id, state(stateSent))
	equal(t, "attempts", r.GetInt("attempts"), 1)
}

func TestMailServerIsSwitchedOff(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	r := enqueue(t, app, letterTo("zoe@example.com"))
	equal(t, "last_error", r.GetString("last_error"), "")
	change(t, app, func(s *core.Settings) { s.SMTP.Enabled = false })
	start(t, app, Options{})
	r = await(t, app, r.Id, tried)
	equal(t, "last_error", r.GetString("last_error"), noServer)
	equal(t, "attempts", r.GetInt("attempts"), 0)
	equal(t, "state", r.GetString("state"), stateQueued)
}

func TestRefusedRecipientFailsAtOnceAndAlone(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	server.RefuseRecipient("gone@example.com", "550 5.1.1 no such mailbox")
	gone := enqueue(t, app, letterTo("gone@example.com"))
	fine := enqueue(t, app, letterTo("zoe@example.com"))
	start(t, app, Options{Parallel: 1})

	r := await(t, app, gone.Id, state(stateFailed))
	equal(t, "attempts", r.GetInt("attempts"), 1)
	equal(t, "last_error", r.GetString("last_error"),
		"The mail server "+server.Addr()+" refused the recipient: 550 5.1.1 no such mailbox")
	await(t, app, fine.Id, state(stateSent))
}

// Whatever else goes wrong is tried again until it goes right, and the mail arrives once.
func TestTroubleIsRetried(t *testing.T) {
	cases := map[string]struct {
		verb     string
		reaction smtptest.Reaction
		want     string
	}{
		"turned away":        {"CONNECT", smtptest.Reaction{Reply: "421 4.3.2 too busy"}, "refused the connection: 421 4.3.2 too busy"},
		"no greeting":        {"CONNECT", smtptest.Reaction{Drop: true}, "closed the connection before it had accepted the mail."},
		"sender unknown":     {"MAIL", smtptest.Reaction{Reply: "550 5.1.8 who?"}, "refused the sender's address: 550 5.1.8 who?"},
		"greylisted":         {"RCPT", smtptest.Reaction{Reply: "451 4.7.1 come back later"}, "refused the recipient: 451 4.7.1 come back later"},
		"full":               {"DATA", smtptest.Reaction{Reply: "452 4.3.1 no space"}, "refused the mail: 452 4.3.1 no space"},
		"dropped in the mid": {"BODY", smtptest.Reaction{Drop: true}, "closed the connection before it had accepted the mail."},
		"dropped at the end": {"DOT", smtptest.Reaction{Drop: true}, "closed the connection before it had accepted the mail."},
		"taken for spam":     {"DOT", smtptest.Reaction{Reply: "554 5.7.1 looks like spam"}, "refused the mail: 554 5.7.1 looks like spam"},
		"stalled at first":   {"CONNECT", smtptest.Reaction{Stall: true}, "did not answer in time."},
		"stalled in the mid": {"BODY", smtptest.Reaction{Stall: true}, "did not answer in time."},
		"stalled at the end": {"DOT", smtptest.Reaction{Stall: true}, "did not answer in time."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			app, server := newApp(t), smtptest.Start(t)
			server.Configure(t, app)
			var healed atomic.Bool
			server.React(func(verb, _ string) smtptest.Reaction {
				if verb == c.verb && !healed.Load() {
					return c.reaction
				}
				return smtptest.Reaction{}
			})
			opts := Options{Backoff: soon}
			if c.reaction.Stall {
				opts.SendTimeout = 300 * time.Millisecond
			}
			start(t, app, opts)

			r := enqueue(t, app, letterTo("zoe@example.com"))
			r = await(t, app, r.Id, func(r *core.Record) bool { return tried(r) && r.GetInt("attempts") >= 2 })
			equal(t, "last_error", r.GetString("last_error"), "The mail server "+server.Addr()+" "+c.want)
			equal(t, "state", r.GetString("state"), stateQueued)

			healed.Store(true)
			r = await(t, app, r.Id, state(stateSent))
			equal(t, "last_error", r.GetString("last_error"), "")
			equal(t, "what arrived", len(server.Messages()), 1)
		})
	}
}

func TestAcceptedIsSentHoweverTheGoodbyeGoes(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	server.React(func(verb, _ string) smtptest.Reaction { return smtptest.Reaction{Drop: verb == "QUIT"} })
	start(t, app, Options{Backoff: soon})
	r := enqueue(t, app, letterTo("zoe@example.com"))
	r = await(t, app, r.Id, state(stateSent))
	equal(t, "attempts", r.GetInt("attempts"), 1)
}

func TestStalledMailHoldsUpNoOther(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	server.React(func(verb, argument string) smtptest.Reaction {
		return smtptest.Reaction{Stall: verb == "RCPT" && strings.Contains(argument, "slow@")}
	})
	slow := enqueue(t, app, letterTo("slow@example.com"))
	for i := range 5 {
		enqueue(t, app, letterTo(fmt.Sprintf("quick%d@example.com", i)))
	}
	p := start(t, app, Options{Parallel: 2})
	for i := range 5 {
		server.Wait(t, smtptest.To(fmt.Sprintf("quick%d@example.com", i)))
	}

	// Stop does not wait for ever, and what it broke off stays to be sent, with the attempt not counted.
	p.mu.Lock()
	abort := p.abort
	p.mu.Unlock()
	abort()
	p.Stop()
	slow = find(t, app, slow.Id)
	equal(t, "state", slow.GetString("state"), stateQueued)
	equal(t, "attempts", slow.GetInt("attempts"), 0)
	if slow.GetDateTime("next_attempt").Time().After(time.Now()) {
		t.Error("it is not due")
	}
}

func TestTwoPostmenSendNothingTwice(t *testing.T) {
	const mails = 40
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	var ids []string
	for i := range mails {
		ids = append(ids, enqueue(t, app, letterTo(fmt.Sprintf("p%d@example.com", i))).Id)
	}
	start(t, app, Options{})
	start(t, app, Options{})
	for _, id := range ids {
		await(t, app, id, state(stateSent))
	}
	equal(t, "what arrived", len(server.Messages()), mails)
}

// A process that dies between sending and writing it down leaves a leased mail. Nobody touches it while the lease runs,
// not even when the settings change or somebody clicks Send again; after that it goes out once more.
func TestLeaseOutlivesACrash(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	r := enqueue(t, app, letterTo("zoe@example.com"))
	dead := New(app, Options{})
	claimed, err := dead.claim()
	must(t, err)
	equal(t, "the claimed mail", claimed.Id, r.Id)

	must(t, dead.hasten())
	must(t, Resend(app, r.Id))
	again, err := dead.claim()
	must(t, err)
	if again != nil {
		t.Fatal("a leased mail was claimed a second time")
	}
	wait, err := dead.untilDue()
	must(t, err)
	if wait <= 0 || wait > lease {
		t.Errorf("it is due again in %s", wait)
	}

	must(t, dead.settle(claimed, context.Canceled)) // the lease is over
	start(t, app, Options{})
	server.Wait(t, smtptest.To("zoe@example.com"))
}

func TestPanicIsOneMailsProblem(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	p := New(app, Options{Backoff: never})
	dial := p.dial
	var calls atomic.Int32
	p.dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		if calls.Add(1) == 1 {
			panic("out of cheese")
		}
		return dial(ctx, network, address)
	}
	first := enqueue(t, app, letterTo("first@example.com"))
	run(t, p)
	r := await(t, app, first.Id, tried)
	equal(t, "state", r.GetString("state"), stateQueued)
	equal(t, "last_error", r.GetString("last_error"), "Portico made a mistake while sending this mail; the log has the details.")
	second := enqueue(t, app, letterTo("second@example.com"))
	await(t, app, second.Id, state(stateSent))
}

func TestNewMailServerIsTriedAtOnce(t *testing.T) {
	app, broken, working := newApp(t), smtptest.Start(t), smtptest.Start(t)
	broken.React(func(string, string) smtptest.Reaction { return smtptest.Reaction{Drop: true} })
	broken.Configure(t, app)
	start(t, app, Options{Backoff: never})
	r := enqueue(t, app, letterTo("zoe@example.com"))
	await(t, app, r.Id, tried)
	working.Configure(t, app)
	await(t, app, r.Id, state(stateSent))
}

func TestSecretIsErasedWhenSentOrGivenUp(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.RefuseRecipient("gone@example.com", "550 no")
	secret := func(to string) Mail {
		m := letterTo(to)
		m.Secret = true
		return m
	}
	sent := enqueue(t, app, secret("zoe@example.com"))
	failed := enqueue(t, app, secret("gone@example.com"))
	late := secret("late@example.com")
	late.Expires = time.Now().Add(-time.Minute)
	expired := enqueue(t, app, late)
	if sent.GetDateTime("expires").IsZero() {
		t.Error("a secret may lie about for ever")
	}
	start(t, app, Options{})

	// What has expired is given up, mail server or not.
	r := await(t, app, expired.Id, state(stateFailed))
	equal(t, "last_error", r.GetString("last_error"), "Given up because it would arrive too late. "+noServer)

	server.Configure(t, app)
	await(t, app, sent.Id, state(stateSent))
	await(t, app, failed.Id, state(stateFailed))
	for _, id := range []string{sent.Id, failed.Id, expired.Id} {
		r := find(t, app, id)
		equal(t, "text", r.GetString("text"), "")
		equal(t, "html", r.GetString("html"), "")
		equal(t, "Resend", Resend(app, id), ErrErased)
	}
	equal(t, "what arrived", len(server.Messages()), 1)
}

func TestCodeIsNotRetriedBeyondItsExpiry(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	server.RefuseRecipient("zoe@example.com", "451 later")
	m := letterTo("zoe@example.com")
	m.Secret, m.Expires = true, time.Now().Add(10*time.Minute)
	r := enqueue(t, app, m)
	start(t, app, Options{Backoff: never})
	r = await(t, app, r.Id, state(stateFailed))
	equal(t, "last_error", r.GetString("last_error"),
		"Given up because it would arrive too late. The mail server "+server.Addr()+" refused the recipient: 451 later")
}

func TestGivenUpAfterTwoDays(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	server.RefuseRecipient("zoe@example.com", "451 later")
	r := enqueue(t, app, letterTo("zoe@example.com"))
	r.Set("attempts", 24)
	must(t, app.Save(r))
	start(t, app, Options{})
	r = await(t, app, r.Id, state(stateFailed))
	equal(t, "last_error", r.GetString("last_error"),
		"Given up after two days. The mail server "+server.Addr()+" refused the recipient: 451 later")
}

func TestBackoff(t *testing.T) {
	for attempts, want := range map[int]time.Duration{
		1: 30 * time.Second, 2: time.Minute, 3: 2 * time.Minute, 9: 128 * time.Minute, 10: 3 * time.Hour, 1000: 3 * time.Hour,
	} {
		equal(t, fmt.Sprintf("the delay after %d attempts", attempts), delay(attempts), want)
		for range 100 {
			if got := backoff(attempts); got < want*8/10 || got > want*12/10 {
				t.Fatalf("after %d attempts it waits %s", attempts, got)
			}
		}
	}
	var total time.Duration
	attempts := 1
	for ; !outlasts(attempts, keepTrying); attempts++ {
		total += delay(attempts)
	}
	if total > keepTrying || total < keepTrying-longestDelay {
		t.Errorf("%d attempts in %s", attempts, total)
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
