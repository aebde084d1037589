package typeset

import (
	"slices"

	"golang.org/x/image/font/sfnt"
)

// Glyph is one character at its place.
type Glyph struct {
	Char  rune
	X     Points // of its left edge, from the start of the line
	Face  *Face
	ID    uint16 // of the glyph in the face; 0: no font at hand has the character
	Size  Points
	Rise  Points  // above the baseline
	Scale float32 // its width by that of the font; 0: 1
	Run   *Run    // whose marks it carries; a footnote's mark carries the run that refers to it
}

// atom is a character on its way into a line.
type atom struct {
	Glyph
	class       class
	wide        Points // what it takes, marks beside each other squeezed already
	left, right Points // blank that may be taken away where the line is too full
	shift       Points // how far the glyph stands left of its place: blank that was taken away at its left
	half        int    // 1 and 2: the first and the second half of a dash
	brk         bool   // a line may end before it
	hard        bool   // a line ends before it
}

const (
	raisedShare = 0.62 // size of raised and lowered characters
	rise        = 0.36
	fall        = -0.14
)

// atoms are the characters of runs, in the type of a style.
func (f *Fonts) atoms(runs []Run, s Style) []atom {
	var out []atom
	var buffer sfnt.Buffer
	hard := false
	for i := range runs {
		r := &runs[i]
		text := r.Text
		if r.Note != nil {
			text = r.Note.Mark
		}
		for _, c := range text {
			if c == '\n' {
				hard = true
				continue
			}
			a := f.atom(&buffer, c, r, s)
			if n := len(out); n > 0 {
				a.brk, a.hard = hard || mayBreak(out[n-1].Char, c) && r.Note == nil, hard
				squeezePair(&out[n-1], &a)
				joinDash(&out[n-1], &a)
			}
			hard = false
			out = append(out, a)
		}
	}
	return out
}

func (f *Fonts) atom(b *sfnt.Buffer, c rune, r *Run, s Style) atom {
	role, size, lift := s.Font, s.Size, Points(0)
	if r.Font != Inherit {
		role = r.Font
	}
	switch {
	case r.Raised > 0 || r.Note != nil:
		size, lift = s.Size*raisedShare, s.Size*rise
	case r.Raised < 0:
		size, lift = s.Size*raisedShare, s.Size*fall
	}
	face, id := f.glyph(b, role, c)
	if own := f.Roles[role]; s.OwnLatin && own.Glyph(b, c) != 0 {
		face, id = own, own.Glyph(b, c)
	}
	a := atom{class: classOf(c), Glyph: Glyph{Char: c, Face: face, ID: id, Size: size, Rise: lift, Run: r}}
	a.wide = size * Points(a.Face.Advance(c))
	if a.class == opening {
		a.left = size / 2
	}
	if a.class == closing {
		a.right = size / 2
	}
	if a.class == joined { // a dash and six dots are one stroke: each half is as wide as its place
		a.Scale = float32(1 / a.Face.Natural(c))
	}
	if a.class != latin && a.class != space && size == s.Size {
		a.wide += s.Tracking
	}
	return a
}

// dashBlank is what stands before and behind a dash, by its size.
const dashBlank = 0.05

// joinDash makes one stroke of the two halves of a dash, whatever blank the font has at their sides.
func joinDash(a, b *atom) {
	if a.Char != '—' || b.Char != '—' || a.half == 1 || a.Face != b.Face {
		return
	}
	for i, h := range []*atom{a, b} {
		h.half = i + 1
		h.Scale = float32((float64(h.wide/h.Size) - dashBlank) / (h.Face.dash.to - h.Face.dash.from))
		h.shift = h.Size * Points(h.Face.dash.from*float64(h.Scale))
	}
	a.shift -= a.Size * dashBlank
}

// squeezePair takes the blank between two marks away that both bring along.
func squeezePair(a, b *atom) {
	if !crowded(a.Char, b.Char) {
		return
	}
	if a.right > 0 {
		a.wide -= a.right
		a.right = 0
		return
	}
	b.wide -= b.left
	b.shift, b.left = b.left, 0
}

// width is what atoms take in a line: spaces at the end take nothing.
func width(line []atom) Points {
	var w Points
	for _, a := range trimmed(line) {
		w += a.wide
	}
	return w
}

// blank is how much may be taken away of marks.
func blank(line []atom) Points {
	var w Points
	for _, a := range line {
		w += a.left + a.right
	}
	return w
}

// trimmed is a line without the spaces at its end.
func trimmed(line []atom) []atom {
	for len(line) > 0 && line[len(line)-1].class == space {
		line = line[:len(line)-1]
	}
	return line
}

// place gives every character of a line its place. spare is how much wider than the characters the line has to become; less than 0 takes
// blank from marks.
func place(line []atom, spare Points) []Glyph {
	line = trimmed(line)
	gaps := 0
	for i := 1; i < len(line); i++ {
		if spreads(line[i-1].Char, line[i].Char) {
			gaps++
		}
	}
	share := Points(0)
	if all := blank(line); spare < 0 && all > 0 {
		share = min(-spare/all, 1)
	}
	out := make([]Glyph, len(line))
	var x Points
	for i, a := range line {
		if i > 0 && spare > 0 && spreads(line[i-1].Char, a.Char) {
			x += spare / Points(gaps)
		}
		g := a.Glyph
		g.X = x - a.shift - a.left*share + off(a)
		out[i] = g
		x += a.wide - (a.left+a.right)*share
	}
	return out
}

// off is how far a glyph that is narrower than its place stands into it: a mark in its half, another in the middle.
func off(a atom) Points {
	if a.class == latin || a.class == space || a.class == joined || a.Char < 0x80 {
		return 0
	}
	spare := a.Size * Points(1-a.Face.Natural(a.Char))
	if spare < a.Size/50 {
		return 0
	}
	if a.class == opening {
		return spare
	}
	if a.class == closing {
		return 0
	}
	return spare / 2
}

// lastHan counts the characters of a line that are no marks and refer to no footnote, up to limit.
func lastHan(line []atom, limit int) int {
	n := 0
	for _, a := range slices.Backward(line) {
		if (a.class == han || a.class == latin) && (a.Run == nil || a.Run.Note == nil) {
			if n++; n == limit {
				break
			}
		}
	}
	return n
}
