package msdoc

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"jianbao/internal/flow/numeral"
)

// maxLevels is how many levels a list has.
const maxLevels = 9

// level says how the items of one level of a list are marked.
type level struct {
	start    int
	format   byte
	template []uint16 // characters below maxLevels stand for the number of that level
	decimal  bool     // numbers of outer levels are written 1, 2, 3
}

// list is one definition; overrides share its counters.
type list struct {
	levels  []level
	counts  [maxLevels]int
	running [maxLevels]bool
}

// override is what paragraphs refer to: a list, with levels that begin or look otherwise.
type override struct {
	list   *list
	levels map[int]level
	starts map[int]int // where a level begins anew at its first use
}

// lists count the items as they come.
type lists struct{ overrides []override }

const (
	listSize       = 28
	levelSize      = 28
	overrideSize   = 16
	maxOverrides   = 0xffff
	startOverride  = 1 << 4
	formatOverride = 1 << 5
)

// readLists reads definitions and overrides, [MS-DOC] 2.9.131 to 2.9.150. What is cut short is left out: such items have no mark.
func readLists(definitions, overrides []byte) *lists {
	byID := map[uint32]*list{}
	if len(definitions) >= 2 {
		n := int(binary.LittleEndian.Uint16(definitions))
		if heads := definitions[2:]; n*listSize <= len(heads) {
			rest := heads[n*listSize:]
			for i := range n {
				head := heads[i*listSize:]
				l := &list{}
				rest = l.read(rest, head[26]&1 != 0)
				byID[binary.LittleEndian.Uint32(head)] = l
			}
		}
	}
	return &lists{readOverrides(overrides, byID)}
}

func (l *list) read(raw []byte, simple bool) (rest []byte) {
	n := maxLevels
	if simple {
		n = 1
	}
	for range n {
		lv, after, ok := readLevel(raw)
		if !ok {
			return nil
		}
		l.levels = append(l.levels, lv)
		raw = after
	}
	return raw
}

func readLevel(raw []byte) (lv level, rest []byte, ok bool) {
	if len(raw) < levelSize+2 {
		return level{}, nil, false
	}
	lv = level{start: int(int32(binary.LittleEndian.Uint32(raw))), format: raw[4], decimal: raw[5]&(1<<2) != 0} //nolint:gosec // signed
	at := levelSize + int(raw[24]) + int(raw[25])
	if at+2 > len(raw) {
		return level{}, nil, false
	}
	n := int(binary.LittleEndian.Uint16(raw[at:]))
	at += 2
	if at+2*n > len(raw) {
		return level{}, nil, false
	}
	for i := range min(n, maxTemplate) {
		lv.template = append(lv.template, binary.LittleEndian.Uint16(raw[at+2*i:]))
	}
	return lv, raw[at+2*n:], true
}

func readOverrides(raw []byte, byID map[uint32]*list) []override {
	if len(raw) < 4 {
		return nil
	}
	n := int64(binary.LittleEndian.Uint32(raw))
	heads := raw[4:]
	if n > maxOverrides || n*overrideSize > int64(len(heads)) {
		return nil
	}
	out := make([]override, n)
	rest := heads[n*overrideSize:]
	for i := range out {
		head := heads[i*overrideSize:]
		out[i].list = byID[binary.LittleEndian.Uint32(head)]
		if rest != nil {
			rest = out[i].read(rest, int(head[12]))
		}
	}
	return out
}

// read reads the levels of an override; nil where they are cut short.
func (o *override) read(raw []byte, levels int) (rest []byte) {
	if len(raw) < 4 {
		return nil
	}
	raw = raw[4:]
	o.levels, o.starts = map[int]level{}, map[int]int{}
	for range levels {
		if len(raw) < 8 {
			return nil
		}
		start, flags := int(int32(binary.LittleEndian.Uint32(raw))), binary.LittleEndian.Uint32(raw[4:]) //nolint:gosec // signed
		raw = raw[8:]
		at := int(flags & 0xf)
		if flags&startOverride != 0 {
			o.starts[at] = start
		}
		if flags&formatOverride == 0 {
			continue
		}
		lv, after, ok := readLevel(raw)
		if !ok {
			return nil
		}
		o.levels[at], raw = lv, after
	}
	return raw
}

