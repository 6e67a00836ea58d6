package acceptance

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
)

// member makes a contact of the world's company; access is what it should have: "never", "enabled" or "disabled".
func (w *world) member(t *testing.T, name, email, access string) string {
	t.Helper()
	id := w.editor.Create("contacts", map[string]any{"name": name, "email": email})
	w.editor.Create("company_contacts", map[string]any{"company": w.company, "contact": id})
	if access != "never" {
		w.editor.Call("POST", "/api/desk/contacts/"+id+"/access", nil).Want(http.StatusOK)
	}
	if access == "disabled" {
		w.editor.Call("DELETE", "/api/desk/contacts/"+id+"/access", nil).Want(http.StatusNoContent)
	}
	return id
}

// portalOf opens Communications → Portal of the world's company as a member of the staff.
func (w *world) portalOf(t *testing.T) *browser.Page {
	t.Helper()
	p := w.desk(t, editor)
	p.Click("Companies")
	p.Click("Acme Ltd")
	communications := p.Within("[role=group]", "Communications")
	communications.Click("Portal")
	p.Row("Ann").See("Portal access enabled")
	return p
}

// accessOf is the state of a contact's access as the server has it.
func (w *world) accessOf(contact string) string {
	return w.editor.Call("GET", "/api/collections/contacts/records/"+contact, nil).String("access")
}

// credentials copies what the open dialog shows, and closes it.
func credentials(t *testing.T, p *browser.Page) (email, password string) {
	t.Helper()
	dialog := p.Dialog("Portal Credentials")
	copied := func(button string) string {
		return p.Copied(func() {
			dialog.Click(button)
			dialog.See("Copied")
		})
	}
	email, password = copied("Copy email"), copied("Copy password")
	dialog.SeeValue("Email", email)
	dialog.SeeValue("Password", password)
	dialog.Click("Done")
	p.DontSee("Portal Credentials")
	return email, password
}

func TestCC02_BrowserColumnsOfThePortalTable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	table := w.portalOf(t).Within("table", "")
	if head := table.Within("thead", "").Text(); head != "Name Email Status Actions" { // the last for screen readers only
		t.Errorf("the columns are %s", head)
	}
	table.Row("Ann").See("ann@client.test")
	table.Row("Ann").See("Portal access enabled")
}

func TestCC01_CC04_BrowserPortalTableOfACompany(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.member(t, "Cleo Closed", "cleo@client.test", "disabled")
	w.member(t, "Nora Never", "nora@client.test", "never")
	w.member(t, "Noel Nomail", "", "never")
	p := w.portalOf(t)
	table := p.Within("table", "")
	for name, cells := range map[string][]string{
		"Ann":         {"ann@client.test", "Portal access enabled"},
		"Cleo Closed": {"cleo@client.test", "Portal access disabled"},
		"Nora Never":  {"nora@client.test", "No portal access"},
		"Noel Nomail": {"No email", "No portal access"},
	} {
		for _, cell := range cells {
			p.Row(name).See(cell)
		}
	}
	table.DontSee("Bob") // is no contact of this company
	p.See("4 contacts")
	wantNoneRefused(t, p)
}

func TestCC03_BrowserSearchAndFilterThePortalTable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.member(t, "Cleo Élan", "cleo@client.test", "disabled")
	w.member(t, "Nora Elan", "nora@client.test", "never")
	p := w.portalOf(t)
	p.Fill("Search by name", "elan")
	p.DontSee("Ann")
	p.See("Cleo Élan")
	p.See("Nora Elan")
	p.Select("Filter by status", "Portal access disabled")
	p.DontSee("Nora Elan")
	p.See("Cleo Élan")
	p.Fill("Search by name", "")
	for status, who := range map[string]string{
		"No portal access": "Nora Elan", "Portal access enabled": "Ann", "Portal access disabled": "Cleo Élan",
	} {
		p.Select("Filter by status", status)
		p.Row(who).See(status)
		p.See("1 contact")
	}
	var choices []string
	p.Evaluate(`[...document.querySelectorAll(".desk-portal option")].map((option) => option.text)`, &choices)
	if got := strings.Join(choices, ", "); got != "All statuses, No portal access, Portal access enabled, Portal access disabled" {
		t.Errorf("the statuses are %s", got)
	}
	p.Fill("Search by name", "nobody of that name")
	p.See("No contact matches.")
	p.Click("Show all")
	p.See("3 contacts")
}

