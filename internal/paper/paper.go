// Package paper makes PDFs in the firm's hand: A4, with its letterhead, and pages that know how many they are. The same
// words make the same bytes.
package paper

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

const (
	margin  = 20.0 // mm
	foot    = 24.0 // mm, below which a page ends
	size    = 9.5  // pt, of the text
	leading = 5.0  // mm
	// pageCount stands for the number of pages until that is known. It is as wide as a digit, and in no text: Clean makes
	// it a plain space.
	pageCount = "\u2007"
)

type colour [3]int

var (
	ink   = colour{0x1c, 0x1f, 0x1e}
	grey  = colour{0x5f, 0x65, 0x64}
	faint = colour{0xd5, 0xd9, 0xd8}
	plain = colour{0x33, 0x3d, 0x3c} // for a firm that has chosen no colour
)

// Letterhead is whose paper it is.
type Letterhead struct {
	Firm   string
	Lines  string // address, tax number and whatever else belongs there
	Accent string // "#rrggbb" or ""
	Logo   []byte // an image, or nil
}

// Paper is a PDF in the making.
type Paper struct {
	// Most is how many pages a paragraph may reach: what comes behind the next one is left out, and Pages tells that it
	// is there. 0 is without end.
	Most   int
	pdf    *fpdf.Fpdf
	width  float64 // between the margins
	accent colour
}

// New begins a paper. A PDF says when it was made: at is that, and not the time of the call, so that it can be made
// again.
func New(head Letterhead, title string, at time.Time) *Paper {
	p := &Paper{pdf: fpdf.New("P", "mm", "A4", ""), accent: parse(head.Accent)}
	p.pdf.AddUTF8FontFromBytes(Sans, "", regular)
	p.pdf.AddUTF8FontFromBytes(Sans, "B", bold)
	p.pdf.SetTitle(Clean(title), true)
	p.pdf.SetAuthor(Clean(head.Firm), true)
	p.pdf.SetCreator("Portico", true)
	p.pdf.SetLang("en")
	p.pdf.SetCreationDate(at.UTC())
	p.pdf.SetModificationDate(at.UTC())
	p.pdf.SetCatalogSort(true)
	p.pdf.SetMargins(margin, margin, margin)
	p.pdf.SetAutoPageBreak(true, foot)
	p.pdf.SetCellMargin(0)
	p.pdf.AliasNbPages(pageCount)
	full, _ := p.pdf.GetPageSize()
	p.width = full - 2*margin
	p.pdf.SetFooterFunc(func() { p.footer(title) })
	p.pdf.AddPage()
	p.letterhead(head)
	return p
}

// Bytes ends the paper.
func (p *Paper) Bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("make PDF: %w", err)
	}
	return out.Bytes(), nil
}

func (p *Paper) footer(title string) {
	p.pdf.SetY(-foot + 8)
	p.font("", 8, grey)
	p.pdf.CellFormat(p.width*0.8, leading, p.fit(title, p.width*0.8), "", 0, "L", false, 0, "")
	p.pdf.CellFormat(p.width*0.2, leading, fmt.Sprintf("%d of %s", p.pdf.PageNo(), pageCount), "", 0, "R", false, 0, "")
}

const logoHeight = 16.0 // mm

func (p *Paper) letterhead(head Letterhead) {
	top, half := p.pdf.GetY(), p.width/2
	left := margin
	if picture, ok := readLogo(head.Logo); ok {
		w := min(picture.ratio*logoHeight, half*0.6)
		p.pdf.RegisterImageOptionsReader("logo", fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(picture.png))
		p.pdf.ImageOptions("logo", left, top, w, w/picture.ratio, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
		left += w + 5
	}
	p.pdf.SetXY(left, top)
	p.font("B", 13, ink)
	p.pdf.MultiCell(margin+half+10-left, 6.5, shown(head.Firm), "", "L", false)
	bottom := max(p.pdf.GetY(), top+logoHeight)
	p.pdf.SetXY(margin+half+15, top)
	p.font("", 8, grey)
	p.pdf.MultiCell(half-15, 4.2, shown(head.Lines), "", "R", false)
	bottom = max(bottom, p.pdf.GetY()) + 3
	p.rule(bottom, 0.6, p.accent)
	p.pdf.SetXY(margin, bottom+9)
}

// Address writes whom the paper is for, and beside it facts: pairs of a word and a value.
func (p *Paper) Address(lines string, facts ...string) {
	top, half := p.pdf.GetY(), p.width/2
	p.font("", size, ink)
	p.pdf.MultiCell(half-5, leading, shown(lines), "", "L", false)
	bottom := max(p.pdf.GetY(), top+25) // where a window envelope has its window
	p.pdf.SetY(top)
	for i := 0; i+1 < len(facts); i += 2 {
		if facts[i+1] == "" {
			continue
		}
		y := p.pdf.GetY()
		p.pdf.SetXY(margin+half, y)
		p.font("", size, grey)
		p.pdf.CellFormat(30, leading, shown(facts[i]), "", 0, "L", false, 0, "")
		p.font("", size, ink)
		p.pdf.SetXY(margin+half+30, y)
		p.pdf.MultiCell(half-30, leading, shown(facts[i+1]), "", "L", false)
		p.pdf.Ln(0.8)
	}
	p.pdf.SetXY(margin, max(bottom, p.pdf.GetY())+8)
}

// Title writes what the paper is, and under it what it is about, where that says more.
func (p *Paper) Title(title, about string) {
	p.font("B", 17, ink)
	p.pdf.MultiCell(p.width, 8, shown(title), "", "L", false)
	if about != "" {
		p.font("", 11, grey)
		p.pdf.MultiCell(p.width, 6, shown(about), "", "L", false)
	}
	p.pdf.Ln(5)
}

// Heading begins a part. It never stands alone at the end of a page.
func (p *Paper) Heading(text string) {
	p.room(20)
	p.font("B", 11, ink)
	p.pdf.MultiCell(p.width, 6, shown(text), "", "L", false)
	p.pdf.Ln(1)
}

// Text writes paragraphs.
func (p *Paper) Text(text string) {
	p.font("", size, ink)
	p.pdf.MultiCell(p.width, leading, shown(text), "", "L", false)
	p.pdf.Ln(3)
}

// room begins a new page where less than height is left of this one, and says whether it did.
func (p *Paper) room(height float64) bool {
	_, full := p.pdf.GetPageSize()
	if p.pdf.GetY()+height <= full-foot {
		return false
	}
	p.pdf.AddPage()
	return true
}

func (p *Paper) rule(y, thick float64, c colour) {
	p.pdf.SetDrawColor(c[0], c[1], c[2])
	p.pdf.SetLineWidth(thick)
	p.pdf.Line(margin, y, margin+p.width, y)
}

func (p *Paper) font(style string, points float64, c colour) {
	p.pdf.SetFont(Sans, style, points)
	p.pdf.SetTextColor(c[0], c[1], c[2])
}

// fit cuts a text to one line.
func (p *Paper) fit(text string, width float64) string {
	text = shown(text)
	if p.pdf.GetStringWidth(text) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && p.pdf.GetStringWidth(string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

func parse(hex string) colour {
	n, err := strconv.ParseUint(hex[min(1, len(hex)):], 16, 24)
	if err != nil {
		return plain
	}
	return colour{int(n >> 16), int(n >> 8 & 0xff), int(n & 0xff)}
}
