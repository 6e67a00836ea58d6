package notify

import (
	"flag"
	"fmt"
	"net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	_ "portico/pb_migrations"
)

var update = flag.Bool("update", false, "write the golden files anew")

// migrating names the data dir that this program, started again by migrated, is there to migrate.
const migrating = "PORTICO_TEST_MIGRATES"

// migrated is a data dir in which every migration has run, made once and copied for each test. Migrations run in a process
// of their own: PocketBase removes files beside them, and reads its settings for that without a lock, which the race
// detector would put down to the test that happens to run.
var migrated = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "portico-notify-")
	if err != nil {
		return "", err
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), migrating+"="+dir, "GORACE=exitcode=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("migrate: %w\n%s", err, out)
	}
	return dir, nil
})

func migrate(dir string) error {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir})
	if err := app.Bootstrap(); err != nil {
		return err
	}
	if err := app.RunAllMigrations(); err != nil {
		return err
	}
	return app.ClearBootstrap()
}

func TestMain(m *testing.M) {
	if dir := os.Getenv(migrating); dir != "" {
		if err := migrate(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	code := m.Run()
	if dir, err := migrated(); err == nil {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// newApp returns an app with Portico's collections and a copy of nobody's mail settings.
func newApp(t *testing.T) core.App {
	t.Helper()
	template, err := migrated()
	must(t, err)
	dir := filepath.Join(t.TempDir(), "data")
	must(t, os.CopyFS(dir, os.DirFS(template)))
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir})
	must(t, app.Bootstrap())
	t.Cleanup(func() { must(t, app.ClearBootstrap()) })
	change(t, app, func(s *core.Settings) {
		s.Meta.AppURL = "https://portal.example.com"
		s.Meta.SenderName = "Brück & Söhne"
		s.Meta.SenderAddress = "portal@example.com"
	})
	return app
}

func change(t *testing.T, app core.App, fn func(*core.Settings)) {
	t.Helper()
	settings, err := app.Settings().Clone()
	must(t, err)
	fn(settings)
	must(t, app.Save(settings))
}

// start runs a Postman as the server does, until the test ends.
func start(t *testing.T, app core.App, opts Options) *Postman {
	t.Helper()
	p := New(app, opts)
	run(t, p)
	return p
}

func run(t *testing.T, p *Postman) {
	t.Helper()
	wake := func(e *core.RecordEvent) error {
		p.Wake()
		return e.Next()
	}
	p.app.OnRecordAfterCreateSuccess(outbox).BindFunc(wake)
	p.app.OnRecordAfterUpdateSuccess(outbox).BindFunc(wake)
	p.app.OnSettingsReload().BindFunc(func(e *core.SettingsReloadEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		p.Wake()
		return nil
	})
	p.Start()
	t.Cleanup(p.Stop)
}

// soon retries without a wait worth noticing.
func soon(int) time.Duration { return time.Millisecond }

// never retries so late that no test lives to see it.
func never(int) time.Duration { return 24 * time.Hour }

func letterTo(address string) Mail {
	return Mail{
		To:      mail.Address{Address: address},
		Subject: "Your documents",
		Text:    "They are ready.\n",
		HTML:    "<p>They are ready.</p>\n",
		Kind:    "test",
	}
}

// enqueue puts m into the outbox and returns its record.
func enqueue(t *testing.T, app core.App, m Mail) *core.Record {
	t.Helper()
	must(t, Enqueue(app, m))
	records, err := app.FindRecordsByFilter(outbox, "", "-@rowid", 1, 0)
	must(t, err)
	return records[0]
}

// await returns the record of the outbox as soon as it is as it should be.
func await(t *testing.T, app core.App, id string, as func(*core.Record) bool) *core.Record {
	t.Helper()
	changed := make(chan struct{}, 1)
	hook := app.OnRecordAfterUpdateSuccess(outbox).BindFunc(func(e *core.RecordEvent) error {
		select {
		case changed <- struct{}{}:
		default:
		}
		return e.Next()
	})
	defer app.OnRecordAfterUpdateSuccess(outbox).Unbind(hook)

	deadline := time.After(30 * time.Second)
	for {
		r := find(t, app, id)
		if as(r) {
			return r
		}
		select {
		case <-changed:
		case <-time.After(50 * time.Millisecond): // what is changed by SQL alone tells nobody
		case <-deadline:
			t.Fatalf("it never came to that: %v", r.FieldsData())
		}
	}
}

func find(t *testing.T, app core.App, id string) *core.Record {
	t.Helper()
	r, err := app.FindRecordById(outbox, id)
	must(t, err)
	return r
}

func state(want string) func(*core.Record) bool {
	return func(r *core.Record) bool { return r.GetString("state") == want }
}

func tried(r *core.Record) bool { return r.GetString("last_error") != "" }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s is\n%v\nand should be\n%v", what, got, want)
	}
}
