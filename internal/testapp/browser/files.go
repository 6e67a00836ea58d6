package browser

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// File writes a file for Choose or Drop and returns its path.
func File(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Choose presses a button that asks for files, and chooses these.
func (p *Page) Choose(name string, paths ...string) {
	p.t.Helper()
	p.ChooseAfter(func() { p.Click(name) }, paths...)
}

// ChooseAfter chooses these files when do has made the browser ask for some.
func (p *Page) ChooseAfter(do func(), paths ...string) {
	p.t.Helper()
	do()
	chooser := next[*page.EventFileChooserOpened](p.tab, "be asked for files")
	call(p.tab, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, BackendNodeID: chooser.BackendNodeID})
}

// Drop drags files onto the element that matches a CSS selector and drops them there.
func (p *Page) Drop(selector string, paths ...string) {
	p.t.Helper()
	at := p.Within(selector, "").until("drop files", step{Do: "middle"})
	data := &input.DragData{Items: []*input.DragDataItem{}, Files: paths, DragOperationsMask: 1}
	for _, kind := range []input.DispatchDragEventType{
		input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop,
	} {
		call(p.tab, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: at.X, Y: at.Y, Data: data})
	}
}

// Download is the file that do makes the browser save: its name and content.
func (p *Page) Download(do func()) (name string, content []byte) {
	p.t.Helper()
	do()
	begun := next[*browser.EventDownloadWillBegin](p.tab, "download a file")
	for {
		progress := next[*browser.EventDownloadProgress](p.tab, "finish the download of "+begun.SuggestedFilename)
		if progress.GUID != begun.GUID || progress.State == browser.DownloadProgressStateInProgress {
			continue
		}
		if progress.State == browser.DownloadProgressStateCanceled {
			p.t.Fatalf("the download of %s was broken off", begun.SuggestedFilename)
		}
		content, err := os.ReadFile(filepath.Join(p.downloads, begun.GUID))
		if err != nil {
			p.t.Fatal(err)
		}
		return begun.SuggestedFilename, content
	}
}

// clipboard is one for the whole browser.
var clipboard sync.Mutex

// Copied is the text that do puts on the clipboard.
func (p *Page) Copied(do func()) string {
	p.t.Helper()
	clipboard.Lock()
	defer clipboard.Unlock()
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		call(p.tab, browser.SetPermission, browser.SetPermissionParams{
			Permission:       &browser.PermissionDescriptor{Name: name},
			Setting:          browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(p.ctx).BrowserContextID,
		})
	}
	p.Evaluate(`navigator.clipboard.writeText("nothing was copied")`, nil)
	do()
	var text string
	p.await("copy", func() string {
		if err := p.evaluate("navigator.clipboard.readText()", &text); err != nil {
			return err.Error()
		}
		if text == "nothing was copied" {
			return text
		}
		return ""
	})
	return text
}

// next waits for the tab's next event of a type.
func next[E any](tb *tab, what string) E {
	tb.t.Helper()
	deadline := time.After(patience)
	for {
		select {
		case event := <-tb.events:
			if e, ok := event.(E); ok {
				return e
			}
		case <-deadline:
			tb.t.Fatalf("could not %s: nothing happened", what)
		}
	}
}
