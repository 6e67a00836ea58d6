// Package deliver sends documents' files to browsers.
package deliver

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// slowest is the rate, in bytes a second, below which a download is given up.
const slowest = 16 << 10

// Preview names how a browser can show a media type in the page: "pdf", "image", "text", "audio" or "video"; or "" where
// it should not try. Only these are ever served inline: what could carry script is not among them.
func Preview(mediaType string) string {
	base, _, _ := strings.Cut(mediaType, ";")
	switch base = strings.TrimSpace(base); base {
	case "application/pdf":
		return "pdf"
	case "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp":
		return "image"
	case "text/plain", "text/csv", "text/tab-separated-values", "application/json":
		return "text"
	case "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/aac", "audio/flac", "audio/webm", "audio/x-m4a":
		return "audio"
	case "video/mp4", "video/webm", "video/ogg", "video/quicktime":
		return "video"
	default:
		return ""
	}
}

// charset is the one that was detected in a text, or UTF-8.
func charset(mediaType string) string {
	if _, params, err := mime.ParseMediaType(mediaType); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	return "utf-8"
}

// File sends the file of a document or a photo, or the PDF of a document that is written in Portico: inline where it can
// be previewed, as an attachment under its original name otherwise or where download says so. Ranges and conditional
// requests are answered (RFC 9110); nothing is cached (a browser must not show tomorrow what was unshared today). The
// caller has checked that the reader may have it.
func File(e *core.RequestEvent, document *core.Record, download bool) error {
	file, err := open(e.App, document)
	if err != nil {
		return fmt.Errorf("deliver document %s: %w", document.Id, err)
	}
	defer file.Close()

	mediaType := document.GetString("file_type")
	switch Preview(mediaType) {
	case "":
		mediaType, download = "application/octet-stream", true
	case "text":
		mediaType = "text/plain; charset=" + charset(mediaType)
	}
	send(e, file, mediaType, document.GetString("file_name"), download)
	return nil
}

// PDF sends a PDF that was made for the one who asks, as an attachment.
func PDF(e *core.RequestEvent, data []byte, name string) {
	send(e, contentOf(data), "application/pdf", name, true)
}

func send(e *core.RequestEvent, file content, mediaType, name string, download bool) {
	disposition := "inline"
	if download {
		disposition = "attachment"
	}
	h := e.Response.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", contentDisposition(disposition, name))
	h.Set("ETag", `"`+file.sha256+`"`)
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	// Should a file be opened as a page after all, it is nobody's: no script, no origin, no way out.
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")

	// The server's write timeout counts from the first byte, however large the file is.
	patience := 5*time.Minute + time.Duration(file.size/slowest)*time.Second
	_ = http.NewResponseController(e.Response).SetWriteDeadline(time.Now().Add(patience))

	http.ServeContent(e.Response, e.Request, "", file.modified, file.File)
}

// contentDisposition writes a file name as RFC 6266 asks: in ASCII for old readers, and whole, in UTF-8.
func contentDisposition(disposition, name string) string {
	ascii := strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, name)
	value := mime.FormatMediaType(disposition, map[string]string{"filename": ascii})
	if ascii == name {
		return value
	}
	return value + "; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}
