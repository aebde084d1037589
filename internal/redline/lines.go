package redline

import (
	"slices"
	"strings"

	"znkr.io/diff"

	"jianbao/models"
)

// RowDiff is one row of a table.
type RowDiff struct {
	Kind   Kind // Same, Deleted or Inserted
	Header bool // heads the columns, now or before it went
	Cells  []CellDiff
}

// CellDiff is one cell of a table.
type CellDiff struct {
	Kind  Kind    // Same, Deleted or Inserted
	Spans [2]Span // before and after; equal where the cell is on one side only
	Text  []Segment
}

// Span is how many columns and rows a cell takes, at least one of each.
type Span struct{ Cols, Rows int }

// Changed reports whether the row differs.
func (r RowDiff) Changed() bool {
	return r.Kind != Same || slices.ContainsFunc(r.Cells, CellDiff.Changed)
}

// Changed reports whether the cell differs.
func (c CellDiff) Changed() bool {
	return c.Kind != Same || c.Spans[0] != c.Spans[1] || Changed(c.Text)
}

// line pairs two of a list: none where one side has nothing.
type line struct{ before, after int }

// pairLines aligns two lists in order: equal ones first, and between them the likest. Single ones that stand in the same place
// are the same one, whatever it says now.
func pairLines(before, after []string) []line {
	var out []line
	i, j := 0, 0
	var gone, come []int
	flush := func() {
		out = append(out, pairGap(before, after, gone, come)...)
		gone, come = nil, nil
	}
	for _, e := range diff.Edits(before, after) {
		switch e.Op {
		case diff.Match:
			flush()
			out = append(out, line{i, j})
			i, j = i+1, j+1
		case diff.Delete:
			gone = append(gone, i)
			i++
		case diff.Insert:
			come = append(come, j)
			j++
		}
	}
	flush()
	return out
}

// widestGap bounds the comparison of every line of a gap with every other: the product of how many stand on either side.
const widestGap = 2500

// pairGap pairs the lines between two equal ones.
func pairGap(before, after []string, gone, come []int) []line {
	if len(gone) == len(come) && (len(gone) == 1 || len(gone)*len(come) > widestGap) {
		return pairInOrder(gone, come)
	}
	if len(gone)*len(come) > widestGap {
		return oneSided(gone, come)
	}
	like := make([][]float64, len(gone))
	for g, i := range gone {
		like[g] = make([]float64, len(come))
		for c, j := range come {
			like[g][c] = lineLikeness(before[i], after[j])
		}
	}
	return bestPairs(like, gone, come)
}

func pairInOrder(gone, come []int) []line {
	out := make([]line, len(gone))
	for k := range gone {
		out[k] = line{gone[k], come[k]}
	}
	return out
}

func oneSided(gone, come []int) []line {
	var out []line
	for _, i := range gone {
		out = append(out, line{i, none})
	}
	for _, j := range come {
		out = append(out, line{none, j})
	}
	return out
}

// leastLineAlike is the likeness from which two lines are the same one, edited.
const leastLineAlike = 0.4

// lineLikeness compares the characters of two lines, wherever they stand in them: a row whose figures all changed still has its
// name and its units.
func lineLikeness(a, b string) float64 {
	return characterGrams(a).likeness(characterGrams(b))
}

func characterGrams(s string) grams {
	var out grams
	for _, r := range s {
		out = append(out, uint64(r)) //nolint:gosec // a rune is never negative
	}
	slices.Sort(out)
	return out
}

// bestPairs finds the pairs, in order on both sides, that are most alike together.
func bestPairs(like [][]float64, gone, come []int) []line {
	best := make([][]float64, len(gone)+1) // of what begins at g and c
	for g := range best {
		best[g] = make([]float64, len(come)+1)
	}
	for g, row := range slices.Backward(like) {
		for c, likeness := range slices.Backward(row) {
			best[g][c] = max(best[g+1][c], best[g][c+1])
			if likeness >= leastLineAlike {
				best[g][c] = max(best[g][c], best[g+1][c+1]+likeness)
			}
		}
	}
	var out []line
	g, c := 0, 0
	for g < len(gone) && c < len(come) {
		switch {
		case like[g][c] >= leastLineAlike && best[g][c] == best[g+1][c+1]+like[g][c]:
			out = append(out, line{gone[g], come[c]})
			g, c = g+1, c+1
		case best[g][c] == best[g+1][c]:
			out = append(out, line{gone[g], none})
			g++
		default:
			out = append(out, line{none, come[c]})
			c++
		}
	}
	return append(out, oneSided(gone[g:], come[c:])...)
}

