package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"strings"
	"syscall"
)

// outcome is an error that is a sentence for people, like that of a failure.
type outcome string

func (o outcome) Error() string { return string(o) }

const (
	// errNoServer says that nothing was tried, for the settings hold no mail server.
	errNoServer outcome = noServer
	errPanic    outcome = "Portico made a mistake while sending this mail; the log has the details."
)

// step is how far a conversation with a mail server got.
type step int

const (
	greeting  step = iota // connecting, TLS and signing in
	sender                // MAIL
	recipient             // RCPT
	content               // DATA
)

// failure is why a mail server did not take a mail. Its text is for the people who look at the outbox.
type failure struct {
	server string
	step   step
	err    error
}

func (f *failure) Unwrap() error { return f.err }

// permanent reports that no later attempt can succeed: the server refused the recipient for good. Every other refusal
// is retried, for it can be cured on our side: a wrong password, a sender the server does not know, a full quota.
func (f *failure) permanent() bool {
	var reply *textproto.Error
	return f.step == recipient && errors.As(f.err, &reply) && reply.Code/100 == 5
}

func (f *failure) Error() string {
	var reply *textproto.Error
	if errors.As(f.err, &reply) {
		return f.refused(reply)
	}

	var (
		timeout  net.Error
		notFound *net.DNSError
		badCert  *tls.CertificateVerificationError
		noTLS    tls.RecordHeaderError
		noToken  *tokenError
	)
	switch {
	case errors.As(f.err, &noToken):
		return noToken.Error()
	case errors.As(f.err, &notFound) && notFound.IsNotFound:
		return fmt.Sprintf("There is no mail server named %s.", notFound.Name)
	case errors.Is(f.err, context.DeadlineExceeded), errors.As(f.err, &timeout) && timeout.Timeout():
		return fmt.Sprintf("The mail server %s did not answer in time.", f.server)
	case errors.Is(f.err, syscall.ECONNREFUSED):
		return fmt.Sprintf("No mail server answers at %s.", f.server)
	case errors.As(f.err, &badCert):
		return fmt.Sprintf("The certificate of the mail server %s cannot be trusted: %v", f.server, badCert.Err)
	case errors.As(f.err, &noTLS):
		return fmt.Sprintf("The mail server %s does not speak TLS on this port.", f.server)
	case strings.Contains(f.err.Error(), "does not support STARTTLS"): // go-mail has no value for this one
		return fmt.Sprintf("The mail server %s offers no encryption, so the password was not sent.", f.server)
	case errors.Is(f.err, io.EOF), errors.Is(f.err, io.ErrUnexpectedEOF), errors.Is(f.err, net.ErrClosed),
		errors.Is(f.err, syscall.ECONNRESET), errors.Is(f.err, syscall.EPIPE):
		return fmt.Sprintf("The mail server %s closed the connection before it had accepted the mail.", f.server)
	}
	return fmt.Sprintf("The mail server %s cannot be used: %v", f.server, f.err)
}

func (f *failure) refused(reply *textproto.Error) string {
	what := "the connection"
	switch f.step {
	case greeting:
		if reply.Code == 530 || reply.Code == 534 || reply.Code == 535 {
			what = "the user name or password"
		}
	case sender:
		what = "the sender's address"
	case recipient:
		what = "the recipient"
	case content:
		what = "the mail"
	}
	return fmt.Sprintf("The mail server %s refused %s: %s", f.server, what, oneLine(fmt.Sprintf("%d %s", reply.Code, reply.Msg)))
}
