package acceptance

import (
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
)

// inbox is the list of conversations of the page Messages, talk the conversation with this name.
func inbox(p *browser.Page) *browser.Page { return p.Within("section[aria-label=Inbox]", "") }
func talk(p *browser.Page, name string) *browser.Page {
	return p.Within(".desk-conversation:has([aria-label='"+name+"'])", "")
}

// title waits until the browser's tab begins with a text.
func title(p *browser.Page, begin string) {
	p.Wait("the tab is called "+begin, `document.title.startsWith("`+begin+`")`)
}

// isRead waits until nobody at the firm has messages to read.
func (w *world) isRead(t *testing.T, p *browser.Page) {
	t.Helper()
	links(p).SeeButton("Messages") // without a number
	if n := w.viewer.Call("GET", "/api/desk/conversations", nil).Want(http.StatusOK).Int("unreadCount"); n != 0 {
		t.Errorf("%d messages are unread", n)
	}
}

func TestCC16_BrowserInboxIsLive(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.desk(t, editor)
	title(p, "Home")
	say(s.annClient, portalMessages, "", "", "Good <b>morning</b>,\nsee https://example.com/march").Want(http.StatusOK)
	links(p).SeeButton("Messages (1)")
	title(p, "(1) Home")
	say(s.annClient, portalMessages, "project", s.project, "When do we begin?").Want(http.StatusOK)
	links(p).Click("Messages (2)")
	heading(p, "Messages")
	title(p, "(2) Messages")
	inbox(p).Row("Hafenstraße 3").See("Hafenstraße 3 just now Acme Ltd Ann: When do we begin? 1")

	// Opening it is reading it; the list stays.
	inbox(p).Click("Ann")
	talk(p, "Messages with Ann").See("Good <b>morning</b>,")
	talk(p, "Messages with Ann").SeeButton("https://example.com/march")
	title(p, "(1) Messages")
	inbox(p).See("When do we begin?")
	p.Reload()
	p.Within(".desk-messages-pane h2", "").See("Ann")
	say(s.annClient, portalMessages, "", "", "And April?").Want(http.StatusOK)
	talk(p, "Messages with Ann").See("And April?") // without a reload
	links(p).SeeButton("Messages (1)")             // it was read at once

	inbox(p).Click("Unanswered")
	inbox(p).See("And April?")
	p.Fill("Write to: Messages with Ann", "On its way.")
	p.Click("Send")
	talk(p, "Messages with Ann").See("On its way.")
	inbox(p).DontSee("And April?")
	if got := texts(s.annClient.Call("GET", portalMessages, nil)); !strings.HasSuffix(got, "| And April? | On its way.") {
		t.Errorf("Ann reads %q", got)
	}
	talk(p, "Messages with Ann").DontSee("Read by")
	s.annClient.Call("POST", portalMessages+"/read", map[string]any{"seq": 3}).Want(http.StatusNoContent)
	talk(p, "Messages with Ann").See("Read by Ann") // without a reload

	inbox(p).Click("Unread (1)")
	inbox(p).Click("Hafenstraße 3")
	s.isRead(t, p)
	inbox(p).See("Everything is read.")
	inbox(p).Click("Show all conversations")
	p.Fill("Search conversations", "hafenstrasse")
	inbox(p).DontSee("ann@client.test")
	inbox(p).See("1 conversation")
	p.Fill("Search conversations", "nobody")
	inbox(p).Click("Clear the search")
	inbox(p).See("2 conversations")

	// Whoever is quick opens another one just before the address follows the list: after its timer, before its effects.
	p.Evaluate(`void (() => {
		const { setTimeout } = globalThis;
		let due = false;
		globalThis.setTimeout = (then, after, ...rest) => setTimeout(() => {
			if (after === 200) due = true;
			if (due && after === undefined) {
				globalThis.setTimeout = setTimeout;
				document.querySelector(".desk-threads a[href*='contact=']").click();
			}
			then();
		}, after, ...rest);
	})()`, nil)
	inbox(p).Click("Unanswered")
	talk(p, "Messages with Ann").See("On its way.")
	p.Wait("the address is that of what is open", `location.hash.includes("contact=")`)
	wantNoneRefused(t, p)
}

func TestCC16_BrowserInboxOnAPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	say(w.annClient, portalMessages, "", "", "Good morning").Want(http.StatusOK)
	p := w.desk(t, editor, browser.Phone)
	w.open(t, p, "#/messages?inbox=unanswered")
	inbox(p).Click("Ann")
	p.DontSee("Search conversations")
	p.Fill("Write to: Messages with Ann", "Good evening")
	p.Click("Send")
	talk(p, "Messages with Ann").See("Good evening")
	p.Click("All conversations")
	inbox(p).See("Everything is answered.")
	inbox(p).Click("All")
	inbox(p).Row("Ann").See("Ed Itor: Good evening")
	p.Evaluate("history.back()", nil)
	talk(p, "Messages with Ann").See("Good evening")
}

