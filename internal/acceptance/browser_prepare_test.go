package acceptance

import (
	"bytes"
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
)

// drop drags a field of the palette onto a page, to a point that is a share of it.
func drop(p *browser.Page, kind string, page int, x, y float64) {
	var to [2]float64
	p.Evaluate(fmt.Sprintf(`(() => {
		const box = [...document.querySelectorAll(".desk-kind")].find((each) => each.innerText.includes(%q)).getBoundingClientRect();
		const sheet = document.querySelector('[data-page="%d"]').getBoundingClientRect();
		return [(sheet.left + %f * sheet.width - box.left) / box.width, (sheet.top + %f * sheet.height - box.top) / box.height];
	})()`, kind, page, x, y), &to)
	half := [2]float64{(to[0] + 0.5) / 2, (to[1] + 0.5) / 2}
	p.Within(".desk-kind", kind).Draw([2]float64{0.5, 0.5}, half, to, to)
}

// opens reads what a client is to sign.
func (w *world) opensToSign(round string) {
	w.annClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusOK)
	w.annClient.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
}

// roundOf is the newest round of a document.
func (w *world) roundOf(document string) string {
	return w.viewer.Call("GET", "/api/desk/documents/"+document+"/signings", nil).Want(http.StatusOK).String("items.0.id")
}

