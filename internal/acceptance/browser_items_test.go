package acceptance

import (
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
)

// A client reads what an invoice and a daily log say, and takes the PDF along.
func TestHO01_BrowserClientReadsItems(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	invoice, log := s.write("invoice", "sent"), s.write("daily_log", "")
	s.addPhoto(t, log)
	s.editor.Share(invoice, "project", s.project)
	s.editor.Share(log, "project", s.project)
	client := s.olga(t)
	client.Row("Kitchen invoice").See("Invoice · PDF")
	client.Row("Kitchen invoice").See("New")
	client.Row("Kitchen invoice").Click("Preview Kitchen invoice")
	dialog := client.Dialog("Kitchen invoice")
	for _, text := range []string{"2026-014", "May 31, 2026", "June 30, 2026", "Survey", "€251.25", "-€50.00", "€201.25", "Tax 19% of €201.25", "€38.24", "€239.49", "Thank you."} {
		dialog.See(text)
	}
	client.Accessible("an invoice")
	name, content := client.Download(func() { dialog.Click("Download Kitchen invoice") })
	if text := pdfText(t, content); name != "Invoice 2026-014.pdf" || !strings.Contains(text, "239.49") {
		t.Errorf("%s says %s", name, text)
	}
	dialog.Click("Preview")
	client.SeePDF(1)
	dialog.Click("Back")
	dialog.See("Survey")
	edited := s.written("invoice", "paid")
	s.editor.Call("PUT", items+"/"+invoice, edited).Want(http.StatusOK)
	dialog.See("Paid") // by itself
	client.Click("Close")
	client.Row("Kitchen invoice").DontSee("New")

	client.Row("Kitchen daily_log").Click("Preview Kitchen daily_log")
	dialog = client.Dialog("Kitchen daily_log")
	for _, text := range []string{"May 12, 2026", "Dry, 14 °C", "Daniel, Mira", "Footings poured."} {
		dialog.See(text)
	}
	client.Accessible("a daily log")
	dialog.Click("Open photo Fundament Süd.jpg")
	client.Wait("the photo is shown", `document.querySelector(".preview-image img")?.naturalWidth === 40`)
	dialog.Click("Back")
	dialog.See("Footings poured.")
}

// A guest with a link reads the same.
func TestHO18_BrowserGuestReadsItems(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for kind, says := range map[string]string{"estimate": "€239.49", "daily_log": "Footings poured."} {
		s.document = s.write(kind, "sent")
		s.editor.Share(s.document, "project", s.project)
		if kind == "daily_log" {
			s.addPhoto(t, s.document)
		}
		_, secret := s.link(nil)
		guest := s.guest(t, secret, browser.Phone)
		guest.See(says)
		guest.Accessible("a guest's " + kind)
		fits(t, guest, "a guest's "+kind)
		if kind == "daily_log" {
			guest.Click("Open photo Fundament Süd.jpg")
			guest.Wait("the photo is shown", `document.querySelector(".preview-image img")?.naturalWidth === 40`)
			continue
		}
		if _, content := guest.Download(func() { guest.Click("Download") }); !strings.Contains(pdfText(t, content), "239.49") {
			t.Error("the guest's PDF does not say the total")
		}
	}
}

