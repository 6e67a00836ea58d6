package browser

import (
	"time"

	"github.com/chromedp/cdproto/network"
)

// Offline cuts the page off from the network, or connects it again.
func (p *Page) Offline(off bool) {
	p.t.Helper()
	p.conditions(network.Conditions{Offline: off, DownloadThroughput: -1, UploadThroughput: -1})
}

// SlowUploads limits what the page sends to so many bytes a second; 0 is no limit.
func (p *Page) SlowUploads(bytesPerSecond int) {
	p.t.Helper()
	rate := float64(bytesPerSecond)
	if bytesPerSecond == 0 {
		rate = -1
	}
	p.conditions(network.Conditions{DownloadThroughput: -1, UploadThroughput: rate})
}

// SlowAnswers makes every answer take so long.
func (p *Page) SlowAnswers(latency time.Duration) {
	p.t.Helper()
	p.conditions(network.Conditions{Latency: float64(latency.Milliseconds()), DownloadThroughput: -1, UploadThroughput: -1})
}

// Unreachable keeps requests from getting through whose address matches a pattern such as "http://*:*/api/*"; "" lets
// all through again.
func (p *Page) Unreachable(pattern string) {
	p.t.Helper()
	p.conditions(network.Conditions{URLPattern: pattern, Offline: pattern != "", DownloadThroughput: -1, UploadThroughput: -1})
}

func (p *Page) conditions(c network.Conditions) {
	p.t.Helper()
	call(p.tab, network.Enable, network.EnableParams{})
	call(p.tab, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{&c},
	})
	call(p.tab, network.OverrideNetworkState, network.OverrideNetworkStateParams{
		Offline: c.Offline && c.URLPattern == "", Latency: c.Latency, DownloadThroughput: c.DownloadThroughput, UploadThroughput: c.UploadThroughput,
	})
}
