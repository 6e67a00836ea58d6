package acceptance

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
	"portico/internal/testapp/smtptest"
)

// wanted is an item on a request's page; field is one in the request's form, by number.
func wanted(p *browser.Page, name string) *browser.Page { return p.Within(".desk-asked", name) }
func field(p *browser.Page, number string) *browser.Page {
	return p.Within("fieldset:nth-of-type("+number+")", "")
}

// TestCC12_BrowserDeskAsksUntilItIsDone is the whole way as staff go it, each answer of the client's live.
func TestCC12_BrowserDeskAsksUntilItIsDone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	p := w.desk(t, editor)
	links(p).Click("Requests")
	p.Within(".desk-empty", "No requests yet.").Click("New request")
	p.Fill("Title", "Year-end 2025")
	p.Fill("Contact", "an")
	p.Click("Ann ann@client.test")
	p.Fill("Due", "2026-12-31")
	p.Fill("Item 1", "Passport")
	p.Fill("Explanation", "All pages")
	p.Choose("Example for item 1", browser.File(t, "Like this.pdf", pdf))
	p.See("Example: Like this.pdf")
	p.Dialog("New request").See("Year-end 2025 – Passport") // what the rule makes

	// With the keyboard: one more, up and down again.
	p.Click("Add item")
	p.SeeFocus("textbox", "Item 2")
	p.Type("Tax number")
	field(p, "2").Select("Kind", "Text")
	p.Click("Move item 2 up")
	p.SeeFocus("button", "Move item 1 down")
	p.SeeValue("Item 1", "Tax number")
	p.Press("Enter")
	p.SeeFocus("button", "Move item 2 up")
	p.SeeValue("Item 2", "Tax number")

	p.Click("Send")
	confirm := p.Dialog("Send this request?")
	confirm.See("A mail goes to:")
	confirm.See("ann@client.test")
	confirm.Click("Send")
	p.See("Request sent.")
	heading(p, "Year-end 2025")
	p.See("0 of 2 items complete")
	p.See("3 days before it is due, then every 7 days once it is overdue")
	if m := mail.Wait(t, smtptest.To("ann@client.test")); m.Subject != "Please send us: Year-end 2025" {
		t.Errorf("the mail says %s", m.Subject)
	}

	// What Ann does is seen without a reload.
	list := w.viewer.Call("GET", deskRequests, nil).Want(http.StatusOK)
	request := w.viewer.Call("GET", deskRequests+"/"+list.String("items.0.id"), nil).Want(http.StatusOK)
	a := asked{id: request.String("id"), passport: request.String("items.0.id"), number: request.String("items.1.id")}
	if example := w.annClient.Call("GET", a.item(a.passport)+"/example", nil).Want(http.StatusOK); !bytes.Equal(example.Body, pdf) {
		t.Error("Ann gets another example")
	}
	a.sendIn(w.annClient, a.passport).Want(http.StatusOK)
	wanted(p, "Passport").See("Answered")
	p.See("1 of 2 items complete")
	if name, content := p.Download(func() { wanted(p, "Passport").Click("Download") }); name != "scan.pdf" || !bytes.Equal(content, pdf) {
		t.Errorf("downloaded %s of %d bytes", name, len(content))
	}
	wanted(p, "Passport").Click("Preview")
	p.Dialog("Year-end 2025 – Passport").SeeButton("Download")
	p.Click("Close")
	w.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "12/345 <b>"}).Want(http.StatusOK)
	wanted(p, "Tax number").See("12/345 <b>")
	p.Click("Accept Passport")
	wanted(p, "Passport").See("Accepted")
	w.annClient.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusOK)
	p.Within(".desk-request-head", "Handed in").See("2 of 2 items complete")
	p.DontSeeButton("Remind now")
	wantNoneRefused(t, p)

	p.Click("Return Tax number")
	sheet := p.Dialog("Return Tax number")
	sheet.Click("Return")
	p.SeeFocus("textbox", "Note")
	sheet.Fill("Note", "That is your phone number.")
	sheet.Click("Return")
	wanted(p, "Tax number").See("Returned")
	wanted(p, "Tax number").See("Your note: That is your phone number.")
	p.SeeButton("Remind now") // it is open again
	view := w.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusOK)
	if view.String("items.1.note") != "That is your phone number." || view.String("status") != "open" {
		t.Errorf("Ann sees %s", view.Body)
	}
	w.annClient.Call("PUT", a.item(a.number), map[string]any{"missing": "I never had one."}).Want(http.StatusOK)
	w.annClient.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusOK)
	wanted(p, "Tax number").See("I don’t have this: I never had one.")
	p.Click("Accept Tax number")
	p.Within(".desk-request-head", "").See("Done")
	p.DontSeeButton("Accept Tax number")
}

