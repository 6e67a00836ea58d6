package signing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/ingest"
	"portico/internal/seal"
	"portico/internal/storage"
)

// Frozen is a document's file as it is when its round is sent: a copy, which is the round's own. What is signed cannot
// change, whatever becomes of the document. It is what signers are shown and agree to, and what the finished file begins with,
// byte for byte (seal.Prepare): the document's own bytes if these can be added to, and the signature page where there is one.
// So the round's file_sha256, which the certificate tells as that of what was sent, is of all that, while the document keeps
// its own file until everyone has signed.
type Frozen struct {
	Pages []seal.Page

	original string         // SHA-256 of the document's file
	own      int            // pages that the document itself has
	page     *signaturePage // nil where there is none
	app      core.App
	record   *core.Record // carries the fields of the file to the round
}

// Freeze copies a document's file for a round, if it is fit for signing; an UnfitError says why it is not. It takes its
// time, so it comes before the transaction. signers are what those of the round are called now.
func Freeze(ctx context.Context, app core.App, round *core.Record, signers map[string]Person) (*Frozen, error) {
	document, err := app.FindRecordById("documents", round.GetString("document"))
	if err != nil {
		return nil, fmt.Errorf("find document to sign: %w", err)
	}
	f := &Frozen{app: app, record: core.NewRecord(round.Collection())}
	f.record.Id = round.Id
	data, err := f.prepare(ctx, document, round, signers)
	if err != nil {
		return nil, err
	}
	staged, err := storage.Stage(app, bytes.NewReader(data), seal.MaxSize)
	if err != nil {
		return nil, err
	}
	up := &ingest.Upload{Staged: staged, Name: document.GetString("file_name")}
	defer up.Discard()
	if err := up.KeepFor(app, f.record); err != nil {
		return nil, err
	}
	return f, nil
}

// prepare makes what signers are shown of the document's file, and what is sealed begins with.
func (f *Frozen) prepare(ctx context.Context, document, round *core.Record, signers map[string]Person) ([]byte, error) {
	source := func() ([]byte, error) {
		data, err := read(f.app, document)
		f.original = hash(data)
		return data, err
	}
	more := func(info seal.Info) (pages []byte, err error) {
		f.own = len(info.Pages)
		if !round.GetBool("signature_page") {
			return nil, nil
		}
		pages, f.page, err = newSignaturePage(f.app, round, f.own, signers)
		return pages, err
	}
	data, info, err := seal.Prepare(ctx, source, more)
	f.Pages = info.Pages
	return data, err
}

// Discard removes the copy, unless the round has become its owner.
func (f *Frozen) Discard() { storage.RemoveUncommitted(f.app, f.record) }

// giveTo makes the copy the file of its round.
func (f *Frozen) giveTo(round *core.Record) {
	for _, field := range []string{"file", "file_name", "file_type", "file_size", "file_sha256"} {
		round.Set(field, f.record.Get(field))
	}
	round.Set("pages", f.Pages)
}

// Examine tells what the file of a document is like that is to be signed; an UnfitError says why it cannot be.
func Examine(ctx context.Context, app core.App, document *core.Record) (seal.Info, error) {
	return seal.Check(ctx, func() (io.ReadCloser, error) { return open(app, document) })
}

// placed are the fields of a signer on the signature page, if there is one.
func (f *Frozen) placed(signature string) []Field {
	if f.page == nil {
		return nil
	}
	return slices.Clone(f.page.fields[signature])
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// read returns the file of a record that can be signed.
func read(app core.App, r *core.Record) ([]byte, error) {
	file, err := open(app, r)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, seal.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read what is to be signed: %w", err)
	}
	return data, nil
}

func open(app core.App, r *core.Record) (io.ReadCloser, error) {
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
	return file, nil
}
