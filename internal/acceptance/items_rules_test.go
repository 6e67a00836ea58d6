package acceptance

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp"
)

func TestHO01_FieldErrorsOfItems(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, test := range []struct {
		field string
		value any
		want  string
	}{
		{"number", "", "number"},
		{"number", "№ 東京", "number"},
		{"currency", "XXX", "currency"}, // ISO 4217 for no currency at all
		{"issued", "31.5.2026", "issued"},
		{"due", "2026-05-01", "due"},
		{"status", "overdue", "status"},
		{"lines", []any{}, "lines"},
		{"lines", []any{map[string]any{"description": "x", "quantity": "1,5", "unitPrice": 1}}, "lines.0.quantity"},
		{"lines", []any{map[string]any{"description": "👍", "quantity": "1", "unitPrice": 1}}, "lines.0.description"},
		{"lines", []any{map[string]any{"description": "x", "quantity": "999999", "unitPrice": 9_999_999_999_999}}, "lines.0.unitPrice"},
		{"notes", strings.Repeat("x", 2001), "notes"},
	} {
		form := s.written("invoice", "sent")
		form["bill"].(map[string]any)[test.field] = test.value
		answer := s.editor.Call("POST", items, form).Want(http.StatusBadRequest)
		if answer.At("data.bill."+test.want+".message") == nil {
			t.Errorf("%s = %v: %s", test.field, test.value, answer.Body)
		}
	}
	log := s.written("daily_log", "")
	log["log"] = map[string]any{"date": "yesterday", "crew": "שלום"}
	answer := s.editor.Call("POST", items, log).Want(http.StatusBadRequest)
	if answer.At("data.log.date.code") == nil || answer.At("data.log.crew.code") != "validation_unprintable" {
		t.Errorf("%s", answer.Body)
	}
	for what, change := range map[string]map[string]any{
		"a bill without lines": {"bill": nil},
		"a log that is billed": {"kind": "daily_log"},
		"a written contract":   {"kind": "contract"},
		"nobody's":             {"project": ""},
		"two owners'":          {"contact": s.ann},
		"without a title":      {"title": " "},
		"amounts as fractions": {"bill": map[string]any{"lines": []any{map[string]any{"unitPrice": 1.5}}}},
	} {
		form := s.written("invoice", "sent")
		maps.Copy(form, change)
		if answer := s.editor.Call("POST", items, form); answer.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, answer.Status, answer.Body)
		}
	}
	huge := s.written("invoice", "sent")
	huge["description"] = strings.Repeat("x", 300<<10)
	s.editor.Call("POST", items, huge).Want(http.StatusRequestEntityTooLarge)
	if n := len(s.editor.Call("GET", "/api/desk/documents?project="+s.project, nil).At("items").([]any)); n != 1 {
		t.Errorf("what was refused leaves %d documents", n)
	}
}

// Who may write is asked as for any document: by role, and by the project's permission.
func TestHO17_WritingItemsTakesPermission(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	barred, barredID := s.Staff("Bar Red", "editor")
	helper, helperID := s.Staff("Hel Per", "viewer")
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": barredID, "permission": "view"})
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": helperID, "permission": "edit"})
	id, log := s.write("invoice", "sent"), s.write("daily_log", "")
	taken := s.addPhoto(t, log)
	for who, test := range map[string]struct {
		client *testapp.Client
		write  int
		read   int
	}{
		"stranger":       {s.Stranger(), 401, 401},
		"client":         {s.annClient, 401, 401},
		"viewer":         {s.viewer, 403, 200},
		"barred editor":  {barred, 403, 200},
		"helping viewer": {helper, 200, 200},
		"editor":         {s.editor, 200, 200},
		"manager":        {s.manager, 200, 200},
		"owner":          {s.owner, 200, 200},
	} {
		c := test.client
		for what, got := range map[string]int{
			"write":       c.Call("POST", items, s.written("estimate", "draft")).Status,
			"edit":        c.Call("PUT", items+"/"+id, s.written("invoice", "sent")).Status,
			"add a photo": c.Upload("POST", "/api/desk/documents/"+log+"/photos", nil, "a.jpg", snapshot(t)).Status,
		} {
			if got != test.write {
				t.Errorf("%s: to %s answers %d, want %d", who, what, got, test.write)
			}
		}
		for _, path := range []string{"/" + id, "/" + id + "/file", "/" + log, "/" + log + "/photos/" + taken} {
			if got := c.Call("GET", "/api/desk/documents"+path, nil).Status; got != test.read {
				t.Errorf("%s: %s answers %d, want %d", who, path, got, test.read)
			}
		}
		if test.write != http.StatusOK {
			if got := c.Call("DELETE", "/api/desk/documents/"+log+"/photos/"+taken, nil).Status; got != test.write {
				t.Errorf("%s: to remove a photo answers %d", who, got)
			}
		}
		for collection, record := range map[string]map[string]any{"bills": {"document": id}, "daily_logs": {"document": log}, "daily_log_photos": {"document": log}} {
			if got := c.Call("POST", "/api/collections/"+collection+"/records", record).Status; got == http.StatusOK {
				t.Errorf("%s creates in %s", who, collection)
			}
		}
	}
}

// What the owner writes past Portico's pages is held to the same rules.
func TestHO01_OwnersAreHeldToTheRules(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.write("invoice", "sent")
	record := s.owner.Call("GET", "/api/collections/bills/records", nil).Want(http.StatusOK).String("items.0.id")
	bills := "/api/collections/bills/records/" + record
	settled := s.owner.Call("PATCH", bills, map[string]any{
		"total": 1, "number": "77", "lines": []any{map[string]any{"description": "x", "quantity": "3", "unitPrice": 5, "taxRate": 0}},
	}).Want(http.StatusOK)
	if settled.Int("total") != 15 {
		t.Errorf("the total is %d", settled.Int("total"))
	}
	if got := s.editor.Call("GET", "/api/desk/documents/"+id, nil).String("fileName"); got != "Invoice 77.pdf" {
		t.Errorf("the PDF is named %q", got)
	}
	other := s.write("estimate", "sent")
	for what, answer := range map[string]*testapp.Answer{
		"a wrong quantity":       s.owner.Call("PATCH", bills, map[string]any{"lines": []any{map[string]any{"description": "x", "quantity": "x"}}}),
		"lines that are none":    s.owner.Call("PATCH", bills, map[string]any{"lines": "{}"}),
		"another document":       s.owner.Call("PATCH", bills, map[string]any{"document": other}),
		"deleting it":            s.owner.Call("DELETE", bills, nil),
		"a bill of a plain file": s.owner.Call("POST", "/api/collections/bills/records", with(aBill("sent"), "document", s.document)),
		"a log of an invoice":    s.owner.Call("POST", "/api/collections/daily_logs/records", with(aLog(), "document", id)),
		"an invoice as a log":    s.editor.Call("PATCH", "/api/collections/documents/records/"+id, map[string]any{"kind": "daily_log"}),
		"an invoice as a file":   s.editor.Call("PATCH", "/api/collections/documents/records/"+id, map[string]any{"kind": "document"}),
	} {
		if answer.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, answer.Status, answer.Body)
		}
	}
	turned := s.editor.Call("PATCH", "/api/collections/documents/records/"+other, map[string]any{"kind": "invoice"}).Want(http.StatusOK)
	if got := turned.String("file_name"); got != "Invoice 2026-014.pdf" {
		t.Errorf("an estimate that became an invoice is named %q", got)
	}
}

func with(fields map[string]any, name string, value any) map[string]any {
	fields = maps.Clone(fields)
	fields[name] = value
	return fields
}
