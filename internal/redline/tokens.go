package redline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is what is compared: a Han character, a sign, a number or a Latin word; or a reference to a footnote, or the end of a
// paragraph inside a comparison.
type token struct {
	text string
	note string
}

// paragraphEnd stands between paragraphs that are compared as one text.
const paragraphEnd = "¶"

// cut divides a text into tokens: numbers with their decimal point, thousands and percent sign, Latin words with their
// hyphens; everything else by the character. 万 and 亿 are characters of their own, so that 2万 → 2亿 changes only the unit.
func cut(s string) []token {
	out := make([]token, 0, len(s)/3+1)
	for len(s) > 0 {
		n := wordLength(s)
		if n == 0 {
			n = characterLength(s)
		}
		out = append(out, token{text: s[:n]})
		s = s[n:]
	}
	return out
}

// wordLength is how many bytes the number or word at the head of s has; 0 when there is none.
func wordLength(s string) int {
	n := 0
	var last rune
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !inWord(r) && (last == 0 || !joins(last, r, s[n+size:])) {
			break
		}
		n += size
		last = r
	}
	if unicode.IsDigit(last) {
		if r, size := utf8.DecodeRuneInString(s[n:]); strings.ContainsRune("%％‰", r) {
			n += size
		}
	}
	return n
}

// inWord reports whether a character belongs to a number or to a word of letters, in either width.
func inWord(r rune) bool {
	if r >= 0x2E80 && (r < 0xFF10 || r > 0xFF5A) {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// joins reports whether a sign inside a number (3.5, 1,200) or a word (COVID-19) holds it together, by what stands on its sides.
func joins(before, sign rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	switch sign {
	case '.', '．':
		return inWord(before) && inWord(after)
	case ',':
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	case '-', '\'', '’', '@', '_', '&':
		return inWord(before) && inWord(after) && (unicode.IsLetter(before) || unicode.IsLetter(after))
	}
	return false
}

// characterLength is the first character of s with the marks that combine with it.
func characterLength(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.In(r, unicode.Mn, unicode.Variation_Selector) {
			break
		}
		n += size
	}
	return n
}

// stays reports whether a token is never taken into the changes around it: a sign, a number, a word, a reference. They are what
// a reader holds on to.
func (t token) stays() bool {
	r, n := utf8.DecodeRuneInString(t.text)
	return t.note != "" || n != len(t.text) || !unicode.IsLetter(r) || inWord(r)
}

// parts reports whether a token divides a sentence, so that a change may well begin behind it and end with it.
func (t token) parts() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return t.note != "" || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
