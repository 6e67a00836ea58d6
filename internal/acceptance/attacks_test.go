package acceptance

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

// Permission on one project opens nothing that is not the project's.
func TestHO17_PermissionOnOneProjectIsForThatProject(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	helper, helperID := s.Staff("Hel Per", "viewer")
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": helperID, "permission": "edit"})
	share := map[string]any{"document": s.bobs, "project": s.project}
	for what, answer := range map[string]*testapp.Answer{
		"bring in someone's document": helper.Call("POST", "/api/collections/shares/records", share),
		"take it over":                helper.Call("PATCH", "/api/collections/documents/records/"+s.bobs, map[string]any{"project": s.project}),
		"replace its file":            helper.Upload("PUT", "/api/desk/documents/"+s.bobs+"/file", nil, "a.pdf", pdf),
		"link to it":                  helper.Call("POST", "/api/desk/documents/"+s.bobs+"/links", map[string]any{}),
		"give away their own":         helper.Call("POST", "/api/collections/shares/records", map[string]any{"document": s.bobs, "contact": s.ann}),
		"move their own out":          helper.Call("PATCH", "/api/collections/documents/records/"+s.document, map[string]any{"project": "", "contact": s.bob}),
	} {
		if answer.Status != http.StatusForbidden {
			t.Errorf("to %s answers %d", what, answer.Status)
		}
	}
	// An item that is also shared with a project where one may only look is not one's to change.
	barred, barredID := s.Staff("Bar Red", "editor")
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": barredID, "permission": "view"})
	s.editor.Share(s.unshared, "project", s.project)
	for what, answer := range map[string]*testapp.Answer{
		"replace its file": barred.Upload("PUT", "/api/desk/documents/"+s.unshared+"/file", nil, "a.pdf", pdf),
		"link to it":       barred.Call("POST", "/api/desk/documents/"+s.unshared+"/links", map[string]any{}),
		"delete it":        barred.Call("DELETE", "/api/collections/documents/records/"+s.unshared, nil),
	} {
		if answer.Status != http.StatusForbidden {
			t.Errorf("to %s answers %d", what, answer.Status)
		}
	}
}

// What stands for a client in a preview cannot be anyone's id.
func TestNobodyCanBeTheClientToCome(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.editor.Create("contacts", map[string]any{"id": s.project, "name": "Eve", "email": "eve@client.test"})
	password := s.editor.Call("POST", "/api/desk/contacts/"+s.project+"/access", nil).Want(http.StatusOK).String("password")
	if wrong := s.sees(s.SignIn("eve@client.test", password), false); wrong != nil {
		t.Errorf("she sees %v", wrong)
	}
	s.editor.Call("POST", "/api/collections/contacts/records", map[string]any{"id": "preview:" + s.project, "name": "Eve"}).Want(http.StatusBadRequest)
}

// A public link rests while the portal that its item is shared through is off.
func TestLinksRestWhileThePortalIsOff(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	_, secret := s.link(map[string]any{})
	guest := s.Stranger()
	file := openLink(guest, secret, "").Want(http.StatusOK).String("fileUrl")
	s.switchPortal(false)
	openLink(s.Stranger(), secret, "").Want(http.StatusNotFound)
	guest.Call("GET", file, nil).Want(http.StatusNotFound)
	s.switchPortal(true)
	guest.Call("GET", file, nil).Want(http.StatusOK)
}

// Four requests with one code at the same time are one sign-in.
func TestACodeWorksOnceEvenAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	id := w.Stranger().Call("POST", "/api/portal/session/code", map[string]any{"email": "ann@client.test"}).Want(http.StatusOK).String("codeId")
	code := signInCode.FindString(server.Wait(t, smtptest.To("ann@client.test")).Text)
	var signedIn atomic.Int32
	var requests sync.WaitGroup
	for range 4 {
		requests.Go(func() {
			answer := w.Stranger().Call("POST", "/api/portal/session/code/confirm", map[string]any{"codeId": id, "code": code})
			if answer.Status == http.StatusOK {
				signedIn.Add(1)
			}
		})
	}
	requests.Wait()
	if n := signedIn.Load(); n != 1 {
		t.Errorf("the code signed in %d times", n)
	}
}

// With the old password checked and a reset coming in between, no session is left.
func TestCC09_SigningInWhileThePasswordIsReset(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	reset := func() string {
		return w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	}
	password := reset()
	for round := range 10 {
		clients := []*testapp.Client{w.Stranger(), w.Stranger(), w.Stranger()}
		var signingIn sync.WaitGroup
		for _, c := range clients {
			signingIn.Go(func() { signIn(c, "ann@client.test", password) })
		}
		fresh := reset()
		signingIn.Wait()
		for _, c := range clients {
			if answer := c.Call("GET", uploads, nil); answer.Status != http.StatusUnauthorized {
				t.Fatalf("round %d: a session of the old password answers %d", round, answer.Status)
			}
		}
		password = fresh
	}
}

// PocketBase's own routes read no megabytes before they know from whom.
func TestLargeBodiesOfStrangersAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	body := `{"a":[` + strings.TrimSuffix(strings.Repeat("{},", 1<<20), ",") + `]}`
	for _, path := range []string{"/api/collections/companies/records", "/api/collections/contacts/records", "/api/realtime",
		"/api/collections/staff/auth-with-password", "/api/links/open", "/api/batch"} {
		for who, c := range map[string]*testapp.Client{"stranger": w.Stranger(), "client": w.annClient, "editor": w.editor} {
			req := c.Request("POST", path, strings.NewReader(body))
			req.Header.Set("Content-Type", "application/json")
			if answer := c.Send(req); answer.Status != http.StatusRequestEntityTooLarge {
				t.Errorf("%s: %s answers %d", who, path, answer.Status)
			}
		}
	}
}

// PocketBase's event stream is for the dashboard.
func TestStrangersSubscribeToNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for who, c := range map[string]*testapp.Client{"stranger": w.Stranger(), "client": w.annClient} {
		res, err := c.HTTP.Do(c.Request("GET", "/api/realtime", nil))
		if err != nil {
			t.Fatal(err)
		}
		id := make([]byte, 200)
		n, _ := res.Body.Read(id)
		client, _, _ := strings.Cut(strings.TrimPrefix(string(id[:n]), "id:"), "\n")
		answer := c.Call("POST", "/api/realtime", map[string]any{"clientId": client, "subscriptions": []string{"documents/*"}})
		if answer.Status != http.StatusForbidden {
			t.Errorf("%s: subscribing answers %d %s", who, answer.Status, answer.Body)
		}
		_ = res.Body.Close()
	}
}

// What PocketBase takes in addresses is not kept in its log.
func TestSecretsInAddressesAreNotLogged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	req := w.Stranger().Request("GET", "/api/files/portal_settings/portalsettings0/x.png?token=very-secret-token&x=1", nil)
	req.Header.Set("Referer", w.URL+"/?code=very-secret-code")
	w.Stranger().Send(req).Want(http.StatusNotFound)
	testapp.Eventually(t, "the request is in the log", func() error {
		logs := w.owner.Call("GET", "/api/logs?perPage=200", nil).Want(http.StatusOK)
		if !bytes.Contains(logs.Body, []byte("x.png")) {
			return fmt.Errorf("the log is %s", logs.Body)
		}
		if bytes.Contains(logs.Body, []byte("very-secret")) {
			t.Errorf("the log keeps secrets: %s", logs.Body)
		}
		return nil
	})
}
