package signing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/activity"
	"portico/internal/documents"
	"portico/internal/firm"
	"portico/internal/ingest"
	"portico/internal/links"
	"portico/internal/notify"
	"portico/internal/seal"
	"portico/internal/storage"
)

// sealing lets one go through the rounds at a time, since a finished PDF takes memory; again asks it to go once more.
var (
	sealing sync.Mutex
	again   atomic.Bool
)

// sealingTakes bounds the sealing of one round, a server for time stamps included.
const sealingTakes = 2 * time.Minute

// SealAll makes the finished PDF of every round that everyone has signed. What fails is written down and tried again, at
// longer and longer intervals.
func SealAll(app core.App) error {
	again.Store(true)
	if !sealing.TryLock() {
		return nil // whoever is at it goes once more
	}
	defer sealing.Unlock()
	var errs []error
	for again.Swap(false) {
		errs = append(errs, sealDue(app))
	}
	return errors.Join(errs...)
}

func sealDue(app core.App) error {
	var rounds []*core.Record
	err := app.RecordQuery("signings").AndWhere(dbx.HashExp{"status": Sealing}).OrderBy("attempts", "updated").All(&rounds)
	if err != nil {
		return fmt.Errorf("find rounds to seal: %w", err)
	}
	var errs []error
	for _, round := range rounds {
		if time.Since(round.GetDateTime("updated").Time()) < pause(round.GetInt("attempts")) {
			continue
		}
		if err := finish(app, round); err != nil {
			errs = append(errs, fmt.Errorf("seal %s: %w", round.Id, err), noteFailure(app, round.Id, err))
		}
	}
	return errors.Join(errs...)
}

// pause is how long to wait after so many attempts: not at all at first, an hour at most.
func pause(attempts int) time.Duration {
	if attempts < 3 {
		return 0
	}
	return min(time.Minute<<min(attempts-2, 6), time.Hour)
}

// noteFailure writes down why a round could not be sealed, and tells staff the first time.
func noteFailure(app core.App, round string, cause error) error {
	message := []rune(cause.Error())
	return app.RunInTransaction(func(tx core.App) error {
		r, err := tx.FindRecordById("signings", round)
		if err != nil {
			return fmt.Errorf("find round of signing: %w", err)
		}
		if r.GetString("status") != Sealing {
			return nil
		}
		attempts := r.GetInt("attempts") + 1
		r.Set("attempts", attempts)
		r.Set("error", string(message[:min(len(message), 500)]))
		if err := tx.Save(r); err != nil {
			return fmt.Errorf("note failure: %w", err)
		}
		if attempts > 1 {
			return nil
		}
		return tellStaff(tx, r, "Not finished yet: ", "Everyone has signed, and the finished document could not be made. It is tried again:",
			r.GetString("error"))
	})
}

// finish seals one round: the document's file is the finished one from then on, and the round keeps the one before.
func finish(app core.App, round *core.Record) (err error) {
	defer func() { // a file that confuses what reads it keeps no other round from being sealed
		if problem := recover(); problem != nil {
			err = fmt.Errorf("it broke off: %v", problem)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), sealingTakes)
	defer cancel()
	document, err := app.FindRecordById("documents", round.GetString("document"))
	if err != nil {
		return fmt.Errorf("find document that was signed: %w", err)
	}
	all, err := Signatures(app, round.Id)
	if err != nil {
		return err
	}
	done, err := render(ctx, app, round, all)
	if err != nil {
		return err
	}
	staged, err := storage.Stage(app, bytes.NewReader(done.file), 2*seal.MaxSize)
	if err != nil {
		return fmt.Errorf("stage finished document: %w", err)
	}
	up := &ingest.Upload{Staged: staged, Name: signedName(round.GetString("file_name"))}
	defer up.Discard()
	return documents.Replace(app, document, up, func(tx core.App, _ *core.Record) error {
		current, err := tx.FindRecordById("signings", round.Id)
		if err != nil {
			return fmt.Errorf("find round of signing: %w", err)
		}
		if current.GetString("status") != Sealing {
			return ErrState
		}
		current.Load(map[string]any{
			"status": Completed, "ended": done.at, "sealed_sha256": staged.SHA256, "stamped": done.stamped, "error": "",
		})
		if err := tx.Save(current); err != nil {
			return fmt.Errorf("save round of signing: %w", err)
		}
		if err := note(tx, activity.ByPortico(), activity.CompleteSigning, current); err != nil {
			return err
		}
		if err := links.End(tx, document.Id); err != nil { // what is in it now is the signers' matter
			return err
		}
		return tellEnd(tx, current, notify.SigningCompleted, activity.ByPortico())
	})
}

