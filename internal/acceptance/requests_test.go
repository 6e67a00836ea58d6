package acceptance

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

const (
	portalRequests = "/api/portal/requests"
	deskRequests   = "/api/desk/requests"
)

// asked is a request for a passport (a file), a number (a text) and a yes or no that need not be answered.
type asked struct {
	id                      string
	passport, number, moved string // items
}

// ask writes a request, to "contact", "company" or "project", and sends it where send says so.
func (w *world) ask(who, id string, send bool) asked {
	request := w.editor.Call("POST", deskRequests, map[string]any{
		"title": "Year-end 2025", "message": "Thank you!", who: id, "due": "2026-12-31", "items": []map[string]any{
			{"name": "Passport", "explanation": "All pages " + secretNote, "kind": "file", "required": true},
			{"name": "Tax number", "kind": "text", "required": true},
			{"name": "Have you moved?", "kind": "yes_no"},
		},
	}).Want(http.StatusOK)
	if send {
		request = w.editor.Call("POST", deskRequests+"/"+request.String("id")+"/send", nil).Want(http.StatusOK)
	}
	return asked{request.String("id"), request.String("items.0.id"), request.String("items.1.id"), request.String("items.2.id")}
}

// secretNote is in what one client is asked, and in no answer to another.
const secretNote = "words-for-one-client"

func (a asked) item(id string) string { return portalRequests + "/" + a.id + "/items/" + id }

func (a asked) path() string { return portalRequests + "/" + a.id }

func (a asked) desk(suffix string) string { return deskRequests + "/" + a.id + suffix }

// sendIn uploads a file for an item.
func (a asked) sendIn(c *testapp.Client, item string) *testapp.Answer {
	return c.Upload("POST", uploads, map[string]string{"request": a.id, "item": item}, "scan.pdf", pdf)
}

// TestCC12_ClientCompletesARequest is the whole way: asked, answered, returned, answered again, accepted.
func TestCC12_ClientCompletesARequest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	events := w.annClient.Events()
	a := w.ask("contact", w.ann, true)
	if event := next(t, events); event != "changed" {
		t.Errorf("Ann's page hears %q", event)
	}
	m := mail.Wait(t, smtptest.To("ann@client.test"))
	if m.Subject != "Please send us: Year-end 2025" || !strings.Contains(m.Text, "Due: 31 December 2026\n0 of 3 items complete\n\nThank you!") {
		t.Errorf("the mail says %s\n%s", m.Subject, m.Text)
	}

	document := a.sendIn(w.annClient, a.passport).Want(http.StatusOK)
	if title := document.String("title"); title != "Year-end 2025 – Passport" {
		t.Errorf("the document is called %s", title)
	}
	received := w.viewer.Call("GET", "/api/desk/documents/"+document.String("id"), nil).Want(http.StatusOK)
	if received.String("company.id") != w.company || received.String("contact.id") != w.ann || received.String("origin") != "portal" {
		t.Errorf("the document is filed as %s", received.Body) // OC-02
	}
	w.annClient.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusBadRequest) // the number is missing
	w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "  12/345 "}).Want(http.StatusOK)
	view := w.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusOK)
	if view.Int("progress.complete") != 2 || view.Int("progress.total") != 3 || view.String("items.1.text") != "12/345" ||
		view.String("items.0.files.0.id") != document.String("id") || view.String("items.1.answeredBy") != "Ann" {
		t.Errorf("Ann sees %s", view.Body)
	}
	w.annClient.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusOK)
	a.sendIn(w.annClient, a.passport).Want(http.StatusBadRequest)
	w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "x"}).Want(http.StatusBadRequest)
	if m := mail.Wait(t, func(m smtptest.Message) bool { return m.Subject == "Handed in: Year-end 2025" }); m.Recipients[0] != "ed.itor@firm.test" {
		t.Errorf("that it was handed in is told to %v", m.Recipients)
	}

	items := deskRequests + "/" + a.id + "/items/"
	w.editor.Call("POST", items+a.number+"/accept", nil).Want(http.StatusOK)
	w.editor.Call("POST", items+a.passport+"/return", map[string]any{"note": " "}).Want(http.StatusBadRequest)
	w.editor.Call("POST", items+a.passport+"/return", map[string]any{"note": "It is blurred."}).Want(http.StatusOK)
	view = w.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusOK)
	if view.String("status") != "open" || view.String("items.0.state") != "returned" || view.String("items.0.note") != "It is blurred." {
		t.Errorf("Ann sees %s", view.Body)
	}
	w.remind(a.id)
	mail.Wait(t, func(m smtptest.Message) bool { return m.Subject == "Please look again: Year-end 2025" })
	w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "other"}).Want(http.StatusBadRequest) // accepted
	w.annClient.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusBadRequest)           // nothing was done about it
	w.annClient.Call("DELETE", uploads+"/"+document.String("id"), nil).Want(http.StatusNoContent)
	better := a.sendIn(w.annClient, a.passport).Want(http.StatusOK).String("id")
	w.annClient.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusOK)
	done := w.editor.Call("POST", items+a.passport+"/accept", nil).Want(http.StatusOK)
	if done.String("status") != "done" || done.String("items.0.files.0.id") != better {
		t.Errorf("in the end it is %s", done.Body)
	}
	w.annClient.Call("DELETE", uploads+"/"+better, nil).Want(http.StatusBadRequest) // what was accepted stays
}

