package notify

import (
	"context"
	"crypto/x509"
	"database/sql"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"runtime/debug"
	"sync"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const (
	// lease is for how long a mail that is being sent is left alone by everybody else. It is longer than a send can
	// take; if the process dies in between, the mail is due again when the lease is over.
	lease = 2 * time.Minute

	// grace is how long Stop lets the mails finish that are being sent.
	grace = 5 * time.Second
)

// Options are what a Postman may be told besides PocketBase's settings. The zero value is right for production.
type Options struct {
	DialTimeout time.Duration                    // to connect; 10 s
	SendTimeout time.Duration                    // for a whole mail, connecting included; 60 s, which is also the most
	Parallel    int                              // mails sent at the same time; 4
	RootCAs     *x509.CertPool                   // whom to trust; the system's
	OAuth       *OAuth                           // see OAuthFromEnv
	Backoff     func(attempts int) time.Duration // how long to wait after so many attempts; see backoff
}

// Postman sends what is in the outbox, from Start to Stop.
//
// Wake tells it to look at once: after a record of the outbox was created or changed, and when the settings were
// reloaded. Otherwise it wakes when the next mail is due.
type Postman struct {
	app    core.App
	opts   Options
	tokens tokens
	dial   func(ctx context.Context, network, address string) (net.Conn, error)

	wake    chan struct{}
	slots   chan struct{}  // one is held by each mail that is being sent
	sending sync.WaitGroup // the same mails, to wait for

	mu      sync.Mutex
	started bool
	stop    context.CancelFunc // no more mails are begun
	abort   context.CancelFunc // those that were begun are broken off
	stopped chan struct{}
}

// New returns a Postman for app.
func New(app core.App, opts Options) *Postman {
	if opts.DialTimeout <= 0 {
		opts.DialTimeout = 10 * time.Second
	}
	if opts.SendTimeout <= 0 || opts.SendTimeout > time.Minute {
		opts.SendTimeout = time.Minute
	}
	if opts.Parallel <= 0 {
		opts.Parallel = 4
	}
	if opts.Backoff == nil {
		opts.Backoff = backoff
	}
	return &Postman{
		app:   app,
		opts:  opts,
		dial:  (&net.Dialer{Timeout: opts.DialTimeout}).DialContext,
		wake:  make(chan struct{}, 1),
		slots: make(chan struct{}, opts.Parallel),
	}
}

// Start begins to send. Starting twice is starting once.
func (p *Postman) Start() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.started {
		return
	}
	p.started = true
	var begin, send context.Context
	begin, p.stop = context.WithCancel(context.Background())
	send, p.abort = context.WithCancel(context.Background())
	p.stopped = make(chan struct{})
	go p.run(begin, send, p.stopped)
}

// Stop ends the sending: mails that are on their way have a few seconds to finish, what is broken off stays queued.
func (p *Postman) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.started {
		return
	}
	p.started = false
	p.stop()
	timer := time.AfterFunc(grace, p.abort)
	defer timer.Stop()
	<-p.stopped
	p.abort()
}

// Wake makes the Postman look into the outbox now.
func (p *Postman) Wake() {
	select {
	case p.wake <- struct{}{}:
	default: // it has been woken already and will see what there is to see
	}
}

func (p *Postman) run(begin, send context.Context, stopped chan<- struct{}) {
	defer close(stopped)
	defer p.sending.Wait()

	var before core.SMTPConfig
	if s, err := settingsOf(p.app); err == nil {
		before = s.SMTP
	}
	for begin.Err() == nil {
		wait, err := p.round(begin, send, &before)
		if err != nil {
			p.app.Logger().Error("The outbox could not be worked through", "error", err)
			wait = time.Minute
		}
		timer := time.NewTimer(wait)
		select {
		case <-begin.Done():
		case <-p.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// round begins to send everything that is due and returns how long there is nothing more to do.
func (p *Postman) round(begin, send context.Context, before *core.SMTPConfig) (wait time.Duration, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()

	settings, err := settingsOf(p.app)
	if err != nil {
		return 0, err
	}
	if settings.SMTP != *before {
		if err := p.hasten(); err != nil {
			return 0, err
		}
		*before = settings.SMTP
	}
	if err := p.expire(); err != nil {
		return 0, err
	}

	for {
		select {
		case <-begin.Done():
			return 0, nil
		case p.slots <- struct{}{}:
		}
		begun, err := p.sendNext(send)
		if err != nil {
			return 0, err
		}
		if !begun {
			return p.untilDue()
		}
	}
}

// sendNext begins to send the mail that has been due for longest, in the slot that its caller has taken for it. The
// settings are read each time, since a round can be long.
func (p *Postman) sendNext(ctx context.Context) (begun bool, err error) {
	defer func() {
		if !begun {
			<-p.slots
		}
	}()
	settings, err := settingsOf(p.app)
	if err != nil {
		return false, err
	}
	if !settings.SMTP.Enabled {
		return false, p.explainWaiting()
	}
	r, err := p.claim()
	if err != nil || r == nil {
		return false, err
	}
	p.sending.Go(func() {
		defer func() { <-p.slots }()
		p.send(ctx, settings, r)
	})
	return true, nil
}

// claim leases the mail that has been due for longest, or returns nil. It is one statement, so however many look at the
// same outbox, only one of them gets the mail.
func (p *Postman) claim() (*core.Record, error) {
	now := time.Now()
	var id string
	err := p.app.NonconcurrentDB().NewQuery(`
		UPDATE outbox SET attempts = attempts + 1, next_attempt = {:leased}
		WHERE id = (
			SELECT id FROM outbox
			WHERE state = 'queued' AND next_attempt <= {:now} AND (expires = '' OR expires > {:now})
			ORDER BY next_attempt LIMIT 1
		)
		RETURNING id`).
		Bind(dbx.Params{"now": stamp(now), "leased": stamp(now.Add(lease))}).
		Row(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return p.app.FindRecordById(outbox, id)
}

// send sends a leased mail and records what came of it. Without either, because the disk is full or the process died,
// the lease runs out and the mail is sent again: perhaps a second time, but never not at all.
func (p *Postman) send(ctx context.Context, settings *core.Settings, r *core.Record) {
	defer p.Wake() // it may have become the next mail to be due
	defer func() {
		if v := recover(); v != nil {
			p.app.Logger().Error("Panic after sending a mail", "id", r.Id, "panic", v, "stack", string(debug.Stack()))
		}
	}()
	if err := p.settle(r, p.try(ctx, settings, r)); err != nil {
		p.app.Logger().Error("The outcome of a mail could not be recorded", "id", r.Id, "error", err)
	}
}

func (p *Postman) try(ctx context.Context, settings *core.Settings, r *core.Record) (err error) {
	defer func() {
		if v := recover(); v != nil {
			p.app.Logger().Error("Panic while sending a mail", "id", r.Id, "panic", v, "stack", string(debug.Stack()))
			err = errPanic
		}
	}()
	return p.deliver(ctx, settings, letter{
		id:      r.Id,
		to:      netmail.Address{Name: r.GetString("to_name"), Address: r.GetString("to")},
		subject: r.GetString("subject"),
		text:    r.GetString("text"),
		html:    r.GetString("html"),
	})
}
