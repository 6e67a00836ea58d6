package verify

import (
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"portico/internal/ingest"
	"portico/internal/throttle"
)

const (
	maxJSON = 4 << 10
	// Checks that one address may make in an hour before each further one has to wait, for a minute at most.
	freeHashes, freeFiles = 300, 60
	longestWait           = time.Minute
	// Files that are received at once, and from one address, and that are looked at at once: nobody has to sign in for this.
	mostFiles, mostFromOne, mostChecks = 64, 2, 4
	// fileTakes bounds how long one of them may be on its way.
	fileTakes = 10 * time.Minute
	// soon is when there may be a place for a file again.
	soon = 10 * time.Second
)

// public is the door that is open to everyone, whether or not the portal is on: who holds a signed document has a right to
// know what it is, and gets nothing but that.
type public struct {
	throttle  throttle.Throttle
	mu        sync.Mutex
	receiving map[string]int // files, by address
	total     int
	checking  chan struct{} // holds one for every file that is looked at
}

// Bind adds the routes that check a file: by its SHA-256 and, where that is not known, by looking at all of it.
func Bind(r *router.Router[*core.RequestEvent]) {
	p := &public{receiving: map[string]int{}, checking: make(chan struct{}, mostChecks)}
	group := r.Group("/api/verify")
	group.Bind(apis.SkipSuccessActivityLog(), apis.BodyLimit(maxJSON))
	group.BindFunc(func(e *core.RequestEvent) error {
		e.Response.Header().Set("Cache-Control", "private, no-store")
		return e.Next()
	})
	group.POST("", p.hash)
	ingest.Bind(group.POST("/file", p.file))
}

var isHash = regexp.MustCompile(`^[0-9a-fA-F]{64}$`)

func (p *public) hash(e *core.RequestEvent) error {
	var form struct {
		SHA256 string `json:"sha256"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	if !isHash.MatchString(form.SHA256) {
		return e.BadRequestError("This is not a SHA-256.", validation.Errors{
			"sha256": validation.NewError("validation_invalid_hash", "A SHA-256 has 64 digits from 0 to f."),
		})
	}
	if wait := p.attempt(e, "hashes:", freeHashes); wait > 0 {
		return tooMany(e, wait)
	}
	answer, err := Hash(e.App, form.SHA256)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, answer)
}

// file looks at a file, which is gone afterwards.
func (p *public) file(e *core.RequestEvent) error {
	if wait := p.attempt(e, "files:", freeFiles); wait > 0 {
		return tooMany(e, wait)
	}
	leave, ok := p.enter(throttle.Address(e.RealIP()))
	if !ok {
		return tooMany(e, soon)
	}
	defer leave()
	limits := ingest.Limits{MaxSize: MaxSize, Within: fileTakes, Hurry: true}
	up, err := ingest.Receive(e, limits, func(map[string]string) error { return nil })
	if err != nil {
		return err
	}
	defer up.Discard()
	select {
	case p.checking <- struct{}{}:
		defer func() { <-p.checking }()
	case <-e.Request.Context().Done():
		return e.Request.Context().Err()
	}
	staged, err := up.Open()
	if err != nil {
		return err
	}
	answer, err := File(e.App, staged, up.Size, up.SHA256)
	if err := errors.Join(err, staged.Close()); err != nil {
		return err
	}
	return e.JSON(http.StatusOK, answer)
}

func (p *public) attempt(e *core.RequestEvent, what string, free int) time.Duration {
	key := throttle.Key{Name: what + throttle.Address(e.RealIP()), Free: free, Longest: longestWait}
	return p.throttle.Attempt(time.Now(), key)
}

func tooMany(e *core.RequestEvent, wait time.Duration) error {
	e.Response.Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())+1))
	return e.TooManyRequestsError("Too many files are being checked. Try again in a minute.", nil)
}

// enter takes a place for a file that is received, if there is one.
func (p *public) enter(address string) (leave func(), ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.total >= mostFiles || p.receiving[address] >= mostFromOne {
		return nil, false
	}
	p.total++
	p.receiving[address]++
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.total--
		if p.receiving[address]--; p.receiving[address] == 0 {
			delete(p.receiving, address)
		}
	}, true
}
