package acceptance

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

// uploadLink makes a link by which a request is answered without an account.
func (w *world) uploadLink(request string, options map[string]any) (id, secret string) {
	answer := w.editor.Call("POST", deskRequests+"/"+request+"/links", options).Want(http.StatusOK)
	_, secret, _ = strings.Cut(answer.String("url"), "/s/#")
	return answer.String("id"), secret
}

// sendByLink sends a file in for an item, to what opening the link has answered.
func sendByLink(guest *testapp.Client, opened *testapp.Answer, item, name string) *testapp.Answer {
	return guest.Upload("POST", opened.String("url")+"/documents", map[string]string{"item": item}, name, pdf)
}

// unsent is a contact who never had access, and what they are asked for.
func unsent(w *world) (contact string, a asked) {
	contact = w.editor.Create("contacts", map[string]any{"name": "Nora", "email": "nora@client.test"})
	w.editor.Create("company_contacts", map[string]any{"company": w.company, "contact": contact})
	return contact, w.ask("contact", contact, true)
}

func TestCC12_RequestAnsweredByALink(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	w.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"upload_assignee": w.editorID}).Want(http.StatusOK)
	nora, a := unsent(w)
	w.editor.Upload("PUT", deskRequests+"/"+a.id+"/items/"+a.passport+"/example", nil, "example.pdf", pdf).Want(http.StatusOK)
	id, secret := w.uploadLink(a.id, nil)

	guest := w.Stranger()
	opened := openLink(guest, secret, "").Want(http.StatusOK)
	if opened.String("kind") != "request" || opened.String("title") != "Year-end 2025" || opened.String("items.0.name") != "Passport" ||
		len(opened.At("items").([]any)) != 1 || len(opened.At("received").([]any)) != 0 {
		t.Errorf("the guest sees %s", opened.Body) // what is told and not sent is not asked by a link
	}
	guest.Call("GET", opened.String("url")+"/items/"+a.passport+"/example", nil).Want(http.StatusOK)
	after := sendByLink(guest, opened, a.passport, "scan.pdf").Want(http.StatusOK)
	if after.String("received.0.name") != "scan.pdf" || after.String("received.0.item") != a.passport {
		t.Errorf("the guest sees %s", after.Body)
	}
	document := after.String("received.0.id")

	// An ordinary document: OC-02, OC-08.
	received := w.viewer.Call("GET", "/api/desk/documents/"+document, nil).Want(http.StatusOK)
	if received.String("title") != "Year-end 2025 – Passport" || received.String("contact.id") != nora ||
		received.String("company.id") != w.company || received.String("origin") != "portal" || received.String("uploadedBy") != "Nora" {
		t.Errorf("the document is %s", received.Body)
	}
	m := mail.Wait(t, func(m smtptest.Message) bool { return strings.HasPrefix(m.Subject, "Notification About: ") })
	if m.Recipients[0] != "ed.itor@firm.test" || !strings.Contains(m.Text, "Contact who uploaded: Nora\nCompany who uploaded: Acme Ltd") {
		t.Errorf("the mail to %v says %s", m.Recipients, m.Text)
	}
	view := w.viewer.Call("GET", deskRequests+"/"+a.id, nil).Want(http.StatusOK)
	if view.String("items.0.state") != "answered" || view.String("items.0.answeredBy") != "Nora" || view.String("items.0.files.0.id") != document {
		t.Errorf("the firm sees %s", view.Body)
	}
	list := w.viewer.Call("GET", deskRequests+"/"+a.id+"/links", nil).Want(http.StatusOK)
	if list.Int("items.0.received") != 1 || list.String("items.0.state") != "active" || list.String("items.0.contact.name") != "Nora" ||
		list.String("items.0.opened") == "" || bytes.Contains(list.Body, []byte(secret)) {
		t.Errorf("the links are %s", list.Body)
	}
	told := w.viewer.Call("GET", "/api/desk/activity?contact="+nora, nil).Want(http.StatusOK)
	for _, want := range []string{`"make_upload_link"`, `"upload"`, `"guest"`} {
		if !bytes.Contains(told.Body, []byte(want)) {
			t.Errorf("the activity lacks %s: %s", want, told.Body)
		}
	}

	// Sent again because its answer was lost, it is stored once.
	for range 2 {
		req := guest.UploadRequest("POST", opened.String("url")+"/documents", map[string]string{"item": a.passport}, "page 2.pdf", pdf)
		req.Header.Set("Idempotency-Key", "again")
		guest.Send(req).Want(http.StatusOK)
	}
	if again := openLink(w.Stranger(), secret, "").Want(http.StatusOK); len(again.At("received").([]any)) != 2 {
		t.Errorf("the guest sees %s", again.Body)
	}

	w.editor.Call("POST", deskRequests+"/"+a.id+"/items/"+a.passport+"/accept", nil).Want(http.StatusOK)
	if refused := sendByLink(guest, opened, a.passport, "late.pdf").Want(http.StatusBadRequest); refused.At("data.item.code") != "validation_wrong_state" {
		t.Errorf("what was accepted answers %s", refused.Body)
	}
	w.editor.Call("DELETE", deskRequests+"/"+a.id+"/links/"+id, nil).Want(http.StatusNoContent)
	openLink(w.Stranger(), secret, "").Want(http.StatusNotFound)
	sendByLink(guest, opened, a.passport, "late.pdf").Want(http.StatusNotFound)
	if w.viewer.Call("GET", deskRequests+"/"+a.id+"/links", nil).String("items.0.state") != "deactivated" {
		t.Error("the link still counts as active")
	}
}

