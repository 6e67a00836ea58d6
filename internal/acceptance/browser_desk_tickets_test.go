package acceptance

import (
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
)

func TestBrowserDeskTicketsAreAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, editor)
	links(p).Click("Tickets")
	p.See("No ticket is waiting.")
	id := ticket(w.annClient, "The printer is on fire", "")
	p.Row("The printer is on fire").See("#1") // without a reload
	p.Row("The printer is on fire").See("Ann")
	p.Click("The printer is on fire")
	heading(p, "The printer is on fire")
	thread := talk(p, "Ticket The printer is on fire")
	thread.See("Please help.")
	p.SeeValue("Assign to", "")
	p.Fill("Write to: Ticket The printer is on fire", "Pull the plug.")
	thread.Click("Send")
	thread.See("Pull the plug.")
	facts, state := p.Within(".desk-facts", ""), p.Within(".desk-facts .label", "")
	state.See("Answered")
	facts.See("Ed Itor") // who answers first looks after it
	p.SeeValue("Assign to", w.editorID)

	p.Click("Close")
	state.See("Closed")
	thread.See("Another word from the client opens it again.")
	say(w.annClient, portalMessages, "ticket", id, "It burns again.").Want(http.StatusOK)
	state.See("Open")
	thread.See("It burns again.")
	p.Click("Close")
	p.Click("Reopen")
	p.SeeButton("Close")
	state.See("Open")
	p.Select("Assign to", "Mana Ger")
	facts.See("Mana Ger")
	if got := w.viewer.Call("GET", deskTickets+"/"+id, nil).Want(http.StatusOK); got.String("assignedTo.id") != w.managerID {
		t.Errorf("it is assigned as %s", got.Body)
	}

	// Its documents, both ways.
	documents := p.Within("section[aria-label=Documents]", "")
	documents.See("Nothing was sent with this ticket yet.")
	w.annClient.Upload("POST", uploads, map[string]string{"title": "Photo", "ticket": id}, "a.pdf", pdf).Want(http.StatusOK)
	documents.Row("Photo").See("a.pdf")
	documents.Click("+ Add")
	p.Drop(".desk-drop", browser.File(t, "Manual.pdf", pdf))
	p.Dialog("Add documents").Click("Add document")
	documents.Row("Manual").SeeChecked("Share", true)
	if n := w.annClient.Call("GET", uploads+"?ticket="+id, nil).Want(http.StatusOK).Int("totalItems"); n != 1 {
		t.Errorf("Ann finds %d documents of the firm under the ticket", n)
	}
	wantNoneRefused(t, p)
}

func TestBrowserDeskTicketsAreFound(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	mine := ticket(s.annClient, "Kitchen", s.project)
	ticket(s.bobClient, "Bathroom", "")
	closed := ticket(s.annClient, "Roof", "")
	say(s.editor, deskMessages, "ticket", mine, "Soon").Want(http.StatusOK)
	s.editor.Call("PATCH", "/api/collections/tickets/records/"+closed, map[string]any{"status": "closed"}).Want(http.StatusOK)
	p := s.desk(t, editor)
	s.open(t, p, "#/tickets")
	p.Row("Kitchen").See("Hafenstraße 3")
	p.DontSee("Roof")
	p.See("2 tickets")
	p.Click("Open")
	p.DontSee("Kitchen")
	p.Row("Bathroom").See("1 unread")
	p.Click("Closed")
	p.Row("Roof").See("Closed")
	p.Click("Answered")
	p.Row("Kitchen").See("Ed Itor")
	p.Click("All")
	p.See("3 tickets")
	p.Select("Assigned to", "Assigned to me")
	p.See("1 ticket")
	p.Reload()
	p.SeeValue("Assigned to", "me")
	p.Fill("Search tickets", "bath")
	p.See("No ticket matches.")
	p.Click("Show all tickets")
	p.See("3 tickets")

	s.open(t, p, "#/projects/"+s.project+"/tickets")
	p.Row("Kitchen").See("Answered")
	p.See("1 ticket")
	s.open(t, p, "#/contacts/"+s.ann+"/tickets")
	p.Row("Roof").See("Closed")
	p.See("2 tickets")
	wantNoneRefused(t, p)
}

