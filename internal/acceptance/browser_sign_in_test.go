package acceptance

import (
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
	"portico/internal/testapp/smtptest"
)

func TestHL01_BrowserOneAnswerForWhoMayNotSignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.editor.Create("contacts", map[string]any{"name": "Nora Never", "email": "nora@client.test"})
	w.editor.Call("DELETE", "/api/desk/contacts/"+w.bob+"/access", nil).Want(http.StatusNoContent)
	guest := browser.Open(t, w.URL+"/")
	guest.Click("Sign in")
	guest.See("Enter your email address.")
	guest.See("Enter your password.")
	for email, password := range map[string]string{
		"ann@client.test":    "wrong-password",
		"nobody@client.test": w.annPassword,
		"nora@client.test":   w.annPassword,
		"bob@client.test":    w.bobPassword,
	} {
		guest.Reload()
		guest.Fill("Email", email)
		guest.Fill("Password", password)
		guest.Click("Sign in")
		guest.See("Email or password is not right.")
		guest.SeeValue("Email", email)
	}
	guest.Reload()
	guest.Go(w.URL + "/#/uploads") // the page that was asked for, once signed in
	guest.Fill("Email", "Ann@Client.test")
	guest.Fill("Password", w.annPassword)
	guest.Click("Sign in")
	guest.See("No uploads yet")
}

func TestHL01_BrowserGuessingHasToWait(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	guest := browser.Open(t, w.URL+"/")
	guest.Fill("Email", "ann@client.test")
	guest.Fill("Password", "wrong-password")
	for range 20 { // the waits grow: soon one is longer than the time between two tries
		guest.Click("Sign in")
		guest.Wait("there is an answer", `!document.querySelector("[aria-disabled]") && document.querySelector("[role=alert]").innerText`)
		if !strings.Contains(guest.Text(), "Email or password is not right.") {
			break
		}
	}
	guest.See("Too many tries. Try again in ")
}

func TestCC10_BrowserRevokedPageEndsAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.firm(map[string]any{"firm_name": "Miller & Co"})
	reading, elsewhere := w.client(t), w.client(t, browser.Phone)
	reading.Row("For Ann").Click("Preview")
	reading.Dialog("For Ann").SeeButton("Download")
	elsewhere.Go(w.URL + "/#/account")
	elsewhere.See("ann@client.test")

	w.editor.Call("DELETE", "/api/desk/contacts/"+w.ann+"/access", nil).Want(http.StatusNoContent)
	for _, page := range []*browser.Page{reading, elsewhere} {
		page.See("Your access was ended")
		page.See("Miller & Co has ended your access to this portal.")
		if html := page.HTML(); strings.Contains(html, "For Ann") || strings.Contains(html, "ann@client.test") {
			t.Error("something of theirs is left on the page")
		}
	}
	reading.Click("Back to sign in")
	reading.Fill("Email", "ann@client.test")
	reading.Fill("Password", w.annPassword)
	reading.Click("Sign in")
	reading.See("Email or password is not right.")
	elsewhere.Reload()
	elsewhere.SeeButton("Sign in")

	again := w.editor.Call("POST", "/api/desk/contacts/"+w.ann+"/access", nil).Want(http.StatusOK).String("password")
	reading.Fill("Password", again)
	reading.Click("Sign in")
	reading.Click("Documents")
	reading.See("For Ann") // as it was before
}

func TestBrowserSignInWithACode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	guest := browser.Open(t, w.URL+"/")
	guest.Fill("Email", "ann@client.test")
	guest.Click("Email me a sign-in code")
	guest.See("Enter your code")
	guest.See("Send another code in ")
	code := signInCode.FindString(server.Wait(t, smtptest.To("ann@client.test")).Text)
	if code == "" {
		t.Fatal("the mail holds no code")
	}
	wrong := "00000000"
	if code == wrong {
		wrong = "11111111"
	}
	guest.SeeFocus("textbox", "Sign-in code")
	guest.Type("123")
	guest.Press("Enter")
	guest.See("The code has 8 digits.")
	guest.Fill("Sign-in code", "")
	guest.Type(wrong)
	guest.See("This code is not right or has expired.")
	guest.Reload() // the page may be left for the mail and be loaded again
	guest.SeeFocus("textbox", "Sign-in code")
	guest.Type(code[:4] + " " + code[4:])
	guest.See("For Ann")
}

func TestBrowserForgotPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	guest := browser.Open(t, w.URL+"/")
	guest.Click("Forgot password")
	guest.Fill("Email", "nobody@client.test")
	guest.Click("Email me a link")
	guest.See("Check your email")
	guest.See("If nobody@client.test can sign in here, a mail") // no word about whether it can
	guest.Click("Back to sign in")
	guest.Click("Forgot password")
	guest.Fill("Email", "ann@client.test")
	guest.Click("Email me a link")
	guest.See("Check your email")

	link := resetLink.FindString(server.Wait(t, smtptest.To("ann@client.test")).Text)
	if link == "" {
		t.Fatal("the mail holds no link")
	}
	guest.Go(w.URL + link)
	guest.See("Set a new password")
	guest.Fill("New password", "short")
	guest.Click("Set password")
	guest.See("Too short: use at least 10 characters.")
	guest.Fill("New password", "correct horse battery")
	guest.Click("Show password")
	guest.Click("Set password")
	guest.See("Your new password is set")
	guest.Click("Sign in")
	guest.Fill("Email", "ann@client.test")
	guest.Fill("Password", "correct horse battery")
	guest.Click("Sign in")
	guest.See("For Ann")

	other := guest.Tab(w.URL + link) // a link works once
	other.Fill("New password", "another password")
	other.Click("Set password")
	other.See("This link no longer works")
}
