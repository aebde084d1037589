package manuscript

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// creditKind is what a label around an article announces.
type creditKind int

const (
	unlabelled creditKind = iota
	ofUnit
	ofAuthor
	ofSource
	ofDate
	ofContact
)

// creditLabels are the words before a colon; a row whose words begin with words of another stands before it.
var creditLabels = []struct {
	kind  creditKind
	words string
}{
	{ofContact, `(?:联_系|经_办|审_核|审_签|签_发|拟_稿|责任)_人?|(?:联_系|办_公)?_(?:电_话|手_机|方式)|传_真|邮_箱|电子邮箱`},
	{ofSource, `(?:信_息|稿_件|文_章|资料)?_来_源|出_处|摘_自|摘编自|转_自|转载自|选_自`},
	{ofAuthor, `作_者(?:姓名)?|(?:供_稿|撰_稿|报_送|投_稿|执_笔|写)_(?:人|者)(?:员)?|通_讯_员|信_息_员|撰_稿|执_笔`},
	{ofUnit, `(?:报_送|供_稿|来_稿|投_稿|发_稿|撰_稿|提_供|上_报|编_报|作_者)_(?:单_位|部_门)|供_稿|报_送|单_位(?:名称)?|部_门`},
	{ofDate, `(?:报_送|供_稿|成_稿|投_稿|来_稿)?_(?:日_期|时_间)`},
}

var creditLabel = regexp.MustCompile(creditPattern())

func creditPattern() string {
	words := make([]string, len(creditLabels))
	for i, l := range creditLabels {
		words[i] = "(" + l.words + ")"
	}
	return spaced(`(?:^|[\s\p{Z}（(【；;，,、|/])_(?:` + strings.Join(words, "|") + `)_[：:]`)
}

// credited is one thing that a line around an article says.
type credited struct {
	kind creditKind
	text Text
	date string
}

// credit reads a line around the article as who sent it, when, and where it came from: all of the line or nothing.
func (h *articleReader) credit(e *entry, loose bool) bool {
	all, ok := h.credits(e, loose)
	if !ok {
		return false
	}
	var used []Span
	for _, c := range all {
		used = append(used, c.text.Spans...)
		if c.kind != ofContact {
			h.article.Sources = append(h.article.Sources, c.text)
			h.draft.take(c)
			continue
		}
		for _, s := range c.text.Spans {
			h.drop(e.line, s, ColophonRest)
		}
	}
	h.label(e.Span, used...)
	return true
}

// credits takes a line apart; false where some of it is not understood. Without a label the line must be set apart, by brackets or by
// standing in the middle or at the right; loose lifts that.
func (h *articleReader) credits(e *entry, loose bool) ([]credited, bool) {
	t := h.slice(e.Span)
	if !e.short() || e.width > titleWidth || len(e.parts) > 1 || ended(t) && !e.source {
		return nil, false
	}
	labels := creditLabel.FindAllStringSubmatchIndex(t, -1)
	switch {
	case len(labels) > 0:
		return h.labelledCredits(e, labels)
	case e.source:
		v, ok := h.sourceValue(e.Span)
		return h.sourceCredits(e.f.s, v), ok && v.Start < v.End
	case loose, bracketed(e.f.s), e.indent >= asideIndent:
		return h.segment(unlabelled, trimOpeners(h.text, e.Span))
	}
	return nil, false
}

func (h *articleReader) labelledCredits(e *entry, labels [][]int) ([]credited, bool) {
	var out []credited
	kind, at := unlabelled, e.Start
	for _, m := range append(labels, nil) {
		end := e.End
		if m != nil {
			end = e.Start + m[0]
		}
		if s := trimSeparators(h.text, trimOpeners(h.text, Span{at, end})); s.Start < s.End {
			more, ok := h.segment(kind, s)
			if !ok {
				return nil, false
			}
			out = append(out, more...)
		}
		for k := 0; m != nil && k < len(creditLabels); k++ {
			if m[2*k+2] >= 0 {
				kind, at = creditLabels[k].kind, e.Start+m[1]
			}
		}
	}
	return out, len(out) > 0
}

// takenFrom begins or ends a line that names the source of a reprint.
var takenFrom = regexp.MustCompile(`摘|转载?自|选自|来源|出处|^[(\[]据|综合|整理`)

// sourceCredits reads what a source line names. folded is the line.
func (h *articleReader) sourceCredits(folded string, v Span) []credited {
	if takenFrom.MatchString(folded) {
		return []credited{{kind: ofSource, text: h.newText(v)}}
	}
	return h.named(ofUnit, v)
}