func TestCC16_BrowserWrittenAtTheContact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, editor)
	p.Click("Messages")
	p.Click("New message")
	p.Dialog("New message").Fill("Contact", "an")
	p.Dialog("New message").Click("Ann ann@client.test")
	p.Click("Write")
	p.Click("Ann") // to her record
	menu := p.Within("nav[aria-label=Contact]", "")
	menu.Click("Messages")
	heading(p, "Ann")
	thread := talk(p, "Messages with Ann")
	thread.See("Nothing was written yet.")

	// Files go both ways.
	p.Choose("Attach files", browser.File(t, "Draft.pdf", pdf), browser.File(t, "empty.pdf", nil))
	thread.See("This file is empty")
	p.Click("Remove empty.pdf")
	thread.Click("Send")
	thread.SeeButton("Download Draft.pdf")
	sent := w.annClient.Call("GET", portalMessages, nil).Want(http.StatusOK)
	if sent.String("items.0.files.0.name") != "Draft.pdf" || sent.String("items.0.author") != "Ed Itor" {
		t.Errorf("Ann receives %s", sent.Body)
	}
	w.annClient.Call("GET", "/api/portal/attachments/"+sent.String("items.0.files.0.id")+"/file", nil).Want(http.StatusOK)
	say(w.annClient, portalMessages, "", "", "", attach(w.annClient, "portal", "Ärger.png", photo(t))).Want(http.StatusOK)
	if name, content := p.Download(func() { p.Click("Download Ärger.png") }); name != "Ärger.png" || string(content) != string(photo(t)) {
		t.Errorf("downloaded %q of %d bytes", name, len(content))
	}
	p.Click("Preview Ärger.png")
	p.Dialog("Ärger.png").SeeButton("Download")
	p.Wait("the picture is shown", `[...document.images].some((image) => image.closest("dialog") && image.naturalWidth === 160)`)
	p.Click("Close")

	// Comments on her documents stand beside it; the menu counts both.
	w.isRead(t, p)
	say(w.annClient, portalMessages, "document", w.shared, "One more thing").Want(http.StatusOK)
	menu.SeeButton("Messages 1 unread")
	p.Within("ul[aria-label='Other conversations']", "").Click("For Ann")
	talk(p, "Comments on For Ann").See("Everyone this document is shared with reads this.")
	w.isRead(t, p)

	scanner := w.annClient.Call("POST", portalTickets, map[string]any{"subject": "Scanner", "text": "It smokes."}).Want(http.StatusOK).String("id")
	w.open(t, p, "#/contacts/"+w.ann+"/messages")
	p.Within("ul[aria-label='Other conversations']", "").Click("Scanner")
	talk(p, "Ticket Scanner").See("It smokes.")
	p.Fill("Write to: Ticket Scanner", "Pull the plug.")
	p.Click("Send")
	talk(p, "Ticket Scanner").See("Pull the plug.")
	if got := texts(w.annClient.Call("GET", portalMessages+"?ticket="+scanner, nil)); got != "It smokes. | Pull the plug." {
		t.Errorf("Ann reads %q", got)
	}

	nora := w.editor.Create("contacts", map[string]any{"name": "Nora Never"})
	w.open(t, p, "#/contacts/"+nora+"/messages")
	p.See("Nora Never has no portal access: they can read this once it is enabled.")
	p.Fill("Write to: Messages with Nora Never", "Welcome")
	p.Press("Control+Enter")
	talk(p, "Messages with Nora Never").See("Welcome")
	p.Click("Delete contact")
	p.Dialog("Delete Nora Never?").See("Deleted with it, for good: 1 message.")
}

// Who may not answer may read, and what they read still waits for somebody who may.
func TestCC16_BrowserReadOnlyWithoutPermission(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	say(s.annClient, portalMessages, "", "", "Good morning").Want(http.StatusOK)
	say(s.annClient, portalMessages, "document", s.document, "Is this right?").Want(http.StatusOK)
	say(s.annClient, portalMessages, "project", s.project, "When do we begin?").Want(http.StatusOK)
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": s.editorID, "permission": "view"})
	const role, project = "your role does not allow it.", "that takes the permission to edit this project."
	for _, test := range []struct{ who, address, name, see, why string }{
		{viewer, "#/messages?contact=" + s.ann, "Messages with Ann", "Good morning", role},
		{viewer, "#/contacts/" + s.ann + "/messages", "Messages with Ann", "Good morning", role},
		{viewer, "#/projects/" + s.project + "/portal", "Messages about Hafenstraße 3", "When do we begin?", project},
		{editor, "#/projects/" + s.project + "/messages", "Messages about Hafenstraße 3", "When do we begin?", project},
		{editor, "#/documents/" + s.document, "Comments on Floor plan", "Is this right?", project},
	} {
		p := s.desk(t, test.who)
		s.open(t, p, test.address)
		talk(p, test.name).See(test.see)
		talk(p, test.name).See("You can read this, but not answer: " + test.why)
		talk(p, test.name).DontSeeButton("Send")
		links(p).SeeButton("Messages (3)")
		wantNoneRefused(t, p)
	}
}

