package manuscript

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// grid is a table found among the lines: its rows of cells, its caption, and the drawn lines between.
type grid struct {
	lines   []*line // those of the rows first, then the drawn ones
	rows    [][]Span
	caption []Span
	known   *knownTable // of a file that knows its tables, instead of lines and rows
}

type ruling int

const (
	noRuling ruling = iota
	bars            // │ or |
	tabs
	gaps // two blanks or a full-width one
)

const barRunes = "│┃║|｜┆┊"

var (
	captionForm = regexp.MustCompile(`^(?:附?表|图表)[0-9` + han + `]{1,3}(?:[-—.][0-9]{1,2})?[:：.、]?`)
	captionWord = regexp.MustCompile(`(?:情况|一览|统计|明细|对照|分布|排名|汇总|进度)?表(?:\(.{1,12}\))?$`)
	unitForm    = regexp.MustCompile(`^\(?(?:计量)?单位:.{1,16}\)?$`)
)

// takeTables replaces the lines of each table by one line that holds its grid.
func (r *reader) takeTables() {
	var kept []*line
	for i := 0; i < len(r.lines); {
		g, next := r.tableAt(i)
		if g == nil {
			kept = append(kept, r.lines[i:next]...)
			i = next
			continue
		}
		first := r.lines[i]
		kept = r.takeCaption(g, kept)
		kept = append(kept, &line{Span: Span{first.Start, r.lines[next-1].End}, no: first.no, at: first.at, gap: first.gap, grid: g, mark: mark{rest: first.Span}, hint: first.hint})
		i = next
	}
	r.lines = kept
}

// tableAt reads the lines from i that could be a table, and returns the line after them.
func (r *reader) tableAt(i int) (*grid, int) {
	g := &grid{}
	kind, j := noRuling, i
	var rules []*line
	for ; j < len(r.lines); j++ {
		l := r.lines[j]
		if !r.mayBeRow(l, j == i) {
			break
		}
		if kind <= bars && isTableRule(r.lineText(l)) && (j > i || r.opensTable(i)) {
			rules, kind = append(rules, l), bars
			continue
		}
		cells, ruled := r.cells(l)
		if ruled == noRuling || kind != noRuling && ruled != kind || ruled == gaps && !r.gapRow(g, cells, l) {
			break
		}
		kind = ruled
		g.rows, g.lines = append(g.rows, cells), append(g.lines, l)
	}
	if !r.isTable(g, kind) {
		return nil, max(j, i+1)
	}
	g.lines = append(g.lines, rules...)
	g.even()
	return g, j
}

// mayBeRow leaves out what a person set otherwise, and what stands apart from the row above.
func (r *reader) mayBeRow(l *line, first bool) bool {
	role := r.dec.role(l)
	return l.grid == nil && l.picture() == 0 && (role == "" && r.known == nil || role == RoleTable) && (first || l.gap <= 1 && r.dec.bound(l) != Separate)
}

// gapRow asks of a row told by blanks that its cells are brief and as many as those of the first row.
func (r *reader) gapRow(g *grid, cells []Span, l *line) bool {
	if r.dec.role(l) == RoleTable {
		return true
	}
	brief := !slices.ContainsFunc(cells, func(s Span) bool { return width(r.slice(s)) > 40 })
	return brief && (len(g.rows) == 0 || len(g.rows[0]) == len(cells))
}

// opensTable tells the upper border of a table from a separator line: a row with bars follows.
func (r *reader) opensTable(i int) bool {
	return i+1 < len(r.lines) && strings.ContainsAny(r.lineText(r.lines[i+1]), barRunes)
}

func isTableRule(s string) bool {
	joints, strokes := 0, 0
	for _, c := range s {
		switch {
		case c >= '─' && c <= '╿' && !strings.ContainsRune("│┃║", c), strings.ContainsRune("-=－—", c):
			strokes++
		case strings.ContainsRune("+:"+barRunes, c):
			joints++
		case !unicode.IsSpace(c):
			return false
		}
	}
	return strokes >= 3
}

// cells splits a line into cells by the strongest ruling it has.
func (r *reader) cells(l *line) ([]Span, ruling) {
	text := r.lineText(l)
	forced := r.dec.role(l) == RoleTable
	if strings.ContainsAny(text, barRunes) {
		return barCells(r.text, l.Span), bars
	}
	if strings.Contains(text, "\t") {
		return tabCells(r.text, l.Span), tabs
	}
	if forced || l.width < widest && !isSentence(text) && strings.ContainsAny(text, " 　") {
		if c := gapCells(r.text, l.Span); len(c) > 1 || forced {
			return c, gaps
		}
	}
	return nil, noRuling
}

