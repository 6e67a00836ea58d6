package acceptance

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/smtptest"
)

const (
	portalMessages = "/api/portal/messages"
	deskMessages   = "/api/desk/messages"
)

// say sends a message about something ("document", "project", "contact" or, for a client, nothing).
func say(c *testapp.Client, path, about, id, text string, files ...string) *testapp.Answer {
	body := map[string]any{"text": text, "files": files}
	if about != "" {
		body[about] = id
	}
	return c.Call("POST", path, body)
}

// texts are what is written in a conversation, in order.
func texts(answer *testapp.Answer) string {
	var all []string
	for _, item := range answer.Want(http.StatusOK).At("items").([]any) {
		all = append(all, item.(map[string]any)["text"].(string))
	}
	return strings.Join(all, " | ")
}

func unread(c *testapp.Client) int {
	return c.Call("GET", session, nil).Want(http.StatusOK).Int("unread")
}

// attach uploads a file for a message and returns its id.
func attach(c *testapp.Client, door, name string, content []byte) string {
	return c.Upload("POST", "/api/"+door+"/attachments", nil, name, content).Want(http.StatusOK).String("id")
}

func TestCC15_ClientAndFirmWriteToEachOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	events := w.annClient.Events()
	say(w.annClient, portalMessages, "", "", "Hello,\r\nwhat about <b>March</b>?").Want(http.StatusOK)
	if event := next(t, events); event != "changed" {
		t.Errorf("Ann's page hears %q", event)
	}
	thread := w.viewer.Call("GET", deskMessages+"?contact="+w.ann, nil).Want(http.StatusOK)
	if got := texts(thread); got != "Hello,\nwhat about <b>March</b>?" {
		t.Errorf("the firm reads %q", got)
	}
	if thread.String("items.0.author") != "Ann" || thread.String("items.0.side") != "client" || thread.Bool("items.0.mine") {
		t.Errorf("the message says %s", thread.Body)
	}
	say(w.editor, deskMessages, "contact", w.ann, "It is on its way.").Want(http.StatusOK)
	if event := next(t, events); event != "changed" {
		t.Errorf("Ann's page hears %q", event)
	}
	if n := unread(w.annClient); n != 1 {
		t.Errorf("Ann has %d unread messages", n)
	}
	if n := unread(w.bobClient); n != 0 {
		t.Errorf("Bob has %d unread messages", n)
	}
	thread = w.annClient.Call("GET", portalMessages, nil)
	if got := texts(thread); got != "Hello,\nwhat about <b>March</b>? | It is on its way." {
		t.Errorf("Ann reads %q", got)
	}
	if thread.Int("read") != 0 || thread.Int("last") != 2 || !thread.Bool("items.0.mine") || thread.Bool("items.1.mine") {
		t.Errorf("the conversation says %s", thread.Body)
	}
	w.annClient.Call("POST", portalMessages+"/read", map[string]any{"seq": 2}).Want(http.StatusNoContent)
	if n := unread(w.annClient); n != 0 {
		t.Errorf("having read, Ann has %d unread messages", n)
	}
	w.annClient.Call("POST", portalMessages+"/read", map[string]any{"seq": 1}).Want(http.StatusNoContent) // an old page
	if n := unread(w.annClient); n != 0 {
		t.Errorf("an old page brings back %d unread messages", n)
	}
	w.editor.Call("POST", deskMessages+"/read", map[string]any{"contact": w.ann, "seq": 1}).Want(http.StatusNoContent)
	say(w.manager, deskMessages, "contact", w.ann, "And another thing.").Want(http.StatusOK)
	thread = w.viewer.Call("GET", deskMessages+"?contact="+w.ann, nil)
	if thread.Int("read") != 3 {
		t.Errorf("what the firm wrote is new to the firm: %s", thread.Body)
	}
	if thread.String("readers.0.name") != "Ann" || thread.Int("readers.0.seq") != 2 {
		t.Errorf("the firm sees that %v has read", thread.At("readers"))
	}
	if got := texts(w.bobClient.Call("GET", portalMessages, nil)); got != "" {
		t.Errorf("Bob reads %q", got)
	}
}

