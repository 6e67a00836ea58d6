package acceptance

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
)

// guest opens a public link's page.
func (s *site) guest(t *testing.T, secret string, options ...browser.Option) *browser.Page {
	t.Helper()
	return browser.Open(t, s.URL+"/s/#"+secret, options...)
}

func TestHO18_BrowserGuestOpensALink(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id, secret := s.link(map[string]any{"password": "open sesame"})
	guest := s.guest(t, secret)
	guest.Allow("400") // the page asks without a password first, and then with a wrong one
	guest.See("This document is protected")
	guest.Wait("the secret is out of the address", `location.hash === "" && !location.href.includes("`+secret+`")`)
	guest.Fill("Password", "wrong")
	guest.Click("Open document")
	guest.See("This is not the password.")

	guest.Fill("Password", "open sesame")
	guest.Click("Open document")
	guest.See("Floor plan")
	guest.Click("Preview")
	guest.Wait("the file is shown", `document.querySelector("iframe, .preview canvas")`)
	if name, content := guest.Download(func() { guest.Click("Download") }); name != "plan.pdf" || !bytes.Equal(content, pdf) {
		t.Errorf("the guest gets %s, %d bytes", name, len(content))
	}
	guest.DontSee("Documents")
	guest.Reload() // another look at what is open, not another opening
	guest.See("Floor plan")
	opens := s.viewer.Call("GET", "/api/desk/documents/"+s.document+"/links", nil).Want(http.StatusOK)
	if opens.Int("items.0.opens") != 1 {
		t.Errorf("the links are %s", opens.Body)
	}

	s.editor.Call("DELETE", "/api/desk/links/"+id, nil).Want(http.StatusNoContent)
	guest.Allow("404")
	guest.Click("Preview")
	guest.See("This link is not available.")
	guest.DontSeeButton("Download")
}

func TestHO18_BrowserDeadLink(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	guest := s.guest(t, "no-such-secret", browser.Phone, browser.Dark)
	guest.Allow("404")
	guest.See("This link is not available.")
	if answer := s.Stranger().Call("GET", "/s/", nil).Want(http.StatusOK); answer.Header.Get("X-Robots-Tag") != "noindex, nofollow" {
		t.Errorf("search engines are told %q", answer.Header.Get("X-Robots-Tag"))
	}
}

// Someone without an account sends in what they are asked for, by the link that staff made, on a phone.
func TestCC12_BrowserRequestAnsweredByALink(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	_, a := unsent(s.world)
	desk := s.desk(t, editor)
	s.open(t, desk, "#/requests/"+a.id)
	desk.Click("More actions")
	desk.Click("Links to answer it")
	desk.Click("Create link")
	desk.See("The address is shown this once only.")
	var address string
	desk.Evaluate(`[...document.querySelectorAll("input[readonly]")].map((field) => field.value).join()`, &address)
	_, secret, _ := strings.Cut(address, "/s/#")

	guest := s.guest(t, secret, browser.Phone)
	guest.See("Year-end 2025")
	guest.See("To do")
	guest.Wait("the secret is out of the address", `location.hash === "" && !location.href.includes("`+secret+`")`)
	guest.Choose("Choose files for Passport", browser.File(t, "passport.pdf", pdf))
	guest.See("Received")
	guest.See("passport.pdf")
	guest.Accessible("a request by a link")
	fits(t, guest, "a request by a link")
	guest.Reload()
	guest.See("passport.pdf")

	desk.See("1 file received") // live
	s.editor.Call("POST", deskRequests+"/"+a.id+"/done", nil).Want(http.StatusOK)
	guest.Allow("404")
	guest.Reload()
	guest.See("This link is not available.")
}
