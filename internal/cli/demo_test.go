package cli_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	everyones = regexp.MustCompile(`(?m)^Everyone's password is (\S+)$`)
	accounts  = regexp.MustCompile(`(?m)^  (Dashboard|Portal) +(\S+@\S+) `)
)

func TestDemo_SaysWhoCanSignIn(t *testing.T) {
	c, address := serve(t, "--demo", "--http", "127.0.0.1:0")
	said := c.stdout.String()
	password := everyones.FindStringSubmatch(said)
	found := accounts.FindAllStringSubmatch(said, -1)
	if password == nil || len(found) < 8 {
		t.Fatalf("it does not say who can sign in:\n%s", said)
	}
	for _, account := range found {
		door, email := account[1], account[2]
		var code int
		switch {
		case door == "Portal":
			code, _ = ask(t, http.MethodPost, address+"/api/portal/session", "",
				fmt.Sprintf(`{"email":%q,"password":%q}`, email, password[1]))
		case strings.HasPrefix(email, "owner@"):
			code, _ = signIn(t, address, "_superusers", email, password[1])
		default:
			code, _ = signIn(t, address, "staff", email, password[1])
		}
		if code != http.StatusOK {
			t.Errorf("%s cannot sign in to the %s: %d", email, door, code)
		}
	}
	if strings.Contains(said, "superuser create") {
		t.Errorf("the demo has an owner, but it says:\n%s", said)
	}
	if data, err := os.ReadDir(filepath.Join(c.Dir, "pb_data")); err == nil {
		t.Errorf("the demo has made pb_data: %v", data)
	}
	// That nothing stays behind in the temporary folder, serve checks at the end.
}

func TestDemo_FillsTheEmptyFolderItIsGiven(t *testing.T) {
	dir := t.TempDir()
	t.Run("serve", func(t *testing.T) {
		c, address := serve(t, "--demo", "--http", "127.0.0.1:0", "--dir", dir)
		if said := c.stdout.String(); !strings.Contains(said, "Its data stays in "+dir) {
			t.Errorf("it says:\n%s", said)
		}
		_, owner := signIn(t, address, "_superusers", "owner@marlowfinch.example", "portico-demo")
		restore(t, c, address, fmt.Sprint(owner["token"])) // the folder is not empty then
	})
	_, address := serve(t, "--http", "127.0.0.1:0", "--dir", dir) // and goes on without --demo
	if code, _ := signIn(t, address, "staff", "ruth@marlowfinch.example", "portico-demo"); code != http.StatusOK {
		t.Errorf("signing in answers %d", code)
	}
}

func TestDemo_LeavesOtherFoldersAlone(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, stderr := run(t, 1, "serve", "--demo", "--http", "127.0.0.1:0", "--dir", dir)
	if !strings.Contains(stderr, dir+" is not empty") {
		t.Errorf("it says %q", stderr)
	}
	files, err := os.ReadDir(dir)
	if content, _ := os.ReadFile(mine); err != nil || len(files) != 1 || string(content) != "mine" {
		t.Errorf("the folder holds %v, %q", files, content)
	}
}