func TestBrowserDeskTicketsAreOpenedForClients(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.desk(t, editor)
	s.open(t, p, "#/tickets")
	p.Click("New ticket")
	sheet := p.Dialog("New ticket")
	sheet.Fill("Client", "an")
	sheet.Click("Ann ann@client.test")
	sheet.Fill("Project, if it is about one", "hafen")
	sheet.Click("Hafenstraße 3")
	sheet.Fill("Subject", "Your call")
	sheet.Fill("First message", "You asked about the kitchen.")
	p.Drop(".desk-drop", browser.File(t, "empty.pdf", nil), browser.File(t, "plan.pdf", pdf))
	sheet.See("This file is empty")
	sheet.Click("Remove empty.pdf")
	p.Press("Escape")
	p.Dialog("Discard what you have written?").Click("Keep writing")
	sheet.Click("Open ticket")
	heading(p, "Your call")
	talk(p, "Ticket Your call").See("You asked about the kitchen.")
	talk(p, "Ticket Your call").See("plan.pdf")
	list := s.annClient.Call("GET", portalTickets, nil).Want(http.StatusOK)
	if list.String("items.0.subject") != "Your call" {
		t.Errorf("Ann finds %s", list.Body)
	}
	s.open(t, p, "#/contacts/"+s.ann+"/tickets")
	p.Click("New ticket")
	sheet.See("For Ann.")
	sheet.Fill("Subject", "Another call")
	sheet.Fill("First message", "As you said.")
	sheet.Click("Open ticket")
	heading(p, "Another call")
	p.Within(".desk-facts", "").Click("Ann")
	heading(p, "Ann")
	wantNoneRefused(t, p)
}

func TestBrowserDeskTicketsReadOnlyWithoutPermission(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := ticket(s.annClient, "Kitchen", s.project)
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": s.editorID, "permission": "view"})
	for _, who := range []string{viewer, editor} {
		p := s.desk(t, who)
		s.open(t, p, "#/tickets/"+id)
		talk(p, "Ticket Kitchen").See("You can read this, but not answer:")
		p.See("Nothing was sent with this ticket yet.")
		for _, control := range []string{"Close", "Reopen", "Assign to", "+ Add", "Send"} {
			p.DontSeeButton(control)
		}
		wantNoneRefused(t, p)
	}
}

// ticketsTour visits every page and dialog of tickets, and Home, filled with what makes pages too wide.
func (s *site) ticketsTour(t *testing.T, visit func(p *browser.Page, what string), options ...browser.Option) {
	t.Helper()
	long := strings.Repeat("Unbreakable", 13)
	s.editor.Call("PATCH", "/api/collections/contacts/records/"+s.ann, map[string]any{"name": "Ann " + long}).Want(http.StatusOK)
	s.editor.Call("PATCH", projects+"/"+s.project, map[string]any{"name": "Site " + long}).Want(http.StatusOK)
	p := s.desk(t, editor, options...)
	see, show := s.guide(t, p, visit)
	see("Nothing is waiting", "home")
	show("#/tickets", "No ticket is waiting.")
	id := ticket(s.annClient, long, s.project)
	s.annClient.Upload("POST", uploads, map[string]string{"title": long, "ticket": id}, long+".pdf", pdf).Want(http.StatusOK)
	show("#/home", "unread message")
	show("#/tickets", "1 ticket")
	show("#/tickets?q=zzzz", "No ticket matches.")
	show("#/tickets/nothere00000000", "This is not there any more.")
	show("#/contacts/"+s.ann+"/tickets", "1 ticket")
	show("#/tickets/"+id, "Please help.")
	p.Click("+ Add")
	see("Share to Client Portal", "add documents")
	p.Click("Cancel")
	s.open(t, p, "#/tickets")
	p.Click("New ticket")
	p.Dialog("New ticket").Fill("Client", "an")
	p.Drop(".desk-drop", browser.File(t, "empty.pdf", nil), browser.File(t, long+".pdf", pdf))
	p.See("This file is empty")
	see("ann@client.test", "new ticket")
	p.Dialog("New ticket").Click("Cancel")
	see("Nothing has been sent yet.", "discard ticket")
	p.Click("Discard")
	p = s.desk(t, viewer, options...)
	_, show = s.guide(t, p, visit)
	show("#/tickets/"+id, "You can read this, but not answer:")
}

func TestBrowserDeskTicketsFitAndAreAccessible(t *testing.T) {
	t.Parallel()
	inEveryLook(t, newSite, (*site).ticketsTour, deskLooksRight)
}
