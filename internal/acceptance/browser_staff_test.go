package acceptance

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
	"portico/internal/testapp/smtptest"
)

// The world's staff, by what they sign in with.
const (
	manager = "mana.ger@firm.test"
	editor  = "ed.itor@firm.test"
	viewer  = "vi.ewer@firm.test"
)

// desk is a staff member's browser, signed in to the dashboard.
func (w *world) desk(t *testing.T, email string, options ...browser.Option) *browser.Page {
	t.Helper()
	return browser.Dashboard(t, w.URL, email, testapp.StaffPassword, options...)
}

// open opens a page of the dashboard by its address, as a bookmark does: "#/contacts".
func (w *world) open(t *testing.T, p *browser.Page, address string) {
	t.Helper()
	p.Go(w.URL + "/_/" + address)
}

// links are the links on top of the dashboard.
func links(p *browser.Page) *browser.Page { return p.Within(".app-main-nav", "") }

// heading waits until the page's heading contains a text.
func heading(p *browser.Page, text string) { p.Within("h1", "").See(text) }

// wantNoneRefused fails the test if the server refused one of the page's own requests.
func wantNoneRefused(t *testing.T, p *browser.Page) {
	t.Helper()
	for _, request := range p.Refused() {
		t.Errorf("refused: %s", request)
	}
}

func TestBrowserStaffSeePorticosPagesOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for email, want := range map[string]string{
		manager: "Home Inbox Messages Requests Signing Tickets Contacts Companies Projects Outbox Settings",
		editor:  "Home Inbox Messages Requests Signing Tickets Contacts Companies Projects Outbox",
		viewer:  "Home Inbox Messages Requests Signing Tickets Contacts Companies Projects Outbox",
	} {
		p := w.desk(t, email)
		if got := links(p).Text(); got != want {
			t.Errorf("%s sees the links %s", email, got)
		}
		for link := range strings.FieldsSeq(want) {
			links(p).Click(link)
			heading(p, link)
			if email == viewer { // PocketBase begins to load its own things then, for all staff the same
				p.Reload()
				heading(p, link)
			}
		}
		p.Click(email)
		p.SeeButton("Logout")
		p.See("Your account")
		p.DontSee("Manage superusers")
		p.Press("Escape")
		for _, address := range []string{"#/collections", "#/logs", "#/settings", "#/settings/mail"} {
			w.open(t, p, address)
			heading(p, "Home")
		}
		wantNoneRefused(t, p)
	}
}

func TestBrowserOwnerSeesPocketBasesPagesToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := browser.Dashboard(t, w.URL, testapp.OwnerEmail, testapp.OwnerPassword)
	if got := links(p).Text(); got != "Home Inbox Messages Requests Signing Tickets Contacts Companies Projects Outbox Settings Collections Logs System" {
		t.Errorf("the owner sees the links %s", got)
	}
	p.Refused() // the sign-in asks for staff of that name first
	p.Click("Collections")
	p.See("visible_documents")
	p.Click("Logs")
	p.See("Include requests by superusers")
	p.Click("System")
	p.See("Mail settings")
	p.Click("Settings")
	heading(p, "Settings")
	p.Click("Contacts")
	p.Click("Ann")
	p.SeeButton("Edit")
	wantNoneRefused(t, p)
}

