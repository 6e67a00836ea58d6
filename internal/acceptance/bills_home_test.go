package acceptance

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"portico/internal/testapp"
)

// billed writes a bill that is shared with the site's project, changed from the usual one.
func (s *site) billed(kind, title string, change map[string]any) string {
	form := s.written(kind, "sent")
	form["title"], form["share"] = title, change["status"] != "draft"
	for field, value := range change {
		form["bill"].(map[string]any)[field] = value
	}
	return s.editor.Call("POST", items, form).Want(http.StatusOK).String("id")
}

// titles are those of a list in an answer.
func titles(answer *testapp.Answer, list string) []string {
	found := []string{}
	for i := range answer.At(list).([]any) {
		found = append(found, answer.String(fmt.Sprintf("%s.%d.title", list, i)))
	}
	return found
}

func (s *site) home(c *testapp.Client) *testapp.Answer {
	return c.Call("GET", "/api/portal/home", nil).Want(http.StatusOK)
}

// The first page tells what is to be paid and to be answered, the most urgent first, and nothing else; a bill stands there
// until that is done, and among the new documents only if there is nothing to do about it.
func TestCC14_HomeTellsOfBillsThatWait(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.firm(map[string]any{"payment_link": "https://pay.example.com/{number}/{amount}/{currency}"})
	s.billed("invoice", "later", map[string]any{"due": inDays(9), "number": "A 7/8"})
	s.billed("invoice", "whenever", map[string]any{"due": ""})
	s.billed("invoice", "overdue", map[string]any{"due": inDays(-9)})
	s.billed("invoice", "draft", map[string]any{"status": "draft"})
	s.billed("invoice", "paid", map[string]any{"status": "paid"})
	s.billed("invoice", "void", map[string]any{"status": "void"})
	s.billed("invoice", "credit", map[string]any{"lines": []map[string]any{{"description": "Back", "quantity": "1", "unitPrice": -100}}})
	open := s.billed("estimate", "open", map[string]any{"due": ""})
	s.billed("estimate", "today", map[string]any{"due": inDays(0)})
	s.billed("estimate", "expired", map[string]any{"due": inDays(-1)})
	s.write("estimate", "draft")

	home := s.home(s.annClient)
	if got := titles(home, "invoices.items"); !slices.Equal(got, []string{"overdue", "later", "whenever"}) || home.Int("invoices.total") != 3 {
		t.Errorf("to pay are %v", got)
	}
	if got := titles(home, "estimates.items"); !slices.Equal(got, []string{"today", "open"}) || home.Int("estimates.total") != 2 {
		t.Errorf("to answer are %v", got)
	}
	if got := home.String("invoices.items.1.payUrl"); got != "https://pay.example.com/A%207%2F8/239.49/EUR" {
		t.Errorf("it is paid at %s", got)
	}
	if home.String("invoices.items.0.state") != "overdue" || home.Int("invoices.items.0.total") != 23949 || home.String("estimates.items.0.payUrl") != "" {
		t.Errorf("home says %s", home.Body)
	}
	fresh := titles(home, "documents.items")
	slices.Sort(fresh)
	if want := []string{"Floor plan", "For Ann", "credit", "expired", "paid", "void"}; home.Int("documents.total") != len(want) || !isPart(fresh, want) {
		t.Errorf("new are %v, %d in all", fresh, home.Int("documents.total"))
	}
	// The list and the first page agree about what waits.
	for kind, part := range map[string]string{"invoice": "invoices", "estimate": "estimates"} {
		list := s.annClient.Call("GET", portalBills+"?kind="+kind, nil).Want(http.StatusOK)
		waiting := 0
		for i := range list.At("items").([]any) {
			if state := list.String(fmt.Sprintf("items.%d.state", i)); slices.Contains([]string{"sent", "viewed", "overdue"}, state) {
				waiting++
			}
			if list.String(fmt.Sprintf("items.%d.title", i)) == "draft" {
				t.Error("a draft is listed")
			}
		}
		if credits := map[string]int{"invoice": 1}[kind]; waiting-credits != home.Int(part+".total") {
			t.Errorf("of %ss, %d wait in the list and %d on the first page", kind, waiting-credits, home.Int(part+".total"))
		}
	}
	// Opened, it still waits; answered or paid, it does not.
	s.annClient.Call("GET", uploads+"/"+open, nil).Want(http.StatusOK)
	if got := titles(s.home(s.annClient), "estimates.items"); len(got) != 2 {
		t.Errorf("once one was opened, %v are to answer", got)
	}
	s.annClient.Call("POST", uploads+"/"+open+"/answer", map[string]any{"accept": true}).Want(http.StatusOK)
	if got := titles(s.home(s.annClient), "estimates.items"); !slices.Equal(got, []string{"today"}) {
		t.Errorf("once one was answered, %v are to answer", got)
	}
	for i := range 5 {
		s.billed("invoice", fmt.Sprint("more ", i), map[string]any{"due": inDays(20)})
	}
	if home := s.home(s.annClient); home.Int("invoices.total") != 8 || len(titles(home, "invoices.items")) != 5 {
		t.Errorf("of many, it says %s", home.Body)
	}
	if home := s.home(s.bobClient); home.Int("invoices.total")+home.Int("estimates.total") != 0 {
		t.Errorf("Bob is told %s", home.Body)
	}
	s.switchPortal(false)
	if home := s.home(s.annClient); home.Int("invoices.total")+home.Int("estimates.total") != 0 {
		t.Errorf("with the project's portal off, she is told %s", home.Body)
	}
}

