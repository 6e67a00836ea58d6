package messages

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/ingest"
	"portico/internal/storage"
)

const (
	// maxUnsent bounds what somebody can leave lying about.
	maxUnsent = 2 * maxFiles
	// keepUnsent is how long a file waits for the message that it was meant for.
	keepUnsent = 24 * time.Hour
)

// ErrTooMany is returned where somebody has attached many files and sent none.
var ErrTooMany = errors.New("too many files wait to be sent")

// MayAttach returns ErrTooMany where owner has too many files that wait to be sent.
func MayAttach(app core.App, owner string) error {
	n, err := app.CountRecords("message_files", unsentOf(owner))
	if err != nil {
		return fmt.Errorf("count files that wait: %w", err)
	}
	if n >= maxUnsent {
		return ErrTooMany
	}
	return nil
}

// Attach keeps an upload until its owner sends it with a message; within runs in the same transaction.
func Attach(app core.App, owner string, up *ingest.Upload, within func(tx core.App) error) (*core.Record, error) {
	collection, err := app.FindCachedCollectionByNameOrId("message_files")
	if err != nil {
		return nil, fmt.Errorf("find files of messages: %w", err)
	}
	r := core.NewRecord(collection)
	r.Id = core.GenerateDefaultRandomId()
	r.Set("owner", owner)
	if err := up.KeepFor(app, r); err != nil {
		return nil, err
	}
	err = app.RunInTransaction(func(tx core.App) error {
		if err := tx.Save(r); err != nil {
			return err
		}
		return within(tx)
	})
	if err != nil {
		storage.RemoveUncommitted(app, r)
		return nil, fmt.Errorf("attach file: %w", err)
	}
	return r, nil
}

// FindUnsent returns a file of the owner's that waits to be sent, or sql.ErrNoRows.
func FindUnsent(app core.App, owner, id string) (*core.Record, error) {
	r := new(core.Record)
	err := app.RecordQuery("message_files").AndWhere(dbx.HashExp{"id": id}).AndWhere(unsentOf(owner)).Limit(1).One(r)
	if err != nil {
		return nil, fmt.Errorf("find file that waits: %w", err)
	}
	return r, nil
}

// FindFile returns a file that was sent, and the conversation that it was sent in; or sql.ErrNoRows.
func FindFile(app core.App, id string) (file, conversation *core.Record, err error) {
	file, err = app.FindRecordById("message_files", id)
	if err != nil {
		return nil, nil, fmt.Errorf("find file of message: %w", err)
	}
	message, err := app.FindRecordById("messages", file.GetString("message"))
	if err != nil {
		return nil, nil, fmt.Errorf("find message of file: %w", err)
	}
	conversation, err = app.FindRecordById("conversations", message.GetString("conversation"))
	if err != nil {
		return nil, nil, fmt.Errorf("find conversation of file: %w", err)
	}
	return file, conversation, nil
}

// send has a message take its author's files along.
func send(tx core.App, n New, message string) error {
	for _, id := range n.Files {
		r, err := FindUnsent(tx, n.Author.ID, id)
		if err != nil {
			return ErrNoFile
		}
		r.Set("message", message)
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("send file: %w", err)
		}
	}
	return nil
}

func unsentOf(owner string) dbx.Expression {
	return dbx.And(dbx.HashExp{"owner": owner}, dbx.NewExp("message = ''"))
}

// ForgetUnsent deletes the files whose message never came.
func ForgetUnsent(app core.App) error {
	late, err := app.FindRecordsByFilter("message_files", "message = '' && created < {:cutoff}", "", 0, 0,
		dbx.Params{"cutoff": time.Now().Add(-keepUnsent).UTC().Format(types.DefaultDateLayout)})
	if err != nil {
		return fmt.Errorf("find files that were never sent: %w", err)
	}
	for _, r := range late {
		err := app.RunInTransaction(func(tx core.App) error {
			unsent, err := tx.FindFirstRecordByFilter("message_files", "id = {:id} && message = ''", dbx.Params{"id": r.Id})
			if errors.Is(err, sql.ErrNoRows) { // sent at last, or gone
				return nil
			}
			if err != nil {
				return err
			}
			return tx.Delete(unsent) // its bytes go with it, see hooks/messages.go
		})
		if err != nil {
			return fmt.Errorf("delete file that was never sent: %w", err)
		}
	}
	return nil
}
