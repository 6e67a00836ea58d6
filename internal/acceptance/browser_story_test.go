package acceptance

import (
	"bytes"
	"net/http"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
	"portico/internal/testapp/smtptest"
)

// The whole of it, as a firm and its client live it: two people, two browsers side by side, and no page reloaded.
func TestBrowserStory_ShareADocumentReceiveAnUploadRevoke(t *testing.T) {
	t.Parallel()
	w := &world{App: testapp.Start(t)}
	w.owner = w.Owner()
	w.manager, _ = w.Staff("Mana Ger", "manager")
	_, w.editorID = w.Staff("Ed Itor", "editor")
	mails := smtptest.Start(t)
	w.useMail(mails)
	w.assignUploadsTo(w.editorID)

	// A company, a contact, access.
	staff := w.desk(t, editor)
	staff.Click("Companies")
	staff.Within(".desk-empty", "No companies yet.").Click("New company")
	staff.Fill("Name", "Brown & Sons")
	staff.Click("Add company")
	heading(staff, "Brown & Sons")
	staff.Within("[role=group]", "Communications").Click("Portal")
	staff.Within(".desk-bar", "").Click("Add contact")
	staff.Fill("Name", "Clara Brown")
	staff.Fill("Email", "clara@brown.example")
	staff.Dialog("New contact").Click("Add contact")
	staff.Row("Clara Brown").Click("Enable Access")
	email, password := credentials(t, staff)
	staff.Row("Clara Brown").See("Portal access enabled")

	// The client comes, and is there when the firm shares a document.
	client := browser.Portal(t, w.URL, email, password)
	client.See("No shared documents yet")
	client.Evaluate("void (globalThis.samePage = true)", nil)
	report := paper(t, "Annual report", "Figures")
	staff.Click("Clara Brown")
	heading(staff, "Clara Brown")
	staff.Within("nav", "Overview").Click("Documents")
	staff.Within(".desk-sidebar [aria-current=page]", "").See("Documents") // the overview has a "+ Add" as well
	staff.Click("+ Add")
	staff.Choose(chooseFiles, browser.File(t, "Report 2026 – final.pdf", report))
	staff.Fill("Title", "Annual report")
	staff.Check("Share to Client Portal", true)
	staff.Click("Add document")
	staff.Row("Annual report").See("Shared")
	client.Row("Annual report").See("New")

	client.Row("Annual report").Click("Preview")
	client.Dialog("Annual report").SeePDF(2)
	client.Click("Close")
	name, content := client.Download(func() { client.Row("Annual report").Click("Download") })
	if name != "Report 2026 – final.pdf" || !bytes.Equal(content, report) {
		t.Errorf("the client downloads %q of %d bytes", name, len(content))
	}
	staff.Click("Annual report")
	staff.Within("section", "Opened by").See("Clara Brown")

	// A file comes back.
	signed := paper(t, "Signed")
	client.Click("Upload Document")
	client.Fill("Title", "Signed report")
	client.Fill("Description", "Signed on every page")
	client.Choose("Choose files", browser.File(t, "signed.pdf", signed))
	client.Dialog("Upload Document").Click("Upload")
	client.See("Document uploaded")
	client.Click("Done")
	client.Row("Signed report").See("Signed on every page")

	mail := mails.Wait(t, smtptest.To(editor))
	if mail.Subject != "Notification About: Signed report" {
		t.Errorf("the mail is called %q", mail.Subject)
	}
	staff.Within("nav", "Clara Brown").Click("Clara Brown") // back to where the document stands
	staff.Click("Received")
	staff.Click("Client Portal")
	staff.Row("Signed report").See("New")
	name, content = staff.Download(func() { staff.Row("Signed report").Click("Download") })
	if name != "signed.pdf" || !bytes.Equal(content, signed) {
		t.Errorf("staff download %q of %d bytes", name, len(content))
	}

	// Unshared, the document is gone.
	client.Click("Shared Documents")
	client.See("Annual report")
	staff.Within("[role=tablist]", "Received").Click("All")
	staff.Row("Annual report").Check("Share", false)
	staff.Row("Annual report").DontSee("Shared")
	client.See("No shared documents yet")
	client.Wait("it is the page of the beginning", "globalThis.samePage")

	// Revoked, everything is.
	elsewhere := w.SignIn(email, password)
	elsewhere.Call("GET", "/api/portal/documents?list=uploads", nil).Want(http.StatusOK)
	staff.Within("nav", "Overview").Click("Portal")
	staff.Click("Revoke")
	staff.See("Portal access disabled")
	elsewhere.Call("GET", "/api/portal/documents?list=uploads", nil).Want(http.StatusUnauthorized)
	client.See("Your access was ended")
	client.Click("Back to sign in")
	client.Fill("Email", email)
	client.Fill("Password", password)
	client.Click("Sign in")
	client.See("Email or password is not right.")
	wantNoneRefused(t, staff)
}
