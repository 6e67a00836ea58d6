// Package browser lets tests use Portico as a person does: in a real Chromium, by what stands on the screen. Things are
// found by their visible text or accessible name, and every step waits for what it needs, so tests neither sleep nor
// know the markup.
package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// patience is how long a step may take on a busy machine; a test that passes does not wait it out.
const patience = 30 * time.Second

// process is the one Chromium of the test process.
var process struct {
	once   sync.Once
	ctx    context.Context
	cancel context.CancelFunc
	err    error
}

func chromium() (context.Context, error) {
	process.once.Do(func() {
		path, err := exec.LookPath("chromium")
		if err != nil {
			process.err = fmt.Errorf("browser tests need Chromium as `chromium` in PATH (Debian's package is called chromium): %w", err)
			return
		}
		ctx, stop := chromedp.NewExecAllocator(context.Background(),
			chromedp.ExecPath(path),
			chromedp.Flag("headless", "new"),
			chromedp.NoSandbox,
			chromedp.DisableGPU,
			chromedp.NoFirstRun,
			chromedp.NoDefaultBrowserCheck,
			chromedp.Flag("disable-background-networking", true),
			chromedp.Flag("disable-component-update", true),
			chromedp.Flag("disable-sync", true),
			chromedp.Flag("disable-dev-shm-usage", true),
			// Pages of several people are open at once; none of them is in the background.
			chromedp.Flag("disable-background-timer-throttling", true),
			chromedp.Flag("disable-backgrounding-occluded-windows", true),
			chromedp.Flag("disable-renderer-backgrounding", true),
			chromedp.Flag("lang", "en-US"),
			// Each window would bring renderers for suggestions under an address bar that nobody sees.
			chromedp.Flag("disable-features", "WebUIOmniboxPopup,WebUIOmniboxAimPopup"),
		)
		ctx, cancel := chromedp.NewContext(ctx)
		process.ctx, process.cancel = ctx, func() { cancel(); stop() }
		if err := chromedp.Do(ctx); err != nil {
			process.cancel()
			process.err = fmt.Errorf("start %s: %w", path, err)
		}
	})
	return process.ctx, process.err
}

// Close ends Chromium, where a test has started it; call it when the process's tests are done.
func Close() {
	process.once.Do(func() { process.err = os.ErrClosed })
	if process.cancel != nil {
		process.cancel()
	}
}

// Option says how somebody looks at a page.
type Option func(*look)

type look struct {
	width, height int64
	phone, dark   bool
}

// Phone is a phone of 390 × 844, used by touch, whose browser has no PDF viewer.
func Phone(l *look) { l.width, l.height, l.phone = 390, 844, true }

// Dark is somebody who has chosen dark mode.
func Dark(l *look) { l.dark = true }

// Page is a tab of a person's browser, or a part of what it shows.
type Page struct {
	*tab
	parts []part
}

// tab is what all parts of a page share.
type tab struct {
	t         testing.TB
	ctx       context.Context
	look      look
	downloads string

	mu       sync.Mutex
	problems []string // what the page did wrong by itself
	allowed  []string
	refused  []string // requests answered with 4xx
	events   chan any // file choosers and downloads
}

// Open opens an address in a browser of the person's own: no cookies, nothing stored. It is 1440 × 900 unless an option
// says otherwise. The test fails if the page throws, logs an error, breaks its content security policy, or is answered
// with a status of 5xx.
func Open(t testing.TB, url string, options ...Option) *Page {
	t.Helper()
	parent, err := chromium()
	if err != nil {
		t.Fatal(err)
	}
	tb := &tab{t: t, look: look{width: 1440, height: 900}, downloads: t.TempDir()}
	for _, option := range options {
		option(&tb.look)
	}
	p := tb.start(chromedp.NewContext(parent, chromedp.WithNewBrowserContext(), chromedp.WithListener(tb.hear)))
	p.Go(url)
	return p
}

// start opens the tab and prepares it.
func (tb *tab) start(ctx context.Context, closeTab context.CancelFunc) *Page {
	tb.t.Helper()
	tb.ctx, tb.events = ctx, make(chan any, 100)
	tb.t.Cleanup(func() {
		tb.settle()
		closeTab()
	})
	if err := chromedp.Do(ctx); err != nil {
		tb.t.Fatalf("open a tab: %v", err)
	}
	// chromedp asks to be told of every request, node and style sheet, which is a fifth of the work; nobody here listens.
	call(tb, css.Disable, cdp.Empty{})
	call(tb, dom.Disable, cdp.Empty{})
	call(tb, network.Disable, cdp.Empty{})
	scheme := "light"
	if tb.look.dark {
		scheme = "dark"
	}
	scale := 1.0
	if tb.look.phone {
		scale = 2
	}
	call(tb, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior:         browser.SetDownloadBehaviorBehaviorAllowAndName,
		BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
		DownloadPath:     tb.downloads,
		EventsEnabled:    new(true),
	})
	call(tb, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: tb.look.width, Height: tb.look.height, DeviceScaleFactor: scale, Mobile: tb.look.phone,
	})
	call(tb, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: tb.look.phone})
	call(tb, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	call(tb, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	if tb.look.phone {
		call(tb, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
			Source: `Object.defineProperty(Navigator.prototype, "pdfViewerEnabled", { get: () => false })`,
		})
	}
	call(tb, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: true})
	return &Page{tab: tb}
}

// call sends a command to the tab and fails the test if it is refused.
func call[P, R any](tb *tab, command cdp.Command[P, R], params P) R {
	tb.t.Helper()
	result, err := try(tb, command, params)
	if err != nil {
		tb.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

func try[P, R any](tb *tab, command cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	return chromedp.Call(ctx, command, params)
}