// What is unread at the firm waits for somebody who may answer.
func TestCC16_InboxOfMessages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	inbox := func(name string) *testapp.Answer {
		return w.viewer.Call("GET", "/api/desk/conversations?inbox="+name, nil).Want(http.StatusOK)
	}
	say(w.annClient, portalMessages, "", "", "One").Want(http.StatusOK)
	say(w.annClient, portalMessages, "", "", "Two").Want(http.StatusOK)
	say(w.bobClient, portalMessages, "document", w.bobs, "Three").Want(http.StatusOK)
	list := inbox("unread")
	if list.Int("totalItems") != 2 || list.Int("unreadCount") != 3 {
		t.Fatalf("unread: %s", list.Body)
	}
	if list.String("items.0.kind") != "document" || list.String("items.0.id") != w.bobs || !strings.HasPrefix(list.String("items.0.context"), "Bob") ||
		list.String("items.1.name") != "Ann" || list.String("items.1.last") != "Two" || list.Int("items.1.unread") != 2 {
		t.Errorf("unread: %s", list.Body)
	}
	read := map[string]any{"contact": w.ann, "seq": 2}
	w.viewer.Call("POST", deskMessages+"/read", read).Want(http.StatusForbidden)
	say(w.viewer, deskMessages, "contact", w.ann, "x").Want(http.StatusForbidden)
	w.editor.Call("POST", deskMessages+"/read", read).Want(http.StatusNoContent)
	if list := inbox("unread"); list.Int("totalItems") != 1 || list.Int("unreadCount") != 1 {
		t.Errorf("one read: %s", list.Body)
	}
	if list := inbox("unanswered"); list.Int("totalItems") != 2 {
		t.Errorf("unanswered: %s", list.Body)
	}
	say(w.editor, deskMessages, "contact", w.ann, "Answer").Want(http.StatusOK)
	if list := inbox("unanswered"); list.Int("totalItems") != 1 || list.String("items.0.id") != w.bobs {
		t.Errorf("one answered: %s", list.Body)
	}
	if list := w.viewer.Call("GET", "/api/desk/conversations?contact="+w.bob, nil); list.Int("totalItems") != 1 {
		t.Errorf("Bob's: %s", list.Body)
	}
	if list := w.viewer.Call("GET", "/api/desk/conversations?q=ANN", nil); list.Int("totalItems") != 1 || list.String("items.0.name") != "Ann" {
		t.Errorf("found: %s", list.Body)
	}
	w.viewer.Call("GET", "/api/desk/conversations?inbox=nonsense", nil).Want(http.StatusBadRequest)
}

