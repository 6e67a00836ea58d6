package acceptance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"portico/internal/testapp"
)

func TestNoCollectionOpensToStrangersOrContacts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	collections := w.owner.Call("GET", "/api/collections?perPage=200", nil).Want(http.StatusOK)
	var names []string
	for _, item := range collections.At("items").([]any) {
		names = append(names, item.(map[string]any)["name"].(string))
	}
	if len(names) < 12 {
		t.Fatalf("only %d collections: %v", len(names), names)
	}

	for who, c := range map[string]*testapp.Client{"stranger": w.Stranger(), "contact": w.annClient} {
		for _, name := range names {
			records := "/api/collections/" + name + "/records"
			list := c.Call("GET", records, nil)
			if list.Status == http.StatusOK && list.Int("totalItems") != 0 {
				t.Errorf("%s lists %s: %s", who, name, list.Body)
			}
			for _, filter := range []string{
				"id!=''", "contact.id='" + w.ann + "'", "shares_via_document.contact?=@request.auth.id",
				"contact=@request.auth.id", "documents_via_contact.id!=''",
			} {
				if answer := c.Call("GET", records+"?filter="+strings.ReplaceAll(filter, "'", "%27"), nil); answer.Status == http.StatusOK && answer.Int("totalItems") != 0 {
					t.Errorf("%s lists %s by %s: %s", who, name, filter, answer.Body)
				}
			}
			for _, id := range []string{w.ann, w.bob, w.shared, w.unshared, w.company, w.share, w.managerID} {
				for _, method := range []string{"GET", "PATCH", "DELETE"} {
					if answer := c.Call(method, records+"/"+id, map[string]any{"title": "x"}); answer.Status < 400 {
						t.Errorf("%s: %s %s answers %d", who, method, records+"/"+id, answer.Status)
					}
				}
			}
			if answer := c.Call("POST", records, map[string]any{
				"email": "x@x.test", "password": "1234567890", "passwordConfirm": "1234567890", "document": w.unshared, "contact": w.ann,
			}); answer.Status < 400 {
				t.Errorf("%s creates in %s: %s", who, name, answer.Body)
			}
		}
		for _, stored := range w.stored() {
			for _, name := range []string{"ann.pdf", filepath.Base(stored)} {
				if answer := c.Call("GET", "/api/files/documents/"+w.shared+"/"+name, nil); answer.Status < 400 {
					t.Errorf("%s gets a file from PocketBase: %d", who, answer.Status)
				}
			}
		}
		for _, path := range []string{"/api/desk/me", "/api/desk/documents?contact=" + w.ann, "/api/desk/inbox",
			"/api/desk/documents/" + w.shared, "/api/desk/documents/" + w.shared + "/file"} {
			c.Call("GET", path, nil).Want(http.StatusUnauthorized)
		}
		c.Call("POST", "/api/desk/contacts/"+w.ann+"/access", nil).Want(http.StatusUnauthorized)
	}
}

// Contacts have no PocketBase account to sign in with, to refresh, to reset or to be impersonated by.
func TestContactsHaveNoDoorInPocketBase(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{
		"auth-with-password", "auth-with-otp", "auth-with-oauth2", "auth-refresh", "request-otp", "request-password-reset",
		"confirm-password-reset", "request-verification", "confirm-verification", "request-email-change",
		"confirm-email-change", "impersonate/" + w.ann,
	} {
		for who, c := range map[string]*testapp.Client{"stranger": w.Stranger(), "contact": w.annClient, "editor": w.editor, "owner": w.owner} {
			answer := c.Call("POST", "/api/collections/contacts/"+path, map[string]any{
				"identity": "ann@client.test", "email": "ann@client.test", "password": "x", "newEmail": "y@y.test",
			})
			if answer.Status != http.StatusNotFound {
				t.Errorf("%s: %s answers %d: %s", who, path, answer.Status, answer.Body)
			}
		}
	}
}

// A contact gets one answer for what is not there and for what is someone else's.
func TestNotYoursLooksLikeNotThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	paths := []string{"/api/portal/documents/%s", "/api/portal/documents/%s/file", "/api/portal/documents/%s/file?download=1"}
	for _, path := range paths {
		nothing := w.annClient.Call("GET", fmt.Sprintf(path, "aaaaaaaaaaaaaaa"), nil).Want(http.StatusNotFound)
		for _, id := range []string{w.bobs, w.unshared, "x", "%27", "..%2f..%2fdata.db"} {
			answer := w.annClient.Call("GET", fmt.Sprintf(path, id), nil).Want(http.StatusNotFound)
			if !bytes.Equal(answer.Body, nothing.Body) {
				t.Errorf("%s tells %s from nothing: %s", path, id, answer.Body)
			}
		}
	}
	for _, id := range []string{w.bobs, w.unshared, w.shared, "aaaaaaaaaaaaaaa"} { // not even what is shared is theirs to delete
		w.annClient.Call("DELETE", "/api/portal/documents/"+id, nil).Want(http.StatusNotFound)
	}
	w.bobClient.Call("GET", "/api/portal/documents/"+w.bobs+"/file", nil).Want(http.StatusOK)
}

