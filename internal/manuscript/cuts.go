package manuscript

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"jianbao/internal/flow"
)

// unit is one paragraph or title of the text: a line, or the lines that a cut had parted.
type unit struct {
	*line
	parts []*line // the first is the embedded line
	mark  mark    // of the first
	last  *line
	floor []*line // footnotes that stood between the parts at the foot of a page
}

// The evidence about a pair of neighbouring lines is weighed in points: joinAt of them join.
const (
	joinAt     = 3
	paragraph  = 90 // columns: no title or heading is as long without any final punctuation
	printed    = 42 // columns: a cut leaves at least one full printed line above it (28 characters, less indent and slack)
	edgeColumn = 24 // and at a known page end hardly less than half a line
)

// joinCuts makes units of the lines. Only the first unit of a pair may lack its final punctuation; the evidence that it
// goes on in the next line is its length, what stands at the cut, and whether the words at the cut occur elsewhere.
func (r *reader) joinCuts() []*unit {
	lay := r.layout()
	lay.words = r.wordsAtCuts()
	var out []*unit
	for i := 0; i < len(r.lines); i++ {
		l := r.lines[i]
		u := &unit{line: l, parts: []*line{l}, mark: l.mark, last: l}
		for {
			next, notes := r.continuation(i)
			if next <= i || !r.joins(lay, u, r.lines[next]) {
				break
			}
			u.floor = append(u.floor, notes...)
			u.parts = append(u.parts, r.lines[next])
			u.last = r.lines[next]
			i = next
		}
		out = append(out, u)
		for _, n := range u.floor {
			out = append(out, &unit{line: n, parts: []*line{n}, mark: n.mark, last: n})
		}
	}
	return out
}

// continuation is the line that could go on line i: the next one, or the one after the footnotes at the foot of its page.
func (r *reader) continuation(i int) (next int, notes []*line) {
	if r.known != nil {
		return min(i+1, len(r.lines)-1), nil
	}
	for next = i + 1; next < len(r.lines); next++ {
		l := r.lines[next]
		if l.page || l.grid != nil || len(notes) > 4 || l.mark.fam != footMark && l.mark.fam != circled && !noteForm(l) {
			break
		}
		notes = append(notes, l)
	}
	if next >= len(r.lines) || len(notes) > 0 && !r.lines[next].page {
		return i + 1*min(1, len(r.lines)-1-i), nil
	}
	return next, notes
}

// joins decides about one cut, and lists it as a repair when it is healed.
func (r *reader) joins(lay *layout, u *unit, b *line) bool {
	a := u.last
	id := fmt.Sprintf("%s-%d", Join, a.no)
	if a.at > 0 {
		id += fmt.Sprintf(".%d", a.at)
	}
	forced := r.dec.bound(b) == JoinUp && a.grid == nil && b.grid == nil
	if !forced {
		if r.dec.undone(id) || r.dec.bound(b) == Separate || r.dec.role(b) != "" || r.fixed(u, b) {
			return false
		}
		points := r.weigh(lay, u, b)
		if points < joinAt {
			return false
		}
		if points == joinAt {
			r.doubt(a.no, RoleParagraph, DoubtJoin, RoleHeading, RoleArticle)
		}
	}
	before, after := atCut(r.lineText(a), r.lineText(b))
	r.repair(Repair{ID: id, Kind: Join, Line: a.no, Before: before + "\n" + after, After: before + after})
	return true
}

// fixed tells pairs that are never joined: what is set by a person or begins with a label is no part of a cut.
func (r *reader) fixed(u *unit, b *line) bool {
	a := u.last
	role := r.dec.role(u.line)
	title := role == RoleSection || role == RoleArticle || role == RoleHeading
	listed := len(u.parts) == 1 && a.short() && len(r.toc) > 0 && r.inTOC(key(r.slice(u.mark.rest)))
	return a.grid != nil || b.grid != nil || title || listed || u.mark.fam == bracket || isNoteLabel(r, b) || sourceLine(b.f.s) || sourceLine(a.f.s) ||
		attachmentForm.MatchString(b.f.s) || noteForm(b) || isRule(r.lineText(b)) || isRule(r.lineText(a))
}

// weigh adds up the evidence that b continues the unit.
func (r *reader) weigh(lay *layout, u *unit, b *line) int {
	if r.known != nil {
		return r.weighParagraphs(u, b)
	}
	at, bt := r.lineText(u.last), r.lineText(b)
	if ended(at) {
		return r.weighEnded(lay, u, b)
	}
	if r.beginsAnew(u, b) {
		return 0
	}
	goesOn := strings.ContainsRune(commas+openers, lastRune(at)) && (u.last.width >= edgeColumn || b.page) // 各位同事， does not
	if goesOn || strings.ContainsRune(neverHead, firstRune(bt)) {
		return 2 * joinAt
	}
	switch {
	case r.titleOnTwoLines(u, b):
		return joinAt + 1
	case u.last.width < edgeColumn && len(u.parts) == 1:
		return 0
	}
	closeBy := lay.spaced && b.gap == 0
	points := r.lengthPoints(lay, u, b) + lay.indentPoints(u, b) + lay.words.points(at, bt) + pagePoints(lay, u, b)
	for _, sign := range []struct {
		points int
		holds  bool
	}{
		{1, u.mark.fam != unmarked && lay.prose[u.mark.fam]},
		{2, r.opensInto(u, bt)},
		{2, oneCharacterClause(bt)},
		{1, strings.ContainsRune(unfinished, lastRune(at))},
		{2, closeBy},
		{-2, !closeBy && !ended(bt) && b.width < printed},
	} {
		if sign.holds {
			points += sign.points
		}
	}
	return points
}

