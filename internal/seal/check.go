package seal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Info is what there is to know of a PDF before it is prepared for signing.
type Info struct {
	Pages       []Page
	Form        bool // it has fields to fill in
	Signatures  int  // that are in it already; they stay valid
	Attachments bool // it carries files, which signers do not see in it
}

// examine tells what a PDF is like, or why it is unfit.
func examine(ctx context.Context, data []byte) (Info, error) {
	if len(data) > MaxSize {
		return Info{}, ErrTooLarge
	}
	d, err := settle(ctx, data)
	if err != nil {
		return Info{}, err
	}
	if len(d.pages) > MaxPages {
		return Info{}, ErrTooLong
	}
	if err := d.harmless(); err != nil {
		return Info{}, err
	}
	if err := d.weigh(); err != nil {
		return Info{}, err
	}
	info := Info{Signatures: d.signatures(), Attachments: d.attachments()}
	info.Form = d.widgets() > info.Signatures
	for _, p := range d.pages {
		info.Pages = append(info.Pages, p.size())
	}
	return info, nil
}

// harmful are the actions that make a document do more than be read (ISO 32000-1, 12.6.4). To go to a page, or to an
// address when it is clicked, is none of them.
var harmful = []string{"JavaScript", "Launch", "ImportData", "GoToE", "Rendition", "Movie", "Sound", "RichMediaExecute", "SetOCGState"}

// harmless looks at every object of the file, used or not: what is reachable is for each program to say.
func (d *document) harmless() error {
	if permissions := d.dict(d.root["Perms"]); permissions != nil && permissions.HasEntry("DocMDP") {
		return ErrCertified
	}
	if form := d.dict(d.root["AcroForm"]); form != nil && form.HasEntry("XFA") {
		return ErrDynamic
	}
	for _, number := range slices.Sorted(maps.Keys(d.objects.Table)) {
		o, err := d.object(number)
		if err != nil {
			return err
		}
		if d.acts(o, 0) {
			return fmt.Errorf("object %d: %w", number, ErrActive)
		}
	}
	return nil
}

func (d *document) acts(o types.Object, depth int) bool {
	if depth > limits.MaxRecursionDepth {
		return true
	}
	switch o := o.(type) {
	case types.StreamDict:
		return d.acts(o.Dict, depth)
	case types.Dict:
		if o.HasEntry("JS") || slices.Contains(harmful, d.name(o["S"])) || d.name(o["Subtype"]) == "RichMedia" {
			return true
		}
		for _, value := range o {
			if d.acts(value, depth+1) {
				return true
			}
		}
	case types.Array:
		return slices.ContainsFunc(o, func(value types.Object) bool { return d.acts(value, depth+1) })
	}
	return false
}

func (d *document) attachments() bool {
	if files := d.dict(d.dict(d.root["Names"])["EmbeddedFiles"]); len(d.array(files["Names"])) > 0 || len(d.array(files["Kids"])) > 0 {
		return true // a tree without leaves is none: many programs write one
	}
	return d.count(func(dict types.Dict) bool { return d.name(dict["Subtype"]) == "FileAttachment" }) > 0
}

// signatures counts the fields that are signed.
func (d *document) signatures() int {
	return d.count(func(dict types.Dict) bool {
		_, signed := d.get(dict["V"]).(types.Dict)
		return d.name(dict["FT"]) == "Sig" && signed
	})
}

// widgets counts what stands for fields on the pages.
func (d *document) widgets() int {
	if d.root["AcroForm"] == nil {
		return 0
	}
	return d.count(func(dict types.Dict) bool { return d.name(dict["Subtype"]) == "Widget" })
}

func (d *document) count(is func(types.Dict) bool) (n int) {
	for number := range d.objects.Table {
		if dict := d.dict(*types.NewIndirectRef(number, d.generation(number))); dict != nil && is(dict) {
			n++
		}
	}
	return n
}

// What the streams of a document may come to, once they are decoded.
const (
	heaviest  = 64 << 20  // one of them
	heaviness = 256 << 20 // all of them
)

// weigh decodes what a program must decode to show the document, and keeps nothing of it.
func (d *document) weigh() error {
	total := 0
	for number := range d.objects.Table {
		stream, ok := d.get(*types.NewIndirectRef(number, d.generation(number))).(types.StreamDict)
		if !ok {
			continue
		}
		if d.name(stream.Dict["Subtype"]) == "Image" {
			if !d.fine(stream.Dict) {
				return fmt.Errorf("image %d: %w", number, ErrTooComplex)
			}
			continue
		}
		weight, ok := weightOf(stream)
		total += weight
		if !ok || total > heaviness {
			return fmt.Errorf("stream %d: %w", number, ErrTooComplex)
		}
	}
	return nil
}

// fine tells whether an image has no more pixels than a large page at a scanner's best.
func (d *document) fine(image types.Dict) bool {
	w, _ := d.number(image["Width"])
	h, _ := d.number(image["Height"])
	return w*h <= float64(limits.MaxImagePixels)
}

// weightOf is how much a stream decodes to. A stream that nobody can decode weighs nothing.
func weightOf(stream types.StreamDict) (int, bool) {
	weight := len(stream.Raw)
	var content io.Reader = bytes.NewReader(stream.Raw)
	for _, step := range stream.FilterPipeline {
		decoded, err := decoder(step.Name, content)
		if err != nil {
			return weight, !errors.Is(err, filter.ErrDecodeLimitExceeded)
		}
		var room bytes.Buffer
		n, _ := io.Copy(&room, io.LimitReader(decoded, heaviest+1))
		if weight = int(n); weight > heaviest {
			return weight, false
		}
		content = &room
	}
	return weight, true
}
