package browser

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// SeePDF waits until the browser's own PDF viewer shows a file of so many pages in the page.
func (p *Page) SeePDF(pages int) {
	p.t.Helper()
	p.await(fmt.Sprintf("see a PDF of %d pages", pages), func() string {
		shown, err := p.pdfPages()
		if err != nil {
			return err.Error()
		}
		if shown != pages {
			return fmt.Sprintf("the viewer shows %d", shown)
		}
		return ""
	})
}

// pdfPages asks Chromium's viewer, an extension in a frame of its own process, how many pages it shows: 0 until the
// file is loaded.
func (p *Page) pdfPages() (int, error) {
	infos, err := chromedp.Targets(p.ctx)
	if err != nil {
		return 0, err
	}
	own := chromedp.FromContext(p.ctx).Target.TargetID
	i := slices.IndexFunc(infos, func(info *target.Info) bool {
		return info.ParentID == own && strings.HasPrefix(info.URL, "chrome-extension://")
	})
	if i < 0 {
		return 0, nil
	}
	ctx, leave := chromedp.NewContext(p.ctx, chromedp.WithTargetID(infos[i].TargetID), chromedp.WithDetachOnCancel())
	defer leave()
	viewer := &tab{t: p.t, ctx: ctx}
	var pages int
	err = viewer.evaluate(`document.querySelector("pdf-viewer")?.documentDimensions?.pageDimensions.length ?? 0`, &pages)
	return pages, err
}
