package signing

import (
	"fmt"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/firm"
	"portico/internal/particulars"
	"portico/internal/seal"
)

// Certificate makes the certificate of a completed round, without its document, as PDF. It stays when the document is
// deleted.
func Certificate(app core.App, round *core.Record) ([]byte, error) {
	if round.GetString("status") != Completed {
		return nil, ErrState
	}
	f, err := firm.Find(app)
	if err != nil {
		return nil, err
	}
	all, err := Signatures(app, round.Id)
	if err != nil {
		return nil, err
	}
	c, err := certificateOf(app, f, round, all, round.GetDateTime("ended").Time())
	if err != nil {
		return nil, err
	}
	return c.Alone(round.GetString("file_sha256"), round.GetString("sealed_sha256"))
}

// certificateOf is what is told of a round that everyone has signed, at a time.
func certificateOf(app core.App, f firm.Firm, round *core.Record, all []*core.Record, at time.Time) (seal.Certificate, error) {
	head, err := particulars.Letterhead(app)
	if err != nil {
		return seal.Certificate{}, err
	}
	c := seal.Certificate{
		Letterhead: head, ID: round.GetString("document_id"), Title: round.GetString("title"),
		Verify: f.URL + "/verify", At: at,
	}
	for _, s := range all {
		c.Signers = append(c.Signers, seal.Signer{
			Name: s.GetString("name"), Email: s.GetString("email"), Proof: s.GetString("proof"),
			Consent: fmt.Sprintf("Version %d of the consent to sign electronically", s.GetInt("consent")),
			IP:      s.GetString("ip"), Device: s.GetString("user_agent"), Sent: s.GetDateTime("told").Time(),
			Opened: s.GetDateTime("opened").Time(), Signed: s.GetDateTime("signed").Time(),
		})
	}
	return c, nil
}
