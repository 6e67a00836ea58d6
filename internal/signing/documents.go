package signing

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/notify"
)

// FileChanges is called in the transaction that gives a document another file. A round that waits for signers is void
// then, and they are told; what everyone has signed keeps the file that it was sealed to.
func FileChanges(tx core.App, document *core.Record) error {
	var rounds []*core.Record
	err := tx.RecordQuery("signings").AndWhere(dbx.HashExp{"document": document.Id}).
		AndWhere(dbx.In("status", Sent, Sealing, Completed)).OrderBy("sent DESC").Limit(1).All(&rounds)
	if err != nil {
		return fmt.Errorf("find last round of signing: %w", err)
	}
	if len(rounds) == 0 {
		return nil
	}
	last := rounds[0]
	if last.GetString("status") == Sent {
		if err := end(tx, last, Voided, "The document was changed."); err != nil {
			return err
		}
		if err := TellEnd(tx, last, notify.SigningVoided, "", ""); err != nil {
			return err
		}
		return FileChanges(tx, document) // it may have been signed before
	}
	if last.GetString("sealed_sha256") != document.GetString("file_sha256") {
		return apis.NewBadRequestError("This document has been signed, so its file stays as it is. Add the new file as another document.", nil)
	}
	return nil
}

// LetGo is called in the transaction that deletes the documents that which finds: rounds that wait for signers end, and
// what is told of the others stays.
func LetGo(tx core.App, which dbx.Expression) error {
	documents := tx.DB().Select("id").From("documents").Where(which).Build()
	of := dbx.NewExp("document != '' AND document IN ("+documents.SQL()+")", documents.Params())
	var rounds []*core.Record
	if err := tx.RecordQuery("signings").AndWhere(of).All(&rounds); err != nil {
		return fmt.Errorf("find rounds of signing: %w", err)
	}
	for _, round := range rounds {
		switch round.GetString("status") {
		case Draft:
			if err := tx.Delete(round); err != nil {
				return fmt.Errorf("delete round of signing: %w", err)
			}
			continue
		case Sent:
			if err := end(tx, round, Withdrawn, "The document was deleted."); err != nil {
				return err
			}
			if err := TellEnd(tx, round, notify.SigningWithdrawn, "", ""); err != nil {
				return err
			}
		case Sealing:
			return apis.NewBadRequestError("Everyone has just signed this document, and it is being finished. Try again in a minute.", nil)
		}
		round.Set("document", "")
		if err := tx.Save(round); err != nil {
			return fmt.Errorf("save round of signing: %w", err)
		}
	}
	return nil
}

// WithoutSigner is called in the transaction that deletes a contact: what waits for their signature can never be signed.
func WithoutSigner(tx core.App, contact string) error {
	var rounds []*core.Record
	err := tx.RecordQuery("signings").AndWhere(dbx.NewExp(`status = 'sent' AND id IN (
		SELECT signing FROM signatures WHERE contact = {:contact} AND contact != '' AND state = 'waiting')`, dbx.Params{"contact": contact})).All(&rounds)
	if err != nil {
		return fmt.Errorf("find rounds of signing: %w", err)
	}
	for _, round := range rounds {
		if err := end(tx, round, Withdrawn, "Somebody who was to sign was deleted."); err != nil {
			return err
		}
		if err := TellEnd(tx, round, notify.SigningWithdrawn, "", ""); err != nil {
			return err
		}
	}
	return nil
}

// Signers returns the ids of the contacts who are asked to sign in a round.
func Signers(app core.App, round *core.Record) ([]string, error) { return SignersOf(app, round.Id) }

// SignersOf is Signers by the round's id.
func SignersOf(app core.App, round string) ([]string, error) {
	var contacts []string
	err := app.DB().Select("contact").From("signatures").Where(dbx.HashExp{"signing": round}).
		AndWhere(dbx.NewExp("contact != ''")).Column(&contacts)
	if err != nil {
		return nil, fmt.Errorf("find signers: %w", err)
	}
	return contacts, nil
}
