package seal

import (
	"bytes"
	"compress/zlib"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

type packedObject struct {
	number int
	text   []byte
}

// unpack reads an object of an object stream (7.5.7).
func (w *witness) unpack(number int, p place) (reading, []reference, bool) {
	pack, ok := w.pack[p.at]
	if !ok {
		if pack, ok = w.open(p.at); !ok {
			return reading{}, nil, false
		}
		w.pack = map[int][]packedObject{p.at: pack} // the others would fill the memory
	}
	if p.generation >= len(pack) || pack[p.generation].number != number {
		return reading{}, nil, false
	}
	s := scanner{data: pack[p.generation].text}
	value, ok := s.value(0)
	return reading{value: value}, s.refs, ok
}

func (w *witness) open(number int) ([]packedObject, bool) {
	at := w.tables.places[number]
	if at.kind != plain || at.generation != 0 {
		return nil, false
	}
	exact := w.exact
	w.exact = true
	own, _, ok := w.read(number, at)
	w.exact = exact
	dict, isDict := own.value.(types.Dict)
	theirs, isPack := w.doc.objects.Table[number].Object.(types.ObjectStreamDict)
	if !ok || !isDict || !isPack || !own.stream || !w.agrees(own, theirs) {
		return nil, false
	}
	count, first := dict.IntEntry("N"), dict.IntEntry("First")
	content, ok := inflate(dict, theirs.Raw)
	if !ok || count == nil || first == nil || *first < 0 || *first > len(content) {
		return nil, false
	}
	return w.slice(number, *count, content[:*first], content[*first:])
}

// inflate decodes an object stream, which is deflated or plain.
func inflate(dict types.Dict, raw []byte) ([]byte, bool) {
	if !dict.HasEntry("Filter") {
		return raw, true
	}
	filter := dict.NameEntry("Filter")
	if filters := dict.ArrayEntry("Filter"); len(filters) == 1 {
		only, _ := filters[0].(types.Name)
		filter = (*string)(&only)
	}
	if filter == nil || *filter != "FlateDecode" || dict.HasEntry("DecodeParms") {
		return nil, false
	}
	decoded, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, false
	}
	content, err := io.ReadAll(io.LimitReader(decoded, limits.MaxDecodeBytes+1))
	return content, err == nil
}

// slice divides an object stream as its head says: pairs of an object's number and where it begins.
func (w *witness) slice(stream, count int, head, body []byte) (pack []packedObject, ok bool) {
	s := scanner{data: head}
	seen := map[int]bool{}
	starts := make([]int, 0, min(count, len(head)))
	for i := range count {
		number, ok1 := s.integer()
		start, ok2 := s.integer()
		if !ok1 || !ok2 || start > len(body) || i > 0 && start < starts[i-1] || seen[number] {
			return nil, false
		}
		if p := w.tables.places[number]; p.kind != packed && p.at == stream { // PDF.js takes it for one of these
			return nil, false
		}
		seen[number] = true
		starts = append(starts, start)
		pack = append(pack, packedObject{number: number})
	}
	for i, start := range starts {
		end := len(body)
		if i+1 < count {
			end = starts[i+1]
		}
		pack[i].text = body[start:end]
	}
	s.space()
	return pack, s.at == len(head)
}
