package acceptance

import (
	"bytes"
	"image"
	"image/jpeg"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"portico/internal/testapp"
)

const items = "/api/desk/items"

func aBill(status string) map[string]any {
	return map[string]any{
		"number": "2026-014", "currency": "EUR", "issued": "2026-05-31", "due": "2026-06-30", "status": status, "notes": "Thank you.",
		"lines": []map[string]any{
			{"description": "Survey", "quantity": "2.5", "unitPrice": 10050, "taxRate": 1900},
			{"description": "Deposit paid", "quantity": "1", "unitPrice": -5000, "taxRate": 1900, "discount": 0},
		},
	}
}

func aLog() map[string]any {
	return map[string]any{"date": "2026-05-12", "weather": "Dry, 14 °C", "crew": "Daniel, Mira", "notes": "Footings poured."}
}

// written is the form of an item that is written in Portico, for the site's project.
func (s *site) written(kind, status string) map[string]any {
	form := map[string]any{"title": "Kitchen " + kind, "kind": kind, "project": s.project}
	if kind == "daily_log" {
		form["log"] = aLog()
	} else {
		form["bill"] = aBill(status)
	}
	return form
}

func (s *site) write(kind, status string) string {
	return s.editor.Call("POST", items, s.written(kind, status)).Want(http.StatusOK).String("id")
}

// pdfText returns what a PDF says.
func pdfText(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", path, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext: %v %s", err, out)
	}
	return string(out)
}

func snapshot(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, 40, 30)), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Each of the four kinds of item is shared to a project's portal, seen there, and gone when it is removed.
func TestHO01_EachKindIsSeenInThePortalAndGoneWhenUnshared(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for kind, says := range map[string]string{
		"document": "", "estimate": "bill.number", "invoice": "bill.number", "daily_log": "log.weather",
	} {
		id := s.document
		if kind != "document" {
			id = s.write(kind, "sent")
			s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusNotFound) // not shared yet
			s.editor.Share(id, "project", s.project)
		}
		seen := s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK)
		if got := seen.String("kind"); got != kind {
			t.Errorf("%s is seen as %s", kind, got)
		}
		if says != "" && seen.String(says) == "" {
			t.Errorf("%s does not say its %s", kind, says)
		}
		for _, path := range []string{"", "/file"} {
			s.bobClient.Call("GET", uploads+"/"+id+path, nil).Want(http.StatusNotFound)
			s.Stranger().Call("GET", uploads+"/"+id+path, nil).Want(http.StatusUnauthorized)
		}
		share := s.owner.Call("GET", "/api/collections/shares/records?filter=document%3D%22"+id+"%22", nil).Want(http.StatusOK).String("items.0.id")
		s.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
		for _, path := range []string{"", "/file", "/file?download=1"} {
			s.annClient.Call("GET", uploads+"/"+id+path, nil).Want(http.StatusNotFound)
		}
	}
}

