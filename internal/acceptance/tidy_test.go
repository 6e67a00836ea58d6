package acceptance

import (
	"net/http"
	"testing"
)

// Titles and names are one line, and look like what they are: nothing in them is invisible or turns what follows around.
func TestTitlesAndNamesAreTidy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	typed := "Invoice\r\nBcc: all@firm.test\u202e\u200b"
	const tidy = "Invoice  Bcc: all@firm.test"
	title := func(id string) string {
		return w.editor.Call("GET", "/api/desk/documents/"+id, nil).Want(http.StatusOK).String("title")
	}
	id := w.annClient.Upload("POST", uploads, map[string]string{"title": "Invoice\nBcc: all@firm.test\u202e", "description": "one\ntwo\u0007"},
		"invoice\u202efdp.exe\u200b", pdf).Want(http.StatusOK).String("id")
	document := w.editor.Call("GET", "/api/desk/documents/"+id, nil).Want(http.StatusOK)
	if got := document.String("title"); got != "Invoice Bcc: all@firm.test" {
		t.Errorf("the title of an upload is %q", got)
	}
	if got := document.String("description"); got != "one\ntwo" {
		t.Errorf("its description is %q", got)
	}
	if got := document.String("fileName"); got != "invoicefdp.exe" {
		t.Errorf("its file is called %q", got)
	}
	w.editor.Call("PATCH", "/api/collections/documents/records/"+id, map[string]any{"title": typed}).Want(http.StatusOK)
	if got := title(id); got != tidy {
		t.Errorf("renamed by staff it is %q", got)
	}
	for collection, record := range map[string]string{"contacts": w.ann, "companies": w.company} {
		answer := w.editor.Call("PATCH", "/api/collections/"+collection+"/records/"+record, map[string]any{"name": typed, "notes": "one\r\ntwo"}).
			Want(http.StatusOK)
		if answer.String("name") != tidy || answer.String("notes") != "one\ntwo" {
			t.Errorf("the names of %s are %s", collection, answer.Body)
		}
	}
	if name := w.editor.Call("POST", projects, map[string]any{"name": typed}).Want(http.StatusOK).String("name"); name != tidy {
		t.Errorf("a project is called %q", name)
	}
	w.annClient.Upload("POST", uploads, map[string]string{"title": "\u200b\u2060"}, "a.pdf", pdf).Want(http.StatusBadRequest)
	w.annClient.Upload("POST", uploads, map[string]string{"title": "t"}, "\u200b", pdf).Want(http.StatusBadRequest)
	w.editor.Call("PATCH", "/api/collections/documents/records/"+id, map[string]any{"title": "\u202e"}).Want(http.StatusBadRequest)
}
