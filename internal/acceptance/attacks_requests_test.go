package acceptance

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"testing"

	"portico/internal/testapp"
)

// handIn hands in a request with a file and a number.
func (w *world) handIn(c *testapp.Client, a asked) (document string) {
	document = a.sendIn(c, a.passport).Want(http.StatusOK).String("id")
	c.Call("PUT", a.item(a.number), map[string]any{"text": "12/345"}).Want(http.StatusOK)
	c.Call("POST", a.path()+"/submit", nil).Want(http.StatusOK)
	return document
}

// Who was asked stays who is asked: somebody else would read the answers.
func TestCC12_WhatWasSentStaysWithWhomItAsks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a := s.ask("contact", s.ann, true)
	s.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "12/345"}).Want(http.StatusOK)
	form := func(who, id string) map[string]any {
		return map[string]any{"title": "Year-end", who: id, "items": []map[string]any{
			{"id": a.passport, "name": "Passport", "kind": "file"}, {"id": a.number, "name": "Number", "kind": "text"},
		}}
	}
	for who, id := range map[string]string{"contact": s.bob, "company": s.company, "project": s.project} {
		answer := s.editor.Call("PUT", a.desk(""), form(who, id)).Want(http.StatusBadRequest)
		if answer.At("data.contact.code") != "validation_sent" {
			t.Errorf("to %s: %s", who, answer.Body)
		}
	}
	s.bobClient.Call("GET", a.path(), nil).Want(http.StatusNotFound)
	s.editor.Call("PUT", a.desk(""), form("contact", s.ann)).Want(http.StatusOK)

	draft := s.ask("contact", s.ann, false)
	changed := form("contact", s.bob)
	changed["items"] = []map[string]any{{"id": a.number, "name": "Number", "kind": "text"}} // Ann's, which stays hers
	s.editor.Call("PUT", draft.desk(""), changed).Want(http.StatusOK)
	s.editor.Call("POST", draft.desk("/send"), nil).Want(http.StatusOK)
	if view := s.bobClient.Call("GET", draft.path(), nil).Want(http.StatusOK); bytes.Contains(view.Body, []byte("12/345")) || view.String("items.0.id") == a.number {
		t.Errorf("Bob reads %s", view.Body)
	}
	if view := s.annClient.Call("GET", a.path(), nil).Want(http.StatusOK); view.String("items.1.text") != "12/345" {
		t.Errorf("Ann's request is %s", view.Body)
	}
}

// What was handed in is the firm's to judge: it is not taken away under its hands. Cancelled, done or accepted, nothing
// changes it either.
func TestCC12_NothingChangesOutOfTurn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	document := w.handIn(w.annClient, a)
	out := func(when string, gone bool) {
		t.Helper()
		status := http.StatusBadRequest
		if gone {
			status = http.StatusNotFound
		}
		for what, answer := range map[string]*testapp.Answer{
			"answer":    w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "other"}),
			"take back": w.annClient.Call("PUT", a.item(a.number), map[string]any{}),
			"hand in":   w.annClient.Call("POST", a.path()+"/submit", nil),
		} {
			if answer.Status != status {
				t.Errorf("%s, to %s answers %d %s", when, what, answer.Status, answer.Body)
			}
		}
		a.sendIn(w.annClient, a.passport).Want(http.StatusBadRequest)
	}
	out("handed in", false)
	if answer := w.annClient.Call("DELETE", uploads+"/"+document, nil).Want(http.StatusBadRequest); !strings.Contains(string(answer.Body), "handed in") {
		t.Errorf("taking back what was handed in: %s", answer.Body)
	}
	w.editor.Call("POST", a.desk("/items/"+a.passport+"/accept"), nil).Want(http.StatusOK)
	w.editor.Call("POST", a.desk("/items/"+a.number+"/accept"), nil).Want(http.StatusOK)
	out("done", false)
	w.editor.Call("POST", a.desk("/items/"+a.number+"/accept"), nil).Want(http.StatusBadRequest) // twice
	w.editor.Call("POST", a.desk("/cancel"), nil).Want(http.StatusOK)
	out("cancelled", true)
	w.editor.Call("POST", a.desk("/items/"+a.number+"/return"), map[string]any{"note": "x"}).Want(http.StatusBadRequest)
}

