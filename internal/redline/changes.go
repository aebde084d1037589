package redline

import (
	"slices"

	"znkr.io/diff"
)

// change replaces the tokens [x0, x1) of the text before by [y0, y1) of the text after.
type change struct{ x0, x1, y0, y1 int }

func (c change) size() int      { return max(c.x1-c.x0, c.y1-c.y0) }
func (c change) replaces() bool { return c.x1 > c.x0 && c.y1 > c.y0 }

// patience is how many tokens two texts may have between what they begin and end with in common until only a quick comparison is
// made, which takes N log N steps and marks a little more than it would have to.
const patience = 12_000

// changes lists what leads from x to y, in order, as a person would mark it.
func changes(x, y []token) []change {
	head, tail := commonEnds(x, y)
	a, b := x[head:len(x)-tail], y[head:len(y)-tail]
	var options []diff.Option
	if len(a)+len(b) > patience {
		options = append(options, diff.Fast())
	}
	var out []change
	i, j := head, head
	add := func(c change) {
		if n := len(out); n > 0 && out[n-1].x1 == c.x0 && out[n-1].y1 == c.y0 {
			out[n-1].x1, out[n-1].y1 = c.x1, c.y1
			return
		}
		out = append(out, c)
	}
	for _, e := range diff.Edits(a, b, options...) {
		switch e.Op {
		case diff.Match:
			i, j = i+1, j+1
		case diff.Delete:
			add(change{i, i + 1, j, j})
			i++
		case diff.Insert:
			add(change{i, i, j, j + 1})
			j++
		}
	}
	return absorb(x, slide(x, y, out))
}

// commonEnds counts the tokens that both texts begin and end with.
func commonEnds(x, y []token) (head, tail int) {
	for head < len(x) && head < len(y) && x[head] == y[head] {
		head++
	}
	for tail < len(x)-head && tail < len(y)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	return head, tail
}

// slide moves what only came or only went along equal text to where a sentence has its joints: 生物经济、[冰雪经济、] and not
// 生物[经济、冰雪]经济.
func slide(x, y []token, list []change) []change {
	for k, c := range list {
		if c.replaces() {
			continue
		}
		left, right := change{}, change{len(x), len(x), len(y), len(y)}
		if k > 0 {
			left = list[k-1]
		}
		if k+1 < len(list) {
			right = list[k+1]
		}
		if c.y1 > c.y0 {
			by := slideBy(y, c.y0, c.y1, min(c.y0-left.y1, c.x0-left.x1), min(right.y0-c.y1, right.x0-c.x1))
			list[k] = change{c.x0 + by, c.x1 + by, c.y0 + by, c.y1 + by}
			continue
		}
		by := slideBy(x, c.x0, c.x1, min(c.x0-left.x1, c.y0-left.y1), min(right.x0-c.x1, right.y0-c.y1))
		list[k] = change{c.x0 + by, c.x1 + by, c.y0 + by, c.y1 + by}
	}
	return list
}

// slideBy finds how far [from, to) of t should move, at most back to the left and on to the right, along equal tokens.
func slideBy(t []token, from, to, back, on int) int {
	best, most := 0, joints(t, from, to)
	for k := 1; k <= back && t[from-k] == t[to-k]; k++ {
		if got := joints(t, from-k, to-k); got > most {
			best, most = -k, got
		}
	}
	for k := 1; k <= on && t[from+k-1] == t[to+k-1]; k++ {
		if got := joints(t, from+k, to+k); got > most {
			best, most = k, got
		}
	}
	return best
}

// joints says how well [from, to) fits the joints of a sentence: that it ends with one counts more than that it begins behind
// one, and as much when it begins with one and another follows.
func joints(t []token, from, to int) int {
	n := 0
	if from == 0 || t[from-1].parts() {
		n++
	}
	if to == len(t) || t[to].parts() {
		n++
	}
	if t[to-1].parts() {
		n++
	}
	return n
}

// absorb takes the short stretches that stayed between two changes into them where they would only be confetti.
func absorb(x []token, list []change) []change {
	var out []change
	for _, c := range list {
		for len(out) > 0 && absorbs(out[len(out)-1], c, x) {
			last := out[len(out)-1]
			c.x0, c.y0 = last.x0, last.y0
			out = out[:len(out)-1]
		}
		out = append(out, c)
	}
	return out
}

// widestIsland is the longest stretch that can be absorbed at all.
const widestIsland = 8

// absorbs decides about the stretch between two changes: a single character between two replacements (张小明 → 李小红) or between
// what went and what came, and what is short beside both. Words, numbers and signs stay.
func absorbs(a, b change, x []token) bool {
	island := x[a.x1:b.x0]
	n := len(island)
	if n > widestIsland || slices.ContainsFunc(island, token.stays) {
		return false
	}
	both := a.replaces() && b.replaces()
	turned := !a.replaces() && !b.replaces() && (a.x1 > a.x0) != (b.x1 > b.x0)
	return n == 0 || n == 1 && (both || turned) || n*3 <= min(a.size(), b.size())
}
