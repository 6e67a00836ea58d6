package seal

import (
	"cmp"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"time"
)

// KeyFile is the name of the file, in the data folder, that holds the installation's key and its certificate. Who has it can
// seal in the installation's name; without it new files are sealed by another key, and what was sealed before is known by
// its SHA-256 alone.
const KeyFile = "seal.pem"

// Key is what an installation seals with: a P-256 key, and a certificate of it that the key itself signed.
type Key struct {
	private     *ecdsa.PrivateKey
	Certificate *x509.Certificate
}

const (
	keyBlock         = "PRIVATE KEY"
	certificateBlock = "CERTIFICATE"
	validYears       = 50
)

// LoadKey reads the installation's key. The first time, it makes one, whose certificate carries the name.
func LoadKey(dir, name string) (*Key, error) {
	path := filepath.Join(dir, KeyFile)
	key, err := readKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	fresh, err := newKeyFile(name)
	if err != nil {
		return nil, fmt.Errorf("make seal's key: %w", err)
	}
	if err := create(path, fresh); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("keep seal's key: %w", err)
	}
	return readKey(path) // of two processes that made one at once, only one's is there
}

// LoadCertificate reads the certificate of the installation's key. Where nothing has been sealed yet there is none:
// fs.ErrNotExist.
func LoadCertificate(dir string) (*x509.Certificate, error) {
	key, err := readKey(filepath.Join(dir, KeyFile))
	if err != nil {
		return nil, err
	}
	return key.Certificate, nil
}

func readKey(path string) (*Key, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read seal's key: %w", err)
	}
	key, err := parseKey(data)
	if err != nil {
		return nil, fmt.Errorf("seal's key %s is damaged; put it back from a backup: %w", path, err)
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 { // a backup was unpacked
		if err := os.Chmod(path, 0o600); err != nil {
			return nil, fmt.Errorf("close seal's key to others: %w", err)
		}
	}
	return key, nil
}

func parseKey(data []byte) (*Key, error) {
	first, rest := pem.Decode(data)
	second, _ := pem.Decode(rest)
	if first == nil || second == nil || first.Type != keyBlock || second.Type != certificateBlock {
		return nil, errors.New("it does not hold a key and then a certificate")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(first.Bytes)
	if err != nil {
		return nil, err
	}
	private, ok := parsed.(*ecdsa.PrivateKey)
	if !ok || private.Curve != elliptic.P256() {
		return nil, errors.New("it is no P-256 key")
	}
	certificate, err := x509.ParseCertificate(second.Bytes)
	if err != nil {
		return nil, err
	}
	if !private.PublicKey.Equal(certificate.PublicKey) {
		return nil, errors.New("its certificate is of another key")
	}
	return &Key{private, certificate}, nil
}

func newKeyFile(name string) ([]byte, error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	since := time.Now().UTC().Add(-time.Hour) // another computer's clock may be behind
	template := &x509.Certificate{
		SerialNumber:          serial.Add(serial, big.NewInt(1)),
		Subject:               pkix.Name{CommonName: cut(cmp.Or(name, "Portico"), 64)},
		NotBefore:             since,
		NotAfter:              since.AddDate(validYears, 0, 0),
		SignatureAlgorithm:    x509.ECDSAWithSHA256,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		BasicConstraintsValid: true,
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		return nil, err
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return nil, err
	}
	return append(pem.EncodeToMemory(&pem.Block{Type: keyBlock, Bytes: secret}),
		pem.EncodeToMemory(&pem.Block{Type: certificateBlock, Bytes: certificate})...), nil
}

// cut keeps as much of a name as a certificate's may have (RFC 5280, ub-common-name).
func cut(name string, most int) string {
	runes := []rune(name)
	return string(runes[:min(len(runes), most)])
}

// create makes a file that is there whole, and for good, or not at all; it replaces none.
func create(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".seal-*") // for its owner alone
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
