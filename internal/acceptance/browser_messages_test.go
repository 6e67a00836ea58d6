package acceptance

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
)

// looks are the two ways in which most people see the portal.
var looks = map[string][]browser.Option{"on a desktop": nil, "on a phone": {browser.Phone}}

// onEachLook runs a test on a desktop and on a phone.
func onEachLook(t *testing.T, test func(t *testing.T, options ...browser.Option)) {
	t.Helper()
	for name, options := range looks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, options...)
		})
	}
}

// menu is the portal's navigation.
func menu(p *browser.Page) *browser.Page { return p.Within("nav", "Home") }

// goTo goes to one of the places that stand behind More on a phone, for who has projects.
func goTo(p *browser.Page, place string, options []browser.Option) {
	if len(options) > 0 {
		menu(p).Click("More")
	}
	menu(p).Click(place)
}

// wantTitle waits until the browser's tab is called so.
func wantTitle(p *browser.Page, title string) {
	p.Wait("the tab is called "+title, fmt.Sprintf("document.title === %q", title))
}

func TestCC15_BrowserClientSendsAndReceives(t *testing.T) {
	t.Parallel()
	onEachLook(t, func(t *testing.T, options ...browser.Option) {
		t.Helper()
		w := newWorld(t)
		w.Unlimited() // the page is asked again and again below
		w.firm(map[string]any{"firm_name": "Miller & Co"})
		client := w.client(t, options...)
		client.Evaluate("void (globalThis.samePage = true)", nil)
		menu(client).Click("Messages")
		if len(options) > 0 {
			client.Click("Miller & Co")
		}
		client.See("No messages yet")
		client.See("You and Miller & Co read this.")
		write := "Write to: Messages with Miller & Co"
		client.Fill(write, "Hello,\n<b>when</b> is it due? (https://example.com/a_(b)).")
		client.Click("Send")
		thread := client.Within("[role=region]", "when")
		thread.See("<b>when</b> is it due?")
		client.SeeValue(write, "")
		client.Wait("the link is a link, and the markup is text", `(() => {
			const [link, more] = document.querySelectorAll(".talk-text a");
			return !more && link.href === "https://example.com/a_(b)" && link.target === "_blank"
				&& link.rel === "noopener noreferrer nofollow" && !document.querySelector(".talk-text b");
		})()`)
		if got := texts(w.viewer.Call("GET", deskMessages+"?contact="+w.ann, nil)); !strings.HasPrefix(got, "Hello,\n<b>when</b>") {
			t.Errorf("the firm reads %q", got)
		}

		// The answer is there without a reload, and read because it is on the screen.
		say(w.editor, deskMessages, "contact", w.ann, "On Friday.").Want(http.StatusOK)
		thread.See("Ed Itor")
		thread.See("On Friday.")
		client.Wait("it is marked as read", `fetch("/api/portal/session").then((r) => r.json()).then((me) => me.unread === 0)`)
		wantTitle(client, map[bool]string{true: "Miller & Co · Miller & Co", false: "Messages · Miller & Co"}[len(options) > 0])

		// Ctrl+Enter sends, Enter makes a line.
		client.Fill(write, "Thank you")
		client.Press("Enter")
		client.Type("Ann")
		client.Press("Control+Enter")
		thread.See("Thank you Ann")
		client.Wait("it is still the page of the beginning", "globalThis.samePage")
	})
}

