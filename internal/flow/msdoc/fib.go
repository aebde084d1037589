package msdoc

import (
	"encoding/binary"

	"jianbao/internal/flow"
)

// Places in the file information block, [MS-DOC] 2.5: it has the same layout in all versions from Word 97 on.
const (
	wordMagic    = 0xa5ec
	firstVersion = 0x00c1 // Word 97
	atFlags      = 0x0a
	atCounts     = 0x4c
	atPairCount  = 0x98
	atPairs      = 0x9a
)

// Flags of the block.
const (
	flagEncrypted = 0x0100
	flagTable1    = 0x0200
)

// Numbers of the pairs (offset, length) that say where a structure lies in the table stream.
const (
	pairStyles       = 1
	pairFootRefs     = 2
	pairFootTexts    = 3
	pairHeaders      = 11
	pairCharFormats  = 12
	pairParaFormats  = 13
	pairClx          = 33
	pairEndRefs      = 46
	pairEndTexts     = 47
	pairBoxes        = 56
	pairLists        = 73
	pairListOverride = 74
)

// span is a range of character positions, to not included.
type span struct{ from, to int }

func (s span) len() int { return s.to - s.from }

// stories are the parts that the characters of a file fall into, in the order they lie there.
type stories struct{ body, foot, headers, comments, end, boxes, headerBoxes span }

// fib is what is needed of the file information block.
type fib struct {
	main    []byte
	flags   uint16
	stories stories
}

func readFIB(main []byte) (*fib, error) {
	switch {
	case len(main) < atPairs || binary.LittleEndian.Uint16(main) != wordMagic:
		return nil, damaged("WordDocument")
	case binary.LittleEndian.Uint16(main[2:]) < firstVersion:
		return nil, &flow.Error{Code: flow.Unknown, Detail: "doc of Word 95 or earlier"}
	}
	f := &fib{main: main, flags: binary.LittleEndian.Uint16(main[atFlags:])}
	if f.flags&flagEncrypted != 0 {
		return nil, &flow.Error{Code: flow.Encrypted}
	}
	s := &f.stories
	at := 0
	// The fourth of the eight counts is reserved.
	for i, story := range []*span{&s.body, &s.foot, &s.headers, nil, &s.comments, &s.end, &s.boxes, &s.headerBoxes} {
		if story == nil {
			continue
		}
		n := int(int32(binary.LittleEndian.Uint32(main[atCounts+4*i:]))) //nolint:gosec // the count is signed
		if n < 0 {
			return nil, damaged("counts")
		}
		if n > flow.MaxText-at {
			return nil, &flow.Error{Code: flow.TooLarge, Detail: "text", Limit: flow.MaxText}
		}
		*story = span{at, at + n}
		at += n
	}
	return f, nil
}

func (f *fib) tableName() string {
	if f.flags&flagTable1 != 0 {
		return "1Table"
	}
	return "0Table"
}

// part is a structure of the table stream; nil where there is none, or where it would lie outside.
func (f *fib) part(table []byte, pair int) []byte {
	at := atPairs + 8*pair
	if pair >= int(binary.LittleEndian.Uint16(f.main[atPairCount:])) || len(f.main) < at+8 {
		return nil
	}
	from := int64(binary.LittleEndian.Uint32(f.main[at:]))
	to := from + int64(binary.LittleEndian.Uint32(f.main[at+4:]))
	if to > int64(len(table)) || from == to {
		return nil
	}
	return table[from:to]
}

// tail is a structure with all that lies behind it: the length of lists does not count their levels.
func (f *fib) tail(table []byte, pair int) []byte {
	part := f.part(table, pair)
	return part[:cap(part)]
}
