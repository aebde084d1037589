package models

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Passage is a place in an article that somebody points at: a block by its permanent id, and a range of its letters together with
// the words that stood there, so that it can be found again after edits. Without words it is the whole block; without a block it is
// the whole article.
type Passage struct {
	Block string `gorm:"column:block_id"`
	From  int    `gorm:"column:from_at"` // in characters of Block.Letters
	To    int    `gorm:"column:to_at"`
	Quote string
}

// MaxQuote bounds the words of a passage, in characters.
const MaxQuote = 500

// Whereabouts says what became of a passage in a later text.
type Whereabouts string

// The whereabouts.
const (
	PassageStands  Whereabouts = "stands"  // the words are there, where they were or elsewhere
	PassageAltered Whereabouts = "altered" // only a part of the words is left
	PassageGone    Whereabouts = "gone"    // 原文已删
)

// Found is where a passage stands in a text now.
type Found struct {
	Passage
	Whereabouts Whereabouts
}

// Letters is the block's text as passages count it: its own text, then that of its items or cells, one a line; what is printed
// before them (markers, numbers of footnotes) does not count.
func (b Block) Letters() string {
	var parts []string
	if text := PlainText(b.Inlines); text != "" {
		parts = append(parts, text)
	}
	for _, it := range b.Items {
		parts = append(parts, PlainText(it.Inlines))
	}
	for _, row := range b.Rows {
		for _, c := range row {
			parts = append(parts, PlainText(c.Inlines))
		}
	}
	return strings.Join(parts, "\n")
}

// Locate finds words in a block, as near to the character at as possible. Words that the block does not have are no passage.
func (b Block) Locate(quote string, at int) (Passage, bool) {
	if quote == "" {
		return Passage{Block: b.ID}, true
	}
	from, ok := nearest(b.Letters(), quote, at)
	return Passage{Block: b.ID, From: from, To: from + utf8.RuneCountInString(quote), Quote: quote}, ok
}

// nearest is where words stand in a text, counted in characters: of several places the one nearest to at.
func nearest(text, words string, at int) (from int, ok bool) {
	passed := 0 // characters before what is left of the text
	for {
		i := strings.Index(text, words)
		if i < 0 {
			return from, ok
		}
		here := passed + utf8.RuneCountInString(text[:i])
		if !ok || distance(here, at) < distance(from, at) {
			from, ok = here, true
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		passed = here + 1
		text = text[i+size:]
	}
}

func distance(a, b int) int { return max(a-b, b-a) }

// shortestWords is how many characters a passage must have to be looked for in other blocks than its own.
const shortestWords = 4

// Find looks for a passage in a body: in its block, then wherever else its words stand, then what is left of them in its block.
func (b Body) Find(p Passage) Found {
	if p.Block == "" {
		return Found{p, PassageStands}
	}
	own := slices.IndexFunc(b.Blocks, func(bl Block) bool { return bl.ID == p.Block })
	if own >= 0 {
		if at, ok := b.Blocks[own].Locate(p.Quote, p.From); ok {
			return Found{at, PassageStands}
		}
	}
	if utf8.RuneCountInString(p.Quote) >= shortestWords {
		for _, bl := range b.Blocks {
			if at, ok := bl.Locate(p.Quote, 0); ok {
				return Found{at, PassageStands}
			}
		}
	}
	if own >= 0 {
		if from, to, ok := remains(p.Quote, b.Blocks[own].Letters()); ok {
			return Found{Passage{Block: p.Block, From: from, To: to, Quote: p.Quote}, PassageAltered}
		}
	}
	return Found{p, PassageGone}
}

// remains finds the longest run of the words that a text still has, provided that it is half of them.
func remains(words, text string) (from, to int, ok bool) {
	w, t := []rune(words), []rune(text)
	if len(w)*len(t) > maxCompared {
		return 0, 0, false
	}
	longest, end := 0, 0
	row := make([]int, len(w)+1) // how long the run is that ends at each of the words and at the character at hand
	for i, r := range t {
		for k := len(w); k >= 1; k-- {
			if w[k-1] != r {
				row[k] = 0
				continue
			}
			if row[k] = row[k-1] + 1; row[k] > longest {
				longest, end = row[k], i+1
			}
		}
	}
	return end - longest, end, longest >= 2 && 2*longest >= len(w)
}
