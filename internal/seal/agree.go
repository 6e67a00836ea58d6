package seal

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// witness reads the objects of a PDF once more, as the standard has it and by its tables alone. Programs that show PDFs make
// the same of what it can read; of the rest each makes its own, pdfcpu too. So what pdfcpu read counts where it is the same:
// otherwise signers could be shown one text and another be sealed.
type witness struct {
	data    []byte
	doc     *document
	tables  *tables
	pack    map[int][]packedObject // what is in one object stream, by its number
	exact   bool                   // streams have to be as long as they are said to be
	texts   bool                   // strings have to be the same: they are not where pdfcpu decrypted them
	highest int                    // number that is referred to
	bare    []int                  // metadata that are not encrypted where the rest is
	used    map[int]bool           // what is referred to as something else than metadata
}

// reading is an object as the witness reads it; a stream is its dictionary.
type reading struct {
	value  types.Object
	stream bool
	raw    []byte
}

// agree checks that what was read is what everyone reads.
func (d *document) agree(t *tables) error {
	d.tables = t
	w := &witness{data: d.data, doc: d, tables: t, used: map[int]bool{}, exact: !d.tidy(), texts: d.objects.Encrypt == nil}
	if !w.trailer() {
		return fmt.Errorf("trailer: %w", ErrAmbiguous)
	}
	for number := range d.objects.Table {
		if _, known := t.places[number]; !known && number != 0 {
			return fmt.Errorf("object %d is in no table: %w", number, ErrAmbiguous)
		}
	}
	for _, number := range t.order() {
		p := t.places[number]
		if number != 0 && !w.placed(number, p) {
			return fmt.Errorf("place of object %d: %w", number, ErrAmbiguous)
		}
		if p.kind == free {
			continue
		}
		if err := w.object(number, p); err != nil {
			return err
		}
	}
	for _, number := range w.bare {
		if w.used[number] { // to PDF.js it is encrypted then
			return fmt.Errorf("object %d is metadata and more: %w", number, ErrAmbiguous)
		}
	}
	d.highest = w.highest
	return nil
}

// order are the numbers of all objects, those together that are in one stream.
func (t *tables) order() []int {
	return slices.SortedFunc(maps.Keys(t.places), func(a, b int) int {
		p, q := t.places[a], t.places[b]
		return cmp.Or(cmp.Compare(p.kind, q.kind), cmp.Compare(p.at, q.at), cmp.Compare(a, b))
	})
}

func (w *witness) trailer() bool {
	root, ok := w.tables.trailer["Root"].(types.IndirectRef)
	if !ok || root != *w.doc.objects.Root || !w.tables.holds(root) {
		return false
	}
	encrypt, ok := w.tables.trailer.Find("Encrypt")
	if !ok || w.doc.objects.Encrypt == nil {
		return !ok && w.doc.objects.Encrypt == nil
	}
	return encrypt == *w.doc.objects.Encrypt && w.tables.holds(*w.doc.objects.Encrypt)
}

// holds tells whether a reference is to the generation that there is, or to nothing.
func (t *tables) holds(ref types.IndirectRef) bool {
	target := t.places[int(ref.ObjectNumber)]
	switch target.kind {
	case plain:
		return target.generation == int(ref.GenerationNumber)
	case packed:
		return ref.GenerationNumber == 0
	}
	return true
}

// placed tells whether pdfcpu found an object where the tables say.
func (w *witness) placed(number int, p place) bool {
	e := w.doc.objects.Table[number]
	if p.kind == free {
		return e == nil || e.Free
	}
	if e == nil || e.Free {
		return false
	}
	if p.kind == packed {
		return e.ObjectStream != nil && *e.ObjectStream == p.at && e.ObjectStreamInd != nil && *e.ObjectStreamInd == p.generation
	}
	return e.ObjectStream == nil && e.Offset != nil && *e.Offset == int64(p.at) && e.Generation != nil && *e.Generation == p.generation
}

func (w *witness) object(number int, p place) error {
	theirs, err := w.doc.object(number)
	if err != nil {
		return err
	}
	own, refs, ok := w.read(number, p)
	if !ok {
		return fmt.Errorf("object %d is not as the standard has it: %w", number, ErrAmbiguous)
	}
	if !w.agrees(own, theirs) || own.stream && !w.texts && !w.decrypted(number, own, theirs) {
		return fmt.Errorf("object %d has two readings: %w", number, ErrAmbiguous)
	}
	for _, ref := range refs {
		if !w.tables.holds(ref.IndirectRef) {
			return fmt.Errorf("object %d refers to another generation: %w", number, ErrAmbiguous)
		}
		w.highest = max(w.highest, int(ref.ObjectNumber))
		w.used[int(ref.ObjectNumber)] = w.used[int(ref.ObjectNumber)] || ref.key != "Metadata"
	}
	if w.highest > mostNumber {
		return fmt.Errorf("object %d: %w", number, ErrTooComplex)
	}
	return nil
}

const mostNumber = 8_388_607 // of an object (ISO 32000-1, annex C.2)

// read reads an object where the tables say.
func (w *witness) read(number int, p place) (reading, []reference, bool) {
	if p.kind == packed {
		return w.unpack(number, p)
	}
	s := scanner{data: w.data, at: p.at}
	if _, _, ok := s.head(); !ok {
		return reading{}, nil, false
	}
	if s.blank(); s.keyword("endobj") {
		return reading{}, nil, true // an object of nothing is null
	}
	var r reading
	var ok bool
	if r.value, ok = s.value(0); !ok {
		return r, nil, false
	}
	dict, isDict := r.value.(types.Dict)
	if !isDict || !streams(s) {
		return r, s.refs, true
	}
	r.stream = true
	if !s.content() {
		return r, nil, false
	}
	length, ok := w.doc.number(dict["Length"])
	if ok {
		r.raw, ok = s.take(int(length))
	}
	return r, s.refs, ok || !w.exact
}

// decrypted tells whether a stream was decrypted, as all are that show anything: none has a way of its own.
func (w *witness) decrypted(number int, own reading, theirs types.Object) bool {
	dict, _ := own.value.(types.Dict)
	special := func(o types.Object) bool { return w.doc.name(o) == "Crypt" }
	if special(dict["Filter"]) || slices.ContainsFunc(w.doc.array(dict["Filter"]), special) {
		return false
	}
	stream, ok := theirs.(types.StreamDict)
	if !ok || len(own.raw) == 0 || !bytes.Equal(stream.Raw, own.raw) {
		return true
	}
	w.bare = append(w.bare, number)
	return w.doc.name(dict["Type"]) == "Metadata"
}

// streams tells whether a stream follows its dictionary.
func streams(s scanner) bool {
	s.blank()
	return s.prefix("stream")
}

// agrees compares two readings of an object. What pdfcpu mended of a stream's length and filters does not count.
func (w *witness) agrees(own reading, theirs types.Object) bool {
	var dict types.Dict
	switch o := theirs.(type) {
	case types.StreamDict:
		dict = o.Dict
	case types.ObjectStreamDict:
		dict = o.Dict
	case types.XRefStreamDict:
		dict = o.Dict
	default:
		return !own.stream && same(own.value, theirs, w.texts)
	}
	mine, _ := own.value.(types.Dict)
	if !own.stream || len(mine) != len(dict) {
		return false
	}
	for key, value := range mine {
		if key != "Length" && !same(value, dict[key], w.texts) {
			return false
		}
	}
	return true
}
