package demo

import (
	"fmt"
	"strings"
	"time"
)

// addressee is whom a paper is for.
type addressee struct {
	name    string
	address string // lines
}

// section is a numbered part of a letter.
type section struct {
	heading    string
	paragraphs []string
}

// letter is what engagement letters, proposals and contracts are: a greeting, numbered sections, a table, signatures.
type letter struct {
	title    string
	to       addressee
	opening  string
	sections []section
	schedule string // heading of the table
	columns  []column
	rows     [][]string
	signers  []string
}

func (l letter) write(at time.Time) ([]byte, error) {
	p := newPDF(l.title, at)
	p.letterhead()
	p.paragraph(strings.TrimSpace(l.to.name + "\n" + l.to.address))
	p.paragraph(day(at))
	p.title(l.title)
	p.paragraph(l.opening)
	for i, s := range l.sections {
		p.heading(fmt.Sprintf("%d  %s", i+1, s.heading))
		for _, text := range s.paragraphs {
			p.paragraph(text)
		}
	}
	if len(l.rows) > 0 {
		p.AddPage()
		p.title(l.schedule)
		p.table(l.columns, l.rows, 1)
	}
	signatures(p, l.signers...)
	return p.bytes()
}

func signatures(p *pdf, signers ...string) {
	p.heading("Signed")
	p.paragraph("By signing, each of us agrees to what this paper says.")
	p.Ln(8)
	each := p.width / float64(len(signers))
	y := p.GetY()
	p.SetDrawColor(ink[0], ink[1], ink[2])
	p.SetLineWidth(0.2)
	for i, signer := range signers {
		x := margin + float64(i)*each
		p.Line(x, y+10, x+each-10, y+10)
		p.SetXY(x, y+12)
		p.font("", 9, grey)
		p.MultiCell(each-10, 4.6, signer+"\nDate:", "", "L", false)
	}
}

func engagementLetter(to addressee, fee int) maker {
	return func(at time.Time) ([]byte, error) { return engagementLetterOf(at.Year(), to, fee).write(at) }
}

func engagementLetterOf(year int, to addressee, fee int) letter {
	return letter{
		title: fmt.Sprintf("Letter of engagement %d", year), to: to,
		opening: "Thank you for asking us to act for you. This letter says what we will do, what we need from you, and " +
			"what it costs. Please read it, keep one copy, and return the other one signed.",
		sections: []section{
			{"What we will do", []string{
				fmt.Sprintf("We will prepare your accounts for the year that ends on 31 December %d from the books that you "+
					"keep, and the tax return that goes with them. We will tell you in good time what is to be paid, and when.", year),
				"We will answer questions that come up in the ordinary course of business. Where a question needs work of its " +
					"own, we will say so, with an estimate, before we begin.",
				"We are not asked to audit the accounts. Our work is not designed to find fraud, and you should not rely on " +
					"it for that; if we come upon anything of the kind we will tell you.",
			}},
			{"What we need from you", []string{
				"Complete and correct books, with the papers behind them, within eight weeks of the year's end. Our portal is " +
					"the quickest way: what you upload there reaches the colleague who looks after you.",
				"You are responsible for what is declared in your name. Before anything is filed you will get it to read, and " +
					"we file nothing until you have approved it.",
				"Please tell us at once when something changes that matters to your tax: new owners, a loan, property bought or " +
					"sold, staff taken on, trade with another country.",
			}},
			{"Fees", []string{
				"Our fees are set out in the schedule. They are agreed for a year and paid in monthly parts by standing order. " +
					"Work outside the schedule is charged by the hour, at the rates given there.",
				"Invoices are due within thirty days. If one is in dispute, please say so within fourteen days of its date; " +
					"the part that is not in dispute stays due.",
			}},
			{"Papers and confidence", []string{
				"What we learn about you stays with us, unless the law makes us tell. Papers that are yours come back to you; " +
					"our own working papers we keep for seven years and then destroy.",
				"We hold what we need to know about you and your staff, for this work and no other purpose, and show it to nobody " +
					"else. You may ask at any time what it is.",
			}},
			{"When something goes wrong", []string{
				"If you are not content with what we do, please speak to Ruth Marlow. She will look into it herself and answer " +
					"within two weeks. You also have the right to turn to our professional body.",
				"Should a mistake of ours cost you money, we will make it good up to the limit of our insurance, which is one " +
					"million pounds for each claim.",
			}},
			{"Ending this agreement", []string{
				"Either of us can end this agreement in writing, with a month's notice. We then finish or hand over what is under " +
					"way, as you prefer, and charge for the work done up to that day.",
			}},
		},
		schedule: "Schedule of services and fees",
		columns:  []column{{"Service", 0.52, "L"}, {"How often", 0.24, "L"}, {"Fee a year", 0.24, "R"}},
		rows: [][]string{
			{"Annual accounts", "yearly", money(fee * 48)},
			{"Tax return and computation", "yearly", money(fee * 27)},
			{"VAT returns", "quarterly", money(fee * 16)},
			{"Advice in the ordinary course", "as needed", money(fee * 9)},
			{"Together", "", money(fee * 100)},
		},
		signers: []string{"Ruth Marlow, for " + FirmName, "For " + to.name},
	}
}

