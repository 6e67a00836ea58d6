package seal

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// increment is what is appended to a PDF: objects that are new or say something new, and a table of them that leads to the
// table before (ISO 32000-1, 7.5.6).
type increment struct {
	to      *document
	out     bytes.Buffer
	next    int
	entries map[int]entry
}

type entry struct{ offset, generation int }

func (d *document) increment() *increment {
	i := &increment{to: d, next: max(d.objects.MaxObjNr, *d.objects.Size-1, d.highest) + 1, entries: map[int]entry{}}
	if !bytes.HasSuffix(d.data, []byte("\n")) {
		i.out.WriteByte('\n')
	}
	return i
}

// reserve gives the number of an object that is written later.
func (i *increment) reserve() types.IndirectRef {
	i.next++
	return *types.NewIndirectRef(i.next-1, 0)
}

func (i *increment) add(o types.Object) types.IndirectRef {
	ref := i.reserve()
	i.put(ref, o)
	return ref
}

// put writes an object, in the place of the one that has its number.
func (i *increment) put(ref types.IndirectRef, o types.Object) {
	i.begin(ref)
	if stream, ok := o.(types.StreamDict); ok {
		writeStream(&i.out, stream)
	} else {
		write(&i.out, o)
	}
	i.out.WriteString("\nendobj\n")
}

func (i *increment) begin(ref types.IndirectRef) {
	number, generation := int(ref.ObjectNumber), int(ref.GenerationNumber)
	i.entries[number] = entry{len(i.to.data) + i.out.Len(), generation}
	fmt.Fprintf(&i.out, "%d %d obj\n", number, generation)
}

// end writes the table and gives the whole file.
func (i *increment) end() []byte {
	trailer := types.Dict{"Root": *i.to.objects.Root, "Prev": types.Integer(i.to.tables.newest.offset), "ID": i.id()}
	if info := i.to.objects.Info; info != nil {
		trailer["Info"] = *info
	}
	start := len(i.to.data) + i.out.Len()
	if i.to.tables.newest.stream {
		i.endStream(trailer)
	} else {
		i.endLines(trailer)
	}
	fmt.Fprintf(&i.out, "startxref\n%d\n%%%%EOF\n", start)
	return slices.Concat(i.to.data, i.out.Bytes())
}

// id keeps the file's first name and changes the second, as every version of a file does (14.4).
func (i *increment) id() types.Array {
	hash := sha256.New()
	hash.Write(i.to.data)
	hash.Write(i.out.Bytes())
	second := types.NewHexLiteral(hash.Sum(nil)[:16])
	if len(i.to.objects.ID) == 2 {
		return types.Array{i.to.objects.ID[0], second}
	}
	return types.Array{second, second}
}

// runs are the numbers of the objects as the table needs them: a first and those that follow it.
func (i *increment) runs() (runs [][]int) {
	for _, number := range slices.Sorted(maps.Keys(i.entries)) {
		if last := len(runs) - 1; last >= 0 && runs[last][len(runs[last])-1] == number-1 {
			runs[last] = append(runs[last], number)
		} else {
			runs = append(runs, []int{number})
		}
	}
	return runs
}

func (i *increment) endLines(trailer types.Dict) {
	trailer["Size"] = types.Integer(i.next)
	i.out.WriteString("xref\n")
	for _, run := range i.runs() {
		fmt.Fprintf(&i.out, "%d %d\n", run[0], len(run))
		for _, number := range run {
			fmt.Fprintf(&i.out, "%010d %05d n \n", i.entries[number].offset, i.entries[number].generation)
		}
	}
	i.out.WriteString("trailer\n")
	write(&i.out, trailer)
	i.out.WriteByte('\n')
}

func (i *increment) endStream(trailer types.Dict) {
	ref := i.reserve()
	i.begin(ref)
	trailer["Type"], trailer["Size"] = types.Name("XRef"), types.Integer(i.next)
	trailer["W"] = types.Array{types.Integer(1), types.Integer(5), types.Integer(2)}
	var index types.Array
	var rows []byte
	for _, run := range i.runs() {
		index = append(index, types.Integer(run[0]), types.Integer(len(run)))
		for _, number := range run {
			o, g := i.entries[number].offset, i.entries[number].generation
			rows = append(rows, 1, byte(o>>32), byte(o>>24), byte(o>>16), byte(o>>8), byte(o), byte(g>>8), byte(g))
		}
	}
	trailer["Index"] = index
	writeStream(&i.out, types.StreamDict{Dict: trailer, Raw: rows})
	i.out.WriteString("\nendobj\n")
}

