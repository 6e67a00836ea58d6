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
