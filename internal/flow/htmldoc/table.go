package htmldoc

import (
	"strconv"

	"golang.org/x/net/html"

	"jianbao/internal/flow"
)

// table is one while it is read.
type table struct {
	rows   [][]*cell
	heads  int  // rows of thead
	inHead bool // the row that comes is one of them
}

// cell is one while it is read. What is in it may turn out to be a table.
type cell struct {
	sink
	colSpan, rowSpan int
	head             bool
}

func (r *reader) beginTable(f *frame) {
	t := &table{}
	f.table, f.list, f.align, f.outline = t, nil, flow.Start, 0
	f.close = func() error {
		t.finish(r)
		return nil
	}
}

func (t *table) beginRow() {
	t.rows = append(t.rows, nil)
	if t.inHead && t.heads == len(t.rows)-1 {
		t.heads++
	}
}

// maxSpan is the most columns a cell may cover, as in browsers.
const maxSpan = 1000

func (r *reader) beginCell(f *frame, t html.Token) error {
	if f.table == nil {
		return nil
	}
	if err := r.tally.Cell(); err != nil {
		return err
	}
	if len(f.table.rows) == 0 {
		f.table.beginRow()
	}
	c := &cell{colSpan: span(t, "colspan", 1), rowSpan: span(t, "rowspan", 0), head: t.Data == "th"}
	row := &f.table.rows[len(f.table.rows)-1]
	*row = append(*row, c)
	r.sinks = append(r.sinks, &c.sink)
	f.close = func() error {
		r.sinks = r.sinks[:len(r.sinks)-1]
		return nil
	}
	return nil
}

// span reads a number of rows or columns; 0 rows reach to the end of the table.
func span(t html.Token, name string, least int) int {
	n, err := strconv.Atoi(attribute(t, name))
	if err != nil || n < least {
		return 1
	}
	return min(n, maxSpan)
}

// finish hands over the table. One that holds others, or a single cell, is there for the layout only: what is in it comes in order.
func (t *table) finish(r *reader) {
	var rows [][]*cell
	heads := 0
	for i, row := range t.rows {
		if len(row) == 0 {
			continue // rows that nothing stands in, as authors leave them between others
		}
		rows = append(rows, row)
		if i < t.heads {
			heads++
		}
	}
	t.rows, t.heads = rows, heads
	switch {
	case len(rows) == 0:
	case t.forLayout():
		for _, row := range rows {
			for _, c := range row {
				for _, item := range c.items {
					r.emit(item)
				}
			}
		}
	default:
		r.emit(flow.Item{Table: t.table()})
	}
}

func (t *table) forLayout() bool {
	if len(t.rows) == 1 && len(t.rows[0]) == 1 {
		return true
	}
	for _, row := range t.rows {
		for _, c := range row {
			for _, item := range c.items {
				if item.Table != nil {
					return true
				}
			}
		}
	}
	return false
}

func (t *table) table() *flow.Table {
	out := &flow.Table{HeaderRows: t.headRows(), Rows: make([][]flow.Cell, len(t.rows))}
	for i, row := range t.rows {
		for _, c := range row {
			rows := min(c.rowSpan, len(t.rows)-i)
			if c.rowSpan == 0 {
				rows = len(t.rows) - i
			}
			cell := flow.Cell{ColSpan: c.colSpan, RowSpan: rows}
			for _, item := range c.items {
				cell.Paragraphs = append(cell.Paragraphs, *item.Paragraph)
			}
			out.Rows[i] = append(out.Rows[i], cell)
		}
	}
	return out
}

// headRows are those of thead, or else those of nothing but head cells.
func (t *table) headRows() int {
	if t.heads > 0 {
		return t.heads
	}
	n := 0
	for _, row := range t.rows {
		for _, c := range row {
			if !c.head {
				return n
			}
		}
		n++
	}
	return 0 // a table of nothing but heads has none
}
