package acceptance

import (
	"fmt"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"portico/internal/testapp"
)

// told returns what is written down, oldest first: "who action subject".
func (w *world) told(filter string) []string {
	var told []string
	for page := 1; ; page++ {
		answer := w.viewer.Call("GET", fmt.Sprintf("/api/collections/activity/records?sort=seq&perPage=200&page=%d&filter=%s", page, filter), nil).Want(http.StatusOK)
		for i := range answer.At("items").([]any) {
			item := fmt.Sprintf("items.%d.", i)
			told = append(told, strings.TrimSpace(fmt.Sprint(answer.At(item+"actor_name"), " ", answer.At(item+"action"), " ", answer.At(item+"subject"))))
		}
		if page >= answer.Int("totalPages") {
			return told
		}
	}
}

func TestActivityTellsWhoDidWhat(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	before := len(s.told(""))
	file := uploads + "/" + s.document + "/file"
	s.annClient.Call("GET", file, nil).Want(http.StatusOK)
	s.annClient.Call("GET", file, nil).Want(http.StatusOK) // opening it again is not told
	s.annClient.Call("HEAD", file, nil).Want(http.StatusOK)
	s.annClient.Call("GET", file+"?download=1", nil).Want(http.StatusOK)
	mine := s.annClient.Upload("POST", uploads, map[string]string{"title": "Photo"}, "a.pdf", pdf).Want(http.StatusOK).String("id")
	s.annClient.Call("DELETE", uploads+"/"+mine, nil).Want(http.StatusNoContent)
	link, secret := s.link(map[string]any{})
	openLink(s.Stranger(), secret, "").Want(http.StatusOK)
	s.editor.Call("DELETE", "/api/desk/links/"+link, nil).Want(http.StatusNoContent)
	s.preview(s.viewer, s.ann).Want(http.StatusOK)
	s.editor.Upload("PUT", "/api/desk/documents/"+s.document+"/file", nil, "b.pdf", pdf).Want(http.StatusOK)
	s.editor.Call("DELETE", "/api/collections/shares/records/"+s.share, nil).Want(http.StatusNoContent)
	s.switchPortal(false)
	s.editor.Call("PATCH", projects+"/"+s.project, map[string]any{"description": "x"}).Want(http.StatusOK) // no switch
	s.switchPortal(true)
	s.editor.Call("DELETE", "/api/collections/project_contacts/records/"+s.entry, nil).Want(http.StatusNoContent)
	password := s.editor.Call("POST", "/api/desk/contacts/"+s.ann+"/password", nil).Want(http.StatusOK).String("password")
	s.SignIn("ann@client.test", password)
	s.editor.Call("DELETE", "/api/desk/contacts/"+s.ann+"/access", nil).Want(http.StatusNoContent)
	s.editor.Call("POST", "/api/desk/contacts/"+s.ann+"/access", nil).Want(http.StatusOK)
	s.owner.Call("DELETE", "/api/collections/documents/records/"+s.document, nil).Want(http.StatusNoContent)

	// What is refused is not told.
	s.viewer.Call("DELETE", "/api/collections/documents/records/"+s.shared, nil).Want(http.StatusForbidden)
	s.editor.Call("POST", "/api/collections/shares/records", map[string]any{"document": s.shared, "contact": s.ann}).Want(http.StatusBadRequest)

	want := []string{
		"Ann open Floor plan", "Ann download Floor plan", "Ann upload Photo", "Ann delete Photo",
		"Ed Itor make_link Floor plan", "open_link Floor plan", "Ed Itor end_link Floor plan", "Vi Ewer preview Hafenstraße 3",
		"Ed Itor replace Floor plan", "Ed Itor unshare Floor plan", "Ed Itor portal_off Hafenstraße 3", "Ed Itor portal_on Hafenstraße 3",
		"Ed Itor remove_client Ann", "Ed Itor reset_password Ann", "Ann sign_in Ann", "Ed Itor revoke_access Ann", "Ed Itor enable_access Ann",
		testapp.OwnerEmail + " delete Floor plan",
	}
	if got := s.told("")[before:]; strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("it tells\n%s\n\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := len(s.told("project='" + s.project + "'")); n == 0 {
		t.Error("nothing is told of the project")
	}
	if answer := s.annClient.Call("GET", "/api/collections/activity/records", nil); answer.Status == http.StatusOK && answer.Int("totalItems") > 0 {
		t.Errorf("a client reads %s", answer.Body)
	}
}

func TestActivityIsAppendOnlyAndChained(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	first := s.owner.Call("GET", "/api/collections/activity/records?sort=seq", nil).Want(http.StatusOK).String("items.0.id")
	for method, body := range map[string]any{"PATCH": map[string]any{"subject": "x"}, "DELETE": nil} {
		if answer := s.owner.Call(method, "/api/collections/activity/records/"+first, body); answer.Status < 400 {
			t.Errorf("even an owner's %s answers %d", method, answer.Status)
		}
	}
	entries := len(s.told(""))
	s.Stop(syscall.SIGTERM)
	verify := func() string { return s.Run("audit", "verify") }
	if out := verify(); !strings.Contains(out, fmt.Sprintf("%d entries", entries)) {
		t.Errorf("an untouched chain: %s", out)
	}
	for _, tampering := range []struct{ statement, says string }{
		{"UPDATE activity SET subject = 'x' WHERE seq = 4", "entry 4: it was changed"},
		{"UPDATE activity SET at = '2020-01-01T00:00:00Z' WHERE seq = 3", "entry 3: it was changed"},
		{"DELETE FROM activity WHERE seq = 2", "entry 2: it is missing"},
	} {
		s.execute(t, tampering.statement)
		if out := verify(); !strings.Contains(out, tampering.says) {
			t.Errorf("after %s: %s", tampering.statement, out)
		}
	}
}
