package notify

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	netmail "net/mail"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/testapp/smtptest"
)

// Every way to be encrypted with every way to sign in.
func TestTransport(t *testing.T) {
	app := newApp(t)
	encryptions := map[string]struct {
		option smtptest.Option
		tls    bool
	}{
		"clear":    {func(*smtptest.Server) {}, false},
		"STARTTLS": {smtptest.WithSTARTTLS(), true},
		"TLS":      {smtptest.WithTLS(), true},
	}
	accounts := map[string]struct {
		option smtptest.Option
		method string
		oauth  *OAuth
	}{
		"nobody":  {func(*smtptest.Server) {}, "", nil},
		"PLAIN":   {smtptest.WithAccount("portal", "pass word", "PLAIN", "LOGIN"), "PLAIN", nil},
		"LOGIN":   {smtptest.WithAccount("portal", "pass word", "LOGIN"), "LOGIN", nil},
		"XOAUTH2": {smtptest.WithAccount("portal", "ya29.token", "XOAUTH2"), "XOAUTH2", &OAuth{}},
	}
	for encryption, e := range encryptions {
		for account, a := range accounts {
			t.Run(encryption+" "+account, func(t *testing.T) {
				server := smtptest.Start(t, e.option, a.option)
				server.Configure(t, app)
				change(t, app, func(s *core.Settings) {
					s.SMTP.AuthMethod = ""
					if a.method == "LOGIN" {
						s.SMTP.AuthMethod = a.method
					}
				})
				p := New(app, Options{RootCAs: server.CertPool(), OAuth: a.oauth})
				must(t, deliver(t, p))
				m := server.Wait(t, smtptest.To("zoe@example.com"))
				equal(t, "encryption", m.Encrypted, e.tls)
				equal(t, "AUTH", m.Method, a.method)
				equal(t, "Message-ID", m.Header.Get("Message-ID"), "<letter00000001@example.com>")
			})
		}
	}
}

func TestWrongPassword(t *testing.T) {
	for _, method := range []string{"PLAIN", "LOGIN", "XOAUTH2"} {
		t.Run(method, func(t *testing.T) {
			app, server := newApp(t), smtptest.Start(t, smtptest.WithAccount("portal", "right", method))
			server.Configure(t, app)
			opts := Options{}
			change(t, app, func(s *core.Settings) {
				s.SMTP.Password = "wrong"
				if method == "XOAUTH2" {
					opts.OAuth = &OAuth{}
				} else {
					s.SMTP.AuthMethod = method
				}
			})
			fails(t, deliver(t, New(app, opts)),
				"The mail server "+server.Addr()+" refused the user name or password: 535 5.7.8 user name and password do not match")
		})
	}
}

// A password goes only over TLS, except to this very machine, even to a server that would take it in clear.
func TestPasswordNeverGoesOutInClear(t *testing.T) {
	for _, method := range []string{"PLAIN", "LOGIN", "XOAUTH2"} {
		t.Run(method, func(t *testing.T) {
			app, server := newApp(t), smtptest.Start(t, smtptest.WithAccount("portal", "secret", method))
			p := elsewhere(t, app, server, method)
			fails(t, deliver(t, p),
				"The mail server mail.example.com:587 offers no encryption, so the password was not sent.")
			equal(t, "AUTH heard", server.Count("AUTH"), 0)

			server = smtptest.Start(t, smtptest.WithSTARTTLS(), smtptest.WithAccount("portal", "secret", method))
			must(t, deliver(t, elsewhere(t, app, server, method)))
		})
	}
}

// elsewhere returns a Postman whose mail server is on another machine, as far as it knows.
func elsewhere(t *testing.T, app core.App, server *smtptest.Server, method string) *Postman {
	t.Helper()
	server.Configure(t, app)
	change(t, app, func(s *core.Settings) {
		s.SMTP.Host, s.SMTP.Port = "mail.example.com", 587
		if method == "LOGIN" {
			s.SMTP.AuthMethod = method
		}
	})
	p := New(app, Options{RootCAs: server.CertPool()})
	if method == "XOAUTH2" {
		p.opts.OAuth = &OAuth{}
	}
	dial := p.dial
	p.dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return dial(ctx, network, server.Addr())
	}
	return p
}

func TestServersThatCannotBeUsed(t *testing.T) {
	app := newApp(t)

	t.Run("nobody listens", func(t *testing.T) {
		listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
		must(t, err)
		address := listener.Addr().(*net.TCPAddr)
		must(t, listener.Close())
		change(t, app, func(s *core.Settings) {
			s.SMTP = core.SMTPConfig{Enabled: true, Host: "127.0.0.1", Port: address.Port}
		})
		fails(t, deliver(t, New(app, Options{})), "No mail server answers at "+address.String()+".")
	})

	t.Run("no such name", func(t *testing.T) {
		change(t, app, func(s *core.Settings) {
			s.SMTP = core.SMTPConfig{Enabled: true, Host: "mail.example.invalid", Port: 25}
		})
		p := New(app, Options{})
		p.dial = func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.DNSError{Name: "mail.example.invalid", IsNotFound: true}
		}
		fails(t, deliver(t, p), "There is no mail server named mail.example.invalid.")
	})

	t.Run("certificate of nobody we know", func(t *testing.T) {
		for _, option := range []smtptest.Option{smtptest.WithTLS(), smtptest.WithSTARTTLS()} {
			server := smtptest.Start(t, option)
			server.Configure(t, app)
			fails(t, deliver(t, New(app, Options{})), "The certificate of the mail server "+server.Addr()+
				" cannot be trusted: x509: certificate signed by unknown authority")
		}
	})

	t.Run("TLS where there is none", func(t *testing.T) {
		server := smtptest.Start(t)
		server.Configure(t, app)
		change(t, app, func(s *core.Settings) { s.SMTP.TLS = true })
		fails(t, deliver(t, New(app, Options{})), "The mail server "+server.Addr()+" does not speak TLS on this port.")
	})

	t.Run("no way to sign in", func(t *testing.T) {
		server := smtptest.Start(t)
		server.Configure(t, app)
		change(t, app, func(s *core.Settings) { s.SMTP.Username = "portal" })
		fails(t, deliver(t, New(app, Options{})), "The mail server "+server.Addr()+" cannot be used: server does not support SMTP AUTH")
	})
}

