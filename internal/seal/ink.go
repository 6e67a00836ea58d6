package seal

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"math"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	imagedraw "golang.org/x/image/draw"

	"portico/internal/paper"
)

// Ink is what a mark is made of: Text, Hand, Strokes or Picture.
type Ink interface {
	draw(c *canvas, a Area) error
}

// Text is what was typed into a field: a date, a name, a line or more. It is as large as its area lets it be, up to what
// is comfortable to read.
type Text string

// Hand is a signature, or initials, that were typed: it looks written by hand.
type Hand string

// Strokes is a signature that was drawn: lines over a pad of a size, from its upper left corner.
type Strokes struct {
	Width, Height float64
	Lines         [][]Point
}

// Point is a point on a pad.
type Point struct{ X, Y float64 }

// Picture is a signature that is an image, as PNG.
type Picture []byte

// canvas is where marks are drawn.
type canvas struct {
	pdf      *fpdf.Fpdf
	faces    map[string]bool // that it has
	pictures int
}

func newCanvas() *canvas {
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: letter.right, Ht: letter.top}})
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetCellMargin(0)
	pdf.SetCatalogSort(true)
	pdf.SetLineCapStyle("round")
	pdf.SetLineJoinStyle("round")
	return &canvas{pdf: pdf, faces: map[string]bool{}}
}

func (c *canvas) font(face string, size float64) {
	if !c.faces[face] {
		paper.Embed(c.pdf, face)
		c.faces[face] = true
	}
	c.pdf.SetFont(face, "", size)
}

func (c *canvas) page(size Page) {
	c.pdf.AddPageFormat("P", fpdf.SizeType{Wd: size.Width, Ht: size.Height})
}

// Unwritable are the characters of a text that no mark and no certificate can show, each once. Whoever types a name is
// told of them then, and not when everyone has signed.
func Unwritable(text string) []rune { return paper.Missing(text) }

func written(text string) error {
	if missing := Unwritable(text); len(missing) > 0 {
		return fmt.Errorf("no font here has %q", string(missing))
	}
	if strings.TrimSpace(text) == "" {
		return errors.New("it is empty")
	}
	return nil
}

const (
	textSize   = 11.0 // pt, at most
	smallest   = 3.0
	lineHeight = 1.25
	ascent     = 0.76 // of capitals and what is over them, in parts of the size
)

func (t Text) draw(c *canvas, a Area) error {
	if err := written(string(t)); err != nil {
		return err
	}
	text := paper.Clean(string(t))
	c.pdf.SetTextColor(0x14, 0x1a, 0x24)
	var lines []string
	size := textSize
	for ; size > smallest; size -= 0.25 {
		c.font(paper.Sans, size)
		lines = c.lines(text, a.Width)
		if lines != nil && float64(len(lines))*size*lineHeight <= a.Height+0.01 {
			break
		}
	}
	if size <= smallest {
		return errors.New("its text does not fit")
	}
	top := a.Y
	if len(lines) == 1 {
		top += (a.Height - size*lineHeight) / 2
	}
	for n, line := range lines {
		c.pdf.Text(a.X, top+float64(n)*size*lineHeight+size*(lineHeight-1)/2+size*ascent, line)
	}
	return nil
}

// lines breaks a text to a width; nil when a word is wider than that.
func (c *canvas) lines(text string, width float64) (lines []string) {
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for word := range strings.FieldsSeq(paragraph) {
			if c.pdf.GetStringWidth(word) > width {
				return nil
			}
			if longer := strings.TrimLeft(line+" "+word, " "); c.pdf.GetStringWidth(longer) <= width {
				line = longer
				continue
			}
			lines = append(lines, line)
			line = word
		}
		lines = append(lines, line)
	}
	return lines
}

func (h Hand) draw(c *canvas, a Area) error {
	text := strings.Join(strings.Fields(paper.Clean(string(h))), " ")
	if err := written(text); err != nil {
		return err
	}
	c.ink()
	if len(paper.MissingByHand(text)) > 0 {
		c.slanted(text, a)
		return nil
	}
	c.pdf.Text(a.X, c.fill(paper.Hand, text, a), text)
	return nil
}

