package acceptance

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"portico/internal/testapp"
)

// stored returns the files of documents that are on the disk.
func (w *world) stored() []string {
	files, _ := filepath.Glob(filepath.Join(w.Dir, "storage", "*", "*", "*"))
	return files
}

// Killed in the middle of many uploads, Portico has every document that it had acknowledged, whole, and nothing else.
func TestKilledServerLosesNothingAcknowledged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	type document struct {
		id      string
		content []byte
	}
	var (
		mu           sync.Mutex
		acknowledged []document
		senders      sync.WaitGroup
	)
	enough := make(chan struct{})
	for range 4 {
		senders.Go(func() {
			for {
				content := append([]byte("%PDF-1.4\n"), randomBytes(200<<10)...)
				answer, err := w.annClient.Try(w.annClient.UploadRequest("POST", uploads, map[string]string{"title": "t"}, "a.pdf", content))
				if err != nil || answer.Status != http.StatusOK {
					return // the server is gone
				}
				mu.Lock()
				acknowledged = append(acknowledged, document{answer.String("id"), content})
				if len(acknowledged) == 40 {
					close(enough)
				}
				mu.Unlock()
			}
		})
	}
	<-enough
	w.Stop(syscall.SIGKILL)
	senders.Wait()
	// What a crash can leave: half an upload, and a whole file that no record names.
	documentsDir := filepath.Dir(filepath.Dir(w.stored()[0]))
	orphan := filepath.Join(documentsDir, "aaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbb")
	if err := os.MkdirAll(filepath.Dir(orphan), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(orphan, pdf, 0o600); err != nil {
		t.Fatal(err)
	}

	w.Restart()
	for _, d := range acknowledged {
		got := w.annClient.Call("GET", uploads+"/"+d.id+"/file", nil).Want(http.StatusOK)
		if !bytes.Equal(got.Body, d.content) {
			t.Errorf("document %s has other bytes than those acknowledged", d.id)
		}
	}
	if left := w.leftovers(); len(left) != 0 {
		t.Errorf("half uploads remain: %v", left)
	}
	testapp.Eventually(t, "files without a document are put aside", func() error {
		if aside, _ := filepath.Glob(filepath.Join(w.Dir, ".portico_orphans", "*", "aaaaaaaaaaaaaaa-bbbbbbbbbbbbbbb")); len(aside) != 1 {
			return fmt.Errorf("the orphan is not among the orphans")
		}
		if _, err := os.Stat(orphan); !os.IsNotExist(err) {
			return fmt.Errorf("the orphan is still there: %w", err)
		}
		if files, records := len(w.stored()), w.documents(); files != records {
			return fmt.Errorf("%d files, %d documents", files, records)
		}
		return nil
	})
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}

// A document whose file has vanished is reported and kept, and answers clearly.
func TestMissingFileIsReported(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, file := range w.stored() {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	w.editor.Call("GET", "/api/desk/documents/"+w.shared+"/file", nil).Want(http.StatusNotFound)
	w.annClient.Call("GET", uploads+"/"+w.shared+"/file", nil).Want(http.StatusNotFound)
	w.Stop(syscall.SIGTERM)
	w.Restart()
	testapp.Eventually(t, "the log names it", func() error {
		logs := w.owner.Call("GET", "/api/logs?filter=message~'missing'&perPage=100", nil).Want(http.StatusOK)
		if !bytes.Contains(logs.Body, []byte(w.shared)) {
			return fmt.Errorf("the log is %s", logs.Body)
		}
		return nil
	})
	w.editor.Call("GET", "/api/desk/documents/"+w.shared, nil).Want(http.StatusOK)
}

// slowUpload begins an upload and returns what ends it: its body waits until finish is called.
func slowUpload(w *world, content []byte, fields ...string) (finish func(), answer <-chan *testapp.Answer) {
	body, sender := io.Pipe()
	form := multipart.NewWriter(sender)
	req := w.annClient.Request("POST", uploads, body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	answers := make(chan *testapp.Answer, 1)
	go func() {
		got, err := w.annClient.Try(req)
		if err != nil {
			got = &testapp.Answer{Body: []byte(err.Error())}
		}
		answers <- got
	}()
	_ = form.WriteField("title", "slow")
	for i := 0; i < len(fields); i += 2 {
		_ = form.WriteField(fields[i], fields[i+1])
	}
	part, _ := form.CreateFormFile("file", "slow.pdf")
	_, _ = part.Write(content[:len(content)/2])
	return func() {
		_, _ = part.Write(content[len(content)/2:])
		_ = form.Close()
		_ = sender.Close()
	}, answers
}

// Asked to stop, the server lets an upload that is under way finish.
func TestStoppingServerFinishesUploads(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	events := w.annClient.Events()
	content := append([]byte("%PDF-1.4\n"), randomBytes(1<<20)...)
	finish, answer := slowUpload(w, content)
	testapp.Eventually(t, "the upload is under way", func() error {
		if len(w.leftovers()) == 0 {
			return fmt.Errorf("nothing is staged")
		}
		return nil
	})
	w.Signal(syscall.SIGTERM)
	for event := range events { // the open page's stream ends, so the server is stopping
		t.Logf("the page hears %q", event)
	}
	finish()
	if got := <-answer; got.Status != http.StatusOK {
		t.Fatalf("the upload under way answers %d %s", got.Status, got.Body)
	}
	w.Stop(syscall.SIGTERM)
	w.Restart()
	list := w.annClient.Call("GET", uploads+"?list=uploads", nil).Want(http.StatusOK)
	if list.Int("totalItems") != 1 || list.Int("items.0.fileSize") != len(content) {
		t.Errorf("after the stop there is %s", list.Body)
	}
}

// A backup succeeds while documents come and go, and holds none of the half-done.
func TestBackupWhileDocumentsComeAndGo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Unlimited()
	stop := make(chan struct{})
	var churn sync.WaitGroup
	for range 2 {
		churn.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					id := w.annClient.Upload("POST", uploads, map[string]string{"title": "t"}, "a.pdf", pdf).Want(http.StatusOK).String("id")
					w.annClient.Call("DELETE", uploads+"/"+id, nil).Want(http.StatusNoContent)
				}
			}
		})
	}
	for i := range 5 {
		name := fmt.Sprintf("b%d.zip", i)
		w.owner.Call("POST", "/api/backups", map[string]any{"name": name}).Want(http.StatusNoContent)
		if info, err := os.Stat(filepath.Join(w.Dir, "backups", name)); err != nil || info.Size() > reserve {
			t.Errorf("backup %d: %v", i, err)
		}
	}
	close(stop)
	churn.Wait()
	testapp.Eventually(t, "what was deleted meanwhile is gone", func() error {
		if files, records := len(w.stored()), w.documents(); files != records {
			return fmt.Errorf("%d files, %d documents", files, records)
		}
		return nil
	})
}