// Whatever ends a request, its contact's access or the portal ends its links, with one answer; a link that never was
// gives the same.
func TestCC12_LinkEndsWithItsRequest(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	nothing := openLink(s.Stranger(), "no-such-secret", "").Want(http.StatusNotFound)
	firm := func(on bool) {
		s.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"portal_enabled": on}).Want(http.StatusOK)
	}
	ends := map[string]struct {
		who, id  string
		end, and func(a asked) // and brings it back, where something does
	}{
		"cancelled": {"contact", s.ann, func(a asked) { s.editor.Call("POST", deskRequests+"/"+a.id+"/cancel", nil).Want(http.StatusOK) }, nil},
		"done":      {"contact", s.ann, func(a asked) { s.editor.Call("POST", deskRequests+"/"+a.id+"/done", nil).Want(http.StatusOK) }, nil},
		"firm off":  {"company", s.company, func(asked) { firm(false) }, func(asked) { firm(true) }},
		"project off": {"project", s.project, func(asked) { s.switchPortal(false) }, func(asked) {
			s.switchPortal(true)
		}},
		"revoked": {"contact", s.ann, func(asked) {
			s.editor.Call("DELETE", "/api/desk/contacts/"+s.ann+"/access", nil).Want(http.StatusNoContent)
		}, nil},
	}
	for _, what := range []string{"cancelled", "done", "firm off", "project off", "revoked"} {
		test := ends[what]
		a := s.ask(test.who, test.id, true)
		_, secret := s.uploadLink(a.id, map[string]any{"contact": s.ann})
		guest := s.Stranger()
		opened := openLink(guest, secret, "").Want(http.StatusOK)
		test.end(a)
		for who, answer := range map[string]*testapp.Answer{
			"opening":   openLink(s.Stranger(), secret, ""),
			"an upload": sendByLink(guest, opened, a.passport, "x.pdf"),
			"a look":    guest.Call("GET", opened.String("url")+"/items/"+a.passport+"/example", nil),
		} {
			if answer.Status != http.StatusNotFound || !bytes.Equal(answer.Body, nothing.Body) {
				t.Errorf("%s: %s gets %d %s", what, who, answer.Status, answer.Body)
			}
		}
		if test.and != nil {
			test.and(a)
			openLink(s.Stranger(), secret, "").Want(http.StatusOK)
		}
	}
	// Access given again does not bring back what was revoked.
	a := s.ask("contact", s.bob, true)
	_, secret := s.uploadLink(a.id, nil)
	s.editor.Call("DELETE", "/api/desk/contacts/"+s.bob+"/access", nil).Want(http.StatusNoContent)
	s.editor.Call("POST", "/api/desk/contacts/"+s.bob+"/access", nil).Want(http.StatusOK)
	openLink(s.Stranger(), secret, "").Want(http.StatusNotFound)
}

