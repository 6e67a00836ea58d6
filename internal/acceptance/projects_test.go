package acceptance

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp"
)

const projects = "/api/collections/projects/records"

// site is a project of Acme's with Ann on its access list and a document shared with it.
type site struct {
	*world
	project, entry  string // Ann's line of the access list
	document, share string
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{world: newWorld(t)}
	s.project = s.editor.Create("projects", map[string]any{"name": "Hafenstraße 3", "company": s.company})
	s.entry = s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": s.ann})
	s.document = s.editor.AddDocument("project", s.project, "Floor plan", "plan.pdf", pdf)
	s.share = s.editor.Share(s.document, "project", s.project)
	return s
}

func (s *site) portal(c *testapp.Client) *testapp.Answer {
	return c.Call("GET", "/api/desk/projects/"+s.project+"/portal", nil).Want(http.StatusOK)
}

func (s *site) switchPortal(on bool) {
	s.editor.Call("PATCH", projects+"/"+s.project, map[string]any{"portal_enabled": on}).Want(http.StatusOK)
}

// paths are all ways of getting at the site's document.
func (s *site) paths() []string {
	return []string{uploads + "/" + s.document, uploads + "/" + s.document + "/file", uploads + "/" + s.document + "/file?download=1"}
}

func (s *site) sees(c *testapp.Client, want bool) (wrong []string) {
	status := http.StatusNotFound
	if want {
		status = http.StatusOK
	}
	for _, path := range s.paths() {
		if answer := c.Call("GET", path, nil); answer.Status != status {
			wrong = append(wrong, path)
		}
	}
	if listed := strings.Contains(string(c.Call("GET", uploads, nil).Body), s.document); listed != want {
		wrong = append(wrong, "the list")
	}
	return wrong
}

// Every kind of item can be shared to a project's portal.
func TestHO01_EveryKindIsSharedToAProject(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, kind := range []string{"estimate", "invoice", "document", "daily_log"} {
		id := s.editor.Upload("POST", "/api/desk/documents", map[string]string{"title": kind, "kind": kind, "project": s.project, "share": "true"},
			"x.pdf", pdf).Want(http.StatusOK).String("id")
		if got := s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK).String("kind"); got != kind {
			t.Errorf("%s is seen as %s", kind, got)
		}
		s.bobClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusNotFound) // not on the access list
	}
	if n := len(s.portal(s.viewer).At("items").([]any)); n != 5 {
		t.Errorf("%d shared items", n)
	}
}

func TestHO04_RemovalIsImmediate(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	events := s.annClient.Events()
	if wrong := s.sees(s.annClient, true); wrong != nil {
		t.Fatalf("Ann is refused %v", wrong)
	}
	s.editor.Call("DELETE", "/api/collections/shares/records/"+s.share, nil).Want(http.StatusNoContent)
	if wrong := s.sees(s.annClient, false); wrong != nil {
		t.Errorf("after removal Ann still has %v", wrong)
	}
	if event := next(t, events); event != "changed" {
		t.Errorf("Ann's page hears %q", event)
	}
	s.editor.Call("GET", "/api/desk/documents/"+s.document+"/file", nil).Want(http.StatusOK)
}

func TestHO06_RemovedClientIsOutTheItemsStay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	password := s.editor.Call("POST", "/api/desk/contacts/"+s.ann+"/password", nil).Want(http.StatusOK).String("password")
	client := s.SignIn("ann@client.test", password)
	atProject := func(slug string) *testapp.Answer {
		return s.Stranger().Call("POST", session, map[string]any{"email": "ann@client.test", "password": password, "project": slug})
	}
	slug := s.portal(s.viewer).String("slug")
	if slug != "hafenstrasse-3" {
		t.Errorf("the address is %s", slug)
	}
	atProject(slug).Want(http.StatusOK)
	atProject("no-such-project").Want(http.StatusBadRequest)

	s.editor.Call("DELETE", "/api/collections/project_contacts/records/"+s.entry, nil).Want(http.StatusNoContent)
	if wrong := s.sees(client, false); wrong != nil {
		t.Errorf("the removed client still has %v", wrong)
	}
	atProject(slug).Want(http.StatusBadRequest)
	client.Call("GET", "/api/portal/projects/"+slug, nil).Want(http.StatusNotFound)
	if n := len(s.portal(s.viewer).At("items").([]any)); n != 1 {
		t.Errorf("%d shared items are left", n)
	}
	client.Call("GET", uploads+"/"+s.shared, nil).Want(http.StatusOK) // what she was given herself stays hers
}