// Comments on an item are seen by exactly those who see the item.
func TestHO14_CommentsFollowTheItem(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	about := "?document=" + s.document
	say(s.annClient, portalMessages, "document", s.document, "The door is on the wrong side.").Want(http.StatusOK)
	file := attach(s.annClient, "portal", "sketch.pdf", pdf)
	say(s.annClient, portalMessages, "document", s.document, "", file).Want(http.StatusOK)
	path := "/api/portal/attachments/" + file + "/file"
	view := s.annClient.Call("GET", uploads+"/"+s.document, nil).Want(http.StatusOK)
	if view.Int("comments") != 2 || view.Int("unread") != 0 {
		t.Errorf("Ann's item says %s", view.Body)
	}
	items := s.portal(s.viewer)
	if items.Int("items.0.comments") != 2 || items.Int("items.0.unread") != 2 || items.Int("unread") != 2 {
		t.Errorf("Manage portal says %s", items.Body)
	}
	refused := func(c *testapp.Client) {
		t.Helper()
		nothing := c.Call("GET", portalMessages+"?document=aaaaaaaaaaaaaaa", nil).Want(http.StatusNotFound)
		if answer := c.Call("GET", portalMessages+about, nil).Want(http.StatusNotFound); !bytes.Equal(answer.Body, nothing.Body) {
			t.Errorf("not theirs answers %s, not there %s", answer.Body, nothing.Body)
		}
		say(c, portalMessages, "document", s.document, "x").Want(http.StatusNotFound)
		c.Call("POST", portalMessages+"/read", map[string]any{"document": s.document, "seq": 9}).Want(http.StatusNotFound)
		c.Call("GET", path, nil).Want(http.StatusNotFound)
		if list := c.Call("GET", "/api/portal/conversations", nil).Want(http.StatusOK); bytes.Contains(list.Body, []byte(s.document)) {
			t.Errorf("the list says %s", list.Body)
		}
	}
	refused(s.bobClient)
	s.editor.Create("project_contacts", map[string]any{"project": s.project, "contact": s.bob})
	if got := texts(s.bobClient.Call("GET", portalMessages+about, nil)); got != "The door is on the wrong side. | " {
		t.Errorf("Bob reads %q", got)
	}
	if got := s.bobClient.Call("GET", path+"?download=1", nil).Want(http.StatusOK); !bytes.Equal(got.Body, pdf) {
		t.Error("Bob gets another file")
	}
	say(s.bobClient, portalMessages, "document", s.document, "No, it is right.").Want(http.StatusOK)
	if n := unread(s.annClient); n != 1 {
		t.Errorf("Ann has %d unread", n)
	}
	s.editor.Call("DELETE", "/api/collections/shares/records/"+s.share, nil).Want(http.StatusNoContent)
	refused(s.annClient)
	refused(s.bobClient)
	if n := unread(s.annClient); n != 0 {
		t.Errorf("after the unshare Ann has %d unread", n)
	}
	// What was written comes back with the item.
	s.editor.Share(s.document, "project", s.project)
	if got := texts(s.annClient.Call("GET", portalMessages+about, nil)); got != "The door is on the wrong side. |  | No, it is right." {
		t.Errorf("Ann reads %q", got)
	}
}

func TestHO15_UnreadCountOfAProject(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	say(s.annClient, portalMessages, "project", s.project, "When do you begin?").Want(http.StatusOK)
	say(s.annClient, portalMessages, "document", s.document, "A comment").Want(http.StatusOK)
	say(s.annClient, portalMessages, "", "", "Not about the project").Want(http.StatusOK)
	if n := s.portal(s.viewer).Int("unread"); n != 2 {
		t.Errorf("%d new messages", n)
	}
	list := s.viewer.Call("GET", "/api/desk/conversations?project="+s.project, nil).Want(http.StatusOK)
	if list.Int("totalItems") != 2 || list.Int("unreadCount") != 2 {
		t.Errorf("the project's conversations: %s", list.Body)
	}
	s.editor.Call("POST", deskMessages+"/read", map[string]any{"project": s.project, "seq": 1}).Want(http.StatusNoContent)
	if n := s.portal(s.viewer).Int("unread"); n != 1 {
		t.Errorf("%d new messages after one was read", n)
	}
}

