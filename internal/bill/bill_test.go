package bill

import (
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	validation "github.com/pocketbase/ozzo-validation/v4"
)

// cases are those that the dashboard's arithmetic is held to as well (web_test/bill.test.js).
type cases struct {
	Cases []struct {
		Name  string
		Lines []Line
		Want  Totals
	}
	Refused []struct {
		Name  string
		Lines []Line
		Field string // where the error stands, within lines
	}
}

func readCases(t *testing.T) (c cases) {
	t.Helper()
	data, err := os.ReadFile("testdata/cases.json")
	if err == nil {
		err = json.Unmarshal(data, &c)
	}
	if err != nil || len(c.Cases) == 0 || len(c.Refused) == 0 {
		t.Fatal("no cases: ", err)
	}
	return c
}

func TestTotals(t *testing.T) {
	for _, c := range readCases(t).Cases {
		b := valid()
		b.Lines = c.Lines
		if err := b.Validate(); err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		if got := b.Totals(); !reflect.DeepEqual(got, c.Want) {
			t.Errorf("%s: got %+v, want %+v", c.Name, got, c.Want)
		}
	}
}

func TestValidate_Lines(t *testing.T) {
	for _, c := range readCases(t).Refused {
		b := valid()
		b.Lines = c.Lines
		if err := at(b.Validate(), "lines."+c.Field); err == nil {
			t.Errorf("%s: no error at %q: %v", c.Name, c.Field, b.Validate())
		}
	}
	b := valid()
	b.Lines = make([]Line, MaxLines+1)
	if at(b.Validate(), "lines") == nil {
		t.Error("too many lines are accepted")
	}
}

// at follows a path through nested errors.
func at(err error, path string) error {
	for step := range strings.SplitSeq(path, ".") {
		if step == "" {
			continue
		}
		var fields validation.Errors
		if !errors.As(err, &fields) {
			return nil
		}
		err = fields[step]
	}
	return err
}

func valid() Bill {
	return Bill{
		Number: "2026-014", Currency: "EUR", Issued: "2026-05-31", Due: "2026-06-30", Status: Sent,
		Lines: []Line{{Description: "Work", Quantity: "1", UnitPrice: 100}},
	}
}

func TestValidate(t *testing.T) {
	if err := valid().Validate(); err != nil {
		t.Fatal(err)
	}
	for field, spoil := range map[string]func(*Bill){
		"number":   func(b *Bill) { b.Number = "" },
		"currency": func(b *Bill) { b.Currency = "EU" },
		"issued":   func(b *Bill) { b.Issued = "2026-02-30" },
		"due":      func(b *Bill) { b.Due = "2026-05-30" },
		"status":   func(b *Bill) { b.Status = "viewed" },
		"notes":    func(b *Bill) { b.Notes = strings.Repeat("ä", 2001) },
	} {
		b := valid()
		spoil(&b)
		if at(b.Validate(), field) == nil {
			t.Errorf("%s: no error: %v", field, b.Validate())
		}
	}
	// XXX and XTS are ISO 4217's codes for no currency and for tests.
	for _, code := range []string{"eur", "XXX", "XTS", "DEM", "EURO", "", " EUR"} {
		if _, ok := Decimals(code); ok {
			t.Errorf("%q is a currency", code)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		amount   int64
		currency string
		want     string
	}{
		{0, "EUR", "0.00"},
		{5, "EUR", "0.05"},
		{-5, "EUR", "−0.05"},
		{123456, "GBP", "1,234.56"},
		{100000, "USD", "1,000.00"},
		{1234567, "JPY", "1,234,567"},
		{999, "JPY", "999"},
		{1234567, "KWD", "1,234.567"},
		{12345678, "CLF", "1,234.5678"},
		{MaxAmount, "EUR", "99,999,999,999.99"},
	} {
		if got := Format(c.amount, c.currency); got != c.want {
			t.Errorf("%d %s is %q, want %q", c.amount, c.currency, got, c.want)
		}
	}
	for points, want := range map[int]string{0: "0 %", 1900: "19 %", 775: "7.75 %", 750: "7.5 %", 10000: "100 %", 1: "0.01 %"} {
		if got := Percent(points); got != want {
			t.Errorf("%d is %q, want %q", points, got, want)
		}
	}
}

func TestCC14_WhatWaitsForTheClient(t *testing.T) {
	for state, want := range map[string]bool{
		Draft: false, Sent: true, Viewed: true, Overdue: true, Paid: false, Void: false, Expired: false, Accepted: false, Declined: false,
	} {
		if got := Waits(state); got != want {
			t.Errorf("%s waits: %v", state, got)
		}
	}
}

func TestCC14_StateOfABill(t *testing.T) {
	for name, test := range map[string]struct {
		bill       Bill
		isEstimate bool
		response   string
		opened     bool
		want       string
	}{
		"a draft":                   {bill: Bill{Status: Draft, Due: "2026-01-01"}, want: Draft},
		"sent":                      {bill: Bill{Status: Sent, Due: "2026-06-15"}, want: Sent},
		"opened":                    {bill: Bill{Status: Sent}, opened: true, want: Viewed},
		"due yesterday":             {bill: Bill{Status: Sent, Due: "2026-06-14"}, opened: true, want: Overdue},
		"paid late":                 {bill: Bill{Status: Paid, Due: "2026-06-14"}, want: Paid},
		"void":                      {bill: Bill{Status: Void, Due: "2026-06-14"}, opened: true, want: Void},
		"an estimate":               {bill: Bill{Status: Sent, Due: "2026-06-15"}, isEstimate: true, want: Sent},
		"an estimate, too late":     {bill: Bill{Status: Sent, Due: "2026-06-14"}, isEstimate: true, want: Expired},
		"an estimate, accepted":     {bill: Bill{Status: Sent, Due: "2026-06-14"}, isEstimate: true, response: Accepted, want: Accepted},
		"an estimate, declined":     {bill: Bill{Status: Sent}, isEstimate: true, response: Declined, opened: true, want: Declined},
		"an estimate, taken back":   {bill: Bill{Status: Void}, isEstimate: true, response: Accepted, want: Void},
		"an answer is no invoice's": {bill: Bill{Status: Sent}, response: Accepted, want: Sent},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.bill.State(test.isEstimate, test.response, test.opened, "2026-06-15"); got != test.want {
				t.Errorf("it is %s, want %s", got, test.want)
			}
		})
	}
}
