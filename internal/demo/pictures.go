package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"time"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// picture is a photograph of a building site, or near enough: a house in front of a sky, with a scaffold.
type picture struct {
	seed    uint64
	hour    float64 // of the day, 0 to 24: the light
	flat    bool    // the roof
	caption string
}

const pictureWidth, pictureHeight = 1200, 900

func (p picture) draw() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, pictureWidth, pictureHeight))
	dice := rand.New(rand.NewPCG(p.seed, 7)) //nolint:gosec // the same picture every time
	light := 0.55 + 0.45*math.Sin((p.hour-6)/12*math.Pi)
	ground := 690 + dice.IntN(60)
	left, top := 180+dice.IntN(120), 240+dice.IntN(80)
	right := left + 620 + dice.IntN(140)
	brick := [3]float64{150 + float64(dice.IntN(40)), 86 + float64(dice.IntN(20)), 66 + float64(dice.IntN(20))}

	for y := range pictureHeight {
		for x := range pictureWidth {
			var c [3]float64
			switch {
			case y > ground:
				c = [3]float64{112, 104, 88}
			case y > top && x > left && x < right:
				c = brickAt(brick, x-left, y-top)
			case !p.flat && roofed(x, y, left, right, top):
				c = [3]float64{72, 74, 82}
			default:
				height := float64(y) / float64(ground)
				c = [3]float64{130 + 90*height, 170 + 55*height, 214 + 20*height}
			}
			grain := (dice.Float64() - 0.5) * 14
			img.SetRGBA(x, y, color.RGBA{shade(c[0], light, grain), shade(c[1], light, grain), shade(c[2], light, grain), 255})
		}
	}
	windows(img, left, right, top, light)
	scaffold(img, left-40, right+40, top-30, ground)
	return img
}

func brickAt(base [3]float64, x, y int) [3]float64 {
	const long, high, joint = 44, 16, 2
	row := y / high
	if y%high < joint || (x+row%2*long/2)%long < joint {
		return [3]float64{176, 170, 160}
	}
	// Every brick comes out of the kiln a little different.
	tint := float64((x+row%2*long/2)/long*31+row*17) / 7
	tint = (tint - math.Floor(tint) - 0.5) * 34
	return [3]float64{base[0] + tint, base[1] + tint, base[2] + tint}
}

func roofed(x, y, left, right, top int) bool {
	const rise = 150
	return y <= top && y > top-rise && x > left-30+(top-y) && x < right+30-(top-y)
}

func shade(value, light, grain float64) uint8 { return uint8(min(max(value*light+grain, 0), 255)) }

func windows(img *image.RGBA, left, right, top int, light float64) {
	for row := range 2 {
		for x := left + 50; x+90 < right-30; x += 150 {
			frame := image.Rect(x, top+50+row*190, x+90, top+180+row*190)
			fill(img, frame, color.RGBA{235, 233, 226, 255})
			pane := uint8(90 * light)
			fill(img, frame.Inset(7), color.RGBA{pane / 2, pane, pane + 40, 255})
			fill(img, image.Rect(x+43, frame.Min.Y, x+47, frame.Max.Y), color.RGBA{235, 233, 226, 255})
		}
	}
}

func scaffold(img *image.RGBA, left, right, top, ground int) {
	pole, board := color.RGBA{196, 200, 204, 255}, color.RGBA{158, 124, 78, 255}
	for x := left; x <= right; x += 120 {
		fill(img, image.Rect(x, top, x+5, ground), pole)
	}
	for y := top + 100; y < ground-40; y += 170 {
		fill(img, image.Rect(left, y, right, y+10), board)
		fill(img, image.Rect(left, y-50, right, y-46), pole)
	}
}

func fill(img draw.Image, r image.Rectangle, c color.Color) {
	draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

func (p picture) jpeg(time.Time) ([]byte, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, p.draw(), &jpeg.Options{Quality: 82}); err != nil {
		return nil, fmt.Errorf("make JPEG: %w", err)
	}
	return out.Bytes(), nil
}

// scan is a till receipt, photographed on a table. The line "DATE" becomes the date.
func scan(lines ...string) maker {
	return func(at time.Time) ([]byte, error) {
		const width, lineHeight = 620, 34
		height := 220 + len(lines)*lineHeight
		img := image.NewRGBA(image.Rect(0, 0, width, height))
		for y := range height {
			wood := uint8(70 + 14*math.Sin(float64(y)/9))
			fill(img, image.Rect(0, y, width, y+1), color.RGBA{wood + 36, wood + 10, wood / 2, 255})
		}
		fill(img, image.Rect(68, 58, width-52, height-42), color.RGBA{40, 28, 18, 255}) // its shadow
		fill(img, image.Rect(60, 50, width-60, height-50), color.RGBA{250, 249, 244, 255})
		for i, line := range lines {
			if line == "DATE" {
				line = at.Format("02.01.2006   15:04")
			}
			if err := write(img, gomono.TTF, 22, 120, 120+i*lineHeight, color.RGBA{40, 42, 48, 255}, line); err != nil {
				return nil, err
			}
		}
		return encodePNG(img)
	}
}

// tile is a colour of a catalogue.
type tile struct {
	name   string
	colour color.RGBA
}

// samples is a table of tiles.
func samples(tiles ...tile) maker {
	return func(time.Time) ([]byte, error) {
		const side, gap, across = 190, 30, 4
		rows := (len(tiles) + across - 1) / across
		img := image.NewRGBA(image.Rect(0, 0, across*(side+gap)+gap, rows*(side+gap+40)+gap))
		fill(img, img.Bounds(), color.RGBA{244, 242, 238, 255})
		for i, t := range tiles {
			x, y := gap+i%across*(side+gap), gap+i/across*(side+gap+40)
			fill(img, image.Rect(x, y, x+side, y+side), t.colour)
			fill(img, image.Rect(x+12, y+12, x+side-70, y+24), color.White) // the light on the glaze
			if err := write(img, gobold.TTF, 20, x, y+side+28, color.RGBA{40, 42, 48, 255}, t.name); err != nil {
				return nil, err
			}
		}
		return encodePNG(img)
	}
}

// logo is the firm's mark: its initials on a square with round corners.
func logo() ([]byte, error) {
	const side, radius = 256.0, 44.0
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	ours := color.RGBA{uint8(accent[0]), uint8(accent[1]), uint8(accent[2]), 255}
	for y := range int(side) {
		for x := range int(side) {
			// How far outside the rounded corner the middle of this dot is; the edge is softened over one dot.
			dx := max(radius-float64(x)-0.5, float64(x)+0.5-(side-radius), 0)
			dy := max(radius-float64(y)-0.5, float64(y)+0.5-(side-radius), 0)
			cover := min(max(radius-math.Hypot(dx, dy)+0.5, 0), 1)
			img.Set(x, y, color.NRGBA{ours.R, ours.G, ours.B, uint8(cover * 255)})
		}
	}
	if err := write(img, gobold.TTF, 116, 36, 168, color.White, "MF"); err != nil {
		return nil, err
	}
	return encodePNG(img)
}

func write(img draw.Image, typeface []byte, size float64, x, y int, c color.Color, text string) error {
	parsed, err := opentype.Parse(typeface)
	if err != nil {
		return fmt.Errorf("read font: %w", err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		return fmt.Errorf("use font: %w", err)
	}
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: face, Dot: fixed.P(x, y)}
	d.DrawString(text)
	return nil
}

func encodePNG(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, fmt.Errorf("make PNG: %w", err)
	}
	return out.Bytes(), nil
}