// TestCC13_BrowserPreparesAndFollows is the way of staff: fields are dragged onto pages and placed with the keyboard, kept
// as a draft, sent, and what becomes of it is seen without a reload.
func TestCC13_BrowserPreparesAndFollows(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.editor.AddDocument("contact", w.ann, "Engagement letter", "Letter.pdf", paper(t, "Engagement letter", "Terms"))
	p := w.desk(t, editor)
	w.open(t, p, "#/documents/"+document)
	p.Click("Send to sign")
	p.See("then you can place their fields on the pages")
	p.Click("Send")
	p.See("Choose who signs.")
	p.Fill("Add a client who signs", "ann")
	p.Click("Ann ann@client.test")
	p.Click("Send")
	p.See("Place a signature for Ann, or add a signature page.")

	// By dragging: onto the page, further down, and larger.
	drop(p, "Signature", 1, 0.5, 0.3)
	p.SeeFocus("button", "Signature of Ann, page 1, 36% from the left, 27% from the top")
	p.DontSee("Something is missing still")
	signature := p.Within(".desk-place", "Signature")
	signature.Draw([2]float64{0.5, 0.5}, [2]float64{0.5, 1}, [2]float64{0.3, 2})
	p.SeeFocus("button", "Signature of Ann, page 1, 30% from the left, 35% from the top")
	p.Within(".desk-place-corner", "").Draw([2]float64{0.5, 0.5}, [2]float64{2, 1}, [2]float64{4, 1})

	// With the keyboard: on the second page, moved, sized, and another that is taken away.
	p.Click("Text")
	p.Fill("Page", "2")
	p.Click("Place on page 2")
	p.SeeFocus("button", "Text of Ann, page 2, 36% from the left, 49% from the top")
	for _, key := range []string{"ArrowDown", "ArrowDown", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight"} {
		p.Press(key)
	}
	p.SeeFocus("button", "Text of Ann, page 2, 35% from the left, 51% from the top")
	p.Press("Enter")
	p.SeeFocus("textbox", "Label")
	p.Fill("Label", "Place")
	p.Check("Required", false)
	p.Press("Escape")
	p.SeeFocus("button", "Place of Ann, optional, page 2, 35% from the left, 51% from the top")
	p.Click("Initials")
	p.Click("Place on page 2")
	p.Click("On every page")
	p.Wait("initials on both pages", `[...document.querySelectorAll(".desk-place")].filter((place) => place.innerText.includes("Initials")).length === 2`)
	// Let go on the palette again, behind which there is a page: nothing is placed (of which there are three), or scrolled.
	var before, after float64
	p.Evaluate(`document.querySelector(".page-content").scrollTop = 300`, nil)
	p.Evaluate(`document.querySelector(".page-content").scrollTop`, &before)
	p.Within(".desk-kind", "Date").Draw([2]float64{0.5, 0.5}, [2]float64{1.5, 0.5}, [2]float64{1.6, 0.5}, [2]float64{2.2, 0.5})
	p.Evaluate(`document.querySelector(".page-content").scrollTop`, &after)
	if before != 300 || after != before {
		t.Errorf("the pages were at %v, and after a drag along the palette at %v", before, after)
	}
	p.Within(`[data-page="1"]`, "").Click("Signature of Ann, page 1, 30% from the left, 35% from the top")
	p.Accessible("a document is prepared")
	fits(t, p, "a document is prepared")
	p.Within(`[data-page="2"]`, "Initials").Click("Place of Ann, optional, page 2, 35% from the left, 51% from the top")
	p.Press("Delete")
	p.Wait("the text is gone", `!document.body.innerText.includes("Place of Ann") && document.querySelectorAll(".desk-place").length === 3`)
	p.Fill("Message", "Please sign.")
	p.Fill("Due", "2099-12-31")
	p.Check("Ask for a one-time code", true)
	p.Click("Save as draft")
	p.See("Draft saved.")
	p.Disabled("Save as draft")

	view := w.viewer.Call("GET", "/api/desk/signings/"+w.roundOf(document), nil).Want(http.StatusOK)
	if n := len(view.At("signers.0.fields").([]any)); n != 3 || view.String("message") != "Please sign." || !view.Bool("askCode") {
		t.Errorf("the draft has %d fields: %s", n, view.Body)
	}
	for i := range 3 {
		field := view.At(fmt.Sprintf("signers.0.fields.%d", i)).(map[string]any)
		at := func(name string) float64 { return field[name].(float64) }
		if field["kind"] == "signature" && (math.Abs(at("x")-0.3) > 0.02 || math.Abs(at("y")-0.355) > 0.02 || at("width") < 0.31) {
			t.Errorf("the signature stands at %v", field)
		}
	}

	// Loaded anew it goes on with the draft; then it is sent.
	p.Reload()
	p.Wait("what was placed", `document.querySelectorAll(".desk-place").length === 3`)
	p.SeeValue("Due", "2099-12-31")
	p.Click("Send")
	summary := p.Dialog("Send this to sign?")
	summary.See("3 fields")
	p.Accessible("the summary before it is sent")
	summary.See("ann@client.test")

	// A colleague changes it after that was read: nothing is sent. Then what they made of it is taken, or what was made here.
	changed := func(message string) {
		t.Helper()
		path := "/api/desk/signings/" + w.roundOf(document)
		now := w.manager.Call("GET", path, nil).Want(http.StatusOK)
		signers := []any{map[string]any{"contact": w.ann, "fields": now.At("signers.0.fields")}}
		w.manager.Call("PUT", path, map[string]any{"message": message, "due": "2099-12-31", "askCode": true, "signers": signers}).Want(http.StatusOK)
	}
	changed("Their message")
	summary.Click("Send")
	p.See("Somebody else has changed this draft meanwhile.")
	p.Click("Load theirs")
	p.SeeValue("Message", "Their message")
	p.DontSee("Somebody else has changed this draft meanwhile.")
	changed("Theirs again")
	p.Fill("Message", "Please sign.")
	p.Click("Save as draft")
	p.See("Somebody else has changed this draft meanwhile.")
	p.Click("Keep mine")
	p.DontSee("Somebody else has changed this draft meanwhile.")
	p.Refused() // both
	p.Click("Send")
	summary.See("3 fields")
	summary.Click("Send")
	p.See("Sent to sign.")
	heading(p, "Engagement letter")
	p.Within(".desk-round", "Waiting for signatures").See("0 of 1 signed")
	p.See("sent Engagement letter to be signed") // activity
	round := w.roundOf(document)
	w.opensToSign(round)
	p.Within(".desk-round", "").See("Opened")
	p.Click("Remind")
	p.Dialog("Send a reminder?").Click("Send reminder")
	p.See("Reminder sent.")
	w.annClient.Call("POST", portalSignings+"/"+round+"/decline", map[string]any{"reason": "The fee is wrong."}).Want(http.StatusOK)
	p.Within(".desk-round", "The fee is wrong.").See("Declined")

	// Once more, and withdrawn.
	p.Click("Send to sign again")
	p.Fill("Add a client who signs", "ann")
	p.Click("Ann ann@client.test")
	p.Check("Signature page at the end", true)
	p.Within(".desk-sheet-end", "Signatures").See("Ann")
	p.Click("Send")
	p.Dialog("Send this to sign?").Click("Send")
	p.Click("Withdraw")
	withdraw := p.Dialog("Withdraw it?")
	withdraw.Fill("Reason (optional)", "A new fee")
	withdraw.Click("Withdraw")
	p.See("Withdrawn: A new fee")
	wantNoneRefused(t, p)
}

