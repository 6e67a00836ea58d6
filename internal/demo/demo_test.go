package demo_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/hooks"
	"portico/internal/access"
	"portico/internal/demo"
	"portico/internal/firm"
	"portico/internal/particulars"
	"portico/internal/storage"
	_ "portico/pb_migrations"
)

const address = "http://127.0.0.1:8090"

// fill fills a new data folder, as serve --demo does.
func fill(t *testing.T) core.App {
	t.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: t.TempDir(), DBConnect: storage.Connect})
	hooks.Register(app, hooks.Options{})
	for _, step := range []func() error{
		app.Bootstrap,
		app.RunAllMigrations,
		func() error { return storage.Prepare(app) },
		func() error { return demo.Fill(app, address) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = app.ClearBootstrap() })
	return app
}

func TestFill(t *testing.T) {
	app := fill(t)

	t.Run("a small firm", func(t *testing.T) {
		for collection, atLeast := range map[string]int64{
			"staff": 3, "companies": 12, "contacts": 12, "documents": 40, "shares": 20, "receipts": 15, "outbox": 10,
			"bills": 6, "daily_logs": 2, "daily_log_photos": 3, "projects": 3, "project_contacts": 5, "messages": 9,
			"requests": 2, "request_items": 7, "tickets": 2, "signings": 2, "signatures": 4,
		} {
			if got, err := app.CountRecords(collection); err != nil || got < atLeast {
				t.Errorf("%d %s, want %d (%v)", got, collection, atLeast, err)
			}
		}
	})
	t.Run("with all kinds of people", func(t *testing.T) {
		for what, query := range map[string]string{
			"with access":         "SELECT COUNT(*) FROM contacts WHERE access = 'enabled'",
			"never with access":   "SELECT COUNT(*) FROM contacts WHERE access = 'never'",
			"with access revoked": "SELECT COUNT(*) FROM contacts WHERE access = 'disabled'",
			"without an email":    "SELECT COUNT(*) FROM contacts WHERE email = ''",
			"without a company":   "SELECT COUNT(*) FROM contacts WHERE id NOT IN (SELECT contact FROM company_contacts)",
			"in two companies": "SELECT COUNT(*) FROM (SELECT contact FROM company_contacts GROUP BY contact " +
				"HAVING COUNT(*) = 2 AND SUM(\"primary\") = 1)",
			"found without accents": "SELECT COUNT(*) FROM contacts WHERE search LIKE '%zoe brandt%'",
			"managers":              "SELECT COUNT(*) FROM staff WHERE role = 'manager'",
			"editors":               "SELECT COUNT(*) FROM staff WHERE role = 'editor'",
			"viewers":               "SELECT COUNT(*) FROM staff WHERE role = 'viewer'",
		} {
			if count(t, app, query) == 0 {
				t.Errorf("nobody %s", what)
			}
		}
	})
	t.Run("and all kinds of documents", func(t *testing.T) {
		for what, query := range map[string]string{
			"shared with a contact": "SELECT COUNT(*) FROM shares WHERE contact != ''",
			"shared with a company": "SELECT COUNT(*) FROM shares WHERE company != ''",
			"shared with a project": "SELECT COUNT(*) FROM shares WHERE project != ''",
			"commented on":          "SELECT COUNT(*) FROM conversations WHERE document != ''",
			"shared with nobody":    "SELECT COUNT(*) FROM documents WHERE origin = 'staff' AND id NOT IN (SELECT document FROM shares)",
			"sent in, not seen":     "SELECT COUNT(*) FROM documents WHERE origin = 'portal' AND assigned_to != '' AND seen = ''",
			"sent in, seen":         "SELECT COUNT(*) FROM documents WHERE origin = 'portal' AND assigned_to != '' AND seen != ''",
			"opened":                "SELECT COUNT(*) FROM receipts",
			"not opened yet":        "SELECT COUNT(*) FROM shares WHERE document NOT IN (SELECT document FROM receipts)",
			"months old":            "SELECT COUNT(*) FROM documents WHERE created < datetime('now', '-5 months')",
			"of this week":          "SELECT COUNT(*) FROM documents WHERE created > datetime('now', '-7 days')",
			"to pay, in time":       toPay + " AND b.due >= date('now')",
			"to pay, overdue":       toPay + " AND b.due < date('now')",
			"paid":                  "SELECT COUNT(*) FROM bills WHERE status = 'paid'",
			"to answer":             toAnswer + " AND b.due >= date('now')",
			"expired":               toAnswer + " AND b.due < date('now')",
			"accepted":              "SELECT COUNT(*) FROM bills WHERE response = 'accepted' AND response_by != '' AND responded != ''",
			"declined, with a note": "SELECT COUNT(*) FROM bills WHERE response = 'declined' AND response_note != ''",
		} {
			if count(t, app, query) == 0 {
				t.Errorf("no document %s", what)
			}
		}
		for what, query := range map[string]string{
			"from the future":           "SELECT COUNT(*) FROM documents WHERE created > datetime('now')",
			"opened before it was made": "SELECT COUNT(*) FROM receipts r JOIN documents d ON d.id = r.document WHERE r.opened < d.created",
			"opened by someone who may not see it": "SELECT COUNT(*) FROM receipts r WHERE NOT EXISTS (SELECT 1 " +
				"FROM visible_documents v WHERE v.document = r.document AND v.contact = r.contact)",
			"shared before it was made": "SELECT COUNT(*) FROM shares s JOIN documents d ON d.id = s.document WHERE s.created < d.created",
			"younger than its client": "SELECT COUNT(*) FROM documents d JOIN contacts c ON c.id = d.contact " +
				"WHERE d.created < c.created",
			"younger than its company": "SELECT COUNT(*) FROM documents d JOIN companies c ON c.id = d.company " +
				"WHERE d.created < c.created",
			"opened in the future": "SELECT COUNT(*) FROM receipts WHERE opened > datetime('now')",
			"written about by someone who may not see it": "SELECT COUNT(*) FROM messages m JOIN conversations c ON c.id = m.conversation " +
				"WHERE m.side = 'client' AND c.document != '' AND NOT EXISTS (SELECT 1 FROM visible_documents v " +
				"WHERE v.document = c.document AND v.contact = m.author)",
			"seen in the future": "SELECT COUNT(*) FROM documents WHERE seen > datetime('now')",
		} {
			if n := count(t, app, query); n > 0 {
				t.Errorf("%d documents %s", n, what)
			}
		}
	})
	t.Run("whose files are there", func(t *testing.T) { checkFiles(t, app) })
	t.Run("everyone listed can sign in", func(t *testing.T) { checkAccounts(t, app) })
	t.Run("settings are made", func(t *testing.T) {
		f, err := firm.Find(app)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != demo.FirmName || f.Logo == "" || f.AccentColor == "" || f.PaymentLink == "" || f.UploadAssignee == "" || f.UploadNotification == "" {
			t.Errorf("the settings are %+v", f)
		}
		if got := app.Settings().Meta.AppURL; f.URL != address || got != address {
			t.Errorf("links lead to %s and %s", f.URL, got)
		}
	})
}

