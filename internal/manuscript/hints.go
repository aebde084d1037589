package manuscript

import (
	"regexp"
	"slices"

	"jianbao/internal/flow"
)

// take gives each line what the file knows of it. Lines of tables, notes and pictures are no longer short, so that no pattern
// looks at them.
func (r *reader) take(p *projection) {
	if p == nil {
		return
	}
	d := r.doc
	d.Format, d.Pictures, d.Omitted, d.marks, d.refs = p.file.Format, p.file.Pictures, p.file.Omitted, p.marks, p.refs
	d.anchor()
	if p.file.Format == flow.Text {
		return
	}
	r.known = p
	for _, l := range r.lines {
		h := &p.hints[l.no-1]
		l.hint = h
		switch {
		case h.table != nil, h.note > 0, h.picture > 0:
			l.f, l.mark = folded{}, mark{rest: l.Span}
		case h.paragraph != nil:
			r.takeParagraph(l, h)
		}
	}
}

// aside is the indent, in columns, of a line that is centred or stands at the right.
const asideIndent = 12

func (r *reader) takeParagraph(l *line, h *hint) {
	l.indent = 0
	if h.paragraph.Align != flow.Start {
		l.indent = asideIndent
	}
	if l.at > 0 {
		return
	}
	l.page = l.page || h.paragraph.Page
	if h.marker.Start < h.marker.End {
		l.mark = r.autoMark(l, h.marker)
	}
}

// autoMark is the mark of a line with an automatic number: its marker is known, whatever the text after it looks like. One of no
// known family is that of a list.
func (r *reader) autoMark(l *line, marker Span) mark {
	sample := r.slice(marker) + " 某"
	m := readMark(sample, Span{0, len(sample)})
	fam, num := m.fam, m.num
	if fam == unmarked || fam == footMark || fam == bracket {
		fam, num = bullet, 0
	}
	return mark{fam: fam, num: num, head: marker, rest: trim(r.text, Span{marker.End, max(marker.End, l.End)})}
}

func (l *line) picture() int {
	if l.hint == nil {
		return 0
	}
	return l.hint.picture
}

// paragraph is what the file knows of the paragraph, or nothing.
func (l *line) paragraph() flow.Paragraph {
	if l.hint == nil || l.hint.paragraph == nil {
		return flow.Paragraph{}
	}
	return *l.hint.paragraph
}

// takeKnown takes off the lines what the file itself says they are: heads and feet of pages, entries of a contents list, notes and
// tables. What a person decided otherwise stays.
func (r *reader) takeKnown() {
	if r.known == nil {
		return
	}
	r.notes = map[int][]*line{}
	r.dropWhere(func(i int) string { return r.furniture(r.lines[i]) })
	r.lines = slices.DeleteFunc(r.lines, func(l *line) bool {
		n := l.hint.note
		switch {
		case n == 0:
		case r.dec.touches(l.no, 1, RoleFootnote):
			r.readAnew(l)
		default:
			r.notes[n] = append(r.notes[n], l)
			return true
		}
		return false
	})
	r.takeKnownTables()
}

// contentsStyle names the paragraphs of a contents list that the word processor made.
var contentsStyle = regexp.MustCompile(`(?i)^(?:toc|目录)\s*[0-9]$`)

// furniture says why a line is no part of the text, as the file tells it.
func (r *reader) furniture(l *line) string {
	if r.dec.role(l) != "" {
		return ""
	}
	switch {
	case l.hint.place == flow.Header:
		return RunningHead
	case l.hint.place == flow.Footer && pageNumber.MatchString(l.f.s), l.hint.place == flow.Footer && bareNumber.MatchString(l.f.s):
		return PageNumber
	case l.hint.place == flow.Footer:
		return RunningFoot
	case contentsStyle.MatchString(l.paragraph().Style):
		if k := r.titleKey(l, true); k != "" {
			r.toc[k] = true
		}
		return ContentsList
	}
	return ""
}

// takeKnownTables replaces the lines of each table of the file by one that holds its grid. A table with a line that a person took
// for something else is read as lines.
func (r *reader) takeKnownTables() {
	var kept []*line
	for i := 0; i < len(r.lines); {
		l := r.lines[i]
		k := l.hint.table
		end := i + 1
		for end < len(r.lines) && k != nil && r.lines[end].hint.table == k {
			end++
		}
		if k == nil || r.dec.touches(k.first, len(k.rows), RoleTable) {
			for _, row := range r.lines[i:end] {
				if k != nil {
					r.readAnew(row)
				}
			}
			kept = append(kept, r.lines[i:end]...)
			i = end
			continue
		}
		g := &grid{known: k}
		kept = r.takeCaption(g, kept)
		kept = append(kept, &line{Span: Span{l.Start, r.lines[end-1].End}, no: l.no, gap: l.gap, page: l.page, grid: g, mark: mark{rest: l.Span}, hint: l.hint})
		i = end
	}
	r.lines = kept
}

// readAnew reads a line of a table or a note as a person decided: as a line like others.
func (r *reader) readAnew(l *line) {
	if l.End-l.Start <= foldLimit {
		l.f = fold(r.text, l.Span)
	}
	l.mark = readMark(r.text, l.Span)
}

// knownRows writes the rows of a table of the file.
func (r *reader) knownRows(k *knownTable, b *Block) {
	if k == nil {
		return
	}
	b.HeaderRows = min(max(k.table.HeaderRows, 0), len(k.cells))
	for i, spans := range k.cells {
		row := make([]Cell, len(spans))
		for n, s := range spans {
			c := k.table.Rows[i][n]
			row[n] = Cell{Text: r.newText(trim(r.text, s)), ColSpan: wide(c.ColSpan), RowSpan: min(wide(c.RowSpan), len(k.cells)-i)}
		}
		b.Rows = append(b.Rows, row)
	}
}

// wide is a span as a Cell has it: 0 stands for 1.
func wide(n int) int {
	if n <= 1 {
		return 0
	}
	return n
}
