package demo

import (
	"fmt"
	"time"
)

// item is a line of accounts: in whole pounds, and in pence where a bank wrote it.
type item struct {
	name   string
	amount int
}

func sum(items []item) int {
	total := 0
	for _, i := range items {
		total += i.amount
	}
	return total
}

// books are a year's figures. All of them follow from the turnover, so that every paper about a client agrees with
// every other.
type books struct {
	client   addressee
	year     int
	turnover int
}

// part returns so many thousandths of the turnover.
func (b books) part(thousandths int) int { return b.turnover / 1000 * thousandths }

func (b books) expenses() []item {
	return []item{
		{"Cost of sales", b.part(382)},
		{"Wages and salaries", b.part(291)},
		{"Rent and rates", b.part(68)},
		{"Light, heat and water", b.part(31)},
		{"Repairs", b.part(14)},
		{"Insurance", b.part(9)},
		{"Accountancy and legal fees", b.part(11)},
		{"Depreciation", b.part(22)},
		{"Entertaining", b.part(4)},
		{"Sundry expenses", b.part(13)},
	}
}

func (b books) profit() int { return b.turnover - sum(b.expenses()) }

func (b books) allowances() []item {
	return []item{
		{"Main pool", b.part(16)}, {"Annual investment allowance", b.part(12)}, {"Special rate pool", b.part(3)},
	}
}

func (b books) taxable() int { return b.profit() + b.part(22) + b.part(4) - sum(b.allowances()) }

func (b books) tax() int { return b.taxable() * 19 / 100 }

func (b books) assets() []item {
	return []item{
		{"Fixed assets", b.part(180)},
		{"Stock", b.part(42)},
		{"Debtors", b.part(76)},
		{"Cash at bank and in hand", b.part(64)},
		{"Creditors due within one year", -b.part(96)},
		{"Corporation tax", -b.tax()},
	}
}

func amounts(of string) []column { return []column{{of, 0.7, "L"}, {"£", 0.3, "R"}} }

func amountRows(items []item, total string) [][]string {
	var rows [][]string
	for _, i := range items {
		rows = append(rows, []string{i.name, grouped(i.amount)})
	}
	return append(rows, []string{total, grouped(sum(items))})
}

// taxReturn is the return with its computations: four pages.
func (b books) taxReturn(at time.Time) ([]byte, error) {
	title := fmt.Sprintf("Tax return for the year ended 31 December %d", b.year)
	p := newPDF(title, at)
	p.letterhead()
	p.title(title)
	p.facts("Taxpayer", b.client.name, "Address", b.client.address,
		"Reference", fmt.Sprintf("%05d %05d", b.turnover%99991, b.turnover/7%99991),
		"Prepared on", day(at), "Prepared by", FirmName)
	p.heading("In short")
	boxes(p, []item{
		{"Turnover", b.turnover}, {"Profit before tax", b.profit()},
		{"Profit chargeable to tax", b.taxable()}, {"Tax to pay", b.tax()},
	})
	p.paragraph(fmt.Sprintf("The tax is payable by 1 October %d. The return is filed when you have approved it: please "+
		"read all four pages, and ask us about whatever you do not recognise.", b.year+1))

	p.AddPage()
	p.title("1  Profit and loss account")
	p.table(amounts("Income"), [][]string{{"Turnover", grouped(b.turnover)}}, 0)
	p.table(amounts("Expenses"), amountRows(b.expenses(), "All expenses"), 1)
	p.table(amounts("Result"), [][]string{{"Profit before tax", grouped(b.profit())}}, 1)
	p.small("Figures are in whole pounds and taken from the books that the client has kept.")

	p.AddPage()
	p.title("2  Tax computation")
	p.table(amounts("Profit"), amountRows([]item{
		{"Profit before tax", b.profit()},
		{"Add: depreciation", b.part(22)},
		{"Add: entertaining, which is not allowed", b.part(4)},
		{"Less: capital allowances (see 3)", -sum(b.allowances())},
	}, "Profit chargeable to tax"), 1)
	p.table(amounts("Tax"), [][]string{{"Tax at 19 %", grouped(b.tax())}}, 1)
	p.heading("3  Capital allowances")
	p.table(amounts("Pool"), amountRows(b.allowances(), "Allowances claimed"), 1)

	p.AddPage()
	p.title("4  Declaration")
	p.paragraph("The information that I have given in this return, its computations and the accounts that belong to it " +
		"is correct and complete to the best of my knowledge and belief.")
	p.paragraph("I understand that false statements can have consequences in law.")
	signatures(p, "For "+b.client.name, "Prepared by Ruth Marlow, "+FirmName)
	return p.bytes()
}

