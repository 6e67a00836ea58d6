package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed person.js
var person string

// part narrows a page to the element that matches a selector and contains a text.
type part struct {
	Selector string `json:"selector"`
	Text     string `json:"text"`
}

// Within is the part of the page that matches a CSS selector and contains a text (which may be empty); the innermost
// where one contains another.
func (p *Page) Within(selector, text string) *Page {
	return &Page{tab: p.tab, parts: slices.Concat(p.parts, []part{{selector, text}})}
}

// Row is the row of a list or table that contains a text.
func (p *Page) Row(text string) *Page {
	return p.Within("li, tr, [role=row], [role=listitem], article, fieldset", text)
}

// Dialog is the open dialog that contains a text, as a rule its heading.
func (p *Page) Dialog(text string) *Page {
	return p.Within("dialog[open], [role=dialog], [role=alertdialog]", text)
}

// Go opens an address.
func (p *Page) Go(url string) {
	p.t.Helper()
	result, err := try(p.tab, page.Navigate, page.NavigateParams{URL: url})
	if err == nil && result.ErrorText != "" {
		err = errors.New(result.ErrorText)
	}
	if err != nil {
		p.t.Fatalf("open %s: %v", url, err)
	}
	p.until("load "+url, step{Do: "loaded"})
}

// Reload loads the page again.
func (p *Page) Reload() {
	p.t.Helper()
	p.Evaluate("void (globalThis.beforeReload = true)", nil)
	call(p.tab, page.Reload, page.ReloadParams{})
	p.Wait("the page loads again", `!globalThis.beforeReload && document.readyState === "complete"`)
}

// See waits until a text can be seen.
func (p *Page) See(text string) {
	p.t.Helper()
	p.until(fmt.Sprintf("see %q", text), step{Do: "see", Name: text})
}

// DontSee waits until a text can be seen no more.
func (p *Page) DontSee(text string) {
	p.t.Helper()
	p.until(fmt.Sprintf("not see %q", text), step{Do: "dontSee", Name: text})
}

// SeeButton waits until there is something to press (a button, a link, a tab …) of this name.
func (p *Page) SeeButton(name string) {
	p.t.Helper()
	p.until(fmt.Sprintf("see %q to press", name), step{Do: "seeButton", Name: name})
}

// DontSeeButton waits until nothing of this name can be seen that could be pressed.
func (p *Page) DontSeeButton(name string) {
	p.t.Helper()
	p.until(fmt.Sprintf("not see %q to press", name), step{Do: "dontSeeButton", Name: name})
}

// Disabled waits until what has this name is there but cannot be pressed.
func (p *Page) Disabled(name string) {
	p.t.Helper()
	p.until(fmt.Sprintf("see %q disabled", name), step{Do: "disabled", Name: name})
}

// Text is what can be read, with each run of white space as one blank.
func (p *Page) Text() string {
	p.t.Helper()
	return p.until("read", step{Do: "text"}).Text
}

// HTML is all that the page holds, seen or not.
func (p *Page) HTML() string {
	p.t.Helper()
	var html string
	p.Evaluate("document.documentElement.outerHTML", &html)
	return html
}

// URL is the address of the page.
func (p *Page) URL() string {
	p.t.Helper()
	var url string
	p.Evaluate("location.href", &url)
	return url
}

// Click presses what has this name or text: a button, a link, a tab, a menu item, a checkbox, a label. It must be the
// only one within the page, in view or to be scrolled to, and neither disabled nor covered.
func (p *Page) Click(name string) {
	p.t.Helper()
	p.press(fmt.Sprintf("click %q", name), step{Do: "press", Name: name})
}

// Fill replaces what stands in the field with this label.
func (p *Page) Fill(label, value string) {
	p.t.Helper()
	what := fmt.Sprintf("fill %q with %q", label, value)
	if p.until(what, step{Do: "set", Name: label, Value: value}).Done {
		return // a field that has no text to type, such as a colour
	}
	p.press(what, step{Do: "pressField", Name: label})
	p.replaceText(value)
	p.until(what, step{Do: "seeValue", Name: label, Value: value})
}

// Select chooses the option of a select field by its text.
func (p *Page) Select(label, option string) {
	p.t.Helper()
	p.until(fmt.Sprintf("choose %q as %q", option, label), step{Do: "select", Name: label, Value: option})
}

// Check switches the checkbox or toggle with this label on, or off, and waits until it shows that.
func (p *Page) Check(label string, on bool) {
	p.t.Helper()
	what := fmt.Sprintf("switch %q to %v", label, on)
	if p.until(what, step{Do: "isChecked", Name: label}).Done != on {
		p.press(what, step{Do: "press", Name: label})
	}
	p.SeeChecked(label, on)
}

