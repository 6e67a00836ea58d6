package acceptance

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

const portalSignings, deskSignings = "/api/portal/signings", "/api/desk/signings"

// letter is a document of Ann's that can be signed.
func (w *world) letter(t *testing.T) string {
	t.Helper()
	return w.editor.AddDocument("contact", w.ann, "Engagement letter", "Letter.pdf", paper(t, "Engagement letter"))
}

// signHere is where a signature stands on the first page.
func signHere(y float64) map[string]any {
	return map[string]any{"kind": "signature", "page": 1, "x": 0.1, "y": y, "width": 0.4, "height": 0.08}
}

// prepare writes a round of signing.
func (w *world) prepare(document string, form map[string]any) string {
	return w.editor.Call("POST", "/api/desk/documents/"+document+"/signings", form).Want(http.StatusOK).String("id")
}

// sendToSign prepares a round and asks the signers.
func (w *world) sendToSign(document string, form map[string]any) string {
	round := w.prepare(document, form)
	w.editor.Call("POST", deskSignings+"/"+round+"/send", nil).Want(http.StatusOK)
	return round
}

// signs signs as a client does who reads the document and types their name.
func signs(c *testapp.Client, round, name string) *testapp.Answer {
	view := c.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusOK)
	c.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	return c.Call("POST", portalSignings+"/"+round+"/sign", map[string]any{
		"consent": view.Int("consent.version"), "signature": map[string]any{"text": name},
	})
}

// inDatabase changes what no door lets anyone change.
func (w *world) inDatabase(t *testing.T, query string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(w.Dir, "data.db")+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatal(err)
	}
}

func (w *world) waitForRound(t *testing.T, round, status string) *testapp.Answer {
	t.Helper()
	var view *testapp.Answer
	testapp.Eventually(t, "the round is "+status, func() error {
		view = w.viewer.Call("GET", deskSignings+"/"+round, nil).Want(http.StatusOK)
		if got := view.String("status"); got != status {
			return fmt.Errorf("it is %s: %s", got, view.String("error"))
		}
		return nil
	})
	return view
}

