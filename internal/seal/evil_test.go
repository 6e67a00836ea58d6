package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"portico/internal/seal"
)

// objects of a contract of one page. A second page that is not part of it says something else.
var contract = []string{
	"<</Type/Catalog/Pages 2 0 R>>",
	"<</Type/Pages/Kids[3 0 R]/Count 1>>",
	"<</Type/Page/Parent 2 0 R" + a5 + "/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
	stream("", "BT /F1 24 Tf 20 400 Td (The fee is 100 EUR) Tj ET"),
	"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	"<</Type/Page/Parent 2 0 R" + a5 + "/Contents 7 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
	stream("", "BT /F1 24 Tf 20 400 Td (The fee is 90000 EUR) Tj ET"),
}

// altered is the contract with other objects in the place of some.
func altered(changes map[int]string) []byte {
	objects := append([]string{}, contract...)
	for number, object := range changes {
		for len(objects) < number {
			objects = append(objects, "null")
		}
		objects[number-1] = object
	}
	return build(objects...)
}

// row is the line of an object in the table of a file that build made.
func row(pdf []byte, number int) string {
	return fmt.Sprintf("%010d 00000 n \n", bytes.Index(pdf, fmt.Appendf(nil, "\n%d 0 obj", number))+1)
}

func replaced(pdf []byte, old, by string) []byte {
	if !bytes.Contains(pdf, []byte(old)) {
		panic(old)
	}
	return bytes.Replace(pdf, []byte(old), []byte(by), 1)
}

// updated puts objects behind a PDF, with a table that leads to the one before; entries stand in it as they are given.
func updated(pdf []byte, objects, entries, trailer string) []byte {
	_, last, _ := strings.Cut(string(pdf[bytes.LastIndex(pdf, []byte("startxref")):]), "\n")
	before, _, _ := strings.Cut(last, "\n")
	out := append(bytes.Clone(pdf), objects...)
	start := len(out)
	return fmt.Appendf(out, "xref\n%strailer\n<</Size 20/Root 1 0 R/Prev %s%s>>\nstartxref\n%d\n%%%%EOF\n", entries, before, trailer, start)
}

// streamed puts an object stream with a head and a body behind a PDF, as object 10, and a table that is a stream: it says
// that object 3 is in the stream, at an index.
func streamed(pdf []byte, count int, head, body string, index byte) []byte {
	_, last, _ := strings.Cut(string(pdf[bytes.LastIndex(pdf, []byte("startxref")):]), "\n")
	before, _, _ := strings.Cut(last, "\n")
	out := bytes.Clone(pdf)
	pack, rows := len(out), []byte{2, 0, 0, 0, 10, index}
	out = fmt.Appendf(out, "10 0 obj\n%s\nendobj\n", stream(fmt.Sprintf("/Type/ObjStm/N %d/First %d", count, len(head)), head+body))
	start := len(out)
	for _, at := range []int{pack, start} {
		rows = append(rows, 1, byte(at>>24), byte(at>>16), byte(at>>8), byte(at), 0)
	}
	dict := fmt.Sprintf("/Type/XRef/Size 20/W[1 4 1]/Index[3 1 10 2]/Root 1 0 R/Prev %s", before)
	return fmt.Appendf(out, "11 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", stream(dict, string(rows)), start)
}

