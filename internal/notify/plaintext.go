package notify

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	space     = regexp.MustCompile(`\s+`)
	blanks    = regexp.MustCompile(` {2,}`)
	rowEnds   = regexp.MustCompile(` ?\n ?`)
	emptyRows = regexp.MustCompile(`\n{3,}`)
)

// plainText makes the text part of a mail of which there is only HTML: what one would read on the screen, with the
// address of each link after its words.
func plainText(document string) string {
	root, err := html.Parse(strings.NewReader(document))
	if err != nil {
		return "" // the parser mends everything and fails only if its reader does
	}
	var b strings.Builder
	writeText(&b, root)
	text := blanks.ReplaceAllString(b.String(), " ")
	text = rowEnds.ReplaceAllString(text, "\n")
	return strings.TrimSpace(emptyRows.ReplaceAllString(text, "\n\n")) + "\n"
}

func writeText(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(space.ReplaceAllString(n.Data, " "))
		return
	}

	before, after := "", ""
	switch n.DataAtom {
	case atom.Head, atom.Style, atom.Script, atom.Template, atom.Img, atom.Svg:
		return
	case atom.Br:
		before = "\n"
	case atom.P, atom.H1, atom.H2, atom.H3, atom.Ul, atom.Ol, atom.Blockquote:
		before, after = "\n\n", "\n\n"
	case atom.Li:
		before = "\n- "
	case atom.Div, atom.Table, atom.Tr, atom.Hr, atom.Header, atom.Footer, atom.Section:
		before, after = "\n", "\n"
	case atom.A:
		after = linkAfter(n)
	}
	b.WriteString(before)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeText(b, c)
	}
	b.WriteString(after)
}

// linkAfter returns what to write after the words of a link: its address, unless that is what the words are.
func linkAfter(a *html.Node) string {
	for _, attribute := range a.Attr {
		if attribute.Key != "href" {
			continue
		}
		var words strings.Builder
		for c := a.FirstChild; c != nil; c = c.NextSibling {
			writeText(&words, c)
		}
		if strings.TrimSpace(words.String()) != attribute.Val {
			return " (" + attribute.Val + ")"
		}
	}
	return ""
}
