package browser

import (
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// keys are the names of keys that are no characters.
var keys = map[string]string{
	"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Backspace": kb.Backspace, "Delete": kb.Delete, "Space": " ",
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
	"Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown,
}

var modifiers = map[string]int64{"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}

// Press presses a key: "Enter", "Tab", "Shift+Tab", "Escape", "Space", "ArrowDown", "a" …
func (p *Page) Press(key string) {
	p.t.Helper()
	var held int64
	combination := strings.Split(key, "+")
	for _, name := range combination[:len(combination)-1] {
		held |= modifiers[name]
	}
	last := combination[len(combination)-1]
	if named, ok := keys[last]; ok {
		last = named
	}
	for _, r := range last {
		p.key(r, held)
	}
}

// Type types a text into whatever has the keyboard focus.
func (p *Page) Type(text string) {
	p.t.Helper()
	for _, r := range text {
		p.key(r, 0)
	}
}

func (p *Page) key(r rune, held int64) {
	p.t.Helper()
	for _, event := range kb.Encode(r) {
		event.Modifiers |= held
		call(p.tab, input.DispatchKeyEvent, *event)
	}
}

// Draw draws a line over the part of the page, through points that are shares of it, with the mouse or a finger.
func (p *Page) Draw(points ...[2]float64) {
	p.t.Helper()
	box := p.until("draw", step{Do: "box"})
	for n, point := range points {
		p.pen(n == 0, box.X+point[0]*box.Width, box.Y+point[1]*box.Height)
	}
	last := points[len(points)-1]
	if p.look.phone {
		call(p.tab, input.DispatchTouchEvent, input.DispatchTouchEventParams{
			Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{},
		})
		return
	}
	call(p.tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{
		Type: input.DispatchMouseEventTypeMouseReleased, Button: input.MouseButtonLeft, ClickCount: 1,
		X: box.X + last[0]*box.Width, Y: box.Y + last[1]*box.Height,
	})
}

// pen puts the mouse or a finger down, or moves it on.
func (p *Page) pen(down bool, x, y float64) {
	p.t.Helper()
	if p.look.phone {
		event := input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchMove, TouchPoints: []*input.TouchPoint{{X: x, Y: y}}}
		if down {
			event.Type = input.DispatchTouchEventTypeTouchStart
		}
		call(p.tab, input.DispatchTouchEvent, event)
		return
	}
	event := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, Button: input.MouseButtonLeft, Buttons: 1, X: x, Y: y}
	if down {
		event.Type, event.ClickCount = input.DispatchMouseEventTypeMousePressed, 1
	}
	call(p.tab, input.DispatchMouseEvent, event)
}

// replaceText replaces all text of the field that has the focus.
func (p *Page) replaceText(text string) {
	p.t.Helper()
	call(p.tab, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Commands: []string{"selectAll"},
	})
	if text == "" {
		p.Press("Backspace")
		return
	}
	call(p.tab, input.InsertText, input.InsertTextParams{Text: text})
}

// press presses what a step finds, by mouse or finger, and makes sure that it was hit.
func (p *Page) press(what string, s step) {
	p.t.Helper()
	p.await(what, func() string {
		o := p.attempt(s)
		if o.Problem != "" {
			return o.Problem
		}
		if p.look.phone {
			p.tap(o.X, o.Y)
		} else {
			p.click(o.X, o.Y)
		}
		// No answer means that the press has led to another page.
		if after := p.attempt(step{Do: "pressed"}); after.Problem == "" && !after.Done {
			return "it moved away"
		}
		return ""
	})
}

func (p *Page) click(x, y float64) {
	p.t.Helper()
	for _, event := range []input.DispatchMouseEventParams{
		{Type: input.DispatchMouseEventTypeMouseMoved},
		{Type: input.DispatchMouseEventTypeMousePressed, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1},
		{Type: input.DispatchMouseEventTypeMouseReleased, Button: input.MouseButtonLeft, ClickCount: 1},
	} {
		event.X, event.Y = x, y
		call(p.tab, input.DispatchMouseEvent, event)
	}
}

func (p *Page) tap(x, y float64) {
	p.t.Helper()
	call(p.tab, input.DispatchTouchEvent, input.DispatchTouchEventParams{
		Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: x, Y: y}},
	})
	call(p.tab, input.DispatchTouchEvent, input.DispatchTouchEventParams{
		Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{},
	})
}
