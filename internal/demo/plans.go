package demo

import (
	"fmt"
	"math"
	"time"
)

// room is a rectangle on a floor, in metres from its north-west corner.
type room struct {
	name       string
	x, y, w, h float64
}

// opening is a door or a window in a wall: it begins at x, y and runs along the wall.
type opening struct {
	x, y, length float64
	upright      bool
	window       bool
}

type storey struct {
	name          string
	width, height float64
	rooms         []room
	openings      []opening
}

// plan is a floor plan on A3, a page a storey.
type plan struct {
	title   string
	to      addressee
	storeys []storey
}

const (
	perMetre = 20.0 // mm on paper: a scale of 1:50
	planX    = 40.0 // where the building begins on the sheet
	planY    = 34.0
)

func (l plan) write(at time.Time) ([]byte, error) {
	p := newPDFOf(l.title, at, "L", "A3")
	p.SetAutoPageBreak(false, 0)
	p.SetFooterFunc(nil) // the title block numbers the sheets
	for i, s := range l.storeys {
		p.AddPage()
		p.SetDrawColor(ink[0], ink[1], ink[2])
		s.draw(p)
		l.titleBlock(p, s, i+1, at)
	}
	return p.bytes()
}

func (s storey) draw(p *pdf) {
	p.SetFillColor(0xfa, 0xfb, 0xfa)
	for _, r := range s.rooms {
		x, y, w, h := planX+r.x*perMetre, planY+r.y*perMetre, r.w*perMetre, r.h*perMetre
		p.SetLineWidth(1.6)
		p.Rect(x, y, w, h, "FD")
		p.font("B", 10, ink)
		p.SetXY(x, y+h/2-5)
		p.CellFormat(w, 5, r.name, "", 2, "C", false, 0, "")
		p.font("", 8.5, grey)
		p.CellFormat(w, 4.5, fmt.Sprintf("%.1f m²", r.w*r.h), "", 0, "C", false, 0, "")
	}
	p.SetLineWidth(3)
	p.Rect(planX, planY, s.width*perMetre, s.height*perMetre, "D")
	for _, o := range s.openings {
		o.draw(p)
	}
	s.dimensions(p)
}

func (o opening) draw(p *pdf) {
	x, y, l := planX+o.x*perMetre, planY+o.y*perMetre, o.length*perMetre
	p.SetFillColor(255, 255, 255)
	w, h := l, 3.4
	if o.upright {
		w, h = h, w
		x -= 1.7
	} else {
		y -= 1.7
	}
	p.Rect(x, y, w, h, "F")
	p.SetLineWidth(0.3)
	if o.window {
		p.Rect(x, y, w, h, "D")
		if o.upright {
			p.Line(x+w/2, y, x+w/2, y+h)
		} else {
			p.Line(x, y+h/2, x+w, y+h/2)
		}
		return
	}
	// The door stands open; the arc is where it swings.
	if o.upright {
		p.Line(x+w/2, y, x+w/2+l, y)
		p.Arc(x+w/2, y, l, l, 0, 270, 360, "D")
	} else {
		p.Line(x, y+h/2, x, y+h/2+l)
		p.Arc(x, y+h/2, l, l, 0, 270, 360, "D")
	}
}

func (s storey) dimensions(p *pdf) {
	p.SetLineWidth(0.2)
	p.SetDrawColor(grey[0], grey[1], grey[2])
	p.font("", 8.5, grey)
	top, left := planY-12, planX-12
	p.Line(planX, top, planX+s.width*perMetre, top)
	p.Line(left, planY, left, planY+s.height*perMetre)
	for m := 0.0; m <= s.width; m++ {
		x := planX + m*perMetre
		p.Line(x-1, top+1, x+1, top-1)
	}
	for m := 0.0; m <= s.height; m++ {
		y := planY + m*perMetre
		p.Line(left-1, y+1, left+1, y-1)
	}
	p.SetXY(planX, top-7)
	p.CellFormat(s.width*perMetre, 5, fmt.Sprintf("%.2f m", s.width), "", 0, "C", false, 0, "")
	middle := planY + s.height*perMetre/2
	p.TransformBegin()
	p.TransformRotate(90, left-3, middle)
	p.Text(left-9, middle, fmt.Sprintf("%.2f m", s.height))
	p.TransformEnd()
}

func (l plan) titleBlock(p *pdf, s storey, sheet int, at time.Time) {
	const width, height = 110.0, 46.0
	sheetWidth, sheetHeight := p.GetPageSize()
	x, y := sheetWidth-14-width, sheetHeight-10-height
	p.SetDrawColor(ink[0], ink[1], ink[2])
	p.SetLineWidth(0.4)
	p.Rect(x, y, width, height, "D")
	p.SetXY(x+4, y+2)
	p.font("B", 13, accent)
	p.CellFormat(width-8, 7, FirmName, "", 2, "L", false, 0, "")
	p.font("B", 11, ink)
	p.CellFormat(width-8, 7, l.title, "", 2, "L", false, 0, "")
	p.SetX(x + 4)
	p.font("", 9, ink)
	p.MultiCell(width-8, 5, s.name+"\nFor "+l.to.name+"\n"+day(at)+", drawn by Daniel Finch", "", "L", false)
	p.SetXY(x+4, y+height-10)
	p.font("B", 10, ink)
	p.CellFormat(width-8, 7, fmt.Sprintf("1:50    Sheet %d of %d", sheet, len(l.storeys)), "", 0, "L", false, 0, "")
	north(p, x-24, y+height-16)
}

