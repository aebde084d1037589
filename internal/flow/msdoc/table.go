package msdoc

import (
	"slices"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// tableBuilder puts the rows of a table together as their cells come.
type tableBuilder struct {
	tally *gather.Tally
	cell  []flow.Paragraph
	row   [][]flow.Paragraph
	rows  []rawRow
}

// rawRow is a row before cells were merged.
type rawRow struct {
	cells [][]flow.Paragraph
	shape rowShape
}

// add takes a paragraph of the table; closes says that a cell, or a whole row, ends with it. The mark at the end of a row is no text.
func (b *tableBuilder) add(p flow.Paragraph, l layout, closes bool) error {
	rowEnds := closes && l.rowEnd
	if gather.Visible(p) || !rowEnds && l.depth <= 1 { // tables within tables end their cells and rows by blank paragraphs
		if err := b.tally.Paragraph(p); err != nil {
			return err
		}
		b.cell = append(b.cell, p)
	}
	if rowEnds {
		return b.endRow(l.row)
	}
	if closes {
		return b.endCell()
	}
	return nil
}

func (b *tableBuilder) endCell() error {
	b.row = append(b.row, b.cell)
	b.cell = nil
	return b.tally.Cell()
}

func (b *tableBuilder) endRow(shape *rowShape) error {
	if len(b.cell) > 0 {
		if err := b.endCell(); err != nil {
			return err
		}
	}
	if len(b.row) > 0 {
		row := rawRow{b.row, *shape.clone()}
		if !row.fits() { // nobody asks for the shape, and that of thousands of cells may stand behind every row
			row.shape.edges, row.shape.flags = nil, nil
		}
		b.rows = append(b.rows, row)
		b.row = nil
	}
	return nil
}

// finish merges cells and hands over the table; nil where there was no cell.
func (b *tableBuilder) finish() (*flow.Table, error) {
	if err := b.endRow(nil); err != nil || len(b.rows) == 0 {
		return nil, err
	}
	edges := b.edges()
	t := &flow.Table{Rows: make([][]flow.Cell, len(b.rows))}
	above := map[int]owner{} // the cells that may reach down into the next row, by their column
	for i, row := range b.rows {
		if row.shape.header && t.HeaderRows == i {
			t.HeaderRows++
		}
		above = addRow(t, i, row, edges, above)
	}
	return t, nil
}

// slack is how far apart two edges may be and still be one, in twentieths of a point.
const slack = 20

// edges are the places of all edges of columns.
func (b *tableBuilder) edges() []int {
	var all []int
	for _, row := range b.rows {
		if row.fits() {
			all = append(all, row.shape.edges...)
		}
	}
	slices.Sort(all)
	out := all[:0]
	for _, e := range all {
		if len(out) == 0 || e-out[len(out)-1] > slack {
			out = append(out, e)
		}
	}
	return out
}

// fits tells a row whose description is about as many cells as it has.
func (r rawRow) fits() bool { return len(r.shape.flags) == len(r.cells) }

func (r rawRow) flag(i int) uint16 {
	if r.fits() {
		return r.shape.flags[i]
	}
	return 0
}

// columns are the first column of cell i and the one behind its last.
func (r rawRow) columns(i int, edges []int) (from, to int) {
	if !r.fits() {
		return i, i + 1
	}
	from = column(edges, r.shape.edges[i])
	return from, max(column(edges, r.shape.edges[i+1]), from+1)
}

// column is the last edge that is not right of the place.
func column(edges []int, at int) int {
	i, found := slices.BinarySearch(edges, at)
	if !found {
		i--
	}
	return i
}

// addRow adds a row to the table: cells merged to the left or upwards go into the one that covers them, with their text if there is
// any. The cells that may reach further down are handed on by their column.
func addRow(t *flow.Table, i int, row rawRow, edges []int, above map[int]owner) map[int]owner {
	below := map[int]owner{}
	cells := make([]flow.Cell, 0, len(row.cells))
	var cover *flow.Cell // the cell that one merged to the left would belong to
	for k, paragraphs := range row.cells {
		from, to := row.columns(k, edges)
		down := row.flag(k) >> downShift & mergeMask
		upper, reaches := above[from]
		switch {
		case row.flag(k)&mergeMask == mergedLeft && cover != nil:
			if k > 0 && cover == lastOf(cells) {
				cover.ColSpan += to - from
			}
			cover.Paragraphs = append(cover.Paragraphs, visible(paragraphs)...)
			continue
		case down == mergedUp && reaches:
			cover = upper.cell
			cover.RowSpan = i - upper.row + 1
			cover.Paragraphs = append(cover.Paragraphs, visible(paragraphs)...)
			below[from] = upper
			continue
		}
		cells = append(cells, flow.Cell{Paragraphs: paragraphs, ColSpan: to - from, RowSpan: 1})
		cover = lastOf(cells)
		if down != 0 {
			below[from] = owner{i, cover}
		}
	}
	t.Rows[i] = cells
	return below
}

// owner is a cell that covers others below it.
type owner struct {
	row  int
	cell *flow.Cell
}

func lastOf(cells []flow.Cell) *flow.Cell {
	if len(cells) == 0 {
		return nil
	}
	return &cells[len(cells)-1]
}

func visible(all []flow.Paragraph) []flow.Paragraph {
	return slices.DeleteFunc(slices.Clone(all), func(p flow.Paragraph) bool { return !gather.Visible(p) })
}
