// Package search makes text findable whatever its case and accents: what is stored and what is asked for are folded the
// same way.
package search

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/pocketbase/dbx"
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

// mostWords bounds a search: more make it no more precise, only slower.
const mostWords = 8

// Contains is the condition that every word that a person typed stands somewhere in a column of folded text.
func Contains(column, typed string) dbx.Expression {
	words := strings.Fields(Fold(typed))
	conditions := make([]dbx.Expression, min(len(words), mostWords))
	for i := range conditions {
		name := fmt.Sprintf("word%d", i)
		conditions[i] = dbx.NewExp("instr("+column+", {:"+name+"}) > 0", dbx.Params{name: words[i]})
	}
	return dbx.And(conditions...)
}
