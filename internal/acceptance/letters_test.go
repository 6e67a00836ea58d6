package acceptance

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"portico/internal/testapp"
)

const deskLetters = "/api/desk/letters"

// aLetter is what staff write to Ann.
func (w *world) aLetter(body string) map[string]any {
	return map[string]any{"title": "Engagement letter 2026", "kind": "engagement_letter", "date": "2026-05-31", "contact": w.ann, "body": body}
}

// writeLetter writes one and returns its document.
func (w *world) writeLetter(body string) string {
	return w.editor.Call("POST", deskLetters, w.aLetter(body)).Want(http.StatusOK).String("id")
}

func (w *world) deskFile(document string) []byte {
	return w.editor.Call("GET", "/api/desk/documents/"+document+"/file", nil).Want(http.StatusOK).Body
}

// letterForm is a letter for the site's project.
func letterForm(c *cast) any {
	form := c.aLetter("<p>Dear all</p>")
	form["contact"], form["project"] = "", c.project
	return form
}

// ofLetter is a path with a letter for the site's project.
func ofLetter(c *cast) string {
	return "/api/desk/documents/" + c.editor.Call("POST", deskLetters, letterForm(c)).Want(http.StatusOK).String("id") + "/letter"
}

func letterOf(c *testapp.Client, document string) *testapp.Answer {
	return c.Call("GET", "/api/desk/documents/"+document+"/letter", nil)
}

