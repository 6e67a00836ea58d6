package acceptance

import (
	"bytes"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

// What could not be signed or finished later is refused when it is sent, and says why.
func TestCC13_RefusedWhenSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	never := w.editor.Create("contacts", map[string]any{"name": "Nev Er", "email": "never@client.test"})
	chinese, _ := w.Contact(w.editor, "王芳", "wang@client.test")
	small := signHere(0.5)
	small["kind"], small["width"], small["height"] = "name", 0.01, 0.005
	of := func(contact string, more ...any) []any {
		return []any{map[string]any{"contact": contact, "fields": append([]any{signHere(0.3)}, more...)}}
	}
	for _, test := range []struct {
		name, field, says string
		form              map[string]any
	}{
		{"a day that has passed", "due", "This day has passed", map[string]any{"signers": of(w.ann), "due": "2020-01-01"}},
		{"who cannot sign in", "signers.0", "give them access", map[string]any{"signers": of(never)}},
		{"a name without letters for it", "signers.0.contact", "王芳", map[string]any{"signers": of(chinese)}},
		{"a field that is too small", "signers.0.fields", "page 1 is too small", map[string]any{"signers": of(w.ann, small)}},
		{"a field on no page", "signers.0.fields", "page 7", map[string]any{"signers": of(w.ann, map[string]any{
			"kind": "date", "page": 7, "x": 0.1, "y": 0.1, "width": 0.3, "height": 0.05})}},
	} {
		round := w.prepare(w.letter(t), test.form)
		refused := w.editor.Call("POST", deskSignings+"/"+round+"/send", nil).Want(http.StatusBadRequest)
		if said := refused.String("data." + test.field + ".message"); !strings.Contains(said, test.says) {
			t.Errorf("%s: %s", test.name, refused.Body)
		}
		if status := w.viewer.Call("GET", deskSignings+"/"+round, nil).Want(http.StatusOK).String("status"); status != "draft" {
			t.Errorf("%s: it is %s", test.name, status)
		}
	}
	if list := w.annClient.Call("GET", portalSignings, nil).Want(http.StatusOK); list.Int("totalItems") != 0 {
		t.Errorf("there is %s", list.Body)
	}
	document := w.editor.AddDocument("contact", w.ann, "No PDF at all", "x.pdf", []byte("%PDF-1.4\nnothing"))
	round := w.prepare(document, map[string]any{"signers": of(w.ann)})
	refused := w.editor.Call("POST", deskSignings+"/"+round+"/send", nil).Want(http.StatusBadRequest)
	if refused.String("data.document.code") != "validation_unfit" {
		t.Errorf("a broken file: %s", refused.Body)
	}
}

// A text that does not fit into its field is refused to whoever writes it.
func TestCC13_TextFitsItsField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	round := w.sendToSign(w.letter(t), map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{
		signHere(0.3), map[string]any{"kind": "text", "label": "IBAN", "page": 1, "x": 0.1, "y": 0.5, "width": 0.1, "height": 0.02},
	}}}})
	view := w.annClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusOK)
	w.annClient.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	place := view.String("fields.1.id")
	act := map[string]any{"consent": 1, "signature": map[string]any{"text": "Ann"}, "fields": map[string]any{place: strings.Repeat("long ", 90)}}
	refused := w.annClient.Call("POST", portalSignings+"/"+round+"/sign", act).Want(http.StatusBadRequest)
	if refused.String("data."+place+".code") != "validation_no_room" {
		t.Errorf("a long text: %s", refused.Body)
	}
	act["fields"] = map[string]any{} // it may stay empty
	w.annClient.Call("POST", portalSignings+"/"+round+"/sign", act).Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
}

// What is to be signed is shared and unshared like anything else.
func TestHL13_SignableItemIsUnshared(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.letter(t)
	round := w.sendToSign(document, map[string]any{"inOrder": true, "signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.5)}},
	}})
	w.annClient.Call("GET", uploads+"/"+document, nil).Want(http.StatusOK)
	w.bobClient.Call("GET", uploads+"/"+document, nil).Want(http.StatusNotFound) // it is not his turn
	shares := w.editor.Call("GET", recordsOf("shares")+"?filter=document='"+document+"'", nil).Want(http.StatusOK)
	if shares.Int("totalItems") != 1 {
		t.Fatalf("it is shared with %s", shares.Body)
	}
	w.editor.Call("DELETE", recordsOf("shares")+"/"+shares.String("items.0.id"), nil).Want(http.StatusNoContent)
	for _, path := range []string{"", "/file"} {
		w.annClient.Call("GET", portalSignings+"/"+round+path, nil).Want(http.StatusNotFound)
	}
	w.annClient.Call("POST", portalSignings+"/"+round+"/sign", map[string]any{"consent": 1, "signature": map[string]any{"text": "Ann"}}).Want(http.StatusNotFound)
	if list := w.annClient.Call("GET", portalSignings, nil).Want(http.StatusOK); list.Int("totalItems") != 0 {
		t.Errorf("there is %s", list.Body)
	}
	w.editor.Share(document, "contact", w.ann)
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	signs(w.bobClient, round, "Bob").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
}

