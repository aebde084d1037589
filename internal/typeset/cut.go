package typeset

// box is a cell of a table in its row, with the lines that stand in it.
type box struct {
	x, y, width, height Points
	lines               []row
	tops                []Points // of lines, from the top of the row
}

// items are the lines and the rules of boxes.
func items(boxes []box) (out []Item, notes []*Note) {
	for _, b := range boxes {
		for i, line := range b.lines {
			for _, it := range line.items {
				out = append(out, moved(it, b.x, b.tops[i]))
			}
			notes = append(notes, line.notes...)
		}
		right, bottom := b.x+b.width, b.y+b.height
		for _, s := range []Stroke{
			{b.x, b.y, right, b.y, cellRule, Black},
			{b.x, bottom, right, bottom, cellRule, Black},
			{b.x, b.y, b.x, bottom, cellRule, Black},
			{right, b.y, right, bottom, cellRule, Black},
		} {
			out = append(out, &s)
		}
	}
	return out, notes
}

// leastCut is the height of a part of a row that is worth beginning on a page; more than a line, or dividing would never end.
const leastCut Points = 40

// cut divides a row of a table at a height. No line is divided: one that would be stands in the second part, which grows for it.
func (r row) cut(y Points) (top, rest row, divided bool) {
	if len(r.boxes) == 0 || y < leastCut || y >= r.height {
		return r, row{}, false
	}
	var upper, lower []box
	grown := Points(0)
	for _, b := range r.boxes {
		if b.y < y {
			grown = max(grown, b.grown(y))
		}
	}
	for _, b := range r.boxes {
		if b.y < y {
			upper = append(upper, b.above(y))
		}
		if b.y+b.height > y {
			lower = append(lower, b.below(y, grown))
		}
	}
	top = row{height: y, before: r.before, header: r.header, anchor: r.anchor, fresh: r.fresh, boxes: upper}
	rest = row{height: r.height - y + grown, after: r.after, keep: r.keep, header: r.header, boxes: lower}
	top.items, top.notes = items(upper)
	rest.items, rest.notes = items(lower)
	return top, rest, true
}

// split is the first line of a box that does not end above y.
func (b box) split(y Points) int {
	n := 0
	for n < len(b.lines) && b.tops[n]+b.lines[n].height <= y {
		n++
	}
	return n
}

// grown is by how much the lines that do not end above y need more room below it.
func (b box) grown(y Points) Points {
	if n := b.split(y); n < len(b.lines) {
		return max(cellTop-(b.tops[n]-y), 0)
	}
	return 0
}

func (b box) above(y Points) box {
	n := b.split(y)
	b.height = min(b.height, y-b.y)
	b.lines, b.tops = b.lines[:n], b.tops[:n]
	return b
}

// below is what stands below y, measured from there, in a row that has grown.
func (b box) below(y, grown Points) box {
	if b.y >= y {
		return b.lowered(grown - y)
	}
	n := b.split(y)
	b.lines, b.tops = b.lines[n:], b.tops[n:]
	b.height, b.y = b.y+b.height-y+grown, 0
	return b.raised()
}

func (b box) lowered(by Points) box {
	b.y += by
	tops := make([]Points, len(b.tops))
	for i, top := range b.tops {
		tops[i] = top + by
	}
	b.tops = tops
	return b
}

// banded makes one row of those that cells hold together.
func banded(rows []row) row {
	out := rows[0]
	out.boxes, out.height = nil, 0
	for _, r := range rows {
		for _, b := range r.boxes {
			out.boxes = append(out.boxes, b.lowered(out.height))
		}
		out.height += r.height
	}
	out.items, out.notes = items(out.boxes)
	return out
}

// raised is a row whose lines stand at the top of their cells: no page holds it, and its middle would be on another page.
func (r row) raised() row {
	boxes := make([]box, len(r.boxes))
	for i, b := range r.boxes {
		boxes[i] = b.raised()
	}
	r.boxes = boxes
	r.items, r.notes = items(boxes)
	return r
}

func (b box) raised() box {
	tops := make([]Points, len(b.lines))
	at := b.y + cellTop
	for i, line := range b.lines {
		if i > 0 {
			at += max(b.lines[i-1].after, line.before)
		}
		tops[i] = at
		at += line.height
	}
	b.tops = tops
	return b
}
