package seal

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// table is a part of a PDF's table of objects (ISO 32000-1, 7.5.4 and 7.5.8): where it stands, and whether it is a stream.
// The one that is appended must be of the same kind.
type table struct {
	offset int
	stream bool
}

// tables reads all tables of a PDF, and tells the newest and whether they are sound: what they say is where they say. pdfcpu
// reads files whose tables are wrong as well, as most programs do; but what is appended to them would rest on them.
func tables(data []byte) (newest table, sound bool) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return table{}, false
	}
	start := bytes.LastIndex(data, []byte("startxref"))
	if start < 0 {
		return table{}, false
	}
	s := scanner{data: data, at: start + len("startxref")}
	offset, ok := s.integer()
	if !ok {
		return table{}, false
	}
	w := walk{data: data, known: map[int]bool{}, seen: map[int]bool{}}
	newest.offset = offset
	newest.stream, sound = w.section(offset)
	for sound && len(w.todo) > 0 {
		next := w.todo[0]
		w.todo = w.todo[1:]
		if !w.seen[next] {
			_, sound = w.section(next)
		}
	}
	return newest, sound
}

// walk goes from the newest table to the oldest.
type walk struct {
	data  []byte
	known map[int]bool // objects that a newer table told of
	seen  map[int]bool // tables
	todo  []int
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
			if !w.entry(number, offset, generation, used) {
				return false
			}
		}
	}
	trailer, ok := s.dict()
	return ok && w.follow(trailer, "XRefStm") && w.follow(trailer, "Prev")
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

// entry checks that an object stands where the table says.
func (w *walk) entry(number, offset, generation int, used bool) bool {
	if w.known[number] {
		return true
	}
	w.known[number] = true
	return !used || begins(w.data, offset, number, generation)
}

func begins(data []byte, offset, number, generation int) bool {
	if offset <= 0 || offset >= len(data) {
		return false
	}
	s := scanner{data: data, at: offset}
	n, ok1 := s.integer()
	g, ok2 := s.integer()
	return ok1 && ok2 && n == number && g == generation && s.word("obj")
}

// compressed reads a table that is a stream.
func (w *walk) compressed(offset int) bool {
	s := scanner{data: w.data, at: offset}
	_, ok1 := s.integer()
	_, ok2 := s.integer()
	if !ok1 || !ok2 || !s.word("obj") {
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
	if given := dict.ArrayEntry("Index"); given != nil {
		index = nil
		for _, o := range given {
			n, isInt := o.(types.Integer)
			if !isInt || n < 0 {
				return widths, nil, false
			}
			index = append(index, int(n))
		}
	}
	return widths, index, len(index)%2 == 0
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
			offset, generation := bigEndian(row[widths[0]:widths[0]+widths[1]]), bigEndian(row[widths[0]+widths[1]:])
			if kind == 2 {
				w.known[number] = true
			} else if !w.entry(number, offset, generation, kind == 1) {
				return false
			}
		}
	}
	return len(content) == 0
}

func bigEndian(digits []byte) (n int) {
	for _, b := range digits {
		n = n<<8 | int(b)
	}
	return n
}

// scanner reads the words of a table.
type scanner struct {
	data []byte
	at   int
}

func (s *scanner) space() {
	for s.at < len(s.data) && strings.IndexByte(" \t\r\n\f\x00", s.data[s.at]) >= 0 {
		s.at++
	}
}

func (s *scanner) word(w string) bool {
	s.space()
	if !bytes.HasPrefix(s.data[min(s.at, len(s.data)):], []byte(w)) {
		return false
	}
	s.at += len(w)
	return true
}

func (s *scanner) integer() (int, bool) {
	s.space()
	end := s.at
	for end < len(s.data) && end-s.at < 19 && s.data[end] >= '0' && s.data[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(string(s.data[s.at:end]))
	s.at = end
	return n, err == nil
}

const maxTrailer = 64 << 10

func (s *scanner) dict() (types.Dict, bool) {
	s.space()
	text := string(s.data[s.at:min(len(s.data), s.at+maxTrailer)])
	rest := text
	o, err := model.ParseObjectContext(context.Background(), &rest, 0, limits.MaxRecursionDepth)
	if err != nil {
		return nil, false
	}
	s.at += strings.LastIndex(text, rest)
	dict, ok := o.(types.Dict)
	return dict, ok
}

// stream decodes the stream of a table.
func (s *scanner) stream(dict types.Dict) ([]byte, bool) {
	length := dict.IntEntry("Length")
	if length == nil || !s.word("stream") {
		return nil, false
	}
	if s.at < len(s.data) && s.data[s.at] == '\r' {
		s.at++
	}
	s.at++
	if *length < 0 || s.at+*length > len(s.data) {
		return nil, false
	}
	sd := types.NewStreamDict(dict, 0, nil, nil, nil)
	sd.Raw = s.data[s.at : s.at+*length]
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
	if list := dict.ArrayEntry("DecodeParms"); len(list) == 1 {
		parameters, _ = list[0].(types.Dict)
	}
	sd.FilterPipeline = []types.PDFFilter{{Name: *filter, DecodeParms: parameters}}
	err := sd.DecodeWithLimit(limits.MaxDecodeBytes)
	return sd.Content, err == nil
}
