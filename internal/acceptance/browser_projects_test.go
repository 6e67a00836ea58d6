package acceptance

import (
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
)

// projectPage opens a section of the site's project ("", "/documents", "/portal") as somebody of the staff.
func (s *site) projectPage(t *testing.T, staff, section string, options ...browser.Option) *browser.Page {
	t.Helper()
	p := s.desk(t, staff, options...)
	s.open(t, p, "#/projects/"+s.project+section)
	return p
}

// sharedItems and portalAccess are the sections of Manage portal.
func sharedItems(p *browser.Page) *browser.Page { return p.Within("ul[aria-label='Shared items']", "") }
func portalAccess(p *browser.Page) *browser.Page {
	return p.Within("ul[aria-label='Portal access']", "")
}

// choose opens the three dots of a name and chooses an item of the menu.
func choose(p *browser.Page, of, item string) {
	p.Click("More actions" + of)
	p.Click(item)
}

func TestHO02_BrowserRemovedFromTheOpenItem(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, editor, "/documents")
	p.Click("Floor plan")
	heading(p, "Floor plan")
	p.See("Shared")
	choose(p, "", "Remove from portal")
	p.Dialog("Remove from portal?").See("The clients of Hafenstraße 3 lose Floor plan at once")
	p.Click("Cancel")
	p.See("Stop sharing")
	choose(p, "", "Remove from portal")
	p.Dialog("Remove from portal?").Click("Remove")
	p.See("Item removed from portal.")
	p.See("With nobody yet.")
	if wrong := s.sees(s.annClient, false); wrong != nil {
		t.Errorf("after removal Ann still has %v", wrong)
	}

	// The same from its row in the project; the file stays.
	s.open(t, p, "#/projects/"+s.project+"/documents")
	p.Row("Floor plan").Check("Share", true)
	p.Row("Floor plan").See("Shared")
	if wrong := s.sees(s.annClient, true); wrong != nil {
		t.Errorf("shared with the project, Ann is refused %v", wrong)
	}
	choose(p, " for Floor plan", "Remove from portal")
	p.Dialog("Remove from portal?").Click("Remove")
	p.Row("Floor plan").SeeChecked("Share", false)
}

func TestHO03_BrowserRemovedInManagePortal(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, editor, "")
	p.Click("Manage portal")
	choose(sharedItems(p), " for Floor plan", "Remove from portal")
	p.Dialog("Remove from portal?").Click("Remove")
	p.See("Item removed from portal.")
	p.See("Nothing is shared yet.")
	if wrong := s.sees(s.annClient, false); wrong != nil {
		t.Errorf("after removal Ann still has %v", wrong)
	}

	// Back again, among what the project has, and a new file.
	p.Click("Add items")
	p.Check("Floor plan", true)
	p.Click("Add 1 item")
	p.See("1 item added to the portal.")
	sharedItems(p).Row("Floor plan").See("Shared just now by Ed Itor")
	p.Click("Add files")
	p.Drop(".desk-drop", browser.File(t, "Section B.pdf", pdf))
	p.SeeChecked("Share to Client Portal", true)
	p.Click("Add document")
	sharedItems(p).See("Section B")
	if wrong := s.sees(s.annClient, true); wrong != nil {
		t.Errorf("shared again, Ann is refused %v", wrong)
	}
}

func TestHO06_BrowserClientRemoved(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, editor, "/portal")
	portalAccess(p).Row("ann@client.test").See("Can sign in")
	choose(portalAccess(p), " for Ann", "Remove client")
	p.Dialog("Remove this client?").See("Ann can no longer sign in to this portal. The shared items stay in it.")
	p.Dialog("Remove this client?").Click("Remove")
	p.See("Nobody is on the access list yet.")
	sharedItems(p).See("Floor plan")
	if wrong := s.sees(s.annClient, false); wrong != nil {
		t.Errorf("the removed client still has %v", wrong)
	}

	// In again: a contact of the company; then somebody new, with credentials.
	p.Click("Add client")
	p.Dialog("Add client").Fill("Contact", "an")
	p.Dialog("Add client").Click("Ann ann@client.test")
	p.Dialog("Add client").Click("Add")
	portalAccess(p).Row("ann@client.test").See("Can sign in")
	p.Click("Add client")
	p.Click("New contact")
	p.Fill("Name", "Nora New")
	p.Fill("Email", "nora@client.test")
	p.Click("Add contact")
	portalAccess(p).Row("Nora New").See("Nora New was never given access.")
	p.See("1 of 2 clients can sign in.")
	portalAccess(p).Row("Nora New").Click("Enable Access")
	p.Dialog("Portal Credentials").SeeValue("Email", "nora@client.test")
	p.Click("Done")
	portalAccess(p).Row("Nora New").See("Can sign in")
	p.See("2 clients can sign in.")
}