func proposal(to addressee, fee int) letter {
	return letter{
		title: "Proposal: keeping the books online", to: to,
		opening: "When we met you asked how much of the paper could go. Here is what we propose, how long it takes, and what " +
			"it costs. The offer stands for thirty days.",
		sections: []section{
			{"Where things stand", []string{
				"Takings are written down by hand every evening, bills are paid from a shoe box on Fridays, and the VAT return " +
					"takes your bookkeeper two full days each quarter. Twice last year it was late.",
				"Nothing of that is unusual for a business of your size, and nothing of it is needed any more.",
			}},
			{"What we propose", []string{
				"First, the till and the bank account send their figures to the bookkeeping by themselves. You look at the day " +
					"once, on the telephone, and confirm it.",
				"Second, bills are photographed when they arrive and uploaded to the portal. We read them, enter them, and put " +
					"them forward for payment; you release the payments.",
				"Third, the VAT return is a by-product. You see it a week before it is due, and approve it with one click.",
			}},
			{"How we get there", []string{
				"We need four weeks: one to set up, one to run old and new side by side, two to look over your shoulder. " +
					"Your staff need about half a day of training, in your own rooms.",
				"The old books stay as they are and readable. Should you want to go back, you can.",
			}},
			{"Who does it", []string{
				"Daniel Finch leads the change and is there on every one of those days. Priya Nair does the bookkeeping from then on.",
			}},
		},
		schedule: "What it costs",
		columns:  []column{{"Item", 0.6, "L"}, {"When", 0.2, "L"}, {"Price", 0.2, "R"}},
		rows: [][]string{
			{"Setting up, moving the balances", "once", money(fee * 60)},
			{"Training, half a day", "once", money(fee * 14)},
			{"Bookkeeping and VAT returns", "each month", money(fee * 26)},
			{"In the first month", "", money(fee * 100)},
		},
		signers: []string{"Daniel Finch, for " + FirmName, "For " + to.name},
	}
}

func worksContract(to addressee, fee int) letter {
	return letter{
		title: "Agreement on supervising building works", to: to,
		opening: "This agreement is between " + FirmName + ", as surveyor, and " + to.name + ", as contractor, about the " +
			"renewal of the flat roof of Alder Court, Abbey Walk, Wexbridge.",
		sections: []section{
			{"The works", []string{
				"The contractor takes off the covering and insulation of 1974, repairs the deck where it is rotten, lays " +
					"180 mm of new insulation to falls and a two-layer covering, and renews outlets, upstands and lightning protection.",
				"The works are done in three parts, so that not more than a third of the roof is open at any time. Each part is " +
					"made watertight before the next is begun.",
			}},
			{"Time", []string{
				"Works begin five weeks after the date of this agreement and end after eleven more. Days on which the weather " +
					"station at Wexbridge reports frost or more than 5 mm of rain are added.",
			}},
			{"Supervision", []string{
				"The surveyor visits twice a week, keeps a daily log with photographs, and measures what has been done for each " +
					"payment. The log is shared through the portal on the same evening.",
				"What the surveyor finds fault with is put right before it is covered up. The contractor gives a day's notice of " +
					"every such point.",
			}},
			{"Payment", []string{
				"Payment follows the measured work, at the rates in the schedule, within twenty-one days. Five parts in a hundred are " +
					"kept back until the first winter has passed without a leak.",
			}},
			{"Safety and neighbours", []string{
				"Forty households live below. Noisy work is done between nine and five, and never on a Sunday; the stairs " +
					"stay clear; material goes up and down outside.",
				"The contractor insures the works and third parties for five million pounds, and shows the policy before the scaffold " +
					"goes up.",
			}},
		},
		schedule: "Schedule of rates",
		columns:  []column{{"Work", 0.48, "L"}, {"Quantity", 0.17, "R"}, {"Rate", 0.15, "R"}, {"Amount", 0.2, "R"}},
		rows: [][]string{
			{"Scaffold, eleven weeks", "1", money(fee * 180), money(fee * 180)},
			{"Strip covering and insulation", "612 m²", money(fee / 2), money(fee / 2 * 612)},
			{"Repair deck", "70 m²", money(fee), money(fee * 70)},
			{"Insulation and covering", "612 m²", money(fee * 3), money(fee * 3 * 612)},
			{"Outlets and upstands", "24", money(fee * 4), money(fee * 4 * 24)},
			{"Together", "", "", money(fee*180 + fee/2*612 + fee*70 + fee*3*612 + fee*4*24)},
		},
		signers: []string{"Daniel Finch, for " + FirmName, "For " + to.name, "For Alder Court Residents' Association"},
	}
}

// note is a page that a client wrote themselves.
func note(name, title string, paragraphs ...string) maker {
	return func(at time.Time) ([]byte, error) {
		p := newPDF(title, at)
		p.SetAuthor(name, true)
		p.AddPage()
		p.paragraph(name + "\n" + day(at))
		p.title(title)
		for _, text := range paragraphs {
			p.paragraph(text)
		}
		return p.bytes()
	}
}
