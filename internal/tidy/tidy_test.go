package tidy_test

import (
	"testing"

	"portico/internal/tidy"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"Floor plan":                 "Floor plan",
		" Floor\r\nplan\t":           "Floor  plan",
		"a\x00b\u2028c":              "a b c",
		"invoice\u202efdp.exe":       "invoicefdp.exe",
		"\u2066a\u2069\u200bb\ufeff": "ab",
		"\u200b\u2060":               "",
		"نمی\u200cخواهم 👩\u200d👧 ÄÖ": "نمی\u200cخواهم 👩\u200d👧 ÄÖ",
	} {
		if got := tidy.Line(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	if got, want := tidy.Lines("one\r\n\ttwo\x07\u2029three\u202e\n"), "one\n\ttwo \nthree"; got != want {
		t.Errorf("it becomes %q, want %q", got, want)
	}
}