func TestBrowserViewerHasNothingToWriteWith(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt"}, "receipt.pdf", pdf).Want(http.StatusOK)
	p := w.desk(t, viewer)
	for address, see := range map[string]string{
		"#/inbox?assigned=all":                    "Receipt",
		"#/contacts":                              "ann@client.test",
		"#/contacts/" + w.ann:                     "For Ann",
		"#/contacts/" + w.ann + "/documents":      "For Ann",
		"#/contacts/" + w.ann + "/portal":         "Portal access enabled",
		"#/companies":                             "Acme Ltd",
		"#/companies/" + w.company:                "ann@client.test",
		"#/companies/" + w.company + "/documents": "Receipt",
		"#/companies/" + w.company + "/portal":    "Portal access enabled",
		"#/documents/" + w.shared:                 "ann.pdf",
		"#/requests":                              "No requests yet.",
		"#/contacts/" + w.ann + "/requests":       "No requests yet.",
		"#/tickets":                               "No ticket is waiting.",
		"#/contacts/" + w.ann + "/tickets":        "No tickets yet.",
		"#/outbox":                                "No mail yet.",
	} {
		w.open(t, p, address)
		p.See(see)
		for _, control := range []string{
			"New contact", "New company", "Edit", "Delete contact", "Delete company", "Delete", "+ Add", "Add contact",
			"Add existing", "Share", "Stop sharing", "Enable Access", "Re-enable", "Reset Password", "Revoke", "Send again",
			"New request", "Templates", "New ticket",
		} {
			p.DontSeeButton(control)
		}
	}
	w.open(t, p, "#/documents/"+w.shared)
	p.Click("More actions")
	if menu := p.Within("[role=menu]", "").Text(); menu != "Preview Download" {
		t.Errorf("the menu offers %s", menu)
	}
	wantNoneRefused(t, p)

	for _, address := range []string{"#/portal-settings", "#/portal-settings/staff"} {
		w.open(t, p, address)
		p.See("You have no permission for this.")
		p.DontSeeButton("Save changes")
		p.DontSeeButton("Add staff")
	}
}

// Whoever is quicker than the pages ends up where they went last.
func TestBrowserStaffGoOnBeforeAPageHasLoaded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, editor)
	for _, address := range []string{"#/contacts", "#/outbox", "#/companies/" + w.company, "#/contacts/" + w.ann} {
		p.Evaluate(fmt.Sprintf("void (location.hash = %q)", address), nil)
	}
	heading(p, "Ann")
	links(p).Click("Contacts")
	heading(p, "Contacts")
	p.SeeFocus("heading", "Contacts") // where screen readers go on to read
	p.Click("Ann")
	p.SeeFocus("heading", "Ann")
	links(p).Click("Contacts")
	heading(p, "Contacts")
	p.Fill("Search contacts", "bob")
	p.Click("Companies") // before the search has begun
	heading(p, "Companies")
	p.See("Acme Ltd")
	p.Wait("the address is that of the companies", `location.hash === "#/companies"`)
}

func TestBrowserStaffSignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := browser.Open(t, w.URL+"/_/")
	attempt := func(email, password string) {
		t.Helper()
		p.Fill("Email", email)
		p.Fill("Password", password)
		p.Click("Sign in")
	}
	for _, email := range []string{editor, "nobody@firm.test", "ann@client.test"} {
		attempt(email, "wrong-password")
		p.See("Email or password is not right.")
		p.Reload()
	}

	// A link from a mail or a bookmark leads to where it points, after the sign-in.
	w.open(t, p, "#/documents/"+w.shared)
	p.SeeButton("Sign in")
	attempt(editor, testapp.StaffPassword)
	heading(p, "For Ann")
	if url := p.URL(); !strings.HasSuffix(url, "#/documents/"+w.shared) {
		t.Errorf("the sign-in led to %s", url)
	}

	p.Reload()
	heading(p, "For Ann")
	p.Click(editor)
	p.Click("Logout")
	p.SeeButton("Sign in")
	p.DontSee("For Ann")
	attempt(editor, testapp.StaffPassword)
	heading(p, "Home")

	// Another password: here it goes on, live, and elsewhere it is over.
	elsewhere := w.desk(t, editor)
	p.Click(editor)
	p.Click("Your account")
	heading(p, "Your account")
	p.See("Editor: Edits contacts")
	p.Fill("Current password", "wrong-password")
	p.Fill("New password", "a new password")
	p.Click("Change password")
	p.See("This is not your password.")
	p.SeeFocus("textbox", "Current password *")
	p.Fill("Current password", testapp.StaffPassword)
	p.Click("Change password")
	p.See("Password changed. Other devices are signed out.")
	p.SeeValue("New password", "")
	say(w.annClient, portalMessages, "", "", "Hello").Want(http.StatusOK)
	p.See("Messages (1)")
	p.Fill("Name", "Edna Itor")
	p.Click("Save name")
	p.See("Name saved.")
	elsewhere.Allow("401")
	links(elsewhere).Click("Contacts")
	elsewhere.SeeButton("Sign in")
	p.Reload()
	p.SeeValue("Name", "Edna Itor")
	p.Click(editor)
	p.Click("Logout")
	attempt(editor, "a new password")
	heading(p, "Home")
}

