package seal

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Mark is something that a signer put on a page.
type Mark struct {
	Page int  // from 1
	Area Area // where on it
	Ink  Ink  // what
}

// Area is a place on a page as it is seen, turned and cropped: in points, from its upper left corner.
type Area struct{ X, Y, Width, Height float64 }

// MarkError is a mark that cannot be put where it should be.
type MarkError struct {
	Mark int // which, from 0
	Why  string
}

func (e MarkError) Error() string { return fmt.Sprintf("mark %d: %s", e.Mark+1, e.Why) }

// Fit returns a MarkError of the first mark that cannot be put on pages of these sizes, and nil where all can. Whoever
// fills something in is told of it then, and not when everyone has signed.
func Fit(marks []Mark, pages []Page) error {
	_, err := draw(marks, pages)
	return err
}

// Apply puts marks on the pages of a PDF.
func Apply(ctx context.Context, pdf []byte, marks []Mark) ([]byte, error) {
	d, err := open(ctx, pdf)
	if err != nil {
		return nil, err
	}
	if len(marks) == 0 {
		return d.data, nil
	}
	sizes := make([]Page, len(d.pages))
	for n, p := range d.pages {
		sizes[n] = p.size()
	}
	sheets, err := draw(marks, sizes)
	if err != nil {
		return nil, err
	}
	i := d.increment()
	g, err := i.graft(ctx, sheets.pdf)
	if err != nil {
		return nil, err
	}
	for n, number := range sheets.pages {
		form, err := g.form(g.from.pages[n])
		if err != nil {
			return nil, err
		}
		p := d.pages[number-1]
		if d.hides(p, marks, number) {
			i.lay(p, form)
		} else {
			i.print(p, form)
		}
	}
	return i.end(), nil
}

// sheets is a PDF with a page for each page that has marks: of its size as it is seen, and empty but for them.
type sheets struct {
	pdf   []byte
	pages []int // of the document
}

func draw(marks []Mark, sizes []Page) (sheets, error) {
	var s sheets
	for n, m := range marks {
		if m.Page < 1 || m.Page > len(sizes) {
			return s, MarkError{n, "there is no page " + strconv.Itoa(m.Page)}
		}
		if !m.Area.within(sizes[m.Page-1]) {
			return s, MarkError{n, "it is not within its page"}
		}
		s.pages = append(s.pages, m.Page)
	}
	slices.Sort(s.pages)
	s.pages = slices.Compact(s.pages)
	c := newCanvas()
	for _, number := range s.pages {
		c.page(sizes[number-1])
		for n, m := range marks {
			if m.Page != number {
				continue
			}
			if err := m.Ink.draw(c, m.Area); err != nil {
				return s, MarkError{n, err.Error()}
			}
		}
	}
	var out bytes.Buffer
	if err := c.pdf.Output(&out); err != nil {
		return s, fmt.Errorf("draw marks: %w", err)
	}
	s.pdf = out.Bytes()
	return s, nil
}

func (a Area) within(size Page) bool {
	const slack = 0.5 // what a browser rounds
	return a.Width > 0 && a.Height > 0 && a.X >= -slack && a.Y >= -slack &&
		a.X+a.Width <= size.Width+slack && a.Y+a.Height <= size.Height+slack
}

// print makes marks part of a page's content. What the page draws is closed in, so that it cannot move them.
func (i *increment) print(p page, form types.IndirectRef) {
	fresh := maps.Clone(p.dict)
	m := p.matrix()
	var after bytes.Buffer
	after.WriteString("\nQ\nq\n")
	for _, n := range m {
		after.WriteString(strconv.FormatFloat(n, 'f', -1, 64) + " ")
	}
	name := i.to.free(p)
	after.WriteString("cm\n/" + name + " Do\nQ\n")
	contents := types.Array{i.add(types.StreamDict{Dict: types.Dict{}, Raw: []byte("q\n")})}
	contents = append(contents, i.to.contents(p)...)
	fresh["Contents"] = append(contents, i.add(types.StreamDict{Dict: types.Dict{}, Raw: after.Bytes()}))
	resources := maps.Clone(i.to.dict(p.resources))
	if resources == nil {
		resources = types.Dict{}
	}
	objects := maps.Clone(i.to.dict(resources["XObject"]))
	if objects == nil {
		objects = types.Dict{}
	}
	objects[name] = form
	resources["XObject"] = objects
	fresh["Resources"] = resources
	i.put(p.own(i.to), fresh)
}

