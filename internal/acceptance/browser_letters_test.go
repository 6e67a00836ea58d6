package acceptance

import (
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
)

// Staff write a letter in the dashboard; it is a document like any other, and written anew as long as nobody has signed it.
func TestCC13_BrowserALetterIsWritten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.firm(map[string]any{"firm_name": "Miller & Co"})
	visit := func(p *browser.Page, what string) {
		t.Helper()
		p.Accessible(what)
		fits(t, p, what)
	}
	write := func(p *browser.Page, text string) {
		t.Helper()
		p.Wait("the editor is there", `globalThis.tinymce?.activeEditor?.initialized`)
		p.Evaluate(`tinymce.activeEditor.focus()`, nil)
		p.Type(text)
	}

	desk := w.desk(t, editor)
	w.open(t, desk, "#/contacts/"+w.ann+"/documents")
	desk.Click("+ Add")
	desk.Click("Write a letter")
	desk.See("For Ann.")
	desk.Fill("Title", "Engagement letter")
	desk.Fill("Date", "2026-05-31")
	desk.Click("Bold")
	write(desk, "Dear Ann 王,")
	visit(desk, "writing a letter")
	desk.Allow("400")
	desk.Click("Add letter")
	desk.See("The PDF's font cannot show 王")
	visit(desk, "a letter that cannot be shown")
	desk.Reload()
	desk.See("This is what you had begun to write and not saved.")
	desk.SeeValue("Title", "Engagement letter")
	desk.Wait("the editor has it", `globalThis.tinymce?.activeEditor?.getContent().includes("王")`)
	desk.Evaluate(`tinymce.activeEditor.setContent("<p>Dear <strong>Ann</strong>,</p><hr class=page-break><ul><li>One</li></ul>")`, nil)
	desk.Click("Preview")
	desk.Dialog("Engagement letter").Wait("both pages are shown", `document.querySelectorAll(".preview-page").length === 2`)
	desk.Wait("the page says it", `document.querySelector(".preview-page").textContent.includes("Dear")`)
	visit(desk, "the preview of a letter")
	desk.Click("Close")
	desk.Check("Share to Client Portal", true)
	desk.Click("Add letter")
	heading(desk, "Engagement letter")
	desk.See("Engagement letter.pdf")

	portal := browser.Portal(t, w.URL, "ann@client.test", w.annPassword, browser.Phone)
	portal.See("Engagement letter")

	desk.Click("Edit letter")
	heading(desk, "Edit letter")
	desk.Wait("the editor has it", `globalThis.tinymce?.activeEditor?.getContent().includes("page-break")`)
	document := w.viewer.Call("GET", "/api/desk/documents?contact="+w.ann+"&q=Engagement", nil).Want(http.StatusOK).String("items.0.id")
	w.rewrite(document, w.aLetter("<p>Theirs</p>")).Want(http.StatusOK)
	write(desk, "Changed. ")
	desk.Click("Save letter")
	desk.See("Somebody else has changed this letter meanwhile.")
	visit(desk, "a letter that somebody else has changed")
	desk.Click(editor)
	desk.Click("Logout")
	desk.See("Sign out and lose the letter")
	desk.Click("Stay")
	desk.Click("Keep mine")
	heading(desk, "Engagement letter")
	desk.See("Letter saved.")
	if body := letterOf(w.viewer, document).String("body"); !strings.Contains(body, "Changed. ") {
		t.Errorf("kept, it says %s", body)
	}
	desk.Wait("nothing is left of the editor", `tinymce.get().length === 0 && !document.querySelector(".tox")`)

	round := w.sendToSign(document, map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.8)}}}})
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	w.open(t, desk, "#/documents/"+document+"/letter")
	desk.See("This letter has been signed, so it stays as it is.")
	desk.DontSeeButton("Save letter")
	visit(desk, "a signed letter")

	phone := w.desk(t, editor, browser.Phone, browser.Dark)
	w.open(t, phone, "#/letters/contact/"+w.ann)
	phone.See("For Ann.")
	write(phone, "Dear Ann,")
	visit(phone, "writing a letter on a phone")
}