// TestCC13_BrowserCounterSigns is the way of a manager: what is agreed to, a page for signatures, the own one last; and
// that a signed document is not deleted by the way.
func TestCC13_BrowserCounterSigns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.letter(t)
	p := w.desk(t, manager)
	w.open(t, p, "#/portal-settings")
	p.Fill("What signers agree to", "I agree to sign this electronically.")
	p.Click("Save as version 2")
	p.See("This is version 2")
	p.Fill("Time stamps (RFC 3161)", "not an address")
	p.Click("Save changes")
	p.SeeFocus("textbox", "Time stamps (RFC 3161)")
	p.Click("Discard")

	w.open(t, p, "#/documents/"+document+"/sign")
	p.Fill("Add a client who signs", "ann")
	p.Click("Ann ann@client.test")
	p.Select("Counter-signature by", "Mana Ger")
	p.Click("In this order")
	p.Click("Move Mana Ger up")
	p.SeeFocus("button", "Move Mana Ger down") // up it cannot go any more
	p.Within(".desk-signer:first-child", "Mana Ger").SeeButton("Move Mana Ger down")
	p.Within(".desk-signer:first-child .desk-signer-grip", "").Draw([2]float64{0.5, 0.5}, [2]float64{0.5, 1.2}, [2]float64{0.5, 3})
	p.Within(".desk-signer:last-child", "").See("Mana Ger")
	p.Check("Signature page at the end", true)
	p.Click("Send")
	summary := p.Dialog("Send this to sign?")
	summary.See("Then, each when those before have signed:")
	summary.See("a signature page")
	summary.Click("Send")
	p.Within(".desk-round", "").See("Not their turn yet")
	p.DontSeeButton("Sign now")
	round := w.roundOf(document)
	w.opensToSign(round)
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	p.SeeButton("Sign now")
	links(p).Click("Home")
	p.Click("1 document for you to sign")
	p.SeeValue("Which", "mine")
	p.Click("Engagement letter")
	heading(p, "Sign")
	p.See("I agree to sign this electronically.")
	p.Wait("the pages", `document.querySelectorAll(".preview-page .desk-filled").length === 2`)
	p.Accessible("counter-signing")
	fits(t, p, "counter-signing")
	p.Click("Sign")
	p.See("Tick this to sign.")
	p.Wait("the focus on it", `document.activeElement.matches(".desk-consent input")`)
	p.Check("I agree", true)
	p.Fill("As it is written", "")
	p.Click("Sign")
	p.SeeFocus("textbox", "As it is written")
	p.Click("Draw")
	p.Within(".pad", "").Draw([2]float64{0.1, 0.5}, [2]float64{0.4, 0.2}, [2]float64{0.9, 0.6})
	p.Click("Sign")
	p.See("Signed by everyone")
	p.DontSeeButton("Sign")

	certificate := func() {
		t.Helper()
		name, pdf := p.Download(func() { p.Click("Certificate") })
		if !bytes.HasPrefix(pdf, []byte("%PDF")) || !strings.Contains(pdfText(t, pdf), "Mana Ger") {
			t.Errorf("the certificate is %s", name)
		}
	}
	certificate()
	w.open(t, p, "#/documents/"+document)
	p.See("Letter (signed).pdf")
	p.DontSeeButton("Send to sign")
	p.Click("More actions")
	p.Click("Delete")
	p.Dialog("Delete this document for good?").Click("Delete")
	sure := p.Dialog("This document is signed. Delete it all the same?")
	sure.See("was signed by Ann and Mana Ger")
	p.Disabled("Delete signed document")
	sure.Check("Delete the signed document for good", true)
	sure.Click("Delete signed document")
	p.See("Document deleted. Its certificate stays, under Signing.")
	links(p).Click("Signing")
	p.Select("Which", "Signed by everyone")
	p.Click("Engagement letter")
	p.See("The document was deleted.")
	certificate()
}

// On a phone, in the dark: a finger drags, what was begun is kept when the page is left, and every page fits.
func TestCC13_BrowserPreparesOnAPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.member(t, "Nora Never", "nora@client.test", "never")
	document := w.letter(t)
	right := deskLooksRight(t, nil)
	p := w.desk(t, editor, browser.Phone, browser.Dark)
	broken := w.editor.AddDocument("contact", w.ann, "Torn", "Torn.pdf", []byte("%PDF-1.4\nnothing"))
	w.open(t, p, "#/documents/"+broken+"/sign")
	p.See("This document cannot be sent to sign.")
	right(p, "a document that cannot be signed")

	w.open(t, p, "#/documents/"+document+"/sign")
	p.Fill("Add a client who signs", "nora")
	p.Click("Nora Never nora@client.test, no portal access")
	p.Click("Send")
	p.See("Give Nora Never access to the portal first.")
	right(p, "what is missing is marked")
	p.Click("Enable Access")
	p.Click("Done")
	p.DontSee("No portal access yet")
	p.Evaluate(`document.querySelector(".desk-palette-bar").scrollIntoView()`, nil)
	drop(p, "Signature", 1, 0.5, 0.2)
	p.SeeFocus("button", "Signature of Nora Never, page 1, 36% from the left, 17% from the top")
	right(p, "a field was placed")
	links(p).Click("Home")
	p.See("What you prepared is kept as a draft.")
	links(p).Click("Signing")
	p.Select("Which", "Drafts")
	p.Click("Engagement letter")
	p.Wait("what was placed", `document.querySelectorAll(".desk-place").length === 1`)
	p.Click("Send")
	p.Dialog("Send this to sign?").See("nora@client.test")
	right(p, "the summary before it is sent")
	p.Dialog("Send this to sign?").Click("Send")
	p.Within(".desk-round", "").See("Asked")
	right(p, "a document that waits for signatures")
	links(p).Click("Signing")
	p.See("Nora Never")
	right(p, "what waits for signatures")
	p.Click("Engagement letter")
	p.See("Download what was sent")
	right(p, "a round of signing")
}
