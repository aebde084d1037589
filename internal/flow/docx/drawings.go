package docx

import (
	"jianbao/internal/flow"
)

// caption is what a drawing says about itself.
type caption struct{ name, alt string }

// drawing reads a drawing, whichever of the two languages for drawings it is in: its pictures, and its boxes of text. One
// that holds neither is reported.
func (s *story) drawing(n *node, p *paragraph) {
	properties := n.child("wp:inline").child("wp:docPr")
	if properties == nil {
		properties = n.child("wp:anchor").child("wp:docPr")
	}
	if hidden := properties.attr("hidden"); hidden != "" && on(hidden) {
		s.tally.Omit(flow.Hidden, plain(n))
		return
	}
	c := caption{properties.attr("name"), properties.attr("descr")}
	if c.alt == "" {
		c.alt = properties.attr("title")
	}
	if n.name == "w:object" {
		s.embedded(n)
		return
	}
	if !s.graphic(n, p, c) {
		s.tally.Omit(flow.Object, firstOf(plain(n), c.alt, c.name))
	}
}

// embedded reports an object of another program.
func (s *story) embedded(n *node) {
	name := n.child("o:OLEObject").attr("ProgID")
	s.tally.Omit(flow.Object, firstOf(name, n.child("w:control").attr("w:name")))
}

// graphic reads the parts of a drawing, and says whether anything of it was read or reported.
func (s *story) graphic(n *node, p *paragraph, c caption) bool {
	switch n.name {
	case "w:txbxContent":
		return s.box(n, p)
	case "v:textpath":
		return s.artText(n, p)
	case "a:blip":
		return s.picture(firstOf(n.attr("r:embed"), n.attr("r:link")), p, c)
	case "v:imagedata":
		if title := n.attr("o:title"); c.alt == "" {
			c.alt = title
		}
		return s.picture(firstOf(n.attr("r:id"), n.attr("r:href"), n.attr("r:pict")), p, c)
	case "mc:AlternateContent":
		return s.graphics(chosen(n), p, c)
	case "pic:pic":
		own := n.child("pic:nvPicPr", "pic:cNvPr")
		c = caption{firstOf(own.attr("name"), c.name), firstOf(c.alt, own.attr("descr"))}
	}
	if alt := n.attr("alt"); alt != "" {
		c.alt = alt
	}
	return s.graphics(n.kids, p, c)
}

func (s *story) graphics(nodes []*node, p *paragraph, c caption) bool {
	found := false
	for _, n := range nodes {
		if s.err != nil {
			return true
		}
		found = s.graphic(n, p, c) || found
	}
	return found
}

// box reads a box of text. It comes before the paragraph in which it is anchored.
func (s *story) box(n *node, p *paragraph) bool {
	items := inked(s.aside(n.kids, s.boxPlace()))
	p.in.items = append(p.in.items, items...)
	return len(items) > 0
}

// artText reads letters drawn as a picture, which many mastheads are.
func (s *story) artText(n *node, p *paragraph) bool {
	text := n.attr("string")
	out := flow.Paragraph{Place: s.boxPlace(), Runs: []flow.Run{{Text: text}}}
	if text == "" || s.fail(s.tally.Paragraph(out)) {
		return false
	}
	p.in.items = append(p.in.items, flow.Item{Paragraph: &out})
	return true
}

// boxPlace is the place of a box: one in a header stays header.
func (s *story) boxPlace() flow.Place {
	if s.place == flow.Body {
		return flow.Box
	}
	return s.place
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
