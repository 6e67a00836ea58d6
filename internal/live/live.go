// Package live tells open portal pages that something of theirs has changed. A message says only that; the page asks
// again, and gets what it may see then.
package live

import (
	"slices"
	"sync"

	"github.com/pocketbase/pocketbase/core"
)

// Reasons why a stream ends.
const (
	AccessEnded  = "access"
	SessionEnded = "session"
	PortalOff    = "portal"
	// Stopping ends a stream without a word to the page, which reconnects.
	Stopping = ""
)

// Hub knows the open streams.
type Hub struct {
	mu      sync.Mutex
	streams map[string]map[*Stream]struct{} // by contact id
	joined  int
	stopped bool
}

// Of returns the app's hub.
func Of(app core.App) *Hub {
	return app.Store().GetOrSet("portico.live", func() any {
		return &Hub{streams: map[string]map[*Stream]struct{}{}}
	}).(*Hub)
}

// Stream is one open page of a contact.
type Stream struct {
	// Changed has one element while there is something to tell; many changes are one message.
	Changed chan struct{}
	// Ended is closed when the stream has to end; Reason says why.
	Ended chan struct{}

	session, contact string
	number           int // of joining
	reason           string
	once             sync.Once
	left             chan struct{}
}

// Reason is why the stream ended; read it after Ended is closed.
func (s *Stream) Reason() string { return s.reason }

func (s *Stream) end(reason string) {
	s.once.Do(func() {
		s.reason = reason
		close(s.Ended)
	})
}

// Join adds a stream for a contact's session. The caller must call Leave when it has written its last byte.
func (h *Hub) Join(contact, session string) *Stream {
	s := &Stream{
		Changed: make(chan struct{}, 1), Ended: make(chan struct{}), left: make(chan struct{}),
		contact: contact, session: session,
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stopped {
		s.end(Stopping)
	}
	if h.streams[contact] == nil {
		h.streams[contact] = map[*Stream]struct{}{}
	}
	h.joined++
	s.number = h.joined
	h.makeRoom(contact, session)
	h.streams[contact][s] = struct{}{}
	return s
}

// maxStreams is how many pages one session can have listening; more than people keep open.
const maxStreams = 20

// makeRoom ends the oldest stream of a session that has as many as it can have.
func (h *Hub) makeRoom(contact, session string) {
	var oldest *Stream
	n := 0
	for s := range h.streams[contact] {
		if s.session != session {
			continue
		}
		n++
		if oldest == nil || s.number < oldest.number {
			oldest = s
		}
	}
	if n >= maxStreams {
		oldest.end(Stopping)
	}
}

// Leave removes a stream.
func (h *Hub) Leave(s *Stream) {
	h.mu.Lock()
	delete(h.streams[s.contact], s)
	if len(h.streams[s.contact]) == 0 {
		delete(h.streams, s.contact)
	}
	h.mu.Unlock()
	close(s.left)
}

// Changed tells the contacts' open pages to look again.
func (h *Hub) Changed(contacts ...string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, contact := range contacts {
		for s := range h.streams[contact] {
			select {
			case s.Changed <- struct{}{}:
			default: // it is going to look anyway
			}
		}
	}
}

// Listening returns the contacts that have a page open.
func (h *Hub) Listening() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	contacts := make([]string, 0, len(h.streams))
	for contact := range h.streams {
		contacts = append(contacts, contact)
	}
	return contacts
}

// End ends the contact's streams, or only that of one session, and returns when they are closed.
func (h *Hub) End(contact, session, reason string) {
	h.wait(func(s *Stream) bool { return s.contact == contact && (session == "" || s.session == session) }, reason)
}

// EndAll ends the streams of several contacts and returns when they are closed.
func (h *Hub) EndAll(contacts []string, reason string) {
	h.wait(func(s *Stream) bool { return slices.Contains(contacts, s.contact) }, reason)
}

// Stop ends every stream, and those that come later at once.
func (h *Hub) Stop() {
	h.mu.Lock()
	h.stopped = true
	h.mu.Unlock()
	h.wait(func(*Stream) bool { return true }, Stopping)
}

func (h *Hub) wait(which func(*Stream) bool, reason string) {
	h.mu.Lock()
	var ending []*Stream
	for _, streams := range h.streams {
		for s := range streams {
			if which(s) {
				ending = append(ending, s)
			}
		}
	}
	h.mu.Unlock()
	for _, s := range ending {
		s.end(reason)
	}
	for _, s := range ending {
		<-s.left
	}
}
