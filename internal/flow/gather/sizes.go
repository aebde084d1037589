package gather

// Sizes counts characters by their size in points. The zero value is ready for use.
type Sizes []struct {
	points float64
	count  int
}

// Add counts n characters. Only a few sizes of a paragraph are kept: others are too rare to be the one of most characters.
func (s *Sizes) Add(points float64, n int) {
	for i := range *s {
		if (*s)[i].points == points {
			(*s)[i].count += n
			return
		}
	}
	const enough = 16
	if len(*s) < enough {
		*s = append(*s, struct {
			points float64
			count  int
		}{points, n})
	}
}

// Most is the size of most characters; 0 where there are none.
func (s *Sizes) Most() float64 {
	best, count := 0.0, 0
	for _, e := range *s {
		if e.count > count {
			best, count = e.points, e.count
		}
	}
	return best
}
