// Package letters keeps letters that are written in Portico, and makes their PDFs. Unlike a bill, a letter's PDF is kept as
// the document's file: it can be signed, and what is signed has to stay.
package letters

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/paper"
	"portico/internal/particulars"
	"portico/internal/tidy"
)

// Kinds are what a letter can be.
var Kinds = []string{"engagement_letter", "proposal", "contract"}

const (
	// MaxBody bounds what is written, with its marks, in bytes.
	MaxBody  = 200 << 10
	maxPages = 200
)

// Letter is what a letter says.
type Letter struct {
	Title string `json:"title"`
	Kind  string `json:"kind"`
	Date  string `json:"date"` // 2026-05-31
	Body  string `json:"body"` // HTML, of what Clean leaves of it
}

// Validate checks what people type, and tidies it. Its error is validation.Errors by field.
func (l *Letter) Validate() error {
	l.Title = tidy.Line(l.Title)
	body := validation.Validate(l.Body, validation.Length(0, MaxBody).Error("The letter is too long. Leave something out, or make two of it."))
	if body == nil {
		l.Body, body = tidyBody(l.Body)
	}
	kinds := make([]any, len(Kinds))
	for i, kind := range Kinds {
		kinds[i] = kind
	}
	return validation.Errors{
		"title": validation.Validate(l.Title, validation.Required, validation.RuneLength(1, 200), validation.By(printable)),
		"kind":  validation.Validate(l.Kind, validation.Required, validation.In(kinds...)),
		"date":  validation.Validate(l.Date, validation.Required, validation.Date(time.DateOnly)),
		"body":  body,
	}.Filter()
}

func tidyBody(source string) (string, error) {
	cleaned, err := Clean(source)
	if errors.Is(err, errTooDeep) {
		return "", validation.NewError("validation_too_deep", "Too much stands within each other here, such as a list in a list in a list. Make it plainer.")
	}
	if err != nil {
		return "", validation.NewError("validation_invalid_body", "The letter could not be read.")
	}
	if len(cleaned) > MaxBody {
		return "", validation.NewError("validation_length_too_long", "The letter is too long. Leave something out, or make two of it.")
	}
	text := textOf(cleaned)
	if strings.TrimSpace(text) == "" {
		return "", validation.NewError("validation_required", "Write something.")
	}
	return cleaned, printable(text)
}

// printable tells which characters of a text a PDF cannot show.
func printable(value any) error {
	text, _ := value.(string)
	missing := paper.Missing(text)
	if len(missing) == 0 {
		return nil
	}
	some := missing[:min(len(missing), 10)]
	return validation.NewError("validation_unprintable",
		"The PDF's font cannot show "+strings.Join(strings.Split(string(some), ""), " ")+". Leave it out or write it in another way.")
}

// PDF makes the PDF of a letter that has been validated, to whomever its document is filed under. The same letter makes the
// same bytes.
func (l Letter) PDF(app core.App, document *core.Record) ([]byte, error) {
	head, err := particulars.Letterhead(app)
	if err != nil {
		return nil, err
	}
	to, project, err := particulars.Addressee(app, document)
	if err != nil {
		return nil, err
	}
	day, err := time.Parse(time.DateOnly, l.Date)
	if err != nil {
		return nil, fmt.Errorf("read date of letter: %w", err)
	}
	blocks, err := read(l.Body)
	if err != nil {
		return nil, err
	}
	p := paper.New(head, l.Title, day)
	p.Most = maxPages
	p.Address(to, "Date", day.Format("2 January 2006"), "Project", project)
	p.Title(l.Title, "")
	for _, b := range blocks {
		b.write(p)
		if p.Pages() > maxPages {
			return nil, validation.Errors{"body": validation.NewError("validation_too_many_pages",
				fmt.Sprintf("The letter has more than %d pages. Leave something out, or make two of it.", maxPages))}
		}
	}
	return p.Bytes()
}

// Version is another one for whatever else a letter says.
func (l Letter) Version() string {
	said, _ := json.Marshal(l) // strings cannot fail
	sum := sha256.Sum256(said)
	return hex.EncodeToString(sum[:16])
}

// FileName is what the PDF is called.
func (l Letter) FileName() string { return particulars.FileName(l.Title) + ".pdf" }

// Find returns the letter that a document was written as; nil where it was not.
func Find(app core.App, document *core.Record) (*Letter, error) {
	r, err := find(app, document.Id)
	if r == nil || err != nil {
		return nil, err
	}
	return &Letter{
		Title: document.GetString("title"), Kind: document.GetString("kind"), Date: r.GetString("date"), Body: r.GetString("body"),
	}, nil
}

// Among finds which of some documents were written as letters.
func Among(app core.App, documents []any) (found []string, err error) {
	err = app.DB().Select("document").From("letters").Where(dbx.In("document", documents...)).Column(&found)
	if err != nil {
		return nil, fmt.Errorf("find letters: %w", err)
	}
	return found, nil
}

// Save writes down what a document says. tx is that of the transaction in which the document gets its file.
func (l Letter) Save(tx core.App, document *core.Record) error {
	r, err := find(tx, document.Id)
	if err != nil {
		return err
	}
	if r == nil {
		collection, err := tx.FindCachedCollectionByNameOrId("letters")
		if err != nil {
			return fmt.Errorf("find letters: %w", err)
		}
		r = core.NewRecord(collection)
		r.Set("document", document.Id)
	}
	r.Set("date", l.Date)
	r.Set("body", l.Body)
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("save letter: %w", err)
	}
	return nil
}

// Forget is called where a document gets a file that somebody made elsewhere: it does not say what was written here.
func Forget(tx core.App, document *core.Record) error {
	r, err := find(tx, document.Id)
	if r == nil || err != nil {
		return err
	}
	if err := tx.Delete(r); err != nil {
		return fmt.Errorf("forget letter: %w", err)
	}
	return nil
}

func find(app core.App, document string) (*core.Record, error) {
	r, err := app.FindFirstRecordByData("letters", "document", document)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // most documents are none
	}
	if err != nil {
		return nil, fmt.Errorf("find letter: %w", err)
	}
	return r, nil
}
