package hooks

import (
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/notify"
)

// bindMail sends the outbox, from the moment the server runs, and puts PocketBase's own mails into it.
func bindMail(app core.App, options notify.Options) {
	postman := notify.New(app, options)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		postman.Start()
		return nil
	})
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		postman.Stop()
		return e.Next()
	})
	wake := func(e *core.RecordEvent) error {
		postman.Wake()
		return e.Next()
	}
	app.OnRecordAfterCreateSuccess("outbox").BindFunc(wake)
	app.OnRecordAfterUpdateSuccess("outbox").BindFunc(wake)
	app.OnSettingsReload().BindFunc(func(e *core.SettingsReloadEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		postman.Wake()
		return nil
	})

	app.OnMailerSend().BindFunc(notify.Take)
	app.OnMailerRecordPasswordResetSend().BindFunc(postman.TakeRecord)
	app.OnMailerRecordVerificationSend().BindFunc(postman.TakeRecord)
	app.OnMailerRecordEmailChangeSend().BindFunc(postman.TakeRecord)
	app.OnMailerRecordOTPSend().BindFunc(postman.TakeRecord)
	app.OnMailerRecordAuthAlertSend().BindFunc(postman.TakeRecord)
}
