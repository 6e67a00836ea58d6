package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const reconcileBatch = 500

// holders are the collections whose records each name one file, or none, in the field "file".
var holders = []string{"documents", "daily_log_photos", "message_files", "request_items", "signings"}

// Report says what Reconcile found.
type Report struct {
	Orphans int      // files that no record named, now in the folder of orphans
	Missing []string // ids of records whose file is gone
}

// Reconcile brings files and records together after a crash: a file written before since that no record names is moved
// to a folder of orphans, which ForgetOrphans empties after a month; a record without its file is reported, never
// touched. Nothing is deleted at once: it may be the database that is not the right one, put back from yesterday. Files
// newer than since may belong to an upload that has not committed yet. With S3 there is nothing to do: a folder cannot be
// listed cheaply there. It ends early, with its error, when ctx does.
func Reconcile(ctx context.Context, app core.App, since time.Time) (Report, error) {
	var report Report
	if app.Settings().S3.Enabled {
		return report, nil
	}
	for _, name := range holders {
		if err := reconcile(ctx, app, name, since, &report); err != nil {
			return report, err
		}
	}
	return report, nil
}

func reconcile(ctx context.Context, app core.App, name string, since time.Time, report *Report) error {
	collection, err := app.FindCollectionByNameOrId(name)
	if err != nil {
		return fmt.Errorf("find %s: %w", name, err)
	}
	root := filepath.Join(app.DataDir(), core.LocalStorageDirName, collection.BaseFilesPath())
	if err := moveOrphans(ctx, app, name, root, since, report); err != nil {
		return err
	}
	return eachRecord(ctx, app, name, func(id, file string) {
		if _, err := os.Stat(filepath.Join(root, id, file)); !errors.Is(err, fs.ErrNotExist) {
			return
		}
		// It may have been replaced or deleted since it was listed.
		if named, err := filesOf(app, name, []string{id}); err == nil && named[id] == file {
			report.Missing = append(report.Missing, id)
		}
	})
}

// orphansDir holds what Reconcile found, a folder a day.
const orphansDir = ".portico_orphans"

// keepOrphans is how long an orphan can be asked for.
const keepOrphans = 30 * 24 * time.Hour

// ForgetOrphans deletes what has been an orphan for long.
func ForgetOrphans(app core.App) error {
	root := filepath.Join(app.DataDir(), orphansDir)
	days, err := os.ReadDir(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("list orphans: %w", err)
	}
	for _, day := range days {
		found, err := time.Parse(time.DateOnly, day.Name())
		if err != nil || time.Since(found) < keepOrphans {
			continue
		}
		if err := os.RemoveAll(filepath.Join(root, day.Name())); err != nil {
			return fmt.Errorf("forget orphans: %w", err)
		}
	}
	return nil
}

func moveOrphans(ctx context.Context, app core.App, collection, root string, since time.Time, report *Report) error {
	dir, err := os.Open(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open folder of files: %w", err)
	}
	defer dir.Close()

	for ctx.Err() == nil {
		ids, err := dir.Readdirnames(reconcileBatch)
		if len(ids) == 0 {
			return nil // the end, or a folder that cannot be read any further: the next start tries again
		}
		named, dbErr := filesOf(app, collection, ids)
		if dbErr != nil {
			return dbErr
		}
		// A file that vanishes under a running backup would fail it.
		removalsOf(app).betweenBackups(func() {
			for _, id := range ids {
				moveUnnamed(app, filepath.Join(root, id), named[id], since, report)
			}
		})
		if err != nil {
			return nil
		}
	}
	return ctx.Err()
}

func moveUnnamed(app core.App, dir, keep string, since time.Time, report *Report) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || entry.Name() == keep || !info.ModTime().Before(since) {
			continue
		}
		if moveToOrphans(app, filepath.Join(dir, entry.Name())) == nil {
			report.Orphans++
		}
	}
}

func moveToOrphans(app core.App, path string) error {
	day := filepath.Join(app.DataDir(), orphansDir, time.Now().UTC().Format(time.DateOnly))
	if err := os.MkdirAll(day, 0o700); err != nil {
		return fmt.Errorf("make folder of orphans: %w", err)
	}
	name := filepath.Base(filepath.Dir(path)) + "-" + filepath.Base(path)
	return os.Rename(path, filepath.Join(day, name))
}

func filesOf(app core.App, collection string, ids []string) (map[string]string, error) {
	var rows []struct {
		ID   string `db:"id"`
		File string `db:"file"`
	}
	values := make([]any, len(ids))
	for i, id := range ids {
		values[i] = id
	}
	err := app.DB().Select("id", "file").From(collection).Where(dbx.In("id", values...)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("find records of files: %w", err)
	}
	named := make(map[string]string, len(rows))
	for _, row := range rows {
		named[row.ID] = row.File
	}
	return named, nil
}

func eachRecord(ctx context.Context, app core.App, collection string, do func(id, file string)) error {
	last := ""
	for ctx.Err() == nil {
		var rows []struct {
			ID   string `db:"id"`
			File string `db:"file"`
		}
		err := app.DB().Select("id", "file").From(collection).
			Where(dbx.NewExp("id > {:last} AND file != ''", dbx.Params{"last": last})).
			OrderBy("id").Limit(reconcileBatch).All(&rows)
		if err != nil {
			return fmt.Errorf("walk %s: %w", collection, err)
		}
		if len(rows) == 0 {
			return nil
		}
		for _, row := range rows {
			do(row.ID, row.File)
		}
		last = rows[len(rows)-1].ID
	}
	return ctx.Err()
}
