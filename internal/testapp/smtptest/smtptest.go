// Package smtptest is a real SMTP server on loopback for tests. It speaks STARTTLS, TLS from the first byte, and AUTH
// PLAIN, LOGIN and XOAUTH2, and it refuses, stalls or hangs up wherever a test tells it to.
package smtptest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// patience ends a Wait for something that will not come. No test that passes waits for it.
const patience = 30 * time.Second

// Server is a mail server that keeps what it is sent.
type Server struct {
	listener    net.Listener
	certificate tls.Certificate
	implicitTLS bool
	startTLS    bool
	mechanisms  []string
	username    string
	secret      string

	sessions sync.WaitGroup

	mu       sync.Mutex
	react    func(verb, argument string) Reaction
	conns    map[net.Conn]bool
	closed   bool
	messages []Message
	arrived  chan struct{} // closed and replaced with each message
	verbs    map[string]int
}

// Option sets up a Server.
type Option func(*Server)

// WithTLS makes the server speak TLS from the first byte.
func WithTLS() Option {
	return func(s *Server) { s.implicitTLS = true }
}

// WithSTARTTLS makes the server offer STARTTLS.
func WithSTARTTLS() Option {
	return func(s *Server) { s.startTLS = true }
}

// WithAccount makes the server take mail only from those who sign in with this name and secret (a password, or an access
// token for XOAUTH2) by one of the mechanisms.
func WithAccount(username, secret string, mechanisms ...string) Option {
	return func(s *Server) { s.username, s.secret, s.mechanisms = username, secret, mechanisms }
}

// Start starts a server that ends with the test.
func Start(tb testing.TB, options ...Option) *Server {
	tb.Helper()
	listener, err := new(net.ListenConfig).Listen(tb.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	s := &Server{
		listener: listener,
		conns:    map[net.Conn]bool{},
		arrived:  make(chan struct{}),
		verbs:    map[string]int{},
	}
	for _, o := range options {
		o(s)
	}
	s.certificate, err = selfSigned()
	if err != nil {
		tb.Fatal(err)
	}
	s.sessions.Go(s.accept)
	tb.Cleanup(s.close)
	return s
}

// Addr returns the host and port that the server listens on.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Port returns the port that the server listens on.
func (s *Server) Port() int { return s.listener.Addr().(*net.TCPAddr).Port }

// Configure writes the server into an app's mail settings, and returns what was saved.
func (s *Server) Configure(tb testing.TB, app core.App) {
	tb.Helper()
	settings, err := app.Settings().Clone()
	if err != nil {
		tb.Fatal(err)
	}
	settings.SMTP.Enabled = true
	settings.SMTP.Host = "127.0.0.1"
	settings.SMTP.Port = s.Port()
	settings.SMTP.TLS = s.implicitTLS
	settings.SMTP.Username = s.username
	settings.SMTP.Password = s.secret
	if err := app.Save(settings); err != nil {
		tb.Fatal(err)
	}
}

// CertPool returns what to trust in order to trust the server.
func (s *Server) CertPool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(s.certificate.Leaf)
	return pool
}

// CertFile writes the server's certificate to a file, for a process that is started with SSL_CERT_FILE.
func (s *Server) CertFile(tb testing.TB) string {
	tb.Helper()
	name := filepath.Join(tb.TempDir(), "smtptest.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.certificate.Certificate[0]})
	if err := os.WriteFile(name, block, 0o600); err != nil {
		tb.Fatal(err)
	}
	return name
}

// Reaction is what the server does instead of what it would do.
type Reaction struct {
	Reply string // answers with this line, e.g. "550 5.1.1 no such mailbox"
	Stall bool   // answers nothing more
	Drop  bool   // closes the connection
}

// React asks fn before each command what to do instead; the zero Reaction lets things take their course. Verbs are in
// capitals; CONNECT comes before the greeting, BODY in the middle of the mail, and DOT after its end, before it is
// accepted.
func (s *Server) React(fn func(verb, argument string) Reaction) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.react = fn
}

// RefuseRecipient makes the server answer with reply to mail for an address.
func (s *Server) RefuseRecipient(address, reply string) {
	s.React(func(verb, argument string) Reaction {
		if verb == "RCPT" && strings.Contains(argument, "<"+address+">") {
			return Reaction{Reply: reply}
		}
		return Reaction{}
	})
}

// Count returns how often a verb was heard.
func (s *Server) Count(verb string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.verbs[verb]
}

// Messages returns what has arrived, in order.
func (s *Server) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.messages...)
}

// Wait returns the first message that matches, however long ago it arrived or however soon it will.
func (s *Server) Wait(tb testing.TB, match func(Message) bool) Message {
	tb.Helper()
	deadline := time.After(patience)
	for {
		s.mu.Lock()
		messages, arrived := s.messages, s.arrived
		s.mu.Unlock()
		for _, m := range messages {
			if match(m) {
				return m
			}
		}
		select {
		case <-arrived:
		case <-deadline:
			var heard strings.Builder
			for _, m := range messages {
				fmt.Fprintf(&heard, "\n  to %s: %s", strings.Join(m.Recipients, ", "), m.Subject)
			}
			tb.Fatalf("the mail did not come; what came:%s", heard.String())
		}
	}
}

// To matches the messages to an address.
func To(address string) func(Message) bool {
	return func(m Message) bool {
		for _, r := range m.Recipients {
			if strings.EqualFold(r, address) {
				return true
			}
		}
		return false
	}
}

func (s *Server) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return // closed
		}
		s.mu.Lock()
		if s.closed {
			_ = conn.Close()
		}
		s.conns[conn] = true
		s.mu.Unlock()
		s.sessions.Go(func() {
			defer func() {
				_ = conn.Close()
				s.mu.Lock()
				delete(s.conns, conn)
				s.mu.Unlock()
			}()
			if s.implicitTLS {
				s.serve(tls.Server(conn, s.tlsConfig()), true)
			} else {
				s.serve(conn, false)
			}
		})
	}
}

func (s *Server) close() {
	_ = s.listener.Close()
	s.mu.Lock()
	s.closed = true
	for conn := range s.conns {
		_ = conn.Close()
	}
	s.mu.Unlock()
	s.sessions.Wait()
}

func (s *Server) keep(m Message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.messages = append(s.messages, m)
	close(s.arrived)
	s.arrived = make(chan struct{})
}

func (s *Server) reaction(verb, argument string) Reaction {
	s.mu.Lock()
	s.verbs[verb]++
	react := s.react
	s.mu.Unlock()
	if react == nil {
		return Reaction{}
	}
	return react(verb, argument)
}

func (s *Server) tlsConfig() *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{s.certificate}, MinVersion: tls.VersionTLS12}
}

func selfSigned() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "smtptest"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(24 * time.Hour),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		DNSNames:              []string{"localhost", "mail.example.com"},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	leaf, err := x509.ParseCertificate(der)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, err
}
