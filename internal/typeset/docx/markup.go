package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup is XML in the making.
type markup struct{ b []byte }

// put writes markup as it is.
func (m *markup) put(parts ...string) {
	for _, s := range parts {
		m.b = append(m.b, s...)
	}
}

// text writes what a person reads: escaped, and without what XML 1.0 has no place for.
func (m *markup) text(s string) { m.b = append(m.b, escaped(s)...) }

// val writes an element that has nothing but a value.
func (m *markup) val(element, value string) {
	m.put("<w:", element, ` w:val="`, escaped(value), `"/>`)
}

// num writes an element that has nothing but a number.
func (m *markup) num(element string, n int) { m.val(element, strconv.Itoa(n)) }

// flag writes an element that is there or not.
func (m *markup) flag(on bool, element string) {
	if on {
		m.put("<w:", element, "/>")
	}
}

// inside writes an element around what fn writes, and nothing where fn writes nothing.
func (m *markup) inside(element string, fn func()) {
	start := len(m.b)
	m.put("<w:", element, ">")
	from := len(m.b)
	fn()
	if len(m.b) == from {
		m.b = m.b[:start]
		return
	}
	m.put("</w:", element, ">")
}

// numAttr is an attribute of w: with a number.
func numAttr(name string, n int) string { return " w:" + name + `="` + strconv.Itoa(n) + `"` }

// attr is an attribute with any value.
func attr(name, value string) string { return " " + name + `="` + escaped(value) + `"` }

var entities = map[rune]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '\n': "&#10;", '\r': "&#13;", '\t': "&#9;"}

// escaped is s as character data or as a value. Characters that XML 1.0 (2.2) forbids are left out, and so are bytes that are no UTF-8.
func escaped(s string) string {
	var out strings.Builder
	last := 0
	for i, r := range s {
		width := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, width = utf8.DecodeRuneInString(s[i:])
		}
		entity, special := entities[r]
		if !special && allowed(r, width) {
			continue
		}
		out.WriteString(s[last:i])
		out.WriteString(entity)
		last = i + width
	}
	out.WriteString(s[last:])
	return out.String()
}

// allowed reports whether a character may stand in XML 1.0; width tells a broken byte from a written U+FFFD.
func allowed(r rune, width int) bool {
	switch {
	case r < 0x20, r >= 0xFFFE && r <= 0xFFFF:
		return r == '\t' || r == '\n' || r == '\r'
	case r == utf8.RuneError:
		return width == 3
	}
	return true
}