// A document that was signed can be sent to be signed again: what was signed first stays in it.
func TestCC13_SignedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.letter(t)
	var files [][]byte
	for _, who := range []struct {
		id     string
		client *testapp.Client
	}{{w.ann, w.annClient}, {w.bob, w.bobClient}} {
		round := w.sendToSign(document, map[string]any{"signers": []any{map[string]any{"contact": who.id, "fields": []any{signHere(0.4)}}}})
		w.editor.Call("POST", deskSignings+"/"+w.prepare(document, map[string]any{"signers": []any{
			map[string]any{"contact": w.ann, "fields": []any{signHere(0.1)}}}})+"/send", nil).Want(http.StatusBadRequest) // one at a time
		signs(who.client, round, "X").Want(http.StatusOK)
		w.waitForRound(t, round, "completed")
		files = append(files, w.viewer.Call("GET", "/api/desk/documents/"+document+"/file", nil).Want(http.StatusOK).Body)
	}
	if !bytes.HasPrefix(files[1], files[0]) {
		t.Error("the second file does not begin with the first")
	}
}

// Of a signed document that is deleted stays the certificate, and no more.
func TestCC13_CertificateStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.letter(t)
	of := map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.4)}}}}
	round := w.sendToSign(document, of)
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	signed := filepath.Join(w.Dir, "storage", "*", round, "*")
	if files, err := filepath.Glob(signed); err != nil || len(files) != 1 {
		t.Fatalf("what was signed is kept in %v (%v)", files, err)
	}
	waiting := w.sendToSign(document, of)
	w.editor.Call("DELETE", recordsOf("documents")+"/"+document, nil).Want(http.StatusNoContent)
	w.viewer.Call("GET", deskSignings+"/"+waiting, nil).Want(http.StatusNotFound)
	kept := w.viewer.Call("GET", deskSignings+"/"+round, nil).Want(http.StatusOK)
	if kept.String("signers.0.email") != "ann@client.test" || kept.String("document") != "" {
		t.Errorf("kept is %s", kept.Body)
	}
	w.viewer.Call("GET", deskSignings+"/"+round+"/file", nil).Want(http.StatusNotFound)
	w.annClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusNotFound)
	certificate := w.viewer.Call("GET", deskSignings+"/"+round+"/certificate/file", nil).Want(http.StatusOK)
	if text := pdfText(t, certificate.Body); !strings.Contains(text, "Engagement letter") || !strings.Contains(text, "ann@client.test") || !strings.Contains(text, document) {
		t.Errorf("the certificate says %s", text)
	}
	if list := w.owner.Call("GET", recordsOf("signature_fields"), nil).Want(http.StatusOK); list.Int("totalItems") != 0 {
		t.Errorf("there is %s", list.Body)
	}
	left, err := filepath.Glob(signed)
	if err != nil || len(left) > 0 {
		t.Errorf("of what was signed is left %v (%v)", left, err)
	}
}

// Who is to sign and is deleted, a client or a member of staff, ends what waits for them; whoever deletes a client is told so
// before.
func TestCC13_SignersAreDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, test := range []struct{ field, id, collection string }{{"contact", w.bob, "contacts"}, {"staff", w.managerID, "staff"}} {
		document := w.letter(t)
		round := w.sendToSign(document, map[string]any{"signers": []any{
			map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{test.field: test.id, "fields": []any{signHere(0.6)}},
		}})
		if test.field == "contact" {
			counts := w.viewer.Call("GET", "/api/desk/contacts/"+test.id+"/deletion", nil).Want(http.StatusOK)
			if counts.Int("signings") != 1 || counts.Int("documents") != 1 { // which is another one
				t.Errorf("it is said to take along %s", counts.Body)
			}
		}
		w.owner.Call("DELETE", recordsOf(test.collection)+"/"+test.id, nil).Want(http.StatusNoContent)
		w.waitForRound(t, round, "withdrawn")
		w.annClient.Call("POST", portalSignings+"/"+round+"/sign", map[string]any{"consent": 1, "signature": map[string]any{"text": "Ann"}}).Want(http.StatusBadRequest)
	}
}

