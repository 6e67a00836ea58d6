package acceptance

import (
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
)

// deskTour visits every page, dialog and state of the dashboard, filled with what makes pages too wide.
func (w *world) deskTour(t *testing.T, visit func(p *browser.Page, what string), options ...browser.Option) {
	t.Helper()
	long := strings.Repeat("Unbreakable", 18)
	w.assignUploadsTo(w.managerID)
	w.editor.Call("PATCH", "/api/collections/contacts/records/"+w.ann, map[string]any{
		"name": "Ann " + long[:150], "phone": "+44 20 7946 0000", "notes": long,
	}).Want(http.StatusOK)
	w.editor.Call("PATCH", "/api/collections/companies/records/"+w.company, map[string]any{
		"name": "Acme Ltd " + long[:150], "website": "https://" + long[:120] + ".example", "address": "1 High Street\nLondon",
	}).Want(http.StatusOK)
	w.member(t, "Nora Never", "nora@client.test", "never")
	w.member(t, "Noel Nomail", "", "never")
	w.member(t, "Cleo Closed", strings.Repeat("c", 60)+"@client.test", "disabled")
	w.annClient.Upload("POST", uploads, map[string]string{"title": long[:190], "description": long}, strings.Repeat("n", 200)+".pdf", pdf).
		Want(http.StatusOK)
	w.editor.Share(w.shared, "company", w.company)

	p := browser.Open(t, w.URL+"/_/", options...)
	see := func(text, what string) {
		t.Helper()
		p.See(text)
		visit(p, what)
	}
	show := func(address, text string) {
		t.Helper()
		w.open(t, p, address)
		see(text, address)
	}
	see("Forgot password", "sign in")
	p.Fill("Email", manager)
	p.Fill("Password", "wrong-password")
	p.Click("Sign in")
	see("Email or password is not right.", "sign in, refused")
	show("#/request-password-reset", "Send link")
	w.open(t, p, "#/login")
	p.Fill("Email", manager)
	p.Fill("Password", testapp.StaffPassword)
	p.Click("Sign in")
	heading(p, "Home")

	// The pages
	show("#/inbox", "1 new")
	show("#/inbox?assigned=all", "Unbreakable")
	show("#/contacts", "nora@client.test")
	show("#/contacts?q=zzzz", "No contact matches.")
	show("#/contacts/"+w.ann, "For Ann")
	show("#/contacts/"+w.ann+"/documents", "For Ann")
	show("#/contacts/"+w.ann+"/documents?tab=received", "Unbreakable")
	show("#/contacts/"+w.ann+"/portal", "Reset Password")
	show("#/contacts/"+w.ann+"/activity", "signed in to the portal")
	show("#/companies", "Acme Ltd")
	show("#/companies/"+w.company, "nora@client.test")
	show("#/companies/"+w.company+"/documents", "Unbreakable")
	show("#/companies/"+w.company+"/portal", "Add an email address first")
	show("#/documents/"+w.shared, "ann.pdf")
	show("#/documents/"+w.annsDocument(t, "Unbreakable"), "nnn")
	show("#/documents/nothere00000000", "This is not there any more.")
	show("#/outbox", "Queued")
	show("#/account", "Change password")
	show("#/portal-settings", "Portal document uploads")
	show("#/portal-settings/staff", "Ed Itor")

	// The dialogs
	p.Click("Add staff")
	see("Role", "add staff")
	p.Click("Cancel")
	w.open(t, p, "#/companies/"+w.company+"/portal")
	p.Row("Nora Never").Click("Enable Access")
	see("The password is shown this once only.", "credentials")
	p.Click("Done")
	p.Row("Nora Never").Click("More actions for Nora Never")
	see("Remove from company", "a menu")
	p.Press("Escape")
	p.Click("Add existing")
	p.Fill("Contact", "bob")
	see("bob@client.test", "picker")
	p.Click("Cancel")
	p.Click("Edit")
	see("Website", "edit company")
	p.Click("Cancel")
	p.Click("Delete company")
	see("Deleted with it, for good", "delete company")
	p.Click("Cancel")
	w.open(t, p, "#/contacts/"+w.ann+"/documents")
	p.Row("For Ann").Click("Preview")
	p.Dialog("For Ann").SeeButton("Download")
	visit(p, "preview")
	p.Click("Close")
	p.Row("For Ann").Click("More actions for For Ann")
	p.Row("For Ann").Click("Share to Client Portal")
	see("Shared with them already.", "share")
	p.Click("Cancel")
	p.Click("+ Add")
	p.Drop(".desk-drop", browser.File(t, strings.Repeat("n", 200)+".pdf", pdf), browser.File(t, "two.pdf", pdf))
	see("two.pdf", "add documents")
	p.Click("Cancel")
}

func TestBrowserDeskPagesFitAndAreAccessible(t *testing.T) {
	t.Parallel()
	inEveryLook(t, newWorld, (*world).deskTour, deskLooksRight)
}
