package manuscript

import (
	"cmp"
	"maps"
	"slices"
)

// attachNotes puts each note of the file at the end of the article that refers to it, and one that nothing refers to at the end of
// the last.
func (r *reader) attachNotes() {
	if len(r.notes) == 0 {
		return
	}
	homes, referrers := r.homes(), r.doc.referrers()
	for _, n := range slices.Sorted(maps.Keys(r.notes)) {
		span := trim(r.text, Span{r.notes[n][0].Start, r.notes[n][len(r.notes[n])-1].End})
		note := Block{Kind: Footnote, Note: n, Text: r.newText(span)}
		at, referred := referrers[n]
		if !referred {
			at = len(r.text)
		}
		if a := homes.of(at); a != nil {
			a.Blocks = append(a.Blocks, note)
			continue
		}
		r.doc.Preface = append(r.doc.Preface, note)
	}
}

// referrers are the places of the first reference to each note.
func (d *Document) referrers() map[int]int {
	out := map[int]int{}
	for _, r := range slices.Backward(d.refs) {
		out[r.note] = r.at
	}
	return out
}

// home is where an article begins.
type home struct {
	start   int
	article *Article
}

type homes []home

// homes lists the articles in the order of the source.
func (r *reader) homes() homes {
	var out homes
	for si := range r.doc.Sections {
		s := &r.doc.Sections[si]
		for ai := range s.Articles {
			a := &s.Articles[ai]
			start := -1
			a.each("", func(_ Role, _ string, spans ...Span) {
				for _, sp := range spans {
					if start < 0 || sp.Start < start {
						start = sp.Start
					}
				}
			})
			out = append(out, home{start, a})
		}
	}
	slices.SortStableFunc(out, func(a, b home) int { return cmp.Compare(a.start, b.start) })
	return out
}

// of is the article in which a place stands: the last that begins before it, else the first.
func (h homes) of(at int) *Article {
	if len(h) == 0 {
		return nil
	}
	i, _ := slices.BinarySearchFunc(h, at, func(x home, at int) int { return cmp.Compare(x.start, at) })
	return h[max(i-1, 0)].article
}