// While the server for time stamps does not answer, what everyone has signed waits to be finished, and is not lost; it can
// be withdrawn all the same.
func TestCC13_FinishedWhenTheTimeServerIsBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	set := func(server string) {
		w.owner.Call("PATCH", recordsOf("portal_settings")+"/portalsettings0", map[string]any{"time_server": server}).Want(http.StatusOK)
	}
	set("http://127.0.0.1:1/")
	stuck := func(document string) (round string) {
		round = w.sendToSign(document, map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.4)}}}})
		signs(w.annClient, round, "Ann").Want(http.StatusOK)
		testapp.Eventually(t, "the failure is told", func() error {
			if view := w.viewer.Call("GET", deskSignings+"/"+round, nil); view.String("error") == "" {
				return errors.New(string(view.Body))
			}
			return nil
		})
		return round
	}
	document := w.letter(t)
	round := stuck(document)
	w.editor.Upload("PUT", "/api/desk/documents/"+document+"/file", nil, "other.pdf", paper(t, "Other")).Want(http.StatusBadRequest)
	w.editor.Call("DELETE", recordsOf("documents")+"/"+document, nil).Want(http.StatusBadRequest)
	// Who does not want to wait withdraws it.
	given := stuck(w.letter(t))
	w.editor.Call("POST", deskSignings+"/"+given+"/withdraw", map[string]any{"reason": "On paper instead."}).Want(http.StatusOK)
	set("")
	w.owner.Call("POST", "/api/crons/portico_signings", nil).Want(http.StatusNoContent)
	w.waitForRound(t, given, "withdrawn")
	if done := w.waitForRound(t, round, "completed"); done.String("error") != "" {
		t.Errorf("it says %s", done.Body)
	}
}

// What a client sent in and the firm has had signed is not theirs to delete any more.
func TestCC13_SignedUploadStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.annClient.Upload("POST", uploads, form{"title": "Contract"}, "Contract.pdf", paper(t, "Contract")).Want(http.StatusOK).String("id")
	round := w.sendToSign(document, map[string]any{"signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.6)}},
	}})
	w.annClient.Call("DELETE", uploads+"/"+document, nil).Want(http.StatusBadRequest)
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	signs(w.bobClient, round, "Bob").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	w.annClient.Call("DELETE", uploads+"/"+document, nil).Want(http.StatusBadRequest)
}

// The record API changes nothing of what belongs to signing, for the owner neither.
func TestCC13_EvidenceStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	// PocketBase does not empty the collections either, be there only what has ended otherwise, or has not yet.
	for status, end := range map[string]func(round string){
		"sent":      func(string) {},
		"withdrawn": func(round string) { w.editor.Call("POST", deskSignings+"/"+round+"/withdraw", nil).Want(http.StatusOK) },
	} {
		document := w.letter(t)
		round := w.sendToSign(document, map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}}})
		end(round)
		for _, collection := range []string{"signings", "signatures", "signature_fields"} {
			w.owner.Call("DELETE", "/api/collections/"+collection+"/truncate", nil).Want(http.StatusBadRequest)
		}
		if view := w.viewer.Call("GET", deskSignings+"/"+round, nil).Want(http.StatusOK); view.String("status") != status || view.String("signers.0.fields.0.kind") != "signature" {
			t.Errorf("there is left %s", view.Body)
		}
		w.editor.Call("DELETE", recordsOf("documents")+"/"+document, nil).Want(http.StatusNoContent) // with which it goes
		w.viewer.Call("GET", deskSignings+"/"+round, nil).Want(http.StatusNotFound)
	}
	round := w.sendToSign(w.letter(t), map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}}})
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	for collection, change := range map[string]map[string]any{
		"signings": {"file": "../../../seal.pem"}, "signatures": {"name": "Eve"}, "signature_fields": {"value": "x"}, "consents": {"text": "x"},
	} {
		id := w.owner.Call("GET", recordsOf(collection), nil).Want(http.StatusOK).String("items.0.id")
		w.owner.Call("PATCH", recordsOf(collection)+"/"+id, change).Want(http.StatusBadRequest)
		w.owner.Call("DELETE", recordsOf(collection)+"/"+id, nil).Want(http.StatusBadRequest)
		w.owner.Call("POST", recordsOf(collection), change).Want(http.StatusBadRequest)
		w.owner.Call("DELETE", "/api/collections/"+collection+"/truncate", nil).Want(http.StatusBadRequest)
	}
}

// A firm whose name no font here has letters for, and a file whose name is as long as it may be: it is finished all the same.
func TestCC13_FinishedWhateverNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.owner.Call("PATCH", recordsOf("portal_settings")+"/portalsettings0", map[string]any{"firm_name": "山田事務所"}).Want(http.StatusOK)
	name := strings.Repeat("n", 251) + ".pdf"
	document := w.editor.AddDocument("contact", w.ann, "Letter", name, paper(t, "Letter"))
	round := w.sendToSign(document, map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}}})
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	if got := w.viewer.Call("GET", "/api/desk/documents/"+document, nil).Want(http.StatusOK).String("fileName"); !strings.HasSuffix(got, "n (signed).pdf") {
		t.Errorf("the file is called %s", got)
	}
}

