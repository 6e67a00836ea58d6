package demo

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"
)

// formula is a cell that Excel works out; value is what it comes to.
type formula struct {
	expression string
	value      float64
}

// workbook is a spreadsheet of one sheet whose first row is bold. A cell is a string, a number or a formula.
type workbook struct {
	sheet  string
	widths []int // in characters
	rows   [][]any
}

// The namespaces of Office Open XML (ECMA-376).
const (
	packageNS = "http://schemas.openxmlformats.org/package/2006"
	officeNS  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	sheetNS   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	partType  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// workbookParts are the parts of an .xlsx file that stay the same. [Content_Types].xml comes first: by it programs
// recognise the file.
var workbookParts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="` + packageNS + `/content-types">
		<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
		<Default Extension="xml" ContentType="application/xml"/>
		<Override PartName="/xl/workbook.xml" ContentType="` + partType + `sheet.main+xml"/>
		<Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + partType + `worksheet+xml"/>
		<Override PartName="/xl/styles.xml" ContentType="` + partType + `styles+xml"/>
	</Types>`},
	{"_rels/.rels", `<Relationships xmlns="` + packageNS + `/relationships">
		<Relationship Id="rId1" Type="` + officeNS + `/officeDocument" Target="xl/workbook.xml"/>
	</Relationships>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packageNS + `/relationships">
		<Relationship Id="rId1" Type="` + officeNS + `/worksheet" Target="worksheets/sheet1.xml"/>
		<Relationship Id="rId2" Type="` + officeNS + `/styles" Target="styles.xml"/>
	</Relationships>`},
	// Cell formats: 0 as it is, 1 bold, 2 #,##0.00.
	{"xl/styles.xml", `<styleSheet xmlns="` + sheetNS + `">
		<fonts count="2">
			<font><sz val="11"/><name val="Calibri"/></font>
			<font><b/><sz val="11"/><name val="Calibri"/></font>
		</fonts>
		<fills count="2">
			<fill><patternFill patternType="none"/></fill>
			<fill><patternFill patternType="gray125"/></fill>
		</fills>
		<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
		<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
		<cellXfs count="3">
			<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
			<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
			<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
		</cellXfs>
	</styleSheet>`},
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func (b workbook) write(time.Time) ([]byte, error) {
	parts := append(slices.Clone(workbookParts),
		[2]string{"xl/workbook.xml", `<workbook xmlns="` + sheetNS + `" xmlns:r="` + officeNS + `">
			<sheets><sheet name="` + escaped(b.sheet) + `" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		[2]string{"xl/worksheets/sheet1.xml", b.worksheet()})
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, part := range parts {
		w, err := archive.Create(part[0])
		if err != nil {
			return nil, fmt.Errorf("make spreadsheet: %w", err)
		}
		if _, err := w.Write([]byte(xmlHead + part[1])); err != nil {
			return nil, fmt.Errorf("make spreadsheet: %w", err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("make spreadsheet: %w", err)
	}
	return out.Bytes(), nil
}

func (b workbook) worksheet() string {
	var x strings.Builder
	x.WriteString(`<worksheet xmlns="` + sheetNS + `"><cols>`)
	for i, width := range b.widths {
		fmt.Fprintf(&x, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	x.WriteString(`</cols><sheetData>`)
	for r, row := range b.rows {
		fmt.Fprintf(&x, `<row r="%d">`, r+1)
		for c, value := range row {
			x.WriteString(cell(fmt.Sprintf("%c%d", 'A'+c, r+1), value, r == 0))
		}
		x.WriteString(`</row>`)
	}
	x.WriteString(`</sheetData></worksheet>`)
	return x.String()
}

func cell(at string, value any, bold bool) string {
	switch v := value.(type) {
	case formula:
		return fmt.Sprintf(`<c r="%s" s="2"><f>%s</f><v>%g</v></c>`, at, escaped(v.expression), v.value)
	case float64:
		return fmt.Sprintf(`<c r="%s" s="2"><v>%g</v></c>`, at, v)
	case int:
		return fmt.Sprintf(`<c r="%s"><v>%d</v></c>`, at, v)
	default:
		style := ""
		if bold {
			style = ` s="1"`
		}
		return fmt.Sprintf(`<c r="%s"%s t="inlineStr"><is><t>%s</t></is></c>`, at, style, escaped(fmt.Sprint(v)))
	}
}

func escaped(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(text)) // a strings.Builder takes everything
	return out.String()
}

// ledger is a workbook of one amount a line and their sum.
func ledger(sheet, name, amount string, lines ...item) maker {
	rows := [][]any{{"No.", name, amount}}
	for i, l := range lines {
		rows = append(rows, []any{i + 1, l.name, float64(l.amount)})
	}
	rows = append(rows, []any{"", "Together", formula{fmt.Sprintf("SUM(C2:C%d)", len(lines)+1), float64(sum(lines))}})
	return workbook{sheet: sheet, widths: []int{8, 42, 16}, rows: rows}.write
}

// statement is what a bank lets its customers download: comma-separated, the balance running along, in pence.
func statement(opening int, moves ...item) maker {
	return func(at time.Time) ([]byte, error) {
		var out bytes.Buffer
		rows := [][]string{{"Date", "Text", "Amount", "Balance"}}
		balance := opening
		for i, m := range moves {
			balance += m.amount
			on := at.AddDate(0, 0, (i-len(moves))*2)
			rows = append(rows, []string{on.Format(time.DateOnly), m.name, pounds(m.amount), pounds(balance)})
		}
		if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
			return nil, fmt.Errorf("make CSV: %w", err)
		}
		return out.Bytes(), nil
	}
}

// pounds writes pence as a plain decimal number.
func pounds(pence int) string { return fmt.Sprintf("%.2f", float64(pence)/100) }
