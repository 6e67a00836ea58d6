package acceptance

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"portico/internal/testapp/browser"
)

// tour visits every page, dialog and state of the portal.
func (w *world) tour(t *testing.T, visit func(page *browser.Page, what string), options ...browser.Option) {
	t.Helper()
	w.firm(map[string]any{"firm_name": "Miller & Co"})
	w.shareWithAnn(strings.Repeat("Unbreakable", 18), strings.Repeat("n", 200)+".pdf", paper(t, "One", "Two"))
	w.shareWithAnn("Notes", "notes.txt", []byte(strings.Repeat("A long line of text. ", 100)))
	w.shareWithAnn("Photo", "photo.png", photo(t))
	w.shareWithAnn("Archive", "archive.zip", []byte("PK\x05\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	page := browser.Open(t, w.URL+"/", options...)
	see := func(text, what string) {
		t.Helper()
		page.See(text)
		visit(page, what)
	}
	// Outside
	see("Forgot password", "sign in")
	page.Click("Sign in")
	see("Enter your password.", "sign in, with errors")
	page.Go(w.URL + "/#/code")
	see("We send you a code by mail.", "asking for a code")
	page.Fill("Email", "ann@client.test")
	page.Click("Email me a sign-in code")
	see("Enter your code", "entering a code")
	page.Go(w.URL + "/#/forgot")
	see("Email me a link", "forgot password")
	page.Fill("Email", "ann@client.test")
	page.Click("Email me a link")
	see("Check your email", "mail sent")
	page.Go(w.URL + "/#/reset/no.such.token")
	see("Set a new password", "setting a password")
	page.Fill("New password", "a new password")
	page.Click("Set password")
	see("This link no longer works", "a used link")

	page.Go(w.URL + "/#/sign-in")
	page.Fill("Email", "ann@client.test")
	page.Fill("Password", w.annPassword)
	page.Click("Sign in")

	// Documents
	see("Hello, Ann", "home")
	page.See("New documents")
	menu(page).Click("Documents")
	see("5 documents", "shared documents")
	for _, title := range []string{"Unbreakable", "Notes", "Photo", "Archive"} {
		page.Row(title).Click("Preview")
		page.Dialog(title).SeeButton("Download")
		page.Wait("it is open", `!document.querySelector(".preview-wait")`)
		visit(page, "preview of "+title)
		page.Click("Close")
	}
	page.Fill("Search documents", "nothing")
	see("Nothing found", "a search in vain")
	page.Click("My uploads")
	see("No uploads yet", "no uploads")
	page.Click("Ann: menu")
	see("Sign out", "the menu")
	page.Click("Ann: menu")

	// Upload
	page.Click("Upload Document")
	see("up to 100 MB each.", "upload, empty")
	page.Dialog("Upload Document").Click("Upload")
	see("Enter a title.", "upload, with errors")
	page.Choose("Choose files", browser.File(t, strings.Repeat("n", 200)+".pdf", pdf), browser.File(t, "empty.pdf", nil))
	see("This file is empty", "upload of several, one empty")
	page.Click("Remove empty.pdf")
	page.SlowAnswers(2 * time.Second)
	page.Dialog("Upload Document").Click("Upload")
	see("Uploading 1 document…", "upload, under way")
	page.SlowAnswers(0)
	see("Document uploaded", "upload, done")
	page.Click("Done")
	see("1 document", "uploads")
	page.Click("Delete")
	see("Delete this document?", "delete")
	page.Click("Cancel")

	// Account
	page.Click("Ann: menu")
	page.Within(".menu-panel", "").Click("Account")
	see("Unknown device", "account")
	page.Click("Change password")
	page.Within("form", "Current password").Click("Change password")
	see("Enter your current password.", "change password")
	page.Click("Sign out everywhere")
	see("Sign out everywhere?", "sign out everywhere")
	page.Click("Cancel")

	// When something is not as it should be
	page.Offline(true)
	see("No connection to the portal.", "offline")
	page.Click("Documents")
	see("Your documents could not be loaded", "list not loaded")
	page.Offline(false)
	page.See("Unbreakable")
	page.Unreachable("http://*:*/api/*")
	page.Reload()
	see("The portal cannot be reached", "unreachable")
	page.Unreachable("")
	page.Click("Try again")
	page.See("Unbreakable")
	w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(200)
	see("Your session has ended", "session ended")
	page.Fill("Email", "bob@client.test")
	page.Fill("Password", w.bobPassword)
	page.Click("Sign in")
	page.See("For Bob")
	w.editor.Call("DELETE", "/api/desk/contacts/"+w.bob+"/access", nil).Want(204)
	see("Your access was ended", "access ended")
}

func TestBrowserEveryPageIsAccessibleAndFits(t *testing.T) {
	t.Parallel()
	inEveryLook(t, newWorld, (*world).tour, portalLooksRight)
}

func TestBrowserMessagesAreAccessibleAndFit(t *testing.T) {
	t.Parallel()
	inEveryLook(t, newSite, (*site).messagesTour, portalLooksRight)
}

// tabTo presses Tab until something has the focus; each step has to be visible.
func tabTo(t *testing.T, page *browser.Page, role, name string) {
	t.Helper()
	var passed []string
	for range 40 {
		page.Press("Tab")
		gotRole, gotName := page.Focused()
		var beside bool
		page.Evaluate("document.activeElement === document.body", &beside)
		if beside {
			continue // on the way round, through the browser's own
		}
		var visible bool
		page.Evaluate(`[document.activeElement, document.activeElement.closest("label")].some((element) => {
			const style = element && getComputedStyle(element);
			return style && ((style.outlineStyle !== "none" && style.outlineWidth !== "0px") || style.boxShadow !== "none");
		})`, &visible)
		if !visible {
			t.Errorf("nobody sees that the focus is on the %s %q", gotRole, gotName)
		}
		if gotRole == role && gotName == name {
			return
		}
		passed = append(passed, fmt.Sprintf("%s %q", gotRole, gotName))
	}
	t.Fatalf("Tab does not lead to the %s %q, but to %s", role, name, strings.Join(passed, ", "))
}

func TestBrowserKeyboardAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	page := browser.Open(t, w.URL+"/")
	page.SeeButton("Sign in")
	tabTo(t, page, "textbox", "Email")
	page.Type("ann@client.test")
	tabTo(t, page, "textbox", "Password")
	page.Type(w.annPassword)
	page.Press("Enter")
	page.See("For Ann")
	page.SeeFocus("heading", "Hello, Ann") // where screen readers go on to read
	tabTo(t, page, "link", "Preview For Ann")
	page.Press("Shift+Tab")
	page.Press("Shift+Tab")
	page.SeeFocus("button", "Upload Document")
	page.Go(w.URL + "/#/documents")
	page.See("1 document")
	page.SeeFocus("heading", "Documents")

	// Upload
	tabTo(t, page, "button", "Upload Document")
	page.Press("Enter")
	page.SeeFocus("textbox", "Title")
	page.Type("Lease")
	tabTo(t, page, "textbox", "Description")
	page.Type("signed")
	tabTo(t, page, "button", "Choose files")
	page.ChooseAfter(func() { page.Press("Enter") }, browser.File(t, "lease.pdf", pdf))
	page.Dialog("Upload Document").See("lease.pdf")
	tabTo(t, page, "button", "Upload")
	page.Press("Space")
	page.SeeFocus("heading", "Document uploaded")
	tabTo(t, page, "button", "Done")
	page.Press("Enter")
	page.Row("Lease").See("signed")
	page.SeeFocus("button", "Upload Document") // what has opened the dialog

	// Preview, download, delete
	tabTo(t, page, "link", "Preview Lease")
	page.Press("Enter")
	page.Dialog("Lease").SeeButton("Download")
	page.SeeFocus("heading", "Lease")
	page.Press("Escape")
	page.SeeFocus("link", "Preview Lease")
	tabTo(t, page, "link", "Download Lease")
	if name, _ := page.Download(func() { page.Press("Enter") }); name != "lease.pdf" {
		t.Errorf("downloaded %q", name)
	}
	tabTo(t, page, "button", "Delete Lease")
	page.Press("Enter")
	page.SeeFocus("button", "Cancel") // what does no harm
	tabTo(t, page, "button", "Delete")
	page.Press("Enter")
	page.See("No uploads yet")
	page.SeeFocus("heading", "Documents")

	// Sign out
	page.Press("Shift+Tab")
	tabTo(t, page, "button", "Ann: menu")
	page.Press("Enter")
	tabTo(t, page, "button", "Sign out")
	page.Press("Enter")
	page.See("Forgot password")
}

func TestBrowserPageCatchesUpAfterABreak(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.See("1 document")
	w.Stop(syscall.SIGTERM)
	client.See("No connection to the portal. What you see may be out of date.")
	client.See("For Ann")
	w.Restart()
	w.editor.Share(w.unshared, "contact", w.ann)
	client.DontSee("No connection to the portal.")
	client.See("2 documents") // what happened meanwhile is there

	client.Offline(true)
	client.See("No connection to the portal.")
	client.Row("For Ann").Click("Download")
	client.See("The download could not begin: there is no connection. Try again in a moment.")
	client.Click("Dismiss")
	client.DontSee("The download could not begin")
	client.Row("For Ann").Click("Preview")
	client.Dialog("For Ann").Click("Download")
	client.Dialog("For Ann").See("The download could not begin") // not behind it
	client.Dialog("For Ann").Click("Close")
	client.Offline(false)
	client.DontSee("No connection to the portal.")
	name, _ := client.Download(func() { client.Row("For Ann").Click("Download") })
	if name != "ann.pdf" {
		t.Errorf("downloaded %q", name)
	}
}

func TestBrowserShowsThatItLoads(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.See("For Ann")
	client.SlowAnswers(3 * time.Second)
	client.Click("My uploads")
	client.See("Loading documents…")
	client.SlowAnswers(0)
	client.See("No uploads yet")
	client.DontSee("Loading documents…")
}
