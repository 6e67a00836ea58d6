package acceptance

import (
	"net/http"
	"testing"
)

// The first page says what waits for a client, and only for them.
func TestHomeOfAClient(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	home := func() map[string]any {
		return w.annClient.Call("GET", "/api/portal/home", nil).Want(http.StatusOK).JSON()
	}
	total := func(list string) int { return int(home()[list].(map[string]any)["total"].(float64)) }
	if total("documents") != 1 || total("requests") != 0 || total("messages") != 0 || total("tickets") != 0 {
		t.Errorf("in the beginning there is %v", home())
	}
	w.annClient.Call("GET", uploads+"/"+w.shared+"/file", nil).Want(http.StatusOK)
	if total("documents") != 0 {
		t.Error("what was opened is new")
	}
	a := w.ask("contact", w.ann, true)
	w.ask("contact", w.bob, true)
	id := ticket(w.annClient, "Help", "")
	say(w.editor, deskMessages, "ticket", id, "Here").Want(http.StatusOK)
	say(w.editor, deskMessages, "contact", w.ann, "Hello").Want(http.StatusOK)
	for range 6 {
		w.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": "New", "contact": w.ann, "share": "true"}, "a.pdf", pdf).Want(http.StatusOK)
	}
	if total("documents") != 6 || total("requests") != 1 || total("messages") != 2 || total("tickets") != 1 {
		t.Errorf("there is %v", home())
	}
	if n := len(home()["documents"].(map[string]any)["items"].([]any)); n != 5 {
		t.Errorf("%d documents stand on the first page", n)
	}
	answer := w.annClient.Call("GET", "/api/portal/home", nil)
	if answer.String("requests.items.0.id") != a.id || answer.Int("requests.items.0.progress.total") != 3 ||
		answer.String("tickets.items.0.id") != id || answer.Int("messages.items.0.unread") != 1 {
		t.Errorf("it says %s", answer.Body)
	}
}

func TestHomeOfTheFirm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	w.ask("contact", w.ann, false)
	w.owner.Call("PATCH", "/api/collections/requests/records/"+a.id, map[string]any{"due": "2020-01-01"}).Want(http.StatusOK)
	a.sendIn(w.annClient, a.passport).Want(http.StatusOK)
	handed := w.ask("contact", w.bob, true)
	w.bobClient.Call("PUT", handed.item(handed.passport), map[string]any{"missing": "Lost"}).Want(http.StatusOK)
	w.bobClient.Call("PUT", handed.item(handed.number), map[string]any{"text": "1"}).Want(http.StatusOK)
	w.bobClient.Call("POST", portalRequests+"/"+handed.id+"/submit", nil).Want(http.StatusOK)
	ticket(w.bobClient, "Help", "")
	say(w.annClient, portalMessages, "", "", "Hello").Want(http.StatusOK)
	home := w.viewer.Call("GET", "/api/desk/home", nil).Want(http.StatusOK)
	for what, want := range map[string]int{
		"uploads": 1, "requestsOverdue": 1, "requestsHandedIn": 1, "messages": 2, "tickets": 1, "mailsFailed": 0,
	} {
		if got := home.Int(what); got != want {
			t.Errorf("%s: %d, want %d", what, got, want)
		}
	}
	w.annClient.Call("GET", "/api/desk/home", nil).Want(http.StatusUnauthorized)
}
