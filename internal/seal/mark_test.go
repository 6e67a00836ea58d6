package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"portico/internal/seal"
)

// wave is a signature, drawn from edge to edge of its pad.
func wave() seal.Strokes {
	s := seal.Strokes{Width: 300, Height: 100, Lines: [][]seal.Point{{{0, 0}, {300, 100}}, {{0, 100}}}}
	var line []seal.Point
	for x := 0.0; x <= 300; x += 5 {
		line = append(line, seal.Point{X: x, Y: 50 + 50*math.Sin(x/20)})
	}
	s.Lines = append(s.Lines, line)
	return s
}

func picture(t *testing.T) seal.Picture {
	t.Helper()
	drawn := image.NewNRGBA64(image.Rect(0, 0, 200, 50)) // 16 bits a colour, as some programs write
	for x := range 200 {
		for y := range 50 {
			if (x-y*4)*(x-y*4) < 900 {
				drawn.Set(x, y, color.NRGBA{10, 20, 90, 255})
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, drawn); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Marks stand where they were put on the page as it is seen, however it is turned, cropped and measured.
func TestApply_PutsMarksWhereTheyAreSeen(t *testing.T) {
	t.Parallel()
	inks := []seal.Ink{seal.Text("31 May 2026"), seal.Hand("Żaneta Müller"), seal.Hand("Ελένη"), wave(), picture(t)}
	pages := map[string]string{
		"plain": a5, "cropped": "/MediaBox[-50 -20 520 695]/CropBox[100 30 480 600]", "measured": "/MediaBox[10 10 210 310]/UserUnit 2",
	}
	for name, attributes := range pages {
		for _, turn := range []int{0, 90, 180, 270} {
			pdf := page("", fmt.Sprintf("%s/Rotate %d", attributes, turn))
			info, err := check(t, pdf)
			if err != nil {
				t.Fatal(err)
			}
			size := info.Pages[0]
			var marks []seal.Mark
			for n, ink := range inks {
				marks = append(marks, seal.Mark{Page: 1, Ink: ink,
					Area: seal.Area{X: size.Width * 0.55, Y: 20 + size.Height*0.15*float64(n), Width: size.Width * 0.3, Height: 40}})
			}
			marked, err := seal.Apply(t.Context(), pdf, marks)
			if err != nil {
				t.Fatal(err)
			}
			drawn := pixels(t, marked, 1)
			scale := float64(drawn.Bounds().Dx()) / size.Width // some programs do not measure
			if turned := float64(drawn.Bounds().Dy()) / size.Height; math.Abs(scale-turned) > 0.01 || name != "measured" && math.Abs(scale-1) > 0.01 {
				t.Fatalf("%s, %d: drawn %v, said to be %v", name, turn, drawn.Bounds(), size)
			}
			for n, m := range marks {
				a := m.Area
				want := image.Rect(int(a.X*scale)-2, int(a.Y*scale)-2, int((a.X+a.Width)*scale)+3, int((a.Y+a.Height)*scale)+3)
				if got := inked(drawn, want); got.Empty() || got.Dx() < want.Dx()/4 {
					t.Errorf("%s, %d, ink %d: in %v, wanted in %v", name, turn, n, got, want)
				}
				wipe(drawn, want)
			}
			if left := inked(drawn, drawn.Bounds()); !left.Empty() {
				t.Errorf("%s, %d: ink at %v, where no mark is", name, turn, left)
			}
		}
	}
}

func TestApply_TextIsText(t *testing.T) {
	t.Parallel()
	long := "This text is longer than a line and is broken where words end, so that all of it can be read"
	marked, err := seal.Apply(t.Context(), many(3), []seal.Mark{
		{1, seal.Area{X: 20, Y: 20, Width: 200, Height: 30}, seal.Hand("Jürgen Łukasz")},
		{3, seal.Area{X: 20, Y: 20, Width: 200, Height: 60}, seal.Text(long)},
		{3, seal.Area{X: 20, Y: 100, Width: 200, Height: 40}, seal.Text("Ελλάς\nКириллица Հայ ქართ")},
	})
	if err != nil {
		t.Fatal(err)
	}
	said, err := run(t, marked, "pdftotext", "-layout", "FILE", "-")
	if err != nil {
		t.Fatal(err, said)
	}
	pages := strings.Split(strings.Join(strings.Fields(strings.ReplaceAll(said, "\f", " \f ")), " "), "\f")
	for n, want := range map[int][]string{0: {"Jürgen Łukasz"}, 2: {long, "Ελλάς Кириллица Հայ ქართ"}} {
		_ = n
		for _, text := range want {
			if !strings.Contains(strings.Join(pages, " "), text) {
				t.Errorf("%q is not in %q", text, pages)
			}
		}
	}
	if said, err := run(t, marked, "pdffonts", "FILE"); err != nil || strings.Contains(said, " no ") && !strings.Contains(said, "yes") {
		t.Errorf("fonts: %v %s", err, said)
	}
}

// A field of a form, or a note, lies over its page, and would hide what is written on that.
func TestApply_NothingHidesMarks(t *testing.T) {
	t.Parallel()
	for _, turn := range []int{0, 90, 180, 270} {
		white := "<</Type/XObject/Subtype/Form/BBox[0 0 400 550]"
		pdf := page("/AcroForm<</Fields[5 0 R]>>", fmt.Sprintf("%s/CropBox[10 10 410 560]/Rotate %d/Annots[5 0 R]", a5, turn),
			"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/F 4/Rect[10 10 410 560]/AP<</N 6 0 R>>>>",
			stream(strings.TrimPrefix(white, "<<"), "1 1 1 rg 0 0 400 550 re f"))
		area := seal.Area{X: 250, Y: 50, Width: 120, Height: 40}
		marked, err := seal.Apply(t.Context(), pdf, []seal.Mark{{Page: 1, Area: area, Ink: wave()}})
		if err != nil {
			t.Fatal(err)
		}
		drawn := pixels(t, marked, 1)
		got, want := inked(drawn, drawn.Bounds()), image.Rect(248, 48, 373, 93)
		if got.Empty() || !got.In(want) || got.Dx() < 100 {
			t.Errorf("%d: ink in %v, wanted in %v", turn, got, want)
		}
		if info, err := check(t, marked); err != nil || !info.Form {
			t.Errorf("%d: the form is gone: %+v, %v", turn, info, err)
		}
	}
}

func TestApply_SaysWhatIsWrongWithAMark(t *testing.T) {
	t.Parallel()
	pdf := page("", a5)
	area := seal.Area{X: 20, Y: 20, Width: 100, Height: 30}
	for name, c := range map[string]struct {
		mark seal.Mark
		want string
	}{
		"page":       {seal.Mark{Page: 2, Area: area, Ink: seal.Text("x")}, "there is no page 2"},
		"outside":    {seal.Mark{Page: 1, Area: seal.Area{X: 400, Y: 20, Width: 100, Height: 30}, Ink: seal.Text("x")}, "not within"},
		"no area":    {seal.Mark{Page: 1, Area: seal.Area{X: 20, Y: 20, Width: math.NaN(), Height: 30}, Ink: seal.Text("x")}, "not within"},
		"letters":    {seal.Mark{Page: 1, Area: area, Ink: seal.Hand("王小明")}, "王小明"},
		"emoji":      {seal.Mark{Page: 1, Area: area, Ink: seal.Text("fine 👍")}, "👍"},
		"joined":     {seal.Mark{Page: 1, Area: area, Ink: seal.Text("محمد")}, "م"},
		"empty":      {seal.Mark{Page: 1, Area: area, Ink: seal.Text(" \n")}, "empty"},
		"too much":   {seal.Mark{Page: 1, Area: area, Ink: seal.Text(strings.Repeat("many words ", 500))}, "does not fit"},
		"no lines":   {seal.Mark{Page: 1, Area: area, Ink: seal.Strokes{Width: 10, Height: 10}}, "empty"},
		"off pad":    {seal.Mark{Page: 1, Area: area, Ink: seal.Strokes{Width: 10, Height: 10, Lines: [][]seal.Point{{{5, 11}}}}}, "leaves the pad"},
		"no number":  {seal.Mark{Page: 1, Area: area, Ink: seal.Strokes{Width: 10, Height: 10, Lines: [][]seal.Point{{{math.NaN(), 1}}}}}, "leaves the pad"},
		"no picture": {seal.Mark{Page: 1, Area: area, Ink: seal.Picture("x")}, "PNG"},
	} {
		_, err := seal.Apply(t.Context(), pdf, []seal.Mark{{Page: 1, Area: area, Ink: seal.Text("fine")}, c.mark})
		var wrong seal.MarkError
		if !errors.As(err, &wrong) || wrong.Mark != 1 || !strings.Contains(wrong.Why, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