// linear puts before a PDF what one begins with that is made to be shown before all of it has come: which object is the first
// page, and how many pages there are.
func linear(first, pages int) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	head := "8 0 obj\n<</Linearized 1/L %06d/O %d/E 600/N %d/T 700/H[1 2]>>\nendobj\n"
	places := map[int]int{8: out.Len()}
	length := out.Len() + len(fmt.Sprintf(head, 0, first, pages))
	const rows = 9
	table := len("xref\n0 9\n") + rows*20 + len("trailer\n<</Size 9/Root 1 0 R>>\nstartxref\n0\n%%EOF\n")
	at := length
	var body bytes.Buffer
	for i, o := range contract {
		places[i+1] = at + table + body.Len()
		fmt.Fprintf(&body, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	end := fmt.Sprintf("startxref\n%d\n%%%%EOF\n", at)
	fmt.Fprintf(&out, head, length+table+body.Len()+len(end), first, pages)
	out.WriteString("xref\n0 9\n0000000000 65535 f \n")
	for number := 1; number < rows; number++ {
		fmt.Fprintf(&out, "%010d 00000 n \n", places[number])
	}
	out.WriteString("trailer\n<</Size 9/Root 1 0 R>>\nstartxref\n0\n%%EOF\n")
	out.Write(body.Bytes())
	out.WriteString(end)
	return out.Bytes()
}

// evil are files that show one text in one program and another in another: by their tables, their objects or their pages.
func evil(t *testing.T) map[string][]byte {
	t.Helper()
	plain := altered(nil)
	other := strings.Replace(contract[5], "Page/", "Page/Rotate 0/", 1)
	third := "3 0 obj\n" + other + "\nendobj\n"
	at := func(pdf []byte, text string) string {
		return fmt.Sprintf("%010d 00000 n \n", bytes.LastIndex(pdf, []byte(text)))
	}
	cut, _, _ := bytes.Cut(plain, []byte("xref"))
	behind := append(bytes.Clone(plain), third...)
	untabled := func(pdf []byte) []byte { return bytes.Replace(pdf, []byte("startxref\n"), []byte("startxref\n9"), 1) }
	encrypted := qpdf(t, plain, "--encrypt", "", "owner", "128", "--use-aes=y", "--")
	metadata := "/Type/Metadata/Subtype/XML"
	return map[string][]byte{
		"encrypted, but for a text": qpdf(t, altered(map[int]string{1: "<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>", 4: stream(metadata, "BT /F1 24 Tf 20 400 Td (The fee is 100 EUR) Tj ET")}),
			"--allow-weak-crypto", "--encrypt", "", "owner", "128", "--cleartext-metadata", "--force-V4", "--"),
		"encrypted by another generation":           replaced(encrypted, "/Encrypt 6 0 R", "/Encrypt 6 1 R"),
		"encrypted, and not read as such":           replaced(encrypted, "%%EOF", "%%EO6"),
		"an entry of another object":                replaced(plain, row(plain, 3), row(plain, 6)),
		"an entry of another object, newly":         updated(plain, "", "3 1\n"+row(plain, 6), ""),
		"an entry of another object, earlier":       updated(replaced(plain, row(plain, 3), row(plain, 6)), "", "5 1\n"+row(plain, 5), ""),
		"an entry of another generation":            replaced(plain, row(plain, 3), strings.Replace(row(plain, 3), "00000 n", "00001 n", 1)),
		"an entry of nothing":                       replaced(plain, row(plain, 5), "0000000012 00000 n \n"),
		"no table, two roots":                       append(untabled(plain), "trailer\n<</Root 6 0 R>>\n"...),
		"a first table that is another":             updated(plain, third, "3 1\n"+at(behind, "3 0 obj"), "/XRefStm 20"),
		"a packed object by another index":          streamed(plain, 2, "3 0 6 200 ", fmt.Sprintf("%-200s%s", contract[2], other), 1),
		"a packed object of another number":         streamed(plain, 1, "6 0 ", other, 0),
		"a packed object twice":                     streamed(plain, 2, "3 0 3 200 ", fmt.Sprintf("%-200s%s", contract[2], other), 0),
		"packed objects that are fewer":             streamed(plain, 1, "3 0 6 200 ", fmt.Sprintf("%-200s%s", contract[2], other), 0),
		"a key twice":                               altered(map[int]string{3: strings.Replace(contract[2], "/Contents", "/Contents 7 0 R/Contents", 1)}),
		"a key twice, the second time nothing":      altered(map[int]string{3: strings.Replace(contract[2], "/Contents 4 0 R", "/Contents 4 0 R/Contents null", 1)}),
		"a key twice, disguised":                    altered(map[int]string{3: strings.Replace(contract[2], "/Contents", "/C#6fntents 7 0 R/Contents", 1)}),
		"a key that is a name to some":              altered(map[int]string{3: strings.Replace(contract[2], "/Contents", "/Contents\u00a07 0 R/Contents", 1)}),
		"a value on the next line":                  altered(map[int]string{3: strings.Replace(contract[2], "/Contents 4 0 R", "/Contents\n7 0 R/X/Y /Contents", 1)}),
		"what is no object":                         altered(map[int]string{3: strings.Replace(contract[2], "/Contents", "7 0 R/Contents", 1)}),
		"a number that is one to some":              altered(map[int]string{3: strings.Replace(contract[2], "[0 0 420 595]", "[0 0 420 59--5]", 1)}),
		"a page that is not counted":                altered(map[int]string{2: "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 1>>"}),
		"pages that are counted and not there":      altered(map[int]string{2: "<</Type/Pages/Kids[8 0 R 6 0 R]/Count 2>>", 8: "<</Type/Pages/Parent 2 0 R/Kids[]/Count 1>>"}),
		"a page with pages below":                   altered(map[int]string{3: strings.Replace(contract[2], "/Contents", "/Kids[6 0 R]/Count 1/Contents", 1)}),
		"another parent":                            altered(map[int]string{3: strings.Replace(contract[2], "2 0 R", "8 0 R", 1), 8: "<</Resources<</XObject<</A 7 0 R>>>>>>"}),
		"resources from above":                      altered(map[int]string{2: "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</XObject<</A 7 0 R>>>>>>"}),
		"no resources, and others from above":       altered(map[int]string{2: "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<<>>>>", 3: strings.Replace(contract[2], "<</Font<</F1 5 0 R>>>>", "9 0 R", 1)}),
		"a first page that is another":              linear(6, 1),
		"more pages at first":                       linear(3, 2),
		"another generation, with an object behind": updated(altered(map[int]string{3: strings.Replace(contract[2], "5 0 R", "5 1 R", 1)}), third, "0 1\n0000000000 65535 f \n", ""),
		"no table, a number twice":                  append(bytes.Clone(cut), third...),
		"no table, an object within a line":         []byte(strings.Replace(string(plain[:len(plain)-25]), "endobj\n4 0 obj", "endobj 4 0 obj", 1)),
		"no table, an object behind one":            append(bytes.Clone(plain[:len(plain)-25]), "8 0 obj\n<<>>\nendobj\n"...),
		"encrypted in two ways":                     replaced(encrypted, "/StmF /StdCF /StrF /StdCF", "/StmF/StdCF/StrF/Identity"),
	}
}

func TestCheck_RefusesWhatHasTwoReadings(t *testing.T) {
	t.Parallel()
	metadata := altered(map[int]string{1: "<</Type/Catalog/Pages 2 0 R/Metadata 8 0 R>>", 8: stream("/Type/Metadata/Subtype/XML", "<x/>")})
	cleartext := qpdf(t, metadata, "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--cleartext-metadata", "--force-V4", "--")
	for name, pdf := range map[string][]byte{"encrypted but for metadata": cleartext, "plain": altered(nil), "linear": linear(3, 1), "streamed": streamed(altered(nil), 1, "3 0 ", contract[2], 0)} {
		if _, err := check(t, pdf); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, pdf := range evil(t) {
		_, err := check(t, pdf)
		if !errors.Is(err, seal.ErrAmbiguous) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is added gets no number that the document refers to already: it could show a mark where none was put.
func TestFinish_IsNotReferredTo(t *testing.T) {
	t.Parallel()
	pdf := altered(map[int]string{
		3: strings.Replace(contract[2], "/Resources<<", "/Resources<</XObject<</A 8 0 R/B 40 0 R>>", 1), 4: stream("", "/A Do /B Do /Portico1 Do"),
	})
	added := finish(t, pdf)[len(pdf):]
	for number := 8; number <= 40; number++ {
		if bytes.Contains(added, fmt.Appendf(nil, "\n%d 0 obj", number)) {
			t.Errorf("object %d is there now", number)
		}
	}
	if bytes.Contains(added, []byte("/Portico1 ")) {
		t.Error("the page can call for its marks")
	}
}
