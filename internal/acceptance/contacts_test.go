package acceptance

import (
	"net/http"
	"testing"
)

func TestCC17_StaffAddContacts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.editor.Create("contacts", map[string]any{"name": "Zoë Müller", "phone": "+49 30 1"})
	w.editor.Create("company_contacts", map[string]any{"company": w.company, "contact": id})
	w.editor.Call("PATCH", "/api/collections/contacts/records/"+id, map[string]any{"email": "Zoe@Client.test"}).Want(http.StatusOK)
	found := w.viewer.Call("GET", "/api/collections/contacts/records?filter=search~'zoe+muller'", nil).Want(http.StatusOK)
	if found.Int("totalItems") != 1 || found.String("items.0.email") != "zoe@client.test" {
		t.Errorf("searching finds %s", found.Body)
	}
	w.editor.Call("POST", "/api/collections/contacts/records", map[string]any{"name": ""}).Want(http.StatusBadRequest)
	w.editor.Call("POST", "/api/collections/contacts/records", map[string]any{"name": "X", "email": "not an address"}).Want(http.StatusBadRequest)
}

// A contact has one primary company; making another primary moves the mark.
func TestPrimaryCompanyMoves(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := w.editor.Create("companies", map[string]any{"name": "Other"})
	w.editor.Create("company_contacts", map[string]any{"company": other, "contact": w.ann, "primary": true})
	primary := w.editor.Call("GET", "/api/collections/company_contacts/records?filter=primary=true%26%26contact='"+w.ann+"'", nil)
	if primary.Int("totalItems") != 1 || primary.String("items.0.company") != other {
		t.Errorf("primary companies: %s", primary.Body)
	}
	if answer := w.editor.Call("POST", "/api/collections/company_contacts/records", map[string]any{"company": other, "contact": w.ann}); answer.Status != http.StatusBadRequest {
		t.Errorf("the same company twice answers %d", answer.Status)
	}
}

func TestDeletingAContactTakesWhatIsOnlyTheirs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	kept := w.annClient.Upload("POST", uploads, map[string]string{"title": "for Acme"}, "a.pdf", pdf).Want(http.StatusOK).String("id")
	answer := w.editor.Call("GET", "/api/desk/contacts/"+w.ann+"/deletion", nil).Want(http.StatusOK)
	if answer.Int("documents") != 2 || answer.Int("kept") != 1 || answer.Int("sessions") != 1 || answer.Int("shares") != 1 {
		t.Errorf("it is said to take along %s", answer.Body)
	}
	events := w.annClient.Events()
	w.editor.Call("DELETE", "/api/collections/contacts/records/"+w.ann, nil).Want(http.StatusNoContent)
	event := next(t, events)
	for event == "changed" { // the documents went first
		event = next(t, events)
	}
	if event != "ended" {
		t.Errorf("the open page hears %q", event)
	}
	w.annClient.Call("GET", session, nil).Want(http.StatusUnauthorized)
	for _, id := range []string{w.shared, w.unshared} {
		w.editor.Call("GET", "/api/desk/documents/"+id, nil).Want(http.StatusNotFound)
	}
	document := w.editor.Call("GET", "/api/desk/documents/"+kept, nil).Want(http.StatusOK)
	if document.String("company.id") != w.company || document.String("uploadedBy") != "Ann" || document.At("contact") != nil {
		t.Errorf("what is also the company's is %s", document.Body)
	}
	w.editor.Call("GET", "/api/desk/documents/"+kept+"/file", nil).Want(http.StatusOK)

	answer = w.editor.Call("GET", "/api/desk/companies/"+w.company+"/deletion", nil).Want(http.StatusOK)
	if answer.Int("documents") != 1 {
		t.Errorf("the company is said to take along %s", answer.Body)
	}
	w.editor.Call("DELETE", "/api/collections/companies/records/"+w.company, nil).Want(http.StatusNoContent)
	w.editor.Call("GET", "/api/desk/documents/"+kept, nil).Want(http.StatusNotFound)
}
