// Package msdoc reads Word 97–2003 files (.doc), and the .wps files of WPS Writer that are of the same make: an OLE compound
// file whose main stream begins with a file information block. What a person who prints the file does not see (tracked deletions,
// hidden text, comments, field instructions) never becomes text. Nothing is run or fetched.
package msdoc

import (
	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// Read reads a file. It refuses with *flow.Error.
func Read(data []byte) (*flow.File, error) {
	c, err := Open(data)
	if err != nil {
		return nil, err
	}
	return ReadContainer(c)
}

// ReadContainer reads the document in a container that is open.
func ReadContainer(c *Container) (*flow.File, error) {
	d, err := newDocument(c)
	if err != nil {
		return nil, err
	}
	if c.Has("Macros") || c.Has("_VBA_PROJECT_CUR") {
		d.tally.Omit(flow.Macro, "")
	}
	if err := d.read(); err != nil {
		return nil, err
	}
	return d.tally.Finish(d.file)
}

// document is a file while it is read.
type document struct {
	fib      *fib
	table    []byte
	far      func(offset uint32) []byte
	pieces   []piece
	units    []uint16
	styles   []style
	styled   map[int]styled
	looks    map[lookKey]look
	charPLC  plc
	paraPLC  plc
	lists    *lists
	skip     []bool      // characters of field instructions
	skipped  map[int]int // where those that begin here end
	links    []link
	noteAt   map[int]int // the number of the note that a character refers to
	boxes    int         // text boxes whose drawing is no object of its own
	tally    gather.Tally
	file     *flow.File
	omitting flow.OmissionKind // what the characters just read were left out as

	work, fields int // so far
}

func newDocument(c *Container) (*document, error) {
	if c.Has("EncryptionInfo") || c.Has("EncryptedPackage") {
		return nil, &flow.Error{Code: flow.Encrypted}
	}
	main, err := c.stream("WordDocument")
	if err != nil {
		return nil, err
	}
	f, err := readFIB(main)
	if err != nil {
		return nil, err
	}
	table, err := c.stream(f.tableName())
	if err != nil {
		return nil, err
	}
	pieces, err := readPieces(f.part(table, pairClx), len(main))
	if err != nil {
		return nil, err
	}
	total := pieces[len(pieces)-1].to
	switch {
	case total > flow.MaxText:
		return nil, &flow.Error{Code: flow.TooLarge, Detail: "text", Limit: flow.MaxText}
	case f.stories.headerBoxes.to > total:
		return nil, damaged("counts")
	}
	return &document{
		fib: f, table: table, far: farFormats(c), pieces: pieces, units: units(main, pieces, total),
		styles: readStyles(f.part(table, pairStyles)), styled: map[int]styled{}, looks: map[lookKey]look{},
		charPLC: newPLC(f.part(table, pairCharFormats), 4), paraPLC: newPLC(f.part(table, pairParaFormats), 4),
		lists: readLists(f.tail(table, pairLists), f.part(table, pairListOverride)),
		skip:  make([]bool, total), skipped: map[int]int{}, noteAt: map[int]int{}, file: &flow.File{Format: flow.Doc},
	}, nil
}

// farFormats reads lists of formats that did not fit into a page, from the data stream, which is opened when the first one asks.
func farFormats(c *Container) func(uint32) []byte {
	var data []byte
	opened := false
	return func(offset uint32) []byte {
		if !opened {
			opened = true
			data, _ = c.stream("Data") // without it, only looks are missing
		}
		if int64(offset)+2 > int64(len(data)) {
			return nil
		}
		list := data[offset:]
		n := 2 + int(list[0]) + int(list[1])<<8
		return list[2:min(n, len(list))]
	}
}

// read puts the stories in the order a person meets them: heads, text, boxes, feet. Notes stand apart.
func (d *document) read() error {
	s := d.fib.stories
	for _, story := range []span{s.body, s.foot, s.headers, s.end, s.boxes, s.headerBoxes} {
		d.fieldMarks(story)
	}
	if err := d.checkWork(); err != nil {
		return err
	}
	d.sortLinks()
	d.comments(s.comments)
	if err := d.notes(); err != nil {
		return err
	}
	heads, feet, err := d.headersAndFooters()
	if err != nil {
		return err
	}
	boxes, err := d.story(s.boxes, flow.Box)
	if err != nil {
		return err
	}
	boxes = seen(boxes)
	d.boxes = len(boxes)
	headerBoxes, err := d.story(s.headerBoxes, flow.Header)
	if err != nil {
		return err
	}
	body, err := d.story(s.body, flow.Body)
	if err != nil {
		return err
	}
	for _, part := range [][]flow.Item{heads, seen(headerBoxes), body, boxes, feet} {
		d.file.Items = append(d.file.Items, part...)
	}
	d.unclaimed(span{s.headerBoxes.to, len(d.units)})
	return nil
}

// unclaimed reports characters that belong to no story: Word does not show them, so nobody knows what they are.
func (d *document) unclaimed(s span) {
	if text := d.plain(s); gather.Sample(text) != "" {
		d.tally.Omit(flow.Hidden, text)
	}
}

// seen leaves out the blank paragraphs that end stories.
func seen(items []flow.Item) []flow.Item {
	var out []flow.Item
	for _, item := range items {
		if item.Table != nil || gather.Visible(*item.Paragraph) {
			out = append(out, item)
		}
	}
	return out
}