func TestHO07_BrowserClientPortalCard(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, viewer, "")
	card := p.Within("section", "Client portal")
	card.See("Portal enabled")
	card.See("1 client can sign in.")
	card.See("1 shared item.")
	card.Click("Manage portal")
	heading(p, "Manage portal")
	if url := p.URL(); !strings.HasSuffix(url, "#/projects/"+s.project+"/portal") {
		t.Errorf("the card leads to %s", url)
	}
}

func TestHO08_BrowserPreviewOpensInANewTab(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for name, test := range map[string]struct {
		section, button string
		options         []browser.Option
	}{
		"header": {section: "/portal", button: "View portal"},
		"card":   {section: "", button: "View as client"},
		"phone":  {section: "/portal", button: "View portal", options: []browser.Option{browser.Phone}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := s.projectPage(t, viewer, test.section, test.options...)
			p.SeeButton(test.button)
			tab := p.NewTab(func() { p.Click(test.button) })
			tab.Wait("the preview opens", `location.pathname === "/preview/" && location.hash === "#/projects/hafenstrasse-3"`)
			tab.Wait("the preview is Ann's", `fetch("/api/preview/session").then((r) => r.json()).then((me) => me.preview && me.contact.name === "Ann")`)
			p.Reload() // still signed in as themself
			p.SeeButton(test.button)
			p.See("Projects")
		})
	}
}

func TestHO10_BrowserCopyLink(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, editor, "/portal")
	url := s.portal(s.viewer).String("url")
	if copied := p.Copied(func() { p.Click("Copy link") }); copied != url || !strings.HasSuffix(url, "/p/hafenstrasse-3") {
		t.Errorf("copied %q, the portal is at %q", copied, url)
	}
	p.See("Client portal link copied.")
}

func TestHO11_BrowserDisablePortal(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, editor, "/portal", browser.Phone)
	p.Click("Disable portal")
	p.See("Clients won't be able to sign in while this is off. Re-enable anytime.")
	p.Click("Cancel")
	if !s.portal(s.viewer).Bool("portalEnabled") {
		t.Error("cancelling disables the portal")
	}
	p.Click("Disable portal")
	p.Click("Disable")
	p.SeeButton("Enable portal")
	p.See("Portal disabled")
	portalAccess(p).Row("ann@client.test").See("This portal is disabled.")
	sharedItems(p).See("Floor plan")
	if wrong := s.sees(s.annClient, false); wrong != nil {
		t.Errorf("while it is off Ann has %v", wrong)
	}
	p.Click("Enable portal")
	p.SeeButton("Disable portal")
	portalAccess(p).Row("ann@client.test").See("Can sign in")
	if wrong := s.sees(s.annClient, true); wrong != nil {
		t.Errorf("on again, Ann is refused %v", wrong)
	}
}

func TestHO11_BrowserFirmWideSwitch(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.desk(t, manager)
	s.open(t, p, "#/portal-settings")
	p.Click("Disable portal")
	p.See("Clients won't be able to sign in while this is off. Re-enable anytime.")
	p.Click("Disable")
	p.SeeButton("Enable portal")
	s.bobClient.Call("GET", uploads, nil).Want(http.StatusForbidden)
	s.open(t, p, "#/projects/"+s.project+"/portal")
	p.See("Off for the whole firm")
	portalAccess(p).See("The portal of the whole firm is off.")
	s.open(t, p, "#/portal-settings")
	p.Click("Enable portal")
	p.SeeButton("Disable portal")
	s.bobClient.Call("GET", uploads, nil).Want(http.StatusOK)
	for _, done := range []string{"enabled", "disabled"} {
		p.Within("ol[aria-label=Activity]", "").See("Mana Ger " + done + " the portal of ")
	}
}

