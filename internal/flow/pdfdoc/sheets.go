package pdfdoc

import (
	"cmp"
	"math"
	"slices"
)

// sheet is a page as lines in the order in which a person reads them.
type sheet struct {
	page  *page
	index int
	lines []*line
}

// place is what a line is for.
type place int

const (
	inText place = iota
	inHead
	inFoot
)

// sheets puts the characters of every page into lines. What is turned otherwise than most of a page is read after it.
func (d *document) sheets() []*sheet {
	out := make([]*sheet, len(d.pages))
	for i, p := range d.pages {
		s := &sheet{page: p, index: i}
		for _, turn := range turns(p.glyphs) {
			var same []glyph
			for _, g := range p.glyphs {
				if g.turn == turn {
					same = append(same, g)
				}
			}
			s.lines = append(s.lines, columns(rows(pieces(same)))...)
		}
		for _, l := range s.lines {
			l.sheet = s
		}
		out[i] = s
	}
	return out
}

// turns are those of a page, the most frequent first.
func turns(glyphs []glyph) []int {
	var counts [4]int
	for _, g := range glyphs {
		counts[g.turn]++
	}
	var out []int
	for turn, n := range counts {
		if n > 0 {
			out = append(out, turn)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(counts[b], counts[a]) })
	return out
}

// fewestLines is how many lines stand beside each other at least where there are columns.
const fewestLines = 6

// columns puts the lines of a page that is set in two columns into the order of reading: above and below a line that goes across
// both, the left column comes before the right one.
func columns(lines []*line) []*line {
	gutter, found := gutterOf(lines)
	if !found {
		return lines
	}
	var out, left, right []*line
	flush := func() {
		out = append(append(out, left...), right...)
		left, right = nil, nil
	}
	for _, l := range lines {
		if l.crosses(gutter) {
			flush()
			out = append(out, l)
			continue
		}
		a, b := l.split(gutter)
		if a != nil {
			left = append(left, a)
		}
		if b != nil {
			right = append(right, b)
		}
	}
	flush()
	return out
}

// gutterOf finds the gap between two columns: many lines have one there, few go across, and what stands beside it is mostly full
// lines of text, which cells of a table are not.
func gutterOf(lines []*line) (float64, bool) {
	gutter, gaps := commonGap(lines)
	if gaps < fewestLines {
		return 0, false
	}
	across := 0
	var widths [2][]float64
	for _, l := range lines {
		if l.crosses(gutter) {
			across++
			continue
		}
		left, right := l.split(gutter)
		for i, part := range []*line{left, right} {
			if part != nil {
				widths[i] = append(widths[i], (part.right-part.left)/part.size)
			}
		}
	}
	return gutter, across*2 < gaps && isText(widths[0]) && isText(widths[1])
}

// commonGap is where most lines have a gap, and how many do.
func commonGap(lines []*line) (at float64, most int) {
	const step = 4 // points
	counts := map[float64]int{}
	for _, l := range lines {
		for i := 1; i < len(l.pieces); i++ {
			counts[math.Round((l.pieces[i-1].right+l.pieces[i].left)/2/step)*step]++
		}
	}
	for x := range counts {
		if n := counts[x-step] + counts[x] + counts[x+step]; n > most || n == most && x < at {
			at, most = x, n
		}
	}
	return at, most
}

// isText tells a column of text by the widths of its lines, in characters: most are about as long as the longest.
func isText(widths []float64) bool {
	if len(widths) < fewestLines {
		return false
	}
	longest := slices.Max(widths)
	full := 0
	for _, w := range widths {
		if w > longest-2.5 {
			full++
		}
	}
	return longest >= 8 && full*5 >= len(widths)*3
}

func (l *line) crosses(x float64) bool {
	for _, p := range l.pieces {
		if p.left < x-1 && p.right > x+1 {
			return true
		}
	}
	return false
}

// split gives the parts on both sides of x; one may be nil.
func (l *line) split(x float64) (left, right *line) {
	for _, p := range l.pieces {
		part, column := &left, 0
		if (p.left+p.right)/2 > x {
			part, column = &right, 1
		}
		if *part == nil {
			*part = &line{column: column, of: 2}
		}
		(*part).add(p)
	}
	for _, part := range []*line{left, right} {
		if part != nil {
			part.measure()
		}
	}
	return left, right
}
