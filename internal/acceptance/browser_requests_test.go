package acceptance

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp/browser"
)

// open opens a request's page by its address.
func (a asked) open(w *world, client *browser.Page) {
	client.Go(w.URL + "/#/requests/" + a.id)
	client.See("Year-end 2025")
}

// at is the part of the page that is about an item.
func (a asked) at(client *browser.Page, item string) *browser.Page {
	return client.Within("#item-"+item, "")
}

// The whole way as a client goes it: told of it on the first page, answered, returned, answered again, done.
func TestCC12_BrowserClientCompletesARequest(t *testing.T) {
	t.Parallel()
	onEachLook(t, func(t *testing.T, options ...browser.Option) {
		t.Helper()
		w := newWorld(t)
		w.firm(map[string]any{"firm_name": "Miller & Co"})
		client := w.client(t, options...)
		client.Evaluate("void (globalThis.samePage = true)", nil)
		menu(client).Click("Home")
		client.See("New documents")
		a := w.ask("contact", w.ann, true)
		client.Row("Year-end 2025").See("0 of 3 items complete") // it comes by itself
		client.Row("Year-end 2025").See("Due December 31, 2026 · from Ed Itor")
		menu(client).See("Requests 1 , 1 to answer")
		client.Click("Year-end 2025")
		client.See("Thank you!")
		passport, number, moved := a.at(client, a.passport), a.at(client, a.number), a.at(client, a.moved)
		passport.See("To do")
		moved.See("Optional")

		passport.Choose("Choose files for Passport", browser.File(t, "passport.pdf", pdf), browser.File(t, "visa.pdf", pdf))
		passport.See("visa.pdf")
		passport.See("Answered")
		client.See("1 of 3 items complete")
		number.Fill("Your answer: Tax number", "12/345")
		number.See("Saved")
		client.See("2 of 3 items complete")
		moved.Check("No", true)
		moved.See("Saved")
		client.See("3 of 3 items complete")
		client.Click("Submit")
		client.See("Handed in on")
		client.See("Miller & Co looks through it")
		client.DontSeeButton("Submit")
		menu(client).DontSee("to answer")
		desk := deskRequests + "/" + a.id
		got := w.viewer.Call("GET", desk, nil).Want(http.StatusOK)
		if got.String("status") != "submitted" || got.String("items.1.text") != "12/345" || got.String("items.2.yesNo") != "no" {
			t.Errorf("the firm has %s", got.Body)
		}

		w.editor.Call("POST", desk+"/items/"+a.passport+"/return", map[string]any{"note": "It is blurred."}).Want(http.StatusOK)
		passport.See("Miller & Co asks for this again. It is blurred.")
		passport.See("Please do again")
		passport.Click("Delete passport.pdf")
		client.Dialog("Delete this document?").Click("Delete")
		passport.DontSee("passport.pdf")
		client.SeeFocus("heading", "Passport")
		passport.Choose("Choose files for Passport", browser.File(t, "sharp.pdf", pdf))
		passport.See("sharp.pdf")
		client.Click("Submit")
		client.See("Handed in on")
		for _, item := range []string{a.passport, a.number, a.moved} {
			w.editor.Call("POST", desk+"/items/"+item+"/accept", nil).Want(http.StatusOK)
		}
		client.See("All done.")
		passport.See("Accepted")
		menu(client).Click("Requests")
		client.See("Nothing to answer")
		client.Click("Done")
		client.Row("Year-end 2025").See("3 of 3 items complete")
		client.Fill("Search requests", "year 2024")
		client.See("No request that is done matches “year 2024”.")
		client.Fill("Search requests", "year 2025")
		client.Row("Year-end 2025").See("3 of 3 items complete")
		client.Wait("it is still the page of the beginning", "globalThis.samePage")
	})
}

