package manuscript

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// folded is a short line as recognition sees it: without blanks, full-width forms as ASCII, every kind of zero as 〇.
// at[i] is the offset in the text that byte i of s came from; at has one entry more than s.
type folded struct {
	s  string
	at []int
}

// Longer lines are paragraphs; no pattern looks at them.
const foldLimit = 600 // bytes

func fold(text string, s Span) folded {
	var b strings.Builder
	var at []int
	for i, r := range text[s.Start:s.End] {
		if unicode.IsSpace(r) {
			continue
		}
		n := b.Len()
		b.WriteRune(foldRune(r))
		for range b.Len() - n {
			at = append(at, s.Start+i)
		}
	}
	return folded{s: b.String(), at: append(at, s.End)}
}

func foldRune(r rune) rune {
	switch {
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xfee0
	case r == '○' || r == '◯':
		return '〇'
	case r == '﹙':
		return '('
	case r == '﹚':
		return ')'
	case r == '〔' || r == '〖':
		return '['
	case r == '〕' || r == '〗':
		return ']'
	}
	return r
}

// span maps bytes i to j of the folded line back to the text, without the blanks after it.
func (f folded) span(text string, i, j int) Span {
	if i >= j {
		return Span{f.at[i], f.at[i]}
	}
	last, size := f.at[j-1], 0
	_, size = utf8.DecodeRuneInString(text[last:])
	return Span{f.at[i], last + size}
}

// group is the span of a group of a match, and whether the group took part.
func (f folded) group(text string, m []int, re *regexp.Regexp, name string) (Span, bool) {
	k := re.SubexpIndex(name)
	if k < 0 || m[2*k] < 0 || m[2*k] == m[2*k+1] {
		return Span{}, false
	}
	return f.span(text, m[2*k], m[2*k+1]), true
}

func foldString(s string) string { return fold(s, Span{0, len(s)}).s }

// key reduces a title to its letters and digits, for comparing a contents list with the text.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if r = foldRune(r); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
