package redline

import "slices"

// grams are the pairs of neighbouring characters of a text, sorted: what its likeness to another is told by. A text of one
// character has that one.
type grams []uint64

func gramsOf(s string) grams {
	runes := []rune(s)
	if len(runes) == 1 {
		return grams{uint64(runes[0])}
	}
	var out grams
	for i := 1; i < len(runes); i++ {
		out = append(out, uint64(runes[i-1])<<32|uint64(runes[i]))
	}
	slices.Sort(out)
	return out
}

// common counts what two texts have in common.
func (g grams) common(other grams) int {
	n := 0
	for i, j := 0, 0; i < len(g) && j < len(other); {
		switch {
		case g[i] == other[j]:
			n, i, j = n+1, i+1, j+1
		case g[i] < other[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// likeness is 1 for equal texts and 0 for such as have nothing in common.
func (g grams) likeness(other grams) float64 {
	if len(g)+len(other) == 0 {
		return 1
	}
	return 2 * float64(g.common(other)) / float64(len(g)+len(other))
}

// within is the share of g that other holds too.
func (g grams) within(other grams) float64 {
	if len(g) == 0 {
		return 0
	}
	return float64(g.common(other)) / float64(len(g))
}
