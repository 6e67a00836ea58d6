package seal_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/internal/seal"
)

// module is the folder of a Go module that this one depends on. Its PDFs are real, and pinned by go.sum.
func module(t testing.TB, path string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", path).Output()
	if err != nil {
		t.Fatalf("go list -m %s: %v", path, err)
	}
	return strings.TrimSpace(string(out))
}

func pdfs(t testing.TB, patterns ...string) (paths []string) {
	t.Helper()
	for _, pattern := range patterns {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("no PDFs in %s (%v)", pattern, err)
		}
		paths = append(paths, found...)
	}
	return paths
}

var theKey = sync.OnceValues(func() (*seal.Key, error) {
	dir, err := os.MkdirTemp("", "seal")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	return seal.LoadKey(dir, "Müller & Søn")
})

func key(t testing.TB) *seal.Key {
	t.Helper()
	k, err := theKey()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

var noon = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

// check does what Check does, in this process: starting another takes longer than most checks.
func check(t testing.TB, pdf []byte) (seal.Info, error) {
	t.Helper()
	return seal.Examine(t.Context(), pdf)
}

func checkApart(t testing.TB, pdf []byte) (seal.Info, error) {
	t.Helper()
	return seal.Check(t.Context(), func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(pdf)), nil })
}

// settle does what Prepare does, in this process.
func settle(t testing.TB, pdf []byte) []byte {
	t.Helper()
	settled, err := seal.Settle(t.Context(), pdf)
	if err != nil {
		t.Fatal(err)
	}
	return settled
}

func verify(t testing.TB, pdf []byte) (seal.Report, error) {
	t.Helper()
	return seal.Verify(bytes.NewReader(pdf), int64(len(pdf)), key(t).Certificate)
}

func sign(t testing.TB, pdf []byte) []byte {
	t.Helper()
	out, err := seal.Sign(t.Context(), pdf, key(t), seal.Order{Reason: "Sealed", At: noon})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func run(t testing.TB, pdf []byte, program string, args ...string) (string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		if args[i] == "FILE" {
			args[i] = path
		}
	}
	out, err := exec.CommandContext(context.Background(), program, args...).CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		t.Fatalf("%s, of Debian's poppler-utils and qpdf: %v", program, err)
	}
	return string(out), err
}

// sound asks programs of others: pdfsig about the newest signature, qpdf about the file.
func sound(t testing.TB, pdf []byte) error {
	t.Helper()
	said, err := run(t, pdf, "pdfsig", "-nocert", "FILE")
	if err != nil {
		return fmt.Errorf("pdfsig: %w: %s", err, said)
	}
	signatures := strings.Split(said, "Signature #")
	last := signatures[len(signatures)-1]
	if !strings.Contains(last, "Signature is Valid") || !strings.Contains(last, "Total document signed") {
		return fmt.Errorf("pdfsig: %s", said)
	}
	if said, err := run(t, pdf, "qpdf", "--check", "FILE"); err != nil {
		return fmt.Errorf("qpdf: %w: %s", err, said)
	}
	return nil
}

func digest(pdf []byte) [32]byte { return sha256.Sum256(pdf) }