// What a client opens shows as opened by itself; what staff look at does not.
func TestHO13_BrowserOpenedIsShown(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, editor, "/portal")
	sharedItems(p).Row("Floor plan").See("Not opened yet")
	choose(sharedItems(p), " for Floor plan", "Preview")
	p.Click("Close")
	s.annClient.Call("GET", uploads+"/"+s.document+"/file", nil).Want(http.StatusOK)
	sharedItems(p).Row("Floor plan").See("Opened Ann")
}

func TestHO17_BrowserReadOnlyWithoutPermission(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.Staff("Bar Red", "editor")
	s.Staff("Hel Per", "viewer")
	owner := s.desk(t, manager)
	s.open(t, owner, "#/projects/"+s.project)
	for name, permission := range map[string]string{"Bar Red (Editor)": "View", "Hel Per (Viewer)": "Edit"} {
		owner.Click("Add person")
		owner.Dialog("Add person").Select("Person", name)
		owner.Dialog("Add person").Select("Permission", permission)
		owner.Dialog("Add person").Click("Add")
		owner.Within("ul[aria-label=Team]", "").See(strings.Split(name, " (")[0])
	}

	for email, may := range map[string]bool{"bar.red@firm.test": false, viewer: false, "hel.per@firm.test": true} {
		p := s.projectPage(t, email, "/portal")
		sharedItems(p).See("Floor plan")
		seen := p.DontSeeButton
		if may {
			seen = p.SeeButton
		} else {
			p.See("You can look at this, but not change it")
		}
		for _, control := range []string{"Add items", "Add files", "Add client", "Disable portal"} {
			seen(control)
		}
		sharedItems(p).Click("More actions for Floor plan")
		p.SeeButton("Preview")
		seen("Remove from portal")
		p.Press("Escape")
		portalAccess(p).Click("More actions for Ann")
		p.SeeButton("View as this client")
		seen("Remove client")
		p.Press("Escape")
		s.open(t, p, "#/projects/"+s.project+"/documents")
		p.Row("Floor plan").SeeButton("Preview")
		for _, control := range []string{"+ Add", "Share", "Edit", "Delete project"} {
			seen = p.DontSeeButton
			if may {
				seen = p.SeeButton
			}
			seen(control)
		}
	}
}

func TestHO18_BrowserPublicLinks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.projectPage(t, editor, "/portal")
	choose(sharedItems(p), " for Floor plan", "Public links")
	dialog := p.Dialog("Public links")
	dialog.Fill("Password (optional)", "open sesame")
	dialog.Fill("Days until it expires", "7")
	dialog.Fill("Most opens", "2")
	dialog.Click("Create link")
	dialog.See("The address is shown this once only.")
	url := p.Copied(func() { dialog.Click("Copy address") })
	address, secret, _ := strings.Cut(url, "/s/#")
	if address == "" || secret == "" {
		t.Fatalf("the address is %q", url)
	}
	dialog.Row("with a password").See("Opened 0 of 2 times")
	openLink(s.Stranger(), secret, "").Want(http.StatusBadRequest)
	openLink(s.Stranger(), secret, "open sesame").Want(http.StatusOK)
	p.Press("Escape") // would lose the address
	dialog.DontSeeButton("Close")
	dialog.See("The address is shown this once only.")
	dialog.Click("Done")
	sharedItems(p).Row("Floor plan").See("1 public link")
	choose(sharedItems(p), " for Floor plan", "Public links")
	if html := p.HTML(); strings.Contains(html, secret) {
		t.Error("the address is shown again")
	}
	p.Dialog("Public links").Row("with a password").See("Active Opened 1 of 2 times")
	p.Dialog("Public links").Click("Deactivate")
	p.Dialog("Deactivate this link?").Click("Deactivate")
	p.Dialog("Public links").Row("with a password").See("Deactivated")
	openLink(s.Stranger(), secret, "open sesame").Want(http.StatusNotFound)
	p.Dialog("Public links").Click("Close")
	sharedItems(p).Row("Floor plan").DontSee("public link")
}

