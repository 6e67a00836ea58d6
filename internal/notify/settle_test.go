package notify

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/testapp/smtptest"
)

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

func TestLongAnswersAreCut(t *testing.T) {
	equal(t, "a short one", limit("no"), "no")
	equal(t, "a long one", len([]rune(limit(strings.Repeat("ä", 5000)))), 1000)
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