// An invoice is what was typed: its amounts in the answer, its PDF with the totals, under its number.
func TestHO01_InvoiceAddsUpAndIsAPDF(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.write("invoice", "sent")
	s.editor.Share(id, "project", s.project)
	seen := s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK)
	for path, want := range map[string]int{
		"bill.amounts.0": 25125, "bill.amounts.1": -5000, "bill.net": 20125, "bill.tax": 3824, "bill.total": 23949,
		"bill.decimals": 2, "bill.taxes.0.rate": 1900,
	} {
		if got := seen.Int(path); got != want {
			t.Errorf("%s is %d, want %d", path, got, want)
		}
	}
	if got := seen.String("fileName"); got != "Invoice 2026-014.pdf" || !seen.Bool("written") || seen.String("preview") != "pdf" {
		t.Errorf("the file is %q: %s", got, seen.Body)
	}
	file := s.annClient.Call("GET", uploads+"/"+id+"/file?download=1", nil).Want(http.StatusOK)
	if got := file.Header.Get("Content-Disposition"); got != `attachment; filename="Invoice 2026-014.pdf"` {
		t.Error(got)
	}
	text := pdfText(t, file.Body)
	for _, want := range []string{"Invoice 2026-014", "Acme Ltd", "Hafenstraße 3", "Survey", "201.25", "38.24", "239.49", "Thank you.", "1 of 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the PDF:\n%s", want, text)
		}
	}
	again := s.editor.Call("GET", "/api/desk/documents/"+id+"/file", nil).Want(http.StatusOK)
	if !bytes.Equal(file.Body, again.Body) || file.Header.Get("ETag") == "" || file.Header.Get("ETag") != again.Header.Get("ETag") {
		t.Error("the PDF is another one the second time")
	}
	unchanged := s.annClient.Request("GET", uploads+"/"+id+"/file", nil)
	unchanged.Header.Set("If-None-Match", file.Header.Get("ETag"))
	s.annClient.Send(unchanged).Want(http.StatusNotModified)

	edited := s.written("invoice", "paid")
	edited["bill"].(map[string]any)["number"] = "2026/015"
	edited["bill"].(map[string]any)["currency"] = "JPY"
	if got := s.editor.Call("PUT", items+"/"+id, edited).Want(http.StatusOK).String("fileName"); got != "Invoice 2026-015.pdf" {
		t.Error(got)
	}
	text = pdfText(t, s.annClient.Call("GET", uploads+"/"+id+"/file", nil).Want(http.StatusOK).Body)
	if !strings.Contains(text, "23,949") || !strings.Contains(text, "JPY") || !strings.Contains(text, "Paid") {
		t.Errorf("after the edit:\n%s", text)
	}
	// A file of the firm's own takes the place of the one that is made.
	s.editor.Upload("PUT", "/api/desk/documents/"+id+"/file", nil, "own.pdf", pdf).Want(http.StatusOK)
	if got := s.annClient.Call("GET", uploads+"/"+id+"/file", nil).Want(http.StatusOK); !bytes.Equal(got.Body, pdf) {
		t.Error("the attached file is not what is sent")
	}
	if got := s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK); got.String("fileName") != "own.pdf" || got.Int("bill.total") != 23949 {
		t.Errorf("with a file: %s", got.Body)
	}
}

// A draft is not shared by any door, and what is shared does not become a draft.
func TestHO01_DraftsAreNotShared(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.write("estimate", "draft")
	for who, c := range map[string]*testapp.Client{"editor": s.editor, "owner": s.owner} {
		refused := c.Call("POST", "/api/collections/shares/records", map[string]any{"document": id, "project": s.project}).Want(http.StatusBadRequest)
		if refused.At("data.document.code") != "validation_draft" {
			t.Errorf("%s: %s", who, refused.Body)
		}
	}
	form := s.written("invoice", "draft")
	form["share"] = true
	if refused := s.editor.Call("POST", items, form).Want(http.StatusBadRequest); refused.At("data.share.code") != "validation_draft" {
		t.Errorf("shared at once: %s", refused.Body)
	}
	if n := len(s.editor.Call("GET", "/api/desk/documents?project="+s.project, nil).At("items").([]any)); n != 2 {
		t.Errorf("a refused form leaves %d documents", n)
	}
	s.editor.Call("PUT", items+"/"+id, s.written("estimate", "sent")).Want(http.StatusOK)
	s.editor.Share(id, "project", s.project)
	if refused := s.editor.Call("PUT", items+"/"+id, s.written("estimate", "draft")).Want(http.StatusBadRequest); refused.At("data.bill.status.code") != "validation_draft_is_shared" {
		t.Errorf("back to draft: %s", refused.Body)
	}
	record := s.owner.Call("GET", "/api/collections/bills/records", nil).Want(http.StatusOK).String("items.0.id")
	s.owner.Call("PATCH", "/api/collections/bills/records/"+record, map[string]any{"status": "draft"}).Want(http.StatusBadRequest)
	if got := s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK).String("bill.status"); got != "sent" {
		t.Error(got)
	}
}

