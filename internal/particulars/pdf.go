package particulars

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/bill"
	"portico/internal/firm"
	"portico/internal/paper"
	"portico/internal/storage"
)

// maxLogo is more than portal_settings takes.
const maxLogo = 4 << 20

// PDF makes the PDF of a document that is written in Portico; without particulars it is fs.ErrNotExist. It is made each
// time that it is asked for, in about the time that a password takes to check: so it cannot say anything but what the
// document says, there is nothing to keep in step, to back up or to lose, and the same particulars make the same bytes.
func PDF(app core.App, document *core.Record) ([]byte, error) {
	p, err := Find(app, document)
	if err != nil {
		return nil, err
	}
	if p.Bill == nil && p.Log == nil {
		return nil, fmt.Errorf("%w: document %s has neither a file nor particulars", fs.ErrNotExist, document.Id)
	}
	head, err := Letterhead(app)
	if err != nil {
		return nil, err
	}
	to, project, err := Addressee(app, document)
	if err != nil {
		return nil, err
	}
	if p.Bill != nil {
		return billPDF(head, to, project, document, p.Bill)
	}
	return logPDF(head, to, project, document, p.Log)
}

func billPDF(head paper.Letterhead, to, project string, document *core.Record, b *Bill) ([]byte, error) {
	title, due, status := KindWord(document.GetString("kind"))+" "+b.Number, "Due", ""
	if document.GetString("kind") == KindEstimate {
		due = "Valid until"
	}
	switch b.Status {
	case bill.Paid:
		status = "Paid"
	case bill.Void:
		status = "Void"
	case bill.Draft:
		status = "Draft"
	}
	p := paper.New(head, title, dayOf(b.Issued))
	p.Address(to, "Number", b.Number, "Date", day(b.Issued), due, day(b.Due), "Project", project, "Status", status)
	p.Title(title, about(document, title))

	columns := []paper.Column{
		{Name: "Description", Width: 0.44}, {Name: "Quantity", Width: 0.12, Right: true},
		{Name: "Price", Width: 0.16, Right: true}, {Name: "Tax", Width: 0.10, Right: true},
		{Name: "Amount " + b.Currency, Width: 0.18, Right: true},
	}
	var rows [][]string
	for i, line := range b.Lines {
		text := line.Description
		if line.Discount > 0 {
			text += "\nless " + bill.Percent(line.Discount)
		}
		rows = append(rows, []string{
			text, line.Quantity, bill.Format(line.UnitPrice, b.Currency), bill.Percent(line.TaxRate),
			bill.Format(b.Amounts[i], b.Currency),
		})
	}
	p.Table(columns, rows)

	sums := []string{"Net", bill.Format(b.Net, b.Currency)}
	for _, tax := range b.Taxes {
		if tax.Rate > 0 {
			sums = append(sums, "Tax "+bill.Percent(tax.Rate)+" of "+bill.Format(tax.Net, b.Currency), bill.Format(tax.Tax, b.Currency))
		}
	}
	p.Sums(append(sums, "Total "+b.Currency, bill.Format(b.Total, b.Currency))...)
	if b.Notes != "" {
		p.Text(b.Notes)
	}
	return p.Bytes()
}

func logPDF(head paper.Letterhead, to, project string, document *core.Record, log *Log) ([]byte, error) {
	title := "Daily log, " + day(log.Date)
	p := paper.New(head, title, dayOf(log.Date))
	p.Address(to, "Date", day(log.Date), "Project", project)
	p.Title(title, about(document, title))
	for _, part := range []struct{ word, text string }{{"Weather", log.Weather}, {"Crew", log.Crew}, {"Notes", log.Notes}} {
		if part.text != "" {
			p.Heading(part.word)
			p.Text(part.text)
		}
	}
	if n := len(log.Photos); n > 0 {
		p.Heading("Photos")
		p.Text(fmt.Sprintf("%d with this log, in the client portal.", n))
	}
	return p.Bytes()
}

// about is a document's title where it says more than the paper's.
func about(document *core.Record, title string) string {
	if about := document.GetString("title"); !strings.EqualFold(about, title) {
		return about
	}
	return ""
}

// Letterhead is the firm's own, for papers.
func Letterhead(app core.App) (paper.Letterhead, error) {
	f, err := firm.Find(app)
	if err != nil {
		return paper.Letterhead{}, err
	}
	head := paper.Letterhead{Firm: f.Name, Lines: f.Letterhead, Accent: f.AccentColor}
	if f.Logo == "" {
		return head, nil
	}
	file, _, err := storage.Open(app, f.Logo)
	if errors.Is(err, fs.ErrNotExist) {
		return head, nil
	}
	if err != nil {
		return head, fmt.Errorf("open logo: %w", err)
	}
	defer file.Close()
	if head.Logo, err = io.ReadAll(io.LimitReader(file, maxLogo)); err != nil {
		return head, fmt.Errorf("read logo: %w", err)
	}
	return head, nil
}

// Addressee returns whom a document is for, as on an envelope, and the name of its project. A project's document is for
// the project's company.
func Addressee(app core.App, document *core.Record) (to, project string, err error) {
	company := document.GetString("company")
	if id := document.GetString("project"); id != "" {
		r, err := app.FindRecordById("projects", id)
		if err != nil {
			return "", "", ignoreGone(err, "project")
		}
		project = r.GetString("name")
		if company == "" {
			company = r.GetString("company")
		}
	}
	var lines []string
	if id := document.GetString("contact"); id != "" {
		r, err := app.FindRecordById("contacts", id)
		if err != nil {
			return "", project, ignoreGone(err, "contact")
		}
		lines = append(lines, r.GetString("name"))
	}
	if company != "" {
		r, err := app.FindRecordById("companies", company)
		if err != nil {
			return "", project, ignoreGone(err, "company")
		}
		lines = append([]string{r.GetString("name")}, lines...)
		lines = append(lines, r.GetString("address"))
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), project, nil
}

// ignoreGone makes nothing of a record that was deleted a moment ago.
func ignoreGone(err error, what string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return fmt.Errorf("find %s: %w", what, err)
}

func dayOf(date string) time.Time {
	t, _ := time.Parse(time.DateOnly, date) // it was checked when it was saved
	return t
}

func day(date string) string {
	if date == "" {
		return ""
	}
	return dayOf(date).Format("2 January 2006")
}
