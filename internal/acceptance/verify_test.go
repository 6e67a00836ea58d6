package acceptance

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"portico/internal/testapp"
	"portico/internal/testapp/stamptest"
)

// signedLetter is what Ann has after signing a letter, and its round.
func (w *world) signedLetter(t *testing.T) (round string, file []byte) {
	t.Helper()
	document := w.letter(t)
	round = w.sendToSign(document, map[string]any{"signers": []any{map[string]any{"contact": w.ann, "fields": []any{signHere(0.5)}}}})
	signs(w.annClient, round, "Ann").Want(http.StatusOK)
	w.waitForRound(t, round, "completed")
	return round, w.annClient.Call("GET", uploads+"/"+document+"/file?download=1", nil).Want(http.StatusOK).Body
}

func digestOf(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])
}

func checkHash(c *testapp.Client, hash string) *testapp.Answer {
	return c.Call("POST", "/api/verify", map[string]any{"sha256": hash})
}

func checkFile(c *testapp.Client, file []byte) *testapp.Answer {
	return c.Upload("POST", "/api/verify/file", nil, "file", file)
}

// wantVerdict checks a file as a stranger, by its hash and as a whole.
func (w *world) wantVerdict(t *testing.T, what, verdict string, file []byte) *testapp.Answer {
	t.Helper()
	byHash, byFile := verdict, verdict
	if verdict != "genuine" { // the database cannot tell
		byHash = "unknown"
	}
	stranger := w.Stranger()
	if answer := checkHash(stranger, digestOf(file)).Want(http.StatusOK); answer.String("result") != byHash {
		t.Errorf("%s is, by its hash, %s", what, answer.Body)
	}
	answer := checkFile(stranger, file).Want(http.StatusOK)
	if answer.String("result") != byFile || answer.String("sha256") != digestOf(file) {
		t.Errorf("%s is %s", what, answer.Body)
	}
	return answer
}

// A thousand ways to change a signed document, one byte or many, and none is taken for it.
func TestCC13_ChangedFilesAreFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, file := w.signedLetter(t)
	w.owner.Call("PATCH", "/api/settings", map[string]any{ // each comes from elsewhere
		"rateLimits": map[string]any{"enabled": false}, "trustedProxy": map[string]any{"headers": []string{"X-Real-Ip"}},
	}).Want(http.StatusOK)
	w.wantVerdict(t, "the signed letter", "genuine", file)
	const tampers, atOnce = 1000, 4
	verdicts := map[string]int{}
	var mu sync.Mutex
	var checking sync.WaitGroup
	for worker := range atOnce {
		checking.Go(func() {
			c := w.Stranger()
			for n := worker; n < tampers; n += atOnce {
				how, changed := tamper(n, file)
				req := c.UploadRequest("POST", "/api/verify/file", nil, "file", changed)
				req.Header.Set("X-Real-Ip", fmt.Sprintf("10.1.%d.%d", n>>8, n&255))
				answer := c.Send(req)
				if answer.Status != http.StatusOK {
					t.Errorf("%s: %d %s", how, answer.Status, answer.Body)
					return
				}
				verdict := answer.String("result")
				if verdict != "altered" && verdict != "unknown" {
					t.Errorf("%s is %s", how, answer.Body)
				}
				kind, _, _ := strings.Cut(how, " ")
				mu.Lock()
				verdicts[kind+" "+verdict]++
				mu.Unlock()
			}
		})
	}
	checking.Wait()
	t.Logf("a file of %d bytes: %v", len(file), verdicts)
	// Wherever the signature itself is whole it can still be told whose file it was.
	if verdicts["flipped altered"] < 430 || verdicts["appended altered"] != 250 {
		t.Errorf("the files are %v", verdicts)
	}
}

// tamper changes a copy of a file, in another way for every n.
func tamper(n int, file []byte) (how string, changed []byte) {
	random := rand.New(rand.NewPCG(uint64(n), 13))
	at := random.IntN(len(file))
	changed = slices.Clone(file)
	switch n % 4 {
	case 0, 1:
		changed[at] ^= byte(1 + random.IntN(255))
		return fmt.Sprint("flipped byte ", at), changed
	case 2:
		more := make([]byte, 1+random.IntN(200))
		for i := range more {
			more[i] = byte(random.IntN(256))
		}
		return fmt.Sprint("appended bytes ", len(more)), append(changed, more...)
	}
	return fmt.Sprint("truncated to ", at), changed[:max(at, 1)]
}