// What a link admits to is its own request and nothing else: not what others sent in, not what the firm says of it.
func TestCC12_LinkShowsNothingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("company", w.company, true)
	theirs := a.sendIn(w.annClient, a.passport).Want(http.StatusOK).String("id")
	w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "annsnumber"}).Want(http.StatusOK)
	w.editor.Call("POST", deskRequests+"/"+a.id+"/items/"+a.passport+"/return", map[string]any{"note": "notforguests"}).Want(http.StatusOK)
	other := w.ask("contact", w.bob, true)
	w.editor.Upload("PUT", deskRequests+"/"+other.id+"/items/"+other.passport+"/example", nil, "example.pdf", pdf).Want(http.StatusOK)
	nora := w.editor.Create("contacts", map[string]any{"name": "Nora"}) // without an address
	w.editor.Create("company_contacts", map[string]any{"company": w.company, "contact": nora})

	_, secret := w.uploadLink(a.id, map[string]any{"contact": nora})
	guest := w.Stranger()
	opened := openLink(guest, secret, "").Want(http.StatusOK)
	for _, hidden := range []string{theirs, "scan.pdf", "annsnumber", "notforguests", "Ann", "returned", "Nora"} {
		if bytes.Contains(opened.Body, []byte(hidden)) {
			t.Errorf("the guest sees %q: %s", hidden, opened.Body)
		}
	}
	for _, path := range []string{
		"/api/portal/requests/" + a.id, "/api/portal/documents/" + theirs + "/file", deskRequests + "/" + a.id,
		"/api/collections/request_links/records",
	} {
		if answer := guest.Call("GET", path, nil); answer.Status < 400 {
			t.Errorf("the guest gets %s: %s", path, answer.Body)
		}
	}
	for _, item := range []string{other.passport, a.number, "", "aaaaaaaaaaaaaaa"} {
		if answer := sendByLink(guest, opened, item, "x.pdf"); answer.Status != http.StatusNotFound {
			t.Errorf("a file for %q answers %d", item, answer.Status)
		}
	}
	guest.Call("GET", opened.String("url")+"/items/"+other.passport+"/example", nil).Want(http.StatusNotFound)
	w.Stranger().Call("GET", opened.String("url")+"/items/"+a.passport+"/example", nil).Want(http.StatusNotFound) // the address alone
	sendByLink(w.Stranger(), opened, a.passport, "x.pdf").Want(http.StatusNotFound)
	_, second := w.uploadLink(other.id, nil)
	fromElsewhere := w.Stranger()
	openLink(fromElsewhere, second, "").Want(http.StatusOK)
	sendByLink(fromElsewhere, opened, a.passport, "x.pdf").Want(http.StatusNotFound) // another link's guest
	forged := guest.UploadRequest("POST", opened.String("url")+"/documents", map[string]string{"item": a.passport}, "x.pdf", pdf)
	forged.Header.Set("Sec-Fetch-Site", "cross-site")
	guest.Send(forged).Want(http.StatusForbidden)
	if empty := guest.Upload("POST", opened.String("url")+"/documents", map[string]string{"item": a.passport}, "empty.pdf", nil); empty.At("data.file.code") != "empty" {
		t.Errorf("an empty file answers %s", empty.Body)
	}
	if n := w.viewer.Call("GET", deskRequests+"/"+a.id, nil).Want(http.StatusOK); len(n.At("items.0.files").([]any)) != 1 {
		t.Errorf("the request has %s", n.Body)
	}
}