// Turned off, a project's portal shows nothing to anyone; turned on again everything is as it was.
func TestHO12_DisabledPortalKeepsEverything(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	only, password := s.Contact(s.editor, "Olga Only", "olga@client.test") // she has the project and nothing else
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": only})
	olga := s.SignIn("olga@client.test", password)
	mine := olga.Upload("POST", uploads, map[string]string{"title": "Photo", "project": s.project}, "a.pdf", pdf).Want(http.StatusOK).String("id")
	events, annEvents := olga.Events(), s.annClient.Events()
	before := s.portal(s.viewer)

	s.switchPortal(false)
	for _, path := range append(s.paths(), uploads, session, uploads+"/"+mine, "/api/portal/events", "/api/portal/projects") {
		answer := olga.Call("GET", path, nil).Want(http.StatusForbidden)
		if answer.At("data.portal.code") != "portal_off" {
			t.Errorf("%s answers %s", path, answer.Body)
		}
	}
	if event := next(t, events); event != "ended" {
		t.Errorf("Olga's page hears %q", event)
	}
	if reason := next(t, events); reason != "portal" {
		t.Errorf("Olga's page is told %q", reason)
	}
	// The right password is told that the portal is off, a wrong one is not told anything.
	if answer := signIn(s.Stranger(), "olga@client.test", password).Want(http.StatusForbidden); answer.At("data.portal.code") != "portal_off" {
		t.Errorf("signing in answers %s", answer.Body)
	}
	signIn(s.Stranger(), "olga@client.test", "wrong-password").Want(http.StatusBadRequest)

	// Ann, who was given a document herself, keeps that and loses the project's.
	if wrong := s.sees(s.annClient, false); wrong != nil {
		t.Errorf("Ann still has %v", wrong)
	}
	s.annClient.Call("GET", uploads+"/"+s.shared, nil).Want(http.StatusOK)
	if event := next(t, annEvents); event != "changed" {
		t.Errorf("Ann's page hears %q", event)
	}
	s.annClient.Upload("POST", uploads, map[string]string{"title": "t", "project": s.project}, "a.pdf", pdf).Want(http.StatusBadRequest)

	s.switchPortal(true)
	if wrong := s.sees(olga, true); wrong != nil { // her session was kept, too
		t.Errorf("Olga is refused %v", wrong)
	}
	olga.Call("GET", uploads+"/"+mine+"/file", nil).Want(http.StatusOK)
	after := s.portal(s.viewer)
	for _, list := range []string{"items", "access"} {
		if len(before.At(list).([]any)) != len(after.At(list).([]any)) {
			t.Errorf("%s changed: %s, %s", list, before.Body, after.Body)
		}
	}
}

func TestHO12_FirmWideSwitch(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	events := s.bobClient.Events()
	flip := func(on bool) {
		s.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"portal_enabled": on}).Want(http.StatusOK)
	}
	flip(false)
	for _, c := range []*testapp.Client{s.annClient, s.bobClient} {
		c.Call("GET", uploads, nil).Want(http.StatusForbidden)
	}
	if event := next(t, events); event != "ended" {
		t.Errorf("Bob's page hears %q", event)
	}
	flip(true)
	s.bobClient.Call("GET", uploads+"/"+s.bobs+"/file", nil).Want(http.StatusOK)
	if wrong := s.sees(s.annClient, true); wrong != nil {
		t.Errorf("Ann is refused %v", wrong)
	}
}

func TestHO13_OpenedCountsAClientsLookAlone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	opened := func() int { return len(s.portal(s.viewer).At("items.0.opened").([]any)) }
	s.editor.Call("GET", "/api/desk/documents/"+s.document+"/file", nil).Want(http.StatusOK)
	s.annClient.Call("HEAD", uploads+"/"+s.document+"/file", nil).Want(http.StatusOK)
	s.annClient.Call("GET", uploads, nil).Want(http.StatusOK)
	if n := opened(); n != 0 {
		t.Errorf("opened %d times by looks that do not count", n)
	}
	s.annClient.Call("GET", uploads+"/"+s.document+"/file", nil).Want(http.StatusOK)
	s.annClient.Call("GET", uploads+"/"+s.document+"/file", nil).Want(http.StatusOK)
	if n := opened(); n != 1 {
		t.Errorf("opened %d times, want once", n)
	}
}

