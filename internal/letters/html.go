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

	"portico/internal/paper"
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

// block is what stands between two others: a paragraph, a heading, an item of a list, a rule or the end of a page.
type block struct {
	kind   atom.Atom // P, H1, H2, H3, Li, Hr; Body for the end of a page
	runs   []paper.Run
	steps  int
	marker string
	listed bool // in a list, and not its end: what follows is close
}

// reader makes blocks of cleaned HTML.
type reader struct {
	blocks []block
	open   *block
	style  paper.Style
	steps  int
	lists  []list
}

// list is one that is being read. next is the number of its next item; 0, where it has none.
type list struct{ next int }

var bullets = []string{"•", "◦", "▪"}

// read makes blocks of HTML.
func read(body string) ([]block, error) {
	nodes, err := parse(body)
	if err != nil {
		return nil, err
	}
	r := new(reader)
	for _, n := range nodes {
		r.node(n)
	}
	r.end()
	return r.blocks, nil
}

func (r *reader) node(n *html.Node) {
	if n.Type == html.TextNode {
		r.text(n.Data)
		return
	}
	switch n.DataAtom {
	case atom.Br:
		r.line()
	case atom.Hr:
		kind := atom.Hr
		if attribute(n.Attr, "class") == PageBreak {
			kind = atom.Body
		}
		r.end()
		r.blocks = append(r.blocks, block{kind: kind})
	case atom.P, atom.H1, atom.H2, atom.H3:
		r.block(n)
	case atom.Ul, atom.Ol:
		r.list(n)
	case atom.Li:
		r.item(n)
	case atom.Blockquote:
		r.end()
		r.steps++
		r.children(n)
		r.end()
		r.steps--
	default:
		before := r.style
		switch n.DataAtom {
		case atom.Strong, atom.B:
			r.style.Bold = true
		case atom.Em, atom.I:
			r.style.Italic = true
		case atom.U:
			r.style.Underline = true
		}
		r.children(n)
		r.style = before
	}
}

func (r *reader) children(n *html.Node) {
	for child := range n.ChildNodes() {
		r.node(child)
	}
}

func (r *reader) block(n *html.Node) {
	if r.open == nil || len(r.open.runs) > 0 || r.open.kind != atom.Li { // the first paragraph of an item is the item
		r.end()
		r.begin(n.DataAtom)
	}
	steps := stepsOf(n.Attr)
	r.open.steps += steps
	r.children(n)
	r.end()
}

func (r *reader) list(n *html.Node) {
	r.end()
	next := 0
	if n.DataAtom == atom.Ol {
		next = 1
	}
	r.lists = append(r.lists, list{next})
	r.steps++
	r.children(n)
	r.end()
	r.steps--
	r.lists = r.lists[:len(r.lists)-1]
	if n := len(r.blocks); n > 0 && len(r.lists) == 0 {
		r.blocks[n-1].listed = false
	}
}

func (r *reader) item(n *html.Node) {
	r.end()
	r.begin(atom.Li)
	switch depth := len(r.lists) - 1; {
	case depth < 0: // of no list
	case r.lists[depth].next > 0:
		r.open.marker = strconv.Itoa(r.lists[depth].next) + "."
		r.lists[depth].next++
	default:
		r.open.marker = bullets[min(depth, len(bullets)-1)]
	}
	r.children(n)
	r.end()
}

// begin opens a block.
func (r *reader) begin(kind atom.Atom) {
	r.open = &block{kind: kind, steps: r.steps}
}

// end closes the block that is open. A paragraph without text is a blank line.
func (r *reader) end() {
	if r.open == nil {
		return
	}
	b := *r.open
	r.open = nil
	if n := len(b.runs); n > 0 && strings.HasSuffix(b.runs[n-1].Text, "\n") { // browsers do not show it either
		b.runs[n-1].Text = strings.TrimSuffix(b.runs[n-1].Text, "\n")
	}
	b.listed = len(r.lists) > 0
	r.blocks = append(r.blocks, b)
}

// text adds words. White space between blocks is none.
func (r *reader) text(text string) {
	text = collapse(text)
	if r.open == nil {
		if text = strings.TrimLeft(text, " "); text == "" {
			return
		}
		r.begin(atom.P)
	}
	r.open.runs = append(r.open.runs, paper.Run{Text: text, Style: r.style})
}

// line ends a line; between blocks there is none to end.
func (r *reader) line() {
	if r.open != nil {
		r.open.runs = append(r.open.runs, paper.Run{Text: "\n", Style: r.style})
	}
}

// collapse makes every run of white space one blank, as browsers do; a space that holds words together stays.
func collapse(text string) string {
	var out strings.Builder
	space := false
	for _, r := range text {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			space = true
			continue
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		out.WriteRune(r)
	}
	if space {
		out.WriteByte(' ')
	}
	return out.String()
}
