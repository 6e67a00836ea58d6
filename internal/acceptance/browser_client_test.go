package acceptance

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
)

// client opens the portal as Ann.
func (w *world) client(t *testing.T, options ...browser.Option) *browser.Page {
	t.Helper()
	return browser.Portal(t, w.URL, "ann@client.test", w.annPassword, options...)
}

// shareWithAnn files a document under Ann, shared.
func (w *world) shareWithAnn(title, fileName string, content []byte) {
	fields := map[string]string{"title": title, "contact": w.ann, "share": "true"}
	w.editor.Upload("POST", "/api/desk/documents", fields, fileName, content).Want(http.StatusOK)
}

// received is what staff find under Received of Ann.
func (w *world) received() *testapp.Answer {
	return w.viewer.Call("GET", "/api/desk/documents?tab=received&contact="+w.ann, nil).Want(http.StatusOK)
}

// firm changes the firm's settings.
func (w *world) firm(settings map[string]any) {
	w.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", settings).Want(http.StatusOK)
}

// paper is a PDF with a text on each page.
func paper(t *testing.T, pages ...string) []byte {
	t.Helper()
	doc := fpdf.New("P", "mm", "A4", "")
	doc.SetFont("Helvetica", "", 24)
	for _, text := range pages {
		doc.AddPage()
		doc.Cell(100, 20, text)
	}
	var file bytes.Buffer
	if err := doc.Output(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// photo is a picture of 160 × 90.
func photo(t *testing.T) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 160, 90))
	for i := range picture.Pix {
		picture.Set(i%160, i/160, color.RGBA{R: 0x20, G: 0x80, B: 0xc0, A: 0xff})
	}
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// sound is a second of silence.
func sound() []byte {
	const rate = 8000
	header := "RIFF\x64\x1f\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x40\x1f\x00\x00"
	return append([]byte(header), bytes.Repeat([]byte{0x80}, rate)...)
}

func TestHL07_BrowserSharedFileAppearsAndGoesWithoutReload(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.Evaluate("void (globalThis.samePage = true)", nil)
	client.See("For Ann")

	document := w.editor.AddDocument("contact", w.ann, "Tax return 2025", "return.pdf", pdf)
	share := w.editor.Share(document, "contact", w.ann)
	client.Row("Tax return 2025").See("New")

	w.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	client.DontSee("Tax return 2025")
	client.See("For Ann")

	// What is open on the screen goes as well.
	client.Row("For Ann").Click("Preview")
	client.Dialog("For Ann").SeeButton("Download")
	w.editor.Call("DELETE", "/api/collections/shares/records/"+w.share, nil).Want(http.StatusNoContent)
	client.Dialog("For Ann").See("This document is not available")
	client.Dialog("For Ann").DontSeeButton("Download")
	client.Click("Close")
	client.See("No shared documents yet")
	client.Wait("it is still the page of the beginning", "globalThis.samePage")
}

func TestCC11_BrowserClientSeesWhatIsSharedAndNothingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	forCompany := w.editor.AddDocument("company", w.company, "Accounts of Acme", "accounts.pdf", pdf)
	w.editor.Share(forCompany, "company", w.company)
	client := w.client(t)
	client.See("Accounts of Acme")
	client.See("For Ann")
	client.See("2 documents")
	client.DontSee("Draft")
	client.DontSee("For Bob")
	if html := client.HTML(); strings.Contains(html, secret) {
		t.Error("the page holds what its reader must not see")
	}

	// Somebody else's document is not there, even for who has its address.
	client.Go(w.URL + "/#/shared/" + w.bobs)
	client.Dialog("Document").See("This document is not available")
	client.Click("Close")
	client.See("For Ann")
}

func TestCC11_BrowserNewUntilOpened(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.shareWithAnn("Invoice 7", "invoice.pdf", paper(t, "Invoice"))
	client := w.client(t)
	client.Within("nav", "Shared Documents").See("Shared Documents 2 , 2 new")
	client.Row("Invoice 7").See("New")
	client.Row("For Ann").See("New")

	client.Row("Invoice 7").Click("Preview")
	client.Dialog("Invoice 7").SeeButton("Download")
	client.Wait("the file is shown", `document.querySelector("dialog iframe")`)
	client.Press("Escape")
	client.Row("Invoice 7").DontSee("New")
	client.Row("For Ann").See("New")
	client.Within("nav", "Shared Documents").See("Shared Documents 1 , 1 new")

	client.Reload()
	client.Row("For Ann").See("New")
	client.Row("Invoice 7").DontSee("New")
}