func north(p *pdf, x, y float64) {
	p.SetLineWidth(0.3)
	p.Circle(x, y, 10, "D")
	p.SetLineWidth(0.8)
	p.Line(x, y+8, x, y-8)
	for _, turn := range []float64{-0.5, 0.5} {
		p.Line(x, y-8, x+4*math.Sin(turn), y-8+4*math.Cos(turn))
	}
	p.font("B", 9, ink)
	p.SetXY(x-5, y-16)
	p.CellFormat(10, 5, "N", "", 0, "C", false, 0, "")
}

func door(x, y, length float64) opening { return opening{x: x, y: y, length: length} }
func sideDoor(x, y, length float64) opening {
	return opening{x: x, y: y, length: length, upright: true}
}
func window(x, y, length float64) opening     { return opening{x: x, y: y, length: length, window: true} }
func sideWindow(x, y, length float64) opening { return opening{x, y, length, true, true} }

// shopPlan is a bakery with living rooms above.
func shopPlan(title string, to addressee) plan {
	return plan{title: title, to: to, storeys: []storey{
		{"Ground floor", 15, 9, []room{
			{"Shop", 0, 0, 6.5, 5.5}, {"Counter", 6.5, 0, 2.5, 5.5}, {"Ovens", 9, 0, 6, 5.5},
			{"Store", 0, 5.5, 4, 3.5}, {"Office", 4, 5.5, 3.5, 3.5}, {"Stairs", 7.5, 5.5, 3, 3.5},
			{"Cold room", 10.5, 5.5, 4.5, 3.5},
		}, []opening{
			door(2.4, 0, 1.2), window(0.6, 0, 1.4), window(4.2, 0, 1.8), window(10.5, 0, 3),
			sideDoor(6.5, 3.4, 0.9), sideDoor(9, 3.4, 0.9), door(1.5, 5.5, 0.9), door(4.8, 5.5, 0.9), door(12.4, 5.5, 1.1),
			sideDoor(7.5, 5.9, 0.9), window(4.8, 9, 1.6), sideWindow(0, 1.6, 2),
		}},
		{"First floor", 15, 9, []room{
			{"Living room", 0, 0, 6.5, 5.5}, {"Kitchen", 6.5, 0, 4, 5.5}, {"Bedroom", 10.5, 0, 4.5, 5.5},
			{"Bedroom", 0, 5.5, 4, 3.5}, {"Bath", 4, 5.5, 3.5, 3.5}, {"Landing", 7.5, 5.5, 3, 3.5},
			{"Study", 10.5, 5.5, 4.5, 3.5},
		}, []opening{
			window(1.2, 0, 1.6), window(4, 0, 1.6), window(7.6, 0, 1.6), window(12, 0, 1.6),
			door(2.6, 5.5, 0.9), door(5.2, 5.5, 0.9), door(8.2, 5.5, 0.9), sideDoor(10.5, 5.9, 0.9), sideDoor(10.5, 3.8, 0.9),
			window(1.2, 9, 1.6), window(12, 9, 1.6), sideWindow(15, 2, 1.6),
		}},
	}}
}

// workshopPlan is a hall with offices above its one end.
func workshopPlan(title string, to addressee) plan {
	return plan{title: title, to: to, storeys: []storey{
		{"Ground floor", 15.5, 9.5, []room{
			{"Machine hall", 0, 0, 10, 6.5}, {"Spraying", 10, 0, 5.5, 4}, {"Timber store", 0, 6.5, 10, 3},
			{"Changing", 10, 4, 2.8, 2.5}, {"Plant", 12.8, 4, 2.7, 2.5}, {"Entrance", 10, 6.5, 5.5, 3},
		}, []opening{
			window(3.5, 0, 3), window(12, 0, 2), sideWindow(0, 2, 2.4), sideWindow(15.5, 7.4, 1.4),
			sideDoor(0, 7.2, 1.8), sideDoor(10, 2.2, 1.1), door(4, 6.5, 1.1), door(10.8, 6.5, 0.9), door(13.2, 6.5, 0.9),
		}},
		{"Gallery", 15.5, 9.5, []room{
			{"Open to below", 0, 0, 10, 9.5}, {"Drawing office", 10, 0, 5.5, 4.5}, {"Kitchen", 10, 4.5, 2.6, 2},
			{"WC", 12.6, 4.5, 2.9, 2}, {"Landing", 10, 6.5, 5.5, 3},
		}, []opening{
			window(11.5, 0, 2.4), sideWindow(15.5, 1.2, 2), door(11, 6.5, 0.8), door(13.4, 6.5, 0.8),
		}},
	}}
}
