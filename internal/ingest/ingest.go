// Package ingest receives uploads: it reads a multipart body as a stream, asks before the file's first byte whether it is
// wanted, and copies it once, to where internal/storage stages it.
package ingest

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"

	"portico/internal/storage"
	"portico/internal/tidy"
)

const (
	// overhead is what a body may hold besides the file: boundaries, headers and fields.
	overhead = 64 << 10
	maxField = 16 << 10
	// stall is how long a sender may be silent; it bounds a dead connection without bounding a slow one.
	stall = time.Minute
	// A sender in a hurry (see Limits) has a while before their bytes are counted, in bytes a second.
	headStart = 15 * time.Second
	leastRate = 64 << 10
)

// Bind makes a route fit for Receive: the body is limited there, and not by PocketBase's own limit for forms.
func Bind(route *router.Route[*core.RequestEvent]) *router.Route[*core.RequestEvent] {
	return route.Unbind(apis.DefaultBodyLimitMiddlewareId)
}

// Limits bound what is received.
type Limits struct {
	MaxSize int64    // bytes of the file
	Allowed []string // groups of types (see TypeGroup); nil allows everything
	// Within is how long it may take at most; where zero, as long as it takes while bytes keep coming.
	Within time.Duration
	// Hurry ends what comes slower than leastRate: for those who need not say who they are.
	Hurry bool
}

// Upload is a file that has arrived whole. Call Discard when done.
type Upload struct {
	*storage.Staged
	Name string // as its sender named it
}

// Fields are what a record says of its file.
var Fields = []string{"file", "file_name", "file_type", "file_size", "file_sha256"}

// KeepFor makes the upload the file of a record, which is to be saved afterwards; storage.Key tells where it is kept.
func (u *Upload) KeepFor(app core.App, r *core.Record) error {
	r.Set("file", core.GenerateDefaultRandomId())
	r.Set("file_name", u.Name)
	r.Set("file_type", u.Type)
	r.Set("file_size", u.Size)
	r.Set("file_sha256", u.SHA256)
	return u.Keep(app, storage.Key(r))
}

// Receive reads a multipart form whose fields come before its one file, in the part "file". Fields are handed to accept
// before the file's first byte is read; its error ends the matter. Every error is an answer for the sender, and nothing
// stays behind.
func Receive(e *core.RequestEvent, limits Limits, accept func(fields map[string]string) error) (*Upload, error) {
	size := e.Request.ContentLength
	if size > limits.MaxSize+overhead {
		return nil, tooLarge(limits.MaxSize)
	}
	if !storage.HasRoom(e.App, size) {
		return nil, noRoom()
	}

	parts, err := openForm(e, limits)
	if err != nil {
		return nil, err
	}
	fields := map[string]string{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, fileError(http.StatusBadRequest, "missing", "Choose a file to upload.")
		}
		if err != nil {
			return nil, broken(fmt.Errorf("%w: %w", storage.ErrBroken, err), limits.MaxSize)
		}
		if part.FormName() != "file" {
			if err := readField(fields, part); err != nil {
				return nil, err
			}
			continue
		}
		if err := accept(fields); err != nil {
			return nil, err
		}
		return readFile(e.App, part, limits)
	}
}

// openForm reads the connection directly: PocketBase's body keeps a copy of everything read, to be read again.
func openForm(e *core.RequestEvent, limits Limits) (*multipart.Reader, error) {
	mediaType, params, err := mime.ParseMediaType(e.Request.Header.Get("Content-Type"))
	if err != nil || mediaType != "multipart/form-data" || params["boundary"] == "" {
		return nil, e.BadRequestError("Send the file as multipart/form-data.", nil)
	}
	body := e.Request.Body
	if rereadable, ok := body.(*router.RereadableReadCloser); ok {
		body = rereadable.ReadCloser
	}
	control := http.NewResponseController(e.Response)
	// The answer is written after the whole body: the server's write timeout must not count from its first byte.
	if err := control.SetWriteDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return nil, fmt.Errorf("lift write deadline: %w", err)
	}
	reader := &patientReader{Reader: http.MaxBytesReader(nil, body, limits.MaxSize+overhead), control: control, hurry: limits.Hurry, began: time.Now()}
	if limits.Within > 0 {
		reader.until = time.Now().Add(limits.Within)
	}
	return multipart.NewReader(reader, params["boundary"]), nil
}