// Both questions of a puzzled phone call are answered on this screen: is it on, and why can somebody not sign in.
func TestHO19_BrowserSaysWhoCanSignIn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, contact := range []map[string]any{{"name": "Nora Never", "email": "nora@client.test"}, {"name": "Nick Nomail"}} {
		id := s.editor.Create("contacts", contact)
		s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": id})
	}
	p := s.projectPage(t, editor, "/portal")
	p.See("Portal enabled 1 of 3 clients can sign in.")
	portalAccess(p).Row("ann@client.test").See("Can sign in")
	portalAccess(p).Row("Nora Never").See("Cannot sign in Nora Never was never given access.")
	portalAccess(p).Row("No email").See("Nick Nomail has no email address to sign in with.")
	portalAccess(p).Row("Nick Nomail").Disabled("Enable Access")
	s.editor.Call("DELETE", "/api/desk/contacts/"+s.ann+"/access", nil).Want(http.StatusNoContent)
	portalAccess(p).Row("ann@client.test").See("Their access was revoked.") // without a reload
	p.See("Nobody can sign in.")
}

func TestBrowserProjectsListAndForm(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := s.desk(t, editor)
	links(p).Click("Projects")
	p.Row("Hafenstraße 3").See("Acme Ltd Active")
	p.Click("New project")
	p.Fill("Name", "Ärztehaus")
	p.Fill("Company", "acm")
	p.Click("Acme Ltd")
	p.Select("Status", "Planned")
	p.Fill("Starts", "2026-03-02")
	p.Fill("Ends", "2026-03-01")
	p.Click("Add project")
	p.See("It cannot end before it starts.")
	p.Fill("Ends", "2026-03-31")
	p.Click("Add project")
	heading(p, "Ärztehaus")
	p.See("Mar 2, 2026")
	links(p).Click("Projects")
	p.Within("tbody", "").See("Ärztehaus Acme Ltd Planned")
	p.Fill("Search projects", "arzte")
	p.DontSee("Hafenstraße")

	p.Click("Ärztehaus")
	p.Click("Edit")
	p.Dialog("Edit project").SeeValue("Company", "Acme Ltd")
	p.Dialog("Edit project").Select("Status", "Archived")
	p.Click("Save")
	p.See("Archived")
	links(p).Click("Projects")
	p.Row("Hafenstraße 3").See("Active")
	p.DontSee("Ärztehaus")
	p.Select("Status", "Archived")
	p.See("Ärztehaus")
	p.DontSee("Hafenstraße")
	p.Select("Status", "All projects")
	p.Click("Hafenstraße 3")
	p.Click("Delete project")
	p.Dialog("Delete Hafenstraße 3?").See("Deleted with it, for good: 1 document, 1 share and the portal access of 1 client.")
	p.Click("Delete")
	p.See("No current projects.")
	p.Click("Show all projects")
	p.See("Ärztehaus")
	p.DontSee("Hafenstraße")
}

// A contact's list says what they see through others, and takes it away from those others only after a question.
func TestBrowserToggleTellsThroughWhom(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	accounts := s.editor.AddDocument("company", s.company, "Accounts", "accounts.pdf", pdf)
	s.editor.Share(accounts, "company", s.company)
	p := s.desk(t, editor)
	s.open(t, p, "#/contacts/"+s.ann+"/documents")
	p.Row("Floor plan").See("Share through Hafenstraße 3")
	p.Row("Floor plan").SeeChecked("Share", true)
	p.Row("Draft").SeeChecked("Share", false)
	p.Row("accounts.pdf").See("Share through Acme Ltd")
	p.Row("accounts.pdf").Click("Share")
	p.Dialog("Stop sharing").See("Accounts is shared with the whole company Acme Ltd: Ann sees it through that.")
	p.Click("Cancel")
	p.Row("accounts.pdf").SeeChecked("Share", true)
	p.Row("accounts.pdf").Click("Share")
	p.Dialog("Stop sharing").Click("Stop sharing")
	p.DontSee("accounts.pdf") // it was nothing but the company's
	s.annClient.Call("GET", uploads+"/"+accounts, nil).Want(http.StatusNotFound)
	if wrong := s.sees(s.annClient, true); wrong != nil {
		t.Errorf("Ann is refused %v", wrong)
	}
}