func TestCC15_BrowserUnreadIsCountedUntilItIsRead(t *testing.T) {
	t.Parallel()
	onEachLook(t, func(t *testing.T, options ...browser.Option) {
		t.Helper()
		s := newSite(t)
		s.firm(map[string]any{"firm_name": "Miller & Co"})
		client := s.client(t, options...)
		client.See("For Ann")
		say(s.editor, deskMessages, "contact", s.ann, "One").Want(http.StatusOK)
		say(s.editor, deskMessages, "project", s.project, "Two").Want(http.StatusOK)
		say(s.editor, deskMessages, "document", s.document, "Three").Want(http.StatusOK)
		menu(client).See("Messages 3 , 3 unread")
		wantTitle(client, "(5) Documents · Miller & Co") // and two new documents
		client.Row("Floor plan").See("1 new comment")

		goTo(client, "Projects", options)
		client.Within("nav", "My uploads").See("Messages 1 , 1 unread")
		wantTitle(client, "(3) Hafenstraße 3 · Miller & Co")
		menu(client).Click("Messages 3 , 3 unread")
		client.Row("Hafenstraße 3").See("Ed Itor: Two")
		// On a desktop, the firm's is open beside the list, and with that read.
		if len(options) > 0 {
			menu(client).See("Messages 3 , 3 unread") // the list alone is no reading
			client.Click("Miller & Co")
			client.See("One")
		}
		menu(client).See("Messages 2 , 2 unread")
		wantTitle(client, map[bool]string{true: "(2) Miller & Co · Miller & Co", false: "(2) Messages · Miller & Co"}[len(options) > 0])
		client.Within("[role=region]", "One").See("New")
		if len(options) > 0 {
			client.Click("All messages")
		}
		client.Click("Hafenstraße 3")
		client.See("Two")
		menu(client).See("Messages 1 , 1 unread")

		// Comments count as read when they are open, not when the item is.
		menu(client).Click("Documents")
		client.Click("1 new comment on Floor plan")
		client.Dialog("Floor plan").See("Three")
		client.Dialog("Floor plan").See("Everyone who can see this item reads this.")
		menu(client).DontSee("unread")
		client.Press("Escape")
		menu(client).DontSee("unread")
		client.Row("Floor plan").See("1 comment")
		if len(options) > 0 { // where they are shown alone, the item was not opened
			client.Row("Floor plan").See("New")
		}
	})
}

// Nobody has read what came while nobody looked.
func TestCC15_BrowserAPageInTheBackgroundReadsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.Go(w.URL + "/#/messages/firm")
	client.See("No messages yet")
	client.Evaluate(`void Object.defineProperty(document, "visibilityState", { get: () => globalThis.looksAway ? "hidden" : "visible" })`, nil)
	client.Evaluate("void (globalThis.looksAway = true)", nil)
	say(w.editor, deskMessages, "contact", w.ann, "Are you there?").Want(http.StatusOK)
	client.Within("[role=region]", "Are you there?").See("New")
	menu(client).See("Messages 1 , 1 unread")
	if n := unread(w.annClient); n != 1 {
		t.Errorf("%d are unread, want 1", n)
	}
	client.Evaluate(`void (globalThis.looksAway = false, document.dispatchEvent(new Event("visibilitychange")))`, nil)
	menu(client).DontSee("unread")
	client.Within("[role=region]", "Are you there?").See("New") // until it is answered
}

func TestCC15_BrowserFilesAreAttached(t *testing.T) {
	t.Parallel()
	onEachLook(t, func(t *testing.T, options ...browser.Option) {
		t.Helper()
		w := newWorld(t)
		client := w.client(t, options...)
		client.Go(w.URL + "/#/messages/firm")
		client.See("No messages yet")
		client.Choose("Attach files", browser.File(t, "sketch.png", photo(t)), browser.File(t, "empty.pdf", nil))
		chosen := client.Within("ul[aria-label='Files to send']", "")
		chosen.See("This file is empty")
		client.Click("Send") // does not go without what was to go along
		client.See("Not sent. “empty.pdf” has not arrived. Remove it, or try again.")
		client.Click("Remove empty.pdf")
		client.Drop(".talk-scroll", browser.File(t, "notes.txt", []byte("dropped")))
		chosen.See("notes.txt")
		client.Wait("both have arrived", `document.querySelectorAll(".talk-upload.is-done").length === 2`)
		if len(options) == 0 {
			client.Reload() // what was begun is still there
		}
		client.Click("Send")
		thread := client.Within("[role=region]", "sketch.png")
		thread.See("Image · ")
		client.Wait("nothing is left to send", `!document.querySelector(".talk-upload")`)
		if got := w.viewer.Call("GET", deskMessages+"?contact="+w.ann, nil); len(got.At("items.0.files").([]any)) != 2 {
			t.Errorf("the firm has %s", got.Body)
		}

		client.Click("Preview sketch.png")
		client.Dialog("sketch.png").SeeButton("Download")
		client.Wait("the picture is shown", `document.querySelector("dialog img")?.naturalWidth === 160`)
		client.Click("Close")
		name, content := client.Download(func() { client.Click("Download notes.txt") })
		if name != "notes.txt" || string(content) != "dropped" {
			t.Errorf("downloaded %q: %q", name, content)
		}
	})
}

