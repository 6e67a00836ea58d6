package acceptance

import (
	"database/sql"
	"fmt"
	"net/http"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"portico/internal/testapp"
)

// The firm that BenchmarkAtScale measures.
const (
	manyContacts  = 100_000
	manyDocuments = 1_000_000
	manyProjects  = 10_000
	manyRequests  = 100_000 // of ten items each, and as many tickets
)

// BenchmarkAtScale asks a firm with a million documents what people ask all day.
//
//	go test -run '^$' -bench AtScale ./internal/acceptance
func BenchmarkAtScale(b *testing.B) {
	app := testapp.Start(b)
	editor, _ := app.Staff("Ed Itor", "editor")
	contact, password := app.Contact(editor, "Ann", "ann@client.test")
	company := editor.Create("companies", map[string]any{"name": "Acme Ltd"})
	editor.Create("company_contacts", map[string]any{"company": company, "contact": contact, "primary": true})
	client := app.SignIn("ann@client.test", password)
	document := editor.AddDocument("contact", contact, "For Ann", "ann.pdf", pdf)
	editor.Share(document, "contact", contact)
	project := editor.Create("projects", map[string]any{"name": "Hafenstraße 3", "company": company})
	editor.Create("project_contacts", map[string]any{"project": project, "contact": contact})
	editor.Share(document, "project", project)
	say(client, portalMessages, "document", document, "Thank you").Want(http.StatusOK)
	say(editor, deskMessages, "contact", contact, "You are welcome").Want(http.StatusOK)
	mine := ticket(client, "The printer is on fire", "")
	editor.Call("PATCH", recordsOf("tickets")+"/"+mine, map[string]any{"assigned_to": editor.Call("GET", "/api/desk/me", nil).String("id")}).Want(http.StatusOK)
	app.Unlimited()
	app.Stop(syscall.SIGTERM)
	fill(b, app, contact, company)
	app.Restart()

	for _, question := range []struct {
		name, path string
		who        *testapp.Client
	}{
		{"client/list", "/api/portal/documents", client},
		{"client/search", "/api/portal/documents?q=number+77", client},
		{"client/document", "/api/portal/documents/" + document, client},
		{"client/not theirs", "/api/portal/documents/d00000000500000/file", client},
		{"client/home", "/api/portal/home", client},
		{"client/invoices", portalBills + "?kind=invoice", client},
		{"client/session", session, client},
		{"client/conversations", "/api/portal/conversations", client},
		{"client/comments", portalMessages + "?document=" + document, client},
		{"client/project", "/api/portal/documents?project=" + project, client},
		{"client/requests", portalRequests + "?status=open", client},
		{"client/requests, done", portalRequests + "?status=done", client},
		{"client/requests, search", portalRequests + "?q=number+77", client},
		{"client/request", portalRequests + "/r00000000000008", client},
		{"client/tickets", portalTickets, client},
		{"client/tickets, search", portalTickets + "?q=number+77", client},
		{"client/ticket", portalTickets + "/" + mine, client},
		{"client/file", "/api/portal/documents/" + document + "/file", client},
		{"staff/contacts", "/api/collections/contacts/records?sort=search&skipTotal=1&perPage=30", editor},
		{"staff/contacts by status", "/api/collections/contacts/records?sort=search&skipTotal=1&perPage=30&filter=access='enabled'", editor},
		{"staff/contacts, search", "/api/collections/contacts/records?sort=search&skipTotal=1&perPage=30&filter=search~'client+number+99'", editor},
		{"staff/contacts, search in vain", "/api/collections/contacts/records?sort=search&skipTotal=1&perPage=30&filter=search~'zzz'", editor},
		{"staff/documents of a contact", "/api/desk/documents?contact=" + contact, editor},
		{"staff/documents of a company", "/api/desk/documents?company=" + company + "&tab=shared", editor},
		{"staff/activity of a contact", "/api/desk/activity?contact=" + contact, editor},
		{"staff/activity of nobody", "/api/desk/activity?contact=nobody000000000", editor},
		{"staff/activity of a company", "/api/desk/activity?company=" + company, editor},
		{"staff/activity of a document", "/api/desk/activity?document=" + document, editor},
		{"staff/activity of the firm", "/api/desk/activity?firm=1", editor},
		{"staff/home", "/api/desk/home", editor},
		{"staff/requests", deskRequests, editor},
		{"staff/requests, open by due", deskRequests + "?status=open&sort=due", editor},
		{"staff/requests, overdue", deskRequests + "?status=overdue&sort=due", editor},
		{"staff/requests, handed in", deskRequests + "?status=submitted", editor},
		{"staff/requests, done", deskRequests + "?status=done", editor},
		{"staff/requests, all by due", deskRequests + "?sort=due", editor},
		{"staff/requests, search", deskRequests + "?q=number+99", editor},
		{"staff/requests, search in vain", deskRequests + "?q=zzz", editor},
		{"staff/requests of a contact", deskRequests + "?contact=" + contact, editor},
		{"staff/requests of a company", deskRequests + "?company=" + company + "&status=open", editor},
		{"staff/requests, last page", deskRequests + "?page=3333", editor},
		{"staff/request", deskRequests + "/r00000000000008", editor},
		{"staff/tickets", deskTickets, editor},
		{"staff/tickets, waiting", deskTickets + "?status=waiting", editor},
		{"staff/tickets, open", deskTickets + "?status=open", editor},
		{"staff/tickets, mine", deskTickets + "?assigned=me&status=waiting", editor},
		{"staff/tickets, search", deskTickets + "?q=number+99", editor},
		{"staff/tickets, search in vain", deskTickets + "?q=zzz", editor},
		{"staff/tickets of a contact", deskTickets + "?contact=" + contact, editor},
		{"staff/Manage portal", "/api/desk/projects/" + project + "/portal", editor},
		{"staff/messages", "/api/desk/conversations", editor},
		{"staff/messages, unread", "/api/desk/conversations?inbox=unread", editor},
		{"staff/messages of a contact", "/api/desk/conversations?contact=" + contact, editor},
		{"staff/inbox", "/api/desk/inbox", editor},
		{"staff/inbox, mine", "/api/desk/inbox?assigned=me", editor},
	} {
		b.Run(question.name, func(b *testing.B) {
			for b.Loop() {
				want := http.StatusOK
				if question.name == "client/not theirs" {
					want = http.StatusNotFound
				}
				question.who.Call("GET", question.path, nil).Want(want)
			}
		})
	}
}

