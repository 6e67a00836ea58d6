package acceptance

import (
	"fmt"
	"net/http"
	"syscall"
	"testing"

	"portico/internal/testapp/browser"
)

// olga is a client who has the project and nothing else; her page is open at the project's own address.
func (s *site) olga(t *testing.T) *browser.Page {
	t.Helper()
	id, password := s.Contact(s.editor, "Olga Only", "olga@client.test")
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": id})
	p := browser.Open(t, s.URL+"/p/hafenstrasse-3")
	p.See("Sign in")
	p.Fill("Email", "olga@client.test")
	p.Fill("Password", password)
	p.Click("Sign in")
	p.See("Hafenstraße 3")
	return p
}

func TestOC04_BrowserUploadToAProject(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	client := s.olga(t)
	client.Wait("it is the project's page", `location.hash === "#/projects/hafenstrasse-3"`)
	client.See("Acme Ltd")
	client.Row("Floor plan").See("New")
	client.Click("Upload Document")
	form := client.Dialog("Upload Document")
	form.See("For the project Hafenstraße 3")
	form.Fill("Title", "Photo of the hall")
	form.Choose("Choose files", browser.File(t, "hall.pdf", pdf))
	form.Click("Upload")
	done := client.Dialog("Document uploaded")
	done.See("has received Photo of the hall for the project Hafenstraße 3. You find it under My uploads of the project.")
	done.Click("Done")
	client.Wait("it is the project's list", `location.hash === "#/projects/hafenstrasse-3/uploads"`)
	client.Row("Photo of the hall").SeeButton("Delete Photo of the hall")
	client.See("Acme Ltd")
	client.Click("Documents") // out of the project it is as it was
	client.Click("Upload Document")
	client.Dialog("Upload Document").DontSee("For the project")
	client.Dialog("Upload Document").Click("Cancel")
	filed := s.viewer.Call("GET", "/api/desk/documents?tab=received&project="+s.project, nil).Want(http.StatusOK)
	if filed.String("items.0.title") != "Photo of the hall" || filed.Int("totalItems") != 1 {
		t.Errorf("the project has received %s", filed.Body)
	}

	client.Go(s.URL + "/p/no-such-project")
	client.See("This project is not available")
	client.Click("Go to your documents")
	client.See("Shared Documents")
}

func TestOC04_BrowserNoProjectsNoEntry(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.See("For Ann")
	client.DontSee("Projects")
}

func TestHO12_BrowserPortalOffAndOn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	client := s.olga(t)
	client.Allow("403")
	client.See("Floor plan")
	s.switchPortal(false)
	client.See("The client portal is switched off at the moment.")
	client.DontSee("Floor plan")
	client.Click("Try again")
	client.See("It is still switched off.")
	client.Reload()
	client.See("The client portal is switched off at the moment.")
	s.switchPortal(true)
	client.Click("Try again")
	client.Row("Floor plan").See("New") // still signed in
}

// previewIn begins a preview through Ann's eyes in a browser that is at the portal.
func (s *site) previewIn(staff *browser.Page) {
	staff.Evaluate(fmt.Sprintf(`fetch("/api/desk/projects/%s/preview", {
		method: "POST",
		headers: {Authorization: %q, "Content-Type": "application/json"},
		body: JSON.stringify({contact: %q}),
	}).then((answer) => answer.json()).then(({url}) => location.assign(url)).then(() => location.reload())`, s.project, s.viewer.Token, s.ann), nil)
}

func TestHO09_BrowserPreview(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.annClient.Upload("POST", uploads, map[string]string{"title": "Holiday photo"}, "a.pdf", pdf).Want(http.StatusOK)
	staff := browser.Open(t, s.URL+"/preview/")
	staff.Allow("401")
	staff.See("This preview has ended.")
	s.previewIn(staff)
	staff.See("You are looking at the portal as Ann")
	staff.See("Read-only preview")
	staff.Row("Floor plan").Click("Preview Floor plan")
	staff.Wait("the file is shown", `document.querySelector("iframe, .preview canvas")`)
	staff.Click("Close")
	staff.Row("Floor plan").See("New") // a preview is not the client's look
	staff.DontSeeButton("Upload Document")
	staff.DontSeeButton("Account")
	staff.Click("Documents")
	staff.See("For Ann")
	staff.Click("My uploads")
	staff.See("Holiday photo")
	staff.DontSeeButton("Delete Holiday photo")
	staff.DontSeeButton("Upload Document")
	staff.DontSeeButton("Sign out")

	staff.Click("End preview")
	staff.See("The preview has ended")
	staff.See("You can close this tab.")
	staff.DontSee("Holiday photo")
	staff.Reload()
	staff.See("This preview has ended.")
}

// A preview that is over says so on every page that shows it, by itself.
func TestHO09_BrowserPreviewEndsWhileItIsOpen(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	one := browser.Open(t, s.URL+"/preview/")
	one.Allow("401")
	over := func(p *browser.Page) {
		p.See("This preview has ended.")
		p.See("choose View portal in the dashboard again")
		p.DontSee("Floor plan")
		p.Accessible("a preview that has ended")
	}
	s.previewIn(one)
	one.See("Floor plan")
	two := one.Tab(s.URL + "/preview/#/projects/hafenstrasse-3")
	two.Allow("401")
	two.See("Floor plan")
	two.Click("End preview")
	two.See("You can close this tab.")
	over(one)

	s.previewIn(one)
	one.See("Floor plan")
	one.Allow("ERR_")
	s.Stop(syscall.SIGTERM)
	s.execute(t, "UPDATE sessions SET expires = datetime('now', '-1 second') || '.000Z' WHERE preview_by != ''")
	s.Restart()
	over(one)
}

func TestHO12_BrowserFirmWideSwitchReachesOpenPages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	client := s.client(t)
	preview := browser.Open(t, s.URL+"/preview/")
	preview.Allow("401")
	preview.Allow("403")
	client.Allow("403")
	s.previewIn(preview)
	for _, p := range []*browser.Page{client, preview} {
		p.See("Floor plan")
	}
	s.firm(map[string]any{"portal_enabled": false})
	for _, p := range []*browser.Page{client, preview} {
		p.See("The client portal is switched off at the moment.")
		p.DontSee("Floor plan")
	}
	s.firm(map[string]any{"portal_enabled": true})
	for _, p := range []*browser.Page{client, preview} {
		p.Click("Try again")
		p.See("Floor plan")
	}
}
