package seal_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"portico/internal/seal"
	"portico/internal/testapp/stamptest"
)

func TestSign_AThousandTimes(t *testing.T) {
	t.Parallel()
	pdf := page("", a5)
	for n := range 1000 {
		signed := sign(t, pdf)
		if _, err := verify(t, signed); err != nil {
			t.Fatalf("signature %d: %v", n, err)
		}
		if n%100 == 0 {
			if err := sound(t, signed); err != nil {
				t.Fatalf("signature %d: %v", n, err)
			}
		}
	}
}

// What was signed before stays signed, and each signature covers the file as it was.
func TestSign_Again(t *testing.T) {
	t.Parallel()
	once := sign(t, page("", a5))
	marked, err := seal.Apply(t.Context(), once, []seal.Mark{{1, seal.Area{X: 10, Y: 10, Width: 90, Height: 30}, seal.Hand("Later")}})
	if err != nil {
		t.Fatal(err)
	}
	twice := sign(t, marked)
	if !bytes.HasPrefix(twice, once) {
		t.Error("what was signed is not the beginning of the file")
	}
	if err := sound(t, twice); err != nil {
		t.Error(err)
	}
	said, err := run(t, twice, "pdfsig", "-nocert", "FILE")
	if err != nil || strings.Count(said, "Signature is Valid") != 2 || strings.Count(said, "Not total document signed") != 1 {
		t.Errorf("%v %s", err, said)
	}
	if _, err := verify(t, twice); err != nil {
		t.Error(err)
	}
	if _, err := verify(t, once); err != nil {
		t.Error(err)
	}
	if _, err := verify(t, marked); !errors.Is(err, seal.ErrAltered) {
		t.Errorf("changed after it was signed: %v", err)
	}
}

// What is said to be signed cannot be more than a number holds.
func TestVerify_LongLengths(t *testing.T) {
	t.Parallel()
	signed := sign(t, page("", a5))
	at := bytes.LastIndex(signed, []byte(")/ByteRange [0 ")) + len(")/ByteRange [0 ")
	_, after, _ := bytes.Cut(signed[at:], []byte("]"))
	for _, lengths := range []string{
		"9223372036854775000922337203685477580799]", // as long as numbers are, they stand without a space
		"100 9223372036854775807 9]", "100 200 9223372036854775807]",
	} {
		forged := append(append(bytes.Clone(signed[:at]), lengths...), after...)
		if _, err := verify(t, forged); !errors.Is(err, seal.ErrUnknown) && !errors.Is(err, seal.ErrAltered) {
			t.Errorf("%s: %v", lengths, err)
		}
	}
}

// authority is a server for time stamps, a minute ahead.
func authority(t *testing.T, answer func(*timestamp.Request) []byte) (address string, give func(*timestamp.Request) []byte) {
	t.Helper()
	return stamptest.Start(t, noon.Add(time.Minute), answer)
}

func TestSign_WithATimeStamp(t *testing.T) {
	t.Parallel()
	address, _ := authority(t, nil)
	signed, err := seal.Sign(t.Context(), page("", a5), key(t), seal.Order{Reason: "Sealed", At: noon, TimeServer: address})
	if err != nil {
		t.Fatal(err)
	}
	if err := sound(t, signed); err != nil {
		t.Error(err)
	}
	report, err := verify(t, signed)
	if err != nil || report.Stamp == nil || !report.Stamp.At.Equal(noon.Add(time.Minute)) || report.Stamp.By != stamptest.Name || !report.At.Equal(noon) {
		t.Errorf("%+v, %v", report, err)
	}
	tamper(t, signed, 400)
}

