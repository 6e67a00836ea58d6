package signing

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
)

// Consent is what signers agree to: to sign electronically. It is never changed: a new text is a new version.
type Consent struct {
	Version int    `db:"version" json:"version"`
	Text    string `db:"text" json:"text"`
	MadeBy  string `db:"made_by" json:"madeBy,omitempty"`
	Created string `db:"created" json:"created,omitempty"`
}

// NewestConsent is what is agreed to in rounds that are sent from now on.
func NewestConsent(app core.App) (Consent, error) {
	var c Consent
	err := app.DB().Select("version", "text", "made_by", "created").From("consents").OrderBy("version DESC").Limit(1).One(&c)
	if err != nil {
		return c, fmt.Errorf("find consent: %w", err)
	}
	return c, nil
}

// FindConsent returns a version of it, or sql.ErrNoRows.
func FindConsent(app core.App, version int) (Consent, error) {
	var c Consent
	err := app.DB().Select("version", "text").From("consents").Where(dbx.HashExp{"version": version}).One(&c)
	if err != nil {
		return c, fmt.Errorf("find consent: %w", err)
	}
	return c, nil
}

// WriteConsent makes a new version of it.
func WriteConsent(tx core.App, text, by string) (Consent, error) {
	text = strings.TrimSpace(text)
	err := validation.Errors{"text": validation.Validate(text, validation.Required, validation.RuneLength(1, 5000))}.Filter()
	if err != nil {
		return Consent{}, err
	}
	newest, err := NewestConsent(tx)
	if err != nil {
		return Consent{}, err
	}
	if newest.Text == text {
		return newest, nil
	}
	collection, err := tx.FindCachedCollectionByNameOrId("consents")
	if err != nil {
		return Consent{}, fmt.Errorf("find consents: %w", err)
	}
	r := core.NewRecord(collection)
	r.Load(map[string]any{"version": newest.Version + 1, "text": text, "made_by": by})
	if err := tx.Save(r); err != nil {
		return Consent{}, fmt.Errorf("save consent: %w", err)
	}
	return NewestConsent(tx)
}
