package msdoc

import "encoding/binary"

// look is how a character is shown, or that it is not.
type look struct {
	bold, italic, underline, super, sub bool
	deleted, hidden, special            bool
	halfPoints                          int
	symbol                              rune
}

// plainLook is how characters are shown where nothing else is said: 10 points.
var plainLook = look{halfPoints: 20} //nolint:gochecknoglobals // a constant

// toggles are the formats that a style may set and text may turn over.
var toggles = map[uint16]func(*look) *bool{
	charBold:   func(l *look) *bool { return &l.bold },
	charItalic: func(l *look) *bool { return &l.italic },
	charHidden: func(l *look) *bool { return &l.hidden },
}

// withFormats is the look l under more formats. Toggles refer to the look of the style. named is the look under a style of
// characters; a style itself names none, or it could name itself.
func withFormats(l, style look, formats []byte, named func(style int, l look) look) look {
	eachFormat(formats, func(code uint16, operand []byte) {
		if field, isToggle := toggles[code]; isToggle {
			*field(&l) = toggled(operand[0], *field(&style))
			return
		}
		switch code {
		case charDeleted:
			l.deleted = operand[0] != 0
		case charSpecial:
			l.special = operand[0] != 0
		case charUnderline:
			l.underline = operand[0] != 0
		case charPosition:
			l.super, l.sub = operand[0] == 1, operand[0] == 2
		case charSize:
			l.halfPoints = int(binary.LittleEndian.Uint16(operand))
		case charSymbol:
			l.symbol = rune(binary.LittleEndian.Uint16(operand[2:]))
		case charPlain:
			l = look{halfPoints: style.halfPoints, bold: style.bold, italic: style.italic, underline: style.underline, hidden: style.hidden, deleted: l.deleted}
		case charStyle:
			if named == nil {
				return
			}
			// Hidden text stays hidden whatever a style says: it must not be shown by mistake.
			hidden := l.hidden
			l = named(int(binary.LittleEndian.Uint16(operand)), l)
			l.hidden = l.hidden || hidden
			style = l
		}
	})
	return l
}

func toggled(operand byte, style bool) bool {
	switch operand {
	case 0x80:
		return style
	case 0x81:
		return !style
	}
	return operand != 0
}

// layout is how a paragraph is set.
type layout struct {
	style           int
	align           byte
	outline         int // 1–9; 0: text
	pageBefore      bool
	inTable, rowEnd bool
	depth           int
	list, level     int // number of the list override, 0: none; level from 0
	row             *rowShape
}

// rowShape is what the end of a row says about it.
type rowShape struct {
	edges  []int    // from left to right, one more than there are cells
	flags  []uint16 // of each cell, [MS-DOC] 2.9.326
	header bool
}

const bodyLevel = 9 // the outline level of text, counting from 0

// withLayout is the layout under more formats. far reads formats that lie in the data stream, once.
func withLayout(l layout, formats []byte, far func(offset uint32) []byte) layout {
	eachFormat(formats, func(code uint16, operand []byte) {
		switch code {
		case paraAlign, paraAlign80:
			l.align = operand[0]
		case paraOutline:
			l.outline = (int(operand[0]) + 1) % (bodyLevel + 1)
		case paraPageBefore:
			l.pageBefore = operand[0] != 0
		case paraInTable:
			l.inTable = operand[0] != 0
		case paraRowEnd:
			l.rowEnd = operand[0] != 0
		case paraTableDepth:
			l.depth = int(binary.LittleEndian.Uint32(operand) & 0xff)
		case paraInList:
			l.list = int(int16(binary.LittleEndian.Uint16(operand))) //nolint:gosec // the number is signed
		case paraLevel:
			l.level = min(int(operand[0]), 8)
		case rowDefinition:
			l.row = readRow(l.row, operand)
		case rowHeader:
			l.row = l.row.clone()
			l.row.header = operand[0] != 0
		case rowMergeDown:
			l.row = l.row.merge(operand)
		case paraFarAway:
			if far != nil {
				list := far(binary.LittleEndian.Uint32(operand))
				far = nil
				l = withLayout(l, list, nil)
			}
		}
	})
	return l
}

func (r *rowShape) clone() *rowShape {
	if r == nil {
		return &rowShape{}
	}
	c := *r
	return &c
}

// readRow reads the edges and cells of a row.
func readRow(r *rowShape, operand []byte) *rowShape {
	r = r.clone()
	if len(operand) == 0 {
		return r
	}
	cells := int(operand[0])
	operand = operand[1:]
	if len(operand) < 2*(cells+1) {
		return r
	}
	r.edges, r.flags = make([]int, cells+1), make([]uint16, cells)
	for i := range r.edges {
		r.edges[i] = int(int16(binary.LittleEndian.Uint16(operand[2*i:]))) //nolint:gosec // the place is signed
	}
	operand = operand[2*(cells+1):]
	const cellSize = 20
	for i := range r.flags {
		if cellSize*i+2 <= len(operand) {
			r.flags[i] = binary.LittleEndian.Uint16(operand[cellSize*i:])
		}
	}
	return r
}

// Flags of a cell: merged to the left, and its part in a merge downwards.
const (
	mergedLeft = 1
	mergeMask  = 3
	downShift  = 5
	mergedUp   = 1
)

func (r *rowShape) merge(operand []byte) *rowShape {
	if r == nil || len(operand) < 2 || int(operand[0]) >= len(r.flags) {
		return r
	}
	i := operand[0]
	r.flags[i] = r.flags[i]&^(mergeMask<<downShift) | uint16(operand[1]&mergeMask)<<downShift
	return r
}
