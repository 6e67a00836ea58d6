package browser

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

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
