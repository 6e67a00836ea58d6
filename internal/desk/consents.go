package desk

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/signing"
)

// showConsent answers what signers agree to from now on.
func showConsent(e *core.RequestEvent) error {
	consent, err := signing.NewestConsent(e.App)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, consent)
}

// writeConsent makes a new version of it. Rounds that were sent keep theirs.
func writeConsent(e *core.RequestEvent) error {
	var form struct {
		Text string `json:"text"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	var consent signing.Consent
	err := e.App.RunInTransaction(func(tx core.App) error {
		account, err := accountOf(e, tx)
		if err != nil {
			return err
		}
		if !access.RoleOf(account).CanManage() {
			return e.ForbiddenError("Your role does not allow this.", nil)
		}
		consent, err = signing.WriteConsent(tx, form.Text, nameOf(account))
		return err
	})
	if err != nil {
		return checkForm(e, err)
	}
	return e.JSON(http.StatusOK, consent)
}
