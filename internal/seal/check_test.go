package seal_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"portico/internal/seal"
)

func TestCheck_TellsWhatThereIs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pdf  []byte
		want seal.Info
	}{
		"plain":      {page("", a5), seal.Info{Pages: []seal.Page{{420, 595}}}},
		"turned":     {page("", a5+"/Rotate 90"), seal.Info{Pages: []seal.Page{{595, 420}}}},
		"turned -90": {page("", a5+"/Rotate -90"), seal.Info{Pages: []seal.Page{{595, 420}}}},
		"cropped":    {page("", a5+"/CropBox[100 100 300 900]"), seal.Info{Pages: []seal.Page{{200, 495}}}},
		"large":      {page("", a5+"/UserUnit 2"), seal.Info{Pages: []seal.Page{{840, 1190}}}},
		"unsized":    {page("", ""), seal.Info{Pages: []seal.Page{{612, 792}}}},
		"backwards":  {page("", "/MediaBox[420 595 0 0]"), seal.Info{Pages: []seal.Page{{420, 595}}}},
		"goes to a page": {page("/OpenAction[3 0 R/Fit]", a5+"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.com)>>>>]"),
			seal.Info{Pages: []seal.Page{{420, 595}}}},
		"form": {page("/AcroForm<</Fields[5 0 R]>>", a5+"/Annots[5 0 R]", "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]>>"),
			seal.Info{Pages: []seal.Page{{420, 595}}, Form: true}},
		"no attachment": {page("/Names<</EmbeddedFiles<</Names[]>>>>", a5), seal.Info{Pages: []seal.Page{{420, 595}}}},
		"attachment":    {page("/Names<</EmbeddedFiles<</Names[(a.txt)<<>>]>>>>", a5), seal.Info{Pages: []seal.Page{{420, 595}}, Attachments: true}},
		"signed":        {sign(t, page("", a5)), seal.Info{Pages: []seal.Page{{420, 595}}, Signatures: 1}},
	} {
		got, err := check(t, c.pdf)
		if err != nil || fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if got, err := check(t, many(500)); err != nil || len(got.Pages) != 500 {
		t.Errorf("500 pages: %d, %v", len(got.Pages), err)
	}
}

func TestCheck_Refuses(t *testing.T) {
	t.Parallel()
	plain := page("", a5)
	for name, c := range map[string]struct {
		pdf  []byte
		want seal.UnfitError
	}{
		"nothing":            {nil, seal.ErrBroken},
		"text":               {[]byte("Dear all,\n"), seal.ErrBroken},
		"a picture":          {[]byte("\x89PNG\r\n\x1a\n" + strings.Repeat("x", 500)), seal.ErrBroken},
		"half":               {plain[:len(plain)/3], seal.ErrBroken},
		"no pages":           {build("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), seal.ErrBroken},
		"pages in a circle":  {build("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"), seal.ErrBroken},
		"deep pages":         {deep(500), seal.ErrBroken},
		"no size":            {page("", "/MediaBox[0 0 1e30 1e30]"), seal.ErrBroken},
		"password":           {qpdf(t, plain, "--encrypt", "secret", "owner", "256", "--"), seal.ErrLocked},
		"password, old":      {qpdf(t, plain, "--allow-weak-crypto", "--encrypt", "secret", "owner", "40", "--"), seal.ErrLocked},
		"not to be changed":  {qpdf(t, plain, "--encrypt", "", "owner", "256", "--modify=none", "--"), seal.ErrRestricted},
		"script":             {page("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", a5), seal.ErrActive},
		"script, disguised":  {page("/OpenAction<</#53/Java#53cript/J#53 5 0 R>>", a5, stream("", "x")), seal.ErrActive},
		"script by name":     {page("/Names<</JavaScript<</Names[(a) 5 0 R]>>>>", a5, "<</S/JavaScript/JS(1)>>"), seal.ErrActive},
		"script in a stream": {qpdf(t, page("/OpenAction 5 0 R", a5, "<</S/JavaScript/JS(1)>>"), "--object-streams=generate"), seal.ErrActive},
		"script, encrypted":  {qpdf(t, page("/OpenAction 5 0 R", a5, "<</S/JavaScript/JS(1)>>"), "--encrypt", "", "", "256", "--"), seal.ErrActive},
		"script in a field":  {page("/AcroForm<</Fields[5 0 R]>>", a5, "<</FT/Tx/T(a)/AA<</K<</S/JavaScript/JS(1)>>>>>>"), seal.ErrActive},
		"program":            {page("/OpenAction<</S/Launch/F(cmd.exe)>>", a5), seal.ErrActive},
		"program on a click": {page("", a5+"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(x)>>>>]"), seal.ErrActive},
		"attachment opened":  {page("/OpenAction<</S/GoToE/T<</R/C/N(a)>>>>", a5), seal.ErrActive},
		"form of its own":    {page("/AcroForm<</Fields[]/XFA 5 0 R>>", a5, stream("", "<xdp/>")), seal.ErrDynamic},
		"certified":          {page("/Perms<</DocMDP 5 0 R>>", a5, "<</Type/Sig>>"), seal.ErrCertified},
		"10,000 pages":       {many(10_000), seal.ErrTooLong},
		"too large":          {append(bytes.Repeat([]byte("%\n"), seal.MaxSize/2), plain...), seal.ErrTooLarge},
	} {
		start := time.Now()
		_, err := check(t, c.pdf)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %q", name, err, string(c.want))
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %s", name, took)
		}
	}
}

// deep makes a tree of pages that goes down and down.
func deep(levels int) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>"}
	for i := range levels {
		objects = append(objects, fmt.Sprintf("<</Type/Pages/Count 1/Kids[%d 0 R]>>", i+3))
	}
	return build(append(objects, "<</Type/Page"+a5+">>")...)
}