// What the firm writes for itself, and what belongs to others, is in no answer that a contact can get.
func TestAnswersToContactsHoldNothingOfOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{
		"/api/portal/session", "/api/portal/sessions", "/api/portal/documents", "/api/portal/documents?list=uploads",
		"/api/portal/documents?q=" + secret, "/api/portal/documents?q=%25", "/api/portal/documents?sort=search",
		"/api/portal/documents/" + w.shared, "/api/portal/firm",
	} {
		answer := w.annClient.Call("GET", path, nil).Want(http.StatusOK)
		if bytes.Contains(answer.Body, []byte(secret)) {
			t.Errorf("%s: %s", path, answer.Body)
		}
	}
}

func TestRolesOnRecordAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	write := func(c *testapp.Client) map[string]int {
		return map[string]int{
			"add company":     c.Call("POST", "/api/collections/companies/records", map[string]any{"name": "New"}).Status,
			"change company":  c.Call("PATCH", "/api/collections/companies/records/"+w.company, map[string]any{"name": "Acme"}).Status,
			"add contact":     c.Call("POST", "/api/collections/contacts/records", map[string]any{"name": "New"}).Status,
			"rename document": c.Call("PATCH", "/api/collections/documents/records/"+w.shared, map[string]any{"title": "Ann's"}).Status,
			"change settings": c.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"firm_name": "F"}).Status,
			"add staff": c.Call("POST", "/api/collections/staff/records", map[string]any{
				"name": "S", "email": "s@firm.test", "role": "manager", "password": "1234567890", "passwordConfirm": "1234567890"}).Status,
			"look at outbox": c.Call("GET", "/api/collections/outbox/records", nil).Status,
			"write outbox":   c.Call("POST", "/api/collections/outbox/records", map[string]any{"to": "x@x.test", "subject": "x", "state": "queued"}).Status,
			"share":          c.Call("POST", "/api/collections/shares/records", map[string]any{"document": w.unshared, "contact": w.bob}).Status,
		}
	}
	for _, test := range []struct { // in this order: the manager finds shared what the editor shared
		role   string
		client *testapp.Client
		want   map[string]int
	}{
		{"viewer", w.viewer, map[string]int{"add company": 403, "change company": 403, "add contact": 403, "rename document": 403,
			"change settings": 403, "add staff": 403, "look at outbox": 200, "write outbox": 403, "share": 403}},
		{"editor", w.editor, map[string]int{"add company": 200, "change company": 200, "add contact": 200, "rename document": 200,
			"change settings": 403, "add staff": 403, "look at outbox": 200, "write outbox": 403, "share": 200}},
		{"manager", w.manager, map[string]int{"add company": 200, "change company": 200, "add contact": 200, "rename document": 200,
			"change settings": 200, "add staff": 200, "look at outbox": 200, "write outbox": 403, "share": 400}},
	} {
		for what, status := range write(test.client) {
			if status != test.want[what] {
				t.Errorf("%s: %s answers %d, want %d", test.role, what, status, test.want[what])
			}
		}
	}
}

func TestRolesOnDesk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, path := range []string{"/api/desk/me", "/api/desk/inbox", "/api/desk/documents?contact=" + w.ann,
		"/api/desk/documents/" + w.shared, "/api/desk/documents/" + w.shared + "/file"} {
		w.viewer.Call("GET", path, nil).Want(http.StatusOK)
	}
	for _, call := range [][2]string{
		{"POST", "/api/desk/contacts/" + w.ann + "/access"}, {"POST", "/api/desk/contacts/" + w.ann + "/password"},
		{"DELETE", "/api/desk/contacts/" + w.ann + "/access"}, {"POST", "/api/desk/outbox/aaaaaaaaaaaaaaa/send"},
	} {
		w.viewer.Call(call[0], call[1], nil).Want(http.StatusForbidden)
	}
	w.viewer.Upload("POST", "/api/desk/documents", map[string]string{"title": "t", "contact": w.ann}, "a.pdf", pdf).Want(http.StatusForbidden)
	w.viewer.Upload("PUT", "/api/desk/documents/"+w.shared+"/file", nil, "a.pdf", pdf).Want(http.StatusForbidden)
	w.annClient.Call("GET", "/api/portal/session", nil).Want(http.StatusOK) // still
}

