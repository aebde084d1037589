package store

import (
	"iter"
	"slices"
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

// folded is text in the form in which it is compared. Everything knows its place in the original, so that a match can be marked.
type folded struct {
	text  string
	chars []char
}

// char is one character of folded text: where it begins there, in bytes, and the place it came from, in characters of the original.
type char struct {
	r              rune
	at, start, end int32
}

// fold brings text to the form in which it is compared: compatibility forms as their plain ones (full width, ①, ㎡), lower
// case, traditional characters as simplified ones, without characters that have no width. A change here is a new indexVersion.
func fold(s string) folded {
	var text strings.Builder
	text.Grow(len(s))
	chars := make([]char, 0, utf8.RuneCountInString(s))
	put := func(r rune, start, end int) {
		if r >= 0 {
			chars = append(chars, char{r, int32(text.Len()), int32(start), int32(end)}) //nolint:gosec // texts are bounded far below 2 GB
			text.WriteRune(r)
		}
	}
	place := 0
	for s != "" {
		if n := settledSpan(s); n > 0 {
			for _, r := range s[:n] {
				put(settled(r), place, place+1)
				place++
			}
			s = s[n:]
			continue
		}
		n := norm.NFKC.NextBoundaryInString(s, true)
		end := place + utf8.RuneCountInString(s[:n])
		for _, r := range norm.NFKC.String(s[:n]) {
			put(foldRune(r), place, end)
		}
		s, place = s[n:], end
	}
	return folded{text.String(), chars}
}

// settledSpan is how many bytes at the beginning of a text fold each on its own: to the last of them but one, which what follows may change.
func settledSpan(s string) int {
	last := 0
	for i, r := range s {
		if settled(r) < 0 {
			return last
		}
		last = i
	}
	return len(s)
}

// settled folds characters that nearly all text is made of, and that no normalisation changes as long as such ones stand beside them:
// ASCII and its full-width forms, common Han characters and their punctuation. It is -1 for others.
func settled(r rune) rune {
	if '！' <= r && r <= '～' {
		r -= '！' - '!'
	}
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf, '、' <= r && r <= '〃', '〈' <= r && r <= '】', '‘' <= r && r <= '”':
		return r
	case isCommonHan(r):
		return simplified().common[r-firstCommonHan]
	}
	return -1
}

// foldRune folds one character; -1 for one that has no width.
func foldRune(r rune) rune {
	if known := settled(r); known >= 0 {
		return known
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return -1
	}
	r = unicode.ToLower(unicode.ToUpper(r)) // by way of upper case, which ς and σ share
	if s, ok := simplified().others[r]; ok {
		return s
	}
	return r
}

// isCommonHan reports whether a character stands in the block of nearly all Han characters in use, which needs no search in tables.
func isCommonHan(r rune) bool { return firstCommonHan <= r && r <= lastCommonHan }

// token is one entry of the search index: two neighbouring Han characters, the last Han character of a run, or a whole run
// of other letters and digits.
type token struct {
	text       string
	start, end int32 // place in the original, in characters
	head       int32 // end of its first character
	han        bool  // of Han characters
	last       bool  // the last Han character of a run
	alone      bool  // and the only one
}

// runKind tells Han characters from other letters and digits (0: neither), because the two are cut in different ways.
func runKind(r rune) int {
	switch {
	case isCommonHan(r):
		return 1
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		return 0
	case unicode.Is(unicode.Han, r):
		return 1
	}
	return 2
}

// tokens cuts text. Whatever is neither letter nor digit only separates, so blanks between digits and Han do not matter.
func tokens(s string) []token {
	f := fold(s)
	out := make([]token, 0, len(f.chars))
	for i := 0; i < len(f.chars); {
		t, next := f.token(i)
		if t.text != "" {
			out = append(out, t)
		}
		i = next
	}
	return out
}

// token is the one that begins at character i, empty where none does, and where the next may begin.
func (f folded) token(i int) (t token, next int) {
	switch kind := f.kind(i); {
	case kind == 1 && f.kind(i+1) == 1:
		t = f.spell(i, i+2)
		t.han = true
		return t, i + 1
	case kind == 1:
		t = f.spell(i, i+1)
		t.han, t.last, t.alone = true, true, f.kind(i-1) != 1
		return t, i + 1
	case kind == 2 && f.kind(i-1) != 2:
		for next = i + 1; f.kind(next) == 2; {
			next++
		}
		return f.spell(i, next), next
	}
	return t, i + 1
}