func TestCC05_CC06_CC07_BrowserEnableAccess(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	nora := w.member(t, "Nora Never", "nora@client.test", "never")
	p := w.portalOf(t)
	p.Row("Nora Never").Click("Enable Access")
	dialog := p.Dialog("Portal Credentials")
	dialog.See("Nora Never")
	p.Press("Escape") // too early to lose the password
	dialog.See("Done")
	email, password := credentials(t, p)
	if email != "nora@client.test" || len(password) < 12 {
		t.Errorf("copied %q and a password of %d characters", email, len(password))
	}
	p.Row("Nora Never").See("Portal access enabled")
	p.Row("Nora Never").DontSeeButton("Enable Access")

	// It is shown that once only: not on the page, not after a reload, not in the contact's record, not in the log.
	for _, address := range []string{"", "#/contacts/" + nora, "#/contacts/" + nora + "/portal"} {
		if address == "" {
			p.Reload()
		} else {
			w.open(t, p, address)
		}
		p.See("Portal access enabled")
		if strings.Contains(p.HTML(), password) {
			t.Errorf("the password stands in the page %s", p.URL())
		}
	}
	if strings.Contains(w.Log(), password) {
		t.Error("the password stands in the log")
	}

	client := browser.Portal(t, w.URL, email, password)
	client.See("Nora Never")
}

func TestCC05_CC10_BrowserRevokeAndReEnable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.See("For Ann")
	p := w.portalOf(t)
	p.Row("Ann").Click("Revoke")
	p.Row("Ann").See("Portal access disabled")
	client.See("Your access was ended") // the open page, by itself
	client.DontSee("For Ann")
	w.annClient.Call("GET", "/api/portal/documents/"+w.shared+"/file", nil).Want(http.StatusUnauthorized)

	p.Row("Ann").DontSeeButton("Enable Access")
	p.Row("Ann").Click("Re-enable")
	_, password := credentials(t, p)
	p.Row("Ann").See("Portal access enabled")
	w.Stranger().Call("POST", "/api/portal/session", map[string]any{"email": "ann@client.test", "password": w.annPassword}).
		Want(http.StatusBadRequest)
	client.Click("Back to sign in")
	client.Fill("Email", "ann@client.test")
	client.Fill("Password", password)
	client.Click("Sign in")
	client.See("For Ann") // what was shared is as it was
}

func TestCC09_BrowserResetPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.See("For Ann")
	p := w.portalOf(t)
	p.Row("Ann").Click("Reset Password")
	email, password := credentials(t, p)
	if password == w.annPassword {
		t.Error("the password is the old one")
	}
	client.DontSee("For Ann") // the open page, by itself
	client.See("Your session has ended")
	w.Stranger().Call("POST", "/api/portal/session", map[string]any{"email": email, "password": w.annPassword}).
		Want(http.StatusBadRequest)
	client.Fill("Email", email)
	client.Fill("Password", password)
	client.Click("Sign in")
	client.See("For Ann")
	p.Row("Ann").See("Portal access enabled")
}

func TestCC08_CC17_BrowserAccessNeedsAnEmail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.portalOf(t)
	p.Click("Add contact")
	p.Fill("Name", "Noel Nomail")
	p.Dialog("New contact").Click("Add contact")
	row := p.Row("Noel Nomail")
	row.Disabled("Enable Access")
	row.See("Add an email address first: the contact signs in with it.")

	row.Click("Add email")
	p.Fill("Email", "noel@client.test")
	p.Click("Save")
	row.See("noel@client.test")
	row.Click("Enable Access")
	email, password := credentials(t, p)
	row.See("Portal access enabled")
	w.SignIn(email, password)
}

// The same, from the contact's own record.
func TestCC05_CC09_CC10_BrowserAccessFromTheContact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, editor)
	w.open(t, p, "#/contacts/"+w.ann)
	p.Within("nav", "Overview").Click("Portal")
	p.See("Ann signs in with ann@client.test.")
	p.Click("Revoke")
	p.See("Portal access disabled")
	p.Click("Re-enable")
	credentials(t, p)
	p.Click("Reset Password")
	_, password := credentials(t, p)
	w.SignIn("ann@client.test", password)
	wantNoneRefused(t, p)
}

// Two colleagues look at the same table: what one changes, the other sees without a reload.
func TestBrowserStaffSeeEachOthersChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one, other := w.portalOf(t), w.portalOf(t)
	one.Row("Ann").Click("Revoke")
	other.Row("Ann").See("Portal access disabled")
	other.Row("Ann").Click("Re-enable")
	credentials(t, other)
	one.Row("Ann").See("Portal access enabled")
	testapp.Eventually(t, "the server agrees", func() error {
		if access := w.accessOf(w.ann); access != "enabled" {
			return fmt.Errorf("it says %s", access)
		}
		return nil
	})
}
