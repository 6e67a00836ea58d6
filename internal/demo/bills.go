package demo

import (
	"bytes"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"
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

// bill is an estimate or an invoice: a page with the sum, and the hours behind it on the next.
type bill struct {
	word   string // "Invoice" or "Estimate"
	number string
	to     addressee
	about  string
	from   string // the firm where it is not ours
	works  []work
}

func invoice(number string, to addressee, about string, works ...work) maker {
	return bill{word: "Invoice", number: number, to: to, about: about, works: works}.write
}

func estimate(number string, to addressee, about string, works ...work) maker {
	return bill{word: "Estimate", number: number, to: to, about: about, works: works}.write
}

func (b bill) write(at time.Time) ([]byte, error) {
	title := b.word + " " + b.number
	p := newPDF(title, at)
	if b.from == "" {
		p.letterhead()
	} else {
		p.SetAuthor(b.from, true)
		p.AddPage()
		p.font("B", 14, ink)
		p.MultiCell(p.width, 8, b.from, "B", "L", false)
		p.Ln(6)
	}
	p.title(title)
	due := "Valid until"
	if b.word == "Invoice" {
		due = "Please pay by"
	}
	p.facts("For", b.to.name+"\n"+b.to.address, "Date", day(at), due, day(at.AddDate(0, 0, 30)), "About", b.about)

	net, rows := 0, [][]string{}
	for i, w := range b.works {
		net += w.amount()
		rows = append(rows, []string{fmt.Sprint(i + 1), w.what, money(w.amount())})
	}
	tax := net * vat / 100
	rows = append(rows, []string{"", "Net", money(net)}, []string{"", fmt.Sprintf("VAT %d %%", vat), money(tax)},
		[]string{"", "Together", money(net + tax)})
	p.table([]column{{"", 0.07, "L"}, {"Item", 0.68, "L"}, {"Amount", 0.25, "R"}}, rows, 1)
	switch {
	case b.from != "":
		p.small("Please quote " + b.number + " with your payment.")
	case b.word == "Invoice":
		p.small("Wexbridge Savings Bank · account 00000000 · sort code 00-00-00 · please quote " + b.number)
	default:
		p.paragraph("This estimate is binding for thirty days. What turns up behind a wall is charged as extra, after we have " +
			"shown it to you.")
	}

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

// log is a day on a building site: what happened, and the pictures of it.
type log struct {
	site     string
	to       addressee
	weather  string
	crew     string
	entries  []string
	pictures []picture
}

func (l log) write(at time.Time) ([]byte, error) {
	title := "Daily log: " + l.site
	p := newPDF(title, at)
	p.letterhead()
	p.title(title)
	p.facts("For", l.to.name, "Date", day(at), "Weather", l.weather, "On site", l.crew, "Kept by", "Daniel Finch")
	for i, entry := range l.entries {
		p.heading(fmt.Sprintf("%02d:%02d", 8+i*2, 15*(i%4)))
		p.paragraph(entry)
	}
	for i, shot := range l.pictures {
		data, err := shot.jpeg(at)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("picture %d", i+1)
		p.AddPage()
		p.heading(fmt.Sprintf("Picture %d", i+1))
		p.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "JPEG"}, bytes.NewReader(data))
		p.ImageOptions(name, margin, p.GetY(), p.width, 0, true, fpdf.ImageOptions{ImageType: "JPEG"}, 0, "")
		p.Ln(3)
		p.small(shot.caption)
	}
	return p.bytes()
}
