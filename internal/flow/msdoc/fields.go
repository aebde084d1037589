package msdoc

import (
	"strings"
	"unicode/utf16"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// Characters that stand for something else, [MS-DOC] 2.4.1 and 2.8.25.
const (
	picture      = 0x01
	noteMark     = 0x02
	commentMark  = 0x05
	cellEnd      = 0x07
	drawing      = 0x08
	lineBreak    = 0x0b
	pageBreak    = 0x0c
	paragraphEnd = 0x0d
	columnBreak  = 0x0e
	fieldBegin   = 0x13
	fieldSplit   = 0x14
	fieldEnd     = 0x15
	hardHyphen   = 0x1e
	softHyphen   = 0x1f
	symbolMark   = 0x28
)

// link is a range of characters that lead somewhere.
type link struct {
	span
	href string
}

// fieldMarks finds the fields of a story. Instructions are marked as skipped; a field that is not closed is no field, so that a
// stray mark swallows no text.
func (d *document) fieldMarks(s span) {
	type open struct{ begin, split int }
	var stack []open
	for cp := s.from; cp < s.to && d.fields <= maxFields; cp++ {
		switch d.units[cp] {
		case fieldBegin:
			stack = append(stack, open{cp, -1})
			d.fields++
		case fieldSplit:
			if n := len(stack); n > 0 && stack[n-1].split < 0 {
				stack[n-1].split = cp
			}
		case fieldEnd:
			if n := len(stack); n > 0 {
				d.field(stack[n-1].begin, stack[n-1].split, cp)
				stack = stack[:n-1]
			}
		}
	}
}

// field notes one field: where its instruction is, and where its result leads.
func (d *document) field(begin, split, end int) {
	if split < 0 {
		split = end
	}
	for cp := begin; cp < split; cp++ {
		if after, inner := d.skipped[cp]; inner {
			cp = after // marked before: walking through it again would cost the square of the depth
			continue
		}
		d.skip[cp] = true
	}
	d.skipped[begin] = split
	instruction := d.plain(span{begin + 1, split})
	if href := hyperlink(instruction); href != "" {
		d.links = append(d.links, link{span{split, end}, href})
	}
	d.tally.Omit(flow.Field, instruction)
}

// plain is the raw text of a few characters, for a sample.
func (d *document) plain(s span) string {
	const enough = 400
	return string(utf16.Decode(d.units[s.from:min(s.to, s.from+enough)]))
}

// hyperlink is where a HYPERLINK field leads, as far as it may be followed.
func hyperlink(instruction string) string {
	words := strings.FieldsFunc(instruction, func(r rune) bool { return r <= ' ' })
	if len(words) < 2 || !strings.EqualFold(words[0], "HYPERLINK") {
		return ""
	}
	return gather.Href(strings.Trim(words[1], `"“”`))
}
