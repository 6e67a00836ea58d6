package demo

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A day that the year before does not have.
var leapDay = time.Date(2028, time.February, 29, 9, 30, 0, 0, time.UTC)

// Every paper is the kind of file that its name says, whole, and of more than a page where it is not a client's note.
func TestPapers(t *testing.T) {
	check := map[string]func(*testing.T, paper, []byte){
		".pdf": checkPDF, ".xlsx": checkWorkbook, ".csv": checkCSV, ".png": checkPicture, ".jpg": checkPicture,
	}
	seen := map[string]bool{}
	for _, p := range papers(leapDay) {
		if p.said != nil {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			extension := filepath.Ext(p.name)
			seen[extension] = true
			content, err := p.make(leapDay.AddDate(0, 0, -p.days))
			if err != nil {
				t.Fatal(err)
			}
			check[extension](t, p, content)
		})
	}
	if len(seen) != len(check) {
		t.Errorf("there are only %v", seen)
	}
}

var pages = regexp.MustCompile(`(?m)^Pages: +(\d+)$`)

func checkPDF(t *testing.T, p paper, content []byte) {
	t.Helper()
	info := poppler(t, content, "pdfinfo", "-")
	found := pages.FindStringSubmatch(info)
	if found == nil {
		t.Fatalf("pdfinfo says %q", info)
	}
	atLeast := 2
	if strings.HasPrefix(p.name, "Spørgsmål") {
		atLeast = 1
	}
	if n, _ := strconv.Atoi(found[1]); n < atLeast {
		t.Errorf("it has %d pages", n)
	}

	text := poppler(t, content, "pdftotext", "-layout", "-", "-")
	if to := toCompany(p.company).name; p.company != "" && p.kind != "contract" && !strings.Contains(text, to) {
		t.Errorf("it does not name %s:\n%s", to, text)
	}
	if strings.ContainsAny(text, "\uFFFD¤") || strings.Contains(text, "%!") {
		t.Errorf("it has letters that are not right:\n%s", text)
	}
}

func poppler(t *testing.T, content []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%s is not installed: it is in Debian's package poppler-utils, which ./test installs", name)
	}
	command := exec.CommandContext(t.Context(), name, args...)
	var warnings bytes.Buffer
	command.Stdin, command.Stderr = bytes.NewReader(content), &warnings
	out, err := command.Output()
	if err != nil || warnings.Len() > 0 {
		t.Fatalf("%s: %v\n%s", name, err, warnings.String())
	}
	return string(out)
}

func checkWorkbook(t *testing.T, _ paper, content []byte) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		f, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		for tokens := xml.NewDecoder(f); ; {
			if _, err := tokens.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", part.Name, err)
			}
		}
		_ = f.Close()
	}
	if first := archive.File[0].Name; first != "[Content_Types].xml" || len(archive.File) != 6 {
		t.Errorf("%d parts, the first is %s", len(archive.File), first)
	}
}

func checkCSV(t *testing.T, _ paper, content []byte) {
	t.Helper()
	if rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll(); err != nil || len(rows) < 5 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func checkPicture(t *testing.T, p paper, content []byte) {
	t.Helper()
	img, format, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]string{".png": "png", ".jpg": "jpeg"}[filepath.Ext(p.name)]; format != want || img.Bounds().Dx() < 400 {
		t.Errorf("it is %s, %v", format, img.Bounds())
	}
}

func TestBooks_Agree(t *testing.T) {
	b := books{addressee{"A & Sons", "Here"}, 2027, 486_000}
	if rest := b.turnover - sum(b.expenses()) - b.profit(); rest != 0 {
		t.Errorf("the profit is %d out", rest)
	}
	if b.profit() <= 0 || b.tax() <= 0 || sum(b.assets()) <= 100 {
		t.Errorf("profit %d, tax %d, net assets %d", b.profit(), b.tax(), sum(b.assets()))
	}
}

func TestMoney(t *testing.T) {
	for pence, want := range map[int]string{0: "£0.00", 5: "£0.05", 123456: "£1,234.56", -123456789: "−£1,234,567.89"} {
		if got := money(pence); got != want {
			t.Errorf("money(%d) = %s, want %s", pence, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", -1234567: "(1,234,567)"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %s, want %s", n, got, want)
		}
	}
}

// The keys that papers go by are those of people, companies and projects of the demo.
func TestPapers_NameWhoIsThere(t *testing.T) {
	known := map[string]bool{"": true}
	for _, s := range staff {
		known[s.key] = true
	}
	for _, o := range companies {
		known[o.key] = true
	}
	for _, p := range contacts {
		known[p.key] = true
		for _, company := range p.companies {
			if companyByKey(company).name == "" {
				t.Errorf("%s belongs to %q, which is not there", p.name, company)
			}
		}
	}
	for _, u := range undertakings {
		known[u.key] = true
	}
	for _, p := range papers(time.Now()) {
		for _, key := range append([]string{p.company, p.contact, p.project, p.by, p.from}, append(p.shared, p.opened...)...) {
			if !known[key] {
				t.Errorf("%s: there is no %q", p.title, key)
			}
		}
		if (p.by == "") == (p.from == "") {
			t.Errorf("%s comes from the firm or from a client", p.title)
		}
	}
}
