// Package testapp runs Portico for tests: the built binary on an empty firm, and clients that talk to it over HTTP as
// the owner, staff, contacts and strangers do.
package testapp

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite" // for hashQuickly
)

// The owner account that every started app has.
const (
	OwnerEmail    = "owner@firm.test"
	OwnerPassword = "owner-password-1"
)

// App is a running Portico.
type App struct {
	URL string // http://127.0.0.1:port
	Dir string // its data folder

	t       testing.TB
	process *exec.Cmd
	exited  chan error
	log     *safeBuffer
}

// Start starts the binary on a migrated, empty data folder of the test's own and stops it when the test ends.
func Start(t testing.TB) *App {
	t.Helper()
	return StartOn(t, must(t, templateDir))
}

// StartOn is Start on a copy of a data folder that Save has made.
func StartOn(t testing.TB, saved string) *App {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pb_data")
	if err := os.CopyFS(dir, os.DirFS(saved)); err != nil {
		t.Fatal(err)
	}
	app := &App{t: t, Dir: dir, log: new(safeBuffer)}
	app.Restart()
	t.Cleanup(func() {
		app.Stop(syscall.SIGKILL)
		log := app.log.String()
		if races := Races(log); len(races) > 0 {
			t.Errorf("the server has data races:\n%s", strings.Join(races, "\n"))
		} else if t.Failed() && log != "" {
			t.Logf("the server said:\n%s", log)
		}
	})
	return app
}

// Restart starts the app again on its data folder, ended in an orderly way if it runs; the address stays.
func (a *App) Restart() {
	a.t.Helper()
	a.Stop(syscall.SIGTERM)
	if a.URL == "" {
		a.URL = "http://" + FreeAddress(a.t)
	}
	a.process = exec.Command(Binary(a.t), "serve", "--dir", a.Dir, "--http", strings.TrimPrefix(a.URL, "http://"))
	a.process.Stdout, a.process.Stderr = a.log, a.log
	if err := a.process.Start(); err != nil {
		a.t.Fatal(err)
	}
	a.exited = make(chan error, 1)
	go func(process *exec.Cmd, exited chan<- error) { exited <- process.Wait() }(a.process, a.exited)
	Eventually(a.t, "the server answers", func() error {
		select {
		case err := <-a.exited:
			a.exited <- err
			a.t.Fatalf("the server ended: %v\n%s", err, a.log.String())
		default:
		}
		res, err := http.Get(a.URL + "/api/health")
		if err != nil {
			return err
		}
		return res.Body.Close()
	})
}

// Stop ends the app with a signal and waits until it is gone.
func (a *App) Stop(signal syscall.Signal) {
	if a.process == nil {
		return
	}
	_ = a.process.Process.Signal(signal)
	<-a.exited //nolint:errcheck // the exit status of a signal
	a.process = nil
}

// Save stops the app and keeps its data folder, until the test process ends, for StartOn: what takes long to set up is
// set up once.
func (a *App) Save() string {
	a.t.Helper()
	a.Stop(syscall.SIGTERM)
	dir, err := os.MkdirTemp(filepath.Dir(Binary(a.t)), "saved-")
	if err == nil {
		err = os.CopyFS(filepath.Join(dir, "pb_data"), os.DirFS(a.Dir))
	}
	if err != nil {
		a.t.Fatal(err)
	}
	return filepath.Join(dir, "pb_data")
}

// Signal sends the app a signal and does not wait.
func (a *App) Signal(signal syscall.Signal) { _ = a.process.Process.Signal(signal) }

// Log is what the server has printed.
func (a *App) Log() string { return a.log.String() }

// Pid is the server's process id.
func (a *App) Pid() int { return a.process.Process.Pid }

// Binary builds Portico once per test process and returns its path. With the race detector on, the binary has it as
// well.
func Binary(t testing.TB) string {
	t.Helper()
	return must(t, build)
}

