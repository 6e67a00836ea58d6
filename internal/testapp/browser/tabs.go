package browser

import (
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Tab opens an address in another tab of the same browser: the same cookies, the same storage.
func (p *Page) Tab(url string) *Page {
	p.t.Helper()
	other := &tab{t: p.t, look: p.look, downloads: p.downloads}
	tab := other.start(chromedp.NewContext(p.ctx, chromedp.WithListener(other.hear)))
	tab.Go(url)
	return tab
}

// NewTab is the tab that do opens.
func (p *Page) NewTab(do func()) *Page {
	p.t.Helper()
	known := map[string]bool{}
	for _, id := range p.tabs() {
		known[id] = true
	}
	do()
	var opened string
	p.await("a new tab opens", func() string {
		for _, id := range p.tabs() {
			if !known[id] {
				opened = id
				return ""
			}
		}
		return "there is none"
	})
	return p.attach(opened)
}

// tabs are the ids of the person's open tabs.
func (tb *tab) tabs() []string {
	tb.t.Helper()
	infos, err := chromedp.Targets(tb.ctx)
	if err != nil {
		tb.t.Fatal(err)
	}
	var ids []string
	for _, info := range infos {
		if info.Type == "page" && info.BrowserContextID == chromedp.FromContext(tb.ctx).BrowserContextID {
			ids = append(ids, string(info.TargetID))
		}
	}
	return ids
}

// attach makes a page of a tab that a page has opened.
func (tb *tab) attach(id string) *Page {
	tb.t.Helper()
	other := &tab{t: tb.t, look: tb.look, downloads: tb.downloads}
	return other.start(chromedp.NewContext(tb.ctx, chromedp.WithTargetID(target.ID(id)), chromedp.WithListener(other.hear)))
}
