package docx

import (
	"cmp"
	"slices"

	"jianbao/internal/typeset"
)

const (
	cellSide = 4 // points at the sides of a cell
	cellTop  = 2 // above and below
	cellRule = 0.5
)

// table writes a table with the columns that the pages give it.
func (w *flow) table(t *typeset.Table) {
	m := w.m
	columns := w.columns(t)
	m.put(`<w:tbl><w:tblPr><w:tblW`, numAttr("w", total(columns)), ` w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		m.put("<w:", side, ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
	}
	m.put(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>`)
	for _, s := range []struct {
		side  string
		width typeset.Points
	}{{"top", cellTop}, {"left", cellSide}, {"bottom", cellTop - cellRule}, {"right", cellSide}} {
		m.put("<w:", s.side, numAttr("w", twips(s.width)), ` w:type="dxa"/>`)
	}
	m.put(`</w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, c := range columns {
		m.put("<w:gridCol", numAttr("w", c), "/>")
	}
	m.put("</w:tblGrid>")
	for r := range t.Rows {
		w.row(t, r, columns)
	}
	m.put("</w:tbl>")
}

// columns are the widths of the columns; each edge is rounded, so that the table stays as wide as the measure.
func (w *flow) columns(t *typeset.Table) []int {
	var out []int
	var at typeset.Points
	edge := 0
	for _, c := range w.pages.Grid(t) {
		at += c
		next := max(twips(at), edge+1)
		out = append(out, next-edge)
		edge = next
	}
	return out
}

func total(columns []int) (n int) {
	for _, c := range columns {
		n += c
	}
	return n
}

// row writes a row with what goes on in it from rows above.
func (w *flow) row(t *typeset.Table, r int, columns []int) {
	m, row := w.m, t.Rows[r]
	m.put("<w:tr><w:trPr><w:cantSplit/>")
	if row.Height > 0 {
		m.put("<w:trHeight", numAttr("val", twips(row.Height)), ` w:hRule="atLeast"/>`)
	}
	m.flag(r < t.Header, "tblHeader")
	m.put("</w:trPr>")
	for _, c := range cellsOf(t, r) {
		w.cell(c, columns)
	}
	m.put("</w:tr>")
}

// standing is a cell in a row: its own, or one that goes on from above.
type standing struct {
	*typeset.Cell
	goesOn bool
	keep   bool // its row stays with the next
}

// cellsOf are the cells that stand in a row, from left to right.
func cellsOf(t *typeset.Table, r int) []standing {
	var out []standing
	keep := r < t.Header && r < len(t.Rows)-1
	for from := range r + 1 {
		for _, c := range t.Rows[from].Cells {
			if from == r || from+c.RowSpan > r {
				out = append(out, standing{c, from < r, keep})
				keep = keep || from+c.RowSpan > r+1
			}
		}
	}
	for i := range out {
		out[i].keep = keep
	}
	slices.SortStableFunc(out, func(a, b standing) int { return cmp.Compare(a.Column, b.Column) })
	return out
}

func (w *flow) cell(c standing, columns []int) {
	m := w.m
	span := min(c.ColSpan, len(columns)-c.Column)
	m.put("<w:tc><w:tcPr><w:tcW", numAttr("w", total(columns[c.Column:c.Column+span])), ` w:type="dxa"/>`)
	if span > 1 {
		m.num("gridSpan", span)
	}
	switch {
	case c.goesOn:
		m.put("<w:vMerge/>")
	case c.RowSpan > 1:
		m.val("vMerge", "restart")
	}
	m.put(`<w:vAlign w:val="center"/></w:tcPr>`)
	paras := c.Paras
	if c.goesOn || len(paras) == 0 {
		paras = []*typeset.Para{{Style: typeset.StyleCell}}
	}
	for _, p := range paras {
		kept := *p
		kept.Keep = kept.Keep || c.keep
		w.para(m, &kept, around{})
	}
	m.put("</w:tc>")
}
