package pdfdoc

import (
	"maps"
	"slices"
	"strings"

	"jianbao/internal/flow"
)

// taggedText puts the text of a tagged file together: lines belong to the paragraphs that their tags name, wherever pages end.
type taggedText struct {
	*document
	lay    layout
	order  []*element // blocks, as they come on the pages
	lines  map[*element][]*line
	asides map[*element][]*line // heads and feet that come before a block; those of nil are the last
	notes  map[*element]int     // numbers of footnotes that the text refers to
	marks  map[*element]string  // what stands for them in the text
	file   *flow.File
	inCell map[*element][]*element // blocks by their cells
	tables map[*element]bool       // that were written
}

// tagged reads a file by its tags. What has none is printed at the edges of pages, or again at the head of a table that goes on.
func (d *document) tagged(f *flow.File, sheets []*sheet) error {
	t := &taggedText{
		document: d, lay: layout{framesOf(sheets), bodySize(sheets), pitchOf(sheets)}, file: f,
		lines: map[*element][]*line{}, asides: map[*element][]*line{}, notes: map[*element]int{}, marks: map[*element]string{}, tables: map[*element]bool{}, inCell: map[*element][]*element{},
	}
	t.collect(sheets)
	for _, b := range t.order {
		if err := t.block(b); err != nil {
			return err
		}
	}
	for n, i := range t.notes { // one that says nothing is its mark
		if at := &f.Notes[i-1]; len(at.Paragraphs) == 0 {
			at.Paragraphs = []flow.Paragraph{{Runs: []flow.Run{{Text: t.marks[n]}}}}
		}
	}
	return t.aside(nil)
}

// collect gives every line to its block.
func (t *taggedText) collect(sheets []*sheet) {
	for _, s := range sheets {
		for _, l := range s.lines {
			for _, part := range l.byBlock() {
				t.part(part)
			}
		}
	}
}

// part gives a line to its block; without one it waits for the next block.
func (t *taggedText) part(l *line) {
	b := l.first().tag.block()
	if b == nil {
		l.place = inFoot
		if l.sheet.upper(l) {
			l.place = inHead
		}
		t.asides[nil] = append(t.asides[nil], l)
		return
	}
	if t.lines[b] == nil {
		t.order = append(t.order, b)
		if c := b.cell(); c.table() != nil && t.notes[b.within("Note")] == 0 {
			t.inCell[c] = append(t.inCell[c], b)
		}
		t.asides[b], t.asides[nil] = t.asides[nil], nil
	}
	t.number(l)
	t.lines[b] = append(t.lines[b], l)
}

// number counts the footnotes that a line refers to, in the order of the text.
func (t *taggedText) number(l *line) {
	for _, p := range l.pieces {
		for i := range p.glyphs {
			g := &p.glyphs[i]
			n := t.noteOf(g.tag)
			if n == nil {
				continue
			}
			g.skip = true
			t.marks[n] += string(g.r)
			if t.notes[n] == 0 {
				t.file.Notes = append(t.file.Notes, flow.Note{})
				t.notes[n] = len(t.file.Notes)
				g.note = t.notes[n]
			}
		}
	}
}

// byBlock parts a line where another block begins: cells stand beside each other.
func (l *line) byBlock() []*line {
	var out []*line
	var last *element
	for _, p := range l.pieces {
		for from := 0; from < len(p.glyphs); {
			b := p.glyphs[from].tag.block()
			to := from + 1
			for to < len(p.glyphs) && p.glyphs[to].tag.block() == b {
				to++
			}
			if len(out) == 0 || b != last {
				out = append(out, &line{y: l.y, size: l.size, column: l.column, of: l.of, sheet: l.sheet, place: l.place})
			}
			part := p
			part.glyphs = slices.Clone(p.glyphs[from:to])
			part.left, part.right = part.glyphs[0].x, part.glyphs[to-from-1].right()
			out[len(out)-1].pieces = append(out[len(out)-1].pieces, part)
			last, from = b, to
		}
	}
	for _, part := range out {
		part.measure()
	}
	return out
}

