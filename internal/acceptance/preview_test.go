package acceptance

import (
	"net/http"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"portico/internal/testapp"
)

// preview starts a preview in the client's browser, whose account stays signed in as itself.
func (s *site) preview(c *testapp.Client, contact string) *testapp.Answer {
	return c.Call("POST", "/api/desk/projects/"+s.project+"/preview", map[string]any{"contact": contact})
}

func TestHO09_PreviewIsWhatTheClientSees(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.preview(s.viewer, s.ann).Want(http.StatusOK)
	for _, path := range []string{"/documents", "/documents?list=uploads", "/documents/" + s.document, "/documents/" + s.unshared,
		"/documents/" + s.bobs, "/documents/" + s.shared + "/file", "/projects", "/projects/nothing", "/firm"} {
		preview := s.viewer.Call("GET", "/api/preview"+path, nil)
		client := s.annClient.Call("GET", "/api/portal"+path, nil)
		if path == "/documents/"+s.shared+"/file" { // Ann's own look, which does count, comes last
			continue
		}
		if preview.Status != client.Status || !reflect.DeepEqual(preview.JSON(), client.JSON()) {
			t.Errorf("%s: the preview shows %d %s, the client sees %d %s", path, preview.Status, preview.Body, client.Status, client.Body)
		}
	}
	if me := s.viewer.Call("GET", "/api/preview/session", nil).Want(http.StatusOK); me.String("contact.id") != s.ann || !me.Bool("preview") {
		t.Errorf("the preview says %s", me.Body)
	}
	if me := s.viewer.Call("GET", "/api/desk/me", nil).Want(http.StatusOK); me.String("role") != "viewer" {
		t.Errorf("the staff member is %s", me.Body)
	}
}

func TestHO09_PreviewIsReadOnly(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	mine := s.annClient.Upload("POST", uploads, map[string]string{"title": "t"}, "a.pdf", pdf).Want(http.StatusOK).String("id")
	s.preview(s.manager, s.ann).Want(http.StatusOK)
	for _, call := range [][2]string{
		{"POST", "/documents"}, {"DELETE", "/documents/" + mine}, {"POST", "/password"}, {"DELETE", "/sessions"}, {"POST", "/session"},
		{"DELETE", "/sessions/x"}, {"PUT", "/documents/" + mine}, {"PATCH", "/documents/" + mine}, {"POST", "/password-reset"},
	} {
		if answer := s.manager.Call(call[0], "/api/preview"+call[1], map[string]any{}).Want(http.StatusForbidden); answer.String("message") != "A preview is read-only." {
			t.Errorf("%s answers %s", call, answer.Body)
		}
	}
	// Its cookie is nothing at a client's door, by whatever name.
	for _, name := range []string{"portico_preview", "portico_session"} {
		req := s.Stranger().Request("DELETE", "/api/portal/documents/"+mine, nil)
		for _, cookie := range s.manager.Cookies("/api/preview/session") {
			req.AddCookie(&http.Cookie{Name: name, Value: cookie.Value})
		}
		s.Stranger().Send(req).Want(http.StatusUnauthorized)
	}
	s.annClient.Call("GET", uploads+"/"+mine, nil).Want(http.StatusOK)
}

func TestHO13_PreviewLeavesNoTrace(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	before := s.portal(s.viewer)
	s.preview(s.viewer, s.ann).Want(http.StatusOK)
	s.viewer.Call("GET", "/api/preview/documents/"+s.document+"/file", nil).Want(http.StatusOK)
	after := s.portal(s.viewer)
	if !reflect.DeepEqual(before.JSON(), after.JSON()) {
		t.Errorf("a preview changed\n%s\nto\n%s", before.Body, after.Body)
	}
	if n := s.annClient.Call("GET", uploads, nil).Int("newCount"); n != 2 {
		t.Errorf("%d are new to Ann after a preview, want 2", n)
	}
	if n := len(s.annClient.Call("GET", "/api/portal/sessions", nil).At("items").([]any)); n != 1 {
		t.Errorf("Ann has %d sessions", n)
	}
}

func TestHO08_PreviewEndsAndFollows(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	helper, helperID := s.Staff("Hel Per", "viewer")
	s.preview(helper, "").Want(http.StatusOK)
	documents := func(c *testapp.Client) *testapp.Answer { return c.Call("GET", "/api/preview/documents", nil) }
	documents(helper).Want(http.StatusOK)
	s.switchPortal(false)
	documents(helper).Want(http.StatusOK) // Ann has other documents and still enters…
	if strings.Contains(string(documents(helper).Body), s.document) {
		t.Error("the preview shows what the client does not see")
	}
	s.switchPortal(true)
	s.owner.Call("DELETE", "/api/collections/staff/records/"+helperID, nil).Want(http.StatusNoContent)
	documents(helper).Want(http.StatusUnauthorized)

	s.preview(s.editor, s.bob).Want(http.StatusBadRequest) // not on the list
	s.preview(s.editor, "").Want(http.StatusOK)
	s.editor.Call("DELETE", "/api/preview/session", nil).Want(http.StatusNoContent)
	documents(s.editor).Want(http.StatusUnauthorized)
	s.preview(s.owner, "").Want(http.StatusOK)
	documents(s.owner).Want(http.StatusOK)
	s.Stranger().Call("POST", "/api/desk/projects/"+s.project+"/preview", map[string]any{}).Want(http.StatusUnauthorized)

	// It lasts fifteen minutes, used or not.
	s.Stop(syscall.SIGTERM)
	s.execute(t, "UPDATE sessions SET expires = datetime('now', '-1 second') || '.000Z' WHERE preview_by != ''")
	s.Restart()
	documents(s.owner).Want(http.StatusUnauthorized)
}

// A project without a client shows what the first one would see.
func TestHO08_PreviewBeforeThereIsAClient(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.editor.Call("DELETE", "/api/collections/project_contacts/records/"+s.entry, nil).Want(http.StatusNoContent)
	s.preview(s.editor, "").Want(http.StatusOK)
	list := s.editor.Call("GET", "/api/preview/documents", nil).Want(http.StatusOK)
	if list.Int("totalItems") != 1 || list.String("items.0.id") != s.document {
		t.Errorf("it shows %s", list.Body)
	}
	projects := s.editor.Call("GET", "/api/preview/projects", nil).Want(http.StatusOK)
	if projects.String("items.0.id") != s.project {
		t.Errorf("its projects are %s", projects.Body)
	}
	s.editor.Call("GET", "/api/preview/documents/"+s.document+"/file", nil).Want(http.StatusOK)
	s.editor.Call("GET", "/api/preview/documents/"+s.shared+"/file", nil).Want(http.StatusNotFound)
	s.switchPortal(false)
	s.editor.Call("GET", "/api/preview/documents", nil).Want(http.StatusForbidden)
}
