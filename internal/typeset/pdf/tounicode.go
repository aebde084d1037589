package pdf

import (
	"bytes"
	"fmt"
	"unicode/utf16"
)

const (
	unicodeHead = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
	unicodeTail = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
	mostInBlock = 100 // entries that PDF allows in one block
)

// meant is the character that a glyph stands for: PDF/A has none stand for a byte order mark, which says nothing in a text.
func meant(r rune) rune {
	if r == '\ufeff' || r == '\ufffe' {
		return '\u200b'
	}
	return r
}

// toUnicode says which character each glyph stands for.
func toUnicode(shapes []shape) []byte {
	var lines [][]byte
	for i, s := range shapes {
		if s.char == 0 {
			continue
		}
		line := appendHex([]byte{'<'}, uint16(i))
		line = append(line, '>', '<')
		for _, u := range utf16.Encode([]rune{meant(s.char)}) {
			line = appendHex(line, u)
		}
		lines = append(lines, append(line, '>', '\n'))
	}
	var b bytes.Buffer
	b.WriteString(unicodeHead)
	for len(lines) > 0 {
		n := min(len(lines), mostInBlock)
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, l := range lines[:n] {
			b.Write(l)
		}
		b.WriteString("endbfchar\n")
		lines = lines[n:]
	}
	b.WriteString(unicodeTail)
	return b.Bytes()
}