// TestCC13_ClientSignsALetter is the whole way: prepared, sent, read, signed, sealed.
func TestCC13_ClientSignsALetter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	letter := paper(t, "Engagement letter")
	document := w.editor.AddDocument("contact", w.ann, "Engagement letter", "Letter.pdf", letter)
	round := w.prepare(document, map[string]any{"message": "Please sign.", "signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.5), map[string]any{"kind": "text", "label": "Place", "required": true, "page": 1, "x": 0.1, "y": 0.7, "width": 0.3, "height": 0.03},
			map[string]any{"kind": "date", "page": 1, "x": 0.5, "y": 0.7, "width": 0.3, "height": 0.03}}},
	}})
	w.annClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusNotFound) // a draft
	events := w.annClient.Events()
	w.editor.Call("POST", deskSignings+"/"+round+"/send", nil).Want(http.StatusOK)
	if event := next(t, events); event != "changed" {
		t.Errorf("Ann's page hears %q", event)
	}
	m := mail.Wait(t, smtptest.To("ann@client.test"))
	if m.Subject != "Please sign: Engagement letter" || !strings.Contains(m.Text, "Please sign.") || !strings.Contains(m.Text, "/#/sign/"+round) {
		t.Errorf("the mail says %s\n%s", m.Subject, m.Text)
	}
	list := w.annClient.Call("GET", portalSignings+"?status=open", nil).Want(http.StatusOK)
	if list.Int("totalItems") != 1 || list.String("items.0.id") != round || !list.Bool("items.0.turn") {
		t.Errorf("Ann is asked %s", list.Body)
	}
	w.bobClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusNotFound)
	w.annClient.Call("GET", uploads+"/"+document, nil).Want(http.StatusOK) // sending shares it

	view := w.annClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusOK)
	sent := w.annClient.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	if !bytes.Equal(sent.Body, letter) {
		t.Error("what is read is not what was prepared")
	}
	place := ""
	for i := range view.At("fields").([]any) {
		if view.String(fmt.Sprintf("fields.%d.kind", i)) == "text" {
			place = view.String(fmt.Sprintf("fields.%d.id", i))
		}
	}
	act := map[string]any{"consent": view.Int("consent.version"), "signature": map[string]any{"text": "Ann Ångström"}}
	w.annClient.Call("POST", portalSignings+"/"+round+"/sign", act).Want(http.StatusBadRequest) // the place is missing
	act["fields"] = map[string]any{place: "Zürich"}
	for field, bad := range map[string]any{"signature": map[string]any{"text": " "}, "consent": 99} {
		wrong := map[string]any{"consent": act["consent"], "signature": act["signature"], "fields": act["fields"]}
		wrong[field] = bad
		w.annClient.Call("POST", portalSignings+"/"+round+"/sign", wrong).Want(http.StatusBadRequest)
	}
	w.annClient.Call("POST", portalSignings+"/"+round+"/sign", act).Want(http.StatusOK)
	w.annClient.Call("POST", portalSignings+"/"+round+"/sign", act).Want(http.StatusBadRequest) // once

	done := w.waitForRound(t, round, "completed")
	if done.String("signers.0.state") != "signed" || done.String("signers.0.opened") == "" || done.String("signers.0.name") != "Ann" {
		t.Errorf("the firm sees %s", done.Body)
	}
	finished := w.annClient.Call("GET", uploads+"/"+document+"/file?download=1", nil).Want(http.StatusOK)
	if !bytes.HasPrefix(finished.Body, sent.Body) || len(finished.Body) == len(sent.Body) {
		t.Error("the finished document does not begin with the one that was signed")
	}
	if text := pdfText(t, finished.Body); !strings.Contains(text, "Zürich") || !strings.Contains(text, "Signature certificate") || !strings.Contains(text, "ann@client.test") {
		t.Errorf("the finished document says %s", text)
	}
	mail.Wait(t, func(m smtptest.Message) bool { return m.Subject == "Signed by everyone: Engagement letter" })
	if m := mail.Wait(t, func(m smtptest.Message) bool { return m.Subject == "Signed: Engagement letter" }); m.Recipients[0] != "ed.itor@firm.test" {
		t.Errorf("that it was signed is told to %v", m.Recipients)
	}
	w.editor.Upload("PUT", "/api/desk/documents/"+document+"/file", nil, "other.pdf", pdf).Want(http.StatusBadRequest)
	if again := w.annClient.Call("GET", uploads+"/"+document+"/file", nil); !bytes.Equal(again.Body, finished.Body) {
		t.Error("a signed document was changed")
	}
}

