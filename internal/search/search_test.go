package search

import "testing"

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

func TestLikeTakesWhatIsTypedLiterally(t *testing.T) {
	if got := Like(`50%_\ Ü`); got != `%50\%\_\\ u%` {
		t.Errorf("the pattern is %q", got)
	}
}
