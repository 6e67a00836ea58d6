package signing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"portico/internal/activity"
	"portico/internal/documents"
	"portico/internal/firm"
	"portico/internal/ingest"
	"portico/internal/notify"
	"portico/internal/particulars"
	"portico/internal/seal"
	"portico/internal/storage"
)

// sealing lets one go through the rounds at a time: a finished PDF takes memory.
var sealing sync.Mutex

// SealAll makes the finished PDF of every round that everyone has signed. What fails is written down and tried again.
func SealAll(ctx context.Context, app core.App) error {
	sealing.Lock()
	defer sealing.Unlock()
	var rounds []*core.Record
	err := app.RecordQuery("signings").AndWhere(dbx.HashExp{"status": Sealing}).OrderBy("attempts", "updated").All(&rounds)
	if err != nil {
		return fmt.Errorf("find rounds to seal: %w", err)
	}
	var errs []error
	for _, round := range rounds {
		if err := finish(ctx, app, round); err != nil {
			errs = append(errs, fmt.Errorf("seal %s: %w", round.Id, err), noteFailure(app, round.Id, err))
		}
	}
	return errors.Join(errs...)
}

func noteFailure(app core.App, round string, cause error) error {
	message := []rune(cause.Error())
	return app.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById("signings", round)
		if err != nil {
			return fmt.Errorf("find round of signing: %w", err)
		}
		r.Set("attempts", r.GetInt("attempts")+1)
		r.Set("error", string(message[:min(len(message), 500)]))
		return tx.Save(r)
	})
}

// finish seals one round: the document's file is the finished one from then on, and the round keeps the one before.
func finish(ctx context.Context, app core.App, round *core.Record) error {
	document, err := app.FindRecordById("documents", round.GetString("document"))
	if err != nil {
		return fmt.Errorf("find document that was signed: %w", err)
	}
	all, err := Signatures(app, round.Id)
	if err != nil {
		return err
	}
	sealed, err := render(ctx, app, round, all)
	if err != nil {
		return err
	}
	staged, err := storage.Stage(app, bytes.NewReader(sealed), 2*seal.MaxSize)
	if err != nil {
		return fmt.Errorf("stage finished document: %w", err)
	}
	up := &ingest.Upload{Staged: staged, Name: signedName(round.GetString("file_name"))}
	defer up.Discard()
	return documents.Replace(app, document, up, func(tx core.App, document *core.Record) error {
		current, err := tx.FindRecordById("signings", round.Id)
		if err != nil {
			return fmt.Errorf("find round of signing: %w", err)
		}
		if current.GetString("status") != Sealing {
			return ErrState
		}
		current.Load(map[string]any{
			"status": Completed, "ended": types.NowDateTime(), "sealed_sha256": staged.SHA256, "error": "",
		})
		if err := tx.Save(current); err != nil {
			return fmt.Errorf("save round of signing: %w", err)
		}
		if err := activity.Append(tx, activity.ByPortico(), activity.OfSigning(activity.CompleteSigning, current)); err != nil {
			return err
		}
		return TellEnd(tx, current, notify.SigningCompleted, "", "")
	})
}

// signedName is what the finished file is called: "Letter.pdf" becomes "Letter (signed).pdf".
func signedName(name string) string {
	extension := path.Ext(name)
	return strings.TrimSuffix(name, extension) + " (signed).pdf"
}

// render makes the finished file.
func render(ctx context.Context, app core.App, round *core.Record, all []*core.Record) ([]byte, error) {
	data, err := read(app, round)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != round.GetString("file_sha256") {
		return nil, errors.New("the file that was signed is not what it was: restore it from a backup")
	}
	marks, err := marksOf(app, round, all)
	if err != nil {
		return nil, err
	}
	f, err := firm.Find(app)
	if err != nil {
		return nil, err
	}
	certificate, err := certificateOf(app, f, round, all)
	if err != nil {
		return nil, err
	}
	key, err := seal.LoadKey(app.DataDir(), f.Name)
	if err != nil {
		return nil, err
	}
	order := seal.Order{Reason: "Signed by " + names(all), At: certificate.At, TimeServer: f.TimeServer}
	return seal.Finish(ctx, data, marks, certificate, key, order)
}

func names(all []*core.Record) string {
	list := make([]string, len(all))
	for i, s := range all {
		list[i] = s.GetString("name")
	}
	return strings.Join(list, ", ")
}

// marksOf are what the signers filled in.
func marksOf(app core.App, round *core.Record, all []*core.Record) ([]seal.Mark, error) {
	var pages []seal.Page
	if err := round.UnmarshalJSONField("pages", &pages); err != nil {
		return nil, fmt.Errorf("read sizes of pages: %w", err)
	}
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = s.Id
	}
	places, err := Fields(app, ids...)
	if err != nil {
		return nil, err
	}
	var marks []seal.Mark
	for _, s := range all {
		for _, place := range places[s.Id] {
			value, err := ReadMark(place)
			if err != nil {
				return nil, err
			}
			field := ReadField(place)
			ink := value.ink(field.Kind)
			if ink == nil || field.Page > len(pages) {
				continue
			}
			page := pages[field.Page-1]
			marks = append(marks, seal.Mark{Page: field.Page, Ink: ink, Area: seal.Area{
				X: field.X * page.Width, Y: field.Y * page.Height, Width: field.Width * page.Width, Height: field.Height * page.Height,
			}})
		}
	}
	return marks, nil
}

func (m Mark) ink(kind string) seal.Ink {
	switch {
	case len(m.Strokes) > 0:
		return m.strokes()
	case m.Text == "": // what need not be filled in
		return nil
	case kind == FieldSignature || kind == FieldInitials:
		return seal.Hand(m.Text)
	}
	return seal.Text(m.Text)
}

func (m Mark) strokes() seal.Strokes {
	drawn := seal.Strokes{Width: 1000, Height: 1000 * padHeight}
	for _, stroke := range m.Strokes {
		line := make([]seal.Point, len(stroke))
		for i, p := range stroke {
			line[i] = seal.Point{X: float64(p[0]), Y: float64(p[1]) * padHeight}
		}
		drawn.Lines = append(drawn.Lines, line)
	}
	return drawn
}

// padHeight is how high the pad is on which signatures are drawn, as a share of its width.
const padHeight = 0.4

func certificateOf(app core.App, f firm.Firm, round *core.Record, all []*core.Record) (seal.Certificate, error) {
	head, err := particulars.Letterhead(app)
	if err != nil {
		return seal.Certificate{}, err
	}
	c := seal.Certificate{
		Letterhead: head, ID: round.GetString("document"), Title: round.GetString("title"),
		Verify: f.URL + "/verify", At: time.Now().UTC(),
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
