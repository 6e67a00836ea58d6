// Package acceptance holds the tests of what Portico owes, each named by the statement it proves. They drive the built
// binary from outside: over HTTP for what must be refused, in a browser for what a person does. Those that need a browser
// have Browser in their name, by which ./test runs them apart.
package acceptance

import (
	"testing"

	"portico/internal/testapp"
	"portico/internal/testapp/browser"
)

func TestMain(m *testing.M) { testapp.Main(m, browser.Close) }
