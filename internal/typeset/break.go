package typeset

// span is one line of a paragraph: from inclusive, to exclusive.
type span struct {
	from, to int
	spare    Points // by how much the characters fall short of the line; less than 0: blank has to be taken from marks
}

// breakLines divides a paragraph into lines. first and rest are the widths of the first line and of the others.
//
// A line that would end where it may not is filled by taking blank from its marks, and if that is not enough it ends earlier and is
// spread. No paragraph ends with a single character on a line of its own (GB/T 15834-2011, 5.1; W3C clreq 6.1).
func breakLines(atoms []atom, first, rest Points) []span {
	var lines []span
	for from := 0; from < len(atoms); {
		limit := rest
		if len(lines) == 0 {
			limit = first
		}
		to := lineEnd(atoms, from, limit)
		lines = append(lines, span{from, to, limit - width(atoms[from:to])})
		from = to
		for from < len(atoms) && atoms[from].class == space && !atoms[from].hard {
			from++
		}
	}
	return unorphaned(atoms, lines, first, rest)
}

// lineEnd is where the line that begins at from ends.
func lineEnd(atoms []atom, from int, limit Points) int {
	fits, squeezed := from, 0
	var w, spare Points
	for i := from; i < len(atoms); i++ {
		a := atoms[i]
		switch {
		case i == from:
		case a.hard:
			return i
		case a.brk && w <= limit+leastSpread:
			fits = i
		case a.brk && squeezed == 0:
			squeezed = i
		}
		w, spare = w+a.wide, spare+a.left+a.right
		if w-spare > limit+leastSpread && a.class != space && i > from {
			return choose(atoms, from, fits, squeezed, i, limit)
		}
	}
	return len(atoms)
}

// choose takes the line that ends at fits, or the fuller one that ends at squeezed, or breaks a word that is longer than the line.
func choose(atoms []atom, from, fits, squeezed, over int, limit Points) int {
	switch {
	case fits == from && squeezed == 0:
		return max(over, from+1)
	case squeezed == 0:
		return fits
	case fits == from:
		return squeezed
	}
	if slack := limit - width(atoms[from:fits]); slack < atoms[from].Size*3/20 {
		return fits
	}
	return squeezed
}

// unorphaned takes care that the last line has two characters at least: it takes the last one back into the line before, where marks
// leave room, or takes another one along.
func unorphaned(atoms []atom, lines []span, first, rest Points) []span {
	n := len(lines)
	if n < 2 || atoms[lines[n-1].from].hard || lastHan(atoms[lines[n-1].from:], 2) > 1 {
		return lines
	}
	before, last := &lines[n-2], &lines[n-1]
	limit := rest
	if n == 2 {
		limit = first
	}
	whole := atoms[before.from:last.to]
	if spare := limit - width(whole); spare >= -blank(whole) {
		before.to, before.spare = last.to, spare
		return lines[:n-1]
	}
	for at := last.from - 1; at > before.from+1; at-- {
		if atoms[at].brk && lastHan(atoms[at:], 2) > 1 {
			before.to, before.spare = at, limit-width(atoms[before.from:at])
			last.from, last.spare = at, rest-width(atoms[at:last.to])
			break
		}
	}
	return lines
}
