package letters

import (
	"golang.org/x/net/html/atom"

	"portico/internal/paper"
)

// The sizes of letters in points, and the room around blocks in mm.
const (
	plain      = 10.0
	paragraph  = 2.8 // between paragraphs
	listed     = 1.0 // between the items of a list
	blank      = 4.0 // an empty paragraph
	beforeHead = 3.0
	farthest   = 10 // steps to the right: half of the paper is left to write on
)

var heads = map[atom.Atom]float64{atom.H1: 15, atom.H2: 12.5, atom.H3: 11}

// write puts a block on paper.
func (b block) write(p *paper.Paper) {
	switch {
	case b.kind == atom.Body:
		p.Break()
		return
	case b.kind == atom.Hr:
		p.Rule()
		return
	case len(b.runs) == 0 && b.marker == "":
		p.Space(blank)
		return
	}
	text := paper.Paragraph{Runs: b.runs, Points: plain, Indent: float64(min(b.steps, farthest)) * step, Marker: b.marker}
	after := paragraph
	if points, isHead := heads[b.kind]; isHead {
		text.Points, text.Keep = points, true
		text.Runs = emphasized(b.runs)
		p.Space(beforeHead)
		after = 1.5
	} else if b.listed {
		after = listed
	}
	p.Flow(text)
	p.Space(after)
}

// emphasized is a heading's text, which is bold.
func emphasized(runs []paper.Run) []paper.Run {
	bold := make([]paper.Run, len(runs))
	for i, run := range runs {
		run.Style.Bold = true
		bold[i] = run
	}
	return bold
}
