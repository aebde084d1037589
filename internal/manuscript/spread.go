package manuscript

import (
	"fmt"
	"unicode"
)

// spread reads a name or a title whose characters are set apart (开 放 前 沿): the blanks are taken out, as a repair
// that can be undone. Other blanks stay.
func (r *reader) spread(what string, l *line, s Span) Text {
	words := wordSpans(r.text, s)
	if len(words) < 2 || len(words) > 30 {
		return r.newText(s)
	}
	for _, w := range words {
		if t := r.slice(w); len(t) != len(string(firstRune(t))) || !unicode.Is(unicode.Han, firstRune(t)) {
			return r.newText(s)
		}
	}
	id := fmt.Sprintf("%s-%s-%d", Spacing, what, l.no)
	if r.dec.undone(id) {
		return r.newText(s)
	}
	t := r.newText(words...)
	r.repair(Repair{ID: id, Kind: Spacing, Line: l.no, Before: r.slice(s), After: t.Value})
	return t
}

// wordSpans splits at blanks.
func wordSpans(text string, s Span) []Span {
	var out []Span
	start := -1
	for i, c := range text[s.Start:s.End] {
		switch blank := unicode.IsSpace(c); {
		case blank && start >= 0:
			out = append(out, Span{start, s.Start + i})
			start = -1
		case !blank && start < 0:
			start = s.Start + i
		}
	}
	if start >= 0 {
		out = append(out, Span{start, s.End})
	}
	return out
}

func (r *reader) repair(p Repair) { r.doc.Repairs = append(r.doc.Repairs, p) }

// shown is how many characters a repair shows on each side of a change.
const shown = 40
