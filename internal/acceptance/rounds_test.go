package acceptance

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// rounds is how often each way of taking something away is tried: PORTICO_ROUNDS times, or as often as fits into a moment.
func rounds(t *testing.T) (n int, within time.Duration) {
	t.Helper()
	said := os.Getenv("PORTICO_ROUNDS")
	if said == "" {
		return 10, time.Second
	}
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 {
		t.Fatalf("PORTICO_ROUNDS is %q, not a number of rounds", said)
	}
	return n, 24 * time.Hour
}

// target is what is asked for in a round.
type target struct {
	document               string
	project                string // its slug
	secret, opened         string // of a public link: its secret, and the file's address once it is opened
	client, preview, guest string // their cookies
	eyes                   string // the contact of the preview
}

// reader asks for a target in one way and returns the status; what is not in a list is a 404 there.
type reader func(ask asker, to *target) int

// asker sends a request, with a cookie where there is one, and returns the status and the body.
type asker func(method, path, cookie, body string, header ...string) (int, []byte)

var (
	readList = reader(func(ask asker, to *target) int {
		return listed(to)(ask("GET", uploads, to.client, ""))
	})
	readDocument = reader(func(ask asker, to *target) int {
		status, _ := ask("GET", uploads+"/"+to.document, to.client, "")
		return status
	})
	readFile = reader(func(ask asker, to *target) int {
		status, _ := ask("GET", uploads+"/"+to.document+"/file", to.client, "")
		return status
	})
	readStream = reader(func(ask asker, to *target) int { // as a player does
		status, _ := ask("GET", uploads+"/"+to.document+"/file", to.client, "", "Range", "bytes=3-7")
		return status
	})
	readEvents = reader(func(ask asker, to *target) int { // of an open page
		status, _ := ask("GET", "/api/portal/events", to.client, "")
		return status
	})
	readSession = reader(func(ask asker, to *target) int {
		status, _ := ask("GET", session, to.client, "")
		return status
	})
	readProject = reader(func(ask asker, to *target) int {
		status, _ := ask("GET", "/api/portal/projects/"+to.project, to.client, "")
		return status
	})
	readPreview = reader(func(ask asker, to *target) int {
		status, _ := ask("GET", "/api/preview/documents/"+to.document+"/file", to.preview, "")
		return status
	})
	readPreviewList = reader(func(ask asker, to *target) int {
		return listed(to)(ask("GET", "/api/preview/documents", to.preview, ""))
	})
	readLink = reader(func(ask asker, to *target) int {
		status, _ := ask("POST", "/api/links/open", "", fmt.Sprintf(`{"secret":%q}`, to.secret))
		return status
	})
	readOpenedLink = reader(func(ask asker, to *target) int {
		status, _ := ask("GET", to.opened, to.guest, "")
		return status
	})
)

func listed(to *target) func(status int, body []byte) int {
	return func(status int, body []byte) int {
		if status == http.StatusOK && !bytes.Contains(body, []byte(to.document)) {
			return http.StatusNotFound
		}
		return status
	}
}

// sharedWays are the ways to a document that is shared with a client.
var sharedWays = map[string]reader{
	"list": readList, "document": readDocument, "file": readFile, "stream": readStream,
	"preview": readPreview, "list of the preview": readPreviewList, "link": readLink, "opened link": readOpenedLink,
}

// Whatever takes something away, in a thousand rounds of each: once its answer is there, no request that begins later
// gets it, in any way; and once it is given back, every request does.
//
//	PORTICO_ROUNDS=1000 go test -v -run Rounds -timeout 2h ./internal/acceptance
func TestHL06_RoundsOfUnsharing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	share := s.world.share
	s.keepTaking(t, sharedWays, func(round int, to *target) {
		to.document = s.shared
		if round > 0 {
			share = s.editor.Share(to.document, "contact", s.ann)
		}
		s.linkTo(to)
	}, func(*target) {
		s.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	})
}

func TestHO04_RoundsOfRemovingAnItem(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	share := s.share
	s.keepTaking(t, sharedWays, func(round int, to *target) {
		if round > 0 {
			share = s.editor.Share(to.document, "project", s.project)
		}
		s.linkTo(to)
	}, func(*target) {
		s.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	})
}

// A link is nobody's in particular: removing one client leaves it.
func TestHO06_RoundsOfRemovingAClient(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	entry := s.entry
	s.keepTaking(t, map[string]reader{
		"list": readList, "document": readDocument, "file": readFile, "stream": readStream, "project": readProject,
		"preview": readPreview, "list of the preview": readPreviewList,
	}, func(round int, _ *target) {
		if round > 0 {
			entry = s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": s.ann})
		}
	}, func(*target) {
		s.editor.Call("DELETE", "/api/collections/project_contacts/records/"+entry, nil).Want(http.StatusNoContent)
	})
}

