package msdoc

import (
	"slices"
	"sort"
	"unicode/utf16"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// writer puts the characters of one story together.
type writer struct {
	d       *document
	place   flow.Place
	items   []flow.Item
	table   *tableBuilder
	page    bool // a page begins with the next paragraph that can be seen
	runs    gather.Runs
	sizes   gather.Sizes
	high    uint16 // the first half of a character that takes two
	current cursor
}

// cursor keeps the look of the stretch of characters that is being read.
type cursor struct {
	span
	style int
	look  look
}

// story reads a story from its first to its last character.
func (d *document) story(s span, place flow.Place) ([]flow.Item, error) {
	w := &writer{d: d, place: place}
	d.omitting = ""
	for from := s.from; from < s.to; {
		end := from
		for end < s.to-1 && !ends(d.units[end]) {
			end++
		}
		if err := d.checkWork(); err != nil {
			return nil, err
		}
		if err := w.paragraph(span{from, end + 1}); err != nil {
			return nil, err
		}
		from = end + 1
	}
	return w.finish()
}

func ends(u uint16) bool { return u == paragraphEnd || u == pageBreak || u == cellEnd }

// paragraph reads one paragraph with the mark that ends it. A mark that was deleted or is hidden ends nothing: what follows goes on in
// the same paragraph.
func (w *writer) paragraph(s span) error {
	l, base := w.d.layoutAt(s.to - 1)
	for cp := s.from; cp < s.to; cp++ {
		w.character(cp, l.style, base)
	}
	mark := w.d.units[s.to-1]
	inTable := l.inTable || l.depth > 0
	if gone := w.lookAt(s.to-1, l.style, base); (gone.deleted || gone.hidden) && mark == paragraphEnd && !inTable {
		return nil
	}
	if !inTable {
		if err := w.endTable(); err != nil {
			return err
		}
	}
	if mark == pageBreak && w.runs.Empty() {
		w.page = true
		return nil
	}
	p := w.takeParagraph(l)
	if inTable {
		if w.table == nil {
			w.table = &tableBuilder{tally: &w.d.tally}
		}
		return w.table.add(p, l, mark == cellEnd)
	}
	if err := w.d.tally.Paragraph(p); err != nil {
		return err
	}
	w.items = append(w.items, flow.Item{Paragraph: &p})
	w.page = w.page || mark == pageBreak
	return nil
}

var aligns = map[byte]flow.Align{1: flow.Center, 2: flow.End}

// takeParagraph makes a paragraph of the runs so far.
func (w *writer) takeParagraph(l layout) flow.Paragraph {
	runs := w.runs.Take()
	p := flow.Paragraph{
		Place: w.place, Outline: l.outline, Style: w.d.styleName(l.style), Align: aligns[l.align],
		Size: w.sizes.Most(), Bold: gather.Bold(runs), Runs: runs,
	}
	if gather.Visible(p) {
		p.Marker, p.ListLevel = w.d.lists.next(l)
		p.Page = w.page || l.pageBefore
		w.page = false
	}
	w.sizes, w.high = nil, 0
	return p
}

// finish hands over what is still open: a story need not end with a mark.
func (w *writer) finish() ([]flow.Item, error) {
	if err := w.d.checkWork(); err != nil {
		return nil, err
	}
	if err := w.endTable(); err != nil {
		return nil, err
	}
	if !w.runs.Empty() {
		p := w.takeParagraph(layout{})
		if err := w.d.tally.Paragraph(p); err != nil {
			return nil, err
		}
		w.items = append(w.items, flow.Item{Paragraph: &p})
	}
	return w.items, nil
}

func (w *writer) endTable() error {
	if w.table == nil {
		return nil
	}
	t, err := w.table.finish()
	if t != nil {
		w.items = append(w.items, flow.Item{Table: t})
	}
	w.table = nil
	return err
}

// character reads one character: it is text, stands for something, or is left out and reported.
func (w *writer) character(cp, styleNumber int, base look) {
	d := w.d
	if d.skip[cp] {
		return
	}
	l := w.lookAt(cp, styleNumber, base)
	if kind := omitted(l); kind != "" {
		d.omit(kind, d.units[cp])
		return
	}
	if d.units[cp] != fieldBegin && d.units[cp] != fieldEnd {
		d.omitting = ""
	}
	if n := d.noteAt[cp]; n > 0 && w.place == flow.Body && cp < d.fib.stories.body.to {
		w.runs.Add(flow.Run{Note: n})
	}
	text := w.text(cp, l)
	if text == "" {
		return
	}
	w.sizes.Add(float64(l.halfPoints)/2, 1)
	w.runs.Add(flow.Run{
		Text: text, Bold: l.bold, Italic: l.italic, Underline: l.underline, Super: l.super, Sub: l.sub, Href: d.hrefAt(cp),
	})
}

func omitted(l look) flow.OmissionKind {
	switch {
	case l.deleted:
		return flow.Deletion
	case l.hidden:
		return flow.Hidden
	}
	return ""
}

// omit reports a character that is left out; those in a row are one omission.
func (d *document) omit(kind flow.OmissionKind, u uint16) {
	text := string(utf16.Decode([]uint16{u}))
	switch {
	case d.omitting == kind:
		d.tally.Extend(kind, text)
	case u >= ' ':
		d.tally.Omit(kind, text)
		d.omitting = kind
	}
}

// standIns are the texts of characters that stand for something.
var standIns = map[uint16]string{'\t': "\t", lineBreak: "\n", columnBreak: "\n", hardHyphen: "-", softHyphen: ""}

// text is what a character shows.
func (w *writer) text(cp int, l look) string {
	switch u := w.d.units[cp]; {
	case l.special && u == symbolMark && l.symbol != 0:
		return symbolText(l.symbol)
	case u == picture, u == drawing:
		w.object(cp)
		return ""
	case u < ' ':
		return standIns[u]
	case utf16.IsSurrogate(rune(u)):
		return w.half(u)
	default:
		w.high = 0
		return string(rune(u))
	}
}

// object reports a picture or drawing, except for as many drawings as there are text boxes: these are read. A drawing may bring a
// picture of itself right behind it.
func (w *writer) object(cp int) {
	switch u := w.d.units[cp]; {
	case u == drawing && w.d.boxes > 0:
		w.d.boxes--
	case u == picture && cp > 0 && w.d.units[cp-1] == drawing:
	default:
		w.d.tally.Omit(flow.Object, "")
	}
}

// half puts the two halves of a character together; one without the other is shown as such.
func (w *writer) half(u uint16) string {
	if u < 0xdc00 {
		w.high = u
		return ""
	}
	high := w.high
	w.high = 0
	return string(utf16.DecodeRune(rune(high), rune(u)))
}

// symbols are the usual bullets of the symbol fonts, which have places of their own for them.
var symbols = map[rune]string{0xa7: "■", 0xb7: "•", 0x6c: "●", 0x6e: "■", 0x75: "◆", 0xa8: "□", 0xd8: "➢", 0xfc: "✓", 0x71: "❑", 0x76: "❖"}

func symbolText(r rune) string {
	if r < 0xf000 || r > 0xf0ff {
		return string(r)
	}
	if s, known := symbols[r-0xf000]; known {
		return s
	}
	return "□"
}

// lookAt is the look of a character, worked out once for all characters of its stretch.
func (w *writer) lookAt(cp, styleNumber int, base look) look {
	c := &w.current
	if cp < c.from || cp >= c.to || styleNumber != c.style {
		p := pieceAt(w.d.pieces, cp)
		found, to := w.d.formatsAt(p, cp, w.d.charPLC, charList)
		if !w.d.spend(workOfStretch + len(found) + len(p.formats)) {
			return c.look
		}
		l := withFormats(base, base, found, w.d.styleLook)
		*c = cursor{span{cp, to}, styleNumber, withFormats(l, base, p.formats, w.d.styleLook)}
	}
	return c.look
}

// formatsAt finds the formats of a character and where they end.
func (d *document) formatsAt(p piece, cp int, table plc, list func([]byte, int) []byte) ([]byte, int) {
	found := lookup(d.fib.main, table, p.offset(cp), list)
	to := p.from + (found.to-p.at)/p.width
	return found.formats, max(min(to, p.to), cp+1)
}

// layoutAt is the layout of the paragraph that a mark ends, and the look its characters begin with.
func (d *document) layoutAt(cp int) (layout, look) {
	p := pieceAt(d.pieces, cp)
	list, _ := d.formatsAt(p, cp, d.paraPLC, paraList)
	if !d.spend(workOfStretch + len(list) + len(p.formats)) {
		return layout{}, plainLook
	}
	number := 0
	if len(list) >= 2 {
		number = int(list[0]) | int(list[1])<<8
		list = list[2:]
	}
	l, base := d.paragraphStyle(number)
	l = withLayout(l, list, d.farFormats)
	return withLayout(l, p.formats, d.farFormats), base
}

// farFormats are a list of formats in the data stream, as long as there is work left.
func (d *document) farFormats(offset uint32) []byte {
	list := d.far(offset)
	if !d.spend(len(list)) {
		return nil
	}
	return list
}

// sortLinks puts links in the order they begin.
func (d *document) sortLinks() {
	slices.SortFunc(d.links, func(a, b link) int { return a.from - b.from })
}

// hrefAt is where a character leads: the link that begins last before it, if it reaches that far.
func (d *document) hrefAt(cp int) string {
	i := sort.Search(len(d.links), func(i int) bool { return d.links[i].from > cp })
	if i > 0 && cp < d.links[i-1].to {
		return d.links[i-1].href
	}
	return ""
}