// slanted is for names that the hand has no letters for.
func (c *canvas) slanted(text string, a Area) {
	const slant = 14.0 // degrees
	a.Width -= a.Height * math.Tan(slant*math.Pi/180)
	base := c.fill(paper.Sans, text, a)
	c.pdf.TransformBegin()
	c.pdf.TransformSkewX(slant, a.X, base)
	c.pdf.Text(a.X, base, text)
	c.pdf.TransformEnd()
}

// fill sets a font as large as an area lets a line be, and tells where the line goes: into the middle.
func (c *canvas) fill(face, text string, a Area) (base float64) {
	above, below := paper.Extent(face, text)
	c.font(face, 100)
	size := max(1, min(a.Height/(above+below), 98*a.Width/c.pdf.GetStringWidth(text)))
	c.font(face, size)
	return a.Y + (a.Height-size*(above+below))/2 + size*above
}

// ink is the blue-black of a fountain pen.
func (c *canvas) ink() {
	c.pdf.SetTextColor(0x16, 0x24, 0x4f)
	c.pdf.SetDrawColor(0x16, 0x24, 0x4f)
}

const maxPoints = 20_000 // of a signature

func (s Strokes) draw(c *canvas, a Area) error {
	points := 0
	for _, line := range s.Lines {
		points += len(line)
		for _, p := range line {
			if !(p.X >= 0 && p.X <= s.Width && p.Y >= 0 && p.Y <= s.Height) {
				return errors.New("a line leaves the pad")
			}
		}
	}
	if points == 0 || !(s.Width > 0 && s.Height > 0) {
		return errors.New("it is empty")
	}
	if points > maxPoints {
		return errors.New("it has too many points")
	}
	scale := min(a.Width/s.Width, a.Height/s.Height)
	left, top := a.X+(a.Width-s.Width*scale)/2, a.Y+(a.Height-s.Height*scale)/2
	c.ink()
	c.pdf.SetLineWidth(max(0.6, min(a.Height, a.Width/2)/32))
	for _, line := range s.Lines {
		c.stroke(line, func(p Point) (float64, float64) { return left + p.X*scale, top + p.Y*scale })
	}
	return nil
}

// stroke draws a line smoothly: through the middles between its points.
func (c *canvas) stroke(line []Point, at func(Point) (float64, float64)) {
	if len(line) == 0 {
		return
	}
	x, y := at(line[0])
	c.pdf.MoveTo(x, y)
	for n := 1; n < len(line); n++ {
		x2, y2 := at(line[n])
		c.pdf.CurveTo(x, y, (x+x2)/2, (y+y2)/2)
		x, y = x2, y2
	}
	c.pdf.LineTo(x, y)
	c.pdf.DrawPath("D")
}

const (
	maxPixels   = 16 << 20
	finestInk   = 600 // pixels that the height of a picture is worth
	widestRatio = 20
)

func (p Picture) draw(c *canvas, a Area) error {
	config, err := png.DecodeConfig(bytes.NewReader(p))
	if err != nil || config.Width < 1 || config.Height < 1 || config.Width*config.Height > maxPixels {
		return errors.New("its picture is no PNG of up to 16 megapixels")
	}
	decoded, err := png.Decode(bytes.NewReader(p))
	if err != nil {
		return errors.New("its picture is damaged")
	}
	h := min(config.Height, finestInk)
	w := max(1, min(config.Width*h/config.Height, widestRatio*finestInk))
	scaled := image.NewNRGBA(image.Rect(0, 0, w, h))
	imagedraw.CatmullRom.Scale(scaled, scaled.Bounds(), decoded, decoded.Bounds(), imagedraw.Src, nil)
	var plain bytes.Buffer
	if err := png.Encode(&plain, scaled); err != nil {
		return err
	}
	c.pictures++
	name := strconv.Itoa(c.pictures)
	c.pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "PNG"}, &plain)
	scale := min(a.Width/float64(config.Width), a.Height/float64(config.Height))
	width, height := float64(config.Width)*scale, float64(config.Height)*scale
	c.pdf.ImageOptions(name, a.X+(a.Width-width)/2, a.Y+(a.Height-height)/2, width, height, false,
		fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	return nil
}
