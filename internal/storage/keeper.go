package storage

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/pocketbase/pocketbase/core"
)

const (
	reserveFile = ".portico_reserve"
	reserveSize = 16 << 20
	// lowWater is the free space below which the reserve is given up so that access can still be taken away.
	lowWater = 8 << 20
	// headroom is what an upload must leave free: room for the database, its log and the reserve.
	headroom = 64 << 20
)

// Prepare makes the data folder fit for documents: private to its owner, its staging folder empty, its reserve filled.
// It is called once, before anything is served.
func Prepare(app core.App) error {
	if err := os.Chmod(app.DataDir(), 0o700); err != nil { //nolint:gosec // a folder needs the execute bit
		return fmt.Errorf("close data folder to others: %w", err)
	}
	storage := filepath.Join(app.DataDir(), core.LocalStorageDirName)
	if err := os.MkdirAll(storage, 0o700); err != nil {
		return fmt.Errorf("make storage folder: %w", err)
	}
	if err := syncDir(app.DataDir()); err != nil {
		return err
	}
	staging := filepath.Join(app.DataDir(), stagingDir)
	if err := os.RemoveAll(staging); err != nil {
		return fmt.Errorf("empty staging folder: %w", err)
	}
	if err := os.MkdirAll(staging, 0o700); err != nil {
		return fmt.Errorf("make staging folder: %w", err)
	}
	return Refill(app)
}

// Refill fills the reserve again where there is room for it; where there is none it is left for the next time.
func Refill(app core.App) error {
	path := filepath.Join(app.DataDir(), reserveFile)
	if info, err := os.Stat(path); err == nil && info.Size() == reserveSize {
		return nil
	}
	if free, err := freeSpace(app); err != nil || free < headroom {
		return err
	}
	// Real bytes: a sparse file would hold nothing back.
	if err := os.WriteFile(path, make([]byte, reserveSize), 0o600); err != nil {
		return fmt.Errorf("fill reserve: %w", err)
	}
	return nil
}

// MakeRoom is called before access is taken away or something is deleted: on a full disk SQLite could not even write
// that, so the reserve is given up for it.
func MakeRoom(app core.App) {
	if free, err := freeSpace(app); err == nil && free < lowWater {
		_ = os.Remove(filepath.Join(app.DataDir(), reserveFile))
	}
}

// HasRoom reports whether size more bytes leave enough free on the disk.
func HasRoom(app core.App, size int64) bool {
	free, err := freeSpace(app)
	return err != nil || free-headroom > max(size, 0) // an upload need not say its size
}

func freeSpace(app core.App) (int64, error) {
	var st syscall.Statfs_t
	if err := syscall.Statfs(app.DataDir(), &st); err != nil {
		return 0, fmt.Errorf("ask for free space: %w", err)
	}
	return int64(st.Bavail) * st.Bsize, nil // no disk has 2^63 blocks
}

// NotBackedUp names the entries of the data folder that a backup leaves out.
func NotBackedUp() []string { return []string{stagingDir, orphansDir, reserveFile} }

// removals holds back the deletion of files while a backup walks the folder: a file that vanishes under it would fail
// the whole backup.
type removals struct {
	backups sync.RWMutex // held for reading while files vanish, and for writing while running changes
	running int

	mu      sync.Mutex
	waiting []string
}

func removalsOf(app core.App) *removals {
	return app.Store().GetOrSet("portico.storage.removals", func() any { return new(removals) }).(*removals)
}

// betweenBackups makes files vanish, unless a backup is running, and reports whether it did.
func (r *removals) betweenBackups(vanish func()) bool {
	r.backups.RLock()
	defer r.backups.RUnlock()
	if r.running > 0 {
		return false
	}
	vanish()
	return true
}

func (r *removals) wait(key string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waiting = append(r.waiting, key)
}

// Remove deletes the file at key, or once the running backup is done. Call it after the commit that took away the last
// record naming the file. A crash before the deletion leaves an orphan, which Reconcile removes.
func Remove(app core.App, key string) {
	r := removalsOf(app)
	if !r.betweenBackups(func() { remove(app, key) }) {
		r.wait(key)
		r.flush(app) // the backup may have ended just now
	}
}

// flush deletes the files that wait, if no backup is running.
func (r *removals) flush(app core.App) {
	r.betweenBackups(func() {
		r.mu.Lock()
		due := r.waiting
		r.waiting = nil
		r.mu.Unlock()
		for _, key := range due {
			remove(app, key)
		}
	})
}

// RemoveUncommitted deletes the file of a record that could not be saved. A transaction can also report what went wrong
// after its commit: then the file has become the record's, and stays.
func RemoveUncommitted(app core.App, r *core.Record) {
	key := Key(r)
	if key == "" {
		return
	}
	committed, err := app.FindRecordById(r.Collection(), r.Id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return // what nobody names is found by Reconcile
	}
	if err == nil && Key(committed) == key {
		return
	}
	Remove(app, key)
}

// DuringBackup runs backup while no file is removed.
func DuringBackup(app core.App, backup func() error) error {
	r := removalsOf(app)
	count := func(n int) {
		r.backups.Lock()
		defer r.backups.Unlock()
		r.running += n
	}
	count(1)
	defer r.flush(app)
	defer count(-1)
	return backup()
}

func remove(app core.App, key string) {
	if err := removeNow(app, key); err != nil {
		app.Logger().Error("A deleted document's file could not be removed", "key", key, "error", err)
	}
}

func removeNow(app core.App, key string) error {
	if app.Settings().S3.Enabled {
		fsys, err := app.NewFilesystem()
		if err != nil {
			return fmt.Errorf("open file system: %w", err)
		}
		defer fsys.Close()
		return fsys.Delete(key)
	}
	path := filepath.Join(app.DataDir(), core.LocalStorageDirName, filepath.FromSlash(key))
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	_ = os.Remove(filepath.Dir(path)) // the record's folder, where that was its last file
	return nil
}
