package notify

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/testapp/smtptest"
)

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

func TestStopLetsAMailFinish(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	arrived, release := make(chan struct{}), make(chan struct{})
	server.React(func(verb, _ string) smtptest.Reaction {
		if verb == "DOT" {
			close(arrived)
			<-release
		}
		return smtptest.Reaction{}
	})
	r := enqueue(t, app, letterTo("zoe@example.com"))
	p := start(t, app, Options{})
	<-arrived
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		p.Stop()
	}()
	close(release)
	<-stopped
	equal(t, "state", find(t, app, r.Id).GetString("state"), stateSent)
}

func TestWakesByItselfWhenAMailIsDue(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	r := enqueue(t, app, letterTo("zoe@example.com"))
	r.Set("next_attempt", time.Now().Add(300*time.Millisecond))
	must(t, app.Save(r))
	p := New(app, Options{}) // bound to no hook
	p.Start()
	t.Cleanup(p.Stop)
	server.Wait(t, smtptest.To("zoe@example.com"))
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
	equal(t, "last_error", r.GetString("last_error"), errPanic.Error())
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
