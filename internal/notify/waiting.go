package notify

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/tools/types"
)

// untilDue returns how long it is until a mail has to be sent or has expired.
func (p *Postman) untilDue() (time.Duration, error) {
	var next string
	err := p.app.DB().NewQuery(`
		SELECT COALESCE(MIN(due), '') FROM (
			SELECT MIN(next_attempt) AS due FROM outbox WHERE state = 'queued' AND next_attempt > {:now}
			UNION ALL
			SELECT MIN(expires) FROM outbox WHERE state = 'queued' AND expires > {:now}
		)`).
		Bind(dbx.Params{"now": stamp(time.Now())}).
		Row(&next)
	if err != nil {
		return 0, err
	}
	// Not longer than this in any case, for clocks are set and laptops sleep.
	const longest = time.Hour
	if next == "" {
		return longest, nil
	}
	due, err := time.Parse(types.DefaultDateLayout, next)
	if err != nil {
		return 0, fmt.Errorf("outbox: %w", err)
	}
	return min(max(time.Until(due), time.Millisecond), longest), nil
}

// hasten makes everything due that waits for a later attempt: the mail server was changed, perhaps to one that works.
// What is due within a lease is left alone, since it may be on its way at this moment.
func (p *Postman) hasten() error {
	now := time.Now()
	_, err := p.app.DB().Update(outbox, dbx.Params{"next_attempt": stamp(now)}, dbx.And(
		dbx.HashExp{"state": stateQueued},
		dbx.NewExp("[[next_attempt]] > {:leased}", dbx.Params{"leased": stamp(now.Add(lease))}),
	)).Execute()
	return err
}

// expire gives up the mails that are not worth sending any more, and with them what they know.
func (p *Postman) expire() error {
	late, err := p.app.FindRecordsByFilter(outbox, "state = 'queued' && next_attempt <= {:now} && expires != '' && expires <= {:now}",
		"", 0, 0, dbx.Params{"now": stamp(time.Now())})
	if err != nil {
		return err
	}
	for _, r := range late {
		words := "Given up because it would arrive too late."
		if last := r.GetString("last_error"); last != "" {
			words += " " + last
		}
		finish(r, stateFailed, words)
		if err := p.app.SaveNoValidate(r); err != nil {
			return err
		}
	}
	return nil
}

// explainWaiting says in the outbox why nothing goes out. Those that arrive later say so from the start, see Enqueue.
func (p *Postman) explainWaiting() error {
	_, err := p.app.DB().Update(outbox, dbx.Params{"last_error": noServer}, dbx.And(
		dbx.HashExp{"state": stateQueued},
		dbx.Not(dbx.HashExp{"last_error": noServer}),
		dbx.NewExp("[[next_attempt]] <= {:now}", dbx.Params{"now": stamp(time.Now())}),
	)).Execute()
	return err
}
