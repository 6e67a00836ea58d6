package acceptance

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

// after asks the manager to sign first and a client then.
func (w *world) after(document, contact string) (round string) {
	return w.sendToSign(document, map[string]any{"inOrder": true, "signers": []any{
		map[string]any{"staff": w.managerID, "fields": []any{signHere(0.3)}}, map[string]any{"contact": contact, "fields": []any{signHere(0.6)}},
	}})
}

// countersigns signs as the manager does.
func (w *world) countersigns(round string) {
	w.manager.Call("GET", deskSignings+"/"+round+"/file", nil).Want(http.StatusOK)
	w.manager.Call("POST", deskSignings+"/"+round+"/sign", map[string]any{"consent": 1, "signature": map[string]any{"text": "Mana Ger"}}).Want(http.StatusOK)
}

// sharesOf are the shares of a document.
func (w *world) sharesOf(document string) *testapp.Answer {
	return w.editor.Call("GET", recordsOf("shares")+"?filter=document='"+document+"'", nil).Want(http.StatusOK)
}

func (w *world) unshare(share string) {
	w.editor.Call("DELETE", recordsOf("shares")+"/"+share, nil).Want(http.StatusNoContent)
}

// minutePasses has Portico look after all rounds, and waits until it has: what it does last is to remind.
func (w *world) minutePasses(t *testing.T) {
	t.Helper()
	last := w.sendToSign(w.letter(t), map[string]any{"remindEvery": 1, "signers": []any{
		map[string]any{"staff": w.managerID, "fields": []any{signHere(0.3)}}}})
	w.inDatabase(t, "UPDATE signings SET next_reminder = '2020-01-01 09:00:00.000Z' WHERE id = ?", last)
	w.owner.Call("POST", "/api/crons/portico_signings", nil).Want(http.StatusNoContent)
	w.reminderIsDone(t, last)
	w.editor.Call("POST", deskSignings+"/"+last+"/withdraw", nil).Want(http.StatusOK)
}

// reminderIsDone waits until the reminder of a round that was due for years is not any more.
func (w *world) reminderIsDone(t *testing.T, round string) {
	t.Helper()
	testapp.Eventually(t, "the rounds are looked after", func() error {
		if next := w.viewer.Call("GET", deskSignings+"/"+round, nil).String("nextReminder"); strings.HasPrefix(next, "2020") {
			return errors.New("not yet")
		}
		return nil
	})
}

// isAsked waits until a client is told that it is their turn.
func isAsked(t *testing.T, mail *smtptest.Server, address string) {
	t.Helper()
	mail.Wait(t, func(m smtptest.Message) bool {
		return m.Recipients[0] == address && strings.HasPrefix(m.Subject, "Please sign: ")
	})
}

// cannotBeTold waits until the sender of a round knows that it is the turn of somebody who cannot be told.
func (w *world) cannotBeTold(t *testing.T, mail *smtptest.Server, round, name string) {
	t.Helper()
	m := mail.Wait(t, func(m smtptest.Message) bool { return strings.HasPrefix(m.Subject, "Cannot be told yet: ") })
	if m.Recipients[0] != "ed.itor@firm.test" || !strings.Contains(m.Text, name) {
		t.Errorf("%v are told\n%s", m.Recipients, m.Text)
	}
	view := w.viewer.Call("GET", deskSignings+"/"+round, nil).Want(http.StatusOK)
	if !view.Bool("signers.1.turn") || view.String("signers.1.told") != "" {
		t.Errorf("the firm sees %s", view.Body)
	}
}

// Whose turn comes while the portal through which they see the document is off is not let in by that; they are asked when
// it is on again.
func TestHO12_ATurnOpensNoPortalThatIsOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	carl, password := w.Contact(w.editor, "Carl", "carl@client.test")
	project := w.editor.Create("projects", map[string]any{"name": "Hafen"})
	w.editor.Create("project_contacts", map[string]any{"project": project, "contact": carl})
	document := w.letter(t)
	w.editor.Share(document, "project", project)
	carlClient := w.SignIn("carl@client.test", password)
	is := func(on bool) {
		w.editor.Call("PATCH", projects+"/"+project, map[string]any{"portal_enabled": on}).Want(http.StatusOK)
	}
	round := w.after(document, carl)
	is(false)
	w.countersigns(round)
	w.cannotBeTold(t, mail, round, "Carl")
	w.minutePasses(t)
	w.wantMails(t, "ed.itor@firm.test", "Engagement letter", "Cannot be told yet") // once
	for _, path := range []string{uploads + "/" + document, uploads + "/" + document + "/file", portalSignings + "/" + round + "/file"} {
		carlClient.Call("GET", path, nil).Want(http.StatusForbidden)
	}
	if shares := w.sharesOf(document); shares.Int("totalItems") != 1 {
		t.Errorf("it is shared with %s", shares.Body)
	}
	is(true)
	w.owner.Call("POST", "/api/crons/portico_signings", nil).Want(http.StatusNoContent)
	isAsked(t, mail, "carl@client.test")
	signs(carlClient, round, "Carl").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	// It is off already when the round is sent, and Carl has nothing else: what is shared with the project waits for it.
	second := w.letter(t)
	w.editor.Share(second, "project", project)
	is(false)
	w.sendToSign(second, map[string]any{"signers": []any{map[string]any{"contact": carl, "fields": []any{signHere(0.3)}}}})
	carlClient.Call("GET", uploads+"/"+second, nil).Want(http.StatusForbidden)
	if shares := w.sharesOf(second); shares.Int("totalItems") != 1 {
		t.Errorf("the second is shared with %s", shares.Body)
	}
}

