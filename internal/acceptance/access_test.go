package acceptance

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"portico/internal/testapp"
)

const session = "/api/portal/session"

func signIn(c *testapp.Client, email, password string) *testapp.Answer {
	return c.Call("POST", session, map[string]any{"email": email, "password": password})
}

func TestCC04_CC05_AccessHasThreeStates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.editor.Create("contacts", map[string]any{"name": "New", "email": "new@client.test"})
	state := func() string {
		return w.editor.Call("GET", "/api/collections/contacts/records/"+id, nil).String("access")
	}
	access := "/api/desk/contacts/" + id + "/access"
	if got := state(); got != "never" {
		t.Errorf("a new contact has %q", got)
	}
	w.editor.Call("DELETE", access, nil).Want(http.StatusNoContent) // nothing to revoke: still never
	if got := state(); got != "never" {
		t.Errorf("after revoking nothing it is %q", got)
	}
	first := w.editor.Call("POST", access, nil).Want(http.StatusOK).String("password")
	if got := state(); got != "enabled" {
		t.Errorf("after Enable Access it is %q", got)
	}
	w.editor.Call("POST", access, nil).Want(http.StatusBadRequest) // a second click must not change the password
	signIn(w.Stranger(), "new@client.test", first).Want(http.StatusOK)

	w.editor.Call("DELETE", access, nil).Want(http.StatusNoContent)
	if got := state(); got != "disabled" {
		t.Errorf("after Revoke it is %q", got)
	}
	signIn(w.Stranger(), "new@client.test", first).Want(http.StatusBadRequest)
	second := w.editor.Call("POST", access, nil).Want(http.StatusOK).String("password")
	signIn(w.Stranger(), "new@client.test", first).Want(http.StatusBadRequest)
	signIn(w.Stranger(), "NEW@client.test ", second).Want(http.StatusOK)
}

// Of two clicks at once one gives access; its password is the one that works.
func TestCC05_TwoClicksAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.editor.Create("contacts", map[string]any{"name": "New", "email": "new@client.test"})
	passwords := make(chan string, 4)
	var clicks sync.WaitGroup
	for range 4 {
		clicks.Go(func() {
			if answer := w.editor.Call("POST", "/api/desk/contacts/"+id+"/access", nil); answer.Status == http.StatusOK {
				passwords <- answer.String("password")
			}
		})
	}
	clicks.Wait()
	close(passwords)
	if len(passwords) != 1 {
		t.Fatalf("%d clicks were answered with a password", len(passwords))
	}
	signIn(w.Stranger(), "new@client.test", <-passwords).Want(http.StatusOK)
}

func TestCC06_CredentialsAreTheEmailAndAMadePassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	answer := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK)
	password := answer.String("password")
	if answer.String("email") != "ann@client.test" || !regexp.MustCompile(`^\w{4}-\w{4}-\w{4}-\w{4}$`).MatchString(password) {
		t.Errorf("the credentials are %s", answer.Body)
	}
	signIn(w.Stranger(), "ann@client.test", password).Want(http.StatusOK)
}

func TestCC07_PasswordIsShownOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	password := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	for _, path := range []string{
		"/api/collections/contacts/records/" + w.ann, "/api/collections/contacts/records", "/api/logs?perPage=500",
		"/api/collections/outbox/records", "/api/collections/sessions/records", "/api/settings",
	} {
		answer := w.owner.Call("GET", path, nil).Want(http.StatusOK)
		if bytes.Contains(answer.Body, []byte(password)) {
			t.Errorf("the password is in %s", path)
		}
	}
	w.Stop(9)
	err := filepath.WalkDir(w.Dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(password)) {
			t.Errorf("the password is in %s", entry.Name())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(w.Log(), password) {
		t.Error("the password was printed")
	}
}

func TestCC08_AccessNeedsAnEmail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.editor.Create("contacts", map[string]any{"name": "No Mail"})
	another := w.editor.Create("contacts", map[string]any{"name": "No Mail Either"}) // no address is no duplicate
	answer := w.editor.Call("POST", "/api/desk/contacts/"+id+"/access", nil).Want(http.StatusBadRequest)
	if answer.At("data.email.code") != "validation_required" {
		t.Errorf("without an address: %s", answer.Body)
	}
	contact := "/api/collections/contacts/records/" + id
	w.editor.Call("PATCH", contact, map[string]any{"email": "now@client.test"}).Want(http.StatusOK)
	w.editor.Call("POST", "/api/desk/contacts/"+id+"/access", nil).Want(http.StatusOK)

	w.editor.Call("PATCH", contact, map[string]any{"email": ""}).Want(http.StatusBadRequest) // access would dangle
	w.editor.Call("PATCH", "/api/collections/contacts/records/"+another, map[string]any{"email": "now@client.test"}).Want(http.StatusBadRequest)
}

