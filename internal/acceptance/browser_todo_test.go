package acceptance

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp/browser"
)

// The first page says what there is to do, and goes with it.
func TestCC12_BrowserHome(t *testing.T) {
	t.Parallel()
	onEachLook(t, func(t *testing.T, options ...browser.Option) {
		t.Helper()
		w := newWorld(t)
		w.firm(map[string]any{"firm_name": "Miller & Co"})
		w.annClient.Call("GET", uploads+"/"+w.shared+"/file", nil).Want(http.StatusOK)
		client := w.client(t, options...)
		menu(client).Click("Home")
		client.See("Nothing to do")
		client.See("What Miller & Co asks of you or sends you appears here at once.")
		a := w.ask("contact", w.ann, true)
		w.owner.Call("PATCH", "/api/collections/requests/records/"+a.id, map[string]any{"due": "2020-03-01"}).Want(http.StatusOK)
		client.Row("Year-end 2025").See("Overdue: it was due on March 1, 2020")
		say(w.editor, deskMessages, "contact", w.ann, "Are you there?").Want(http.StatusOK)
		client.Row("Ed Itor: Are you there?").See("1 new message")
		id := ticket(w.annClient, "The printer is on fire", "")
		say(w.editor, deskMessages, "ticket", id, "Pull the plug.").Want(http.StatusOK)
		client.Row("The printer is on fire").See("Answered")
		w.shareWithAnn("Lease", "lease.pdf", paper(t, "One"))
		client.Row("Lease").See("New")

		client.Click("Miller & Co")
		client.Within("[role=region]", "Are you there?").See("Ed Itor")
		menu(client).See("Messages 1 , 1 unread") // it was read
		menu(client).Click("Home")
		client.DontSee("Unread messages")
		client.Click("The printer is on fire")
		client.See("Pull the plug.")
		menu(client).Click("Home")
		client.Row("Lease").Click("Preview Lease")
		client.Dialog("Lease").SeeButton("Download Lease")
		client.Click("Close")
		menu(client).Click("Home")
		client.See("Requests to answer")
		client.DontSee("New documents")
	})
}

// todoTour visits every page and state of what there is to do.
func (s *site) todoTour(t *testing.T, visit func(page *browser.Page, what string), options ...browser.Option) {
	t.Helper()
	s.firm(map[string]any{"firm_name": "Miller & Co"})
	s.annClient.Call("GET", uploads+"/"+s.shared+"/file", nil).Want(http.StatusOK)
	s.annClient.Call("GET", uploads+"/"+s.document+"/file", nil).Want(http.StatusOK)
	client := s.client(t, options...)
	at := func(hash, text, what string) {
		t.Helper()
		client.Go(s.URL + "/#/" + hash)
		client.See(text)
		visit(client, what)
	}
	at("", "Nothing to do", "home, nothing to do")
	at("requests", "Nothing to answer", "requests, none")
	at("requests/done", "Nothing handed in yet", "requests done, none")
	at("tickets", "No tickets yet", "tickets, none")
	client.Click("New ticket")
	client.Dialog("New ticket").Click("Open ticket")
	client.See("Enter a subject.")
	client.Choose("Choose files", browser.File(t, strings.Repeat("n", 200)+".png", photo(t)), browser.File(t, "empty.pdf", nil))
	client.See("This file is empty")
	visit(client, "a new ticket, with errors")
	client.Click("Close")
	client.Dialog("Discard this ticket?").Click("Discard")

	a, late := s.ask("contact", s.ann, true), s.ask("contact", s.ann, true)
	s.owner.Call("PATCH", "/api/collections/requests/records/"+late.id, map[string]any{
		"due": "2020-03-01", "title": strings.Repeat("Unbreakable", 18), "message": strings.Repeat("A long line of text. ", 40),
	}).Want(http.StatusOK)
	s.editor.Upload("PUT", deskRequests+"/"+a.id+"/items/"+a.passport+"/example", nil, "like this.pdf", paper(t, "One")).Want(http.StatusOK)
	id := ticket(s.annClient, strings.Repeat("Unbreakable", 18), s.project)
	say(s.editor, deskMessages, "ticket", id, "Pull the plug.").Want(http.StatusOK)
	say(s.editor, deskMessages, "contact", s.ann, strings.Repeat("Unbreakable", 30)).Want(http.StatusOK)
	s.shareWithAnn("Lease", "lease.pdf", pdf)
	at("", "New documents", "home")
	at("requests", "Overdue", "requests")
	at("requests/"+late.id, "Overdue", "an overdue request")
	at("requests/"+a.id, "Example: like this.pdf", "a request")
	passport, number, moved := a.at(client, a.passport), a.at(client, a.number), a.at(client, a.moved)
	client.Click("Submit")
	client.See("Not submitted yet.")
	visit(client, "a request, not submitted")
	number.Fill("Your answer: Tax number", "12/345")
	number.See("Saved")
	moved.Check("Yes", true)
	moved.See("Saved")
	passport.Choose("Choose files for Passport", browser.File(t, strings.Repeat("n", 200)+".pdf", pdf), browser.File(t, "empty.pdf", nil))
	passport.See("This file is empty")
	passport.SeeButton("Delete " + strings.Repeat("n", 200) + ".pdf")
	passport.Click("I don’t have this : Passport")
	passport.Click("Save")
	visit(client, "a request with answers")
	passport.Click("Cancel")
	if len(options) > 0 {
		passport.Choose("Take photos for Passport", browser.File(t, "IMG_1.png", photo(t)))
		passport.Choose("Next page for Passport", browser.File(t, "IMG_2.png", photo(t)))
		passport.See("2 pages.")
		visit(client, "pictures of a request")
		passport.Click("Discard")
	}
	client.Unreachable("http://*:*/api/portal/requests/*")
	number.Fill("Your answer: Tax number", "12/346")
	number.See("Not saved.")
	visit(client, "an answer not saved")
	client.Unreachable("")
	client.Click("Try again")
	number.See("Saved")
	passport.Click("Remove empty.pdf")
	client.Click("Submit")
	client.See("Handed in on")
	visit(client, "a request handed in")
	s.editor.Call("POST", deskRequests+"/"+a.id+"/items/"+a.passport+"/return", map[string]any{"note": "It is blurred."}).Want(http.StatusOK)
	client.See("Miller & Co asks for this again.")
	visit(client, "a request returned")
	at("requests/nothing", "This request is not available", "a request that is not there")
	at("tickets", "Ticket 1", "tickets")
	at("tickets?q=nothing", "Nothing found", "tickets, a search in vain")
	at("tickets/"+id, "Pull the plug.", "a ticket")
	at("tickets/nothing", "This ticket is not available", "a ticket that is not there")
	client.SlowAnswers(2 * time.Second)
	client.Go(s.URL + "/#/requests")
	client.See("Loading requests…")
	visit(client, "requests loading")
	client.SlowAnswers(0)
	client.See("Overdue")
	client.Unreachable("http://*:*/api/*")
	at("requests/done", "Your requests could not be loaded", "requests not loaded")
	at("tickets/"+id, "The ticket could not be loaded", "a ticket not loaded")
	client.Reload()
	client.See("The portal cannot be reached")
	client.Unreachable("")
}

func TestBrowserWhatThereIsToDoIsAccessibleAndFits(t *testing.T) {
	t.Parallel()
	inEveryLook(t, newSite, (*site).todoTour, portalLooksRight)
}
