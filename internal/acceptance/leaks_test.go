package acceptance

import (
	"bytes"
	"database/sql"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"portico/internal/testapp"
)

// planted are texts that are found in what the server answers, each with the roles that must find it. Whoever is not among
// them must find it nowhere.
type planted map[string][]string

// plant makes a text that stands nowhere else.
func (p planted) plant(name string, roles ...string) string {
	text := "zq-" + strings.ReplaceAll(name, " ", "-") + "-qz"
	p[text] = roles
	return text
}

// The readers of a text: the firm, and clients besides. Whoever previews sees through Ann's eyes.
func firmAnd(roles ...string) []string {
	if slices.Contains(roles, ann) {
		roles = append(roles, previewer)
	}
	return slices.Concat(staff, roles)
}

// alike are the staff who may read what any staff member may: they share the reading of it, for it takes its time. That
// they may all open the same is in the tables of routes.
var alike = []string{barred, helper, anEditor, aManager}

// Every answer to every role is read: what is for others is in none of them.
func TestNoAnswerHoldsWhatIsForOthers(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	p := c.plantEverywhere(t)
	own := c.cookies()
	paths := c.everyPath(t)
	hashes := c.newestHashes()
	var mu sync.Mutex
	found := map[string][]string{} // by text, the roles that found it
	var reading sync.WaitGroup
	for _, role := range everyRole {
		reading.Go(func() {
			seen := map[string]bool{}
			read := func(path string, answer *testapp.Answer) {
				if answer.Status >= 500 {
					t.Errorf("%s gets %d at %s: %s", role, answer.Status, path, answer.Body)
				}
				for text, roles := range p {
					if !holds(answer, text) {
						continue
					}
					if !seen[text] && !mayRead(roles, role) && own[text] != role {
						t.Errorf("%s finds %s at %s", role, text, path)
					}
					seen[text] = true
				}
			}
			if role == guest {
				for _, secret := range c.linked {
					read("a public link", openLink(c.by[role], secret, ""))
				}
			}
			for _, hash := range hashes {
				read("/api/verify", checkHash(c.by[role], hash))
			}
			part := slices.Index(alike, role)
			for i, path := range paths {
				if part < 0 || i%len(alike) == part {
					read(path, c.by[role].Call("GET", path, nil))
				}
			}
			mu.Lock()
			defer mu.Unlock()
			for text := range seen {
				found[text] = append(found[text], role)
			}
		})
	}
	reading.Wait()
	for text, roles := range p { // what nobody can find proves nothing
		for _, role := range roles {
			if !slices.Contains(found[text], role) && !slices.Contains(alike, role) {
				t.Errorf("%s finds %s nowhere", role, text)
			}
		}
	}
	t.Logf("%d texts, %d addresses, %d roles", len(p), len(paths), len(everyRole))
}

// newestHashes are what stands for files that are not signed by everyone, or not to be signed at all.
func (c *cast) newestHashes() (hashes []string) {
	documents := c.by[anOwner].Call("GET", recordsOf("documents")+"?perPage=12&sort=-created", nil).Want(http.StatusOK)
	for _, item := range documents.At("items").([]any) {
		hash, _ := item.(map[string]any)["file_sha256"].(string)
		hashes = append(hashes, hash)
	}
	return slices.DeleteFunc(hashes, func(hash string) bool { return hash == "" })
}

// mayRead says whether a role is among those that may find a text. A frame that shows files shows them to staff.
func mayRead(roles []string, role string) bool {
	return slices.Contains(roles, role) || role == fileFrame && slices.Contains(roles, aViewer)
}

func holds(answer *testapp.Answer, text string) bool {
	if bytes.Contains(answer.Body, []byte(text)) {
		return true
	}
	for _, values := range answer.Header {
		if strings.Contains(strings.Join(values, "\n"), text) {
			return true
		}
	}
	return false
}

// plantEverywhere writes a text of its own into everything that is not for all.
func (c *cast) plantEverywhere(t *testing.T) planted {
	t.Helper()
	p := planted{}
	c.plantRecords(t, p)
	c.plantRequests(p)
	c.plantTalk(p)
	c.plantBills(p)
	c.plantSignings(t, p)
	c.plantSecrets(t, p)
	return p
}

