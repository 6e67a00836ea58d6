package acceptance

import (
	"database/sql"
	"path/filepath"
	"sync"
	"testing"

	_ "modernc.org/sqlite"

	"portico/internal/testapp"
)

// secrets are planted in every corner of a firm; whoever must not see them must not find them in any answer.
const secret = "planted-secret"

// world is a firm in which everything exists once.
type world struct {
	*testapp.App
	owner, manager, editor, viewer *testapp.Client

	ann, bob            string // contacts with access
	annClient           *testapp.Client
	bobClient           *testapp.Client
	annPassword         string
	bobPassword         string
	company             string // Ann's
	shared, unshared    string // Ann's documents
	share               string
	bobs                string // Bob's document, shared with Bob
	managerID, editorID string
}

// built is the world as it was made once; every test gets a copy of its own.
var built struct {
	once  sync.Once
	world *world
	saved string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	built.once.Do(func() {
		built.world = buildWorld(t)
		built.saved = built.world.Save()
	})
	if built.saved == "" {
		t.Fatal("the world could not be built")
	}
	w := *built.world
	w.App = testapp.StartOn(t, built.saved)
	for _, c := range []**testapp.Client{&w.owner, &w.manager, &w.editor, &w.viewer, &w.annClient, &w.bobClient} {
		*c = w.Same(*c)
	}
	return &w
}

func buildWorld(t *testing.T) *world {
	t.Helper()
	w := &world{App: testapp.Start(t)}
	w.owner = w.Owner()
	w.manager, w.managerID = w.Staff("Mana Ger", "manager")
	w.editor, w.editorID = w.Staff("Ed Itor", "editor")
	w.viewer, _ = w.Staff("Vi Ewer", "viewer")
	w.ann, w.annPassword = w.Contact(w.editor, "Ann", "ann@client.test")
	w.annClient = w.SignIn("ann@client.test", w.annPassword)
	w.bob, w.bobPassword = w.Contact(w.editor, "Bob "+secret, "bob@client.test")
	w.bobClient = w.SignIn("bob@client.test", w.bobPassword)
	w.company = w.editor.Create("companies", map[string]any{"name": "Acme Ltd", "notes": secret})
	w.editor.Create("company_contacts", map[string]any{"company": w.company, "contact": w.ann, "primary": true})
	w.shared = w.editor.AddDocument("contact", w.ann, "For Ann", "ann.pdf", pdf)
	w.unshared = w.editor.AddDocument("contact", w.ann, "Draft "+secret, "draft.pdf", pdf)
	w.bobs = w.editor.AddDocument("contact", w.bob, "For Bob "+secret, "bob.pdf", pdf)
	w.share = w.editor.Share(w.shared, "contact", w.ann)
	w.editor.Share(w.bobs, "contact", w.bob)
	return w
}

// execute changes the database of a stopped app, as time would.
func (w *world) execute(t *testing.T, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(w.Dir, "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}
