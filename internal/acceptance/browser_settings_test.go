package acceptance

import (
	"net/http"
	"regexp"
	"testing"
	"time"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
	"portico/internal/testapp/smtptest"
)

// What the two settings for uploads are called.
const (
	assigneeSetting     = "User to assign documents to when uploaded from portal"
	notificationSetting = "Default notification text to be sent to the assigned to when a new document is uploaded"
)

func TestOC06_OC07_OC08_BrowserSettingsAndTheMailTheyMake(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	p := w.desk(t, manager)
	p.Click("Settings")
	section := p.Within("section", "Portal document uploads")
	section.Select(assigneeSetting, "Ed Itor")
	section.Fill(notificationSetting, "Please file it within two days.")
	p.Click("Save changes")
	p.See("Settings saved.")
	p.Reload()
	p.SeeValue(notificationSetting, "Please file it within two days.")
	stored := w.manager.Call("GET", "/api/collections/portal_settings/records/portalsettings0", nil)
	if stored.String("upload_assignee") != w.editorID {
		t.Errorf("stored is %v", stored.At("upload_assignee"))
	}

	w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt June"}, "receipt.pdf", paper(t, "Receipt")).Want(http.StatusOK)
	mail := server.Wait(t, smtptest.To(editor))
	if mail.Subject != "Notification About: Receipt June" {
		t.Errorf("the subject is %q", mail.Subject)
	}
	link := regexp.MustCompile(`<a [^>]*href="([^"]+)"[^>]*>Click here</a>`).FindStringSubmatch(mail.HTML)
	if link == nil {
		t.Fatalf("nothing to click in the mail: %s", mail.HTML)
	}

	// Who is not signed in gets there after the sign-in.
	desk := browser.Open(t, link[1])
	desk.Fill("Email", editor)
	desk.Fill("Password", testapp.StaffPassword)
	desk.Click("Sign in")
	heading(desk, "Receipt June")
	desk.Within("dl", "Assigned to").See("Ed Itor")
	desk.Click("Preview")
	desk.Dialog("Receipt June").SeePDF(1)
}

func TestBrowserSettingsDressThePortal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, manager)
	p.Click("Settings")
	p.Disabled("Save changes")
	p.Fill("Firm name", "Miller & Co")
	p.Choose("Choose a logo", browser.File(t, "logo.png", photo(t)))
	p.Fill("Accent colour", "#0a5c36")
	p.Fill("Largest upload (MB)", "5")
	p.Fill("Payment link", "https://pay.example.com/?n={number}")
	p.Check("Archives (ZIP and the like)", false)
	p.Click("Save changes")
	p.See("Settings saved.")
	p.Disabled("Save changes")
	p.Disabled("Discard")
	p.Wait("nothing is left to save", `!document.querySelector("[aria-busy=true]")`)
	p.Disabled("Save changes")

	client := browser.Open(t, w.URL+"/")
	client.See("Miller & Co")
	client.Wait("the logo is shown", `[...document.images].some((image) => image.naturalWidth === 160)`)
	client.Fill("Email", "ann@client.test")
	client.Fill("Password", w.annPassword)
	client.Click("Sign in")
	client.Click("Upload Document")
	client.See("5 MB")
	w.annClient.Upload("POST", uploads, map[string]string{"title": "t"}, "a.zip", []byte("PK\x05\x06"+string(make([]byte, 18)))).
		Want(http.StatusBadRequest)

	p.Allow("400")
	p.SeeValue("Payment link", "https://pay.example.com/?n={number}")
	p.Fill("Payment link", "https://pay.example.com/?n={invoice}")
	p.Click("Save changes")
	p.See("Nothing is known to fill in for {invoice}. Use {number}, {amount} and {currency}.")
	p.SeeFocus("textbox", "Payment link")
	p.Fill("Payment link", "https://pay.example.com/?n={number}")
	p.Fill("Largest upload (MB)", "0.5")
	p.Click("Save changes")
	p.Wait("the field is marked", `document.activeElement.getAttribute("aria-invalid") === "true" || document.querySelector("input:invalid")`)
	p.Click("Discard")
	p.SeeValue("Largest upload (MB)", "5")
	p.Click("Remove logo")
	p.Click("Save changes")
	p.DontSeeButton("Remove logo")

	// The dashboard goes by the new limit at once, a colleague's as well.
	w.open(t, p, "#/contacts/"+w.ann+"/documents")
	p.Click("+ Add")
	p.See("At most 5 MB each")
	w.firm(map[string]any{"max_upload_size": 3 << 20})
	p.See("At most 3 MB each")
}

func TestBrowserManagersKeepStaffAccounts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.desk(t, manager)
	p.Click("Settings")
	p.Click("Staff accounts")
	p.Row("Mana Ger").See("(you)")
	p.Click("Add staff")
	p.Fill("Name", "Nu Hire")
	p.Fill("Email", "nu.hire@firm.test")
	p.Select("Role", "Viewer: Looks at everything, changes nothing")
	p.SlowAnswers(time.Second)
	p.Dialog("Add staff").Click("Add staff")
	p.Press("Escape") // would lose the password that is on its way
	dialog := p.Dialog("Staff Credentials")
	p.SlowAnswers(0)
	password := p.Copied(func() { dialog.Click("Copy password") })
	dialog.Click("Done")
	p.Row("nu.hire@firm.test").See("Nu Hire")

	hire := browser.Dashboard(t, w.URL, "nu.hire@firm.test", password)
	hire.Click("Contacts")
	hire.See("ann@client.test")
	hire.DontSeeButton("New contact")

	p.Row("Nu Hire").Select("Role of Nu Hire", "Editor")
	p.See("Nu Hire is now editor.")
	hire.Reload()
	hire.SeeButton("New contact")

	p.Row("Nu Hire").Click("More actions for Nu Hire")
	p.Within("[role=menu]", "").Click("Remove")
	p.Dialog("Remove Nu Hire?").Click("Remove")
	p.DontSee("nu.hire@firm.test")
	hire.Reload()
	hire.SeeButton("Sign in")
}

func TestBrowserOutboxTellsWhatBecameOfMails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.assignUploadsTo(w.editorID)
	w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt"}, "receipt.pdf", pdf).Want(http.StatusOK)
	p := w.desk(t, editor)
	p.Click("Outbox")
	p.Row("Notification About: Receipt").See("Queued")
	p.Row("Notification About: Receipt").See("No mail server is set up yet")

	server := smtptest.Start(t)
	server.RefuseRecipient(editor, "550 5.1.1 no such mailbox")
	w.useMail(server)
	p.Row("Notification About: Receipt").See("Failed")
	p.Row("Notification About: Receipt").See("no such mailbox")

	server.React(nil)
	p.Row("Notification About: Receipt").Click("Send again")
	p.Row("Notification About: Receipt").See("Sent")
	server.Wait(t, smtptest.To(editor))
	p.Select("State", "Failed")
	p.See("No such mail.")
}
