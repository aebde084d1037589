package manuscript

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"jianbao/internal/flow"
)

// marking is a stretch of the projected text with its marks.
type marking struct {
	Span
	marks flow.Run // without text
}

// reference is a place in the projected text that refers to a note. It stands right behind the character that ends at `at`.
type reference struct {
	at   int
	line int // where the line begins
	note int
}

// marksOf is a run without what it holds.
func marksOf(r flow.Run) flow.Run {
	r.Text, r.Picture, r.Note = "", 0, 0
	return r
}

// anchor moves each reference behind the character before it that is no blank; at the head of a line, behind the first one. So it
// belongs to exactly one span.
func (d *Document) anchor() {
	for i := range d.refs {
		ref := &d.refs[i]
		ref.at = min(ref.at, len(d.Text))
		if before := trim(d.Text, Span{ref.line, ref.at}); before.Start < before.End {
			ref.at = before.End
			continue
		}
		if after := trim(d.Text, Span{ref.at, len(d.Text)}); after.Start < after.End {
			_, size := utf8.DecodeRuneInString(d.Text[after.Start:])
			ref.at = after.Start + size
		}
	}
	slices.SortStableFunc(d.refs, func(a, b reference) int { return cmp.Compare(a.at, b.at) })
}

// Runs is a text as stretches under the same marks, with its references to notes. Breaks within it are the rune '\n'. A text of a
// plain file is one run. What their runs hold is the text's Value, unless that was put together with separators.
func (d *Document) Runs(t Text) []flow.Run {
	if len(d.marks) == 0 && len(d.refs) == 0 {
		return appendRun(nil, t.Value, flow.Run{})
	}
	var out []flow.Run
	for _, s := range t.Spans {
		out = d.appendRuns(out, s)
	}
	return out
}

func (d *Document) appendRuns(out []flow.Run, s Span) []flow.Run {
	n, _ := slices.BinarySearchFunc(d.refs, s.Start+1, func(r reference, at int) int { return cmp.Compare(r.at, at) })
	for at := s.Start; at < s.End; {
		end, marks := d.stretch(at, s.End)
		if n < len(d.refs) {
			end = min(end, d.refs[n].at)
		}
		out = appendRun(out, d.Text[at:end], marks)
		for ; n < len(d.refs) && d.refs[n].at == end; n++ {
			out = append(out, flow.Run{Note: d.refs[n].note})
		}
		at = end
	}
	return out
}

// stretch is how far from at, before end, the same marks go.
func (d *Document) stretch(at, end int) (int, flow.Run) {
	i, _ := slices.BinarySearchFunc(d.marks, at+1, func(m marking, at int) int { return cmp.Compare(m.End, at) })
	switch {
	case i == len(d.marks):
		return end, flow.Run{}
	case d.marks[i].Start > at:
		return min(end, d.marks[i].Start), flow.Run{}
	}
	return min(end, d.marks[i].End), d.marks[i].marks
}

// appendRun joins text to the run before it where the marks agree.
func appendRun(out []flow.Run, text string, marks flow.Run) []flow.Run {
	if text == "" {
		return out
	}
	text = strings.ReplaceAll(text, string(lineBreak), "\n")
	if n := len(out); n > 0 && out[n-1].Note == 0 && marksOf(out[n-1]) == marks {
		out[n-1].Text += text
		return out
	}
	marks.Text = text
	return append(out, marks)
}
