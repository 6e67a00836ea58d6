package letters

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// kept are the elements that a letter is made of. Of all others their text stays.
var kept = []atom.Atom{
	atom.P, atom.H1, atom.H2, atom.H3, atom.Strong, atom.B, atom.Em, atom.I, atom.U, atom.Ul, atom.Ol, atom.Li, atom.Br, atom.Hr,
	atom.Blockquote,
}

// dropped are those whose text is none.
var dropped = []atom.Atom{
	atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Object, atom.Title, atom.Textarea, atom.Select, atom.Svg, atom.Math,
}

// apart are those that begin a line of their own, though they are not kept.
var apart = []atom.Atom{
	atom.Div, atom.Tr, atom.Table, atom.Section, atom.Article, atom.Header, atom.Footer, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Dt, atom.Dd,
	atom.Address, atom.Figure, atom.Center,
}

// PageBreak is the class of a rule where a new page begins.
const PageBreak = "page-break"

// step is how far a step to the right is: as wide as the editor has it, in its pixels, and on paper in mm.
const (
	stepPixels = 40
	step       = 8.0
	mostSteps  = 6
)

var indented = regexp.MustCompile(`(?:^|;)\s*padding-left:\s*(\d{1,4})px`)

// Clean leaves of HTML what a letter is made of: paragraphs, headings, lists, emphasis and a few more, without attributes
// but for how far a paragraph stands to the right, and where a page ends.
func Clean(source string) (string, error) {
	nodes, err := parse(source)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, n := range nodes {
		if err := html.Render(&out, n); err != nil {
			return "", fmt.Errorf("write HTML: %w", err)
		}
	}
	return out.String(), nil
}

// deepest is how many elements may stand within each other: more than anybody writes, and little enough to walk through.
const deepest = 60

var errTooDeep = errors.New("elements stand too deep within each other")

// parse reads HTML into elements that are kept, and text. It reads from the first byte to the last and opens nothing again, as
// a browser would that mends what was left open: what comes out is never much more than what went in.
func parse(source string) ([]*html.Node, error) {
	t := tree{open: []*html.Node{{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}}}
	tokens := html.NewTokenizer(strings.NewReader(source))
	for {
		switch tokens.Next() {
		case html.TextToken:
			t.text(tokens.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			if slices.Contains(dropped, token.DataAtom) {
				skip(tokens, token)
				continue
			}
			t.start(token)
			if len(t.open) > deepest {
				return nil, errTooDeep
			}
		case html.EndTagToken:
			t.end(tokens.Token().DataAtom)
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return nil, fmt.Errorf("read HTML: %w", err)
			}
			return t.nodes(), nil
		}
	}
}

// skip reads on behind an element that is dropped.
func skip(tokens *html.Tokenizer, start html.Token) {
	if start.Type == html.SelfClosingTagToken && (start.DataAtom == atom.Svg || start.DataAtom == atom.Math) { // nowhere else does that end anything
		return
	}
	for depth := 1; depth > 0; {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.EndTagToken:
			if name, _ := tokens.TagName(); atom.Lookup(name) != start.DataAtom {
				continue
			}
			if kind == html.StartTagToken {
				depth++
			} else {
				depth--
			}
		}
	}
}

// tree is what has been read so far, and what is open in it, the outermost first.
type tree struct{ open []*html.Node }

func (t *tree) last() *html.Node { return t.open[len(t.open)-1] }

func (t *tree) nodes() []*html.Node {
	var nodes []*html.Node
	for n := range t.open[0].ChildNodes() {
		nodes = append(nodes, n)
	}
	for _, n := range nodes {
		t.open[0].RemoveChild(n)
	}
	return nodes
}

func (t *tree) text(text string) {
	t.last().AppendChild(&html.Node{Type: html.TextNode, Data: text})
}

// These stand for their elements where it is asked what is ended by what.
var (
	paragraphs = []atom.Atom{atom.P, atom.H1, atom.H2, atom.H3}
	lists      = []atom.Atom{atom.Ul, atom.Ol}
	holders    = []atom.Atom{atom.Ul, atom.Ol, atom.Li, atom.Blockquote} // of paragraphs
)

func (t *tree) start(token html.Token) {
	name := token.DataAtom
	if !slices.Contains(kept, name) {
		t.other(name)
		return
	}
	switch {
	case slices.Contains(paragraphs, name), slices.Contains(lists, name), name == atom.Blockquote, name == atom.Hr:
		t.close(paragraphs, holders)
	case name == atom.Li:
		t.close([]atom.Atom{atom.Li}, lists)
	}
	n := &html.Node{Type: html.ElementNode, Data: name.String(), DataAtom: name, Attr: attributes(token)}
	t.last().AppendChild(n)
	if name != atom.Br && name != atom.Hr {
		t.open = append(t.open, n)
	}
}

// other is an element of which its text alone is kept.
func (t *tree) other(name atom.Atom) {
	switch {
	case slices.Contains(apart, name):
		t.last().AppendChild(&html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br})
	case name == atom.Td || name == atom.Th:
		t.text(" ")
	}
}

func (t *tree) end(name atom.Atom) {
	switch {
	case !slices.Contains(kept, name):
	case slices.Contains(lists, name), name == atom.Blockquote:
		t.close([]atom.Atom{name}, nil)
	case name == atom.Li:
		t.close([]atom.Atom{name}, lists)
	case slices.Contains(paragraphs, name):
		t.close([]atom.Atom{name}, holders)
	default: // emphasis does not end what it stands in
		t.close([]atom.Atom{name}, slices.Concat(paragraphs, holders))
	}
}

// close ends the innermost open element of some names with all in it, unless another stands in its way.
func (t *tree) close(names, ways []atom.Atom) {
	for i := len(t.open) - 1; i > 0; i-- {
		switch name := t.open[i].DataAtom; {
		case slices.Contains(names, name):
			t.open = t.open[:i]
			return
		case slices.Contains(ways, name):
			return
		}
	}
}

func attributes(token html.Token) []html.Attribute {
	switch token.DataAtom {
	case atom.Hr:
		if attribute(token.Attr, "class") == PageBreak {
			return []html.Attribute{{Key: "class", Val: PageBreak}}
		}
	case atom.P, atom.H1, atom.H2, atom.H3:
		if steps := stepsOf(token.Attr); steps > 0 {
			return []html.Attribute{{Key: "style", Val: fmt.Sprintf("padding-left: %dpx;", steps*stepPixels)}}
		}
	}
	return nil
}

func attribute(attributes []html.Attribute, name string) string {
	for _, a := range attributes {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// stepsOf is how far an element stands to the right.
func stepsOf(attributes []html.Attribute) int {
	found := indented.FindStringSubmatch(attribute(attributes, "style"))
	if found == nil {
		return 0
	}
	pixels, _ := strconv.Atoi(found[1]) // of digits
	return min((pixels+stepPixels/2)/stepPixels, mostSteps)
}

// textOf is all that can be read of cleaned HTML.
func textOf(cleaned string) string {
	var text strings.Builder
	nodes, err := parse(cleaned)
	if err != nil {
		return ""
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		for child := range n.ChildNodes() {
			walk(child)
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	return text.String()
}
