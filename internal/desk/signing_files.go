package desk

import (
	"errors"
	"io/fs"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/activity"
	"portico/internal/deliver"
	"portico/internal/signing"
)

// sendFrozen sends the document of a round as it was when it was sent to be signed. That a signer looks at it for the first
// time is noted.
func sendFrozen(e *core.RequestEvent) error {
	round, err := findSigning(e, e.App)
	if err != nil {
		return err
	}
	if round.GetString("file") == "" {
		return e.NotFoundError("This document is not there any more.", nil)
	}
	if err := noteOpened(e, round); err != nil {
		return err
	}
	err = deliver.File(e, round, e.Request.URL.Query().Get("download") == "1")
	if errors.Is(err, fs.ErrNotExist) {
		return e.NotFoundError("The file of this round of signing is missing from the disk. Restore it from a backup.", err)
	}
	return err
}

func noteOpened(e *core.RequestEvent, round *core.Record) error {
	own, err := ownSignature(e, e.App, round.Id)
	if err != nil || own == nil || e.Request.Method != http.MethodGet || !own.GetDateTime("opened").IsZero() {
		return err
	}
	return e.App.RunInTransaction(func(tx core.App) error {
		own, err := ownSignature(e, tx, round.Id)
		if own == nil || err != nil {
			return err
		}
		return signing.NoteOpened(tx, round, own, activity.ByAccount(e))
	})
}

// sendCertificate sends what is kept of a round that everyone has signed, as PDF.
func sendCertificate(e *core.RequestEvent) error {
	round, err := findSigning(e, e.App)
	if err != nil {
		return err
	}
	pdf, err := signing.Certificate(e.App, round)
	if err != nil {
		return refuseSigning(e, err)
	}
	deliver.PDF(e, pdf, "Certificate of "+round.GetString("title")+".pdf")
	return nil
}
