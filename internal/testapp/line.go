package testapp

import (
	"io"
	"net"
	"strings"
	"sync"
)

// Line leads to an app as a network does: it can fail.
type Line struct {
	URL string // the app's, seen through the line

	app   string // host:port
	mu    sync.Mutex
	state state
	open  map[net.Conn]bool
}

type state int

const (
	sound state = iota
	cut
	mute
)

// Line returns a line to the app, until the test ends.
func (a *App) Line() *Line {
	a.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		a.t.Fatal(err)
	}
	l := &Line{
		URL: "http://" + listener.Addr().String(), app: strings.TrimPrefix(a.URL, "http://"), open: map[net.Conn]bool{},
	}
	a.t.Cleanup(func() {
		_ = listener.Close()
		l.Cut()
	})
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return // closed
			}
			go l.carry(conn)
		}
	}()
	return l
}

// Cut ends all connections and lets no new one through.
func (l *Line) Cut() { l.set(cut) }

// LoseAnswers lets requests through and drops their connections in place of the answers.
func (l *Line) LoseAnswers() { l.set(mute) }

// Mend makes the line whole again.
func (l *Line) Mend() { l.set(sound) }

func (l *Line) set(s state) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state = s
	if s == cut {
		for conn := range l.open {
			_ = conn.Close()
		}
	}
}

func (l *Line) carry(client net.Conn) {
	defer client.Close()
	app, err := net.Dial("tcp", l.app)
	if err != nil {
		return // the app is down, or gone: for the client that is the same
	}
	defer app.Close()
	if !l.keep(client) {
		return
	}
	defer l.forget(client)
	go func() {
		_, _ = io.Copy(app, client)
		_ = app.Close()
	}()
	_, _ = io.Copy(answers{l, client}, app)
}

func (l *Line) keep(conn net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open[conn] = true
	return l.state != cut
}

func (l *Line) forget(conn net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.open, conn)
}

// answers writes to the client what the line lets through.
type answers struct {
	line   *Line
	client net.Conn
}

func (a answers) Write(p []byte) (int, error) {
	a.line.mu.Lock()
	lost := a.line.state == mute
	a.line.mu.Unlock()
	if lost {
		return 0, net.ErrClosed
	}
	return a.client.Write(p)
}