// What is said of a file, and to whom.
func TestCC13_FilesAreChecked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.wantVerdict(t, "a file, where nothing was signed yet,", "unknown", pdf)
	round, file := w.signedLetter(t)
	answer := w.wantVerdict(t, "the signed letter", "genuine", file)
	if answer.String("title") != "Engagement letter" || answer.String("signers.0.name") != "Ann" || answer.String("signers.0.signed") == "" ||
		answer.String("sealed") == "" || answer.String("stamped") != "" {
		t.Errorf("of the signed letter it says %s", answer.Body)
	}
	if bytes.Contains(answer.Body, []byte("ann@client.test")) || bytes.Contains(answer.Body, []byte(w.ann)) || bytes.Contains(answer.Body, []byte(round)) {
		t.Errorf("of the signed letter it says more than it must: %s", answer.Body)
	}
	checkHash(w.Stranger(), strings.ToUpper(digestOf(file))).Want(http.StatusOK)
	for _, wrong := range []string{"", "x", digestOf(file)[1:], strings.Repeat("g", 64), "' OR ''='" + digestOf(file)} {
		checkHash(w.Stranger(), wrong).Want(http.StatusBadRequest)
	}
	checkFile(w.Stranger(), nil).Want(http.StatusBadRequest)

	// Who has the document as it was before may not be one of those who signed it: many get the same.
	original := w.wantVerdict(t, "the letter before it was signed", "unknown", paper(t, "Engagement letter"))
	other := w.wantVerdict(t, "any file", "unknown", pdf)
	if got, want := strings.Replace(string(original.Body), original.String("sha256"), "", 1), strings.Replace(string(other.Body), other.String("sha256"), "", 1); got != want {
		t.Errorf("of the letter before it was signed it says %s, of others %s", got, want)
	}
	if left, err := os.ReadDir(filepath.Join(w.Dir, ".portico_staging")); err != nil || len(left) > 0 {
		t.Errorf("of what was checked %v stays (%v)", left, err)
	}

	// It holds without the portal, without the document and without the signer.
	w.owner.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0", map[string]any{"portal_enabled": false}).Want(http.StatusOK)
	w.owner.Call("DELETE", "/api/collections/contacts/records/"+w.ann, nil).Want(http.StatusNoContent)
	if answer := w.wantVerdict(t, "the letter of a contact who is gone", "genuine", file); answer.String("signers.0.name") != "Ann" {
		t.Errorf("of the letter of a contact who is gone it says %s", answer.Body)
	}
}

// What was sealed by a key that was lost is known by its hash; what the database has forgotten, by its seal.
func TestCC13_KeysAndRecordsAreLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, first := w.signedLetter(t)
	w.owner.Call("POST", "/api/backups", map[string]any{"name": "keys.zip"}).Want(http.StatusNoContent)
	backup, err := zip.OpenReader(filepath.Join(w.Dir, "backups", "keys.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	if key, err := backup.Open("seal.pem"); err != nil {
		t.Errorf("the key is in no backup: %v", err)
	} else {
		_ = key.Close()
	}
	w.Stop(syscall.SIGTERM)
	if err := os.Remove(filepath.Join(w.Dir, "seal.pem")); err != nil {
		t.Fatal(err)
	}
	w.Restart()
	w.wantVerdict(t, "what a lost key sealed", "genuine", first)
	w.wantVerdict(t, "what a lost key sealed, changed,", "unknown", append(slices.Clone(first), '\n'))
	at := time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)
	clock, _ := stamptest.Start(t, at, nil)
	w.firm(map[string]any{"time_server": clock})
	round, second := w.signedLetter(t)
	wantStamp := func(answer *testapp.Answer) {
		t.Helper()
		if answer.String("stamped") != "2026-05-31 12:00:00.000Z" {
			t.Errorf("of what has a time stamp it says %s", answer.Body)
		}
	}
	wantStamp(w.wantVerdict(t, "what the new key sealed", "genuine", second))
	w.wantVerdict(t, "what the new key sealed, changed,", "altered", append(slices.Clone(second), '\n'))
	w.wantVerdict(t, "what the lost key sealed", "genuine", first)

	w.Stop(syscall.SIGTERM)
	w.execute(t, "DELETE FROM signature_fields; DELETE FROM signatures WHERE signing = '"+round+"'; DELETE FROM signings WHERE id = '"+round+"'")
	w.Restart()
	answer := w.wantVerdict(t, "what the database has forgotten", "sealed", second)
	wantStamp(answer) // the file has it
	if answer.String("title") != "" || len(answer.At("signers").([]any)) != 0 || answer.String("sealed") == "" {
		t.Errorf("of what the database has forgotten it says %s", answer.Body)
	}
}

