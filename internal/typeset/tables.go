package typeset

import "slices"

const (
	cellSide Points = 4 // blank at the sides of a cell
	cellTop  Points = 2 // above and below
	cellRule Points = 0.5
	leastCol Points = 24
	tableGap Points = 6
)

// table sets a table: rows that a cell spans are one, rows at its head stand again on every page.
func (l *layout) table(t *Table) []row {
	if len(t.Rows) == 0 {
		return nil
	}
	widths := t.columns(l)
	heights := l.rowHeights(t, widths)
	rows := make([]row, 0, len(t.Rows))
	for r := range t.Rows {
		rows = append(rows, l.tableRow(t, r, widths, heights))
	}
	head := t.head(rows, l.g.Depth()/3)
	spanned := t.spanned()
	room := l.g.Depth() - sum(heights[:len(head)])
	var out []row
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && spanned[to] {
			to++
		}
		band := banded(rows[from:to])
		if band.height > room {
			band = band.raised()
		}
		if from < len(head) {
			band.keep = true
		} else {
			band.header = head
		}
		out = append(out, band)
		from = to
	}
	out[0].before, out[len(out)-1].after = tableGap, tableGap
	return out
}

// head are the rows that are repeated: none where they are most of a page, or all of the table.
func (t *Table) head(rows []row, most Points) []row {
	n := min(t.Header, len(rows)-1)
	for spanned := t.spanned(); n > 0 && spanned[n]; {
		n--
	}
	if n <= 0 || height(rows[:n]) > most {
		return nil
	}
	return slices.Clone(rows[:n])
}

// spanned says of every row whether a cell reaches into it from the row above.
func (t *Table) spanned() []bool {
	out := make([]bool, len(t.Rows))
	for r, tr := range t.Rows {
		for _, c := range tr.Cells {
			for k := r + 1; k < min(r+c.RowSpan, len(out)); k++ {
				out[k] = true
			}
		}
	}
	return out
}

// Grid is how wide the columns of a table are printed, for whoever draws the same table elsewhere.
func (p *Pages) Grid(t *Table) []Points {
	l := layout{out: p, g: p.Paper.Geometry}
	return t.columns(&l)
}

// columns divides the measure: every column gets what its longest word needs and its part of the rest by how much it holds.
func (t *Table) columns(l *layout) []Points {
	n := 0
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			n = max(n, c.Column+c.ColSpan)
		}
	}
	if len(t.Widths) == n {
		return t.Widths
	}
	measure := l.g.Measure()
	want := make([]Points, n)
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.ColSpan > 1 {
				continue
			}
			for _, p := range c.Paras {
				w := width(l.out.Fonts.atoms(p.Runs, l.out.Paper.Styles[p.Style])) + 2*cellSide + 1
				want[c.Column] = max(want[c.Column], w)
			}
		}
	}
	total := Points(0)
	for i := range want {
		want[i] = min(max(want[i], leastCol), measure*3/5)
		total += want[i]
	}
	least := min(leastCol*3/2, measure/Points(max(n, 1)))
	return share(want, total, measure, least)
}

// share brings columns to the measure, none narrower than least.
func share(want []Points, total, measure, least Points) []Points {
	out := make([]Points, len(want))
	free, rest := measure, total
	for i, w := range want {
		if w*measure/total < least {
			out[i] = least
			free -= least
			rest -= w
		}
	}
	for i, w := range want {
		if out[i] == 0 {
			out[i] = w * free / rest
		}
	}
	return out
}

func sum(widths []Points) (w Points) {
	for _, x := range widths {
		w += x
	}
	return w
}

// cellRows are the lines of a cell.
func (l *layout) cellRows(c *Cell, widths []Points) []row {
	var out []row
	w := sum(widths[c.Column:min(c.Column+c.ColSpan, len(widths))])
	for _, p := range c.Paras {
		out = append(out, l.paragraph(p, cellSide, w-2*cellSide, c)...)
	}
	return out
}

func height(rows []row) (h Points) {
	for i, r := range rows {
		h += r.height
		if i > 0 {
			h += max(rows[i-1].after, r.before)
		}
	}
	return h
}

// rowHeights makes every row as high as its cells; a cell over several rows makes the last of them higher.
func (l *layout) rowHeights(t *Table, widths []Points) []Points {
	out := make([]Points, len(t.Rows))
	for _, spanning := range []bool{false, true} {
		for r, tr := range t.Rows {
			out[r] = max(out[r], tr.Height)
			for _, c := range tr.Cells {
				if (c.RowSpan > 1) != spanning {
					continue
				}
				end := min(r+c.RowSpan, len(out))
				if lack := height(l.cellRows(c, widths)) + 2*cellTop - sum(out[r:end]); lack > 0 {
					out[end-1] += lack
				}
			}
		}
	}
	return out
}

// tableRow draws one row: the cells that begin in it, with their rules.
func (l *layout) tableRow(t *Table, r int, widths, heights []Points) row {
	out := row{height: heights[r]}
	for _, c := range t.Rows[r].Cells {
		b := box{
			x: sum(widths[:c.Column]), width: sum(widths[c.Column:min(c.Column+c.ColSpan, len(widths))]),
			height: sum(heights[r:min(r+c.RowSpan, len(heights))]), lines: l.cellRows(c, widths),
		}
		y := (b.height - height(b.lines)) / 2
		for i, line := range b.lines {
			if i > 0 {
				y += max(b.lines[i-1].after, line.before)
			}
			for _, it := range line.items {
				if text, ok := it.(*Line); ok {
					text.Table = t
				}
			}
			b.tops = append(b.tops, y)
			y += line.height
		}
		out.boxes = append(out.boxes, b)
	}
	out.items, out.notes = items(out.boxes)
	return out
}