func (p page) own(d *document) types.IndirectRef {
	return types.IndirectRef{ObjectNumber: p.ref.ObjectNumber, GenerationNumber: types.Integer(d.generation(int(p.ref.ObjectNumber)))}
}

// contents are the streams that draw a page.
func (d *document) contents(p page) types.Array {
	if all, ok := d.get(p.dict["Contents"]).(types.Array); ok {
		return all
	}
	if content, ok := p.dict.Find("Contents"); ok {
		return types.Array{content}
	}
	return nil
}

// free is a name that none of a page's own objects has, and that no page can call for: it depends on the whole file.
func (d *document) free(p page) string {
	taken := d.dict(d.dict(p.resources)["XObject"])
	for n := 1; ; n++ {
		if name := fmt.Sprintf("Portico%d.%.16s", n, d.hash()); !taken.HasEntry(name) {
			return name
		}
	}
}

// lay puts marks over a page as an annotation: over what lies on the page itself.
func (i *increment) lay(p page, form types.IndirectRef) {
	const printed, readOnly, locked, lockedContents = 1 << 2, 1 << 6, 1 << 7, 1 << 9
	m := p.matrix()
	fresh := maps.Clone(p.dict)
	stamp := types.Dict{
		"Type": types.Name("Annot"), "Subtype": types.Name("Stamp"), "P": p.own(i.to),
		"F":    types.Integer(printed | readOnly | locked | lockedContents),
		"Rect": types.NewNumberArray(p.box.left, p.box.bottom, p.box.right, p.box.top),
		"AP":   types.Dict{"N": i.turned(form, p.size(), m)},
	}
	fresh["Annots"] = append(slices.Clone(i.to.array(p.dict["Annots"])), i.add(stamp))
	i.put(p.own(i.to), fresh)
}

// turned is what an annotation shows: the marks, turned as the page is. What is left of turning them, to move and to
// scale, is how an annotation is fitted into its rectangle (ISO 32000-1, 12.5.5).
func (i *increment) turned(form types.IndirectRef, size Page, m [6]float64) types.IndirectRef {
	return i.add(types.StreamDict{
		Dict: types.Dict{
			"Type": types.Name("XObject"), "Subtype": types.Name("Form"),
			"BBox":      types.NewNumberArray(0, 0, size.Width, size.Height),
			"Matrix":    types.NewNumberArray(m[:]...),
			"Resources": types.Dict{"XObject": types.Dict{"Marks": form}},
		},
		Raw: []byte("/Marks Do\n"),
	})
}

// hides tells whether something that lies over the page's content lies where a mark goes: a field of a form, a note.
func (d *document) hides(p page, marks []Mark, number int) bool {
	for _, o := range d.array(p.dict["Annots"]) {
		annotation := d.dict(o)
		where, ok := d.box(annotation["Rect"])
		kind := d.name(annotation["Subtype"])
		if !ok || kind == "Link" || kind == "Popup" {
			continue
		}
		for _, m := range marks {
			if m.Page == number && p.place(m.Area).intersect(where).wide() {
				return true
			}
		}
	}
	return false
}

// place is an area in the page's own coordinates.
func (p page) place(a Area) box {
	m, height := p.matrix(), p.size().Height
	at := func(x, y float64) (float64, float64) { return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5] }
	x1, y1 := at(a.X, height-a.Y)
	x2, y2 := at(a.X+a.Width, height-a.Y-a.Height)
	return box{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)}
}
