// Package stamptest is a server for time stamps (RFC 3161), for tests.
package stamptest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/digitorus/timestamp"
)

// Name is who the server says it is.
const Name = "CN=Time & Co"

// Start starts a server that stamps everything with a time. It answers what answer makes of a question, where that is not
// nil; give makes the right answer.
func Start(t testing.TB, at time.Time, answer func(*timestamp.Request) []byte) (address string, give func(*timestamp.Request) []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "Time & Co"}, NotBefore: at.AddDate(-1, 0, 0), NotAfter: at.AddDate(10, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	give = func(q *timestamp.Request) []byte {
		stamp := timestamp.Timestamp{
			HashAlgorithm: q.HashAlgorithm, HashedMessage: q.HashedMessage, Time: at, Nonce: q.Nonce,
			Policy: asn1.ObjectIdentifier{1, 2, 3}, AddTSACertificate: q.Certificates,
		}
		out, err := stamp.CreateResponseWithOpts(certificate, private, crypto.SHA256)
		if err != nil {
			panic(err)
		}
		return out
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		question, err := timestamp.ParseRequest(body)
		if err != nil || r.Header.Get("Content-Type") != "application/timestamp-query" {
			http.Error(w, "what?", http.StatusBadRequest)
			return
		}
		if answer != nil {
			_, _ = w.Write(answer(question))
			return
		}
		_, _ = w.Write(give(question))
	}))
	t.Cleanup(server.Close)
	return server.URL, give
}
