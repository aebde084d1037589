package msdoc

import (
	"encoding/binary"
	"unicode/utf16"
)

// style is a style of paragraphs or characters.
type style struct {
	id     int // of the built-in style, as 1–9 for headings
	name   string
	base   int
	layout []byte
	look   []byte
}

const (
	noStyle        = 0xfff
	paragraphStyle = 1
	characterStyle = 2
	maxStyles      = 0xffe
	maxBases       = 12 // a chain of styles is no longer than this
)

// readStyles reads the style sheet, [MS-DOC] 2.9.271. A style that is cut short is left empty.
func readStyles(raw []byte) []style {
	if len(raw) < 6 {
		return nil
	}
	head := 2 + int(binary.LittleEndian.Uint16(raw))
	count := min(int(binary.LittleEndian.Uint16(raw[2:])), maxStyles)
	fixed := int(binary.LittleEndian.Uint16(raw[4:]))
	var styles []style
	for at := head; len(styles) < count && at+2 <= len(raw); {
		n := int(binary.LittleEndian.Uint16(raw[at:]))
		at += 2
		if at+n > len(raw) {
			break
		}
		styles = append(styles, readStyle(raw[at:at+n], fixed))
		at += n + n%2
	}
	return styles
}

func readStyle(raw []byte, fixed int) style {
	s := style{base: noStyle}
	if len(raw) < max(fixed, 10)+2 {
		return s
	}
	s.id = int(binary.LittleEndian.Uint16(raw) & 0xfff)
	kind := binary.LittleEndian.Uint16(raw[2:])
	s.base = int(kind >> 4)
	nameLen := int(binary.LittleEndian.Uint16(raw[fixed:]))
	at := fixed + 2
	if at+2*nameLen+2 > len(raw) {
		return s
	}
	s.name = utf16String(raw[at : at+2*min(nameLen, maxName)])
	rest := raw[at+2*nameLen+2:]
	switch kind & 0xf {
	case paragraphStyle:
		s.layout, rest = nextFormats(rest)
		if len(s.layout) >= 2 {
			s.layout = s.layout[2:] // the number of the style itself
		}
		s.look, _ = nextFormats(rest)
	case characterStyle:
		s.look, _ = nextFormats(rest)
	}
	return s
}

func nextFormats(raw []byte) (list, rest []byte) {
	if len(raw) < 2 {
		return nil, nil
	}
	n := int(binary.LittleEndian.Uint16(raw))
	if 2+n > len(raw) {
		return nil, nil
	}
	return raw[2 : 2+n], raw[min(2+n+n%2, len(raw)):]
}

func utf16String(raw []byte) string {
	u := make([]uint16, len(raw)/2)
	for i := range u {
		u[i] = binary.LittleEndian.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(u))
}

// chain lists a style and those it is based on, the outermost base first.
func (d *document) chain(i int) []style {
	var out []style
	for ; i >= 0 && i < len(d.styles) && len(out) < maxBases; i = d.styles[i].base {
		out = append([]style{d.styles[i]}, out...)
	}
	return out
}

// styleLook is the look l under a style. It is kept: text may name a style at every character.
func (d *document) styleLook(i int, l look) look {
	key := lookKey{i, l}
	if known, found := d.looks[key]; found {
		return known
	}
	for _, s := range d.chain(i) {
		if !d.spend(len(s.look)) {
			break
		}
		l = withFormats(l, l, s.look, nil)
	}
	const enough = 10_000
	if len(d.looks) == enough {
		clear(d.looks)
	}
	d.looks[key] = l
	return l
}

// lookKey is a style and what it was laid over.
type lookKey struct {
	style int
	look  look
}

// paragraphStyle is the layout and look a paragraph of the style begins with.
func (d *document) paragraphStyle(i int) (layout, look) {
	if known, found := d.styled[i]; found {
		return known.layout, known.look
	}
	l := layout{}
	for _, s := range d.chain(i) {
		if s.id >= 1 && s.id <= bodyLevel {
			l.outline = s.id
		}
		if !d.spend(len(s.layout)) {
			break
		}
		l = withLayout(l, s.layout, nil)
	}
	l.style = i
	known := styled{l, d.styleLook(i, plainLook)}
	d.styled[i] = known
	return known.layout, known.look
}

// styled is what is kept of a style once it was worked out.
type styled struct {
	layout layout
	look   look
}

// styleName is empty for the default style.
func (d *document) styleName(i int) string {
	if i < 0 || i >= len(d.styles) || d.styles[i].id == 0 {
		return ""
	}
	return d.styles[i].name
}
