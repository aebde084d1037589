package msdoc

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"
)

// word is a file while a test puts it together.
type word struct {
	text    []byte         // characters as they lie in the main stream, of two bytes each
	parts   map[int][]byte // of the table stream, by the number of their pair
	pages   [][]byte       // of formats, which lie before the text: page i is number firstPage+i
	pieces  []byte         // the piece table; empty: one piece is all
	foot    int            // characters of the story of footnotes, which end the text
	headers int            // of headers, behind those
	data    []byte
}

const (
	firstPage  = 2 // behind the file information block
	knownPairs = 93
)

// newWord is a file of this text.
func newWord(text string) *word {
	w := &word{parts: map[int][]byte{}}
	for _, u := range utf16.Encode([]rune(text)) {
		w.text = binary.LittleEndian.AppendUint16(w.text, u)
	}
	return w
}

func (w *word) with(pair int, part []byte) *word {
	w.parts[pair] = part
	return w
}

// textAt is where the text lies in the main stream.
func (w *word) textAt() int { return (firstPage + len(w.pages)) * pageSize }

func (w *word) length() int { return len(w.text) / 2 }

// file is the container with its streams.
func (w *word) file(tb testing.TB) []byte {
	tb.Helper()
	main := make([]byte, firstPage*pageSize)
	le := binary.LittleEndian
	le.PutUint16(main, wordMagic)
	le.PutUint16(main[2:], firstVersion)
	le.PutUint16(main[atPairCount:], knownPairs)
	le.PutUint32(main[atCounts:], uint32(w.length()-w.foot-w.headers))
	le.PutUint32(main[atCounts+4:], uint32(w.foot))
	le.PutUint32(main[atCounts+8:], uint32(w.headers))
	pieces := w.pieces
	if pieces == nil {
		pieces = plcOf([]int{0, w.length()}, le.AppendUint16(le.AppendUint32([]byte{0, 0}, uint32(w.textAt())), 0))
	}
	w.parts[pairClx] = append(w.parts[pairClx], append(le.AppendUint32([]byte{clxPieces}, uint32(len(pieces))), pieces...)...)
	var table []byte
	for pair, part := range w.parts {
		le.PutUint32(main[atPairs+8*pair:], uint32(len(table)))
		le.PutUint32(main[atPairs+8*pair+4:], uint32(len(part)))
		table = append(table, part...)
	}
	main = bytes.Join([][]byte{main, bytes.Join(w.pages, nil), w.text}, nil)
	return container(stream{"WordDocument", main}, stream{"0Table", table}, stream{"Data", w.data})
}

// plcOf is an array of positions with the data of each entry.
func plcOf(positions []int, data ...[]byte) []byte {
	var out []byte
	for _, at := range positions {
		out = binary.LittleEndian.AppendUint32(out, uint32(at))
	}
	return append(out, bytes.Join(data, nil)...)
}

// format is one format with its operand.
func format(code uint16, operand ...byte) []byte {
	return append(binary.LittleEndian.AppendUint16(nil, code), operand...)
}

func u16(n int) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(n)) }

func u32(n int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(n)) }

// looks gives every stretch of so many characters one of the lists of formats in turn.
func (w *word) looks(each int, lists ...[]byte) *word {
	const ofPage = 24
	pages := (w.length() + each*ofPage - 1) / (each * ofPage)
	w.pages = make([][]byte, pages)
	bounds := []int{w.textAt()}
	var numbers []byte
	for i := range w.pages {
		page := make([]byte, pageSize)
		page[pageSize-1] = ofPage
		for k := range ofPage + 1 {
			binary.LittleEndian.PutUint32(page[4*k:], uint32(bounds[0]+2*each*(i*ofPage+k)))
		}
		at := 4*(ofPage+1) + ofPage + ofPage%2
		for k := range ofPage {
			list := lists[(i*ofPage+k)%len(lists)]
			page[4*(ofPage+1)+k] = byte(at / 2)
			page[at] = byte(len(list))
			at += copy(page[at+1:], list) + 1
			at += at % 2
		}
		w.pages[i] = page
		bounds = append(bounds, bounds[0]+2*each*(i+1)*ofPage)
		numbers = append(numbers, u32(firstPage+i)...)
	}
	return w.with(pairCharFormats, plcOf(bounds, numbers))
}

// layouts gives all paragraphs these formats, under a style.
func (w *word) layouts(style int, list []byte) *word {
	page := make([]byte, pageSize)
	page[pageSize-1] = 1
	list = append(u16(style), list...)
	if len(list)%2 == 0 {
		list = append(list, 0) // what is cut short ends a list
	}
	const at = 100
	page[8] = at / 2
	page[at] = byte(len(list)/2 + 1)
	copy(page[at+1:], list)
	w.pages = append(w.pages, page)
	binary.LittleEndian.PutUint32(page, uint32(w.textAt()))
	binary.LittleEndian.PutUint32(page[4:], uint32(w.textAt()+len(w.text)))
	return w.with(pairParaFormats, plcOf([]int{w.textAt(), w.textAt() + len(w.text)}, u32(firstPage+len(w.pages)-1)))
}

