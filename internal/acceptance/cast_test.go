package acceptance

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"

	"portico/internal/testapp"
)

// Everyone who may come to the door.
const (
	nobody    = "nobody"
	guest     = "guest"      // has opened a public link to the site's daily log, and one to answer a request
	ann       = "client"     // of Acme, on the site's access list
	bob       = "other"      // a client of another company
	cleo      = "colleague"  // of Ann's at Acme, not on the access list
	revoked   = "revoked"    // a client whose access was taken away, with the cookie of before
	shutOut   = "shut out"   // a client who has a project whose portal is off, and nothing else
	previewer = "preview"    // a browser in which someone of the firm looks through Ann's eyes, and no more
	fileFrame = "file frame" // a browser with a staff member's cookie for files, and no more
	aViewer   = "viewer"
	barred    = "barred" // an editor who may only look at the site's project
	helper    = "helper" // a viewer who may edit the site's project
	anEditor  = "editor"
	aManager  = "manager"
	anOwner   = "owner"
)

var (
	everyRole = []string{nobody, guest, ann, bob, cleo, revoked, shutOut, previewer, fileFrame, aViewer, barred, helper, anEditor, aManager, anOwner}
	outside   = []string{nobody, guest, ann, bob, cleo, revoked, shutOut, previewer, fileFrame} // nobody to PocketBase
	staff     = []string{aViewer, barred, helper, anEditor, aManager, anOwner}
)

// cast is the site with everyone who may come to its door.
type cast struct {
	*site
	t  *testing.T
	by map[string]*testapp.Client

	cleo, revoked, shutOut string // contacts
	barred, helper         string // staff
	beta                   string // Bob's company
	closed                 string // a project of Beta's whose portal is off, with the shut-out client on its access list
	log, photo             string // a daily log that is shared with the site's project
	opening                string // the path of the guest's opening of the log
	linkSecret             string
	wanted                 asked    // a request to the site's project, which the guest may answer in Ann's place
	answering              string   // the path of it
	linked                 []string // the secrets of further links that the guest may open
	contract               []byte   // a PDF that can be signed
}

func newCast(t *testing.T) *cast {
	t.Helper()
	c := &cast{site: newSite(t), t: t, contract: paper(t, "Contract")}
	c.Unlimited()
	c.by = map[string]*testapp.Client{
		nobody: c.Stranger(), guest: c.Stranger(), ann: c.annClient, bob: c.bobClient, previewer: c.Stranger(), fileFrame: c.Stranger(),
		aViewer: c.viewer, anEditor: c.editor, aManager: c.manager, anOwner: c.owner,
	}
	c.beta = c.editor.Create("companies", map[string]any{"name": "Beta Ltd"})
	c.editor.Create("company_contacts", map[string]any{"company": c.beta, "contact": c.bob})
	c.cleo = c.client(cleo, "Cleo", "cleo@client.test", func(id string) {
		c.editor.Create("company_contacts", map[string]any{"company": c.company, "contact": id})
	})
	c.revoked = c.client(revoked, "Rick", "rick@client.test", func(id string) {
		c.editor.Create("company_contacts", map[string]any{"company": c.company, "contact": id})
		c.editor.Create("project_contacts", map[string]any{"project": c.project, "contact": id})
	})
	c.editor.Call("DELETE", "/api/desk/contacts/"+c.revoked+"/access", nil).Want(http.StatusNoContent)
	c.closed = c.editor.Create("projects", map[string]any{"name": "Closed", "company": c.beta})
	c.shutOut = c.client(shutOut, "Olga", "olga@client.test", func(id string) {
		c.editor.Create("project_contacts", map[string]any{"project": c.closed, "contact": id})
	})
	c.editor.Call("PATCH", projects+"/"+c.closed, map[string]any{"portal_enabled": false}).Want(http.StatusOK)

	c.by[barred], c.barred = c.Staff("Bar Red", "editor")
	c.by[helper], c.helper = c.Staff("Hel Per", "viewer")
	c.give(c.project)

	form := c.written("daily_log", "")
	form["share"] = true
	c.log = c.editor.Call("POST", items, form).Want(http.StatusOK).String("id")
	c.photo = c.addPhoto(t, c.log)
	made := c.editor.Call("POST", "/api/desk/documents/"+c.log+"/links", map[string]any{}).Want(http.StatusOK)
	address, err := url.Parse(made.String("url"))
	if err != nil {
		t.Fatal(err)
	}
	c.linkSecret = address.Fragment
	c.opening = path.Dir(openLink(c.by[guest], c.linkSecret, "").Want(http.StatusOK).String("fileUrl"))

	c.wanted = c.ask("project", c.project, true)
	c.editor.Upload("PUT", c.wanted.desk("/items/"+c.wanted.passport+"/example"), nil, "x.pdf", pdf).Want(http.StatusOK)
	made = c.editor.Call("POST", c.wanted.desk("/links"), map[string]any{"contact": c.ann}).Want(http.StatusOK)
	_, secret, _ := strings.Cut(made.String("url"), "/s/#")
	c.answering = openLink(c.by[guest], secret, "").Want(http.StatusOK).String("url")

	c.startPreview()
	c.manager.Call("POST", "/api/desk/file-access", nil).Want(http.StatusNoContent)
	carry(c.manager, c.by[fileFrame], "/api/desk/")
	for _, role := range []string{aViewer, aManager} { // without the cookies of the above
		token := c.by[role].Token
		c.by[role] = c.Stranger()
		c.by[role].Token = token
	}
	return c
}

// give gives the two who need it their permission on a project.
func (c *cast) give(project string) {
	c.manager.Create("project_staff", map[string]any{"project": project, "staff": c.barred, "permission": "view"})
	c.manager.Create("project_staff", map[string]any{"project": project, "staff": c.helper, "permission": "edit"})
}

// client makes a contact who is signed in.
func (c *cast) client(role, name, email string, before func(id string)) string {
	id, password := c.Contact(c.editor, name, email)
	before(id)
	c.by[role] = c.SignIn(email, password)
	return id
}

func (c *cast) startPreview() {
	c.preview(c.viewer, c.ann).Want(http.StatusOK)
	carry(c.viewer, c.by[previewer], "/api/preview/")
}

// carry gives a client the cookies that another has for a path.
func carry(from, to *testapp.Client, at string) {
	target, _ := url.Parse(from.URL + at)
	cookies := from.HTTP.Jar.Cookies(target)
	for _, cookie := range cookies {
		cookie.Path = path.Clean(at)
	}
	to.HTTP.Jar.SetCookies(target, cookies)
}

// newAddress is one that nobody has.
func newAddress() string { return strings.ToLower(rand.Text()) + "@client.test" }
