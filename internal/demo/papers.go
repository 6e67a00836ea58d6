package demo

import (
	"fmt"
	"image/color"
	"time"

	"portico/internal/bill"
)

// papers returns all documents, about the year before now, the oldest first.
func papers(now time.Time) []paper {
	year := now.Year() - 1
	return append(winter(year), summer(year)...)
}

// winter is what happened until the accounts of the largest client were done.
func winter(year int) []paper {
	of := func(text string) string { return fmt.Sprintf(text, year) }
	furniture := books{toCompany("furniture"), year, 1_240_000}

	return []paper{
		{
			title: "Letter of engagement", kind: "engagement_letter", company: "builders", by: "ruth", days: 196,
			name: "Kowalczyk letter of engagement.pdf", make: engagementLetter(toCompany("builders"), 9_400),
			shared: []string{"builders"}, opened: []string{"tomasz"},
		},
		{
			title: "Letter of engagement", description: "Two copies, please: one comes back signed.",
			kind: "engagement_letter", company: "bakery", by: "ruth", days: 182,
			name: "Brightwater letter of engagement.pdf", make: engagementLetter(toCompany("bakery"), 6_200),
			shared: []string{"bakery"}, opened: []string{"helen", "samir"},
		},
		{
			title: "Letter of engagement, signed", description: "Signed by Helen yesterday.",
			from: "samir", days: 179, seen: true,
			name: "signed letter.pdf", make: engagementLetter(toCompany("bakery"), 6_200),
		},
		{
			title: "Letter of engagement", kind: "engagement_letter", contact: "george", by: "daniel", days: 171,
			name: "Okafor letter of engagement.pdf", make: engagementLetter(toPerson("george"), 1_900),
			shared: []string{"george"}, opened: []string{"george"},
		},
		{
			title: "Letter of engagement", kind: "engagement_letter", contact: "misaki", by: "ruth", days: 160,
			name: "Hashimoto letter of engagement.pdf", make: engagementLetter(toCompany("imports"), 7_700),
			shared: []string{"misaki"}, opened: []string{"misaki"},
		},
		{
			title: "Payroll, first quarter", description: "Working paper.", company: "dentist", by: "daniel", days: 141,
			name: "payroll Q1.xlsx", make: ledger("Payroll", "Name", "Gross",
				item{"M. Whitcombe", 18_600}, item{"J. Pryce", 8_940}, item{"A. Lindqvist", 8_120},
				item{"S. Ferreira Gonçalves", 7_450}),
		},
		{
			title: "Proposal: keeping the books online", kind: "proposal", company: "cafe", by: "daniel", days: 128,
			name: "Café Zoë – Proposal.pdf", make: proposal(toCompany("cafe"), 1_450).write,
			shared: []string{"cafe"}, opened: []string{"zoe"},
		},
		{
			title: "Question about the lease", description: "How do we book the lease of the van?",
			from: "henrik", days: 124, seen: true,
			name: "Spørgsmål om leasing.pdf", make: note("Henrik Nørgaard", "Leasing of the delivery van",
				"We have leased a van for four years, with an option to buy it at the end. Does it belong among our fixed "+
					"assets, or are the rates simply an expense? The contract calls it “finansiel leasing”.",
				"Sofie takes over from me at the end of the month. Please write to her from then on.",
				"Med venlig hilsen\nHenrik"),
		},
		{
			title: of("Annual accounts %d"), company: "furniture", by: "ruth", days: 117,
			name: of("Nørgaard accounts %d.pdf"), make: furniture.annualAccounts,
			shared: []string{"furniture"}, opened: []string{"sofie"},
		},
		{
			title: of("Tax return %d"), description: "For approval.", company: "furniture", by: "ruth", days: 116,
			name: of("Nørgaard tax return %d.pdf"), make: furniture.taxReturn,
			shared: []string{"furniture"}, opened: []string{"sofie"},
		},
		{
			title: "Roof of Alder Court: first survey", description: "With photographs.", kind: "daily_log",
			project: "roof", by: "daniel", days: 109,
			said: log{
				weather: "Dry, 11 °C, light wind",
				crew:    "Daniel Finch, Yusuf Şahin",
				entries: []string{
					"Went over the whole roof with Mr Şahin. The covering is at its end: blisters over about a third of the " +
						"south side, two of six outlets blocked, water standing by the lift house.",
					"Cut three samples. Insulation is 40 mm and wet in two of them; the deck below sounds hollow along the parapet.",
					"Recommend renewal before next winter rather than another round of patches. Estimate follows.",
				},
				pictures: []picture{
					{seed: 3, hour: 10, flat: true, caption: "South side, seen from Abbey Walk."},
					{seed: 5, hour: 11, caption: "The neighbours' scaffold, which could stay for our works."},
				},
			},
			shared: []string{"roof"}, opened: []string{"zoe"},
		},
		{
			title: "Alder Court, south side", project: "roof", by: "daniel", days: 108,
			name: "south side.jpg", make: picture{seed: 3, hour: 10, flat: true}.jpeg,
			shared: []string{"roof"},
		},
		{
			title: "Agreement on supervising building works", kind: "contract", company: "builders", by: "daniel", days: 98,
			name: "Alder Court agreement.pdf", make: worksContract(toCompany("builders"), 4_800).write,
			shared: []string{"builders", "residents"}, opened: []string{"tomasz", "zoe"},
		},
		{
			title: "Workshop extension: floor plan", project: "workshop", by: "daniel", days: 90,
			name: "Northgate workshop 1-50.pdf", make: workshopPlan("Workshop extension", toCompany("joinery")).write,
			shared: []string{"workshop"}, opened: []string{"tomasz"},
		},
		{
			title: "Workshop extension: estimate", kind: "estimate", project: "workshop", by: "daniel", days: 88,
			said: estimate("E-311", bill.Sent,
				work{"Survey of the existing hall", 16, 7_800, 0}, work{"Drawings for permission", 46, 7_800, 12_000},
				work{"Structural calculation", 22, 9_600, 0}, work{"Supervision, twelve weeks", 72, 7_800, 34_000}),
			shared: []string{"workshop"},
		},
		{
			title: "Tile samples", description: "Which of these would do for the counter?",
			from: "oksana", days: 76, seen: true, name: "Зразки плитки.png", make: samples(
				tile{"Полин", color.RGBA{142, 156, 132, 255}}, tile{"Море", color.RGBA{38, 104, 132, 255}},
				tile{"Вишня", color.RGBA{126, 28, 48, 255}}, tile{"Глина", color.RGBA{176, 112, 78, 255}},
				tile{"Жито", color.RGBA{214, 184, 118, 255}}, tile{"Лід", color.RGBA{196, 218, 226, 255}},
				tile{"Мак", color.RGBA{204, 62, 40, 255}}, tile{"Сутінки", color.RGBA{76, 70, 104, 255}}),
		},
	}
}

