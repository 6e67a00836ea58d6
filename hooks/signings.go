package hooks

import (
	"errors"
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/routine"

	"portico/internal/signing"
	"portico/internal/storage"
)

// bindSignings keeps what is being signed as it is, has it sealed when everyone has signed, and tells open pages.
func bindSignings(app core.App) {
	// What was signed, and to what, is evidence: the record API shows it, and changes none of it.
	for _, name := range []string{"signings", "signatures", "signature_fields", "consents"} {
		refuse := func(e *core.RecordRequestEvent) error {
			return e.BadRequestError("What belongs to signing is changed in Portico's pages alone.", nil)
		}
		app.OnRecordCreateRequest(name).BindFunc(refuse)
		app.OnRecordUpdateRequest(name).BindFunc(refuse)
		app.OnRecordDeleteRequest(name).BindFunc(refuse)
	}
	bindEvidence(app)
	app.OnRecordUpdate("documents").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("file_sha256") == e.Record.Original().GetString("file_sha256") {
			return e.Next()
		}
		return inTransaction(e, func(tx core.App) error { return signing.FileChanges(tx, e.Record) })
	})
	app.OnRecordDelete("documents").BindFunc(func(e *core.RecordEvent) error {
		return inTransaction(e, func(tx core.App) error {
			keys, err := signing.LetGo(tx, dbx.HashExp{"id": e.Record.Id})
			if err != nil {
				return err
			}
			afterCommit(tx, func() {
				for _, key := range keys {
					storage.Remove(app, key)
				}
			})
			return nil
		})
	})
	app.OnRecordAfterUpdateSuccess("signings").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("status") == signing.Sealing && e.Record.GetInt("attempts") == 0 {
			routine.FireAndForget(func() {
				if err := signing.SealAll(app); err != nil {
					app.Logger().Error("A document could not be sealed; it is tried again", "error", err)
				}
			})
		}
		return e.Next()
	})
	tellWhenDone(app, "signings", func(app core.App, round *core.Record) ([]string, error) { return signing.Signers(app, round.Id) })
	tellWhenDone(app, "signatures", func(app core.App, signature *core.Record) ([]string, error) {
		return signing.Signers(app, signature.GetString("signing"))
	})
}

// bindEvidence keeps what was sent to sign from being deleted in any other way than with its document (signing.LetGo): the
// owner can empty collections without asking the record API.
func bindEvidence(app core.App) {
	stays := errors.New("what was sent to sign is deleted with its document alone")
	app.OnRecordDelete("consents").BindFunc(func(*core.RecordEvent) error { return stays })
	app.OnRecordDelete("signings").BindFunc(func(e *core.RecordEvent) error {
		if !signing.MayGo(e.Record) {
			return stays
		}
		return e.Next()
	})
	// By themselves those of drafts go; a round that is deleted is not there any more when its signatures are.
	of := func(round string) func(e *core.RecordEvent) error {
		return func(e *core.RecordEvent) error {
			var sent bool
			err := e.App.DB().NewQuery("SELECT EXISTS (SELECT 1 FROM signings WHERE id = " + round + " AND status != 'draft')").
				Bind(dbx.Params{"signing": e.Record.GetString("signing"), "signature": e.Record.GetString("signature")}).Row(&sent)
			if err != nil {
				return fmt.Errorf("find round of signing: %w", err)
			}
			if sent {
				return stays
			}
			return e.Next()
		}
	}
	app.OnRecordDelete("signatures").BindFunc(of("{:signing}"))
	app.OnRecordDelete("signature_fields").BindFunc(of("(SELECT signing FROM signatures WHERE id = {:signature})"))
}

// bindGrants has a turn give back nothing that was taken: what clients have seen of what they are to sign is noted before it
// may go out of their sight. Where a company or a project is deleted, deleteWithDocuments does that.
func bindGrants(app core.App) {
	mayEnd := func(which func(*core.Record) dbx.Expression) func(*core.RecordEvent) error {
		return func(e *core.RecordEvent) error {
			return inTransaction(e, func(tx core.App) error { return signing.SightMayEnd(tx, which(e.Record.Original())) })
		}
	}
	shared := mayEnd(func(share *core.Record) dbx.Expression { return dbx.HashExp{"g.document": share.GetString("document")} })
	app.OnRecordDelete("shares").BindFunc(shared)
	app.OnRecordUpdate("shares").BindFunc(shared)
	listed := mayEnd(func(line *core.Record) dbx.Expression { return dbx.HashExp{"s.contact": line.GetString("contact")} })
	app.OnRecordDelete("project_contacts", "company_contacts").BindFunc(listed)
	app.OnRecordUpdate("project_contacts", "company_contacts").BindFunc(listed)
	switched := mayEnd(func(project *core.Record) dbx.Expression { return signersIn("project", project.Id) })
	app.OnRecordUpdate("projects").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetBool("portal_enabled") == e.Record.Original().GetBool("portal_enabled") {
			return e.Next()
		}
		return switched(e)
	})
}

// signersIn finds the signatures (s) of the contacts in a company, or on a project's list.
func signersIn(owner, id string) dbx.Expression {
	return dbx.NewExp("s.contact IN (SELECT contact FROM "+owner+"_contacts WHERE "+owner+" = {:owner})", dbx.Params{"owner": id})
}

func lookAfterSignings(app core.App) error {
	return errors.Join(signing.Tick(app), signing.SealAll(app))
}