// Signers sign in order where that is asked, with a code of a mail where that is.
func TestCC13_InOrderAndWithACode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	document := w.letter(t)
	round := w.sendToSign(document, map[string]any{"inOrder": true, "askCode": true, "signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.5)}},
		map[string]any{"staff": w.managerID, "fields": []any{signHere(0.7)}},
	}})
	w.bobClient.Call("GET", portalSignings+"/"+round, nil).Want(http.StatusNotFound) // not yet
	signs(w.annClient, round, "Ann").Want(http.StatusBadRequest)
	sign := func(c *testapp.Client, address string) {
		t.Helper()
		c.Call("GET", portalSignings+"/"+round+"/file", nil).Want(http.StatusOK)
		c.Call("POST", portalSignings+"/"+round+"/code", nil).Want(http.StatusNoContent)
		m := mail.Wait(t, func(m smtptest.Message) bool {
			return m.Recipients[0] == address && strings.HasPrefix(m.Subject, "Your code to sign")
		})
		code := regexp.MustCompile(`\b\d{6}\b`).FindString(m.Text)
		act := map[string]any{"consent": 1, "signature": map[string]any{"strokes": [][][2]int{{{10, 10}, {500, 700}, {900, 20}}}}, "code": "000000"}
		c.Call("POST", portalSignings+"/"+round+"/sign", act).Want(http.StatusBadRequest)
		act["code"] = code
		c.Call("POST", portalSignings+"/"+round+"/sign", act).Want(http.StatusOK)
	}
	sign(w.annClient, "ann@client.test")
	mail.Wait(t, func(m smtptest.Message) bool {
		return m.Recipients[0] == "bob@client.test" && strings.HasPrefix(m.Subject, "Please sign: ")
	})
	counter := map[string]any{"consent": 1, "signature": map[string]any{"text": "Mana Ger"}}
	w.manager.Call("POST", deskSignings+"/"+round+"/sign", counter).Want(http.StatusBadRequest) // Bob's turn
	sign(w.bobClient, "bob@client.test")
	w.editor.Call("POST", deskSignings+"/"+round+"/sign", counter).Want(http.StatusForbidden)   // nobody asked them
	w.manager.Call("POST", deskSignings+"/"+round+"/sign", counter).Want(http.StatusBadRequest) // has not read it
	w.manager.Call("GET", deskSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	w.manager.Call("POST", deskSignings+"/"+round+"/sign", counter).Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
}

// However a round ends before everyone has signed, nobody signs in it any more, and those concerned are told.
func TestCC13_RoundsEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	two := func() (document, round string) {
		document = w.letter(t)
		round = w.sendToSign(document, map[string]any{"signers": []any{
			map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.5)}},
		}})
		signs(w.annClient, round, "Ann").Want(http.StatusOK)
		return document, round
	}
	for _, test := range []struct {
		status, subject string
		end             func(document, round string)
	}{
		{"declined", "Not signed: ", func(_, round string) {
			w.bobClient.Call("POST", portalSignings+"/"+round+"/decline", map[string]any{"reason": " "}).Want(http.StatusBadRequest)
			w.bobClient.Call("POST", portalSignings+"/"+round+"/decline", map[string]any{"reason": "The fee is wrong."}).Want(http.StatusOK)
		}},
		{"withdrawn", "No longer to be signed: ", func(_, round string) {
			w.editor.Call("POST", deskSignings+"/"+round+"/withdraw", nil).Want(http.StatusOK)
		}},
		{"voided", "Changed, and no longer to be signed: ", func(document, _ string) {
			w.editor.Upload("PUT", "/api/desk/documents/"+document+"/file", nil, "Letter 2.pdf", paper(t, "Another letter")).Want(http.StatusOK)
		}},
		{"expired", "Expired: ", func(_, round string) {
			w.inDatabase(t, "UPDATE signings SET due = '2020-01-01' WHERE id = ?", round)
			w.owner.Call("POST", "/api/crons/portico_signings", nil).Want(http.StatusNoContent)
		}},
	} {
		document, round := two()
		test.end(document, round)
		w.waitForRound(t, round, test.status)
		mail.Wait(t, func(m smtptest.Message) bool {
			return m.Recipients[0] == "ann@client.test" && strings.HasPrefix(m.Subject, test.subject)
		})
		late := map[string]any{"consent": 1, "signature": map[string]any{"text": "Bob"}}
		w.bobClient.Call("POST", portalSignings+"/"+round+"/sign", late).Want(http.StatusBadRequest)
	}
}

// Two who sign at the same instant both count.
func TestCC13_TwoAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	round := w.sendToSign(w.letter(t), map[string]any{"signers": []any{
		map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}, map[string]any{"contact": w.bob, "fields": []any{signHere(0.5)}},
	}})
	first := make(chan int, 1)
	go func() { first <- signs(w.annClient, round, "Ann").Status }()
	signs(w.bobClient, round, "Bob").Want(http.StatusOK)
	if status := <-first; status != http.StatusOK {
		t.Errorf("the other answers %d", status)
	}
	w.waitForRound(t, round, "completed")
}
