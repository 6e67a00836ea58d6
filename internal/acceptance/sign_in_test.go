package acceptance

import (
	"bytes"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

func TestSessionsAreListedAndEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	password := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	phone, laptop := w.Stranger(), w.SignIn("ann@client.test", password)
	req := phone.Request("POST", session, strings.NewReader(fmt.Sprintf(`{"email":"ann@client.test","password":%q}`, password)))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1")
	answer := phone.Send(req).Want(http.StatusOK)
	cookie := answer.Header.Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Path=/api/portal", "Max-Age=2592000"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie lacks %s: %s", want, cookie)
		}
	}

	list := laptop.Call("GET", "/api/portal/sessions", nil).Want(http.StatusOK)
	if len(list.At("items").([]any)) != 2 || !bytes.Contains(list.Body, []byte("Safari on iPhone")) {
		t.Fatalf("sessions: %s", list.Body)
	}
	var phones string
	for _, item := range list.At("items").([]any) {
		if entry := item.(map[string]any); !entry["current"].(bool) {
			phones = entry["id"].(string)
		}
	}
	w.bobClient.Call("DELETE", "/api/portal/sessions/"+phones, nil).Want(http.StatusNotFound)
	events := phone.Events()
	laptop.Call("DELETE", "/api/portal/sessions/"+phones, nil).Want(http.StatusNoContent)
	if event := next(t, events); event != "ended" {
		t.Errorf("the phone's page hears %q", event)
	}
	phone.Call("GET", session, nil).Want(http.StatusUnauthorized)
	laptop.Call("GET", session, nil).Want(http.StatusOK)

	laptop.Call("DELETE", session, nil).Want(http.StatusNoContent)
	laptop.Call("GET", session, nil).Want(http.StatusUnauthorized)
	one, two := w.SignIn("ann@client.test", password), w.SignIn("ann@client.test", password)
	one.Call("DELETE", "/api/portal/sessions", nil).Want(http.StatusNoContent)
	one.Call("GET", session, nil).Want(http.StatusUnauthorized)
	two.Call("GET", session, nil).Want(http.StatusUnauthorized)
}

func TestChangingThePasswordEndsTheOtherSessions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	here, elsewhere := w.SignIn("ann@client.test", old), w.SignIn("ann@client.test", old)
	change := func(from, to string) *testapp.Answer {
		return here.Call("POST", "/api/portal/password", map[string]any{"oldPassword": from, "password": to})
	}
	if answer := change("wrong", "a-new-password").Want(http.StatusBadRequest); answer.At("data.oldPassword.code") == nil {
		t.Errorf("a wrong old password: %s", answer.Body)
	}
	for _, bad := range []string{"", "short", strings.Repeat("x", 72)} {
		if answer := change(old, bad).Want(http.StatusBadRequest); answer.At("data.password.code") == nil {
			t.Errorf("%q as new password: %s", bad, answer.Body)
		}
	}
	change(old, "a-new-password").Want(http.StatusNoContent)
	here.Call("GET", session, nil).Want(http.StatusOK)
	elsewhere.Call("GET", session, nil).Want(http.StatusUnauthorized)
	signIn(w.Stranger(), "ann@client.test", old).Want(http.StatusBadRequest)
	signIn(w.Stranger(), "ann@client.test", "a-new-password").Want(http.StatusOK)
}

var (
	resetLink  = regexp.MustCompile(`/#/reset/([\w.-]+)`)
	signInCode = regexp.MustCompile(`\b\d{8}\b`)
)

func TestForgotPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	ask := func(email string) { // one answer for everyone
		answer := w.Stranger().Call("POST", "/api/portal/password-reset", map[string]any{"email": email}).Want(http.StatusNoContent)
		if len(answer.Body) != 0 {
			t.Errorf("asking for %s answers %s", email, answer.Body)
		}
	}
	ask("nobody@client.test")
	ask("ann@client.test")
	mail := server.Wait(t, smtptest.To("ann@client.test"))
	link := resetLink.FindStringSubmatch(mail.Text)
	if link == nil {
		t.Fatalf("no link in:\n%s", mail.Text)
	}
	reset := func(token, password string) *testapp.Answer {
		return w.Stranger().Call("POST", "/api/portal/password-reset/confirm", map[string]any{"token": token, "password": password})
	}
	reset(link[1]+"x", "a-new-password").Want(http.StatusBadRequest)
	reset(link[1], "short").Want(http.StatusBadRequest)
	reset(link[1], "a-new-password").Want(http.StatusNoContent)
	reset(link[1], "another-password").Want(http.StatusBadRequest) // it works once
	w.annClient.Call("GET", session, nil).Want(http.StatusUnauthorized)
	signIn(w.Stranger(), "ann@client.test", "a-new-password").Want(http.StatusOK)

	// Revoked before it is used, a link is worth nothing; and a revoked contact gets none.
	ask("bob@client.test")
	link = resetLink.FindStringSubmatch(server.Wait(t, smtptest.To("bob@client.test")).Text)
	w.editor.Call("DELETE", "/api/desk/contacts/"+w.bob+"/access", nil).Want(http.StatusNoContent)
	reset(link[1], "a-new-password").Want(http.StatusBadRequest)
	ask("bob@client.test")
	ask("ann@client.test") // its mail comes after any that Bob would have got
	server.Wait(t, func(m smtptest.Message) bool { return smtptest.To("ann@client.test")(m) && m.Text != mail.Text })
	for _, m := range server.Messages() {
		if smtptest.To("nobody@client.test")(m) {
			t.Error("a stranger got a mail")
		}
	}
	outbox := w.owner.Call("GET", "/api/collections/outbox/records?perPage=100", nil).Want(http.StatusOK)
	if bytes.Contains(outbox.Body, []byte(link[1])) {
		t.Error("the outbox still holds a sent link")
	}
}

func TestSignInWithACode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	ask := func(email string) string {
		return w.Stranger().Call("POST", "/api/portal/session/code", map[string]any{"email": email}).Want(http.StatusOK).String("codeId")
	}
	confirm := func(c *testapp.Client, id, code string) *testapp.Answer {
		return c.Call("POST", "/api/portal/session/code/confirm", map[string]any{"codeId": id, "code": code})
	}
	id := ask("ann@client.test")
	code := signInCode.FindString(server.Wait(t, smtptest.To("ann@client.test")).Text)
	if code == "" {
		t.Fatal("no code in the mail")
	}
	confirm(w.Stranger(), id, "00000000").Want(http.StatusBadRequest)
	confirm(w.Stranger(), ask("nobody@client.test"), code).Want(http.StatusBadRequest)
	client := w.Stranger()
	confirm(client, id, code).Want(http.StatusOK)
	client.Call("GET", uploads, nil).Want(http.StatusOK)
	confirm(w.Stranger(), id, code).Want(http.StatusBadRequest) // it works once

	// Five wrong tries use a code up.
	id = ask("bob@client.test")
	code = signInCode.FindString(server.Wait(t, smtptest.To("bob@client.test")).Text)
	for range 6 {
		confirm(w.Stranger(), id, "00000000").Want(http.StatusBadRequest)
	}
	confirm(w.Stranger(), id, code).Want(http.StatusBadRequest)
}

// A few wrong passwords are free; then one has to wait, and the right one does not help.
func TestGuessingIsSlowedDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	password := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/password", nil).Want(http.StatusOK).String("password")
	var slowed *testapp.Answer
	for range 8 {
		if answer := signIn(w.Stranger(), "ann@client.test", "wrong-password"); answer.Status == http.StatusTooManyRequests {
			slowed = answer
			break
		}
	}
	if slowed == nil || slowed.Header.Get("Retry-After") == "" {
		t.Fatal("eight wrong passwords in a row are not slowed down")
	}
	testapp.Eventually(t, "after the wait the right password is right", func() error {
		if answer := signIn(w.Stranger(), "ann@client.test", password); answer.Status != http.StatusOK {
			return fmt.Errorf("it answers %d", answer.Status)
		}
		return nil
	})
	signIn(w.Stranger(), "bob@client.test", "x").Want(http.StatusBadRequest) // others are not concerned

	var staff int
	for range 8 {
		staff = w.Stranger().Call("POST", "/api/collections/staff/auth-with-password", map[string]any{"identity": "ed.itor@firm.test", "password": "x"}).Status
	}
	if staff != http.StatusTooManyRequests {
		t.Errorf("guessing at a staff account answers %d", staff)
	}
}
