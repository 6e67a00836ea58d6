package notify

import (
	"cmp"
	"context"
	"crypto/tls"
	"net"
	netmail "net/mail"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
	"golang.org/x/net/idna"
)

// letter is a mail on its way: what a mail server gets to see of a record of the outbox.
type letter struct {
	id      string // makes the Message-ID, so that a repeat can be recognised as one
	to      netmail.Address
	subject string
	text    string
	html    string
}

// deliver hands l to the mail server of the settings. nil means that the server has taken responsibility for it; every
// other outcome is a *failure, or errNoServer.
//
// It walks through the conversation itself rather than call go-mail's DialAndSend, which reports a mail that was
// accepted as an error when the goodbye went wrong, keeps the server's answer to itself, and has one timeout for each
// step instead of one for the whole.
func (p *Postman) deliver(ctx context.Context, settings *core.Settings, l letter) error {
	if !settings.SMTP.Enabled {
		return errNoServer
	}
	server := net.JoinHostPort(settings.SMTP.Host, strconv.Itoa(settings.SMTP.Port))
	from := netmail.Address{Name: settings.Meta.SenderName, Address: settings.Meta.SenderAddress}

	ctx, cancel := context.WithTimeout(ctx, p.opts.SendTimeout)
	defer cancel()
	fail := func(s step, err error) error {
		if ctx.Err() != nil {
			err = ctx.Err() // the connection was closed under the conversation, see connect
		}
		return &failure{server: server, step: s, err: err}
	}

	client, closeConn, err := p.connect(ctx, settings.SMTP, server)
	if err != nil {
		return fail(greeting, err)
	}
	defer closeConn()

	if err := client.Mail("<" + asciiDomain(from.Address) + ">"); err != nil {
		return fail(sender, err)
	}
	if err := client.Rcpt("<" + asciiDomain(l.to.Address) + ">"); err != nil {
		return fail(recipient, err)
	}
	w, err := client.Data()
	if err != nil {
		return fail(content, err)
	}
	if _, err := compose(from, l).WriteTo(w); err != nil {
		return fail(content, err) // without Close, which would make a whole mail of the half that was written
	}
	if err := w.Close(); err != nil {
		return fail(content, err)
	}
	_ = client.Quit() // the mail is accepted, whatever comes now
	return nil
}

// connect opens a conversation with the server: TLS where it is set or offered, and signed in if there is an account.
// The connection is closed when ctx ends, which is what bounds every step after this one too.
func (p *Postman) connect(ctx context.Context, cfg core.SMTPConfig, server string) (*smtp.Client, func(), error) {
	conn, err := p.dial(ctx, "tcp", server)
	if err != nil {
		return nil, nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	closeConn := func() {
		stop()
		_ = conn.Close()
	}

	tlsConfig := &tls.Config{ServerName: cfg.Host, RootCAs: p.opts.RootCAs, MinVersion: tls.VersionTLS12}
	stream := conn
	if cfg.TLS {
		stream = tls.Client(conn, tlsConfig)
	}
	options := []mail.Option{
		mail.WithPort(cfg.Port),
		mail.WithHELO(cmp.Or(cfg.LocalName, "localhost")), // the default that the settings page names
		mail.WithTimeout(p.opts.SendTimeout),
		mail.WithTLSConfig(tlsConfig),
		mail.WithTLSPolicy(mail.TLSOpportunistic),
		mail.WithDialContextFunc(func(context.Context, string, string) (net.Conn, error) { return stream, nil }),
	}
	if cfg.TLS {
		options = append(options, mail.WithSSL())
	}
	account, err := p.account(cfg)
	if err != nil {
		closeConn()
		return nil, nil, err
	}
	options = append(options, account...)
	if len(account) > 0 && !isLoopback(cfg.Host) {
		// No password leaves the machine in clear, not even if somebody on the way hides that the server offers TLS.
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}

	opener, err := mail.NewClient(cfg.Host, options...)
	if err != nil {
		closeConn()
		return nil, nil, err
	}
	client, err := opener.DialToSMTPClientWithContext(ctx)
	if err != nil {
		closeConn()
		return nil, nil, err
	}
	return client, closeConn, nil
}

// account returns how to sign in, and nothing where no account is set.
func (p *Postman) account(cfg core.SMTPConfig) ([]mail.Option, error) {
	if cfg.Username == "" && cfg.Password == "" && p.opts.OAuth == nil {
		return nil, nil
	}
	method, secret := mail.SMTPAuthPlain, cfg.Password
	if cfg.AuthMethod == "LOGIN" {
		method = mail.SMTPAuthLogin
	}
	if p.opts.OAuth != nil {
		token, err := p.tokens.accessToken(p.opts.OAuth, cfg.Password)
		if err != nil {
			return nil, err
		}
		method, secret = mail.SMTPAuthXOAUTH2, token
	}
	return []mail.Option{mail.WithSMTPAuth(method), mail.WithUsername(cfg.Username), mail.WithPassword(secret)}, nil
}

func compose(from netmail.Address, l letter) *mail.Msg {
	_, domain, _ := strings.Cut(from.Address, "@")
	from.Address, l.to.Address = asciiDomain(from.Address), asciiDomain(l.to.Address)

	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	msg.FromMailAddress(&from)
	msg.ToMailAddress(&l.to)
	msg.Subject(l.subject)
	msg.SetMessageIDWithValue(l.id + "@" + asciiDomain(domain))
	msg.SetDateWithValue(time.Now())
	// Tells the recipient's holiday notice that nobody waits for an answer (RFC 3834).
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(mail.TypeTextPlain, l.text)
	if l.html != "" {
		msg.AddAlternativeString(mail.TypeTextHTML, l.html)
	}
	return msg
}

// asciiDomain writes the domain of an address in the ASCII form that every mail server understands.
func asciiDomain(address string) string {
	at := strings.LastIndexByte(address, '@') + 1
	if domain, err := idna.Lookup.ToASCII(address[at:]); err == nil {
		return address[:at] + domain
	}
	return address
}

func isLoopback(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}
