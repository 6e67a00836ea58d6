package smtptest

import (
	"bytes"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/textproto"
	"slices"
	"strings"
)

// session is one conversation.
type session struct {
	server *Server
	conn   net.Conn
	text   *textproto.Conn
	tls    bool
	user   string
	method string

	from       string
	recipients []string
}

// serve speaks SMTP until either side has had enough.
func (s *Server) serve(conn net.Conn, encrypted bool) {
	c := &session{server: s, conn: conn, text: textproto.NewConn(conn), tls: encrypted}
	if c.interrupted("CONNECT", "") || c.reply("220 smtptest ready") != nil {
		return
	}
	for {
		line, err := c.text.ReadLine()
		if err != nil {
			return
		}
		verb, argument, _ := strings.Cut(line, " ")
		verb = strings.ToUpper(verb)
		r := s.reaction(verb, argument)
		switch {
		case r.Drop:
			return
		case r.Stall:
			c.stall()
			return
		case r.Reply != "":
			err = c.reply(r.Reply)
		default:
			err = c.handle(verb, argument)
		}
		if err != nil {
			return
		}
	}
}

func (c *session) handle(verb, argument string) error {
	switch verb {
	case "EHLO":
		return c.reply(c.extensions()...)
	case "HELO", "NOOP":
		return c.reply("250 fine")
	case "STARTTLS":
		return c.upgrade()
	case "AUTH":
		return c.authenticate(argument)
	case "MAIL":
		if len(c.server.mechanisms) > 0 && c.user == "" {
			return c.reply("530 5.7.0 sign in first")
		}
		c.from, c.recipients = path(argument), nil
		return c.reply("250 2.1.0 fine")
	case "RCPT":
		c.recipients = append(c.recipients, path(argument))
		return c.reply("250 2.1.5 fine")
	case "DATA":
		return c.data()
	case "RSET":
		c.from, c.recipients = "", nil
		return c.reply("250 2.0.0 forgotten")
	case "QUIT":
		_ = c.reply("221 2.0.0 bye")
		return io.EOF
	}
	return c.reply("502 5.5.1 never heard of it")
}

func (c *session) extensions() []string {
	names := []string{"smtptest", "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8"}
	if c.server.startTLS && !c.tls {
		names = append(names, "STARTTLS")
	}
	if len(c.server.mechanisms) > 0 {
		names = append(names, "AUTH "+strings.Join(c.server.mechanisms, " "))
	}
	for i, name := range names {
		separator := "-"
		if i == len(names)-1 {
			separator = " "
		}
		names[i] = "250" + separator + name
	}
	return names
}

func (c *session) upgrade() error {
	if !c.server.startTLS || c.tls {
		return c.reply("502 5.5.1 not here")
	}
	if err := c.reply("220 2.0.0 go ahead"); err != nil {
		return err
	}
	c.conn = tls.Server(c.conn, c.server.tlsConfig())
	c.text = textproto.NewConn(c.conn)
	c.tls = true
	return nil
}

// authenticate runs the three mechanisms as their specifications and the large providers do.
func (c *session) authenticate(argument string) error {
	method, initial, _ := strings.Cut(argument, " ")
	if !slices.Contains(c.server.mechanisms, method) {
		return c.reply("504 5.5.4 not offered")
	}
	var user, secret string
	switch method {
	case "PLAIN":
		answer, err := c.challenge(initial, "")
		if err != nil {
			return err
		}
		if parts := strings.Split(answer, "\x00"); len(parts) == 3 {
			user, secret = parts[1], parts[2]
		}
	case "LOGIN":
		var err error
		if user, err = c.challenge(initial, "Username:"); err != nil {
			return err
		}
		if secret, err = c.challenge("", "Password:"); err != nil {
			return err
		}
	case "XOAUTH2":
		answer, err := c.challenge(initial, "")
		if err != nil {
			return err
		}
		for part := range strings.SplitSeq(answer, "\x01") {
			if v, ok := strings.CutPrefix(part, "user="); ok {
				user = v
			}
			if v, ok := strings.CutPrefix(part, "auth=Bearer "); ok {
				secret = v
			}
		}
	}
	if user != c.server.username || secret != c.server.secret {
		if method == "XOAUTH2" {
			// The refusal comes as a challenge first, which the client answers with nothing.
			if _, err := c.challenge("", `{"status":"400"}`); err != nil {
				return err
			}
		}
		return c.reply("535 5.7.8 user name and password do not match")
	}
	c.user, c.method = user, method
	return c.reply("235 2.7.0 welcome")
}

// challenge returns what the client says to a prompt, or has said already.
func (c *session) challenge(initial, prompt string) (string, error) {
	if initial == "" {
		if err := c.reply("334 " + base64.StdEncoding.EncodeToString([]byte(prompt))); err != nil {
			return "", err
		}
		var err error
		if initial, err = c.text.ReadLine(); err != nil {
			return "", err
		}
	}
	answer, err := base64.StdEncoding.DecodeString(initial)
	return string(answer), err
}

func (c *session) data() error {
	if len(c.recipients) == 0 {
		return c.reply("503 5.5.1 for whom?")
	}
	if err := c.reply("354 go ahead"); err != nil {
		return err
	}
	body := c.text.DotReader()
	var raw bytes.Buffer
	if _, err := io.CopyN(&raw, body, 64); err != nil {
		return err
	}
	if c.interrupted("BODY", "") {
		return io.EOF
	}
	if _, err := io.Copy(&raw, body); err != nil {
		return err
	}
	if c.interrupted("DOT", "") {
		return io.EOF
	}
	m, err := read(raw.Bytes())
	if err != nil {
		return c.reply("554 5.6.0 " + oneLine(err))
	}
	m.Sender, m.Recipients = c.from, c.recipients
	m.Encrypted, m.User, m.Method = c.tls, c.user, c.method
	c.server.keep(m)
	return c.reply("250 2.0.0 kept")
}

// interrupted does what was set for a moment that is not a command, and reports whether the conversation is over.
func (c *session) interrupted(verb, argument string) bool {
	r := c.server.reaction(verb, argument)
	if r.Stall {
		c.stall()
	}
	if r.Reply != "" {
		_ = c.reply(r.Reply)
	}
	return r != Reaction{}
}

// stall keeps the connection open and says nothing, until the other side gives up.
func (c *session) stall() {
	_, _ = io.Copy(io.Discard, c.conn)
}

func (c *session) reply(lines ...string) error {
	return c.text.PrintfLine("%s", strings.Join(lines, "\r\n"))
}

// path returns the address in "FROM:<a@b> SIZE=1".
func path(argument string) string {
	_, rest, _ := strings.Cut(argument, "<")
	address, _, _ := strings.Cut(rest, ">")
	return address
}

func oneLine(err error) string {
	return strings.Join(strings.Fields(fmt.Sprint(err)), " ")
}
