package acceptance

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp"
)

var pdf = []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")

func TestHL01_OnlyEnabledContactsGetIn(t *testing.T) {
	t.Parallel()
	app := testapp.Start(t)
	staff, _ := app.Staff("Ed Itor", "editor")
	never := staff.Create("contacts", map[string]any{"name": "Nora Never", "email": "nora@client.test"})
	_, password := app.Contact(staff, "Ann Enabled", "ann@client.test")

	for _, attempt := range []map[string]any{
		{"email": "nora@client.test", "password": "whatever-it-is"},
		{"email": "nora@client.test", "password": ""},
		{"email": "nobody@client.test", "password": password},
		{"email": "ann@client.test", "password": "wrong-password"},
	} {
		answer := app.Stranger().Call("POST", "/api/portal/session", attempt).Want(http.StatusBadRequest)
		if got := answer.String("message"); got != "Email or password is not right." {
			t.Errorf("%v: answered %q", attempt, got)
		}
	}
	app.Stranger().Call("GET", "/api/portal/documents", nil).Want(http.StatusUnauthorized)
	app.SignIn("ann@client.test", password).Call("GET", "/api/portal/documents", nil).Want(http.StatusOK)

	staff.Call("GET", "/api/collections/contacts/records/"+never, nil).Want(http.StatusOK)
}

// next waits for a stream's next event.
func next(t *testing.T, events <-chan string) string {
	t.Helper()
	select {
	case event, open := <-events:
		if !open {
			return "closed"
		}
		return event
	case <-time.After(30 * time.Second):
		t.Fatal("no event came")
		return ""
	}
}

func TestHL06_ShareGrantsAndUnshareRevokes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	file := "/api/portal/documents/" + w.unshared + "/file"
	w.annClient.Call("GET", file, nil).Want(http.StatusNotFound)
	share := w.editor.Share(w.unshared, "contact", w.ann)
	answer := w.annClient.Call("GET", file, nil).Want(http.StatusOK)
	if !bytes.Equal(answer.Body, pdf) {
		t.Errorf("got other bytes: %q", answer.Body)
	}
	w.editor.Call("POST", "/api/collections/shares/records", map[string]any{"document": w.unshared, "contact": w.ann}).
		Want(http.StatusBadRequest) // shared already: once is enough
	w.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	for _, path := range []string{file, file + "?download=1", "/api/portal/documents/" + w.unshared} {
		w.annClient.Call("GET", path, nil).Want(http.StatusNotFound)
	}
	if n := w.annClient.Call("GET", "/api/portal/documents", nil).Want(http.StatusOK).Int("totalItems"); n != 1 {
		t.Errorf("%d documents are listed after unsharing, want the other one", n)
	}
	w.editor.Call("GET", "/api/desk/documents/"+w.unshared+"/file", nil).Want(http.StatusOK) // the file is kept
}

// What is shared with a company is seen by its contacts for as long as they belong to it.
func TestHL06_ShareWithCompany(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.editor.AddDocument("company", w.company, "Accounts", "accounts.pdf", pdf)
	path := "/api/portal/documents/" + document
	w.annClient.Call("GET", path, nil).Want(http.StatusNotFound)
	w.editor.Share(document, "company", w.company)
	w.annClient.Call("GET", path, nil).Want(http.StatusOK)
	w.bobClient.Call("GET", path, nil).Want(http.StatusNotFound)

	member := w.editor.Create("company_contacts", map[string]any{"company": w.company, "contact": w.bob})
	w.bobClient.Call("GET", path, nil).Want(http.StatusOK)
	w.editor.Call("DELETE", "/api/collections/company_contacts/records/"+member, nil).Want(http.StatusNoContent)
	w.bobClient.Call("GET", path, nil).Want(http.StatusNotFound)

	// Shared in two ways it is listed once, and seen until both are gone.
	share := w.editor.Share(document, "contact", w.ann)
	if n := w.annClient.Call("GET", "/api/portal/documents", nil).Int("totalItems"); n != 2 {
		t.Errorf("%d documents are listed, want 2", n)
	}
	w.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	w.annClient.Call("GET", path, nil).Want(http.StatusOK)
}