// A slow file can be cancelled; the message does not go without it.
func TestCC15_BrowserFilesOnTheirWay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.Go(w.URL + "/#/messages/firm")
	client.See("No messages yet")
	client.SlowUploads(20_000)
	client.Fill("Write to: Messages with Your firm", "with a plan")
	client.Choose("Attach files", browser.File(t, "plan.pdf", append(pdf, make([]byte, 2<<20)...)))
	client.Disabled("Send")
	menu(client).Click("Home") // another page would stop it
	client.Dialog("Leave this page?").Click("Stay")
	client.Click("Cancel plan.pdf")
	client.SlowUploads(0)
	client.DontSee("plan.pdf")
	client.Click("Send")
	client.Within("[role=region]", "with a plan").DontSee("plan.pdf")

	// What is written while a message is on its way is the next one.
	write := "Write to: Messages with Your firm"
	client.SeeValue(write, "")
	client.SlowAnswers(2 * time.Second)
	client.Fill(write, "The first.")
	client.Press("Control+Enter")
	client.SeeButton("Sending…")
	client.Type("The second.")
	client.SlowAnswers(0)
	client.Within("[role=region]", "The first.").DontSee("The second.")
	client.SeeValue(write, "The second.")
}

func TestCC15_BrowserLostConnectionSendsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	line := w.Line()
	client := browser.Portal(t, line.URL, "ann@client.test", w.annPassword)
	client.Go(line.URL + "/#/messages/firm")
	client.See("No messages yet")
	write := "Write to: Messages with Your firm"
	client.Fill(write, "Only once")
	line.LoseAnswers()
	client.Click("Send")
	client.See("Not sent.")
	client.SeeValue(write, "Only once")
	line.Mend()
	client.Click("Try again")
	client.SeeValue(write, "")
	client.DontSee("Not sent.")
	client.Within("[role=region]", "Only once").See("Only once")
	if got := texts(w.viewer.Call("GET", deskMessages+"?contact="+w.ann, nil)); got != "Only once" {
		t.Errorf("the firm has received %q", got)
	}

	// Without any connection the text stays, on another page too, until it is sent.
	line.Cut()
	client.See("No connection to the portal.")
	client.Fill(write, "Later")
	client.Click("Send")
	client.See("Not sent.")
	menu(client).Click("Account")
	menu(client).Click("Messages")
	line.Mend()
	client.DontSee("No connection to the portal.")
	client.SeeValue(write, "Later")
	client.Click("Send")
	client.SeeValue(write, "")
	if got := texts(w.viewer.Call("GET", deskMessages+"?contact="+w.ann, nil)); got != "Only once | Later" {
		t.Errorf("the firm has received %q", got)
	}

	// What was begun is not left behind for whoever signs in next.
	client.Fill(write, "private")
	client.Click("Ann: menu")
	client.Within(".menu-panel", "").Click("Sign out")
	client.See("Forgot password")
	client.Wait("nothing is kept", `Object.keys(sessionStorage).every((name) => !sessionStorage[name].includes("private"))`)
}

func TestCC15_BrowserEarlierMessagesOnDemand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	for i := range 60 {
		c, path, about, id := w.editor, deskMessages, "contact", w.ann
		if i%3 == 0 {
			c, path, about, id = w.annClient, portalMessages, "", ""
		}
		say(c, path, about, id, fmt.Sprintf("Message %d of 60", i+1)).Want(http.StatusOK)
	}
	client := w.client(t)
	client.Go(w.URL + "/#/messages/firm")
	client.Within("[role=region]", "of 60").See("Message 60 of 60")
	thread := client.Within("[role=region]", "of 60")
	thread.DontSee("Message 9 of 60")
	client.Evaluate(`void document.querySelector(".talk-scroll").scrollTo(0, 0)`, nil)
	place := `[...document.querySelectorAll(".talk-text")].find((text) => text.textContent === "Message 11 of 60").getBoundingClientRect().top`
	var before, after float64
	client.Evaluate(place, &before)
	client.Click("Show earlier messages")
	thread.See("Message 1 of 60")
	client.Evaluate(place, &after)
	// The button itself, which stood above, is gone.
	if moved := before - after; moved < -1 || moved > 60 {
		t.Errorf("what was read has moved by %v", moved)
	}
	say(w.editor, deskMessages, "contact", w.ann, "The latest").Want(http.StatusOK)
	client.Click("1 new message")
	client.Wait("it is in view", `(() => {
		const box = document.querySelector(".talk-scroll");
		return box.scrollHeight - box.scrollTop - box.clientHeight < 2;
	})()`)
}

