package paper

import (
	"bytes"
	"image"
	_ "image/jpeg" // a logo may be any of the three
	"image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // so here is the third
)

const (
	maxLogoPixels = 16 << 20
	logoPixels    = 400 // across the height that it is printed at: finer than paper shows
)

type picture struct {
	png   []byte
	ratio float64 // of width to height
}

// readLogo makes a PNG of a plain kind, and of no more pixels than are seen, out of whatever image the firm has. An image
// that cannot be read is left out.
func readLogo(data []byte) (picture, bool) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width < 1 || config.Height < 1 || config.Width*config.Height > maxLogoPixels {
		return picture{}, false
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return picture{}, false
	}
	h := min(config.Height, logoPixels)
	w := max(1, min(config.Width*h/config.Height, 10*logoPixels))
	scaled := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(scaled, scaled.Bounds(), decoded, decoded.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	if err := png.Encode(&out, scaled); err != nil {
		return picture{}, false
	}
	return picture{out.Bytes(), float64(config.Width) / float64(config.Height)}, true
}