func TestCC16_BrowserChoiceOfMails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, who := range []string{editor, viewer} {
		p := w.desk(t, who)
		w.open(t, p, "#/messages")
		p.SeeValue("Mail me about unread messages", "now")
		p.Select("Mail me about unread messages", "Once a day")
		p.See("Saved.")
		links(p).Click("Contacts")
		heading(p, "Contacts")
		links(p).Click("Messages")
		p.SeeValue("Mail me about unread messages", "daily")
		p.Reload()
		p.SeeValue("Mail me about unread messages", "daily")
	}
	if got := w.viewer.Call("GET", "/api/desk/me", nil).String("messageMails"); got != "daily" {
		t.Errorf("stored is %q", got)
	}
	owner := browser.Dashboard(t, w.URL, testapp.OwnerEmail, testapp.OwnerPassword)
	w.open(t, owner, "#/messages")
	owner.See("No messages yet.")
	owner.DontSee("Mail me about unread messages")
}

// What was begun is kept until it is sent, unless its writer signs out.
func TestCC16_BrowserDrafts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, editor)
	w.open(t, p, "#/messages?contact="+w.ann)
	p.Fill("Write to: Messages with Ann", "Dear Ann")
	p.Click("Contacts")
	heading(p, "Contacts")
	w.open(t, p, "#/messages?contact="+w.ann)
	p.SeeValue("Write to: Messages with Ann", "Dear Ann")
	p.Click(editor)
	p.Click("Logout")
	p.SeeButton("Sign in")
	p.Wait("the draft is gone", `!Object.keys(sessionStorage).some((name) => name.includes("draft"))`)
}

func TestHO14_BrowserCommentsAtTheDocument(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, editor, "/documents")
	p.Row("Floor plan").DontSee("new comment")
	say(s.annClient, portalMessages, "document", s.document, "Is the kitchen on the left?").Want(http.StatusOK)
	p.Row("Floor plan").See("1 new comment") // without a reload
	p.Click("Floor plan")
	comments := talk(p, "Comments on Floor plan")
	comments.See("Is the kitchen on the left?")
	comments.See("Everyone this document is shared with reads this.")
	p.Fill("Write to: Comments on Floor plan", "On the right.")
	p.Click("Send")
	comments.See("On the right.")
	if got := texts(s.annClient.Call("GET", portalMessages+"?document="+s.document, nil)); got != "Is the kitchen on the left? | On the right." {
		t.Errorf("Ann reads %q", got)
	}
	s.isRead(t, p)
	p.DontSee("new comment")
	s.open(t, p, "#/documents/"+s.unshared)
	p.See("This document is shared with nobody: nobody reads this until it is shared.")
	upload := s.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt"}, "receipt.pdf", pdf).Want(http.StatusOK).String("id")
	s.open(t, p, "#/documents/"+upload)
	p.See("Ann reads this, having uploaded the document. It is shared with nobody else.")
}

func TestHO15_BrowserCardCountsNewMessages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, editor, "")
	card := p.Within("section", "Client portal")
	card.See("1 shared item.")
	card.DontSee("new message")
	say(s.annClient, portalMessages, "project", s.project, "When do we begin?").Want(http.StatusOK)
	card.SeeButton("1 new message")
	say(s.annClient, portalMessages, "document", s.document, "Is the kitchen on the left?").Want(http.StatusOK)
	card.SeeButton("2 new messages")
	links(p).SeeButton("Messages (2)")
	p.Within("nav[aria-label=Project]", "").SeeButton("Messages 2 unread")
	s.editor.Call("POST", deskMessages+"/read", map[string]any{"project": s.project, "seq": 1}).Want(http.StatusNoContent)
	card.SeeButton("1 new message") // a colleague has read it
	card.Click("1 new message")
	heading(p, "Manage portal")
}

