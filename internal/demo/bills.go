package demo

import (
	"fmt"
	"time"
)

// work is a line of an estimate or invoice.
type work struct {
	what     string
	hours    int
	rate     int // pence an hour
	material int // pence
}

func (w work) amount() int { return w.hours*w.rate + w.material }

const vat = 20 // per cent

// foreignBill is an invoice that a client sends in: a page with the sum, and the hours behind it on the next.
type foreignBill struct {
	number string
	to     addressee
	about  string
	from   string
	works  []work
}

func (b foreignBill) write(at time.Time) ([]byte, error) {
	title := "Invoice " + b.number
	p := newPDF(title, at)
	p.SetAuthor(b.from, true)
	p.AddPage()
	p.font("B", 14, ink)
	p.MultiCell(p.width, 8, b.from, "B", "L", false)
	p.Ln(6)
	p.title(title)
	p.facts("For", b.to.name+"\n"+b.to.address, "Date", day(at), "Please pay by", day(at.AddDate(0, 0, 30)), "About", b.about)

	net, rows := 0, [][]string{}
	for i, w := range b.works {
		net += w.amount()
		rows = append(rows, []string{fmt.Sprint(i + 1), w.what, money(w.amount())})
	}
	tax := net * vat / 100
	rows = append(rows, []string{"", "Net", money(net)}, []string{"", fmt.Sprintf("VAT %d %%", vat), money(tax)},
		[]string{"", "Together", money(net + tax)})
	p.table([]column{{"", 0.07, "L"}, {"Item", 0.68, "L"}, {"Amount", 0.25, "R"}}, rows, 1)
	p.small("Please quote " + b.number + " with your payment.")

	p.AddPage()
	p.title("How the amounts are made up")
	var hours [][]string
	total := 0
	for i, w := range b.works {
		total += w.hours
		hours = append(hours, []string{
			fmt.Sprint(i + 1), w.what, fmt.Sprint(w.hours), money(w.rate), money(w.material), money(w.amount()),
		})
	}
	hours = append(hours, []string{"", "Together", fmt.Sprint(total), "", "", money(net)})
	p.table([]column{
		{"", 0.05, "L"}, {"Item", 0.4, "L"}, {"Hours", 0.1, "R"}, {"An hour", 0.13, "R"}, {"Material", 0.15, "R"},
		{"Amount", 0.17, "R"},
	}, hours, 1)
	p.small("Hours are taken from our time sheets, which we are glad to show.")
	return p.bytes()
}