func TestHL07_OpenPagesHearOfChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	events, others := w.annClient.Events(), w.bobClient.Events()
	heard := func(what string) {
		t.Helper()
		if got := next(t, events); got != "changed" {
			t.Errorf("after %s the page hears %q", what, got)
		}
	}
	share := w.editor.Share(w.unshared, "contact", w.ann)
	heard("sharing")
	w.editor.Call("PATCH", "/api/collections/documents/records/"+w.unshared, map[string]any{"title": "Final"}).Want(http.StatusOK)
	heard("renaming")
	w.editor.Upload("PUT", "/api/desk/documents/"+w.unshared+"/file", nil, "final.pdf", pdf).Want(http.StatusOK)
	heard("replacing the file")
	w.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	heard("unsharing")
	w.editor.Call("DELETE", "/api/collections/documents/records/"+w.shared, nil).Want(http.StatusNoContent)
	heard("deleting")

	w.editor.Call("DELETE", "/api/desk/contacts/"+w.bob+"/access", nil).Want(http.StatusNoContent)
	if first := next(t, others); first != "ended" { // nothing before concerned Bob
		t.Errorf("Bob's page hears %q first", first)
	}
	if reason := next(t, others); reason != "access" {
		t.Errorf("Bob's page is told %q", reason)
	}
	if last := next(t, others); last != "closed" {
		t.Errorf("Bob's stream goes on with %q", last)
	}
}

func TestHL09_HL10_PreviewAndDownloadHeaders(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	png := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89")
	for _, test := range []struct {
		name, disposition, mediaType, preview string
		content                               []byte
	}{
		{"plan.pdf", "inline", "application/pdf", "pdf", pdf},
		{"photo.png", "inline", "image/png", "image", png},
		{"notes.txt", "inline", "text/plain; charset=utf-8", "text", []byte("hello, world\n")},
		{"page.html", "attachment", "application/octet-stream", "", []byte("<html><script>alert(1)</script></html>")},
		{"code.js", "inline", "text/plain; charset=utf-8", "text", []byte("alert(1)")},
		{"logo.svg", "attachment", "application/octet-stream", "", []byte("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")},
		{"tool.exe", "attachment", "application/octet-stream", "", []byte("MZ\x90\x00\x03\x00\x00\x00")},
	} {
		id := w.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": test.name, "contact": w.ann, "share": "true"},
			test.name, test.content).Want(http.StatusOK).String("id")
		for who, file := range map[string]*testapp.Answer{
			"client": w.annClient.Call("GET", "/api/portal/documents/"+id+"/file", nil).Want(http.StatusOK),
			"staff":  w.editor.Call("GET", "/api/desk/documents/"+id+"/file", nil).Want(http.StatusOK),
		} {
			for header, want := range map[string]string{
				"Content-Disposition":    test.disposition + "; filename=" + test.name,
				"Content-Type":           test.mediaType,
				"Cache-Control":          "private, no-store",
				"X-Content-Type-Options": "nosniff",
			} {
				if got := file.Header.Get(header); got != want {
					t.Errorf("%s gets %s with %s: %s, want %s", who, test.name, header, got, want)
				}
			}
			if csp := file.Header.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "sandbox;") {
				t.Errorf("%s is served under the policy %q", test.name, csp)
			}
			if !bytes.Equal(file.Body, test.content) {
				t.Errorf("%s gets other bytes of %s", who, test.name)
			}
		}
		if preview := w.annClient.Call("GET", "/api/portal/documents/"+id, nil).String("preview"); preview != test.preview {
			t.Errorf("%s is previewed as %q, want %q", test.name, preview, test.preview)
		}
		download := w.annClient.Call("GET", "/api/portal/documents/"+id+"/file?download=1", nil).Want(http.StatusOK)
		if got := download.Header.Get("Content-Disposition"); got != "attachment; filename="+test.name {
			t.Errorf("the download of %s is %q", test.name, got)
		}
	}
}

