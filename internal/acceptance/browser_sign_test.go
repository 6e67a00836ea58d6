package acceptance

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
	"portico/internal/testapp/smtptest"
)

// place is where something stands on a page.
func place(kind, label string, page int, y float64) map[string]any {
	return map[string]any{
		"kind": kind, "label": label, "required": label != "Your reference", "page": page, "x": 0.1, "y": y, "width": 0.4, "height": 0.04,
	}
}

// longLetter asks Ann to sign a letter of three pages, and others after her.
func (w *world) longLetter(t *testing.T, form map[string]any, others ...any) (document, round string) {
	t.Helper()
	document = w.editor.AddDocument("contact", w.ann, "Engagement letter", "Letter.pdf", paper(t, "One", "Two", "Three"))
	ann := map[string]any{"contact": w.ann, "fields": []any{
		place("initials", "", 1, 0.9), place("text", "Place", 3, 0.5), place("text", "Your reference", 3, 0.6),
		place("signature", "", 3, 0.7), place("date", "", 3, 0.8), place("name", "", 3, 0.9),
	}}
	form["signers"] = append([]any{ann}, others...)
	return document, w.sendToSign(document, form)
}

// bobSigns is Bob as the second who signs.
func (w *world) bobSigns() any {
	return map[string]any{"contact": w.bob, "fields": []any{place("signature", "", 2, 0.5)}}
}

// toSign opens what is to be signed, once its first page is drawn.
func (w *world) toSign(client *browser.Page, round string) {
	client.Go(w.URL + "/#/sign/" + round)
	client.See("Agree and sign")
	client.Wait("the first page is drawn", `document.querySelector(".preview-page canvas")?.width > 300`)
}

// The whole way at a desk: told of it on the first page, read, typed in, signed though the answer was lost, finished.
func TestCC13_BrowserClientTypesASignature(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.firm(map[string]any{"firm_name": "Miller & Co"})
	client := w.client(t)
	looks := portalLooksRight(t, nil)
	menu(client).Click("Home")
	client.See("New documents")
	document, round := w.longLetter(t, map[string]any{"message": "Please read it.", "due": "2099-12-31"}, w.bobSigns())
	client.Row("Engagement letter").See("To be signed by December 31, 2099 · from Ed Itor") // it comes by itself
	menu(client).Click("Sign 1 , 1 to sign")
	client.Row("Engagement letter").See("from Ed Itor")
	client.Go(w.URL + "/#/shared/" + document)
	client.Click("Sign this document")
	client.See("Please read it.")
	client.See("0 of 3 filled in")
	client.Wait("the first page is drawn", `document.querySelector(".preview-page canvas")?.width > 300`)
	looks(client, "the room")

	client.Click("Next field")
	client.SeeFocus("button", "Initial, Initials, on page 1, required")
	client.Click("Initial, Initials, on page 1, required")
	client.Dialog("Your initials").Click("Use this")
	client.See("1 of 3 filled in")
	client.Click("Next field")
	client.SeeFocus("textbox", "Place, on page 3")
	client.Type("Züric")
	var kept bool
	client.Evaluate(`(async () => {
		document.execCommand("insertText", false, "h");
		for (let turn = 0; turn < 10; turn++) await null; // the page draws itself anew, and nothing else happens
		return Object.values(sessionStorage).some((text) => text.includes("Zürich"));
	})()`, &kept)
	if !kept {
		t.Error("a reload just after a letter was typed would lose it")
	}
	client.Within(".signing-panel", "").SeeValue("Place", "Zürich") // the list says the same
	client.Reload()
	client.See("2 of 3 filled in") // what was typed is still there
	client.Click("Sign")
	client.Within("[role=alert]", "Not signed yet.").Click("Signature, page 3")
	client.SeeFocus("button", "Sign here, Signature, on page 3, required")
	client.Click("Sign here, Signature, on page 3, required")
	dialog := client.Dialog("Your signature")
	dialog.Fill("Your name", " ")
	dialog.Click("Use this")
	dialog.See("Type your name, as you sign.")
	dialog.Fill("Your name", "王小明")
	dialog.Click("Use this")
	client.Check("I agree, and sign electronically", true)
	client.Click("Sign")
	client.See("Not signed yet. Look at what is marked.") // nobody could read that on paper
	client.Click("Change your signature")
	client.Dialog("Your signature").Fill("Your name", "Ann Ångström")
	looks(client, "the signature")
	client.Click("Use this")
	client.DontSee("These signs cannot be written")

	client.Evaluate(`void (() => {
		const ask = globalThis.fetch;
		globalThis.fetch = async (url, options) => {
			const answer = await ask(url, options);
			if (!String(url).endsWith("/sign")) return answer;
			globalThis.fetch = ask;
			throw new TypeError("the answer is lost");
		};
	})()`, nil)
	client.Click("Sign")
	client.See("You have signed.")
	client.See("It now waits for Bob")
	client.SeeFocus("heading", "Engagement letter")
	looks(client, "what happens next")
	signs(w.bobClient, round, "Bob").Want(http.StatusOK)
	client.See("Signed by everyone on") // it comes by itself
	client.SeeButton("Download")
	client.Click("Open the document")
	client.Dialog("Engagement letter").See("Signed by everyone on")
	client.Click("Close")
	menu(client).Click("Sign")
	client.See("Nothing to sign")
	client.Click("Done")
	client.Row("Engagement letter").See("Signed by everyone")
	finished := w.annClient.Call("GET", uploads+"/"+document+"/file", nil).Want(http.StatusOK)
	if text := pdfText(t, finished.Body); !strings.Contains(text, "Zürich") || !strings.Contains(text, "Ann Ångström") {
		t.Errorf("the finished document says %s", text)
	}
	client.Wait("what was typed is kept no more", `!Object.keys(sessionStorage).some((key) => key.includes("/sign/"))`)
}