func TestHO14_BrowserCommentsOnAnItem(t *testing.T) {
	t.Parallel()
	onEachLook(t, func(t *testing.T, options ...browser.Option) {
		t.Helper()
		s := newSite(t)
		client := s.client(t, options...)
		client.Row("Floor plan").Click("Preview")
		item := client.Dialog("Floor plan")
		item.Click("Comments")
		item.See("No comments yet")
		item.Fill("Write to: Comments on Floor plan", "The door is on the wrong side.")
		item.Click("Send")
		item.See("You")
		say(s.editor, deskMessages, "document", s.document, "It will be changed.").Want(http.StatusOK)
		item.See("It will be changed.")
		if got := texts(s.viewer.Call("GET", deskMessages+"?document="+s.document, nil)); got != "The door is on the wrong side. | It will be changed." {
			t.Errorf("the firm reads %q", got)
		}
		// What is shared no more is gone while it is open.
		s.editor.Call("DELETE", "/api/collections/shares/records/"+s.share, nil).Want(http.StatusNoContent)
		client.See("This document is not available")
		client.DontSee("It will be changed.")
		client.Click("Close")
		client.Go(s.URL + "/#/messages/document/" + s.document)
		client.See("Not available any more")

		// An address of its own.
		client.Go(s.URL + "/#/documents/" + s.shared)
		client.Dialog("For Ann").See("No comments yet")
		client.Click("Close")
		client.See("For Ann")

		// A project's.
		client.Go(s.URL + "/#/projects/hafenstrasse-3/messages")
		client.See("Everyone in this project’s portal reads this.")
		client.Fill("Write to: Messages in Hafenstraße 3", "To all")
		client.Click("Send")
		client.Within("[role=region]", "To all").See("You")
		s.switchPortal(false)
		client.DontSee("To all")
		client.See("This project is not available")
	})
}

// A preview shows what the client sees; nothing is written, and nothing counts as read.
func TestHO09_BrowserPreviewOfMessages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	say(s.editor, deskMessages, "contact", s.ann, "For your eyes").Want(http.StatusOK)
	staff := s.previewPage(t)
	menu := staff.Within("nav", "Projects")
	menu.See("Messages 1 , 1 unread")
	staff.Go(s.URL + "/preview/#/messages/firm")
	staff.See("For your eyes")
	staff.See("Previews are read-only: nothing can be written or marked as read here.")
	staff.DontSeeButton("Send")
	say(s.editor, deskMessages, "contact", s.ann, "And this").Want(http.StatusOK)
	staff.See("And this")
	menu.See("Messages 2 , 2 unread")
	if n := unread(s.annClient); n != 2 {
		t.Errorf("after a preview Ann has %d unread messages", n)
	}
	if refused := staff.Refused(); len(refused) > 0 {
		t.Errorf("the preview has tried %v", refused)
	}
}

func TestCC15_BrowserChoiceOfMails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	client := w.client(t)
	client.Click("Account")
	client.See("Mails about unread messages")
	client.SeeChecked("At once", true)
	client.Check("Once a day", true)
	client.See("Saved.")
	client.Reload()
	client.SeeChecked("Once a day", true)
	if got := w.annClient.Call("GET", session, nil).String("messageMails"); got != "daily" {
		t.Errorf("the choice is %q", got)
	}
	client.Offline(true)
	client.Click("Never")
	client.See("The portal cannot be reached at the moment.")
	client.SeeChecked("Once a day", true)
}

// previewPage opens a preview of the project's portal as Ann sees it.
func (s *site) previewPage(t *testing.T, options ...browser.Option) *browser.Page {
	t.Helper()
	staff := browser.Open(t, s.URL+"/preview/", options...)
	staff.Allow("401")
	staff.See("This preview has ended.")
	staff.Evaluate(fmt.Sprintf(`fetch("/api/desk/projects/%s/preview", {
		method: "POST", headers: {"Content-Type": "application/json", "Authorization": %q},
		body: JSON.stringify({contact: %q}),
	}).then(() => null)`, s.project, s.viewer.Token, s.ann), nil)
	staff.Reload()
	staff.See("Read-only preview")
	staff.Refused() // before it began
	return staff
}

