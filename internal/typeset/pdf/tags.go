package pdf

import (
	"fmt"
	"strconv"

	"jianbao/internal/typeset"
)

// tagger finds the element that each item of the pages belongs to. It meets the items in reading order.
type tagger struct {
	paper  *typeset.Paper
	tree   *tree
	foot   map[typeset.Block]bool
	blocks map[typeset.Block]*element
	links  map[any]*element // by what leads there: a run, or a paragraph of the contents
	cells  map[*typeset.Cell]*element
	notes  map[*typeset.Para]*element
	sects  []*element // the open ones, by level of the outline; the first is the document
	list   *element   // what the next paragraph of its kind goes on: a list, contents
	kind   typeset.StyleName
	ended  *element // the part that the foot makes
}

func newTagger(p *typeset.Paper, pages int) *tagger {
	root := &element{role: "Document"}
	t := &tagger{
		paper: p, tree: &tree{root: root, pages: make([][]*element, pages)}, sects: []*element{root},
		foot: make(map[typeset.Block]bool), blocks: make(map[typeset.Block]*element), links: make(map[any]*element),
		cells: make(map[*typeset.Cell]*element), notes: make(map[*typeset.Para]*element),
	}
	for _, b := range p.Foot {
		t.foot[b] = true
	}
	return t
}

// plainRoles are those of paragraphs that stand for themselves.
var plainRoles = map[typeset.StyleName]string{
	typeset.StyleQuote: "BlockQuote", typeset.StyleFootnote: "Note",
}

// deepest is the lowest level of heading that PDF has a name for.
const deepest = 6

// sections are the levels of the outline that make parts of the document.
const sections = 2

// line is the element of a line's paragraph.
func (t *tagger) line(l *typeset.Line) *element {
	if e := t.blocks[l.Of]; e != nil {
		return e
	}
	e := t.paragraph(l)
	t.blocks[l.Of] = e
	return e
}

func (t *tagger) paragraph(l *typeset.Line) *element {
	style, level := l.Of.Style, t.paper.Styles[l.Of.Style].Outline
	switch {
	case l.Cell != nil:
		return t.cell(l).add("P")
	case l.Note && t.notes[l.Of] != nil:
		return t.notes[l.Of]
	case l.Note:
		return t.part().add("Note")
	case t.foot[l.Of]:
		return t.end().add("P")
	case level > 0:
		t.list, t.kind = nil, ""
		return t.heading(level)
	case style == typeset.StyleTOC1 || style == typeset.StyleTOC2:
		return t.within("TOC", typeset.StyleTOC1).add("TOCI")
	case style == typeset.StyleItem:
		return t.within("L", style).add("LI").add("LBody")
	}
	t.list, t.kind = nil, ""
	if role := plainRoles[style]; role != "" {
		return t.part().add(role)
	}
	return t.part().add("P")
}

func (t *tagger) part() *element { return t.sects[len(t.sects)-1] }

// end is the part that stands at the foot of the last page.
func (t *tagger) end() *element {
	if t.ended == nil {
		t.ended = t.tree.root.add("Sect")
	}
	return t.ended
}

// within is the list or the contents that a paragraph goes on, or begins.
func (t *tagger) within(role string, kind typeset.StyleName) *element {
	if t.list == nil || t.kind != kind {
		t.list, t.kind = t.part().add(role), kind
	}
	return t.list
}

func (t *tagger) heading(level int) *element {
	if level <= sections {
		t.sects = t.sects[:min(level, len(t.sects))]
		t.sects = append(t.sects, t.part().add("Sect"))
	}
	return t.part().add("H" + strconv.Itoa(min(level, deepest)))
}

// cell is the element of a cell. A table is made whole when its first line comes, so that empty cells are in their places.
func (t *tagger) cell(l *typeset.Line) *element {
	if e := t.cells[l.Cell]; e != nil {
		return e
	}
	t.list, t.kind = nil, ""
	table := t.part().add("Table")
	for _, r := range l.Table.Rows {
		row := table.add("TR")
		for _, c := range r.Cells {
			t.cells[c] = row.add("TD")
			scope := ""
			if c.Head {
				t.cells[c].role, scope = "TH", "/Scope/Column"
			}
			if c.Head || c.ColSpan > 1 || c.RowSpan > 1 {
				t.cells[c].extra = fmt.Sprintf("/A<</O/Table/ColSpan %d/RowSpan %d%s>>", c.ColSpan, c.RowSpan, scope)
			}
		}
	}
	if e := t.cells[l.Cell]; e != nil {
		return e
	}
	return table.add("TR").add("TD")
}

// glyph is the element of a character of a line: its paragraph's, or a link in it.
func (t *tagger) glyph(l *typeset.Line, g *typeset.Glyph) *element {
	e := t.line(l)
	if g.Run == nil {
		return e
	}
	if n := g.Run.Note; n != nil {
		return t.reference(e, n)
	}
	key, linked := linkOf(l, g)
	if !linked {
		return e
	}
	if t.links[key] == nil {
		t.links[key] = e.add("Link")
	}
	return t.links[key]
}

// reference is the element of a footnote's mark; the note stands behind it, wherever it is printed.
func (t *tagger) reference(e *element, n *typeset.Note) *element {
	if t.links[n] == nil {
		t.links[n] = e.add("Reference")
		t.notes[n.Para] = e.add("Note")
		t.notes[n.Para].extra = "/ID" + literal("note-"+strconv.Itoa(len(t.notes)))
	}
	return t.links[n]
}

// figure is the element of a picture.
func (t *tagger) figure(b typeset.Block, alt string, x, y, toX, toY typeset.Points) *element {
	t.list, t.kind = nil, ""
	e := t.blocks[b]
	if e == nil {
		e = t.part().add("Figure")
		e.extra = fmt.Sprintf("/Alt%s/A<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>", text(alt),
			number(float64(x), 2), number(float64(y), 2), number(float64(toX), 2), number(float64(toY), 2))
		t.blocks[b] = e
	}
	return e
}

// name is the element of the bulletin's name.
func (t *tagger) name(d *typeset.Drawing) *element {
	if t.blocks[d] == nil {
		t.blocks[d] = t.part().add("P")
	}
	return t.blocks[d]
}
