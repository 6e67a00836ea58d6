package notify

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// OAuth signs in to the mail server with XOAUTH2. PocketBase's settings know only PLAIN and LOGIN, so what this needs
// in addition comes from the environment, see OAuthFromEnv.
type OAuth struct {
	// TokenURL is where access tokens are fetched. If empty, the password of the mail settings is the access token:
	// good for as long as the token is, which at the large providers is an hour.
	TokenURL     string
	ClientID     string
	ClientSecret string
	Scopes       []string
}

// OAuthFromEnv reads PORTICO_SMTP_AUTH and, if that is XOAUTH2, PORTICO_SMTP_TOKEN_URL, PORTICO_SMTP_CLIENT_ID,
// PORTICO_SMTP_CLIENT_SECRET and PORTICO_SMTP_SCOPES (separated by blanks). It returns nil where PORTICO_SMTP_AUTH is
// not set.
//
// With a token URL, the password of the mail settings is a refresh token (Google); without a password, the client's own
// id and secret get the access token (Microsoft 365, with an application that may SMTP.SendAsApp).
func OAuthFromEnv(getenv func(string) string) (*OAuth, error) {
	switch method := getenv("PORTICO_SMTP_AUTH"); strings.ToUpper(method) {
	case "":
		return nil, nil
	case "XOAUTH2":
	default:
		return nil, fmt.Errorf("PORTICO_SMTP_AUTH is %q; it can only be XOAUTH2 (PLAIN and LOGIN are chosen in the mail settings)", method)
	}
	o := &OAuth{
		TokenURL:     getenv("PORTICO_SMTP_TOKEN_URL"),
		ClientID:     getenv("PORTICO_SMTP_CLIENT_ID"),
		ClientSecret: getenv("PORTICO_SMTP_CLIENT_SECRET"),
		Scopes:       strings.Fields(getenv("PORTICO_SMTP_SCOPES")),
	}
	if o.TokenURL != "" && o.ClientID == "" {
		return nil, errors.New("PORTICO_SMTP_TOKEN_URL is set, but PORTICO_SMTP_CLIENT_ID is not")
	}
	return o, nil
}

// tokens keeps the access token between mails; it is fetched anew when it has run out or the refresh token changed.
type tokens struct {
	mu      sync.Mutex
	refresh string
	source  oauth2.TokenSource
}

func (t *tokens) accessToken(o *OAuth, password string) (string, error) {
	if o.TokenURL == "" {
		return password, nil
	}
	token, err := t.sourceFor(o, password).Token()
	if err != nil {
		return "", &tokenError{err}
	}
	return token.AccessToken, nil
}

func (t *tokens) sourceFor(o *OAuth, password string) oauth2.TokenSource {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.source != nil && t.refresh == password {
		return t.source
	}
	// The source outlives the mail that first asked for it, so it cannot use that mail's context.
	ctx := context.WithValue(context.Background(), oauth2.HTTPClient, &http.Client{Timeout: 10 * time.Second})
	t.refresh = password
	if password == "" {
		c := clientcredentials.Config{TokenURL: o.TokenURL, ClientID: o.ClientID, ClientSecret: o.ClientSecret, Scopes: o.Scopes}
		t.source = c.TokenSource(ctx)
	} else {
		c := oauth2.Config{Endpoint: oauth2.Endpoint{TokenURL: o.TokenURL}, ClientID: o.ClientID, ClientSecret: o.ClientSecret, Scopes: o.Scopes}
		t.source = c.TokenSource(ctx, &oauth2.Token{RefreshToken: password})
	}
	return t.source
}

// tokenError is why there is no access token to sign in with.
type tokenError struct{ err error }

func (e *tokenError) Unwrap() error { return e.err }

// Error names the provider's reason only: the rest of its answer may hold what nobody should read in an outbox.
func (e *tokenError) Error() string {
	var answer *oauth2.RetrieveError
	if !errors.As(e.err, &answer) {
		return fmt.Sprintf("The provider of the mail account could not be asked for an access token: %v", e.err)
	}
	reason := strings.TrimSpace(answer.ErrorCode + " " + answer.ErrorDescription)
	if reason == "" && answer.Response != nil {
		reason = answer.Response.Status
	}
	return "The provider of the mail account gave no access token: " + oneLine(reason)
}