// Small files that are huge when they are opened: they are refused, in a time and a memory that the machine has.
func TestCheck_BoundsBombs(t *testing.T) {
	t.Parallel()
	var kids []string // ten levels, and in each ten times the next: ten thousand million pages
	for i := range 10 {
		kids = append(kids, fmt.Sprintf("<</Type/Pages/Count 1/Kids[%s]>>", strings.Repeat(fmt.Sprintf("%d 0 R ", i+3), 10)))
	}
	content := pack("", zeros, 80, "")
	contents := slices.Repeat([]string{stream("/Filter/FlateDecode", pack("", zeros, 60, ""))}, 40)
	arrays := strings.Repeat("[]", megabyte/2)
	for name, c := range map[string]struct {
		pdf  []byte
		want seal.UnfitError
	}{
		"pages":                 {build(append([]string{"<</Type/Catalog/Pages 2 0 R>>"}, append(kids, "<</Type/Page"+a5+">>")...)...), seal.ErrBroken},
		"content":               {page("", a5, stream("/Filter/FlateDecode", content)), seal.ErrTooComplex},
		"content, packed twice": {page("", a5, stream("/Filter[/FlateDecode/FlateDecode]", pack(content, "", 0, ""))), seal.ErrTooComplex},
		"many contents":         {page("", a5, contents...), seal.ErrTooComplex},
		"image":                 {page("", a5, stream("/Subtype/Image/Width 60000/Height 60000", "x")), seal.ErrTooComplex},
		"nesting":               {page("/X "+strings.Repeat("[", 100_000)+strings.Repeat("]", 100_000), a5), seal.ErrBroken},
		"objects, many":         {packed("[", strings.Repeat("<</a 0>>", megabyte/8), 14, "]", 4), seal.ErrTooComplex},
		"objects":               {packed("[", arrays, 48, "]", 1), seal.ErrTooComplex},
		"objects, too long":     {packed("(", strings.Repeat("x", megabyte), 80, ")", 1), seal.ErrTooComplex},
	} {
		if len(c.pdf) > 8<<20 {
			t.Fatalf("%s is not small: %d bytes", name, len(c.pdf))
		}
		start := time.Now()
		_, err := checkApart(t, c.pdf)
		took := time.Since(start)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %q", name, err, string(c.want))
		}
		if took > 25*time.Second {
			t.Errorf("%s: took %s", name, took)
		}
		t.Logf("%s: %d bytes, %s", name, len(c.pdf), took)
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &usage); err != nil {
		t.Fatal(err)
	}
	t.Logf("at most %d MB", usage.Maxrss>>10)
	if usage.Maxrss>>10 > 1200 {
		t.Errorf("a check took %d MB", usage.Maxrss>>10)
	}
}

