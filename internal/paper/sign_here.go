package paper

// Place is somewhere on a paper: its page, from 1, and shares of that from its upper left corner.
type Place struct {
	Page                int
	X, Y, Width, Height float64
}

const (
	signHeight = 18.0 // mm, for a signature
	signWidth  = 100.0
	dateLeft   = 115.0
	dateHeight = 8.0
)

// SignHere writes a name, and under it lines to sign on and for the date, and tells where these are. It stays on one page.
func (p *Paper) SignHere(name string) (signature, date Place) {
	p.room(6 + signHeight + 14)
	p.font("B", 11, ink)
	p.pdf.CellFormat(p.width, 6, p.fit(name, p.width), "", 1, "L", false, 0, "")
	line := p.pdf.GetY() + signHeight
	signature = p.place(margin, line-signHeight, signWidth, signHeight-0.5)
	date = p.place(margin+dateLeft, line-dateHeight, p.width-dateLeft, dateHeight-0.5)
	p.pdf.SetDrawColor(grey[0], grey[1], grey[2])
	p.pdf.SetLineWidth(0.2)
	p.pdf.Line(margin, line, margin+signWidth, line)
	p.pdf.Line(margin+dateLeft, line, margin+p.width, line)
	p.font("", 8, grey)
	p.pdf.SetXY(margin, line+1)
	p.pdf.CellFormat(dateLeft, 4, "Signature", "", 0, "L", false, 0, "")
	p.pdf.CellFormat(p.width-dateLeft, 4, "Date", "", 1, "L", false, 0, "")
	p.pdf.Ln(9)
	return signature, date
}

func (p *Paper) place(x, y, width, height float64) Place {
	full, high := p.pdf.GetPageSize()
	return Place{p.pdf.PageNo(), x / full, y / high, width / full, height / high}
}
