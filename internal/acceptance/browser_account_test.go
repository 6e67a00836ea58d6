package acceptance

import (
	"net/http"
	"testing"

	"portico/internal/testapp/browser"
)

func TestBrowserChangePassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client, elsewhere := w.client(t), w.client(t)
	tab := client.Tab(w.URL + "/#/shared")
	tab.See("1 document")
	client.Click("Account")
	client.Click("Change password")
	form := client.Within("form", "Current password")
	form.Fill("Current password", "not-my-password")
	form.Fill("New password", "new password of Ann")
	form.Click("Change password")
	form.See("This is not your current password.")
	form.Fill("Current password", w.annPassword)
	form.Fill("New password", "too short")
	form.Click("Change password")
	form.See("Too short: use at least 10 characters.")
	form.Fill("Current password", w.annPassword)
	form.Fill("New password", "new password of Ann")
	form.Click("Change password")
	client.See("Your password was changed. All other devices were signed out.")
	client.Within("main", "").DontSee("Current password")

	elsewhere.See("Your session has ended")
	elsewhere.Fill("Email", "ann@client.test")
	elsewhere.Fill("Password", w.annPassword)
	elsewhere.Click("Sign in")
	elsewhere.See("Email or password is not right.")
	elsewhere.Fill("Password", "new password of Ann")
	elsewhere.Click("Sign in")
	elsewhere.See("For Ann")

	// This device goes on, in its other tabs as well, and still hears of what happens.
	client.Click("Documents")
	client.See("For Ann")
	w.editor.Share(w.unshared, "contact", w.ann)
	client.See("2 documents")
	tab.See("2 documents")
	// Signed in or not: who has forgotten the password can ask for a link.
	client.Go(w.URL + "/#/forgot")
	client.SeeButton("Email me a link")
}

func TestBrowserSessionsAreListedAndEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client, phone := w.client(t), w.client(t, browser.Phone)
	client.Click("Account")
	client.Within("li", "This device").See("Chrome on Linux")
	client.Within("li", "This device").See("In use now")
	client.Within("li", "This device").DontSeeButton("Sign out")
	client.Row("Unknown device").See("127.0.0.1")

	// Two others are there: the phone, and the program that Ann's account was first used with.
	client.Row("Unknown device").Click("Sign out")
	client.See("Unknown device was signed out.")
	client.Within("main", "").DontSee("Unknown device")
	w.annClient.Call("GET", session, nil).Want(http.StatusUnauthorized)
	phone.See("For Ann")
	client.Row("Last used").Click("Sign out")
	phone.See("Your session has ended")
	phone.DontSee("For Ann")
	client.Within("main", "").DontSee("Last used")
	client.Within("li", "This device").See("In use now")
}

func TestBrowserSignOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	tab := client.Tab(w.URL + "/#/account")
	tab.See("Where you are signed in")
	client.Click("Ann: menu")
	client.Click("Sign out")
	client.See("Forgot password")
	tab.See("Your session has ended") // the same session in another tab
	client.Reload()
	client.See("Forgot password")
	client.DontSee("For Ann")
	w.annClient.Call("GET", session, nil).Want(http.StatusOK) // other devices stay signed in
}

// In another tab, somebody else has signed in since this one was looked at.
func TestBrowserNextClientFindsNothingOfTheOneBefore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.Go(w.URL + "/#/messages/firm")
	client.See("No messages yet")
	write := "Write to: Messages with Your firm"
	client.Fill(write, "from Ann alone")
	client.Evaluate(`void dispatchEvent(new Event("pagehide"))`, nil) // it gives its connection back
	tab := client.Tab(w.URL + "/#/account")
	tab.Click("Ann: menu")
	tab.Within(".menu-panel", "").Click("Sign out")
	tab.Fill("Email", "bob@client.test")
	tab.Fill("Password", w.bobPassword)
	tab.Click("Sign in")
	tab.SeeButton("Bob " + secret + ": menu")
	client.Evaluate(`void document.dispatchEvent(new Event("visibilitychange"))`, nil)
	client.SeeButton("Bob " + secret + ": menu")
	client.SeeValue(write, "")
	client.Wait("nothing is kept", `Object.values(sessionStorage).every((kept) => !kept.includes("Ann"))`)
	menu(client).Click("Documents")
	client.See("For Bob")
	client.DontSee("For Ann")
}

func TestBrowserSignOutEverywhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client, elsewhere := w.client(t), w.client(t)
	client.Click("Account")
	client.Click("Sign out everywhere")
	client.Dialog("Sign out everywhere?").See("Every device is signed out, this one too.")
	client.Dialog("Sign out everywhere?").Click("Sign out everywhere")
	client.See("Forgot password")
	elsewhere.See("Your session has ended")
	w.annClient.Call("GET", session, nil).Want(http.StatusUnauthorized)
}