func TestCC12_BrowserDeskDraftsAndTemplates(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.member(t, "Nora Never", "nora@client.test", "never")
	p := w.desk(t, editor)
	w.open(t, p, "#/companies/"+w.company+"/requests")
	p.See("No requests yet.")
	p.Click("New request")
	sheet := p.Dialog("New request")
	sheet.See("For Acme Ltd.")
	sheet.Click("Save draft")
	p.SeeFocus("textbox", "Title") // the first that is wrong
	sheet.Fill("Title", "Monthly")
	sheet.Fill("Item 1", "Receipts")
	sheet.Check("Required", false)
	sheet.Fill("Name files by this rule", "{item} of {request}")
	sheet.See("Receipts of Monthly")
	sheet.Click("Save as template")
	p.SeeValue("Name of the template", "Monthly")
	p.Fill("Name of the template", "Every month")
	p.Dialog("Save as template").Click("Save")
	p.See("Template saved.")

	// What was written is not lost with a key.
	p.Press("Escape")
	p.Dialog("Discard what you have written?").Click("Keep writing")
	p.SeeValue("Title", "Monthly")
	p.Click("Save draft")
	p.See("Draft saved.")
	heading(p, "Monthly")
	wanted(p, "Receipts").See("Optional")
	w.annClient.Call("GET", portalRequests, nil).Want(http.StatusOK)
	if n := w.annClient.Call("GET", portalRequests, nil).Int("totalItems"); n != 0 {
		t.Errorf("Ann sees %d drafts", n)
	}

	// Changed, and sent to whom it reaches.
	p.Click("Edit")
	p.SeeValue("Company", "Acme Ltd")
	p.Fill("Title", "Monthly papers")
	p.Click("Add item")
	p.SeeFocus("textbox", "Item 2")
	p.Type("Have you moved?")
	field(p, "2").Select("Kind", "Yes or no")
	p.Click("Save draft")
	heading(p, "Monthly papers")
	wanted(p, "Have you moved?").See("Yes or no")
	p.Click("Send")
	confirm := p.Dialog("Send this request?")
	confirm.See("ann@client.test")
	confirm.DontSee("nora@client.test")
	confirm.See("1 other contact without portal access")
	confirm.Click("Cancel")
	choose(p, "", "Delete draft")
	p.Dialog("Delete this draft?").Click("Delete")
	heading(p, "Requests")
	p.See("No requests yet.")

	// From the template, for somebody else.
	p.Within(".desk-header", "").Click("New request")
	p.Select("From a template", "Every month")
	p.SeeValue("Title", "Monthly")
	p.SeeValue("Item 1", "Receipts")
	p.Click("Save draft")
	p.Dialog("New request").See("Ask exactly one contact, company or project.")
	p.Select("Ask a", "Contact")
	p.Fill("Contact", "bob")
	p.Click("Bob " + secret + " bob@client.test")
	p.Click("Save draft")
	heading(p, "Monthly")
	links(p).Click("Requests")
	p.Row("Monthly").See("Bob")

	p.Click("Templates")
	p.Row("Every month").See("1 item")
	p.Click("Rename Every month")
	p.Fill("Name of the template", "Each month")
	p.Dialog("Rename template").Click("Save")
	p.Click("Delete Each month")
	p.Dialog("Delete this template?").Click("Delete")
	p.See("No templates yet.")
}

