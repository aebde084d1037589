package msdoc

import "encoding/binary"

// pageSize is that of the pages of formats in the main stream.
const pageSize = 512

// stretch is a range of bytes of the main stream under one list of formats.
type stretch struct {
	from, to int
	formats  []byte
}

// lookup finds the formats of the character at an offset: the table of pages says which page, the page which list. Where the file
// is silent or wrong, the character has no formats, and neither have those up to where the file says something again.
func lookup(main []byte, table plc, offset int, list func(page []byte, i int) []byte) stretch {
	entry := table.search(offset)
	if entry < 0 {
		return stretch{offset, table.next(offset), nil}
	}
	none := stretch{offset, table.at(entry + 1), nil}
	at := int(binary.LittleEndian.Uint32(table.data(entry))&0x3fffff) * pageSize
	if at+pageSize > len(main) {
		return none
	}
	page := main[at : at+pageSize]
	count := int(page[pageSize-1])
	if 4*(count+1) > pageSize-1 {
		return none
	}
	runs := plc{raw: page, n: count}
	i := runs.search(offset)
	if i < 0 {
		return stretch{offset, min(runs.next(offset), none.to), nil}
	}
	return stretch{runs.at(i), runs.at(i + 1), list(page, i)}
}

// charList is the list of formats of characters i of a page, [MS-DOC] 2.9.33.
func charList(page []byte, i int) []byte {
	count := int(page[pageSize-1])
	slot := 4*(count+1) + i
	if slot >= pageSize-1 {
		return nil
	}
	at := 2 * int(page[slot])
	if at == 0 {
		return nil
	}
	return within(page, at+1, int(page[at]))
}

// paraList is the style and the list of formats of paragraph i of a page, [MS-DOC] 2.9.174.
func paraList(page []byte, i int) []byte {
	count := int(page[pageSize-1])
	slot := 4*(count+1) + 13*i
	if slot >= pageSize-1 {
		return nil
	}
	at := 2 * int(page[slot])
	if at == 0 || at+1 >= pageSize {
		return nil
	}
	if n := int(page[at]); n > 0 {
		return within(page, at+1, 2*n-1)
	}
	return within(page, at+2, 2*int(page[at+1]))
}

func within(page []byte, from, n int) []byte {
	if from > len(page) {
		return nil
	}
	return page[from:min(from+n, len(page))]
}

// Codes of formats, [MS-DOC] 2.6.
const (
	charDeleted    = 0x0800
	charSpecial    = 0x0855
	charBold       = 0x0835
	charItalic     = 0x0836
	charHidden     = 0x083c
	charUnderline  = 0x2a3e
	charPosition   = 0x2a48
	charSize       = 0x4a43
	charStyle      = 0x4a30
	charPlain      = 0x2a33
	charSymbol     = 0x6a09
	paraAlign80    = 0x2403
	paraAlign      = 0x2461
	paraOutline    = 0x2640
	paraPageBefore = 0x2407
	paraInTable    = 0x2416
	paraRowEnd     = 0x2417
	paraTableDepth = 0x6649
	paraLevel      = 0x260a
	paraInList     = 0x460b
	paraFarAway    = 0x6646 // the formats lie in the data stream
	rowDefinition  = 0xd608
	rowHeader      = 0x3404
	rowMergeDown   = 0xd62b
	paraTabs       = 0xc615
)

// operandSizes are the sizes of operands by the three highest bits of a code; 0: the size stands before the operand.
var operandSizes = []int{1, 1, 2, 4, 2, 2, 0, 3}

// eachFormat calls f for every format of a list, up to the first one that is cut short.
func eachFormat(list []byte, f func(code uint16, operand []byte)) {
	for len(list) >= 3 {
		code := binary.LittleEndian.Uint16(list)
		list = list[2:]
		n := operandSizes[code>>13]
		if n == 0 {
			head, size := variableSize(code, list)
			if head > len(list) {
				return
			}
			list, n = list[head:], size
		}
		if n > len(list) {
			return
		}
		f(code, list[:n])
		list = list[n:]
	}
}

// variableSize is the size of the size, and of the operand that follows.
func variableSize(code uint16, list []byte) (head, size int) {
	switch {
	case code == rowDefinition && len(list) >= 2:
		return 2, max(int(binary.LittleEndian.Uint16(list))-1, 0)
	case code == paraTabs && list[0] == 255:
		return 1, longTabs(list[1:])
	}
	return 1, int(list[0])
}

// longTabs is the size of a list of tab stops too long for its size to be told: tabs taken away, then tabs set.
func longTabs(list []byte) int {
	if len(list) == 0 {
		return 0
	}
	n := 1 + 4*int(list[0])
	if n >= len(list) {
		return n
	}
	return n + 1 + 3*int(list[n])
}
