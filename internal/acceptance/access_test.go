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
	"portico/internal/testapp/smtptest"
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

func TestCC17_StaffAddContacts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.editor.Create("contacts", map[string]any{"name": "Zoë Müller", "phone": "+49 30 1"})
	w.editor.Create("company_contacts", map[string]any{"company": w.company, "contact": id})
	w.editor.Call("PATCH", "/api/collections/contacts/records/"+id, map[string]any{"email": "Zoe@Client.test"}).Want(http.StatusOK)
	found := w.viewer.Call("GET", "/api/collections/contacts/records?filter=search~'zoe+muller'", nil).Want(http.StatusOK)
	if found.Int("totalItems") != 1 || found.String("items.0.email") != "zoe@client.test" {
		t.Errorf("searching finds %s", found.Body)
	}
	w.editor.Call("POST", "/api/collections/contacts/records", map[string]any{"name": ""}).Want(http.StatusBadRequest)
	w.editor.Call("POST", "/api/collections/contacts/records", map[string]any{"name": "X", "email": "not an address"}).Want(http.StatusBadRequest)
}

// A contact has one primary company; making another primary moves the mark.
func TestPrimaryCompanyMoves(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := w.editor.Create("companies", map[string]any{"name": "Other"})
	w.editor.Create("company_contacts", map[string]any{"company": other, "contact": w.ann, "primary": true})
	primary := w.editor.Call("GET", "/api/collections/company_contacts/records?filter=primary=true%26%26contact='"+w.ann+"'", nil)
	if primary.Int("totalItems") != 1 || primary.String("items.0.company") != other {
		t.Errorf("primary companies: %s", primary.Body)
	}
	if answer := w.editor.Call("POST", "/api/collections/company_contacts/records", map[string]any{"company": other, "contact": w.ann}); answer.Status != http.StatusBadRequest {
		t.Errorf("the same company twice answers %d", answer.Status)
	}
}

func TestDeletingAContactTakesWhatIsOnlyTheirs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	kept := w.annClient.Upload("POST", uploads, map[string]string{"title": "for Acme"}, "a.pdf", pdf).Want(http.StatusOK).String("id")
	answer := w.editor.Call("GET", "/api/desk/contacts/"+w.ann+"/deletion", nil).Want(http.StatusOK)
	if answer.Int("documents") != 2 || answer.Int("kept") != 1 || answer.Int("sessions") != 1 || answer.Int("shares") != 1 {
		t.Errorf("it is said to take along %s", answer.Body)
	}
	events := w.annClient.Events()
	w.editor.Call("DELETE", "/api/collections/contacts/records/"+w.ann, nil).Want(http.StatusNoContent)
	event := next(t, events)
	for event == "changed" { // the documents went first
		event = next(t, events)
	}
	if event != "ended" {
		t.Errorf("the open page hears %q", event)
	}
	w.annClient.Call("GET", session, nil).Want(http.StatusUnauthorized)
	for _, id := range []string{w.shared, w.unshared} {
		w.editor.Call("GET", "/api/desk/documents/"+id, nil).Want(http.StatusNotFound)
	}
	document := w.editor.Call("GET", "/api/desk/documents/"+kept, nil).Want(http.StatusOK)
	if document.String("company.id") != w.company || document.String("uploadedBy") != "Ann" || document.At("contact") != nil {
		t.Errorf("what is also the company's is %s", document.Body)
	}
	w.editor.Call("GET", "/api/desk/documents/"+kept+"/file", nil).Want(http.StatusOK)

	answer = w.editor.Call("GET", "/api/desk/companies/"+w.company+"/deletion", nil).Want(http.StatusOK)
	if answer.Int("documents") != 1 {
		t.Errorf("the company is said to take along %s", answer.Body)
	}
	w.editor.Call("DELETE", "/api/collections/companies/records/"+w.company, nil).Want(http.StatusNoContent)
	w.editor.Call("GET", "/api/desk/documents/"+kept, nil).Want(http.StatusNotFound)
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	password := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	phone, laptop := w.Stranger(), w.SignIn("ann@client.test", password)
	req := phone.Request("POST", session, strings.NewReader(fmt.Sprintf(`{"email":"ann@client.test","password":%q}`, password)))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1")
	answer := phone.Send(req).Want(http.StatusOK)
	cookie := answer.Header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Path=/api/portal", "Max-Age=2592000"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie lacks %s: %s", want, cookie)
		}
	}

	list := laptop.Call("GET", "/api/portal/sessions", nil).Want(http.StatusOK)
	if len(list.At("items").([]any)) != 2 || !bytes.Contains(list.Body, []byte("Safari on iPhone")) {
		t.Fatalf("sessions: %s", list.Body)
	}
	var phones string
	for _, item := range list.At("items").([]any) {
		if entry := item.(map[string]any); !entry["current"].(bool) {
			phones = entry["id"].(string)
		}
	}
	w.bobClient.Call("DELETE", "/api/portal/sessions/"+phones, nil).Want(http.StatusNotFound)
	events := phone.Events()
	laptop.Call("DELETE", "/api/portal/sessions/"+phones, nil).Want(http.StatusNoContent)
	if event := next(t, events); event != "ended" {
		t.Errorf("the phone's page hears %q", event)
	}
	phone.Call("GET", session, nil).Want(http.StatusUnauthorized)
	laptop.Call("GET", session, nil).Want(http.StatusOK)

	laptop.Call("DELETE", session, nil).Want(http.StatusNoContent)
	laptop.Call("GET", session, nil).Want(http.StatusUnauthorized)
	one, two := w.SignIn("ann@client.test", password), w.SignIn("ann@client.test", password)
	one.Call("DELETE", "/api/portal/sessions", nil).Want(http.StatusNoContent)
	one.Call("GET", session, nil).Want(http.StatusUnauthorized)
	two.Call("GET", session, nil).Want(http.StatusUnauthorized)
}