func (c *cast) plantRecords(t *testing.T, p planted) {
	t.Helper()
	patch := func(collection, id string, fields map[string]any) {
		c.by[anOwner].Call("PATCH", recordsOf(collection)+"/"+id, fields).Want(http.StatusOK)
	}
	file := func(text string) []byte { return append(slices.Clone(pdf), "%"+text+"\n"...) }
	patch("companies", c.company, map[string]any{"notes": p.plant("notes on Acme", firmAnd()...)})
	patch("contacts", c.ann, map[string]any{"notes": p.plant("notes on Ann", firmAnd()...)})
	patch("contacts", c.bob, map[string]any{"name": p.plant("Bob", firmAnd(bob)...)})
	patch("projects", c.closed, map[string]any{"name": p.plant("closed project", firmAnd()...)})
	patch("staff", c.managerID, map[string]any{"name": p.plant("who looks after it", firmAnd()...)})
	patch("portal_settings", "portalsettings0", map[string]any{
		"upload_notification_text": p.plant("text of the notification", firmAnd()...), "upload_assignee": c.managerID,
	})
	p["@firm.test"] = firmAnd()
	p["bob@client.test"] = firmAnd(bob)
	p["cleo@client.test"] = firmAnd(cleo)

	add := func(fields form, name string, content []byte) {
		c.editor.Upload("POST", "/api/desk/documents", fields, name, content).Want(http.StatusOK)
	}
	add(form{"contact": c.ann, "title": p.plant("unshared title", firmAnd()...)}, p.plant("unshared file", firmAnd()...)+".pdf", file(p.plant("unshared bytes", firmAnd()...)))
	add(form{"contact": c.bob, "title": p.plant("Bobs title", firmAnd(bob)...), "share": "true"}, "x.pdf", file(p.plant("Bobs bytes", firmAnd(bob)...)))
	add(form{"company": c.company, "title": p.plant("Acmes title", firmAnd(ann, cleo)...), "share": "true"}, "x.pdf", file(p.plant("Acmes bytes", firmAnd(ann, cleo)...)))
	add(form{"project": c.closed, "title": p.plant("title in the closed", firmAnd()...), "share": "true"}, "x.pdf", file(p.plant("bytes in the closed", firmAnd()...)))
	add(form{"contact": c.shutOut, "project": "", "title": p.plant("for who is shut out", firmAnd()...)}, "x.pdf", pdf)
	c.by[bob].Upload("POST", uploads, form{"title": p.plant("upload of Bob", firmAnd(bob)...)}, "x.pdf", file(p.plant("bytes of Bob", firmAnd(bob)...))).Want(http.StatusOK)
	c.by[ann].Upload("POST", uploads, form{"title": p.plant("upload of Ann", firmAnd(ann)...)}, "x.pdf", file(p.plant("bytes of Ann", firmAnd(ann)...))).Want(http.StatusOK)

	log := aLog()
	log["notes"] = p.plant("log not shared", firmAnd()...)
	c.editor.Call("POST", items, map[string]any{"title": "Log", "kind": "daily_log", "project": c.project, "log": log}).Want(http.StatusOK)
	c.editor.Call("POST", deskLetters, c.aLetter("<p>"+p.plant("letter not shared", firmAnd()...)+"</p>")).Want(http.StatusOK)
	c.by[aManager].Create("request_templates", map[string]any{
		"name": p.plant("template", firmAnd()...), "form": map[string]any{"title": p.plant("form of the template", firmAnd()...)},
	})
}

// request writes one with texts of its own in all its fields.
func (c *cast) request(p planted, name, kind, id string, roles ...string) asked {
	item := func(what, kind string) map[string]any {
		return map[string]any{"name": p.plant(name+" "+what, roles...), "explanation": p.plant(name+" why "+what, roles...), "kind": kind}
	}
	request := c.editor.Call("POST", deskRequests, map[string]any{
		"title": p.plant(name+" title", roles...), "message": p.plant(name+" message", roles...), kind: id,
		"naming": "{item}", "items": []map[string]any{item("file", "file"), item("text", "text"), item("choice", "yes_no")},
	}).Want(http.StatusOK)
	a := asked{request.String("id"), request.String("items.0.id"), request.String("items.1.id"), request.String("items.2.id")}
	example := append(slices.Clone(pdf), "%"+p.plant(name+" example", roles...)...)
	c.editor.Upload("PUT", deskRequests+"/"+a.id+"/items/"+a.passport+"/example", nil, "x.pdf", example).Want(http.StatusOK)
	return a
}

