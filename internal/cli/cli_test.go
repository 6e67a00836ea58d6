package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"portico/internal/testapp"
)

func TestMain(m *testing.M) { testapp.Main(m) }

// output is what a program prints, read while it runs.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// command is a portico that was told something. Its temporary folders are the test's.
type command struct {
	*exec.Cmd
	stdout, stderr output
	temp           string
}

func newCommand(t *testing.T, args ...string) *command {
	t.Helper()
	// It outlives the test's context: what ends it is a signal, as in life.
	ctx := context.WithoutCancel(t.Context())
	c := &command{Cmd: exec.CommandContext(ctx, testapp.PlainBinary(t), args...), temp: t.TempDir()}
	c.Dir = t.TempDir()
	c.Env = append(os.Environ(), "TMPDIR="+c.temp)
	c.Stdout, c.Stderr = &c.stdout, &c.stderr
	return c
}

// run runs a command to its end and checks its exit code.
func run(t *testing.T, exitCode int, args ...string) (stdout, stderr string) {
	t.Helper()
	c := newCommand(t, args...)
	err := c.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	stdout, stderr = c.stdout.String(), c.stderr.String()
	if got := c.ProcessState.ExitCode(); got != exitCode {
		t.Fatalf("portico %s exits with %d, want %d\n%s%s", strings.Join(args, " "), got, exitCode, stdout, stderr)
	}
	return stdout, stderr
}

var greeting = regexp.MustCompile(`(?m)^  Portal +(\S+)/ +for clients\n  Dashboard +(\S+)/_/ +for staff`)

// serve starts a server and waits for its greeting, from which it returns the portal's address.
func serve(t *testing.T, args ...string) (server *command, address string) {
	t.Helper()
	c := newCommand(t, append([]string{"serve"}, args...)...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		if err := <-ended; err != nil {
			t.Errorf("the server ends with %v\n%s", err, c.stderr.String())
		}
		if files, _ := os.ReadDir(c.temp); len(files) > 0 {
			t.Errorf("the server has left %v behind", files)
		}
	})
	eventually(t, "the server greets", func() error {
		select {
		case err := <-ended:
			ended <- nil
			t.Fatalf("the server ended: %v\n%s", err, c.stderr.String())
		default:
		}
		found := greeting.FindStringSubmatch(c.stdout.String())
		if found == nil || !strings.HasSuffix(c.stdout.String(), "\n\n") {
			return fmt.Errorf("it says %q", c.stdout.String())
		}
		if found[1] != found[2] {
			t.Fatalf("the portal is at %s, the dashboard at %s", found[1], found[2])
		}
		address = found[1]
		return nil
	})
	return c, address
}

// eventually waits until check returns nil: a busy machine may take a minute to fill a demo.
func eventually(t *testing.T, what string, check func() error) {
	t.Helper()
	err := check()
	for deadline := time.Now().Add(3 * time.Minute); err != nil && time.Now().Before(deadline); err = check() {
		time.Sleep(20 * time.Millisecond)
	}
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// ask sends a request, with a JSON body where there is one, and returns the status of the answer and, if that is JSON,
// the answer.
func ask(t *testing.T, method, url, token, body string) (status int, answer map[string]any) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	_ = json.NewDecoder(res.Body).Decode(&answer)
	return res.StatusCode, answer
}

// signIn signs in to the dashboard.
func signIn(t *testing.T, address, collection, email, password string) (status int, answer map[string]any) {
	t.Helper()
	return ask(t, http.MethodPost, address+"/api/collections/"+collection+"/auth-with-password", "",
		fmt.Sprintf(`{"identity":%q,"password":%q}`, email, password))
}

func makeOwner(t *testing.T, dir string) {
	t.Helper()
	run(t, 0, "superuser", "create", "owner@firm.test", "owner-password-1", "--dir", dir)
}

func ownersToken(t *testing.T, address string) string {
	t.Helper()
	code, answer := signIn(t, address, "_superusers", "owner@firm.test", "owner-password-1")
	if code != http.StatusOK {
		t.Fatalf("the owner's sign-in answers %d: %v", code, answer)
	}
	return answer["token"].(string)
}

// occupy listens on a port of the test's own.
func occupy(t *testing.T) (address string, leave func()) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String(), func() { _ = l.Close() }
}

func TestServe_SaysWhereItIsAndHowToMakeTheOwner(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "the firm's data")
	t.Run("without an owner", func(t *testing.T) {
		c, address := serve(t, "--http", "127.0.0.1:0", "--dir", dir)
		for _, page := range []string{"/", "/_/"} {
			if code, _ := ask(t, http.MethodGet, address+page, "", ""); code != http.StatusOK {
				t.Errorf("%s answers %d", page, code)
			}
		}
		want := c.Path + " superuser create EMAIL PASS --dir '" + strings.ReplaceAll(dir, "'", `'\''`) + "'\n"
		if said := c.stdout.String(); !strings.Contains(said, "There is no owner account yet.") || !strings.Contains(said, want) {
			t.Errorf("want the line %q in:\n%s", want, said)
		}
		if said := c.stdout.String(); strings.Contains(said, "REST API") || strings.Contains(said, "Server started") {
			t.Errorf("PocketBase's banner shows:\n%s", said)
		}
	})
	makeOwner(t, dir)
	t.Run("with one", func(t *testing.T) {
		c, address := serve(t, "--http", "127.0.0.1:0", "--dir", dir)
		if said := c.stdout.String(); strings.Contains(said, "superuser") {
			t.Errorf("there is an owner, but it says:\n%s", said)
		}
		ownersToken(t, address)
	})
}