// Staff write an invoice line by line, share it, and the client reads the same totals and takes the PDF along.
func TestHO01_BrowserStaffWriteAnInvoice(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	staff := s.desk(t, editor)
	staff.Allow("400")
	s.open(t, staff, "#/projects/"+s.project+"/documents")
	staff.Click("+ Add")
	staff.Click("Estimate")
	staff.Dialog("New estimate").Fill("Number", "2026-031")
	staff.Click("Invoice") // on second thoughts
	form := staff.Dialog("New invoice")
	form.SeeValue("Number", "2026-031")
	keep := func() { staff.Dialog("Discard what you have written?").Click("Keep writing") }
	staff.Press("Escape")
	keep()
	form.Click("Files")
	keep()
	form.SeeValue("Number", "2026-031")
	form.Fill("Date", "2026-05-31")
	form.Fill("Due", "2026-05-01")
	first := form.Within("fieldset", "Line 1")
	first.Fill("Description", "Tiles 👍")
	first.Fill("Quantity", "2,5")
	first.Fill("Price", "1,000.00")
	first.Fill("Tax %", "20")
	form.Click("Add invoice")
	form.See("Use a number such as 12.50.")
	first.Fill("Price", "100.10")
	first.See("€250.25")
	form.Click("Add line")
	second := form.Within("fieldset", "Line 2")
	second.SeeValue("Tax %", "20")
	second.Fill("Description", "Deposit paid")
	second.Fill("Price", "-50")
	second.Fill("Discount %", "10")
	form.See("€246.30")
	staff.Accessible("the form of an invoice")
	fits(t, staff, "the form of an invoice")
	form.Click("Move line 2 up")
	form.Within("fieldset", "Line 1").SeeValue("Description", "Deposit paid")
	form.Click("Add line")
	form.Click("Remove line 3")
	form.Click("Add invoice")
	form.See("This is before the date of issue.")
	form.See("The PDF's font cannot show 👍.")
	form.Fill("Due", "2026-06-30")
	form.Within("fieldset", "Line 2").Fill("Description", "Tiles")
	form.Click("Add invoice")
	staff.See("Saved.")
	staff.Row("Invoice 2026-031").See("Draft")
	staff.Row("Invoice 2026-031").See("not while it is a draft")

	staff.Click("Invoice 2026-031")
	staff.See("€246.30")
	staff.Accessible("the page of an invoice")
	fits(t, staff, "the page of an invoice")
	staff.Click("Edit")
	form = staff.Dialog("Edit invoice")
	form.Within("fieldset", "Line 2").SeeValue("Price", "100.10")
	form.Select("Status", "Sent")
	form.Click("Save")
	staff.See("Saved.")
	s.open(t, staff, "#/projects/"+s.project+"/documents")
	staff.Row("Invoice 2026-031").Check("Share", true)

	client := s.olga(t)
	client.Row("Invoice 2026-031").Click("Preview Invoice 2026-031")
	dialog := client.Dialog("Invoice 2026-031")
	dialog.See("€246.30")
	dialog.See("June 30, 2026")
	_, content := client.Download(func() { dialog.Click("Download Invoice 2026-031") })
	if text := pdfText(t, content); !strings.Contains(text, "246.30") || !strings.Contains(text, "Tiles") {
		t.Errorf("the PDF says %s", text)
	}
}

// Staff keep a daily log with photos, on a phone.
func TestHO01_BrowserStaffKeepADailyLog(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	staff := s.desk(t, editor, browser.Phone)
	s.open(t, staff, "#/projects/"+s.project+"/documents")
	staff.Click("+ Add")
	staff.Click("Daily log")
	form := staff.Dialog("New daily log")
	form.Fill("Date", "2026-05-12")
	form.Fill("Weather", "Dry, 14 °C")
	form.Fill("Crew", "Mira")
	form.Fill("Notes", "Footings poured.")
	staff.Drop(".desk-drop", browser.File(t, "a.png", photo(t)), browser.File(t, "b.jpg", snapshot(t)))
	form.See("b.jpg")
	form.Check("Share to Client Portal", true)
	staff.Accessible("the form of a daily log")
	fits(t, staff, "the form of a daily log")
	form.Click("Add daily log")
	staff.See("Saved.")
	staff.Click("Daily log 2026-05-12")
	staff.See("Footings poured.")
	staff.Click("Open photo a.png")
	staff.Wait("the photo is shown", `document.querySelector(".preview-image img")?.naturalWidth === 160`)
	staff.Click("Close")
	staff.Accessible("the page of a daily log")
	fits(t, staff, "the page of a daily log")
	staff.Click("Edit")
	form = staff.Dialog("Edit daily log")
	form.Click("Remove a.png")
	form.DontSee("a.png")
	form.Fill("Crew", "Mira, Daniel")
	form.Click("Save")
	staff.See("Mira, Daniel")
	staff.DontSeeButton("Open photo a.png")

	client := s.olga(t)
	client.Row("Daily log 2026-05-12").Click("Preview Daily log 2026-05-12")
	client.Dialog("Daily log 2026-05-12").Click("Open photo b.jpg")
	client.Wait("the photo is shown", `document.querySelector(".preview-image img")?.naturalWidth === 40`)
}