func (c *cast) plantRequests(p planted) {
	step := func(a asked, what string, body any) {
		c.editor.Call("POST", deskRequests+"/"+a.id+what, body).Want(http.StatusOK)
	}
	c.request(p, "draft", "contact", c.ann, firmAnd()...)
	step(c.request(p, "cancelled", "contact", c.ann, firmAnd()...), "/cancel", nil)
	step(c.request(p, "closed", "project", c.closed, firmAnd()...), "/send", nil)
	for name, to := range map[string]struct {
		kind, id string
		by       *testapp.Client
		readers  []string // of the answers; the files are for who sent them in
		sender   string
	}{
		"to Ann":  {"contact", c.ann, c.by[ann], firmAnd(ann), ann},
		"to Bob":  {"contact", c.bob, c.by[bob], firmAnd(bob), bob},
		"to Acme": {"company", c.company, c.by[ann], firmAnd(ann, cleo), ann},
		"to site": {"project", c.project, c.by[ann], firmAnd(ann), ann},
	} {
		a := c.request(p, name, to.kind, to.id, to.readers...)
		step(a, "/send", nil)
		content := append(slices.Clone(pdf), "%"+p.plant(name+" bytes", firmAnd(to.sender)...)...)
		to.by.Upload("POST", uploads, form{"request": a.id, "item": a.passport}, p.plant(name+" scan", firmAnd(to.sender)...)+".pdf", content).Want(http.StatusOK)
		to.by.Call("PUT", a.item(a.number), map[string]any{"text": p.plant(name+" answer", to.readers...)}).Want(http.StatusOK)
		to.by.Call("PUT", a.item(a.moved), map[string]any{"missing": p.plant(name+" excuse", to.readers...)}).Want(http.StatusOK)
		to.by.Call("POST", portalRequests+"/"+a.id+"/submit", nil).Want(http.StatusOK)
		step(a, "/items/"+a.number+"/return", map[string]any{"note": p.plant(name+" note", to.readers...)})
	}
	// By a link guests learn what files are asked for, and nothing of what is told.
	linked := c.request(p, "by link", "project", c.project, firmAnd(ann, guest)...)
	for _, what := range []string{"text", "choice"} {
		p.plant("by link "+what, firmAnd(ann)...)
		p.plant("by link why "+what, firmAnd(ann)...)
	}
	step(linked, "/send", nil)
	c.by[ann].Call("PUT", linked.item(linked.number), map[string]any{"text": p.plant("answer beside the link", firmAnd(ann)...)}).Want(http.StatusOK)
	made := c.editor.Call("POST", linked.desk("/links"), map[string]any{"contact": c.ann}).Want(http.StatusOK)
	_, secret, _ := strings.Cut(made.String("url"), "/s/#")
	c.linked = append(c.linked, secret)
	// The owner has no name, and an address to sign in with that is nobody's business.
	mine := c.ask("contact", c.ann, false)
	c.by[anOwner].Call("POST", deskRequests+"/"+mine.id+"/send", nil).Want(http.StatusOK)
}

func (c *cast) plantTalk(p planted) {
	talk := func(who *testapp.Client, door, path, about, id, name string, roles ...string) {
		file := attach(who, door, p.plant(name+" file", roles...)+".pdf", append(slices.Clone(pdf), "%"+p.plant(name+" bytes", roles...)...))
		say(who, path, about, id, p.plant(name, roles...), file).Want(http.StatusOK)
	}
	talk(c.by[ann], "portal", portalMessages, "", "", "Ann says", firmAnd(ann)...)
	talk(c.by[bob], "portal", portalMessages, "", "", "Bob says", firmAnd(bob)...)
	talk(c.by[ann], "portal", portalMessages, "document", c.document, "comment", firmAnd(ann)...)
	talk(c.by[ann], "portal", portalMessages, "project", c.project, "about the site", firmAnd(ann)...)
	talk(c.editor, "desk", deskMessages, "project", c.closed, "about the closed", firmAnd()...)
	talk(c.editor, "desk", deskMessages, "document", c.unshared, "on what is not shared", firmAnd()...)
	talk(c.by[anOwner], "desk", deskMessages, "contact", c.ann, "the owner says", firmAnd(ann)...)
	for name, to := range map[string]struct {
		who     *testapp.Client
		readers []string
	}{"tickets of Ann": {c.by[ann], firmAnd(ann)}, "tickets of Bob": {c.by[bob], firmAnd(bob)}} {
		id := ticket(to.who, p.plant(name, to.readers...), "")
		c.by[anOwner].Call("PATCH", recordsOf("tickets")+"/"+id, map[string]any{"assigned_to": c.managerID}).Want(http.StatusOK)
		talk(to.who, "portal", portalMessages, "ticket", id, name+" say", to.readers...)
		to.who.Upload("POST", uploads, form{"ticket": id, "title": p.plant(name+" with", to.readers...)}, "x.pdf", pdf).Want(http.StatusOK)
		say(c.by[anOwner], deskMessages, "ticket", id, "We see to it.").Want(http.StatusOK)
	}
}

