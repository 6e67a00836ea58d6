// Package bill knows what an estimate or an invoice comes to. Amounts are integers, in the minor units of a currency, so
// that nothing is lost on the way; the rules by which they are rounded stand here and, for the form that shows totals
// while they are typed, in dashboard/lib/bill.js. testdata/cases.json holds both to the same answers.
package bill

import (
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
)

// The states of a bill that are written down; that it was looked at, or is late, follows from other things.
const (
	Draft = "draft"
	Sent  = "sent"
	Paid  = "paid"
	Void  = "void"
)

// Limits. A hundred lines of the largest amount still add up within 2^53, beyond which a browser counts inexactly.
const (
	MaxLines  = 100
	MaxAmount = 9_999_999_999_999 // of a line, of a unit, and of the whole; minor units
	whole     = 10_000            // basis points
)

// Bill is what an estimate or invoice adds to its document.
type Bill struct {
	Number   string `json:"number"`
	Currency string `json:"currency"` // ISO 4217
	Issued   string `json:"issued"`   // 2026-05-31
	Due      string `json:"due"`      // or ""; until when an estimate is valid
	Status   string `json:"status"`
	Notes    string `json:"notes"`
	Lines    []Line `json:"lines"`
}

// Line is a position of a bill.
type Line struct {
	Description string `json:"description"`
	Quantity    string `json:"quantity"`  // decimal, with up to three places
	UnitPrice   int64  `json:"unitPrice"` // minor units
	TaxRate     int    `json:"taxRate"`   // basis points
	Discount    int    `json:"discount"`  // basis points
}

// Totals is what a bill comes to.
type Totals struct {
	Amounts []int64  `json:"amounts"` // of the lines, without tax
	Taxes   []TaxSum `json:"taxes"`   // by rate, the highest first
	Net     int64    `json:"net"`
	Tax     int64    `json:"tax"`
	Total   int64    `json:"total"`
}

// TaxSum is the tax at one rate.
type TaxSum struct {
	Rate int   `json:"rate"` // basis points
	Net  int64 `json:"net"`
	Tax  int64 `json:"tax"`
}

// Totals adds a valid bill up. A line is quantity × price less its discount, rounded once; the tax of a rate is
// reckoned once, from the sum of its lines. A half is rounded away from zero, so that a credit is the mirror image of
// what it takes back.
func (b Bill) Totals() Totals {
	t := Totals{Amounts: make([]int64, len(b.Lines)), Taxes: []TaxSum{}}
	for i, line := range b.Lines {
		amount := line.amount().Int64()
		t.Amounts[i] = amount
		t.Net += amount
		at := slices.IndexFunc(t.Taxes, func(s TaxSum) bool { return s.Rate == line.TaxRate })
		if at < 0 {
			at = len(t.Taxes)
			t.Taxes = append(t.Taxes, TaxSum{Rate: line.TaxRate})
		}
		t.Taxes[at].Net += amount
	}
	slices.SortFunc(t.Taxes, func(a, b TaxSum) int { return b.Rate - a.Rate })
	for i, s := range t.Taxes {
		t.Taxes[i].Tax = rounded(product(s.Net, int64(s.Rate)), whole).Int64()
		t.Tax += t.Taxes[i].Tax
	}
	t.Total = t.Net + t.Tax
	return t
}

func (l Line) amount() *big.Int {
	thousandths, _ := thousandths(l.Quantity)
	return rounded(product(thousandths, l.UnitPrice, int64(whole-l.Discount)), 1000*whole)
}

func product(factors ...int64) *big.Int {
	p := big.NewInt(1)
	for _, f := range factors {
		p.Mul(p, big.NewInt(f))
	}
	return p
}

// rounded divides, and rounds a half away from zero.
func rounded(n *big.Int, by int64) *big.Int {
	half := big.NewInt(by / 2)
	if n.Sign() < 0 {
		half.Neg(half)
	}
	return n.Add(n, half).Quo(n, big.NewInt(by))
}

var quantity = regexp.MustCompile(`^-?\d{1,6}(\.\d{1,3})?$`)

// thousandths reads a quantity.
func thousandths(s string) (int64, bool) {
	if !quantity.MatchString(s) {
		return 0, false
	}
	units, places, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(units+(places + "000")[:3], 10, 64)
	return n, err == nil
}

// Validate checks what people type. Its error is validation.Errors by field; those of lines are by their place.
func (b Bill) Validate() error {
	return validation.Errors{
		"number":   validation.Validate(b.Number, validation.Required, validation.RuneLength(1, 40)),
		"currency": validation.Validate(b.Currency, validation.Required, validation.By(known)),
		"issued":   validation.Validate(b.Issued, validation.Required, validation.Date(time.DateOnly)),
		"due":      validation.Validate(b.Due, validation.Date(time.DateOnly), validation.By(b.notBeforeIssued)),
		"status":   validation.Validate(b.Status, validation.Required, validation.In(Draft, Sent, Paid, Void)),
		"notes":    validation.Validate(b.Notes, validation.RuneLength(0, 2000)),
		"lines":    b.validateLines(),
	}.Filter()
}

func known(value any) error {
	if code, _ := value.(string); code != "" {
		if _, ok := Decimals(code); !ok {
			return validation.NewError("validation_unknown_currency", "There is no such currency. Use its three letters, e.g. EUR.")
		}
	}
	return nil
}

func (b Bill) notBeforeIssued(any) error {
	if b.Due != "" && b.Due < b.Issued {
		return validation.NewError("validation_due_before_issued", "This is before the date of issue.")
	}
	return nil
}

func (b Bill) validateLines() error {
	switch {
	case len(b.Lines) == 0:
		return validation.NewError("validation_required", "Add at least one line.")
	case len(b.Lines) > MaxLines:
		return validation.NewError("validation_too_many_lines", "There can be 100 lines at most.")
	}
	wrong := validation.Errors{}
	for i, line := range b.Lines {
		if err := line.validate(); err != nil {
			wrong[strconv.Itoa(i)] = err
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	if t := b.Totals(); beyond(t.Net) || beyond(t.Total) {
		return errTooMuch
	}
	return nil
}

var errTooMuch = validation.NewError("validation_too_much", "The amount is too large.")

func (l Line) validate() error {
	err := validation.Errors{
		"description": validation.Validate(l.Description, validation.Required, validation.RuneLength(1, 300)),
		"quantity":    validation.Validate(l.Quantity, validation.Required, validation.By(readable)),
		"unitPrice":   validation.Validate(l.UnitPrice, validation.Min(int64(-MaxAmount)), validation.Max(int64(MaxAmount))),
		"taxRate":     validation.Validate(l.TaxRate, validation.Min(0), validation.Max(whole)),
		"discount":    validation.Validate(l.Discount, validation.Min(0), validation.Max(whole)),
	}.Filter()
	if err != nil {
		return err
	}
	if amount := l.amount(); !amount.IsInt64() || beyond(amount.Int64()) {
		return validation.Errors{"unitPrice": errTooMuch}
	}
	return nil
}

func readable(value any) error {
	if s, _ := value.(string); s != "" && !quantity.MatchString(s) {
		return validation.NewError("validation_invalid_quantity", "Use a number such as 2 or 1.5, with three decimals at most.")
	}
	return nil
}

func beyond(amount int64) bool { return amount > MaxAmount || amount < -MaxAmount }
