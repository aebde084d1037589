package typeset

// grid finds the place of every cell of a table whose cells span rows and columns, as HTML does.
type grid struct {
	rows  int
	taken []map[int]bool
	wide  int
}

func (g *grid) row(r int) map[int]bool {
	for len(g.taken) <= r {
		g.taken = append(g.taken, make(map[int]bool))
	}
	return g.taken[r]
}

// take gives a cell the first free column of a row and marks what it covers. Spans are cut where they leave the table or meet a cell.
func (g *grid) take(r int, c *Cell) int {
	at := 0
	for g.row(r)[at] {
		at++
	}
	c.RowSpan = min(c.RowSpan, g.rows-r)
	c.ColSpan = min(c.ColSpan, mostColumns)
	for k := 1; k < c.ColSpan; k++ {
		if g.row(r)[at+k] {
			c.ColSpan = k
		}
	}
	for y := r; y < r+c.RowSpan; y++ {
		for x := at; x < at+c.ColSpan; x++ {
			g.row(y)[x] = true
		}
	}
	g.wide = max(g.wide, at+c.ColSpan)
	return at
}

// mostColumns bounds how many columns one cell may cover.
const mostColumns = 200

// complete fills places that no cell takes with empty cells.
func (g *grid) complete(t *Table) {
	for r := range t.Rows {
		for x := range g.wide {
			if !g.row(r)[x] {
				t.Rows[r].Cells = append(t.Rows[r].Cells, &Cell{Column: x, ColSpan: 1, RowSpan: 1, Paras: []*Para{{Style: StyleCell}}})
			}
		}
	}
}