// What clients send in to a project names it.
func TestBrowserInboxNamesTheProject(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.annClient.Upload("POST", uploads, map[string]string{"title": "Photo", "project": s.project}, "a.pdf", pdf).Want(http.StatusOK)
	p := s.desk(t, editor)
	s.open(t, p, "#/inbox?assigned=all")
	p.Row("Photo").See("Ann · Acme Ltd · Hafenstraße 3")
	p.Row("Photo").Click("Hafenstraße 3")
	p.Click("Documents")
	p.Click("Received")
	p.Row("Photo").See("Ann")
}

// siteTour visits the pages of projects and their dialogs, filled with what makes pages too wide.
func (s *site) siteTour(t *testing.T, visit func(p *browser.Page, what string), options ...browser.Option) {
	t.Helper()
	long := strings.Repeat("Unbreakable", 13)
	s.editor.Call("PATCH", projects+"/"+s.project, map[string]any{
		"name": long, "description": long, "starts": "2026-03-01", "ends": "2026-11-30",
	}).Want(http.StatusOK)
	s.editor.Call("PATCH", "/api/collections/companies/records/"+s.company, map[string]any{"name": "Acme " + long}).Want(http.StatusOK)
	s.editor.Call("PATCH", "/api/collections/documents/records/"+s.document, map[string]any{"title": "Plan " + long}).Want(http.StatusOK)
	s.annClient.Call("GET", uploads+"/"+s.document+"/file", nil).Want(http.StatusOK)
	for _, contact := range []map[string]any{{"name": "Nora " + long, "email": "nora@client.test"}, {"name": "Noel " + long}} {
		id := s.editor.Create("contacts", contact)
		s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": id})
	}
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": s.editorID, "permission": "edit"})
	s.editor.AddDocument("project", s.project, "Draft "+long, strings.Repeat("n", 200)+".pdf", pdf)
	s.link(map[string]any{"password": "open sesame", "maxOpens": 3})

	p := s.desk(t, manager, options...)
	page := "#/projects/" + s.project
	see, show := s.guide(t, p, visit)
	show("#/projects", "Unbreakable")
	show("#/projects?q=zzzz", "No project matches.")
	show("#/projects/nothere00000000", "This is not there any more.")
	show("#/documents/"+s.document, "First on")
	show("#/contacts/"+s.ann+"/documents", "through Unbreakable")
	show(page, "1 of 3 clients can sign in.")
	p.Click("Edit")
	p.Dialog("Edit project").Fill("Company", "acm")
	see("Clients read it in the portal.", "edit project")
	p.Click("Cancel")
	see("It has not been saved.", "discard what was written") // the project is without its company
	p.Click("Discard")
	p.Click("Delete project")
	see("Deleted with it, for good", "delete project")
	p.Click("Cancel")
	p.Click("Add person")
	see("Permission", "add to the team")
	p.Click("Cancel")
	show(page+"/documents", "Draft")
	show(page+"/activity", "Ann opened Plan")
	show(page+"/portal", "Opened")
	p.Within("li", "Plan").Click("More actions for Plan " + long)
	see("Remove from portal", "menu of an item")
	p.Click("Public links")
	p.Dialog("Public links").Click("Create link")
	see("The address is shown this once only.", "public links")
	p.Click("Done")
	p.Click("Add items")
	see("Draft", "add items")
	p.Click("Cancel")
	p.Click("Add client")
	p.Dialog("Add client").Fill("Contact", "an")
	see("ann@client.test", "add client")
	p.Click("Cancel")
	p.Click("Disable portal")
	see("Re-enable anytime.", "disable portal")
	p.Click("Disable")
	see("Portal disabled", "Manage portal, off")
}

func TestBrowserProjectPagesFitAndAreAccessible(t *testing.T) {
	t.Parallel()
	inEveryLook(t, newSite, (*site).siteTour, deskLooksRight)
}
