package ingest

import (
	"slices"
	"strings"
)

// The groups of file types that a firm can accept, as portal_settings.allowed_types names them.
const (
	groupPDF      = "pdf"
	GroupImages   = "images"
	groupOffice   = "office"
	groupText     = "text"
	groupMedia    = "media"
	groupArchives = "archives"
	groupOther    = "other"
)

// office lists the media types of documents, sheets and slides beside those with the prefixes in TypeGroup.
var office = []string{
	"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/vnd.ms-outlook",
	"application/vnd.ms-publisher", "application/x-ole-storage", "application/rtf", "text/rtf", "application/vnd.ms-project",
	"application/vnd.ms-visio",
}

var archives = []string{
	"application/zip", "application/x-7z-compressed", "application/gzip", "application/x-tar", "application/x-bzip2",
	"application/x-xz", "application/zstd", "application/x-rar-compressed", "application/vnd.rar",
}

// text lists what is harmless to read; scripts and HTML are text as well, but fall under "other".
var text = []string{
	"text/plain", "text/csv", "text/tab-separated-values", "text/calendar", "text/vcard", "application/json", "text/xml",
	"application/xml", "message/rfc822",
}

// TypeGroup names the group that a media type, detected from content, belongs to.
func TypeGroup(mediaType string) string {
	base, _, _ := strings.Cut(mediaType, ";")
	base = strings.TrimSpace(base)
	switch {
	case base == "application/pdf":
		return groupPDF
	case base == "image/svg+xml": // can carry script
		return groupOther
	case strings.HasPrefix(base, "image/"):
		return GroupImages
	case slices.Contains(office, base),
		strings.HasPrefix(base, "application/vnd.openxmlformats-officedocument."),
		strings.HasPrefix(base, "application/vnd.oasis.opendocument."):
		return groupOffice
	case slices.Contains(text, base):
		return groupText
	case strings.HasPrefix(base, "audio/"), strings.HasPrefix(base, "video/"):
		return groupMedia
	case slices.Contains(archives, base):
		return groupArchives
	default:
		return groupOther
	}
}
