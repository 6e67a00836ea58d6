package acceptance

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"
	"time"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
)

// chooseFiles is what the field for several files is called.
const chooseFiles = "Choose files or drop them here At most 100 MB each"

// documentsOf opens the documents of a contact as a member of the staff.
func (w *world) documentsOf(t *testing.T, contact string, options ...browser.Option) *browser.Page {
	t.Helper()
	p := w.desk(t, editor, options...)
	w.open(t, p, "#/contacts/"+contact+"/documents")
	p.SeeButton("+ Add")
	return p
}

// wantVisible waits until Ann can open a document in the portal, or until she no longer can.
func (w *world) wantVisible(t *testing.T, document string, visible bool) {
	t.Helper()
	want := http.StatusNotFound
	if visible {
		want = http.StatusOK
	}
	testapp.Eventually(t, fmt.Sprintf("the portal answers %d", want), func() error {
		if got := w.annClient.Call("GET", "/api/portal/documents/"+document, nil).Status; got != want {
			return fmt.Errorf("it answers %d", got)
		}
		return nil
	})
}

// annsDocument is the id of Ann's document with the title.
func (w *world) annsDocument(t *testing.T, title string) string {
	t.Helper()
	list := w.editor.Call("GET", "/api/desk/documents?contact="+w.ann+"&q="+title, nil).Want(http.StatusOK)
	if list.Int("totalItems") != 1 {
		t.Fatalf("Ann has %d documents %q", list.Int("totalItems"), title)
	}
	return list.String("items.0.id")
}

func TestOC03_BrowserUploadInTheDocumentsSubTab(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt June"}, "receipt.pdf", pdf).Want(http.StatusOK)
	p := w.desk(t, editor)
	p.Click("Contacts")
	p.Click("Ann")
	p.Click("Document(s)")
	p.Row("Receipt June").See("receipt.pdf")
}

func TestHL02_HL08_BrowserEveryDocumentOfAContactInOnePlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt June"}, "receipt.pdf", pdf).Want(http.StatusOK)
	accounts := w.editor.AddDocument("company", w.company, "Accounts of Acme", "accounts.pdf", pdf)
	w.editor.Share(accounts, "company", w.company)

	p := w.desk(t, editor)
	p.Click("Contacts")
	p.Click("Ann")
	p.Within("nav", "Overview").Click("Documents")
	p.Within(".desk-sidebar [aria-current=page]", "").See("Documents")
	for title, file := range map[string]string{
		"For Ann": "ann.pdf", "Draft": "draft.pdf", "Receipt June": "receipt.pdf", "Accounts of Acme": "accounts.pdf",
	} {
		p.Row(title).See(file)
	}
	p.DontSee("For Bob")

	p.Unreachable("http://*:*/api/desk/documents*")
	p.Click("Shared")
	p.See("No connection to the server.")
	p.DontSee("Draft") // is not shared
	p.Unreachable("")
	p.Click("Try again")
	p.See("For Ann")
	p.DontSee("Draft")
	p.See("Accounts of Acme")

	p.Click("Received")
	p.Click("Client Portal")
	p.DontSee("For Ann")
	p.Row("Receipt June").See("receipt.pdf")
	p.Row("Receipt June").See("New")

	// What a client takes back is gone from here, without a reload.
	w.annClient.Call("DELETE", uploads+"/"+w.annsDocument(t, "Receipt"), nil).Want(http.StatusNoContent)
	p.See("Nothing received yet.")
	p.Evaluate(`void new MutationObserver(() => {
		globalThis.saidNone ||= document.body.innerText.includes("No documents yet.");
	}).observe(document.body, { subtree: true, childList: true, characterData: true })`, nil)
	p.SlowAnswers(300 * time.Millisecond)
	p.Click("All")
	p.See("Draft")
	p.Wait("nobody was told that there is none", `!globalThis.saidNone`)
}

func TestHL03_HL04_BrowserAddADocument(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.documentsOf(t, w.ann)

	p.Click("+ Add")
	p.Choose(chooseFiles, browser.File(t, "lease.pdf", paper(t, "Lease")))
	p.Fill("Title", "Lease 2026")
	p.Fill("Description", "For the shop in the high street")
	p.SeeChecked("Share to Client Portal", false)
	p.Click("Add document")
	p.Row("lease.pdf").See("Lease 2026")
	p.Row("lease.pdf").DontSee("Shared")
	w.wantVisible(t, w.annsDocument(t, "Lease"), false)

	p.Click("+ Add")
	p.Drop(".desk-drop", browser.File(t, "offer_of_may.pdf", paper(t, "Offer")))
	p.Row("offer_of_may.pdf").See("offer_of_may.pdf")
	p.Check("Share to Client Portal", true)
	p.Click("Add document")
	p.Row("offer_of_may.pdf").See("Shared")
	p.Row("offer_of_may.pdf").SeeChecked("Share", true)
	w.wantVisible(t, w.annsDocument(t, "offer"), true)
	wantNoneRefused(t, p)
}

