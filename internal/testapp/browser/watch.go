package browser

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// Allow takes errors of the page that contain a text as what they are in this test: expected.
func (p *Page) Allow(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.allowed = append(p.allowed, text)
}

// hear listens to the tab. It runs where the browser's messages are read, so it must not wait.
func (tb *tab) hear(event any) {
	switch e := event.(type) {
	case *page.EventFileChooserOpened, *browser.EventDownloadWillBegin, *browser.EventDownloadProgress:
		select {
		case tb.events <- e:
		default: // a download's progress that nobody waits for
		}
	case *runtime.EventExceptionThrown:
		tb.note("exception: " + describe(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			tb.note("console: " + text(e.Args))
		}
	case *log.EventEntryAdded:
		tb.hearLog(e.Entry)
	case *page.EventJavascriptDialogOpening:
		if e.Type != page.DialogTypeBeforeunload {
			tb.note(fmt.Sprintf("a %s box of the browser's: %s", e.Type, e.Message))
		}
		go func() {
			_, _ = try(tb, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
		}()
	}
}

// hearLog notes what the browser itself complains about. A request that is refused or does not get through is part of
// life; a server that breaks is not.
func (tb *tab) hearLog(entry *log.Entry) {
	if entry.Level != log.EntryLevelError {
		return
	}
	if entry.Source == log.EntrySourceNetwork && !strings.Contains(entry.Text, "status of 5") {
		if strings.Contains(entry.Text, "status of 4") {
			tb.refuse(entry)
		}
		return
	}
	tb.note(fmt.Sprintf("%s: %s (%s)", entry.Source, entry.Text, entry.URL))
}

func (tb *tab) refuse(entry *log.Entry) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	tb.refused = append(tb.refused, fmt.Sprintf("%s: %s", entry.URL, entry.Text))
}

// Refused are the requests that were answered with a status of 4xx since it was last asked.
func (p *Page) Refused() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	refused := p.refused
	p.refused = nil
	return refused
}

func (tb *tab) note(problem string) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	tb.problems = append(tb.problems, problem)
}

// settle fails the test for what the page did wrong by itself, and keeps a picture where the test failed.
func (tb *tab) settle() {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, problem := range tb.problems {
		if !tb.isAllowed(problem) {
			tb.t.Errorf("the page reports: %s", problem)
		}
	}
	if tb.t.Failed() {
		tb.t.Logf("the page %s", tb.picture())
	}
}

func (tb *tab) isAllowed(problem string) bool {
	for _, text := range tb.allowed {
		if strings.Contains(problem, text) {
			return true
		}
	}
	return false
}

// Screenshot saves a picture of the page as it is and returns its path.
func (p *Page) Screenshot(name string) string {
	p.t.Helper()
	path, err := p.screenshot(name)
	if err != nil {
		p.t.Fatal(err)
	}
	return path
}

// picture says how the page looked at the end.
func (tb *tab) picture() string {
	var state struct{ URL, Text string }
	err := tb.evaluate(`({url: location.href, text: document.body.innerText.replace(/\s+/gu, " ")})`, &state)
	if err != nil {
		return "is gone: " + err.Error()
	}
	path, err := tb.screenshot("failed")
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s is pictured in %s and reads: %s", state.URL, path, state.Text)
}

func (tb *tab) screenshot(name string) (string, error) {
	shot, err := try(tb, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err != nil {
		return "", err
	}
	dir, err := tb.artifacts()
	if err != nil {
		return "", err
	}
	file, err := os.CreateTemp(dir, name+"-*.png")
	if err != nil {
		return "", err
	}
	defer file.Close()
	_, err = file.Write(shot.Data)
	return file.Name(), err
}

// artifacts is the folder of `go test -artifacts`, or one that outlives the test.
func (tb *tab) artifacts() (string, error) {
	if f := flag.Lookup("test.artifacts"); f != nil && f.Value.String() == "true" {
		return tb.t.ArtifactDir(), nil
	}
	dir := filepath.Join(os.TempDir(), "portico-pictures", strings.ReplaceAll(tb.t.Name(), "/", "-"))
	return dir, os.MkdirAll(dir, 0o700)
}

func describe(e *runtime.ExceptionDetails) string {
	if e.Exception != nil && e.Exception.Description != "" {
		return e.Exception.Description
	}
	return e.Text
}

func text(args []*runtime.RemoteObject) string {
	var words []string
	for _, arg := range args {
		var s string
		if json.Unmarshal(arg.Value, &s) != nil {
			s = arg.Description
		}
		words = append(words, s)
	}
	return strings.Join(words, " ")
}