// Links are made and ended by whoever may change the request, for whom it asks.
func TestCC12_LinksByRole(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	barred, barredID := s.Staff("Bar Red", "editor")
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": barredID, "permission": "view"})
	a := s.ask("project", s.project, true)
	id, secret := s.uploadLink(a.id, map[string]any{"contact": s.ann, "days": 2})
	links := deskRequests + "/" + a.id + "/links"
	for who, test := range map[string]struct {
		client      *testapp.Client
		read, write int
	}{
		"viewer": {s.viewer, 200, 403}, "barred": {barred, 200, 403}, "client": {s.annClient, 401, 401}, "stranger": {s.Stranger(), 401, 401},
	} {
		for what, answer := range map[string]struct{ got, want int }{
			"list": {test.client.Call("GET", links, nil).Status, test.read},
			"make": {test.client.Call("POST", links, map[string]any{"contact": s.ann}).Status, test.write},
			"end":  {test.client.Call("DELETE", links+"/"+id, nil).Status, test.write},
			"done": {test.client.Call("POST", deskRequests+"/"+a.id+"/done", nil).Status, test.write},
		} {
			if answer.got != answer.want {
				t.Errorf("%s, %s: %d, want %d", who, what, answer.got, answer.want)
			}
		}
	}
	openLink(s.Stranger(), secret, "").Want(http.StatusOK)

	draft := s.ask("contact", s.ann, false)
	s.editor.Call("POST", deskRequests+"/"+draft.id+"/links", nil).Want(http.StatusBadRequest)
	s.editor.Call("DELETE", deskRequests+"/"+draft.id+"/links/"+id, nil).Want(http.StatusNotFound) // another request's
	s.editor.Call("DELETE", "/api/desk/contacts/"+s.bob+"/access", nil).Want(http.StatusNoContent)
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": s.bob})
	for _, bad := range []map[string]any{{}, {"contact": "aaaaaaaaaaaaaaa"}, {"contact": s.bob}, {"contact": s.ann, "days": -1}, {"contact": s.ann, "days": 366}} {
		s.editor.Call("POST", links, bad).Want(http.StatusBadRequest)
	}
	words := s.editor.Call("POST", deskRequests, map[string]any{
		"title": "Words only", "contact": s.ann, "items": []map[string]any{{"name": "Number", "kind": "text"}},
	}).Want(http.StatusOK).String("id")
	s.editor.Call("POST", deskRequests+"/"+words+"/send", nil).Want(http.StatusOK)
	s.editor.Call("POST", deskRequests+"/"+words+"/links", nil).Want(http.StatusBadRequest)
}

// Of uploads by a link and its end at once, each is either stored and told of, or refused and not there.
func TestCC12_LinkEndsWhileFilesArrive(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, a := unsent(w)
	id, secret := w.uploadLink(a.id, nil)
	guest := w.Stranger()
	opened := openLink(guest, secret, "").Want(http.StatusOK)
	files := func() int {
		return len(w.viewer.Call("GET", deskRequests+"/"+a.id, nil).Want(http.StatusOK).At("items.0.files").([]any))
	}
	const senders = 8
	var stored [senders]int
	var sending sync.WaitGroup
	for i := range senders {
		sending.Go(func() {
			for {
				answer := sendByLink(guest, opened, a.passport, "x.pdf")
				if answer.Status != http.StatusOK {
					if answer.Status != http.StatusNotFound {
						t.Errorf("an upload answers %d: %s", answer.Status, answer.Body)
					}
					return
				}
				stored[i]++
			}
		})
	}
	testapp.Eventually(t, "files have arrived", func() error {
		if n := files(); n <= senders {
			return fmt.Errorf("%d have", n)
		}
		return nil
	})
	w.editor.Call("DELETE", deskRequests+"/"+a.id+"/links/"+id, nil).Want(http.StatusNoContent)
	sending.Wait()
	total := 0
	for _, n := range stored {
		total += n
	}
	if n := files(); n != total {
		t.Errorf("%d files are there, %d were acknowledged", n, total)
	}
}
