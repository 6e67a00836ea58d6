package acceptance

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

// TestCC13_WhereASigningIsFound asks for it where a client looks: on the first page, at the document, in the lists.
func TestCC13_WhereASigningIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.letter(t)
	fresh := func() []string {
		return titles(w.annClient.Call("GET", "/api/portal/home", nil).Want(http.StatusOK), "documents.items")
	}
	w.editor.Share(document, "contact", w.ann)
	if !slices.Contains(fresh(), "Engagement letter") {
		t.Fatalf("what is new is %v", fresh())
	}
	round := w.sendToSign(document, map[string]any{"due": "2099-12-31", "signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.5)}},
	}})
	home := w.annClient.Call("GET", "/api/portal/home", nil).Want(http.StatusOK)
	if home.Int("signings.total") != 1 || home.String("signings.items.0.id") != round || home.String("signings.items.0.due") != "2099-12-31" {
		t.Errorf("the first page says %s", home.Body)
	}
	if slices.Contains(fresh(), "Engagement letter") {
		t.Error("what is to be signed stands among the new documents, too")
	}
	at := func(c *testapp.Client) *testapp.Answer {
		return c.Call("GET", uploads+"/"+document, nil).Want(http.StatusOK)
	}
	if doc := at(w.annClient); doc.String("signing.id") != round || !doc.Bool("signing.turn") || doc.String("signedOn") != "" {
		t.Errorf("the document says %s", doc.Body)
	}
	view := w.annClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusOK)
	if width := view.At("pages.0.width").(float64); width < 595 || width > 596 { // A4
		t.Errorf("its page is %v points wide", width)
	}
	file := w.annClient.Call("GET", portalSignings+"/"+round+"/file?download=1", nil).Want(http.StatusOK)
	if got := file.Header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment") {
		t.Errorf("a download comes as %q", got)
	}

	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	if doc := at(w.annClient); doc.Bool("signing.turn") || doc.String("signing.state") != "signed" {
		t.Errorf("once signed, the document says %s", doc.Body)
	}
	if home := w.annClient.Call("GET", "/api/portal/home", nil).Want(http.StatusOK); home.Int("signings.total") != 0 {
		t.Errorf("once signed, the first page says %s", home.Body)
	}
	signs(w.bobClient, round, "Bob").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	if doc := at(w.annClient); doc.String("signedOn") == "" || doc.String("signing.status") != "completed" {
		t.Errorf("finished, the document says %s", doc.Body)
	}
	if done := w.annClient.Call("GET", portalSignings+"?status=done", nil).Want(http.StatusOK); done.String("items.0.id") != round {
		t.Errorf("what is done is %s", done.Body)
	}
}

// A code is refused with what to do about it: it was mistyped, or another one is needed.
func TestCC13_CodeIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	round := w.sendToSign(w.letter(t), map[string]any{"askCode": true, "signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}}})
	w.annClient.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	try := func(code, want string) {
		t.Helper()
		act := map[string]any{"consent": 1, "signature": map[string]any{"text": "Ann"}, "code": code}
		if got := w.annClient.Call("POST", portalSignings+"/"+round+"/sign", act).Want(http.StatusBadRequest).String("data.code.code"); got != want {
			t.Errorf("a code %q is refused with %q", code, got)
		}
	}
	try("123456", "validation_code_over") // none was asked for
	w.annClient.Call("POST", portalSignings+"/"+round+"/code", nil).Want(http.StatusNoContent)
	m := mail.Wait(t, func(m smtptest.Message) bool { return strings.HasPrefix(m.Subject, "Your code to sign") })
	code := regexp.MustCompile(`\b\d{6}\b`).FindString(m.Text)
	for range 5 {
		try(otherCode(code), "validation_invalid_code")
	}
	try(code, "validation_code_over")
}

// What cannot count is refused as that, before its code is tried or anything is drawn: who asks again for what was accepted is
// not sent for another code.
func TestCC13_RefusedForWhatItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	round := w.sendToSign(w.letter(t), map[string]any{"askCode": true, "inOrder": true, "signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.5)}},
		map[string]any{"staff": w.managerID, "fields": []any{signHere(0.7)}},
	}})
	none := map[string]any{"consent": 1} // without a signature
	refused := func(c *testapp.Client, where string, act map[string]any, want string) {
		t.Helper()
		if got := c.Call("POST", where+"/"+round+"/sign", act).Want(http.StatusBadRequest).String("data.signing.code"); got != want {
			t.Errorf("it is refused with %q, want %q", got, want)
		}
	}
	refused(w.annClient, portalSignings, none, "validation_unread")
	refused(w.manager, deskSignings, none, "validation_not_yet")
	w.annClient.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	w.annClient.Call("POST", portalSignings+"/"+round+"/code", nil).Want(http.StatusNoContent)
	m := mail.Wait(t, func(m smtptest.Message) bool { return strings.HasPrefix(m.Subject, "Your code to sign") })
	act := map[string]any{"consent": 1, "signature": map[string]any{"text": "Ann"}, "code": regexp.MustCompile(`\b\d{6}\b`).FindString(m.Text)}
	w.annClient.Call("POST", portalSignings+"/"+round+"/sign", act).Want(http.StatusOK)
	refused(w.annClient, portalSignings, act, "validation_wrong_state") // the answer was lost
	w.bobClient.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	w.editor.Call("POST", deskSignings+"/"+round+"/withdraw", nil).Want(http.StatusOK)
	refused(w.bobClient, portalSignings, none, "validation_wrong_state")
	refused(w.manager, deskSignings, none, "validation_wrong_state")
}

// otherCode is a code that is not the right one.
func otherCode(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}
