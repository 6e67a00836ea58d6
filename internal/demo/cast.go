package demo

import "cmp"

// FirmName is the firm that the demo shows. It does not exist, and neither does anyone in it: addresses end in .example
// (RFC 2606), telephone numbers are of those that Ofcom keeps for fiction.
const FirmName = "Marlow & Finch"

// Password is everyone's.
const Password = "portico-demo"

const ownerEmail = "owner@marlowfinch.example"

// Account is one that can sign in.
type Account struct {
	Door  string // "Dashboard" or "Portal"
	Email string
	Name  string
	What  string // what they are to the firm
}

// Accounts returns everyone who can sign in, and where.
func Accounts() []Account {
	accounts := []Account{{"Dashboard", ownerEmail, "The owner", "sees PocketBase's own pages as well"}}
	for _, s := range staff {
		accounts = append(accounts, Account{"Dashboard", s.email, s.name, s.role})
	}
	for _, c := range contacts {
		if c.access != enabled {
			continue
		}
		what := "on their own account"
		if len(c.companies) > 0 {
			what = companyByKey(c.companies[0]).name
		}
		accounts = append(accounts, Account{"Portal", c.email, c.name, what})
	}
	return accounts
}

type member struct{ key, name, email, role string }

var staff = []member{
	{"ruth", "Ruth Marlow", "ruth@marlowfinch.example", "manager"},
	{"daniel", "Daniel Finch", "daniel@marlowfinch.example", "editor"},
	{"priya", "Priya Nair", "priya@marlowfinch.example", "viewer"},
}

type organisation struct {
	key, name string
	latin     string // the name as papers print it, where it is written otherwise
	email     string
	phone     string
	website   string
	address   string
	notes     string
	since     int // days ago
}

func (o organisation) printed() string { return cmp.Or(o.latin, o.name) }

var companies = []organisation{
	{key: "bakery", name: "Brightwater Bakery Ltd", email: "accounts@brightwater.example", phone: "01632 960101",
		website: "https://brightwater.example", address: "3 Quay Street\nWexbridge\nWX1 2AB",
		notes: "Year end 31 December. The shop is being refitted; Daniel looks after the works.", since: 310},
	{key: "furniture", name: "Nørgaard & Sønner ApS", email: "post@noergaard.example", phone: "01632 960112",
		website: "https://noergaard.example", address: "Unit 9, Harbour Park\nWexbridge\nWX3 8DD",
		notes: "Danish parent. Henrik has left; Sofie speaks for the company now.", since: 296},
	{key: "builders", name: "Kowalczyk Budowa Sp. z o.o.", email: "biuro@kowalczyk.example", phone: "01632 960123",
		website: "https://kowalczyk.example", address: "27 Foundry Road\nWexbridge\nWX2 5LP", since: 288},
	{key: "cafe", name: "Café Zoë", email: "hello@cafe-zoe.example", phone: "01632 960134",
		website: "https://cafe-zoe.example", address: "41 Market Place\nWexbridge\nWX1 1HN", since: 270},
	{key: "imports", name: "橋本商店 Hashimoto Imports", latin: "Hashimoto Imports", email: "info@hashimoto.example",
		phone: "01632 960145", website: "https://hashimoto.example", address: "Bonded Store 2, Harbour Park\nWexbridge\nWX3 8DF",
		since: 244},
	{key: "residents", name: "Alder Court Residents' Association", email: "secretary@aldercourt.example",
		phone: "01632 960156", address: "Alder Court, Abbey Walk\nWexbridge\nWX4 6RS",
		notes: "Forty flats, flat roof of 1974. Survey every five years.", since: 231},
	{key: "stone", name: "Castellano Piedra Natural S.L.", email: "oficina@castellano.example", phone: "01632 960167",
		address: "Quarry Yard, Station Road\nLower Wexley\nWX7 2TT", since: 205},
	{key: "dentist", name: "Whitcombe Dental Practice", phone: "01632 960178", address: "12 Abbey Walk\nWexbridge\nWX4 6RA",
		notes: "Prefers letters and the telephone.", since: 198},
	{key: "atelier", name: "Atelier Lumière SARL", email: "bonjour@lumiere.example", phone: "01632 960189",
		website: "https://lumiere.example", address: "The Glasshouse, Mill Lane\nWexbridge\nWX1 3EE", since: 120},
	{key: "joinery", name: "Northgate Joinery Ltd", email: "office@northgate.example", phone: "01632 960190",
		website: "https://northgate.example", address: "Northgate Works, 5 Canal Side\nWexbridge\nWX2 1BX", since: 96},
	{key: "ceramics", name: "ТОВ «Світла кераміка»", email: "office@svitla.example", phone: "01632 960201",
		website: "https://svitla.example", address: "18 Kiln Lane\nWexbridge\nWX5 4JW", since: 83},
	{key: "farm", name: "O'Connell & Daughters", phone: "01632 960212", address: "Hollow Farm\nUpper Wexley\nWX7 9AA", since: 61},
}

