package acceptance

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp"
)

// What a draft lacks still is asked for when it is sent, by signer; and nobody signs on a page that is not there.
func TestCC13_DraftsAreSavedAsFarAsTheyAre(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.letter(t)
	round := w.prepare(document, map[string]any{"message": "Soon"})
	path := "/api/desk/signings/" + round
	send := func(field string) {
		t.Helper()
		answer := w.editor.Call("POST", path+"/send", nil).Want(http.StatusBadRequest)
		if answer.String("data."+field+".message") == "" {
			t.Errorf("sending it says %s, and nothing about %s", answer.Body, field)
		}
	}
	send("signers")
	text := map[string]any{"kind": "text", "label": "Place", "page": 1, "x": 0.1, "y": 0.7, "width": 0.3, "height": 0.03}
	signers := func(fields ...any) map[string]any {
		return map[string]any{"signers": []any{
			map[string]any{"contact": w.ann, "fields": []any{signHere(0.5)}}, map[string]any{"contact": w.bob, "fields": fields},
		}}
	}
	w.editor.Call("PUT", path, signers(text)).Want(http.StatusOK)
	send("signers.1.fields")
	missing := signHere(0.2)
	missing["page"] = 2
	w.editor.Call("PUT", path, signers(missing)).Want(http.StatusOK)
	send("signers.1.fields")
	w.editor.Call("PUT", path, signers(map[string]any{"kind": "signature", "page": 1, "x": 0.9, "y": 0.2, "width": 0.4, "height": 0.1})).Want(http.StatusBadRequest)
	w.editor.Call("PUT", path, signers(text, signHere(0.3))).Want(http.StatusOK)
	w.editor.Call("POST", path+"/send", nil).Want(http.StatusOK)
}

// Of two who prepare the same draft nobody sends, or saves over, what they have not seen.
func TestCC13_ADraftIsSentAsItWasSeen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	form := func(contact, version string) map[string]any {
		return map[string]any{"version": version, "signers": []any{map[string]any{"contact": contact, "fields": []any{signHere(0.5)}}}}
	}
	path := "/api/desk/signings/" + w.prepare(w.letter(t), form(w.ann, ""))
	seen := w.editor.Call("GET", path, nil).Want(http.StatusOK).String("version")
	changed := w.manager.Call("PUT", path, form(w.bob, seen)).Want(http.StatusOK).String("version")
	if seen == "" || changed == seen {
		t.Fatalf("its version was %q and is %q", seen, changed)
	}
	for name, answer := range map[string]*testapp.Answer{
		"saved": w.editor.Call("PUT", path, form(w.ann, seen)),
		"sent":  w.editor.Call("POST", path+"/send", map[string]any{"version": seen}),
	} {
		if answer.Want(http.StatusBadRequest).String("data.version.code") != "validation_changed" {
			t.Errorf("%s: %s", name, answer.Body)
		}
	}
	if now := w.viewer.Call("GET", path, nil).Want(http.StatusOK); now.String("status") != "draft" || now.String("signers.0.contact.id") != w.bob {
		t.Errorf("the draft is %s", now.Body)
	}
	kept := w.editor.Call("PUT", path, form(w.ann, changed)).Want(http.StatusOK).String("version")
	w.editor.Call("POST", path+"/send", map[string]any{"version": kept}).Want(http.StatusOK)
}

// A page on which everyone signs is put behind the document that they are shown; the document itself stays what it was until
// everyone has signed.
func TestCC13_SignaturePage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document, original := w.letter(t), paper(t, "Engagement letter")
	round := w.sendToSign(document, map[string]any{"signaturePage": true, "signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{}}, map[string]any{"contact": w.bob, "fields": []any{}},
		map[string]any{"staff": w.managerID, "fields": []any{}},
	}})
	view := w.viewer.Call("GET", "/api/desk/signings/"+round, nil).Want(http.StatusOK)
	if !view.Bool("signaturePage") || view.Int("signers.1.fields.0.page") != 2 || view.Int("signers.1.fields.1.page") != 2 {
		t.Errorf("the firm sees %s", view.Body)
	}
	sent := w.annClient.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK).Body
	text := pdfText(t, sent)
	if !bytes.HasPrefix(sent, original) || len(sent) == len(original) {
		t.Error("what is signed does not begin with the document")
	}
	for _, want := range []string{"Engagement letter", "Signatures", "Ann", "Bob"} {
		if !strings.Contains(text, want) {
			t.Errorf("what Ann reads does not say %s: %s", want, text)
		}
	}
	if now := w.annClient.Call("GET", uploads+"/"+document+"/file", nil).Want(http.StatusOK); !bytes.Equal(now.Body, original) {
		t.Error("the document was changed by sending it to sign")
	}
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	signs(w.bobClient, round, "Bob").Want(http.StatusOK)
	w.manager.Call("GET", "/api/desk/signings/"+round+"/file", nil).Want(http.StatusOK)
	w.manager.Call("POST", "/api/desk/signings/"+round+"/sign", map[string]any{"consent": 1, "signature": map[string]any{"text": "Mana Ger"}}).Want(http.StatusOK)
	done := w.waitForRound(t, round, "completed")
	if done.String("signers.2.opened") == "" {
		t.Error("that the manager read it was not written down")
	}
	finished := w.annClient.Call("GET", uploads+"/"+document+"/file", nil).Want(http.StatusOK)
	if !bytes.HasPrefix(finished.Body, sent) || !strings.Contains(pdfText(t, finished.Body), time.Now().Format(time.DateOnly)) {
		t.Error("what was signed is not what was sent, with the day")
	}
}

