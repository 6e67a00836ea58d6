package hooks

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/live"
	"portico/internal/storage"
)

// bindMessages tells open pages of messages, and removes the bytes of their files with them. Nobody changes what was
// written.
func bindMessages(app core.App) {
	app.OnRecordAfterCreateSuccess("messages").BindFunc(func(e *core.RecordEvent) error {
		conversation, err := e.App.FindRecordById("conversations", e.Record.GetString("conversation"))
		if err == nil {
			var contacts []string
			contacts, err = access.FindParticipants(e.App, access.SubjectOf(conversation))
			live.Of(e.App).Changed(contacts...)
		}
		if err != nil {
			// What was written stays written; a page that is not told finds out when it next asks.
			e.App.Logger().Error("Open pages could not be told of a message", "error", err)
		}
		return e.Next()
	})
	app.OnRecordUpdate("messages").BindFunc(func(*core.RecordEvent) error {
		return errors.New("what was written is not changed")
	})
	app.OnRecordDelete("message_files").BindFunc(func(e *core.RecordEvent) error {
		app, key := e.App, storage.Key(e.Record)
		if err := e.Next(); err != nil {
			return err
		}
		afterCommit(app, func() { storage.Remove(app, key) })
		return nil
	})
}