func companyByKey(key string) organisation {
	for _, o := range companies {
		if o.key == key {
			return o
		}
	}
	return organisation{}
}

// The states of a contact's access, see package access.
const (
	never    = "never"
	enabled  = "enabled"
	disabled = "disabled"
)

type person struct {
	key, name string
	latin     string // as in organisation
	email     string
	phone     string
	notes     string
	access    string
	companies []string // the primary one first
	since     int      // days ago
}

func (p person) printed() string { return cmp.Or(p.latin, p.name) }

func personByKey(key string) person {
	for _, p := range contacts {
		if p.key == key {
			return p
		}
	}
	return person{}
}

var contacts = []person{
	{key: "helen", name: "Helen Brightwater", email: "helen@brightwater.example", phone: "01632 960301", access: enabled,
		companies: []string{"bakery"}, since: 310},
	{key: "samir", name: "Samir Haddad", email: "samir@brightwater.example", phone: "01632 960302", access: enabled,
		companies: []string{"bakery"}, notes: "Keeps the bakery's books.", since: 255},
	{key: "sofie", name: "Sofie Nørgaard", email: "sofie@noergaard.example", phone: "01632 960303", access: enabled,
		companies: []string{"furniture"}, since: 122},
	{key: "tomasz", name: "Tomasz Kowalczyk", email: "tomasz@kowalczyk.example", phone: "01632 960304", access: enabled,
		companies: []string{"builders", "joinery"}, notes: "Also a director of Northgate Joinery.", since: 288},
	{key: "zoe", name: "Zoë Brandt", email: "zoe@cafe-zoe.example", phone: "01632 960305", access: enabled,
		companies: []string{"cafe", "residents"}, notes: "Treasurer of Alder Court.", since: 270},
	{key: "misaki", name: "橋本 美咲", latin: "Misaki Hashimoto", email: "misaki@hashimoto.example", phone: "01632 960306",
		access: enabled, companies: []string{"imports"}, since: 244},
	{key: "oksana", name: "Оксана Коваленко", email: "oksana@svitla.example", phone: "01632 960307", access: enabled,
		companies: []string{"ceramics"}, since: 83},
	{key: "george", name: "George Okafor", email: "george.okafor@mail.example", phone: "01632 960308", access: enabled,
		notes: "Private client: salary, two let flats.", since: 216},
	{key: "henrik", name: "Henrik Nørgaard", email: "henrik@noergaard.example", access: disabled,
		companies: []string{"furniture"}, notes: "Left the company; access revoked.", since: 296},
	{key: "margaret", name: "Margaret Whitcombe", phone: "01632 960310", access: never, companies: []string{"dentist"},
		notes: "Has no email. Please telephone.", since: 198},
	{key: "ines", name: "Inés Castellano Muñoz", email: "ines@castellano.example", phone: "01632 960311", access: never,
		companies: []string{"stone"}, since: 205},
	{key: "amelie", name: "Amélie Lefèvre", email: "amelie@lumiere.example", access: never, companies: []string{"atelier"},
		since: 120},
	{key: "colin", name: "Colin Ashdown", email: "colin@northgate.example", phone: "01632 960313", access: never,
		companies: []string{"joinery"}, since: 96},
	{key: "niamh", name: "Niamh O'Connell", email: "niamh@oconnell.example", phone: "01632 960314", access: never,
		companies: []string{"farm"}, since: 61},
	{key: "yusuf", name: "Yusuf Şahin", email: "yusuf@aldercourt.example", phone: "01632 960315", access: never,
		companies: []string{"residents"}, notes: "Chairs the residents' association.", since: 150},
	{key: "beatriz", name: "Beatriz Álvarez Quiroga", email: "beatriz@mail.example", access: never, since: 18},
}
