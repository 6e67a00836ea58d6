package portal

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/mail"
	"time"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"

	"portico/internal/access"
	"portico/internal/cookie"
	"portico/internal/firm"
	"portico/internal/notify"
	"portico/internal/throttle"
)

const (
	minPassword = 10
	maxPassword = 71 // bytes; bcrypt reads no further

	codeLasts  = 10 * time.Minute
	codeTries  = 5
	freeMails  = 3  // to one address of mail
	freeAskers = 20 // from one address of the network
)

func validPassword(password string) error {
	return validation.Errors{
		"password": validation.Validate(password, validation.Required, validation.Length(minPassword, maxPassword)),
	}.Filter()
}

func (p *portal) changePassword(e *core.RequestEvent) error {
	var form struct {
		OldPassword string `json:"oldPassword"`
		Password    string `json:"password"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	if err := validPassword(form.Password); err != nil {
		return e.BadRequestError("Choose a password of 10 to 71 characters.", err)
	}
	contact := contactOf(e)
	keys := attemptKeys(e, contact.Email())
	if wait := p.throttle.Attempt(time.Now(), keys...); wait > 0 {
		return tooMany(e, wait)
	}
	if !contact.ValidatePassword(form.OldPassword) {
		return e.BadRequestError("The current password is not right.", validation.Errors{
			"oldPassword": validation.NewError("validation_invalid_old_password", "This is not your current password."),
		})
	}
	p.succeeded(keys)

	// Saving a password ends every session, this one as well: it goes on as a new one.
	var token string
	contact.SetPassword(form.Password)
	err := e.App.RunInTransaction(func(tx core.App) error {
		if err := access.SavePassword(tx, contact); err != nil {
			return err
		}
		var err error
		token, err = access.StartSession(tx, contact, access.DeviceOf(e))
		return err
	})
	if errors.Is(err, access.ErrNoSession) {
		return e.UnauthorizedError("Sign in to go on.", nil)
	}
	if err != nil {
		return err
	}
	cookie.Set(e, cookieName, token, cookiePath, access.SessionIdle)
	return e.NoContent(http.StatusNoContent)
}

// requestReset answers the same, and as fast, whether or not there is such a client: the rest happens behind the answer.
func (p *portal) requestReset(e *core.RequestEvent) error {
	email, err := p.mailTo(e)
	if err != nil {
		return err
	}
	app := e.App
	routine.FireAndForget(func() {
		if err := sendReset(app, email); err != nil {
			app.Logger().Error("A password reset could not be prepared", "error", err)
		}
	})
	return e.NoContent(http.StatusNoContent)
}

// mailTo reads whom a mail is asked for, and bounds how often it can be asked for.
func (p *portal) mailTo(e *core.RequestEvent) (string, error) {
	var form struct {
		Email string `json:"email"`
	}
	if err := e.BindBody(&form); err != nil {
		return "", e.BadRequestError("The form could not be read.", err)
	}
	email := normalizeEmail(form.Email)
	wait := p.throttle.Attempt(time.Now(),
		throttle.Key{Name: "mail to:" + email, Free: freeMails},
		throttle.Key{Name: "mail from:" + throttle.Address(e.RealIP()), Free: freeAskers})
	if wait > 0 {
		return "", tooMany(e, wait)
	}
	return email, nil
}

// findEnabled returns the contact who may sign in with the address, or nil.
func findEnabled(app core.App, email string) (*core.Record, error) {
	contact, err := access.FindContactByEmail(app, email)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // nobody is an answer here
	}
	if err != nil {
		return nil, err
	}
	if contact.GetString("access") != access.Enabled {
		return nil, nil //nolint:nilnil // nobody who may sign in
	}
	return contact, nil
}

func sendReset(app core.App, email string) error {
	contact, err := findEnabled(app, email)
	if err != nil || contact == nil {
		return err
	}
	f, err := firm.Find(app)
	if err != nil {
		return err
	}
	token, err := contact.NewPasswordResetToken()
	if err != nil {
		return fmt.Errorf("make reset token: %w", err)
	}
	// The token is in the fragment, which no server sees and no log keeps.
	m, err := notify.RenderPasswordReset(addressOf(contact), notify.PasswordReset{
		Firm: mailFirm(f), Name: contact.GetString("name"), Link: f.URL + "/#/reset/" + token,
		ValidFor: contact.Collection().PasswordResetToken.DurationTime(),
	})
	if err != nil {
		return err
	}
	return notify.Enqueue(app, m)
}

func mailFirm(f firm.Firm) notify.Firm { return notify.Firm{Name: f.Name, Accent: f.AccentColor} }

func addressOf(account *core.Record) mail.Address {
	return mail.Address{Name: account.GetString("name"), Address: account.Email()}
}

func (p *portal) confirmReset(e *core.RequestEvent) error {
	var form struct {
		Token    string `json:"token"`
		Password string `json:"password"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	if err := validPassword(form.Password); err != nil {
		return e.BadRequestError("Choose a password of 10 to 71 characters.", err)
	}
	contact, err := e.App.FindAuthRecordByToken(form.Token, core.TokenTypePasswordReset)
	if err != nil || contact.Collection().Name != "contacts" || contact.GetString("access") != access.Enabled {
		return expiredLink(e)
	}
	contact.SetPassword(form.Password)
	err = e.App.RunInTransaction(func(tx core.App) error { return access.SavePassword(tx, contact) })
	if errors.Is(err, access.ErrNoSession) {
		return expiredLink(e)
	}
	if err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

func expiredLink(e *core.RequestEvent) error {
	return e.BadRequestError("This link has expired or has been used. Ask for a new one.", validation.Errors{
		"token": validation.NewError("validation_invalid_token", "Invalid or expired token."),
	})
}

func (p *portal) requestCode(e *core.RequestEvent) error {
	email, err := p.mailTo(e)
	if err != nil {
		return err
	}
	id := core.GenerateDefaultRandomId()
	app := e.App
	routine.FireAndForget(func() {
		if err := sendCode(app, id, email); err != nil {
			app.Logger().Error("A sign-in code could not be prepared", "error", err)
		}
	})
	return e.JSON(http.StatusOK, map[string]string{"codeId": id})
}

func sendCode(app core.App, id, email string) error {
	contact, err := findEnabled(app, email)
	if err != nil || contact == nil {
		return err
	}
	f, err := firm.Find(app)
	if err != nil {
		return err
	}
	n, err := rand.Int(rand.Reader, big.NewInt(1e8))
	if err != nil {
		return fmt.Errorf("make code: %w", err)
	}
	code := fmt.Sprintf("%08d", n)
	return app.RunInTransaction(func(tx core.App) error {
		otp := core.NewOTP(tx)
		otp.Id = id
		otp.SetCollectionRef(contact.Collection().Id)
		otp.SetRecordRef(contact.Id)
		otp.SetSentTo(email)
		otp.SetPassword(code)
		if err := tx.Save(otp); err != nil {
			return fmt.Errorf("save code: %w", err)
		}
		m, err := notify.RenderSignInCode(addressOf(contact), notify.SignInCode{
			Firm: mailFirm(f), Name: contact.GetString("name"), Code: code, ValidFor: codeLasts,
		})
		if err != nil {
			return err
		}
		return notify.Enqueue(tx, m)
	})
}

func (p *portal) confirmCode(e *core.RequestEvent) error {
	var form struct {
		CodeID  string `json:"codeId"`
		Code    string `json:"code"`
		Project string `json:"project"`
	}
	if err := e.BindBody(&form); err != nil {
		return e.BadRequestError("The form could not be read.", err)
	}
	address := throttle.Key{Name: "address:" + throttle.Address(e.RealIP()), Free: freeFromAddress}
	if wait := p.throttle.Attempt(time.Now(), address); wait > 0 {
		return tooMany(e, wait)
	}
	contact, err := p.redeem(e.App, form.CodeID, form.Code)
	if err != nil {
		return err
	}
	if contact == nil {
		return e.BadRequestError("This code is not right or has expired.", nil)
	}
	p.throttle.Refund(address)
	return startSession(e, e.App, contact, form.Project)
}

// redeem returns the contact that a code signs in, or nil. A code works once, for a few minutes, and stands a few wrong
// tries.
func (p *portal) redeem(app core.App, id, code string) (*core.Record, error) {
	otp, err := app.FindOTPById(id)
	if err != nil {
		p.noCode().ValidatePassword(code)
		return nil, nil //nolint:nilerr,nilnil // no such code is an answer here
	}
	contacts, err := app.FindCachedCollectionByNameOrId("contacts")
	if err != nil {
		return nil, fmt.Errorf("find contacts: %w", err)
	}
	if otp.CollectionRef() != contacts.Id {
		return nil, nil //nolint:nilnil // a staff member's code
	}
	right := otp.ValidatePassword(code) && !otp.HasExpired(codeLasts)
	spent := p.throttle.Count(throttle.Key{Name: "code:" + id}) > codeTries
	if !right && !spent {
		return nil, nil //nolint:nilnil // a wrong code is an answer here
	}
	// Of the requests that come with it at once, one uses it up.
	used, err := app.NonconcurrentDB().Delete(core.CollectionNameOTPs, dbx.HashExp{"id": otp.Id}).Execute()
	if err != nil {
		return nil, fmt.Errorf("use up code: %w", err)
	}
	if n, err := used.RowsAffected(); err != nil || n != 1 || spent {
		return nil, err
	}
	contact, err := app.FindRecordById("contacts", otp.RecordRef())
	if err != nil || contact.GetString("access") != access.Enabled {
		return nil, nil //nolint:nilerr,nilnil // gone, or not allowed any more
	}
	return contact, nil
}
