package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode"

	"jianbao/internal/typeset"
)

// typeface is a font of the document: the glyphs of one face that it uses. The number that a glyph has in the file belongs to one
// character, so that copying text gives back what was written even where a font draws two characters alike.
type typeface struct {
	name   string // of the resource
	ref    ref
	face   *typeset.Face
	file   *sfnt
	shapes []shape
	widths []float64 // of shapes, in thousandths of an em
	number map[shape]uint16
}

func newTypeface(n int, r ref, face *typeset.Face) (*typeface, error) {
	file, err := parseSFNT(face)
	if err != nil {
		return nil, err
	}
	t := &typeface{name: fmt.Sprintf("F%d", n), ref: r, face: face, file: file, number: make(map[shape]uint16)}
	t.add(shape{}) // .notdef, which nothing refers to
	return t, nil
}

// glyph is the number of a character's glyph in the file, and its width.
func (t *typeface) glyph(id uint16, char rune) (uint16, float64) {
	s := shape{id: int(id), char: char}
	if id == 0 {
		s.own = box
		if unseen(char) {
			s.own = nothing
		}
	}
	n, known := t.number[s]
	if !known {
		n = t.add(s)
	}
	return n, t.widths[n]
}

// unseen reports whether a character that no font has is one that is never drawn.
func unseen(c rune) bool {
	return unicode.IsSpace(c) || unicode.IsControl(c) || unicode.In(c, unicode.Cf, unicode.Mn, unicode.Variation_Selector)
}

func (t *typeface) add(s shape) uint16 {
	_, advance, _ := t.file.drawing(s)
	n := uint16(len(t.shapes)) //nolint:gosec // a font has less than 65536 glyphs
	t.shapes = append(t.shapes, s)
	t.widths = append(t.widths, t.file.em(int(advance)))
	t.number[s] = n
	return n
}

// write puts the font into the file, with its glyphs and what they say.
func (t *typeface) write(f *file) {
	data := t.file.subset(t.shapes)
	program, unicodes := f.reserve(), f.reserve()
	f.deflated(program, fmt.Sprintf("/Length1 %d", len(data)), data)
	f.deflated(unicodes, "", toUnicode(t.shapes))
	name := subsetTag(data) + "+" + postScriptName(t.face.Name)
	head, hhea := t.file.tables["head"], t.file.tables["hhea"]
	em := func(b []byte) string { return number(t.file.em(signed(b)), 0) }
	descriptor := f.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%s %s %s %s]/ItalicAngle 0/Ascent %s/Descent %s/CapHeight %s/StemV 80/FontFile2 %v>>",
		name, em(head[36:]), em(head[38:]), em(head[40:]), em(head[42:]), em(hhea[4:]), em(hhea[6:]), em(hhea[4:]), program))
	descendant := f.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %v/DW 1000/W[%s]/CIDToGIDMap/Identity>>",
		name, descriptor, t.widthArray()))
	f.object(t.ref, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%v]/ToUnicode %v>>", name, descendant, unicodes))
}

// widthArray lists the widths that are other than an em.
func (t *typeface) widthArray() string {
	var b strings.Builder
	open := false
	for i, w := range t.widths {
		if w == 1000 {
			if open {
				b.WriteByte(']')
			}
			open = false
			continue
		}
		if open {
			b.WriteByte(' ')
		} else {
			fmt.Fprintf(&b, " %d[", i)
		}
		open = true
		b.WriteString(number(w, 3))
	}
	if open {
		b.WriteByte(']')
	}
	return b.String()
}

// subsetTag is the mark of six letters that PDF puts before the name of a font of which not every glyph is there.
func subsetTag(data []byte) string {
	sum := sha256.Sum256(data)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// postScriptName keeps of a name what a name in a PDF may have.
func postScriptName(name string) string {
	var b bytes.Buffer
	for _, r := range name {
		switch {
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '-':
			b.WriteRune(r)
		case r == ' ' || r == '_':
			b.WriteByte('-')
		}
	}
	if b.Len() == 0 {
		return "Font"
	}
	return b.String()
}
