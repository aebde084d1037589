package manuscript

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a range of the decoded text in bytes, Start included, End not.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// line is one printed line, or a part of one where a person split it or a form feed stands in it. The span is
// without blanks at both ends; an empty line is not kept, but counted in the gap of the next.
type line struct {
	Span
	no     int  // source line, from 1
	at     int  // offset of the part in its source line, in characters; 0 for a whole line
	indent int  // columns of blanks before it; a full-width character is two columns
	gap    int  // blank lines before it
	page   bool // a page begins here: form feed, page number or running head before it
	width  int  // columns, counted up to widest
	f      folded
	mark   mark
	grid   *grid // the table that begins here, instead of a line
	hint   *hint // what the file knows of the line; nil in a plain text
}

// widest is where counting columns stops mattering.
const widest = 400

// short lines are the ones that patterns are tried on.
func (l *line) short() bool { return l.f.at != nil }

// breakers end a part of a line without ending the numbered line.
const breakers = "\f\v\u2028\u2029\u0085"

// tooManyTitles refuses early what holds far more titles than an issue can have.
func tooManyTitles(text string, lines []*line) error {
	n := 0
	for _, l := range lines {
		if (l.mark.fam.numbered() || l.mark.fam == bracket) && l.width <= titleWidth && titleEnd(text[l.Start:l.End]) {
			n++
		}
	}
	if n > 4*MaxHeadings {
		return &Error{Code: TooManyHeadings, Limit: MaxHeadings}
	}
	return nil
}

// splitLines finds the lines of the text. cuts holds, for a source line, the character offsets where a person split it.
func splitLines(text string, cuts map[int][]int) ([]*line, error) {
	var out []*line
	no, gap, page := 0, 0, false
	for start := 0; start < len(text); {
		if no++; no > MaxLines {
			return nil, &Error{Code: TooManyLines, Limit: MaxLines}
		}
		end, next := lineEnd(text, start)
		kept := false
		for _, part := range splitParts(text, Span{start, end}, cuts[no]) {
			page = page || part.feed
			l := newLine(text, part.Span)
			if l == nil {
				continue
			}
			l.no, l.at, l.gap, l.page = no, part.at, gap, page
			out = append(out, l)
			gap, page, kept = 0, false, true
			if len(out) > MaxLines {
				return nil, &Error{Code: TooManyLines, Limit: MaxLines}
			}
		}
		if !kept {
			gap++
		}
		start = next
	}
	return out, nil
}

// lineEnd returns where the line at start ends and where the next begins: after LF, CRLF or CR.
func lineEnd(text string, start int) (end, next int) {
	i := strings.IndexAny(text[start:], "\r\n")
	if i < 0 {
		return len(text), len(text)
	}
	end = start + i
	if strings.HasPrefix(text[end:], "\r\n") {
		return end, end + 2
	}
	return end, end + 1
}

type linePart struct {
	Span
	at   int
	feed bool
}

// splitParts cuts a line at form feeds and the like, and where a person asked for it.
func splitParts(text string, s Span, cuts []int) []linePart {
	if len(cuts) == 0 && !strings.ContainsAny(text[s.Start:s.End], breakers) {
		return []linePart{{Span: s}}
	}
	wanted := map[int]bool{}
	for _, c := range cuts {
		wanted[c] = true
	}
	var parts []linePart
	part, at := linePart{Span: Span{s.Start, s.Start}}, 0
	for i, r := range text[s.Start:s.End] {
		i += s.Start
		isBreak := strings.ContainsRune(breakers, r)
		if isBreak || wanted[at] {
			part.End = i
			parts = append(parts, part)
			part = linePart{Span: Span{i, i}, at: at, feed: r == '\f'}
		}
		if isBreak {
			part.at = at + 1
		}
		at++
	}
	part.End = s.End
	return append(parts, part)
}

// newLine trims the span and measures it; nil for blanks.
func newLine(text string, s Span) *line {
	l := &line{Span: trim(text, s)}
	if l.Start == l.End {
		return nil
	}
	for _, r := range text[s.Start:l.Start] {
		l.indent += columns(r)
		if r == '\t' {
			l.indent += 3
		}
	}
	l.width = width(text[l.Start:l.End])
	if l.End-l.Start <= foldLimit {
		l.f = fold(text, l.Span)
	}
	l.mark = readMark(text, l.Span)
	return l
}

func trim(text string, s Span) Span {
	t := strings.TrimRightFunc(text[s.Start:s.End], unicode.IsSpace)
	s.End = s.Start + len(t)
	s.Start = s.End - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	return s
}

func width(s string) int {
	n := 0
	for _, r := range s {
		if n += columns(r); n >= widest {
			return widest
		}
	}
	return n
}

// columns is the width of a character in half-width columns.
func columns(r rune) int {
	switch {
	case r < 0x20 && r != '\t', unicode.In(r, unicode.Cf, unicode.Mn):
		return 0
	case r < 0x1100, r >= 0xff61 && r <= 0xffdc:
		return 1
	case r >= 0x2010 && r <= 0x2027 && r != '…' && r != '—' && r != '“' && r != '”' && r != '‘' && r != '’':
		return 1
	}
	return 2
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

const (
	closers   = "”’）)】》〉」』〕］]\""
	finals    = "。！？；：!?;:…"
	commas    = "，、,"
	openers   = "“‘（(【《〈「『〔［["
	neverHead = "，。、；：！？）】》〉」』〕］％%”’…;,!?)]" // no line of its own begins with one
)

// ended reports whether the text ends as a paragraph may end: with final punctuation, perhaps inside closing marks.
func ended(s string) bool {
	s = strings.TrimRight(s, closers)
	return s == "" || strings.ContainsRune(finals, lastRune(s)) || strings.HasSuffix(s, "……")
}

// titleEnd reports whether a title may end like this: not in a stop, a comma or a colon.
func titleEnd(s string) bool {
	r := lastRune(s)
	return !strings.ContainsRune("。；;：:…"+commas, r) && !strings.HasSuffix(strings.TrimRight(s, closers), "。")
}