// signedName is what the finished file is called: "Letter.pdf" becomes "Letter (signed).pdf".
func signedName(name string) string {
	const signed, most = " (signed).pdf", 255 // characters of a file's name
	stem := []rune(strings.TrimSuffix(name, path.Ext(name)))
	return string(stem[:min(len(stem), most-len(signed))]) + signed
}

// finished is the finished file of a round: when its certificate says that it was completed, and when a server for time
// stamps saw it, where one did.
type finished struct {
	file        []byte
	at, stamped time.Time
}

// render makes the finished file. What it makes has been checked as anybody checks it later.
func render(ctx context.Context, app core.App, round *core.Record, all []*core.Record) (finished, error) {
	data, err := read(app, round)
	if err != nil {
		return finished{}, err
	}
	if hash(data) != round.GetString("file_sha256") {
		return finished{}, errors.New("the file that was signed is not what it was: restore it from a backup")
	}
	marks, err := marksOf(app, round, all)
	if err != nil {
		return finished{}, err
	}
	f, err := firm.Find(app)
	if err != nil {
		return finished{}, err
	}
	certificate, err := certificateOf(app, f, round, all, time.Now().UTC())
	if err != nil {
		return finished{}, err
	}
	key, err := seal.LoadKey(app.DataDir(), f.Name)
	if err != nil {
		return finished{}, err
	}
	order := seal.Order{Reason: "Signed by " + names(all), At: certificate.At, TimeServer: f.TimeServer}
	sealed, err := seal.Finish(ctx, data, marks, certificate, key, order)
	if err != nil {
		return finished{}, err
	}
	report, err := seal.Verify(bytes.NewReader(sealed), int64(len(sealed)), key.Certificate)
	if err != nil {
		return finished{}, fmt.Errorf("check what was sealed: %w", err)
	}
	done := finished{file: sealed, at: certificate.At}
	if report.Stamp != nil {
		done.stamped = report.Stamp.At
	}
	return done, nil
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
	pages, err := PagesOf(round)
	if err != nil {
		return nil, err
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
			if mark, written := value.on(ReadField(place), pages); written {
				marks = append(marks, mark)
			}
		}
	}
	return marks, nil
}

// PagesOf are the sizes of the pages of what is signed in a round.
func PagesOf(round *core.Record) ([]seal.Page, error) {
	var pages []seal.Page
	if err := round.UnmarshalJSONField("pages", &pages); err != nil {
		return nil, fmt.Errorf("read sizes of pages: %w", err)
	}
	return pages, nil
}

// on is what stands in a field of a document with those pages; nothing does in one that need not be filled in.
func (m Mark) on(f Field, pages []seal.Page) (mark seal.Mark, written bool) {
	ink := m.ink(f.Kind)
	if ink == nil {
		return seal.Mark{}, false
	}
	var page seal.Page // where there is none, the mark tells so
	if f.Page <= len(pages) {
		page = pages[f.Page-1]
	}
	return seal.Mark{Page: f.Page, Ink: ink, Area: seal.Area{
		X: f.X * page.Width, Y: f.Y * page.Height, Width: f.Width * page.Width, Height: f.Height * page.Height,
	}}, true
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