func TestCC12_BrowserSubmitSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	client := w.client(t)
	a.open(w, client)
	client.See("2 still to answer.")
	client.Click("Submit")
	alert := client.Within(".request-submit [role=alert]", "Not submitted yet.")
	alert.See("Passport")
	alert.Click("Tax number")
	client.SeeFocus("heading", "Tax number")
	a.at(client, a.number).See("This is still to answer.")

	// What was typed last is saved before it is handed in.
	passport := a.at(client, a.passport)
	passport.Click("I don’t have this : Passport")
	passport.Click("Save")
	passport.See("Say why, so that nobody has to ask.")
	passport.Fill("Why don’t you have it?", "It was stolen.")
	passport.Click("Save")
	passport.See("You don’t have this. It was stolen.")
	passport.Click("I have it after all")
	passport.SeeButton("Choose files for Passport")
	passport.Click("I don’t have this : Passport")
	passport.Fill("Why don’t you have it?", "It was stolen.")
	passport.Click("Save")
	passport.See("Not available")

	// What had been answered counts again.
	number := a.at(client, a.number)
	number.Fill("Your answer: Tax number", "12/34")
	number.See("Saved")
	number.Click("I don’t have this : Tax number")
	number.Fill("Why don’t you have it?", "I forgot.")
	number.Click("Save")
	number.Click("I have it after all")
	number.SeeValue("Your answer: Tax number", "12/34")
	number.Fill("Your answer: Tax number", "12/345")
	client.Click("Submit")
	client.See("Handed in on")
	a.at(client, a.number).See("12/345")
	got := w.viewer.Call("GET", deskRequests+"/"+a.id, nil).Want(http.StatusOK)
	if got.String("items.0.missing") != "It was stolen." || got.String("items.1.text") != "12/345" {
		t.Errorf("the firm has %s", got.Body)
	}
	// Returned, it is asked for anew, and not complained of before it is submitted.
	w.editor.Call("POST", deskRequests+"/"+a.id+"/items/"+a.number+"/return", map[string]any{"note": "A digit is missing."}).Want(http.StatusOK)
	a.at(client, a.number).See("A digit is missing.")
	client.DontSee("This is still to answer.")
	number.Click("Keep this answer : Tax number")
	number.See("Answered")
	number.SeeValue("Your answer: Tax number", "12/345")
}

// Pictures of several pages are one PDF, made on the phone.
func TestCC12_BrowserPhotosBecomeOnePDF(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	client := w.client(t, browser.Phone)
	a.open(w, client)
	passport := a.at(client, a.passport)
	passport.Choose("Take photos for Passport", browser.File(t, "IMG_1.png", photo(t)))
	passport.See("1 page. Take another, or send it.")
	passport.Choose("Next page for Passport", browser.File(t, "IMG_2.png", photo(t)))
	passport.Choose("Next page for Passport", browser.File(t, "IMG_3.png", photo(t)))
	passport.See("3 pages. They are sent as one PDF.")
	passport.Click("Remove page 3")
	passport.See("2 pages.")
	passport.Click("Send as PDF")
	passport.SeeButton("Delete Passport.pdf")
	passport.DontSee("They are sent as one PDF.")
	got := w.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusOK)
	if got.String("items.0.files.0.fileType") != "application/pdf" || len(got.At("items.0.files").([]any)) != 1 {
		t.Errorf("it is %s", got.Body)
	}
	passport.Click("Preview Passport.pdf")
	client.Dialog("Passport.pdf").SeeButton("Download Passport.pdf")
	client.Wait("both pages are there", `document.querySelectorAll("dialog .preview-page").length === 2`)
	client.Wait("the picture is drawn", `[...document.querySelectorAll("dialog canvas")].some((canvas) => {
		const [red, , blue] = canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
		return blue > 150 && red < 100;
	})`)
}

// What could not be saved is not lost, and says so.
func TestCC12_BrowserLostConnectionKeepsAnswers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	line := w.Line()
	client := browser.Portal(t, line.URL, "ann@client.test", w.annPassword)
	client.Go(line.URL + "/#/requests/" + a.id)
	number, passport := a.at(client, a.number), a.at(client, a.passport)
	number.See("Tax number")
	line.Cut()
	number.Fill("Your answer: Tax number", "12/345")
	number.See("Not saved. The portal cannot be reached at the moment.")
	menu(client).Click("Home")
	client.Dialog("Leave this page?").Click("Stay")
	passport.Choose("Choose files for Passport", browser.File(t, "passport.pdf", pdf), browser.File(t, "empty.pdf", nil))
	passport.See("The connection was lost before the file had fully arrived.")
	passport.See("This file is empty")
	line.Mend()
	number.Click("Try again")
	number.See("Saved")
	passport.Click("Try again: passport.pdf")
	passport.SeeButton("Delete passport.pdf")
	client.Click("Submit") // not without what was to go along
	client.See("Not submitted yet. “empty.pdf” has not arrived. Remove it, or try again.")
	passport.Click("Remove empty.pdf")
	client.See("2 of 3 items complete")

	// One answer goes after the other, so that none is overtaken, and all before the request is handed in.
	client.Evaluate(`void (() => {
		const ask = globalThis.fetch;
		let running = 0;
		globalThis.most = 0;
		globalThis.fetch = async (url, options) => {
			if (options?.method !== "PUT") return ask(url, options);
			globalThis.most = Math.max(globalThis.most, ++running);
			const answer = await ask(url, options);
			if (!globalThis.late) await new Promise((resolve) => { globalThis.late = resolve; });
			running--;
			return answer;
		};
	})()`, nil)
	number.Fill("Your answer: Tax number", "12/346")
	client.Wait("the first one is late", "globalThis.late")
	moved := a.at(client, a.moved)
	moved.Check("No", true)
	client.Click("Submit")
	client.Evaluate("globalThis.late()", nil)
	client.See("Handed in on")
	client.Wait("one went after the other", "globalThis.most === 1")
	if got := w.viewer.Call("GET", a.desk(""), nil).Want(http.StatusOK); got.String("items.1.text") != "12/346" || got.String("items.2.yesNo") != "no" {
		t.Errorf("the firm has %s", got.Body)
	}
}