const reserve = 16 << 20 // what the disk reserve, which is not backed up, would add

// The memory that an upload takes does not grow with the file: 1 GiB grows it by less than 64 MiB.
func TestLargeUploadTakesLittleMemory(t *testing.T) {
	w := newWorld(t)
	const size = 1 << 30
	w.manager.Call("PATCH", "/api/collections/portal_settings/records/portalsettings0",
		map[string]any{"max_upload_size": 2 * size, "allowed_types": []string{"pdf", "other", "text"}}).Want(http.StatusOK)
	w.annClient.Upload("POST", uploads, map[string]string{"title": "warm"}, "a.pdf", pdf).Want(http.StatusOK)

	before := w.memory(t, "VmRSS")
	body, sender := io.Pipe()
	form := multipart.NewWriter(sender)
	go func() {
		_ = form.WriteField("title", "large")
		part, _ := form.CreateFormFile("file", "large.bin")
		chunk := randomBytes(1 << 20)
		for range size / len(chunk) {
			if _, err := part.Write(chunk); err != nil {
				return
			}
		}
		_ = form.Close()
		_ = sender.Close()
	}()
	req := w.annClient.Request("POST", uploads, body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	started := time.Now()
	answer := w.annClient.Send(req).Want(http.StatusOK)
	if answer.Int("fileSize") != size {
		t.Errorf("%d bytes were stored", answer.Int("fileSize"))
	}
	grown := w.memory(t, "VmHWM") - before
	t.Logf("1 GiB in %v, memory grew by %d MiB at most", time.Since(started).Round(time.Millisecond), grown>>10)
	if grown > 64<<10 {
		t.Errorf("memory grew by %d MiB", grown>>10)
	}
}

// memory reads a figure of the server process in KiB.
func (w *world) memory(t *testing.T, name string) int {
	t.Helper()
	status, err := os.Open(fmt.Sprintf("/proc/%d/status", w.Pid()))
	if err != nil {
		t.Fatal(err)
	}
	defer status.Close()
	for lines := bufio.NewScanner(status); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), name+":"); ok {
			return number(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
		}
	}
	t.Fatalf("no %s", name)
	return 0
}

// Renamed while its file is replaced, a document keeps both: the new name and the new file.
func TestReplacingAndRenamingAtOnceKeepsBoth(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for round := range 10 {
		content := append([]byte("%PDF-1.4\n"), randomBytes(50<<10)...)
		title := fmt.Sprintf("Title %d", round)
		var both sync.WaitGroup
		both.Go(func() {
			w.editor.Upload("PUT", "/api/desk/documents/"+w.shared+"/file", nil, "a.pdf", content).Want(http.StatusOK)
		})
		both.Go(func() {
			w.manager.Call("PATCH", "/api/collections/documents/records/"+w.shared, map[string]any{"title": title}).Want(http.StatusOK)
		})
		both.Wait()
		if got := w.annClient.Call("GET", uploads+"/"+w.shared+"/file", nil).Want(http.StatusOK); !bytes.Equal(got.Body, content) {
			t.Fatalf("round %d: the file is another", round)
		}
		if got := w.annClient.Call("GET", uploads+"/"+w.shared, nil).String("title"); got != title {
			t.Fatalf("round %d: the title is %s", round, got)
		}
	}
	if files, records := len(w.stored()), w.documents(); files != records {
		t.Errorf("%d files, %d documents", files, records)
	}
}
