package storage

import (
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

// Report says what Reconcile found.
type Report struct {
	Removed int      // files that no record named
	Missing []string // ids of documents whose file is gone
}

// Reconcile brings files and records together after a crash: a file written before since that no document names is
// removed; a document without its file is reported, never touched. Files newer than since may belong to an upload that
// has not committed yet. With S3 there is nothing to do: a folder cannot be listed cheaply there.
func Reconcile(app core.App, since time.Time) (Report, error) {
	var report Report
	if app.Settings().S3.Enabled {
		return report, nil
	}
	documents, err := app.FindCollectionByNameOrId("documents")
	if err != nil {
		return report, fmt.Errorf("find documents: %w", err)
	}
	root := filepath.Join(app.DataDir(), core.LocalStorageDirName, documents.BaseFilesPath())

	if err := removeOrphans(app, root, since, &report); err != nil {
		return report, err
	}
	err = eachDocument(app, func(id, file string) {
		if _, err := os.Stat(filepath.Join(root, id, file)); errors.Is(err, fs.ErrNotExist) {
			report.Missing = append(report.Missing, id)
		}
	})
	return report, err
}

func removeOrphans(app core.App, root string, since time.Time, report *Report) error {
	dir, err := os.Open(root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open document folder: %w", err)
	}
	defer dir.Close()

	for {
		ids, err := dir.Readdirnames(reconcileBatch)
		if len(ids) == 0 {
			return nil // the end, or a folder that cannot be read any further: the next start tries again
		}
		named, dbErr := filesOf(app, ids)
		if dbErr != nil {
			return dbErr
		}
		for _, id := range ids {
			removeUnnamed(filepath.Join(root, id), named[id], since, report)
		}
		if err != nil {
			return nil
		}
	}
}

func removeUnnamed(dir, keep string, since time.Time, report *Report) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || entry.Name() == keep || !info.ModTime().Before(since) {
			continue
		}
		if os.Remove(filepath.Join(dir, entry.Name())) == nil {
			report.Removed++
		}
	}
	_ = os.Remove(dir) // succeeds only where it is empty
}

func filesOf(app core.App, ids []string) (map[string]string, error) {
	var rows []struct {
		ID   string `db:"id"`
		File string `db:"file"`
	}
	values := make([]any, len(ids))
	for i, id := range ids {
		values[i] = id
	}
	err := app.DB().Select("id", "file").From("documents").Where(dbx.In("id", values...)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("find documents of files: %w", err)
	}
	named := make(map[string]string, len(rows))
	for _, row := range rows {
		named[row.ID] = row.File
	}
	return named, nil
}

func eachDocument(app core.App, do func(id, file string)) error {
	last := ""
	for {
		var rows []struct {
			ID   string `db:"id"`
			File string `db:"file"`
		}
		err := app.DB().Select("id", "file").From("documents").
			Where(dbx.NewExp("id > {:last} AND file != ''", dbx.Params{"last": last})).
			OrderBy("id").Limit(reconcileBatch).All(&rows)
		if err != nil {
			return fmt.Errorf("walk documents: %w", err)
		}
		if len(rows) == 0 {
			return nil
		}
		for _, row := range rows {
			do(row.ID, row.File)
		}
		last = rows[len(rows)-1].ID
	}
}
