package deliver

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/particulars"
	"portico/internal/storage"
)

// content is what is sent for a document or a photo.
type content struct {
	storage.File
	modified time.Time // zero where the hash alone says whether it has changed
	sha256   string
	size     int
}

// open opens the file of a document or a photo, or, for a document that is written in Portico, the PDF made of it.
func open(app core.App, r *core.Record) (content, error) {
	if key := storage.Key(r); key != "" {
		file, modified, err := storage.Open(app, key)
		return content{file, modified, r.GetString("file_sha256"), r.GetInt("file_size")}, err
	}
	data, err := particulars.PDF(app, r)
	return contentOf(data), err
}

func contentOf(data []byte) content {
	sum := sha256.Sum256(data)
	return content{File: made{bytes.NewReader(data)}, sha256: hex.EncodeToString(sum[:]), size: len(data)}
}

// made is a file in memory.
type made struct{ *bytes.Reader }

func (made) Close() error { return nil }
