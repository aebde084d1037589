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

func FuzzRead(f *testing.F) {
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
