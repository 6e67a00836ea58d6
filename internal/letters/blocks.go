package letters

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"portico/internal/paper"
)

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
