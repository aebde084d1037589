package msdoc

import (
	"bytes"
	"encoding/binary"
	"testing"

	"jianbao/internal/flow"
	"jianbao/internal/flow/flowtest"
)

// fibOf finds where the main stream begins in a fixture: it lies in one stretch.
func fibOf(t *testing.T, data []byte) int {
	t.Helper()
	at := bytes.Index(data, []byte("\xec\xa5"))
	if at < 0 {
		t.Fatal("there is no main stream")
	}
	return at
}

func TestBadFilesAreRefusedWithTheirReason(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(data []byte, fib int) []byte
		want  flow.Code
	}{
		"cut in the head":       {func(data []byte, _ int) []byte { return data[:300] }, flow.Damaged},
		"cut in half":           {func(data []byte, _ int) []byte { return data[:len(data)/2] }, flow.Damaged},
		"nothing behind 512":    {func(data []byte, _ int) []byte { return data[:512] }, flow.Damaged},
		"a password":            {func(data []byte, fib int) []byte { data[fib+atFlags+1] |= 1; return data }, flow.Encrypted},
		"an old version":        {func(data []byte, fib int) []byte { data[fib+2] = 0x65; data[fib+3] = 0; return data }, flow.Unknown},
		"a wrong magic":         {func(data []byte, fib int) []byte { data[fib] = 0; return data }, flow.Damaged},
		"a count that is lying": {func(data []byte, fib int) []byte { data[fib+atCounts+1] = 0x70; return data }, flow.Damaged},
		"a huge count":          {func(data []byte, fib int) []byte { data[fib+atCounts+3] = 0x70; return data }, flow.TooLarge},
		"a count below zero":    {func(data []byte, fib int) []byte { data[fib+atCounts+3] = 0xf0; return data }, flow.Damaged},
		"no piece table":        {func(data []byte, fib int) []byte { clear(data[fib+atPairs+8*pairClx:][:8]); return data }, flow.Damaged},
		"a chain in a circle":   {circle, flow.Damaged},
		"far too many sectors":  {manySectors, flow.Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := fixture(t, "bulletin")
			_, err := Read(c.spoil(data, fibOf(t, data)))
			if got := flowtest.Refusal(t, err); got != c.want {
				t.Errorf("refused as %q, want %q", got, c.want)
			}
		})
	}
}

// circle lets every sector lead to the first one.
func circle(data []byte, _ int) []byte {
	fat := 512 * (1 + int(binary.LittleEndian.Uint32(data[76:])))
	for i := range 128 {
		binary.LittleEndian.PutUint32(data[fat+4*i:], 0)
	}
	return data
}

// manySectors claims more sectors of links than there are bytes.
func manySectors(data []byte, _ int) []byte {
	binary.LittleEndian.PutUint32(data[44:], 0xffffffff)
	binary.LittleEndian.PutUint32(data[72:], 0xfffffff0)
	return data
}

func FuzzReadOldWord(f *testing.F) {
	for _, name := range []string{"bulletin", "report", "latin"} {
		f.Add(fixture(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Read(data)
		if err != nil {
			flowtest.Refusal(t, err)
			return
		}
		flowtest.Check(t, file)
	})
}

func TestAStyleThatNamesItselfEnds(t *testing.T) {
	t.Parallel()
	itself := binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, charStyle), 0)
	hidden := append(binary.LittleEndian.AppendUint16(nil, charHidden), 1)
	d := &document{looks: map[lookKey]look{}, styled: map[int]styled{}, styles: []style{{base: 0, look: append(itself, hidden...)}}}
	if l := withFormats(plainLook, plainLook, itself, d.styleLook); !l.hidden {
		t.Error("the style hides nothing")
	}
	if _, l := d.paragraphStyle(0); !l.hidden {
		t.Error("the style of paragraphs hides nothing")
	}
}

func TestAMarkThatWasDeletedEndsNoParagraph(t *testing.T) {
	t.Parallel()
	d := twoParagraphs(t)
	items, err := d.story(span{0, len(d.units)}, flow.Body)
	if err != nil {
		t.Fatal(err)
	}
	f := &flow.File{Items: items}
	if got := flowtest.Text(f); got != "甲乙\n" {
		t.Errorf("it reads as %q", got)
	}
}

// twoParagraphs are 甲 and 乙, with the mark between them deleted.
func twoParagraphs(t *testing.T) *document {
	t.Helper()
	text := []uint16{'甲', paragraphEnd, '乙', paragraphEnd}
	page := make([]byte, pageSize) // of the formats of characters, which is the first page
	for i, at := range []uint32{pageSize + 2, pageSize + 4} {
		binary.LittleEndian.PutUint32(page[4*i:], at)
	}
	page[pageSize-1] = 1 // one stretch, whose formats lie at byte 100
	page[8] = 50
	copy(page[100:], []byte{3, charDeleted & 0xff, charDeleted >> 8, 1})
	main := page
	for _, u := range text {
		main = binary.LittleEndian.AppendUint16(main, u)
	}
	table := binary.LittleEndian.AppendUint32(nil, pageSize)
	table = binary.LittleEndian.AppendUint32(table, uint32(len(main)))
	table = binary.LittleEndian.AppendUint32(table, 0)
	return &document{
		fib: &fib{main: main}, units: text, pieces: []piece{{span: span{0, len(text)}, at: pageSize, width: 2}}, charPLC: newPLC(table, 4),
		styled: map[int]styled{}, looks: map[lookKey]look{}, lists: &lists{}, skip: make([]bool, len(text)), file: &flow.File{},
	}
}
