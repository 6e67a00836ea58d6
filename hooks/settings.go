package hooks

import (
	"strings"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/firm"
	"portico/internal/live"
)

func bindSettings(app core.App) {
	app.OnRecordCreate("portal_settings").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.Id != firm.SettingsID {
			return validation.Errors{"id": validation.NewError("validation_only_one", "The settings are one record.")}
		}
		return e.Next()
	})
	app.OnRecordDeleteRequest("portal_settings").BindFunc(func(e *core.RecordRequestEvent) error {
		return e.BadRequestError("The settings can be changed, not deleted.", nil)
	})
	// The portal's address is what paths are added to.
	app.OnRecordValidate("portal_settings").BindFunc(func(e *core.RecordEvent) error {
		if strings.ContainsAny(e.Record.GetString("portal_url"), "?#") {
			return validation.Errors{"portal_url": validation.NewError("validation_url_with_query",
				"Leave out what comes after ? or #.")}
		}
		if err := firm.CheckPaymentLink(e.Record.GetString("payment_link")); err != nil {
			return validation.Errors{"payment_link": err}
		}
		return e.Next()
	})
	app.OnRecordUpdate("portal_settings").BindFunc(func(e *core.RecordEvent) error {
		e.Record.Set("accent_color", strings.ToLower(e.Record.GetString("accent_color")))
		return e.Next()
	})
	// The switch that turns the portal off or on for everyone.
	app.OnRecordAfterUpdateSuccess("portal_settings").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetBool("portal_enabled") {
			return e.Next()
		}
		endWhereOff(e.App, live.Of(e.App).Listening())
		return e.Next()
	})
}
