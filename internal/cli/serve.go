package cli

import (
	"cmp"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/routine"
	"github.com/spf13/cobra"

	"portico/internal/demo"
)

// serveCommand takes the arguments and flags of PocketBase's serve command. It is one of our own for the sake of what
// PocketBase's does in silence: it drops the error of a taken port 80, and runs the server there without time limits.
func serveCommand(app core.App, flags *Flags) *cobra.Command {
	s := &server{app: app, demo: flags.Demo, filled: flags.filled}
	command := &cobra.Command{
		Use:   "serve [domain(s)]",
		Short: "Starts Portico, on 127.0.0.1:8090 or, where domains are named, on theirs with HTTPS",
		Example: "  portico serve\n" +
			"  portico serve --http 127.0.0.1:8091 --dir /var/lib/portico\n" +
			"  portico serve portal.example.com\n" +
			"  portico serve --demo",
		Args:         cobra.ArbitraryArgs,
		SilenceUsage: true,
		RunE: func(command *cobra.Command, domains []string) error {
			s.out, s.errors, s.domains = command.OutOrStdout(), os.Stderr, domains // cobra's own is muted by PocketBase
			s.given = func(name string) string {
				if flag := command.Flags().Lookup(name); flag != nil && flag.Changed {
					return flag.Value.String()
				}
				return ""
			}
			return s.run()
		},
	}
	command.Flags().StringVar(&s.http, "http", "",
		"address to listen on for HTTP (default 127.0.0.1:8090, or 0.0.0.0:80 where domains are named)")
	command.Flags().StringVar(&s.https, "https", "",
		"address to listen on for HTTPS (default 0.0.0.0:443 where domains are named, else none)\n"+
			"HTTP then leads to HTTPS")
	command.Flags().StringSliceVar(&s.origins, "origins", []string{"*"},
		"origins whose pages may call the API with a token (CORS)")
	command.Flags().AddFlagSet(flags.set)
	return command
}

// server is one run of the serve command.
type server struct {
	app         core.App
	out, errors io.Writer
	demo        bool
	filled      bool                     // before a restart
	given       func(flag string) string // what was said of one of PocketBase's own flags
	lock        *os.File                 // closing it gives the data folder free

	http, https string
	domains     []string
	origins     []string
}

const (
	// outermost is the priority of a hook that begins before every other and ends after it.
	outermost = -100_000
	// pocketBaseURL is what PocketBase's settings say until somebody changes it.
	pocketBaseURL = "http://localhost:8090"
)

func (s *server) run() error {
	s.setDefaults()
	s.app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "porticoListen", Priority: outermost, Func: s.listen})
	if s.demo && !s.filled {
		// Bound last: everything is ready, nothing is served yet.
		s.app.OnServe().BindFunc(func(e *core.ServeEvent) error {
			if err := demo.Fill(e.App, s.address(e.Listener.Addr())); err != nil {
				return err
			}
			return e.Next()
		})
	}

	config := apis.ServeConfig{HttpAddr: s.http, AllowedOrigins: s.origins, CertificateDomains: s.domains}
	if s.https != "" {
		config.HttpAddr, config.HttpsAddr = "", s.https // what answers on HTTP then is leadToHTTPS
	}
	restart := s.awaitRestart()
	err := apis.Serve(s.app, config)
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, restart())
}

// awaitRestart returns a function to call when the server has ended. If it was ended for a restart, as after a restore,
// the function waits until another process has taken this one's place; it returns, with the reason, where that fails.
// (PocketBase waits for it as well, but not from the beginning: the server is shut down before that, to drain.)
func (s *server) awaitRestart() func() error {
	var restarting atomic.Bool
	failed := make(chan error, 1)
	s.app.OnTerminate().Bind(&hook.Handler[*core.TerminateEvent]{
		Id: "porticoRestart", Priority: outermost,
		Func: func(e *core.TerminateEvent) error {
			if !e.IsRestart {
				return e.Next()
			}
			restarting.Store(true)
			if s.demo {
				_ = os.Setenv(demoFilled, e.App.DataDir()) // it fails on names that are no names
			}
			err := e.Next()
			failed <- fmt.Errorf("restart: %w", err)
			return err
		},
	})
	return func() error {
		if !restarting.Load() {
			return nil
		}
		return <-failed
	}
}