// On a phone a signature is drawn with a finger; and somebody declines, and says why.
func TestCC13_BrowserClientDrawsOrDeclines(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t, browser.Phone, browser.Dark)
	looks := portalLooksRight(t, []browser.Option{browser.Phone, browser.Dark})
	_, round := w.longLetter(t, map[string]any{})
	w.toSign(client, round)
	looks(client, "the room")
	client.Click("Add your signature")
	client.Click("Draw")
	pad := client.Within(".pad", "")
	pad.Draw([2]float64{0.1, 0.7}, [2]float64{0.2, 0.2}, [2]float64{0.3, 0.8})
	client.Click("Clear")
	client.Click("Use this")
	client.See("Draw in the box, with a finger, a pen or the mouse.")
	pad.Draw([2]float64{0.1, 0.7}, [2]float64{0.2, 0.2}, [2]float64{0.3, 0.8}, [2]float64{0.5, 0.3}, [2]float64{0.9, 0.6})
	pad.Draw([2]float64{0.1, 0.9}, [2]float64{0.9, 0.1})
	lines := `document.querySelector(".pad .mark-stroke").getAttribute("d").split("M").length - 1`
	client.Wait("two lines are drawn", lines+" === 2")
	client.Click("Undo")
	client.Wait("the last one is taken back", lines+" === 1")
	looks(client, "a drawn signature")
	client.Click("Use this")
	client.See("1 of 3 filled in")
	client.SeeFocus("button", "Change your signature")
	client.Reload()
	client.See("1 of 3 filled in") // a drawing outlives that, too
	client.Click("Next field")
	client.Click("Initial, Initials, on page 1, required")
	client.Click("Use this")
	client.Click("Next field")
	client.Click("Place, on page 3, required") // too small to type in
	client.Dialog("Page 3").Fill("Place", "Zürich")
	client.Click("Done")
	client.Click("Go to Sign")
	client.Check("I agree, and sign electronically", true)
	client.Offline(true)
	client.Click("Sign")
	client.See("The portal cannot be reached at the moment.")
	client.Offline(false)
	client.Click("Sign") // nothing of it was lost
	client.See("Signed by everyone on")
	looks(client, "the finished document")

	_, other := w.longLetter(t, map[string]any{}, w.bobSigns())
	signs(w.bobClient, other, "Bob Brown").Want(http.StatusOK)
	w.toSign(client, other)
	client.Wait("what Bob has signed is on its page", `document.querySelectorAll(".preview-page")[1].querySelector("[aria-label='Signature of somebody who has signed: Bob Brown']")`)
	client.Click("Decline")
	dialog := client.Dialog("Decline to sign?")
	dialog.Click("Decline")
	dialog.See("Say why")
	dialog.Fill("Why do you not sign?", "The fee is wrong.")
	dialog.Click("Decline")
	client.See("You declined to sign.")
	client.See("The fee is wrong.")
	if got := w.waitForRound(t, other, "declined"); got.String("signers.0.state") != "declined" {
		t.Errorf("the firm sees %s", got.Body)
	}
}

