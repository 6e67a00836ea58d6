// Package storage keeps documents' bytes: it stages what comes in, makes it durable before a record names it, opens it
// again, and removes it when no record names it any more.
//
// Bytes live in PocketBase's own file system (pb_data/storage, or S3 where the owner has configured it), under
// <collection id>/<record id>/<name>, so that PocketBase's backups hold them.
package storage

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/gabriel-vasile/mimetype"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
)

const (
	stagingDir = ".portico_staging"
	copyBuffer = 256 << 10
)

// What Stage answers when the fault is not this machine's.
var (
	ErrTooLarge = errors.New("the file is larger than allowed")
	ErrBroken   = errors.New("the file did not arrive whole")
	ErrFull     = errors.New("the disk is full")
)

// IsFull reports whether err comes from a disk without space.
func IsFull(err error) bool {
	return errors.Is(err, ErrFull) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// Key is where the file of a record is kept, a document's or a message's; "" where it has none.
func Key(r *core.Record) string {
	file := r.GetString("file")
	if file == "" {
		return ""
	}
	return r.BaseFilesPath() + "/" + file
}

// Staged is a file that has arrived whole and is on disk, but that no record names yet. Discard it in every case; after
// Keep that does nothing.
type Staged struct {
	Size   int64  // bytes
	SHA256 string // hex
	Type   string // media type, by content

	path string
}

// Stage copies src once, through the hash, to a file on the disk that the documents are on, and syncs it. Memory does
// not grow with the file. It returns ErrTooLarge past limit bytes and ErrBroken where src fails; whatever fails, nothing
// stays behind.
func Stage(app core.App, src io.Reader, limit int64) (_ *Staged, err error) {
	f, err := os.CreateTemp(filepath.Join(app.DataDir(), stagingDir), "*")
	if err != nil {
		return nil, fmt.Errorf("make staging file: %w", err)
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()

	hash := sha256.New()
	in := &source{Reader: src, app: app}
	size, err := io.CopyBuffer(io.MultiWriter(f, hash), io.LimitReader(in, limit+1), make([]byte, copyBuffer))
	if in.err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, in.err)
	}
	if err != nil {
		return nil, fmt.Errorf("write staging file: %w", err)
	}
	if size > limit {
		return nil, ErrTooLarge
	}
	if err := f.Sync(); err != nil {
		return nil, fmt.Errorf("sync staging file: %w", err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("rewind staging file: %w", err)
	}
	kind, err := mimetype.DetectReader(f)
	if err != nil {
		return nil, fmt.Errorf("detect file type: %w", err)
	}
	return &Staged{Size: size, SHA256: hex.EncodeToString(hash.Sum(nil)), Type: kind.String(), path: f.Name()}, nil
}

// source remembers how reading failed, which tells a sender's fault from the disk's, and looks at the disk now and then:
// what else arrives at the same time takes room as well.
type source struct {
	io.Reader
	app    core.App
	unseen int // bytes since the last look
	err    error
}

const lookEvery = 16 << 20

func (s *source) Read(p []byte) (int, error) {
	if s.unseen > lookEvery {
		if !HasRoom(s.app, 0) {
			return 0, ErrFull
		}
		s.unseen = 0
	}
	n, err := s.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	s.unseen += n
	return n, err
}

// Open opens a file that is staged, to be looked at.
func (s *Staged) Open() (*os.File, error) {
	f, err := os.Open(s.path)
	if err != nil {
		return nil, fmt.Errorf("open staged file: %w", err)
	}
	return f, nil
}

// Discard removes what was staged and not kept.
func (s *Staged) Discard() { _ = os.Remove(s.path) }

// Keep moves the staged file to key and makes the move durable, so that a record committed afterwards never names a file
// that a power cut could take away.
func (s *Staged) Keep(app core.App, key string) error {
	if app.Settings().S3.Enabled {
		return s.upload(app, key)
	}
	root := filepath.Join(app.DataDir(), core.LocalStorageDirName)
	target := filepath.Join(root, filepath.FromSlash(key))
	if err := move(s.path, target); err != nil {
		return err
	}
	// The file's entry, and the entries of the folders that may have just been made, are data of the folders above.
	for dir := filepath.Dir(target); ; dir = filepath.Dir(dir) {
		if err := syncDir(dir); err != nil {
			return err
		}
		if dir == root {
			return nil
		}
	}
}

func move(from, to string) error {
	for try := 0; ; try++ {
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return fmt.Errorf("make document folder: %w", err)
		}
		err := os.Rename(from, to)
		if errors.Is(err, fs.ErrNotExist) && try == 0 {
			continue // the folder was just removed, with the file it held before
		}
		if err != nil {
			return fmt.Errorf("keep file: %w", err)
		}
		return nil
	}
}

func (s *Staged) upload(app core.App, key string) error {
	fsys, err := app.NewFilesystem()
	if err != nil {
		return fmt.Errorf("open file system: %w", err)
	}
	defer fsys.Close()
	f, err := filesystem.NewFileFromPath(s.path)
	if err != nil {
		return fmt.Errorf("read staging file: %w", err)
	}
	if err := fsys.UploadFile(f, key); err != nil {
		return fmt.Errorf("upload file: %w", err)
	}
	s.Discard()
	return nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	return errors.Join(d.Sync(), d.Close())
}

// File is an open document: an *os.File where documents are local, so that http.ServeContent can use sendfile.
type File interface {
	io.ReadSeekCloser
}

// Open opens the file at key and tells when it was written. A missing file is fs.ErrNotExist.
func Open(app core.App, key string) (File, time.Time, error) {
	if !app.Settings().S3.Enabled {
		f, err := os.Open(filepath.Join(app.DataDir(), core.LocalStorageDirName, filepath.FromSlash(key)))
		if err != nil {
			return nil, time.Time{}, fmt.Errorf("open document: %w", err)
		}
		info, err := f.Stat()
		if err != nil {
			return nil, time.Time{}, errors.Join(fmt.Errorf("open document: %w", err), f.Close())
		}
		return f, info.ModTime(), nil
	}

	fsys, err := app.NewFilesystem()
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("open file system: %w", err)
	}
	r, err := fsys.GetReader(key)
	if err != nil {
		if errors.Is(err, filesystem.ErrNotFound) {
			err = fmt.Errorf("%w: %w", fs.ErrNotExist, err)
		}
		return nil, time.Time{}, errors.Join(fmt.Errorf("open document: %w", err), fsys.Close())
	}
	return &remoteFile{ReadSeekCloser: r, fsys: fsys}, r.ModTime(), nil
}

// remoteFile closes the file system together with the file that was read from it.
type remoteFile struct {
	io.ReadSeekCloser
	fsys *filesystem.System
}

func (f *remoteFile) Close() error { return errors.Join(f.ReadSeekCloser.Close(), f.fsys.Close()) }
