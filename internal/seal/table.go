package seal

import (
	"bytes"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// table is a part of a PDF's table of objects (ISO 32000-1, 7.5.4 and 7.5.8): where it stands, and whether it is a stream.
// The one that is appended must be of the same kind.
type table struct {
	offset int
	stream bool
}

// tables are all tables of a PDF, read together.
type tables struct {
	newest  table
	trailer types.Dict    // of the newest
	places  map[int]place // by number, as the newest says that tells of it
	excess  bool          // there is more in them than they say, which some programs warn of
}

// place is where an object is: the kinds are those of the standard.
type place struct{ kind, at, generation int }

const (
	free   = 0
	plain  = 1 // at a place in the file
	packed = 2 // in the stream of that number, and the generation is its index
)

// readTables reads all tables of a PDF, and tells whether they are sound: what they say is where they say, in every reader's
// eyes. pdfcpu reads files whose tables are wrong as well, as most programs do, each in its own way.
func readTables(data []byte) (*tables, bool) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, false
	}
	start := bytes.LastIndex(data, []byte("startxref"))
	if start < 0 {
		return nil, false
	}
	s := scanner{data: data, at: start + len("startxref")}
	offset, ok := s.integer()
	if !ok {
		return nil, false
	}
	w := walk{data: data, places: map[int]place{}, seen: map[int]bool{}}
	newest := table{offset: offset}
	newest.stream, ok = w.section(offset)
	for ok && len(w.todo) > 0 {
		next := w.todo[0]
		w.todo = w.todo[1:]
		if !w.seen[next] {
			_, ok = w.section(next)
		}
	}
	return &tables{newest, w.trailer, w.places, w.excess}, ok
}

// walk goes from the newest table to the oldest.
type walk struct {
	data    []byte
	trailer types.Dict
	places  map[int]place
	seen    map[int]bool // tables
	todo    []int
	excess  bool
}

func (w *walk) section(offset int) (stream, ok bool) {
	w.seen[offset] = true
	if offset < 0 || offset >= len(w.data) || len(w.seen) > 1000 {
		return false, false
	}
	s := scanner{data: w.data, at: offset}
	if s.word("xref") {
		return false, w.plain(&s)
	}
	return true, w.compressed(offset)
}

// plain reads a table of lines, and what its trailer leads to.
func (w *walk) plain(s *scanner) bool {
	for !s.word("trailer") {
		first, ok1 := s.integer()
		count, ok2 := s.integer()
		if !ok1 || !ok2 || count > len(w.data)/18 {
			return false
		}
		for number := first; number < first+count; number++ {
			offset, ok1 := s.integer()
			generation, ok2 := s.integer()
			used := s.word("n")
			if !ok1 || !ok2 || !used && !s.word("f") {
				return false
			}
			if !used && number == first && first == 1 { // some take it for the first of all, which is 0
				return false
			}
			p := place{free, offset, generation}
			if used {
				p.kind = plain
			}
			if !w.put(number, p) {
				return false
			}
		}
	}
	trailer, ok := s.dict()
	w.begin(trailer)
	return ok && w.follow(trailer, "XRefStm") && w.follow(trailer, "Prev")
}

// begin keeps the trailer of the newest table.
func (w *walk) begin(trailer types.Dict) {
	if w.trailer == nil {
		w.trailer = trailer
	}
}

func (w *walk) follow(trailer types.Dict, key string) bool {
	value, ok := trailer.Find(key)
	if !ok {
		return true
	}
	offset, ok := value.(types.Integer)
	w.todo = append(w.todo, int(offset))
	return ok
}

// put keeps what a table says of an object, if no newer one did, and checks that the object stands there.
func (w *walk) put(number int, p place) bool {
	if _, known := w.places[number]; known {
		return true
	}
	w.places[number] = p
	switch p.kind {
	case free:
		return true
	case plain:
		return number > 0 && begins(w.data, p.at, number, p.generation)
	}
	return number > 0 && p.kind == packed
}

func begins(data []byte, offset, number, generation int) bool {
	if offset <= 0 || offset >= len(data) {
		return false
	}
	s := scanner{data: data, at: offset}
	n, g, ok := s.head()
	return ok && n == number && g == generation
}