func TestOAuthFetchesItsToken(t *testing.T) {
	cases := map[string]struct{ password, form string }{
		"refresh token":      {"1//refresh", "grant_type=refresh_token&refresh_token=1%2F%2Frefresh"},
		"client credentials": {"", "grant_type=client_credentials&scope=https%3A%2F%2Fmail.example.com%2F.default"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var asked atomic.Int32
			provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				must(t, r.ParseForm())
				id, secret, _ := r.BasicAuth()
				equal(t, "the client", id+" "+secret, "portico-app s3cret")
				equal(t, "the form", r.PostForm.Encode(), c.form)
				w.Header().Set("Content-Type", "application/json")
				_, _ = w.Write([]byte(`{"access_token":"fresh","token_type":"Bearer","expires_in":3600}`))
			}))
			defer provider.Close()
			oauth, err := OAuthFromEnv(env(map[string]string{
				"PORTICO_SMTP_AUTH":          "xoauth2",
				"PORTICO_SMTP_TOKEN_URL":     provider.URL,
				"PORTICO_SMTP_CLIENT_ID":     "portico-app",
				"PORTICO_SMTP_CLIENT_SECRET": "s3cret",
				"PORTICO_SMTP_SCOPES":        "https://mail.example.com/.default",
			}))
			must(t, err)

			app, server := newApp(t), smtptest.Start(t, smtptest.WithSTARTTLS(), smtptest.WithAccount("portal@example.com", "fresh", "XOAUTH2"))
			server.Configure(t, app)
			change(t, app, func(s *core.Settings) { s.SMTP.Password = c.password })
			p := New(app, Options{RootCAs: server.CertPool(), OAuth: oauth})
			must(t, deliver(t, p))
			must(t, deliver(t, p))
			equal(t, "what arrived", len(server.Messages()), 2)
			equal(t, "how often the provider was asked", asked.Load(), 1)
		})
	}
}

func TestOAuthRefused(t *testing.T) {
	provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"error":"invalid_grant","error_description":"Token has been revoked.","trace":"not for the outbox"}`))
	}))
	defer provider.Close()
	app, server := newApp(t), smtptest.Start(t, smtptest.WithAccount("portal", "fresh", "XOAUTH2"))
	server.Configure(t, app)
	p := New(app, Options{OAuth: &OAuth{TokenURL: provider.URL, ClientID: "portico-app"}})
	fails(t, deliver(t, p), "The provider of the mail account gave no access token: invalid_grant Token has been revoked.")
}

func TestOAuthFromEnv(t *testing.T) {
	o, err := OAuthFromEnv(env(nil))
	must(t, err)
	if o != nil {
		t.Error("XOAUTH2 without being asked for")
	}
	for _, bad := range []map[string]string{
		{"PORTICO_SMTP_AUTH": "CRAM-MD5"},
		{"PORTICO_SMTP_AUTH": "XOAUTH2", "PORTICO_SMTP_TOKEN_URL": "https://id.example.com/token"},
	} {
		if _, err := OAuthFromEnv(env(bad)); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

func TestInternationalDomainIsWrittenInASCII(t *testing.T) {
	app, server := newApp(t), smtptest.Start(t)
	server.Configure(t, app)
	settings, err := settingsOf(app)
	must(t, err)
	must(t, New(app, Options{}).deliver(t.Context(), settings, letter{
		id: "x", to: netmail.Address{Name: "Bücher", Address: "kontakt@bücher.example"}, subject: "x", text: "x",
	}))
	m := server.Wait(t, smtptest.To("kontakt@xn--bcher-kva.example"))
	equal(t, "To", m.Header.Get("To"), "=?utf-8?q?B=C3=BCcher?= <kontakt@xn--bcher-kva.example>")
}

func deliver(t *testing.T, p *Postman) error {
	t.Helper()
	settings, err := settingsOf(p.app)
	must(t, err)
	return p.deliver(t.Context(), settings, letter{
		id:      "letter00000001",
		to:      netmail.Address{Address: "zoe@example.com"},
		subject: "Hello",
		text:    strings.Repeat("A line that is long enough for the middle of the mail.\n", 3),
		html:    "<p>Hello</p>",
	})
}

func fails(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil {
		t.Fatal("no error")
	}
	equal(t, "the error", err.Error(), want)
}

func env(vars map[string]string) func(string) string {
	return func(name string) string { return vars[name] }
}
