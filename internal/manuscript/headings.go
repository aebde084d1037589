package manuscript

import (
	"slices"
	"strings"
)

// headingWidth is the longest heading below an article title, in columns.
const headingWidth = 64

// isHeading: a marked title with something under it, or a line without marker between ended paragraphs.
func (in *inside) isHeading(i int) bool {
	e := &in.entries[i]
	if e.mark.fam == unmarked {
		return in.isLikely(i)
	}
	t := in.unitText(e.unit)
	if e.mark.fam == bracket {
		return i+1 < in.end
	}
	colon := strings.HasSuffix(t, "：") && width(t) <= 30 && e.mark.fam.numbered()
	if !e.title && !colon || width(t) > headingWidth || i+1 >= in.end {
		return false
	}
	next := &in.entries[i+1]
	return next.mark.fam != e.mark.fam && !next.source
}

// isLikely tells an unnumbered sub-heading: a short line without any final punctuation, after an ended paragraph or a title,
// with a paragraph under it.
func (in *inside) isLikely(i int) bool {
	e := &in.entries[i]
	if !e.plain || e.ask || e.width > headingWidth || i+1 >= in.end {
		return false
	}
	if next := &in.entries[i+1]; next.source || !next.figure() && (next.aside || !in.isText(next)) {
		return false
	}
	if i == in.from || len(in.out) == 0 {
		return true
	}
	prev, above := &in.entries[i-1], in.out[len(in.out)-1]
	return prev.aside || ended(in.slice(prev.last.Span)) || above.Kind == Heading && !above.Likely
}

func (in *inside) isText(e *entry) bool {
	return ended(in.slice(e.last.Span)) || e.width >= paragraph || e.mark.fam.numbered()
}

func (in *inside) heading(i int) {
	e := &in.entries[i]
	bl := Block{Kind: Heading, Level: 1, Likely: e.mark.fam == unmarked}
	switch e.mark.fam {
	case unmarked:
		in.doubt(e.no, RoleHeading, DoubtHeading, RoleParagraph, RoleArticle)
	case bracket:
		in.label(e.mark.head)
		in.label(e.mark.tail)
	default:
		bl.Marker = in.newText(e.mark.head)
		in.label(e.mark.tail)
	}
	bl.Text = in.newText(e.spans()...)
	in.add(e.mark.fam, bl)
}

// setLevels gives each heading the depth of its family among the families of the article's headings, in the fixed order
// of the numbered ones; headings without a number are one deeper than the numbered ones they stand under. Headings told by their
// looks have the order of these, above the numbered ones where they come first.
func (in *inside) setLevels() {
	ranks := in.ranks()
	above := 0
	for k := range in.out {
		bl := &in.out[k]
		if bl.Kind != Heading {
			continue
		}
		level := above + 1
		if n := slices.Index(ranks, in.fams[k]); n >= 0 {
			above = n + 1
			level = above
		}
		if in.fixed[k] == 0 {
			bl.Level = min(level, 3)
		}
	}
}

// ranks lists the families of the article's headings that nest, the outermost first.
func (in *inside) ranks() []family {
	var numbered, looks []family
	looksFirst := false
	for k, bl := range in.out {
		if bl.Kind != Heading || bl.Level == 0 {
			continue
		}
		switch f := in.fams[k]; {
		case f.look():
			looksFirst = looksFirst || len(numbered) == 0
			looks = append(looks, f)
		case f.rank() > 0:
			numbered = append(numbered, f)
		}
	}
	if slices.Sort(numbered); looksFirst || len(numbered) == 0 {
		slices.Sort(looks)
		return slices.Concat(slices.Compact(looks), slices.Compact(numbered))
	}
	return slices.Compact(numbered)
}
