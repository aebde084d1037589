package manuscript

import (
	"fmt"
	"slices"
	"strings"
)

// builder turns units and their roles into sections and articles.
type builder struct {
	*reader
	entries []entry
	out     *outline
	waiting []Block // notes before a title, for the article that follows
	started bool
}

// build writes the sections. Text before the first title is the preface of the issue; under a section it goes with the
// article that follows.
func (r *reader) build(es []entry, o *outline) {
	b := &builder{reader: r, entries: es, out: o}
	for i := 0; i < len(es); {
		switch o.roles[i] {
		case RoleSection:
			b.section(&es[i])
			i++
		case RoleArticle:
			i = b.article(i)
		default:
			i = b.loose(i)
		}
	}
	b.finish()
}

func (b *builder) section(e *entry) {
	b.started = true
	b.doc.Sections = append(b.doc.Sections, Section{Marker: b.marker(e), Title: b.title(e, "section")})
}

// marker is the printed marker of a title; brackets and closing symbols are labels.
func (b *builder) marker(e *entry) Text {
	if e.mark.fam == unmarked {
		return Text{}
	}
	b.label(e.mark.tail)
	if e.mark.fam == bracket {
		b.label(e.mark.head)
		return Text{}
	}
	return b.newText(e.mark.head)
}

func (b *builder) title(e *entry, what string) Text {
	if len(e.parts) > 1 {
		return b.newText(e.spans()...)
	}
	return b.spread(what, e.line, e.mark.rest)
}

// inSection is the section that the next article belongs to; a bulletin without sections has one without a title.
func (b *builder) inSection() *Section {
	if len(b.doc.Sections) == 0 {
		b.doc.Sections = append(b.doc.Sections, Section{})
	}
	return &b.doc.Sections[len(b.doc.Sections)-1]
}

// article reads the article whose title is unit i, and returns the unit after it.
func (b *builder) article(i int) int {
	e := &b.entries[i]
	if b.doubtful(i) {
		b.doubt(e.no, RoleArticle, DoubtTitles, RoleHeading, RoleSection, RoleParagraph)
	}
	a := Article{Marker: b.marker(e), Title: b.title(e, "article")}
	next := b.subtitle(&a, i+1)
	end := b.end(next)
	b.fill(&a, next, end)
	return end
}

// doubtful tells titles known by shape alone that could be sub-headings: neither listed, nor first, nor set off.
func (b *builder) doubtful(i int) bool {
	e := &b.entries[i]
	first := i == 0 || len(b.doc.Sections) == 0 || len(b.doc.Sections[len(b.doc.Sections)-1].Articles) == 0
	if e.mark.fam != unmarked || e.set != "" || e.inTOC || first || b.entries[i-1].source || e.setOff {
		return false
	}
	return b.out.sec == unmarked || e.width < 20
}

// subtitle adds lines that begin with a dash to the title above.
func (b *builder) subtitle(a *Article, i int) int {
	for i < len(b.entries) && b.out.roles[i] == "" && b.entries[i].set == "" && b.entries[i].grid == nil {
		e := &b.entries[i]
		t := b.slice(e.Span)
		if !strings.HasPrefix(t, "—") || e.width > titleWidth || ended(t) {
			break
		}
		a.Title = b.newText(append(slices.Clone(a.Title.Spans), e.allSpans()...)...)
		i++
	}
	return i
}

// allSpans are the stretches of the unit with its marker.
func (u *unit) allSpans() []Span {
	out := make([]Span, len(u.parts))
	for i, l := range u.parts {
		out[i] = l.Span
	}
	return out
}

func (b *builder) end(i int) int {
	for i < len(b.entries) && b.out.roles[i] == "" {
		i++
	}
	return i
}

// fill makes the blocks of units from to end and puts the article into its section.
func (b *builder) fill(a *Article, from, end int) {
	b.started = true
	a.Blocks = slices.Concat(b.waiting, b.blocks(a, from, end))
	b.waiting = nil
	s := b.inSection()
	s.Articles = append(s.Articles, *a)
}