func TestHO16_BrowserReplyFromManagePortal(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	say(s.annClient, portalMessages, "project", s.project, "When do we begin?").Want(http.StatusOK)
	p := s.projectPage(t, editor, "/portal")
	project := talk(p, "Messages about Hafenstraße 3")
	project.See("When do we begin?")
	project.See("Every client on the portal's access list reads this.")
	p.Fill("Write to: Messages about Hafenstraße 3", "On Monday.")
	project.Click("Send")
	project.See("On Monday.")
	if got := texts(s.annClient.Call("GET", portalMessages+"?project="+s.project, nil)); got != "When do we begin? | On Monday." {
		t.Errorf("Ann reads %q", got)
	}

	p.See("Nobody has commented on a shared item yet.")
	say(s.annClient, portalMessages, "document", s.document, "Is the kitchen on the left?").Want(http.StatusOK)
	sharedItems(p).Row("Floor plan").See("1 new comment")
	p.Click("Read and reply to comments on Floor plan")
	item := talk(p, "Comments on Floor plan")
	item.See("Is the kitchen on the left?")
	sharedItems(p).Row("Floor plan").DontSee("new comment")
	p.Fill("Write to: Comments on Floor plan", "On the right.")
	item.Click("Send")
	item.See("On the right.")
	if got := texts(s.annClient.Call("GET", portalMessages+"?document="+s.document, nil)); got != "Is the kitchen on the left? | On the right." {
		t.Errorf("Ann reads %q", got)
	}
	p.Click("Close comments on Floor plan")
	p.DontSee("On the right.")
	s.isRead(t, p)
	p.Within("nav[aria-label=Project]", "").Click("Overview")
	p.Click("Delete project")
	p.Dialog("Delete Hafenstraße 3?").See("messages")
	wantNoneRefused(t, p)
}

// talkTour visits every place where messages stand, filled with what makes pages too wide.
func (s *site) talkTour(t *testing.T, visit func(p *browser.Page, what string), options ...browser.Option) {
	t.Helper()
	long := strings.Repeat("Unbreakable", 13)
	s.editor.Call("PATCH", projects+"/"+s.project, map[string]any{"name": "Site " + long}).Want(http.StatusOK)
	s.editor.Call("PATCH", "/api/collections/contacts/records/"+s.ann, map[string]any{"name": "Ann " + long}).Want(http.StatusOK)
	s.editor.Call("PATCH", "/api/collections/documents/records/"+s.document, map[string]any{"title": "Plan " + long}).Want(http.StatusOK)
	p := s.desk(t, editor, options...)
	see, show := s.guide(t, p, visit)
	show("#/messages", "No messages yet.")
	say(s.annClient, portalMessages, "", "", long+"\n\nhttps://example.com/"+long, attach(s.annClient, "portal", long[:100]+".pdf", pdf)).Want(http.StatusOK)
	say(s.editor, deskMessages, "contact", s.ann, "First line\n\nSecond line", attach(s.editor, "desk", "draft.pdf", pdf)).Want(http.StatusOK)
	s.annClient.Call("POST", portalMessages+"/read", map[string]any{"seq": 2}).Want(http.StatusNoContent)
	say(s.annClient, portalMessages, "", "", "Thank you").Want(http.StatusOK)
	say(s.annClient, portalMessages, "document", s.document, long).Want(http.StatusOK)
	say(s.annClient, portalMessages, "project", s.project, long).Want(http.StatusOK)

	show("#/messages?inbox=unanswered", "3 conversations")
	show("#/messages?q=zzzz", "No conversation matches.")
	show("#/messages?contact=nothere00000000", "This is not there any more.")
	show("#/projects/"+s.project, "new messages")
	show("#/messages?contact="+s.ann, "Read by Ann")
	p.Choose("Attach files", browser.File(t, long[:100]+".pdf", pdf), browser.File(t, "empty.pdf", nil))
	see("This file is empty", "files to send")
	show("#/contacts/"+s.ann+"/messages", "Thank you")
	show("#/projects/"+s.project+"/messages", "Unbreakable")
	show("#/projects/"+s.project+"/portal", "1 new comment")
	p.Click("Read and reply to comments on Plan " + long)
	see("Everyone this document is shared with reads this.", "comments in Manage portal")
	show("#/documents/"+s.document, "Everyone this document is shared with reads this.")
	for kind, id := range map[string]string{"contact": s.ann, "document": s.document, "project": s.project} {
		s.editor.Call("POST", deskMessages+"/read", map[string]any{kind: id, "seq": 3}).Want(http.StatusNoContent)
	}
	show("#/messages?inbox=unread", "Everything is read.")
	p.Click("New message")
	p.Dialog("New message").Fill("Contact", "an")
	see("ann@client.test", "new message")
	p.Click("Cancel")
	p = s.desk(t, viewer, options...)
	_, show = s.guide(t, p, visit)
	show("#/messages?contact="+s.ann, "your role does not allow it.")
}

func TestBrowserDeskMessagesFitAndAreAccessible(t *testing.T) {
	t.Parallel()
	inEveryLook(t, newSite, (*site).talkTour, deskLooksRight)
}
