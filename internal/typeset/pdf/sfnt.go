package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"

	"jianbao/internal/typeset"
)

// errOutlines is what a font is refused with whose outlines are no TrueType ones.
var errOutlines = errors.New("has no TrueType outlines, which a PDF needs: take the font as .ttf")

// sfnt is a TrueType file by its tables.
type sfnt struct {
	tables     map[string][]byte
	perEm      int
	glyphs     int
	metrics    int // how many glyphs have an advance of their own; the others have that of the last
	longOffset bool
	loca, glyf []byte
	hmtx       []byte
}

// parseSFNT reads the tables of a font that can be embedded.
func parseSFNT(f *typeset.Face) (*sfnt, error) {
	s := &sfnt{tables: make(map[string][]byte)}
	if err := s.directory(f.Data); err != nil {
		return nil, fmt.Errorf("font %s %w", f.Name, err)
	}
	for _, need := range []struct {
		tag  string
		size int
	}{{"glyf", 0}, {"loca", 4}, {"head", 54}, {"hhea", 36}, {"maxp", 6}, {"hmtx", 4}} {
		if len(s.tables[need.tag]) < need.size || s.tables[need.tag] == nil {
			return nil, fmt.Errorf("font %s %w", f.Name, errOutlines)
		}
	}
	head := s.tables["head"]
	s.perEm, s.longOffset = int(binary.BigEndian.Uint16(head[18:])), binary.BigEndian.Uint16(head[50:]) != 0
	s.glyphs = int(binary.BigEndian.Uint16(s.tables["maxp"][4:]))
	s.metrics = int(binary.BigEndian.Uint16(s.tables["hhea"][34:]))
	s.loca, s.glyf, s.hmtx = s.tables["loca"], s.tables["glyf"], s.tables["hmtx"]
	if s.perEm == 0 || s.metrics == 0 || len(s.hmtx) < 4*s.metrics {
		return nil, fmt.Errorf("font %s is damaged", f.Name)
	}
	return s, nil
}

// directory finds the tables; of a collection those of its first font.
func (s *sfnt) directory(data []byte) error {
	start := 0
	if len(data) >= 16 && string(data[:4]) == "ttcf" {
		start = int(binary.BigEndian.Uint32(data[12:]))
	}
	if len(data) < start+12 {
		return errors.New("is damaged")
	}
	for i := range int(binary.BigEndian.Uint16(data[start+4:])) {
		at := start + 12 + 16*i
		if len(data) < at+16 {
			return errors.New("is damaged")
		}
		from, size := int(binary.BigEndian.Uint32(data[at+8:])), int(binary.BigEndian.Uint32(data[at+12:]))
		if from+size > len(data) {
			return errors.New("is damaged")
		}
		s.tables[string(data[at:at+4])] = data[from : from+size : from+size]
	}
	return nil
}

// outline is the drawing of a glyph; nil: it has none, or the font does not hold it.
func (s *sfnt) outline(id int) []byte {
	var from, to int
	switch {
	case s.longOffset && len(s.loca) >= 4*id+8:
		from, to = int(binary.BigEndian.Uint32(s.loca[4*id:])), int(binary.BigEndian.Uint32(s.loca[4*id+4:]))
	case !s.longOffset && len(s.loca) >= 2*id+4:
		from, to = 2*int(binary.BigEndian.Uint16(s.loca[2*id:])), 2*int(binary.BigEndian.Uint16(s.loca[2*id+2:]))
	}
	if to <= from || to > len(s.glyf) || to-from < 10 {
		return nil
	}
	return s.glyf[from:to]
}

// metric is the advance of a glyph and the blank at its left, as the font writes them.
func (s *sfnt) metric(id int) (advance, left uint16) {
	if id < s.metrics {
		return binary.BigEndian.Uint16(s.hmtx[4*id:]), binary.BigEndian.Uint16(s.hmtx[4*id+2:])
	}
	advance = binary.BigEndian.Uint16(s.hmtx[4*s.metrics-4:])
	if at := 4*s.metrics + 2*(id-s.metrics); len(s.hmtx) >= at+2 {
		left = binary.BigEndian.Uint16(s.hmtx[at:])
	}
	return advance, left
}

// em turns a length of the font into thousandths of an em, PDF's unit.
func (s *sfnt) em(v int) float64 { return float64(v) * 1000 / float64(s.perEm) }

func signed(b []byte) int { return int(int16(binary.BigEndian.Uint16(b))) } //nolint:gosec // the two bytes are a signed number
