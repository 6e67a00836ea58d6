// Package tidy cleans what people type, so that it looks like what it is: titles and names are one line, and nothing in
// them is invisible or turns the direction of what follows ("invoice\u202Efdp.exe" would read "invoiceexe.pdf").
package tidy

import (
	"strings"
	"unicode"
)

// Line makes one line of a text: control characters and line ends become blanks, what cannot be seen goes.
func Line(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return visible(r)
	}, s))
}

// Lines does the same to a text of several lines, which keeps its line ends and tabs.
func Lines(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return -1
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsControl(r):
			return ' '
		}
		return visible(r)
	}, s))
}

// Cut shortens a text to as many characters as there is room for.
func Cut(s string, runes int) string {
	if r := []rune(s); len(r) > runes {
		return string(r[:runes])
	}
	return s
}

// visible drops what has no width or turns the direction. The joiners that scripts and emoji are written with
// (U+200C, U+200D) stay.
func visible(r rune) rune {
	switch {
	case r == '\u200b', r == '\u200e', r == '\u200f', r == '\u061c', r == '\ufeff', r == '\u00ad',
		r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f':
		return -1
	}
	return r
}
