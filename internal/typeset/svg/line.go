package svg

import (
	"math"
	"strconv"

	"jianbao/internal/typeset"
)

const (
	// slant is how far italic characters lean: twelve degrees.
	slant = 0.2126
	// boldWidth is the line that makes a character bold, in thousandths of its size: no office font has a bold cut of its own.
	boldWidth = 22
	// underShare and strikeShare are how far below and above the baseline lines stand, lineShare how wide they are.
	underShare, strikeShare, lineShare = 0.16, -0.36, 0.05
)

// look is what characters that are drawn in one go have in common.
type look struct {
	size, rise   typeset.Points
	scale        float32
	bold, italic bool
	colour       typeset.Colour
}

func lookOf(l *typeset.Line, g *typeset.Glyph) look {
	k := look{size: g.Size, rise: g.Rise, scale: g.Scale, bold: l.Bold, colour: l.Colour}
	if k.scale == 0 {
		k.scale = 1
	}
	if r := g.Run; r != nil {
		k.bold, k.italic = k.bold || r.Bold, r.Italic
		if r.Colour != 0 {
			k.colour = r.Colour
		}
	}
	return k
}

// line draws a line of characters, those of one look together.
func (p *page) line(l *typeset.Line) error {
	for gs := l.Glyphs; len(gs) > 0; {
		k, n := lookOf(l, &gs[0]), 1
		for n < len(gs) && lookOf(l, &gs[n]) == k {
			n++
		}
		if err := p.run(l, k, gs[:n]); err != nil {
			return err
		}
		gs = gs[n:]
	}
	p.across(l, underShare, func(r *typeset.Run) bool { return r.Underline })
	p.across(l, strikeShare, func(r *typeset.Run) bool { return r.Struck })
	return nil
}

// run draws characters of one look in thousandths of their size.
func (p *page) run(l *typeset.Line, k look, gs []typeset.Glyph) error {
	x, y := k.size*typeset.Points(k.scale)/typeset.Em, k.size/typeset.Em
	lean := typeset.Points(0)
	if k.italic {
		lean = -slant * y
	}
	p.put(`<g transform="matrix(%s 0 %s %s %s %s)" fill="%s"`, factor(x), factor(lean), factor(y), length(l.X), length(l.Baseline-k.rise), colour(k.colour))
	if k.bold {
		p.put(` stroke="%s" stroke-width="%d"`, colour(k.colour), boldWidth)
	}
	p.put(">")
	for i := range gs {
		id, err := p.outline(glyph{gs[i].Face, gs[i].ID})
		if err != nil {
			return err
		}
		if id != "" {
			p.put(`<use href="#%s" x="%d"/>`, id, int(math.Round(float64(gs[i].X/x))))
		}
	}
	p.put("</g>")
	return nil
}

// outline is the id under which the page holds a glyph.
func (p *page) outline(g glyph) (string, error) {
	if id, known := p.glyphs[g]; known {
		return id, nil
	}
	path, err := g.face.Outline(g.id)
	if err != nil {
		return "", err
	}
	id := ""
	if path != "" {
		id = "g" + strconv.Itoa(len(p.glyphs))
		p.defs.WriteString(`<path id="` + id + `" d="` + path + `"/>`)
	}
	p.glyphs[g] = id
	return id, nil
}

// across draws a line along every stretch of characters that are marked for it.
func (p *page) across(l *typeset.Line, share typeset.Points, marked func(*typeset.Run) bool) {
	gs := l.Glyphs
	for from := 0; from < len(gs); from++ {
		to := from
		for to < len(gs) && gs[to].Run != nil && marked(gs[to].Run) {
			to++
		}
		if to == from {
			continue
		}
		last := gs[to-1]
		y := l.Baseline + last.Size*share
		p.stroke(typeset.Stroke{
			X: l.X + gs[from].X, ToX: l.X + last.X + last.Size*typeset.Points(last.Face.Advance(last.Char)), Y: y, ToY: y,
			Width: last.Size * lineShare, Colour: lookOf(l, &gs[from]).colour,
		})
		from = to
	}
}
