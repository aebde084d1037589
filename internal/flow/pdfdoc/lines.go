package pdfdoc

import (
	"cmp"
	"math"
	"slices"
	"unicode"
)

// piece is a stretch of characters on one base line without a wide gap.
type piece struct {
	glyphs      []glyph
	left, right float64
	y, size     float64 // of most of its characters
}

// wideGap parts two pieces, in widths of a character.
const wideGap = 1.5

// pieces are the stretches of the characters that are turned alike, in the order of the file.
func pieces(glyphs []glyph) []piece {
	var out []piece
	for _, g := range glyphs {
		if n := len(out); n > 0 && follows(out[n-1], g) {
			out[n-1].glyphs = append(out[n-1].glyphs, g)
			out[n-1].right = max(out[n-1].right, g.right())
			continue
		}
		out = append(out, piece{glyphs: []glyph{g}, left: g.x, right: g.right(), y: g.y, size: g.size})
	}
	return out
}

func follows(p piece, g glyph) bool {
	last := p.glyphs[len(p.glyphs)-1]
	em := max(last.size, g.size)
	gap := g.x - last.right()
	return math.Abs(g.y-last.y) < 0.1*em && gap < wideGap*em && g.x > last.x-0.1*em
}

// right is about where a character ends: the file says only where it begins.
func (g glyph) right() float64 { return g.x + g.width() }

func (g glyph) width() float64 {
	if isWide(g.r) {
		return g.size
	}
	return g.size / 2
}

// isWide tells characters that take the whole width of the size.
func isWide(r rune) bool {
	switch {
	case r >= 0x2e80 && r < 0xff61, r >= 0x20000, r >= 0xffe0 && r <= 0xffe6:
		return true
	case r >= 0x2010 && r <= 0x27bf: // dashes, quotation marks, dots, ① and ★, as Chinese fonts have them
		return r >= 0x2014
	}
	return false
}

// isHan tells the characters next to which a blank is an artefact of typesetting.
func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// line is what stands on one base line within one column.
type line struct {
	pieces      []piece // from left to right
	left, right float64
	y, size     float64 // of the biggest characters
	column      int
	of          int // columns
	sheet       *sheet
	place       place
}

// rows puts the pieces that stand on one base line together, from the top to the bottom. A raised character belongs to the line
// that it overlaps.
func rows(all []piece) []*line {
	slices.SortStableFunc(all, func(a, b piece) int { return cmp.Compare(b.y, a.y) })
	var out []*line
	for _, p := range all {
		if n := len(out); n > 0 && out[n-1].y-p.y < 0.45*max(p.size, out[n-1].size) {
			out[n-1].add(p)
			continue
		}
		l := &line{}
		l.add(p)
		out = append(out, l)
	}
	for _, l := range out {
		l.tidy()
	}
	return out
}

func (l *line) add(p piece) {
	if len(l.pieces) == 0 || p.size > l.size {
		l.y, l.size = p.y, p.size
	}
	l.pieces = append(l.pieces, p)
}

// tidy sorts the pieces of a line and joins those that touch.
func (l *line) tidy() {
	slices.SortStableFunc(l.pieces, func(a, b piece) int { return cmp.Compare(a.left, b.left) })
	var out []piece
	for _, p := range l.pieces {
		if n := len(out); n > 0 && p.left-out[n-1].right < wideGap*max(p.size, out[n-1].size) {
			out[n-1].glyphs = append(slices.Clip(out[n-1].glyphs), p.glyphs...)
			out[n-1].right = max(out[n-1].right, p.right)
			out[n-1].size = max(out[n-1].size, p.size)
			continue
		}
		out = append(out, p)
	}
	l.pieces = out
	l.measure()
}

func (l *line) measure() {
	l.left, l.right = l.pieces[0].left, l.pieces[0].right
	for _, p := range l.pieces {
		l.right = max(l.right, p.right)
	}
}

func (l *line) first() glyph { return l.pieces[0].glyphs[0] }

func (l *line) last() glyph {
	p := l.pieces[len(l.pieces)-1]
	return p.glyphs[len(p.glyphs)-1]
}

// bold tells a line that is bold from its beginning to its end.
func (l *line) bold() bool {
	for _, p := range l.pieces {
		for _, g := range p.glyphs {
			if !g.bold {
				return false
			}
		}
	}
	return true
}