// A staff member cannot make themselves more than they are, nor touch a contact's password or access by the record API.
func TestNobodyRaisesThemselves(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, body := range []map[string]any{{"role": "manager"}, {"role:excerpt": "manager"}, {"verified": true, "role": "manager"}} {
		w.editor.Call("PATCH", "/api/collections/staff/records/"+w.editorID, body)
	}
	if role := w.editor.Call("GET", "/api/desk/me", nil).Want(http.StatusOK).String("role"); role != "editor" {
		t.Errorf("the editor is %s now", role)
	}
	w.editor.Call("PATCH", "/api/collections/staff/records/"+w.editorID, map[string]any{"name": "Edna Itor"}).Want(http.StatusOK)

	contact := "/api/collections/contacts/records/" + w.ann
	for _, body := range []map[string]any{
		{"password": "chosen-by-staff", "passwordConfirm": "chosen-by-staff"}, {"access": "disabled"}, {"access": "never"},
	} {
		w.manager.Call("PATCH", contact, body).Want(http.StatusBadRequest)
	}
	w.editor.Call("PATCH", contact, map[string]any{"tokenKey": "known-to-someone-else-0123456789"}).Want(http.StatusOK)
	w.annClient.Call("GET", "/api/portal/session", nil).Want(http.StatusOK)

	created := w.editor.Call("POST", "/api/collections/contacts/records", map[string]any{
		"name": "Eve", "email": "eve@client.test", "access": "enabled", "password": "chosen-by-staff", "passwordConfirm": "chosen-by-staff",
	}).Want(http.StatusOK)
	if access := created.String("access"); access != "never" {
		t.Errorf("a contact made by staff has access %q", access)
	}
	w.Stranger().Call("POST", "/api/portal/session", map[string]any{"email": "eve@client.test", "password": "chosen-by-staff"}).
		Want(http.StatusBadRequest)
}

// Staff change their own password: whoever else is signed in with the account is out, here it goes on.
func TestStaffChangeTheirOwnPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path, me = "/api/desk/password", "/api/desk/me"
	signIn := func(password string) *testapp.Answer {
		return w.Stranger().Call("POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": editor, "password": password})
	}
	elsewhere := w.Stranger()
	elsewhere.Token = signIn(testapp.StaffPassword).Want(http.StatusOK).String("token")
	change := func(c *testapp.Client, current, password string) *testapp.Answer {
		return c.Call("POST", path, map[string]any{"current": current, "password": password, "role": "manager", "id": w.managerID})
	}
	if code := change(w.editor, "wrong", "a new password").Want(http.StatusBadRequest).String("data.current.code"); code != "validation_invalid_old_password" {
		t.Errorf("a wrong password is called %s", code)
	}
	if answer := change(w.editor, testapp.StaffPassword, "short").Want(http.StatusBadRequest); answer.At("data.password.code") == nil {
		t.Errorf("a short password is refused with %s", answer.Body)
	}
	changed := change(w.editor, testapp.StaffPassword, "a new password").Want(http.StatusOK)
	if changed.String("record.role") != "editor" || changed.String("record.id") != w.editorID {
		t.Errorf("it answers %s", changed.Body)
	}
	for _, c := range []*testapp.Client{w.editor, elsewhere} {
		c.Call("GET", me, nil).Want(http.StatusUnauthorized)
		c.Call("GET", "/api/collections/contacts/records", nil).Want(http.StatusUnauthorized) // and not: there are no contacts
	}
	here := w.Stranger()
	here.Token = changed.String("token")
	if answer := here.Call("GET", me, nil).Want(http.StatusOK); answer.String("role") != "editor" {
		t.Errorf("they are %s", answer.Body)
	}
	signIn(testapp.StaffPassword).Want(http.StatusBadRequest)
	signIn("a new password").Want(http.StatusOK)
	w.manager.Call("GET", me, nil).Want(http.StatusOK) // nobody else's was changed

	staff := "/api/collections/staff/records/"
	passwords := map[string]any{"password": "another password", "passwordConfirm": "another password"}
	here.Call("PATCH", staff+w.editorID, map[string]any{"role": "manager"}).Want(http.StatusForbidden)
	here.Call("PATCH", staff+w.editorID, map[string]any{"name": "Ed", "role": "manager"}).Want(http.StatusForbidden)
	here.Call("PATCH", staff+w.editorID, passwords).Want(http.StatusBadRequest) // without the old one
	here.Call("PATCH", staff+w.managerID, passwords).Want(http.StatusForbidden)
	change(w.viewer, testapp.StaffPassword, "a new password").Want(http.StatusOK)
	change(w.Stranger(), testapp.StaffPassword, "a new password").Want(http.StatusUnauthorized)
	change(w.annClient, w.annPassword, "a new password").Want(http.StatusUnauthorized)
	change(w.owner, testapp.OwnerPassword, "a new password").Want(http.StatusForbidden)

	// Guessing at it is as slow as at the door.
	refused := 0
	for range 8 {
		if change(here, "wrong", "a third password").Status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused == 0 {
		t.Error("nobody slows guessing down")
	}
}

