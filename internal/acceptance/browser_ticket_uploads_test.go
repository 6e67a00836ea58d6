package acceptance

import (
	"net/http"
	"testing"

	"portico/internal/testapp/browser"
)

func TestOC04_BrowserUploadToATicket(t *testing.T) {
	t.Parallel()
	onEachLook(t, func(t *testing.T, options ...browser.Option) {
		t.Helper()
		s := newSite(t)
		s.firm(map[string]any{"firm_name": "Miller & Co"})
		client := s.client(t, options...)
		goTo(client, "Tickets", options)
		client.See("No tickets yet")
		client.Click("New ticket")
		form := client.Dialog("New ticket")
		form.Click("Open ticket")
		form.See("Enter a subject.")
		form.See("Say what it is about.")
		client.SeeFocus("textbox", "Subject")
		form.Fill("Subject", "The printer is on fire")
		form.Fill("What is it about?", "What now?")
		form.Select("Project", "Hafenstraße 3")
		form.Choose("Choose files", browser.File(t, "smoke.png", photo(t)), browser.File(t, "empty.pdf", nil))
		form.See("This file is empty")
		form.Click("Remove empty.pdf")
		client.Press("Escape")
		client.Dialog("Discard this ticket?").Click("Go on")
		client.Wait("the file has arrived", `document.querySelector("dialog .sending-item.is-done")`)
		form.Click("Open ticket")
		client.See("Ticket 1 is open.")
		client.See("Hafenstraße 3")
		thread := client.Within("[role=region]", "What now?")
		thread.See("smoke.png")

		id := s.viewer.Call("GET", deskTickets, nil).Want(http.StatusOK).String("items.0.id")
		say(s.editor, deskMessages, "ticket", id, "Pull the plug.").Want(http.StatusOK)
		thread.See("Pull the plug.")
		client.Within(".request-facts", "").See("Answered")
		client.Fill("Write to: Ticket: The printer is on fire", "It is out.")
		client.Click("Send")
		thread.See("It is out.")

		client.See("No documents yet.")
		client.Click("Upload Document")
		upload := client.Dialog("Upload Document")
		upload.See("For the ticket The printer is on fire")
		upload.Fill("Title", "Photo of the printer")
		upload.Choose("Choose files", browser.File(t, "printer.pdf", pdf))
		upload.Click("Upload")
		client.Dialog("Document uploaded").See("has received Photo of the printer. You find it at the ticket.")
		client.Click("Done")
		client.Row("Photo of the printer").SeeButton("Delete Photo of the printer")
		s.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": "Manual", "ticket": id, "share": "true"}, "m.pdf", paper(t, "One")).Want(http.StatusOK)
		client.Row("Manual").Click("Preview Manual")
		client.Dialog("Manual").SeeButton("Download Manual")
		client.Click("Close")
		client.See("The printer is on fire") // still at the ticket
		client.Evaluate("void history.back()", nil)
		client.SeeButton("New ticket") // and not the document once more
		client.Evaluate("void history.forward()", nil)
		client.Row("Manual").SeeButton("Download Manual")
		filed := s.viewer.Call("GET", "/api/desk/documents?tab=received&ticket="+id, nil).Want(http.StatusOK)
		if filed.Int("totalItems") != 1 || filed.String("items.0.title") != "Photo of the printer" {
			t.Errorf("the ticket has received %s", filed.Body)
		}
		s.editor.Share(filed.String("items.0.id"), "contact", s.ann)

		s.editor.Call("PATCH", "/api/collections/tickets/records/"+id, map[string]any{"status": "closed"}).Want(http.StatusOK)
		client.See("This ticket is closed. It opens again when you write.")
		client.Wait("what was uploaded and shared stands there once", `[...document.querySelectorAll(".row")].filter((row) => row.textContent.includes("Photo of the printer")).length === 1`)
		menu(client).Click("Messages")
		client.Row("The printer is on fire").See("Ticket")
		goTo(client, "Tickets", options)
		client.Row("The printer is on fire").See("Closed")
		client.Fill("Search tickets", "no such thing")
		client.See("No ticket matches “no such thing”.")
		client.DontSee("The printer is on fire")
		client.Click("Clear search")
		client.Fill("Search tickets", "PRINTER")
		client.Wait("the address holds what is looked for", `location.hash === "#/tickets?q=PRINTER"`)
		client.Reload()
		client.SeeValue("Search tickets", "PRINTER")
		client.Row("The printer is on fire").See("Closed")
		s.switchPortal(false)
		client.DontSee("The printer is on fire")
		client.Go(s.URL + "/#/tickets/" + id)
		client.See("This ticket is not available")
	})
}