func TestHO16_StaffReplyByPermission(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	barred, barredID := s.Staff("Bar Red", "editor")
	helper, helperID := s.Staff("Hel Per", "viewer")
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": barredID, "permission": "view"})
	s.manager.Create("project_staff", map[string]any{"project": s.project, "staff": helperID, "permission": "edit"})
	for who, test := range map[string]struct {
		client *testapp.Client
		may    bool
	}{
		"barred": {barred, false}, "helper": {helper, true}, "viewer": {s.viewer, false}, "editor": {s.editor, true},
		"manager": {s.manager, true}, "owner": {s.owner, true},
	} {
		for about, id := range map[string]string{"project": s.project, "document": s.document} {
			status := http.StatusForbidden
			if test.may {
				status = http.StatusOK
			}
			if answer := say(test.client, deskMessages, about, id, who); answer.Status != status {
				t.Errorf("%s about a %s: %d", who, about, answer.Status)
			}
			if may := test.client.Call("GET", deskMessages+"?"+about+"="+id, nil).Want(http.StatusOK).Bool("canWrite"); may != test.may {
				t.Errorf("%s may write about a %s: %t", who, about, may)
			}
		}
	}
	for _, c := range []*testapp.Client{s.Stranger(), s.annClient} {
		c.Call("GET", deskMessages+"?project="+s.project, nil).Want(http.StatusUnauthorized)
		say(c, deskMessages, "project", s.project, "x").Want(http.StatusUnauthorized)
		c.Call("GET", "/api/desk/conversations", nil).Want(http.StatusUnauthorized)
	}
	s.switchPortal(false)
	s.annClient.Call("GET", portalMessages+"?project="+s.project, nil).Want(http.StatusNotFound)
	say(s.annClient, portalMessages, "project", s.project, "x").Want(http.StatusNotFound)
	// Records are written by Portico alone.
	if answer := s.editor.Call("POST", "/api/collections/messages/records", map[string]any{"text": "x"}); answer.Status < 400 {
		t.Errorf("a message can be made past the routes: %s", answer.Body)
	}
}

func TestMessagesBadInput(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for what, body := range map[string]map[string]any{
		"nothing": {}, "blanks": {"text": " \n\t"}, "too long": {"text": strings.Repeat("é", 5001)},
		"someone's file": {"text": "x", "files": []string{attach(w.bobClient, "portal", "a.pdf", pdf)}},
		"no such file":   {"text": "x", "files": []string{"aaaaaaaaaaaaaaa"}},
		"no list":        {"text": "x", "files": 3},
	} {
		if answer := w.annClient.Call("POST", portalMessages, body); answer.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, answer.Status, answer.Body)
		}
	}
	if got := texts(w.annClient.Call("GET", portalMessages, nil)); got != "" {
		t.Errorf("something was stored: %q", got)
	}
	say(w.annClient, portalMessages, "", "", strings.Repeat("é", 5000)).Want(http.StatusOK)
	for _, about := range []string{"", "?contact=" + w.ann + "&project=x", "?contact=aaaaaaaaaaaaaaa"} {
		if answer := w.editor.Call("GET", deskMessages+about, nil); answer.Status < 400 || answer.Status >= 500 {
			t.Errorf("%q answers %d", about, answer.Status)
		}
	}
	w.annClient.Upload("POST", "/api/portal/attachments", nil, "empty.pdf", nil).Want(http.StatusBadRequest)

	// Sent again because the answer was lost, it is one message.
	again := func() string {
		req := w.bobClient.Request("POST", portalMessages, strings.NewReader(`{"text":"Once"}`))
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Idempotency-Key", "k1")
		return w.bobClient.Send(req).Want(http.StatusOK).String("id")
	}
	if first := again(); first != again() {
		t.Error("one message became two")
	}
	if got := texts(w.bobClient.Call("GET", portalMessages, nil)); got != "Once" {
		t.Errorf("Bob reads %q", got)
	}
}

// Long conversations are read in parts.
func TestMessagesArePaged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	for i := range 60 {
		say(w.editor, deskMessages, "contact", w.ann, fmt.Sprint(i+1)).Want(http.StatusOK)
	}
	thread := w.annClient.Call("GET", portalMessages, nil).Want(http.StatusOK)
	if !thread.Bool("earlier") || thread.String("items.0.text") != "11" || thread.String("items.49.text") != "60" {
		t.Errorf("the end is %s", thread.Body)
	}
	thread = w.annClient.Call("GET", portalMessages+"?before=11", nil).Want(http.StatusOK)
	if thread.Bool("earlier") || thread.String("items.0.text") != "1" || thread.String("items.9.text") != "10" {
		t.Errorf("the beginning is %s", thread.Body)
	}
}

