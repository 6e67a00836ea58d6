package signing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/ingest"
	"portico/internal/seal"
	"portico/internal/storage"
)

// Frozen is a document's file as it is when its round is sent: a copy, which is the round's own. What is signed cannot
// change, whatever becomes of the document.
type Frozen struct {
	Pages []seal.Page

	app    core.App
	record *core.Record // carries the fields of the file to the round
}

// Freeze copies a document's file for a round, if it is fit for signing; an UnfitError says why it is not. It takes its
// time, so it comes before the transaction.
func Freeze(ctx context.Context, app core.App, round *core.Record) (*Frozen, error) {
	document, err := app.FindRecordById("documents", round.GetString("document"))
	if err != nil {
		return nil, fmt.Errorf("find document to sign: %w", err)
	}
	data, err := read(app, document)
	if err != nil {
		return nil, err
	}
	info, err := seal.Check(ctx, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	staged, err := storage.Stage(app, bytes.NewReader(data), seal.MaxSize)
	if err != nil {
		return nil, err
	}
	up := &ingest.Upload{Staged: staged, Name: document.GetString("file_name")}
	defer up.Discard()
	f := &Frozen{Pages: info.Pages, app: app, record: core.NewRecord(round.Collection())}
	f.record.Id = round.Id
	if err := up.KeepFor(app, f.record); err != nil {
		return nil, err
	}
	return f, nil
}

// Discard removes the copy, unless the round has become its owner.
func (f *Frozen) Discard() { storage.RemoveUncommitted(f.app, f.record) }

func (f *Frozen) sha256() string { return f.record.GetString("file_sha256") }

// giveTo makes the copy the file of its round.
func (f *Frozen) giveTo(round *core.Record) {
	for _, field := range []string{"file", "file_name", "file_type", "file_size", "file_sha256"} {
		round.Set(field, f.record.Get(field))
	}
	round.Set("pages", f.Pages)
}

// read returns the file of a record that can be signed.
func read(app core.App, r *core.Record) ([]byte, error) {
	key := storage.Key(r)
	if key == "" || r.GetInt("file_size") == 0 {
		return nil, seal.ErrBroken
	}
	if r.GetInt("file_size") > seal.MaxSize {
		return nil, seal.ErrTooLarge
	}
	file, _, err := storage.Open(app, key)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, seal.ErrBroken
	}
	if err != nil {
		return nil, fmt.Errorf("open what is to be signed: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, seal.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read what is to be signed: %w", err)
	}
	return data, nil
}
