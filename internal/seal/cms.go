package seal

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"math/big"
	"slices"
)

// What names the parts of a signature (RFC 5652, 5035 and 5758).
var (
	oidData               = oid(1, 2, 840, 113549, 1, 7, 1)
	oidSignedData         = oid(1, 2, 840, 113549, 1, 7, 2)
	oidContentType        = oid(1, 2, 840, 113549, 1, 9, 3)
	oidMessageDigest      = oid(1, 2, 840, 113549, 1, 9, 4)
	oidSigningCertificate = oid(1, 2, 840, 113549, 1, 9, 16, 2, 47)
	oidTimeStamp          = oid(1, 2, 840, 113549, 1, 9, 16, 2, 14)
	oidSHA256             = oid(2, 16, 840, 1, 101, 3, 4, 2, 1)
	oidECDSA              = oid(1, 2, 840, 10045, 4, 3, 2)
	// Of this program (2.25.118823702875781944330812228452278167325, an UUID): the key's signature of the time stamp.
	oidStampSealed = []byte{0x06, 0x14, 0x69, 0x81, 0xb2, 0xe4, 0xce, 0xb7, 0x9f, 0xf3, 0x82, 0x8f, 0x95, 0xa9, 0xa5, 0xb4, 0xd6, 0xeb, 0x83, 0xa5, 0xce, 0x1d}
)

func oid(arcs ...int) []byte {
	der, err := asn1.Marshal(asn1.ObjectIdentifier(arcs))
	if err != nil {
		panic(err) // it is written above
	}
	return der
}

const (
	tagOctets   = 0x04
	tagSequence = 0x30
	tagSet      = 0x31
	tag0        = 0xa0
	tag1        = 0xa1
)