func TestServe_TakenPortIsOneSentence(t *testing.T) {
	address, _ := occupy(t)
	for name, args := range map[string][]string{
		"HTTP":         {"--http", address},
		"HTTPS":        {"--http", "127.0.0.1:0", "--https", address},
		"beside HTTPS": {"--https", "127.0.0.1:0", "--http", address},
	} {
		t.Run(name, func(t *testing.T) {
			stdout, stderr := run(t, 1, append([]string{"serve"}, args...)...)
			if stdout != "" {
				t.Errorf("it says %q", stdout)
			}
			want := regexp.MustCompile(`^portico: ` + regexp.QuoteMeta(address) + ` is taken by another program, .*` +
				`for example with --https? 127\.0\.0\.1:\d+\n$`)
			if !want.MatchString(stderr) {
				t.Errorf("it says %q, want %s", stderr, want)
			}
		})
	}
}

func TestServe_OneServerADataFolder(t *testing.T) {
	dir := t.TempDir()
	serve(t, "--http", "127.0.0.1:0", "--dir", dir)
	_, stderr := run(t, 1, "serve", "--http", "127.0.0.1:0", "--dir", dir)
	if !strings.HasPrefix(stderr, "portico: another Portico serves the data in "+dir+": ") {
		t.Errorf("it says %q", stderr)
	}
	run(t, 0, "staff", "create", "beside@firm.test", "--dir", dir) // commands work beside a server
}

func TestServe_Domain(t *testing.T) {
	plain, dir := testapp.FreeAddress(t), t.TempDir()
	t.Run("its pages", func(t *testing.T) {
		c, address := serve(t, "portal.example.com", "--https", "127.0.0.1:0", "--http", plain, "--dir", dir)
		if address != "https://portal.example.com" {
			t.Errorf("it says it is at %s:\n%s", address, c.stdout.String())
		}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+plain+"/x?y=z", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = "portal.example.com"
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		if to := res.Header.Get("Location"); res.StatusCode != http.StatusFound || to != "https://portal.example.com/x?y=z" {
			t.Errorf("HTTP leads to %q (%d)", to, res.StatusCode)
		}
	})
	makeOwner(t, dir)

	// Mails are to lead to the domain, until the owner says otherwise.
	_, address := serve(t, "--http", "127.0.0.1:0", "--dir", dir)
	_, settings := ask(t, http.MethodGet, address+"/api/settings", ownersToken(t, address), "")
	if got := settings["meta"].(map[string]any)["appURL"]; got != "https://portal.example.com" {
		t.Errorf("links in mails lead to %v", got)
	}
}

// A restore replaces the data folder and then the process.
func TestServe_RestartsAfterARestore(t *testing.T) {
	dir := t.TempDir()
	makeOwner(t, dir)
	c, address := serve(t, "--http", "127.0.0.1:0", "--dir", dir)
	again := restore(t, c, address, ownersToken(t, address))
	ownersToken(t, again)
}

// restore makes a backup and restores it, and returns the address of the server that has taken this one's place.
func restore(t *testing.T, c *command, address, token string) string {
	t.Helper()
	for _, path := range []string{"/api/backups", "/api/backups/b.zip/restore"} {
		if code, answer := ask(t, http.MethodPost, address+path, token, `{"name":"b.zip"}`); code != http.StatusNoContent {
			t.Fatalf("%s answers %d: %v", path, code, answer)
		}
	}
	var again string
	eventually(t, "the server greets again", func() error {
		greetings := greeting.FindAllStringSubmatch(c.stdout.String(), -1)
		if len(greetings) < 2 {
			return fmt.Errorf("it says %q %q", c.stdout.String(), c.stderr.String())
		}
		again = greetings[1][1]
		return nil
	})
	return again
}

func TestServe_SQLConsoleIsOffUnlessAskedFor(t *testing.T) {
	dir := t.TempDir()
	makeOwner(t, dir)
	for _, with := range []bool{false, true} {
		t.Run(fmt.Sprint(with), func(t *testing.T) {
			args := []string{"--http", "127.0.0.1:0", "--dir", dir}
			if with {
				args = append(args, "--sql-console")
			}
			_, address := serve(t, args...)
			code, _ := ask(t, http.MethodPost, address+"/api/sql", ownersToken(t, address), `{"query":"SELECT 1"}`)
			if there := code == http.StatusOK; there != with {
				t.Errorf("the console answers %d", code)
			}
		})
	}
}

func TestServe_BadArguments(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no address": {[]string{"serve", "--http", "8090"},
			"portico: --http 8090 is no address to listen on; it looks like 127.0.0.1:8091\n"},
		"foreign address": {[]string{"serve", "--http", "192.0.2.1:8090"},
			"portico: this machine has no address 192.0.2.1:8090 to listen on\n"},
		"no key": {[]string{"serve", "--encryptionEnv", "PORTICO_NO_KEY"},
			"portico: --encryptionEnv PORTICO_NO_KEY: this variable has to hold a key of 32 characters, and holds 0\n"},
		"unknown flag":    {[]string{"serve", "--demon"}, "portico: unknown flag: --demon\n"},
		"unknown command": {[]string{"server"}, "portico: unknown command \"server\" for \"portico\"\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, stderr := run(t, 1, test.args...); !strings.HasPrefix(stderr, test.want) {
				t.Errorf("it says %q, want %q", stderr, test.want)
			}
		})
	}
}
