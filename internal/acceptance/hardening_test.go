package acceptance

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp"
)

// The way to files by their plain address ends with the session, and with the password.
func TestFileAccessEndsWithTheSession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	file := "/api/desk/documents/" + w.shared + "/file"
	withoutToken := func(c *testapp.Client) *testapp.Client {
		same := *c
		same.Token = ""
		return &same
	}
	w.viewer.Call("POST", "/api/desk/file-access", nil).Want(http.StatusNoContent)
	signedOut := withoutToken(w.viewer)
	signedOut.Call("GET", file, nil).Want(http.StatusOK)
	signedOut.Call("DELETE", "/api/desk/file-access", nil).Want(http.StatusNoContent)
	signedOut.Call("GET", file, nil).Want(http.StatusUnauthorized)

	w.editor.Call("POST", "/api/desk/file-access", nil).Want(http.StatusNoContent)
	withoutToken(w.editor).Call("GET", file, nil).Want(http.StatusOK)
	w.editor.Call("PATCH", "/api/collections/staff/records/"+w.editorID, map[string]any{
		"oldPassword": testapp.StaffPassword, "password": "another-password-1", "passwordConfirm": "another-password-1",
	}).Want(http.StatusOK)
	withoutToken(w.editor).Call("GET", file, nil).Want(http.StatusUnauthorized)
	w.editor.Call("GET", "/api/desk/me", nil).Want(http.StatusUnauthorized)
}

func TestBrowserSigningOutClosesTheWayToFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, viewer)
	w.open(t, p, "#/documents/"+w.shared)
	p.Click("Preview")
	p.Dialog("For Ann").SeeButton("Download")
	status := `fetch("/api/desk/documents/` + w.shared + `/file", {method: "HEAD"}).then(({status}) => status)`
	p.Wait("the way to files is open", status+`.then((status) => status === 200)`)
	p.Click("Close")
	p.Allow("401")
	p.Click(viewer)
	p.Click("Logout")
	p.See("Forgot password")
	p.Wait("the way to files is closed", status+`.then((status) => status === 401)`)
}

// Whoever has got hold of a signed-in browser does not find the password out.
func TestOldPasswordsAreNotGuessed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	set := func(old string) int {
		return w.editor.Call("PATCH", "/api/collections/staff/records/"+w.editorID, map[string]any{
			"oldPassword": old, "password": "another-password-1", "passwordConfirm": "another-password-1",
		}).Status
	}
	var slowed bool
	for guess := 0; guess < 10 && !slowed; guess++ {
		switch status := set(fmt.Sprint("guess-number-", guess)); status {
		case http.StatusBadRequest:
		case http.StatusTooManyRequests:
			slowed = true
		default:
			t.Fatalf("a guess answers %d", status)
		}
	}
	if !slowed {
		t.Error("guessing is not slowed down")
	}
	// What does not ask for the password goes on.
	w.editor.Call("PATCH", "/api/collections/staff/records/"+w.editorID, map[string]any{"name": "Edda Itor"}).Want(http.StatusOK)
}

// The sign-in name is another, and maybe the person.
func TestANewAddressEndsTheContactsSessions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	contact := "/api/collections/contacts/records/" + w.ann
	w.editor.Call("PATCH", contact, map[string]any{"phone": "1", "email": " ANN@client.test"}).Want(http.StatusOK) // the same
	events := w.annClient.Events()
	w.editor.Call("PATCH", contact, map[string]any{"email": "anna@client.test"}).Want(http.StatusOK)
	if event := next(t, events); event != "closed" {
		t.Errorf("the open page hears %q", event)
	}
	for _, path := range []string{session, uploads, "/api/portal/events"} {
		w.annClient.Call("GET", path, nil).Want(http.StatusUnauthorized)
	}
	signIn(w.Stranger(), "ann@client.test", w.annPassword).Want(http.StatusBadRequest)
	signIn(w.Stranger(), "anna@client.test", w.annPassword).Want(http.StatusOK)
}

