package docx

import (
	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// endSection ends a section with its properties, which also say how it began.
func (s *story) endSection(n *node) {
	if s.body == nil {
		return
	}
	if kind := n.child("w:type").val(); s.sections > 0 && kind != "continuous" && kind != "nextColumn" {
		beginPage(s.body.items, s.section)
	}
	s.sections++
	s.section = len(s.body.items)
	for _, k := range n.kids {
		switch k.name {
		case "w:headerReference":
			s.readFurniture(k, "w:hdr", flow.Header)
		case "w:footerReference":
			s.readFurniture(k, "w:ftr", flow.Footer)
		}
	}
}

// beginPage marks the first paragraph of the body that a reader sees, from an item on.
func beginPage(items []flow.Item, from int) {
	for _, item := range items[min(from, len(items)):] {
		if p := firstInBody(item); p != nil {
			p.Page = true
			return
		}
	}
}

func firstInBody(item flow.Item) *flow.Paragraph {
	if p := item.Paragraph; p != nil {
		if p.Place != flow.Body || !gather.Visible(*p) {
			return nil
		}
		return p
	}
	for _, row := range item.Table.Rows {
		for _, cell := range row {
			if len(cell.Paragraphs) > 0 {
				return &cell.Paragraphs[0]
			}
		}
	}
	return nil
}

// readFurniture reads a header or footer, once. Its tables are for layout only: a table has no place, so their paragraphs
// are taken out.
func (s *story) readFurniture(reference *node, root string, place flow.Place) {
	rel := s.relations.byID[reference.attr("r:id")]
	if rel.external || rel.target == "" || s.furniture[rel.target] {
		return
	}
	if s.furniture == nil {
		s.furniture = map[string]bool{}
	}
	s.furniture[rel.target] = true
	own := &story{reader: s.reader, relations: s.relationsOf(rel.target), surroundings: surroundings{place: place}}
	in := &sink{}
	own.walk(rel.target, root, "", func(n *node) { own.block(n, in) })
	own.flush(in)
	for _, p := range paragraphsOf(in.items) {
		if !gather.Visible(p) {
			continue
		}
		p.Page = false
		if place == flow.Header {
			s.headers = append(s.headers, flow.Item{Paragraph: &p})
		} else {
			s.footers = append(s.footers, flow.Item{Paragraph: &p})
		}
	}
}
