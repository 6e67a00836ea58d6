package acceptance

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
)

// wantNoOrphans fails the test for every record that names one that is not there any more, and for files of nothing.
func (w *world) wantNoOrphans(t *testing.T) {
	t.Helper()
	collections := w.owner.Call("GET", "/api/collections?perPage=200", nil).Want(http.StatusOK)
	names := map[string]string{}
	for i := range collections.Int("totalItems") {
		at := fmt.Sprintf("items.%d.", i)
		names[collections.String(at+"id")] = collections.String(at + "name")
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(w.Dir, "data.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	count := func(query string) (n int) {
		if err := db.QueryRowContext(context.WithoutCancel(t.Context()), query).Scan(&n); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		return n
	}
	files := 0
	for i := range collections.Int("totalItems") {
		at := fmt.Sprintf("items.%d.", i)
		name := collections.String(at + "name")
		if collections.String(at+"type") == "view" {
			continue
		}
		for j := 0; collections.At(fmt.Sprintf("%sfields.%d", at, j)) != nil; j++ {
			field := fmt.Sprintf("%sfields.%d.", at, j)
			column := collections.String(field + "name")
			switch {
			case column == "file":
				files += count("SELECT COUNT(*) FROM " + name + " WHERE file != ''")
			case collections.String(field+"type") == "relation":
				to := names[collections.String(field+"collectionId")]
				n := count(fmt.Sprintf("SELECT COUNT(*) FROM %s WHERE %[2]s != '' AND %[2]s NOT IN (SELECT id FROM %s)", name, column, to))
				if n > 0 {
					t.Errorf("%d of %s name a %s that is gone", n, name, column)
				}
			}
		}
	}
	if stored := len(w.stored()); stored != files {
		t.Errorf("%d files are stored for %d records", stored, files)
	}
}

// filed is a site with a request to Ann and one to Acme, answered by Ann, and a ticket of hers about the project.
type filed struct {
	*site
	own, acme            asked
	passport, scan, logo string // documents: of her own request, of Acme's, of the ticket
	ticket               string
}

func newFiled(t *testing.T) *filed {
	t.Helper()
	f := &filed{site: newSite(t)}
	f.own, f.acme = f.ask("contact", f.ann, true), f.ask("company", f.company, true)
	f.passport = f.own.sendIn(f.annClient, f.own.passport).Want(http.StatusOK).String("id")
	f.scan = f.acme.sendIn(f.annClient, f.acme.passport).Want(http.StatusOK).String("id")
	f.annClient.Call("PUT", f.acme.item(f.acme.number), map[string]any{"text": "12/345"}).Want(http.StatusOK)
	f.editor.Upload("PUT", deskRequests+"/"+f.own.id+"/items/"+f.own.passport+"/example", nil, "example.pdf", pdf).Want(http.StatusOK)
	f.ticket = f.annClient.Call("POST", portalTickets, map[string]any{
		"subject": "Kitchen", "text": "Please help.", "project": f.project, "files": []string{attach(f.annClient, "portal", "a.pdf", pdf)},
	}).Want(http.StatusOK).String("id")
	f.logo = f.annClient.Upload("POST", uploads, map[string]string{"title": "Logo", "ticket": f.ticket}, "logo.pdf", pdf).
		Want(http.StatusOK).String("id")
	say(f.annClient, portalMessages, "document", f.shared, "What is this?").Want(http.StatusOK)
	return f
}

// answer is the state of an item of a request, as the firm sees it.
func (f *filed) answer(a asked, item int) (state string, files int) {
	request := f.viewer.Call("GET", deskRequests+"/"+a.id, nil).Want(http.StatusOK)
	at := fmt.Sprintf("items.%d.", item)
	for request.At(fmt.Sprintf("%sfiles.%d", at, files)) != nil {
		files++
	}
	return request.String(at + "state"), files
}

// wantLists fails the test where the firm's lists do not hold as many requests, tickets and conversations.
func (f *filed) wantLists(t *testing.T, requests, tickets, conversations int) {
	t.Helper()
	for path, want := range map[string]int{deskRequests: requests, deskTickets: tickets, "/api/desk/conversations": conversations} {
		if n := f.viewer.Call("GET", path, nil).Want(http.StatusOK).Int("totalItems"); n != want {
			t.Errorf("%s lists %d, want %d", path, n, want)
		}
	}
	f.viewer.Call("GET", "/api/desk/home", nil).Want(http.StatusOK)
}

func TestDeletingAContactTakesRequestsAndTicketsAlong(t *testing.T) {
	t.Parallel()
	f := newFiled(t)
	// What was sent in for Acme is filed under Ann alone by now: it goes, and Acme's item waits again.
	f.editor.Call("PATCH", "/api/collections/documents/records/"+f.scan, map[string]any{"company": ""}).Want(http.StatusOK)
	counts := f.viewer.Call("GET", "/api/desk/contacts/"+f.ann+"/deletion", nil).Want(http.StatusOK)
	if counts.Int("requests") != 1 || counts.Int("tickets") != 1 || counts.Int("messages") != 2 || counts.Int("documents") != 3 || counts.Int("kept") != 2 {
		t.Errorf("it is said to take along %s", counts.Body)
	}
	f.editor.Call("DELETE", "/api/collections/contacts/records/"+f.ann, nil).Want(http.StatusNoContent)
	f.wantNoOrphans(t)
	f.wantLists(t, 1, 0, 0)
	f.viewer.Call("GET", deskRequests+"/"+f.own.id, nil).Want(http.StatusNotFound)
	f.viewer.Call("GET", deskTickets+"/"+f.ticket, nil).Want(http.StatusNotFound)
	f.viewer.Call("GET", "/api/desk/documents/"+f.scan, nil).Want(http.StatusNotFound)
	if state, files := f.answer(f.acme, 0); state != "open" || files != 0 {
		t.Errorf("Acme's passport is %s with %d files", state, files)
	}
	if state, _ := f.answer(f.acme, 1); state != "answered" {
		t.Errorf("Acme's number is %s", state)
	}
	for _, kept := range []string{f.passport, f.logo} { // which are Acme's and the project's as well
		f.viewer.Call("GET", "/api/desk/documents/"+kept+"/file", nil).Want(http.StatusOK)
	}
	told := f.viewer.Call("GET", "/api/desk/activity?contact="+f.ann, nil).Want(http.StatusOK)
	if told.String("items.0.action") != "delete" || told.String("items.0.subject") != "Ann" || told.String("items.0.actor.name") != "Ed Itor" {
		t.Errorf("it is written down that %s", told.Body)
	}
}

func TestDeletingACompanyTakesItsRequestsAlong(t *testing.T) {
	t.Parallel()
	f := newFiled(t)
	counts := f.viewer.Call("GET", "/api/desk/companies/"+f.company+"/deletion", nil).Want(http.StatusOK)
	if counts.Int("requests") != 1 || counts.Int("messages") != 0 || counts.Int("documents") != 0 || counts.Int("kept") != 3 {
		t.Errorf("it is said to take along %s", counts.Body)
	}
	f.editor.Call("DELETE", "/api/collections/companies/records/"+f.company, nil).Want(http.StatusNoContent)
	f.wantNoOrphans(t)
	f.wantLists(t, 1, 1, 2)
	f.annClient.Call("GET", portalRequests+"/"+f.acme.id, nil).Want(http.StatusNotFound)
	f.annClient.Call("GET", uploads+"/"+f.scan+"/file", nil).Want(http.StatusOK) // it is Ann's as well
	if state, files := f.answer(f.own, 0); state != "answered" || files != 1 {
		t.Errorf("Ann's passport is %s with %d files", state, files)
	}
}

func TestDeletingAProjectKeepsItsTickets(t *testing.T) {
	t.Parallel()
	f := newFiled(t)
	asked := f.ask("project", f.project, true)
	sent := asked.sendIn(f.annClient, asked.passport).Want(http.StatusOK).String("id")
	counts := f.viewer.Call("GET", "/api/desk/projects/"+f.project+"/deletion", nil).Want(http.StatusOK)
	if counts.Int("requests") != 1 || counts.Int("keptTickets") != 1 || counts.Int("messages") != 0 || counts.Int("documents") != 1 || counts.Int("kept") != 2 {
		t.Errorf("it is said to take along %s", counts.Body)
	}
	f.editor.Call("DELETE", projects+"/"+f.project, nil).Want(http.StatusNoContent)
	f.wantNoOrphans(t)
	f.wantLists(t, 2, 1, 2)
	f.viewer.Call("GET", deskRequests+"/"+asked.id, nil).Want(http.StatusNotFound)
	ticket := f.viewer.Call("GET", deskTickets+"/"+f.ticket, nil).Want(http.StatusOK)
	if ticket.At("project") != nil || ticket.String("contact.id") != f.ann || ticket.String("status") != "open" {
		t.Errorf("the ticket is %s", ticket.Body)
	}
	say(f.annClient, portalMessages, "ticket", f.ticket, "Are you there?").Want(http.StatusOK)
	for _, kept := range []string{sent, f.logo} {
		f.annClient.Call("GET", uploads+"/"+kept+"/file", nil).Want(http.StatusOK)
	}
}
