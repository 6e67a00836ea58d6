package acceptance

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
)

func TestHL08_OC01_BrowserClientUploadsADocument(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.firm(map[string]any{"firm_name": "Miller & Co"})
	content := paper(t, "Receipts")
	client := w.client(t)
	client.Click("Documents")
	client.Click("Upload Document")
	form := client.Dialog("Upload Document")
	form.See("up to 100 MB each.") // what is allowed, said beforehand
	form.Fill("Title", "Receipts, March")
	form.Fill("Description", "Paper ones, scanned\nand sorted")
	form.Choose("Choose files", browser.File(t, "reçus mars.pdf", content))
	form.See("reçus mars.pdf")
	form.Click("Upload")
	done := client.Dialog("Document uploaded")
	done.See("Miller & Co has received Receipts, March. You find it under My uploads.")
	done.Click("Done")
	row := client.Row("Receipts, March")
	row.See("Paper ones, scanned and sorted")
	row.SeeButton("Delete")

	received := w.received()
	for path, want := range map[string]any{
		"totalItems": 1.0, "items.0.title": "Receipts, March", "items.0.description": "Paper ones, scanned\nand sorted",
		"items.0.fileName": "reçus mars.pdf", "items.0.contact.id": w.ann, "items.0.company.id": w.company,
		"items.0.origin": "portal", "items.0.seen": false,
	} {
		if got := received.At(path); got != want {
			t.Errorf("staff find %s as %v, want %v", path, got, want)
		}
	}
	file := w.viewer.Call("GET", "/api/desk/documents/"+received.String("items.0.id")+"/file", nil).Want(http.StatusOK)
	if !bytes.Equal(file.Body, content) {
		t.Error("staff find other bytes")
	}
}

func TestOC01_BrowserUploadNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.Click("Upload Document")
	form := client.Dialog("Upload Document")
	form.Click("Upload")
	form.See("Enter a title.")
	form.See("Choose a file.")
	client.SeeFocus("textbox", "Title") // the first field that is wrong
	form.Fill("Title", "Lease")
	form.DontSee("Enter a title.")

	// What was filled in is not lost by a slip.
	client.Press("Escape")
	client.Dialog("Discard this upload?").Click("Go on")
	form.SeeValue("Title", "Lease")
	client.Press("Escape")
	client.Dialog("Discard this upload?").Click("Discard")
	client.DontSee("Upload another")
	client.SeeButton("Upload Document")
	if n := w.received().Int("totalItems"); n != 0 {
		t.Errorf("%d documents were stored", n)
	}
}

func TestOC01_BrowserSeveralFilesAreDropped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.See("For Ann")
	client.Drop("main", browser.File(t, "plan_north.pdf", pdf), browser.File(t, "plan_south.pdf", pdf)) // anywhere on the page
	form := client.Dialog("Upload Document")
	form.Row("Document 1").SeeValue("Title", "plan north")
	form.Row("Document 2").SeeValue("Title", "plan south")
	form.Drop("[role=group]", browser.File(t, "wrong.pdf", pdf))
	form.Row("Document 3").Click("Remove wrong.pdf")
	form.DontSee("Document 3")
	form.Drop(".dialog-top", browser.File(t, "beside.pdf", pdf))
	form.Row("Document 3").Click("Remove beside.pdf")
	form.DontSee("Document 3")
	form.Row("Document 2").Fill("Title", "South elevation")
	form.Click("Upload 2 documents")
	done := client.Dialog("2 documents uploaded")
	done.See("has received all 2 documents. You find them under My uploads.")
	done.Click("Done")
	client.Row("plan north").See("PDF")
	client.Wait("nothing waits for a drop any more", `!document.querySelector(".drop-veil")`)
	client.Row("South elevation").See("PDF")
	if n := w.received().Int("totalItems"); n != 2 {
		t.Errorf("staff have %d documents, want 2", n)
	}
}

func TestOC05_BrowserBadFilesAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.firm(map[string]any{"firm_name": "Miller & Co", "max_upload_size": 1 << 20})
	before := w.documents()
	client := w.client(t)
	client.Click("Upload Document")
	form := client.Dialog("Upload Document")
	form.Fill("Title", "Bank statement")
	form.Fill("Description", "of March")

	form.Choose("Choose files", browser.File(t, "empty.pdf", nil))
	form.See("This file is empty: it holds 0 bytes. Check it, choose it again and try again, and contact Miller & Co if the problem persists.")
	form.Click("Upload")
	client.Dialog("Upload Document").SeeButton("Upload") // nothing is sent

	form.Choose("Choose another file", browser.File(t, "large.pdf", bytes.Repeat(pdf, 1<<20/len(pdf)+1)))
	form.See("This file is too large: the most that can be sent is 1 MB. Choose a smaller file, or contact Miller & Co.")

	// Only the server sees what is behind this name.
	form.Choose("Choose another file", browser.File(t, "statement.pdf", []byte("MZ\x90\x00\x03\x00\x00\x00\x04")))
	form.Click("Upload")
	failed := client.Dialog("Not uploaded")
	failed.See("Files of this type are not accepted here. Choose another file, or contact Miller & Co.")
	if after := w.documents(); after != before {
		t.Errorf("%d documents were stored", after-before)
	}

	// Another file in its place: title and description are not asked for again.
	failed.Choose("Choose another file", browser.File(t, "statement.pdf", pdf))
	client.Dialog("Document uploaded").See("Miller & Co has received Bank statement.")
	if got := w.received(); got.Int("totalItems") != 1 || got.String("items.0.description") != "of March" {
		t.Errorf("staff have %s", got.Body)
	}
	w.nothingLeft(t)
}