// What a project's permission allows is judged by the server, for every door to the project.
func TestHO17_EditPermissionOnTheProject(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	barred, barredID := s.Staff("Bar Red", "editor") // an editor, but not here
	helper, helperID := s.Staff("Hel Per", "viewer") // a viewer, but for this project
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": barredID, "permission": "view"})
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": helperID, "permission": "edit"})
	s.editor.Call("POST", "/api/collections/project_staff/records",
		map[string]any{"project": s.project, "staff": s.editorID, "permission": "edit"}).Want(http.StatusForbidden)
	other := s.editor.Create("projects", map[string]any{"name": "Other"})

	try := func(c *testapp.Client, project string) map[string]int {
		return map[string]int{
			"change the project": c.Call("PATCH", projects+"/"+project, map[string]any{"description": "x"}).Status,
			"disable the portal": c.Call("PATCH", projects+"/"+project, map[string]any{"portal_enabled": false}).Status,
			"let someone in":     c.Call("POST", "/api/collections/project_contacts/records", map[string]any{"project": project, "contact": s.bob}).Status,
			"add an item":        c.Upload("POST", "/api/desk/documents", map[string]string{"title": "t", "project": project, "share": "true"}, "a.pdf", pdf).Status,
		}
	}
	for who, test := range map[string]struct {
		client  *testapp.Client
		project string
		want    int
	}{
		"barred editor here":   {barred, s.project, 403},
		"barred editor there":  {barred, other, 200},
		"helping viewer there": {helper, other, 403},
		"viewer":               {s.viewer, s.project, 403},
		"helping viewer here":  {helper, s.project, 200},
	} {
		for what, status := range try(test.client, test.project) {
			if status != test.want && (status != 400 || test.want != 200) { // 400: someone let him in already
				t.Errorf("%s: to %s answers %d, want %d", who, what, status, test.want)
			}
		}
	}
	for what, answer := range map[string]*testapp.Answer{
		"unshare":           barred.Call("DELETE", "/api/collections/shares/records/"+s.share, nil),
		"share elsewhere":   barred.Call("POST", "/api/collections/shares/records", map[string]any{"document": s.document, "contact": s.bob}),
		"remove the client": barred.Call("DELETE", "/api/collections/project_contacts/records/"+s.entry, nil),
		"rename":            barred.Call("PATCH", "/api/collections/documents/records/"+s.document, map[string]any{"title": "x"}),
		"move away":         barred.Call("PATCH", "/api/collections/documents/records/"+s.document, map[string]any{"project": ""}),
		"replace the file":  barred.Upload("PUT", "/api/desk/documents/"+s.document+"/file", nil, "a.pdf", pdf),
		"delete":            barred.Call("DELETE", "/api/collections/documents/records/"+s.document, nil),
		"delete it all":     barred.Call("DELETE", projects+"/"+s.project, nil),
	} {
		if answer.Status != http.StatusForbidden {
			t.Errorf("to %s answers %d", what, answer.Status)
		}
	}
	if s.portal(barred).Bool("canEdit") || !s.portal(helper).Bool("canEdit") || !s.portal(s.manager).Bool("canEdit") {
		t.Error("Manage portal says wrongly who can edit")
	}
}

func TestHO19_ManagePortalSaysWhoCanSignIn(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	never := s.editor.Create("contacts", map[string]any{"name": "Nora Never", "email": "nora@client.test"})
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": never})
	state := func() (on, ann, nora bool) {
		answer := s.portal(s.viewer)
		return answer.Bool("portalEnabled"), answer.Bool("access.0.canSignIn"), answer.Bool("access.1.canSignIn")
	}
	if on, ann, nora := state(); !on || !ann || nora {
		t.Errorf("on %v, Ann %v, Nora %v", on, ann, nora)
	}
	s.switchPortal(false)
	if on, ann, nora := state(); on || ann || nora {
		t.Errorf("off: on %v, Ann %v, Nora %v", on, ann, nora)
	}
	s.switchPortal(true)
	s.editor.Call("DELETE", "/api/desk/contacts/"+s.ann+"/access", nil).Want(http.StatusNoContent)
	if _, ann, _ := state(); ann {
		t.Error("Ann, revoked, is said to be able to sign in")
	}
}

