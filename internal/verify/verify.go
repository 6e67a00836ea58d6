// Package verify tells of a file whether it is, byte for byte, what was signed here, and by whom.
package verify

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/seal"
	"portico/internal/signing"
)

// Result is what a file is.
type Result string

// The results.
const (
	Genuine Result = "genuine" // the finished file of a round
	Sealed  Result = "sealed"  // sealed by this installation's key, of a round that the database does not know: an older one was put back
	Altered Result = "altered" // carries a seal by this installation's key that does not fit it
	Unknown Result = "unknown" // nothing that was sealed here
)

// MaxSize is more than any sealed file has.
const MaxSize = 2 * seal.MaxSize

// Answer is what is said of a file. It tells nobody more than the file itself does: whoever has it reads the certificate
// at its end. Addresses stay in there.
type Answer struct {
	Result  Result   `json:"result"`
	SHA256  string   `json:"sha256"`
	Title   string   `json:"title"`
	Signers []Signer `json:"signers"`
	Sealed  string   `json:"sealed"`  // when, as this installation says
	Stamped string   `json:"stamped"` // when, as a server for time stamps says; empty without one
	// StampedBy is what that server calls itself, where the file was asked: whether it is that is not checked.
	StampedBy string `json:"stampedBy"`
}

// Signer is who signed, and when.
type Signer struct {
	Name   string `db:"name" json:"name"`
	Signed string `db:"signed" json:"signed"`
}

// Hash tells of a file by its SHA-256 (in hex): Genuine or, where that file is not known, Unknown. A file that is Unknown
// has to be looked at with File.
func Hash(app core.App, sha256 string) (Answer, error) {
	answer := Answer{Result: Unknown, SHA256: strings.ToLower(sha256), Signers: []Signer{}}
	round := &core.Record{}
	err := app.RecordQuery("signings").Limit(1).
		AndWhere(dbx.NewExp("sealed_sha256 = {:sha256} AND sealed_sha256 != ''", dbx.Params{"sha256": answer.SHA256})).One(round)
	if errors.Is(err, sql.ErrNoRows) {
		return answer, nil
	}
	if err != nil {
		return answer, fmt.Errorf("find what was signed: %w", err)
	}
	err = app.DB().Select("name", "signed").From("signatures").OrderBy("position", "id").
		Where(dbx.HashExp{"signing": round.Id, "state": signing.Signed}).All(&answer.Signers)
	if err != nil {
		return answer, fmt.Errorf("find who signed: %w", err)
	}
	answer.Result, answer.Title = Genuine, round.GetString("title")
	answer.Sealed, answer.Stamped = round.GetString("ended"), round.GetString("stamped")
	return answer, nil
}

// File tells of a file whose SHA-256 is known already. What the database does not know, the seal in the file decides.
func File(app core.App, file io.ReaderAt, size int64, sha256 string) (Answer, error) {
	answer, err := Hash(app, sha256)
	if err != nil || answer.Result == Genuine {
		return answer, err
	}
	certificate, err := seal.LoadCertificate(app.DataDir())
	if errors.Is(err, fs.ErrNotExist) { // nothing has been sealed here yet
		return answer, nil
	}
	if err != nil {
		return answer, err
	}
	report, err := seal.Verify(file, size, certificate)
	switch {
	case errors.Is(err, seal.ErrUnknown):
		return answer, nil
	case errors.Is(err, seal.ErrAltered):
		answer.Result = Altered
		return answer, nil
	case err != nil:
		return answer, fmt.Errorf("check seal: %w", err)
	}
	answer.Result, answer.Sealed = Sealed, moment(report.At)
	if report.Stamp != nil {
		answer.Stamped, answer.StampedBy = moment(report.Stamp.At), report.Stamp.By
	}
	return answer, nil
}

// moment writes a time as the database does.
func moment(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }
