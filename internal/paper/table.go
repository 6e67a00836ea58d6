package paper

import "strings"

// Column is a column of a table; Width is its share of the paper's.
type Column struct {
	Name  string
	Width float64
	Right bool // numbers
}

func (c Column) align() string {
	if c.Right {
		return "R"
	}
	return "L"
}

const (
	pad = 1.6 // mm, above and below a row
	gap = 3.0 // mm, between columns
)

// Table writes rows under a head that is repeated on every page. A row stays on one page.
func (p *Paper) Table(columns []Column, rows [][]string) {
	p.room(30)
	p.head(columns)
	for _, row := range rows {
		p.font("", size, ink)
		cells, height := p.cells(columns, row)
		if p.room(height) {
			p.head(columns)
		}
		p.font("", size, ink)
		p.row(columns, cells, height)
		p.rule(p.pdf.GetY(), 0.1, faint)
	}
	p.pdf.Ln(2)
}

func (p *Paper) head(columns []Column) {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	p.font("B", 8, grey)
	cells, height := p.cells(columns, names)
	p.row(columns, cells, height)
	p.rule(p.pdf.GetY(), 0.4, p.accent)
}

// cells breaks the texts of a row into lines and tells how high it is.
func (p *Paper) cells(columns []Column, row []string) (cells [][]string, height float64) {
	lines := 1
	for i, c := range columns {
		broken := p.pdf.SplitText(shown(row[i]), c.Width*p.width-gap)
		cells = append(cells, broken)
		lines = max(lines, len(broken))
	}
	return cells, float64(lines)*leading + 2*pad
}

func (p *Paper) row(columns []Column, cells [][]string, height float64) {
	x, y := margin, p.pdf.GetY()
	for i, c := range columns {
		width := c.Width * p.width
		indent := 0.0
		if c.Right {
			indent = gap
		}
		for n, line := range cells[i] {
			p.pdf.SetXY(x+indent, y+pad+float64(n)*leading)
			p.pdf.CellFormat(width-gap, leading, strings.TrimSpace(line), "", 0, c.align(), false, 0, "")
		}
		x += width
	}
	p.pdf.SetXY(margin, y+height)
}

// Sums writes amounts under a table, at its right: pairs of a word and an amount. The last is the one that counts.
func (p *Paper) Sums(pairs ...string) {
	const width, amount = 95.0, 45.0
	p.room(float64(len(pairs)/2) * 7)
	for i := 0; i+1 < len(pairs); i += 2 {
		y := p.pdf.GetY()
		style, points := "", size
		if i+2 >= len(pairs) {
			style, points = "B", 11
			p.pdf.SetDrawColor(p.accent[0], p.accent[1], p.accent[2])
			p.pdf.SetLineWidth(0.4)
			p.pdf.Line(margin+p.width-width, y+0.8, margin+p.width, y+0.8)
			y += 1.6
		}
		p.font(style, points, ink)
		p.pdf.SetXY(margin+p.width-width, y)
		p.pdf.CellFormat(width-amount, leading+1, shown(pairs[i]), "", 0, "L", false, 0, "")
		p.pdf.CellFormat(amount, leading+1, shown(pairs[i+1]), "", 0, "R", false, 0, "")
		p.pdf.SetXY(margin, y+leading+1.4)
	}
	p.pdf.Ln(6)
}