// A signer who cannot be told that it is their turn, since their access is off, is told when it is on again; nothing is
// shared with them before.
func TestCC13_ToldWhenTheyCanBe(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	document := w.letter(t)
	round := w.sendToSign(document, map[string]any{"inOrder": true, "signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.6)}},
	}})
	w.editor.Call("DELETE", "/api/desk/contacts/"+w.bob+"/access", nil).Want(http.StatusNoContent)
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	if shares := w.editor.Call("GET", recordsOf("shares")+"?filter=document='"+document+"'", nil).Want(http.StatusOK); shares.Int("totalItems") != 1 {
		t.Errorf("it is shared with %s", shares.Body)
	}
	w.editor.Call("POST", "/api/desk/contacts/"+w.bob+"/access", nil).Want(http.StatusOK)
	w.owner.Call("POST", "/api/crons/portico_signings", nil).Want(http.StatusNoContent)
	mail.Wait(t, func(m smtptest.Message) bool {
		return m.Recipients[0] == "bob@client.test" && m.Subject == "Please sign: Engagement letter"
	})
}

// What was withdrawn is nobody's to read any more, and why somebody declined is between them and the firm.
func TestCC13_EndedIsNotRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	both := map[string]any{"signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.6)}},
	}}
	withdrawn := w.sendToSign(w.letter(t), both)
	w.editor.Call("POST", deskSignings+"/"+withdrawn+"/withdraw", map[string]any{"reason": "The wrong one."}).Want(http.StatusOK)
	w.annClient.Call("GET", portalSignings+"/"+withdrawn+"/file", nil).Want(http.StatusNotFound)
	if said := w.annClient.Call("GET", portalSignings+"/"+withdrawn, nil).Want(http.StatusOK).String("reason"); said != "The wrong one." {
		t.Errorf("it was withdrawn because of %q", said)
	}
	declined := w.sendToSign(w.letter(t), both)
	w.bobClient.Call("POST", portalSignings+"/"+declined+"/decline", map[string]any{"reason": "Too dear for me."}).Want(http.StatusOK)
	for who, want := range map[*testapp.Client]string{w.annClient: "", w.bobClient: "Too dear for me."} {
		if said := who.Call("GET", portalSignings+"/"+declined, nil).Want(http.StatusOK).String("reason"); said != want {
			t.Errorf("declined because of %q, want %q", said, want)
		}
	}
}

// Whoever signs after others is shown what they have filled in: they agree to that as well.
func TestCC13_LaterSignersSeeWhatIsFilledIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	text := map[string]any{"kind": "text", "label": "Fee", "required": true, "page": 1, "x": 0.1, "y": 0.5, "width": 0.3, "height": 0.03}
	round := w.sendToSign(w.letter(t), map[string]any{"inOrder": true, "signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3), text}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.6)}},
		map[string]any{"staff": w.managerID, "fields": []any{signHere(0.8)}},
	}})
	view := w.annClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusOK)
	w.annClient.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	w.annClient.Call("POST", portalSignings+"/"+round+"/sign", map[string]any{
		"consent": 1, "signature": map[string]any{"text": "Ann"}, "fields": map[string]any{view.String("fields.1.id"): "50,000"},
	}).Want(http.StatusOK)
	if view := w.bobClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusOK); view.String("filled.0.value.text") != "Ann" || view.String("filled.1.value.text") != "50,000" {
		t.Errorf("Bob is shown %s", view.Body)
	}
	signs(w.bobClient, round, "Bob").Want(http.StatusOK)
	if view := w.manager.Call("GET", deskSignings+"/"+round, nil).Want(http.StatusOK); view.String("filled.2.value.text") != "Bob" {
		t.Errorf("the manager is shown %s", view.Body)
	}
	if view := w.bobClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusOK); strings.Contains(string(view.Body), "50,000") {
		t.Errorf("when it is not his turn, Bob is shown %s", view.Body)
	}
}

// A draft is not sent with its fields where another file had its lines.
func TestCC13_DraftOfAnotherFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	document := w.letter(t)
	form := map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}}}
	round := w.prepare(document, form)
	w.editor.Upload("PUT", "/api/desk/documents/"+document+"/file", nil, "Letter 2.pdf", paper(t, "Another letter")).Want(http.StatusOK)
	refused := w.editor.Call("POST", deskSignings+"/"+round+"/send", nil).Want(http.StatusBadRequest)
	if refused.String("data.document.code") != "validation_changed" {
		t.Errorf("it answers %s", refused.Body)
	}
	w.editor.Call("PUT", deskSignings+"/"+round, form).Want(http.StatusOK)
	w.editor.Call("POST", deskSignings+"/"+round+"/send", nil).Want(http.StatusOK)
}
