// Package links makes public links to documents, ends them, and answers the guests who open them (/api/links/*).
//
// A link's secret stands in the fragment of its address, which browsers send to no server; the page posts it. It is
// shown once and kept as a hash.
package links

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
	"golang.org/x/crypto/bcrypt"

	"portico/internal/access"
)

// DefaultLife is how long a link lasts where nobody says otherwise.
const DefaultLife = 31 * 24 * time.Hour

// ErrNotShared is returned where a link is asked for a document that is not shared with anyone.
var ErrNotShared = errors.New("the document is not shared")

// New says what a link is to be.
type New struct {
	PasswordHash string    // of what is asked of whoever opens it (HashPassword); nothing where empty
	Expires      time.Time // DefaultLife from now where zero
	MaxOpens     int       // how often it can be opened; without end where zero
	MadeBy       string
}

// HashPassword hashes a link's password, or none, before the transaction that makes the link: hashing takes its time, in
// which nobody else could write.
func HashPassword(password string) (string, error) {
	if password == "" {
		return "", nil
	}
	hashed, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	return string(hashed), nil
}

// Make makes a link to a shared document and returns it with its secret, which is known only now.
func Make(app core.App, document string, n New) (link *core.Record, secret string, err error) {
	shared, err := access.IsShared(app, document)
	if err != nil {
		return nil, "", err
	}
	if !shared {
		return nil, "", ErrNotShared
	}
	collection, err := app.FindCachedCollectionByNameOrId("links")
	if err != nil {
		return nil, "", fmt.Errorf("find links: %w", err)
	}
	if n.Expires.IsZero() {
		n.Expires = time.Now().Add(DefaultLife)
	}
	secret = rand.Text()
	link = core.NewRecord(collection)
	link.Set("document", document)
	link.Set("secret_hash", hash(secret))
	link.Set("expires", n.Expires)
	link.Set("max_opens", n.MaxOpens)
	link.Set("made_by", n.MadeBy)
	link.Set("password_hash", n.PasswordHash)
	if err := app.Save(link); err != nil {
		return nil, "", fmt.Errorf("save link: %w", err)
	}
	return link, secret, nil
}

// End deactivates a document's links that are still active; it belongs in the transaction that unshares the document.
func End(tx core.App, document string) error {
	return end(tx, dbx.HashExp{"document": document})
}

// EndShared deactivates the links of every document that is shared with a contact, a company or a project (field).
func EndShared(tx core.App, field, id string) error {
	return end(tx, dbx.NewExp("document IN (SELECT document FROM shares WHERE [["+field+"]] = {:id})", dbx.Params{"id": id}))
}

// EndOne deactivates one link and reports whether it was still active until now.
func EndOne(app core.App, id string) (bool, error) {
	n, err := deactivate(app, dbx.HashExp{"id": id})
	return n > 0, err
}

func end(app core.App, which dbx.Expression) error {
	_, err := deactivate(app, which)
	return err
}

func deactivate(app core.App, which dbx.Expression) (int64, error) {
	result, err := app.NonconcurrentDB().Update("links", dbx.Params{"revoked": types.NowDateTime().String()},
		dbx.And(which, dbx.HashExp{"revoked": ""})).Execute()
	if err != nil {
		return 0, fmt.Errorf("deactivate links: %w", err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return 0, fmt.Errorf("count deactivated links: %w", err)
	}
	return n, nil
}

// The states of a link.
const (
	Active      = "active"
	Expired     = "expired"
	UsedUp      = "used_up"
	Deactivated = "deactivated"
)

// StateOf says whether a link can be opened, and if not why.
func StateOf(link *core.Record) string {
	limit := link.GetInt("max_opens")
	switch {
	case !link.GetDateTime("revoked").IsZero():
		return Deactivated
	case !link.GetDateTime("expires").Time().After(time.Now()):
		return Expired
	case limit > 0 && link.GetInt("opens") >= limit:
		return UsedUp
	}
	return Active
}

// CountActive tells how many links can still be opened, by document; documents without one are not in the answer.
func CountActive(app core.App, documents []any) (map[string]int, error) {
	var rows []struct {
		Document string `db:"document"`
		Links    int    `db:"links"`
	}
	err := app.DB().Select("document", "COUNT(*) AS links").From("links").
		Where(dbx.In("document", documents...)).
		AndWhere(dbx.NewExp("revoked = '' AND expires > {:now} AND (max_opens = 0 OR opens < max_opens)",
			dbx.Params{"now": types.NowDateTime().String()})).
		GroupBy("document").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("count active links: %w", err)
	}
	counts := make(map[string]int, len(rows))
	for _, row := range rows {
		counts[row.Document] = row.Links
	}
	return counts, nil
}

// open counts an opening of an active link, if there is one left, and returns what admits the guest to its file for a
// while.
func open(app core.App, link *core.Record, device access.Device) (id, token string, err error) {
	collection, err := app.FindCachedCollectionByNameOrId("link_opens")
	if err != nil {
		return "", "", fmt.Errorf("find openings: %w", err)
	}
	token = rand.Text()
	opening := core.NewRecord(collection)
	err = app.RunInTransaction(func(tx core.App) error {
		now := time.Now()
		counted, err := tx.DB().NewQuery(`UPDATE links SET opens = opens + 1
			WHERE id = {:id} AND revoked = '' AND expires > {:now} AND (max_opens = 0 OR opens < max_opens)`).
			Bind(dbx.Params{"id": link.Id, "now": now.UTC().Format(types.DefaultDateLayout)}).Execute()
		if err != nil {
			return fmt.Errorf("count opening: %w", err)
		}
		if n, err := counted.RowsAffected(); err != nil || n == 0 {
			return errors.Join(errGone, err)
		}
		opening.Set("link", link.Id)
		opening.Set("token_hash", hash(token))
		opening.Set("expires", now.Add(admitted))
		opening.Set("user_agent", device.UserAgent)
		opening.Set("ip", device.IP)
		if err := tx.Save(opening); err != nil {
			return fmt.Errorf("save opening: %w", err)
		}
		return nil
	})
	return opening.Id, token, err
}

// ForgetOpenings deletes the openings that admit nobody any more.
func ForgetOpenings(app core.App) error {
	_, err := app.NonconcurrentDB().Delete("link_opens", dbx.NewExp("expires < {:now}", dbx.Params{"now": types.NowDateTime().String()})).Execute()
	if err != nil {
		return fmt.Errorf("forget openings of links: %w", err)
	}
	return nil
}

func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