// Another site's page cannot use a client's cookie.
func TestOtherSitesCannotActForAClient(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.test"}} {
		for _, call := range [][2]string{{"DELETE", "/api/portal/session"}, {"POST", "/api/portal/documents"}, {"DELETE", "/api/portal/documents/" + w.shared}} {
			req := w.annClient.Request(call[0], call[1], nil)
			req.Header.Set(header[0], header[1])
			w.annClient.Send(req).Want(http.StatusForbidden)
		}
	}
	w.annClient.Call("GET", "/api/portal/session", nil).Want(http.StatusOK)
}

func TestSQLAndBatchAreOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.owner.Call("POST", "/api/sql", map[string]any{"query": "SELECT 1"}).Want(http.StatusNotFound)
	if answer := w.owner.Call("POST", "/api/batch", map[string]any{"requests": []any{}}); answer.Status < 400 {
		t.Errorf("batch answers %d", answer.Status)
	}
}

// No answer is a server error, whatever is sent.
func TestBadInputIsRefusedClearly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	bodies := []string{"", "{", "[]", "null", `{"email":1}`, `{"email":{"a":[]},"password":[]}`, `"x"`, strings.Repeat(`[`, 5000), "\x00\xff"}
	routes := [][2]string{
		{"POST", "/api/portal/session"}, {"POST", "/api/portal/session/code"}, {"POST", "/api/portal/session/code/confirm"},
		{"POST", "/api/portal/password-reset"}, {"POST", "/api/portal/password-reset/confirm"}, {"POST", "/api/portal/password"},
		{"POST", "/api/portal/documents"}, {"DELETE", "/api/portal/sessions/x"}, {"DELETE", "/api/portal/documents/x"},
		{"POST", "/api/desk/documents"}, {"PUT", "/api/desk/documents/" + w.shared + "/file"}, {"PUT", "/api/desk/documents/x/file"},
		{"POST", "/api/desk/contacts/x/access"}, {"POST", "/api/desk/contacts/x/password"}, {"DELETE", "/api/desk/contacts/x/access"},
		{"POST", "/api/desk/outbox/x/send"}, {"GET", "/api/desk/documents"}, {"GET", "/api/desk/documents?contact=a&company=b"},
		{"GET", "/api/desk/documents?contact=a&tab=x"}, {"GET", "/api/desk/inbox?assigned=x"}, {"GET", "/api/portal/documents?list=x"},
		{"GET", "/api/portal/nothing"}, {"POST", "/api/desk/nothing"}, {"PATCH", "/api/portal/documents/" + w.shared},
	}
	for _, route := range routes {
		for _, body := range bodies {
			for _, contentType := range []string{"application/json", "multipart/form-data; boundary=x", "text/plain", ""} {
				c := w.annClient
				if strings.HasPrefix(route[1], "/api/desk") {
					c = w.editor
				}
				req := c.Request(route[0], route[1], strings.NewReader(body))
				req.Header.Set("Content-Type", contentType)
				answer := c.Send(req)
				if answer.Status >= 500 {
					t.Fatalf("%s with %q as %q answers %d: %s", route, body[:min(len(body), 20)], contentType, answer.Status, answer.Body)
				}
				if answer.Status >= 400 && answer.Header.Get("Content-Type") != "" {
					var e struct {
						Status  int             `json:"status"`
						Message string          `json:"message"`
						Data    json.RawMessage `json:"data"`
					}
					if err := json.Unmarshal(answer.Body, &e); err != nil || e.Status != answer.Status || e.Message == "" || e.Data == nil {
						t.Errorf("%s answers no error JSON: %s", route, answer.Body)
					}
				}
			}
		}
	}
	for _, query := range []string{"page=-1", "page=99999999999999999999", "perPage=0", "perPage=100000", "sort=;drop", "q=%00", "q=%F0%9F%92%A9", "q=" + strings.Repeat("a", 5000)} {
		w.annClient.Call("GET", "/api/portal/documents?"+query, nil).Want(http.StatusOK)
		w.editor.Call("GET", "/api/desk/documents?contact="+w.ann+"&"+query, nil).Want(http.StatusOK)
	}
	req := w.annClient.Request("POST", "/api/portal/session", strings.NewReader(`{"email":"`+strings.Repeat("a", 1<<20)+`"}`))
	req.Header.Set("Content-Type", "application/json")
	w.annClient.Send(req).Want(http.StatusRequestEntityTooLarge)
}
