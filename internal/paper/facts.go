package paper

const (
	factName = 34.0 // mm, the width of a fact's name
	factGap  = 0.6  // mm, between facts
)

// Facts writes a heading and under it facts: pairs of a word and a value. They stay on one page.
func (p *Paper) Facts(heading string, pairs ...string) {
	height := 7.0
	p.font("", size, ink)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			height += float64(len(p.pdf.SplitText(shown(pairs[i+1]), p.width-factName)))*leading + factGap
		}
	}
	p.room(height)
	p.font("B", 11, ink)
	p.pdf.MultiCell(p.width, 6, shown(heading), "", "L", false)
	p.pdf.Ln(0.6)
	p.rule(p.pdf.GetY(), 0.2, faint)
	p.pdf.Ln(1.6)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		p.font("", size, grey)
		p.pdf.CellFormat(factName, leading, shown(pairs[i]), "", 0, "L", false, 0, "")
		p.font("", size, ink)
		p.pdf.MultiCell(p.width-factName, leading, shown(pairs[i+1]), "", "L", false)
		p.pdf.Ln(factGap)
	}
	p.pdf.Ln(4)
}

// Small writes paragraphs that are there to be looked up.
func (p *Paper) Small(text string) {
	p.font("", 8, grey)
	for _, line := range p.pdf.SplitText(shown(text), p.width) {
		p.room(4.2)
		p.pdf.CellFormat(p.width, 4.2, line, "", 1, "L", false, 0, "")
	}
	p.pdf.Ln(2)
}