// styleSheet holds styles of paragraphs or characters.
func styleSheet(styles ...[]byte) []byte {
	out := append(u16(4), append(u16(len(styles)), u16(10)...)...)
	for _, s := range styles {
		out = append(append(out, u16(len(s))...), s...)
		if len(s)%2 > 0 {
			out = append(out, 0)
		}
	}
	return out
}

// styleOf is a style based on another one.
func styleOf(kind, base int, name string, lists ...[]byte) []byte {
	out := append(append(u16(0x10), u16(base<<4|kind)...), make([]byte, 6)...)
	letters := utf16.Encode([]rune(name))
	out = append(out, u16(len(letters))...)
	for _, u := range letters {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	out = append(out, 0, 0)
	for _, list := range lists {
		out = append(append(out, u16(len(list))...), list...)
		if len(list)%2 > 0 {
			out = append(out, 0)
		}
	}
	return out
}

// stream is one stream of a container.
type stream struct {
	name string
	data []byte
}

const sector = 4096

// container is an OLE compound file of version 4 with its streams at the top, [MS-CFB].
func container(streams ...stream) []byte {
	var body []byte
	directory := entry("Root Entry", 5, 1, 0xfffffffe, 0)
	links := []uint32{}
	for i, s := range streams {
		first := len(links)
		next := uint32(i + 2)
		if i == len(streams)-1 {
			next = 0xffffffff
		}
		size := max(len(s.data), sector) // shorter ones would lie elsewhere
		sectors := (size + sector - 1) / sector
		body = append(append(body, s.data...), make([]byte, sectors*sector-len(s.data))...)
		links = appendChain(links, sectors)
		e := entry(s.name, 2, 0xffffffff, uint32(first), size)
		binary.LittleEndian.PutUint32(e[72:], next)
		directory = append(directory, e...)
	}
	directoryAt := len(links)
	directory = append(directory, make([]byte, sector-len(directory)%sector)...)
	links = appendChain(links, len(directory)/sector)
	return append(head(len(links), directoryAt), append(append(body, directory...), table(links)...)...)
}

func appendChain(links []uint32, n int) []uint32 {
	for range n - 1 {
		links = append(links, uint32(len(links)+1))
	}
	return append(links, 0xfffffffe)
}

// table is the table of links, whose own sectors follow all others.
func table(links []uint32) []byte {
	n := tableSectors(len(links))
	out := make([]byte, 0, n*sector)
	for _, l := range links {
		out = binary.LittleEndian.AppendUint32(out, l)
	}
	for len(out) < n*sector {
		out = binary.LittleEndian.AppendUint32(out, 0xffffffff)
	}
	return out
}

func tableSectors(links int) int { return (links + sector/4 - 1) / (sector / 4) }

func head(links, directoryAt int) []byte {
	le := binary.LittleEndian
	out := make([]byte, sector)
	le.PutUint64(out, 0xE11AB1A1E011CFD0)
	copy(out[24:], []byte{0x3e, 0, 4, 0, 0xfe, 0xff, 12, 0, 6, 0})
	le.PutUint32(out[40:], 1)
	le.PutUint32(out[44:], uint32(tableSectors(links)))
	le.PutUint32(out[48:], uint32(directoryAt))
	le.PutUint32(out[56:], sector)
	le.PutUint32(out[60:], 0xfffffffe)
	le.PutUint32(out[68:], 0xfffffffe)
	for i := range 109 {
		number := uint32(0xffffffff)
		if i < tableSectors(links) {
			number = uint32(links + i)
		}
		le.PutUint32(out[76+4*i:], number)
	}
	return out
}

// entry is an entry of the directory.
func entry(name string, kind byte, child, first uint32, size int) []byte {
	out := make([]byte, 128)
	letters := utf16.Encode([]rune(name))
	for i, u := range letters {
		binary.LittleEndian.PutUint16(out[2*i:], u)
	}
	binary.LittleEndian.PutUint16(out[64:], uint16(2*len(letters)+2))
	out[66], out[67] = kind, 1
	for _, at := range []int{68, 72} {
		binary.LittleEndian.PutUint32(out[at:], 0xffffffff)
	}
	binary.LittleEndian.PutUint32(out[76:], child)
	binary.LittleEndian.PutUint32(out[116:], first)
	binary.LittleEndian.PutUint64(out[120:], uint64(size))
	return out
}
