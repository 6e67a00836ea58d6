package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/internal/paper"
	"portico/internal/seal"
)

func certificate(names ...string) seal.Certificate {
	c := seal.Certificate{
		Letterhead: paper.Letterhead{Firm: "Müller & Søn", Lines: "1 High Street", Accent: "#1f5f5b"},
		ID:         "x7k2m9q4w1z8abc", Title: "Engagement letter", Verify: "https://portal.example.com/verify", At: noon,
	}
	for _, name := range names {
		c.Signers = append(c.Signers, seal.Signer{
			Name: name, Email: "someone@example.com", Proof: "Signed in, and a code sent by mail", Consent: "Version 3 of 2 March 2026",
			IP: "2001:db8::1", Device: "Mozilla/5.0 (X11) 王", Sent: noon.Add(-48 * time.Hour), Opened: noon.Add(-3 * time.Hour), Signed: noon.Add(-time.Hour),
		})
	}
	return c
}

// finish seals a PDF with a signature on its first page and a date on its last.
func finish(t testing.TB, pdf []byte) []byte {
	t.Helper()
	info, err := check(t, pdf)
	if err != nil {
		t.Fatal(err)
	}
	within := func(p seal.Page, top float64) seal.Area {
		return seal.Area{X: p.Width * 0.1, Y: p.Height * top, Width: p.Width * 0.5, Height: p.Height * 0.1}
	}
	last := len(info.Pages)
	frozen := settle(t, pdf)
	sealed, err := seal.Finish(t.Context(), frozen, []seal.Mark{
		{1, within(info.Pages[0], 0.1), seal.Hand("Żaneta Müller")}, {1, within(info.Pages[0], 0.4), wave()},
		{last, within(info.Pages[last-1], 0.7), seal.Text("31 May 2026")},
	}, certificate("Żaneta Müller", "Ιωάννης Παπαδόπουλος"), key(t), seal.Order{Reason: "Signed by all", At: noon})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(sealed, frozen) {
		t.Error("the finished file does not begin with what signers were shown")
	}
	return sealed
}

