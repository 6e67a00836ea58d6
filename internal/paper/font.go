package paper

import (
	_ "embed" // the fonts
	"slices"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	imagefont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"

	"portico/pb_public"
)

// DejaVu Sans: Latin, Greek, Cyrillic, Armenian, Georgian and many signs (see fonts/LICENSE.txt).
var (
	//go:embed fonts/DejaVuSans.ttf
	regular []byte
	//go:embed fonts/DejaVuSans-Bold.ttf
	bold []byte
)

// hand is Great Vibes, for signatures that were typed: Latin and Cyrillic. Pages show them in it, too, so it is theirs.
var hand = sync.OnceValue(func() []byte {
	data, err := pb_public.FS.ReadFile("shared/fonts/GreatVibes-Regular.ttf")
	if err != nil {
		panic(err) // it is part of the binary
	}
	return data
})

// The typefaces there are.
const (
	Sans = "dejavu"
	Hand = "vibes"
)

// Embed gives a PDF that is made elsewhere a typeface.
func Embed(pdf *fpdf.Fpdf, face string) {
	data := regular
	if face == Hand {
		data = hand()
	}
	pdf.AddUTF8FontFromBytes(face, "", data)
}

var fonts = sync.OnceValue(func() []*sfnt.Font { return []*sfnt.Font{parseFont(regular), parseFont(bold)} })

var byHand = sync.OnceValue(func() *sfnt.Font { return parseFont(hand()) })

func parseFont(data []byte) *sfnt.Font {
	font, err := sfnt.Parse(data)
	if err != nil {
		panic(err) // it is part of the binary
	}
	return font
}

// unshaped are scripts whose letters the font has, but that nobody here could join, or write from right to left.
var unshaped = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew, unicode.Nko, unicode.Syriac, unicode.Thaana}

// Missing returns the characters of a text that a paper cannot show, each once. Who writes such a text is told, before it
// becomes a paper with boxes in it.
func Missing(text string) []rune {
	var missing []rune
	for _, r := range Clean(text) {
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
	return !slices.ContainsFunc(fonts(), func(font *sfnt.Font) bool { return !has(font, r) })
}

func has(font *sfnt.Font, r rune) bool {
	glyph, err := font.GlyphIndex(new(sfnt.Buffer), r)
	return err == nil && glyph != 0
}

// MissingByHand returns the characters of a text that the handwriting cannot show.
func MissingByHand(text string) []rune {
	return slices.DeleteFunc([]rune(Clean(text)), func(r rune) bool { return shows(r) && has(byHand(), r) })
}

// Extent is how far the letters of a line reach above and below it, in parts of their size.
func Extent(face, text string) (above, below float64) {
	font := fonts()[0]
	if face == Hand {
		font = byHand()
	}
	const em = 1000
	var buffer sfnt.Buffer
	for _, r := range Clean(text) {
		glyph, err := font.GlyphIndex(&buffer, r)
		if err != nil {
			continue
		}
		if bounds, _, err := font.GlyphBounds(&buffer, glyph, fixed.I(em), imagefont.HintingNone); err == nil {
			above = max(above, -float64(bounds.Min.Y)/64/em)
			below = max(below, float64(bounds.Max.Y)/64/em)
		}
	}
	return above, below
}

// Clean puts accents on their letters, leaves out what is not seen and makes all kinds of space one.
func Clean(text string) string {
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
	}, Clean(text))
}