func TestOC04_UploadToAProject(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.annClient.Upload("POST", uploads, map[string]string{"title": "Photo", "project": s.project}, "a.pdf", pdf).Want(http.StatusOK).String("id")
	document := s.editor.Call("GET", "/api/desk/documents/"+id, nil).Want(http.StatusOK)
	if document.String("project.id") != s.project || document.String("contact.id") != s.ann || document.String("company.id") != s.company {
		t.Errorf("the upload is filed as %s", document.Body)
	}
	if n := s.editor.Call("GET", "/api/desk/documents?tab=received&project="+s.project, nil).Int("totalItems"); n != 1 {
		t.Errorf("%d documents are received in the project", n)
	}
	if n := s.annClient.Call("GET", uploads+"?list=uploads&project="+s.project, nil).Int("totalItems"); n != 1 {
		t.Errorf("Ann has %d uploads in the project", n)
	}
	for _, project := range []string{"aaaaaaaaaaaaaaa", "no-such-project"} {
		s.bobClient.Upload("POST", uploads, map[string]string{"title": "t", "project": project}, "a.pdf", pdf).Want(http.StatusBadRequest)
	}
	s.bobClient.Upload("POST", uploads, map[string]string{"title": "t", "project": s.project}, "a.pdf", pdf).Want(http.StatusBadRequest)
}

// The last project is turned off while a client's upload to it is on its way: it is not stored, and nothing is left.
func TestPortalTurnedOffWhileUploading(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	before := s.documents()
	finish, answer := slowUpload(s.world, append([]byte("%PDF-1.4\n"), randomBytes(1<<20)...), "project", s.project)
	testapp.Eventually(t, "the upload is under way", func() error {
		if len(s.leftovers()) == 0 {
			return errors.New("nothing is staged")
		}
		return nil
	})
	s.switchPortal(false)
	finish()
	if got := <-answer; got.Status != http.StatusForbidden {
		t.Errorf("the upload answers %d %s", got.Status, got.Body)
	}
	if after := s.documents(); after != before || len(s.leftovers()) != 0 {
		t.Errorf("%d documents more, left over %v", after-before, s.leftovers())
	}
}

func TestProjectAddresses(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	slug := func(name string) string {
		return s.editor.Call("POST", projects, map[string]any{"name": name}).Want(http.StatusOK).String("slug")
	}
	for _, test := range [][2]string{
		{"Café Zoë, phase 2", "cafe-zoe-phase-2"}, {"Café Zoë / phase 2", "cafe-zoe-phase-2-2"}, {"橋本", "project"}, {"!!", "project-2"},
		{strings.Repeat("long ", 39), strings.TrimSuffix(strings.Repeat("long-", 12), "-")},
	} {
		if got := slug(test[0]); got != test[1] {
			t.Errorf("%q gets the address %q, want %q", test[0], got, test[1])
		}
	}
	s.editor.Call("POST", projects, map[string]any{"name": "x", "slug": "Not An Address"}).Want(http.StatusBadRequest)
	s.editor.Call("POST", projects, map[string]any{"name": "x", "slug": "cafe-zoe-phase-2"}).Want(http.StatusBadRequest)
}

func TestDeletingAProjectKeepsWhatIsOthers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	kept := s.annClient.Upload("POST", uploads, map[string]string{"title": "Photo", "project": s.project}, "a.pdf", pdf).Want(http.StatusOK).String("id")
	answer := s.editor.Call("GET", "/api/desk/projects/"+s.project+"/deletion", nil).Want(http.StatusOK)
	if answer.Int("documents") != 1 || answer.Int("kept") != 1 || answer.Int("contacts") != 1 || answer.Int("shares") != 1 {
		t.Errorf("it is said to take along %s", answer.Body)
	}
	s.editor.Call("DELETE", projects+"/"+s.project, nil).Want(http.StatusNoContent)
	s.editor.Call("GET", "/api/desk/documents/"+s.document, nil).Want(http.StatusNotFound)
	s.editor.Call("GET", "/api/desk/documents/"+kept+"/file", nil).Want(http.StatusOK)
	s.annClient.Call("GET", uploads+"/"+kept+"/file", nil).Want(http.StatusOK)
}