// remind makes a request's reminder due, and sends it.
func (w *world) remind(id string) {
	w.owner.Call("PATCH", "/api/collections/requests/records/"+id, map[string]any{"next_reminder": "2020-01-01 00:00:00.000Z"}).Want(http.StatusOK)
	w.owner.Call("POST", "/api/crons/portico_requests", nil).Want(http.StatusNoContent)
}

// "I don't have this" needs a reason and counts as dealt with; taken back, what was sent in counts again.
func TestCC12_ClientDoesNotHaveIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	state := func() string {
		return w.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusOK).String("items.0.state")
	}
	put := func(body map[string]any, want int) { w.annClient.Call("PUT", a.item(a.passport), body).Want(want) }
	put(map[string]any{"missing": "It was stolen."}, http.StatusOK)
	if got := state(); got != "missing" {
		t.Errorf("it is %s", got)
	}
	id := a.sendIn(w.annClient, a.passport).Want(http.StatusOK).String("id")
	if got := state(); got != "answered" {
		t.Errorf("with a file it is %s", got)
	}
	put(map[string]any{"missing": "It was stolen again."}, http.StatusOK)
	put(map[string]any{}, http.StatusOK)
	if got := state(); got != "answered" {
		t.Errorf("taken back it is %s", got)
	}
	w.annClient.Call("DELETE", uploads+"/"+id, nil).Want(http.StatusNoContent)
	if got := state(); got != "open" {
		t.Errorf("without a file it is %s", got)
	}
	for what, body := range map[string]map[string]any{
		"a text for a file": {"text": "x"}, "two answers": {"missing": "x", "yesNo": "yes"}, "a long reason": {"missing": strings.Repeat("x", 1001)},
		"no answer of ours": {"yesNo": "perhaps"}, "a number": {"text": 3},
	} {
		if answer := w.annClient.Call("PUT", a.item(a.passport), body); answer.Status != http.StatusBadRequest {
			t.Errorf("%s: %d", what, answer.Status)
		}
	}
	w.annClient.Call("PUT", a.item(a.moved), map[string]any{"yesNo": "perhaps"}).Want(http.StatusBadRequest)
	w.annClient.Call("PUT", a.item(a.moved), map[string]any{"yesNo": "no"}).Want(http.StatusOK)
	a.sendIn(w.annClient, a.moved).Want(http.StatusBadRequest)
}

// A request is answered by whom it asks, and is nothing to anybody else; drafts and what was cancelled are nobody's.
func TestCC12_RequestsReachWhomTheyAsk(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for who, id := range map[string]string{"contact": s.ann, "company": s.company, "project": s.project} {
		a := s.ask(who, id, false)
		refused := func(c *testapp.Client, name string) {
			t.Helper()
			nothing := c.Call("GET", portalRequests+"/aaaaaaaaaaaaaaa", nil).Want(http.StatusNotFound)
			if answer := c.Call("GET", portalRequests+"/"+a.id, nil); answer.Status != http.StatusNotFound || !bytes.Equal(answer.Body, nothing.Body) {
				t.Errorf("%s: %s gets %s", who, name, answer.Body)
			}
			c.Call("PUT", a.item(a.number), map[string]any{"text": "x"}).Want(http.StatusNotFound)
			c.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusNotFound)
			c.Call("GET", a.item(a.passport)+"/example", nil).Want(http.StatusNotFound)
			a.sendIn(c, a.passport).Want(http.StatusBadRequest)
			if list := c.Call("GET", portalRequests, nil).Want(http.StatusOK); bytes.Contains(list.Body, []byte(a.id)) {
				t.Errorf("%s: %s is listed %s", who, name, list.Body)
			}
		}
		refused(s.annClient, "Ann, of a draft,")
		s.editor.Call("POST", deskRequests+"/"+a.id+"/send", nil).Want(http.StatusOK)
		s.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusOK)
		a.sendIn(s.annClient, a.passport).Want(http.StatusOK)
		refused(s.bobClient, "Bob")
		s.editor.Call("POST", deskRequests+"/"+a.id+"/cancel", nil).Want(http.StatusOK)
		refused(s.annClient, "Ann, of what was cancelled,")
	}
	// Of what a colleague sent in one learns that it is there, and no more.
	a := s.ask("company", s.company, true)
	id := a.sendIn(s.annClient, a.passport).Want(http.StatusOK).String("id")
	s.editor.Create("company_contacts", map[string]any{"company": s.company, "contact": s.bob})
	view := s.bobClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusOK)
	if view.Int("items.0.othersFiles") != 1 || len(view.At("items.0.files").([]any)) != 0 || view.String("items.0.answeredBy") != "Ann" {
		t.Errorf("Bob sees %s", view.Body)
	}
	s.bobClient.Call("GET", uploads+"/"+id+"/file", nil).Want(http.StatusNotFound)

	// With its portal off, a project asks for nothing.
	a = s.ask("project", s.project, true)
	s.switchPortal(false)
	s.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusNotFound)
	s.switchPortal(true)
	s.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusOK)
}

