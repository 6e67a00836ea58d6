package browser

import "testing"

// Portal opens the portal in a browser of the client's own, signs in and goes to the documents.
func Portal(t testing.TB, url, email, password string, options ...Option) *Page {
	t.Helper()
	p := Open(t, url+"/", options...)
	p.Fill("Email", email)
	p.Fill("Password", password)
	p.Click("Sign in")
	p.SeeButton("Upload Document")
	p.Within("nav", "Home").Click("Documents")
	p.Within("nav", "Shared Documents").SeeButton("My uploads")
	return p
}

// Dashboard opens the dashboard in a browser of the staff member's (or owner's) own and signs in.
func Dashboard(t testing.TB, url, email, password string, options ...Option) *Page {
	t.Helper()
	p := Open(t, url+"/_/", options...)
	p.Fill("Email", email)
	p.Fill("Password", password)
	p.Click("Sign in")
	p.SeeButton("Contacts")
	return p
}
