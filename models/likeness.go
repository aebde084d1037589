package models

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// Alike points from new material to an article that it resembles.
type Alike struct {
	Article int64     `json:"article"`
	Kind    AlikeKind `json:"kind"`
	Percent int       `json:"percent,omitempty"` // of the shorter text that stands in the longer one too
}

// AlikeKind says in what way two things are alike.
type AlikeKind string

// The ways, the strongest first.
const (
	SameFile    AlikeKind = "file"  // the very same bytes
	SameText    AlikeKind = "text"  // SimilarFrom percent or more
	SameTitle   AlikeKind = "title" // punctuation, blanks and width apart
	SimilarFrom           = 50
	MaxAlike              = 5 // that are pointed out
)

// shingle is the length in characters of the pieces that texts are compared by: a coincidence of five is rare, and one
// changed character costs five pieces of some hundreds.
const shingle = 5

// fewestShingles is how many pieces a text needs to be compared at all.
const fewestShingles = 20

// Fingerprint is what is compared of a text.
type Fingerprint struct {
	title  string
	pieces []uint64 // hashes of all pieces, ascending, each once
}

// FingerprintOf takes the fingerprint of an article's text.
func FingerprintOf(t ArticleText) Fingerprint {
	return Fingerprint{title: string(plainRunes(t.Title)), pieces: shingles(plainRunes(t.Body.PlainText()))}
}

// plainRunes are the letters and digits of a text: what is left when punctuation, blanks, case and width do not count.
func plainRunes(s string) []rune {
	var out []rune
	for _, r := range strings.ToLower(s) {
		if r >= '！' && r <= '～' {
			r = unicode.ToLower(r - '！' + '!')
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return out
}

func shingles(text []rune) []uint64 {
	out := make([]uint64, 0, max(0, len(text)-shingle+1))
	for i := 0; i+shingle <= len(text); i++ {
		h := fnv.New64a()
		_, _ = h.Write([]byte(string(text[i : i+shingle]))) // a hash never fails
		out = append(out, h.Sum64())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Compare says how alike two fingerprints are; ok is false for two that are not.
func (f Fingerprint) Compare(other Fingerprint) (kind AlikeKind, percent int, ok bool) {
	if least := min(len(f.pieces), len(other.pieces)); least >= fewestShingles {
		if percent = 100 * common(f.pieces, other.pieces) / least; percent >= SimilarFrom {
			return SameText, percent, true
		}
	}
	if f.title != "" && f.title == other.title {
		return SameTitle, 0, true
	}
	return "", 0, false
}

// common counts what stands in both of two ascending lists.
func common[T cmp.Ordered](a, b []T) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// FindAlike lists the articles that a text resembles, the nearest first.
func FindAlike(text ArticleText, others []Revision) []Alike {
	mine := FingerprintOf(text)
	var out []Alike
	for _, r := range others {
		if kind, percent, ok := mine.Compare(FingerprintOf(r.Text)); ok {
			out = append(out, Alike{Article: r.ArticleID, Kind: kind, Percent: percent})
		}
	}
	slices.SortStableFunc(out, func(a, b Alike) int { return cmp.Compare(b.Percent, a.Percent) })
	return out[:min(len(out), MaxAlike)]
}

// SimilarTitle is the likeness in percent from which two titles are worth a look.
const SimilarTitle = 75

// shortestTitle is how many letters a title needs to be compared by likeness: 工作动态 says nothing.
const shortestTitle = 6

// TitleShape is what is compared of a title.
type TitleShape struct {
	words string   // without numbers
	whole string   // with them
	pairs []string // neighbouring letters, ascending
}

// TitleShapeOf takes the shape of a title: punctuation, blanks, case and width do not count.
func TitleShapeOf(title string) TitleShape {
	runes := plainRunes(title)
	words := slices.DeleteFunc(slices.Clone(runes), isNumeral)
	s := TitleShape{words: string(words), whole: string(runes)}
	for i := 1; i < len(words); i++ {
		s.pairs = append(s.pairs, string(words[i-1:i+1]))
	}
	slices.Sort(s.pairs)
	return s
}

func isNumeral(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune("〇一二三四五六七八九十百千", r)
}

// Likeness is the share of letter pairs that two titles have in common, in percent. Titles that differ in their numbers only are
// those of a column that returns (一季度运行情况, 二季度运行情况) and have none.
func (s TitleShape) Likeness(other TitleShape) int {
	switch {
	case s.whole == other.whole && s.whole != "":
		return 100
	case s.words == other.words, len(s.pairs) < shortestTitle-1, len(other.pairs) < shortestTitle-1:
		return 0
	}
	return 200 * common(s.pairs, other.pairs) / (len(s.pairs) + len(other.pairs))
}