// PlainBinary is Binary without the race detector, which makes a first start take ten seconds: for tests of what is done
// at the start.
func PlainBinary(t testing.TB) string {
	t.Helper()
	return must(t, buildPlain)
}

var (
	build      = sync.OnceValues(func() (string, error) { return buildIn("tested", raceEnabled) })
	buildPlain = sync.OnceValues(func() (string, error) { return buildIn("plain", false) })
	// built is the folder of what the tests build and save.
	built = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "portico-test-") })
)

func buildIn(folder string, race bool) (string, error) {
	dir, err := built()
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, folder, "portico")
	args := []string{"build", "-o", path}
	if race {
		args = append(args, "-race")
	}
	out, err := exec.Command("go", append(args, "portico")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build portico: %w\n%s", err, out)
	}
	return path, nil
}

func must(t testing.TB, get func() (string, error)) string {
	t.Helper()
	path, err := get()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

var templateDir = sync.OnceValues(func() (string, error) {
	binary, err := build()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(filepath.Dir(binary), "template")
	if err := migrate(binary, dir); err != nil {
		return "", err
	}
	if err := hashQuickly(dir); err != nil {
		return "", err
	}

	out, err := exec.Command(binary, "superuser", "upsert", OwnerEmail, OwnerPassword, "--dir", dir).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("make owner: %w\n%s", err, out)
	}
	return dir, nil
})

// migrate starts the binary, which makes its database, and stops it again.
func migrate(binary, dir string) error {
	address, err := freeAddress()
	if err != nil {
		return err
	}
	server := exec.Command(binary, "serve", "--dir", dir, "--http", address)
	if err := server.Start(); err != nil {
		return fmt.Errorf("first start: %w", err)
	}
	defer func() {
		_ = server.Process.Signal(syscall.SIGTERM)
		_ = server.Wait()
	}()
	err = eventually(func() error {
		res, err := http.Get("http://" + address + "/api/health")
		if err != nil {
			return err
		}
		return res.Body.Close()
	})
	if err != nil {
		return fmt.Errorf("first start: %w", err)
	}
	return nil
}

// hashQuickly has passwords hashed at bcrypt's lowest cost: with the race detector on, one takes a second at the usual one,
// and the tests sign in all the time.
func hashQuickly(dir string) error {
	db, err := sql.Open("sqlite", filepath.Join(dir, "data.db"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(`UPDATE _collections SET fields = (SELECT json_group_array(json(
		iif(value ->> 'type' = 'password', json_set(value, '$.cost', 4), value))) FROM json_each(fields))`)
	if err != nil {
		return fmt.Errorf("make hashing quick: %w", err)
	}
	return nil
}

// Main runs a package's tests, then what is to be done after them, and removes what they built; call it from TestMain.
func Main(m *testing.M, after ...func()) {
	code := m.Run()
	for _, do := range after {
		do()
	}
	if dir, err := built(); err == nil {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// patience is how long a condition may take to come true on a busy machine; a test that passes does not wait it out.
const patience = time.Minute

// Eventually waits until check returns nil.
func Eventually(t testing.TB, what string, check func() error) {
	t.Helper()
	if err := eventually(check); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

func eventually(check func() error) error {
	deadline := time.Now().Add(patience)
	for {
		err := check()
		if err == nil {
			return nil
		}
		if time.Now().After(deadline) {
			return errors.Join(errors.New("it did not come true in time"), err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// safeBuffer can be written by a process and read by a test at once.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

var _ io.Writer = (*safeBuffer)(nil)

// Run runs another of the binary's commands on the app's data folder and returns what it prints.
func (a *App) Run(args ...string) string {
	a.t.Helper()
	out, err := exec.CommandContext(a.t.Context(), Binary(a.t), append(args, "--dir", a.Dir)...).CombinedOutput()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		a.t.Fatal(err)
	}
	return string(out)
}