// kind is runKind of a character, 0 beyond both ends.
func (f folded) kind(i int) int {
	if i < 0 || i >= len(f.chars) {
		return 0
	}
	return runKind(f.chars[i].r)
}

// spell is the token of the characters from i to j.
func (f folded) spell(i, j int) token {
	end := len(f.text)
	if cut := min(j, i+maxTokenLength); cut < len(f.chars) {
		end = int(f.chars[cut].at)
	}
	return token{text: f.text[f.chars[i].at:end], start: f.chars[i].start, end: f.chars[j-1].end, head: f.chars[i].end}
}

// Words is a search: each word is a phrase, and all of them have to be found. A word may stand anywhere in a run of Han
// characters, but Latin words and numbers are whole: 213 does not find 2130.
type Words []phrase

// phrase is a row of neighbouring tokens; with prefix the last of them, a single Han character, may begin a longer one.
type phrase struct {
	texts  []string
	prefix bool
}

// ParseWords reads what a person typed. Words are split by blanks, but not between quotes ("", “”, 「」, 『』): what stands there
// is looked for as it stands. Operators mean nothing. Without any letter or digit there are no words. Too long a search is
// models.CodeInvalid.
func ParseWords(s string) (Words, error) {
	if len(fold(s).chars) > MaxSearchLength {
		return nil, models.Fail(models.CodeInvalid, "search.too_long").With(models.Args{"Max": MaxSearchLength})
	}
	var out Words
	for _, word := range SplitWords(s) {
		out = append(out, toPhrase(tokens(word)))
	}
	if len(out) > MaxSearchWords {
		return nil, models.Fail(models.CodeInvalid, "search.too_many_words").With(models.Args{"Max": MaxSearchWords})
	}
	return out, nil
}

// SplitWords splits by blanks outside quotes, and leaves out what holds no letter and no digit. A quote that is not closed ends with the text.
func SplitWords(s string) []string {
	const opening, closing = "\"＂“「『", "\"＂”」』"
	var out []string
	var word []rune
	var until rune
	for _, r := range s + " " {
		at := strings.IndexRune(opening, r)
		switch {
		case until != 0 && r != until:
			word = append(word, r)
			continue
		case until == 0 && at < 0 && !unicode.IsSpace(r):
			word = append(word, r)
			continue
		case until == 0 && at >= 0:
			until = []rune(closing)[len([]rune(opening[:at]))]
		default:
			until = 0
		}
		out, word = append(out, string(word)), nil
	}
	return slices.DeleteFunc(append(out, string(word)), func(w string) bool { return len(tokens(w)) == 0 })
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
	f := fold(text)
	var out []Match
	for word, p := range w {
		for i := range f.places(p.texts[0]) {
			if end, ok := p.at(f, i); ok {
				out = append(out, Match{int(f.chars[i].start), int(end), word})
			}
		}
	}
	return out
}

// places are the characters at which a text stands, whatever stands around it.
func (f folded) places(text string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; ; {
			i := strings.Index(f.text[from:], text)
			if i < 0 {
				return
			}
			at := from + i
			place, _ := slices.BinarySearchFunc(f.chars, at, func(c char, at int) int { return int(c.at) - at })
			if !yield(place) {
				return
			}
			from = at + utf8.RuneLen(f.chars[place].r)
		}
	}
}

// at reports whether the tokens of the phrase stand in a row from character i on, and where they end.
func (p phrase) at(f folded, i int) (end int32, ok bool) {
	for n, text := range p.texts {
		t, next := f.token(i)
		for n > 0 && t.text == "" && next < len(f.chars) {
			t, next = f.token(next)
		}
		i = next
		switch open := p.prefix && n == len(p.texts)-1; {
		case t.text == "", open && !strings.HasPrefix(t.text, text), !open && t.text != text:
			return 0, false
		case open:
			end = t.head
		default:
			end = t.end
		}
	}
	return end, true
}
