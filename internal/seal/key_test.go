package seal_test

import (
	"bytes"
	"crypto/x509"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/internal/seal"
)

func TestLoadKey(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := seal.LoadKey(dir, "Müller & Søn")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, seal.KeyFile)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
	c := first.Certificate
	if c.Subject.CommonName != "Müller & Søn" || c.IsCA || c.PublicKeyAlgorithm != x509.ECDSA || time.Until(c.NotAfter) < 40*365*24*time.Hour ||
		c.KeyUsage != x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment || c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) != nil {
		t.Errorf("%+v", c)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	again, err := seal.LoadKey(dir, "Another name")
	if err != nil || !again.Certificate.Equal(c) {
		t.Errorf("the second time it is another: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("it stays open to others: %v, %v", info.Mode(), err)
	}
}

func TestLoadKey_AtOnce(t *testing.T) {
	t.Parallel()
	for range 5 {
		dir := t.TempDir()
		keys := make([]*seal.Key, 8)
		var group sync.WaitGroup
		for i := range keys {
			group.Go(func() {
				var err error
				if keys[i], err = seal.LoadKey(dir, "At once"); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		for _, k := range keys {
			if k == nil || !k.Certificate.Equal(keys[0].Certificate) {
				t.Fatal("two keys for one installation")
			}
		}
	}
}

func TestLoadKey_Damaged(t *testing.T) {
	t.Parallel()
	whole := func(name string) []byte {
		dir := t.TempDir()
		if _, err := seal.LoadKey(dir, name); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(dir, seal.KeyFile))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	one, other := whole("one"), whole("other")
	cut := bytes.Index(one, []byte("-----BEGIN CERTIFICATE"))
	otherCut := bytes.Index(other, []byte("-----BEGIN CERTIFICATE"))
	if cut < 0 || otherCut < 0 {
		t.Fatal("no certificate in the file")
	}
	for name, data := range map[string][]byte{
		"empty": {}, "half": one[:len(one)/2], "no certificate": one[:cut], "no key": one[cut:],
		"another's certificate": append(bytes.Clone(one[:cut]), other[otherCut:]...),
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, seal.KeyFile), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.LoadKey(dir, "x"); err == nil || !strings.Contains(err.Error(), "backup") {
			t.Errorf("%s: %v", name, err)
		}
		if kept, err := os.ReadFile(filepath.Join(dir, seal.KeyFile)); err != nil || !bytes.Equal(kept, data) {
			t.Errorf("%s: the file was changed", name)
		}
	}
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, seal.KeyFile), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := seal.LoadKey(folder, "x"); err == nil {
		t.Error("a folder is a key")
	}
	if _, err := seal.LoadKey(filepath.Join(folder, "missing"), "x"); err == nil {
		t.Error("a missing folder has a key")
	}
}
