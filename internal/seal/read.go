package seal

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// document is a PDF that was read: its bytes, which can be added to, and what they say.
type document struct {
	data    []byte
	objects *model.Context
	root    types.Dict
	pages   []page
	tables  *tables
	highest int    // number of an object that is referred to
	sum     string // SHA-256 of its bytes, once that was asked for
}

// limits keep a small file from becoming a large one in memory.
var limits = model.ResourceLimits{
	MaxStreamBytes:       mostSize,
	MaxDecodeBytes:       16 << 20, // of what holds objects
	MaxImagePixels:       200_000_000,
	MaxImageBytes:        64 << 20,
	MaxObjectCount:       2_000_000,
	MaxObjectStreamCount: 100_000,
	MaxObjectStreamFirst: 4 << 20,
	MaxXRefEntries:       2_000_000,
	MaxRecursionDepth:    100,
}

// modify is the permission to change a document (ISO 32000-1, table 22, bit 4).
const modify = 1 << 3

// read reads a PDF. It is pdfcpu that reads it; what that makes of a file made to confuse it must not end the process.
func read(ctx context.Context, data []byte) (d *document, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			d, err = nil, fmt.Errorf("read PDF: %v: %w", problem, ErrBroken)
		}
	}()
	objects, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(data), &model.Configuration{
		Reader15:       true,
		ValidationMode: model.ValidationRelaxed,
		Offline:        true,
		Limits:         limits,
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("read PDF: %w: %w", err, unfit(err))
	}
	if objects.E != nil && objects.E.P&modify == 0 {
		return nil, ErrRestricted
	}
	d = &document{data: data, objects: objects}
	if objects.Root == nil {
		return nil, fmt.Errorf("no catalog: %w", ErrBroken)
	}
	if d.root = d.dict(*objects.Root); d.root == nil {
		return nil, fmt.Errorf("no catalog: %w", ErrBroken)
	}
	return d, d.readPages()
}

func (d *document) hash() string {
	if d.sum == "" {
		d.sum = hash(d.data)
	}
	return d.sum
}

func unfit(err error) UnfitError {
	switch {
	case errors.Is(err, pdfcpu.ErrWrongPassword):
		return ErrLocked
	case errors.Is(err, filter.ErrDecodeLimitExceeded):
		return ErrTooComplex
	}
	return ErrBroken
}

// get follows references to what they refer to. A reference to nothing is null (ISO 32000-1, 7.3.10).
func (d *document) get(o types.Object) types.Object {
	for range 10 {
		if _, ok := o.(types.IndirectRef); !ok {
			break
		}
		o, _ = d.objects.Dereference(o)
	}
	return o
}

func (d *document) dict(o types.Object) types.Dict {
	switch found := d.get(o).(type) {
	case types.Dict:
		return found
	case types.StreamDict:
		return found.Dict
	}
	return nil
}

func (d *document) array(o types.Object) types.Array {
	found, _ := d.get(o).(types.Array)
	return found
}

func (d *document) name(o types.Object) string {
	found, _ := d.get(o).(types.Name)
	return string(found)
}

func (d *document) number(o types.Object) (float64, bool) {
	switch found := d.get(o).(type) {
	case types.Integer:
		return float64(found), true
	case types.Float:
		return float64(found), true
	}
	return 0, false
}

// object is one of the file's own, by its number.
func (d *document) object(number int) (types.Object, error) {
	o, err := d.objects.Dereference(*types.NewIndirectRef(number, d.generation(number)))
	if err != nil {
		return nil, fmt.Errorf("object %d: %w: %w", number, err, unfit(err))
	}
	return o, nil
}

// generation is that of an object there is.
func (d *document) generation(number int) int {
	if entry := d.objects.Table[number]; entry != nil && entry.Generation != nil {
		return *entry.Generation
	}
	return 0
}
