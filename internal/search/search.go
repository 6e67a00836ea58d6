// Package search makes text findable whatever its case and accents: what is stored and what is asked for are folded the
// same way.
package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// undecomposed are the letters that are one sign even where Unicode takes signs apart, and how people type them.
var undecomposed = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// Fold joins the parts, lower-cased and without accents: "Müller, José" becomes "muller, jose".
func Fold(parts ...string) string {
	text := strings.Join(parts, " ")
	// A transformer keeps state, so each call has its own.
	stripped, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		stripped = text
	}
	return strings.Join(strings.Fields(undecomposed.Replace(strings.ToLower(stripped))), " ")
}

// Like turns what a person typed into the pattern of a LIKE … ESCAPE '\' over folded text.
func Like(typed string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(Fold(typed)) + "%"
}
