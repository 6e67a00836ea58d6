package acceptance

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"portico/internal/testapp"
)

func (s *site) link(options map[string]any) (id, secret string) {
	answer := s.editor.Call("POST", "/api/desk/documents/"+s.document+"/links", options).Want(http.StatusOK)
	_, secret, _ = strings.Cut(answer.String("url"), "/s/#")
	return answer.String("id"), secret
}

func openLink(c *testapp.Client, secret, password string) *testapp.Answer {
	return c.Call("POST", "/api/links/open", map[string]any{"secret": secret, "password": password})
}

func TestHO18_PublicLinks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id, secret := s.link(map[string]any{})
	guest := s.Stranger()
	opened := openLink(guest, secret, "").Want(http.StatusOK)
	file := guest.Call("GET", opened.String("fileUrl")+"?download=1", nil).Want(http.StatusOK)
	if !bytes.Equal(file.Body, pdf) || file.Header.Get("X-Robots-Tag") == "" || file.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("the guest gets %d bytes, %v", len(file.Body), file.Header)
	}
	s.Stranger().Call("GET", opened.String("fileUrl"), nil).Want(http.StatusNotFound) // the address alone opens nothing
	guest.Call("GET", "/api/portal/documents/"+s.document, nil).Want(http.StatusUnauthorized)

	list := s.viewer.Call("GET", "/api/desk/documents/"+s.document+"/links", nil).Want(http.StatusOK)
	if list.Int("items.0.opens") != 1 || list.String("items.0.state") != "active" || list.String("items.0.madeBy") != "Ed Itor" {
		t.Errorf("the links are %s", list.Body)
	}
	if bytes.Contains(list.Body, []byte(secret)) {
		t.Error("the secret is shown again")
	}
	if n := s.portal(s.viewer).Int("items.0.links"); n != 1 {
		t.Errorf("Manage portal tells of %d links", n)
	}
	s.viewer.Call("DELETE", "/api/desk/links/"+id, nil).Want(http.StatusForbidden)
	s.viewer.Call("POST", "/api/desk/documents/"+s.document+"/links", map[string]any{}).Want(http.StatusForbidden)
	s.editor.Call("DELETE", "/api/desk/links/"+id, nil).Want(http.StatusNoContent)
	openLink(s.Stranger(), secret, "").Want(http.StatusNotFound)
	guest.Call("GET", opened.String("fileUrl"), nil).Want(http.StatusNotFound)
	if n := s.portal(s.viewer).Int("items.0.links"); n != 0 {
		t.Errorf("Manage portal still tells of %d links", n)
	}

	s.editor.Call("POST", "/api/desk/documents/"+s.unshared+"/links", map[string]any{}).Want(http.StatusBadRequest)
	for _, bad := range []map[string]any{{"days": -1}, {"days": 99999}, {"maxOpens": -1}, {"password": strings.Repeat("x", 80)}} {
		s.editor.Call("POST", "/api/desk/documents/"+s.document+"/links", bad).Want(http.StatusBadRequest)
	}
}

func TestHO18_LinkPasswordAndLimit(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	_, secret := s.link(map[string]any{"password": "open sesame"})
	if answer := openLink(s.Stranger(), secret, "").Want(http.StatusBadRequest); answer.At("data.password.code") != "validation_required" {
		t.Errorf("without password: %s", answer.Body)
	}
	openLink(s.Stranger(), secret, "wrong").Want(http.StatusBadRequest)
	openLink(s.Stranger(), secret, "open sesame").Want(http.StatusOK)
	var slowed bool
	for range 15 {
		slowed = slowed || openLink(s.Stranger(), secret, "wrong").Status == http.StatusTooManyRequests
	}
	if !slowed {
		t.Error("guessing at a link's password is not slowed down")
	}

	_, secret = s.link(map[string]any{"maxOpens": 3})
	var opened atomic.Int32
	var guests sync.WaitGroup
	for range 12 { // all at once
		guests.Go(func() {
			if openLink(s.Stranger(), secret, "").Status == http.StatusOK {
				opened.Add(1)
			}
		})
	}
	guests.Wait()
	if n := opened.Load(); n != 3 {
		t.Errorf("opened %d times, want 3", n)
	}
}

func TestHO05_RemovalEndsEveryLink(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	_, one := s.link(map[string]any{})
	_, two := s.link(map[string]any{"maxOpens": 5})
	guest := s.Stranger()
	file := openLink(guest, one, "").Want(http.StatusOK).String("fileUrl")
	s.editor.Call("DELETE", "/api/collections/shares/records/"+s.share, nil).Want(http.StatusNoContent)
	nothing := openLink(s.Stranger(), "no-such-secret", "").Want(http.StatusNotFound)
	for _, secret := range []string{one, two} {
		if answer := openLink(s.Stranger(), secret, "").Want(http.StatusNotFound); !bytes.Equal(answer.Body, nothing.Body) {
			t.Errorf("a dead link says %s", answer.Body)
		}
	}
	guest.Call("GET", file, nil).Want(http.StatusNotFound)
	s.editor.Share(s.document, "project", s.project) // shared again, the old links stay dead
	openLink(s.Stranger(), one, "").Want(http.StatusNotFound)
}
