package hooks

import (
	"fmt"
	"image"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	// The formats that PocketBase makes thumbs of.
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/webp" // the last of them
)

// maxThumbPixels bounds the memory that making a thumb takes: a small PNG can unpack to gigabytes.
const maxThumbPixels = 40_000_000

// boundThumbs refuses thumbs of images with too many pixels; PocketBase would unpack them.
func boundThumbs(e *core.RequestEvent) error {
	parts := strings.Split(strings.Trim(e.Request.URL.Path, "/"), "/")
	if len(parts) != 5 || parts[0] != "api" || parts[1] != "files" || e.Request.URL.Query().Get("thumb") == "" {
		return e.Next()
	}
	pixels, err := pixelsOf(e.App, parts[2], parts[3], parts[4])
	if err != nil {
		return e.NotFoundError("", err)
	}
	if pixels > maxThumbPixels {
		return e.BadRequestError("This image is too large for a thumb.", nil)
	}
	return e.Next()
}

// pixelsOf reads the size of an image from its first bytes; what is no image has none.
func pixelsOf(app core.App, collection, id, name string) (int, error) {
	record, err := app.FindRecordById(collection, id)
	if err != nil {
		return 0, fmt.Errorf("find record of file: %w", err)
	}
	fsys, err := app.NewFilesystem()
	if err != nil {
		return 0, fmt.Errorf("open file system: %w", err)
	}
	defer fsys.Close()
	file, err := fsys.GetReader(record.BaseFilesPath() + "/" + name)
	if err != nil {
		return 0, fmt.Errorf("open file: %w", err)
	}
	defer file.Close()
	size, _, err := image.DecodeConfig(file)
	if err != nil {
		return 0, nil // not an image: PocketBase makes no thumb of it
	}
	return size.Width * size.Height, nil
}