// A file that is not sent after all goes, and so do the files of what is deleted; nobody else ever gets them.
func TestAttachmentsGoWithTheirMessages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	bytesOf := func() int {
		files, err := filepath.Glob(filepath.Join(s.Dir, "storage", "*", "*", "*"))
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	before := bytesOf()
	unsent := attach(s.annClient, "portal", "a.pdf", pdf)
	s.annClient.Call("GET", "/api/portal/attachments/"+unsent+"/file", nil).Want(http.StatusNotFound)
	s.bobClient.Call("DELETE", "/api/portal/attachments/"+unsent, nil).Want(http.StatusNotFound)
	s.annClient.Call("DELETE", "/api/portal/attachments/"+unsent, nil).Want(http.StatusNoContent)

	for about, id := range map[string]string{"document": s.document, "project": s.project, "": ""} {
		say(s.annClient, portalMessages, about, id, "See this", attach(s.annClient, "portal", "a.pdf", pdf)).Want(http.StatusOK)
	}
	answer := attach(s.editor, "desk", "b.txt", []byte("from the firm"))
	say(s.editor, deskMessages, "contact", s.ann, "", answer).Want(http.StatusOK)
	if got := s.annClient.Call("GET", "/api/portal/attachments/"+answer+"/file", nil).Want(http.StatusOK); string(got.Body) != "from the firm" {
		t.Errorf("Ann gets %s", got.Body)
	}
	s.bobClient.Call("GET", "/api/portal/attachments/"+answer+"/file", nil).Want(http.StatusNotFound)
	s.viewer.Call("GET", "/api/desk/attachments/"+answer+"/file", nil).Want(http.StatusOK)
	if n := bytesOf(); n != before+4 {
		t.Errorf("%d files more", n-before)
	}
	s.editor.Call("DELETE", projects+"/"+s.project, nil).Want(http.StatusNoContent)
	if n := bytesOf(); n != before+4-3 { // the project's document, and what was attached about the two
		t.Errorf("after the project %d files more", n-before)
	}
	if n := s.editor.Call("GET", "/api/desk/contacts/"+s.ann+"/deletion", nil).Want(http.StatusOK).Int("messages"); n != 2 {
		t.Errorf("with Ann go %d messages", n)
	}
	s.editor.Call("DELETE", "/api/collections/contacts/records/"+s.ann, nil).Want(http.StatusNoContent)
	for _, name := range []string{"conversations", "messages", "message_files", "message_reads", "message_notices"} {
		if n := s.owner.Call("GET", "/api/collections/"+name+"/records", nil).Want(http.StatusOK).Int("totalItems"); n != 0 {
			t.Errorf("%d %s are left", n, name)
		}
	}
}

// overdue makes the mails about unread messages due, and sends them.
func overdue(w *world) {
	notices := w.owner.Call("GET", "/api/collections/message_notices/records?perPage=200", nil).Want(http.StatusOK)
	for _, item := range notices.At("items").([]any) {
		w.owner.Call("PATCH", "/api/collections/message_notices/records/"+item.(map[string]any)["id"].(string),
			map[string]any{"due": "2020-01-01 00:00:00.000Z"}).Want(http.StatusOK)
	}
	w.owner.Call("POST", "/api/crons/portico_messages", nil).Want(http.StatusNoContent)
}

