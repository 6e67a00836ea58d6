package hooks

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// freshAssets makes browsers ask each time whether a file of ours is still the same, and answers with as little as
// "yes": after an update nobody works with yesterday's pages. (PocketBase lets extensions be cached for two weeks.)
func freshAssets(prefix string, files fs.FS) func(*core.RequestEvent) error {
	tags := hashAll(files)
	return func(e *core.RequestEvent) error {
		path, ours := strings.CutPrefix(e.Request.URL.Path, prefix)
		if path == "" {
			path = "index.html"
		}
		tag, known := tags[path]
		if ours && known {
			e.Response.Header().Set("ETag", tag)
		}
		if ours && known || e.Request.URL.Path == "/_/extensions.js" {
			e.Response.Header().Set("Cache-Control", "no-cache")
		}
		return e.Next()
	}
}

func hashAll(files fs.FS) map[string]string {
	tags := map[string]string{}
	_ = fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		tags[path] = `"` + hex.EncodeToString(sum[:16]) + `"`
		return nil
	}) // an embedded file system has nothing to fail with
	return tags
}
