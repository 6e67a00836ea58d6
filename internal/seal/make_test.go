package seal_test

import (
	"bytes"
	"compress/flate"
	"fmt"
	"hash/adler32"
	"image"
	"image/draw"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// build makes a PDF of objects; the first is the catalog.
func build(objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	var offsets []int
	for i, object := range objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return out.Bytes()
}

// page makes a PDF of one empty page, with what else its catalog and its page say, and further objects from 5 on.
func page(catalog, attributes string, more ...string) []byte {
	return build(append([]string{
		"<</Type/Catalog/Pages 2 0 R " + catalog + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R " + attributes + ">>", stream("", "q 1 0 0 1 50 50 cm"), // it leaves its drawing moved
	}, more...)...)
}

const a5 = "/MediaBox[0 0 420 595]"

func stream(dict, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(content), content)
}

const megabyte = 1 << 20

// zeros is a megabyte of them.
var zeros = string(make([]byte, megabyte))

// pack deflates a text that has a part many times, in no more time than it takes to deflate that part once.
func pack(before, part string, times int, after string) string {
	sum := adler32.New()
	piece := func(text string) string {
		var out bytes.Buffer
		w, _ := flate.NewWriter(&out, flate.BestCompression)
		_, _ = io.WriteString(w, text)
		_ = w.Flush()
		return out.String()
	}
	for _, text := range slices.Concat([]string{before}, slices.Repeat([]string{part}, times), []string{after}) {
		_, _ = io.WriteString(sum, text)
	}
	end := "\x01\x00\x00\xff\xff" // an empty last block
	return "\x78\xda" + piece(before) + strings.Repeat(piece(part), times) + piece(after) + end + string(sum.Sum(nil))
}

// packed makes a PDF of a page, and of object streams with an object each, that has a part many times.
func packed(before, part string, times int, after string, streams int) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	var rows []byte
	row := func(kind byte, value int, index byte) {
		rows = append(rows, kind, byte(value>>24), byte(value>>16), byte(value>>8), byte(value), index)
	}
	row(0, 0, 255)
	objects := []string{"<</Type/Catalog/Pages 2 0 R/X 5 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R" + a5 + ">>"}
	first := len(objects) + streams + 1 // of those that are packed
	for i := range streams {
		head := fmt.Sprintf("%d 0 ", first+i)
		objects = append(objects, stream(fmt.Sprintf("/Type/ObjStm/N 1/First %d/Filter/FlateDecode", len(head)), pack(head+before, part, times, after)))
	}
	for i, o := range objects {
		row(1, out.Len(), 0)
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	for i := range streams {
		row(2, 4+i, 0)
	}
	start := out.Len()
	row(1, start, 0)
	table := stream(fmt.Sprintf("/Type/XRef/Size %d/W[1 4 1]/Root 1 0 R", len(rows)/6), string(rows))
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", first+streams, table, start)
	return out.Bytes()
}

// many makes a PDF of empty pages.
func many(pages int) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", ""}
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", i+3)
		objects = append(objects, "<</Type/Page/Parent 2 0 R"+a5+">>")
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", pages, kids.String())
	return build(objects...)
}

// qpdf changes a PDF as qpdf does.
func qpdf(t testing.TB, pdf []byte, options ...string) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out.pdf")
	said, err := run(t, pdf, "qpdf", append(options, "FILE", out)...)
	if err != nil {
		t.Fatalf("qpdf %v: %v %s", options, err, said)
	}
	changed, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// pixels draws a page of a PDF, a pixel to a point.
func pixels(t testing.TB, pdf []byte, number int) draw.Image {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	n := fmt.Sprint(number)
	if out, err := exec.Command("pdftoppm", "-r", "72", "-cropbox", "-f", n, "-l", n, "-singlefile", "-png", path, filepath.Join(dir, "out")).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm, of Debian's poppler-utils: %v %s", err, out)
	}
	f, err := os.Open(filepath.Join(dir, "out.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	drawn, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	page := image.NewGray(drawn.Bounds())
	draw.Draw(page, page.Bounds(), drawn, image.Point{}, draw.Src)
	return page
}

// inked is the rectangle that holds what is not white within another.
func inked(drawn image.Image, within image.Rectangle) (r image.Rectangle) {
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			if red, _, _, _ := drawn.At(x, y).RGBA(); image.Pt(x, y).In(drawn.Bounds()) && red < 0xc000 {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

func wipe(drawn draw.Image, where image.Rectangle) {
	draw.Draw(drawn, where, image.White, image.Point{}, draw.Src)
}
