package models

import "slices"

// Retext gives inlines a new plain text and keeps the marks on every character that is still there: the longest common
// subsequence. References to footnotes stay behind the character they stood behind, or the nearest one before it. The plain
// form uses it, so that correcting a word loses no bold elsewhere.
func Retext(in []Inline, text string) []Inline {
	old, now := []rune(PlainText(in)), []rune(text)
	marks := make([][]Mark, 0, len(old))
	for _, i := range in {
		for range []rune(i.Text) {
			marks = append(marks, i.Marks)
		}
	}
	kept := commonRunes(old, now)
	notes := notesBehind(in, kept)
	out := slices.Clone(notes[0])
	for j, r := range now {
		i := Inline{Text: string(r)}
		switch {
		case kept[j] >= 0:
			i.Marks = marks[kept[j]]
		case j > 0 && len(out) > 0 && kept[j-1] >= 0 && insideRun(marks, kept[j-1]), j > 0 && kept[j-1] == inserted:
			i.Marks, kept[j] = lastMarks(out), inserted // a correction inside bold stays bold
		}
		out = append(append(out, i), notes[j+1]...)
	}
	return normaliseInlines(out)
}

// notesBehind finds the references to footnotes their places in the new text: the first list stands before it, the others
// behind the character they are counted by.
func notesBehind(in []Inline, kept []int) [][]Inline {
	out := make([][]Inline, len(kept)+1)
	at := 0 // characters of the old text that stand before
	for _, i := range in {
		if i.Note == "" {
			at += len([]rune(i.Text))
			continue
		}
		place := 0
		for j, from := range kept {
			if from >= 0 && from < at {
				place = j + 1
			}
		}
		out[place] = append(out[place], i)
	}
	return out
}

// lastMarks are the marks of the last character of a text.
func lastMarks(in []Inline) []Mark {
	for _, i := range slices.Backward(in) {
		if i.Note == "" {
			return i.Marks
		}
	}
	return nil
}

// inserted marks a new character that has taken on the marks of the run it was typed into.
const inserted = -2

// insideRun reports whether the old character after i stands under the same marks: what is typed between them does too.
func insideRun(marks [][]Mark, i int) bool {
	return i+1 < len(marks) && slices.Equal(marks[i], marks[i+1])
}

// maxCompared bounds the table of commonRunes; a longer rewrite keeps the marks of its common start and end only.
const maxCompared = 4_000_000

// commonRunes says for every rune of now which rune of old it is: an index, or -1 for a new one.
func commonRunes(old, now []rune) []int {
	kept := make([]int, len(now))
	for j := range kept {
		kept[j] = -1
	}
	head, tail := 0, 0
	for head < len(old) && head < len(now) && old[head] == now[head] {
		kept[head] = head
		head++
	}
	for tail < len(old)-head && tail < len(now)-head && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
		kept[len(now)-tail] = len(old) - tail
	}
	if a, b := old[head:len(old)-tail], now[head:len(now)-tail]; len(a)*len(b) <= maxCompared {
		matchRunes(a, b, func(i, j int) { kept[head+j] = head + i })
	}
	return kept
}

// matchRunes pairs the runes of a longest common subsequence of a and b, by their indexes.
func matchRunes(a, b []rune, pair func(i, j int)) {
	longest := make([][]int32, len(a)+1) // of what begins at i and j
	for i := range longest {
		longest[i] = make([]int32, len(b)+1)
	}
	for i, from := range slices.Backward(a) {
		for j, to := range slices.Backward(b) {
			if longest[i][j] = max(longest[i+1][j], longest[i][j+1]); from == to {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			pair(i, j)
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
}