// SeeChecked waits until the checkbox or toggle with this label is on, or off.
func (p *Page) SeeChecked(label string, on bool) {
	p.t.Helper()
	p.until(fmt.Sprintf("see %q switched to %v", label, on), step{Do: "seeChecked", Name: label, On: on})
}

// SeeValue waits until a value stands in the field with this label.
func (p *Page) SeeValue(label, value string) {
	p.t.Helper()
	p.until(fmt.Sprintf("see %q in %q", value, label), step{Do: "seeValue", Name: label, Value: value})
}

// Evaluate runs an expression in the page, waits for its promise, and decodes the result unless into is nil.
func (p *Page) Evaluate(expression string, into any) {
	p.t.Helper()
	if err := p.evaluate(expression, into); err != nil {
		p.t.Fatalf("evaluate %.200s: %v", expression, err)
	}
}

// Wait waits until an expression is true in the page, for conditions that no eye sees.
func (p *Page) Wait(what, expression string) {
	p.t.Helper()
	p.await(what, func() string {
		var ok bool
		if err := p.evaluate("Boolean("+expression+")", &ok); err != nil {
			return err.Error()
		}
		if !ok {
			return "it is not so"
		}
		return ""
	})
}

// Focused is the role and the accessible name of what has the keyboard focus.
func (p *Page) Focused() (role, name string) {
	p.t.Helper()
	element := call(p.tab, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.activeElement"})
	tree := call(p.tab, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
		ObjectID: element.Result.ObjectID, FetchRelatives: new(false),
	})
	for _, node := range tree.Nodes {
		if node.Role != nil && node.Name != nil {
			_ = json.Unmarshal(node.Role.Value, &role)
			_ = json.Unmarshal(node.Name.Value, &name)
		}
	}
	return role, name
}

// SeeFocus waits until the keyboard focus is on what has this role and accessible name.
func (p *Page) SeeFocus(role, name string) {
	p.t.Helper()
	p.await(fmt.Sprintf("see the focus on the %s %q", role, name), func() string {
		if gotRole, gotName := p.Focused(); gotRole != role || gotName != name {
			return fmt.Sprintf("it is on the %s %q", gotRole, gotName)
		}
		return ""
	})
}

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
	call(p.tab, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{&c},
	})
	call(p.tab, network.OverrideNetworkState, network.OverrideNetworkStateParams{
		Offline: c.Offline && c.URLPattern == "", Latency: c.Latency, DownloadThroughput: c.DownloadThroughput, UploadThroughput: c.UploadThroughput,
	})
}

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

// step is something that person.js does or looks for.
type step struct {
	Do    string `json:"do"`
	Name  string `json:"name"`
	Value string `json:"value"`
	On    bool   `json:"on"`
	Parts []part `json:"parts"`
}

// outcome is what became of a step; it is tried again as long as there is a problem.
type outcome struct {
	Problem string
	Text    string
	Done    bool
	X, Y    float64
}

func (p *Page) until(what string, s step) outcome {
	p.t.Helper()
	var o outcome
	p.await(what, func() string {
		o = p.attempt(s)
		return o.Problem
	})
	return o
}

func (p *Page) attempt(s step) outcome {
	s.Parts = append([]part{}, p.parts...)
	arguments, err := json.Marshal(s)
	if err != nil {
		return outcome{Problem: err.Error()}
	}
	var o outcome
	if err := p.evaluate(fmt.Sprintf("(%s)(%s)", person, arguments), &o); err != nil {
		return outcome{Problem: err.Error()}
	}
	return o
}

// await tries until there is no problem any more.
func (p *Page) await(what string, attempt func() (problem string)) {
	p.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		problem := attempt()
		if problem == "" {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("could not %s: %s", what, problem)
		}
		select {
		case <-p.ctx.Done():
			p.t.Fatalf("could not %s: the browser is gone: %v", what, context.Cause(p.ctx))
		case <-time.After(30 * time.Millisecond):
		}
	}
}

func (tb *tab) evaluate(expression string, into any) error {
	result, err := try(tb, runtime.Evaluate, runtime.EvaluateParams{
		Expression: expression, ReturnByValue: new(true), AwaitPromise: new(true),
	})
	switch {
	case err != nil:
		return err
	case result.ExceptionDetails != nil:
		return errors.New(describe(result.ExceptionDetails))
	case into == nil || result.Result.Value == nil:
		return nil
	default:
		return json.Unmarshal(result.Result.Value, into)
	}
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