// rewrite writes a PDF anew, with all objects that it has and without what encrypts them.
func rewrite(d *document) ([]byte, error) {
	fresh := &increment{to: &document{objects: d.objects}, entries: map[int]entry{}}
	fresh.out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var written []int
	for _, number := range slices.Sorted(maps.Keys(d.objects.Table)) {
		o, err := d.kept(number)
		if err != nil {
			return nil, err
		}
		if o != nil {
			fresh.put(*types.NewIndirectRef(number, d.generation(number)), o)
			written = append(written, number)
		}
	}
	if len(written) == 0 {
		return nil, fmt.Errorf("nothing to write anew: %w", ErrBroken)
	}
	start := fresh.out.Len()
	size := written[len(written)-1] + 1
	if size > limits.MaxObjectCount {
		return nil, ErrTooComplex
	}
	fmt.Fprintf(&fresh.out, "xref\n0 %d\n", size)
	for number := range size {
		if e, ok := fresh.entries[number]; ok {
			fmt.Fprintf(&fresh.out, "%010d %05d n \n", e.offset, e.generation)
		} else {
			fresh.out.WriteString("0000000000 65535 f \n")
		}
	}
	trailer := types.Dict{"Root": *d.objects.Root, "Size": types.Integer(size), "ID": fresh.id()}
	if d.objects.Info != nil {
		trailer["Info"] = *d.objects.Info
	}
	fresh.out.WriteString("trailer\n")
	write(&fresh.out, trailer)
	fmt.Fprintf(&fresh.out, "\nstartxref\n%d\n%%%%EOF\n", start)
	return fresh.out.Bytes(), nil
}

// kept is an object that belongs in a file written anew: not what only told where the others are, or how to decrypt them.
func (d *document) kept(number int) (types.Object, error) {
	if e := d.objects.Encrypt; e != nil && int(e.ObjectNumber) == number {
		return nil, nil //nolint:nilnil // nothing is kept
	}
	if e := d.objects.Table[number]; number == 0 || e == nil || e.Free || d.objects.LinearizationObjs[number] {
		return nil, nil //nolint:nilnil // nothing is kept
	}
	o, err := d.object(number)
	switch found := o.(type) {
	case types.ObjectStreamDict, types.XRefStreamDict:
		return nil, err
	case types.StreamDict:
		if kind := found.Type(); kind != nil && (*kind == "XRef" || *kind == "ObjStm") {
			return nil, err
		}
	}
	return o, err
}

func writeStream(out *bytes.Buffer, stream types.StreamDict) {
	dict := maps.Clone(stream.Dict)
	dict["Length"] = types.Integer(len(stream.Raw))
	write(out, dict)
	out.WriteString("\nstream\n")
	out.Write(stream.Raw)
	out.WriteString("\nendstream")
}

// write writes an object that is not a stream. Between any two words it leaves a space, which is always right.
func write(out *bytes.Buffer, object types.Object) {
	switch o := object.(type) {
	case nil:
		out.WriteString("null")
	case types.Dict:
		out.WriteString("<<")
		for _, key := range slices.Sorted(maps.Keys(o)) {
			out.WriteString("/" + types.EncodeName(key) + " ")
			write(out, o[key])
			out.WriteByte(' ')
		}
		out.WriteString(">>")
	case types.Array:
		out.WriteByte('[')
		for n, element := range o {
			if n > 0 {
				out.WriteByte(' ')
			}
			write(out, element)
		}
		out.WriteByte(']')
	case types.Name:
		out.WriteString("/" + types.EncodeName(string(o)))
	case types.Float:
		out.WriteString(strconv.FormatFloat(float64(o), 'f', -1, 64))
	default:
		out.WriteString(o.PDFString())
	}
}
