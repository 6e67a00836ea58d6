package cli

import (
	"crypto/tls"
	"errors"
	"net"
	"strings"
	"testing"
)

func TestAddress(t *testing.T) {
	for _, test := range []struct {
		http, https string
		domains     []string
		port        int
		want        string
	}{
		{http: "127.0.0.1:8090", port: 8090, want: "http://127.0.0.1:8090"},
		{http: "127.0.0.1:0", port: 40123, want: "http://127.0.0.1:40123"},
		{http: "localhost:8090", port: 8090, want: "http://localhost:8090"},
		{http: "0.0.0.0:8090", port: 8090, want: "http://127.0.0.1:8090"},
		{http: ":80", port: 80, want: "http://127.0.0.1"},
		{http: "[::]:8090", port: 8090, want: "http://127.0.0.1:8090"},
		{http: "[::1]:8090", port: 8090, want: "http://[::1]:8090"},
		{http: "[::1]:80", port: 80, want: "http://[::1]"},
		{http: ":80", https: "localhost:443", port: 443, want: "https://localhost"},
		{http: ":80", https: "localhost:8443", port: 8443, want: "https://localhost:8443"},
		{
			http: ":80", https: ":443", domains: []string{"portal.example.com", "b.example.com"}, port: 443,
			want: "https://portal.example.com",
		},
	} {
		s := &server{http: test.http, https: test.https, domains: test.domains}
		if got := s.address(&net.TCPAddr{IP: net.IPv4zero, Port: test.port}); got != test.want {
			t.Errorf("%+v: %s", test, got)
		}
	}
}

func TestQuote(t *testing.T) {
	for path, want := range map[string]string{
		"/var/lib/portico": "/var/lib/portico",
		"the firm's data":  `'the firm'\''s data'`,
		"données":          "'données'",
	} {
		if got := quote(path); got != want {
			t.Errorf("quote(%q) = %s, want %s", path, got, want)
		}
	}
}

func TestTellOfCertificates(t *testing.T) {
	var said strings.Builder
	s := &server{errors: &said, domains: []string{"portal.example.com"}}
	config := &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
		return nil, errors.New("port 80 is shut")
	}}
	s.tellOfCertificates(config)
	for _, name := range []string{"strange.example.com", "", "portal.example.com", "portal.example.com"} {
		if _, err := config.GetCertificate(&tls.ClientHelloInfo{ServerName: name}); err == nil {
			t.Error("the error is lost")
		}
	}
	if want := "portico: no certificate for portal.example.com: port 80 is shut\n"; said.String() != want {
		t.Errorf("it says %q, want %q", said.String(), want)
	}
}