func TestCC11_BrowserSearchSortAndPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	for _, title := range strings.Split("Émile's lease,Zebra,Apple"+strings.Repeat(",Statement", 30), ",") {
		w.shareWithAnn(title, "file.pdf", pdf)
	}
	client := w.client(t)
	client.See("1–30 of 34 documents")
	client.DontSee("Apple")
	client.Click("Next")
	client.See("31–34 of 34 documents")
	client.See("Apple")
	client.Click("Previous")
	client.See("1–30 of 34 documents")

	client.Select("Sort", "Title A to Z")
	client.Row("Apple").SeeButton("Preview")
	client.Fill("Search documents", "emile")
	client.See("1 document")
	client.See("Émile's lease")
	client.DontSee("Statement")
	client.Reload() // the address holds what was looked for
	client.SeeValue("Search documents", "emile")
	client.See("1 document")

	client.Fill("Search documents", "no such thing")
	client.See("No document matches “no such thing”.")
	client.Click("Clear search")
	client.See("1–30 of 34 documents")
}

func TestHL09_BrowserClientPreviewsFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.shareWithAnn("Contract", "contract.pdf", paper(t, "Page one", "Page two"))
	w.shareWithAnn("Site photo", "site.png", photo(t))
	w.shareWithAnn("Notes", "notes.txt", []byte("Grüße aus Łódź\n<b>not bold</b>\n"))
	w.shareWithAnn("Message", "message.wav", sound())
	w.shareWithAnn("Archive", "archive.zip", []byte("PK\x05\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	for name, look := range map[string][]browser.Option{"desktop": nil, "phone": {browser.Phone}} {
		t.Run(name, func(t *testing.T) {
			client := w.client(t, look...)
			open := func(title string) *browser.Page {
				client.Row(title).Click("Preview")
				return client.Dialog(title)
			}
			contract := open("Contract")
			if name == "phone" { // without a viewer of its own
				contract.See("Page one")
				client.Wait("the page is drawn", `document.querySelector("dialog canvas").getContext("2d").getImageData(0, 0, 300, 300).data.some((value) => value > 0 && value < 100)`)
			} else {
				contract.SeePDF(2)
			}
			client.Click("Close")

			open("Site photo")
			client.Wait("the picture is shown", `document.querySelector("dialog img")?.naturalWidth === 160`)
			client.Click("Close")

			open("Notes").See("Grüße aus Łódź <b>not bold</b>")
			client.Click("Close")

			open("Message")
			client.Wait("the sound can be played", `document.querySelector("dialog audio")?.duration === 1`)
			client.Click("Close")

			archive := open("Archive")
			archive.See("This type of file has no preview.")
			archive.See("Archive · 22 B")
			client.Click("Close")
			client.See("Shared Documents")
		})
	}
}

func TestHL10_BrowserClientDownloadsUnderTheOriginalName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const name = "Jahresabschluss – 2025 (endgültig) 决算 'x'.pdf"
	content := paper(t, "Accounts")
	w.shareWithAnn("Accounts", name, content)
	client := w.client(t)
	check := func(where, gotName string, gotContent []byte) {
		t.Helper()
		if gotName != name {
			t.Errorf("from the %s it is called %q, want %q", where, gotName, name)
		}
		if !bytes.Equal(gotContent, content) {
			t.Errorf("from the %s it has %d other bytes", where, len(gotContent))
		}
	}
	gotName, gotContent := client.Download(func() { client.Row("Accounts").Click("Download") })
	check("list", gotName, gotContent)
	client.Row("Accounts").DontSee("New")

	client.Row("Accounts").Click("Preview")
	gotName, gotContent = client.Download(func() { client.Dialog("Accounts").Click("Download") })
	check("preview", gotName, gotContent)
}

func TestHL11_BrowserClientRemovesAnUpload(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt"}, "receipt.pdf", pdf).Want(http.StatusOK)
	w.annClient.Upload("POST", uploads, map[string]string{"title": "Statement"}, "statement.pdf", pdf).Want(http.StatusOK)
	client := w.client(t)
	client.Row("For Ann").DontSeeButton("Delete") // what the firm has shared is not theirs to delete
	client.Click("My uploads")
	client.Row("Receipt").Click("Delete")
	client.Dialog("Delete this document?").See("Receipt will be removed here and at")
	client.Dialog("Delete this document?").Click("Cancel")
	client.Row("Receipt").Click("Delete")
	client.Dialog("Delete this document?").Click("Delete")
	client.See("“Receipt” was deleted.")
	client.Within("section", "").DontSee("Receipt")
	client.See("1 document")
	if n := w.received().Int("totalItems"); n != 1 {
		t.Errorf("staff have %d received documents, want the other one", n)
	}

	client.Row("Statement").Click("Delete")
	client.Dialog("Delete this document?").Click("Delete")
	client.See("No uploads yet")
	if n := w.received().Int("totalItems"); n != 0 {
		t.Errorf("staff have %d received documents, want none", n)
	}
}
