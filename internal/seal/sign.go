package seal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Order is what a signature says besides that this installation made it.
type Order struct {
	Reason string
	At     time.Time
	// TimeServer is the address of a server that stamps the time (RFC 3161), or "".
	TimeServer string
}

// What a signature may take in the file.
const (
	roomPlain   = 2 << 10
	roomStamped = 24 << 10
)

// The words around a signature. Verify looks for them.
const (
	madeAt    = "/M (D:"
	madeForm  = "20060102150405Z"
	rangeMark = ")/ByteRange [0 "
)

// Sign signs a whole PDF. What was signed in it before stays so. When there is no time stamp to be had, it signs nothing.
func Sign(ctx context.Context, pdf []byte, key *Key, order Order) ([]byte, error) {
	d, err := open(ctx, pdf)
	if err != nil {
		return nil, err
	}
	i := d.increment()
	value := i.reserve()
	h := i.hole(value, key, order)
	i.field(value)
	out := i.end()
	ranges := fmt.Sprintf("%d %d %d]", h.start, h.end, len(out)-h.end)
	copy(out[h.ranges:], ranges)
	hash := sha256.New()
	hash.Write(out[:h.start])
	hash.Write(out[h.end:])
	signature, err := key.signature(ctx, hash.Sum(nil), order.TimeServer)
	if err != nil {
		return nil, err
	}
	room := out[h.start+1 : h.end-1]
	if hex.EncodedLen(len(signature)) > len(room) {
		return nil, errors.New("the signature is larger than its place in the file")
	}
	hex.Encode(room, signature)
	return out, nil
}

func (k *Key) signature(ctx context.Context, digest []byte, server string) ([]byte, error) {
	s := signature{certificate: k.Certificate, digest: digest}
	var err error
	if s.value, err = k.sign(s.attributes(tagSet)); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	if server == "" {
		return s.bytes(), nil
	}
	if s.stamp, err = stamp(ctx, server, s.value); err != nil {
		return nil, err
	}
	if s.stampSealed, err = k.sign(s.stamp); err != nil {
		return nil, fmt.Errorf("sign time stamp: %w", err)
	}
	return s.bytes(), nil
}

// hole is where the signature goes into the file, which is the only part that it cannot cover: from the "<" before it to
// behind the ">" after it. ranges is where the numbers of what it covers are.
type hole struct{ ranges, start, end int }

// hole writes the signature's object with room for it (ISO 32000-1, 12.8.1, table 252).
func (i *increment) hole(ref types.IndirectRef, key *Key, order Order) hole {
	const widest = 10 // digits of a place in the file
	room := roomPlain
	if order.TimeServer != "" {
		room = roomStamped
	}
	i.begin(ref)
	fmt.Fprintf(&i.out, "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name %s /Reason %s %s%s%s",
		text(key.Certificate.Subject.CommonName), text(order.Reason), madeAt, order.At.UTC().Format(madeForm), rangeMark)
	var h hole
	h.ranges = len(i.to.data) + i.out.Len()
	i.out.Write(bytes.Repeat([]byte(" "), 3*(widest+1)))
	i.out.WriteString("/Contents ")
	h.start = len(i.to.data) + i.out.Len()
	i.out.WriteString("<" + string(bytes.Repeat([]byte("0"), 2*room)) + ">")
	h.end = len(i.to.data) + i.out.Len()
	i.out.WriteString(">>\nendobj\n")
	return h
}

// text writes a text string as UTF-16 (7.9.2.2).
func text(s string) string {
	out := []byte{0xfe, 0xff}
	for _, unit := range utf16.Encode([]rune(s)) {
		out = append(out, byte(unit>>8), byte(unit))
	}
	return "<" + hex.EncodeToString(out) + ">"
}

// field makes the field that holds the signature, which nobody sees, on the last page (12.7.4.5).
func (i *increment) field(value types.IndirectRef) {
	const signaturesExist, appendOnly = 1, 2
	const printed, locked = 1 << 2, 1 << 7
	last := i.to.pages[len(i.to.pages)-1]
	field := i.add(types.Dict{
		"Type": types.Name("Annot"), "Subtype": types.Name("Widget"), "FT": types.Name("Sig"),
		"T": types.HexLiteral(hex.EncodeToString([]byte("Seal " + strconv.Itoa(int(value.ObjectNumber))))),
		"V": value, "F": types.Integer(printed | locked), "P": last.own(i.to), "Rect": types.NewIntegerArray(0, 0, 0, 0),
	})
	page := maps.Clone(last.dict)
	page["Annots"] = append(slices.Clone(i.to.array(last.dict["Annots"])), field)
	i.put(last.own(i.to), page)
	form := maps.Clone(i.to.dict(i.to.root["AcroForm"]))
	if form == nil {
		form = types.Dict{}
	}
	form["Fields"] = append(slices.Clone(i.to.array(form["Fields"])), field)
	form["SigFlags"] = types.Integer(signaturesExist | appendOnly)
	root := maps.Clone(i.to.root)
	root["AcroForm"] = form
	delete(root, "Perms") // what a maker's program granted Adobe's Reader ends with any change
	number := i.to.objects.Root.ObjectNumber
	i.put(types.IndirectRef{ObjectNumber: number, GenerationNumber: types.Integer(i.to.generation(int(number)))}, root)
}
