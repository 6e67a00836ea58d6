package access

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Signatures starts a query for the signatures (as s, of rounds g) that a contact is asked to give, or was: of rounds that
// were sent, while they can see the document. A round that ended without a document to look at is the firm's alone.
func Signatures(app core.App, contact string) *dbx.SelectQuery {
	return app.DB().Select("s.*").From("signatures s").InnerJoin("signings g", dbx.NewExp("g.id = s.signing AND g.status != 'draft'")).
		Where(dbx.NewExp(`s.contact = {:contact} AND s.contact != ''
			AND EXISTS (SELECT 1 FROM visible_documents v WHERE v.contact = {:contact} AND v.document = g.document)`,
			dbx.Params{"contact": contact}))
}

// FindSignature returns a contact's signature in a round, and the round, and sql.ErrNoRows if they are not asked, or if
// there is none.
func FindSignature(app core.App, contact, round string) (signature, signing *core.Record, err error) {
	var id string
	if err := Signatures(app, contact).Select("s.id").AndWhere(dbx.HashExp{"g.id": round}).Row(&id); err != nil {
		return nil, nil, fmt.Errorf("find signature: %w", err)
	}
	if signature, err = app.FindRecordById("signatures", id); err != nil {
		return nil, nil, fmt.Errorf("find signature: %w", err)
	}
	signing, err = app.FindRecordById("signings", round)
	return signature, signing, err
}
