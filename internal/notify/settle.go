package notify

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

const (
	firstDelay   = 30 * time.Second
	longestDelay = 3 * time.Hour
)

// settle records the outcome of an attempt: sent, given up, or queued for another one.
func (p *Postman) settle(r *core.Record, result error) error {
	now, attempts := time.Now(), r.GetInt("attempts")
	var failed *failure

	switch {
	case result == nil:
		r.Set("sent", now)
		finish(r, stateSent, "")

	case errors.Is(result, context.Canceled):
		// Stop broke it off, which does not count against it.
		r.Set("attempts", attempts-1)
		r.Set("next_attempt", now)

	case errors.As(result, &failed) && failed.permanent():
		finish(r, stateFailed, result.Error())

	case outlasts(attempts, keepTrying):
		finish(r, stateFailed, "Given up after two days. "+result.Error())

	default:
		next := now.Add(p.opts.Backoff(attempts))
		if expires := r.GetDateTime("expires").Time(); !expires.IsZero() && !next.Before(expires) {
			finish(r, stateFailed, "Given up because it would arrive too late. "+result.Error())
			break
		}
		r.Set("next_attempt", next)
		r.Set("last_error", limit(result.Error()))
	}
	// Unvalidated: a rule that was tightened since must not keep the outcome from being recorded.
	return p.app.SaveNoValidate(r)
}

// finish sets what is true of a mail that is done with.
func finish(r *core.Record, state, lastError string) {
	r.Set("state", state)
	r.Set("next_attempt", "")
	r.Set("last_error", limit(lastError))
	if r.GetBool("secret") {
		r.Set("text", "")
		r.Set("html", "")
	}
}

// limit keeps a server that talks too much from filling the outbox.
func limit(words string) string {
	if runes := []rune(words); len(runes) > 1000 {
		return string(runes[:999]) + "…"
	}
	return words
}

// backoff is the wait after so many attempts: it doubles from half a minute to three hours, give or take a fifth, so
// that mails which failed together do not come back together.
func backoff(attempts int) time.Duration {
	jitter := 0.8 + 0.4*rand.Float64() //nolint:gosec // whoever can guess it may
	return time.Duration(float64(delay(attempts)) * jitter)
}

func delay(attempts int) time.Duration {
	d := firstDelay
	for range attempts - 1 {
		d = min(2*d, longestDelay)
	}
	return d
}

// outlasts reports whether so many attempts, each followed by its delay, take longer than period. The attempts are
// what is counted, not the clock: a mail that waited a month for a mail server has its two days still before it.
func outlasts(attempts int, period time.Duration) bool {
	var total time.Duration
	for n := range attempts {
		total += delay(n + 1)
	}
	return total > period
}
