package signing

import (
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/paper"
	"portico/internal/particulars"
)

// signaturePage is a page at the end of a document on which everyone signs: whom it names, and what is placed on it.
type signaturePage struct {
	names  map[string]string  // by signature
	fields map[string][]Field // by signature
}

// newSignaturePage makes one to go behind so many pages; it may take more than one sheet.
func newSignaturePage(app core.App, round *core.Record, pages int, signers map[string]Person) ([]byte, *signaturePage, error) {
	all, err := Signatures(app, round.Id)
	if err != nil {
		return nil, nil, err
	}
	head, err := particulars.Letterhead(app)
	if err != nil {
		return nil, nil, err
	}
	title := round.GetString("title")
	sheet := paper.New(head, "Signatures · "+title, time.Now())
	sheet.Title("Signatures", title)
	page := &signaturePage{names: map[string]string{}, fields: map[string][]Field{}}
	for _, s := range all {
		name := signers[s.Id].Name
		signature, date := sheet.SignHere(name)
		page.names[s.Id] = name
		page.fields[s.Id] = []Field{fieldAt(FieldSignature, pages, signature), fieldAt(FieldDate, pages, date)}
	}
	made, err := sheet.Bytes()
	return made, page, err
}

func fieldAt(kind string, after int, at paper.Place) Field {
	return Field{
		Kind: kind, Required: true, Page: after + at.Page, X: at.X, Y: at.Y, Width: at.Width, Height: at.Height,
	}
}