// One mail tells of all that has stayed unread, without what was written; nothing tells of what was read.
func TestCC16_MailTellsOfUnreadMessages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mail := smtptest.Start(t)
	w.useMail(mail)
	w.owner.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"upload_assignee": w.editorID}).Want(http.StatusOK)

	say(w.editor, deskMessages, "contact", w.ann, "A secret").Want(http.StatusOK)
	say(w.editor, deskMessages, "contact", w.ann, "And another").Want(http.StatusOK)
	say(w.editor, deskMessages, "document", w.shared, "Look here").Want(http.StatusOK)
	say(w.editor, deskMessages, "contact", w.bob, "Read at once").Want(http.StatusOK)
	w.bobClient.Call("POST", portalMessages+"/read", map[string]any{"seq": 1}).Want(http.StatusNoContent)
	overdue(w)
	m := mail.Wait(t, smtptest.To("ann@client.test"))
	if m.Subject != "3 new messages in the client portal of Your firm" || strings.Contains(m.Text, "secret") ||
		!strings.Contains(m.Text, "2 new messages from Ed Itor") || !strings.Contains(m.Text, "For Ann: 1 new message from Ed Itor") {
		t.Errorf("the mail says %s\n%s", m.Subject, m.Text)
	}

	say(w.bobClient, portalMessages, "", "", "Thank you").Want(http.StatusOK)
	overdue(w)
	m = mail.Wait(t, smtptest.To("ed.itor@firm.test"))
	if m.Subject != "1 new message in the client portal of Your firm" || !strings.Contains(m.Text, "1 new message from Bob") {
		t.Errorf("the mail says %s\n%s", m.Subject, m.Text)
	}

	// Who wants no mails gets none, nor does who has lost the item.
	w.annClient.Call("PATCH", "/api/portal/account", map[string]any{"messageMails": "sometimes"}).Want(http.StatusBadRequest)
	w.annClient.Call("PATCH", "/api/portal/account", map[string]any{"messageMails": "never"}).Want(http.StatusNoContent)
	if got := w.annClient.Call("GET", session, nil).String("messageMails"); got != "never" {
		t.Errorf("Ann's choice is %s", got)
	}
	say(w.editor, deskMessages, "contact", w.ann, "Unheard").Want(http.StatusOK)
	shared := w.editor.AddDocument("contact", w.bob, "For Bob", "b.pdf", pdf)
	share := w.editor.Share(shared, "contact", w.bob)
	say(w.editor, deskMessages, "document", shared, "Look").Want(http.StatusOK)
	w.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	overdue(w)
	testapp.Eventually(t, "nobody is to be told of anything any more", func() error {
		if n := w.owner.Call("GET", "/api/collections/message_notices/records", nil).Want(http.StatusOK).Int("totalItems"); n != 0 {
			return fmt.Errorf("%d notices wait", n)
		}
		return nil
	})
	if n := w.owner.Call("GET", "/api/collections/outbox/records", nil).Want(http.StatusOK).Int("totalItems"); n != 2 {
		t.Errorf("%d mails in the outbox", n)
	}
}

// A preview shows what the client sees, and leaves no trace.
func TestHO09_PreviewReadsMessagesAndMarksNothing(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	say(s.editor, deskMessages, "project", s.project, "Welcome").Want(http.StatusOK)
	say(s.editor, deskMessages, "contact", s.ann, "For Ann").Want(http.StatusOK)
	s.editor.Call("POST", "/api/desk/projects/"+s.project+"/preview", map[string]any{"contact": s.ann}).Want(http.StatusOK)
	if got := texts(s.editor.Call("GET", "/api/preview/messages?project="+s.project, nil)); got != "Welcome" {
		t.Errorf("the preview shows %q", got)
	}
	if got := texts(s.editor.Call("GET", "/api/preview/messages", nil)); got != "For Ann" {
		t.Errorf("the preview shows %q", got)
	}
	for _, path := range []string{"/api/preview/messages", "/api/preview/messages/read", "/api/preview/attachments"} {
		s.editor.Call("POST", path, map[string]any{"project": s.project, "text": "x", "seq": 1}).Want(http.StatusForbidden)
	}
	if n := unread(s.annClient); n != 2 {
		t.Errorf("after the preview Ann has %d unread", n)
	}
}