func TestChangingThePasswordEndsTheOtherSessions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	here, elsewhere := w.SignIn("ann@client.test", old), w.SignIn("ann@client.test", old)
	change := func(from, to string) *testapp.Answer {
		return here.Call("POST", "/api/portal/password", map[string]any{"oldPassword": from, "password": to})
	}
	if answer := change("wrong", "a-new-password").Want(http.StatusBadRequest); answer.At("data.oldPassword.code") == nil {
		t.Errorf("a wrong old password: %s", answer.Body)
	}
	for _, bad := range []string{"", "short", strings.Repeat("x", 72)} {
		if answer := change(old, bad).Want(http.StatusBadRequest); answer.At("data.password.code") == nil {
			t.Errorf("%q as new password: %s", bad, answer.Body)
		}
	}
	change(old, "a-new-password").Want(http.StatusNoContent)
	here.Call("GET", session, nil).Want(http.StatusOK)
	elsewhere.Call("GET", session, nil).Want(http.StatusUnauthorized)
	signIn(w.Stranger(), "ann@client.test", old).Want(http.StatusBadRequest)
	signIn(w.Stranger(), "ann@client.test", "a-new-password").Want(http.StatusOK)
}

var (
	resetLink  = regexp.MustCompile(`/#/reset/([\w.-]+)`)
	signInCode = regexp.MustCompile(`\b\d{8}\b`)
)

func TestForgotPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	ask := func(email string) { // one answer for everyone
		answer := w.Stranger().Call("POST", "/api/portal/password-reset", map[string]any{"email": email}).Want(http.StatusNoContent)
		if len(answer.Body) != 0 {
			t.Errorf("asking for %s answers %s", email, answer.Body)
		}
	}
	ask("nobody@client.test")
	ask("ann@client.test")
	mail := server.Wait(t, smtptest.To("ann@client.test"))
	link := resetLink.FindStringSubmatch(mail.Text)
	if link == nil {
		t.Fatalf("no link in:\n%s", mail.Text)
	}
	reset := func(token, password string) *testapp.Answer {
		return w.Stranger().Call("POST", "/api/portal/password-reset/confirm", map[string]any{"token": token, "password": password})
	}
	reset(link[1]+"x", "a-new-password").Want(http.StatusBadRequest)
	reset(link[1], "short").Want(http.StatusBadRequest)
	reset(link[1], "a-new-password").Want(http.StatusNoContent)
	reset(link[1], "another-password").Want(http.StatusBadRequest) // it works once
	w.annClient.Call("GET", session, nil).Want(http.StatusUnauthorized)
	signIn(w.Stranger(), "ann@client.test", "a-new-password").Want(http.StatusOK)

	// Revoked before it is used, a link is worth nothing; and a revoked contact gets none.
	ask("bob@client.test")
	link = resetLink.FindStringSubmatch(server.Wait(t, smtptest.To("bob@client.test")).Text)
	w.editor.Call("DELETE", "/api/desk/contacts/"+w.bob+"/access", nil).Want(http.StatusNoContent)
	reset(link[1], "a-new-password").Want(http.StatusBadRequest)
	ask("bob@client.test")
	ask("ann@client.test") // its mail comes after any that Bob would have got
	server.Wait(t, func(m smtptest.Message) bool { return smtptest.To("ann@client.test")(m) && m.Text != mail.Text })
	for _, m := range server.Messages() {
		if smtptest.To("nobody@client.test")(m) {
			t.Error("a stranger got a mail")
		}
	}
	outbox := w.owner.Call("GET", "/api/collections/outbox/records?perPage=100", nil).Want(http.StatusOK)
	if bytes.Contains(outbox.Body, []byte(link[1])) {
		t.Error("the outbox still holds a sent link")
	}
}

func TestSignInWithACode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	ask := func(email string) string {
		return w.Stranger().Call("POST", "/api/portal/session/code", map[string]any{"email": email}).Want(http.StatusOK).String("codeId")
	}
	confirm := func(c *testapp.Client, id, code string) *testapp.Answer {
		return c.Call("POST", "/api/portal/session/code/confirm", map[string]any{"codeId": id, "code": code})
	}
	id := ask("ann@client.test")
	code := signInCode.FindString(server.Wait(t, smtptest.To("ann@client.test")).Text)
	if code == "" {
		t.Fatal("no code in the mail")
	}
	confirm(w.Stranger(), id, "00000000").Want(http.StatusBadRequest)
	confirm(w.Stranger(), ask("nobody@client.test"), code).Want(http.StatusBadRequest)
	client := w.Stranger()
	confirm(client, id, code).Want(http.StatusOK)
	client.Call("GET", uploads, nil).Want(http.StatusOK)
	confirm(w.Stranger(), id, code).Want(http.StatusBadRequest) // it works once

	// Five wrong tries use a code up.
	id = ask("bob@client.test")
	code = signInCode.FindString(server.Wait(t, smtptest.To("bob@client.test")).Text)
	for range 6 {
		confirm(w.Stranger(), id, "00000000").Want(http.StatusBadRequest)
	}
	confirm(w.Stranger(), id, code).Want(http.StatusBadRequest)
}

// A few wrong passwords are free; then one has to wait, and the right one does not help.
func TestGuessingIsSlowedDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	password := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	var slowed *testapp.Answer
	for range 8 {
		if answer := signIn(w.Stranger(), "ann@client.test", "wrong-password"); answer.Status == http.StatusTooManyRequests {
			slowed = answer
			break
		}
	}
	if slowed == nil || slowed.Header.Get("Retry-After") == "" {
		t.Fatal("eight wrong passwords in a row are not slowed down")
	}
	testapp.Eventually(t, "after the wait the right password is right", func() error {
		if answer := signIn(w.Stranger(), "ann@client.test", password); answer.Status != http.StatusOK {
			return fmt.Errorf("it answers %d", answer.Status)
		}
		return nil
	})
	signIn(w.Stranger(), "bob@client.test", "x").Want(http.StatusBadRequest) // others are not concerned

	var staff int
	for range 8 {
		staff = w.Stranger().Call("POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": "ed.itor@firm.test", "password": "x"}).Status
	}
	if staff != http.StatusTooManyRequests {
		t.Errorf("guessing at a staff account answers %d", staff)
	}
}
