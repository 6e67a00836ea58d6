package signing

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"math/big"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

const (
	// CodeLasts is how long a one-time code counts.
	CodeLasts = 10 * time.Minute
	codeTries = 5
)

// NewCode gives a signer a one-time code for an address, in place of the one before. Of it only a hash is kept.
func NewCode(tx core.App, signature *core.Record, address string) (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fmt.Errorf("make code: %w", err)
	}
	code := fmt.Sprintf("%06d", n)
	signature.Set("code_hash", hashOf(signature.Id, address, code))
	signature.Set("code_expires", time.Now().Add(CodeLasts))
	signature.Set("code_tries", 0)
	if err := tx.Save(signature); err != nil {
		return "", fmt.Errorf("save code: %w", err)
	}
	return code, nil
}

// TryCode returns ErrCode where code is not the one that was sent to the signer's address, and ErrCodeOver where that has
// expired or was guessed at too often. A wrong one is counted; app is not that of a transaction that is undone then.
func TryCode(app core.App, signature *core.Record, address, code string) error {
	var refused error
	err := app.RunInTransaction(func(tx core.App) error {
		current, err := tx.FindRecordById("signatures", signature.Id)
		if err != nil {
			return fmt.Errorf("find signature: %w", err)
		}
		if current.GetInt("code_tries") >= codeTries || !current.GetDateTime("code_expires").Time().After(time.Now()) {
			refused = ErrCodeOver
			return nil
		}
		if subtle.ConstantTimeCompare([]byte(current.GetString("code_hash")), []byte(hashOf(signature.Id, address, code))) == 1 {
			return nil
		}
		refused = ErrCode
		current.Set("code_tries", current.GetInt("code_tries")+1)
		if err := tx.Save(current); err != nil {
			return fmt.Errorf("count try: %w", err)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return refused
}

// hashOf is what is kept of a code. It counts for one signature and ten minutes, so it need not withstand more.
func hashOf(signature, address, code string) string {
	sum := sha256.Sum256([]byte(signature + "\x00" + address + "\x00" + code))
	return hex.EncodeToString(sum[:])
}
