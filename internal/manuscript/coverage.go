package manuscript

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// piece is a span with what it became.
type piece struct {
	Span
	role    Role
	element string
}

// pieces lists every span of the document in the order of the source.
func (d *Document) pieces() []piece {
	var out []piece
	add := func(role Role, element string, spans ...Span) {
		for _, s := range spans {
			out = append(out, piece{s, role, element})
		}
	}
	d.eachField(add)
	for i, b := range d.Preface {
		b.each(fmt.Sprintf("p%d", i+1), add)
	}
	for si, s := range d.Sections {
		id := fmt.Sprintf("s%d", si+1)
		add(RoleMarker, id, s.Marker.Spans...)
		add(RoleSection, id, s.Title.Spans...)
		for ai, a := range s.Articles {
			a.each(fmt.Sprintf("%sa%d", id, ai+1), add)
		}
	}
	for _, x := range d.Dropped {
		add(RoleDrop, "", x.Spans...)
	}
	add(RoleLabel, "", d.Labels...)
	slices.SortStableFunc(out, func(a, b piece) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

type addPiece func(role Role, element string, spans ...Span)

func (d *Document) eachField(add addPiece) {
	m, c := d.Masthead, d.Colophon
	add(RoleNumber, "masthead", m.Printed...)
	for _, f := range []struct {
		role Role
		text Text
	}{
		{RoleName, m.Name},
		{RoleHost, m.Host},
		{RoleOrganiser, m.Organiser},
		{RolePrinter, m.Printer},
		{RoleSupervisor, m.Supervisor},
		{RoleAccess, m.Note},
	} {
		add(f.role, "masthead", f.text.Spans...)
	}
	for _, f := range []struct {
		role Role
		text Text
	}{
		{RoleEditor, c.Editor},
		{RoleProofreader, c.Proofreader},
		{RoleReviewer, c.Reviewer},
		{RoleSigner, c.Signer},
		{RolePhone, c.Phone},
	} {
		add(f.role, "colophon", f.text.Spans...)
	}
	for _, l := range []struct {
		role Role
		list []Text
	}{{RoleTo, d.Distribution.To}, {RoleCC, d.Distribution.CC}, {RoleFor, d.Distribution.For}} {
		for _, t := range l.list {
			add(l.role, "distribution", t.Spans...)
		}
	}
}

func (a Article) each(id string, add addPiece) {
	add(RoleMarker, id, a.Marker.Spans...)
	add(RoleArticle, id, a.Title.Spans...)
	for _, s := range a.Sources {
		add(RoleSource, id, s.Spans...)
	}
	for i, b := range a.Blocks {
		b.each(fmt.Sprintf("%sb%d", id, i+1), add)
	}
}

func (b Block) each(id string, add addPiece) {
	add(RoleMarker, id, b.Marker.Spans...)
	add(Role(b.Kind), id, b.Text.Spans...)
	add(RoleCaption, id, b.Caption.Spans...)
	for _, row := range b.Rows {
		for _, c := range row {
			add(RoleTable, id, c.Spans...)
		}
	}
	for _, it := range b.Items {
		add(RoleMarker, id, it.Marker.Spans...)
		add(RoleList, id, it.Text.Spans...)
	}
}

// CheckCoverage verifies that nothing is lost and nothing invented: the spans cover each character of the text that is no
// blank exactly once, and each title and block text is the concatenation of its spans.
func (d *Document) CheckCoverage() error {
	at := 0
	for _, p := range d.pieces() {
		switch {
		case p.Start >= p.End || p.End > len(d.Text):
			return fmt.Errorf("manuscript: bad span %v of %s %s", p.Span, p.role, p.element)
		case p.Start < at:
			return fmt.Errorf("manuscript: %q is covered twice, by %s %s", d.Text[p.Start:min(at, p.End)], p.role, p.element)
		}
		if lost := d.Text[at:p.Start]; strings.ContainsFunc(lost, notBlank) {
			return fmt.Errorf("manuscript: %q is lost before %s %s", strings.TrimSpace(lost), p.role, p.element)
		}
		at = p.End
	}
	if lost := d.Text[at:]; strings.ContainsFunc(lost, notBlank) {
		return fmt.Errorf("manuscript: %q is lost at the end", strings.TrimSpace(lost))
	}
	return d.checkTexts()
}

func notBlank(r rune) bool { return !unicode.IsSpace(r) }

// checkTexts compares titles, markers and the texts of blocks with their spans. Captions and fields may put a blank or a
// separator between their spans; those are checked for coverage only.
func (d *Document) checkTexts() error {
	var err error
	d.eachText(func(t *Text) {
		var b strings.Builder
		for _, s := range t.Spans {
			b.WriteString(d.Text[s.Start:s.End])
		}
		if b.String() != t.Value && err == nil {
			err = fmt.Errorf("manuscript: text %q is not its spans %q", t.Value, b.String())
		}
	})
	return err
}

// eachText visits the markers, titles and texts of sections, articles and blocks.
func (d *Document) eachText(visit func(*Text)) {
	eachBlockText(d.Preface, visit)
	for si := range d.Sections {
		s := &d.Sections[si]
		visit(&s.Marker)
		visit(&s.Title)
		for ai := range s.Articles {
			a := &s.Articles[ai]
			visit(&a.Marker)
			visit(&a.Title)
			eachBlockText(a.Blocks, visit)
		}
	}
}

func eachBlockText(blocks []Block, visit func(*Text)) {
	for i := range blocks {
		b := &blocks[i]
		visit(&b.Marker)
		visit(&b.Text)
		for k := range b.Items {
			visit(&b.Items[k].Marker)
			visit(&b.Items[k].Text)
		}
		for _, row := range b.Rows {
			for k := range row {
				visit(&row[k].Text)
			}
		}
	}
}
