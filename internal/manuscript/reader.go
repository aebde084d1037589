package manuscript

import (
	"slices"
	"strings"
	"unicode"
)

// reader carries one reading from step to step. Each step takes the lines it understands out of lines and writes
// what it made of them into doc; every character of a taken line goes into exactly one span.
type reader struct {
	text   string
	dec    *decided
	doc    *Document
	lines  []*line
	starts []int         // where the numbered lines begin
	chiefs []imprintPart // 主编, until it is known whether another editor is named
	keys   *titleKeys
	toc    map[string]bool // keys of the titles in the contents list
	known  *projection     // what the file knows of the lines; nil in a plain text
	notes  map[int][]*line // lines of the notes, by note
}

// slice is the text of a span.
func (r *reader) slice(s Span) string { return r.text[s.Start:s.End] }

func (r *reader) lineText(l *line) string { return r.text[l.Start:l.End] }

// newText makes a Text of spans; empty ones fall out.
func (r *reader) newText(spans ...Span) Text {
	var t Text
	var b strings.Builder
	for _, s := range spans {
		if s.Start < s.End {
			t.Spans = append(t.Spans, s)
			b.WriteString(r.slice(s))
		}
	}
	t.Value = b.String()
	return t
}

// label covers what the used spans leave of whole: markers, separators and label words that stand in no text.
func (r *reader) label(whole Span, used ...Span) {
	slices.SortFunc(used, func(a, b Span) int { return a.Start - b.Start })
	at := whole.Start
	for _, s := range append(used, Span{whole.End, whole.End}) {
		if gap := trim(r.text, Span{at, max(at, s.Start)}); gap.Start < gap.End {
			r.doc.Labels = append(r.doc.Labels, gap)
		}
		at = max(at, s.End)
	}
}

func (r *reader) drop(l *line, s Span, reason string) {
	r.doc.Dropped = append(r.doc.Dropped, Dropped{Line: l.no, Text: r.slice(s), Reason: reason, Spans: []Span{s}})
}

// dropWhere drops the lines that reason names, and marks the next line as the first of a page where the reason is a page's.
func (r *reader) dropWhere(reason func(i int) string) {
	kept := r.lines[:0:0]
	page, gap := false, 0
	for i, l := range r.lines {
		if why := reason(i); why != "" {
			r.drop(l, l.Span, why)
			page = page || l.page || why == PageNumber || why == RunningHead
			gap += l.gap
			continue
		}
		l.page, l.gap = l.page || page, l.gap+gap
		page, gap = false, 0
		kept = append(kept, l)
	}
	r.lines = kept
}

func (r *reader) doubt(l int, decided Role, why Doubt, other ...Role) {
	r.doc.Uncertain = append(r.doc.Uncertain, Uncertain{Line: l, Decided: decided, Why: why, Alternatives: other})
}

func hasWord(s string) bool { return strings.ContainsFunc(s, isWord) }

// isRule tells a drawn line: three or more strokes or ornaments and nothing else.
func isRule(s string) bool {
	strokes := 0
	for _, c := range s {
		switch {
		case strings.ContainsRune(ruleRunes, c), c >= '─' && c <= '╿':
			strokes++
		case !unicode.IsSpace(c):
			return false
		}
	}
	return strokes >= 3
}

const ruleRunes = "-—–―_=~*＊·.。＿＝－～﹏﹍﹎¯‾•#+◇◆★☆●○■□※▬▪▂▁◎⊙"