// What staff have unshared since it was sent is not shared again by somebody else's signature; who is to sign it is told
// when staff share it once more.
func TestHL06_ATurnSharesNothingAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	document := w.letter(t)
	share := w.editor.Share(document, "contact", w.bob)
	round := w.after(document, w.bob)
	w.unshare(share)
	w.countersigns(round)
	w.cannotBeTold(t, mail, round, "Bob")
	w.minutePasses(t)
	w.bobClient.Call("GET", uploads+"/"+document, nil).Want(http.StatusNotFound)
	w.editor.Share(document, "contact", w.bob)
	w.owner.Call("POST", "/api/crons/portico_signings", nil).Want(http.StatusNoContent)
	isAsked(t, mail, "bob@client.test")
	signs(w.bobClient, round, "Bob").Want(http.StatusOK)

	// It was not shared with Bob when it was sent, and by hand before his turn: that is taken back for good as well.
	second := w.letter(t)
	waiting := w.after(second, w.bob)
	w.unshare(w.editor.Share(second, "contact", w.bob))
	w.countersigns(waiting)
	w.bobClient.Call("GET", uploads+"/"+second, nil).Want(http.StatusNotFound)
}

// Who was taken off a project's list since it was sent is not given its document by another's signature.
func TestHO06_ATurnLetsNobodyBackIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	project := w.editor.Create("projects", map[string]any{"name": "Hafen"})
	document := w.letter(t)
	w.editor.Share(document, "project", project)
	line := w.editor.Create("project_contacts", map[string]any{"project": project, "contact": w.bob})
	first := w.after(document, w.bob)
	w.editor.Call("DELETE", recordsOf("project_contacts")+"/"+line, nil).Want(http.StatusNoContent)
	w.countersigns(first)
	w.bobClient.Call("GET", uploads+"/"+document, nil).Want(http.StatusNotFound)

	// He comes to the list after the document is sent, and it is out of his sight before his turn.
	for way, end := range map[string]func(project, line string){
		"he is taken off the list": func(_, line string) {
			w.editor.Call("DELETE", recordsOf("project_contacts")+"/"+line, nil).Want(http.StatusNoContent)
		},
		"its portal is turned off": func(project, _ string) {
			w.editor.Call("PATCH", projects+"/"+project, map[string]any{"portal_enabled": false}).Want(http.StatusOK)
		},
		"the project is deleted": func(project, _ string) {
			w.editor.Call("DELETE", projects+"/"+project, nil).Want(http.StatusNoContent)
		},
	} {
		document := w.letter(t)
		project := w.editor.Create("projects", map[string]any{"name": "Hafen"})
		w.editor.Share(document, "project", project)
		round := w.after(document, w.bob)
		line := w.editor.Create("project_contacts", map[string]any{"project": project, "contact": w.bob})
		w.bobClient.Call("GET", uploads+"/"+document, nil).Want(http.StatusOK)
		end(project, line)
		w.countersigns(round)
		if status := w.bobClient.Call("GET", uploads+"/"+document, nil).Status; status != http.StatusNotFound {
			t.Errorf("when %s and it is his turn, Bob is answered %d", way, status)
		}
	}
}

// While the firm's portal is off nothing is shared with who is to sign, and what is unshared afterwards stays so.
func TestCC13_NothingIsSharedWhileThePortalIsOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	is := func(on bool) {
		w.owner.Call("PATCH", recordsOf("portal_settings")+"/portalsettings0", map[string]any{"portal_enabled": on}).Want(http.StatusOK)
	}
	is(false)
	document := w.letter(t)
	w.sendToSign(document, map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.3)}}}})
	w.minutePasses(t)
	if shares := w.sharesOf(document); shares.Int("totalItems") != 0 {
		t.Errorf("it is shared with %s", shares.Body)
	}
	is(true)
	w.owner.Call("POST", "/api/crons/portico_signings", nil).Want(http.StatusNoContent)
	isAsked(t, mail, "ann@client.test")
	shares := w.sharesOf(document)
	if by := shares.String("items.0.shared_by"); by != "Portico" {
		t.Errorf("it was shared by %q", by)
	}
	w.unshare(shares.String("items.0.id"))
	w.minutePasses(t)
	if shares := w.sharesOf(document); shares.Int("totalItems") != 0 {
		t.Errorf("it is shared again with %s", shares.Body)
	}
}
