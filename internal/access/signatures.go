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

// NeedsShare reports whether a contact can only sign a document once it is shared with them: they do not see it, nor will
// they when the portal of a project is on again.
func NeedsShare(app core.App, contact, document string) (bool, error) {
	var needs bool
	err := app.DB().NewQuery(`SELECT access = 'enabled'
			AND NOT EXISTS (SELECT 1 FROM visible_documents WHERE contact = {:contact} AND document = {:document})
			AND NOT EXISTS (SELECT 1 FROM documents d JOIN project_contacts pc ON pc.contact = {:contact}
				WHERE d.id = {:document} AND (d.uploader = {:contact} AND pc.project = d.project
					OR EXISTS (SELECT 1 FROM shares s WHERE s.document = d.id AND s.project = pc.project)))
		FROM contacts WHERE id = {:contact}`).Bind(dbx.Params{"contact": contact, "document": document}).Row(&needs)
	if err != nil {
		return false, fmt.Errorf("ask whether a signer sees the document: %w", err)
	}
	return needs, nil
}

// MayShareToSign reports whether a document may be shared with a contact so that they can sign it. While the firm's portal
// is off it may not. Where those of all their projects are, a share would let them in: that is for staff to do.
func MayShareToSign(app core.App, contact string, staffDo bool) (bool, error) {
	on, err := CanEnter(app, contact)
	if err != nil || on || !staffDo {
		return on, err
	}
	if err := app.DB().Select("portal_enabled").From("portal_settings").Limit(1).Row(&on); err != nil {
		return false, fmt.Errorf("ask whether the firm's portal is on: %w", err)
	}
	return on, nil
}