// boxes draws figures in a row of frames, as forms have them.
func boxes(p *pdf, items []item) {
	each := p.width / float64(len(items))
	y := p.GetY() + 2
	p.SetDrawColor(accent[0], accent[1], accent[2])
	p.SetLineWidth(0.3)
	for i, it := range items {
		x := margin + float64(i)*each
		p.RoundedRect(x, y, each-3, 22, 1.5, "1234", "D")
		p.SetXY(x+1, y+2)
		p.font("", 8.5, grey)
		p.CellFormat(each-5, 5, it.name, "", 2, "L", false, 0, "")
		p.font("B", 13, ink)
		p.CellFormat(each-5, 11, "£ "+grouped(it.amount), "", 0, "L", false, 0, "")
	}
	p.SetXY(margin, y+29)
}

// annualAccounts are three pages, with a chart.
func (b books) annualAccounts(at time.Time) ([]byte, error) {
	title := fmt.Sprintf("Annual accounts %d", b.year)
	p := newPDF(title, at)
	p.letterhead()
	p.title(title)
	p.paragraph(b.client.name + "\n" + b.client.address)
	p.heading("Where the money went")
	p.paragraph(fmt.Sprintf("Of every pound that came in during %d, this much went out again:", b.year))
	bars(p, append(b.expenses(), item{"What was left", b.profit()}), b.turnover)
	p.paragraph("These accounts were made from the books and from what you told us, without an audit.")

	p.AddPage()
	p.title("Profit and loss account")
	p.table(amounts("Income"), [][]string{{"Turnover", grouped(b.turnover)}}, 0)
	p.table(amounts("Expenses"), amountRows(b.expenses(), "All expenses"), 1)
	result := []item{{"Profit before tax", b.profit()}, {"Tax", -b.tax()}}
	p.table(amounts("Result"), amountRows(result, "Profit for the year"), 1)

	p.AddPage()
	p.title(fmt.Sprintf("Balance sheet on 31 December %d", b.year))
	net := sum(b.assets())
	p.table(amounts("What there is, and what is owed"), amountRows(b.assets(), "Net assets"), 1)
	funds := []item{{"Share capital", 100}, {"Profit kept in the business", net - 100}}
	p.table(amounts("Where it comes from"), amountRows(funds, "Owners' funds"), 1)
	signatures(p, "Approved for "+b.client.name)
	return p.bytes()
}

func bars(p *pdf, items []item, whole int) {
	const height = 6.2
	for _, it := range items {
		y := p.GetY()
		p.font("", 9, ink)
		p.CellFormat(55, height, it.name, "", 0, "L", false, 0, "")
		share := float64(it.amount) / float64(whole)
		p.SetFillColor(accent[0], accent[1], accent[2])
		p.Rect(margin+57, y+1.2, share*(p.width-75)*2, height-2.4, "F")
		p.SetXY(margin+p.width-14, y)
		p.font("", 9, grey)
		p.CellFormat(14, height, fmt.Sprintf("%.1f p", share*100), "", 1, "R", false, 0, "")
	}
	p.Ln(4)
}
