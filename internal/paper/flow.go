package paper

import (
	"slices"
	"strings"
	"unicode"
)

// Run is a piece of a text in one style. A line break in it is one on paper.
type Run struct {
	Text  string
	Style Style
}

// Style is how a piece of a text stands out.
type Style struct{ Bold, Italic, Underline bool }

// font names the style as the writer of PDFs does. It has no slanted letters: those are made by slant.
func (s Style) font() string {
	name := ""
	if s.Bold {
		name += "B"
	}
	if s.Underline {
		name += "U"
	}
	return name
}

const slant = 11 // degrees, as DejaVu's own

// Paragraph is a text that is broken into lines.
type Paragraph struct {
	Runs   []Run
	Points float64 // size of the letters
	Indent float64 // mm
	Marker string  // of a list, left of the first line
	// Keep has it stand on the page on which what follows begins.
	Keep bool
}

func (g Paragraph) leading() float64 { return g.Points * 0.53 }

// Flow writes a paragraph. Where it does not fit on its page, no line of it stands alone on one.
func (p *Paper) Flow(g Paragraph) {
	lines := p.lines(g)
	height := float64(len(lines)) * g.leading()
	if g.Keep {
		p.room(height + 4*g.leading())
	}
	marker := g.Marker
	for len(lines) > 0 && (p.Most == 0 || p.Pages() <= p.Most) {
		first := p.fitting(len(lines), g.leading())
		if first == 0 {
			p.pdf.AddPage()
			continue
		}
		for _, line := range lines[:first] {
			p.line(g, line, marker)
			marker = ""
		}
		lines = lines[first:]
	}
}

// Space leaves some room, but none at the top of a page.
func (p *Paper) Space(height float64) {
	if !p.atTop() {
		p.pdf.SetY(p.pdf.GetY() + height)
	}
}

// Rule draws a line across the paper.
func (p *Paper) Rule() {
	p.room(8)
	p.rule(p.pdf.GetY()+3, 0.2, grey)
	p.pdf.SetXY(margin, p.pdf.GetY()+7)
}

// Break begins a new page.
func (p *Paper) Break() { p.pdf.AddPage() }

// Pages is how many pages there are so far.
func (p *Paper) Pages() int { return p.pdf.PageNo() }

func (p *Paper) atTop() bool { return p.pdf.GetY() <= margin }

// fitting is how many of some lines are written on this page; none, where all go to the next.
func (p *Paper) fitting(lines int, leading float64) int {
	_, full := p.pdf.GetPageSize()
	fit := int((full - foot - p.pdf.GetY()) / leading)
	switch {
	case fit >= lines:
		return lines
	case p.atTop():
		return max(fit, 1)
	case lines-fit == 1: // the next page has two
		fit--
	}
	if fit < 2 {
		return 0
	}
	return fit
}

func (p *Paper) line(g Paragraph, line []Run, marker string) {
	x, y := margin+g.Indent, p.pdf.GetY()
	if marker != "" {
		p.font("", g.Points, ink)
		p.pdf.SetXY(x-7, y)
		p.pdf.CellFormat(5, g.leading(), marker, "", 0, "R", false, 0, "")
	}
	for _, run := range line {
		p.font(run.Style.font(), g.Points, ink)
		width := p.pdf.GetStringWidth(run.Text)
		if run.Style.Italic {
			p.pdf.TransformBegin()
			p.pdf.TransformSkewX(slant, x, y+g.leading()*0.7)
		}
		p.pdf.SetXY(x, y)
		p.pdf.CellFormat(width, g.leading(), run.Text, "", 0, "L", false, 0, "")
		if run.Style.Italic {
			p.pdf.TransformEnd()
		}
		x += width
	}
	p.pdf.SetXY(margin, y+g.leading())
}

// lines breaks a paragraph into lines of pieces in one style each.
func (p *Paper) lines(g Paragraph) [][]Run {
	room := p.width - g.Indent
	lines, used := [][]Run{nil}, 0.0
	begin := func() { lines, used = append(lines, nil), 0 }
	put := func(piece Run, width float64) {
		last := len(lines) - 1
		lines[last] = join(lines[last], piece)
		used += width
	}
	for _, w := range words(g.Runs) {
		if w.breaks {
			begin()
			continue
		}
		width := 0.0
		for _, piece := range w.pieces {
			width += p.widthOf(g, piece)
		}
		if used > 0 {
			space := Run{" ", w.space}
			if advance := p.widthOf(g, space); used+advance+width <= room {
				put(space, advance)
			} else {
				begin()
			}
		}
		for _, piece := range w.pieces {
			if width <= room {
				put(piece, p.widthOf(g, piece))
				continue
			}
			for _, r := range piece.Text { // it is broken wherever the line ends
				letter := Run{string(r), piece.Style}
				advance := p.widthOf(g, letter)
				if used+advance > room {
					begin()
				}
				put(letter, advance)
			}
		}
	}
	return lines
}

func (p *Paper) widthOf(g Paragraph, run Run) float64 {
	p.font(run.Style.font(), g.Points, ink)
	return p.pdf.GetStringWidth(run.Text)
}

// join adds a piece to a line, to the last one where that is of the same style.
func join(line []Run, piece Run) []Run {
	if n := len(line); n > 0 && line[n-1].Style == piece.Style {
		line[n-1].Text += piece.Text
		return line
	}
	return append(line, piece)
}

// word is what is not broken, in one style or several; or, where breaks is set, the end of a line.
type word struct {
	pieces []Run
	space  Style // of the space before it
	breaks bool
}

// words finds where a text can be broken: at spaces, but for those that forbid it.
func words(runs []Run) (found []word) {
	var current word
	end := func() {
		if len(current.pieces) > 0 {
			found = append(found, current)
		}
		current = word{}
	}
	for _, run := range runs {
		for i, text := range strings.Split(run.Text, "\n") {
			if i > 0 {
				end()
				found = append(found, word{breaks: true})
			}
			for text != "" {
				at := strings.IndexFunc(text, mayBreak)
				piece, rest := text, ""
				if at >= 0 {
					piece, rest = text[:at], strings.TrimLeftFunc(text[at:], mayBreak)
				}
				if piece = shown(piece); piece != "" {
					current.pieces = append(current.pieces, Run{piece, run.Style})
				}
				if at >= 0 {
					end()
					current.space = run.Style
				}
				text = rest
			}
		}
	}
	end()
	return slices.Clip(found)
}

func mayBreak(r rune) bool {
	const noBreak, narrow, figure = '\u00a0', '\u202f', '\u2007'
	return unicode.IsSpace(r) && r != noBreak && r != narrow && r != figure
}