// unfinished are characters that seldom end a title: particles, prepositions and conjunctions.
const unfinished = "的和与及或在对为把将被以向从由于至是并且而等了着其各该这那不未已更最"

// weighEnded joins after a full stop only where indents and a page end agree that the paragraph goes on.
func (r *reader) weighEnded(lay *layout, u *unit, b *line) int {
	goesOn := lay.indented && u.last.width >= printed && b.indent < 2 && b.mark.fam == unmarked && (ended(r.lineText(b)) || b.width >= printed)
	switch {
	case goesOn && lay.wrapped && b.gap == 0 && u.last.width+u.last.indent >= lay.full-6:
		return joinAt + 1
	case goesOn && b.page:
		return joinAt
	}
	return 0
}

// beginsAnew tells a line that opens a paragraph or title by its marker, unless its number has no place there.
func (r *reader) beginsAnew(u *unit, b *line) bool {
	m := b.mark
	if m.fam == hanComma && m.num > 1 && u.last.width >= paragraph && b.width >= paragraph {
		return false // 一、二线城市 at a cut; a title is not as long
	}
	return m.fam != unmarked
}

// lengthPoints: no title is as long as a paragraph; a line with a full stop inside is no title.
func (r *reader) lengthPoints(lay *layout, u *unit, b *line) int {
	t := r.slice(Span{u.mark.rest.Start, u.End})
	titles := u.mark.fam != unmarked && !lay.prose[u.mark.fam]
	switch w := u.last.width; {
	case len(u.parts) > 1 || strings.ContainsAny(t, "。；") || w >= paragraph && !titles && strings.ContainsAny(t, "，,") || w >= 3*printed:
		return joinAt + 1
	case lay.wrapped && w+u.last.indent >= lay.full-6 && (b.gap == 0 || b.page):
		return joinAt + 1
	case titles, w < 110 && !strings.ContainsAny(t, "，,：—"): // so much prose has a comma
		return min(w/printed, 1)
	case w >= 72:
		return joinAt
	case w >= 56:
		return 2
	case w >= printed:
		return 1
	}
	return 0
}

// titleOnTwoLines tells the second line of a long title: both are centred, and neither is brief enough for a section.
func (r *reader) titleOnTwoLines(u *unit, b *line) bool {
	return u.last.indent > 8 && b.indent > 8 && b.gap == 0 && u.last.width >= 20 && b.width <= plainWidth &&
		sectionish(r.slice(u.last.Span)) < 0.5 && !ended(r.lineText(b)) && !dateAlone.MatchString(b.f.s) && !bracketed(b.f.s) &&
		!officeForm.MatchString(u.last.f.s)
}

// weighParagraphs joins nothing but the lines of one title: parted by a break within the paragraph, or two centred paragraphs of
// one look.
func (r *reader) weighParagraphs(u *unit, b *line) int {
	one, two := u.last.paragraph(), b.paragraph()
	broken := u.last.no == b.no && (one.Outline > 0 || one.Align == flow.Center) && u.last.width <= titleWidth && b.width <= titleWidth
	switch {
	case b.picture() > 0 || u.last.picture() > 0 || ended(r.lineText(u.last)):
		return 0
	case broken, lookOf(one) == lookOf(two) && one.Size == two.Size && b.mark.fam == unmarked && r.titleOnTwoLines(u, b):
		return joinAt + 1
	}
	return 0
}

// pagePoints: a page end explains a cut, and hardly ever falls between a heading and its text.
func pagePoints(lay *layout, u *unit, b *line) int {
	switch {
	case !b.page || u.last.width < edgeColumn:
		return 0
	case u.last.width < printed || u.mark.fam != unmarked && !lay.prose[u.mark.fam]:
		return 1
	}
	return 2
}

// opensInto reports whether a bracket or quotation mark that the unit leaves open is closed in the next line.
func (r *reader) opensInto(u *unit, b string) bool {
	t := r.lineText(u.last)
	for _, p := range []string{"（）", "“”", "《》", "【】", "()", "「」"} {
		open, size := utf8.DecodeRuneInString(p)
		if strings.Count(t, string(open)) > strings.Count(t, p[size:]) && strings.Contains(b, p[size:]) {
			return true
		}
	}
	return false
}

// oneCharacterClause tells 班，代办专班 and 现。: hardly a paragraph begins with one character and a mark.
func oneCharacterClause(s string) bool {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("，。、；", firstRune(s[size:]))
}

// atCut shows both sides of a cut, shortened to what a person needs to judge it.
func atCut(a, b string) (before, after string) {
	before, after = tail(a, shown), head(b, shown)
	if before != a {
		before = "…" + before
	}
	if after != b {
		after += "…"
	}
	return before, after
}

// tail is the last n characters.
func tail(s string, n int) string {
	for i := len(s); i > 0; {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		if i -= size; n == 1 {
			return s[i:]
		}
		n--
	}
	return s
}
