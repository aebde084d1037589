package newsroom

import (
	"slices"
	"unicode"

	"jianbao/internal/store"
)

// Segment is a piece of a text; marked pieces are what was searched for.
type Segment struct {
	Text string
	Mark bool
}

// Widths of a snippet, in characters.
const (
	snippetWidth = 90
	snippetLead  = 15 // at most this much stands before the first match
)

// highlight is the whole text with every word marked.
func highlight(words store.Words, text string) []Segment {
	runes := []rune(text)
	return segments(runes, words.Find(text), 0, len(runes))
}

// snippet is the window of the text that shows most of the words, marked, with … where text is left out. Line breaks
// become blanks.
func snippet(words store.Words, text string) []Segment {
	runes, matches := []rune(text), words.Find(text)
	start := windowStart(runes, matches)
	end := wordEdge(runes, min(len(runes), start+snippetWidth), -1)
	for i, r := range runes {
		if unicode.IsSpace(r) {
			runes[i] = ' '
		}
	}
	out := segments(runes, matches, start, end)
	if start > 0 {
		out = slices.Insert(out, 0, Segment{Text: "…"})
	}
	if end < len(runes) {
		out = append(out, Segment{Text: "…"})
	}
	return out
}

// windowStart finds where the best window begins: the one with most distinct words, then with most matches, then the first.
func windowStart(runes []rune, matches []store.Match) int {
	if len(runes) <= snippetWidth || len(matches) == 0 {
		return 0
	}
	matches = slices.Clone(matches)
	slices.SortFunc(matches, func(a, b store.Match) int { return a.Start - b.Start })
	best, bestWords, bestMatches := 0, 0, 0
	for i, m := range matches {
		seen, n := map[int]bool{}, 0
		for _, o := range matches[i:] {
			if o.Start >= m.Start+snippetWidth-snippetLead {
				break
			}
			if o.End <= m.Start+snippetWidth-snippetLead {
				seen[o.Word], n = true, n+1
			}
		}
		if len(seen) > bestWords || len(seen) == bestWords && n > bestMatches {
			best, bestWords, bestMatches = i, len(seen), n
		}
	}
	return leadIn(runes, min(matches[best].Start, len(runes)-snippetWidth+snippetLead))
}

// leadIn goes back from a match to the beginning of its sentence, or of a clause, or as far as it may.
func leadIn(runes []rune, match int) int {
	from := max(0, match-snippetLead)
	for _, ends := range []string{"。！？\n", "；，：、"} {
		for i := match; i > from; i-- {
			if slices.Contains([]rune(ends), runes[i-1]) {
				return i
			}
		}
	}
	return wordEdge(runes, from, 1)
}

// wordEdge moves a cut out of a number or a Latin word, in the direction given: half a number is a wrong number.
func wordEdge(runes []rune, cut, direction int) int {
	inside := func(i int) bool { return i > 0 && i < len(runes) && whole(runes[i-1]) && whole(runes[i]) }
	moved := cut
	for range snippetLead {
		if !inside(moved) {
			return moved
		}
		moved += direction
	}
	return cut // no word is that long
}

func whole(r rune) bool {
	return !unicode.Is(unicode.Han, r) && (unicode.IsLetter(r) || unicode.IsNumber(r) || r == '.' || r == ',')
}

// segments cuts the characters from start to end where marking begins and ends.
func segments(runes []rune, matches []store.Match, start, end int) []Segment {
	marked := make([]bool, len(runes))
	for _, m := range matches {
		for i := m.Start; i < m.End; i++ {
			marked[i] = true
		}
	}
	var out []Segment
	for i := start; i < end; {
		j := i + 1
		for j < end && marked[j] == marked[i] {
			j++
		}
		out = append(out, Segment{Text: string(runes[i:j]), Mark: marked[i]})
		i = j
	}
	return out
}
