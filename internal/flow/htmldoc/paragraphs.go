package htmldoc

import (
	"bytes"
	"math"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// paragraph is one while it is read.
type paragraph struct {
	marker []byte
	level  int
	runs   gather.Runs
	sizes  gather.Sizes
	lead   frame // what held for its first text
	last   rune  // 0 at the beginning
	gap    gap
}

// gap is what blanks since the last character amount to.
type gap int

const (
	noGap gap = iota
	blankGap
	lineGap // with a line end in them: nothing between two Chinese characters
)

// text takes the text between two tags.
func (r *reader) text(s string) {
	f := r.top()
	switch {
	case f.secret != nil:
		r.keepSecret(f.secret, s)
	case f.inMarker:
		r.mark(f, s)
	case f.pre:
		r.para.add(f, s)
	default:
		r.para.collapse(f, s)
	}
}

// mark takes the mark of an item that Word wrote out. A letter of a picture font is a bullet.
func (r *reader) mark(f *frame, s string) {
	if f.pictureFont && gather.Sample(s) != "" {
		s = bullet
	}
	r.para.marker = append(r.para.marker, s...)
}

// keepSecret reports text that is left out: what belongs together is one omission.
func (r *reader) keepSecret(s *secret, text string) {
	switch {
	case s.label != nil:
		if !strings.HasSuffix(*s.label, "…") { // or it is as long as it will be
			*s.label = gather.Sample(*s.label + text)
		}
	case s.silent || gather.Sample(text) == "":
	case s.told:
		r.tally.Extend(s.kind, text)
	default:
		s.told = true
		r.tally.Omit(s.kind, text)
	}
}

// collapse adds text in which blanks and line ends only separate.
func (p *paragraph) collapse(f *frame, s string) {
	var b strings.Builder
	for _, c := range s {
		switch c {
		case ' ', '\t', '\f':
			p.gap = max(p.gap, blankGap)
			continue
		case '\n', '\r':
			p.gap = lineGap
			continue
		case 0:
			continue
		}
		if p.needsBlank(c) {
			b.WriteByte(' ')
		}
		p.gap, p.last = noGap, c
		b.WriteRune(c)
	}
	p.add(f, b.String())
}

// needsBlank says that a blank stands before c.
func (p *paragraph) needsBlank(c rune) bool {
	switch {
	case p.gap == noGap || p.last == 0 || p.last == '\n':
		return false
	case p.gap == lineGap:
		return !wide(p.last) || !wide(c)
	}
	return true
}

func wide(c rune) bool {
	k := width.LookupRune(c).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// add adds text as it stands.
func (p *paragraph) add(f *frame, s string) {
	if s == "" {
		return
	}
	r := f.looks
	r.Text = s
	p.addRun(f, r)
	p.sizes.Add(f.points, len(s))
}

func (p *paragraph) addRun(f *frame, r flow.Run) {
	if p.runs.Empty() {
		p.lead = *f
	}
	p.runs.Add(r)
	p.last = '\ufffc' // a picture or a note is something to keep a blank after
	if r.Text != "" {
		p.last, _ = utf8.DecodeLastRuneInString(r.Text)
	}
}

// lineBreak breaks the line within the paragraph.
func (r *reader) lineBreak() {
	f := r.top()
	if f.secret == nil && !f.inMarker && !r.para.runs.Empty() {
		r.para.add(f, "\n")
		r.para.gap = noGap
	}
}

// flush ends the paragraph, if there is one. A mark without text waits for the text that comes.
func (r *reader) flush() error {
	p := &r.para
	if runs := trim(p.runs.Take()); len(runs) > 0 {
		return r.put(runs)
	}
	p.last, p.gap, p.sizes = 0, noGap, nil
	return nil
}

// flushMark is flush for the end of an item: its mark waits no longer.
func (r *reader) flushMark() error {
	if err := r.flush(); err != nil || len(bytes.TrimSpace(r.para.marker)) == 0 {
		r.para.marker = nil
		return err
	}
	r.para.lead = *r.top()
	return r.put(nil)
}

func (r *reader) put(runs []flow.Run) error {
	p := &r.para
	out := flow.Paragraph{
		Marker: string(bytes.TrimSpace(p.marker)), Outline: p.lead.outline, Style: p.lead.style, Align: p.lead.align,
		Size: math.Round(2*p.sizes.Most()) / 2, Bold: gather.Bold(runs), Page: r.page, Runs: runs,
	}
	if out.Marker != "" {
		out.ListLevel = max(p.lead.listLevel, p.level, 1)
	}
	r.page, r.para = false, paragraph{}
	if err := r.tally.Paragraph(out); err != nil {
		return err
	}
	r.emit(flow.Item{Paragraph: &out})
	return nil
}

// trim takes away the line breaks and blanks that end a paragraph, and all of one in which nothing can be seen.
func trim(runs []flow.Run) []flow.Run {
	if !gather.Visible(flow.Paragraph{Runs: runs}) {
		return nil
	}
	for n := len(runs); n > 0 && runs[n-1].Text != ""; n-- {
		runs[n-1].Text = strings.TrimRight(runs[n-1].Text, " \t\n\r\u00a0\u3000")
		if runs[n-1].Text != "" {
			break
		}
		runs = runs[:n-1]
	}
	return runs
}