// Why a document cannot be signed is said before anything is prepared.
func TestCC13_FitnessIsToldEarly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	fitness := func(name string, content []byte) map[string]any {
		id := w.editor.AddDocument("contact", w.ann, name, name, content)
		return w.viewer.Call("GET", "/api/desk/documents/"+id+"/signings/fitness", nil).Want(http.StatusOK).JSON()
	}
	fit := fitness("Letter.pdf", paper(t, "Letter"))
	if !fit["fit"].(bool) || len(fit["pages"].([]any)) != 1 || fit["attachments"].(bool) {
		t.Errorf("a letter: %v", fit)
	}
	script := bytes.Replace(paper(t, "Letter"), []byte("/Type /Catalog"), []byte("/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), 1)
	for why, content := range map[string][]byte{"active": script, "broken": []byte("%PDF-1.4\nnothing"), "ambiguous": twoTexts(t)} {
		if fit := fitness(why+".pdf", content); fit["fit"].(bool) || fit["why"] != why || fit["advice"] == "" {
			t.Errorf("%s: %v", why, fit)
		}
	}
}

// twoTexts makes a PDF whose table has the second page's object in the place of the first's: programs that see that it is not
// the first show what that says, and others show the second.
func twoTexts(t *testing.T) []byte {
	t.Helper()
	pdf := paper(t, "The yearly fee is 100 EUR", "The yearly fee is 90000 EUR")
	row := func(number int) []byte {
		return fmt.Appendf(nil, "%010d 00000 n", bytes.Index(pdf, fmt.Appendf(nil, "\n%d 0 obj", number))+1)
	}
	if bytes.Count(pdf, row(3)) != 1 || bytes.Count(pdf, row(5)) != 1 {
		t.Fatal("the pages are not where they were")
	}
	return bytes.Replace(pdf, row(3), row(5), 1)
}

// A client's PDF that shows one text here and another there is not sent to be signed. One that has to be mended is shown to
// signers as it is sealed, byte for byte.
func TestCC13_WhatIsShownIsWhatIsSealed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	upload := func(pdf []byte) string {
		return w.annClient.Upload("POST", uploads, form{"title": "Contract"}, "Contract.pdf", pdf).Want(http.StatusOK).String("id")
	}
	signers := map[string]any{"signers": []any{map[string]any{"contact": w.bob, "fields": []any{signHere(0.3)}}}}
	round := w.prepare(upload(twoTexts(t)), signers)
	refused := w.editor.Call("POST", deskSignings+"/"+round+"/send", nil).Want(http.StatusBadRequest)
	if !strings.Contains(string(refused.Body), "it may not show everyone the same") {
		t.Errorf("it is refused with %s", refused.Body)
	}
	cut := paper(t, "The yearly fee is 100 EUR")
	cut = cut[:bytes.LastIndex(cut, []byte("xref"))-len("start")]
	document := upload(cut)
	round = w.sendToSign(document, signers)
	shown := w.bobClient.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK).Body
	if !bytes.HasPrefix(shown, cut) || len(shown) == len(cut) {
		t.Error("the signer is not shown the document, mended")
	}
	signs(w.bobClient, round, "Bob").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	finished := w.annClient.Call("GET", uploads+"/"+document+"/file", nil).Want(http.StatusOK).Body
	if text := pdfText(t, finished); !bytes.HasPrefix(finished, shown) || !strings.Contains(text, "The yearly fee is 100 EUR") {
		t.Errorf("what is finished does not begin with what was shown: %s", text)
	}
}

// The rounds that wait, for whom, and the home page that counts them.
func TestCC13_ListsOfRounds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	form := func(due string) map[string]any {
		return map[string]any{"inOrder": true, "due": due, "signaturePage": true, "signers": []any{
			map[string]any{"contact": w.ann, "fields": []any{}}, map[string]any{"staff": w.managerID, "fields": []any{}},
		}}
	}
	w.prepare(w.letter(t), form(""))
	w.sendToSign(w.letter(t), form(""))
	pressing := w.sendToSign(w.letter(t), form(time.Now().AddDate(0, 0, 2).Format(time.DateOnly)))
	counts := func(mine, due, waiting int) {
		t.Helper()
		home := w.manager.Call("GET", "/api/desk/home", nil).Want(http.StatusOK)
		if home.Int("signingsMine") != mine || home.Int("signingsDue") != due || home.Int("signingsWaiting") != waiting {
			t.Errorf("home says %s", home.Body)
		}
	}
	list := func(status string) (ids int, first string) {
		t.Helper()
		answer := w.manager.Call("GET", "/api/desk/signings?status="+status, nil).Want(http.StatusOK)
		if answer.Int("totalItems") > 0 {
			first = answer.String("items.0.id")
		}
		return answer.Int("totalItems"), first
	}
	counts(0, 1, 2)
	signs(w.annClient, pressing, "Ann").Want(http.StatusOK)
	counts(1, 1, 2)
	for status, want := range map[string]int{"mine": 1, "due": 1, "sent": 2, "draft": 1, "completed": 0} {
		if n, _ := list(status); n != want {
			t.Errorf("%s: %d", status, n)
		}
	}
	if _, first := list("sent"); first != pressing {
		t.Error("what expires first is not first")
	}
	line := w.manager.Call("GET", "/api/desk/signings?status=mine", nil)
	if line.String("items.0.signers.0.name") != "Ann" || line.String("items.0.signers.0.state") != "signed" || !line.Bool("items.0.signers.1.turn") {
		t.Errorf("it says %s", line.Body)
	}
	w.manager.Call("GET", "/api/desk/signings?status=nothing", nil).Want(http.StatusBadRequest)
	if home := w.editor.Call("GET", "/api/desk/home", nil); home.Int("signingsMine") != 0 {
		t.Error("the manager's signature is asked of the editor")
	}
}
