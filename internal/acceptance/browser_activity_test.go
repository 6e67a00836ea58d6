package acceptance

import (
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
)

// told is the list of what was done, on a page of the dashboard.
func toldOn(p *browser.Page) *browser.Page { return p.Within("ol[aria-label=Activity]", "") }

func TestBrowserActivityIsTold(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.annClient.Call("GET", uploads+"/"+s.document+"/file", nil).Want(http.StatusOK)
	_, secret := s.link(map[string]any{})
	openLink(s.Stranger(), secret, "").Want(http.StatusOK)
	other := s.editor.AddDocument("contact", s.bob, "Estimate", "estimate.pdf", pdf)
	s.editor.Share(other, "company", s.company)
	s.annClient.Call("GET", uploads+"/"+other+"/file", nil).Want(http.StatusOK)

	p := s.desk(t, viewer)
	s.open(t, p, "#/documents/"+s.document)
	for _, sentence := range []string{
		"Someone with a public link opened Floor plan just now 127.0.0.1", "Ed Itor made a public link to Floor plan just now",
		"Ann opened Floor plan just now 127.0.0.1", "Ed Itor shared Floor plan with Hafenstraße 3", "Ed Itor added Floor plan",
	} {
		toldOn(p).Row(sentence).See(sentence)
	}
	if told := toldOn(p).Text(); strings.Index(told, "Someone") > strings.Index(told, "added") {
		t.Errorf("the newest is not on top: %s", told)
	}
	p.Wait("the exact time is to be had", `/\d{4}, \d+:\d\d/.test(document.querySelector(".desk-activity time").title)`)

	// A contact's is what was done for them, and what they did themselves, wherever it is filed.
	toldOn(p).Row("Ann opened").Click("Ann")
	heading(p, "Ann")
	p.Click("Activity")
	toldOn(p).See("Ed Itor shared For Ann with Ann")
	toldOn(p).See("Ann opened Estimate")
	toldOn(p).See("Ann signed in to the portal")
	toldOn(p).See("Ed Itor let Ann into the portal of Hafenstraße 3")
	toldOn(p).Row("Ann opened Floor plan").SeeButton("Floor plan")
	s.owner.Call("DELETE", "/api/collections/documents/records/"+other, nil).Want(http.StatusNoContent)
	toldOn(p).Row("Ann opened Estimate").DontSeeButton("Estimate") // without a reload: it is gone, and still told

	toldOn(p).Row("let Ann into").Click("Hafenstraße 3")
	heading(p, "Hafenstraße 3")
	p.Click("Activity")
	toldOn(p).See("Ann opened Floor plan")
	s.switchPortal(false)
	toldOn(p).See("Ed Itor disabled the portal of Hafenstraße 3")
	toldOn(p).DontSee("For Ann")

	s.open(t, p, "#/companies/"+s.company+"/activity")
	toldOn(p).See("Ed Itor shared Estimate with Acme Ltd")
	wantNoneRefused(t, p)
}

func TestBrowserActivityShowsMore(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	nora := s.editor.Create("contacts", map[string]any{"name": "Nora New"})
	p := s.desk(t, editor)
	s.open(t, p, "#/contacts/"+nora+"/activity")
	p.See("Nothing yet.")
	for range 18 {
		share := s.editor.Share(s.unshared, "contact", nora)
		s.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	}
	count := func(n string) { p.Wait("it shows "+n, `document.querySelectorAll(".desk-activity li").length === `+n) }
	count("30")
	p.Unreachable("http://*:*/api/desk/activity*")
	p.Click("Show more")
	p.See("No connection to the server.")
	p.Unreachable("")
	p.Click("Show more")
	count("36")
	p.DontSeeButton("Show more")
	s.editor.Share(s.shared, "contact", nora)
	toldOn(p).See("Ed Itor shared For Ann with Nora New") // on top; the older ones stay
	count("37")

	p.Unreachable("http://*:*/api/desk/activity*")
	s.open(t, p, "#/contacts/"+s.ann)
	p.Click("Activity")
	p.See("No connection to the server.")
	p.Unreachable("")
	p.Click("Try again")
	toldOn(p).See("Ann signed in to the portal")
}

func TestActivityIsAskedAboutOneThing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path = "/api/desk/activity"
	w.viewer.Call("GET", path, nil).Want(http.StatusBadRequest)
	w.viewer.Call("GET", path+"?contact="+w.ann+"&document="+w.shared, nil).Want(http.StatusBadRequest)
	if items := w.viewer.Call("GET", path+"?contact=nobody000000000", nil).Want(http.StatusOK).At("items").([]any); len(items) != 0 {
		t.Errorf("of nobody it tells %v", items)
	}
	// Of the firm is told what is about nothing in particular.
	w.firm(map[string]any{"portal_enabled": false})
	w.firm(map[string]any{"portal_enabled": true})
	project := w.editor.Create("projects", map[string]any{"name": "Hafenstraße 3"})
	w.editor.Call("PATCH", projects+"/"+project, map[string]any{"portal_enabled": false}).Want(http.StatusOK)
	firm := w.viewer.Call("GET", path+"?firm=1", nil).Want(http.StatusOK)
	if items := firm.At("items").([]any); len(items) != 2 || firm.String("items.0.action") != "portal_on" || firm.String("items.1.action") != "portal_off" {
		t.Errorf("of the firm it tells %s", firm.Body)
	}
	w.Stranger().Call("GET", path+"?contact="+w.ann, nil).Want(http.StatusUnauthorized)
	w.annClient.Call("GET", path+"?contact="+w.ann, nil).Want(http.StatusUnauthorized)
}