func barCells(text string, s Span) []Span {
	var out []Span
	start, bounded := s.Start, false
	for i, c := range text[s.Start:s.End] {
		if i += s.Start; strings.ContainsRune(barRunes, c) {
			if i > s.Start {
				out = append(out, trim(text, Span{start, i}))
			}
			start, bounded = i+utf8.RuneLen(c), i+utf8.RuneLen(c) == s.End
		}
	}
	if !bounded {
		out = append(out, trim(text, Span{start, s.End}))
	}
	return out
}

// tabCells splits at each tab.
func tabCells(text string, s Span) []Span {
	var out []Span
	start := s.Start
	for i := s.Start; i < s.End; i++ {
		if text[i] != '\t' {
			continue
		}
		out = append(out, trim(text, Span{start, i}))
		start = i + 1
	}
	return append(out, trim(text, Span{start, s.End}))
}

// gapCells splits at blanks of two columns or more.
func gapCells(text string, s Span) []Span {
	var out []Span
	start, blank := s.Start, 0
	for i, c := range text[s.Start:s.End] {
		i += s.Start
		switch {
		case unicode.IsSpace(c):
			if blank == 0 {
				out = append(out, Span{start, i})
			}
			blank += columns(c)
		case blank >= 2:
			start, blank = i, 0
		case blank > 0:
			start, blank = out[len(out)-1].Start, 0
			out = out[:len(out)-1]
		}
	}
	return append(out, Span{start, s.End})
}

// isTable asks for two rows of two cells with bars or tabs; rows told by blanks must agree in their number of cells and be
// brief: two rows of three or more cells, or three rows of two.
func (r *reader) isTable(g *grid, kind ruling) bool {
	n := len(g.rows)
	if n == 0 {
		return false
	}
	if slices.ContainsFunc(g.lines, func(l *line) bool { return r.dec.role(l) == RoleTable }) {
		return true
	}
	widestRow := len(slices.MaxFunc(g.rows, func(a, b []Span) int { return len(a) - len(b) }))
	if n < 2 || widestRow < 2 {
		return false
	}
	if kind != gaps {
		return kind == bars || r.tabbed(g, widestRow)
	}
	return widestRow >= 3 || n >= 3
}

// tabbed asks that most rows have the same number of cells, so that a stray tab makes no table.
func (r *reader) tabbed(g *grid, widestRow int) bool {
	same := 0
	for _, row := range g.rows {
		if len(row) == widestRow {
			same++
		}
	}
	return same*2 >= len(g.rows)
}

// even takes out columns that are empty in every row (runs of tabs) and makes the rows equally long.
func (g *grid) even() {
	columns := 0
	for _, row := range g.rows {
		columns = max(columns, len(row))
	}
	used := make([]bool, columns)
	for _, row := range g.rows {
		for k, c := range row {
			used[k] = used[k] || c.Start < c.End
		}
	}
	for i, row := range g.rows {
		out := make([]Span, 0, columns)
		for k := range columns {
			switch {
			case !used[k]:
			case k < len(row):
				out = append(out, row[k])
			default:
				out = append(out, Span{})
			}
		}
		g.rows[i] = out
	}
}

// takeCaption moves the caption and the unit line above the table to it.
func (r *reader) takeCaption(g *grid, above []*line) []*line {
	n := len(above)
	if n > 0 && above[n-1].short() && unitForm.MatchString(above[n-1].f.s) && r.dec.role(above[n-1]) == "" {
		n--
	}
	if n == 0 {
		return above
	}
	l := above[n-1]
	text := r.lineText(l)
	caption := l.short() && l.width <= 100 && r.dec.role(l) == "" && !ended(text) &&
		(captionForm.MatchString(l.f.s) || captionWord.MatchString(l.f.s) && l.mark.fam == unmarked)
	if caption {
		n--
	} else if n == len(above) {
		return above
	}
	for _, c := range above[n:] {
		g.caption = append(g.caption, c.Span)
	}
	return above[:n]
}

// tableBlock makes the block of a grid; bars and rules become labels.
func (r *reader) tableBlock(g *grid) Block {
	b := Block{Kind: Table}
	r.knownRows(g.known, &b)
	for i, l := range g.lines {
		var used []Span
		if i < len(g.rows) {
			cells := make([]Cell, len(g.rows[i]))
			for k, s := range g.rows[i] {
				cells[k].Text = r.newText(s)
				if s.Start < s.End {
					used = append(used, s)
				}
			}
			b.Rows = append(b.Rows, cells)
		}
		r.label(l.Span, used...)
	}
	var words []string
	for _, s := range g.caption {
		words = append(words, r.slice(s))
	}
	b.Caption = r.newText(g.caption...)
	b.Caption.Value = strings.Join(words, " ")
	return b
}
