package seal

import (
	"bytes"
	"fmt"
	"regexp"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// heading is what an object begins with, wherever it stands.
var heading = regexp.MustCompile(`[0-9]+[ \t\r\n\f\x00]+[0-9]+[ \t\r\n\f\x00]*obj`)

// tableHeading is what a table of objects or its trailer begins with.
var tableHeading = regexp.MustCompile(`(^|[\r\n])[ \t]*(xref|trailer)`)

// mend puts a table of all objects behind a PDF that has none to be found: one that was cut off, or in which something was
// put before the rest. Programs look for the objects of such a file one by one. They all find the same where each number is
// there once; a file that was updated, or has objects in streams, may be something else to each.
func mend(data []byte) ([]byte, bool) {
	if led(data) {
		return nil, false
	}
	places, catalog, ok := search(data)
	if !ok {
		return nil, false
	}
	root, ok := trailers(data)
	if root == nil {
		root = catalog
	}
	if !ok || root == nil {
		return nil, false
	}
	return append(retable(data, places, *root), '\n'), true
}

// led tells whether the file says where its table is and something is there: programs that show the file may go by it.
func led(data []byte) bool {
	s := scanner{data: data}
	if start := bytes.LastIndex(data, []byte("startxref")); start >= 0 {
		s.at = start + len("startxref")
		s.at, _ = s.integer()
	}
	s.at = min(s.at, len(data))
	if s.blank(); s.prefix("xref") {
		return true
	}
	if _, _, ok := s.head(); !ok {
		return false
	}
	_, ok := s.dict()
	return !ok || streams(s)
}

// search finds all objects, and the catalog among them.
func search(data []byte) (places map[int]place, catalog *types.IndirectRef, ok bool) {
	places = map[int]place{}
	end := len(data)
	if span := tableHeading.FindIndex(data); span != nil {
		end = span[0]
	}
	for _, span := range heading.FindAllIndex(data, -1) {
		s := scanner{data: data, at: span[0]}
		number, generation, whole := s.head()
		if !whole { // the word is longer: "objects"
			continue
		}
		if span[0] > end || !startsLine(data, span[0]) { // PDF.js would not find it
			return nil, nil, false
		}
		if _, twice := places[number]; twice || number == 0 || number > limits.MaxObjectCount {
			return nil, nil, false
		}
		places[number] = place{plain, span[0], generation}
		if s.blank(); s.keyword("endobj") {
			continue
		}
		value, read := s.value(0)
		if !read {
			return nil, nil, false
		}
		dict, _ := value.(types.Dict)
		kind, _ := dict["Type"].(types.Name)
		if kind == "ObjStm" || kind == "XRef" || kind == "Catalog" && catalog != nil {
			return nil, nil, false
		}
		if kind == "Catalog" {
			catalog = types.NewIndirectRef(number, generation)
		}
	}
	return places, catalog, len(places) > 0
}

func startsLine(data []byte, at int) bool {
	before := bytes.TrimRight(data[:at], " \t")
	return len(before) == 0 || before[len(before)-1] == '\n' || before[len(before)-1] == '\r'
}

// trailers finds what the trailers of a file lead to, which must be one thing.
func trailers(data []byte) (root *types.IndirectRef, ok bool) {
	const word = "trailer"
	for at := bytes.Index(data, []byte(word)); at >= 0; {
		s := scanner{data: data, at: at + len(word)}
		if dict, read := s.dict(); read {
			next, isRef := dict["Root"].(types.IndirectRef)
			if dict.HasEntry("Encrypt") || isRef && root != nil && *root != next {
				return nil, false
			}
			if isRef {
				root = &next
			}
		}
		next := bytes.Index(data[at+1:], []byte(word))
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return root, true
}

// retable writes a table of all objects behind a file.
func retable(data []byte, places map[int]place, root types.IndirectRef) []byte {
	out := bytes.NewBuffer(bytes.Clone(data))
	if !bytes.HasSuffix(data, []byte("\n")) {
		out.WriteByte('\n')
	}
	start, size := out.Len(), 1
	for number := range places {
		size = max(size, number+1)
	}
	fmt.Fprintf(out, "xref\n0 %d\n", size)
	for number := range size {
		if p, ok := places[number]; ok {
			fmt.Fprintf(out, "%010d %05d n \n", p.at, p.generation)
		} else {
			out.WriteString("0000000000 65535 f \n")
		}
	}
	out.WriteString("trailer\n")
	write(out, types.Dict{"Root": root, "Size": types.Integer(size)})
	fmt.Fprintf(out, "\nstartxref\n%d\n%%%%EOF", start)
	return out.Bytes()
}