// What the firm changes meanwhile is there, or gone.
func TestCC12_BrowserRequestChangesMeanwhile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a := w.ask("contact", w.ann, true)
	other := w.ask("contact", w.bob, true)
	client := w.client(t)
	client.Go(w.URL + "/#/requests/" + other.id)
	client.See("This request is not available")
	client.DontSee(secretNote)
	client.Go(w.URL + "/#/requests?page=9") // past the last one
	client.Row("Year-end 2025").See("0 of 3 items complete")
	a.open(w, client)
	client.See(secretNote)
	w.editor.Upload("PUT", deskRequests+"/"+a.id+"/items/"+a.passport+"/example", nil, "like this.pdf", paper(t, "One")).Want(http.StatusOK)
	passport := a.at(client, a.passport)
	passport.See("Example: like this.pdf")
	passport.Click("Preview the example for Passport")
	client.Dialog("like this.pdf").SeePDF(1)
	client.Click("Close")

	// The page cannot look, and learns of it when something is answered.
	client.Unreachable("http://*:*/api/portal/requests/" + a.id)
	for item, answer := range map[string]string{a.passport: "missing", a.number: "text"} {
		w.annClient.Call("PUT", a.item(item), map[string]any{answer: "Lost"}).Want(http.StatusOK)
	}
	w.annClient.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusOK)
	client.See("This could not be brought up to date.")
	a.at(client, a.moved).Click("Yes") // and is taken back at once
	client.See("This was changed meanwhile. It was loaded again.")
	client.Unreachable("")
	client.Click("Try again")
	client.See("Handed in on")
	w.editor.Call("POST", deskRequests+"/"+a.id+"/cancel", nil).Want(http.StatusOK)
	client.See("This request is not available")
	client.Click("Go to your requests")
	client.See("Nothing to answer")
}

func TestHO09_BrowserPreviewOfRequestsAndTickets(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a := s.ask("contact", s.ann, true)
	id := ticket(s.annClient, "The printer is on fire", s.project)
	staff := s.previewPage(t)
	staff.Go(s.URL + "/preview/#/requests/" + a.id)
	staff.See("Previews are read-only: nothing can be answered here.")
	staff.DontSeeButton("Submit")
	staff.DontSeeButton("Choose files for Passport")
	staff.Go(s.URL + "/preview/#/tickets")
	staff.See("The printer is on fire")
	staff.DontSeeButton("New ticket")
	staff.Go(s.URL + "/preview/#/tickets/" + id)
	staff.See("Please help.")
	staff.DontSeeButton("Upload Document")
	estimate := s.bill("estimate", inDays(1))
	staff.Go(s.URL + "/preview/#/estimates/" + estimate)
	staff.Dialog("Kitchen estimate").See("Previews are read-only: it cannot be answered here.")
	staff.DontSeeButton("Accept")
	_, round := s.longLetter(t, map[string]any{})
	staff.Go(s.URL + "/preview/#/sign/" + round)
	staff.See("Previews are read-only: nothing can be signed here.")
	staff.Wait("the first page is drawn", `document.querySelector(".preview-page canvas")?.width > 300`)
	staff.DontSeeButton("Decline")
	staff.DontSeeButton("Add your signature")
	staff.Disabled("Initial, Initials, on page 1")
	staff.Go(s.URL + "/preview/#/")
	staff.Row("Engagement letter").See("from Ed Itor")
	staff.Row("Year-end 2025").See("0 of 3 items complete")
	staff.See("Estimates to answer")
	if refused := staff.Refused(); len(refused) > 0 {
		t.Errorf("the preview has tried %v", refused)
	}
}

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