// What was returned has to be dealt with: saying nothing about it is not enough.
func TestCC12_ReturnedMeansAskedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	w.handIn(w.annClient, a)
	w.editor.Call("POST", a.desk("/items/"+a.passport+"/return"), map[string]any{"note": "Blurred."}).Want(http.StatusOK)
	view := w.annClient.Call("PUT", a.item(a.passport), map[string]any{}).Want(http.StatusOK)
	if state := view.String("items.0.state"); state != "returned" {
		t.Errorf("saying nothing makes it %s", state)
	}
	w.annClient.Call("POST", a.path()+"/submit", nil).Want(http.StatusBadRequest)
	w.annClient.Call("PUT", a.item(a.passport), map[string]any{"missing": "Lost"}).Want(http.StatusOK)
	w.annClient.Call("PUT", a.item(a.passport), map[string]any{}).Want(http.StatusOK) // what was sent in counts again
	a.sendIn(w.annClient, a.passport).Want(http.StatusOK)
	w.annClient.Call("POST", a.path()+"/submit", nil).Want(http.StatusOK)
}

// Other people's ids are worth nothing, in an address or in a body, and no field does what the pages do not ask for.
func TestCC12_IdsOfOthersOpenNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	anns, bobs := s.ask("contact", s.ann, true), s.ask("contact", s.bob, true)
	annsTicket, bobsTicket := ticket(s.annClient, "Help", ""), ticket(s.bobClient, "Help", "")
	s.editor.Upload("PUT", bobs.desk("/items/"+bobs.passport+"/example"), nil, "x.pdf", pdf).Want(http.StatusOK)
	bobsFile := attach(s.bobClient, "portal", "x.pdf", pdf)
	upload := s.bobClient.Upload("POST", uploads, form{"title": "t"}, "x.pdf", pdf).Want(http.StatusOK).String("id")
	before := s.viewer.Call("GET", bobs.desk(""), nil).Want(http.StatusOK)

	mixed := asked{id: anns.id, passport: bobs.passport, number: bobs.number}
	for what, answer := range map[string]*testapp.Answer{
		"an item under one's own request":    s.annClient.Call("PUT", mixed.item(mixed.number), map[string]any{"text": "x"}),
		"its example":                        s.annClient.Call("GET", mixed.item(mixed.passport)+"/example", nil),
		"a request":                          s.annClient.Call("POST", bobs.path()+"/submit", nil),
		"a ticket":                           say(s.annClient, portalMessages, "ticket", bobsTicket, "x"),
		"a ticket's messages":                s.annClient.Call("GET", portalMessages+"?ticket="+bobsTicket, nil),
		"reading a ticket":                   s.annClient.Call("POST", portalMessages+"/read", map[string]any{"ticket": bobsTicket, "seq": 1}),
		"an upload":                          s.annClient.Call("DELETE", uploads+"/"+upload, nil),
		"a file that waits":                  s.annClient.Call("DELETE", "/api/portal/attachments/"+bobsFile, nil),
		"a file that waits, of the firm's":   s.editor.Call("DELETE", "/api/desk/attachments/"+bobsFile, nil),
		"a file that was not sent":           s.annClient.Call("GET", "/api/portal/attachments/"+bobsFile+"/file", nil),
		"a desk's item under another's":      s.editor.Call("POST", anns.desk("/items/"+bobs.number+"/accept"), nil),
		"a desk's example under another's":   s.editor.Call("GET", anns.desk("/items/"+bobs.passport+"/example/file"), nil),
		"a conversation of several subjects": s.annClient.Call("GET", portalMessages+"?document="+s.bobs+"&ticket="+annsTicket, nil),
	} {
		if answer.Status != http.StatusNotFound {
			t.Errorf("%s: %d %s", what, answer.Status, answer.Body)
		}
	}
	for what, answer := range map[string]*testapp.Answer{
		"another's item":       mixed.sendIn(s.annClient, mixed.passport),
		"another's request":    bobs.sendIn(s.annClient, bobs.passport),
		"another's ticket":     s.annClient.Upload("POST", uploads, form{"title": "t", "ticket": bobsTicket}, "x.pdf", pdf),
		"a file of another's":  say(s.annClient, portalMessages, "", "", "x", bobsFile),
		"one in a new ticket":  s.annClient.Call("POST", portalTickets, map[string]any{"subject": "s", "text": "t", "files": []string{bobsFile}}),
		"a client's by a desk": say(s.editor, deskMessages, "contact", s.ann, "x", bobsFile),
	} {
		if answer.Status != http.StatusBadRequest {
			t.Errorf("sending in for %s: %d %s", what, answer.Status, answer.Body)
		}
	}
	// Fields that no page sends: the answer is taken, they are not.
	view := s.annClient.Call("PUT", anns.item(anns.number), map[string]any{
		"text": "12", "state": "accepted", "note": "x", "answeredBy": "Bob", "request": bobs.id, "id": bobs.number, "contact": s.bob,
	}).Want(http.StatusOK)
	if view.String("items.1.state") != "answered" || view.String("items.1.note") != "" || view.String("items.1.answeredBy") != "Ann" {
		t.Errorf("Ann's answer became %s", view.Body)
	}
	opened := s.annClient.Call("POST", portalTickets, map[string]any{
		"subject": "s", "text": "t", "contact": s.bob, "status": "closed", "assigned_to": s.editorID, "number": 99,
	}).Want(http.StatusOK)
	if whole := s.viewer.Call("GET", deskTickets+"/"+opened.String("id"), nil); whole.String("contact.id") != s.ann || whole.String("status") != "open" ||
		whole.At("assignedTo") != nil || whole.Int("number") == 99 {
		t.Errorf("Ann's ticket became %s", whole.Body)
	}
	sent := s.annClient.Upload("POST", uploads, form{
		"title": "t", "contact": s.bob, "company": s.company, "uploader": s.bob, "origin": "staff", "request_item": bobs.passport, "share": "true",
	}, "x.pdf", pdf).Want(http.StatusOK).String("id")
	if document := s.viewer.Call("GET", "/api/desk/documents/"+sent, nil); document.String("contact.id") != s.ann || document.String("origin") != "portal" {
		t.Errorf("Ann's upload became %s", document.Body)
	}
	if after := s.viewer.Call("GET", bobs.desk(""), nil); !bytes.Equal(before.Body, after.Body) {
		t.Errorf("Bob's request was\n%s\nand is\n%s", before.Body, after.Body)
	}
	for _, id := range []string{"%27", "%22", "..%2f..", "%00", "x%2fitems", "{id}", strings.Repeat("a", 3000), "preview:" + s.project, "%F0%9F%92%A9", "%ff"} {
		for _, path := range []string{portalRequests + "/" + id, anns.item(id) + "/example", portalTickets + "/" + id, portalMessages + "?ticket=" + id, "/api/portal/attachments/" + id + "/file"} {
			if answer := s.annClient.Call("GET", path, nil); answer.Status != http.StatusNotFound {
				t.Errorf("%.80s answers %d", path, answer.Status)
			}
		}
	}
}

