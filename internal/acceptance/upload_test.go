package acceptance

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

const uploads = "/api/portal/documents"

func (w *world) leftovers() []string {
	files, _ := filepath.Glob(filepath.Join(w.Dir, ".portico_staging", "*"))
	return files
}

func (w *world) documents() int {
	return w.owner.Call("GET", "/api/collections/documents/records", nil).Int("totalItems")
}

func TestOC02_UploadIsLinkedToContactAndPrimaryCompany(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := w.editor.Create("companies", map[string]any{"name": "Other Ltd"})
	w.editor.Create("company_contacts", map[string]any{"company": other, "contact": w.ann})

	of := func(c *testapp.Client, title string) *testapp.Answer {
		id := c.Upload("POST", uploads, map[string]string{"title": title, "description": "scanned"}, "receipt.pdf", pdf).
			Want(http.StatusOK).String("id")
		return w.editor.Call("GET", "/api/desk/documents/"+id, nil).Want(http.StatusOK)
	}
	document := of(w.annClient, "Receipt")
	if document.String("contact.id") != w.ann || document.String("company.id") != w.company {
		t.Errorf("Ann's upload is linked to %v and %v", document.At("contact"), document.At("company"))
	}
	if document.String("origin") != "portal" || document.String("uploadedBy") != "Ann" || document.Bool("seen") {
		t.Errorf("Ann's upload is %s", document.Body)
	}
	if document := of(w.bobClient, "Note"); document.String("contact.id") != w.bob || document.At("company") != nil {
		t.Errorf("Bob, without a company, is linked to %v and %v", document.At("contact"), document.At("company"))
	}
}

func TestHL08_HL11_UploadIsReceivedAndRemoved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt"}, "receipt.pdf", pdf).Want(http.StatusOK).String("id")
	received := func() int {
		return w.viewer.Call("GET", "/api/desk/documents?tab=received&contact="+w.ann, nil).Want(http.StatusOK).Int("totalItems")
	}
	if n := received(); n != 1 {
		t.Errorf("%d documents stand under Received", n)
	}
	inbox := w.viewer.Call("GET", "/api/desk/inbox", nil).Want(http.StatusOK)
	if inbox.String("items.0.id") != id || inbox.Int("unseenCount") != 1 {
		t.Errorf("the inbox is %s", inbox.Body)
	}
	w.viewer.Call("GET", "/api/desk/documents/"+id+"/file", nil).Want(http.StatusOK)
	if n := w.viewer.Call("GET", "/api/desk/inbox", nil).Int("unseenCount"); n != 0 {
		t.Errorf("%d uploads are unseen after a look", n)
	}

	w.bobClient.Call("DELETE", uploads+"/"+id, nil).Want(http.StatusNotFound)
	if n := w.annClient.Call("GET", uploads+"?list=uploads", nil).Int("totalItems"); n != 1 {
		t.Errorf("Ann has %d uploads", n)
	}
	w.annClient.Call("DELETE", uploads+"/"+id, nil).Want(http.StatusNoContent)
	if n := received(); n != 0 {
		t.Errorf("%d documents stand under Received after removal", n)
	}
	w.annClient.Call("DELETE", uploads+"/"+id, nil).Want(http.StatusNotFound)
}

func TestOC05_BadUploadsNameTheirCauseAndLeaveNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"max_upload_size": 1 << 20}).
		Want(http.StatusOK)
	before := w.documents()
	title := map[string]string{"title": "t"}
	for name, test := range map[string]struct {
		fields  map[string]string
		file    string
		content []byte
		status  int
		path    string
		code    string
	}{
		"empty":               {title, "a.pdf", nil, 400, "data.file.code", "empty"},
		"too large":           {title, "a.pdf", bytes.Repeat(pdf, 20000), 413, "data.file.code", "too_large"},
		"type":                {title, "a.exe", []byte("MZ\x90\x00\x03\x00\x00\x00\x04"), 400, "data.file.code", "type_not_allowed"},
		"type under a mask":   {title, "a.pdf", []byte("MZ\x90\x00\x03\x00\x00\x00\x04"), 400, "data.file.code", "type_not_allowed"},
		"html":                {title, "a.txt", []byte("<html><script>alert(1)</script>"), 400, "data.file.code", "type_not_allowed"},
		"path in name":        {title, "../../etc/passwd", pdf, 400, "data.file.code", "invalid_name"},
		"backslashes in name": {title, `..\..\boot.ini`, pdf, 400, "data.file.code", "invalid_name"},
		"dots for a name":     {title, "..", pdf, 400, "data.file.code", "invalid_name"},
		"long name":           {title, strings.Repeat("a", 300) + ".pdf", pdf, 400, "data.file.code", "invalid_name"},
		"no title":            {nil, "a.pdf", pdf, 400, "data.title.code", "validation_required"},
		"blank title":         {map[string]string{"title": "  "}, "a.pdf", pdf, 400, "data.title.code", "validation_required"},
		"long title":          {map[string]string{"title": strings.Repeat("ä", 300)}, "a.pdf", pdf, 400, "data.title.code", "validation_length_out_of_range"},
		"long description":    {map[string]string{"title": "t", "description": strings.Repeat("a", 2001)}, "a.pdf", pdf, 400, "data.description.code", "validation_length_too_long"},
	} {
		answer := w.annClient.Upload("POST", uploads, test.fields, test.file, test.content)
		if answer.Status != test.status || answer.At(test.path) != test.code {
			t.Errorf("%s: answers %d %s", name, answer.Status, answer.Body)
		}
	}
	answer := w.annClient.Send(func() *http.Request {
		req := w.annClient.Request("POST", uploads, strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n--x--\r\n"))
		req.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		return req
	}()).Want(http.StatusBadRequest)
	if answer.At("data.file.code") != "missing" {
		t.Errorf("without a file: %s", answer.Body)
	}
	if after := w.documents(); after != before {
		t.Errorf("%d documents were stored", after-before)
	}
	if left := w.leftovers(); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	// 200 characters, and the words of the world, are welcome.
	w.annClient.Upload("POST", uploads, map[string]string{"title": strings.Repeat("ä", 200)}, "納税 \U0001F4C4.pdf", pdf).Want(http.StatusOK)
}

