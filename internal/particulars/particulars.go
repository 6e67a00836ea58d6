// Package particulars keeps what an estimate, an invoice or a daily log says, beside its document, and makes the PDF of it.
package particulars

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/bill"
	"portico/internal/firm"
	"portico/internal/paper"
)

// The kinds of document that have particulars, and need no file: their PDF is made of them.
const (
	KindEstimate = "estimate"
	KindInvoice  = "invoice"
	KindDailyLog = "daily_log"
)

// IsBill reports whether documents of a kind have a bill as their particulars.
func IsBill(kind string) bool { return kind == KindEstimate || kind == KindInvoice }

// IsWritten reports whether documents of a kind can be written in Portico, and so be without a file.
func IsWritten(kind string) bool { return IsBill(kind) || kind == KindDailyLog }

// Particulars are what an estimate or invoice, or a daily log, adds to its document; both are nil for others.
type Particulars struct {
	Bill *Bill `json:"bill"`
	Log  *Log  `json:"log"`
}

// Bill is a bill with what it comes to, and what has become of it.
type Bill struct {
	bill.Bill
	bill.Totals
	Decimals int       `json:"decimals"` // of its currency
	Updated  string    `json:"updated"`  // when it was written last
	State    string    `json:"state"`    // see bill.State
	Response *Response `json:"response"` // the client's to an estimate, or nil
	PayURL   string    `json:"payUrl"`   // where an invoice is paid, or ""
}

// Response is what a client answered to an estimate.
type Response struct {
	Answer string `json:"answer"` // bill.Accepted or bill.Declined
	Note   string `json:"note"`
	By     string `json:"by"`
	At     string `json:"at"`
}

// Log is a day on a site.
type Log struct {
	Date    string  `json:"date"` // 2026-05-31
	Weather string  `json:"weather"`
	Crew    string  `json:"crew"`
	Notes   string  `json:"notes"`
	Photos  []Photo `json:"photos"`
}

// Photo is a photo of a daily log.
type Photo struct {
	ID   string `json:"id" db:"id"`
	Name string `json:"name" db:"file_name"`
	Type string `json:"type" db:"file_type"`
	Size int64  `json:"size" db:"file_size"`
}

// Find reads what a document has.
func Find(app core.App, document *core.Record) (p Particulars, err error) {
	switch kind := document.GetString("kind"); {
	case IsBill(kind):
		p.Bill, err = findBill(app, document)
	case kind == KindDailyLog:
		p.Log, err = findLog(app, document.Id)
	}
	return p, err
}

func findBill(app core.App, document *core.Record) (*Bill, error) {
	r, err := findRecord(app, "bills", document.Id)
	if r == nil || err != nil {
		return nil, err
	}
	read, err := ReadBill(r)
	if err != nil {
		return nil, err
	}
	opened, err := app.CountRecords("receipts", dbx.HashExp{"document": document.Id})
	if err != nil {
		return nil, fmt.Errorf("look for receipts: %w", err)
	}
	b := &Bill{Bill: read, Totals: read.Totals()}
	b.Decimals, _ = bill.Decimals(b.Currency)
	b.Updated = r.GetString("updated")
	b.State = StateOf(r, document.GetString("kind"), opened > 0)
	if answer := r.GetString("response"); answer != "" {
		b.Response = &Response{
			Answer: answer, Note: r.GetString("response_note"), By: r.GetString("response_by"), At: r.GetString("responded"),
		}
	}
	if document.GetString("kind") != KindInvoice {
		return b, nil
	}
	f, err := firm.Find(app)
	b.PayURL = PayURL(f.PaymentLink, b.State, b.Bill, b.Total)
	return b, err
}

func findLog(app core.App, document string) (*Log, error) {
	r, err := findRecord(app, "daily_logs", document)
	if r == nil || err != nil {
		return nil, err
	}
	log := readLog(r)
	log.Photos = []Photo{}
	err = app.DB().Select("id", "file_name", "file_type", "file_size").From("daily_log_photos").
		Where(dbx.HashExp{"document": document}).OrderBy("created", "rowid").All(&log.Photos)
	if err != nil {
		return nil, fmt.Errorf("find photos: %w", err)
	}
	return &log, nil
}

// findRecord returns the record that a document has in bills or daily_logs, or nil.
func findRecord(app core.App, collection, document string) (*core.Record, error) {
	r, err := app.FindFirstRecordByData(collection, "document", document)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // a document may be nothing but its file
	}
	if err != nil {
		return nil, fmt.Errorf("find in %s: %w", collection, err)
	}
	return r, nil
}

// ReadBill reads a bill from its record.
func ReadBill(r *core.Record) (bill.Bill, error) {
	b := bill.Bill{
		Number: r.GetString("number"), Currency: r.GetString("currency"), Issued: r.GetString("issued"),
		Due: r.GetString("due"), Status: r.GetString("status"), Notes: r.GetString("notes"), Lines: []bill.Line{},
	}
	if err := r.UnmarshalJSONField("lines", &b.Lines); err != nil {
		return b, fmt.Errorf("read lines of bill: %w", err)
	}
	return b, nil
}

func readLog(r *core.Record) Log {
	return Log{Date: r.GetString("date"), Weather: r.GetString("weather"), Crew: r.GetString("crew"), Notes: r.GetString("notes")}
}

