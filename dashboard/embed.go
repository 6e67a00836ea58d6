// Package dashboard carries the extension of PocketBase's dashboard that makes it the firm's client desk.
package dashboard

import "embed"

// FS holds the extension; PocketBase runs its main.js.
//
//go:embed *.js *.css activity css data documents items images lib messages pages people projects settings sign_in ui
var FS embed.FS
