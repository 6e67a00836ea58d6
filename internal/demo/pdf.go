package demo

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// The firm's colours, and the grey of small print.
var (
	accent = [3]int{0x1f, 0x5f, 0x5b}
	pale   = [3]int{0xe8, 0xf0, 0xef}
	grey   = [3]int{0x66, 0x6b, 0x6a}
	ink    = [3]int{0x1c, 0x1f, 0x1e}
)

const (
	margin   = 22.0 // mm
	body     = 10.0 // pt
	leading  = 5.2  // mm
	fontName = "go" // the Go fonts (BSD): Latin, Greek and Cyrillic
	// pageCount stands for the number of pages until that is known. It is as wide as a digit, so the line fits.
	pageCount = "¤"
)

// pdf is a paper in the firm's hand.
type pdf struct {
	*fpdf.Fpdf
	width float64 // between the margins
}

func newPDF(title string, at time.Time) *pdf { return newPDFOf(title, at, "P", "A4") }

func newPDFOf(title string, at time.Time, orientation, size string) *pdf {
	p := &pdf{Fpdf: fpdf.New(orientation, "mm", size, "")}
	p.AddUTF8FontFromBytes(fontName, "", goregular.TTF)
	p.AddUTF8FontFromBytes(fontName, "B", gobold.TTF)
	p.SetTitle(title, true)
	p.SetAuthor(FirmName, true)
	p.SetLang("en-GB")
	p.SetCreationDate(at)
	p.SetModificationDate(at)
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(true, margin+4)
	p.AliasNbPages(pageCount)
	full, _ := p.GetPageSize()
	p.width = full - 2*margin
	p.SetFooterFunc(func() {
		p.SetY(-margin + 4)
		p.font("", 8, grey)
		p.CellFormat(p.width*0.8, leading, title, "", 0, "L", false, 0, "")
		p.CellFormat(p.width*0.2, leading, fmt.Sprintf("Page %d of %s", p.PageNo(), pageCount), "", 0, "R", false, 0, "")
	})
	return p
}

func (p *pdf) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, fmt.Errorf("make PDF: %w", err)
	}
	return out.Bytes(), nil
}

func (p *pdf) font(style string, size float64, colour [3]int) {
	p.SetFont(fontName, style, size)
	p.SetTextColor(colour[0], colour[1], colour[2])
}

// letterhead begins a page of the firm's.
func (p *pdf) letterhead() {
	p.AddPage()
	p.SetFillColor(accent[0], accent[1], accent[2])
	p.RoundedRect(margin, margin-4, 14, 14, 2.5, "1234", "F")
	p.font("B", 15, [3]int{255, 255, 255})
	p.SetXY(margin, margin-4)
	p.CellFormat(14, 14, "MF", "", 0, "C", false, 0, "")
	p.font("B", 14, ink)
	p.SetXY(margin+18, margin-4)
	p.CellFormat(80, 7, FirmName, "", 2, "L", false, 0, "")
	p.font("", 9, grey)
	p.CellFormat(80, 6, "Accountants and chartered surveyors", "", 0, "L", false, 0, "")
	p.SetXY(margin+p.width-60, margin-4)
	p.font("", 8, grey)
	p.MultiCell(60, 4.2, "14 Mill Lane, Wexbridge WX1 3EA\n01632 960000\noffice@marlowfinch.example", "", "R", false)
	p.SetDrawColor(accent[0], accent[1], accent[2])
	p.SetLineWidth(0.4)
	p.Line(margin, margin+14, margin+p.width, margin+14)
	p.SetXY(margin, margin+22)
}

func (p *pdf) title(text string) {
	p.font("B", 17, ink)
	p.MultiCell(p.width, 8, text, "", "L", false)
	p.Ln(3)
}

func (p *pdf) heading(text string) {
	_, height := p.GetPageSize()
	if p.GetY() > height-60 {
		p.AddPage() // a heading alone at the foot of a page belongs to the next
	}
	p.Ln(2)
	p.font("B", 11, accent)
	p.MultiCell(p.width, 6, text, "", "L", false)
	p.Ln(1)
}

func (p *pdf) paragraph(text string) {
	p.font("", body, ink)
	p.MultiCell(p.width, leading, text, "", "L", false)
	p.Ln(2.5)
}

func (p *pdf) small(text string) {
	p.font("", 8.5, grey)
	p.MultiCell(p.width, 4.4, text, "", "L", false)
	p.Ln(2)
}

// facts writes pairs of a name and a value.
func (p *pdf) facts(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		p.font("", 9, grey)
		p.CellFormat(42, leading+0.6, pairs[i], "", 0, "L", false, 0, "")
		p.font("", body, ink)
		p.MultiCell(p.width-42, leading+0.6, pairs[i+1], "", "L", false)
	}
	p.Ln(3)
}

// column is one of a table's: how wide in parts of the whole, and aligned left ("L") or right ("R").
type column struct {
	name  string
	part  float64
	align string
}

// table writes rows; the last total rows are set in bold under a line.
func (p *pdf) table(columns []column, rows [][]string, total int) {
	p.font("B", 9, accent)
	p.SetFillColor(pale[0], pale[1], pale[2])
	for _, c := range columns {
		p.CellFormat(c.part*p.width, 7, c.name, "", 0, c.align, true, 0, "")
	}
	p.Ln(7)
	p.SetDrawColor(0xd0, 0xd8, 0xd6)
	p.SetLineWidth(0.2)
	for i, row := range rows {
		style, border := "", "B"
		if i >= len(rows)-total {
			style, border = "B", "T"
		}
		p.font(style, 9.5, ink)
		for k, c := range columns {
			p.CellFormat(c.part*p.width, 6.6, row[k], border, 0, c.align, false, 0, "")
		}
		p.Ln(6.6)
	}
	p.Ln(4)
}

// money writes pence as pounds.
func money(pence int) string {
	if pence < 0 {
		return "−" + money(-pence)
	}
	return "£" + grouped(pence/100) + fmt.Sprintf(".%02d", pence%100)
}

// grouped writes a whole number in groups of three digits; negative ones in brackets, as accountants do.
func grouped(n int) string {
	if n < 0 {
		return "(" + grouped(-n) + ")"
	}
	digits := fmt.Sprint(n)
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	return strings.Join(append([]string{digits}, groups...), ",")
}

func day(t time.Time) string { return t.Format("2 January 2006") }
