package pb_migrations

import (
	"slices"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// firstConsent is what signers agree to until the firm writes its own.
const firstConsent = `I agree to sign this document electronically. I have read all of it. My electronic signature is to count as my handwritten one. I can ask for the document on paper instead, by declining to sign here.`

// Rounds of signing: who is to sign a document, where, and how each did. What is told of a signature outlives its
// document and its signer, so names and titles are kept as they were.
func init() {
	m.Register(func(app core.App) error {
		ids := map[string]string{}
		for _, name := range []string{"documents", "contacts", "staff"} {
			id, err := idOf(app, name)
			if err != nil {
				return err
			}
			ids[name] = id
		}

		consents := core.NewBaseCollection("consents")
		consents.Fields.Add(
			&core.NumberField{Name: "version", Required: true, OnlyInt: true, Min: ptr(1)},
			&core.TextField{Name: "text", Required: true, Max: 5000},
			&core.TextField{Name: "made_by", Max: 200},
			&core.AutodateField{Name: "created", OnCreate: true},
		)
		consents.AddIndex("idx_consents_version", true, "version", "")
		if err := app.Save(consents); err != nil {
			return err
		}
		consent := core.NewRecord(consents)
		consent.Set("version", 1)
		consent.Set("text", firstConsent)
		if err := app.Save(consent); err != nil {
			return err
		}

		signings := core.NewBaseCollection("signings")
		staffMay(signings, false)
		signings.Fields.Add(
			&core.RelationField{Name: "document", MaxSelect: 1, CollectionId: ids["documents"]}, // empty once it is deleted
			&core.TextField{Name: "document_id", Max: 15},                                       // which stays
			&core.TextField{Name: "title", Required: true, Max: 200, Presentable: true},
			&core.TextField{Name: "message", Max: 5000},
			&core.SelectField{Name: "status", Required: true, MaxSelect: 1, Values: []string{
				"draft", "sent", "sealing", "completed", "declined", "withdrawn", "expired", "voided",
			}},
			&core.TextField{Name: "reason", Max: 1000}, // why it was declined, withdrawn or voided
			&core.BoolField{Name: "in_order"},
			&core.BoolField{Name: "ask_code"},     // a one-time code by mail before signing
			&core.TextField{Name: "due", Max: 10}, // 2026-05-31, or empty; it expires at the end of that day
			&core.NumberField{Name: "remind_before", OnlyInt: true, Min: ptr(0), Max: ptr(90)},
			&core.NumberField{Name: "remind_every", OnlyInt: true, Min: ptr(0), Max: ptr(90)},
			&core.DateField{Name: "next_reminder"},
			&core.NumberField{Name: "consent", OnlyInt: true, Min: ptr(0)}, // version
			&core.JSONField{Name: "pages", MaxSize: 256 << 10},             // the size of each, in points
			&core.TextField{Name: "asked_by", Max: 30},
			&core.TextField{Name: "asked_by_name", Max: 200},
			&core.DateField{Name: "sent"},
			&core.DateField{Name: "ended"},
			// What is signed, as it was when it was sent: the document's own file is the sealed one afterwards.
			&core.TextField{Name: "file", Max: 60, Hidden: true},
			&core.TextField{Name: "file_name", Max: 255},
			&core.TextField{Name: "file_type", Max: 150},
			&core.NumberField{Name: "file_size", OnlyInt: true},
			&core.TextField{Name: "file_sha256", Max: 64},
			&core.TextField{Name: "sealed_sha256", Max: 64},
			&core.NumberField{Name: "attempts", OnlyInt: true, Min: ptr(0)}, // at sealing it
			&core.TextField{Name: "error", Max: 1000},                       // of the last attempt
		)
		signings.Fields.Add(timestamps()...)
		signings.AddIndex("idx_signings_document", false, "document, created", "")
		signings.AddIndex("idx_signings_open", true, "document", "status IN ('sent', 'sealing')")
		signings.AddIndex("idx_signings_status", false, "status, due", "")
		signings.AddIndex("idx_signings_sealed", false, "sealed_sha256", "sealed_sha256 != ''")
		signings.AddIndex("idx_signings_next_reminder", false, "next_reminder", "next_reminder != ''")
		if err := app.Save(signings); err != nil {
			return err
		}

		signatures := core.NewBaseCollection("signatures")
		staffMay(signatures, false)
		signatures.Fields.Add(
			&core.RelationField{Name: "signing", Required: true, MaxSelect: 1, CollectionId: signings.Id, CascadeDelete: true},
			&core.NumberField{Name: "position", OnlyInt: true, Min: ptr(0)},
			// Exactly one of the two signs; empty once they are deleted.
			&core.RelationField{Name: "contact", MaxSelect: 1, CollectionId: ids["contacts"]},
			&core.RelationField{Name: "staff", MaxSelect: 1, CollectionId: ids["staff"]},
			&core.TextField{Name: "name", Max: 200},
			&core.TextField{Name: "email", Max: 254},
			&core.SelectField{Name: "state", Required: true, MaxSelect: 1, Values: []string{"waiting", "signed", "declined"}},
			&core.DateField{Name: "told"}, // that it is their turn
			&core.DateField{Name: "opened"},
			&core.DateField{Name: "signed"}, // or declined
			&core.TextField{Name: "reason", Max: 1000},
			&core.TextField{Name: "proof", Max: 200}, // how they proved themselves
			&core.NumberField{Name: "consent", OnlyInt: true, Min: ptr(0)},
			&core.TextField{Name: "ip", Max: 60},
			&core.TextField{Name: "user_agent", Max: 300},
			// The one-time code: a hash, and until when it counts.
			&core.TextField{Name: "code_hash", Max: 100, Hidden: true},
			&core.DateField{Name: "code_expires", Hidden: true},
			&core.NumberField{Name: "code_tries", OnlyInt: true, Min: ptr(0), Hidden: true},
		)
		signatures.AddIndex("idx_signatures_signing", false, "signing, position", "")
		signatures.AddIndex("idx_signatures_contact", false, "contact, state", "")
		signatures.AddIndex("idx_signatures_staff", false, "staff, state", "")
		if err := app.Save(signatures); err != nil {
			return err
		}

		fields := core.NewBaseCollection("signature_fields")
		fields.Fields.Add(
			&core.RelationField{Name: "signature", Required: true, MaxSelect: 1, CollectionId: signatures.Id, CascadeDelete: true},
			&core.SelectField{Name: "kind", Required: true, MaxSelect: 1, Values: []string{"signature", "initials", "date", "name", "text"}},
			&core.TextField{Name: "label", Max: 200},
			&core.BoolField{Name: "required"},
			// Where it is: the page, from 1; and shares of the page as it is seen, from its top left corner.
			&core.NumberField{Name: "page", Required: true, OnlyInt: true, Min: ptr(1)},
			&core.NumberField{Name: "x", Min: ptr(0), Max: ptr(1)},
			&core.NumberField{Name: "y", Min: ptr(0), Max: ptr(1)},
			&core.NumberField{Name: "width", Min: ptr(0), Max: ptr(1)},
			&core.NumberField{Name: "height", Min: ptr(0), Max: ptr(1)},
			&core.JSONField{Name: "value", MaxSize: 64 << 10}, // what stands in it: a text, or the strokes of a drawn signature
		)
		fields.AddIndex("idx_signature_fields_signature", false, "signature", "")
		if err := app.Save(fields); err != nil {
			return err
		}
		return prepareForSigning(app)
	}, func(app core.App) error {
		if err := drop(app, "signature_fields", "signatures", "signings", "consents"); err != nil {
			return err
		}
		settings, err := app.FindCollectionByNameOrId("portal_settings")
		if err != nil {
			return err
		}
		settings.Fields.RemoveByName("time_server")
		return app.Save(settings)
	})
}

// prepareForSigning has the settings name a server that stamps the time (RFC 3161), and the activity tell of what Portico
// does by itself. That stays when the migration is undone: what is written down is never changed.
func prepareForSigning(app core.App) error {
	settings, err := app.FindCollectionByNameOrId("portal_settings")
	if err != nil {
		return err
	}
	settings.Fields.Add(&core.URLField{Name: "time_server"})
	if err := app.Save(settings); err != nil {
		return err
	}
	activity, err := app.FindCollectionByNameOrId("activity")
	if err != nil {
		return err
	}
	if actor, ok := activity.Fields.GetByName("actor").(*core.SelectField); ok && !slices.Contains(actor.Values, "portico") {
		actor.Values = append(actor.Values, "portico")
	}
	return app.Save(activity)
}
