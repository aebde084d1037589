package manuscript

import (
	"sort"

	"jianbao/internal/flow"
)

// Read reads a file. The error is an *Error.
func Read(data []byte) (*Document, error) { return ReadWith(data, nil) }

// ReadWith reads a file as a person decided where that differs from what is recognised.
func ReadWith(data []byte, decisions Decisions) (*Document, error) {
	text, enc, err := decode(data)
	if err != nil {
		return nil, err
	}
	r, err := newReader(text, enc, nil, decisions)
	if err != nil {
		return nil, err
	}
	if err := r.read(); err != nil {
		return nil, err
	}
	return r.doc, nil
}

// newReader makes the lines of a text ready to be read. p says what is known of them, where the text was written out from a file.
func newReader(text string, enc Encoding, p *projection, decisions Decisions) (*reader, error) {
	if err := checkText(text); err != nil {
		return nil, err
	}
	dec, err := decisions.index()
	if err != nil {
		return nil, err
	}
	lines, err := splitLines(text, dec.cuts)
	if err != nil {
		return nil, err
	}
	if err := tooManyTitles(text, lines); err != nil {
		return nil, err
	}
	if err := dec.fit(lines); err != nil {
		return nil, err
	}
	r := &reader{text: text, dec: dec, doc: &Document{Format: flow.Text, Encoding: enc, Text: text, Masthead: Masthead{Kind: Regular}}, lines: lines, toc: map[string]bool{}}
	r.starts = lineStarts(text)
	r.take(p)
	r.takeStyles()
	return r, nil
}

func (r *reader) read() error {
	r.takeDecided()
	r.takeKnown()
	r.dropPageNumbers()
	r.keys = r.newTitleKeys()
	r.readFront()
	r.readFoot()
	r.dropRunningHeads()
	r.dropBareContents()
	r.takeTables()
	r.dropRules()
	units := r.joinCuts()
	es := r.entries(units)
	o := bestOutline(es)
	r.build(es, o)
	r.attachNotes()
	return r.finish(o)
}

// lineStarts are the offsets at which the numbered lines begin.
func lineStarts(text string) []int {
	starts := []int{0}
	for at := 0; at < len(text); {
		_, next := lineEnd(text, at)
		at = next
		starts = append(starts, at)
	}
	return starts
}

// lineNumber is the number of the line that holds the offset.
func (r *reader) lineNumber(at int) int {
	return sort.Search(len(r.starts), func(i int) bool { return r.starts[i] > at })
}

func (r *reader) lineEnd(at int) int {
	end, _ := lineEnd(r.text, at)
	return end
}
