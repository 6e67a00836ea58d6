// Package seal makes a signed PDF of a PDF and what was filled in, and tells later whether a file is still that.
//
// A sealed file is the original, byte for byte, with what was added behind it as incremental updates (ISO 32000-1, 7.5.6):
// the marks, the certificate page, and last the digital signature of this installation over all of it (12.8), a CMS
// signature as PAdES has it (ETSI EN 319 142-1, level B-B, or B-T with a time stamp by RFC 3161). So the beginning of the
// file, as long as the original was, has the original's SHA-256, and signatures that were in it stay what they were. A
// file that cannot be added to, since its table of objects is damaged or it is encrypted, is first mended or written anew,
// with the same objects: Prepare does, before anybody is shown it. A file that programs may read in different ways is refused.
//
// PDFs are read by pdfcpu, and the pages that are added are drawn by fpdf. What is appended is written here: pdfcpu
// writes files anew, which would break signatures that are in them, and digitorus/pdfsign loses the fields of forms and
// finds the place of its signature by searching the file for zeros.
package seal

// UnfitError is why a PDF cannot be signed here: a word for programs, which says as an error what to do.
type UnfitError string

// What a PDF can be unfit for signing for.
const (
	ErrBroken     UnfitError = "broken"
	ErrAmbiguous  UnfitError = "ambiguous"
	ErrLocked     UnfitError = "locked"
	ErrRestricted UnfitError = "restricted"
	ErrCertified  UnfitError = "certified"
	ErrActive     UnfitError = "active"
	ErrDynamic    UnfitError = "dynamic"
	ErrTooLarge   UnfitError = "too_large"
	ErrTooLong    UnfitError = "too_long"
	ErrTooComplex UnfitError = "too_complex"
)

func (u UnfitError) Error() string {
	switch u {
	case ErrAmbiguous:
		return "This PDF is built so that it may not show everyone the same. Print it to a new PDF first."
	case ErrLocked:
		return "This PDF opens with a password only. Save it without one first."
	case ErrRestricted:
		return "The author of this PDF does not let it be changed. Ask for one without that restriction."
	case ErrCertified:
		return "The author of this PDF certified it as final, and a signature would break that. Ask for one that is not certified."
	case ErrActive:
		return "This PDF holds a script, starts a program or plays media, so it may not show everyone the same. Print it to a new PDF first."
	case ErrDynamic:
		return "This PDF is a form that only some programs can show (XFA). Print it to a new PDF first."
	case ErrTooLarge:
		return "This PDF is too large to be signed. It may have up to 64 MB."
	case ErrTooLong:
		return "This PDF has too many pages to be signed. It may have up to 2,000."
	case ErrTooComplex:
		return "This PDF takes too much time or memory to open. Print it to a new PDF first."
	}
	return "This file is not a PDF, or it is damaged. Open it in another program and save it as a new PDF first."
}

// The limits of a PDF that is to be signed.
const (
	MaxSize  = 64 << 20
	MaxPages = 2000

	// What comes to be of it with marks, a certificate and a seal, which is more.
	mostSize  = 2 * MaxSize
	mostPages = MaxPages + 100
)
