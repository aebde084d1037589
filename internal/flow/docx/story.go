package docx

import (
	"slices"
	"strings"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// story is one stream of text: the body, a header, a footer, or the notes of one part.
type story struct {
	*reader
	surroundings
	relations relations
	body      *sink // set for the body only: where its sections begin
	section   int   // item of body with which the current section begins
	sections  int   // sections before the current one
	page      bool  // a page break waits for the next paragraph
	furniture map[string]bool
}

// surroundings are what holds for the text being read, and not for what stands in a box within it.
type surroundings struct {
	place  flow.Place
	fields []*field
	link   bool // within a hyperlink, which may have no address that is kept
	href   string
	table  look // of the style of the table around
}

// sink takes the items of the body, a cell, a box or a note in reading order.
type sink struct {
	items []flow.Item
	held  *paragraph // goes on in the next paragraph, because the mark between them is deleted
}

// inlineOnly are elements that belong into a paragraph but are also met beside paragraphs.
var inlineOnly = map[string]bool{
	"w:r": true, "w:hyperlink": true, "w:fldSimple": true, "m:oMath": true, "m:oMathPara": true,
}

func (s *story) blocks(nodes []*node, in *sink) {
	for _, n := range nodes {
		if s.err != nil {
			return
		}
		s.block(n, in)
	}
}

func (s *story) block(n *node, in *sink) {
	switch n.name {
	case "w:p":
		s.paragraph(n, in)
	case "w:tbl":
		s.flush(in)
		s.readTable(n, in)
	case "w:del", "w:moveFrom":
		s.deleted(n)
	case "w:sectPr":
		s.endSection(n)
	case "w:altChunk":
		s.foreign(n)
	case "mc:AlternateContent":
		s.blocks(chosen(n), in)
	default:
		switch {
		case inlineOnly[n.name]:
			s.paragraph(&node{kids: []*node{n}}, in)
		case readable(n.name):
			s.blocks(n.kids, in)
		}
	}
}

// readable says whether text may stand in an element that has no meaning of its own here: wrappers for tags, forms,
// insertions and the like. Elements of unknown namespaces are shown by no program, and properties hold no text.
func readable(name string) bool {
	return (strings.HasPrefix(name, "w:") || strings.HasPrefix(name, "m:")) && !strings.HasSuffix(name, "Pr")
}

// flush ends a stretch of paragraphs: what was held back for a next one is one itself.
func (s *story) flush(in *sink) {
	if p := in.held; p != nil {
		in.held = nil
		s.emit(p)
	}
}

// aside reads what stands apart from the text around it, such as the text of a box.
func (s *story) aside(nodes []*node, place flow.Place) []flow.Item {
	around := s.surroundings
	s.surroundings = surroundings{place: place}
	in := &sink{}
	s.blocks(nodes, in)
	s.flush(in)
	s.surroundings = around
	return in.items
}

// paragraphsOf are the paragraphs of items and of their tables, in order.
func paragraphsOf(items []flow.Item) []flow.Paragraph {
	var all []flow.Paragraph
	for _, item := range items {
		if item.Paragraph != nil {
			all = append(all, *item.Paragraph)
			continue
		}
		for _, row := range item.Table.Rows {
			for _, cell := range row {
				all = append(all, cell.Paragraphs...)
			}
		}
	}
	return all
}

// inked are the items that a reader sees anything of.
func inked(items []flow.Item) []flow.Item {
	return slices.DeleteFunc(items, func(i flow.Item) bool { return i.Paragraph != nil && invisible(*i.Paragraph) })
}

func invisible(p flow.Paragraph) bool { return !gather.Visible(p) }