// isPart reports whether each of some things is among others.
func isPart(some, others []string) bool {
	return !slices.ContainsFunc(some, func(one string) bool { return !slices.Contains(others, one) })
}

// An invoice that was added as a file stands in the list by its title and day, and what a client sends in does not.
func TestCC14_InvoicesThatAreFiles(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": "From the old books", "kind": "invoice", "contact": s.ann, "share": "true"},
		"x.pdf", pdf).Want(http.StatusOK).String("id")
	s.annClient.Upload("POST", uploads, map[string]string{"title": "Hers", "kind": "invoice"}, "a.pdf", pdf).Want(http.StatusOK)
	s.bill("invoice", inDays(3))
	for _, sort := range []string{"issued", "-total", "due"} {
		list := s.annClient.Call("GET", portalBills+"?kind=invoice&sort="+sort, nil).Want(http.StatusOK)
		if got := titles(list, "items"); len(got) != 2 || !slices.Contains(got, "From the old books") {
			t.Errorf("by %s, the list is %v", sort, got)
		}
	}
	list := s.annClient.Call("GET", portalBills+"?kind=invoice&q=old+books", nil).Want(http.StatusOK)
	if list.Int("totalItems") != 1 || list.String("items.0.id") != id || list.String("items.0.issued") != inDays(0) || list.String("items.0.state") != "" {
		t.Errorf("it is %s", list.Body)
	}
	if home := s.home(s.annClient); home.Int("invoices.total") != 1 {
		t.Errorf("to pay is %s", home.Body)
	}
}

// Who may answer an estimate is who sees it as a client, and nobody else.
func TestCC14_AnswersOfEveryRole(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.bill("estimate", inDays(1))
	door := uploads + "/" + id + "/answer"
	yes := map[string]any{"accept": true}
	for who, c := range map[string]*testapp.Client{
		"a guest": s.Stranger(), "a viewer": s.viewer, "an editor": s.editor, "a manager": s.manager, "the owner": s.owner,
	} {
		if got := c.Call("POST", door, yes).Status; got != http.StatusUnauthorized {
			t.Errorf("%s is answered %d", who, got)
		}
	}
	s.bobClient.Call("POST", door, yes).Want(http.StatusNotFound)
	s.preview(s.editor, s.ann).Want(http.StatusOK)
	s.editor.Call("POST", "/api/preview/documents/"+id+"/answer", yes).Want(http.StatusForbidden)
	for _, path := range []string{"/home", "/bills?kind=estimate"} {
		preview, client := s.editor.Call("GET", "/api/preview"+path, nil), s.annClient.Call("GET", "/api/portal"+path, nil)
		if preview.Status != http.StatusOK || string(preview.Body) != string(client.Body) {
			t.Errorf("%s: the preview shows %s, the client sees %s", path, preview.Body, client.Body)
		}
	}
	s.switchPortal(false)
	s.annClient.Call("POST", door, yes).Want(http.StatusNotFound)
	s.switchPortal(true)
	share := s.shareOf(t, id)
	s.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	s.annClient.Call("POST", door, yes).Want(http.StatusNotFound)
	s.editor.Share(id, "company", s.company) // Ann is of it
	s.annClient.Call("POST", door, yes).Want(http.StatusOK)
	if told := s.told("document%3D%22" + id + "%22%26%26action%3D%22accept%22"); !slices.Equal(told, []string{"Ann accept Kitchen estimate"}) {
		t.Errorf("what is written down: %v", told)
	}
	list := s.viewer.Call("GET", "/api/desk/documents?project="+s.project, nil).Want(http.StatusOK)
	if got := list.String("items.0.billState"); list.String("items.0.id") != id || got != "accepted" {
		t.Errorf("staff see in the list that it is %s", got)
	}
}

