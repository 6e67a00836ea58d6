package desk

import (
	"errors"
	"fmt"
	"strings"
	"time"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/throttle"
)

// Free attempts at a dashboard account (see package throttle).
const (
	freeAtAccountFromAddress = 5
	freeAtAccount            = 30
	freeFromAddress          = 60 // an office is one address
)

// Guess lets somebody try the password of a dashboard account, the more slowly the more often they were wrong.
func Guess(e *core.RequestEvent, account string, try func() error) error {
	attempts := e.App.Store().GetOrSet("portico.guesses", func() any { return new(throttle.Throttle) }).(*throttle.Throttle)
	address := throttle.Address(e.RealIP())
	account = strings.ToLower(account) // the dashboard tries both collections: a success clears both
	keys := []throttle.Key{
		{Name: "account from address:" + account + "|" + address, Free: freeAtAccountFromAddress},
		{Name: "account:" + account, Free: freeAtAccount, Longest: throttle.Brake},
		{Name: "address:" + address, Free: freeFromAddress},
	}
	if wait := attempts.Attempt(time.Now(), keys...); wait > 0 {
		return e.TooManyRequestsError("Too many attempts. Try again later.", nil)
	}
	err := try()
	if err == nil || errors.Is(err, apis.ErrMFA) { // the password was right, a second factor may follow
		attempts.Succeeded(keys[:2]...)
		attempts.Refund(keys[2])
	}
	return err
}

// changePassword gives somebody of the staff another password. With it every token of theirs ends; they get a new one and
// stay signed in here. Owners are PocketBase's, and change theirs there.
func changePassword(e *core.RequestEvent) error {
	var form struct {
		Current  string `json:"current"`
		Password string `json:"password"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	if e.Auth.IsSuperuser() {
		return e.ForbiddenError("Owners change their password in PocketBase's own pages.", nil)
	}
	account, err := e.App.FindRecordById("staff", e.Auth.Id)
	if err != nil {
		return fmt.Errorf("find own account: %w", err)
	}
	key := account.TokenKey()
	account.SetPassword(form.Password)
	if err := e.App.Validate(account); err != nil {
		return e.BadRequestError("Your password was not changed.", err)
	}
	err = Guess(e, account.Email(), func() error {
		if !account.Original().ValidatePassword(form.Current) {
			return e.BadRequestError("Your password was not changed.", validation.Errors{
				"current": validation.NewError("validation_invalid_old_password", "This is not your password."),
			})
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		now, err := tx.FindRecordById("staff", account.Id)
		if err != nil || now.TokenKey() != key {
			return e.UnauthorizedError("Sign in to go on.", err) // the account, or its password, is another meanwhile
		}
		return tx.Save(account)
	})
	if err != nil {
		return err
	}
	return apis.RecordAuthResponse(e, account, "", nil)
}