// Whatever bytes of a real file are changed, the check ends, with an answer that a person can use; and what it lets pass
// can be signed.
func TestCheck_OfDamagedFiles(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	base := module(t, "github.com/pdfcpu/pdfcpu") + "/pkg/testdata/"
	passed := 0
	for _, name := range []string{"pdf20/SimplePDF2.0.pdf", "pdf20/viaIncrementalSave.pdf", "zineTest.pdf", "pdf20/pageLevelOutputIntent.pdf"} {
		whole, err := os.ReadFile(base + name)
		if err != nil {
			t.Fatal(err)
		}
		for range 40 {
			damaged := bytes.Clone(whole)
			for range 1 + random.IntN(12) {
				damaged[random.IntN(len(damaged))] ^= byte(1 + random.IntN(255))
			}
			_, err := check(t, damaged)
			var unfit seal.UnfitError
			if err != nil && !errors.As(err, &unfit) {
				t.Fatalf("%s: %v", name, err)
			}
			if err != nil {
				continue
			}
			passed++
			signed, err := seal.Sign(t.Context(), settle(t, damaged), key(t), seal.Order{At: noon})
			if err != nil {
				t.Fatalf("%s passed and could not be signed: %v", name, err)
			}
			if _, err := verify(t, signed); err != nil {
				t.Fatalf("%s passed, was signed and is not valid: %v", name, err)
			}
		}
	}
	if passed == 0 || passed == 160 {
		t.Errorf("%d of 160 passed", passed)
	}
}

func TestCheck_Apart(t *testing.T) {
	t.Parallel()
	if info, err := checkApart(t, many(3)); err != nil || len(info.Pages) != 3 || info.Pages[0] != (seal.Page{Width: 420, Height: 595}) {
		t.Errorf("%+v, %v", info, err)
	}
	_, err := checkApart(t, page("/OpenAction<</S/Launch/F(x)>>", a5))
	if !errors.Is(err, seal.ErrActive) || !strings.Contains(err.Error(), "object 1: This PDF holds a script") {
		t.Error(err)
	}
	if _, err := checkApart(t, make([]byte, seal.MaxSize+1)); !errors.Is(err, seal.ErrTooLarge) {
		t.Error(err)
	}
}

func TestCheck_EndsWithItsCaller(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	pdf := page("", a5)
	opened := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(pdf)), nil }
	if _, err := seal.Check(ctx, opened); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	// Whoever waits has opened nothing: files would fill the memory while one of them is looked at.
	early := func() (io.ReadCloser, error) { return nil, errors.New("it was opened out of turn") }
	_, _, err := seal.Prepare(t.Context(), func() ([]byte, error) {
		if _, err := seal.Check(ctx, early); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		return pdf, nil
	}, func(seal.Info) ([]byte, error) { return nil, nil })
	if err != nil {
		t.Error(err)
	}
}

func TestPrepare_AddsPages(t *testing.T) {
	t.Parallel()
	given := append([]byte("From a mail\n\n"), many(2)...)
	prepared, info, err := seal.Prepare(t.Context(), func() ([]byte, error) { return given, nil }, func(info seal.Info) ([]byte, error) {
		return many(len(info.Pages) + 1), nil
	})
	if err != nil || len(info.Pages) != 5 || !bytes.HasPrefix(prepared, many(2)) {
		t.Fatalf("%+v, %v", info, err)
	}
	sealed, err := seal.Finish(t.Context(), prepared, nil, certificate("Anna"), key(t), seal.Order{At: noon})
	if err != nil || !bytes.HasPrefix(sealed, prepared) {
		t.Error("the finished file does not begin with what was prepared", err)
	}
	if _, err := seal.Finish(t.Context(), given, nil, certificate("Anna"), key(t), seal.Order{At: noon}); err == nil {
		t.Error("a file was sealed that was not prepared")
	}
}
