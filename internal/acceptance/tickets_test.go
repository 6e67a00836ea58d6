package acceptance

import (
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

const (
	portalTickets = "/api/portal/tickets"
	deskTickets   = "/api/desk/tickets"
)

// ticket opens a ticket as a client and returns its id.
func ticket(c *testapp.Client, subject, project string) string {
	return c.Call("POST", portalTickets, map[string]any{"subject": subject, "text": "Please help.", "project": project}).
		Want(http.StatusOK).String("id")
}

// A client's question goes back and forth until it is closed, and opens again with another word from the client.
func TestTicketsGoBackAndForth(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	file := attach(w.annClient, "portal", "error.pdf", pdf)
	answer := w.annClient.Call("POST", portalTickets, map[string]any{
		"subject": " The  printer\nis on fire ", "text": "What now?", "files": []string{file},
	}).Want(http.StatusOK)
	id := answer.String("id")
	if answer.String("subject") != "The printer is on fire" || answer.Int("number") != 1 || answer.String("status") != "open" {
		t.Errorf("the ticket is %s", answer.Body)
	}
	state := func() (status, assigned string, unread int) {
		view := w.viewer.Call("GET", deskTickets+"/"+id, nil).Want(http.StatusOK)
		if view.At("assignedTo") != nil {
			assigned = view.String("assignedTo.name")
		}
		return view.String("status"), assigned, view.Int("unread")
	}
	if status, assigned, unread := state(); status != "open" || assigned != "" || unread != 1 {
		t.Errorf("opened, it is %s, assigned to %q, %d unread", status, assigned, unread)
	}
	events := w.annClient.Events()
	say(w.editor, deskMessages, "ticket", id, "Pull the plug.").Want(http.StatusOK)
	if event := next(t, events); event != "changed" {
		t.Errorf("Ann's page hears %q", event)
	}
	if status, assigned, _ := state(); status != "answered" || assigned != "Ed Itor" {
		t.Errorf("answered, it is %s, assigned to %q", status, assigned)
	}
	if view := w.annClient.Call("GET", portalTickets+"/"+id, nil).Want(http.StatusOK); view.Int("unread") != 1 || view.At("assignedTo") != nil {
		t.Errorf("Ann sees %s", view.Body)
	}
	if n := unread(w.annClient); n != 1 {
		t.Errorf("Ann has %d unread", n)
	}
	w.editor.Call("PATCH", "/api/collections/tickets/records/"+id, map[string]any{"status": "closed"}).Want(http.StatusOK)
	say(w.annClient, portalMessages, "ticket", id, "It burns again.").Want(http.StatusOK)
	if status, _, _ := state(); status != "open" {
		t.Errorf("with another word it is %s", status)
	}
	if got := texts(w.annClient.Call("GET", portalMessages+"?ticket="+id, nil)); got != "What now? | Pull the plug. | It burns again." {
		t.Errorf("Ann reads %q", got)
	}
	if list := w.viewer.Call("GET", deskTickets+"?status=waiting&q=printer", nil).Want(http.StatusOK); list.Int("totalItems") != 1 {
		t.Errorf("waiting: %s", list.Body)
	}
	if list := w.viewer.Call("GET", "/api/desk/conversations?contact="+w.ann, nil); list.String("items.0.kind") != "ticket" {
		t.Errorf("Ann's conversations: %s", list.Body)
	}
}

// Nobody else's tickets, and nothing of them, can be had.
func TestTicketsAreTheirClientsAlone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": s.bob})
	id := ticket(s.annClient, "Secret", s.project)
	file := attach(s.annClient, "portal", "a.pdf", pdf)
	say(s.annClient, portalMessages, "ticket", id, "", file).Want(http.StatusOK)
	upload := s.annClient.Upload("POST", uploads, map[string]string{"title": "Photo", "ticket": id}, "a.pdf", pdf).Want(http.StatusOK).String("id")
	given := s.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": "Manual", "ticket": id, "share": "true"}, "m.pdf", pdf).
		Want(http.StatusOK).String("id")

	paths := []string{
		portalTickets + "/" + id, portalMessages + "?ticket=" + id, "/api/portal/attachments/" + file + "/file", uploads + "/" + upload,
		uploads + "/" + given + "/file",
	}
	gone := func(c *testapp.Client) {
		t.Helper()
		for _, path := range paths {
			if answer := c.Call("GET", path, nil); answer.Status != http.StatusNotFound {
				t.Errorf("%s answers %d", path, answer.Status)
			}
		}
		say(c, portalMessages, "ticket", id, "x").Want(http.StatusNotFound)
		c.Upload("POST", uploads, map[string]string{"title": "x", "ticket": id}, "a.pdf", pdf).Want(http.StatusBadRequest)
		for _, list := range []string{portalTickets, "/api/portal/conversations", uploads + "?ticket=" + id} {
			if n := c.Call("GET", list, nil).Want(http.StatusOK).Int("totalItems"); n != 0 {
				t.Errorf("%s lists %d", list, n)
			}
		}
	}
	for _, path := range paths {
		s.annClient.Call("GET", path, nil).Want(http.StatusOK)
	}
	if n := s.annClient.Call("GET", uploads+"?ticket="+id, nil).Int("totalItems"); n != 1 {
		t.Errorf("Ann finds %d documents of the firm under the ticket", n)
	}
	gone(s.bobClient)
	if n := s.viewer.Call("GET", "/api/desk/documents?ticket="+id, nil).Want(http.StatusOK).Int("totalItems"); n != 2 {
		t.Errorf("staff find %d documents under the ticket", n)
	}
	if answer := s.annClient.Call("POST", portalTickets, map[string]any{"subject": "x", "text": "x", "project": "aaaaaaaaaaaaaaa"}); answer.Status != http.StatusBadRequest {
		t.Errorf("someone's project: %d", answer.Status)
	}
	for _, body := range []map[string]any{{"text": "x"}, {"subject": "x"}, {"subject": strings.Repeat("x", 201), "text": "x"}, {"subject": 3}} {
		s.annClient.Call("POST", portalTickets, body).Want(http.StatusBadRequest)
	}

	// With the project's portal off, what is about the project is away, and comes back with it.
	keep := ticket(s.annClient, "About nothing", "")
	s.switchPortal(false)
	for _, path := range []string{paths[0], paths[1], paths[2], paths[3]} {
		s.annClient.Call("GET", path, nil).Want(http.StatusNotFound)
	}
	s.annClient.Call("GET", portalTickets+"/"+keep, nil).Want(http.StatusOK)
	s.switchPortal(true)
	s.annClient.Call("GET", paths[0], nil).Want(http.StatusOK)
}