func TestRefusalsCarryTheSameHeaders(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	usual := w.Stranger().Call("GET", "/api/portal/firm", nil).Want(http.StatusOK)
	w.owner.Call("PATCH", "/api/settings", map[string]any{"rateLimits": map[string]any{
		"enabled": true, "rules": []map[string]any{{"label": "/api/portal/firm", "maxRequests": 1, "duration": 600}},
	}}).Want(http.StatusOK)
	var limited *testapp.Answer
	for limited == nil || limited.Status == http.StatusOK {
		limited = w.Stranger().Call("GET", "/api/portal/firm", nil)
	}
	limited.Want(http.StatusTooManyRequests)
	var throttled *testapp.Answer
	for throttled == nil || throttled.Status == http.StatusBadRequest {
		throttled = signIn(w.Stranger(), "ann@client.test", "wrong")
	}
	throttled.Want(http.StatusTooManyRequests)
	for _, name := range []string{
		"Content-Security-Policy", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy",
		"Cross-Origin-Resource-Policy", "X-Content-Type-Options",
	} {
		for what, answer := range map[string]*testapp.Answer{"the rate limit's": limited, "the throttle's": throttled} {
			if got, want := answer.Header.Get(name), usual.Header.Get(name); got == "" || got != want {
				t.Errorf("%s: %s answer says %q, others %q", name, what, got, want)
			}
		}
	}
}

// No page is shown within another. Files are, in pages of ours alone, and so are their refusals: one may go while it is looked at.
func TestFramesAreForFilesAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for path, want := range map[string]string{
		"/": "'none'", "/_/": "'none'", "/verify": "'none'", "/p/acme": "'none'",
		uploads + "/" + w.shared + "/file": "'self'", uploads + "/gone/file": "'self'",
	} {
		policy := w.annClient.Call("GET", path, nil).Header.Get("Content-Security-Policy")
		if !strings.HasSuffix(policy, "frame-ancestors "+want) {
			t.Errorf("%s is framed as %q says", path, policy)
		}
	}
}

// Whoever repeats a look does not fill what is written down.
func TestActivityIsNotFlooded(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	_, key := s.link(map[string]any{})
	for range 5 {
		openLink(s.Stranger(), key, "").Want(http.StatusOK)
		s.annClient.Call("GET", uploads+"/"+s.document+"/file?download=1", nil).Want(http.StatusOK)
	}
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": s.bob})
	s.bobClient.Call("GET", uploads+"/"+s.document+"/file?download=1", nil).Want(http.StatusOK)
	count := map[string]int{}
	for _, told := range s.told("document='" + s.document + "'") {
		count[strings.TrimSuffix(told, " Floor plan")]++
	}
	for what, want := range map[string]int{"open_link": 1, "Ann download": 1, "Ann open": 1, "Bob " + secret + " download": 1} {
		if count[what] != want {
			t.Errorf("%s is told %d times, want %d: %v", what, count[what], want, count)
		}
	}
	if links := s.viewer.Call("GET", "/api/desk/documents/"+s.document+"/links", nil); links.Int("items.0.opens") != 5 {
		t.Errorf("the openings are counted as %s", links.Body)
	}
}

func TestThePortalsAddressIsOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	set := func(url string) int {
		return w.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"portal_url": url}).Status
	}
	for _, url := range []string{"https://portal.example.com/?a", "https://portal.example.com/#c", "https://portal.example.com?a#c"} {
		if status := set(url); status != http.StatusBadRequest {
			t.Errorf("%s answers %d", url, status)
		}
	}
	for _, url := range []string{"https://portal.example.com", ""} {
		if status := set(url); status != http.StatusOK {
			t.Errorf("%q answers %d", url, status)
		}
	}
}

// What strangers make long is cut in the log.
func TestLogEntriesAreBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	long := strings.Repeat("long-", 600)
	req := w.Stranger().Request("GET", "/api/collections/nothing-of-this-name/records?filter="+long, nil)
	req.Header.Set("User-Agent", long)
	req.Header.Set("Referer", w.URL+"/"+long)
	w.Stranger().Send(req).Want(http.StatusNotFound)
	testapp.Eventually(t, "the request is in the log", func() error {
		logs := w.owner.Call("GET", "/api/logs?filter=message~'nothing-of-this-name'", nil).Want(http.StatusOK)
		if logs.Int("totalItems") == 0 {
			return fmt.Errorf("the log is %s", logs.Body)
		}
		if n := len(logs.Body); n > 4000 {
			t.Errorf("the entry takes %d bytes", n)
		}
		return nil
	})
	if size := w.owner.Call("GET", "/api/settings", nil).Want(http.StatusOK).Int("logs.maxDataSize"); size != 4096 {
		t.Errorf("an entry may have %d bytes", size)
	}
}
