package htmldoc

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"jianbao/internal/flow"
	"jianbao/internal/flow/gather"
)

// paragraph is one while it is read.
type paragraph struct {
	marker string
	level  int
	runs   []flow.Run
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
	r.para.marker += s
}

// keepSecret reports text that is left out: what belongs together is one omission.
func (r *reader) keepSecret(s *secret, text string) {
	switch {
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
	if len(p.runs) == 0 {
		p.lead = *f
	}
	p.runs = gather.Append(p.runs, r)
	p.last = '\ufffc' // a picture or a note is something to keep a blank after
	if r.Text != "" {
		p.last, _ = utf8.DecodeLastRuneInString(r.Text)
	}
}

// lineBreak breaks the line within the paragraph.
func (r *reader) lineBreak() {
	f := r.top()
	if f.secret == nil && !f.inMarker && len(r.para.runs) > 0 {
		r.para.add(f, "\n")
		r.para.gap = noGap
	}
}

// flush ends the paragraph, if there is one. A mark without text waits for the text that comes.
func (r *reader) flush() error {
	p := &r.para
	p.trim()
	if len(p.runs) == 0 {
		p.last, p.gap, p.sizes = 0, noGap, nil
		return nil
	}
	return r.put()
}

// flushMark is flush for the end of an item: its mark waits no longer.
func (r *reader) flushMark() error {
	if err := r.flush(); err != nil || strings.TrimSpace(r.para.marker) == "" {
		r.para.marker = ""
		return err
	}
	return r.put()
}

func (r *reader) put() error {
	p := r.para
	r.para = paragraph{}
	if len(p.runs) == 0 {
		p.lead = *r.top()
	}
	out := flow.Paragraph{
		Marker: strings.TrimFunc(p.marker, unicode.IsSpace), Outline: p.lead.outline, Style: p.lead.style, Align: p.lead.align,
		Size: math.Round(2*p.sizes.Most()) / 2, Bold: allBold(p.runs), Page: r.page, Runs: p.runs,
	}
	if out.Marker != "" {
		out.ListLevel = max(p.lead.listLevel, p.level, 1)
	}
	r.page = false
	if err := r.tally.Paragraph(out); err != nil {
		return err
	}
	r.emit(flow.Item{Paragraph: &out})
	return nil
}

func allBold(runs []flow.Run) bool {
	bold := false
	for _, r := range runs {
		if r.Text != "" && !r.Bold {
			return false
		}
		bold = bold || r.Bold
	}
	return bold
}

// trim takes away the line breaks and blanks that end a paragraph, and all of one in which nothing can be seen.
func (p *paragraph) trim() {
	if !gather.Visible(flow.Paragraph{Runs: p.runs}) {
		p.runs = nil
		return
	}
	for n := len(p.runs); n > 0; n = len(p.runs) {
		last := &p.runs[n-1]
		if last.Text == "" {
			return
		}
		if last.Text = strings.TrimRight(last.Text, " \t\n\r\u00a0\u3000"); last.Text != "" {
			return
		}
		p.runs = p.runs[:n-1]
	}
}