// block writes a paragraph, or the table or the footnote that it stands in.
func (t *taggedText) block(b *element) error {
	if err := t.aside(b); err != nil {
		return err
	}
	note := t.notes[b.within("Note")]
	if table := b.cell().table(); table != nil && note == 0 {
		if t.tables[table] {
			return nil
		}
		t.tables[table] = true
		return t.table(table)
	}
	p := t.paragraph(t.lines[b], t.lay)
	if note > 0 {
		at := &t.file.Notes[note-1]
		if len(at.Paragraphs) == 0 {
			cutMark(p, t.marks[b.within("Note")])
		}
		at.Paragraphs = append(at.Paragraphs, *p)
		return t.tally.Paragraph(*p)
	}
	p.Outline, p.Place = blocks[b.role], flow.Body
	switch b.role {
	case "TOCI":
		p.Style = "TOC 1"
	case "BlockQuote":
		p.Style = "Quote"
	}
	return t.add(p)
}

// cutMark takes the mark of a footnote off its text: whoever shows it numbers it.
func cutMark(p *flow.Paragraph, mark string) {
	if len(p.Runs) > 0 && mark != "" {
		if rest, marked := strings.CutPrefix(p.Runs[0].Text, mark); marked {
			p.Runs[0].Text = strings.TrimLeft(rest, " 　")
		}
	}
}

func (t *taggedText) aside(b *element) error {
	for _, l := range t.asides[b] {
		if err := t.add(t.paragraph([]*line{l}, t.lay)); err != nil {
			return err
		}
	}
	return nil
}

func (t *taggedText) add(p *flow.Paragraph) error {
	t.file.Items = append(t.file.Items, flow.Item{Paragraph: p})
	return t.tally.Paragraph(*p)
}

// table writes a table with all of its cells.
func (t *taggedText) table(table *element) error {
	var rows []*element
	cells := map[*element][]*element{}
	keys := slices.Sorted(maps.Keys(t.elements))
	at, _ := slices.BinarySearch(keys, table.key)
	for _, key := range keys[at:] {
		if !strings.HasPrefix(key, table.key) {
			break
		}
		switch e := t.elements[key]; {
		case e.is("TR") && e.within("Table") == table:
			rows = append(rows, e)
		case e.is("TD", "TH") && e.table() == table:
			cells[e.parent] = append(cells[e.parent], e)
		}
	}
	out := &flow.Table{}
	for _, row := range rows {
		made, head, err := t.row(row, cells[row])
		if err != nil {
			return err
		}
		if head && out.HeaderRows == len(out.Rows) {
			out.HeaderRows++
		}
		out.Rows = append(out.Rows, made)
	}
	t.file.Items = append(t.file.Items, flow.Item{Table: out})
	return nil
}

// row writes the cells of a row; those that say nothing are not known by their pages.
func (t *taggedText) row(row *element, cells []*element) (out []flow.Cell, head bool, err error) {
	head = true
	known := map[int]*element{}
	for _, c := range cells {
		known[c.at] = c
		head = head && c.is("TH")
	}
	for i := range row.size {
		cell, err := t.cell(known[i])
		if err != nil {
			return nil, false, err
		}
		out = append(out, cell)
	}
	return out, head, nil
}

func (t *taggedText) cell(c *element) (flow.Cell, error) {
	out := flow.Cell{ColSpan: 1, RowSpan: 1}
	if c != nil {
		out.ColSpan, out.RowSpan = c.across, c.down
	}
	for _, b := range t.inCell[c] {
		p := t.paragraph(t.lines[b], t.lay)
		if err := t.tally.Paragraph(*p); err != nil {
			return out, err
		}
		out.Paragraphs = append(out.Paragraphs, *p)
	}
	return out, t.tally.Cell()
}