// next counts an item, and is its mark and level; empty and 0 for a paragraph without one.
func (ls *lists) next(l layout) (mark string, depth int) {
	if l.list < 1 || l.list > len(ls.overrides) || ls.overrides[l.list-1].list == nil {
		return "", 0
	}
	o := &ls.overrides[l.list-1]
	lv, known := o.level(l.level)
	if !known {
		return "", 0
	}
	o.count(l.level)
	if mark = o.mark(lv); mark == "" {
		return "", 0
	}
	return mark, l.level + 1
}

func (o *override) level(i int) (level, bool) {
	if lv, found := o.levels[i]; found {
		return lv, true
	}
	if i < len(o.list.levels) {
		return o.list.levels[i], true
	}
	return level{}, false
}

// count goes on at a level, and begins all deeper ones anew.
func (o *override) count(at int) {
	l := o.list
	start, anew := o.starts[at]
	switch {
	case anew:
		l.counts[at] = start
		delete(o.starts, at)
	case l.running[at]:
		l.counts[at]++
	default:
		l.counts[at] = o.start(at)
	}
	l.running[at] = true
	for i := at + 1; i < maxLevels; i++ {
		l.running[i] = false
	}
}

func (o *override) start(at int) int {
	lv, _ := o.level(at)
	return lv.start
}

const (
	formatBullet = 0x17
	formatNone   = 0xff
)

func (o *override) mark(lv level) string {
	if lv.format == formatBullet {
		return bulletOf(lv.template)
	}
	var b strings.Builder
	for _, u := range lv.template {
		if u >= maxLevels {
			b.WriteString(string(utf16.Decode([]uint16{u})))
			continue
		}
		b.WriteString(o.number(int(u), lv))
	}
	return strings.TrimSpace(b.String())
}

// number is that of one level within a mark. A level that had no item yet is at its start.
func (o *override) number(at int, within level) string {
	lv, known := o.level(at)
	if !known {
		return ""
	}
	n := o.list.counts[at]
	if !o.list.running[at] {
		n = lv.start
	}
	if within.decimal {
		return numeral.Write(numeral.Decimal, n)
	}
	return numeral.Write(formats[lv.format], n)
}

func bulletOf(template []uint16) string {
	s := strings.TrimSpace(string(utf16.Decode(template)))
	if s == "" {
		return ""
	}
	if r := []rune(s)[0]; r >= 0xe000 && r <= 0xf8ff {
		return "•"
	}
	return s
}

// formats are the ways of writing numbers by their code, [MS-OSHARED] 2.2.1.3.
var formats = map[byte]numeral.Style{
	0x01: numeral.UpperRoman, 0x02: numeral.LowerRoman, 0x03: numeral.UpperLetter, 0x04: numeral.LowerLetter, 0x0a: numeral.ChineseDigits,
	0x0b: numeral.Chinese, 0x0e: numeral.FullWidth, 0x10: numeral.ChineseLegal, 0x11: numeral.ChineseDigits, 0x12: numeral.Circled,
	0x13: numeral.FullWidth, 0x16: numeral.DecimalZero, 0x1a: numeral.FullStop, 0x1b: numeral.Parenthesised, 0x1c: numeral.Circled,
	0x1d: numeral.ChineseCircled, 0x1e: numeral.Stems, 0x1f: numeral.Branches, 0x21: numeral.Chinese, 0x22: numeral.ChineseLegal,
	0x23: numeral.ChineseThousands, 0x24: numeral.ChineseDigits, 0x25: numeral.Chinese, 0x26: numeral.ChineseLegal,
	0x27: numeral.ChineseThousands, formatNone: numeral.None,
}
