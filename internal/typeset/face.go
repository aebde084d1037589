package typeset

import (
	"fmt"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Face is one font file with what laying out needs of it. It is safe for concurrent use.
type Face struct {
	Name string // of its family
	Data []byte // the file; an OpenType collection holds its first font only
	font *sfnt.Font
	wide [maxMeasured]float32 // advances of European characters, in em; less than 0: lacking
	mark map[rune]float64     // advances of the marks of Chinese text that are drawn narrower than an em
	dash stretch              // where the stroke of a dash lies in its em
}

// stretch is a part of an em.
type stretch struct{ from, to float64 }

// maxMeasured bounds the table of advances: everything below is Latin, Greek, Cyrillic and signs of European type.
const maxMeasured = 0x2000

// ParseFace reads a TrueType or OpenType font file.
func ParseFace(name string, data []byte) (*Face, error) {
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	face := &Face{Name: name, Data: data, font: f, mark: make(map[rune]float64)}
	var b sfnt.Buffer
	for r := range rune(maxMeasured) {
		face.wide[r] = float32(face.measure(&b, r))
	}
	for _, r := range notFirst + notLast {
		face.mark[r] = face.measure(&b, r)
	}
	face.dash = face.ink(&b, '—')
	return face, nil
}

// measure is the advance of a character in em; -1: the font lacks it.
func (f *Face) measure(b *sfnt.Buffer, r rune) float64 {
	g := f.Glyph(b, r)
	if g == 0 {
		return -1
	}
	a, err := f.font.GlyphAdvance(b, sfnt.GlyphIndex(g), fixed.I(Em), font.HintingNone)
	if err != nil {
		return -1
	}
	return units(a) / Em
}

// ink is how far the drawing of a character reaches, in em.
func (f *Face) ink(b *sfnt.Buffer, r rune) stretch {
	bounds, _, err := f.font.GlyphBounds(b, sfnt.GlyphIndex(f.Glyph(b, r)), fixed.I(Em), font.HintingNone)
	if err != nil || bounds.Max.X <= bounds.Min.X {
		return stretch{0, 1}
	}
	return stretch{units(bounds.Min.X) / Em, units(bounds.Max.X) / Em}
}

// Glyph is the number of the glyph for a character; 0: the font lacks it.
func (f *Face) Glyph(b *sfnt.Buffer, r rune) uint16 {
	g, err := f.font.GlyphIndex(b, r)
	if err != nil {
		return 0
	}
	return uint16(g)
}

// Outline is a glyph's contours as the d attribute of an SVG path, in thousandths of an em with y growing downwards from the baseline. It
// is empty for a space, holds the same letters as a Lettering and is filled by the same rule.
func (f *Face) Outline(glyph uint16) (string, error) {
	p := pen{face: f.font}
	err := p.glyph(sfnt.GlyphIndex(glyph))
	return p.path.String(), err
}

// Advance is the width of a character in em: what the font says of European type, one em of everything else.
func (f *Face) Advance(r rune) float64 {
	if r >= 0 && r < maxMeasured && !fullWidth(r) {
		if w := f.wide[r]; w >= 0 {
			return float64(w)
		}
		return 0.5
	}
	return 1
}

// Natural is how wide a character is drawn, in em, which is less than Advance for marks that the font draws narrow.
func (f *Face) Natural(r rune) float64 {
	if w, known := f.mark[r]; known && w > 0 {
		return w
	}
	if r >= 0 && r < maxMeasured && f.wide[r] > 0 {
		return float64(f.wide[r])
	}
	return 1
}

// fullWidth reports whether a sign of European type stands a full em wide in Chinese text: quotation marks, dash, dots and circled
// numbers lie above the table; these few below it.
func fullWidth(r rune) bool {
	switch r {
	case '·', '×', '÷', '°', '±', '§':
		return r == '·' || r == '×' || r == '÷' || r == '±'
	}
	return false
}

// Latin reports whether a character is set in the European font: letters, digits and signs, but none of the marks that Chinese text
// shares with European text.
func Latin(r rune) bool {
	return r < maxMeasured && !fullWidth(r) && !unicode.Is(unicode.Han, r)
}

// Fonts are the fonts of one office by their roles.
type Fonts struct {
	Roles  map[FontRole]*Face
	Latin  *Face // European letters and digits of running text
	Backup *Face // for characters that the font of a role lacks
}

// glyph is the face that draws a character in a role, and its glyph: the backup's where the role's font lacks it.
func (f *Fonts) glyph(b *sfnt.Buffer, role FontRole, r rune) (*Face, uint16) {
	face := f.Of(role, r)
	if id := face.Glyph(b, r); id != 0 || f.Backup == nil {
		return face, id
	}
	return f.Backup, f.Backup.Glyph(b, r)
}

// Of is the face in which a character is set. A Latin character in 黑体 or 小标宋 is set in the role's own face: that for European text
// is too light beside them.
func (f *Fonts) Of(role FontRole, r rune) *Face {
	face := f.Roles[role]
	switch {
	case Latin(r) && role != Hei && role != BiaoSong && f.Latin != nil:
		return f.Latin
	case (r == '“' || r == '”' || r == '‘' || r == '’') && face.Natural(r) < 0.6: // drawn for European text
		return f.Backup
	}
	return face
}

// Characters are those of a text with their faces and glyphs in a role, without places.
func (f *Fonts) Characters(text string, role FontRole, size Points) []Glyph {
	var b sfnt.Buffer
	out := make([]Glyph, 0, len(text)/3)
	for _, c := range text {
		face, id := f.glyph(&b, role, c)
		out = append(out, Glyph{Char: c, Face: face, ID: id, Size: size})
	}
	return out
}
