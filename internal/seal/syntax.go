package seal

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// scanner reads the words of a PDF, and its objects as the standard writes them (ISO 32000-1, 7.2 and 7.3). Programs read
// much that is not so written, each in its own way: the scanner reads none of it.
type scanner struct {
	data []byte
	at   int
	refs []reference // in the objects that were read
}

// reference is one, and the key whose value it is.
type reference struct {
	types.IndirectRef
	key string
}

const (
	spaces     = " \t\r\n\f\x00"
	delimiters = "()<>[]{}/%"
)

func (s *scanner) space() {
	for s.at < len(s.data) && strings.IndexByte(spaces, s.data[s.at]) >= 0 {
		s.at++
	}
}

// blank passes over space and comments.
func (s *scanner) blank() {
	for s.space(); s.peek() == '%'; s.space() {
		for s.at < len(s.data) && s.data[s.at] != '\r' && s.data[s.at] != '\n' {
			s.at++
		}
	}
}

// peek is the next byte, or 0.
func (s *scanner) peek() byte {
	if s.at < len(s.data) {
		return s.data[s.at]
	}
	return 0
}

func (s *scanner) word(w string) bool {
	s.space()
	return s.prefix(w)
}

func (s *scanner) prefix(w string) bool {
	if !bytes.HasPrefix(s.data[min(s.at, len(s.data)):], []byte(w)) {
		return false
	}
	s.at += len(w)
	return true
}

// keyword is a word that ends where it ends.
func (s *scanner) keyword(w string) bool {
	before := s.at
	if s.prefix(w) && s.ended() {
		return true
	}
	s.at = before
	return false
}

// ended tells whether a word ends here.
func (s *scanner) ended() bool {
	return s.at >= len(s.data) || strings.IndexByte(spaces+delimiters, s.data[s.at]) >= 0
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

// value reads an object that is not a stream.
func (s *scanner) value(depth int) (types.Object, bool) {
	s.blank()
	if depth > limits.MaxRecursionDepth {
		return nil, false
	}
	switch c := s.peek(); {
	case s.prefix("<<"):
		return s.entries(depth)
	case c == '[':
		return s.array(depth)
	case c == '/':
		return s.name()
	case c == '(':
		return s.literal()
	case c == '<':
		return s.hexadecimal()
	case s.keyword("true"):
		return types.Boolean(true), true
	case s.keyword("false"):
		return types.Boolean(false), true
	case s.keyword("null"):
		return nil, true
	}
	return s.number()
}

func (s *scanner) dict() (types.Dict, bool) {
	o, ok := s.value(0)
	dict, isDict := o.(types.Dict)
	return dict, ok && isDict
}

// entries reads a dictionary from its first key on. A key that is there twice has one value to some and another to others.
func (s *scanner) entries(depth int) (types.Object, bool) {
	dict, seen := types.Dict{}, map[string]bool{}
	for s.blank(); !s.prefix(">>"); s.blank() {
		name, ok := s.name()
		if !ok {
			return nil, false
		}
		value, ok := s.value(depth + 1)
		key := string(name)
		if !ok || seen[key] && !same(dict[key], value, true) {
			return nil, false
		}
		if _, isRef := value.(types.IndirectRef); isRef {
			s.refs[len(s.refs)-1].key = key
		}
		if seen[key] = true; value != nil { // null is as if it were not there
			dict[key] = value
		}
	}
	return dict, true
}

func (s *scanner) array(depth int) (types.Object, bool) {
	s.at++
	array := types.Array{}
	for s.blank(); !s.prefix("]"); s.blank() {
		value, ok := s.value(depth + 1)
		if !ok {
			return nil, false
		}
		array = append(array, value)
	}
	return array, true
}

func (s *scanner) name() (types.Name, bool) {
	if !s.prefix("/") {
		return "", false
	}
	start := s.at
	for !s.ended() {
		s.at++
	}
	name, err := types.DecodeName(string(s.data[start:s.at]))
	return types.Name(name), err == nil
}

// literal reads a string in parentheses and keeps it as it is written, as pdfcpu does.
func (s *scanner) literal() (types.Object, bool) {
	start, open := s.at, 0
	for ; s.at < len(s.data); s.at++ {
		switch s.data[s.at] {
		case '\\':
			s.at++
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				s.at++
				return types.StringLiteral(s.data[start+1 : s.at-1]), true
			}
		}
	}
	return nil, false
}

func (s *scanner) hexadecimal() (types.Object, bool) {
	text, _, ok := bytes.Cut(s.data[s.at+1:], []byte(">"))
	s.at += len(text) + 2
	digits := strings.Map(func(c rune) rune {
		if strings.ContainsRune(spaces, c) {
			return -1
		}
		return c
	}, string(text))
	if len(digits)%2 != 0 {
		digits += "0"
	}
	_, err := hex.DecodeString(digits)
	return types.HexLiteral(strings.ToUpper(digits)), ok && err == nil
}

// number reads a number, or a reference, which begins like one.
func (s *scanner) number() (types.Object, bool) {
	start := s.at
	for s.at < len(s.data) && strings.IndexByte("+-.0123456789", s.data[s.at]) >= 0 {
		s.at++
	}
	text := string(s.data[start:s.at])
	if !s.ended() || strings.LastIndexAny(text, "+-") > 0 {
		return nil, false
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		f, err := strconv.ParseFloat(text, 64)
		return types.Float(f), err == nil && strings.Contains(text, ".")
	}
	if ref, ok := s.reference(n); ok {
		s.refs = append(s.refs, reference{IndirectRef: ref})
		return ref, true
	}
	return types.Integer(n), true
}

// reference reads the rest of one.
func (s *scanner) reference(number int) (types.IndirectRef, bool) {
	before := s.at
	s.blank()
	generation, ok := s.integer()
	s.blank()
	if ok && number >= 0 && s.keyword("R") {
		return *types.NewIndirectRef(number, generation), true
	}
	s.at = before
	return types.IndirectRef{}, false
}

// same tells whether two readings of an object are one. Strings count where nothing was decrypted in one of them.
func same(a, b types.Object, texts bool) bool {
	switch a := a.(type) {
	case types.Dict:
		b, ok := b.(types.Dict)
		return ok && sameEntries(a, b, texts)
	case types.Array:
		b, ok := b.(types.Array)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !same(a[i], b[i], texts) {
				return false
			}
		}
		return true
	case types.StringLiteral, types.HexLiteral:
		if !texts {
			switch b.(type) {
			case types.StringLiteral, types.HexLiteral:
				return true
			}
			return false
		}
	}
	return a == b
}

func sameEntries(a, b types.Dict, texts bool) bool {
	for key, value := range a {
		other, ok := b[key]
		if !ok || !same(value, other, texts) {
			return false
		}
	}
	return len(a) == len(b)
}