var everyWay = map[string]reader{
	"list": readList, "document": readDocument, "file": readFile, "stream": readStream, "events": readEvents,
	"session": readSession, "project": readProject, "preview": readPreview, "list of the preview": readPreviewList,
	"link": readLink, "opened link": readOpenedLink,
}

func TestHO12_RoundsOfDisablingTheProjectsPortal(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	olga, password := s.Contact(s.editor, "Olga Only", "olga@client.test") // she has the project and nothing else
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": olga})
	client := s.SignIn("olga@client.test", password)
	s.keepTaking(t, everyWay, func(round int, to *target) {
		to.client, to.eyes = cookies(client, session), olga
		if round > 0 {
			s.switchPortal(true)
		} else {
			s.linkTo(to) // it rests, and wakes again
		}
	}, func(*target) { s.switchPortal(false) })
}

func TestHO12_RoundsOfDisablingTheFirmsPortal(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	flip := func(on bool) {
		s.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"portal_enabled": on}).Want(http.StatusOK)
	}
	s.keepTaking(t, everyWay, func(round int, to *target) {
		if round > 0 {
			flip(true)
		} else {
			s.linkTo(to)
		}
	}, func(*target) { flip(false) })
}

// Every round has a client of its own, for giving access again takes two passwords' time. What staff see through their
// eyes then is what is left for a client to come.
func TestCC10_RoundsOfRevoking(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	accounts := s.editor.AddDocument("company", s.company, "Accounts", "accounts.pdf", pdf)
	s.editor.Share(accounts, "company", s.company)
	clients, _ := rounds(t)
	s.manyClients(t, clients)
	s.keepTaking(t, map[string]reader{
		"list": readList, "document": readDocument, "file": readFile, "stream": readStream, "events": readEvents,
		"session": readSession, "project": readProject, "preview": readPreview, "list of the preview": readPreviewList,
	}, func(round int, to *target) {
		to.document = accounts
		to.client = "portico_session=token-" + strconv.Itoa(round)
		to.eyes = fmt.Sprintf("c%014d", round)
	}, func(to *target) {
		s.editor.Call("DELETE", "/api/desk/contacts/"+to.eyes+"/access", nil).Want(http.StatusNoContent)
	})
}

// manyClients adds clients of the company and the project, all signed in with "token-" and their number.
func (s *site) manyClients(t *testing.T, n int) {
	t.Helper()
	s.Stop(syscall.SIGTERM)
	var sql strings.Builder
	for i := range n {
		id := fmt.Sprintf("c%014d", i)
		fmt.Fprintf(&sql, `INSERT INTO contacts (id, name, email, access, search, tokenKey, password, created, updated)
			VALUES ('%s', 'Client', '%s@client.test', 'enabled', '', 'key of %s, of thirty letters', 'x', datetime('now'), datetime('now'));
			INSERT INTO company_contacts (id, company, contact) VALUES ('%s', '%s', '%s');
			INSERT INTO project_contacts (id, project, contact, created) VALUES ('%s', '%s', '%s', datetime('now'));
			INSERT INTO sessions (id, contact, token_hash, expires, last_used) VALUES ('%s', '%s', '%x',
				datetime('now', '+1 day') || '.000Z', datetime('now', '+1 day') || '.000Z');`,
			id, id, id, id, s.company, id, id, s.project, id, id, id, sha256.Sum256([]byte("token-"+strconv.Itoa(i))))
	}
	s.execute(t, "BEGIN;"+sql.String()+"COMMIT")
	s.Restart()
}

// linkTo makes a public link to what is asked for, and opens it once.
func (s *site) linkTo(to *target) {
	url := s.editor.Call("POST", "/api/desk/documents/"+to.document+"/links", map[string]any{}).Want(http.StatusOK).String("url")
	_, to.secret, _ = strings.Cut(url, "/s/#")
	guest := s.Stranger()
	to.opened = openLink(guest, to.secret, "").Want(http.StatusOK).String("fileUrl")
	to.guest = cookies(guest, to.opened)
}

func cookies(c interface {
	Cookies(path string) []*http.Cookie
}, path string) string {
	var pairs []string
	for _, cookie := range c.Cookies(path) {
		pairs = append(pairs, cookie.Name+"="+cookie.Value)
	}
	return strings.Join(pairs, "; ")
}

// phase is a time in which the target may be had, or may not, or is just being taken (then either is right).
type phase struct {
	round int
	may   bool
	sure  bool
	to    *target       // nil while it is given back: nobody asks
	asked chan struct{} // every reader says once that it has the right answer
	over  chan struct{} // closed when the next phase begins
}

