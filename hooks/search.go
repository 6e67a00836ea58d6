package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/search"
)

func bindSearch(app core.App) {
	fields := map[string][]string{
		"companies": {"name", "email", "phone"},
		"contacts":  {"name", "email", "phone"},
		"documents": {"title", "file_name", "description"},
		"projects":  {"name"},
		"tickets":   {"subject"},
		"requests":  {"title"},
	}
	for collection, names := range fields {
		keep := func(e *core.RecordEvent) error {
			values := make([]string, len(names))
			for i, name := range names {
				values[i] = e.Record.GetString(name)
			}
			e.Record.Set("search", search.Fold(values...))
			return e.Next()
		}
		app.OnRecordCreate(collection).BindFunc(keep)
		app.OnRecordUpdate(collection).BindFunc(keep)
	}
}
