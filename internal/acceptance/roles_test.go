package acceptance

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"portico/internal/testapp"
)

// policy is what a route answers by role; "" stands for every role that is not named.
type policy map[string][]int

func (p policy) of(role string) []int {
	if statuses, named := p[role]; named {
		return statuses
	}
	return p[""]
}

// with is the policy with another answer for some roles.
func (p policy) with(status int, roles ...string) policy {
	for _, role := range roles {
		p[role] = []int{status}
	}
	return p
}

// everyone is one answer for all, or one of a few where attempts are slowed down.
func everyone(statuses ...int) policy { return policy{"": statuses} }

// clients is for whom a session has let in: what Ann gets of what is hers, and what others get.
func clients(own, others int) policy {
	return everyone(http.StatusUnauthorized).with(own, ann).with(others, bob, cleo).with(http.StatusForbidden, shutOut)
}

// looking is for all staff alike.
func looking(status int) policy {
	return everyone(http.StatusUnauthorized).with(status, staff...)
}

// lookingAtFile is for all staff, and for a frame that shows a file.
func lookingAtFile() policy { return looking(http.StatusOK).with(http.StatusOK, fileFrame) }

// editing takes the role of an editor.
func editing(status int) policy {
	return looking(status).with(http.StatusForbidden, aViewer, helper)
}

// editingProject takes the permission to edit the site's project.
func editingProject(status int) policy {
	return looking(status).with(http.StatusForbidden, aViewer, barred)
}

// managing takes the role of a manager.
func managing(status int) policy {
	return looking(status).with(http.StatusForbidden, aViewer, barred, helper, anEditor)
}

// owning is for the owner alone.
func owning(statuses ...int) policy {
	p := looking(http.StatusForbidden)
	p[anOwner] = statuses
	return p
}

// row is a route and what it answers to whom.
type row struct {
	route string
	want  policy
	at    func(c *cast) string       // makes what the call takes and returns the path; nil where the route is the path
	body  any                        // as JSON, a form, or a func(*cast) any
	mend  func(c *cast, role string) // brings back what the call has ended
	by    []string                   // who is asked, if not everyone
	call  func(who *testapp.Client, path string) *testapp.Answer
}

// form is sent with a file; picture, with a photo.
type (
	form    map[string]string
	picture struct{}
)

func (r row) method() string { method, _, _ := strings.Cut(r.route, " "); return method }

func (r row) roles() []string {
	if r.by != nil {
		return r.by
	}
	return everyRole
}

func (r row) path(c *cast) string {
	if r.at != nil {
		return r.at(c)
	}
	_, path, _ := strings.Cut(r.route, " ")
	return path
}

func (r row) send(t *testing.T, c *cast, role, path string) *testapp.Answer {
	t.Helper()
	who := c.by[role]
	if r.call != nil {
		return r.call(who, path)
	}
	body := r.body
	if fill, ok := body.(func(*cast) any); ok {
		body = fill(c)
	}
	switch body := body.(type) {
	case form:
		return who.Upload(r.method(), path, body, "a.pdf", pdf)
	case picture:
		return who.Upload(r.method(), path, nil, "a.jpg", snapshot(t))
	}
	return who.Call(r.method(), path, body)
}

// Every route there is answers every role as the tables say; a new route has to be in one of them.
func TestEveryRouteByRole(t *testing.T) {
	t.Parallel()
	rows := slices.Concat(previewRows, portalRows, deskRows, guestRows, verifyRows, pageRows, pocketBaseRows)
	var listed []string
	for _, r := range rows {
		listed = append(listed, r.route)
	}
	slices.Sort(listed)
	for _, route := range registeredRoutes(t) {
		if _, found := slices.BinarySearch(listed, route); !found {
			t.Errorf("who may use %s? Say so in a table here", route)
		}
	}
	newCast(t).walk(t, rows)
}

// walk asks each row as every role. What a call has used up is made anew for the next.
func (c *cast) walk(t *testing.T, rows []row) {
	t.Helper()
	for _, r := range rows {
		path := ""
		for _, role := range r.roles() {
			if path == "" {
				path = r.path(c)
			}
			answer := r.send(t, c, role, path)
			if want := r.want.of(role); !slices.Contains(want, answer.Status) {
				t.Errorf("%s %s: %s gets %d, want %v: %.200s", r.method(), path, role, answer.Status, want, answer.Body)
			}
			if answer.Status >= 300 {
				continue
			}
			if r.method() != http.MethodGet {
				path = ""
			}
			if r.mend != nil {
				r.mend(c, role)
			}
		}
	}
}

// A preview is refused every change that a client's session is allowed, at its own door and at the client's.
func TestHO09_PreviewWritesNothing(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, r := range portalRows {
		if r.method() == http.MethodGet || r.want.of(nobody)[0] != http.StatusUnauthorized {
			continue
		}
		path := r.path(c)
		r.send(t, c, previewer, path).Want(http.StatusUnauthorized)
		preview := strings.Replace(path, "/api/portal/", "/api/preview/", 1)
		if r.route == "DELETE /api/portal/session" {
			continue // ends the preview
		}
		if answer := r.send(t, c, previewer, preview).Want(http.StatusForbidden); answer.String("message") != "A preview is read-only." {
			t.Errorf("%s answers %s", r.route, answer.Body)
		}
	}
	c.by[previewer].Call("GET", "/api/preview/session", nil).Want(http.StatusOK)
}

// What a client's cookie allows is not done because another site's page asks for it, on no route.
func TestNoRouteActsForOtherSites(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	for _, r := range portalRows {
		if r.method() == http.MethodGet {
			continue
		}
		path := r.path(c)
		for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.test"}, {"Origin", "null"}} {
			req := c.by[ann].Request(r.method(), path, strings.NewReader("{}"))
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set(header[0], header[1])
			if answer := c.by[ann].Send(req); answer.Status != http.StatusForbidden {
				t.Errorf("%s with %v: %d %s", r.route, header, answer.Status, answer.Body)
			}
		}
	}
}

// No route that takes a form takes megabytes of one, from whomever.
func TestNoRouteReadsHugeForms(t *testing.T) {
	t.Parallel()
	c := newCast(t)
	huge := `{"text":"` + strings.Repeat("x", 1<<20) + `"}`
	for role, rows := range map[string][]row{ann: portalRows, anEditor: deskRows} {
		for _, r := range rows {
			switch r.body.(type) {
			case form, picture:
				continue // a file's size has a limit of its own
			}
			if r.method() == http.MethodGet || r.route == "POST /api/portal/documents" || r.route == "POST /api/desk/documents" {
				continue
			}
			req := c.by[role].Request(r.method(), r.path(c), strings.NewReader(huge))
			req.Header.Set("Content-Type", "application/json")
			if answer := c.by[role].Send(req); answer.Status != http.StatusRequestEntityTooLarge {
				t.Errorf("%s: %d %.200s", r.route, answer.Status, answer.Body)
			}
		}
	}
}
