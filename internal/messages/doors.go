package messages

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/ingest"
)

// What follows is the same at the clients' door and at the staff's: only who may differs, which each asks for itself.

// Before is the message that a reader has, who asks for those before it; 0 asks for the last ones.
func Before(e *core.RequestEvent) int {
	before, _ := strconv.Atoi(e.Request.URL.Query().Get("before")) // nothing, or nonsense, asks for the last ones
	return before
}

// Send answers a request to send a message. may is asked inside the transaction.
func Send(e *core.RequestEvent, n New, may func(tx core.App) error) error {
	n.Key = e.Request.Header.Get("Idempotency-Key")
	if err := n.Validate(); err != nil {
		return e.BadRequestError("Check what is marked and try again.", err)
	}
	var message *core.Record
	err := e.App.RunInTransaction(func(tx core.App) error {
		if err := may(tx); err != nil {
			return err
		}
		var err error
		message, err = Post(tx, n)
		return err
	})
	if err != nil {
		return Refusal(e, err)
	}
	view, err := ViewOf(e.App, message, n.Author)
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, view)
}

// Refusal is the answer to a message that could not be sent.
func Refusal(e *core.RequestEvent, err error) error {
	if errors.Is(err, ErrNoFile) {
		return e.BadRequestError("A file is not there any more. Attach it again.", validation.Errors{
			"files": validation.NewError("validation_missing_rel_records", "Attach it again."),
		})
	}
	return err
}

// TakeFile answers an upload of a file for the message that is being written. may is asked inside the transaction.
func TakeFile(e *core.RequestEvent, owner string, limits ingest.Limits, may func(tx core.App) error) error {
	if err := mayAttach(e, e.App, owner); err != nil {
		return err
	}
	up, err := ingest.Receive(e, limits, func(map[string]string) error { return nil })
	if err != nil {
		return err
	}
	defer up.Discard()
	file, err := Attach(e.App, owner, up, func(tx core.App) error {
		// The body took its time: what was true at its first byte has to be true now.
		if err := mayAttach(e, tx, owner); err != nil {
			return err
		}
		return may(tx)
	})
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, ViewFile(file))
}

func mayAttach(e *core.RequestEvent, app core.App, owner string) error {
	err := MayAttach(app, owner)
	if errors.Is(err, ErrTooMany) {
		return e.BadRequestError("Send the files that you have attached before you attach more.", nil)
	}
	return err
}

// DropFile answers a request not to send a file after all.
func DropFile(e *core.RequestEvent, owner string) error {
	err := e.App.RunInTransaction(func(tx core.App) error {
		file, err := FindUnsent(tx, owner, e.Request.PathValue("id"))
		if errors.Is(err, sql.ErrNoRows) {
			return e.NotFoundError("This file is not available.", nil)
		}
		if err != nil {
			return err
		}
		if err := tx.Delete(file); err != nil { // its bytes go with it, see hooks/messages.go
			return fmt.Errorf("delete attached file: %w", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}