// Nobody signs in to check a file, so nobody may check without end.
func TestCC13_ChecksAreBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	ends := make(chan *io.PipeWriter, 2)
	var answers sync.WaitGroup
	for range 2 {
		body, end := io.Pipe()
		req := w.Stranger().Request("POST", "/api/verify/file", body)
		req.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		answers.Go(func() { _, _ = w.Stranger().Try(req) })
		if _, err := io.WriteString(end, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"+strings.Repeat("x", 8<<10)); err != nil {
			t.Fatal(err)
		}
		ends <- end
	}
	c := w.Stranger()
	testapp.Eventually(t, "two files are on their way", func() error {
		if answer := checkFile(c, pdf); answer.Status != http.StatusTooManyRequests || answer.Header.Get("Retry-After") == "" {
			return fmt.Errorf("a third is answered %d", answer.Status)
		}
		return nil
	})
	checkHash(c, digestOf(pdf)).Want(http.StatusOK) // for that there is always room
	for range 2 {
		(<-ends).CloseWithError(errors.New("broken off"))
	}
	answers.Wait()
	testapp.Eventually(t, "there is room again", func() error {
		if answer := checkFile(c, pdf); answer.Status != http.StatusOK {
			return fmt.Errorf("it answers %d", answer.Status)
		}
		return nil
	})
	for name, check := range map[string]func() *testapp.Answer{
		"file": func() *testapp.Answer { return checkFile(c, pdf) },
		"hash": func() *testapp.Answer { return checkHash(c, digestOf(pdf)) },
	} {
		slowed := false
		for n := 0; n < 310 && !slowed; n++ {
			slowed = check().Status == http.StatusTooManyRequests
		}
		if !slowed {
			t.Errorf("by its %s a file can be checked without end", name)
		}
	}
}

// Bodies that are slow on purpose keep nobody else from checking a file, and end.
func TestCC13_SlowFilesAreInNobodysWay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.owner.Call("PATCH", "/api/settings", map[string]any{"trustedProxy": map[string]any{"headers": []string{"X-Real-Ip"}}}).Want(http.StatusOK)
	w.Unlimited()
	answered := make(chan int, 16)
	for n := range 16 {
		body, end := io.Pipe()
		req := w.Stranger().Request("POST", "/api/verify/file", body)
		req.Header.Set("Content-Type", "multipart/form-data; boundary=b")
		req.Header.Set("X-Real-Ip", fmt.Sprintf("10.2.0.%d", n/2))
		go func() {
			answer, err := w.Stranger().Try(req)
			if err != nil {
				answered <- 0 // the connection was ended
				return
			}
			answered <- answer.Status
		}()
		go func() {
			_, _ = io.WriteString(end, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n")
			tick := time.NewTicker(time.Second / 4)
			defer tick.Stop()
			for range tick.C {
				if _, err := io.WriteString(end, strings.Repeat("x", 4<<10)); err != nil {
					return
				}
			}
		}()
		t.Cleanup(func() { _ = end.Close() })
	}
	testapp.Eventually(t, "sixteen files are on their way", func() error {
		if left, err := os.ReadDir(filepath.Join(w.Dir, ".portico_staging")); err != nil {
			return err
		} else if len(left) < 16 {
			return fmt.Errorf("%d are", len(left))
		}
		return nil
	})
	req := w.Stranger().UploadRequest("POST", "/api/verify/file", nil, "file", pdf)
	req.Header.Set("X-Real-Ip", "10.3.0.1")
	w.Stranger().Send(req).Want(http.StatusOK)
	for range 16 {
		select {
		case status := <-answered:
			if status != 0 && status != http.StatusBadRequest {
				t.Errorf("a slow file is answered %d", status)
			}
		case <-time.After(45 * time.Second):
			t.Fatal("a slow file goes on")
		}
	}
}

// The same on the shell, beside the server.
func TestCC13_FilesAreCheckedOnTheShell(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, file := w.signedLetter(t)
	path := filepath.Join(t.TempDir(), "letter.pdf")
	check := func(dir string, content []byte) (said string, code int) {
		t.Helper()
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		command := exec.Command(testapp.Binary(t), "verify", path, "--dir", dir)
		out, err := command.CombinedOutput()
		if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return string(out), command.ProcessState.ExitCode()
	}
	said, code := check(w.Dir, file)
	for _, want := range []string{"Genuine", "Engagement letter", "Ann, ", " UTC\n", digestOf(file)} {
		if code != 0 || !strings.Contains(said, want) {
			t.Errorf("of the signed letter it says %q (%d), not %q", said, code, want)
		}
	}
	if said, code := check(w.Dir, append(slices.Clone(file), ' ')); code != 1 || !strings.Contains(said, "does not fit it") {
		t.Errorf("of a changed one it says %q (%d)", said, code)
	}
	if said, code := check(w.Dir, pdf); code != 1 || !strings.Contains(said, "was not signed here") {
		t.Errorf("of another file it says %q (%d)", said, code)
	}
	wrong := filepath.Join(t.TempDir(), "wrong")
	if said, code := check(wrong, file); code != 1 || !strings.Contains(said, "--dir") {
		t.Errorf("with another folder it says %q (%d)", said, code)
	}
	if _, err := os.Stat(wrong); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the wrong folder is made: %v", err)
	}
	w.wantVerdict(t, "the signed letter, with the server", "genuine", file)
}
