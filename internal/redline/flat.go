package redline

import "slices"

// Flat is all text of a block as one comparison: items and rows by lines, cells by tabs.
func (b BlockDiff) Flat() []Segment {
	lines := [][]Segment{b.Caption, b.Alt, b.Text}
	for _, it := range b.Items {
		lines = append(lines, it.Text)
	}
	for _, r := range b.Rows {
		cells := make([][]Segment, len(r.Cells))
		for i, c := range r.Cells {
			cells[i] = c.Text
		}
		lines = append(lines, join(cells, "\t"))
	}
	return join(slices.DeleteFunc(lines, func(l []Segment) bool { return len(l) == 0 }), "\n")
}

// Flat is what changed in an article as one comparison, a part a line, without the parts that read as before.
func (d ArticleDiff) Flat() []Segment {
	var lines [][]Segment
	for _, part := range [][]Segment{d.Title, d.Source} {
		if Changed(part) {
			lines = append(lines, part)
		}
	}
	for _, b := range d.Blocks {
		if part := b.Flat(); Changed(part) {
			lines = append(lines, part)
		}
	}
	return join(lines, "\n")
}

func join(parts [][]Segment, with string) []Segment {
	var out []Segment
	for i, p := range parts {
		if i > 0 {
			out = append(out, Segment{Kind: Same, Text: with})
		}
		out = append(out, p...)
	}
	return out
}
