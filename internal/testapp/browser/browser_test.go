package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestMain(m *testing.M) {
	code := m.Run()
	Close()
	os.Exit(code)
}

// serve serves one page of this body and script, under a strict policy, and a file to download.
func serve(t *testing.T, body, script string) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'")
		fmt.Fprintf(w, "<!doctype html><meta name=viewport content='width=device-width'><link rel=stylesheet href=/style.css><body>%s<script type=module src=/script.js></script>", body)
	})
	mux.HandleFunc("/script.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, script)
	})
	mux.HandleFunc("/style.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		fmt.Fprint(w, "[type=checkbox], [type=file] { position: absolute; opacity: 0 } .pale { color: #ccc; background: #fff }")
	})
	mux.HandleFunc("/file", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''%C3%9Cbersicht.txt")
		fmt.Fprint(w, "content")
	})
	mux.HandleFunc("/forbidden", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestWaitsForWhatItNeeds(t *testing.T) {
	t.Parallel()
	p := Open(t, serve(t, `<p id=out>Waiting</p><button disabled>Begin</button>`, `
		const button = document.querySelector("button");
		button.onclick = () => setTimeout(() => (out.textContent = "Done"), 200);
		setTimeout(() => (button.disabled = false), 200);`))
	p.Click("Begin")
	p.See("Done")
	p.DontSee("Waiting")
}

func TestFindsThingsByName(t *testing.T) {
	t.Parallel()
	p := Open(t, serve(t, `
		<ul><li>Report <a href="#report" aria-label="Preview Report">Preview</a></li><li>Invoice <a href="#invoice">Preview</a></li></ul>
		<label for=email>Email</label><input id=email value=old> <label>Notes <textarea></textarea></label>
		<label><input type=checkbox> Share</label> <label>Colour <input type=color></label>
		<label>Role <select><option>Editor<option>Viewer</select></label>
		<dialog><h2>Delete?</h2><a href="#deleted">Preview</a><button>Close</button></dialog>`, `
		const dialog = document.querySelector("dialog");
		dialog.querySelector("button").onclick = () => dialog.close();
		addEventListener("hashchange", () => location.hash === "#invoice" && dialog.showModal());`))
	p.Row("Report").Click("Preview")
	p.Wait("the report opens", `location.hash === "#report"`)
	p.Row("Invoice").Click("Preview")
	p.Dialog("Delete?").See("Close")
	p.Click("Preview") // of the dialog: the rest is out of reach
	if url := p.URL(); !strings.HasSuffix(url, "#deleted") {
		t.Errorf("the address is %s", url)
	}
	p.Click("Close")
	p.Dialog("Delete?").DontSee("Delete?")

	p.Fill("Email", "ann@client.test")
	p.Fill("Notes", "Grüße, 你好")
	p.Fill("Colour", "#336699")
	p.SeeValue("Colour", "#336699")
	p.Fill("Email", "")
	p.Check("Share", true)
	p.Check("Share", true)
	p.Select("Role", "Viewer")
	p.SeeValue("Role", "Viewer")
}

func TestAPressNeverLandsElsewhere(t *testing.T) {
	t.Parallel()
	p := Open(t, serve(t, `<div id=list><button>Wrong</button><button>Right</button></div><p id=out></p>`, `
		document.onclick = (event) => (out.textContent += event.target.textContent);
		// The list changes under the pointer.
		let moves = 0;
		const list = document.getElementById("list");
		document.addEventListener("mousemove", () => { if (moves++ < 3) list.append(list.firstElementChild); });`))
	p.Click("Right")
	p.See("Right")
	if text := p.Within("#out", "").Text(); text != "Right" {
		t.Errorf("pressed %q", text)
	}
}

func TestATapWaitsForWhatItIsMeantFor(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"what moves between the finger's coming and going": `
			document.addEventListener("touchend", () => list.append(list.firstElementChild), { once: true });`,
		"a page that makes nothing of it": `
			document.addEventListener("touchstart", (event) => event.preventDefault(), { once: true, passive: false });`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := Open(t, serve(t, `<div id=list><button>Wrong</button><button>Right</button></div><p id=out></p>`, `
				document.onclick = (event) => (out.textContent += event.target.textContent);
				const list = document.getElementById("list");`+script), Phone)
			p.Click("Right")
			p.See("Right")
			if text := p.Within("#out", "").Text(); text != "Right" {
				t.Errorf("pressed %q", text)
			}
		})
	}
}

func TestKeyboard(t *testing.T) {
	t.Parallel()
	p := Open(t, serve(t, `<form><label>Name <input name=name></label><button>Send</button></form><p id=out></p>`, `
		document.querySelector("form").onsubmit = (event) => { event.preventDefault(); out.textContent = "Sent " + new FormData(event.target).get("name"); };`))
	p.Press("Tab")
	p.Type("Ann Ó")
	p.Press("Tab")
	if role, name := p.Focused(); role != "button" || name != "Send" {
		t.Errorf("the focus is on the %s %q", role, name)
	}
	p.Press("Space")
	p.See("Sent Ann Ó")
	p.Press("Shift+Tab")
	p.Press("Control+a")
	p.Type("Bob")
	p.Press("Enter")
	p.See("Sent Bob")
}

