package seal

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"time"

	"portico/internal/paper"
)

// Certificate is what the last pages of a sealed file tell: which document it is, who signed it and how.
type Certificate struct {
	Letterhead paper.Letterhead
	ID, Title  string // of the document
	Signers    []Signer
	Verify     string // the address where a file can be checked
	At         time.Time
}

// Signer is someone who signed, and what is known of how.
type Signer struct {
	Name, Email string
	Proof       string // how they proved to be that: "Signed in, and a code sent by mail"
	Consent     string // the version of what they agreed to
	IP, Device  string
	Sent        time.Time
	Opened      time.Time
	Signed      time.Time
}

// LettersError is a text with characters that no font here has.
type LettersError struct {
	Text    string
	Missing []rune
}

func (e LettersError) Error() string {
	return fmt.Sprintf("%q cannot be printed: no font here has %q", e.Text, string(e.Missing))
}

// Finish makes the sealed file of a document that was prepared: it begins with that, byte for byte, and goes on with marks,
// certificate and seal.
func Finish(ctx context.Context, pdf []byte, marks []Mark, c Certificate, key *Key, order Order) ([]byte, error) {
	marked, err := Apply(ctx, pdf, marks)
	if err != nil {
		return nil, err
	}
	pages, err := c.pages(pdf, marked, order)
	if err != nil {
		return nil, err
	}
	whole, err := Append(ctx, marked, pages)
	if err != nil {
		return nil, err
	}
	sealed, err := Sign(ctx, whole, key, order)
	if err == nil && !bytes.HasPrefix(sealed, pdf) {
		return nil, errUnsettled
	}
	return sealed, err
}

// pages are the certificate of a document, as it was sent and with its marks.
func (c Certificate) pages(sent, marked []byte, order Order) ([]byte, error) {
	return c.print("SHA-256 signed", hash(sent), hash(marked), c.about(sent, marked, order))
}

// Alone is a certificate without its document, as PDF: what was signed is told by its SHA-256, as it was sent and as the
// whole finished file.
func (c Certificate) Alone(sent, finished string) ([]byte, error) {
	return c.print("SHA-256 finished", sent, finished, "“As sent” is the document that the signers were shown, “finished” the whole "+
		"file with their signatures, its certificate and its seal. All times are in UTC. This is a copy of what is kept of the "+
		"signatures, without the document: it carries no seal of its own.")
}

// print makes the pages of a certificate. The document has two hashes: as it was sent, and another, which has a name.
func (c Certificate) print(name, sent, other, about string) ([]byte, error) {
	if err := c.printable(); err != nil {
		return nil, err
	}
	c.Letterhead.Firm = c.firm()
	p := paper.New(c.Letterhead, "Signature certificate · "+c.Title, c.At)
	p.Title("Signature certificate", c.Title)
	p.Facts("Document",
		"Document ID", c.ID,
		"Completed", moment(c.At),
		"Signers", strconv.Itoa(len(c.Signers)),
		"SHA-256 as sent", sent,
		name, other)
	for _, s := range c.Signers {
		p.Facts(s.Name,
			"E-mail", numbered(s.Email), "Proved by", s.Proof, "Agreed to", s.Consent, "IP address", s.IP, "Device", numbered(s.Device),
			"Sent", moment(s.Sent), "Opened", moment(s.Opened), "Signed", moment(s.Signed))
	}
	p.Heading("About this certificate")
	p.Small(about)
	return p.Bytes()
}

// firm is the firm's name, or nothing where no font here has its letters: what everyone has signed is finished without it.
func (c Certificate) firm() string {
	if len(Unwritable(c.Letterhead.Firm)) > 0 {
		return ""
	}
	return c.Letterhead.Firm
}

func (c Certificate) about(sent, marked []byte, order Order) string {
	firm := cmp.Or(c.firm(), "the sender")
	about := "“As sent” is the document that the signers were shown, “signed” the same with what they filled in and their " +
		"signatures, before this certificate was added. "
	if bytes.HasPrefix(marked, sent) {
		about += fmt.Sprintf("This file begins with both: its first %s bytes are the document as sent, its first %s bytes the "+
			"document signed. ", thousands(len(sent)), thousands(len(marked)))
	}
	about += "All times are in UTC. The whole file, this certificate included, is sealed with a digital signature"
	if order.TimeServer != "" {
		about += " and a time stamp"
	}
	about += ". The seal shows that " + firm + " issued this file and that not one byte of it has been changed since. It does " +
		"not show who the signers are: that is what is told above."
	if c.Verify != "" {
		about += " To check this file, open " + c.Verify
		about += " and drop it there."
	}
	return about
}

// printable tells of the first text that matters and that could not be read on paper.
func (c Certificate) printable() error {
	texts := []string{c.ID, c.Title}
	for _, s := range c.Signers {
		texts = append(texts, s.Name, s.Proof, s.Consent)
	}
	for _, text := range texts {
		if missing := Unwritable(text); len(missing) > 0 {
			return LettersError{text, missing}
		}
	}
	return nil
}

// numbered is a text in which the letters that no font here has stand by their numbers: the address that somebody had when
// they signed is told whatever it is.
func numbered(text string) string {
	for _, r := range Unwritable(text) {
		text = strings.ReplaceAll(text, string(r), fmt.Sprintf(`\u{%04X}`, r))
	}
	return text
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2 January 2006, 15:04:05 UTC")
}

func hash(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }

// thousands writes a number as it is read.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}