// messagesTour visits every page and state of messages.
func (s *site) messagesTour(t *testing.T, visit func(page *browser.Page, what string), options ...browser.Option) {
	t.Helper()
	s.firm(map[string]any{"firm_name": "Miller & Co"})
	client := s.client(t, options...)
	leads := func(hash, text, what string) {
		t.Helper()
		client.Go(s.URL + "/#/" + hash)
		client.See(text)
		visit(client, what)
	}
	leads("messages", "Write a message", "messages, none yet")
	leads("messages/firm", "No messages yet", "a conversation, empty")
	client.Fill("Write to: Messages with Miller & Co", strings.Repeat("Unbreakable", 30)+"\n\nhttps://example.com/"+strings.Repeat("a", 200))
	client.Choose("Attach files", browser.File(t, strings.Repeat("n", 200)+".png", photo(t)), browser.File(t, "empty.pdf", nil))
	client.See("This file is empty")
	client.Wait("the file has arrived", `document.querySelector(".talk-upload.is-done")`)
	visit(client, "a message begun, with files")
	client.Click("Remove empty.pdf")
	client.Click("Send")
	client.See("You")
	for _, m := range []struct {
		c                     *testapp.Client
		path, about, id, text string
	}{
		{s.editor, deskMessages, "contact", s.ann, "Thank you. Could you send us the bank statements of March, too?\nThen we can file the return on Friday."},
		{s.annClient, portalMessages, "", "", "Of course. I attach them to this message tomorrow."},
		{s.editor, deskMessages, "contact", s.ann, "See https://example.com/how-to (two minutes)."},
		{s.editor, deskMessages, "document", s.document, "Is the door where you want it?"},
		{s.annClient, portalMessages, "document", s.document, "Almost: more to the left."},
		{s.editor, deskMessages, "document", s.document, "Like this?"},
		{s.editor, deskMessages, "project", s.project, "We begin on Monday at eight."},
		{s.editor, deskMessages, "document", s.shared, "Please check page 2."},
	} {
		say(m.c, m.path, m.about, m.id, m.text, sketch(m.c, m.text)...).Want(http.StatusOK)
	}
	client.See("(two minutes).")
	visit(client, "a conversation")
	leads("shared", "2 new comments", "documents with comments")
	leads("messages", "Ed Itor: We begin", "messages")
	leads("messages/document/"+s.document, "Almost: more to the left.", "comments in the list")
	leads("documents/"+s.document, "Almost: more to the left.", "comments beside the document")
	client.Click("Close")
	leads("projects/hafenstrasse-3/messages", "We begin on Monday at eight.", "a project's messages")
	leads("messages/document/"+s.bobs, "Not available any more", "a conversation that is not there")
	client.Unreachable("http://*:*/api/portal/messages*")
	leads("messages/firm", "The messages could not be loaded.", "a conversation not loaded")
	client.Unreachable("")
	client.Click("Try again")
	client.See("Thank you.")
	client.Unreachable("http://*:*/api/portal/messages*")
	client.Fill("Write to: Messages with Miller & Co", "Are you there?")
	client.Click("Send")
	client.See("Not sent.")
	visit(client, "a message not sent")
	client.Unreachable("")
	client.SlowAnswers(2 * time.Second)
	client.Go(s.URL + "/#/projects/hafenstrasse-3/messages")
	client.See("Loading messages…")
	visit(client, "a conversation loading")
	client.SlowAnswers(0)
	leads("account", "Mails about unread messages", "the choice of mails")
	staff := s.previewPage(t, options...)
	staff.Go(s.URL + "/preview/#/messages/firm")
	staff.See("Previews are read-only")
	visit(staff, "a conversation in a preview")
}

// sketch attaches a file to what speaks of one.
func sketch(c *testapp.Client, text string) []string {
	if text != "Like this?" {
		return nil
	}
	return []string{attach(c, "desk", "Floor plan, second draft.pdf", pdf)}
}