func TestFinish_Certificate(t *testing.T) {
	t.Parallel()
	pdf := many(2)
	sealed := finish(t, pdf)
	said, err := run(t, sealed, "pdftotext", "-layout", "-f", "3", "FILE", "-")
	if err != nil {
		t.Fatal(err, said)
	}
	for _, want := range []string{
		"Müller & Søn", "Engagement letter", "x7k2m9q4w1z8abc", "Żaneta Müller", "Ιωάννης Παπαδόπουλος", "someone@example.com", "Signed in, and a code sent by mail",
		"Version 3 of 2 March 2026", "2001:db8::1", "29 May 2026, 12:00:00 UTC", "31 May 2026, 09:00:00 UTC", "31 May 2026, 11:00:00 UTC", "https://portal.example.com/verify",
		fmt.Sprintf("%x", digest(pdf)),
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	// The file begins with the document as sent, and with the document signed.
	_, after, _ := strings.Cut(strings.Join(strings.Fields(said), " "), "its first ")
	var sent, signed string
	if _, err := fmt.Sscanf(after, "%s bytes are the document as sent, its first %s bytes", &sent, &signed); err != nil {
		t.Fatalf("%v in %q", err, after)
	}
	length := func(s string) (n int) {
		_, _ = fmt.Sscan(strings.ReplaceAll(s, ",", ""), &n)
		return n
	}
	if !bytes.Equal(sealed[:length(sent)], pdf) || !strings.Contains(said, fmt.Sprintf("%x", digest(sealed[:length(signed)]))) {
		t.Errorf("it begins with %s and %s bytes of something else:\n%s", sent, signed, said)
	}
}

func TestFinish_NamesThatNoFontHas(t *testing.T) {
	t.Parallel()
	_, err := seal.Finish(t.Context(), many(1), nil, certificate("Anna", "王小明"), key(t), seal.Order{At: noon})
	var letters seal.LettersError
	if !errors.As(err, &letters) || letters.Text != "王小明" || string(letters.Missing) != "王小明" {
		t.Error(err)
	}
	if missing := seal.Unwritable("Anna 王"); string(missing) != "王" {
		t.Errorf("%q", missing)
	}
}

// PDFs made by others: by LaTeX, Word, LibreOffice, Cairo, Skia, Quartz, Distiller, Ghostscript, FOP, PDF libraries and
// scanners; with forms, notes and layers, optimised, updated, damaged and signed by others. They are those that two Go
// modules and some of Debian's packages carry.
func TestFinish_RealFiles(t *testing.T) {
	t.Parallel()
	pdfcpu, fpdf := module(t, "github.com/pdfcpu/pdfcpu"), module(t, "codeberg.org/go-pdf/fpdf")
	modules := finishAll(t, pdfs(t, pdfcpu+"/pkg/testdata/*.pdf", pdfcpu+"/pkg/testdata/pdf20/*.pdf",
		pdfcpu+"/pkg/samples/signatures/*/*.pdf", pdfcpu+"/pkg/samples/form/primitives/*.pdf", fpdf+"/pdf/reference/Fpdf_E*.pdf"))
	debian := finishAll(t, pdfs(t, "../../.pdfs/*.pdf")) // ./test fetches them
	if modules < 60 || debian < 30 {
		t.Errorf("only %d and %d files were sealed", modules, debian)
	}
}

// finishAll seals the files that can be signed, and tells how many these were.
func finishAll(t *testing.T, paths []string) (done int) {
	t.Helper()
	for _, path := range paths {
		pdf, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		if len(pdf) > 1<<20 { // it takes time and shows nothing more
			continue
		}
		before, err := check(t, pdf)
		if errors.Is(err, seal.ErrActive) || errors.Is(err, seal.ErrCertified) || errors.Is(err, seal.ErrDynamic) {
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		sealed := finish(t, pdf)
		if _, err := verify(t, sealed); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := sound(t, sealed); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if before.Signatures > 0 {
			stillSigned(t, name, pdf, sealed)
		}
		done++
	}
	return done
}

// stillSigned wants earlier signatures to be what they were.
func stillSigned(t *testing.T, name string, pdf, sealed []byte) {
	t.Helper()
	valid := func(data []byte) (verdicts []string) {
		said, err := run(t, data, "pdfsig", "-nocert", "FILE")
		if err != nil {
			t.Fatal(err, said)
		}
		for line := range strings.Lines(said) {
			if strings.Contains(line, "Signature Validation:") {
				verdicts = append(verdicts, line)
			}
		}
		return verdicts
	}
	before, after := valid(pdf), valid(sealed)
	if len(after) != len(before)+1 || !strings.HasPrefix(strings.Join(after, ""), strings.Join(before, "")) {
		t.Errorf("%s: earlier signatures were %q, and are %q", name, before, after)
	}
}

// Files of other shapes, as programs make them today.
func TestFinish_OtherShapes(t *testing.T) {
	t.Parallel()
	plain := many(3)
	path := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(path, plain, 0o600); err != nil {
		t.Fatal(err)
	}
	cairo, err := exec.Command("pdftocairo", "-pdf", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftocairo, of Debian's poppler-utils: %v", err)
	}
	junk := append([]byte("From a mail\n\n"), plain...)
	moved := bytes.Replace(plain, []byte("%PDF-1.7\n"), []byte("%PDF-1.7\n%%%%\n"), 1)
	for name, pdf := range map[string][]byte{
		"500 pages":                      many(500),
		"Cairo's":                        cairo,
		"linear":                         qpdf(t, plain, "--linearize"),
		"object streams":                 qpdf(t, plain, "--object-streams=generate"),
		"encrypted, may be changed":      qpdf(t, plain, "--encrypt", "", "owner", "256", "--"),
		"encrypted, RC4":                 qpdf(t, plain, "--allow-weak-crypto", "--encrypt", "", "", "128", "--"),
		"encrypted, in object streams":   qpdf(t, plain, "--encrypt", "", "owner", "256", "--", "--object-streams=generate"),
		"junk before it":                 junk,
		"a table that is wrong":          moved,
		"no end":                         plain[:len(plain)-30],
		"no newline at the end":          bytes.TrimSpace(plain),
		"junk behind it":                 append(bytes.Clone(plain), strings.Repeat("\x00", 300)...),
		"turned":                         qpdf(t, plain, "--rotate=+90:1-2"),
		"fields of a form":               page("/AcroForm<</Fields[5 0 R]/DA(/Helv 0 Tf)>>", a5+"/Annots[5 0 R]", "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(b)/Rect[0 0 99 9]>>"),
		"zeros where a signature may be": page("", a5, stream("", strings.Repeat("0", 100_000)+" /ByteRange [0 ********** ********** **********]")),
	} {
		sealed := finish(t, pdf)
		if _, err := verify(t, sealed); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := sound(t, sealed); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		before, err := check(t, pdf)
		if err != nil {
			t.Fatal(err)
		}
		after, err := check(t, sealed)
		if err != nil || len(after.Pages) <= len(before.Pages) || after.Form != before.Form || after.Signatures != 1 {
			t.Errorf("%s: %+v, then %+v, %v", name, before, after, err)
		}
	}
}
