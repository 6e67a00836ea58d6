package seal

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// errUnsettled is a mistake of the caller's, or a file that was changed behind Portico's back.
var errUnsettled = errors.New("this PDF cannot be added to as it is: it has to be prepared again")

// open reads a PDF that is to be added to as it is: one that was settled.
func open(ctx context.Context, data []byte) (*document, error) {
	d, err := settle(ctx, data)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(d.data, data) {
		return nil, errUnsettled
	}
	return d, nil
}

// settle reads a PDF as it is to be added to: as it is if that can be, or else mended or written anew, if it says the same
// then as before to all who read it. What it settles on it leaves as it is the next time.
func settle(ctx context.Context, data []byte) (*document, error) {
	if len(data) > mostSize {
		return nil, ErrTooLarge
	}
	given := data
	if before := bytes.Index(data[:min(len(data), mostJunk)], []byte("%PDF-")); before > 0 {
		data = data[before:] // places in the file count from there, says everyone
	}
	d, err := readSound(ctx, data)
	if err != nil {
		return nil, err
	}
	if !d.linear(data) {
		return nil, fmt.Errorf("what is to be shown first: %w", ErrAmbiguous)
	}
	if len(d.data) == len(given) && d.tidy() {
		return d, nil
	}
	if d.signatures() > 0 {
		return nil, fmt.Errorf("it is signed and cannot be added to: %w", ErrBroken)
	}
	if d.tidy() {
		return d, nil
	}
	return d.anew(ctx)
}

const mostJunk = 1024 // before a PDF in its file

// readSound reads a PDF whose tables can be read in one way only, or that has none and can be mended.
func readSound(ctx context.Context, data []byte) (*document, error) {
	d, err := read(ctx, data)
	if err != nil {
		return nil, err
	}
	t, ok := readTables(data)
	if !ok {
		if data, ok = mend(data); !ok {
			return nil, fmt.Errorf("tables: %w", ErrAmbiguous)
		}
		if d, err = read(ctx, data); err != nil {
			return nil, err
		}
		if t, ok = readTables(data); !ok {
			return nil, fmt.Errorf("tables, mended: %w", ErrAmbiguous)
		}
	}
	return d, d.agree(t)
}

// tidy tells whether a PDF can be added to without being written anew.
func (d *document) tidy() bool { return d.objects.Encrypt == nil && !d.tables.excess }

// anew writes a PDF anew and reads what was written.
func (d *document) anew(ctx context.Context) (*document, error) {
	if d.objects.Encrypt != nil && !d.plainlyEncrypted() {
		return nil, fmt.Errorf("encryption: %w", ErrAmbiguous)
	}
	data, err := rewrite(d)
	if err != nil {
		return nil, err
	}
	fresh, err := readSound(ctx, data)
	if err == nil && !fresh.tidy() {
		return nil, fmt.Errorf("it cannot be written anew: %w", ErrBroken)
	}
	return fresh, err
}

// plainlyEncrypted tells whether all of a PDF is encrypted in one way, which all programs know (ISO 32000-2, 7.6).
func (d *document) plainlyEncrypted() bool {
	e := d.dict(*d.objects.Encrypt)
	if d.name(e["Filter"]) != "Standard" {
		return false
	}
	if version, _ := d.number(e["V"]); version == 1 || version == 2 {
		return true
	}
	name := d.name(e["StmF"])
	if other := d.name(e["EFF"]); name == "" || d.name(e["StrF"]) != name || other != "" && other != name {
		return false
	}
	switch d.name(d.dict(d.dict(e["CF"])[name])["CFM"]) {
	case "V2", "AESV2", "AESV3":
		return true
	}
	return false
}

// linear checks what a file that is made to be shown before all of it has come says of itself (annex F): PDF.js takes its
// first table, the number of its pages and its first page from there.
func (d *document) linear(data []byte) bool {
	s := scanner{data: data}
	s.blank()
	if _, _, ok := s.head(); !ok {
		return true
	}
	said, ok := s.dict()
	if !ok {
		return false // it could be one
	}
	if length := said.IntEntry("L"); !said.HasEntry("Linearized") || length == nil || *length != len(data) {
		return true
	}
	const end = "endobj"
	behind := scanner{data: data, at: bytes.Index(data, []byte(end)) + len(end)}
	behind.space()
	at := scanner{data: data, at: d.tables.newest.offset}
	at.space()
	first := 0
	if p := said.IntEntry("P"); p != nil {
		first = *p
	}
	pages, number := said.IntEntry("N"), said.IntEntry("O")
	return behind.at == at.at && pages != nil && *pages == len(d.pages) && number != nil && first >= 0 && first < len(d.pages) &&
		d.pages[first].ref == *types.NewIndirectRef(*number, 0)
}
