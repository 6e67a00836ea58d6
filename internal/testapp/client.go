package testapp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
)

// Client is someone who talks to the app: a stranger, or whoever it has signed in as.
type Client struct {
	URL   string
	Token string // PocketBase's, for the owner and staff
	HTTP  *http.Client

	t testing.TB
}

// Answer is a response, read whole.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte

	t testing.TB
}

// Stranger returns a client that has not signed in.
func (a *App) Stranger() *Client {
	jar, _ := cookiejar.New(nil) // cannot fail without options
	return &Client{URL: a.URL, t: a.t, HTTP: &http.Client{Jar: jar}}
}

// Same returns a client of this app with the credentials that another client has for a copy of its data.
func (a *App) Same(other *Client) *Client {
	c := a.Stranger()
	c.Token = other.Token
	for path := range strings.FieldsSeq("/api/portal/ /api/desk/") {
		from, _ := url.Parse(other.URL + path)
		to, _ := url.Parse(a.URL + path)
		cookies := other.HTTP.Jar.Cookies(from)
		for _, cookie := range cookies {
			cookie.Path = strings.TrimSuffix(path, "/")
		}
		c.HTTP.Jar.SetCookies(to, cookies)
	}
	return c
}

// StaffPassword is what everyone made by Staff signs in with.
const StaffPassword = "staff-password-1"

// Owner returns a client signed in as the owner.
func (a *App) Owner() *Client {
	a.t.Helper()
	return a.signIn(core, OwnerEmail, OwnerPassword)
}

const core = "_superusers"

// Staff makes a staff account with the role and returns a client signed in with it, and the account's id.
func (a *App) Staff(name, role string) (*Client, string) {
	a.t.Helper()
	email := strings.ReplaceAll(strings.ToLower(name), " ", ".") + "@firm.test"
	id := a.Owner().Create("staff", map[string]any{
		"name": name, "email": email, "role": role, "password": StaffPassword, "passwordConfirm": StaffPassword,
	})
	return a.signIn("staff", email, StaffPassword), id
}

func (a *App) signIn(collection, email, password string) *Client {
	a.t.Helper()
	c := a.Stranger()
	answer := c.Call("POST", "/api/collections/"+collection+"/auth-with-password",
		map[string]any{"identity": email, "password": password}).Want(http.StatusOK)
	c.Token = answer.String("token")
	return c
}

// Unlimited turns PocketBase's rate limits off, for tests that ask faster than any person.
func (a *App) Unlimited() {
	a.t.Helper()
	a.Owner().Call("PATCH", "/api/settings", map[string]any{"rateLimits": map[string]any{"enabled": false}}).Want(http.StatusOK)
}

// Contact makes a contact and enables their access; it returns their id and password.
func (a *App) Contact(staff *Client, name, email string) (id, password string) {
	a.t.Helper()
	id = staff.Create("contacts", map[string]any{"name": name, "email": email})
	return id, staff.Call("POST", "/api/desk/contacts/"+id+"/access", nil).Want(http.StatusOK).String("password")
}

// SignIn returns a client signed in to the portal.
func (a *App) SignIn(email, password string) *Client {
	a.t.Helper()
	c := a.Stranger()
	c.Call("POST", "/api/portal/session", map[string]any{"email": email, "password": password}).Want(http.StatusOK)
	return c
}

// Create makes a record through PocketBase's API and returns its id.
func (c *Client) Create(collection string, fields map[string]any) string {
	c.t.Helper()
	return c.Call("POST", "/api/collections/"+collection+"/records", fields).Want(http.StatusOK).String("id")
}

// Share shares a document with a contact or a company ("contact" or "company") and returns the share's id.
func (c *Client) Share(document, with, id string) string {
	c.t.Helper()
	return c.Create("shares", map[string]any{"document": document, with: id})
}

// AddDocument files a document under a contact or a company ("contact" or "company") and returns its id.
func (c *Client) AddDocument(under, id, title, fileName string, content []byte) string {
	c.t.Helper()
	return c.Upload("POST", "/api/desk/documents", map[string]string{"title": title, under: id}, fileName, content).
		Want(http.StatusOK).String("id")
}

// Cookies returns the cookies that the client would send to a path.
func (c *Client) Cookies(path string) []*http.Cookie {
	to, _ := url.Parse(c.URL + path)
	return c.HTTP.Jar.Cookies(to)
}