func (c *cast) plantBills(p planted) {
	write := func(name, kind, status string, of map[string]any, roles ...string) string {
		bill := aBill(status)
		bill["number"], bill["due"] = p.plant(name+" number", roles...), inDays(9)
		bill["lines"] = []map[string]any{{"description": p.plant(name+" line", roles...), "quantity": "1", "unitPrice": 10000, "taxRate": 0}}
		fields := map[string]any{"title": name, "kind": kind, "bill": bill, "share": status != "draft"}
		for field, id := range of {
			fields[field] = id
		}
		return c.editor.Call("POST", items, fields).Want(http.StatusOK).String("id")
	}
	write("draft bill", "invoice", "draft", map[string]any{"project": c.project}, firmAnd()...)
	write("bill of Bob", "invoice", "sent", map[string]any{"contact": c.bob}, firmAnd(bob)...)
	write("bill of the closed", "invoice", "sent", map[string]any{"project": c.closed}, firmAnd()...)
	estimate := write("estimate", "estimate", "sent", map[string]any{"project": c.project}, firmAnd(ann, guest)...)
	c.by[ann].Call("POST", uploads+"/"+estimate+"/answer", map[string]any{"accept": true, "note": p.plant("note on the estimate", firmAnd(ann)...)}).Want(http.StatusOK)
	made := c.editor.Call("POST", "/api/desk/documents/"+estimate+"/links", map[string]any{}).Want(http.StatusOK)
	_, secret, _ := strings.Cut(made.String("url"), "/s/#")
	c.linked = append(c.linked, secret)
}

// plantSecrets adds what nobody is ever to read, the owner among them, but for the hashes, which are theirs to see.
func (c *cast) plantSecrets(t *testing.T, p planted) {
	t.Helper()
	made := c.editor.Call("POST", "/api/desk/documents/"+c.document+"/links", map[string]any{"password": "zq-password-qz"}).Want(http.StatusOK)
	p["zq-password-qz"] = nil
	_, secret, _ := strings.Cut(made.String("url"), "/s/#")
	p[secret], p[c.linkSecret] = nil, nil
	p[c.annPassword], p[testapp.StaffPassword] = nil, nil
	for cookie := range c.cookies() {
		p[cookie] = nil
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(c.Dir, "data.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), hashes)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var hash string
		var owners bool
		if err := rows.Scan(&hash, &owners); err != nil {
			t.Fatal(err)
		}
		p[hash] = nil
		if owners {
			p[hash] = []string{anOwner}
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// cookies are the credentials of who has one, by whose they are: a session that is used is given to its own browser anew.
func (c *cast) cookies() map[string]string {
	own := map[string]string{}
	for role, name := range map[string]string{ann: "/api/portal/session", previewer: "/api/preview/session", guest: c.opening + "/file"} {
		for _, cookie := range c.by[role].Cookies(name) {
			own[cookie.Value] = role
		}
	}
	return own
}

// hashes are what is kept in place of secrets, and whether the owner finds it in the record API.
const hashes = `SELECT * FROM (
	SELECT password AS hash, 0 FROM contacts UNION ALL SELECT password, 0 FROM staff UNION ALL SELECT password, 0 FROM _superusers
	UNION ALL SELECT tokenKey, 0 FROM contacts UNION ALL SELECT tokenKey, 0 FROM staff UNION ALL SELECT tokenKey, 0 FROM _superusers
	UNION ALL SELECT token_hash, 1 FROM sessions UNION ALL SELECT token_hash, 1 FROM link_opens
	UNION ALL SELECT secret_hash, 1 FROM links UNION ALL SELECT password_hash, 1 FROM links UNION ALL SELECT secret_hash, 1 FROM request_links
) WHERE hash != ''`