// Everything can be done with the keyboard, a code from a mail included.
func TestCC13_BrowserKeyboardSigns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	client := w.client(t)
	round := w.sendToSign(w.letter(t), map[string]any{"askCode": true, "signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.5)}}}})
	w.toSign(client, round)
	tabTo := func(role, name string) {
		t.Helper()
		for range 60 {
			if gotRole, gotName := client.Focused(); gotRole == role && gotName == name {
				return
			}
			client.Press("Tab")
		}
		t.Fatalf("Tab does not lead to the %s %q", role, name)
	}
	tabTo("button", "Next field")
	client.Press("Enter")
	client.SeeFocus("button", "Sign here, Signature, on page 1, required")
	client.Press("Enter")
	client.SeeFocus("heading", "Your signature")
	tabTo("textbox", "Your name")
	client.Press("Enter")
	client.SeeFocus("button", "Signature, on page 1, filled in")
	tabTo("button", "Send me a code")
	client.Press("Enter")
	client.SeeFocus("textbox", "Code from the mail")
	client.Reload() // phones do that by themselves, while somebody looks into the mail
	client.See("1 of 1 filled in")
	tabTo("checkbox", "I agree, and sign electronically")
	client.Press("Space")
	tabTo("textbox", "Code from the mail")
	m := mail.Wait(t, func(m smtptest.Message) bool { return strings.HasPrefix(m.Subject, "Your code to sign") })
	code := regexp.MustCompile(`\b\d{6}\b`).FindString(m.Text)
	client.Type(otherCode(code))
	tabTo("button", "Sign")
	client.Press("Enter")
	client.See("The code is not right. Look at the newest mail.")
	client.Fill("Code from the mail", code)
	tabTo("button", "Sign")
	client.Press("Enter")
	client.See("Signed by everyone on")
	client.SeeFocus("heading", "Engagement letter")
}

// What ends meanwhile says so on the open page, and what cannot be shown can be downloaded.
func TestCC13_BrowserSigningEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.firm(map[string]any{"firm_name": "Miller & Co"})
	client := w.client(t)
	for _, end := range []struct {
		says string
		do   func(document, round string)
	}{
		{"Miller & Co has withdrawn this document.", func(_, round string) {
			w.editor.Call("POST", deskSignings+"/"+round+"/withdraw", nil).Want(http.StatusOK)
		}},
		{"The document was changed.", func(document, _ string) {
			w.editor.Upload("PUT", "/api/desk/documents/"+document+"/file", nil, "Letter 2.pdf", paper(t, "Another")).Want(http.StatusOK)
		}},
		{"declined to sign.", func(_, round string) {
			w.bobClient.Call("POST", portalSignings+"/"+round+"/decline", map[string]any{"reason": "No."}).Want(http.StatusOK)
		}},
		{"The time to sign this has passed.", func(_, round string) {
			w.inDatabase(t, "UPDATE signings SET due = '2020-01-01' WHERE id = ?", round)
			w.owner.Call("POST", "/api/crons/portico_signings", nil).Want(http.StatusNoContent)
		}},
	} {
		document, round := w.longLetter(t, map[string]any{}, w.bobSigns())
		w.toSign(client, round)
		end.do(document, round)
		client.See(end.says)
		client.DontSeeButton("Decline")
		client.SeeButton("Write a message")
	}
	document, round := w.longLetter(t, map[string]any{})
	client.Unreachable("http://*:*/api/portal/signings/*/file*")
	client.Go(w.URL + "/#/sign/" + round)
	client.See("The document cannot be shown here.")
	client.SeeButton("Add your signature") // the list is there all the same
	client.Click("Next field")
	client.SeeFocus("button", "Add your initials")
	client.Unreachable("")
	client.Click("Try again")
	client.Wait("the first page is drawn", `document.querySelector(".preview-page canvas")?.width > 300`)
	shares := w.editor.Call("GET", recordsOf("shares")+"?filter=document='"+document+"'", nil).Want(http.StatusOK)
	w.editor.Call("DELETE", recordsOf("shares")+"/"+shares.String("items.0.id"), nil).Want(http.StatusNoContent)
	client.See("There is nothing to sign here")
}
