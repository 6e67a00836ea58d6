package acceptance

import (
	"fmt"
	"net/http"
	"testing"
)

func TestCC17_BrowserAddAContactAndAnEmail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, editor)
	p.Click("Contacts")
	p.Click("New contact")
	p.Fill("Name", "Zoë Müller")
	p.Fill("Phone", "+44 20 7946 0000")
	p.Fill("Notes", "Prefers calls")
	p.Click("Add contact")
	heading(p, "Zoë Müller")
	p.See("+44 20 7946 0000")
	p.See("Prefers calls")
	p.See("No portal access")

	p.Click("Edit")
	p.Fill("Email", "not an address")
	p.Click("Save")
	p.Wait("the browser asks for an address", `document.querySelector("dialog input:invalid")`)
	p.Fill("Email", "ann@client.test")
	p.Click("Save")
	p.Wait("the server's complaint stands at the field", `document.querySelector("dialog [aria-invalid=true]")?.type === "email"`)
	p.Fill("Email", "zoe@client.test")
	p.Click("Save")
	p.SeeButton("zoe@client.test")

	links(p).Click("Contacts")
	p.Row("Zoë Müller").See("zoe@client.test")
}

func TestBrowserStaffSearchFilterSortAndPageContacts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	for i := range 30 {
		w.editor.Create("contacts", map[string]any{"name": fmt.Sprintf("Client %02d", i)})
	}
	w.editor.Create("contacts", map[string]any{"name": "Émile Zola", "email": "zola@client.test"})
	w.editor.Create("contacts", map[string]any{"name": "zoe lower", "phone": "555 0199"})
	p := w.desk(t, editor)
	p.Click("Contacts")
	names := func(want string) {
		t.Helper()
		p.Wait("the list begins with "+want, fmt.Sprintf(
			`[...document.querySelectorAll("tbody .desk-main-cell")].slice(0, 3).map((cell) => cell.innerText.trim()).join() === %q`, want))
	}
	names("Ann,Bob " + secret + ",Client 00")
	p.See("1–30 of 34 contacts")
	p.Click("Next")
	p.See("31–34 of 34 contacts")
	names("Client 28,Client 29,Émile Zola")
	p.Reload() // the address says which page
	names("Client 28,Client 29,Émile Zola")
	p.Click("Previous")
	p.Click("Name")
	names("zoe lower,Émile Zola,Client 29")

	for typed, want := range map[string]string{"emile": "Émile Zola", "ZOLA émi": "Émile Zola", "0199": "zoe lower", "client.test bob": "Bob"} {
		p.Fill("Search contacts", typed)
		p.See("1 contact")
		p.See(want)
	}
	p.Fill("Search contacts", "")
	p.Select("Portal access", "Portal access enabled")
	p.See("2 contacts")
	p.Fill("Search contacts", "nobody of that name")
	p.See("No contact matches.")
	p.Click("Show all contacts")
	p.See("1–30 of 34 contacts")
	wantNoneRefused(t, p)
}

func TestBrowserStaffCompanies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, editor)
	p.Click("Companies")
	p.Click("New company")
	p.Click("Add company")
	p.Wait("the name is asked for", `document.querySelector("dialog input:invalid")`)
	p.Fill("Name", "Brown & Sons")
	p.Fill("Website", "https://brown.example")
	p.Fill("Address", "1 High Street\nLondon")
	p.Click("Add company")
	heading(p, "Brown & Sons")
	p.SeeButton("https://brown.example")
	p.See("1 High Street London")
	p.See("This company has no contacts yet.")

	// A contact of several companies has one primary one.
	p.Within("nav", "Overview").Click("Portal")
	p.Click("Add existing")
	p.Fill("Contact", "ann")
	p.Click("Ann ann@client.test")
	p.Dialog("Add an existing contact").Click("Add")
	p.Row("Ann").DontSee("Primary")
	p.Row("Ann").Click("More actions for Ann")
	p.Within("[role=menu]", "").Click("Make primary company")
	p.Row("Ann").See("Primary")
	p.Click("Ann")
	p.Within("[role=tablist]", "Document(s)").Click("Companies")
	p.Row("Brown & Sons").See("Primary")
	p.Row("Acme Ltd").DontSee("Primary")

	links(p).Click("Companies")
	p.Fill("Search companies", "brown")
	p.DontSee("Acme Ltd")
	p.Click("Brown & Sons")
	p.Click("Edit")
	p.Fill("Name", "Brown & Daughters")
	p.Click("Save")
	heading(p, "Brown & Daughters")
	p.Within("nav", "Overview").Click("Portal")
	p.Row("Ann").Click("More actions for Ann")
	p.Within("[role=menu]", "").Click("Remove from company")
	p.See("This company has no contacts yet.")
	wantNoneRefused(t, p)
}

func TestBrowserStaffAreToldWhatDeletingTakesAlong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.editor.AddDocument("company", w.company, "Accounts", "accounts.pdf", pdf)
	w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt"}, "receipt.pdf", pdf).Want(http.StatusOK)
	p := w.desk(t, editor)
	w.open(t, p, "#/companies/"+w.company)
	p.Click("Delete company")
	confirm := p.Dialog("Delete Acme Ltd?")
	confirm.See("Deleted with it, for good: 1 document and its link to 1 contact.")
	confirm.See("1 document stays, being filed under a contact or a project as well. The contacts themselves stay.")
	confirm.Click("Cancel")
	heading(p, "Acme Ltd")
	p.Click("Delete company")
	confirm.Click("Delete")
	heading(p, "Companies")
	p.See("No companies yet.")

	w.open(t, p, "#/contacts/"+w.ann)
	p.Click("Delete contact")
	confirm = p.Dialog("Delete Ann?")
	confirm.See("Deleted with it, for good: 3 documents, 1 share and 1 open session.")
	confirm.See("To end portal access only, use Revoke.")
	confirm.Click("Delete")
	heading(p, "Contacts")
	p.DontSee("ann@client.test")
	p.Row("Bob").See("bob@client.test")
	w.annClient.Call("GET", "/api/portal/documents", nil).Want(http.StatusUnauthorized)

	// A page of what is gone says so.
	for _, address := range []string{"#/contacts/" + w.ann, "#/companies/" + w.company, "#/documents/" + w.shared} {
		w.open(t, p, address)
		p.See("This is not there any more.")
	}
}

func TestBrowserStaffOnAFlakyConnection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, editor)
	w.open(t, p, "#/contacts/"+w.bob)
	p.See("For Bob")
	links(p).Click("Contacts")
	p.See("ann@client.test")
	p.Offline(true)
	p.Click("Ann")
	p.See("No connection to the server.")
	p.Offline(false)
	p.Click("Try again")
	p.See("For Ann")

	p.Click("Edit")
	p.Offline(true)
	p.Fill("Phone", "555 0100")
	p.Click("Save")
	p.Dialog("Edit contact").See("No connection to the server.")
	p.Offline(false)
	p.SeeValue("Phone", "555 0100")
	p.Click("Save")
	p.SeeButton("555 0100")

	// A page whose code has not been loaded yet.
	p.Allow("Failed to fetch dynamically imported module")
	p.Offline(true)
	p.Click("Outbox")
	p.See("This page could not be loaded.")
	p.Offline(false)
	p.Click("Try again")
	heading(p, "Outbox")
}
