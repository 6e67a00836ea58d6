// Package pb_public carries the portal's pages: what is in the folder is what the browser gets.
package pb_public

import "embed"

// FS holds index.html, the portal's own modules (app) and those it shares with the dashboard (shared).
//
//go:embed index.html app shared
var FS embed.FS
