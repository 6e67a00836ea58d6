package signing

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/activity"
	"portico/internal/storage"
)

// FileChanges is called in the transaction that gives a document another file. A round that waits for signers is void
// then, and they are told; what everyone has signed keeps the file that it was sealed to.
func FileChanges(tx core.App, document *core.Record) error {
	var waiting, signed []*core.Record
	of := dbx.HashExp{"document": document.Id}
	if err := tx.RecordQuery("signings").AndWhere(of).AndWhere(dbx.HashExp{"status": Sent}).All(&waiting); err != nil {
		return fmt.Errorf("find round of signing: %w", err)
	}
	err := tx.RecordQuery("signings").AndWhere(of).AndWhere(dbx.In("status", Sealing, Completed)).OrderBy("sent DESC").Limit(1).All(&signed)
	if err != nil {
		return fmt.Errorf("find last round of signing: %w", err)
	}
	if len(signed) > 0 && signed[0].GetString("sealed_sha256") != document.GetString("file_sha256") {
		return apis.NewBadRequestError("This document has been signed, so its file stays as it is. Add the new file as another document.", nil)
	}
	for _, round := range waiting {
		if err := end(tx, round, Voided, "The document was changed.", activity.ByPortico()); err != nil {
			return err
		}
	}
	return nil
}

// Concerns reports whether a document is being signed, or was.
func Concerns(app core.App, document string) (bool, error) {
	var signs bool
	err := app.DB().NewQuery("SELECT EXISTS (SELECT 1 FROM signings WHERE document = {:document} AND status IN ('sent', 'sealing', 'completed'))").
		Bind(dbx.Params{"document": document}).Row(&signs)
	if err != nil {
		return false, fmt.Errorf("ask whether a document is signed: %w", err)
	}
	return signs, nil
}

// LetGo is called in the transaction that deletes the documents that which finds. Of a completed round stays what its
// certificate tells; what was signed and what was filled in goes, as does every other round, and who waits is told. It
// returns where the rounds' files are, to be removed after the commit.
func LetGo(tx core.App, which dbx.Expression) (keys []string, err error) {
	documents := tx.DB().Select("id").From("documents").Where(which).Build()
	of := dbx.NewExp("document != '' AND document IN ("+documents.SQL()+")", documents.Params())
	var rounds []*core.Record
	if err := tx.RecordQuery("signings").AndWhere(of).All(&rounds); err != nil {
		return nil, fmt.Errorf("find rounds of signing: %w", err)
	}
	for _, round := range rounds {
		if key := storage.Key(round); key != "" {
			keys = append(keys, key)
		}
		if err := letGo(tx, round); err != nil {
			return nil, err
		}
	}
	return keys, nil
}

func letGo(tx core.App, round *core.Record) error {
	switch round.GetString("status") {
	case Completed:
		return keepCertificate(tx, round)
	case Sealing:
		return apis.NewBadRequestError("Everyone has just signed this document, and it is being finished. Try again in a minute.", nil)
	case Sent:
		if err := end(tx, round, Withdrawn, "The document was deleted.", activity.ByPortico()); err != nil {
			return err
		}
	}
	round.Set("document", "") // see MayGo
	if err := tx.Delete(round); err != nil {
		return fmt.Errorf("delete round of signing: %w", err)
	}
	return nil
}

// MayGo reports whether a round can be deleted: it was never sent, or it has lost its document before everyone had signed.
func MayGo(round *core.Record) bool {
	switch round.GetString("status") {
	case Draft:
		return true
	case Sealing, Completed:
		return false
	}
	return round.GetString("document") == ""
}

func keepCertificate(tx core.App, round *core.Record) error {
	fields := dbx.NewExp("signature IN (SELECT id FROM signatures WHERE signing = {:round})", dbx.Params{"round": round.Id})
	if _, err := tx.NonconcurrentDB().Delete("signature_fields", fields).Execute(); err != nil {
		return fmt.Errorf("delete what was filled in: %w", err)
	}
	round.Set("document", "")
	round.Set("file", "")
	if err := tx.Save(round); err != nil {
		return fmt.Errorf("save round of signing: %w", err)
	}
	return nil
}

// WaitingFor finds the rounds that wait for the signature of a contact or a member of staff, now or when it is their turn.
func WaitingFor(collection, id string) dbx.Expression {
	field := map[string]string{"contacts": "contact", "staff": "staff"}[collection]
	return dbx.NewExp("status = 'sent' AND id IN (SELECT signing FROM signatures WHERE [["+field+"]] = {:signer} AND state = 'waiting')",
		dbx.Params{"signer": id})
}

// WithoutSigner is called in the transaction that deletes who signs, a contact or a member of staff: what waits for their
// signature can never be signed.
func WithoutSigner(tx core.App, signer *core.Record) error {
	var rounds []*core.Record
	if err := tx.RecordQuery("signings").AndWhere(WaitingFor(signer.Collection().Name, signer.Id)).All(&rounds); err != nil {
		return fmt.Errorf("find rounds of signing: %w", err)
	}
	for _, round := range rounds {
		if err := end(tx, round, Withdrawn, "Somebody who was to sign was deleted.", activity.ByPortico()); err != nil {
			return err
		}
	}
	return nil
}

// Signers returns the ids of the contacts who are asked to sign in a round.
func Signers(app core.App, round string) ([]string, error) {
	var contacts []string
	err := app.DB().Select("contact").From("signatures").Where(dbx.HashExp{"signing": round}).
		AndWhere(dbx.NewExp("contact != ''")).Column(&contacts)
	if err != nil {
		return nil, fmt.Errorf("find signers: %w", err)
	}
	return contacts, nil
}