// A key under which something was sent is the sender's own: with it nobody gets at what somebody else has sent, nor at
// what is theirs no more.
func TestKeysOfOthersOpenNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	under := func(key string, c *testapp.Client, path, body string) *testapp.Answer {
		req := c.Request("POST", path, strings.NewReader(body))
		req.Header.Set("Idempotency-Key", key)
		req.Header.Set("Content-Type", "application/json")
		return c.Send(req)
	}
	with := func(c *testapp.Client, path, body string) *testapp.Answer {
		return under("one-and-the-same", c, path, body)
	}
	anns := with(s.annClient, portalTickets, `{"subject": "Ann's", "text": "a"}`).Want(http.StatusOK)
	bobs := with(s.bobClient, portalTickets, `{"subject": "Bob's", "text": "b"}`).Want(http.StatusOK)
	if bobs.String("id") == anns.String("id") || bobs.String("subject") != "Bob's" {
		t.Errorf("Bob gets %s", bobs.Body)
	}
	if again := with(s.annClient, portalTickets, `{"subject": "Another", "text": "c"}`).Want(http.StatusOK); again.String("id") != anns.String("id") {
		t.Errorf("sent again it is %s", again.Body)
	}
	// Under the key of a message, a ticket is not the message's conversation, nor an error of the server's.
	under("of-a-message", s.annClient, portalMessages, `{"text": "hello"}`).Want(http.StatusOK)
	if answer := under("of-a-message", s.annClient, portalTickets, `{"subject": "x", "text": "y"}`); answer.Status >= 500 {
		t.Errorf("a ticket under a message's key: %d %s", answer.Status, answer.Body)
	}
	upload := func(c *testapp.Client, title string) *testapp.Answer {
		req := c.UploadRequest("POST", uploads, form{"title": title}, "x.pdf", pdf)
		req.Header.Set("Idempotency-Key", "one-and-the-same")
		return c.Send(req).Want(http.StatusOK)
	}
	if first, second := upload(s.annClient, "Ann's"), upload(s.bobClient, "Bob's"); first.String("id") == second.String("id") {
		t.Errorf("Bob gets %s", second.Body)
	}
}

