package acceptance

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// staffRead are the collections whose records staff may list and see; the others' are for the owner alone.
var staffRead = strings.Fields(`activity bills companies company_contacts contacts conversations daily_log_photos daily_logs documents
	message_files messages outbox portal_settings project_contacts project_staff projects receipts request_items request_templates
	requests shares signatures signings staff tickets`)

func recordsOf(collection string) string { return "/api/collections/" + collection + "/records" }

// newRecord is a path with a record of a collection, made by a manager.
func newRecord(collection string, fields func(c *cast) map[string]any) func(*cast) string {
	return func(c *cast) string {
		return recordsOf(collection) + "/" + c.by[aManager].Create(collection, fields(c))
	}
}

func fieldsOf(fields func(c *cast) map[string]any) func(*cast) any {
	return func(c *cast) any { return fields(c) }
}

func (c *cast) newContact() string {
	return c.editor.Create("contacts", map[string]any{"name": "New", "email": newAddress()})
}

func (c *cast) newDocument() string {
	return c.editor.AddDocument("project", c.project, "New", "x.pdf", pdf)
}

// newProject is one on which everyone has the permissions that they have on the site's.
func (c *cast) newProject() string {
	id := c.editor.Create("projects", map[string]any{"name": newAddress()})
	c.give(id)
	return id
}

func aContact(*cast) map[string]any { return map[string]any{"name": "New", "email": newAddress()} }

func anAccount(*cast) map[string]any {
	return map[string]any{"name": "New", "email": newAddress(), "role": "viewer", "password": "a-new-password", "passwordConfirm": "a-new-password"}
}

func aMembership(c *cast) map[string]any {
	return map[string]any{"company": c.company, "contact": c.newContact()}
}

func aShare(c *cast) map[string]any {
	return map[string]any{"document": c.newDocument(), "project": c.project}
}

func anEntry(c *cast) map[string]any {
	return map[string]any{"project": c.project, "contact": c.newContact()}
}

func aPermission(c *cast) map[string]any {
	return map[string]any{"project": c.editor.Create("projects", map[string]any{"name": newAddress()}), "staff": c.helper, "permission": "view"}
}

func aTemplate(*cast) map[string]any {
	return map[string]any{"name": newAddress(), "form": map[string]any{"title": "x"}}
}

func aTicket(c *cast) map[string]any {
	return map[string]any{"subject": "x", "contact": c.ann, "project": c.project}
}

// recordRows are the writes that the record API allows staff, with what each role is answered.
var recordRows = []row{
	creates("staff", managing(200), anAccount),
	changes("staff", managing(200), newRecord("staff", anAccount), map[string]any{"name": "Renamed"}),
	deletes("staff", managing(204), newRecord("staff", anAccount)),
	creates("contacts", editing(200), aContact),
	changes("contacts", editing(200), newRecord("contacts", aContact), map[string]any{"phone": "1"}),
	deletes("contacts", editing(204), newRecord("contacts", aContact)),
	creates("companies", editing(200), func(*cast) map[string]any { return map[string]any{"name": newAddress()} }),
	changes("companies", editing(200), someCompany, map[string]any{"phone": "1"}),
	deletes("companies", editing(204), someCompany),
	creates("company_contacts", editing(200), aMembership),
	changes("company_contacts", editing(200), newRecord("company_contacts", aMembership), map[string]any{"primary": true}),
	deletes("company_contacts", editing(204), newRecord("company_contacts", aMembership)),
	changes("documents", editingProject(200), func(c *cast) string { return recordsOf("documents") + "/" + c.document }, map[string]any{"title": "Renamed"}),
	deletes("documents", editingProject(204), func(c *cast) string { return recordsOf("documents") + "/" + c.newDocument() }),
	creates("shares", editingProject(200), aShare),
	deletes("shares", editingProject(204), newRecord("shares", aShare)),
	creates("projects", editing(200), func(*cast) map[string]any { return map[string]any{"name": newAddress()} }),
	changes("projects", editingProject(200), func(c *cast) string { return recordsOf("projects") + "/" + c.project }, map[string]any{"description": "x"}),
	deletes("projects", editingProject(204), func(c *cast) string { return recordsOf("projects") + "/" + c.newProject() }),
	creates("project_contacts", editingProject(200), anEntry),
	deletes("project_contacts", editingProject(204), newRecord("project_contacts", anEntry)),
	creates("project_staff", managing(200), aPermission),
	changes("project_staff", managing(200), newRecord("project_staff", aPermission), map[string]any{"permission": "edit"}),
	deletes("project_staff", managing(204), newRecord("project_staff", aPermission)),
	creates("tickets", editingProject(400), aTicket), // with a first message, at the desk's route
	changes("tickets", editingProject(200), func(c *cast) string { return recordsOf("tickets") + "/" + ticket(c.annClient, "x", c.project) },
		map[string]any{"status": "closed"}),
	deletes("tickets", editingProject(204), func(c *cast) string { return recordsOf("tickets") + "/" + ticket(c.annClient, "x", c.project) }),
	creates("request_templates", editing(200), aTemplate),
	changes("request_templates", editing(200), newRecord("request_templates", aTemplate), map[string]any{"form": map[string]any{"title": "y"}}),
	deletes("request_templates", editing(204), newRecord("request_templates", aTemplate)),
	changes("portal_settings", managing(200), at(recordsOf("portal_settings"), "/portalsettings0"), map[string]any{"firm_name": "Firm"}),
}