// keepTaking gives and takes, round by round, while the readers keep asking.
func (s *site) keepTaking(t *testing.T, readers map[string]reader, give func(round int, to *target), take func(to *target)) {
	t.Helper()
	n, within := rounds(t)
	// Each guest comes from elsewhere: secrets that open nothing are counted by address.
	s.owner.Call("PATCH", "/api/settings", map[string]any{
		"rateLimits": map[string]any{"enabled": false}, "trustedProxy": map[string]any{"headers": []string{"X-Real-Ip"}},
	}).Want(http.StatusOK)
	looking := "" // the contact through whose eyes staff look
	prepare := func(round int, to *target) {
		give(round, to)
		if to.eyes != looking || round%100 == 0 { // a preview lasts a quarter of an hour
			s.preview(s.viewer, to.eyes).Want(http.StatusOK)
			looking = to.eyes
		}
		to.preview = cookies(s.viewer, "/api/preview/session")
	}
	to := &target{
		document: s.document, project: s.portal(s.viewer).String("slug"), client: cookies(s.annClient, session), eyes: s.ann,
	}
	prepare(0, to)
	current := new(atomic.Pointer[phase])
	var requests atomic.Int64
	begin := func(next *phase) {
		next.asked, next.over = make(chan struct{}, len(readers)), make(chan struct{})
		if last := current.Swap(next); last != nil {
			close(last.over)
		}
	}
	begin(&phase{})
	var busy sync.WaitGroup
	defer func() {
		close(current.Swap(nil).over)
		busy.Wait()
	}()
	for name, read := range readers {
		busy.Go(func() { keepAsking(t, current, name, read, s.asker(&requests)) })
	}
	everyone := func(p *phase) bool {
		begin(p)
		for range readers {
			select {
			case <-p.asked:
			case <-time.After(time.Minute):
				t.Errorf("round %d: not every reader has an answer", p.round)
				return false
			}
			if t.Failed() {
				return false
			}
		}
		return true
	}

	started, done := time.Now(), 0
	for round := 0; round < n && (round == 0 || time.Since(started) < within); round++ {
		if round > 0 {
			next := *to
			prepare(round, &next)
			to = &next
		}
		if !everyone(&phase{round: round, may: true, sure: true, to: to}) {
			break
		}
		begin(&phase{round: round, to: to})
		take(to)
		if !everyone(&phase{round: round, sure: true, to: to}) {
			break
		}
		begin(&phase{round: round})
		done++
	}
	t.Logf("%d rounds in %v, %d requests", done, time.Since(started).Round(time.Millisecond), requests.Load())
}

// askedWhileTaken is how often each reader asks while something is taken away: in every round some requests meet it.
const askedWhileTaken = 2

// keepAsking asks in one way until there is no phase any more. A request counts if it begins and ends in the same one.
func keepAsking(t *testing.T, current *atomic.Pointer[phase], name string, read reader, ask asker) {
	t.Helper()
	had, refused := []int{200, 206}, []int{401, 403, 404}
	var last *phase
	asked := 0
	for {
		p := current.Load()
		if p == nil {
			return
		}
		if p != last {
			last, asked = p, 0
		}
		if asked++; p.to == nil || !p.sure && asked > askedWhileTaken {
			<-p.over
			continue
		}
		status := read(ask, p.to)
		switch isHad := slices.Contains(had, status); {
		case !isHad && !slices.Contains(refused, status):
			t.Errorf("round %d: the %s answers %d", p.round, name, status)
		case !p.sure || current.Load() != p:
			continue
		case isHad != p.may:
			t.Errorf("round %d: the %s answers %d, it may be had: %v", p.round, name, status, p.may)
		}
		p.asked <- struct{}{}
		<-p.over
	}
}

// asker returns what one reader asks with: a connection of its own, and for every request another address.
func (s *site) asker(requests *atomic.Int64) asker {
	client := &http.Client{Transport: &http.Transport{}, Timeout: time.Minute}
	return func(method, path, cookie, body string, header ...string) (int, []byte) {
		n := requests.Add(1)
		req, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
		if err != nil {
			return 0, nil
		}
		req.Header.Set("X-Real-Ip", fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255))
		if cookie != "" {
			req.Header.Set("Cookie", cookie)
		}
		if body != "" {
			req.Header.Set("Content-Type", "application/json")
		}
		for i := 0; i < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
		}
		res, err := client.Do(req)
		if err != nil {
			return 0, nil
		}
		defer res.Body.Close()
		if strings.HasPrefix(res.Header.Get("Content-Type"), "text/event-stream") {
			return res.StatusCode, nil // it does not end by itself
		}
		data, err := io.ReadAll(res.Body)
		if err != nil {
			return 0, nil
		}
		return res.StatusCode, data
	}
}