// loose reads units before any title of an article. Right under a section whose next title is an article's, and before
// everything, they are notes; otherwise they make an article without a title.
func (b *builder) loose(i int) int {
	end := b.end(i)
	led := end < len(b.entries) && b.out.roles[end] == RoleArticle
	labelled := isNoteLabel(b.reader, b.entries[i].line)
	if b.started && !led && !labelled || !b.started && end == len(b.entries) {
		b.untitled(i, end)
		return end
	}
	if b.started && !led {
		b.untitled(i, end)
		return end
	}
	notes := b.notes(i, end)
	if b.started {
		b.waiting = append(b.waiting, notes...)
	} else {
		b.doc.Preface = append(b.doc.Preface, notes...)
	}
	if !labelled {
		b.doubt(b.entries[i].no, RoleNote, DoubtPreface, RoleArticle, RoleDrop)
	}
	return end
}

// untitled makes an article of text that has no title, and says so.
func (b *builder) untitled(i, end int) {
	a := Article{}
	b.doubt(b.entries[i].no, RoleParagraph, DoubtTitle, RoleArticle, RoleNote)
	b.fill(&a, i, end)
}

// notes makes note blocks of units; the label of the first is its marker.
func (b *builder) notes(i, end int) []Block {
	var out []Block
	a := &Article{}
	for _, bl := range b.blocks(a, i, end) {
		if bl.Kind == Paragraph || bl.Kind == Heading {
			bl.Kind, bl.Level, bl.Likely = Note, 0, false
		}
		out = append(out, bl)
	}
	for _, s := range a.Sources {
		out = append(out, Block{Kind: Note, Text: s})
	}
	return out
}

// finish keeps notes that no article followed, and numbers the articles.
func (b *builder) finish() {
	if len(b.waiting) > 0 {
		b.fill(&Article{}, len(b.entries), len(b.entries))
	}
	if len(b.doc.Sections) == 0 {
		b.doubt(1, "", DoubtNothing)
	}
	b.number()
}

// number computes the numbers of sections and articles: running on, or anew per section where the source does so. A printed
// number that differs is listed as a repair.
func (b *builder) number() {
	d := b.doc
	d.PerSection = b.restarts()
	n := 0
	for si := range d.Sections {
		s := &d.Sections[si]
		b.checkNumber(s.Marker, si+1, "section")
		if d.PerSection {
			n = 0
		}
		for ai := range s.Articles {
			n++
			s.Articles[ai].Number = n
			b.checkNumber(s.Articles[ai].Marker, n, "article")
		}
	}
}

// restarts reports whether the first articles of the sections after the first are numbered 1.
func (b *builder) restarts() bool {
	ones, others := 0, 0
	for i, s := range b.doc.Sections {
		if i == 0 || len(s.Articles) == 0 || s.Articles[0].Marker.Value == "" {
			continue
		}
		switch m := readMark(b.text, Span{s.Articles[0].Marker.start(), len(b.text)}); m.num {
		case 0:
		case 1:
			ones++
		default:
			others++
		}
	}
	return ones > others
}

func (b *builder) checkNumber(marker Text, n int, what string) {
	if marker.Value == "" {
		return
	}
	m := readMark(b.text, Span{marker.start(), b.lineEnd(marker.start())})
	if m.num == 0 || m.num == n {
		return
	}
	line := b.lineNumber(marker.start())
	b.repair(Repair{ID: fmt.Sprintf("%s-%d", Number, line), Kind: Number, Line: line, Before: marker.Value, After: renumber(m.fam, n)})
	b.doubt(line, Role(what), DoubtSequence, RoleHeading, RoleParagraph)
}

// renumber prints a number as its family does.
func renumber(f family, n int) string {
	switch f {
	case hanComma:
		return hanNumber(n) + "、"
	case parenHan:
		return "（" + hanNumber(n) + "）"
	case parenArabic:
		return fmt.Sprintf("（%d）", n)
	case part:
		return "第" + hanNumber(n) + "部分"
	default:
		return fmt.Sprintf("%d.", n)
	}
}