func TestCC09_ResetEndsThePasswordAndEverySession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	one, two := w.SignIn("ann@client.test", old), w.SignIn("ann@client.test", old)
	events := two.Events()
	w.annClient.Call("GET", session, nil).Want(http.StatusUnauthorized) // it was signed in before the first reset

	fresh := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	if event := next(t, events); event != "closed" {
		t.Errorf("the open page hears %q", event)
	}
	for _, c := range []*testapp.Client{one, two} {
		for _, path := range []string{session, uploads, uploads + "/" + w.shared + "/file", "/api/portal/events"} {
			c.Call("GET", path, nil).Want(http.StatusUnauthorized)
		}
	}
	signIn(w.Stranger(), "ann@client.test", old).Want(http.StatusBadRequest)
	signIn(w.Stranger(), "ann@client.test", fresh).Want(http.StatusOK)
}

// Time and again: once the answer to a revocation is there, nothing that begins later succeeds, whatever was under way;
// and no edit that was, of the contact by staff or of the password by the contact, undoes it.
func TestCC10_RevokeIsImmediate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	const rounds = 25
	access := "/api/desk/contacts/" + w.ann + "/access"
	password := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	client := w.SignIn("ann@client.test", password)
	for round := range rounds {
		events := client.Events()
		stop := make(chan struct{})
		var busy sync.WaitGroup
		var changed atomic.Bool // the password, before the revocation
		for _, path := range []string{uploads, session} {
			busy.Go(func() { // keeps asking while the revocation happens
				for {
					select {
					case <-stop:
						return
					default:
						if answer := client.Call("GET", path, nil); !slices.Contains([]int{200, 401, 404}, answer.Status) {
							t.Errorf("round %d: %s answers %d in between", round, path, answer.Status)
						}
					}
				}
			})
		}
		for _, edit := range []func(){
			func() {
				w.manager.Call("PATCH", "/api/collections/contacts/records/"+w.ann, map[string]any{"notes": fmt.Sprint(round)})
			},
			func() {
				answer := client.Call("POST", "/api/portal/password", map[string]any{"oldPassword": password, "password": password})
				if answer.Status == http.StatusNoContent {
					changed.Store(true)
				}
			},
		} {
			busy.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
						edit()
					}
				}
			})
		}
		w.editor.Call("DELETE", access, nil).Want(http.StatusNoContent)
		for _, path := range []string{uploads, uploads + "/" + w.shared, uploads + "/" + w.shared + "/file", session, "/api/portal/events"} {
			if answer := client.Call("GET", path, nil); answer.Status != http.StatusUnauthorized {
				t.Fatalf("round %d: %s answers %d after the revocation", round, path, answer.Status)
			}
		}
		if answer := client.Upload("POST", uploads, map[string]string{"title": "t"}, "a.pdf", pdf); answer.Status != http.StatusUnauthorized {
			t.Fatalf("round %d: an upload answers %d after the revocation", round, answer.Status)
		}
		close(stop)
		busy.Wait()
		// A change of the password ends every session, and closes their streams without a word: the page asks again.
		event := next(t, events)
		if unheard := event == "closed" && changed.Load(); event != "ended" && !unheard {
			t.Fatalf("round %d: the open page hears %q", round, event)
		}
		if state := w.editor.Call("GET", "/api/collections/contacts/records/"+w.ann, nil).String("access"); state != "disabled" {
			t.Fatalf("round %d: after the revocation the contact is %s", round, state)
		}
		password = w.editor.Call("POST", access, nil).Want(http.StatusOK).String("password")
		client = w.SignIn("ann@client.test", password)
	}
}

// A download that has begun may end; the next one does not begin.
func TestCC10_DownloadUnderWayMayEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	large := bytes.Repeat([]byte("0123456789abcdef"), 1<<20) // 16 MiB: more than the connection buffers
	id := w.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": "t", "contact": w.ann, "share": "true"}, "a.txt", large).
		Want(http.StatusOK).String("id")
	path := uploads + "/" + id + "/file"
	res, err := w.annClient.HTTP.Do(w.annClient.Request("GET", path, nil))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	w.editor.Call("DELETE", "/api/desk/contacts/"+w.ann+"/access", nil).Want(http.StatusNoContent)
	w.annClient.Call("GET", path, nil).Want(http.StatusUnauthorized)
	got, err := io.ReadAll(res.Body)
	if err != nil || !bytes.Equal(got, large) {
		t.Errorf("the download under way got %d bytes: %v", len(got), err)
	}
}

func TestCC11_OnlyWhatIsVisible(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	list := w.annClient.Call("GET", uploads, nil).Want(http.StatusOK)
	if list.Int("totalItems") != 1 || list.String("items.0.id") != w.shared || list.Int("newCount") != 1 {
		t.Errorf("Ann sees %s", list.Body)
	}
	w.annClient.Call("HEAD", uploads+"/"+w.shared+"/file", nil).Want(http.StatusOK)
	if n := w.annClient.Call("GET", uploads, nil).Int("newCount"); n != 1 {
		t.Errorf("a HEAD request made it not new: %d", n)
	}
	w.annClient.Call("GET", uploads+"/"+w.shared+"/file", nil).Want(http.StatusOK)
	if n := w.annClient.Call("GET", uploads, nil).Int("newCount"); n != 0 {
		t.Errorf("after opening it %d are new", n)
	}
	if opened := w.editor.Call("GET", "/api/desk/documents/"+w.shared, nil); opened.String("opened.0.contact.id") != w.ann {
		t.Errorf("the firm sees %v", opened.At("opened"))
	}
}
