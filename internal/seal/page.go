package seal

import (
	"fmt"
	"math"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// page is a page and what it inherits (ISO 32000-1, 7.7.3.4).
type page struct {
	ref       types.IndirectRef
	dict      types.Dict
	resources types.Object
	box       box     // what is seen of it, in its own coordinates
	rotate    int     // 0, 90, 180 or 270 degrees clockwise
	unit      float64 // points in a unit of its coordinates
}

type box struct{ left, bottom, right, top float64 }

// Page is the size of a page as it is seen, in points.
type Page struct{ Width, Height float64 }

func (p page) size() Page {
	w, h := (p.box.right-p.box.left)*p.unit, (p.box.top-p.box.bottom)*p.unit
	if p.rotate%180 != 0 {
		w, h = h, w
	}
	return Page{w, h}
}

// matrix leads from points as seen, from the lower left corner, to the page's own coordinates.
func (p page) matrix() [6]float64 {
	s, b := 1/p.unit, p.box
	switch p.rotate {
	case 90:
		return [6]float64{0, s, -s, 0, b.right, b.bottom}
	case 180:
		return [6]float64{-s, 0, 0, -s, b.right, b.top}
	case 270:
		return [6]float64{0, -s, s, 0, b.left, b.top}
	}
	return [6]float64{s, 0, 0, s, b.left, b.bottom}
}

var (
	letter = box{0, 0, 612, 792} // for a page that does not say its size, as everyone takes it
	widest = 14400.0             // ISO 32000-1, annex C.2
)

// inherited is what a page has from the nodes above it, unless it says otherwise.
type inherited struct {
	resources, media, crop, rotate types.Object
}

func (i inherited) some() bool {
	return i.resources != nil || i.media != nil || i.crop != nil || i.rotate != nil
}

// with is what a node has besides. PDF.js takes the kinds of resources that a node does not have from the nodes above it, and
// others do not: marks would change what it shows, where they are the node's first of their kind.
func (i inherited) with(d *document, node types.Dict) (inherited, error) {
	own, above := d.dict(node["Resources"]), d.dict(i.resources)
	if node.HasEntry("Resources") && own == nil || own != nil && above.HasEntry("XObject") && !own.HasEntry("XObject") {
		return i, fmt.Errorf("resources of pages: %w", ErrAmbiguous)
	}
	for key, value := range map[string]*types.Object{
		"Resources": &i.resources, "MediaBox": &i.media, "CropBox": &i.crop, "Rotate": &i.rotate,
	} {
		if own, ok := node.Find(key); ok && own != nil {
			*value = own
		}
	}
	return i, nil
}

const maxDepth = 50 // of the tree of pages

// readPages walks the tree of pages. Each node is visited once: a file of a few bytes could otherwise have billions.
func (d *document) readPages() error {
	top, ok := d.root["Pages"].(types.IndirectRef)
	if !ok || top.ObjectNumber == d.objects.Root.ObjectNumber || !d.dict(top).HasEntry("Kids") {
		return fmt.Errorf("no pages: %w", ErrBroken)
	}
	if err := d.readNode(top, nil, inherited{}, map[types.Integer]bool{}, 0); err != nil {
		return err
	}
	if len(d.pages) == 0 {
		return fmt.Errorf("no pages: %w", ErrBroken)
	}
	return nil
}

func (d *document) readNode(o, parent types.Object, above inherited, seen map[types.Integer]bool, depth int) error {
	ref, ok := o.(types.IndirectRef)
	node, isDict := d.get(ref).(types.Dict)
	if !ok || !isDict || seen[ref.ObjectNumber] || depth > maxDepth {
		return fmt.Errorf("tree of pages: %w", ErrBroken)
	}
	if node["Parent"] != parent && (node.HasEntry("Parent") || above.some()) { // that is whom programs inherit from
		return fmt.Errorf("parent of node %d: %w", ref.ObjectNumber, ErrAmbiguous)
	}
	seen[ref.ObjectNumber] = true
	attributes, err := above.with(d, node)
	if err != nil {
		return err
	}
	if node.HasEntry("Kids") {
		return d.readKids(ref, node, attributes, seen, depth)
	}
	if len(d.pages) == mostPages {
		return ErrTooLong
	}
	p, err := d.newPage(ref, node, attributes)
	if err != nil {
		return err
	}
	d.pages = append(d.pages, p)
	return nil
}

// readKids reads what is below a node. How many pages that are is what programs count by: they show no more, and others.
func (d *document) readKids(ref types.IndirectRef, node types.Dict, attributes inherited, seen map[types.Integer]bool, depth int) error {
	kids, ok := d.get(node["Kids"]).(types.Array)
	if !ok || d.name(node["Type"]) == "Page" {
		return fmt.Errorf("node %d of pages: %w", ref.ObjectNumber, ErrAmbiguous)
	}
	before := len(d.pages)
	for _, kid := range kids {
		if err := d.readNode(kid, ref, attributes, seen, depth+1); err != nil {
			return err
		}
	}
	if count, ok := d.get(node["Count"]).(types.Integer); !ok || int(count) != len(d.pages)-before {
		return fmt.Errorf("number of pages below node %d: %w", ref.ObjectNumber, ErrAmbiguous)
	}
	return nil
}

func (d *document) newPage(ref types.IndirectRef, node types.Dict, a inherited) (page, error) {
	p := page{ref: ref, dict: node, resources: a.resources, box: letter, unit: 1}
	if media, ok := d.box(a.media); ok {
		p.box = media
	}
	if crop, ok := d.box(a.crop); ok {
		if both := p.box.intersect(crop); both.wide() {
			p.box = both
		}
	}
	if degrees, ok := d.number(a.rotate); ok {
		p.rotate = ((int(degrees)/90*90)%360 + 360) % 360
	}
	if unit, ok := d.number(node["UserUnit"]); ok && unit > 0 {
		p.unit = unit
	}
	if size := p.size(); !p.box.wide() || size.Width > widest*100 || size.Height > widest*100 {
		return page{}, fmt.Errorf("size of page %d: %w", len(d.pages)+1, ErrBroken)
	}
	return p, nil
}

func (d *document) box(o types.Object) (box, bool) {
	corners := d.array(o)
	if len(corners) != 4 {
		return box{}, false
	}
	var n [4]float64
	for i, corner := range corners {
		n[i], _ = d.number(corner)
	}
	b := box{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}
	return b, b.wide()
}

func (b box) intersect(other box) box {
	return box{max(b.left, other.left), max(b.bottom, other.bottom), min(b.right, other.right), min(b.top, other.top)}
}

// wide tells whether there is anything in it to see.
func (b box) wide() bool {
	return b.right-b.left >= 1 && b.top-b.bottom >= 1 && !math.IsInf(b.right-b.left, 0) && !math.IsInf(b.top-b.bottom, 0)
}
