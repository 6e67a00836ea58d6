// Package pb_public carries the portal's pages: what is in the folder is what the browser gets.
package pb_public

import "embed"

// FS holds the portal's page (index.html), that of public links (s) and the one on which files are checked (verify), the
// pages' modules (app) and those that they share with the dashboard (shared).
//
//go:embed index.html app shared s verify
var FS embed.FS