func TestOC05_LostConnectionLeavesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := w.documents()
	address, _ := url.Parse(w.URL)
	cookies := w.annClient.HTTP.Jar.Cookies(&url.URL{Scheme: "http", Host: address.Host, Path: uploads})
	conn, err := net.Dial("tcp", address.Host)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: %s\r\nCookie: %s=%s\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 500000\r\n\r\n"+
		"--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%s",
		uploads, address.Host, cookies[0].Name, cookies[0].Value, bytes.Repeat(pdf, 1000))
	testapp.Eventually(t, "the file is being staged", func() error {
		for _, file := range w.leftovers() {
			if info, err := os.Stat(file); err == nil && info.Size() > 0 {
				return nil
			}
		}
		return fmt.Errorf("nothing staged yet")
	})
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	testapp.Eventually(t, "the staged part is removed", func() error {
		if left := w.leftovers(); len(left) != 0 {
			return fmt.Errorf("left behind: %v", left)
		}
		return nil
	})
	if after := w.documents(); after != before {
		t.Errorf("%d documents were stored", after-before)
	}
}

// An upload that is not wanted is refused before its body is sent.
func TestUploadIsRefusedBeforeItsBody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for who, test := range map[string]struct {
		client *testapp.Client
		status int
		length int64
	}{
		"stranger":    {w.Stranger(), http.StatusUnauthorized, 900 << 20},
		"client":      {w.annClient, http.StatusRequestEntityTooLarge, 900 << 20},
		"other desk":  {w.viewer, http.StatusUnauthorized, 900 << 20},
		"huge number": {w.annClient, http.StatusRequestEntityTooLarge, 1 << 60},
	} {
		body, sender := io.Pipe() // never sends a byte
		req := test.client.Request("POST", uploads, body)
		req.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		req.ContentLength = test.length
		answer, err := test.client.Try(req)
		if err != nil {
			t.Errorf("%s: %v", who, err)
		} else if answer.Status != test.status {
			t.Errorf("%s: answers %d %s", who, answer.Status, answer.Body)
		}
		_ = sender.Close()
	}
}

// Sent again, because its answer was lost, an upload is stored once.
func TestUploadSentAgainIsStoredOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	send := func(c *testapp.Client, key string) string {
		req := c.UploadRequest("POST", uploads, map[string]string{"title": "t"}, "a.pdf", pdf)
		req.Header.Set("Idempotency-Key", key)
		return c.Send(req).Want(http.StatusOK).String("id")
	}
	first := send(w.annClient, "key-1")
	if again := send(w.annClient, "key-1"); again != first {
		t.Errorf("sent again it is another document: %s and %s", first, again)
	}
	if other := send(w.annClient, "key-2"); other == first {
		t.Error("another upload is the same document")
	}
	if bobs := send(w.bobClient, "key-1"); bobs == first {
		t.Error("Bob got Ann's document")
	}
	if n := w.annClient.Call("GET", uploads+"?list=uploads", nil).Int("totalItems"); n != 2 {
		t.Errorf("Ann has %d uploads, want 2", n)
	}
}

func (w *world) useMail(server *smtptest.Server) {
	host, port, _ := net.SplitHostPort(server.Addr())
	w.owner.Call("PATCH", "/api/settings", map[string]any{
		"meta": map[string]any{"appURL": w.URL, "senderName": "Firm", "senderAddress": "portal@firm.test"},
		"smtp": map[string]any{"enabled": true, "host": host, "port": number(port)},
	}).Want(http.StatusOK)
}

func number(s string) (n int) {
	_, _ = fmt.Sscan(s, &n)
	return n
}