// patientReader lets an upload take as long as it takes while bytes keep coming, or until a moment.
type patientReader struct {
	io.Reader
	control *http.ResponseController
	until   time.Time
	hurry   bool
	began   time.Time
	read    int64
}

func (r *patientReader) Read(p []byte) (int, error) {
	deadline := time.Now().Add(stall)
	if !r.until.IsZero() && r.until.Before(deadline) {
		deadline = r.until
	}
	if due := r.began.Add(headStart + time.Duration(r.read)*time.Second/leastRate); r.hurry && due.Before(deadline) {
		deadline = due
	}
	_ = r.control.SetReadDeadline(deadline) // where it is not supported there is none to move
	n, err := r.Reader.Read(p)
	r.read += int64(n)
	return n, err
}

func readField(fields map[string]string, part *multipart.Part) error {
	value, err := io.ReadAll(io.LimitReader(part, maxField+1))
	if err != nil {
		return truncated(err)
	}
	if len(value) > maxField || len(fields) > 20 || !utf8.Valid(value) {
		return apis.NewBadRequestError("The form could not be read.", nil)
	}
	// Forms end lines with CRLF; everywhere else, and where characters are counted, it is LF.
	fields[part.FormName()] = strings.TrimSpace(strings.ReplaceAll(string(value), "\r\n", "\n"))
	return nil
}

func readFile(app core.App, part *multipart.Part, limits Limits) (*Upload, error) {
	name, err := fileName(part)
	if err != nil {
		return nil, err
	}
	staged, err := storage.Stage(app, part, limits.MaxSize)
	if err != nil {
		return nil, broken(err, limits.MaxSize)
	}
	up := &Upload{Staged: staged, Name: name}
	if err := check(up, limits); err != nil {
		up.Discard()
		return nil, err
	}
	return up, nil
}

func check(up *Upload, limits Limits) error {
	if up.Size == 0 {
		return fileError(http.StatusBadRequest, "empty", "The file is empty. Try again, and contact us if the problem persists.")
	}
	if limits.Allowed == nil {
		return nil
	}
	group := TypeGroup(up.Type)
	for _, allowed := range limits.Allowed {
		if group == allowed {
			return nil
		}
	}
	return fileError(http.StatusBadRequest, "type_not_allowed", "This type of file is not accepted.")
}

// fileName returns the part's file name as sent, but for what is invisible or turns the direction of what follows;
// multipart.Part.FileName would quietly cut off a path.
func fileName(part *multipart.Part) (string, error) {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	sent := params["filename"]
	name := tidy.Line(sent)
	switch {
	case err != nil || sent == "":
		return "", fileError(http.StatusBadRequest, "missing", "Choose a file to upload.")
	case name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\`) || strings.ContainsFunc(sent, unicode.IsControl) || !utf8.ValidString(sent):
		return "", fileError(http.StatusBadRequest, "invalid_name", "The file's name has characters that are not allowed in a name.")
	case utf8.RuneCountInString(name) > 255:
		return "", fileError(http.StatusBadRequest, "invalid_name", "The file's name is too long (255 characters at most).")
	}
	return name, nil
}

// broken turns what stopped a body from being read into an answer; what is this machine's fault stays as it is.
func broken(err error, maxSize int64) error {
	var tooMany *http.MaxBytesError
	switch {
	case errors.Is(err, storage.ErrTooLarge), errors.As(err, &tooMany):
		return tooLarge(maxSize)
	case storage.IsFull(err):
		return noRoom()
	case errors.Is(err, storage.ErrBroken):
		return truncated(err)
	default:
		return err
	}
}

func truncated(err error) error {
	return fmt.Errorf("%w: %w", fileError(http.StatusBadRequest, "truncated",
		"The file did not arrive whole. Try again, and contact us if the problem persists."), err)
}

func tooLarge(maxSize int64) *router.ApiError {
	return fileError(http.StatusRequestEntityTooLarge, "too_large",
		fmt.Sprintf("The file is too large: %d MB at most.", maxSize>>20))
}

func noRoom() *router.ApiError {
	return fileError(http.StatusRequestEntityTooLarge, "no_space",
		"There is no space left for the file. Contact us if the problem persists.")
}

// fileError is an answer that names the part "file" as the cause.
func fileError(status int, code, message string) *router.ApiError {
	return apis.NewApiError(status, message, validation.Errors{"file": validation.NewError(code, message)})
}