// Somebody answers what they have read: not what it has become meanwhile, and not what somebody else has answered.
func TestCC14_AnswersToWhatHasChanged(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": s.bob})
	id := s.bill("estimate", inDays(1))
	door := uploads + "/" + id + "/answer"
	seen := s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK).String("bill.updated")
	dearer := s.written("estimate", "sent")
	dearer["bill"].(map[string]any)["due"] = inDays(1)
	dearer["bill"].(map[string]any)["lines"] = []map[string]any{{"description": "Survey", "quantity": "1", "unitPrice": 999900}}
	s.editor.Call("PUT", items+"/"+id, dearer).Want(http.StatusOK)
	refused := s.annClient.Call("POST", door, map[string]any{"accept": true, "seen": seen}).Want(http.StatusBadRequest)
	if refused.String("data.estimate.code") != "validation_wrong_state" || !strings.Contains(refused.String("message"), "was changed while you read it") {
		t.Errorf("it is refused with %s", refused.Body)
	}
	now := s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK)
	if now.String("bill.state") != "viewed" || now.Int("bill.total") != 999900 {
		t.Errorf("refused, it says %s", now.Body)
	}
	answer := func(c *testapp.Client, accept bool) func() *testapp.Answer {
		return func() *testapp.Answer {
			return c.Call("POST", door, map[string]any{"accept": accept, "seen": now.String("bill.updated")})
		}
	}
	atOnce(t, func() {
		id = s.bill("estimate", inDays(1))
		door = uploads + "/" + id + "/answer"
		now = s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK)
	}, func(answers []*testapp.Answer) {
		got := statuses(answers)
		if slices.Sort(got); !slices.Equal(got, []int{http.StatusOK, http.StatusBadRequest}) {
			t.Errorf("the answers are %v", got)
		}
	}, answer(s.annClient, true), answer(s.bobClient, false))
}

// A guest with a link reads the estimate, and not what the client wrote to the firm.
func TestHO18_GuestsDoNotReadTheAnswer(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.document = s.bill("estimate", inDays(1))
	_, secret := s.link(nil)
	s.annClient.Call("POST", uploads+"/"+s.document+"/answer", map[string]any{"accept": false, "note": secretNote}).Want(http.StatusOK)
	opened := openLink(s.Stranger(), secret, "").Want(http.StatusOK)
	if opened.String("bill.state") != "declined" || strings.Contains(string(opened.Body), secretNote) || strings.Contains(string(opened.Body), "Ann") {
		t.Errorf("the guest reads %s", opened.Body)
	}
}

func TestPaymentLinkIsChecked(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	settings := "/api/collections/portal_settings/records/portalsettings0"
	for link, says := range map[string]string{
		"pay.example.com":                      "https://",
		"http://pay.example.com":               "https://",
		"https://":                             "https://",
		"javascript:alert(1)":                  "https://",
		"https://pay.example.com/?x={invoice}": "{invoice}",
	} {
		answer := s.manager.Call("PATCH", settings, map[string]any{"payment_link": link}).Want(http.StatusBadRequest)
		if got := answer.String("data.payment_link.message"); !strings.Contains(got, says) {
			t.Errorf("%s: it says %q", link, got)
		}
	}
	s.editor.Call("PATCH", settings, map[string]any{"payment_link": "https://evil.example.com"}).Want(http.StatusForbidden)
	s.manager.Call("PATCH", settings, map[string]any{"payment_link": "https://pay.example.com/{currency}/{number}"}).Want(http.StatusOK)
	s.manager.Call("PATCH", settings, map[string]any{"payment_link": ""}).Want(http.StatusOK)
}
