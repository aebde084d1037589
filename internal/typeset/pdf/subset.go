package pdf

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// shape is a glyph of the subset: one of the font's, or one that no font has.
type shape struct {
	id   int // in the font
	own  ownShape
	char rune // what it says; 0: it is only part of another
}

// ownShape is a glyph that is made here.
type ownShape uint8

const (
	fromFont ownShape = iota
	box               // stands for a character that no font at hand has
	nothing           // stands for one that is not seen
)

// keptTables are copied: they steer how outlines are fitted to pixels.
var keptTables = []string{"cvt ", "fpgm", "prep"}

// subset makes a TrueType file of some glyphs, numbered as they come; the first is the font's .notdef. Glyphs that others are composed of
// are added behind them.
func (s *sfnt) subset(shapes []shape) []byte {
	shapes = slices.Clone(shapes)
	number := make(map[int]int, len(shapes))
	for i, sh := range shapes {
		if _, known := number[sh.id]; !known && sh.own == fromFont {
			number[sh.id] = i
		}
	}
	var glyf, loca, hmtx bytes.Buffer
	offset := func() { _ = binary.Write(&loca, binary.BigEndian, uint32(glyf.Len())) } //nolint:gosec // a font has less than 4 GB
	for i := 0; i < len(shapes); i++ {
		offset()
		outline, advance, left := s.drawing(shapes[i])
		eachPart(outline, func(id int) int {
			n, known := number[id]
			if !known {
				n = len(shapes)
				number[id] = n
				shapes = append(shapes, shape{id: id})
			}
			return n
		})
		glyf.Write(outline)
		for glyf.Len()%4 != 0 {
			glyf.WriteByte(0)
		}
		_ = binary.Write(&hmtx, binary.BigEndian, [2]uint16{advance, left})
	}
	offset()
	return s.assemble(len(shapes), map[string][]byte{"glyf": glyf.Bytes(), "loca": loca.Bytes(), "hmtx": hmtx.Bytes()})
}

// drawing is a copy of a glyph's outline, and its metric.
func (s *sfnt) drawing(sh shape) (outline []byte, advance, left uint16) {
	em := uint16(s.perEm) //nolint:gosec // it was read from two bytes
	switch sh.own {
	case box:
		return boxOutline(s.perEm), em, em / 10
	case nothing:
		return nil, 0, 0
	case fromFont:
	}
	advance, left = s.metric(sh.id)
	return slices.Clone(s.outline(sh.id)), advance, left
}

// Bits of a component of a composed glyph.
const (
	wideArguments = 1 << 0
	oneScale      = 1 << 3
	more          = 1 << 5
	twoScales     = 1 << 6
	matrix        = 1 << 7
)

// eachPart gives every component of a composed glyph the number that renumber has for it.
func eachPart(outline []byte, renumber func(id int) int) {
	if len(outline) < 10 || signed(outline) >= 0 {
		return
	}
	for at := 10; at+4 <= len(outline); {
		flags := binary.BigEndian.Uint16(outline[at:])
		binary.BigEndian.PutUint16(outline[at+2:], uint16(renumber(int(binary.BigEndian.Uint16(outline[at+2:]))))) //nolint:gosec // a font has less than 65536 glyphs
		at += 6
		if flags&wideArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			return
		}
	}
}

// boxOutline is an empty box as high as a Han character: two squares, one inside the other.
func boxOutline(perEm int) []byte {
	u := func(share int) int16 { return int16(perEm * share / 100) } //nolint:gosec // an em is at most 16384
	type point struct{ x, y int16 }
	corners := []point{
		{u(10), u(-5)},
		{u(10), u(75)},
		{u(90), u(75)},
		{u(90), u(-5)},
		{u(14), u(-1)},
		{u(86), u(-1)},
		{u(86), u(71)},
		{u(14), u(71)},
	}
	var b bytes.Buffer
	_ = binary.Write(&b, binary.BigEndian, [5]int16{2, u(10), u(-5), u(90), u(75)})
	_ = binary.Write(&b, binary.BigEndian, [3]uint16{3, 7, 0}) // the last point of each square; no instructions
	for range corners {
		b.WriteByte(1) // on the outline
	}
	var last point
	for _, c := range corners {
		_ = binary.Write(&b, binary.BigEndian, c.x-last.x)
		last.x = c.x
	}
	for _, c := range corners {
		_ = binary.Write(&b, binary.BigEndian, c.y-last.y)
		last.y = c.y
	}
	return b.Bytes()
}

// assemble puts the tables together.
func (s *sfnt) assemble(glyphs int, tables map[string][]byte) []byte {
	count := uint16(glyphs) //nolint:gosec // subset is of at most 65535 glyphs
	head, hhea, maxp := slices.Clone(s.tables["head"]), slices.Clone(s.tables["hhea"]), slices.Clone(s.tables["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)  // the sum of the file is set at the end
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets
	binary.BigEndian.PutUint16(hhea[34:], count)
	binary.BigEndian.PutUint16(maxp[4:], count)
	tables["head"], tables["hhea"], tables["maxp"] = head, hhea, maxp
	for _, tag := range keptTables {
		if t := s.tables[tag]; len(t) > 0 {
			tables[tag] = t
		}
	}
	return joinTables(tables)
}

func joinTables(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	n, power, log := len(tags), 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{n, power * 16, log, (n - power) * 16} {
		out = binary.BigEndian.AppendUint16(out, uint16(v)) //nolint:gosec // a dozen tables
	}
	at, headAt := len(out)+16*n, 0
	for _, tag := range tags {
		t := tables[tag]
		if tag == "head" {
			headAt = at
		}
		out = append(out, tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(t))
		out = binary.BigEndian.AppendUint32(out, uint32(at))     //nolint:gosec // a font has less than 4 GB
		out = binary.BigEndian.AppendUint32(out, uint32(len(t))) //nolint:gosec // as above
		at += (len(t) + 3) / 4 * 4
	}
	for _, tag := range tags {
		out = append(out, tables[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) (sum uint32) {
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var rest [4]byte
	copy(rest[:], b)
	return sum + binary.BigEndian.Uint32(rest[:])
}
