package pdf

import (
	"fmt"
	"math"
	"strings"

	"jianbao/internal/typeset"
)

// pageWriter draws one page.
type pageWriter struct {
	*document
	*content
	ref         ref
	number      int
	open        *element // whose marked content is open
	opened      bool
	kind        string // of the artifact that is open
	marked      []*element
	annotations []ref
	drawn       map[typeset.Stroke]bool
}

func (d *document) page(n int) error {
	page := d.pages.Pages[n]
	g := d.pages.Paper.Geometry
	p := &pageWriter{document: d, content: newContent(g.Height, d.buffer), ref: d.pageRefs[n], number: n, drawn: make(map[typeset.Stroke]bool)}
	if err := p.watermark(); err != nil {
		return err
	}
	for _, it := range page.Items {
		if err := p.item(it); err != nil {
			return err
		}
	}
	p.end()
	d.buffer = p.buf
	d.tags.tree.pages[n] = p.marked
	stream := d.file.reserve()
	d.file.deflated(stream, "", p.buf)
	annotations := ""
	if len(p.annotations) > 0 {
		annotations = "/Annots[" + refs(p.annotations) + "]/Tabs/S"
	}
	d.file.object(p.ref, fmt.Sprintf("<</Type/Page/Parent %v/MediaBox[0 0 %s]/Resources %v/Contents %v/StructParents %d%s>>",
		d.tree, rectangle(g.Width, g.Height), d.resources, stream, n, annotations))
	return d.file.err
}

func refs(list []ref) string {
	words := make([]string, len(list))
	for i, r := range list {
		words[i] = r.String()
	}
	return strings.Join(words, " ")
}

// begin opens the marked content of an element; nil is what belongs to the margins of a page.
func (p *pageWriter) begin(e *element) {
	if e == nil {
		p.aside("/Type/Pagination")
		return
	}
	if p.opened && p.open == e {
		return
	}
	p.end()
	n := len(p.marked)
	p.marked = append(p.marked, e)
	e.kids = append(e.kids, kid{page: p.ref, content: n})
	p.op(fmt.Sprintf("/%s<</MCID %d>>BDC", e.role, n))
	p.open, p.opened = e, true
}

// aside opens what carries no meaning.
func (p *pageWriter) aside(kind string) {
	if p.opened && p.open == nil && p.kind == kind {
		return
	}
	p.end()
	if kind == "" {
		p.op("/Artifact BMC")
	} else {
		p.op("/Artifact<<" + kind + ">>BDC")
	}
	p.open, p.opened, p.kind = nil, true, kind
}

func (p *pageWriter) end() {
	if p.opened {
		p.op("EMC")
	}
	p.open, p.opened = nil, false
}

func (p *pageWriter) item(it typeset.Item) error {
	switch it := it.(type) {
	case *typeset.Line:
		p.bookmark(it)
		return p.line(it)
	case *typeset.Stroke:
		if !p.drawn[*it] { // cells that stand side by side have one rule between them
			p.drawn[*it] = true
			p.aside("")
			p.stroke(*it)
		}
	case *typeset.Placed:
		return p.picture(it)
	case *typeset.Outline:
		return p.name(it)
	}
	return nil
}

func (p *pageWriter) bookmark(l *typeset.Line) {
	s := p.pages.Paper.Styles[l.Of.Style]
	p.marks.heading(l.Of, s.Outline, typeset.Place{Page: p.number + 1, Y: l.Baseline - s.Pitch})
}

// picture draws a stored picture in its place.
func (p *pageWriter) picture(it *typeset.Placed) error {
	bottom := p.height - it.Y - it.Height
	p.begin(p.tags.figure(it.Of, it.Of.Alt, it.X, bottom, it.X+it.Width, bottom+it.Height))
	return p.image(it.Of.SHA256, it.X, it.Y, it.Width, it.Height)
}

func (p *pageWriter) image(sha256 string, x, y, width, height typeset.Points) error {
	name, err := p.document.image(sha256)
	if err != nil {
		return err
	}
	p.op("q")
	p.num(width, 0, 0, height, x, p.height-y-height)
	p.op("cm /" + name + " Do Q")
	return nil
}

// name draws the bulletin's name, with its characters unseen over it, so that it can be copied and searched for.
func (p *pageWriter) name(it *typeset.Outline) error {
	p.begin(p.tags.name(it.Of))
	if it.Of.Art != "" {
		if err := p.image(it.Of.Art, it.X, it.Y, it.Width, it.Height); err != nil {
			return err
		}
	} else if l := it.Of.Lettering; l.Width > 0 {
		p.fillColour(it.Colour)
		sx, sy := float64(it.Width)/l.Width, float64(it.Height)/l.Height
		if err := p.outline(l.Path, affine{a: sx, d: -sy, e: float64(it.X), f: float64(p.height - it.Y)}); err != nil {
			return err
		}
	}
	return p.unseen(it)
}

// nameBaseline is where the characters of a name stand, by its height.
const nameBaseline = 0.88

// unseen writes the characters of a name without drawing them, each in its part of the width.
func (p *pageWriter) unseen(it *typeset.Outline) error {
	gs := p.pages.Fonts.Characters(it.Of.Text, typeset.BiaoSong, it.Height)
	if len(gs) == 0 || it.Height <= 0 {
		return nil
	}
	step := it.Width / typeset.Points(len(gs))
	p.op("3 Tr")
	for i := range gs {
		gs[i].X = step * typeset.Points(i)
	}
	l := &typeset.Line{Of: &typeset.Para{}, X: it.X, Baseline: it.Y + it.Height*nameBaseline}
	for len(gs) > 0 {
		face, err := p.typeface(gs[0].Face)
		if err != nil {
			return err
		}
		n := 1
		for n < len(gs) && gs[n].Face == gs[0].Face {
			n++
		}
		p.run(l, look{face: face, size: it.Height, scale: 1, colour: it.Colour}, gs[:n])
		gs = gs[n:]
	}
	p.op("0 Tr")
	return nil
}

// The watermark is as light as can be seen.
const (
	markColour  = typeset.Colour(0xEBEBEB)
	markShare   = 0.62 // of the page's width
	markDegrees = 45
)

// watermark draws the paper's mark across the page, behind everything.
func (p *pageWriter) watermark() error {
	if p.pages.Paper.Mark == "" {
		return nil
	}
	l, err := p.mark()
	if err != nil {
		return err
	}
	g := p.pages.Paper.Geometry
	size := float64(g.Width) * markShare / l.Width
	sin, cos := math.Sincos(markDegrees * math.Pi / 180)
	m := affine{a: size * cos, b: size * sin, c: size * sin, d: -size * cos}
	x, y := m.of(l.Width/2, l.Height/2)
	m.e, m.f = float64(g.Width)/2-x, float64(g.Height)/2-y
	p.aside("/Type/Pagination/Subtype/Watermark")
	p.fillColour(markColour)
	return p.outline(l.Path, m)
}
