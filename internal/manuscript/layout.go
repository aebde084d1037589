package manuscript

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// layout is what the lines as a whole tell about how the text was set.
type layout struct {
	indented bool            // paragraphs begin with an indent
	wrapped  bool            // lines end at the right margin, not at the end of a paragraph
	full     int             // columns of a full line, when wrapped
	spaced   bool            // a blank line stands between paragraphs
	prose    map[family]bool // the family marks paragraphs more often than titles
	words    cutWords
}

// layout measures the lines. Paragraphs are indented when most lines after the end of another begin with an indent of one
// to four characters; lines are wrapped when most of the long ones have nearly the same length and no end.
func (r *reader) layout() *layout {
	lay := &layout{prose: map[family]bool{}}
	begins, indents, gaps := 0, 0, 0
	for i, l := range r.lines {
		if l.gap > 0 || l.page {
			gaps++
		}
		if i > 0 && l.width >= printed && ended(r.lineText(r.lines[i-1])) {
			begins++
			if l.indent >= 2 && l.indent <= 8 {
				indents++
			}
		}
	}
	lay.indented = begins > 0 && indents*3 > begins*2
	lay.spaced = gaps*10 > len(r.lines)*9
	r.proseFamilies(lay.prose)
	lay.wrapped, lay.full = r.wrapping()
	return lay
}

// proseFamilies finds the families that mark paragraphs more often than titles.
func (r *reader) proseFamilies(out map[family]bool) {
	more := map[family]int{}
	for _, l := range r.lines {
		if l.width >= paragraph || ended(r.lineText(l)) {
			more[l.mark.fam]++
		} else {
			more[l.mark.fam]--
		}
	}
	for f, n := range more {
		out[f] = n > 0
	}
}

// wrapping finds the length that most unended lines share, give or take two characters, if they are at least half of the longer lines.
func (r *reader) wrapping() (bool, int) {
	var open []int
	long := 0
	for i, l := range r.lines {
		if l.grid != nil || l.width < printed || l.width > 120 {
			continue
		}
		long++
		next := i+1 < len(r.lines) && r.lines[i+1].gap == 0
		if !ended(r.lineText(l)) && next {
			open = append(open, l.width+l.indent)
		}
	}
	if len(open) < 8 || len(open)*2 < long || long*3 < len(r.lines) {
		return false, 0
	}
	slices.Sort(open)
	full := open[len(open)*3/4]
	near := 0
	for _, w := range open {
		if w >= full-6 && w <= full+4 {
			near++
		}
	}
	return near*4 >= len(open)*3, full
}

// indentPoints: where paragraphs are indented, a line without an indent goes on, and one with an indent begins.
func (lay *layout) indentPoints(u *unit, b *line) int {
	switch {
	case !lay.indented:
		return 0
	case b.indent >= 2:
		return -2 * joinAt
	case u.parts[0].indent >= 2 && u.parts[0].indent <= 8:
		return 2
	}
	return 1
}

// cutWords counts, for the characters on both sides of each possible cut, how often they stand together elsewhere.
type cutWords map[string]int

// edges are the words a cut may have parted: two characters before with one after, one with two, one with one.
func edges(a, b string) []string {
	a2, b2 := tail(a, 2), head(b, 2)
	a1, b1 := tail(a, 1), head(b, 1)
	for _, r := range a1 + b1 {
		if !unicode.Is(unicode.Han, r) {
			return nil
		}
	}
	return []string{a1 + b1, a2 + b1, a1 + b2}
}

// wordsAtCuts collects the words at all cuts first and then counts them in one pass over the text.
func (r *reader) wordsAtCuts() cutWords {
	w := cutWords{}
	for i := 0; i+1 < len(r.lines); i++ {
		a, b := r.lineText(r.lines[i]), r.lineText(r.lines[i+1])
		if !ended(a) {
			for _, e := range edges(a, b) {
				w[e] = 0
			}
		}
	}
	if len(w) == 0 {
		return w
	}
	for _, l := range r.lines {
		w.count(r.lineText(l))
	}
	return w
}

func (w cutWords) count(s string) {
	for i := range s {
		rest := s[i:]
		_, n1 := utf8.DecodeRuneInString(rest)
		_, n2 := utf8.DecodeRuneInString(rest[n1:])
		_, n3 := utf8.DecodeRuneInString(rest[n1+n2:])
		for _, e := range []string{rest[:n1+n2], rest[:n1+n2+n3]} {
			if n, ok := w[e]; ok {
				w[e] = n + 1
			}
		}
	}
}

// points: three characters that stand together elsewhere are strong evidence of a word, two are some.
func (w cutWords) points(a, b string) int {
	e := edges(a, b)
	if e == nil {
		return 0
	}
	points := 0
	if w[e[0]] > 0 {
		points++
	}
	for _, long := range e[1:] {
		if w[long] > 0 && strings.Count(long, "")-1 == 3 {
			points++
		}
	}
	return points
}
