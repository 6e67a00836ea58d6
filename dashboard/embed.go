// Package dashboard carries the extension of PocketBase's dashboard that makes it the firm's client desk.
package dashboard

import "embed"

// FS holds the extension; PocketBase runs its main.js.
//
//go:embed *.js *.css activity css data documents items images letters lib links messages pages people projects requests settings sign_in signing tickets ui
var FS embed.FS