func TestCC12_RequestsByRole(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	barred, barredID := s.Staff("Bar Red", "editor")
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": barredID, "permission": "view"})
	a := s.ask("project", s.project, true)
	a.sendIn(s.annClient, a.passport).Want(http.StatusOK)
	form := map[string]any{"title": "x", "project": s.project, "items": []map[string]any{{"name": "x", "kind": "file"}}}
	writes := map[string]func(c *testapp.Client) *testapp.Answer{
		"add":    func(c *testapp.Client) *testapp.Answer { return c.Call("POST", deskRequests, form) },
		"edit":   func(c *testapp.Client) *testapp.Answer { return c.Call("PUT", deskRequests+"/"+a.id, form) },
		"remind": func(c *testapp.Client) *testapp.Answer { return c.Call("POST", deskRequests+"/"+a.id+"/remind", nil) },
		"cancel": func(c *testapp.Client) *testapp.Answer { return c.Call("POST", deskRequests+"/"+a.id+"/cancel", nil) },
		"accept": func(c *testapp.Client) *testapp.Answer {
			return c.Call("POST", deskRequests+"/"+a.id+"/items/"+a.passport+"/accept", nil)
		},
		"return": func(c *testapp.Client) *testapp.Answer {
			return c.Call("POST", deskRequests+"/"+a.id+"/items/"+a.passport+"/return", map[string]any{"note": "x"})
		},
		"example": func(c *testapp.Client) *testapp.Answer {
			return c.Upload("PUT", deskRequests+"/"+a.id+"/items/"+a.passport+"/example", nil, "x.pdf", pdf)
		},
		"no example": func(c *testapp.Client) *testapp.Answer {
			return c.Call("DELETE", deskRequests+"/"+a.id+"/items/"+a.passport+"/example", nil)
		},
		"delete": func(c *testapp.Client) *testapp.Answer { return c.Call("DELETE", deskRequests+"/"+a.id, nil) },
	}
	for what, write := range writes {
		for who, test := range map[string]struct {
			client *testapp.Client
			want   int
		}{"viewer": {s.viewer, 403}, "barred": {barred, 403}, "client": {s.annClient, 401}, "stranger": {s.Stranger(), 401}} {
			if answer := write(test.client); answer.Status != test.want {
				t.Errorf("%s may %s: %d", who, what, answer.Status)
			}
		}
	}
	for _, c := range []*testapp.Client{s.viewer, barred} {
		c.Call("GET", deskRequests, nil).Want(http.StatusOK)
		if c.Call("GET", deskRequests+"/"+a.id, nil).Want(http.StatusOK).Bool("canEdit") {
			t.Error("who may look only is told that they may edit")
		}
	}
	s.annClient.Call("GET", deskRequests, nil).Want(http.StatusUnauthorized)
	s.viewer.Call("POST", "/api/collections/request_templates/records", map[string]any{"name": "x", "form": form}).Want(http.StatusForbidden)
	s.editor.Call("POST", "/api/collections/request_templates/records", map[string]any{"name": "x", "form": form}).Want(http.StatusOK)
	if answer := s.editor.Call("POST", "/api/collections/requests/records", form); answer.Status < 400 {
		t.Errorf("a request can be made past the routes: %s", answer.Body)
	}
}