func creates(collection string, want policy, fields func(c *cast) map[string]any) row {
	return row{route: "POST " + recordsOf(collection), want: refusing(want), body: fieldsOf(fields)}
}

func changes(collection string, want policy, path func(*cast) string, body map[string]any) row {
	return row{route: "PATCH " + recordsOf(collection), want: refusing(want), at: path, body: body}
}

func deletes(collection string, want policy, path func(*cast) string) row {
	return row{route: "DELETE " + recordsOf(collection), want: refusing(want), at: path}
}

// refusing is the policy with the answers that PocketBase has for who is let into a collection by none of its rules.
func refusing(p policy) policy {
	refused := []int{http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound}
	for _, role := range outside {
		p[role] = refused
	}
	return p
}

// Every collection is read by staff or by the owner alone, and written by whom the table says: nobody from outside gets as
// much as a record.
func TestEveryCollectionByRole(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for kind, id := range map[string]string{"contact": c.ann, "company": c.company, "project": c.project} { // something in each
		a := c.ask(kind, id, true)
		a.sendIn(c.annClient, a.passport).Want(http.StatusOK)
	}
	c.bill("invoice", inDays(3))
	c.toSign("send")
	file := attach(c.annClient, "portal", "x.pdf", pdf)
	say(c.annClient, portalMessages, "ticket", ticket(c.annClient, "x", ""), "Look", file).Want(http.StatusOK)
	c.annClient.Call("GET", uploads+"/"+c.document+"/file", nil).Want(http.StatusOK)

	rows := recordRows
	for _, item := range c.by[anOwner].Call("GET", "/api/collections?perPage=200", nil).Want(http.StatusOK).At("items").([]any) {
		name, _ := item.(map[string]any)["name"].(string)
		ids := c.readBy(t, name)
		for _, method := range []string{"POST", "PATCH", "DELETE"} {
			if !slices.ContainsFunc(recordRows, func(r row) bool { return r.route == method+" "+recordsOf(name) }) && len(ids) > 0 {
				rows = append(rows, ownersOnly(method, name, ids[0]))
			}
		}
	}
	c.walk(t, rows)
}

// ownersOnly is a write that no rule allows staff.
func ownersOnly(method, collection, id string) row {
	path := recordsOf(collection)
	if method != http.MethodPost {
		path += "/" + id
	}
	return row{
		route: method + " " + recordsOf(collection), want: refusing(policy{"": {400, 403, 404}}),
		at: at(path), body: map[string]any{}, by: everyRole[:len(everyRole)-1],
	}
}

// readBy asks for the records of a collection as everyone, and returns their ids.
func (c *cast) readBy(t *testing.T, collection string) (ids []string) {
	t.Helper()
	all := c.by[anOwner].Call("GET", recordsOf(collection)+"?perPage=500", nil).Want(http.StatusOK)
	for _, item := range all.At("items").([]any) {
		ids = append(ids, item.(map[string]any)["id"].(string))
	}
	some := ids[:min(len(ids), 3)]
	for _, role := range everyRole {
		may := role == anOwner || slices.Contains(staff, role) && slices.Contains(staffRead, collection)
		list := c.by[role].Call("GET", recordsOf(collection)+"?perPage=500", nil)
		switch {
		case may && (list.Status != http.StatusOK || list.Int("totalItems") != all.Int("totalItems")):
			t.Errorf("%s: %s gets %d %.200s", collection, role, list.Status, list.Body)
		case !may && list.Status == http.StatusOK && list.Int("totalItems") > 0, !may && list.Status >= 500:
			t.Errorf("%s: %s gets %d %.200s", collection, role, list.Status, list.Body)
		}
		for _, id := range some {
			if got := c.by[role].Call("GET", recordsOf(collection)+"/"+id, nil).Status; (got == http.StatusOK) != may || got >= 500 {
				t.Errorf("%s: %s gets %d for a record", collection, role, got)
			}
		}
	}
	return ids
}
