package acceptance

import (
	"bytes"
	"net/http"
	"testing"

	"portico/internal/testapp"
)

var pdf = []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")

func TestHL01_OnlyEnabledContactsGetIn(t *testing.T) {
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

func TestHL06_ShareGrantsAndUnshareRevokes(t *testing.T) {
	app := testapp.Start(t)
	staff, _ := app.Staff("Ed Itor", "editor")
	contact, password := app.Contact(staff, "Ann", "ann@client.test")
	document := staff.AddDocument("contact", contact, "Tax return", "Steuererklärung 2025.pdf", pdf)
	client := app.SignIn("ann@client.test", password)
	file := "/api/portal/documents/" + document + "/file"

	client.Call("GET", file, nil).Want(http.StatusNotFound)
	share := staff.Share(document, "contact", contact)
	answer := client.Call("GET", file, nil).Want(http.StatusOK)
	if !bytes.Equal(answer.Body, pdf) {
		t.Errorf("got %d other bytes", len(answer.Body))
	}
	staff.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	client.Call("GET", file, nil).Want(http.StatusNotFound)
	client.Call("GET", "/api/portal/documents/"+document, nil).Want(http.StatusNotFound)
	if n := client.Call("GET", "/api/portal/documents", nil).Want(http.StatusOK).Int("totalItems"); n != 0 {
		t.Errorf("%d documents are listed after unsharing", n)
	}
}
