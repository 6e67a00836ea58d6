package access

import (
	"crypto/rand"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// The states of a contact's access to the portal.
const (
	Never    = "never"
	Enabled  = "enabled"
	Disabled = "disabled"
)

// ErrNoEmail is returned where access is asked for a contact who could not sign in for lack of an address.
var ErrNoEmail = errors.New("the contact has no e-mail address")

// ErrEnabled is returned where access is asked for a contact who has it: it would take a password from them that works.
var ErrEnabled = errors.New("the contact's portal access is enabled already")

// ErrNotEnabled is returned where something presumes an enabled access.
var ErrNotEnabled = errors.New("the contact's portal access is not enabled")

// Password is a new one. It is shown once; only its hash is kept.
type Password struct {
	Plain string
	hash  string
}

// NewPassword makes a password before the transaction that gives it: hashing takes its time, in which nobody else could
// write.
func NewPassword(app core.App) (Password, error) {
	if app.IsTransactional() {
		return Password{}, errors.New("a password is hashed outside of transactions")
	}
	contacts, err := app.FindCachedCollectionByNameOrId("contacts")
	if err != nil {
		return Password{}, fmt.Errorf("find contacts: %w", err)
	}
	plain, err := randomPassword()
	if err != nil {
		return Password{}, err
	}
	r := core.NewRecord(contacts)
	r.SetPassword(plain)
	return Password{Plain: plain, hash: r.GetString(core.FieldNamePassword + ":hash")}, nil
}

// Enable gives a contact access, for the first time or again, with a new password.
func Enable(tx core.App, contact *core.Record, password Password) error {
	if contact.Email() == "" {
		return ErrNoEmail
	}
	if contact.GetString("access") == Enabled {
		return ErrEnabled
	}
	contact.Set("access", Enabled)
	return givePassword(tx, contact, password)
}

// ResetPassword gives a contact a new password. Saving it ends every session (see hooks/contacts.go).
func ResetPassword(tx core.App, contact *core.Record, password Password) error {
	if contact.GetString("access") != Enabled {
		return ErrNotEnabled
	}
	return givePassword(tx, contact, password)
}

// Revoke takes a contact's access away. Saving that ends every session (see hooks/contacts.go). The password is one that
// nobody has been shown: whatever the old one opened, it does not open when access is given again.
func Revoke(tx core.App, contact *core.Record, password Password) error {
	if contact.GetString("access") != Enabled {
		return ErrNotEnabled
	}
	contact.Set("access", Disabled)
	return givePassword(tx, contact, password)
}

// SavePassword saves a password that a contact has chosen; contact has been given it with SetPassword, outside the
// transaction: hashing takes its time. Where their password or access has changed since contact was read it returns
// ErrNoSession and saves nothing.
func SavePassword(tx core.App, contact *core.Record) error {
	if err := isUnchanged(tx, contact.Original()); err != nil {
		return err
	}
	if err := tx.Save(contact); err != nil {
		return fmt.Errorf("save password: %w", err)
	}
	return nil
}

// FindContactByEmail returns the contact with the address, or sql.ErrNoRows.
func FindContactByEmail(app core.App, email string) (*core.Record, error) {
	contact := new(core.Record)
	err := app.RecordQuery("contacts").
		AndWhere(dbx.HashExp{"email": email}).
		AndWhere(dbx.NewExp("email != ''")). // the index is of addresses that are there, and used if it is said
		Limit(1).One(contact)
	if err != nil {
		return nil, fmt.Errorf("find contact by email: %w", err)
	}
	return contact, nil
}

func givePassword(tx core.App, contact *core.Record, password Password) error {
	contact.SetRaw(core.FieldNamePassword, &core.PasswordFieldValue{Hash: password.hash})
	contact.RefreshTokenKey()
	if err := tx.Save(contact); err != nil {
		return fmt.Errorf("save contact: %w", err)
	}
	return nil
}

// letters leaves out what is mistaken for something else when read aloud or copied from paper.
const letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"

// randomPassword makes a password of four groups of four letters, about 93 bits.
func randomPassword() (string, error) {
	var groups [4]string
	for i := range groups {
		var group strings.Builder
		for range 4 {
			n, err := rand.Int(rand.Reader, big.NewInt(int64(len(letters))))
			if err != nil {
				return "", fmt.Errorf("make password: %w", err)
			}
			group.WriteByte(letters[n.Int64()])
		}
		groups[i] = group.String()
	}
	return strings.Join(groups[:], "-"), nil
}
