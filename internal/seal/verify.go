package seal

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/digitorus/timestamp"
)

// What a file can be that is not as it was sealed.
var (
	// ErrUnknown says that none of the keys sealed the file.
	ErrUnknown = errors.New("this file was not sealed here")
	// ErrAltered says that a seal by one of them is in it and does not fit: it was changed, or the seal was copied into it.
	ErrAltered = errors.New("this file carries a seal of ours that does not fit it")
)

// Report is what a seal says.
type Report struct {
	SHA256      [sha256.Size]byte // of the whole file
	Certificate *x509.Certificate // whose key sealed it
	At          time.Time         // when, as this installation says
	Stamp       *Stamp            // when, as a server for time stamps says; nil without one
}

// Stamp is what a server for time stamps said.
type Stamp struct {
	At time.Time
	By string
}

// Verify tells whether a file is, byte for byte, one that was sealed by the key of one of the certificates.
//
// It proves that whoever held that key sealed these bytes, and no others. It does not prove who the signers are: that is
// what the certificate page tells, by what they did to show it. Nor does the time, unless it is a server's that is
// trusted. The caller who keeps the SHA-256 of what was sealed compares that first: it holds even if the key was lost.
//
// A file that says something else to whoever opens it than to whoever signed it, since something was appended, hidden in
// the signature's place or put outside of what it covers, is altered: what is signed is everything from the first byte
// to the last except the signature, and the signature is compared with what it must be, byte for byte.
func Verify(r io.ReaderAt, size int64, certificates ...*x509.Certificate) (Report, error) {
	var report Report
	whole := sha256.New()
	places, err := findSeals(io.TeeReader(io.NewSectionReader(r, 0, size), whole))
	if err != nil {
		return report, fmt.Errorf("read file: %w", err)
	}
	whole.Sum(report.SHA256[:0])
	result := ErrUnknown
	for _, place := range places {
		found, err := verifyAt(r, size, place, certificates)
		if err == nil {
			found.SHA256 = report.SHA256
			return found, nil
		}
		if errors.Is(err, ErrAltered) {
			result = ErrAltered
		} else if !errors.Is(err, errForeign) {
			return report, err
		}
	}
	return report, result
}

const most = 8 // signatures of a file that are looked at, the last ones

// findSeals finds where signatures that may be ours begin, the last first.
func findSeals(r io.Reader) (places []int64, err error) {
	mark := []byte(rangeMark)
	buffer := make([]byte, 0, 64<<10)
	for at := int64(0); ; {
		n, err := io.ReadFull(r, buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		for from := 0; ; {
			next := bytes.Index(buffer[from:], mark)
			if next < 0 {
				break
			}
			places = append([]int64{at + int64(from+next)}, places[:min(len(places), most-1)]...)
			from += next + len(mark)
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return places, nil
		}
		if err != nil {
			return nil, err
		}
		kept := min(len(buffer), len(mark)-1)
		at += int64(len(buffer) - kept)
		buffer = append(buffer[:0], buffer[len(buffer)-kept:]...)
	}
}

func verifyAt(r io.ReaderAt, size, place int64, certificates []*x509.Certificate) (Report, error) {
	var report Report
	h, at, ok := readHole(r, size, place)
	if !ok {
		return report, errForeign
	}
	filled := make([]byte, h.end-h.start)
	if _, err := r.ReadAt(filled, int64(h.start)); err != nil {
		return report, err
	}
	room := make([]byte, hex.DecodedLen(len(filled)-2))
	if _, err := hex.Decode(room, filled[1:len(filled)-1]); err != nil {
		return report, errForeign
	}
	s, rest, err := readSignature(room, certificates)
	if err != nil {
		return report, err
	}
	if !h.whole(size) {
		return report, ErrAltered
	}
	if s.digest, err = digest(r, h, size); err != nil {
		return report, err
	}
	again := fmt.Appendf(nil, "<%x%0*d>", s.bytes(), 2*len(rest), 0)
	if len(rest) == 0 {
		again = fmt.Appendf(nil, "<%x>", s.bytes())
	}
	if !bytes.Equal(again, filled) || !s.holds() {
		return report, ErrAltered
	}
	report.Certificate, report.At = s.certificate, at
	report.Stamp, err = readStamp(s)
	return report, err
}

// sealed is a hole, and where the file ended when it was sealed.
type sealed struct {
	hole
	length int64
}

func (s sealed) whole(size int64) bool { return s.length == size }

// readHole reads where the signature stands that says so at a place, and when it was made.
func readHole(r io.ReaderAt, size, place int64) (s sealed, at time.Time, ok bool) {
	const numbers = 40
	start := place - int64(len(madeAt)+len(madeForm))
	if start < 0 {
		return s, at, false
	}
	words := make([]byte, min(size-start, int64(len(madeAt)+len(madeForm)+len(rangeMark)+numbers)))
	if _, err := r.ReadAt(words, start); err != nil || !bytes.HasPrefix(words, []byte(madeAt)) {
		return s, at, false
	}
	at, err := time.Parse(madeForm, string(words[len(madeAt):len(madeAt)+len(madeForm)]))
	if err != nil {
		return s, at, false
	}
	w := scanner{data: words, at: len(madeAt) + len(madeForm) + len(rangeMark)}
	first, ok1 := w.integer()
	second, ok2 := w.integer()
	rest, ok3 := w.integer()
	if !ok1 || !ok2 || !ok3 || int64(rest) > size || int64(second) > size-int64(rest) { // a sum could be more than a number holds
		return s, at, false
	}
	s = sealed{hole{start: first, end: second}, int64(second) + int64(rest)}
	return s, at, int64(first) > place && second-first > 2 && second-first <= 2+2*roomStamped
}

// digest is the SHA-256 of a file but for the hole.
func digest(r io.ReaderAt, s sealed, size int64) ([]byte, error) {
	hash := sha256.New()
	before, after := io.NewSectionReader(r, 0, int64(s.start)), io.NewSectionReader(r, int64(s.end), size-int64(s.end))
	if _, err := io.Copy(hash, io.MultiReader(before, after)); err != nil {
		return nil, err
	}
	return hash.Sum(nil), nil
}

func readStamp(s signature) (*Stamp, error) {
	if s.stamp == nil {
		return nil, nil //nolint:nilnil // there need not be one
	}
	given, err := timestamp.Parse(s.stamp)
	hash := sha256.Sum256(s.value)
	if err != nil || !bytes.Equal(given.HashedMessage, hash[:]) {
		return nil, ErrAltered
	}
	stamp := &Stamp{At: given.Time.UTC()}
	if len(given.Certificates) > 0 {
		stamp.By = given.Certificates[0].Subject.String()
	}
	return stamp, nil
}