// What is asked can be changed while it is open: what was answered stays, what is not asked any more goes.
func TestCC12_RequestsAreEdited(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "12/345"}).Want(http.StatusOK)
	form := func(kind string) map[string]any {
		return map[string]any{"title": "Renamed", "contact": w.ann, "items": []map[string]any{
			{"name": "New", "kind": "file"}, {"id": a.number, "name": "Number", "kind": kind},
		}}
	}
	w.editor.Call("PUT", deskRequests+"/"+a.id, form("file")).Want(http.StatusBadRequest) // it was answered with a text
	edited := w.editor.Call("PUT", deskRequests+"/"+a.id, form("text")).Want(http.StatusOK)
	if edited.Int("progress.total") != 2 || edited.String("items.1.text") != "12/345" || edited.String("items.0.name") != "New" {
		t.Errorf("it is %s", edited.Body)
	}
	w.annClient.Call("PUT", a.item(a.passport), map[string]any{"missing": "x"}).Want(http.StatusNotFound)
	for what, body := range map[string]map[string]any{
		"no title":        {"contact": w.ann, "items": []map[string]any{{"name": "x", "kind": "file"}}},
		"nobody":          {"title": "x", "items": []map[string]any{{"name": "x", "kind": "file"}}},
		"two":             {"title": "x", "contact": w.ann, "company": w.company, "items": []map[string]any{{"name": "x", "kind": "file"}}},
		"nothing":         {"title": "x", "contact": w.ann},
		"an unknown kind": {"title": "x", "contact": w.ann, "items": []map[string]any{{"name": "x", "kind": "blood"}}},
		"no name":         {"title": "x", "contact": w.ann, "items": []map[string]any{{"kind": "file"}}},
		"no date":         {"title": "x", "contact": w.ann, "due": "soon", "items": []map[string]any{{"name": "x", "kind": "file"}}},
		"no such contact": {"title": "x", "contact": "aaaaaaaaaaaaaaa", "items": []map[string]any{{"name": "x", "kind": "file"}}},
	} {
		if answer := w.editor.Call("POST", deskRequests, body); answer.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, answer.Status, answer.Body)
		}
	}
	w.editor.Call("DELETE", deskRequests+"/"+a.id, nil).Want(http.StatusBadRequest) // it was sent
	draft := w.ask("contact", w.ann, false)
	w.editor.Call("DELETE", deskRequests+"/"+draft.id, nil).Want(http.StatusNoContent)

	// An example goes along, and is the asked client's to see.
	w.editor.Upload("PUT", deskRequests+"/"+a.id+"/items/"+a.number+"/example", nil, "like this.pdf", pdf).Want(http.StatusOK)
	if got := w.annClient.Call("GET", a.item(a.number)+"/example", nil).Want(http.StatusOK); !bytes.Equal(got.Body, pdf) {
		t.Error("the example is another file")
	}
	w.bobClient.Call("GET", a.item(a.number)+"/example", nil).Want(http.StatusNotFound)
	w.editor.Call("DELETE", deskRequests+"/"+a.id+"/items/"+a.number+"/example", nil).Want(http.StatusNoContent)
	w.annClient.Call("GET", a.item(a.number)+"/example", nil).Want(http.StatusNotFound)
}

// Reminders come before and after the due date, until there is nothing to do any more.
func TestCC12_Reminders(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	tomorrow := time.Now().AddDate(0, 0, 1).Format(time.DateOnly)
	a := w.ask("contact", w.ann, true)
	w.editor.Call("PUT", deskRequests+"/"+a.id, map[string]any{
		"title": "Year-end", "contact": w.ann, "due": tomorrow, "remindEvery": 7, "items": []map[string]any{{"name": "x", "kind": "file"}},
	}).Want(http.StatusOK)
	next := func() string {
		return w.viewer.Call("GET", deskRequests+"/"+a.id, nil).Want(http.StatusOK).String("nextReminder")
	}
	if after := time.Now().AddDate(0, 0, 1).UTC().Format(time.DateOnly); next() < after {
		t.Errorf("the next reminder is %q", next())
	}
	w.remind(a.id)
	mail.Wait(t, func(m smtptest.Message) bool { return m.Subject == "Reminder: Year-end" })
	if next() == "" {
		t.Error("there is no further reminder")
	}
	w.editor.Call("POST", deskRequests+"/"+a.id+"/cancel", nil).Want(http.StatusOK)
	mail.Wait(t, func(m smtptest.Message) bool { return m.Subject == "No longer needed: Year-end" })
	if next() != "" {
		t.Error("of what was cancelled there is a reminder")
	}
}
