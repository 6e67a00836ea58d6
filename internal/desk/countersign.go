package desk

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/access"
	"portico/internal/activity"
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
	if signature, err = ownSignature(e, tx, round.Id); err == nil && signature == nil {
		err = e.ForbiddenError("You are not asked to sign this.", nil)
	}
	return signature, round, err
}

// ownSignature returns the account's signature in a round, or nil where it is not asked for one.
func ownSignature(e *core.RequestEvent, app core.App, round string) (*core.Record, error) {
	own, err := app.FindFirstRecordByFilter("signatures", "signing = {:round} && staff = {:staff} && staff != ''",
		dbx.Params{"round": round, "staff": e.Auth.Id})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // few are asked
	}
	if err != nil {
		return nil, fmt.Errorf("find signature: %w", err)
	}
	return own, nil
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
	signature, round, err := findOwnSignature(e, e.App)
	if err != nil {
		return err
	}
	if err := act.Check(e.App, round, signature); err != nil {
		return refuseSigning(e, err)
	}
	return changeOwnSignature(e, func(tx core.App, signature, round *core.Record) error {
		return signing.Sign(tx, round, signature, act, signingAs(e))
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
		return signing.Decline(tx, round, signature, form.Reason, signingAs(e))
	})
}

// signingAs is the account as a signer.
func signingAs(e *core.RequestEvent) signing.Signing {
	return signing.Signing{
		By: activity.ByAccount(e), Email: e.Auth.Email(), Proof: "Signed in to the dashboard as staff", Device: access.DeviceOf(e),
	}
}
