package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var head = Letterhead{Firm: "Müller & Søn", Lines: "1 High Street\nVAT GB 123", Accent: "#1f5f5b"}

func sample(head Letterhead, rows int) *Paper {
	p := New(head, "Invoice 7", time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC))
	p.Address("Acme Ltd\n2 Low Street", "Number", "7", "Issued", "31 May 2026", "Due", "")
	p.Title("Invoice 7", "Kitchen")
	var lines [][]string
	for i := range rows {
		lines = append(lines, []string{fmt.Sprint("Work ", i+1, " which takes a line and then a little more of the next, as texts do"), "1.5", "10.00"})
	}
	p.Table([]Column{{"Item", 0.6, false}, {"Quantity", 0.15, true}, {"Amount", 0.25, true}}, lines)
	p.Sums("Net", "15.00", "Total EUR", "1,234.50")
	p.Heading("Notes")
	p.Text("Żółć, ελληνικά, Кириллица, Tiếng Việt, ½ €")
	return p
}

func text(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", path, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext, of Debian's poppler-utils: %v %s", err, out)
	}
	return string(out)
}

func TestPaper_SaysWhatItWasGiven(t *testing.T) {
	data, err := sample(head, 60).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, data)
	pages := strings.Count(got, "\f")
	if pages < 2 {
		t.Errorf("%d pages", pages)
	}
	if n := strings.Count(got, "Quantity"); n != pages && n != pages-1 { // the last may hold the sums alone
		t.Errorf("the head of the table stands on %d of %d pages", n, pages)
	}
	for _, want := range []string{
		"Müller & Søn", "VAT GB 123", "Acme Ltd", "1,234.50", "Work 60", fmt.Sprintf("1 of %d", pages), fmt.Sprintf("%d of %d", pages, pages),
		"Żółć, ελληνικά, Кириллица, Tiếng Việt, ½ €",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Due") {
		t.Error("a fact without a value is shown")
	}
}

func TestPaper_IsTheSameAgain(t *testing.T) {
	logo := image.NewNRGBA(image.Rect(0, 0, 900, 300))
	logo.Set(10, 10, color.NRGBA{200, 10, 10, 128})
	var out bytes.Buffer
	if err := png.Encode(&out, logo); err != nil {
		t.Fatal(err)
	}
	withLogo := head
	withLogo.Logo = out.Bytes()
	first, err := sample(withLogo, 5).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if again, err := sample(withLogo, 5).Bytes(); err != nil || !bytes.Equal(first, again) {
			t.Fatalf("it is different the second time (%v)", err)
		}
	}
}

func TestMissing(t *testing.T) {
	for _, fine := range []string{"", "Plain", "Ä ö ß é\nñ\tø", "e\u0301", "Łódź Ђорђе Ελλάς Հայ ქართ", "“quotes” – — … • € £ ¥ ₹ ½ m² ☐ ✓", "a\u200bb\ufe0f\u00ad", "1\u2007000"} {
		if m := Missing(fine); len(m) > 0 {
			t.Errorf("%q lacks %q", fine, m)
		}
	}
	for text, want := range map[string]string{"Haus 東京 東": "東京", "Nice 👍": "👍", "שלום": "שלום", "नमस": "नमस", "x\ue000": "\ue000"} {
		if got := string(Missing(text)); got != want {
			t.Errorf("%q lacks %q, want %q", text, got, want)
		}
	}
	if got := shown("東京 Ltd"); got != "?? Ltd" {
		t.Errorf("shown as %q", got)
	}
}

func BenchmarkPaper(b *testing.B) {
	for b.Loop() {
		if _, err := sample(head, 30).Bytes(); err != nil {
			b.Fatal(err)
		}
	}
}

// Whatever is said to be shown can be written, and is there again when the PDF is read.
func TestPaper_WritesEveryCharacterThatItShows(t *testing.T) {
	var all strings.Builder
	for r := rune(0x21); r <= 0xffff; r++ {
		if shows(r) && Clean(string(r)) == string(r) {
			all.WriteRune(r)
			all.WriteRune(' ')
		}
	}
	p := New(head, "Characters", time.Unix(0, 0))
	p.Text(all.String())
	p.Table([]Column{{"Text", 1, false}}, [][]string{{strings.Repeat("W", 400)}})
	data, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, data)
	for _, r := range "aéßłЖΩ½€№☐✓→≤" {
		if !strings.ContainsRune(got, r) {
			t.Errorf("%q is lost", r)
		}
	}
}
