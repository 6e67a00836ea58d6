package paper

import (
	_ "embed" // the fonts
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// DejaVu Sans: Latin, Greek, Cyrillic, Armenian, Georgian and many signs (see fonts/LICENSE.txt).
var (
	//go:embed fonts/DejaVuSans.ttf
	regular []byte
	//go:embed fonts/DejaVuSans-Bold.ttf
	bold []byte
)

var fonts = sync.OnceValue(func() (parsed []*sfnt.Font) {
	for _, data := range [][]byte{regular, bold} {
		font, err := sfnt.Parse(data)
		if err != nil {
			panic(err) // it is part of the binary
		}
		parsed = append(parsed, font)
	}
	return parsed
})

// unshaped are scripts whose letters the font has, but that nobody here could join, or write from right to left.
var unshaped = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew, unicode.Nko, unicode.Syriac, unicode.Thaana}

// Missing returns the characters of a text that a paper cannot show, each once. Who writes such a text is told, before it
// becomes a paper with boxes in it.
func Missing(text string) []rune {
	var missing []rune
	for _, r := range clean(text) {
		if !shows(r) && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
	}
	return missing
}

func shows(r rune) bool {
	if r == '\n' {
		return true
	}
	if r > 0xffff || unicode.In(r, unshaped...) || unicode.In(r, unicode.Co, unicode.Mn) {
		return false // the writer of PDFs knows the basic plane alone, and joins nothing
	}
	for _, font := range fonts() {
		if glyph, err := font.GlyphIndex(new(sfnt.Buffer), r); err != nil || glyph == 0 {
			return false
		}
	}
	return true
}

// clean puts accents on their letters, leaves out what is not seen and makes all kinds of space one.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector):
			return -1
		}
		return r
	}, norm.NFC.String(text))
}

// shown is a text with a question mark for each character that is not shown: for names that were there before anyone
// thought of paper.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if shows(r) {
			return r
		}
		return '?'
	}, clean(text))
}
