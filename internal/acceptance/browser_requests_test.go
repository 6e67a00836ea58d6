package acceptance

import (
	"net/http"
	"testing"

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
