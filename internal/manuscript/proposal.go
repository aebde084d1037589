package manuscript

import (
	"fmt"
	"strings"
)

// SpacingProposal is the id of the proposal to take out blanks between digits and Chinese characters (2024 年).
const SpacingProposal = "spacing-digits"

// propose counts what the proposal would change, and changes it where a person applied it. Each changed line is a repair
// of its own, which can be undone.
func (r *reader) propose() {
	count := 0
	apply := r.dec.applied(SpacingProposal)
	r.doc.eachText(func(t *Text) {
		var out []Span
		changed := false
		for _, s := range t.Spans {
			blanks := r.digitBlanks(s)
			count += len(blanks)
			id := fmt.Sprintf("%s-%d", SpacingProposal, r.lineNumber(s.Start))
			if len(blanks) == 0 || !apply || r.dec.undone(id) {
				out = append(out, s)
				continue
			}
			changed = true
			parts := between(s, blanks)
			out = append(out, parts...)
			r.repair(Repair{ID: id, Kind: Spacing, Line: r.lineNumber(s.Start), Before: r.spots(blanks, " "), After: r.spots(blanks, "")})
		}
		if changed {
			*t = r.newText(out...)
		}
	})
	if count > 0 && !apply {
		r.doc.Proposals = append(r.doc.Proposals, Proposal{ID: SpacingProposal, Kind: Spacing, Count: count})
	}
}

// digitBlanks finds the blanks between a digit and a Chinese character in a span, in order.
func (r *reader) digitBlanks(s Span) []Span {
	var out []Span
	before, blank := rune(0), -1
	for i, c := range r.slice(s) {
		if c == ' ' || c == '\u00a0' {
			if blank < 0 {
				blank = i
			}
			continue
		}
		if blank >= 0 && (isDigit(before) && isHan(c) || isHan(before) && isDigit(c)) {
			out = append(out, Span{s.Start + blank, s.Start + i})
		}
		before, blank = c, -1
	}
	return out
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// between is what is left of a span without the gaps.
func between(s Span, gaps []Span) []Span {
	var out []Span
	at := s.Start
	for _, g := range gaps {
		out = append(out, Span{at, g.Start})
		at = g.End
	}
	return append(out, Span{at, s.End})
}

// spots shows the first few places with a little of what stands around them.
func (r *reader) spots(blanks []Span, sep string) string {
	const few = 4
	var out []string
	for i, g := range blanks {
		if i == few {
			out = append(out, "…")
			break
		}
		out = append(out, tail(r.text[:g.Start], 4)+sep+head(r.text[g.End:], 4))
	}
	return strings.Join(out, "，")
}