// Call sends a request with a JSON body, or none where body is nil.
func (c *Client) Call(method, path string, body any) *Answer {
	c.t.Helper()
	var reader io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		reader = bytes.NewReader(data)
	}
	req := c.Request(method, path, reader)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return c.Send(req)
}

// Events opens the client's event stream and returns the names of its events as they come, until it ends.
func (c *Client) Events() <-chan string {
	c.t.Helper()
	res, err := c.HTTP.Do(c.Request("GET", "/api/portal/events", nil)) //nolint:bodyclose // closed when the stream ends
	if err != nil {
		c.t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		c.t.Fatalf("the event stream answers %d", res.StatusCode)
	}
	lines := bufio.NewScanner(res.Body)
	lines.Scan() // the greeting: from here on nothing is missed
	events := make(chan string, 100)
	go func() {
		defer close(events)
		defer res.Body.Close()
		for lines.Scan() {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				events <- name
			}
			if data, ok := strings.CutPrefix(lines.Text(), "data: {\"reason\":"); ok {
				events <- strings.Trim(data, "\"}")
			}
		}
	}()
	return events
}

// Request makes a request with the client's credentials, to be changed and sent.
func (c *Client) Request(method, path string, body io.Reader) *http.Request {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.URL+path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	if c.Token != "" {
		req.Header.Set("Authorization", c.Token)
	}
	return req
}

// Send sends a request and reads the answer.
func (c *Client) Send(req *http.Request) *Answer {
	c.t.Helper()
	answer, err := c.Try(req)
	if err != nil {
		c.t.Fatal(err)
	}
	return answer
}

// Try is Send for requests that may fail to get an answer.
func (c *Client) Try(req *http.Request) (*Answer, error) {
	res, err := c.HTTP.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	return &Answer{Status: res.StatusCode, Header: res.Header, Body: body, t: c.t}, nil
}

// Upload sends a multipart form with the fields first and the file last, as Portico's pages do.
func (c *Client) Upload(method, path string, fields map[string]string, fileName string, content []byte) *Answer {
	c.t.Helper()
	return c.Send(c.UploadRequest(method, path, fields, fileName, content))
}

// UploadRequest makes the request of Upload, to be changed and sent.
func (c *Client) UploadRequest(method, path string, fields map[string]string, fileName string, content []byte) *http.Request {
	c.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range fields {
		if err := form.WriteField(name, value); err != nil {
			c.t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", fileName)
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		c.t.Fatal(err)
	}
	req := c.Request(method, path, &body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	return req
}

// Want fails the test unless the answer has the status.
func (a *Answer) Want(status int) *Answer {
	a.t.Helper()
	if a.Status != status {
		a.t.Fatalf("status is %d, want %d: %s", a.Status, status, a.Body)
	}
	return a
}

// JSON decodes the answer.
func (a *Answer) JSON() map[string]any {
	a.t.Helper()
	var v map[string]any
	if err := json.Unmarshal(a.Body, &v); err != nil {
		a.t.Fatalf("not a JSON object: %v: %s", err, a.Body)
	}
	return v
}

// At returns what stands in the answer at a path such as "items.0.title" or "data.file.code", or nil.
func (a *Answer) At(path string) any {
	a.t.Helper()
	var v any = a.JSON()
	for _, step := range strings.Split(path, ".") {
		switch node := v.(type) {
		case map[string]any:
			v = node[step]
		case []any:
			var i int
			if _, err := fmt.Sscan(step, &i); err != nil || i >= len(node) {
				return nil
			}
			v = node[i]
		default:
			return nil
		}
	}
	return v
}

// String is At for strings.
func (a *Answer) String(path string) string {
	a.t.Helper()
	s, ok := a.At(path).(string)
	if !ok {
		a.t.Fatalf("no string at %q: %s", path, a.Body)
	}
	return s
}

// Int is At for numbers.
func (a *Answer) Int(path string) int {
	a.t.Helper()
	n, ok := a.At(path).(float64)
	if !ok {
		a.t.Fatalf("no number at %q: %s", path, a.Body)
	}
	return int(n)
}

// Bool is At for yes and no.
func (a *Answer) Bool(path string) bool {
	a.t.Helper()
	b, ok := a.At(path).(bool)
	if !ok {
		a.t.Fatalf("no yes or no at %q: %s", path, a.Body)
	}
	return b
}