func TestHL05_BrowserShareAnExistingDocument(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.documentsOf(t, w.ann)
	p.Row("draft.pdf").Click("More actions for Draft " + secret)
	p.Row("draft.pdf").Click("Share to Client Portal")
	p.Click("Share")
	p.Row("draft.pdf").See("Shared")
	w.wantVisible(t, w.unshared, true)

	// The document's own page shows with whom, since when and by whom; and shares with others.
	p.Click("Draft " + secret)
	shares := p.Within("section", "Shared with")
	shares.Row("Ann").See("by Ed Itor")
	p.Click("Share")
	p.Dialog("Share to Client Portal").Click("Company")
	p.Fill("Company", "acme")
	p.Click("Acme Ltd")
	p.Dialog("Share to Client Portal").Click("Share")
	shares.Row("Acme Ltd").See("by Ed Itor")
	shares.Row("Ann").Click("Stop sharing")
	shares.DontSee("Ann")
	w.wantVisible(t, w.unshared, true) // by her company
	shares.Row("Acme Ltd").Click("Stop sharing")
	shares.See("With nobody yet.")
	w.wantVisible(t, w.unshared, false)
}

func TestHL04_HL06_HL12_BrowserToggleSharesAndUnshares(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.documentsOf(t, w.ann)
	p.Row("draft.pdf").Check("Share", true)
	p.Row("draft.pdf").See("Shared")
	w.wantVisible(t, w.unshared, true)
	p.Row("draft.pdf").Check("Share", false)
	p.Row("draft.pdf").DontSee("Shared")
	w.wantVisible(t, w.unshared, false)

	// Unshared it is kept.
	p.Reload()
	p.Row("draft.pdf").SeeChecked("Share", false)
	name, content := p.Download(func() { p.Row("draft.pdf").Click("Download") })
	if name != "draft.pdf" || !bytes.Equal(content, pdf) {
		t.Errorf("got %q of %d bytes", name, len(content))
	}

	// In a company's record the toggle is the company's share.
	w.editor.AddDocument("company", w.company, "Accounts", "accounts.pdf", pdf)
	w.open(t, p, "#/companies/"+w.company+"/documents")
	p.Row("accounts.pdf").Check("Share", true)
	p.Row("accounts.pdf").See("Shared")
	w.wantVisible(t, w.annsDocument(t, "Accounts"), true)
}

func TestHL06_BrowserToggleStaysWhereItWasPut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.documentsOf(t, w.ann)
	row := p.Row("draft.pdf")
	row.SeeChecked("Share", false)
	p.Evaluate(`void (() => {
		globalThis.positions = [];
		globalThis.look = () => {
			const row = [...document.querySelectorAll("li")].find((item) => item.innerText.includes("draft.pdf"));
			const toggle = row?.querySelector("[role=switch]"); // that is seen now
			if (toggle && positions.at(-1) !== toggle.checked) positions.push(toggle.checked);
		};
		look();
		setInterval(look, 5);
	})()`, nil)
	row.Click("Share")
	row.See("Shared")
	p.Evaluate("look()", nil) // should a busy machine have skipped the timer
	row.Click("Share")
	row.DontSee("Shared")
	p.Wait("it went there and back", `positions.join() === "false,true,false"`)

	// A list that was asked for before says nothing about where it is put meanwhile.
	p.Evaluate(`void (() => {
		const { fetch } = globalThis;
		const held = Promise.withResolvers();
		globalThis.letGo = held.resolve;
		globalThis.fetch = async (address, options) => {
			if (String(address).includes("/shares/records")) await held.promise;
			return fetch(address, options);
		};
	})()`, nil)
	row.Click("Share")
	w.editor.Call("PATCH", "/api/collections/documents/records/"+w.unshared, map[string]any{"title": "Draft of March"}).Want(http.StatusOK)
	p.See("Draft of March")
	p.Evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(seen))))", nil)
	row.SeeChecked("Share", true)
	p.Evaluate("letGo()", nil)
	row.See("Shared")
	p.Wait("it stayed there", `positions.join() === "false,true,false,true"`)
}

func TestHL12_BrowserDeleteIconRemovesForGood(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.documentsOf(t, w.ann)
	p.Row("ann.pdf").Click("Delete")
	confirm := p.Dialog("Delete this document for good?")
	confirm.See("For Ann and its file are removed for everybody.")
	confirm.See("Clients it is shared with lose it at once.")
	confirm.Click("Cancel")
	p.Row("ann.pdf").See("For Ann")
	w.wantVisible(t, w.shared, true)

	p.Row("ann.pdf").Click("Delete")
	confirm.Click("Delete")
	p.See("Document deleted.")
	p.DontSee("ann.pdf")
	w.wantVisible(t, w.shared, false)
	w.editor.Call("GET", "/api/desk/documents/"+w.shared, nil).Want(http.StatusNotFound)
}

func TestHL13_BrowserContractHasTheSameToggle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.documentsOf(t, w.ann)
	p.Click("+ Add")
	p.Choose(chooseFiles, browser.File(t, "contract.pdf", paper(t, "Contract")))
	p.Select("Kind", "Contract")
	p.Click("Add document")
	row := p.Row("contract.pdf")
	row.See("Contract")
	contract := w.annsDocument(t, "contract")
	row.Check("Share", true)
	row.See("Shared")
	w.wantVisible(t, contract, true)
	row.Check("Share", false)
	row.DontSee("Shared")
	w.wantVisible(t, contract, false)
}