// der writes an element of a tag around what it is made of.
func der(tag byte, parts ...[]byte) []byte {
	content := slices.Concat(parts...)
	out := []byte{tag}
	switch n := len(content); {
	case n < 0x80:
		out = append(out, byte(n))
	case n < 0x100:
		out = append(out, 0x81, byte(n))
	case n < 0x10000:
		out = append(out, 0x82, byte(n>>8), byte(n))
	default:
		out = append(out, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	return append(out, content...)
}

func version(n byte) []byte { return []byte{0x02, 1, n} }

func attribute(oid []byte, value ...[]byte) []byte {
	return der(tagSequence, oid, der(tagSet, value...))
}

// set is a set as DER wants it: in order.
func set(tag byte, elements ...[]byte) []byte {
	slices.SortFunc(elements, bytes.Compare)
	return der(tag, elements...)
}

// signature is a CMS signature (RFC 5652) with the attributes that PAdES asks for. Its bytes follow from what is in it:
// whoever has the parts can make it again, and so see whether anything else about it was changed.
type signature struct {
	certificate *x509.Certificate
	digest      []byte // SHA-256 of what is signed
	value       []byte // ECDSA of the signed attributes
	stamp       []byte // a time stamp of that value (RFC 3161), or nil
	stampSealed []byte // ECDSA of the time stamp, which nothing else of ours covers
}

func (s signature) attributes(tag byte) []byte {
	hash := sha256.Sum256(s.certificate.Raw)
	identifier := der(tagSequence, der(tagSequence, der(tagSequence, der(tagOctets, hash[:]))))
	return set(tag,
		attribute(oidContentType, oidData),
		attribute(oidMessageDigest, der(tagOctets, s.digest)),
		attribute(oidSigningCertificate, identifier))
}

func (s signature) bytes() []byte {
	sha256ID := der(tagSequence, oidSHA256)
	serial, err := asn1.Marshal(s.certificate.SerialNumber)
	if err != nil {
		panic(err) // a number can be written
	}
	signer := [][]byte{
		version(1), der(tagSequence, s.certificate.RawIssuer, serial), sha256ID, s.attributes(tag0),
		der(tagSequence, oidECDSA), der(tagOctets, s.value),
	}
	if s.stamp != nil {
		signer = append(signer, set(tag1,
			attribute(oidTimeStamp, s.stamp), attribute(oidStampSealed, der(tagOctets, s.stampSealed))))
	}
	signed := der(tagSequence, version(1), der(tagSet, sha256ID), der(tagSequence, oidData),
		der(tag0, s.certificate.Raw), der(tagSet, der(tagSequence, signer...)))
	return der(tagSequence, oidSignedData, der(tag0, signed))
}

// contentInfo is as much of a signature as is read back: the rest is made again and compared.
type contentInfo struct {
	Type    asn1.RawValue
	Content struct {
		Version      int
		Digests      asn1.RawValue
		Content      asn1.RawValue
		Certificates asn1.RawValue `asn1:"tag:0"`
		Signers      []struct {
			Version    int
			Issuer     asn1.RawValue
			Digest     asn1.RawValue
			Attributes asn1.RawValue `asn1:"tag:0"`
			Algorithm  asn1.RawValue
			Value      []byte
			Unsigned   asn1.RawValue `asn1:"optional,tag:1"`
		} `asn1:"set"`
	} `asn1:"explicit,tag:0"`
}

var errForeign = errors.New("no signature of this installation")

// readSignature reads a signature that one of the certificates may have made, and what follows it.
func readSignature(data []byte, certificates []*x509.Certificate) (s signature, rest []byte, err error) {
	var info contentInfo
	if rest, err = asn1.Unmarshal(data, &info); err != nil || len(info.Content.Signers) != 1 {
		return s, nil, errForeign
	}
	at := slices.IndexFunc(certificates, func(c *x509.Certificate) bool {
		return bytes.Equal(c.Raw, info.Content.Certificates.Bytes)
	})
	if at < 0 {
		return s, nil, errForeign
	}
	signer := info.Content.Signers[0]
	s.certificate, s.value = certificates[at], signer.Value
	for unsigned := signer.Unsigned.Bytes; len(unsigned) > 0; {
		var a struct {
			Type   asn1.RawValue
			Values []asn1.RawValue `asn1:"set"`
		}
		if unsigned, err = asn1.Unmarshal(unsigned, &a); err != nil || len(a.Values) != 1 {
			return s, rest, ErrAltered
		}
		switch {
		case bytes.Equal(a.Type.FullBytes, oidTimeStamp):
			s.stamp = a.Values[0].FullBytes
		case bytes.Equal(a.Type.FullBytes, oidStampSealed):
			s.stampSealed = a.Values[0].Bytes
		}
	}
	return s, rest, nil
}

// holds tells whether the certificate's key made it.
func (s signature) holds() bool {
	public, ok := s.certificate.PublicKey.(*ecdsa.PublicKey)
	if !ok || !verified(public, s.attributes(tagSet), s.value) {
		return false
	}
	return s.stamp == nil || verified(public, s.stamp, s.stampSealed)
}

// pair is a signature by ECDSA. Of the two that are the same to whoever verifies, (r, s) and (r, -s), only the one with
// the lower s is made and taken, so that it cannot be changed either.
type pair struct{ R, S *big.Int }

var order = elliptic.P256().Params().N

func (k *Key) sign(message []byte) ([]byte, error) {
	hash := sha256.Sum256(message)
	made, err := ecdsa.SignASN1(rand.Reader, k.private, hash[:])
	if err != nil {
		return nil, err
	}
	var p pair
	if _, err := asn1.Unmarshal(made, &p); err != nil {
		return nil, err
	}
	if p.S.Cmp(new(big.Int).Rsh(order, 1)) > 0 {
		p.S.Sub(order, p.S)
	}
	return asn1.Marshal(p)
}

func verified(public *ecdsa.PublicKey, message, value []byte) bool {
	var p pair
	if rest, err := asn1.Unmarshal(value, &p); err != nil || len(rest) > 0 || p.S.Cmp(new(big.Int).Rsh(order, 1)) > 0 {
		return false
	}
	hash := sha256.Sum256(message)
	return ecdsa.VerifyASN1(public, hash[:], value)
}
