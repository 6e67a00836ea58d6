package acceptance

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
)

func TestHL09_BrowserStaffPreview(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.editor.AddDocument("contact", w.ann, "Lease", "lease.pdf", paper(t, "Lease"))
	w.editor.AddDocument("contact", w.ann, "Front", "front.png", photo(t))
	w.editor.AddDocument("contact", w.ann, "Minutes", "minutes.txt", []byte("Agreed: the colour is green – für alle.\n"))
	w.editor.AddDocument("contact", w.ann, "Bundle", "bundle.zip", []byte("PK\x05\x06"+strings.Repeat("\x00", 18)))
	p := w.documentsOf(t, w.ann)
	preview := func(title string) *browser.Page {
		t.Helper()
		p.Click("Preview " + title)
		return p.Dialog(title)
	}

	preview("Lease").SeePDF(1)
	p.Click("Close")

	preview("Front")
	p.Wait("the picture is shown", `document.querySelector("dialog img")?.naturalWidth === 160`)
	p.Press("Escape")
	p.Dialog("Front").DontSee("Front")

	preview("Minutes").See("Agreed: the colour is green – für alle.")
	p.Click("Close")

	none := preview("Bundle")
	none.See("This type of file has no preview.")
	none.See("Archive")
	wantNoneRefused(t, p)
}

func TestHL09_BrowserStaffPreviewOnAPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.editor.AddDocument("contact", w.ann, "Lease", "lease.pdf", paper(t, "Lease"))
	p := w.documentsOf(t, w.ann, browser.Phone)
	p.Row("Lease").Click("Preview")
	p.Wait("a page of the PDF is drawn", `document.querySelector("dialog canvas")?.width > 300`)
}

func TestHL10_BrowserStaffDownloadUnderTheOriginalName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const name = "Übersicht \"Mai\" – 你好, 100% (final).pdf"
	content := paper(t, "Accounts")
	w.editor.AddDocument("contact", w.ann, "Accounts", name, content)
	p := w.documentsOf(t, w.ann)
	want := func(do func()) {
		t.Helper()
		// A double quote cannot stand in every system's file names; browsers put something else there.
		got, bytesGot := p.Download(do)
		if got != name && got != "Übersicht _Mai_ – 你好, 100% (final).pdf" {
			t.Errorf("downloaded as %q", got)
		}
		if !bytes.Equal(bytesGot, content) {
			t.Errorf("downloaded %d bytes, want %d", len(bytesGot), len(content))
		}
	}
	want(func() { p.Click("Download Accounts") })
	p.Row("Accounts").Click("More actions for Accounts")
	want(func() { p.Within("[role=menu]", "").Click("Download") })
	p.Row("Accounts").Click("Preview")
	want(func() { p.Dialog("Accounts").Click("Download") })

	// A download that does not begin says why, and says it above the dialog and in it.
	p.Unreachable("http://*:*/api/desk/documents/*/file*")
	p.Dialog("Accounts").Click("Download")
	p.Within(".toasts-container:popover-open", "").See("No connection to the server.")
	p.Wait("it is read out", `document.querySelector("dialog:modal [role=status].desk-hidden")?.textContent === "No connection to the server."`)
	p.Unreachable("")
	p.Click("Close")
	p.Click("Accounts")
	heading(p, "Accounts")
	want(func() { p.Click("Download") })
}

func TestBrowserStaffAddSeveralFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.documentsOf(t, w.ann)
	p.Click("+ Add")
	p.Click("Add document")
	p.See("Choose at least one file.")
	p.Choose(chooseFiles, browser.File(t, "one.pdf", paper(t, "One")))
	p.Fill("Title", "Number one")
	p.Choose(chooseFiles, browser.File(t, "two.pdf", paper(t, "Two")), browser.File(t, "empty.pdf", nil))
	p.Row("one.pdf").SeeValue("Title", "Number one")
	p.Click("Add 3 documents")
	p.Row("empty.pdf").See("This file is empty: it holds 0 bytes.")
	p.Row("one.pdf").See("Done.")
	p.Row("two.pdf").See("Done.")
	p.Row("empty.pdf").DontSeeButton("Retry")
	p.Click("Remove empty.pdf")
	p.See("2 documents added.")
	p.Row("one.pdf").See("Number one")
	p.Row("two.pdf").See("two")
	p.DontSee("empty.pdf")
}

