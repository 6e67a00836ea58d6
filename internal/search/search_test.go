package search

import (
	"strings"
	"testing"

	"github.com/pocketbase/dbx"
	_ "modernc.org/sqlite"
)

func TestFold(t *testing.T) {
	for typed, want := range map[string]string{
		"Müller, José":      "muller, jose",
		"  Nørgaard &  Søn": "norgaard & son",
		"Straße ŁÓDŹ Æsop":  "strasse lodz aesop",
		"İstanbul ISTANBUL": "istanbul istanbul",
		"橋本 Київ":           "橋本 киів",
		"":                  "",
	} {
		if got := Fold(typed); got != want {
			t.Errorf("%q folds to %q, want %q", typed, got, want)
		}
	}
}

func TestContains(t *testing.T) {
	db, err := dbx.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.DB().SetMaxOpenConns(1) // each would have a memory of its own
	_, err = db.NewQuery("CREATE TABLE d AS SELECT {:text} AS search").
		Bind(dbx.Params{"text": Fold("Lease of the shop, 50% paid", `C:\lease_2026.pdf`)}).Execute()
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]bool{
		"SHOP léase":                    true,
		"shop garden":                   false,
		`50% C:\lease_2026`:             true,
		"lease%2026":                    false, // no wildcards
		"leas_":                         false,
		"' OR 1=1":                      false,
		"  ":                            true,
		strings.Repeat("shop ", 10_000): true,
	} {
		var found bool
		if err := db.Select("(COUNT(*) > 0)").From("d").Where(Contains("d.search", typed)).Row(&found); err != nil {
			t.Fatal(err)
		}
		if found != want {
			t.Errorf("%.20q: found is %v", typed, found)
		}
	}
}
