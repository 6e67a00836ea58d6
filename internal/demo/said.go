package demo

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/bill"
	"portico/internal/documents"
	"portico/internal/ingest"
	"portico/internal/particulars"
	"portico/internal/storage"
)

// said is what a document says itself, in place of a file.
type said interface {
	// say writes it to its document, as of a day.
	say(tx core.App, document *core.Record, at time.Time) error
	// photos go with it.
	photos() []picture
}

// account is an estimate or an invoice of the firm's.
type account struct {
	number, status string
	works          []work
	answer         *answer
}

// answer is what a client has said to an estimate, some days after it was written.
type answer struct {
	response, note, by string // by: key of a contact
	days               int
}

func invoice(number, status string, works ...work) said { return account{number, status, works, nil} }

func estimate(number, status string, works ...work) said { return account{number, status, works, nil} }

func answered(a answer, number string, works ...work) said {
	return account{number, bill.Sent, works, &a}
}

func (account) photos() []picture { return nil }

func (a account) say(tx core.App, document *core.Record, at time.Time) error {
	b := bill.Bill{
		Number: a.number, Currency: "GBP", Issued: at.Format(time.DateOnly), Due: at.AddDate(0, 0, 30).Format(time.DateOnly),
		Status: a.status, Notes: "Wexbridge Savings Bank · account 00000000 · sort code 00-00-00 · please quote " + a.number,
	}
	if document.GetString("kind") == particulars.KindEstimate {
		b.Notes = "This estimate is binding for thirty days. What turns up behind a wall is charged as extra, after we have shown it to you."
	}
	for _, w := range a.works {
		b.Lines = append(b.Lines, bill.Line{
			Description: w.what, Quantity: strconv.Itoa(w.hours), UnitPrice: int64(w.rate), TaxRate: vat * 100,
		})
		if w.material > 0 {
			b.Lines = append(b.Lines, bill.Line{
				Description: w.what + ": material", Quantity: "1", UnitPrice: int64(w.material), TaxRate: vat * 100,
			})
		}
	}
	if err := particulars.SaveBill(tx, document, b); err != nil || a.answer == nil {
		return err
	}
	r, err := tx.FindFirstRecordByData("bills", "document", document.Id)
	if err != nil {
		return fmt.Errorf("find bill: %w", err)
	}
	r.Set("response", a.answer.response)
	r.Set("response_note", a.answer.note)
	r.Set("response_by", personByKey(a.answer.by).name)
	r.Set("responded", at.AddDate(0, 0, a.answer.days))
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("save answer: %w", err)
	}
	return nil
}

// log is a day on a building site: what happened, and the pictures of it.
type log struct {
	weather  string
	crew     string
	entries  []string
	pictures []picture
}

func (l log) photos() []picture { return l.pictures }

func (l log) say(tx core.App, document *core.Record, at time.Time) error {
	return particulars.SaveLog(tx, document, particulars.Log{
		Date: at.Format(time.DateOnly), Weather: l.weather, Crew: l.crew, Notes: strings.Join(l.entries, "\n\n"),
	})
}

// addSaid adds a document that is written in Portico.
func (f *filler) addSaid(n documents.New, p paper, at time.Time) (*core.Record, error) {
	document, err := documents.Add(f.app, n, nil, func(tx core.App, document *core.Record) error {
		return p.said.say(tx, document, at)
	})
	if err != nil {
		return nil, err
	}
	for i, shot := range p.said.photos() {
		if err := f.addPhoto(document, fmt.Sprintf("picture %d.jpg", i+1), shot, at); err != nil {
			return nil, err
		}
	}
	// Its name was given after it was made.
	return f.app.FindRecordById("documents", document.Id)
}

func (f *filler) addPhoto(document *core.Record, name string, shot picture, at time.Time) error {
	data, err := shot.jpeg(at)
	if err != nil {
		return err
	}
	staged, err := storage.Stage(f.app, bytes.NewReader(data), maxFile)
	if err != nil {
		return err
	}
	defer staged.Discard()
	return documents.AddPhoto(f.app, document, "", &ingest.Upload{Staged: staged, Name: name}, func(core.App) error { return nil })
}