// nothingLeft waits until nothing half-stored is there.
func (w *world) nothingLeft(t *testing.T) {
	t.Helper()
	testapp.Eventually(t, "nothing half-stored stays behind", func() error {
		if left := w.leftovers(); len(left) > 0 {
			return fmt.Errorf("left behind: %v", left)
		}
		return nil
	})
}

// uploadSlowly begins to upload a file so slowly that something can happen meanwhile, and waits until part of it has arrived.
func (w *world) uploadSlowly(t *testing.T, client *browser.Page) {
	t.Helper()
	client.SlowUploads(256 << 10)
	client.Click("Upload Document")
	form := client.Dialog("Upload Document")
	form.Fill("Title", "Site plan")
	form.Fill("Description", "all of it")
	form.Choose("Choose files", browser.File(t, "plan.pdf", bytes.Repeat(pdf, 4<<20/len(pdf))))
	form.Click("Upload")
	client.Dialog("Uploading 1 document…").See("plan.pdf")
	testapp.Eventually(t, "a part arrives", func() error {
		if len(w.leftovers()) == 0 {
			return fmt.Errorf("nothing is staged in %s", filepath.Base(w.Dir))
		}
		return nil
	})
}

func TestOC05_BrowserLostConnectionAndRetry(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ cut, mend func(*world, *testapp.Line) }{
		"network": {
			func(_ *world, line *testapp.Line) { line.Cut() },
			func(_ *world, line *testapp.Line) { line.Mend() },
		},
		"server": {
			func(w *world, _ *testapp.Line) { w.Stop(syscall.SIGKILL) },
			func(w *world, _ *testapp.Line) { w.Restart() },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.firm(map[string]any{"firm_name": "Miller & Co"})
			before := w.documents()
			line := w.Line()
			client := browser.Portal(t, line.URL, "ann@client.test", w.annPassword)
			w.uploadSlowly(t, client)
			test.cut(w, line)
			failed := client.Dialog("Not uploaded")
			failed.See("The connection was lost before the file had fully arrived. Please try again, and contact Miller & Co if the problem persists.")
			test.mend(w, line)
			w.nothingLeft(t)
			if after := w.documents(); after != before {
				t.Errorf("%d documents were stored", after-before)
			}

			failed.Click("Try again") // nothing is asked for again
			client.Dialog("Document uploaded").See("Miller & Co has received Site plan.")
			got := w.received()
			if got.Int("totalItems") != 1 || got.String("items.0.title") != "Site plan" || got.String("items.0.description") != "all of it" {
				t.Errorf("staff have %s", got.Body)
			}
			w.nothingLeft(t)
		})
	}
}

func TestOC05_BrowserUploadIsCancelled(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	w.uploadSlowly(t, client)
	client.Press("Escape")
	client.Dialog("Stop uploading?").Click("Go on")
	client.Dialog("Uploading 1 document…").Click("Cancel")
	cancelled := client.Dialog("Not uploaded")
	cancelled.See("The upload was cancelled.")
	w.nothingLeft(t)
	if n := w.received().Int("totalItems"); n != 0 {
		t.Errorf("%d documents were stored", n)
	}
	cancelled.Click("Upload another")
	client.Dialog("Upload Document").SeeValue("Title", "")
	client.Click("Close")
	client.DontSee("Drop files here")

	// Leaving the dialog stops what is on its way.
	w.uploadSlowly(t, client)
	client.Click("Close")
	client.Dialog("Stop uploading?").Click("Stop")
	w.nothingLeft(t)
	if n := w.received().Int("totalItems"); n != 0 {
		t.Errorf("%d documents were stored", n)
	}
}

// The file has arrived and the answer has not: a retry does not store it twice.
func TestOC05_BrowserRetryDoesNotStoreTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	line := w.Line()
	client := browser.Portal(t, line.URL, "ann@client.test", w.annPassword)
	client.Click("Upload Document")
	client.Fill("Title", "Once")
	client.Choose("Choose files", browser.File(t, "once.pdf", pdf))
	line.LoseAnswers()
	client.Dialog("Upload Document").Click("Upload")
	failed := client.Dialog("Not uploaded")
	failed.See("The connection was lost before the file had fully arrived.")
	line.Mend()
	client.Press("Escape")
	client.Dialog("Discard this upload?").Click("Go on")
	failed.Click("Try again")
	client.Dialog("Document uploaded").Click("Done")
	client.See("1 document")
	if n := w.received().Int("totalItems"); n != 1 {
		t.Errorf("staff have %d documents, want 1", n)
	}
}

func TestOC01_BrowserPhoneUploadsAPhoto(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t, browser.Phone)
	client.Click("Upload Document")
	form := client.Dialog("Upload Document")
	form.Fill("Title", "Cracked pipe")
	form.Choose("Take a photo", browser.File(t, "IMG_0001.png", photo(t)))
	form.See("IMG_0001.png")
	form.Click("Upload")
	client.Dialog("Document uploaded").Click("Done")
	client.Row("Cracked pipe").See("Image")
	if name := w.received().String("items.0.fileName"); !strings.HasPrefix(name, "IMG_0001") {
		t.Errorf("staff have %q", name)
	}
}
