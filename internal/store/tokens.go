package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"jianbao/models"
)

// Limits of one search.
const (
	MaxSearchLength = 100 // characters
	MaxSearchWords  = 10
)

// maxTokenLength bounds a token in characters, for text as for searches: an index entry has a size limit, and nobody types more.
const maxTokenLength = 60

// char is one character of folded text with the place it came from, in characters of the original.
type char struct {
	r          rune
	start, end int
}

// fold brings text to the form in which it is compared: compatibility forms as their plain ones (full width, ①, ㎡), lower
// case, without characters that have no width. Everything knows its place in the original, so that a match can be marked.
func fold(s string) []char {
	out := make([]char, 0, len(s)/2)
	place := 0
	for s != "" {
		if n := norm.NFKC.QuickSpanString(s); n > 0 { // nearly all text is in normal form already
			for _, r := range s[:n] {
				out = appendFolded(out, r, place, place+1)
				place++
			}
			s = s[n:]
			continue
		}
		n := norm.NFKC.NextBoundaryInString(s, true)
		end := place + utf8.RuneCountInString(s[:n])
		for _, r := range norm.NFKC.String(s[:n]) {
			out = appendFolded(out, r, place, end)
		}
		s, place = s[n:], end
	}
	return out
}

func appendFolded(out []char, r rune, start, end int) []char {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return out
	}
	return append(out, char{unicode.ToLower(unicode.ToUpper(r)), start, end}) // by way of upper case, which ς and σ share
}

// token is one entry of the search index: two neighbouring Han characters, the last Han character of a run, or a whole run
// of other letters and digits.
type token struct {
	text       string
	start, end int  // place in the original, in characters
	head       int  // end of its first character
	last       bool // the last Han character of a run
	alone      bool // and the only one
}

// runKind tells Han characters from other letters and digits (0: neither), because the two are cut in different ways.
func runKind(r rune) int {
	switch {
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return 0
	case unicode.Is(unicode.Han, r):
		return 1
	}
	return 2
}

// tokens cuts text. Whatever is neither letter nor digit only separates, so blanks between digits and Han do not matter.
func tokens(s string) []token {
	chars := fold(s)
	out := make([]token, 0, len(chars))
	for i := 0; i < len(chars); {
		kind, j := runKind(chars[i].r), i+1
		for j < len(chars) && runKind(chars[j].r) == kind {
			j++
		}
		switch kind {
		case 1:
			out = appendPairs(out, chars[i:j])
		case 2:
			out = append(out, spell(chars[i:j]))
		}
		i = j
	}
	return out
}

func appendPairs(out []token, run []char) []token {
	for i := range run[:len(run)-1] {
		out = append(out, spell(run[i:i+2]))
	}
	t := spell(run[len(run)-1:])
	t.last, t.alone = true, len(run) == 1
	return append(out, t)
}

func spell(run []char) token {
	var b strings.Builder
	for _, c := range run[:min(len(run), maxTokenLength)] {
		b.WriteRune(c.r)
	}
	return token{text: b.String(), start: run[0].start, end: run[len(run)-1].end, head: run[0].end}
}

// Words is a search: each word is a phrase, and all of them have to be found. A word may stand anywhere in a run of Han
// characters, but Latin words and numbers are whole: 213 does not find 2130.
type Words []phrase

// phrase is a row of neighbouring tokens; with prefix the last of them, a single Han character, may begin a longer one.
type phrase struct {
	texts  []string
	prefix bool
}

// ParseWords reads what a person typed. Words are split by blanks; quotes and operators mean nothing. Without any letter or
// digit there are no words. Too long a search is models.CodeInvalid.
func ParseWords(s string) (Words, error) {
	if len(fold(s)) > MaxSearchLength {
		return nil, models.Fail(models.CodeInvalid, "search.too_long").With(models.Args{"Max": MaxSearchLength})
	}
	var out Words
	for word := range strings.FieldsSeq(s) {
		if list := tokens(word); len(list) > 0 {
			out = append(out, toPhrase(list))
		}
	}
	if len(out) > MaxSearchWords {
		return nil, models.Fail(models.CodeInvalid, "search.too_many_words").With(models.Args{"Max": MaxSearchWords})
	}
	return out, nil
}

// toPhrase leaves the end of a Han word open: in the text the run may go on.
func toPhrase(list []token) phrase {
	var p phrase
	if t := list[len(list)-1]; t.last {
		p.prefix = t.alone
		if !t.alone {
			list = list[:len(list)-1]
		}
	}
	for _, t := range list {
		p.texts = append(p.texts, t.text)
	}
	return p
}

// Match is a place in a text where a word was found, in characters (runes) of the text.
type Match struct {
	Start, End int
	Word       int // which of the words
}

// Find lists where the words stand in text, by word and then by place. It finds what the index finds.
func (w Words) Find(text string) []Match {
	if len(w) == 0 {
		return nil
	}
	list := tokens(text)
	var out []Match
	for word, p := range w {
		for i := range list {
			if end, ok := p.at(list[i:]); ok {
				out = append(out, Match{list[i].start, end, word})
			}
		}
	}
	return out
}

// at reports whether the phrase stands at the beginning of list, and where it ends.
func (p phrase) at(list []token) (end int, ok bool) {
	if len(p.texts) > len(list) {
		return 0, false
	}
	last := len(p.texts) - 1
	for i, text := range p.texts[:last] {
		if list[i].text != text {
			return 0, false
		}
	}
	t := list[last]
	if p.prefix {
		return t.head, strings.HasPrefix(t.text, p.texts[last])
	}
	return t.end, t.text == p.texts[last]
}
