package msdoc

import (
	"encoding/binary"
	"math"
	"sort"

	"golang.org/x/text/encoding/charmap"
)

// piece is a stretch of characters that lie together in the main stream.
type piece struct {
	span
	at      int // offset of its first character in the main stream
	width   int // bytes of a character: 1 or 2
	formats []byte
}

// offset is where a character of the piece lies.
func (p piece) offset(cp int) int { return p.at + (cp-p.from)*p.width }

const (
	clxFormats    = 1
	clxPieces     = 2
	compressed    = 1 << 30
	formatsByList = 1
	maxPieces     = 200_000 // a file that was saved fast a hundred times has some thousands

	maxPieceFormats = 1 << 15 // an entry has no room for a higher number
)

// readPieces reads the piece table: runs of formats that pieces refer to, then the pieces.
func readPieces(clx []byte, mainLen int) ([]piece, error) {
	formats, clx := readFormats(clx)
	if len(clx) < 5 || clx[0] != clxPieces || int64(binary.LittleEndian.Uint32(clx[1:])) > int64(len(clx)-5) {
		return nil, damaged("piece table")
	}
	plc := newPLC(clx[5:5+binary.LittleEndian.Uint32(clx[1:])], 8)
	if plc.len() > maxPieces {
		return nil, damaged("piece table")
	}
	pieces := make([]piece, 0, plc.len())
	for i := range plc.len() {
		p := piece{span: span{plc.at(i), plc.at(i + 1)}, width: 2}
		p.place(plc.data(i), formats)
		if p.len() < 0 || len(pieces) > 0 && p.from != pieces[len(pieces)-1].to || p.offset(p.to) > mainLen {
			return nil, damaged("piece table")
		}
		pieces = append(pieces, p)
	}
	if len(pieces) == 0 || pieces[0].from != 0 {
		return nil, damaged("piece table")
	}
	return pieces, nil
}

// readFormats reads the lists of formats before the pieces. One that is cut short ends them, and the pieces with them.
func readFormats(clx []byte) (formats [][]byte, rest []byte) {
	for len(clx) >= 3 && clx[0] == clxFormats {
		n := 3 + int(binary.LittleEndian.Uint16(clx[1:]))
		if n > len(clx) {
			return nil, nil
		}
		if len(formats) < maxPieceFormats {
			formats = append(formats, clx[3:n])
		}
		clx = clx[n:]
	}
	return formats, clx
}

// place takes from the entry of a piece where it lies, and its formats.
func (p *piece) place(entry []byte, formats [][]byte) {
	p.at = int(binary.LittleEndian.Uint32(entry[2:]))
	if p.at&compressed != 0 {
		p.at, p.width = (p.at&^compressed)/2, 1
	}
	p.formats = pieceFormats(binary.LittleEndian.Uint16(entry[6:]), formats)
}

// shortFormats are the single formats that a piece may carry itself and that are read here, [MS-DOC] 2.9.215.
var shortFormats = map[uint16]uint16{
	0x05: paraAlign80, 0x18: paraInTable, 0x19: paraRowEnd, 0x41: charDeleted, 0x55: charBold, 0x56: charItalic, 0x5c: charHidden,
}

func pieceFormats(prm uint16, formats [][]byte) []byte {
	if prm&formatsByList != 0 {
		if i := int(prm >> 1); i < len(formats) {
			return formats[i]
		}
		return nil
	}
	if code, known := shortFormats[prm>>1&0x7f]; known {
		return append(binary.LittleEndian.AppendUint16(nil, code), byte(prm>>8))
	}
	return nil
}

// units are the characters as UTF-16. One byte stands for a character of Windows-1252.
func units(main []byte, pieces []piece, total int) []uint16 {
	out := make([]uint16, 0, total)
	for _, p := range pieces {
		for cp := p.from; cp < p.to && len(out) < total; cp++ {
			at := p.offset(cp)
			if p.width == 2 {
				out = append(out, binary.LittleEndian.Uint16(main[at:]))
				continue
			}
			r := charmap.Windows1252.DecodeByte(main[at])
			out = append(out, uint16(r)) //nolint:gosec // the table has no character above U+FFFF
		}
	}
	return out
}

// pieceAt finds the piece of a character.
func pieceAt(pieces []piece, cp int) piece {
	i := sort.Search(len(pieces), func(i int) bool { return pieces[i].to > cp })
	return pieces[min(i, len(pieces)-1)]
}

// plc is an array of positions, one more than there are entries, with data of the same size for each entry.
type plc struct {
	raw  []byte
	n    int
	size int
}

func newPLC(raw []byte, size int) plc {
	if len(raw) < 4 {
		return plc{}
	}
	return plc{raw: raw, n: (len(raw) - 4) / (4 + size), size: size}
}

func (p plc) len() int { return p.n }

// at is the position that entry i begins at; at(len) is where the last one ends.
func (p plc) at(i int) int { return int(binary.LittleEndian.Uint32(p.raw[4*i:])) }

func (p plc) data(i int) []byte {
	from := 4*(p.n+1) + p.size*i
	return p.raw[from : from+p.size]
}

// search finds the entry that holds a position; -1 where there is none.
func (p plc) search(at int) int {
	i := sort.Search(p.n, func(i int) bool { return p.at(i+1) > at })
	if i == p.n || p.at(i) > at {
		return -1
	}
	return i
}

// next is the first position behind one that no entry holds at which an entry begins.
func (p plc) next(at int) int {
	i := sort.Search(p.n, func(i int) bool { return p.at(i) > at })
	if i == p.n {
		return math.MaxInt
	}
	return p.at(i)
}
