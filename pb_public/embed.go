// Package pb_public carries the portal's pages: what is in the folder is what the browser gets.
package pb_public

import "embed"

// FS holds the portal's page (index.html) and that of public links (s), the pages' modules (app) and those that they share
// with the dashboard (shared).
//
//go:embed index.html app shared s
var FS embed.FS
