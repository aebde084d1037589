package manuscript

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// finish gives doubts their ids, puts the lists into the order of the source, and draws the lines for the mapping screen.
func (r *reader) finish(o *outline) error {
	d := r.doc
	r.settleChiefs()
	r.propose()
	if o.tight && o.close.sec != o.sec {
		r.outlineDoubt()
	}
	if i := strings.IndexRune(r.text, utf8.RuneError); i >= 0 {
		r.doubt(r.lineNumber(i), RoleParagraph, DoubtCharacter)
	}
	if n := d.headings(); n > MaxHeadings {
		return &Error{Code: TooManyHeadings, Limit: MaxHeadings}
	}
	slices.SortStableFunc(d.Repairs, func(a, b Repair) int { return cmp.Compare(a.Line, b.Line) })
	slices.SortStableFunc(d.Dropped, func(a, b Dropped) int { return cmp.Compare(a.Spans[0].Start, b.Spans[0].Start) })
	slices.SortStableFunc(d.Uncertain, func(a, b Uncertain) int { return cmp.Compare(a.Line, b.Line) })
	r.nameDoubts()
	r.drawLines()
	return nil
}

// settleChiefs makes the chief editor the editor where no other is named; else the field is dropped.
func (r *reader) settleChiefs() {
	vacant := r.doc.Colophon.Editor.Value == ""
	for _, p := range r.chiefs {
		if vacant && r.placeField(RoleEditor, p.span) {
			r.label(p.whole, p.span)
			continue
		}
		r.drop(&line{no: r.lineNumber(p.whole.Start)}, p.whole, ColophonRest)
	}
}

// outlineDoubt points at the first title that the second-best reading takes otherwise.
func (r *reader) outlineDoubt() {
	for _, s := range r.doc.Sections {
		if at := s.Title.start(); at >= 0 {
			r.doubt(r.lineNumber(at), RoleSection, DoubtOutline, RoleArticle)
			return
		}
		for _, a := range s.Articles {
			if at := a.Title.start(); at >= 0 {
				r.doubt(r.lineNumber(at), RoleArticle, DoubtOutline, RoleSection, RoleHeading)
				return
			}
		}
	}
}

func (d *Document) headings() int {
	n := len(d.Sections)
	for _, s := range d.Sections {
		n += len(s.Articles)
		for _, a := range s.Articles {
			for _, b := range a.Blocks {
				if b.Kind == Heading {
					n++
				}
			}
		}
	}
	return n
}

// nameDoubts makes ids of reason and line, leaves out what a person settled, and keeps one of each.
func (r *reader) nameDoubts() {
	seen := map[string]bool{}
	kept := r.doc.Uncertain[:0]
	for _, u := range r.doc.Uncertain {
		u.ID = fmt.Sprintf("%s-%d", u.Why, u.Line)
		if !seen[u.ID] && !r.dec.accepted(u.ID) {
			seen[u.ID] = true
			kept = append(kept, u)
		}
	}
	r.doc.Uncertain = kept
}

// drawLines lists the source lines with the roles of their parts.
func (r *reader) drawLines() {
	d := r.doc
	count := len(r.starts)
	if count > 1 && r.starts[count-1] == len(r.text) {
		count--
	}
	d.Lines = make([]SourceLine, count)
	pieces := d.pieces()
	k := 0
	for i := range d.Lines {
		start := r.starts[i]
		end := r.lineEnd(start)
		d.Lines[i] = SourceLine{Number: i + 1, Text: r.text[start:end]}
		from, at := 0, start
		for ; k < len(pieces) && pieces[k].Start < end; k++ {
			p := pieces[k]
			from += utf8.RuneCountInString(r.text[at:p.Start])
			at = p.Start
			d.Lines[i].Parts = append(d.Lines[i].Parts, LinePart{from, from + utf8.RuneCountInString(r.slice(p.Span)), p.role, p.element})
		}
	}
	for _, u := range d.Uncertain {
		l := &d.Lines[min(u.Line, count)-1]
		l.Uncertain = append(l.Uncertain, u.ID)
	}
	for _, p := range d.Repairs {
		l := &d.Lines[min(p.Line, count)-1]
		l.Repairs = append(l.Repairs, p.ID)
	}
}
