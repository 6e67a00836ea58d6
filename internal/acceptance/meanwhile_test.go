package acceptance

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp"
)

// uploadWhile sends a file, and does something once half of it has arrived.
func (w *world) uploadWhile(t *testing.T, c *testapp.Client, path string, fields map[string]string, do func()) *testapp.Answer {
	t.Helper()
	before := len(w.leftovers())
	content := append([]byte("%PDF-1.4\n"), randomBytes(256<<10)...)
	req := c.UploadRequest("POST", path, fields, "slow.pdf", content)
	body, err := io.ReadAll(req.Body)
	if err != nil {
		t.Fatal(err)
	}
	reader, writer := io.Pipe()
	req.Body, req.ContentLength = reader, int64(len(body))
	go func() {
		half := len(body) / 2
		if _, err := writer.Write(body[:half]); err != nil {
			return // answered early, which the test sees by the answer
		}
		testapp.Eventually(t, "half of the file has arrived", func() error {
			if n := len(w.leftovers()); n == before {
				return fmt.Errorf("%d files are on their way", n)
			}
			return nil
		})
		do()
		_, _ = writer.Write(body[half:])
		_ = writer.Close()
	}()
	return c.Send(req)
}

// What was true at an upload's first byte has to be true at its last: who sends it may still, and finds the portal on.
func TestUploadIsJudgedAtItsEnd(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	before := s.documents()
	reset := func() { s.editor.Call("POST", "/api/desk/contacts/"+s.ann+"/password", nil).Want(http.StatusOK) }
	firm := func(on bool) {
		s.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"portal_enabled": on}).Want(http.StatusOK)
	}
	title := map[string]string{"title": "Slow"}

	// CC-09: every session ends with a new password.
	s.uploadWhile(t, s.annClient, uploads, title, reset).Want(http.StatusUnauthorized)
	s.annClient = s.SignIn("ann@client.test", s.editor.Call("POST", "/api/desk/contacts/"+s.ann+"/password", nil).Want(http.StatusOK).String("password"))
	s.uploadWhile(t, s.annClient, "/api/portal/attachments", nil, reset).Want(http.StatusUnauthorized)

	// HO-12: nobody goes on using a portal that is off.
	s.uploadWhile(t, s.bobClient, uploads, title, func() { firm(false) }).Want(http.StatusForbidden)
	firm(true)
	s.uploadWhile(t, s.bobClient, uploads, title, func() {}).Want(http.StatusOK)

	// HO-17: nor do staff whose permission has ended.
	barred, id := s.Staff("Bar Red", "editor")
	project := map[string]string{"title": "Slow", "project": s.project, "share": "true"}
	s.uploadWhile(t, barred, "/api/desk/documents", project, func() {
		s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": id, "permission": "view"})
	}).Want(http.StatusForbidden)

	if n := s.documents() - before; n != 1 || len(s.leftovers()) != 0 || len(s.stored()) != before+1 {
		t.Errorf("%d documents were added, there are %d files, left over: %v", n, len(s.stored()), s.leftovers())
	}
}

// A form whose body never comes keeps nobody else from writing.
func TestABodyThatNeverComesHoldsUpNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	a.sendIn(w.annClient, a.passport).Want(http.StatusOK)
	for _, path := range []string{
		deskRequests + "/" + a.id + "/items/" + a.passport + "/return", deskRequests + "/" + a.id + "/links", deskRequests,
		"/api/desk/messages", "/api/desk/tickets", "/api/desk/documents/" + w.shared + "/links", "/api/desk/items",
	} {
		ctx, giveUp := context.WithCancel(t.Context())
		reader, writer := io.Pipe()
		req := w.editor.Request("POST", path, reader).WithContext(ctx)
		req.Header.Set("Content-Type", "application/json")
		req.ContentLength = 50
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			if answer, err := http.DefaultClient.Do(req); err == nil {
				_ = answer.Body.Close()
			}
		}()
		if _, err := writer.Write([]byte(`{"note": "`)); err != nil { // it has been asked, and its body is being read
			t.Fatal(err)
		}
		began := time.Now()
		for range 3 { // the first may have come before the other was
			w.editor.Call("PATCH", "/api/collections/contacts/records/"+w.bob, map[string]any{"phone": "1"}).Want(http.StatusOK)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s held the firm up for %s", path, took)
		}
		giveUp()
		_ = writer.Close()
		<-ended
	}
}

