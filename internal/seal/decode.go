package seal

import (
	"compress/zlib"
	"errors"
	"io"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
)

var errPlain = errors.New("a filter that makes little of little")

// decoder reads what a filter of a stream hides (ISO 32000-1, 7.4), if it is one of those that make much of little.
func decoder(name string, encoded io.Reader) (io.Reader, error) {
	switch name {
	case filter.Flate:
		return zlib.NewReader(encoded)
	case filter.LZW, filter.RunLength, filter.ASCII85, filter.ASCIIHex:
		f, err := filter.NewFilter(name, nil, heaviest)
		if err != nil {
			return nil, err
		}
		return f.Decode(encoded)
	}
	return nil, errPlain
}