// Sharing and going back to draft at the same moment never both succeed.
func TestHO01_DraftAndShareAtOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.Unlimited()
	for range 10 {
		id := s.write("invoice", "sent")
		var share, draft int
		var both sync.WaitGroup
		both.Go(func() {
			share = s.editor.Call("POST", "/api/collections/shares/records", map[string]any{"document": id, "project": s.project}).Status
		})
		both.Go(func() { draft = s.manager.Call("PUT", items+"/"+id, s.written("invoice", "draft")).Status })
		both.Wait()
		if (share == http.StatusOK) == (draft == http.StatusOK) {
			t.Errorf("sharing answers %d, the draft %d", share, draft)
		}
	}
}

// A guest with a link reads the same, until the link ends.
func TestHO18_LinksShowItems(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	bill, log := s.write("estimate", "sent"), s.write("daily_log", "")
	taken := s.addPhoto(t, log)
	for _, id := range []string{bill, log} {
		s.editor.Share(id, "project", s.project)
		s.document = id
		link, secret := s.link(nil)
		guest := s.Stranger()
		opened := openLink(guest, secret, "").Want(http.StatusOK)
		file := opened.String("fileUrl")
		if id == bill {
			if opened.Int("bill.total") != 23949 {
				t.Errorf("the guest reads %s", opened.Body)
			}
			if text := pdfText(t, guest.Call("GET", file+"?download=1", nil).Want(http.StatusOK).Body); !strings.Contains(text, "239.49") {
				t.Error(text)
			}
			guest.Call("GET", opened.String("photosUrl")+"/"+taken, nil).Want(http.StatusNotFound) // another document's
		} else {
			guest.Call("GET", opened.String("photosUrl")+"/"+taken, nil).Want(http.StatusOK)
			s.Stranger().Call("GET", opened.String("photosUrl")+"/"+taken, nil).Want(http.StatusNotFound)
		}
		s.editor.Call("DELETE", "/api/desk/links/"+link, nil).Want(http.StatusNoContent)
		guest.Call("GET", file, nil).Want(http.StatusNotFound)
		guest.Call("GET", opened.String("photosUrl")+"/"+taken, nil).Want(http.StatusNotFound)
	}
}

// Reading an invoice in the portal is opening it; a preview shows it and leaves no trace.
func TestHO13_ReadingAnItemOpensIt(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.write("invoice", "sent")
	s.editor.Share(id, "project", s.project)
	opened := func() int {
		return len(s.editor.Call("GET", "/api/desk/documents/"+id, nil).Want(http.StatusOK).At("opened").([]any))
	}
	s.preview(s.viewer, s.ann).Want(http.StatusOK)
	if got := s.viewer.Call("GET", "/api/preview/documents/"+id, nil).Want(http.StatusOK).Int("bill.total"); got != 23949 {
		t.Errorf("the preview shows %d", got)
	}
	s.viewer.Call("GET", "/api/preview/documents/"+id+"/file", nil).Want(http.StatusOK)
	s.annClient.Call("HEAD", uploads+"/"+id, nil).Want(http.StatusOK)
	if n := opened(); n != 0 {
		t.Errorf("opened %d times by looks that do not count", n)
	}
	if !s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK).Bool("isNew") {
		t.Error("it is not new at the first look")
	}
	if n := opened(); n != 1 {
		t.Errorf("opened %d times", n)
	}
	if s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK).Bool("isNew") {
		t.Error("it is new at the second look")
	}
	events := s.annClient.Events()
	s.editor.Call("PUT", items+"/"+id, s.written("invoice", "paid")).Want(http.StatusOK)
	if event := next(t, events); event != "changed" {
		t.Errorf("the open page hears %q", event)
	}
}
