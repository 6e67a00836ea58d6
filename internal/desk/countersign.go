package desk

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
	"portico/internal/deliver"
	"portico/internal/notify"
	"portico/internal/signing"
)

// maxSigned is more than two drawings and some texts take.
const maxSigned = 256 << 10

// findOwnSignature returns the account's own signature in the round that is asked about, and the round. Signing takes no
// permission but being asked.
func findOwnSignature(e *core.RequestEvent, tx core.App) (signature, round *core.Record, err error) {
	if _, err := accountOf(e, tx); err != nil {
		return nil, nil, err
	}
	if round, err = findSigning(e, tx); err != nil {
		return nil, nil, err
	}
	signature, err = tx.FindFirstRecordByFilter("signatures", "signing = {:round} && staff = {:staff} && staff != ''",
		dbx.Params{"round": round.Id, "staff": e.Auth.Id})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, e.ForbiddenError("You are not asked to sign this.", nil)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("find signature: %w", err)
	}
	return signature, round, nil
}

// changeOwnSignature changes a round in one transaction by what the account does as its signer, and answers what it is then.
func changeOwnSignature(e *core.RequestEvent, change func(tx core.App, signature, round *core.Record) error) error {
	var round *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		var signature *core.Record
		var err error
		if signature, round, err = findOwnSignature(e, tx); err != nil {
			return err
		}
		return change(tx, signature, round)
	})
	if err != nil {
		return refuseSigning(e, err)
	}
	return answerSigning(e, round)
}

func signAsStaff(e *core.RequestEvent) error {
	var act signing.Act
	if err := e.BindBody(&act); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	return changeOwnSignature(e, func(tx core.App, signature, round *core.Record) error {
		last, err := signing.Sign(tx, round, signature, act, "Signed in to the dashboard as staff", access.DeviceOf(e))
		if err != nil {
			return err
		}
		if err := activity.Append(tx, activity.ByAccount(e), activity.OfSigning(activity.Sign, round)); err != nil || last {
			return err
		}
		return signing.TellTurns(tx, round)
	})
}

func declineAsStaff(e *core.RequestEvent) error {
	var form struct {
		Reason string `json:"reason"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	return changeOwnSignature(e, func(tx core.App, signature, round *core.Record) error {
		if err := signing.Decline(tx, round, signature, form.Reason, access.DeviceOf(e)); err != nil {
			return err
		}
		if err := activity.Append(tx, activity.ByAccount(e), activity.OfSigning(activity.DeclineToSign, round)); err != nil {
			return err
		}
		return signing.TellEnd(tx, round, notify.SigningDeclined, nameOf(e.Auth), form.Reason)
	})
}

// sendFrozen sends the document of a round as it was when it was sent to be signed.
func sendFrozen(e *core.RequestEvent) error {
	round, err := findSigning(e, e.App)
	if err != nil {
		return err
	}
	err = deliver.File(e, round, e.Request.URL.Query().Get("download") == "1")
	if errors.Is(err, fs.ErrNotExist) {
		return e.NotFoundError("The file of this round of signing is missing from the disk. Restore it from a backup.", err)
	}
	return err
}

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