// Bills that a client sees.
const (
	sharedBills = "SELECT COUNT(*) FROM bills b JOIN documents d ON d.id = b.document JOIN shares s ON s.document = d.id " +
		"WHERE b.status = 'sent' AND "
	toPay    = sharedBills + "d.kind = 'invoice'"
	toAnswer = sharedBills + "d.kind = 'estimate' AND b.response = ''"
)

func count(t *testing.T, app core.App, query string) (n int) {
	t.Helper()
	if err := app.DB().NewQuery(query).Row(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func checkFiles(t *testing.T, app core.App) {
	t.Helper()
	all, err := app.FindAllRecords("documents")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if storage.Key(d) == "" {
			if _, err := particulars.PDF(app, d); err != nil {
				t.Errorf("%s: %v", d.GetString("file_name"), err)
			}
			continue
		}
		file, _, err := storage.Open(app, storage.Key(d))
		if err != nil {
			t.Error(err)
			continue
		}
		hash := sha256.New()
		size, err := io.Copy(hash, file)
		_ = file.Close()
		if err != nil || int(size) != d.GetInt("file_size") || hex.EncodeToString(hash.Sum(nil)) != d.GetString("file_sha256") {
			t.Errorf("%s: the file is not what its record says (%v)", d.GetString("file_name"), err)
		}
	}
	report, err := storage.Reconcile(t.Context(), app, time.Now())
	if err != nil || report.Orphans > 0 || len(report.Missing) > 0 {
		t.Errorf("%+v %v", report, err)
	}
}

func checkAccounts(t *testing.T, app core.App) {
	t.Helper()
	listed := map[string]bool{}
	for _, a := range demo.Accounts() {
		listed[a.Email] = true
		collections := []string{"staff", core.CollectionNameSuperusers}
		if a.Door == "Portal" {
			collections = []string{"contacts"}
		}
		found := 0
		for _, collection := range collections {
			if r, err := app.FindAuthRecordByEmail(collection, a.Email); err == nil && r.ValidatePassword(demo.Password) {
				found++
			}
		}
		if found != 1 {
			t.Errorf("%s cannot sign in to the %s", a.Email, a.Door)
		}
	}
	all, err := app.FindAllRecords("contacts", dbx.Not(dbx.HashExp{"access": access.Enabled}))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if listed[c.Email()] || c.ValidatePassword(demo.Password) {
			t.Errorf("%s has no access, but a password that is known", c.GetString("name"))
		}
	}
}