// flat is a text with each run of white space as one blank.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// What is written is the document's file, as soon as it is saved, and everything works with it that does with an upload.
func TestCC13_ALetterIsWritten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.firm(map[string]any{"firm_name": "Miller & Co", "letterhead": "1 High Street\nLondon"})
	form := w.aLetter(`<h2>Our <em>services</em></h2><p>Dear Ann,</p><p>We <strong>prepare</strong> your <u>accounts</u>&nbsp;&amp; returns.<br>Yearly.</p>
		<ul><li>Accounts<ul><li>of the company</li></ul></li><li><p>Returns</p><p>in time</p></li></ul><ol><li>One</li><li>Two</li></ol>
		<blockquote><p>As agreed</p></blockquote><hr><p style="padding-left: 80px; color: red">Set in</p><hr class="page-break"><p>Yours</p>`)
	form["share"] = true
	added := w.editor.Call("POST", deskLetters, form).Want(http.StatusOK)
	id := added.String("id")
	if added.String("kind") != "engagement_letter" || added.String("fileName") != "Engagement letter 2026.pdf" || added.String("fileType") != "application/pdf" || !added.Bool("letter") {
		t.Errorf("the document is %s", added.Body)
	}
	file := w.annClient.Call("GET", uploads+"/"+id+"/file", nil).Want(http.StatusOK).Body // it is shared
	text := pdfText(t, file)
	for _, want := range []string{
		"Miller & Co", "1 High Street", "Ann", "31 May 2026", "Engagement letter 2026", "Our services", "We prepare your accounts & returns. Yearly.",
		"• Accounts", "◦ of the company", "• Returns in time", "1. One 2. Two", "As agreed", "Set in", "1 of 2", "Yours", "2 of 2",
	} {
		if !strings.Contains(flat(text), want) {
			t.Errorf("the PDF does not say %q:\n%s", want, text)
		}
	}
	again := w.editor.Call("POST", deskLetters+"/preview", form).Want(http.StatusOK)
	if !bytes.Equal(again.Body, file) || again.Header.Get("Content-Type") != "application/pdf" {
		t.Error("the preview is another PDF than what is stored")
	}

	// The same, sent again, is one.
	req := func() *testapp.Answer {
		r := w.editor.Request("POST", deskLetters, strings.NewReader(`{"title":"T","kind":"contract","date":"2026-05-31","contact":"`+w.ann+`","body":"<p>x</p>"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", "a-letter")
		return w.editor.Send(r).Want(http.StatusOK)
	}
	if first, second := req().String("id"), req().String("id"); first != second {
		t.Errorf("the letter is there twice: %s and %s", first, second)
	}
	w.editor.Call("DELETE", "/api/collections/documents/records/"+id, nil).Want(http.StatusNoContent)
	letterOf(w.editor, id).Want(http.StatusNotFound)
	w.wantNoOrphans(t)
}

// What is kept of a letter is a few kinds of paragraphs and emphasis; everything else is text, or nothing.
func TestCC13_LettersHoldNoScript(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.writeLetter(`<p onclick="alert(1)" class="x" style="color:red;background:url(//evil.test)">One <a href="javascript:alert(2)">link</a></p>
		<script>alert(3)</script><style>p{}</style><img src=x onerror=alert(4)><iframe src="//evil.test">frame</iframe><svg><script>alert(5)</script><text>drawn</text></svg>
		<math><mtext><style><img src=x onerror=alert(6)></style></mtext></math><hr class="evil"><div>Two<div>Three</div></div><table><tr><td>Four</td><td>Five</td></tr></table>
		<p>&lt;script&gt;alert(7)&lt;/script&gt;</p><noscript><p title="</noscript><img src=x onerror=alert(8)>"></noscript><!-- gone --><p style="padding-left:99999px">Far`)
	body := letterOf(w.viewer, id).Want(http.StatusOK).String("body")
	if tags := regexp.MustCompile(`<[^>]*>`).FindAllString(body, -1); len(tags) == 0 {
		t.Error("nothing is left of the letter")
	} else {
		for _, tag := range tags {
			if !slices.Contains([]string{"<p>", "</p>", "<br/>", "<hr/>", `<p style="padding-left: 240px;">`}, tag) {
				t.Errorf("%s is left in %s", tag, body)
			}
		}
	}
	text := flat(pdfText(t, w.deskFile(id)))
	for _, want := range []string{"One link", "Two Three", "Four Five", "<script>alert(7)</script>", "Far"} {
		if !strings.Contains(text, want) {
			t.Errorf("the PDF does not say %q: %s", want, text)
		}
	}
	for _, gone := range []string{"alert(1)", "alert(3)", "alert(5)", "alert(8)", "evil", "frame", "gone"} {
		if strings.Contains(text+body, gone) {
			t.Errorf("%q is left in %s, or in the PDF: %s", gone, body, text)
		}
	}
	// Cleaned once, it is clean.
	form := w.aLetter(body)
	w.editor.Call("PUT", "/api/desk/documents/"+id+"/letter", form).Want(http.StatusOK)
	if twice := letterOf(w.viewer, id).String("body"); twice != body {
		t.Errorf("cleaned again it is %s, before %s", twice, body)
	}
	w.owner.Call("PATCH", "/api/collections/letters/records/"+w.owner.Call("GET", "/api/collections/letters/records", nil).String("items.0.id"),
		map[string]any{"body": "<script>"}).Want(http.StatusBadRequest)
}

func TestCC13_LettersAreBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, test := range map[string]struct {
		field, code string
		change      map[string]any
	}{
		"no title":        {"title", "validation_required", map[string]any{"title": " "}},
		"a long title":    {"title", "validation_length_out_of_range", map[string]any{"title": strings.Repeat("x", 201)}},
		"another kind":    {"kind", "validation_in_invalid", map[string]any{"kind": "invoice"}},
		"no day":          {"date", "validation_date_invalid", map[string]any{"date": "31.5.2026"}},
		"nothing written": {"body", "validation_required", map[string]any{"body": "<p>&nbsp;</p><hr>"}},
		"too long":        {"body", "validation_length_too_long", map[string]any{"body": strings.Repeat("x", 200<<10+1)}},
		"no such letters": {"body", "validation_unprintable", map[string]any{"body": "<p>Dear 王 and 😀 and שלום</p>"}},
		"too many pages":  {"body", "validation_too_many_pages", map[string]any{"body": "<p>x</p>" + strings.Repeat(`<hr class="page-break">`, 250)}},
		"many lines":      {"body", "validation_too_many_pages", map[string]any{"body": "<p>" + strings.Repeat("x<br>", 25_000)}},
	} {
		form := w.aLetter("<p>Dear Ann</p>")
		for field, value := range test.change {
			form[field] = value
		}
		for _, path := range []string{deskLetters, deskLetters + "/preview"} {
			answer := w.editor.Call("POST", path, form)
			if answer.Status != http.StatusBadRequest || answer.At("data."+test.field+".code") != test.code {
				t.Errorf("%s: %s answers %d %s", name, path, answer.Status, answer.Body)
			}
		}
		if name == "no such letters" {
			said := w.editor.Call("POST", deskLetters, form).String("data.body.message")
			if !strings.Contains(said, "王") || !strings.Contains(said, "😀") || !strings.Contains(said, "ש") {
				t.Errorf("which letters cannot be shown it tells as %q", said)
			}
		}
	}
	deep := strings.Repeat("<blockquote>", 5000) + "x"
	if answer := w.editor.Call("POST", deskLetters, w.aLetter(deep)); answer.Status != http.StatusBadRequest || answer.At("data.body.code") != "validation_too_deep" {
		t.Errorf("of quotes within quotes it answers %d %s", answer.Status, answer.Body)
	}
	// What browsers open again in every paragraph would make millions of elements of a few bytes.
	for _, open := range []int{500, 40} {
		reopened := "<p>"
		for n := range open {
			reopened += fmt.Sprintf("<b a=%d>", n)
		}
		reopened += strings.Repeat("<p>x", (200<<10-len(reopened))/4)
		start := time.Now()
		w.editor.Call("POST", deskLetters+"/preview", w.aLetter(reopened)).Want(http.StatusBadRequest)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%d elements that are left open take %v", open, took)
		}
	}
	// Who may not write is not read.
	if answer := w.viewer.Call("POST", deskLetters+"/preview", w.aLetter(deep)); answer.Status != http.StatusForbidden {
		t.Errorf("whoever may not write is answered %d %s", answer.Status, answer.Body)
	}
	w.viewer.Call("POST", deskLetters, w.aLetter(deep)).Want(http.StatusForbidden)
	// Deeper than the paper is wide, it stays on the paper.
	within := strings.Repeat("<ul><li>", 28) + "Inmost" + strings.Repeat("</li></ul>", 28)
	path := filepath.Join(t.TempDir(), "within.pdf")
	if err := os.WriteFile(path, w.deskFile(w.writeLetter(within)), 0o600); err != nil {
		t.Fatal(err)
	}
	box, err := exec.CommandContext(t.Context(), "pdftotext", "-bbox", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`<word xMin="([0-9.]+)" .*xMax="([0-9.]+)" .*>Inmost<`).FindSubmatch(box)
	if found == nil {
		t.Fatalf("the words stand at %s", box)
	}
	if right, err := strconv.ParseFloat(string(found[2]), 64); err != nil || right > 540 {
		t.Errorf("the inmost word ends at %s pt (%v)", found[2], err)
	}
	for _, form := range []map[string]any{{"contact": ""}, {"company": w.company}, {"contact": "nobody000000000"}} {
		letter := w.aLetter("<p>x</p>")
		for field, value := range form {
			letter[field] = value
		}
		w.editor.Call("POST", deskLetters, letter).Want(http.StatusBadRequest)
		w.editor.Call("POST", deskLetters+"/preview", letter).Want(http.StatusBadRequest)
	}
	w.wantNoOrphans(t)
}

// A long letter goes over pages; none of them begins or ends with a line that stands alone, and a heading is with its text.
func TestCC13_LongLettersBreakOverPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var body strings.Builder
	body.WriteString("<p>" + strings.Repeat("Unbreakable", 60) + "</p>")
	for n := range 60 {
		fmt.Fprintf(&body, "<h3>Heading %d</h3><p>%sends-%d</p>", n, strings.Repeat("begins and goes on for some more lines ", 4+n%5*3), n)
	}
	text := pdfText(t, w.deskFile(w.writeLetter(body.String())))
	pages := strings.Split(strings.TrimRight(text, "\f"), "\f")
	if len(pages) < 6 {
		t.Fatalf("the letter has %d pages", len(pages))
	}
	for at, page := range pages {
		if foot := fmt.Sprintf("%d of %d", at+1, len(pages)); !strings.Contains(page, foot) {
			t.Errorf("page %d does not say %q", at+1, foot)
		}
		var lines []string
		for line := range strings.Lines(page) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "Engagement letter 2026") {
				lines = append(lines, line)
			}
		}
		if last := lines[len(lines)-1]; strings.HasPrefix(last, "Heading") {
			t.Errorf("page %d ends with %q", at+1, last)
		}
		if at > 0 && strings.Contains(lines[0], "ends-") && !strings.HasPrefix(lines[0], "begins") {
			t.Errorf("page %d begins with the last line of a paragraph: %q", at+1, lines[0])
		}
	}
	if !strings.Contains(strings.Join(strings.Fields(text), ""), strings.Repeat("Unbreakable", 60)) {
		t.Error("a long word is not written as a whole")
	}
}

// Editing a letter replaces its file: what waits to be signed is void then, unless nothing changed, and what was signed stays.
func TestCC13_LettersAreEdited(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.writeLetter("<p>The fee is 100.</p>")
	edit := func(body string) *testapp.Answer { return w.rewrite(id, w.aLetter(body)) }
	send := func() string {
		return w.sendToSign(id, map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.8)}}}})
	}
	round := send()
	if said := letterOf(w.viewer, id).Want(http.StatusOK).String("round"); said != round {
		t.Errorf("of the round in which the letter is to be signed it says %q", said)
	}
	edit("<p>The fee is 100.</p>").Want(http.StatusOK)
	w.waitForRound(t, round, "sent")
	edit("<p>The fee is 200.</p>").Want(http.StatusOK)
	w.waitForRound(t, round, "voided")
	if text := pdfText(t, w.deskFile(id)); !strings.Contains(text, "200") || strings.Contains(text, "100") {
		t.Errorf("edited, it says %s", text)
	}
	round = send()
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	sealed := w.deskFile(id)
	if answer := edit("<p>The fee is 300.</p>").Want(http.StatusBadRequest); !strings.Contains(answer.String("message"), "has been signed") {
		t.Errorf("of a signed letter it says %s", answer.Body)
	}
	if letter := letterOf(w.viewer, id).Want(http.StatusOK); !letter.Bool("signed") || !strings.Contains(letter.String("body"), "200") || !bytes.Equal(w.deskFile(id), sealed) {
		t.Errorf("the signed letter is %s", letter.Body)
	}

	renamed := w.aLetter("<p>Anew</p>")
	renamed["title"], renamed["kind"] = "Contract 7", "contract"
	changed := w.rewrite(w.writeLetter("<p>First</p>"), renamed).Want(http.StatusOK)
	if changed.String("title") != "Contract 7" || changed.String("kind") != "contract" || changed.String("fileName") != "Contract 7.pdf" {
		t.Errorf("written anew, the document is %s", changed.Body)
	}

	// A file from elsewhere says something else.
	other := w.writeLetter("<p>Before</p>")
	w.editor.Upload("PUT", "/api/desk/documents/"+other+"/file", nil, "other.pdf", pdf).Want(http.StatusOK)
	letterOf(w.editor, other).Want(http.StatusNotFound)
	w.editor.Call("PUT", "/api/desk/documents/"+other+"/letter", w.aLetter("<p>After</p>")).Want(http.StatusNotFound)
	letterOf(w.editor, w.shared).Want(http.StatusNotFound)
	w.wantNoOrphans(t)
}

// rewrite changes a letter, having seen what it says now and where it is being signed.
func (w *world) rewrite(document string, form map[string]any) *testapp.Answer {
	if now := letterOf(w.editor, document); now.Status == http.StatusOK {
		form["version"], form["round"] = now.String("version"), now.String("round")
	}
	return w.editor.Call("PUT", "/api/desk/documents/"+document+"/letter", form)
}

// Nobody overwrites what somebody else wrote, and nobody ends a signing without having been told that it would.
func TestCC13_LettersAreChangedAsTheyWereSeen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.writeLetter("<p>The fee is 100.</p>")
	seen := letterOf(w.editor, id).Want(http.StatusOK)
	put := func(body, version, round string) *testapp.Answer {
		form := w.aLetter(body)
		form["version"], form["round"] = version, round
		return w.editor.Call("PUT", "/api/desk/documents/"+id+"/letter", form)
	}
	refused := func(what, field string, answer *testapp.Answer) {
		t.Helper()
		if answer.Status != http.StatusBadRequest || answer.At("data."+field+".code") != "validation_changed" {
			t.Errorf("%s is answered %d %s", what, answer.Status, answer.Body)
		}
	}
	refused("a change of what was not seen", "version", put("<p>The fee is 200.</p>", "", ""))
	put("<p>The fee is 200.</p>", seen.String("version"), "").Want(http.StatusOK)
	refused("a change of what it was before", "version", put("<p>The fee is 300.</p>", seen.String("version"), ""))
	put("<p>The fee is 200.</p>", seen.String("version"), "").Want(http.StatusOK) // its answer was lost
	if body := letterOf(w.editor, id).String("body"); body != "<p>The fee is 200.</p>" {
		t.Errorf("then it says %s", body)
	}

	before := letterOf(w.editor, id).String("version")
	round := w.sendToSign(id, map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.8)}}}})
	refused("a change that would end a signing", "round", put("<p>The fee is 400.</p>", before, ""))
	w.waitForRound(t, round, "sent")
	put("<p>The fee is 400.</p>", before, round).Want(http.StatusOK)
	w.waitForRound(t, round, "voided")
	refused("a change after the signing was ended", "round", put("<p>The fee is 500.</p>", letterOf(w.editor, id).String("version"), round))
}

// What a letter's document is called, and whose it is, stands in its PDF: it is changed with the letter.
func TestCC13_LettersAreNotRenamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.writeLetter("<p>Dear Ann</p>")
	for field, value := range map[string]any{"title": "Other", "kind": "contract", "contact": w.bob, "company": w.company} {
		change := map[string]any{field: value}
		answer := w.editor.Call("PATCH", "/api/collections/documents/records/"+id, change)
		if answer.Status != http.StatusBadRequest || !strings.Contains(answer.String("message"), "Edit the letter") {
			t.Errorf("another %s is answered %d %s", field, answer.Status, answer.Body)
		}
		w.owner.Call("PATCH", "/api/collections/documents/records/"+id, change).Want(http.StatusBadRequest)
	}
	w.editor.Call("PATCH", "/api/collections/documents/records/"+id, map[string]any{"description": "For the file"}).Want(http.StatusOK)
	if list := w.viewer.Call("GET", "/api/desk/documents?contact="+w.ann+"&q=Engagement", nil).Want(http.StatusOK); !list.Bool("items.0.letter") {
		t.Errorf("lists do not say that it is a letter: %s", list.Body)
	}
	w.editor.Upload("PUT", "/api/desk/documents/"+id+"/file", nil, "other.pdf", pdf).Want(http.StatusOK)
	w.editor.Call("PATCH", "/api/collections/documents/records/"+id, map[string]any{"title": "Other"}).Want(http.StatusOK)
}

// A letter can be sealed, and its pages look as they should: kept for whoever wants to see them.
func TestCC13_LettersAreFitForSigning(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.writeLetter("<p>" + strings.Repeat("<em>slanted</em> <strong>bold</strong> <u>underlined</u> ", 40) + "</p>")
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, w.deskFile(id), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "qpdf", "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf says %s", out)
	}
}