func TestSign_WithoutTheTimeStampThatItShouldHave(t *testing.T) {
	t.Parallel()
	var give func(*timestamp.Request) []byte
	answers := map[string]func(*timestamp.Request) []byte{
		"nothing":  func(*timestamp.Request) []byte { return nil },
		"prose":    func(*timestamp.Request) []byte { return []byte("<html>") },
		"too much": func(*timestamp.Request) []byte { return make([]byte, 1<<20) },
		"no": func(*timestamp.Request) []byte {
			out, _ := timestamp.CreateErrorResponse(timestamp.Rejection, timestamp.SystemFailure)
			return out
		},
		"another nonce": func(q *timestamp.Request) []byte { q.Nonce = big.NewInt(1); return give(q) },
		"another hash":  func(q *timestamp.Request) []byte { q.HashedMessage = make([]byte, 32); return give(q) },
		"nobody's":      func(q *timestamp.Request) []byte { q.Certificates = false; return give(q) },
	}
	_, give = authority(t, nil)
	for name, answer := range answers {
		address, _ := authority(t, answer)
		if _, err := seal.Sign(t.Context(), page("", a5), key(t), seal.Order{At: noon, TimeServer: address}); !errors.Is(err, seal.ErrTimeStamp) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := seal.Sign(t.Context(), page("", a5), key(t), seal.Order{At: noon, TimeServer: "http://127.0.0.1:1/"}); !errors.Is(err, seal.ErrTimeStamp) {
		t.Errorf("nobody there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	address, _ := authority(t, func(q *timestamp.Request) []byte { cancel(); <-ctx.Done(); return give(q) })
	if _, err := seal.Sign(ctx, page("", a5), key(t), seal.Order{At: noon, TimeServer: address}); err == nil {
		t.Error("it went on though its caller had gone")
	}
}

// tamper changes a sealed file, at random and a bit at a time where it matters, and wants every change to be seen.
func tamper(t *testing.T, sealed []byte, times int) {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	caught := func(what string, changed []byte) {
		if bytes.Equal(changed, sealed) {
			return
		}
		if _, err := verify(t, changed); !errors.Is(err, seal.ErrAltered) && !errors.Is(err, seal.ErrUnknown) {
			t.Fatalf("%s: %v", what, err)
		}
	}
	if _, err := verify(t, sealed); err != nil {
		t.Fatal(err)
	}
	for n := range times {
		at := random.IntN(len(sealed))
		changed := bytes.Clone(sealed)
		switch n % 5 {
		case 0, 1:
			changed[at] ^= 1 << random.IntN(8)
		case 2:
			changed[at] = byte(random.IntN(256))
		case 3:
			changed = append(changed[:at], changed[at+1+random.IntN(len(changed)-at):]...)
		case 4:
			changed = append(changed[:at:at], append([]byte{byte(random.IntN(256))}, changed[at:]...)...)
		}
		caught(fmt.Sprintf("change %d at %d", n, at), changed)
	}
	for _, more := range []string{"\n", "\x00", "%%EOF\n", string(sealed), "1 0 obj\n<<>>\nendobj\n"} {
		caught("appended "+more[:1], append(bytes.Clone(sealed), more...))
	}
	start := bytes.LastIndex(sealed, []byte("/Contents <"))
	end := start + bytes.IndexByte(sealed[start:], '>')
	for at := start; at <= end; at += 1 + (end-start)/1500 {
		changed := bytes.Clone(sealed)
		changed[at] ^= 0x20 // a letter's case: the same number
		caught(fmt.Sprintf("case at %d", at), changed)
		changed[at] = sealed[at] ^ 1
		caught(fmt.Sprintf("bit at %d", at), changed)
	}
}

func TestVerify_SeesEveryChange(t *testing.T) {
	t.Parallel()
	sealed := finish(t, many(3))
	report, err := verify(t, sealed)
	if err != nil || report.SHA256 != digest(sealed) || !report.At.Equal(noon) || report.Stamp != nil || !report.Certificate.Equal(key(t).Certificate) {
		t.Fatalf("%+v, %v", report, err)
	}
	tamper(t, sealed, 1000)
}

func TestVerify_KnowsItsOwn(t *testing.T) {
	t.Parallel()
	other, err := seal.LoadKey(t.TempDir(), "Another")
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := seal.Sign(t.Context(), page("", a5), other, seal.Order{At: noon})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"nothing": nil, "text": []byte("Dear all,"), "a PDF": page("", a5), "another's": theirs,
		"decoys": bytes.Repeat([]byte("/M (D:20260531120000Z)/ByteRange [0 50 200 9000000000000000000]/Contents <00>"), 1000),
	} {
		if _, err := verify(t, data); !errors.Is(err, seal.ErrUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := seal.Verify(bytes.NewReader(theirs), int64(len(theirs)), key(t).Certificate, other.Certificate); err != nil {
		t.Errorf("one of two keys: %v", err)
	}
	// Another's signature in the place of ours, over a file of theirs: our certificate does not make it ours.
	ours := sign(t, page("", a5))
	forged := bytes.ReplaceAll(theirs, other.Certificate.Raw, key(t).Certificate.Raw)
	if _, err := verify(t, append(forged, ours[len(ours)/2:]...)); err == nil {
		t.Error("a forged file is ours")
	}
}