// SaveBill gives a document its bill, or changes it. What is wrong with it is validation.Errors by field.
func SaveBill(tx core.App, document *core.Record, b bill.Bill) error {
	lines, err := json.Marshal(b.Lines)
	if err != nil {
		return fmt.Errorf("write lines of bill: %w", err)
	}
	return save(tx, "bills", document, map[string]any{
		"number": strings.TrimSpace(b.Number), "currency": b.Currency, "issued": b.Issued, "due": b.Due, "status": b.Status,
		"notes": strings.TrimSpace(b.Notes), "lines": string(lines),
	})
}

// SaveLog gives a document its daily log, or changes it; photos are added for themselves.
func SaveLog(tx core.App, document *core.Record, log Log) error {
	return save(tx, "daily_logs", document, map[string]any{
		"date": log.Date, "weather": strings.TrimSpace(log.Weather), "crew": strings.TrimSpace(log.Crew),
		"notes": strings.TrimSpace(log.Notes),
	})
}

func save(tx core.App, collection string, document *core.Record, fields map[string]any) error {
	r, err := findRecord(tx, collection, document.Id)
	if err != nil {
		return err
	}
	if r == nil {
		c, err := tx.FindCachedCollectionByNameOrId(collection)
		if err != nil {
			return fmt.Errorf("find %s: %w", collection, err)
		}
		r = core.NewRecord(c)
		r.Set("document", document.Id)
	}
	r.Load(fields)
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("save in %s: %w", collection, err)
	}
	return nil
}

// SettleBill checks the record of a bill, whoever wrote it, and sets what it comes to.
func SettleBill(r *core.Record) error {
	b, err := ReadBill(r)
	if err != nil {
		return validation.Errors{"lines": validation.NewError("validation_invalid_lines", "The lines could not be read.")}
	}
	wrong := validation.Errors{}
	for _, err := range []error{unprintable(b), b.Validate()} {
		if err := gather(wrong, err); err != nil {
			return err
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	totals := b.Totals()
	r.Set("net", totals.Net)
	r.Set("tax", totals.Tax)
	r.Set("total", totals.Total)
	return nil
}

// gather adds what is wrong with fields to what is known of them already, within lists as well; an error of another kind
// is returned.
func gather(known validation.Errors, err error) error {
	var fields validation.Errors
	if err != nil && !errors.As(err, &fields) {
		return err
	}
	for name, err := range fields {
		var inner validation.Errors
		if !errors.As(known[name], &inner) || gather(inner, err) != nil {
			known[name] = err
		}
	}
	return nil
}

// unprintable tells which texts of a bill a PDF cannot show.
func unprintable(b bill.Bill) error {
	wrong := validation.Errors{"number": printable(b.Number), "notes": printable(b.Notes)}
	lines := validation.Errors{}
	for i, line := range b.Lines {
		if err := printable(line.Description); err != nil {
			lines[strconv.Itoa(i)] = validation.Errors{"description": err}
		}
	}
	if len(lines) > 0 {
		wrong["lines"] = lines
	}
	return wrong.Filter()
}

// CheckLog checks the record of a daily log, whoever wrote it.
func CheckLog(r *core.Record) error {
	log := readLog(r)
	return validation.Errors{
		"date":    validation.Validate(log.Date, validation.Required, validation.Date(time.DateOnly)),
		"weather": validation.Validate(log.Weather, validation.RuneLength(0, 200), validation.By(printableText)),
		"crew":    validation.Validate(log.Crew, validation.RuneLength(0, 500), validation.By(printableText)),
		"notes":   validation.Validate(log.Notes, validation.RuneLength(0, 5000), validation.By(printableText)),
	}.Filter()
}

func printableText(value any) error {
	text, _ := value.(string)
	return printable(text)
}

func printable(text string) error {
	missing := paper.Missing(text)
	if len(missing) == 0 {
		return nil
	}
	return validation.NewError("validation_unprintable",
		"The PDF's font cannot show "+string(missing[:min(len(missing), 10)])+". Leave it out or write it in another way.")
}

// NameWritten names the PDF that is made of a document's particulars, where it has no file of its own.
func NameWritten(app core.App, document *core.Record) error {
	if document.GetString("file") != "" {
		return nil
	}
	name := "Daily log"
	switch kind := document.GetString("kind"); {
	case IsBill(kind):
		r, err := findRecord(app, "bills", document.Id)
		if err != nil || r == nil {
			return err
		}
		name = KindWord(kind) + " " + r.GetString("number")
	case kind == KindDailyLog:
		r, err := findRecord(app, "daily_logs", document.Id)
		if err != nil || r == nil {
			return err
		}
		name += " " + r.GetString("date")
	}
	document.Set("file_name", FileName(name)+".pdf")
	document.Set("file_type", "application/pdf")
	return nil
}

// KindWord is what a kind of bill is called.
func KindWord(kind string) string {
	if kind == KindEstimate {
		return "Estimate"
	}
	return "Invoice"
}

// FileName makes a file's name of a title.
func FileName(title string) string { return strings.Map(inName, title) }

// inName keeps characters that some system does not allow in a file's name out of it.
func inName(r rune) rune {
	if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
		return '-'
	}
	return r
}
