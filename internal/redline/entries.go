package redline

import "slices"

// entries compares two lists of names, in the order of the list after; what is gone stands where it stood.
func entries(before, after []string) []Entry {
	var out []Entry
	for _, s := range listChanges(before, after) {
		switch {
		case s.Kind == Deleted && slices.Contains(after, s.Name): // shown where it stands now
		case s.Kind == Inserted && slices.Contains(before, s.Name):
			out = append(out, Entry{Moved, s.Name})
		default:
			out = append(out, s)
		}
	}
	return out
}

// listChanges compares lists whose names are not looked into.
func listChanges(before, after []string) []Entry {
	var out []Entry
	x, y := make([]token, len(before)), make([]token, len(after))
	for i, name := range before {
		x[i].note = name
	}
	for i, name := range after {
		y[i].note = name
	}
	i, j := 0, 0
	for _, c := range append(changes(x, y), change{len(x), len(x), len(y), len(y)}) {
		for ; i < c.x0; i, j = i+1, j+1 {
			out = append(out, Entry{Same, before[i]})
		}
		for ; i < c.x1; i++ {
			out = append(out, Entry{Deleted, before[i]})
		}
		for ; j < c.y1; j++ {
			out = append(out, Entry{Inserted, after[j]})
		}
	}
	return out
}

// ListChanged reports whether anything about a list changed.
func ListChanged(list []Entry) bool {
	return slices.ContainsFunc(list, func(e Entry) bool { return e.Kind != Same })
}