// What a request says and when it reminds are two things: changing the one loses no mail of the other.
func TestCC12_ReturnedAndThenEdited(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	a.sendIn(w.annClient, a.passport).Want(http.StatusOK)
	w.editor.Call("POST", deskRequests+"/"+a.id+"/items/"+a.passport+"/return", map[string]any{"note": "Blurred."}).Want(http.StatusOK)
	due := w.viewer.Call("GET", deskRequests+"/"+a.id, nil).Want(http.StatusOK).String("nextReminder")
	view := w.editor.Call("PUT", deskRequests+"/"+a.id, map[string]any{
		"title": "Year-end 2025", "contact": w.ann, "due": "2027-01-31", "remindBefore": 3, "remindEvery": 7,
		"items": []map[string]any{{"id": a.passport, "name": "Passport", "kind": "file", "required": true}},
	}).Want(http.StatusOK)
	if got := view.String("nextReminder"); due == "" || got != due {
		t.Errorf("that it was returned is told at %q, and after an edit at %q", due, got)
	}
}

// Deleting a file changes nothing about what the firm or the client has said of an item.
func TestCC12_DeletedFilesAnswerNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	state := func(a asked) string {
		return w.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusOK).String("items.0.state")
	}
	a := w.ask("contact", w.ann, true)
	one := a.sendIn(w.annClient, a.passport).Want(http.StatusOK).String("id")
	two := a.sendIn(w.annClient, a.passport).Want(http.StatusOK).String("id")
	w.editor.Call("POST", deskRequests+"/"+a.id+"/items/"+a.passport+"/return", map[string]any{"note": "Blurred."}).Want(http.StatusOK)
	for _, id := range []string{one, two} {
		w.annClient.Call("DELETE", uploads+"/"+id, nil).Want(http.StatusNoContent)
		if got := state(a); got != "returned" {
			t.Errorf("a file of what was returned is deleted: it is %s", got)
		}
	}
	three := a.sendIn(w.annClient, a.passport).Want(http.StatusOK).String("id")
	w.annClient.Call("PUT", a.item(a.passport), map[string]any{"missing": "It was stolen."}).Want(http.StatusOK)
	w.annClient.Call("DELETE", uploads+"/"+three, nil).Want(http.StatusNoContent)
	if got := state(a); got != "missing" {
		t.Errorf("what the client does not have is %s", got)
	}

	// The firm loses the file of what was handed in: it can ask for it again, and nothing is done without it.
	b := w.ask("contact", w.ann, true)
	file := b.sendIn(w.annClient, b.passport).Want(http.StatusOK).String("id")
	w.annClient.Call("PUT", b.item(b.number), map[string]any{"text": "12/345"}).Want(http.StatusOK)
	w.annClient.Call("POST", portalRequests+"/"+b.id+"/submit", nil).Want(http.StatusOK)
	w.editor.Call("DELETE", "/api/collections/documents/records/"+file, nil).Want(http.StatusNoContent)
	items := deskRequests + "/" + b.id + "/items/"
	if view := w.editor.Call("POST", items+b.number+"/accept", nil).Want(http.StatusOK); view.String("status") != "submitted" {
		t.Errorf("without its passport it is %s", view.String("status"))
	}
	if view := w.editor.Call("POST", items+b.passport+"/return", map[string]any{"note": "Lost."}).Want(http.StatusOK); view.String("status") != "open" {
		t.Errorf("returned, it is %s", view.String("status"))
	}
}