func TestBrowserStaffCancelAndRetryUploads(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.documentsOf(t, w.ann)
	p.Click("+ Add")
	p.Choose(chooseFiles, browser.File(t, "large.txt", bytes.Repeat([]byte("line\n"), 400_000)))
	p.SlowUploads(100_000)
	p.Click("Add document")
	p.Wait("the bar moves", `document.querySelector("progress")?.value > 0`)
	p.Row("large.txt").Click("Cancel")
	p.Row("large.txt").See("Cancelled.")

	p.Offline(true)
	p.Row("large.txt").Click("Retry")
	p.Row("large.txt").See("The connection was lost before the file had fully arrived.")
	p.Offline(false)
	p.Row("large.txt").Click("Retry")
	p.See("1 document added.")
	p.Row("large.txt").See("large")
	if n := w.editor.Call("GET", "/api/desk/documents?q=large&contact="+w.ann, nil).Int("totalItems"); n != 1 {
		t.Errorf("it is stored %d times", n)
	}
}

func TestBrowserStaffChangeADocument(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.documentsOf(t, w.ann)
	choose := func(action string) {
		t.Helper()
		p.Click("More actions")
		p.Within("[role=menu]", "").Click(action)
	}
	p.Click("For Ann")
	heading(p, "For Ann")

	choose("Rename")
	p.Fill("Title", "")
	p.Click("Save")
	p.Wait("the title is asked for", `document.querySelector("dialog input:invalid")`)
	p.Fill("Title", "Annual report")
	p.Fill("Description", "Second edition")
	p.Click("Save")
	heading(p, "Annual report")
	p.See("Second edition")

	choose("Assign")
	p.Select("Assigned to", "Mana Ger")
	p.Click("Assign")
	p.Within("dl", "Assigned to").See("Mana Ger")

	content := paper(t, "Second edition")
	choose("Replace file")
	p.Drop(".desk-drop", browser.File(t, "second.pdf", content))
	p.Click("Replace")
	p.See("File replaced.")
	p.See("second.pdf")
	got := w.annClient.Call("GET", "/api/portal/documents/"+w.shared+"/file", nil).Want(http.StatusOK)
	if !bytes.Equal(got.Body, content) {
		t.Error("the client gets another file")
	}

	choose("Delete")
	p.Dialog("Delete this document for good?").Click("Delete")
	p.SeeButton("+ Add") // of the list it stood in
	p.DontSee("Annual report")
	wantNoneRefused(t, p)
}

func TestBrowserStaffSearchAndSortDocuments(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.editor.AddDocument("contact", w.ann, "Änderung am Vertrag", "b.pdf", pdf)
	p := w.documentsOf(t, w.ann)
	rows := p.Within("ul", "ann.pdf")
	p.Select("Sort by", "Title A–Z")
	p.Wait("it is sorted", `[...document.querySelectorAll(".desk-row-title a")].map((a) => a.textContent.slice(0, 3)).join() === "Änd,Dra,For"`)
	rows.See("ann.pdf")
	p.Fill("Search documents", "anderung VERTRAG")
	p.DontSee("For Ann")
	p.See("b.pdf")
	p.Reload() // what was asked for stands in the address
	p.SeeValue("Search documents", "anderung VERTRAG")
	p.See("b.pdf")
	p.DontSee("For Ann")
	p.Fill("Search documents", "nothing of that kind")
	p.See("No document matches.")
	p.Click("Show all")
	p.See("For Ann")
}

func TestBrowserInboxShowsWhatCameIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.assignUploadsTo(w.editorID)
	p := w.desk(t, editor)
	links(p).Click("Inbox")
	p.See("Nothing is assigned to you.")
	w.annClient.Upload("POST", uploads, map[string]string{"title": "First"}, "first.pdf", pdf).Want(http.StatusOK)
	p.Row("First").See("Ann")
	w.assignUploadsTo(w.managerID)
	w.bobClient.Upload("POST", uploads, map[string]string{"title": "Second"}, "second.txt", []byte("Hello")).Want(http.StatusOK)
	p.Click("All")
	p.Row("Second").See("For Mana Ger")
	p.Wait("the newest stands first", `document.querySelector(".desk-row-title").textContent.includes("Second")`)
	p.See("2 new")

	// Looking at an upload, or marking it, makes it seen, for everybody.
	p.Row("Second").Click("Preview")
	p.Dialog("Second").See("Hello")
	p.Click("Close")
	p.See("1 new")
	p.Row("First").Click("Mark as seen")
	p.DontSee("1 new")
	p.Click("Assigned to me")
	p.DontSee("Second")
	p.Row("First").DontSee("New")
}

// assignUploadsTo says who gets the clients' uploads.
func (w *world) assignUploadsTo(staff string) { w.firm(map[string]any{"upload_assignee": staff}) }
