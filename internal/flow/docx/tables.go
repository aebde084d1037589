package docx

import (
	"slices"

	"jianbao/internal/flow"
)

const maxColumns = 63 // of a table in Word; whatever claims to be wider is taken for so wide

// grid is a table as it is put together.
type grid struct {
	*story
	table flow.Table
	open  map[int]spot // cells that go on below, by column
	body  bool         // a row that is no header was seen
}

// spot is a cell of the table: cells move while rows grow, so it is found by numbers.
type spot struct{ row, cell, span int }

func (s *story) readTable(n *node, in *sink) {
	around := s.table
	if st := s.styles.byID[n.child("w:tblPr", "w:tblStyle").val()]; st != nil {
		s.table = st.look
	}
	g := &grid{story: s, open: map[int]spot{}}
	for _, row := range unwrapped(n.kids, "w:tr") {
		g.row(row)
	}
	s.table = around
	if len(g.table.Rows) > 0 && s.err == nil {
		in.items = append(in.items, flow.Item{Table: &g.table})
	}
}

// unwrapped are the elements of a name among nodes and in the wrappers among them.
func unwrapped(nodes []*node, name string) []*node {
	var found []*node
	for _, n := range nodes {
		switch n.name {
		case name:
			found = append(found, n)
		case "mc:AlternateContent":
			found = append(found, unwrapped(chosen(n), name)...)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo":
			found = append(found, unwrapped(n.kids, name)...)
		}
	}
	return found
}

// row reads a row, unless it is deleted or hidden.
func (g *grid) row(n *node) {
	trPr := n.child("w:trPr")
	if trPr.child("w:del") != nil {
		g.tally.Omit(flow.Deletion, plain(n))
		return
	}
	if h := trPr.child("w:hidden"); h != nil && on(h.val()) {
		g.tally.Omit(flow.Hidden, plain(n))
		return
	}
	g.table.Rows = append(g.table.Rows, []flow.Cell{})
	column := g.gap(trPr.child("w:gridBefore"), 0)
	for _, cell := range unwrapped(n.kids, "w:tc") {
		if g.err != nil {
			return
		}
		column = g.cell(cell, column)
	}
	g.gap(trPr.child("w:gridAfter"), column)
	g.header(trPr.child("w:tblHeader"))
}

// header counts the header rows: those without a break at the top.
func (g *grid) header(mark *node) {
	if mark == nil || !on(mark.val()) {
		g.body = true
	}
	if !g.body {
		g.table.HeaderRows++
	}
}

// gap puts an empty cell where a row is indented or ends early, so that the columns stay below one another.
func (g *grid) gap(n *node, column int) int {
	span := number(n.val(), 0, maxColumns)
	if span > 0 && !g.fail(g.tally.Cell()) {
		g.add(flow.Cell{ColSpan: span, RowSpan: 1})
		delete(g.open, column)
	}
	return column + span
}

func (g *grid) add(c flow.Cell) {
	last := len(g.table.Rows) - 1
	g.table.Rows[last] = append(g.table.Rows[last], c)
}

// cell reads a cell that begins at a column, and returns where the next one begins.
func (g *grid) cell(n *node, column int) int {
	if g.fail(g.tally.Cell()) {
		return column
	}
	tcPr := n.child("w:tcPr")
	if tcPr.child("w:cellDel") != nil {
		g.tally.Omit(flow.Deletion, plain(n))
		return column
	}
	in := &sink{}
	g.blocks(n.kids, in)
	g.flush(in)
	paragraphs := paragraphsOf(in.items)
	span := number(tcPr.child("w:gridSpan").val(), 1, maxColumns)
	merge := tcPr.child("w:vMerge")
	above, goesOn := g.open[column]
	switch {
	case tcPr.child("w:hMerge").val() == "continue" && g.widen(paragraphs, span):
	case merge != nil && merge.val() != "restart" && goesOn && above.span == span:
		g.lengthen(above, paragraphs)
	default:
		g.add(flow.Cell{Paragraphs: paragraphs, ColSpan: span, RowSpan: 1})
		delete(g.open, column)
		if merge != nil {
			row := len(g.table.Rows) - 1
			g.open[column] = spot{row, len(g.table.Rows[row]) - 1, span}
		}
	}
	return column + span
}

// lengthen lets a cell go on for one more row. What a program left in the covered cell is text too.
func (g *grid) lengthen(at spot, paragraphs []flow.Paragraph) {
	c := &g.table.Rows[at.row][at.cell]
	c.RowSpan++
	c.Paragraphs = append(c.Paragraphs, slices.DeleteFunc(paragraphs, invisible)...)
}

// widen lets the cell before go on to the right, as files of old versions say it.
func (g *grid) widen(paragraphs []flow.Paragraph, span int) bool {
	row := g.table.Rows[len(g.table.Rows)-1]
	if len(row) == 0 {
		return false
	}
	c := &row[len(row)-1]
	c.ColSpan += span
	c.Paragraphs = append(c.Paragraphs, slices.DeleteFunc(paragraphs, invisible)...)
	return true
}