func TestCC12_BrowserDeskListsRequests(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	late := s.ask("contact", s.ann, true)
	s.owner.Call("PATCH", "/api/collections/requests/records/"+late.id, map[string]any{"title": "Long ago", "due": "2020-01-01"}).Want(http.StatusOK)
	s.ask("company", s.company, false)
	p := s.desk(t, viewer)
	s.open(t, p, "#/requests")
	p.Row("Long ago").See("Overdue")
	p.Row("Long ago").See("0 of 3 items complete")
	p.Row("Long ago").See("January 1, 2020")
	p.Row("Acme Ltd").See("Draft")
	s.ask("project", s.project, true)
	p.Row("Hafenstraße 3").See("Open") // without a reload
	p.See("3 requests")

	p.Select("Status", "Overdue")
	p.See("1 request")
	p.Reload()
	p.SeeValue("Status", "overdue")
	p.Row("Long ago").See("Ann")
	p.Select("Status", "Drafts")
	p.Row("Acme Ltd").See("Draft")
	p.DontSee("Long ago")
	p.Select("Status", "Cancelled")
	p.See("No request matches.")
	p.Click("Show all requests")
	first := func(title string) {
		p.Wait(title+" stands first", `document.querySelector("tbody tr a")?.textContent === "`+title+`"`)
	}
	first("Year-end 2025")
	p.Click("Due")
	first("Long ago")
	p.Click("Due")
	first("Year-end 2025")
	p.Fill("Search requests", "long")
	p.See("1 request")

	for address, want := range map[string]string{
		"#/contacts/" + s.ann + "/requests": "Overdue", "#/companies/" + s.company + "/requests": "Draft", "#/projects/" + s.project + "/requests": "Open",
	} {
		s.open(t, p, address)
		p.Row("of 3 items complete").See(want)
		p.See("1 request")
		p.DontSeeButton("New request")
	}
	wantNoneRefused(t, p)
}

// While a request is open it can be changed, reminded of and cancelled.
func TestCC12_BrowserDeskChangesWhatIsOpen(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	mail := smtptest.Start(t)
	s.useMail(mail)
	a := s.ask("project", s.project, true)
	s.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "12/345"}).Want(http.StatusOK)
	p := s.desk(t, editor)
	s.open(t, p, "#/requests/"+a.id)
	p.Click("Edit")
	p.Dialog("Edit request").See("Clients see at once what you change.")
	p.Click("Remove item 3")
	p.Fill("Item 1", "Passport or identity card")
	p.Click("Save")
	p.See("Request saved.")
	wanted(p, "Passport or identity card").See("Not answered yet")
	wanted(p, "Tax number").See("12/345")
	p.See("1 of 2 items complete")

	p.Click("Remind now")
	p.Dialog("Send a reminder?").See("ann@client.test")
	p.Click("Send reminder")
	p.See("Reminder sent.")
	mail.Wait(t, func(m smtptest.Message) bool { return m.Subject == "Reminder: Year-end 2025" })
	choose(p, "", "Cancel request")
	p.Dialog("Cancel this request?").Click("Keep it")
	choose(p, "", "Cancel request")
	p.Dialog("Cancel this request?").Click("Cancel request")
	p.Within(".desk-request-head", "").See("Cancelled")
	p.DontSeeButton("Edit")
	s.annClient.Call("GET", portalRequests+"/"+a.id, nil).Want(http.StatusNotFound)

	// Nobody is told of what reaches nobody.
	s.switchPortal(false)
	b := s.ask("project", s.project, false)
	s.open(t, p, "#/requests/"+b.id)
	p.Click("Send")
	p.Dialog("Send this request?").See("The portal of this project is disabled.")
	wantNoneRefused(t, p)
}

