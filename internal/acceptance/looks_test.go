package acceptance

import (
	"testing"

	"portico/internal/testapp/browser"
)

// inEveryLook tours the pages light on a desktop and dark on a phone, the two looks that are furthest apart, each on a firm
// of its own; right says what a page has to be.
func inEveryLook[F any](
	t *testing.T, open func(*testing.T) F, tour func(F, *testing.T, func(*browser.Page, string), ...browser.Option),
	right func(*testing.T, []browser.Option) func(*browser.Page, string),
) {
	t.Helper()
	for name, look := range map[string][]browser.Option{
		"light on a desktop": nil, "dark on a phone": {browser.Dark, browser.Phone},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tour(open(t), t, right(t, look), look...)
		})
	}
}

// portalLooksRight is a visit that fails the test for what is not accessible, does not fit, or has the wrong colours.
func portalLooksRight(t *testing.T, look []browser.Option) func(page *browser.Page, what string) {
	t.Helper()
	dark := len(look) > 0
	return func(page *browser.Page, what string) {
		t.Helper()
		page.Accessible(what)
		var got struct {
			Wide []string
			Dark bool
		}
		page.Evaluate(`(() => {
			const boxes = [document.documentElement, ...document.querySelectorAll("dialog, .panel, .row, .ask, .scan, .inbox, .talk, .talk-scroll")];
			const wide = boxes.filter((box) => box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().right > innerWidth + 1);
			const [red, green, blue] = getComputedStyle(document.documentElement).backgroundColor.match(/[\d.]+/g).map(Number);
			return { wide: wide.map((box) => box.tagName + "." + box.className), dark: red + green + blue < 3 * 64 };
		})()`, &got)
		if len(got.Wide) > 0 {
			t.Errorf("%s: has to be scrolled sideways: %v, pictured in %s", what, got.Wide, page.Screenshot("wide"))
		}
		if got.Dark != dark {
			t.Errorf("%s: is dark: %v", what, got.Dark)
		}
	}
}

// deskLooksRight is a visit that fails the test for what is not accessible or does not fit.
func deskLooksRight(t *testing.T, _ []browser.Option) func(p *browser.Page, what string) {
	t.Helper()
	return func(p *browser.Page, what string) {
		t.Helper()
		p.Accessible(what)
		fits(t, p, what)
	}
}

// fits fails the test if something on the page is wider than its place.
func fits(t *testing.T, p *browser.Page, what string) {
	t.Helper()
	var wide []string
	// The strip above a record is made to be moved sideways; on a phone the heads of tables are for screen readers.
	p.Evaluate(`[document.documentElement, ...document.querySelectorAll(".desk *, .desk")]
		.filter((box) => !box.closest(".sidebar-content, thead, pre") && box.checkVisibility())
		.filter((box) => {
			const { overflowX } = getComputedStyle(box);
			const scrolls = box === document.documentElement || overflowX === "auto" || overflowX === "scroll";
			return scrolls && box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().right > innerWidth + 1;
		}).map((box) => box.tagName + "." + box.className)`, &wide)
	if len(wide) > 0 {
		t.Errorf("%s: is too wide: %v, pictured in %s", what, wide, p.Screenshot("wide"))
	}
}

// guide leads a visitor through the dashboard: see visits what the page shows once a text is there, and show a page by its address.
func (w *world) guide(t *testing.T, p *browser.Page, visit func(p *browser.Page, what string)) (see func(text, what string), show func(address, text string)) {
	t.Helper()
	see = func(text, what string) {
		t.Helper()
		p.See(text)
		visit(p, what)
	}
	show = func(address, text string) {
		t.Helper()
		w.open(t, p, address)
		see(text, address)
	}
	return see, show
}
