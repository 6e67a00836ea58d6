package acceptance

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/internal/testapp"
)

// atOnce does all of it at the same time, in rounds, and after each has check look at what came out.
func atOnce(t *testing.T, prepare func(), check func(answers []*testapp.Answer), doings ...func() *testapp.Answer) {
	t.Helper()
	n, within := rounds(t)
	started := time.Now()
	for round := 0; round < n && (round == 0 || time.Since(started) < within) && !t.Failed(); round++ {
		prepare()
		answers := make([]*testapp.Answer, len(doings))
		var busy sync.WaitGroup
		for i, do := range doings {
			busy.Go(func() { answers[i] = do() })
		}
		busy.Wait()
		check(answers)
	}
}

func statuses(answers []*testapp.Answer) []int {
	all := make([]int, 0, len(answers))
	for _, answer := range answers {
		all = append(all, answer.Status)
	}
	return all
}

// shareOf is the document's one share; "" where there is none.
func (s *site) shareOf(t *testing.T, document string) string {
	t.Helper()
	list := s.viewer.Call("GET", "/api/collections/shares/records?filter=document='"+document+"'", nil).Want(http.StatusOK)
	switch n := list.Int("totalItems"); n {
	case 0:
		return ""
	case 1:
		return list.String("items.0.id")
	default:
		t.Fatalf("the document is shared %d times", n)
		return ""
	}
}

// Two of the staff switch the same toggle on: it is on, once, and written down once. Both switch it off, or one each
// way: what is stored, what the client sees and what is written down say the same.
func TestHL06_TwoStaffAtTheSameToggle(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.Unlimited()
	share := func(c *testapp.Client) func() *testapp.Answer {
		return func() *testapp.Answer {
			return c.Call("POST", "/api/collections/shares/records", map[string]any{"document": s.unshared, "contact": s.ann})
		}
	}
	var current string
	unshare := func(c *testapp.Client) func() *testapp.Answer {
		return func() *testapp.Answer { return c.Call("DELETE", "/api/collections/shares/records/"+current, nil) }
	}
	consistent := func(answers []*testapp.Answer) (shared bool) {
		shared = s.shareOf(t, s.unshared) != ""
		s.wantVisible(t, s.unshared, shared)
		told := s.told("document='" + s.unshared + "'")
		if last := told[len(told)-1]; strings.Contains(last, " share ") != shared {
			t.Errorf("it is shared: %v, and %q is written down; answers: %v", shared, last, statuses(answers))
		}
		for i := 2; i < len(told); i++ { // the first is that it was added
			if strings.Contains(told[i], " share ") == strings.Contains(told[i-1], " share ") {
				t.Fatalf("written down one after the other: %q, %q", told[i-1], told[i])
			}
		}
		return shared
	}
	empty := func() {
		if id := s.shareOf(t, s.unshared); id != "" {
			s.editor.Call("DELETE", "/api/collections/shares/records/"+id, nil).Want(http.StatusNoContent)
		}
	}
	full := func() {
		empty()
		current = s.editor.Share(s.unshared, "contact", s.ann)
	}

	atOnce(t, empty, func(answers []*testapp.Answer) {
		got := statuses(answers)
		if slices.Sort(got); !slices.Equal(got, []int{http.StatusOK, http.StatusBadRequest}) || !consistent(answers) {
			t.Errorf("both on: %v", got)
		}
	}, share(s.editor), share(s.manager))
	atOnce(t, full, func(answers []*testapp.Answer) {
		got := statuses(answers)
		if slices.Sort(got); !slices.Equal(got, []int{http.StatusNoContent, http.StatusNotFound}) || consistent(answers) {
			t.Errorf("both off: %v", got)
		}
	}, unshare(s.editor), unshare(s.manager))
	atOnce(t, full, func(answers []*testapp.Answer) {
		// Whoever switches on finds it on already, or off a moment ago.
		off, on := answers[0].Status, answers[1].Status
		if shared := consistent(answers); off != http.StatusNoContent || shared != (on == http.StatusOK) {
			t.Errorf("off answers %d, on %d, and it is shared: %v", off, on, shared)
		}
	}, unshare(s.editor), share(s.manager))
}