func TestBrowserStaffSignInSlowsGuessingDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited() // leaves the account's own backoff
	p := browser.Open(t, w.URL+"/_/")
	p.Fill("Email", editor)
	p.Fill("Password", "wrong-password")
	p.Click("Sign in")
	p.Wait("the answer has come", `!document.querySelector("[aria-busy=true]") && document.querySelector("[role=alert]")`)
	// More, quicker than by hand: each wait is twice as long as the one before, and the last outlasts what comes then.
	for range 7 {
		testapp.Eventually(t, "a guess is heard", func() error {
			answer := w.Stranger().Call("POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": editor, "password": "x"})
			if answer.Status != http.StatusBadRequest {
				return fmt.Errorf("it answers %d", answer.Status)
			}
			return nil
		})
	}
	p.Fill("Password", testapp.StaffPassword)
	p.Click("Sign in")
	p.See("Too many attempts.")
}

func TestBrowserStaffSignInWithOneTimeCode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	w.owner.Call("PATCH", "/api/collections/staff", map[string]any{
		"otp": map[string]any{"enabled": true, "length": 8, "duration": 300}, "mfa": map[string]any{"enabled": true, "duration": 600},
	}).Want(http.StatusOK)

	p := browser.Open(t, w.URL+"/_/")
	p.Fill("Email", editor)
	p.Fill("Password", testapp.StaffPassword)
	p.Click("Sign in")
	p.See("A code is on its way to " + editor)
	first := codeIn(t, server.Wait(t, smtptest.To(editor)))

	p.Fill("One-time code", "00000000")
	p.Click("Sign in")
	p.See("The code is not right, or it is too old.")
	p.Click("Send another code")
	p.See("Another code is on its way to " + editor)
	second := server.Wait(t, func(m smtptest.Message) bool { return smtptest.To(editor)(m) && !strings.Contains(m.Text, first) })
	p.Fill("One-time code", codeIn(t, second))
	p.Click("Sign in")
	heading(p, "Home")
	w.open(t, p, "#/contacts")
	p.See("ann@client.test")
}

func codeIn(t *testing.T, mail smtptest.Message) string {
	t.Helper()
	code := regexp.MustCompile(`\b\d{8}\b`).FindString(mail.Text)
	if code == "" {
		t.Fatalf("no code in %q: %s", mail.Subject, mail.Text)
	}
	return code
}

func TestBrowserStaffResetTheirPasswordByMail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	p := browser.Open(t, w.URL+"/_/")
	p.Click("Forgot password")
	heading(p, "Forgot password")
	p.Fill("Email", editor)
	p.Click("Send link")
	p.See("If " + editor + " has an account here, a mail with a link is on its way.")

	mail := server.Wait(t, smtptest.To(editor))
	link := regexp.MustCompile(regexp.QuoteMeta(w.URL) + `/_/#/[\w./-]+`).FindString(mail.Text)
	if link == "" {
		t.Fatalf("no link in the mail: %s", mail.Text)
	}
	p.Go(link)
	p.See("Type your new password for " + editor)
	p.Fill("New password", "another-password-2")
	p.Fill("New password confirm", "another-password-2")
	p.Click("Set new password")
	p.See("The password was successfully changed.")
	p.Click("Sign in")
	p.Fill("Email", editor)
	p.Fill("Password", testapp.StaffPassword)
	p.Click("Sign in")
	p.See("Email or password is not right.")
	p.Fill("Password", "another-password-2")
	p.Click("Sign in")
	heading(p, "Home")
}