// head reads what an object begins with.
func (s *scanner) head() (number, generation int, ok bool) {
	number, ok1 := s.integer()
	generation, ok2 := s.integer()
	return number, generation, ok1 && ok2 && s.word("obj") && s.ended()
}

// content goes to where the content of a stream begins, behind its dictionary.
func (s *scanner) content() bool {
	s.blank()
	return s.prefix("stream") && (s.prefix("\r\n") || s.prefix("\n"))
}

// take takes the content of a stream, if it is as long as it is said to be.
func (s *scanner) take(length int) ([]byte, bool) {
	if length < 0 || length > len(s.data)-s.at {
		return nil, false
	}
	content := s.data[s.at : s.at+length]
	s.at += length
	return content, s.word("endstream")
}

// compressed reads a table that is a stream.
func (w *walk) compressed(offset int) bool {
	s := scanner{data: w.data, at: offset}
	if _, _, ok := s.head(); !ok {
		return false
	}
	dict, ok := s.dict()
	if !ok || dict.Type() == nil || *dict.Type() != "XRef" {
		return false
	}
	content, ok := s.stream(dict)
	if !ok {
		return false
	}
	w.begin(dict)
	widths, index, ok := layout(dict)
	return ok && w.rows(content, widths, index) && w.follow(dict, "Prev")
}

// layout reads how wide the columns of a table are, and which objects are in it: pairs of the first and how many.
func layout(dict types.Dict) (widths [3]int, index []int, ok bool) {
	w := dict.ArrayEntry("W")
	size := dict.IntEntry("Size")
	if len(w) != 3 || size == nil {
		return widths, nil, false
	}
	for i := range w {
		n, isInt := w[i].(types.Integer)
		if !isInt || n < 0 || n > 8 {
			return widths, nil, false
		}
		widths[i] = int(n)
	}
	index = []int{0, *size}
	if dict.HasEntry("Index") {
		index = nil
		for _, o := range dict.ArrayEntry("Index") {
			n, isInt := o.(types.Integer)
			if !isInt || n < 0 {
				return widths, nil, false
			}
			index = append(index, int(n))
		}
	}
	return widths, index, len(index) > 0 && len(index)%2 == 0
}

func (w *walk) rows(content []byte, widths [3]int, index []int) bool {
	length := widths[0] + widths[1] + widths[2]
	for i := 0; i+1 < len(index); i += 2 {
		if length == 0 || index[i+1] > len(content)/length {
			return false
		}
		for number := index[i]; number < index[i]+index[i+1]; number++ {
			row := content[:length]
			content = content[length:]
			kind := 1
			if widths[0] > 0 {
				kind = bigEndian(row[:widths[0]])
			}
			p := place{kind, bigEndian(row[widths[0] : widths[0]+widths[1]]), bigEndian(row[widths[0]+widths[1]:])}
			if !w.put(number, p) {
				return false
			}
		}
	}
	w.excess = w.excess || len(content) > 0
	return true
}

func bigEndian(digits []byte) (n int) {
	for _, b := range digits {
		n = n<<8 | int(b)
	}
	return n
}

// stream decodes the stream of a table.
func (s *scanner) stream(dict types.Dict) ([]byte, bool) {
	length := dict.IntEntry("Length")
	if length == nil || !s.content() {
		return nil, false
	}
	raw, ok := s.take(*length)
	if !ok {
		return nil, false
	}
	sd := types.NewStreamDict(dict, 0, nil, nil, nil)
	sd.Raw = raw
	filter := dict.NameEntry("Filter")
	if filters := dict.ArrayEntry("Filter"); len(filters) == 1 {
		if only, ok := filters[0].(types.Name); ok {
			filter = (*string)(&only)
		}
	}
	if filter == nil {
		return sd.Raw, !dict.HasEntry("Filter")
	}
	parameters := dict.DictEntry("DecodeParms")
	if dict.HasEntry("DecodeParms") && parameters == nil && dict.ArrayEntry("DecodeParms") == nil {
		return nil, false
	}
	if list := dict.ArrayEntry("DecodeParms"); len(list) == 1 {
		parameters, _ = list[0].(types.Dict)
	}
	sd.FilterPipeline = []types.PDFFilter{{Name: *filter, DecodeParms: parameters}}
	err := sd.DecodeWithLimit(limits.MaxDecodeBytes)
	return sd.Content, err == nil
}