func TestCC12_BrowserDeskReadsOnlyWithoutPermission(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a := s.ask("project", s.project, true)
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": s.editorID, "permission": "view"})
	s.annClient.Call("PUT", a.item(a.number), map[string]any{"text": "12/345"}).Want(http.StatusOK)
	for _, who := range []string{viewer, editor} {
		p := s.desk(t, who)
		s.open(t, p, "#/requests/"+a.id)
		wanted(p, "Tax number").See("12/345")
		for _, control := range []string{"Edit", "Remind now", "More actions", "Accept Tax number", "Return Tax number"} {
			p.DontSeeButton(control)
		}
		s.open(t, p, "#/projects/"+s.project+"/requests")
		p.See("1 request")
		p.DontSeeButton("New request")
		wantNoneRefused(t, p)
	}
}

// requestsTour visits every page and dialog of requests, filled with what makes pages too wide.
func (s *site) requestsTour(t *testing.T, visit func(p *browser.Page, what string), options ...browser.Option) {
	t.Helper()
	long := strings.Repeat("Unbreakable", 13)
	s.editor.Call("PATCH", "/api/collections/contacts/records/"+s.ann, map[string]any{"name": "Ann " + long}).Want(http.StatusOK)
	p := s.desk(t, editor, options...)
	see, show := s.guide(t, p, visit)
	show("#/requests", "No requests yet.")
	a := s.wideRequest(long)
	s.ask("company", s.company, false)
	s.editor.Create("request_templates", map[string]any{"name": long, "form": map[string]any{"title": long, "items": []map[string]any{{"name": long, "kind": "file"}}}})
	show("#/requests", "2 requests")
	show("#/requests?status=cancelled", "No request matches.")
	show("#/contacts/"+s.ann+"/requests", "1 request")
	show("#/requests/nothere00000000", "This is not there any more.")
	show("#/requests/"+a.id, "Answered")
	p.Click("Return " + long + " 2")
	see("Say what is wrong with it.", "return")
	p.Click("Cancel")
	choose(p, "", "Cancel request")
	see("What was sent in stays with you.", "cancel")
	p.Click("Keep it")
	p.Click("Remind now")
	see("A mail goes to:", "remind")
	p.Click("Cancel")
	p.Click("Edit")
	see("Clients see at once what you change.", "edit")
	p.Click("Cancel")
	s.open(t, p, "#/requests")
	p.Click("Templates")
	see("1 item", "templates")
	p.Click("Done")
	p.Within(".desk-header", "").Click("New request")
	p.Select("From a template", long)
	p.Click("Save draft")
	see("Ask exactly one contact, company or project.", "new request, refused")
	p.Press("Escape")
	see("Your changes to this request are not saved.", "discard")
}

// wideRequest is one with words that do not break, answered.
func (s *site) wideRequest(long string) asked {
	request := s.editor.Call("POST", deskRequests, map[string]any{
		"title": "Papers " + long, "message": long, "contact": s.ann, "due": "2030-12-31", "remindBefore": 3, "items": []map[string]any{
			{"name": long + " 1", "explanation": long, "kind": "file", "required": true}, {"name": long + " 2", "kind": "text"},
		},
	}).Want(http.StatusOK)
	a := asked{id: request.String("id"), passport: request.String("items.0.id"), number: request.String("items.1.id")}
	s.editor.Upload("PUT", deskRequests+"/"+a.id+"/items/"+a.passport+"/example", nil, long+".pdf", pdf).Want(http.StatusOK)
	s.editor.Call("POST", deskRequests+"/"+a.id+"/send", nil).Want(http.StatusOK)
	a.sendIn(s.annClient, a.passport).Want(http.StatusOK)
	s.annClient.Call("PUT", a.item(a.number), map[string]any{"text": long + "\n\n" + long}).Want(http.StatusOK)
	return a
}

func TestCC12_BrowserDeskRequestsFitAndAreAccessible(t *testing.T) {
	t.Parallel()
	inEveryLook(t, newSite, (*site).requestsTour, deskLooksRight)
}