// summer is what happened since.
func summer(year int) []paper {
	of := func(text string) string { return fmt.Sprintf(text, year) }
	bakery := books{toCompany("bakery"), year, 486_000}
	cafe := books{toCompany("cafe"), year, 312_000}
	farm := books{toCompany("farm"), year, 178_000}
	george := books{toPerson("george"), year, 64_000}
	george.client.address = "Flat 2, 8 Abbey Walk, Wexbridge"

	return []paper{
		{
			title: of("Trial balance %d"), description: "Working paper, not for the client.", company: "bakery",
			by: "daniel", days: 74, name: of("trial balance %d.xlsx"),
			make: ledger("Trial balance", "Account", "Balance",
				append(bakery.expenses(), item{"Turnover", -bakery.turnover}, item{"Profit", bakery.profit()})...),
		},
		{
			title: of("Annual accounts %d"), company: "bakery", by: "ruth", days: 66,
			name: of("Brightwater accounts %d.pdf"), make: bakery.annualAccounts,
			shared: []string{"bakery"}, opened: []string{"helen", "samir"},
		},
		{
			title: of("Tax return %d"), description: "Please approve by the end of the month.", company: "bakery",
			by: "ruth", days: 64, name: of("Brightwater tax return %d.pdf"), make: bakery.taxReturn,
			shared: []string{"bakery"}, opened: []string{"helen"},
		},
		{
			title: "Shop fit-out: floor plan", project: "refit", by: "daniel", days: 52,
			name: "Brightwater shop 1-50.pdf", make: shopPlan("Shop fit-out", toCompany("bakery")).write,
			shared: []string{"refit"}, opened: []string{"helen"},
		},
		{
			title: "Shop fit-out: estimate", kind: "estimate", project: "refit", by: "daniel", days: 51,
			said: answered(answer{bill.Accepted, "Go ahead. Please keep the shop open in the mornings.", "helen", 3}, "E-318",
				work{"Measuring up, plans", 18, 7_800, 0}, work{"Tenders from three joiners", 12, 7_800, 0},
				work{"Supervision, six weeks", 30, 7_800, 9_000}, work{"Handing over, list of defects", 8, 7_800, 0}),
			shared: []string{"refit"}, opened: []string{"helen"},
		},
		{
			title: "Invoice MF-1039: supervision, first part", kind: "invoice", project: "refit", by: "daniel", days: 38,
			said: invoice("MF-1039", bill.Sent,
				work{"Measuring up, plans", 18, 7_800, 0}, work{"Supervision, two weeks", 10, 7_800, 3_000}),
			shared: []string{"refit"}, opened: []string{"helen"},
		},
		{
			title: of("Tax return %d"), contact: "george", by: "ruth", days: 47,
			name: of("Okafor tax return %d.pdf"), make: george.taxReturn,
			shared: []string{"george"}, opened: []string{"george"},
		},
		{
			title: "Rent from the two flats", description: "Everything from January to December.",
			from: "george", days: 45, seen: true, name: "rents.xlsx", make: ledger("Rents", "Flat and month", "Received",
				item{"Flat 2, January to June", 5_100}, item{"Flat 2, July to December", 5_220},
				item{"Flat 5, January to June", 4_680}, item{"Flat 5, July to December", 4_680},
				item{"Repair of boiler, flat 5", -412}, item{"Insurance", -388}),
		},
		{
			title: of("Annual accounts %d"), company: "cafe", by: "ruth", days: 41,
			name: of("Café Zoë accounts %d.pdf"), make: cafe.annualAccounts,
			shared: []string{"cafe"}, opened: []string{"zoe"},
		},
		{
			title: "Proposal: keeping the books online", kind: "proposal", company: "atelier", by: "daniel", days: 36,
			name: "Atelier Lumière – Proposal.pdf", make: proposal(toCompany("atelier"), 1_280).write,
		},
		{
			title: "Fuel for the lorry", from: "tomasz", days: 33, seen: true, name: "paragon.png", make: scan(
				" HARBOUR FILLING STATION", " Harbour Road, Wexbridge", "", "DATE", "",
				"Diesel   61.42 l      95.20", "AdBlue   10.00 l      11.90", "Coffee    2            5.00",
				"---------------------------", "TOTAL  GBP           112.10", "", "VAT 20%               18.68",
				"Card ending 0000", "", "      Thank you"),
		},
		{
			title: "Duties and import VAT", company: "imports", by: "daniel", days: 31,
			name: of("輸入関税_%d.xlsx"), make: ledger("輸入関税", "品目 / Goods", "GBP",
				item{"陶磁器 Ceramics", 4_180}, item{"緑茶 Green tea", 1_265}, item{"包丁 Kitchen knives", 3_940},
				item{"和紙 Paper", 610}),
			shared: []string{"imports"}, opened: []string{"misaki"},
		},
		{
			title: of("Invoice MF-1042: accounts and tax return %d"), kind: "invoice", company: "bakery", by: "daniel", days: 29,
			said: invoice("MF-1042", bill.Paid,
				work{"Annual accounts", 21, 8_800, 0}, work{"Tax return and computation", 11, 8_800, 0},
				work{"Meeting on the spot", 2, 8_800, 1_850}),
			shared: []string{"bakery"}, opened: []string{"samir"},
		},
		{
			title: of("Invoice MF-1043: accounts and tax return %d"), kind: "invoice", company: "furniture", by: "daniel", days: 29,
			said: invoice("MF-1043", bill.Sent,
				work{"Annual accounts", 34, 8_800, 0}, work{"Tax return and computation", 15, 8_800, 0},
				work{"Translation into Danish", 6, 6_400, 0}),
			shared: []string{"furniture"},
		},
		{
			title: "Extension of the cutting shed: estimate", description: "Draft.", kind: "estimate", company: "stone",
			by: "daniel", days: 25, said: estimate("E-322", bill.Draft,
				work{"Survey of the yard", 14, 7_800, 0}, work{"Drawings for permission", 38, 7_800, 9_500}),
		},
		{
			title: "Keeping the books online: estimate", kind: "estimate", company: "cafe", by: "daniel", days: 24,
			said: answered(answer{bill.Declined, "Not this year. Please ask again after the summer.", "zoe", 2}, "E-321",
				work{"Moving the books over", 9, 6_400, 0}, work{"A year of bookkeeping", 60, 6_400, 12_000}),
			shared: []string{"cafe"}, opened: []string{"zoe"},
		},
		{
			title: "Oven, receipt for the deposit", description: "The rest is due on delivery.",
			from: "helen", days: 21, seen: true, name: "oven receipt.png", make: scan(
				" DECK OVENS DIRECT LTD", " Kiln Lane, Wexbridge", "", "DATE", "Order 7741", "", "Deck oven, 3 trays",
				"  list price      18,400.00", "Deposit 25 %       4,600.00", "---------------------------",
				"PAID  GBP          4,600.00", "", "Delivery in six weeks"),
		},
		{
			title: "Questions on the accounts", from: "sofie", days: 15, seen: true,
			name: "Spørgsmål til årsregnskabet.pdf", make: note("Sofie Nørgaard", "Three questions on the accounts",
				"1. Why has depreciation gone up, although we bought nothing last year?",
				"2. Our parent in Århus wants the balance sheet in kroner as well. Can you send it at the rate of 31 December?",
				"3. Does the rent of the new unit belong to this year or the next? We paid it on 29 December."),
		},
		{
			title: "Letter of engagement", kind: "engagement_letter", company: "ceramics", by: "ruth", days: 12,
			name: "Лист-доручення.pdf", make: engagementLetter(toCompany("ceramics"), 5_100),
			shared: []string{"ceramics"},
		},
		{
			title: "Invoice MF-1047: measuring of part one", kind: "invoice", company: "builders", by: "daniel", days: 11,
			said: invoice("MF-1047", bill.Sent,
				work{"Measuring, two visits", 9, 7_800, 2_400}, work{"Payment certificate", 3, 7_800, 0}),
			shared: []string{"builders"},
		},
		{
			title: "Freight invoice", description: "請求書を送ります。", from: "misaki", days: 9, seen: true,
			name: "請求書.pdf", make: foreignBill{
				number: "KO-20771", to: toCompany("imports"), from: "Kobe Ocean Freight",
				about: "Container, Kobe to Wexbridge", works: []work{
					{"Ocean freight, 20 ft", 0, 0, 184_000}, {"Handling at the port", 6, 4_500, 12_000}, {"Insurance", 0, 0, 9_700},
				},
			}.write,
		},
		{
			title: "Fit-out, day 3", description: "The old ovens are out.", kind: "daily_log", project: "refit",
			by: "daniel", days: 8, said: log{
				weather: "Showers, 14 °C",
				crew:    "Four of Northgate Joinery, two electricians",
				entries: []string{
					"Both old ovens are out, through the yard. The floor under the left one has sunk by 15 mm; the joiners level " +
						"it tomorrow.",
					"New supply for the deck oven is in as far as the meter cupboard. Inspection is asked for.",
					"Counter arrived, one panel scratched. Sent back; replacement is promised within the week.",
				},
				pictures: []picture{{seed: 11, hour: 13, caption: "The front, after the old sign came down."}},
			},
			shared: []string{"refit"},
		},
		{
			title: "Cold room behind the shop: estimate", description: "As talked about on the site.", kind: "estimate", project: "refit",
			by: "daniel", days: 6, said: estimate("E-326", bill.Sent,
				work{"Survey, drawings", 14, 7_800, 0}, work{"Tenders from two firms for refrigeration", 8, 7_800, 0},
				work{"Supervision, two weeks", 12, 7_800, 4_500}),
			shared: []string{"refit"},
		},
		{
			title: of("Tax return %d"), description: "Waiting for the herd book.", company: "farm", by: "ruth", days: 6,
			name: of("O'Connell tax return %d (draft).pdf"), make: farm.taxReturn,
		},
		{
			title: "Proposal: keeping the books online", kind: "proposal", contact: "beatriz", by: "daniel", days: 5,
			name: "Álvarez – Proposal.pdf", make: proposal(toPerson("beatriz"), 980).write,
		},
		{
			title: "Bank statement", description: "Current account, last month.", from: "helen", days: 4,
			name: "statement.csv", make: statement(1_284_310,
				item{"Till takings", 214_560}, item{"Flour, Mühle Körber", -88_420}, item{"Wages", -612_300},
				item{"Till takings", 238_915}, item{"Rent, Quay Street", -185_000}, item{"Card fees", -3_418},
				item{"Till takings", 226_040}, item{"Crème fraîche, Laiterie Hébert", -27_635},
				item{"Marlow & Finch MF-1039", -52_000}, item{"Till takings", 251_205}),
		},
		{
			title: "Kiln house, outside", from: "oksana", days: 3,
			name: "піч.jpg", make: picture{seed: 23, hour: 16}.jpeg,
		},
		{
			title: "Payroll, last month", description: "Two new people: please check their tax codes.", from: "samir", days: 2,
			name: "payroll.xlsx", make: ledger("Payroll", "Name", "Gross",
				item{"H. Brightwater", 4_200}, item{"S. Haddad", 2_650}, item{"Ł. Nowak", 2_380}, item{"C. O'Brien", 2_310},
				item{"T. Nguyễn", 1_960}, item{"I. Škoda", 1_960}),
		},
		{
			title: "Letter of engagement for the new year", kind: "engagement_letter", company: "bakery", by: "ruth", days: 4,
			name: "Brightwater letter of engagement, new year.pdf", make: engagementLetter(toCompany("bakery"), 6_500),
		},
		{
			title: "The scaffold is up", description: "Since this morning, as you can see.", from: "tomasz", days: 1,
			name: "rusztowanie – zdjęcie.jpg", make: picture{seed: 42, hour: 9, flat: true}.jpeg,
		},
		{
			title: "Takings", description: "This week, from the till.", from: "zoe", days: 0,
			name: "takings.csv", make: statement(0,
				item{"Monday", 61_240}, item{"Tuesday", 58_815}, item{"Wednesday", 72_090}, item{"Thursday", 69_430},
				item{"Friday", 104_675}, item{"Saturday", 131_220}),
		},
	}
}
