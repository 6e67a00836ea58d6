package portal

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/live"
)

const (
	heartbeat = 25 * time.Second
	// writeWithin bounds how long a page that does not read can hold up what ends its stream.
	writeWithin = 5 * time.Second
)

// events is the stream of an open page (text/event-stream, WHATWG HTML 9.2). It tells that something changed, never what.
func (p *portal) events(e *core.RequestEvent) error {
	session := sessionOf(e)
	stream := live.Of(e.App).Join(session.Contact.Id, session.Record.Id)
	defer live.Of(e.App).Leave(stream)

	// What ended the session between the look-up and Join has not seen this stream: look once more.
	if reason, err := ended(e); err != nil || reason != "" {
		return e.UnauthorizedError("Sign in to go on.", err)
	}

	e.Response.Header().Set("Content-Type", "text/event-stream")
	e.Response.Header().Set("X-Accel-Buffering", "no") // nginx would hold messages back
	out := &eventWriter{e: e, control: http.NewResponseController(e.Response)}
	e.Response.WriteHeader(http.StatusOK)
	out.write(": hello\n\n")

	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for out.err == nil {
		select {
		case <-stream.Ended:
			if reason := stream.Reason(); reason != live.Stopping {
				out.write(fmt.Sprintf("event: ended\ndata: {\"reason\":%q}\n\n", reason))
			}
			return nil
		case <-e.Request.Context().Done():
			return nil
		case <-stream.Changed:
			out.write("event: changed\ndata: {}\n\n")
		case <-beat.C:
			reason, err := ended(e)
			if err != nil {
				return nil // the page reconnects and finds out
			}
			if reason != "" {
				out.write(fmt.Sprintf("event: ended\ndata: {\"reason\":%q}\n\n", reason))
				return nil
			}
			out.write(": still here\n\n")
		}
	}
	return nil // the page has gone
}

// ended returns why a stream has to end, or "" while it may go on.
func ended(e *core.RequestEvent) (reason string, err error) {
	switch _, err := findSession(e); {
	case errors.Is(err, access.ErrNoSession):
		return live.SessionEnded, nil
	case errors.Is(err, access.ErrPortalOff):
		return live.PortalOff, nil
	default:
		return "", err
	}
}

type eventWriter struct {
	e       *core.RequestEvent
	control *http.ResponseController
	err     error
}

func (w *eventWriter) write(message string) {
	_ = w.control.SetWriteDeadline(time.Now().Add(writeWithin))
	if _, w.err = w.e.Response.Write([]byte(message)); w.err == nil {
		w.err = w.control.Flush()
	}
}
