package msdoc

import (
	"strings"
	"unicode/utf16"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// comments reports what people wrote in the margin.
func (d *document) comments(s span) {
	text := string(utf16.Decode(d.units[s.from:s.to]))
	for comment := range strings.SplitSeq(text, string(rune(commentMark))) {
		if gather.Sample(comment) != "" {
			d.tally.Omit(flow.Comment, comment)
		}
	}
}

// notes reads footnotes, then endnotes.
func (d *document) notes() error {
	s := d.fib.stories
	if err := d.notesOf(s.foot, pairFootRefs, pairFootTexts); err != nil {
		return err
	}
	return d.notesOf(s.end, pairEndRefs, pairEndTexts)
}

func (d *document) notesOf(all span, refs, texts int) error {
	places := newPLC(d.fib.part(d.table, refs), 2)
	for i, part := range d.split(all, texts) {
		items, err := d.story(part, flow.Body)
		if err != nil {
			return err
		}
		paragraphs := flatten(seen(items))
		trimFront(paragraphs)
		if len(paragraphs) == 0 && i >= places.len() {
			continue // the rest behind the last note
		}
		if err := d.tally.Note(); err != nil {
			return err
		}
		d.file.Notes = append(d.file.Notes, flow.Note{Paragraphs: paragraphs})
		if i < places.len() {
			d.noteAt[places.at(i)] = len(d.file.Notes)
		}
	}
	return nil
}

// trimFront takes away the blanks between the mark of a note and its text: the mark itself is counted by whoever shows the note.
func trimFront(paragraphs []flow.Paragraph) {
	if len(paragraphs) > 0 && len(paragraphs[0].Runs) > 0 {
		r := &paragraphs[0].Runs[0]
		if r.Text = strings.TrimLeft(r.Text, " \t"); r.Text == "" && r.Note == 0 {
			paragraphs[0].Runs = paragraphs[0].Runs[1:]
		}
	}
}

// split cuts a story where the table says that a part begins. Places that are out of order are passed over, so that the parts are
// always the whole story.
func (d *document) split(all span, pair int) []span {
	cuts := newPLC(d.fib.part(d.table, pair), 0)
	var parts []span
	from := all.from
	for i := 1; i <= min(cuts.len(), flow.MaxParagraphs); i++ {
		if to := all.from + cuts.at(i); to >= from && to <= all.to {
			parts = append(parts, span{from, to})
			from = to
		}
	}
	if from < all.to {
		parts = append(parts, span{from, all.to})
	}
	return parts
}

// flatten makes paragraphs of items: notes hold no tables.
func flatten(items []flow.Item) []flow.Paragraph {
	var out []flow.Paragraph
	for _, item := range items {
		if item.Paragraph != nil {
			out = append(out, *item.Paragraph)
			continue
		}
		for _, row := range item.Table.Rows {
			for _, c := range row {
				out = append(out, c.Paragraphs...)
			}
		}
	}
	return out
}

// Parts of the story of headers: six that separate notes, then six for each section.
const (
	separators  = 6
	perSection  = 6
	evenFooter  = 2
	oddFooter   = 3
	firstFooter = 5
)

// headersAndFooters reads each one once, however many sections repeat it.
func (d *document) headersAndFooters() (heads, feet []flow.Item, err error) {
	known := map[string]bool{}
	for i, part := range d.split(d.fib.stories.headers, pairHeaders) {
		if i < separators {
			continue
		}
		place := flow.Header
		if k := (i - separators) % perSection; k == evenFooter || k == oddFooter || k == firstFooter {
			place = flow.Footer
		}
		text := string(place) + string(utf16.Decode(d.units[part.from:part.to]))
		if known[text] {
			continue
		}
		known[text] = true
		items, err := d.story(part, place)
		if err != nil {
			return nil, nil, err
		}
		if place == flow.Header {
			heads = append(heads, seen(items)...)
		} else {
			feet = append(feet, seen(items)...)
		}
	}
	return heads, feet, nil
}