// fill writes a large firm straight into the database: ten documents a contact, one in ten a client's upload, half of
// them shared, each of them opened once; Ann has 200, half through her company. Projects share a tenth of them, and a
// million messages are about contacts and documents. Two of five documents are invoices or estimates; two requests in five
// wait for someone, and a third of the tickets; Ann has 200 of each.
func fill(b *testing.B, app *testapp.App, contact, company string) {
	b.Helper()
	db, err := sql.Open("sqlite", filepath.Join(app.Dir, "data.db")+"?_pragma=synchronous(OFF)")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // a temporary table belongs to its connection
	started := time.Now()
	for _, statement := range []string{
		`CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %[2]d) SELECT i FROM n`,
		`INSERT INTO contacts (id, name, email, access, search, tokenKey, password, created, updated)
			SELECT printf('c%%014d', i), 'Client number ' || i, 'c' || i || '@client.test', iif(i %% 3, 'enabled', 'never'),
				'client number ' || i || ' c' || i || '@client.test', printf('key%%030d', i), 'x',
				datetime('now', -i || ' minutes') || '.000Z', '' FROM n WHERE i <= %[1]d`,
		`INSERT INTO companies (id, name, search) SELECT printf('k%%014d', i), 'Company ' || i, 'company ' || i FROM n WHERE i <= %[1]d / 4`,
		`INSERT INTO company_contacts (id, company, contact) SELECT printf('m%%014d', i), printf('k%%014d', i / 4), printf('c%%014d', i)
			FROM n WHERE i <= %[1]d`,
		`INSERT INTO documents (id, title, kind, file, file_name, file_type, file_size, contact, company, origin, uploader, search, created, updated)
			SELECT printf('d%%014d', i), 'Document number ' || i,
				CASE i %% 5 WHEN 1 THEN 'invoice' WHEN 2 THEN 'estimate' ELSE 'document' END, 'x', 'x.pdf', 'application/pdf', i,
				iif(i <= 200, '%[3]s', printf('c%%014d', i %% %[1]d + 1)), iif(i <= 200, '%[4]s', ''),
				iif(i %% 10, 'staff', 'portal'), iif(i %% 10, '', printf('c%%014d', i %% %[1]d + 1)),
				'document number ' || i || ' x.pdf', datetime('now', -i || ' minutes') || '.000Z', '' FROM n`,
		`INSERT INTO bills (id, document, number, currency, issued, due, status, lines, net, tax, total)
			SELECT printf('b%%014d', i), printf('d%%014d', i), i, 'EUR', '2026-01-01', iif(i %% 3, '2099-01-01', '2026-01-31'),
				iif(i %% 4, 'sent', 'paid'), '[]', i, 0, i FROM n WHERE i <= %[2]d AND i %% 5 IN (1, 2)`,
		`INSERT INTO shares (id, document, contact, company, created) SELECT printf('s%%014d', i), printf('d%%014d', i),
			iif(i <= 100, '%[3]s', iif(i <= 200, '', printf('c%%014d', i %% %[1]d + 1))), iif(i > 100 AND i <= 200, '%[4]s', ''),
			datetime('now', -i || ' minutes') || '.000Z' FROM n WHERE i <= 200 OR i %% 2`,
		`INSERT INTO projects (id, name, slug, status, portal_enabled, search, created) SELECT printf('p%%014d', i), 'Project ' || i, 'project-' || i,
			'active', TRUE, 'project ' || i, datetime('now') FROM n WHERE i <= %[5]d`,
		`INSERT INTO project_contacts (id, project, contact) SELECT printf('e%%014d', i), printf('p%%014d', i %% %[5]d + 1), printf('c%%014d', i)
			FROM n WHERE i <= %[5]d * 3`,
		`INSERT INTO shares (id, document, project, created) SELECT printf('t%%014d', i), printf('d%%014d', 1000 + i), printf('p%%014d', i %% %[5]d + 1),
			datetime('now') FROM n WHERE i <= %[5]d * 10`,
		`INSERT INTO conversations (id, contact, last_seq, last_at, last_side, last_text, firm_unread)
			SELECT printf('v%%014d', i), printf('c%%014d', i), 5, datetime('now', -i || ' minutes') || '.000Z', iif(i %% 2, 'client', 'firm'), 'Thanks', i %% 50 = 0
			FROM n WHERE i <= %[1]d`,
		`INSERT INTO conversations (id, document, last_seq, last_at, last_side, last_text, firm_unread)
			SELECT printf('w%%014d', i), printf('d%%014d', i), 5, datetime('now', -i || ' minutes') || '.000Z', 'firm', 'Thanks', 0
			FROM n WHERE i <= %[1]d`,
		`INSERT INTO messages (id, conversation, seq, side, author, author_name, text, created)
			SELECT printf('m%%014d', i), iif(i %% 2, printf('v%%014d', i / 10 + 1), printf('w%%014d', i / 10 + 1)), i %% 10 / 2 + 1, 'firm', 'x', 'Ed', 'Thanks',
			datetime('now') FROM n WHERE i <= %[1]d * 10`,
		`INSERT INTO activity (id, seq, at, actor, actor_id, actor_name, action, contact, company, document, subject, hash)
			SELECT printf('a%%014d', i), i + 1000, datetime('now'), 'contact', iif(i <= 200, '%[3]s', printf('c%%014d', i %% %[1]d + 1)),
				'Client', 'open', printf('c%%014d', i %% %[1]d + 1), iif(i <= 200, '%[4]s', ''), printf('d%%014d', i), 'Document', 'x' FROM n`,
		`INSERT INTO requests (id, title, contact, company, project, status, due, naming, asked_by_name, sent, search, created, updated)
			SELECT printf('r%%014d', i), 'Request number ' || i,
				iif(i <= 100, '%[3]s', iif(i > 200 AND i %% 3 = 0, printf('c%%014d', i %% %[1]d + 1), '')),
				iif(i > 100 AND i <= 200, '%[4]s', iif(i > 200 AND i %% 3 = 1, printf('k%%014d', i / 4), '')),
				iif(i > 200 AND i %% 3 = 2, printf('p%%014d', i %% %[5]d + 1), ''),
				(CASE i %% 20 WHEN 0 THEN 'draft' WHEN 1 THEN 'cancelled' WHEN 2 THEN 'submitted' WHEN 3 THEN 'submitted'
					WHEN 4 THEN 'open' WHEN 5 THEN 'open' WHEN 6 THEN 'open' WHEN 8 THEN 'open' ELSE 'done' END),
				iif(i %% 4, date('now', (i %% 400 - 200) || ' days'), ''), '{item}', 'Ed', datetime('now', -i || ' minutes') || '.000Z',
				'request number ' || i, datetime('now', -i || ' minutes') || '.000Z', '' FROM n WHERE i <= %[6]d`,
		`INSERT INTO request_items (id, request, position, name, kind, required, state)
			SELECT printf('i%%014d', i), printf('r%%014d', (i - 1) / 10 + 1), i %% 10, 'Item ' || i, 'file', TRUE, iif(i %% 3, 'open', 'answered')
			FROM n WHERE i <= %[6]d * 10`,
		`UPDATE documents SET request_item = printf('i%%014d', 60 + rowid) WHERE rowid <= %[6]d`,
		`INSERT INTO tickets (id, number, subject, contact, status, search, created, updated)
			SELECT printf('t%%014d', i), i + 1, 'Ticket number ' || i, iif(i <= 200, '%[3]s', printf('c%%014d', i %% %[1]d + 1)),
				(CASE i %% 6 WHEN 0 THEN 'open' WHEN 1 THEN 'answered' ELSE 'closed' END), 'ticket number ' || i,
				datetime('now', -i || ' minutes') || '.000Z', datetime('now', -i || ' minutes') || '.000Z' FROM n WHERE i <= %[6]d`,
		`INSERT INTO conversations (id, ticket, last_seq, last_at, last_side, last_text, firm_unread)
			SELECT printf('x%%014d', i), printf('t%%014d', i), 3, datetime('now', -i || ' minutes') || '.000Z', 'client', 'Help', i %% 12 = 0
			FROM n WHERE i <= %[6]d`,
		`INSERT INTO messages (id, conversation, seq, side, author, author_name, text, created)
			SELECT printf('y%%014d', i), printf('x%%014d', i / 3 + 1), i %% 3 + 1, iif(i %% 3 = 1, 'firm', 'client'), 'x', 'Ed', 'Help', datetime('now')
			FROM n WHERE i <= %[6]d * 3`,
	} {
		if _, err := db.Exec(fmt.Sprintf(statement, manyContacts, manyDocuments, contact, company, manyProjects, manyRequests)); err != nil {
			b.Fatalf("%s: %v", statement, err)
		}
	}
	b.Logf("filled in %v", time.Since(started).Round(time.Second))
}