func TestHL10_OriginalNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, want := range map[string]string{
		"plain.pdf":                `attachment; filename=plain.pdf`,
		"two words.pdf":            `attachment; filename="two words.pdf"`,
		`with "quotes".pdf`:        `attachment; filename="with _quotes_.pdf"; filename*=UTF-8''with%20%22quotes%22.pdf`,
		"Steuererklärung 2025.pdf": `attachment; filename="Steuererkl_rung 2025.pdf"; filename*=UTF-8''Steuererkl%C3%A4rung%202025.pdf`,
		"納税証明書.pdf":                `attachment; filename=_____.pdf; filename*=UTF-8''%E7%B4%8D%E7%A8%8E%E8%A8%BC%E6%98%8E%E6%9B%B8.pdf`,
	} {
		id := w.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": "t", "contact": w.ann, "share": "true"},
			name, pdf).Want(http.StatusOK).String("id")
		download := w.annClient.Call("GET", "/api/portal/documents/"+id+"/file?download=1", nil).Want(http.StatusOK)
		if got := download.Header.Get("Content-Disposition"); got != want {
			t.Errorf("%s is sent as\n%s, want\n%s", name, got, want)
		}
		if got := w.annClient.Call("GET", "/api/portal/documents/"+id, nil).String("fileName"); got != name {
			t.Errorf("%s is listed as %s", name, got)
		}
	}
}

func TestHL10_RangesAndConditions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := "/api/portal/documents/" + w.shared + "/file"
	whole := w.annClient.Call("GET", path, nil).Want(http.StatusOK)

	req := w.annClient.Request("GET", path, nil)
	req.Header.Set("Range", "bytes=5-7")
	part := w.annClient.Send(req).Want(http.StatusPartialContent)
	if string(part.Body) != string(pdf[5:8]) {
		t.Errorf("bytes 5-7 are %q", part.Body)
	}
	req = w.annClient.Request("GET", path, nil)
	req.Header.Set("Range", "bytes=100000-")
	w.annClient.Send(req).Want(http.StatusRequestedRangeNotSatisfiable)
	req = w.annClient.Request("GET", path, nil)
	req.Header.Set("If-None-Match", whole.Header.Get("ETag"))
	w.annClient.Send(req).Want(http.StatusNotModified)
	if sum := sha256.Sum256(pdf); whole.Header.Get("ETag") != fmt.Sprintf("%q", hex.EncodeToString(sum[:])) {
		t.Errorf("the ETag is %s", whole.Header.Get("ETag"))
	}
	head := w.annClient.Call("HEAD", path, nil).Want(http.StatusOK)
	if len(head.Body) != 0 || head.Header.Get("Content-Length") != fmt.Sprint(len(pdf)) {
		t.Errorf("HEAD answers %d bytes and length %s", len(head.Body), head.Header.Get("Content-Length"))
	}
}

func TestHL12_DeleteIsForGood(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stored := func() int {
		files, err := filepath.Glob(filepath.Join(w.Dir, "storage", "*", "*", "*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	before := stored()
	w.editor.Call("DELETE", "/api/collections/documents/records/"+w.shared, nil).Want(http.StatusNoContent)
	w.editor.Call("GET", "/api/desk/documents/"+w.shared, nil).Want(http.StatusNotFound)
	w.editor.Call("GET", "/api/desk/documents/"+w.shared+"/file", nil).Want(http.StatusNotFound)
	w.annClient.Call("GET", "/api/portal/documents/"+w.shared+"/file", nil).Want(http.StatusNotFound)
	w.editor.Call("GET", "/api/collections/shares/records/"+w.share, nil).Want(http.StatusNotFound)
	if after := stored(); after != before-1 {
		t.Errorf("%d files are stored, want %d", after, before-1)
	}
}

// Signable kinds share and unshare like any other.
func TestHL13_ContractsShareLikeDocuments(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, kind := range []string{"contract", "engagement_letter", "proposal", "estimate", "invoice"} {
		id := w.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": kind, "kind": kind, "contact": w.ann},
			"x.pdf", pdf).Want(http.StatusOK).String("id")
		path := "/api/portal/documents/" + id
		w.annClient.Call("GET", path, nil).Want(http.StatusNotFound)
		share := w.editor.Share(id, "contact", w.ann)
		w.annClient.Call("GET", path, nil).Want(http.StatusOK)
		w.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
		w.annClient.Call("GET", path, nil).Want(http.StatusNotFound)
	}
}