// The mail ends with the text that the firm has set, whatever it was before; without one, with the sentence alone.
func TestOC07_TextOfTheNotificationIsTheFirms(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	for title, text := range map[string]string{"First": "Please file it.", "Second": "Call the client\nthe same day.", "Third": ""} {
		w.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{
			"upload_assignee": w.editorID, "upload_notification_text": text,
		}).Want(http.StatusOK)
		w.annClient.Upload("POST", uploads, map[string]string{"title": title}, "r.pdf", pdf).Want(http.StatusOK)
		mail := server.Wait(t, func(m smtptest.Message) bool { return m.Subject == "Notification About: "+title })
		want := strings.TrimSpace("A new document has been uploaded via the portal. " + text)
		if got := strings.TrimSpace(mail.Text); !strings.HasSuffix(got, want) {
			t.Errorf("with %q the mail ends otherwise:\n%s", text, got)
		}
	}
}

func TestOC06_OC07_OC08_AssigneeIsNotified(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	server := smtptest.Start(t)
	w.useMail(server)
	w.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{
		"firm_name": "Miller & Co", "upload_assignee": w.editorID, "upload_notification_text": "Please file it within two days.",
	}).Want(http.StatusOK)

	id := w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt June", "description": "From the scanner"}, "r.pdf", pdf).
		Want(http.StatusOK).String("id")
	document := w.editor.Call("GET", "/api/desk/documents/"+id, nil)
	if document.String("assignedTo.id") != w.editorID {
		t.Errorf("the upload is assigned to %v", document.At("assignedTo"))
	}
	mail := server.Wait(t, func(m smtptest.Message) bool { return strings.Contains(m.Subject, "Receipt June") })
	if mail.Subject != "Notification About: Receipt June" {
		t.Errorf("the subject is %q", mail.Subject)
	}
	for _, line := range []string{
		"Notification About: Receipt June", "To view this record Click here", "Document title: Receipt June",
		"Document description: From the scanner", "Contact who uploaded: Ann", "Company who uploaded: Acme Ltd",
		"A new document has been uploaded via the portal. Please file it within two days.",
	} {
		if !strings.Contains(mail.Text, line) {
			t.Errorf("the mail lacks %q:\n%s", line, mail.Text)
		}
	}
	if link := w.URL + "/_/#/documents/" + id; !strings.Contains(mail.Text, link) || !strings.Contains(mail.HTML, `href="`+link+`"`) {
		t.Errorf("the mail does not link to %s", link)
	}
	if n := w.editor.Call("GET", "/api/desk/inbox?assigned=me", nil).Int("totalItems"); n != 1 {
		t.Errorf("%d uploads are assigned to the editor", n)
	}
	if n := w.manager.Call("GET", "/api/desk/inbox?assigned=me", nil).Int("totalItems"); n != 0 {
		t.Errorf("%d uploads are assigned to the manager", n)
	}
}

// Without a mail server nothing fails; the outbox says so, and sends when there is one.
func TestOC08_MailWaitsForAServer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"upload_assignee": w.editorID}).
		Want(http.StatusOK)
	started := time.Now()
	w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt"}, "r.pdf", pdf).Want(http.StatusOK)
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("the upload waited %v", took)
	}
	outbox := w.viewer.Call("GET", "/api/collections/outbox/records", nil).Want(http.StatusOK)
	if outbox.String("items.0.state") != "queued" || !strings.Contains(outbox.String("items.0.last_error"), "No mail server") {
		t.Errorf("the outbox says %s", outbox.Body)
	}
	if outbox.At("items.0.text") != nil || outbox.At("items.0.html") != nil {
		t.Error("the outbox shows bodies")
	}
	server := smtptest.Start(t)
	w.useMail(server)
	server.Wait(t, func(m smtptest.Message) bool { return m.Subject == "Notification About: Receipt" })
	testapp.Eventually(t, "the outbox says sent", func() error {
		if state := w.viewer.Call("GET", "/api/collections/outbox/records", nil).String("items.0.state"); state != "sent" {
			return fmt.Errorf("it is %s", state)
		}
		return nil
	})
}

// An upload is new to the firm until somebody looks at it: asking how large it is does not count.
func TestHL08_HeadDoesNotCountAsSeen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.annClient.Upload("POST", uploads, map[string]string{"title": "Receipt"}, "receipt.pdf", pdf).Want(http.StatusOK).String("id")
	seen := func() bool {
		return w.viewer.Call("GET", "/api/desk/documents/"+id, nil).Want(http.StatusOK).Bool("seen")
	}
	w.viewer.Call("HEAD", "/api/desk/documents/"+id+"/file", nil).Want(http.StatusOK)
	if seen() {
		t.Error("a HEAD request marks it as seen")
	}
	w.viewer.Call("GET", "/api/desk/documents/"+id+"/file", nil).Want(http.StatusOK)
	if !seen() {
		t.Error("after a look it is not marked as seen")
	}
}
