package acceptance

import (
	"net/http"
	"testing"

	"portico/internal/testapp/browser"
)

// What waits for the firm stands where staff begin, live, each with the way to it.
func TestBrowserDeskHomeSaysWhatWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, viewer)
	heading(p, "Home")
	p.See("Nothing is waiting")
	a := w.ask("contact", w.ann, true)
	p.See("Nothing is waiting") // it is the client's turn
	a.sendIn(w.annClient, a.passport).Want(http.StatusOK)
	p.SeeButton("1 upload to look at")
	w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "1"}).Want(http.StatusOK)
	w.annClient.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusOK)
	p.SeeButton("1 request handed in")
	late := w.ask("contact", w.bob, true)
	w.owner.Call("PATCH", "/api/collections/requests/records/"+late.id, map[string]any{"due": "2020-01-01"}).Want(http.StatusOK)
	p.SeeButton("1 overdue request")
	ticket(w.bobClient, "Help", "")
	say(w.annClient, portalMessages, "", "", "Hello").Want(http.StatusOK)
	p.SeeButton("1 open ticket")
	p.SeeButton("2 unread messages")
	mail := w.owner.Call("GET", "/api/collections/outbox/records", nil).Want(http.StatusOK).String("items.0.id")
	w.owner.Call("PATCH", "/api/collections/outbox/records/"+mail, map[string]any{"state": "failed"}).Want(http.StatusOK)
	p.SeeButton("1 mail that failed")

	for link, there := range map[string]string{
		"1 upload to look at": "Year-end 2025 – Passport", "1 request handed in": "2 of 3", "1 overdue request": "Overdue",
		"1 open ticket": "Help", "2 unread messages": "Unread (2)", "1 mail that failed": "Failed",
	} {
		links(p).Click("Home")
		p.Click(link)
		p.See(there)
		if link == "1 overdue request" {
			p.SeeValue("Status", "overdue")
		}
	}
	wantNoneRefused(t, p)
}

func TestBrowserDeskHomeWithoutConnection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, editor)
	p.See("Nothing is waiting")
	links(p).Click("Contacts")
	p.See("ann@client.test")
	p.Offline(true)
	links(p).Click("Home")
	p.See("No connection to the server.")
	p.Offline(false)
	p.Click("Try again")
	p.See("Nothing is waiting")
}

// On a phone the links on top can all be reached.
func TestBrowserDeskHomeOnAPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ticket(w.annClient, "Help", "")
	p := w.desk(t, manager, browser.Phone)
	p.Click("1 open ticket")
	heading(p, "Tickets")
	for _, link := range []string{"Requests", "Settings", "Tickets", "Home"} {
		links(p).Click(link)
		heading(p, link)
	}
}
