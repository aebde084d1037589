package pdf

import (
	"jianbao/internal/typeset"
)

const (
	// slant is how far italic characters lean: twelve degrees.
	slant = 0.2126
	// boldShare is the width of the line that makes a character bold, by its size: no office font has a bold cut of its own.
	boldShare = 1.0 / 45
	// underShare and strikeShare are how far below and above the baseline lines stand, lineShare how wide they are.
	underShare, strikeShare, lineShare = 0.16, 0.36, 0.05
)

// look is what characters that are drawn in one go have in common.
type look struct {
	face         *typeface
	size, rise   typeset.Points
	scale        float32
	bold, italic bool
	colour       typeset.Colour
	element      *element
}

// line draws a line with its links.
func (p *pageWriter) line(l *typeset.Line) error {
	var areas []area
	gs := l.Glyphs
	for len(gs) > 0 {
		k, err := p.look(l, &gs[0])
		if err != nil {
			return err
		}
		n := 1
		for n < len(gs) {
			next, err := p.look(l, &gs[n])
			if err != nil {
				return err
			}
			if next != k {
				break
			}
			n++
		}
		p.begin(k.element)
		p.run(l, k, gs[:n])
		gs = gs[n:]
	}
	for i := range l.Glyphs {
		areas = p.area(areas, l, &l.Glyphs[i])
	}
	for _, a := range areas {
		if r := p.annotation(a, l, p.ref); r != 0 {
			p.annotations = append(p.annotations, r)
		}
	}
	p.decorate(l)
	return nil
}

func (p *pageWriter) look(l *typeset.Line, g *typeset.Glyph) (look, error) {
	face, err := p.typeface(g.Face)
	if err != nil {
		return look{}, err
	}
	k := look{face: face, size: g.Size, rise: g.Rise, scale: g.Scale, bold: l.Bold, colour: l.Colour}
	if k.scale == 0 {
		k.scale = 1
	}
	if r := g.Run; r != nil {
		k.bold, k.italic = k.bold || r.Bold, r.Italic
		if r.Colour != 0 {
			k.colour = r.Colour
		}
	}
	if !artifact(l) {
		k.element = p.tags.glyph(l, g)
	}
	return k, nil
}

// artifact reports whether a line is no part of what the document says.
func artifact(l *typeset.Line) bool {
	return l.Again || l.Of.Style == typeset.StylePage || l.Of.Style == typeset.StyleHead
}

// run draws characters of one look.
func (p *pageWriter) run(l *typeset.Line, k look, gs []typeset.Glyph) {
	p.fillColour(k.colour)
	p.op("BT")
	if k.bold {
		p.lineColour(k.colour)
		p.lineWidth(k.size * boldShare)
		p.op("2 Tr")
	}
	p.setText(k, l.X+gs[0].X, l.Baseline-k.rise)
	unit := k.size * typeset.Points(k.scale) / 1000
	at := gs[0].X // where the next character would stand
	open := false
	p.buf = append(p.buf, '[')
	for i := range gs {
		g := &gs[i]
		if gap := typeset.Points(int(round((at - g.X) / unit))); gap != 0 {
			if open {
				p.buf = append(p.buf, '>')
			}
			open = false
			p.num(gap)
			at -= gap * unit
		}
		if !open {
			p.buf = append(p.buf, '<')
		}
		open = true
		n, width := k.face.glyph(g.ID, g.Char)
		p.buf = appendHex(p.buf, n)
		at += typeset.Points(width) * unit
	}
	p.op(">]TJ")
	if k.bold {
		p.op("0 Tr")
	}
	p.op("ET")
}

// setText chooses the font and the place of what follows.
func (p *pageWriter) setText(k look, x, baseline typeset.Points) {
	p.buf = append(p.buf, '/')
	p.buf = append(p.buf, k.face.name...)
	p.buf = append(p.buf, ' ')
	p.num(k.size)
	p.op("Tf")
	lean := 0.0
	if k.italic {
		lean = slant
	}
	p.buf = appendNumber(p.buf, float64(k.scale), 4)
	p.buf = append(p.buf, " 0 "...)
	p.buf = appendNumber(p.buf, lean, 4)
	p.buf = append(p.buf, " 1 "...)
	p.num(x, p.height-baseline)
	p.op("Tm")
}

func round(v typeset.Points) float64 {
	if v < 0 {
		return float64(v - 0.5)
	}
	return float64(v + 0.5)
}

// area adds a character to the links of its line.
func (p *pageWriter) area(areas []area, l *typeset.Line, g *typeset.Glyph) []area {
	key, linked := linkOf(l, g)
	if !linked || artifact(l) {
		return areas
	}
	from, to := l.X+g.X, l.X+g.X+g.Size*typeset.Points(g.Face.Advance(g.Char))
	if n := len(areas); n > 0 && areas[n-1].key == key {
		areas[n-1].to = max(areas[n-1].to, to)
		return areas
	}
	a := area{key: key, element: p.tags.glyph(l, g), target: l.Of.Target, from: from, to: to}
	if g.Run != nil {
		a.href = g.Run.Href
		if a.target == "" {
			a.target = g.Run.Target
		}
	}
	return append(areas, a)
}

// decorate draws the lines under and through marked text.
func (p *pageWriter) decorate(l *typeset.Line) {
	for _, d := range []struct {
		share  float64
		marked func(*typeset.Run) bool
	}{
		{-underShare, func(r *typeset.Run) bool { return r.Underline }},
		{strikeShare, func(r *typeset.Run) bool { return r.Struck }},
	} {
		for from := 0; from < len(l.Glyphs); from++ {
			to := from
			for to < len(l.Glyphs) && l.Glyphs[to].Run != nil && d.marked(l.Glyphs[to].Run) {
				to++
			}
			if to > from {
				p.across(l, l.Glyphs[from:to], d.share)
				from = to
			}
		}
	}
}

// across draws a line along characters.
func (p *pageWriter) across(l *typeset.Line, gs []typeset.Glyph, share float64) {
	last := gs[len(gs)-1]
	colour := l.Colour
	if c := gs[0].Run.Colour; c != 0 {
		colour = c
	}
	y := l.Baseline - last.Size*typeset.Points(share)
	p.aside("")
	p.stroke(typeset.Stroke{X: l.X + gs[0].X, ToX: l.X + last.X + last.Size*typeset.Points(last.Face.Advance(last.Char)), Y: y, ToY: y, Width: last.Size * lineShare, Colour: colour})
}