// items compares the items of two lists.
func (c comparison) items(before, after []models.Item) []ItemDiff {
	var out []ItemDiff
	for _, l := range pairLines(itemTexts(before), itemTexts(after)) {
		b, a := at(before, l.before), at(after, l.after)
		d := ItemDiff{Kind: kindOfLine(l), Level: [2]int{b.Level, a.Level}}
		if d.Kind != Same { // what stands on one side only has one level
			d.Level = [2]int{b.Level + a.Level, b.Level + a.Level}
		}
		d.Text = append(marker(b.Marker, a.Marker), compare(writeInlines(b.Inlines, c.was), writeInlines(a.Inlines, c.is))...)
		out = append(out, d)
	}
	return out
}

// at is the i-th of a list, or the zero value for none.
func at[T any](list []T, i int) (v T) {
	if i != none {
		v = list[i]
	}
	return v
}

func itemTexts(items []models.Item) []string {
	out := make([]string, len(items))
	for i, it := range items {
		out[i] = models.PlainText(it.Inlines)
	}
	return out
}

func kindOfLine(l line) Kind {
	switch {
	case l.before == none:
		return Inserted
	case l.after == none:
		return Deleted
	}
	return Same
}

// rows compares two tables: rows by what they say, columns by their place, or by their heads where there are more or fewer now.
func (c comparison) rows(before, after models.Block) []RowDiff {
	columns := columnsOf(before.Rows, after.Rows)
	var out []RowDiff
	for _, l := range pairLines(rowTexts(before.Rows), rowTexts(after.Rows)) {
		d := RowDiff{Kind: kindOfLine(l)}
		b, a := at(before.Rows, l.before), at(after.Rows, l.after)
		if d.Header = l.after < after.HeaderRows; l.after == none {
			d.Header = l.before < before.HeaderRows
		}
		for _, column := range cellLines(columns, len(b), len(a)) {
			d.Cells = append(d.Cells, c.cell(column, b, a))
		}
		out = append(out, d)
	}
	return out
}

func (c comparison) cell(l line, before, after []models.Cell) CellDiff {
	b, a := at(before, l.before), at(after, l.after)
	d := CellDiff{Kind: kindOfLine(l), Spans: [2]Span{spanOf(b), spanOf(a)}}
	if l.before == none {
		d.Spans[0] = d.Spans[1]
	}
	if l.after == none {
		d.Spans[1] = d.Spans[0]
	}
	d.Text = compare(writeInlines(b.Inlines, c.was), writeInlines(a.Inlines, c.is))
	return d
}

func spanOf(c models.Cell) Span { return Span{max(c.ColSpan, 1), max(c.RowSpan, 1)} }

func rowTexts(rows [][]models.Cell) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = strings.Join(cellTexts(row), "\t")
	}
	return out
}

func cellTexts(row []models.Cell) []string {
	out := make([]string, len(row))
	for i, c := range row {
		out[i] = models.PlainText(c.Inlines)
	}
	return out
}

// columnsOf pairs the columns of two tables with different numbers of them, by their heads; nil: by their place.
func columnsOf(before, after [][]models.Cell) []line {
	if len(before) == 0 || len(after) == 0 || len(before[0]) == len(after[0]) {
		return nil
	}
	return pairLines(cellTexts(before[0]), cellTexts(after[0]))
}

// cellLines pairs the cells of two rows: by columns where the rows are as wide as their tables, else by place.
func cellLines(columns []line, before, after int) []line {
	widthBefore, widthAfter := 0, 0
	for _, l := range columns {
		widthBefore, widthAfter = max(widthBefore, l.before+1), max(widthAfter, l.after+1)
	}
	if before == widthBefore && after == widthAfter {
		return columns
	}
	out := make([]line, max(before, after))
	for k := range out {
		out[k] = line{k, k}
		if k >= before {
			out[k].before = none
		}
		if k >= after {
			out[k].after = none
		}
	}
	return out
}