func (s *server) setDefaults() {
	if len(s.domains) > 0 {
		s.http = cmp.Or(s.http, "0.0.0.0:80")
		s.https = cmp.Or(s.https, "0.0.0.0:443")
		return
	}
	s.http = cmp.Or(s.http, "127.0.0.1:8090")
}

// listen takes what the server needs for itself, its ports and its data folder, before anything is done with them, and
// greets when everything stands. What it has taken is given back when the process ends.
func (s *server) listen(e *core.ServeEvent) error {
	listener, plain, err := s.takePorts()
	if err != nil {
		return err
	}
	if s.lock, err = lockFolder(e.App.DataDir()); err != nil {
		return err
	}
	e.Listener = listener
	if err := s.adoptDomain(e.App); err != nil {
		return err
	}
	if err := e.Next(); err != nil {
		return err
	}
	if plain != nil {
		s.tellOfCertificates(e.Server.TLSConfig)
		leadToHTTPS(e, plain)
	}
	return s.greet(e.App, listener.Addr())
}

// takePorts takes the port that is served and, beside one for HTTPS, the plain one that leads to it.
func (s *server) takePorts() (served, plain net.Listener, err error) {
	if s.https == "" {
		served, err = listen("--http", s.http)
		return served, nil, err
	}
	if served, err = listen("--https", s.https); err != nil {
		return nil, nil, err
	}
	plain, err = listen("--http", s.http)
	return served, plain, err
}

// leadToHTTPS answers on the plain port: certificate authorities, who ask there for proof of the domain, and everyone
// else with the way to HTTPS.
func leadToHTTPS(e *core.ServeEvent, listener net.Listener) {
	redirects := &http.Server{
		Handler:           e.CertManager.HTTPHandler(nil),
		ReadHeaderTimeout: e.Server.ReadHeaderTimeout,
		ReadTimeout:       e.Server.ReadHeaderTimeout,
		WriteTimeout:      e.Server.ReadHeaderTimeout,
		IdleTimeout:       e.Server.ReadHeaderTimeout,
		ErrorLog:          e.Server.ErrorLog,
	}
	app := e.App
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		_ = redirects.Close()
		return e.Next()
	})
	routine.FireAndForget(func() {
		if err := redirects.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			app.Logger().Error("HTTP does not lead to HTTPS any more", "error", err)
		}
	})
}

// tellOfCertificates says on the terminal, at most once a minute, why there is no certificate: without one nobody can
// open the dashboard to read it in the log.
func (s *server) tellOfCertificates(config *tls.Config) {
	var mu sync.Mutex
	var last time.Time
	get := config.GetCertificate
	config.GetCertificate = func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		certificate, err := get(hello)
		if err == nil || !slices.Contains(s.domains, hello.ServerName) { // strangers ask for all sorts of names
			return certificate, err
		}
		mu.Lock()
		defer mu.Unlock()
		if time.Since(last) > time.Minute {
			last = time.Now()
			fmt.Fprintf(s.errors, "portico: no certificate for %s: %v\n", hello.ServerName, err)
		}
		return certificate, err
	}
}

// adoptDomain makes the links in mails lead to the domain that is served, unless the owner has said where they lead.
func (s *server) adoptDomain(app core.App) error {
	settings, err := app.Settings().Clone()
	if err != nil {
		return fmt.Errorf("read settings: %w", err)
	}
	if len(s.domains) == 0 || settings.Meta.AppURL != pocketBaseURL {
		return nil
	}
	settings.Meta.AppURL = "https://" + s.domains[0]
	if err := app.Save(settings); err != nil {
		return fmt.Errorf("set the address of links in mails: %w", err)
	}
	return nil
}
