package desk

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/notify"
)

func enableAccess(e *core.RequestEvent) error {
	return givePassword(e, activity.EnableAccess, access.Enable)
}

func resetPassword(e *core.RequestEvent) error {
	return givePassword(e, activity.ResetPassword, access.ResetPassword)
}

// givePassword answers a new password, the only time that it is ever shown.
func givePassword(e *core.RequestEvent, action string, give func(core.App, *core.Record, access.Password) error) error {
	credentials := map[string]string{}
	err := changeContact(e, action, func(tx core.App, contact *core.Record, password access.Password) error {
		credentials["email"], credentials["password"] = contact.Email(), password.Plain
		return give(tx, contact, password)
	})
	switch {
	case errors.Is(err, access.ErrNoEmail):
		return e.BadRequestError("Add an email address to the contact first.", validation.Errors{
			"email": validation.NewError("validation_required", "An email address is needed to sign in."),
		})
	case errors.Is(err, access.ErrEnabled):
		return e.BadRequestError("This contact has access already. Use Reset Password for a new password.", nil)
	case errors.Is(err, access.ErrNotEnabled):
		return e.BadRequestError("This contact has no portal access.", nil)
	case err != nil:
		return err
	}
	return e.JSON(http.StatusOK, credentials)
}

func revokeAccess(e *core.RequestEvent) error {
	err := changeContact(e, activity.RevokeAccess, access.Revoke)
	if err != nil && !errors.Is(err, access.ErrNotEnabled) { // revoked already is what was asked for
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

// changeContact changes a contact's access, and with it their password, and writes that down. The contact is read inside
// the transaction, so that of two clicks at once the second sees what the first did.
func changeContact(e *core.RequestEvent, action string, change func(core.App, *core.Record, access.Password) error) error {
	password, err := access.NewPassword(e.App)
	if err != nil {
		return err
	}
	return e.App.RunInTransaction(func(tx core.App) error {
		if err := mayEdit(e, tx, ""); err != nil {
			return err
		}
		contact, err := tx.FindRecordById("contacts", e.Request.PathValue("id"))
		if errors.Is(err, sql.ErrNoRows) {
			return e.NotFoundError("This contact is not there any more.", nil)
		}
		if err != nil {
			return fmt.Errorf("find contact: %w", err)
		}
		if err := change(tx, contact, password); err != nil {
			return err
		}
		return activity.Append(tx, activity.ByAccount(e), activity.OfContact(action, contact))
	})
}

func sendAgain(e *core.RequestEvent) error {
	err := notify.Resend(e.App, e.Request.PathValue("id"))
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return e.NotFoundError("This mail is not there any more.", nil)
	case errors.Is(err, notify.ErrErased):
		return e.BadRequestError("This mail held a code or a link that is no longer kept. Ask for a new one instead.", nil)
	case err != nil:
		return err
	}
	return e.NoContent(http.StatusNoContent)
}
