package hooks

import "github.com/pocketbase/pocketbase/core"

// bindLetters keeps letters and their PDFs what they say of each other: both are written at once, by Portico's own pages.
func bindLetters(app core.App) {
	refuse := func(e *core.RecordRequestEvent) error {
		return e.BadRequestError("Letters are written in Portico's pages, which make their file with them.", nil)
	}
	app.OnRecordCreateRequest("letters").BindFunc(refuse)
	app.OnRecordUpdateRequest("letters").BindFunc(refuse)
	app.OnRecordDeleteRequest("letters").BindFunc(refuse)
}