// creditSource keeps a source that the blocks named. Its label is gone: what is no list of units and persons is where a reprint came from.
func (h *articleReader) creditSource(t Text) {
	if len(t.Spans) != 1 {
		h.draft.take(credited{kind: ofSource, text: t})
		return
	}
	named := h.named(unlabelled, t.Spans[0])
	if slices.ContainsFunc(named, func(c credited) bool { return c.kind == unlabelled }) {
		named = []credited{{kind: ofSource, text: t}}
	}
	for _, c := range named {
		h.draft.take(c)
	}
}

// segment reads what follows one label, or a stretch without label.
func (h *articleReader) segment(kind creditKind, s Span) ([]credited, bool) {
	if kind == ofContact || kind == ofSource {
		return []credited{{kind: kind, text: h.newText(s)}}, true
	}
	parts := imprintScan(h.text, s)
	if slices.ContainsFunc(parts, func(p imprintPart) bool { return p.role != RoleDate }) {
		return nil, false
	}
	var out []credited
	for _, p := range parts {
		out = append(out, credited{ofDate, h.newText(p.span), p.date})
	}
	for _, rest := range leftovers(h.text, s, parts) {
		rest = trimSeparators(h.text, trimOpeners(h.text, rest))
		if kind == ofDate {
			return nil, false
		}
		named := h.named(kind, rest)
		if slices.ContainsFunc(named, func(c credited) bool { return c.kind == unlabelled }) {
			return nil, false
		}
		out = append(out, named...)
	}
	slices.SortStableFunc(out, func(a, b credited) int { return a.text.start() - b.text.start() })
	return out, len(out) > 0
}

// named tells units and persons in a list of names. Under a label the names are what it announces, but a person may stand after
// the unit.
func (h *articleReader) named(kind creditKind, s Span) []credited {
	var out []credited
	for _, t := range h.nameList(s) {
		c := credited{kind: kind, text: t}
		person := isPerson(t.Value)
		hasUnit := slices.ContainsFunc(out, func(o credited) bool { return o.kind == ofUnit })
		switch {
		case kind != ofAuthor && officeForm.MatchString(t.Value):
			c.kind = ofUnit
		case person && hasUnit:
			c.kind = ofAuthor
		}
		out = append(out, c)
	}
	return out
}

// nameList splits at blanks and 、, and closes up two-character names that are set apart: 李　明.
func (h *articleReader) nameList(s Span) []Text {
	var out []Text
	alone := func(w Span) bool { return utf8.RuneCountInString(h.slice(w)) == 1 }
	for _, part := range h.splitNames(s) {
		words := wordSpans(h.text, part)
		for i := 0; i < len(words); i++ {
			if i+1 < len(words) && alone(words[i]) && alone(words[i+1]) {
				out = append(out, h.newText(words[i], words[i+1]))
				i++
				continue
			}
			out = append(out, h.newText(words[i]))
		}
	}
	return out
}

func (h *articleReader) splitNames(s Span) []Span {
	var out []Span
	start := s.Start
	for i, c := range h.slice(s) {
		if strings.ContainsRune("、，,；;/", c) {
			out = append(out, trim(h.text, Span{start, s.Start + i}))
			start = s.Start + i + utf8.RuneLen(c)
		}
	}
	return append(out, trim(h.text, Span{start, s.End}))
}

// isPerson tells a name of two to four Chinese characters.
func isPerson(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 4 && !officeForm.MatchString(s) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != '·' })
}

func trimOpeners(text string, s Span) Span {
	s = trim(text, s)
	for s.Start < s.End && strings.ContainsRune("（(【[〔", firstRune(text[s.Start:s.End])) {
		s = trim(text, Span{s.Start + utf8.RuneLen(firstRune(text[s.Start:s.End])), s.End})
	}
	for s.Start < s.End && strings.ContainsRune("）)】]〕", lastRune(text[s.Start:s.End])) {
		s = trim(text, Span{s.Start, s.End - utf8.RuneLen(lastRune(text[s.Start:s.End]))})
	}
	return s
}

// take keeps what a line said.
func (d *ArticleDraft) take(c credited) {
	switch c.kind {
	case ofUnit:
		d.Units = appendName(d.Units, c.text)
	case ofAuthor:
		d.Authors = appendName(d.Authors, c.text)
	case ofDate:
		if d.Date == "" {
			d.Date = c.date
		}
	case ofSource:
		if d.Source.Value == "" {
			d.Source = c.text
		}
	case unlabelled, ofContact: // kept nowhere
	}
}

// appendName keeps a name once, however often the file gives it.
func appendName(to []Text, t Text) []Text {
	if slices.ContainsFunc(to, func(o Text) bool { return o.Value == t.Value }) {
		return to
	}
	return append(to, t)
}