// Handing in and returning, answering and accepting: whatever comes at once, one of the two comes first.
func TestCC12_HandedInAndReturnedAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	for range 5 {
		a := w.ask("contact", w.ann, true)
		a.sendIn(w.annClient, a.passport).Want(http.StatusOK)
		w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "12"}).Want(http.StatusOK)
		var both sync.WaitGroup
		for _, do := range []func(){
			func() { w.annClient.Call("POST", a.path()+"/submit", nil) },
			func() { w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "13"}) },
			func() {
				w.editor.Call("POST", a.desk("/items/"+a.passport+"/return"), map[string]any{"note": "Blurred."})
			},
			func() { w.editor.Call("POST", a.desk("/items/"+a.number+"/accept"), nil) },
		} {
			both.Go(do)
		}
		both.Wait()
		view := w.viewer.Call("GET", a.desk(""), nil).Want(http.StatusOK)
		if view.String("items.0.state") == "returned" && view.String("status") != "open" {
			t.Errorf("something was returned, and yet it is %s", view.Body)
		}
		if view.String("items.1.state") == "accepted" {
			w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "14"}).Want(http.StatusBadRequest)
		}
	}
}

// An estimate is answered once, by however many clicks.
func TestEstimatesAreAnsweredOnceEvenAtOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.bill("estimate", inDays(3))
	var mu sync.Mutex
	answered := map[bool]int{}
	var clicks sync.WaitGroup
	for i := range 6 {
		clicks.Go(func() {
			answer := s.annClient.Call("POST", uploads+"/"+id+"/answer", map[string]any{"accept": i%2 == 0})
			mu.Lock()
			defer mu.Unlock()
			answered[answer.Status == http.StatusOK]++
		})
	}
	clicks.Wait()
	if answered[true] != 1 {
		t.Errorf("%d of six answers were taken", answered[true])
	}
}

// What only the desk's routes may write is not to be had through the record API: a document does not move into another's
// request or ticket, and a ticket does not change hands.
func TestHO17_RecordAPIMovesNothingToOthers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	bobs := s.ask("contact", s.bob, true)
	annsTicket, bobsTicket := ticket(s.annClient, "Help", ""), ticket(s.bobClient, "Help", "")
	for what, change := range map[string][2]any{
		"a document into a request":  {recordsOf("documents") + "/" + s.document, map[string]any{"request_item": bobs.passport}},
		"a document into a ticket":   {recordsOf("documents") + "/" + s.document, map[string]any{"ticket": bobsTicket}},
		"a ticket to somebody else":  {recordsOf("tickets") + "/" + annsTicket, map[string]any{"contact": s.bob}},
		"a ticket to another number": {recordsOf("tickets") + "/" + annsTicket, map[string]any{"number": 99}},
		"a ticket, by a modifier":    {recordsOf("tickets") + "/" + annsTicket, map[string]any{"number+": 5}},
		"a document, by a modifier":  {recordsOf("documents") + "/" + s.document, map[string]any{"+request_item": bobs.passport}},
	} {
		path, _ := change[0].(string)
		if answer := s.manager.Call("PATCH", path, change[1]); answer.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, answer.Status, answer.Body)
		}
	}
	s.bobClient.Call("GET", portalTickets+"/"+annsTicket, nil).Want(http.StatusNotFound)
	s.annClient.Call("GET", portalTickets+"/"+annsTicket, nil).Want(http.StatusOK)
}

// What a document shared with oneself is filed under is told only where that is open.
func TestDocumentsTellOfOpenProjectsAlone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.editor.Share(s.document, "contact", s.bob) // who is not on the project's access list
	for _, path := range []string{uploads + "/" + s.document, uploads, "/api/portal/home"} {
		if answer := s.bobClient.Call("GET", path, nil).Want(http.StatusOK); bytes.Contains(answer.Body, []byte(s.project)) {
			t.Errorf("%s tells of the project: %s", path, answer.Body)
		}
	}
	if got := s.annClient.Call("GET", uploads+"/"+s.document, nil).Want(http.StatusOK).String("project"); got != s.project {
		t.Errorf("Ann is told of %q", got)
	}
	if n := s.bobClient.Call("GET", uploads+"?project="+s.project, nil).Want(http.StatusOK).Int("totalItems"); n != 0 {
		t.Errorf("Bob learns that %d documents belong to the project", n)
	}
}