func TestOC04_BrowserUploadToATicket(t *testing.T) {
	t.Parallel()
	onEachLook(t, func(t *testing.T, options ...browser.Option) {
		t.Helper()
		s := newSite(t)
		s.firm(map[string]any{"firm_name": "Miller & Co"})
		client := s.client(t, options...)
		goTo(client, "Tickets", options)
		client.See("No tickets yet")
		client.Click("New ticket")
		form := client.Dialog("New ticket")
		form.Click("Open ticket")
		form.See("Enter a subject.")
		form.See("Say what it is about.")
		client.SeeFocus("textbox", "Subject")
		form.Fill("Subject", "The printer is on fire")
		form.Fill("What is it about?", "What now?")
		form.Select("Project", "Hafenstraße 3")
		form.Choose("Choose files", browser.File(t, "smoke.png", photo(t)), browser.File(t, "empty.pdf", nil))
		form.See("This file is empty")
		form.Click("Remove empty.pdf")
		client.Press("Escape")
		client.Dialog("Discard this ticket?").Click("Go on")
		client.Wait("the file has arrived", `document.querySelector("dialog .sending-item.is-done")`)
		form.Click("Open ticket")
		client.See("Ticket 1 is open.")
		client.See("Hafenstraße 3")
		thread := client.Within("[role=region]", "What now?")
		thread.See("smoke.png")

		id := s.viewer.Call("GET", deskTickets, nil).Want(http.StatusOK).String("items.0.id")
		say(s.editor, deskMessages, "ticket", id, "Pull the plug.").Want(http.StatusOK)
		thread.See("Pull the plug.")
		client.Within(".request-facts", "").See("Answered")
		client.Fill("Write to: Ticket: The printer is on fire", "It is out.")
		client.Click("Send")
		thread.See("It is out.")

		client.See("No documents yet.")
		client.Click("Upload Document")
		upload := client.Dialog("Upload Document")
		upload.See("For the ticket The printer is on fire")
		upload.Fill("Title", "Photo of the printer")
		upload.Choose("Choose files", browser.File(t, "printer.pdf", pdf))
		upload.Click("Upload")
		client.Dialog("Document uploaded").See("has received Photo of the printer. You find it at the ticket.")
		client.Click("Done")
		client.Row("Photo of the printer").SeeButton("Delete Photo of the printer")
		s.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": "Manual", "ticket": id, "share": "true"}, "m.pdf", paper(t, "One")).Want(http.StatusOK)
		client.Row("Manual").Click("Preview Manual")
		client.Dialog("Manual").SeeButton("Download Manual")
		client.Click("Close")
		client.See("The printer is on fire") // still at the ticket
		client.Evaluate("void history.back()", nil)
		client.SeeButton("New ticket") // and not the document once more
		client.Evaluate("void history.forward()", nil)
		client.Row("Manual").SeeButton("Download Manual")
		filed := s.viewer.Call("GET", "/api/desk/documents?tab=received&ticket="+id, nil).Want(http.StatusOK)
		if filed.Int("totalItems") != 1 || filed.String("items.0.title") != "Photo of the printer" {
			t.Errorf("the ticket has received %s", filed.Body)
		}
		s.editor.Share(filed.String("items.0.id"), "contact", s.ann)

		s.editor.Call("PATCH", "/api/collections/tickets/records/"+id, map[string]any{"status": "closed"}).Want(http.StatusOK)
		client.See("This ticket is closed. It opens again when you write.")
		client.Wait("what was uploaded and shared stands there once", `[...document.querySelectorAll(".row")].filter((row) => row.textContent.includes("Photo of the printer")).length === 1`)
		menu(client).Click("Messages")
		client.Row("The printer is on fire").See("Ticket")
		goTo(client, "Tickets", options)
		client.Row("The printer is on fire").See("Closed")
		client.Fill("Search tickets", "no such thing")
		client.See("No ticket matches “no such thing”.")
		client.DontSee("The printer is on fire")
		client.Click("Clear search")
		client.Fill("Search tickets", "PRINTER")
		client.Wait("the address holds what is looked for", `location.hash === "#/tickets?q=PRINTER"`)
		client.Reload()
		client.SeeValue("Search tickets", "PRINTER")
		client.Row("The printer is on fire").See("Closed")
		s.switchPortal(false)
		client.DontSee("The printer is on fire")
		client.Go(s.URL + "/#/tickets/" + id)
		client.See("This ticket is not available")
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
