package acceptance

import (
	"os"
	"slices"
	"strings"
	"testing"

	"portico/internal/testapp/browser"
)

// Whoever has a signed document finds out whether it is one, on the page that its certificate names and in the portal.
func TestCC13_BrowserFilesAreChecked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.firm(map[string]any{"firm_name": "Miller & Co"})
	_, file := w.signedLetter(t)
	genuine := browser.File(t, strings.Repeat("n", 120)+".pdf", file)
	changed := slices.Clone(file)
	changed[len(changed)/2] ^= 1
	altered := browser.File(t, "altered.pdf", changed)
	visit := func(p *browser.Page, what string) {
		t.Helper()
		p.Accessible(what)
		fits(t, p, what)
	}

	desk := browser.Open(t, w.URL+"/verify")
	desk.See("Drop a file here")
	desk.See("Miller & Co")
	visit(desk, "checking a file")
	desk.Drop(".verify-drop", genuine)
	desk.SeeFocus("heading", "Genuine and unchanged")
	desk.See("Engagement letter")
	desk.See("Ann")
	desk.See(digestOf(file))
	visit(desk, "a genuine file")
	var sent int
	desk.Evaluate(`performance.getEntriesByType("resource").filter(({name}) => name.endsWith("/api/verify/file")).length`, &sent)
	if sent > 0 {
		t.Error("a file whose fingerprint is known is sent all the same")
	}
	desk.Drop(".verify", altered) // in place of the other
	desk.See("Altered: this is not what was signed")
	desk.DontSee("Engagement letter")
	desk.Click("Check another file")
	desk.SeeFocus("button", "Choose a file")
	desk.Unreachable("http://*:*/api/verify*")
	desk.Allow("ERR_INTERNET_DISCONNECTED")
	desk.Choose("Choose a file", browser.File(t, "other.pdf", pdf))
	desk.See("cannot be reached at the moment")
	visit(desk, "checking without a connection")
	desk.Unreachable("")
	desk.Click("Try again")
	desk.See("Not signed here")

	phone := browser.Portal(t, w.URL, "ann@client.test", w.annPassword, browser.Phone, browser.Dark)
	phone.Click("Ann: menu")
	phone.Click("Check a signed document")
	phone.SlowUploads(20 << 10)
	phone.Choose("Choose a file", altered)
	phone.See("sent for a closer look")
	visit(phone, "a file on its way")
	phone.SlowUploads(0)
	phone.See("Altered: this is not what was signed")
	visit(phone, "an altered file")
	phone.Click("Check another file")
	phone.Choose("Choose a file", browser.File(t, "empty.pdf", nil))
	phone.See("This file is empty")
	long := browser.File(t, "long.pdf", pdf)
	if err := os.Truncate(long, 129<<20); err != nil {
		t.Fatal(err)
	}
	phone.Choose("Choose a file", long)
	phone.See("larger than any document that is signed here: those have up to 128 MB.")
	phone.Choose("Choose a file", genuine)
	phone.SeeFocus("heading", "Genuine and unchanged")
	visit(phone, "a genuine file, on a phone")
}