// A client opens what is unshared, or deleted, at that moment: they have it and it counts as opened, or neither.
func TestHO13_OpenedWhileItIsTakenAway(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.Unlimited()
	var document, share string
	fresh := func() {
		document = s.editor.AddDocument("project", s.project, "Fleeting", "fleeting.pdf", pdf)
		share = s.editor.Share(document, "project", s.project)
	}
	open := func() *testapp.Answer { return s.annClient.Call("GET", uploads+"/"+document+"/file", nil) }
	wasTold := func() bool {
		return strings.Contains(strings.Join(s.told("document='"+document+"'"), "\n"), "Ann open Fleeting")
	}

	atOnce(t, fresh, func(answers []*testapp.Answer) {
		view := s.viewer.Call("GET", "/api/desk/documents/"+document, nil).Want(http.StatusOK)
		opened := len(view.At("opened").([]any)) == 1
		had := answers[0].Status == http.StatusOK
		if answers[1].Status != http.StatusNoContent || !had && answers[0].Status != http.StatusNotFound {
			t.Errorf("answers: %v", statuses(answers))
		}
		if opened != had || wasTold() != had {
			t.Errorf("Ann had it: %v, it is opened: %v, that is written down: %v", had, opened, wasTold())
		}
	}, open, func() *testapp.Answer {
		return s.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil)
	})
	atOnce(t, fresh, func(answers []*testapp.Answer) {
		if got := answers[0].Status; answers[1].Status != http.StatusNoContent || got != http.StatusOK && got != http.StatusNotFound {
			t.Errorf("answers: %v", statuses(answers))
		}
		receipts := s.owner.Call("GET", "/api/collections/receipts/records?filter=document='"+document+"'", nil).Want(http.StatusOK)
		if n := receipts.Int("totalItems"); n != 0 {
			t.Errorf("%d receipts of a document that is gone", n)
		}
	}, open, func() *testapp.Answer {
		return s.editor.Call("DELETE", "/api/collections/documents/records/"+document, nil)
	})
}

// The client's last project is disabled while they upload to it: the upload is stored and there when the portal is
// enabled again, or it was refused and nothing of it is left.
func TestHO12_DisabledWhileAClientUploads(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.Unlimited()
	olga, password := s.Contact(s.editor, "Olga Only", "olga@client.test")
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": olga})
	client := s.SignIn("olga@client.test", password)
	before := s.documents()
	stored, round := 0, 0
	var arrived chan struct{}
	atOnce(t, func() {
		s.switchPortal(true)
		arrived = make(chan struct{})
		round++
	}, func(answers []*testapp.Answer) {
		switch upload := answers[0]; upload.Status {
		case http.StatusOK:
			stored++
			client.Call("GET", uploads+"/"+upload.String("id")+"/file", nil).Want(http.StatusForbidden)
			s.switchPortal(true)
			client.Call("GET", uploads+"/"+upload.String("id")+"/file", nil).Want(http.StatusOK)
		case http.StatusForbidden, http.StatusBadRequest:
		default:
			t.Errorf("the upload answers %d %s", upload.Status, upload.Body)
		}
		answers[1].Want(http.StatusOK)
		if n := s.documents() - before; n != stored || len(s.leftovers()) != 0 || len(s.stored()) != before+stored {
			t.Errorf("%d uploads were accepted, %d are stored, %d files; left over: %v", stored, n, len(s.stored())-before, s.leftovers())
		}
		told := s.told("actor_id='" + olga + "'%26%26action='upload'")
		if len(told) != stored {
			t.Errorf("%d uploads were accepted, %d are written down", stored, len(told))
		}
	}, func() *testapp.Answer {
		defer close(arrived)
		return client.Upload("POST", uploads, map[string]string{"title": "Photo", "project": s.project}, "a.pdf",
			append([]byte("%PDF-1.4\n"), randomBytes(64<<10)...))
	}, func() *testapp.Answer {
		// Every other time not before the file has found its place, just before the upload is committed.
		for waiting := round%2 == 1; waiting && len(s.stored()) == before+stored; {
			select {
			case <-arrived:
				waiting = false
			default:
			}
		}
		return s.editor.Call("PATCH", projects+"/"+s.project, map[string]any{"portal_enabled": false})
	})
	t.Logf("%d uploads were stored", stored)
}
