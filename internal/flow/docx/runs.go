package docx

import "jianbao/internal/flow"

func (s *story) inlines(nodes []*node, p *paragraph) {
	for _, n := range nodes {
		if s.err != nil {
			return
		}
		s.inline(n, p)
	}
}

// inline reads what stands in a paragraph.
func (s *story) inline(n *node, p *paragraph) {
	switch n.name {
	case "w:r":
		s.run(n, p)
	case "w:hyperlink":
		s.linked(n, p)
	case "w:fldSimple":
		s.simpleField(n, p)
	case "w:del", "w:moveFrom":
		s.deleted(n)
	case "w:subDoc": // it lies elsewhere: reported with the relations
	case "mc:AlternateContent":
		s.inlines(chosen(n), p)
	case "m:oMath", "m:oMathPara":
		s.math(n, p, flow.Run{})
	default:
		if readable(n.name) {
			s.inlines(n.kids, p)
		}
	}
}

// run reads a stretch of text under one look.
func (s *story) run(n *node, p *paragraph) {
	look := s.styles.effective(s.table, p.style.look, n.child("w:rPr"))
	if look.hidden.value {
		s.hide(n, p)
		return
	}
	href, link := s.address()
	marks := flow.Run{
		Bold: look.bold.value, Italic: look.italic.value, Href: href,
		Super: look.raised.value == "superscript", Sub: look.raised.value == "subscript",
	}
	marks.Underline = look.underline.value && !link // links are underlined without anybody wanting to stress them
	s.contents(n.kids, p, marks, look.half.value)
}

// hide leaves out a run. Fields that begin or end in it still do.
func (s *story) hide(n *node, p *paragraph) {
	for _, k := range n.kids {
		if k.name == "w:fldChar" || k.name == "w:instrText" {
			s.fieldPart(k)
		}
	}
	text := plain(n)
	if text == "" && !drawn(n) || !s.visible() {
		return
	}
	s.markFields()
	if !p.hiding {
		s.tally.Omit(flow.Hidden, text)
	}
	p.hiding = true
}

func (s *story) contents(nodes []*node, p *paragraph, marks flow.Run, half int) {
	for i, n := range nodes {
		if s.err != nil {
			return
		}
		switch {
		case s.visible() && s.ownSign(nodes[i:], p):
			return
		case n.name == "w:fldChar" || n.name == "w:instrText":
			s.fieldPart(n)
		case s.visible():
			s.content(n, p, marks, half)
		case n.name == "w:t":
			s.addCode(n.text)
		}
	}
}

// signElements are signs that have elements of their own.
var signElements = map[string]string{"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-"}

// content reads what stands in a run.
func (s *story) content(n *node, p *paragraph, marks flow.Run, half int) {
	switch n.name {
	case "w:t":
		p.hiding = false
		s.write(p, spaced(n), marks, half)
	case "w:br":
		s.lineBreak(n, p, marks, half)
	case "w:sym":
		s.symbol(n, p, marks, half)
	case "w:ruby":
		s.inlines(n.child("w:rubyBase").children(), p)
	case "w:footnoteReference", "w:endnoteReference":
		s.note(n, p)
	case "w:drawing", "w:pict", "w:object", "w:contentPart":
		s.drawing(n, p)
	case "mc:AlternateContent":
		s.contents(chosen(n), p, marks, half)
	case "w:pgNum":
		s.tally.Omit(flow.Field, "PAGE")
	case "w:del":
		s.deleted(n)
	default:
		s.write(p, signElements[n.name], marks, half)
	}
}

func (s *story) lineBreak(n *node, p *paragraph, marks flow.Run, half int) {
	if n.attr("w:type") == "page" && s.place == flow.Body {
		s.breakPage(p)
		return
	}
	s.write(p, "\n", marks, half)
}
