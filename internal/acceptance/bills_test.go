package acceptance

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp/smtptest"
)

const portalBills = "/api/portal/bills"

// bill writes an estimate or invoice that is shared with the site's project, due (or valid until) a day.
func (s *site) bill(kind, due string) string {
	form := s.written(kind, "sent")
	form["share"] = true
	form["bill"].(map[string]any)["due"] = due
	return s.editor.Call("POST", items, form).Want(http.StatusOK).String("id")
}

func inDays(n int) string { return time.Now().AddDate(0, 0, n).Format(time.DateOnly) }

// A client's invoices stand in a list with what they come to and what has become of them; drafts are in no list.
func TestCC14_ClientViewsInvoices(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.owner.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{
		"payment_link": "https://pay.example.com/?n={number}&a={amount}&c={currency}",
	}).Want(http.StatusOK)
	id, late := s.bill("invoice", inDays(10)), s.bill("invoice", inDays(-1))
	s.bill("estimate", inDays(10))
	s.write("invoice", "draft")
	list := s.annClient.Call("GET", portalBills+"?kind=invoice&sort=due", nil).Want(http.StatusOK)
	if list.Int("totalItems") != 2 || list.String("items.0.id") != late || list.String("items.0.state") != "overdue" ||
		list.String("items.1.state") != "sent" || list.Int("items.1.total") != 23949 || list.Int("items.1.decimals") != 2 || !list.Bool("items.1.isNew") {
		t.Errorf("the list is %s", list.Body)
	}
	whole := s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK)
	if got := whole.String("bill.payUrl"); got != "https://pay.example.com/?n=2026-014&a=239.49&c=EUR" {
		t.Errorf("it is paid at %s", got)
	}
	if list := s.annClient.Call("GET", portalBills+"?kind=invoice&sort=-due", nil); list.String("items.0.state") != "viewed" {
		t.Errorf("having been opened it is %s", list.Body)
	}
	if got := s.viewer.Call("GET", "/api/desk/documents/"+id, nil).Want(http.StatusOK).String("bill.state"); got != "viewed" {
		t.Errorf("staff see that it is %s", got)
	}
	paid := s.written("invoice", "paid")
	s.editor.Call("PUT", items+"/"+id, paid).Want(http.StatusOK)
	if whole := s.annClient.Call("GET", uploads+"/"+id, nil); whole.String("bill.state") != "paid" || whole.String("bill.payUrl") != "" {
		t.Errorf("paid, it says %s", whole.Body)
	}
	if n := s.bobClient.Call("GET", portalBills+"?kind=invoice", nil).Want(http.StatusOK).Int("totalItems"); n != 0 {
		t.Errorf("Bob finds %d invoices", n)
	}
	s.annClient.Call("GET", portalBills, nil).Want(http.StatusBadRequest)
	s.Stranger().Call("GET", portalBills+"?kind=invoice", nil).Want(http.StatusUnauthorized)
	s.owner.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"payment_link": "javascript:x"}).Want(http.StatusBadRequest)
}

// An estimate is accepted or declined once, by who sees it, while it is valid; what was answered is not rewritten.
func TestEstimatesAreAnsweredOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	mail := smtptest.Start(t)
	s.useMail(mail)
	id, late, invoice := s.bill("estimate", inDays(1)), s.bill("estimate", inDays(-1)), s.bill("invoice", inDays(1))
	answer := func(id string) string { return uploads + "/" + id + "/answer" }
	s.bobClient.Call("POST", answer(id), map[string]any{"accept": true}).Want(http.StatusNotFound)
	s.annClient.Call("POST", answer(id), map[string]any{}).Want(http.StatusBadRequest)
	s.annClient.Call("POST", answer(id), map[string]any{"accept": false, "note": strings.Repeat("x", 1001)}).Want(http.StatusBadRequest)
	s.annClient.Call("POST", answer(late), map[string]any{"accept": true}).Want(http.StatusBadRequest)
	s.annClient.Call("POST", answer(invoice), map[string]any{"accept": true}).Want(http.StatusBadRequest)
	said := s.annClient.Call("POST", answer(id), map[string]any{"accept": false, "note": "Too much."}).Want(http.StatusOK)
	if said.String("bill.state") != "declined" || said.String("bill.response.note") != "Too much." || said.String("bill.response.by") != "Ann" {
		t.Errorf("answered, it says %s", said.Body)
	}
	s.annClient.Call("POST", answer(id), map[string]any{"accept": true}).Want(http.StatusBadRequest)
	m := mail.Wait(t, smtptest.To("mana.ger@firm.test"))
	if m.Subject != "Declined: Kitchen estimate" || !strings.Contains(m.Text, "Ann has declined this estimate:\n\nKitchen estimate\n\nToo much.") {
		t.Errorf("the mail says %s\n%s", m.Subject, m.Text)
	}
	if list := s.annClient.Call("GET", portalBills+"?kind=estimate&sort=-due", nil); list.String("items.0.state") != "declined" || list.String("items.1.state") != "expired" {
		t.Errorf("the list is %s", list.Body)
	}
	changed := s.written("estimate", "sent")
	changed["bill"].(map[string]any)["number"] = "other"
	s.editor.Call("PUT", items+"/"+id, changed).Want(http.StatusBadRequest)
	record := s.owner.Call("GET", "/api/collections/bills/records?filter=document%3D%22"+id+"%22", nil).String("items.0.id")
	s.owner.Call("PATCH", "/api/collections/bills/records/"+record, map[string]any{"response": "accepted"}).Want(http.StatusBadRequest)
	if told := s.told("document%3D%22" + id + "%22"); !strings.Contains(strings.Join(told, " "), "decline") {
		t.Errorf("what is written down: %v", told)
	}
}