func TestFiles(t *testing.T) {
	t.Parallel()
	p := Open(t, serve(t, `<label>Choose files <input type=file multiple></label><div id=drop>Drop here</div><p id=out></p><a href=/file>Download</a>`, `
		const show = async (files) => { for (const file of files) out.textContent += file.name + ": " + (await file.text()) + ". "; };
		document.querySelector("input").onchange = (event) => show(event.target.files);
		const drop = document.getElementById("drop");
		drop.ondragover = (event) => event.preventDefault();
		drop.ondrop = (event) => { event.preventDefault(); show(event.dataTransfer.files); };`))
	one, two := File(t, "one.txt", []byte("1")), File(t, "zwei ü.txt", []byte("2"))
	p.Choose("Choose files", one, two)
	p.See("one.txt: 1. zwei ü.txt: 2.")
	p.Drop("#drop", two)
	p.See("one.txt: 1. zwei ü.txt: 2. zwei ü.txt: 2.")
	for range 2 {
		if name, content := p.Download(func() { p.Click("Download") }); name != "Übersicht.txt" || string(content) != "content" {
			t.Errorf("downloaded %q: %q", name, content)
		}
	}
}

func TestClipboardAndTabs(t *testing.T) {
	t.Parallel()
	p := Open(t, serve(t, `<button>Copy</button><a href="#other" target=_blank rel=noopener>Open</a>`, `
		document.querySelector("button").onclick = () => navigator.clipboard.writeText("a link");`))
	if text := p.Copied(func() { p.Click("Copy") }); text != "a link" {
		t.Errorf("copied %q", text)
	}
	other := p.NewTab(func() { p.Click("Open") })
	other.See("Copy")
	if url := other.URL(); !strings.HasSuffix(url, "#other") {
		t.Errorf("the new tab shows %s", url)
	}
}

func TestLooks(t *testing.T) {
	t.Parallel()
	url := serve(t, `<button>Tap</button><p id=out></p>`, `
		document.querySelector("button").onclick = (event) => (out.textContent = event.pointerType);`)
	for name, test := range map[string]struct {
		options []Option
		want    string
	}{
		"desktop": {nil, "1440 900 false false mouse"},
		"phone":   {[]Option{Phone, Dark}, "390 844 true true touch"},
	} {
		p := Open(t, url, test.options...)
		p.Click("Tap")
		p.Wait("it is tapped", `out.textContent`)
		var got string
		p.Evaluate(`[innerWidth, innerHeight, matchMedia("(prefers-color-scheme: dark)").matches, matchMedia("(pointer: coarse)").matches, out.textContent].join(" ")`, &got)
		if got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

func TestOffline(t *testing.T) {
	t.Parallel()
	p := Open(t, serve(t, `<p id=out>online</p>`, `
		onoffline = () => (out.textContent = "offline"); ononline = () => (out.textContent = "online");`))
	fetches := func() bool {
		var ok bool
		p.Evaluate(`fetch("/file").then(() => true, () => false)`, &ok)
		return ok
	}
	p.Offline(true)
	p.See("offline")
	if fetches() {
		t.Error("a request got through")
	}
	p.Offline(false)
	p.See("online")
	if !fetches() {
		t.Error("a request did not get through")
	}
}

func TestTellsWhatWasRefused(t *testing.T) {
	t.Parallel()
	p := Open(t, serve(t, "", `fetch("/file"); fetch("/forbidden")`))
	var refused []string
	p.await("notice the refusal", func() string {
		refused = append(refused, p.Refused()...)
		if len(refused) == 0 {
			return "there is none"
		}
		return ""
	})
	if len(refused) != 1 || !strings.Contains(refused[0], "/forbidden") || !strings.Contains(refused[0], "403") {
		t.Errorf("refused: %q", refused)
	}
}

func TestFindsWhatIsNotAccessible(t *testing.T) {
	t.Parallel()
	p := Open(t, serve(t, `<main><h1>Page</h1><input name=nameless><button></button><p class=pale>Hard to read</p></main>`, `
		document.documentElement.lang = "en"; document.title = "Page";`))
	p.Wait("the page has begun", `document.title`)
	for range 2 {
		var found []string
		for _, v := range p.violations() {
			found = append(found, v.ID)
		}
		slices.Sort(found)
		if want := []string{"button-name", "color-contrast", "label"}; !slices.Equal(found, want) {
			t.Errorf("found %v, want %v", found, want)
		}
	}
}

// What a page does wrong by itself is noticed; what is refused as it should be is not.
func TestNoticesWhatPagesReport(t *testing.T) {
	t.Parallel()
	for script, want := range map[string]string{
		`console.error("bad", 1)`:                               "console: bad",
		`setTimeout(() => { throw new Error("thrown") })`:       "exception: Error: thrown",
		`Promise.reject(new Error("rejected"))`:                 "exception: Error: rejected",
		`document.body.setAttribute("onclick", "alert(1)")`:     "Content Security Policy",
		`document.body.innerHTML = "<p style='color:red'>"`:     "Content Security Policy",
		`fetch("https://elsewhere.invalid/").catch(() => {})`:   "Content Security Policy",
		`fetch("/broken")`:                                      "status of 500",
		`alert("box")`:                                          "a alert box of the browser's: box",
		`setTimeout(() => console.error("the end"), 300)`:       "console: the end",
		`fetch("/file"); console.error("nothing but this")`:     "console: nothing but this",
		`fetch("/script.js?404"); console.warn("that is fine")`: "",
	} {
		p := Open(t, serve(t, "", script))
		p.Allow("")
		problems := func() []string {
			p.mu.Lock()
			defer p.mu.Unlock()
			return p.problems
		}
		if want == "" {
			if got := problems(); len(got) > 0 {
				t.Errorf("%s: noticed %q", script, got)
			}
			continue
		}
		p.await("notice "+want, func() string {
			if got := problems(); len(got) == 0 || !strings.Contains(got[0], want) {
				return fmt.Sprintf("%s: noticed %q", script, got)
			}
			return ""
		})
	}
}
