package acceptance

import (
	"fmt"
	"net/http"
	"testing"

	"portico/internal/testapp/browser"
)

// A client is told of an invoice, reads it, and gets to where it is paid; it is settled before their eyes.
func TestCC14_BrowserClientViewsInvoices(t *testing.T) {
	t.Parallel()
	inEveryLook(t, newSite, (*site).invoicesTour, portalLooksRight)
}

func (s *site) invoicesTour(t *testing.T, visit func(page *browser.Page, what string), options ...browser.Option) {
	t.Helper()
	s.firm(map[string]any{"firm_name": "Miller & Co", "payment_link": "https://pay.example.com/?n={number}&a={amount}"})
	client := s.client(t, options...)
	goTo(client, "Invoices", options)
	client.See("No invoices yet")
	menu(client).Click("Home")
	id := s.billed("invoice", "Kitchen, first part", map[string]any{"due": inDays(-3), "number": "MF-7"})
	client.Row("Kitchen, first part").See("Overdue") // it comes by itself
	place := "Invoices 1 , 1 waiting"
	if len(options) > 0 { // a phone
		place = "More 1 , 1 waiting"
	}
	menu(client).See(place)
	visit(client, "home, with an invoice to pay")
	menu(client).Click(place)
	if len(options) > 0 {
		menu(client).Click("Invoices 1 , 1 waiting")
	}
	client.See("1 invoice")
	row := client.Row("Kitchen, first part")
	for _, text := range []string{"MF-7", "May 31, 2026", "Was due", "€239.49", "Overdue", "New"} {
		row.See(text)
	}
	row.SeeButton("Pay MF-7, opens in a new tab")
	visit(client, "a list of invoices")
	client.Fill("Search invoices", "nothing")
	client.See("Nothing found")
	client.Click("Clear search")

	client.Click("Kitchen, first part")
	dialog := client.Dialog("Kitchen, first part")
	for _, text := range []string{"Survey", "€251.25", "Tax 19% of €201.25", "€239.49", "Overdue"} {
		dialog.See(text)
	}
	client.Wait("it is paid at the firm's, in a tab of its own", `(() => {
		const pay = document.querySelector("dialog .bill-bar a");
		return pay.href === "https://pay.example.com/?n=MF-7&a=239.49" && pay.target === "_blank" && pay.rel === "noopener";
	})()`)
	visit(client, "an invoice to pay")
	paid := s.written("invoice", "paid")
	paid["title"] = "Kitchen, first part"
	s.editor.Call("PUT", items+"/"+id, paid).Want(http.StatusOK)
	dialog.See("Paid")
	dialog.DontSeeButton("Pay 2026-014, opens in a new tab")
	client.Click("Close")
	client.Row("Kitchen, first part").See("Paid")
	menu(client).DontSee("waiting")
}

// A client accepts what they have read, with a note, and the firm reads it; what has changed meanwhile is said plainly.
func TestCC14_BrowserClientAnswersEstimates(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.firm(map[string]any{"firm_name": "Miller & Co"})
	id := s.bill("estimate", inDays(1))
	late := s.billed("estimate", "Terrace", map[string]any{"due": inDays(-1)})
	staff := s.desk(t, editor)
	s.open(t, staff, "#/documents/"+id)
	staff.See("€239.49")

	look := []browser.Option{browser.Dark, browser.Phone}
	looks := portalLooksRight(t, look)
	client := s.client(t, look...)
	client.Allow("400")
	menu(client).Click("Home")
	client.Row("Kitchen estimate").See("Valid until tomorrow")
	client.Click("Kitchen estimate")
	dialog := client.Dialog("Survey")
	looks(client, "an estimate to answer")
	dialog.Click("Accept")
	asked := client.Dialog("Accept this estimate?")
	asked.See("Your answer goes to Miller & Co at once")
	looks(client, "the question before an estimate is accepted")
	dearer := s.written("estimate", "sent")
	dearer["bill"].(map[string]any)["due"] = inDays(1)
	dearer["bill"].(map[string]any)["notes"] = "Without the tiles."
	s.editor.Call("PUT", items+"/"+id, dearer).Want(http.StatusOK)
	asked.Click("Accept")
	dialog.See("This estimate was changed while you read it. Look at it again before you answer.")
	dialog.See("Without the tiles.")
	dialog.Click("Accept")
	asked.Fill("Note to Miller & Co", "Please begin in May.")
	asked.Click("Accept")
	dialog.See("Accepted by Ann on")
	dialog.See("Please begin in May.")
	dialog.DontSeeButton("Decline")
	client.SeeFocus("heading", "Kitchen estimate")
	looks(client, "an accepted estimate")
	client.Click("Close")
	client.Row("Kitchen estimate").See("Accepted")
	client.Row("Terrace").See("Expired")
	looks(client, "a list of estimates")
	client.Click("Terrace")
	client.Dialog("Survey").See("Ask Miller & Co for a new one if you are still interested.")
	client.Dialog("Survey").DontSeeButton("Accept")

	// At the firm
	answer := staff.Within("section", "Accepted by Ann")
	answer.See("Please begin in May.")
	staff.Accessible("the page of an answered estimate")
	fits(t, staff, "the page of an answered estimate")
	s.open(t, staff, "#/projects/"+s.project+"/documents")
	staff.Row("Kitchen estimate").See("Accepted")
	staff.Row("Terrace").See("Expired")

	// Somebody else of the client's was quicker.
	second := s.bill("estimate", inDays(1))
	client.Go(s.URL + "/#/estimates/" + second)
	dialog.Click("Decline")
	declined := client.Dialog("Decline this estimate?")
	s.annClient.Call("POST", uploads+"/"+second+"/answer", map[string]any{"accept": true}).Want(http.StatusOK)
	declined.Fill("Why do you decline?", "Too dear.")
	declined.Click("Decline")
	dialog.See("This estimate cannot be answered any more. Look at it again.")
	dialog.See("Accepted by Ann on")
	if got := fmt.Sprint(s.annClient.Call("GET", uploads+"/"+late, nil).At("bill.response")); got != "<nil>" {
		t.Errorf("the one that was too late has the answer %s", got)
	}
}
