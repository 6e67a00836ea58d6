package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/cookie"
	"portico/internal/deliver"
)

const (
	fileCookie = "portico_files"
	filePath   = "/api/desk"
)

// grantFileAccess lets this browser open files by their plain address for a while: in a frame, a new tab, a download.
// Those send no Authorization header, and a token in an address would end up in logs and histories.
func grantFileAccess(e *core.RequestEvent) error {
	token, err := e.Auth.NewFileToken()
	if err != nil {
		return fmt.Errorf("make file token: %w", err)
	}
	cookie.Set(e, fileCookie, token, filePath, e.Auth.Collection().FileToken.DurationTime())
	return e.NoContent(http.StatusNoContent)
}

func dropFileAccess(e *core.RequestEvent) error {
	cookie.Clear(e, fileCookie, filePath)
	return e.NoContent(http.StatusNoContent)
}

// fileAccess returns the account that a file cookie speaks for, or nil. It is good for reading files and nothing else.
func fileAccess(e *core.RequestEvent) *core.Record {
	reading := e.Request.Method == http.MethodGet || e.Request.Method == http.MethodHead
	sent, err := e.Request.Cookie(fileCookie)
	path := e.Request.URL.Path
	if err != nil || !reading || !strings.HasSuffix(path, "/file") && !strings.Contains(path, "/photos/") {
		return nil
	}
	account, err := e.App.FindAuthRecordByToken(sent.Value, core.TokenTypeFile)
	if err != nil {
		return nil
	}
	return account
}

func sendFile(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	if e.Request.Method == http.MethodGet { // a HEAD request shows nothing
		if err := see(e.App, document); err != nil {
			e.App.Logger().Error("An upload could not be marked as seen", "document", document.Id, "error", err)
		}
	}
	err = deliver.File(e, document, e.Request.URL.Query().Get("download") == "1")
	if errors.Is(err, fs.ErrNotExist) {
		return e.NotFoundError("The file of this document is missing from the disk. Restore it from a backup.", err)
	}
	return err
}

func markSeen(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	if err := see(e.App, document); err != nil {
		return err
	}
	return e.NoContent(http.StatusNoContent)
}

// see notes that someone at the firm has looked at a client's upload.
func see(app core.App, document *core.Record) error {
	if document.GetString("origin") != "portal" || !document.GetDateTime("seen").IsZero() {
		return nil
	}
	document.Set("seen", types.NowDateTime())
	if err := app.Save(document); err != nil {
		return fmt.Errorf("mark as seen: %w", err)
	}
	return nil
}
