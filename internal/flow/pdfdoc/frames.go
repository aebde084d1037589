package pdfdoc

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// frame is where the text of a column begins and ends.
type frame struct{ left, right float64 }

// frameKey tells columns apart whose frames may differ: the margins of even pages may be those of odd ones turned round.
type frameKey struct {
	even       bool
	column, of int
	turn       int
}

func keyOf(l *line) frameKey {
	return frameKey{l.sheet.index%2 == 1, l.column, l.of, l.first().turn}
}

// framesOf finds the frames from where lines begin and end: at least two lines do so at the same place.
func framesOf(sheets []*sheet) map[frameKey]frame {
	lefts, rights := map[frameKey][]float64{}, map[frameKey][]float64{}
	for _, s := range sheets {
		for _, l := range s.lines {
			if l.place == inText {
				k := keyOf(l)
				lefts[k], rights[k] = append(lefts[k], l.left), append(rights[k], -l.right)
			}
		}
	}
	out := map[frameKey]frame{}
	for k := range lefts {
		out[k] = frame{outermost(lefts[k]), -outermost(rights[k])}
	}
	for k, f := range out {
		if b := sheets[0].page.box; k.of < 2 && k.turn == 0 && f.right-f.left < (b.right-b.left)/2 {
			out[k] = frame{f.left, max(f.right, b.right+b.left-f.left)} // too few lines to show the width: the margins are alike
		}
	}
	widen(out)
	return out
}

// widen gives a side of a leaf the width of the other one where it has too few lines to show its own.
func widen(frames map[frameKey]frame) {
	known := maps.Clone(frames)
	for k, f := range known {
		other := k
		other.even = !k.even
		if o, found := known[other]; found && o.right-o.left > f.right-f.left+8 {
			frames[k] = frame{min(f.left, o.left), max(f.right, o.right)}
		}
	}
}

// outermost is the smallest place that comes twice, or the smallest one.
func outermost(at []float64) float64 {
	const near = 6 // points: marks at the ends of lines are squeezed
	slices.Sort(at)
	for i := 1; i < len(at); i++ {
		if at[i]-at[i-1] < near {
			return at[i-1]
		}
	}
	return at[0]
}

// bodySize is the size of most characters.
func bodySize(sheets []*sheet) float64 {
	counts := map[float64]int{}
	for _, s := range sheets {
		for _, g := range s.page.glyphs {
			counts[roundSize(g.size)]++
		}
	}
	best := 0.0
	for size, n := range counts {
		if n > counts[best] || n == counts[best] && size < best {
			best = size
		}
	}
	return best
}

// roundSize is a size in half points, as offices name them.
func roundSize(size float64) float64 { return math.Round(2*size) / 2 }

// pitchOf is the distance of most lines from the next one.
func pitchOf(sheets []*sheet) float64 {
	counts := map[float64]int{}
	for _, s := range sheets {
		for i := 1; i < len(s.lines); i++ {
			if d := s.lines[i-1].y - s.lines[i].y; d > 0 && s.lines[i-1].column == s.lines[i].column {
				counts[math.Round(d)]++
			}
		}
	}
	pitches := slices.SortedFunc(maps.Keys(counts), func(a, b float64) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	if len(pitches) == 0 {
		return 0
	}
	return pitches[0]
}