// A number that mails name is never another ticket's.
func TestOC04_TicketNumbersAreNeverReused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	open := func() *testapp.Answer {
		return w.annClient.Call("POST", "/api/portal/tickets", map[string]any{"subject": "Heating", "text": "It is cold."}).Want(http.StatusOK)
	}
	first, last := open(), open()
	w.editor.Call("DELETE", "/api/collections/tickets/records/"+last.String("id"), nil).Want(http.StatusNoContent)
	if next := open().Int("number"); next <= last.Int("number") || first.Int("number") >= last.Int("number") {
		t.Errorf("after tickets %d and %d comes %d", first.Int("number"), last.Int("number"), next)
	}
}

// Links that have ended are no guesses: an office whose old links are opened again still opens its new ones.
func TestHO18_EndedLinksAreNoGuesses(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id, ended := s.link(map[string]any{})
	s.editor.Call("DELETE", "/api/desk/links/"+id, nil).Want(http.StatusNoContent)
	a := s.ask("contact", s.ann, true)
	_, over := s.uploadLink(a.id, nil)
	s.editor.Call("POST", deskRequests+"/"+a.id+"/done", nil).Want(http.StatusOK)
	for range 20 {
		openLink(s.Stranger(), ended, "").Want(http.StatusNotFound)
		openLink(s.Stranger(), over, "").Want(http.StatusNotFound)
	}
	_, secret := s.link(map[string]any{})
	openLink(s.Stranger(), secret, "").Want(http.StatusOK)
	var slowed bool
	for i := range 30 {
		slowed = slowed || openLink(s.Stranger(), fmt.Sprint("guess ", i), "").Status == http.StatusTooManyRequests
	}
	if !slowed {
		t.Error("guessing at links is not slowed down")
	}
}

// A guest sends in as much as a client does.
func TestCC12_LinkTakesLargeFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, a := unsent(w)
	_, secret := w.uploadLink(a.id, nil)
	guest := w.Stranger()
	opened := openLink(guest, secret, "").Want(http.StatusOK)
	content := append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte("0123456789abcdef"), 1<<17)...) // 2 MiB
	answer := guest.Upload("POST", opened.String("url")+"/documents", map[string]string{"item": a.passport}, "large.pdf", content).Want(http.StatusOK)
	if answer.Int("received.0.size") != len(content) {
		t.Errorf("the guest sees %s", answer.Body)
	}
	file := w.viewer.Call("GET", "/api/desk/documents/"+answer.String("received.0.id")+"/file", nil).Want(http.StatusOK)
	if !bytes.Equal(file.Body, content) {
		t.Error("what arrived is not what was sent")
	}
	body := strings.Repeat("x", 100<<10)
	guest.Call("POST", "/api/links/open", map[string]any{"secret": body}).Want(http.StatusRequestEntityTooLarge)
}

// HO-17: who may only look at a project takes nothing out of it by deleting a client, and no client takes another's line.
func TestHO17_ViewOfAProjectHoldsForItsClients(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	barred, id := s.Staff("Bar Red", "editor")
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": id, "permission": "view"})
	carl, _ := s.Contact(s.editor, "Carl", "carl@client.test")
	s.editor.Share(s.editor.AddDocument("contact", carl, "Carl's plan", "plan.pdf", pdf), "project", s.project)
	dora := s.editor.Create("contacts", map[string]any{"name": "Dora"})
	for path, want := range map[string]int{
		"contacts/records/" + s.ann: 403, "contacts/records/" + carl: 403, "companies/records/" + s.company: 403,
		"contacts/records/" + dora: 204, "contacts/records/" + s.bob: 204,
	} {
		barred.Call("DELETE", "/api/collections/"+path, nil).Want(want)
	}
	s.manager.Call("PATCH", "/api/collections/project_contacts/records/"+s.entry, map[string]any{"contact": carl}).Want(http.StatusForbidden)
	s.manager.Call("DELETE", "/api/collections/contacts/records/"+s.ann, nil).Want(http.StatusNoContent)
}
