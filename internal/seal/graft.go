package seal

import (
	"context"
	"fmt"
	"maps"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// graft copies objects of another PDF, one that was made here, into an increment.
type graft struct {
	from   *document
	into   *increment
	copied map[types.Integer]types.IndirectRef
}

func (i *increment) graft(ctx context.Context, pdf []byte) (*graft, error) {
	from, err := read(ctx, pdf)
	if err != nil {
		return nil, fmt.Errorf("read own PDF: %w", err)
	}
	return &graft{from, i, map[types.Integer]types.IndirectRef{}}, nil
}

// copy gives an object as it is to stand in the increment, and puts what it refers to there.
func (g *graft) copy(object types.Object) types.Object {
	switch o := object.(type) {
	case types.IndirectRef:
		ref, ok := g.copied[o.ObjectNumber]
		if !ok {
			ref = g.into.reserve()
			g.copied[o.ObjectNumber] = ref
			g.into.put(ref, g.copy(g.from.get(o)))
		}
		return ref
	case types.Dict:
		return g.copyDict(o)
	case types.StreamDict:
		o.Dict = g.copyDict(o.Dict)
		return o
	case types.Array:
		fresh := make(types.Array, len(o))
		for i := range o {
			fresh[i] = g.copy(o[i])
		}
		return fresh
	}
	return object
}

func (g *graft) copyDict(dict types.Dict) types.Dict {
	fresh := maps.Clone(dict)
	for key, value := range fresh {
		fresh[key] = g.copy(value)
	}
	return fresh
}

// form makes a page into something that other pages can show (ISO 32000-1, 8.10).
func (g *graft) form(p page) (types.IndirectRef, error) {
	content, ok := g.from.get(p.dict["Contents"]).(types.StreamDict)
	if !ok {
		return types.IndirectRef{}, fmt.Errorf("own PDF has a page without content")
	}
	size := p.size()
	dict := types.Dict{
		"Type": types.Name("XObject"), "Subtype": types.Name("Form"),
		"BBox":      types.NewNumberArray(0, 0, size.Width, size.Height),
		"Resources": g.copy(g.from.get(p.resources)),
	}
	if filter, ok := content.Find("Filter"); ok {
		dict["Filter"] = filter
	}
	return g.into.add(types.StreamDict{Dict: dict, Raw: content.Raw}), nil
}

// page copies a page whole, as a kid of a node.
func (g *graft) page(p page, parent types.IndirectRef) types.IndirectRef {
	dict := maps.Clone(p.dict)
	delete(dict, "Parent")
	fresh := g.copyDict(dict)
	fresh["Parent"] = parent
	fresh["Resources"] = g.copy(p.resources)
	fresh["MediaBox"] = types.NewNumberArray(p.box.left, p.box.bottom, p.box.right, p.box.top)
	fresh["CropBox"] = fresh["MediaBox"]
	fresh["Rotate"] = types.Integer(p.rotate)
	return g.into.add(fresh)
}

// Append puts pages of another PDF, one that was made here, behind those of a PDF.
func Append(ctx context.Context, pdf, more []byte) ([]byte, error) {
	d, err := open(ctx, pdf)
	if err != nil {
		return nil, err
	}
	i := d.increment()
	g, err := i.graft(ctx, more)
	if err != nil {
		return nil, err
	}
	top, _ := d.root["Pages"].(types.IndirectRef) // readPages saw that it is one
	node := maps.Clone(d.dict(top))
	kids := append(types.Array{}, d.array(node["Kids"])...)
	for _, p := range g.from.pages {
		kids = append(kids, g.page(p, top))
	}
	node["Kids"], node["Count"] = kids, types.Integer(len(d.pages)+len(g.from.pages))
	i.put(types.IndirectRef{ObjectNumber: top.ObjectNumber, GenerationNumber: types.Integer(d.generation(int(top.ObjectNumber)))}, node)
	return i.end(), nil
}