// Staff permissions on tickets are those of their project.
func TestTicketsByRole(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	barred, barredID := s.Staff("Bar Red", "editor")
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": barredID, "permission": "view"})
	about, free := ticket(s.annClient, "About the project", s.project), ticket(s.annClient, "About nothing", "")
	for who, test := range map[string]struct {
		client      *testapp.Client
		about, free int
	}{
		"viewer": {s.viewer, 403, 403}, "barred": {barred, 403, 200}, "editor": {s.editor, 200, 200}, "manager": {s.manager, 200, 200},
	} {
		for id, want := range map[string]int{about: test.about, free: test.free} {
			record := "/api/collections/tickets/records/" + id
			if got := test.client.Call("PATCH", record, map[string]any{"assigned_to": s.managerID}).Status; got != want {
				t.Errorf("%s assigns: %d, want %d", who, got, want)
			}
			if got := say(test.client, deskMessages, "ticket", id, who).Status; got != want {
				t.Errorf("%s answers: %d, want %d", who, got, want)
			}
			test.client.Call("GET", deskTickets+"/"+id, nil).Want(http.StatusOK)
		}
		body := map[string]any{"subject": "For Ann", "contact": s.ann, "project": s.project, "text": "You called."}
		if got := test.client.Call("POST", deskTickets, body).Status; got != test.about {
			t.Errorf("%s opens one: %d, want %d", who, got, test.about)
		}
	}
	for _, c := range []*testapp.Client{s.Stranger(), s.annClient} {
		c.Call("GET", deskTickets, nil).Want(http.StatusUnauthorized)
		c.Call("POST", deskTickets, map[string]any{"subject": "x", "contact": s.ann, "text": "x"}).Want(http.StatusUnauthorized)
	}
	s.editor.Call("POST", "/api/collections/tickets/records", map[string]any{"subject": "x", "contact": s.ann}).Want(http.StatusBadRequest)
}

func TestTicketMailGoesToWhoLooksAfterIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	id := ticket(w.annClient, "Help", "")
	w.owner.Call("PATCH", "/api/collections/tickets/records/"+id, map[string]any{"assigned_to": w.editorID}).Want(http.StatusOK)
	say(w.annClient, portalMessages, "ticket", id, "Are you there?").Want(http.StatusOK)
	overdue(w)
	m := mail.Wait(t, smtptest.To("ed.itor@firm.test"))
	if !strings.Contains(m.Text, "Ticket 1: Help: 2 new messages from Ann") {
		t.Errorf("the mail says %s", m.Text)
	}
}
