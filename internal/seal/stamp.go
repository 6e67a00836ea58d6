package seal

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"time"

	"github.com/digitorus/timestamp"
)

// ErrTimeStamp says that the server for time stamps did not give one.
var ErrTimeStamp = errors.New("no time stamp from the server")

const (
	stampTime = 15 * time.Second
	maxStamp  = 16 << 10
)

// stamp asks a server to say that something was there at this time (RFC 3161).
func stamp(ctx context.Context, server string, value []byte) ([]byte, error) {
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 63))
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256(value)
	question := timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: hash[:], Certificates: true, Nonce: nonce}
	answer, err := ask(ctx, server, &question)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTimeStamp, err)
	}
	given, err := timestamp.ParseResponse(answer)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTimeStamp, err)
	}
	if !bytes.Equal(given.HashedMessage, hash[:]) || given.HashAlgorithm != crypto.SHA256 ||
		given.Nonce == nil || given.Nonce.Cmp(nonce) != 0 || len(given.Certificates) == 0 {
		return nil, fmt.Errorf("%w: it answered another question", ErrTimeStamp)
	}
	return given.RawToken, nil
}

func ask(ctx context.Context, server string, question *timestamp.Request) ([]byte, error) {
	body, err := question.Marshal()
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, stampTime)
	defer cancel()
	request, err := http.NewRequestWithContext(limited, http.MethodPost, server, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/timestamp-query")
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, errors.New("it did not answer as one")
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxStamp+1))
	if err == nil && len(answer) > maxStamp {
		err = errors.New("its answer is too large")
	}
	return answer, err
}
