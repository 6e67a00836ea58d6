package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/tidy"
)

// bindTidy cleans what is typed into names, titles and notes, whoever typed it and wherever (internal/tidy).
func bindTidy(app core.App) {
	type fields struct{ line, lines []string }
	for collection, fields := range map[string]fields{
		"staff":           {line: []string{"name"}},
		"companies":       {line: []string{"name", "phone"}, lines: []string{"address", "notes"}},
		"contacts":        {line: []string{"name", "phone"}, lines: []string{"notes"}},
		"projects":        {line: []string{"name"}, lines: []string{"description"}},
		"documents":       {line: []string{"title"}, lines: []string{"description"}},
		"tickets":         {line: []string{"subject"}},
		"portal_settings": {line: []string{"firm_name"}, lines: []string{"upload_notification_text"}},
	} {
		clean := func(e *core.RecordEvent) error {
			for _, name := range fields.line {
				e.Record.Set(name, tidy.Line(e.Record.GetString(name)))
			}
			for _, name := range fields.lines {
				e.Record.Set(name, tidy.Lines(e.Record.GetString(name)))
			}
			return e.Next()
		}
		app.OnRecordCreate(collection).BindFunc(clean)
		app.OnRecordUpdate(collection).BindFunc(clean)
	}
}
