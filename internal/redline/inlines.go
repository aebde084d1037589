package redline

import (
	"slices"

	"jianbao/models"
)

// written is a text made ready for comparison.
type written struct {
	text    string
	tokens  []token
	at      []int   // of each token: where it begins in text
	runs    []int32 // of each byte: the inline it stands in
	inlines []models.Inline
	notes   map[string]int // printed numbers of the footnotes, by the id under which they are compared
}

func writeText(s string) written {
	return writeInlines(models.Text(s), notes{})
}

// notes tells how one body refers to its footnotes.
type notes struct {
	numbers map[string]int    // printed numbers, by the id under which they are compared
	same    map[string]string // where a footnote has another id in the other text: that id
}

func writeInlines(in []models.Inline, n notes) written {
	w := written{text: models.PlainText(in), inlines: in, notes: n.numbers}
	w.runs = make([]int32, 0, len(w.text))
	from := 0
	flush := func() {
		for _, t := range cut(w.text[from:len(w.runs)]) {
			w.tokens, w.at = append(w.tokens, t), append(w.at, from)
			from += len(t.text)
		}
	}
	for i, inline := range in {
		for range len(inline.Text) {
			w.runs = append(w.runs, int32(i))
		}
		if inline.Note == "" {
			continue
		}
		flush()
		id := inline.Note
		if other, ok := n.same[id]; ok {
			id = other
		}
		w.tokens, w.at = append(w.tokens, token{note: id}), append(w.at, from)
	}
	flush()
	return w
}

// marks are those of the byte at i.
func (w written) marks(i int) []models.Mark { return w.inlines[w.runs[i]].Marks }

// compare lists the segments that lead from one written text to the other.
func compare(before, after written) []Segment {
	var out []Segment
	i, j := 0, 0
	for _, c := range append(changes(before.tokens, after.tokens), change{len(before.tokens), len(before.tokens), len(after.tokens), len(after.tokens)}) {
		for ; i < c.x0; i, j = i+1, j+1 {
			out = kept(out, before, i, after, j)
		}
		for ; i < c.x1; i++ {
			out = single(out, Deleted, before, i)
		}
		for ; j < c.y1; j++ {
			out = single(out, Inserted, after, j)
		}
	}
	return out
}

// single adds a token that stands in one text only.
func single(out []Segment, kind Kind, w written, i int) []Segment {
	if s, special := w.special(kind, i); special {
		return append(out, s)
	}
	text, at := w.tokens[i].text, w.at[i]
	for from := 0; from < len(text); {
		to := from + 1
		for to < len(text) && w.runs[at+to] == w.runs[at+from] {
			to++
		}
		out = w.add(out, at+from, at+to, Segment{Kind: kind, Marks: w.marks(at + from)})
		from = to
	}
	return out
}

// kept adds a token that stands in both texts, cut where its marks change in either.
func kept(out []Segment, before written, i int, after written, j int) []Segment {
	if s, special := after.special(Same, j); special {
		return append(out, s)
	}
	text, was, is := after.tokens[j].text, before.at[i], after.at[j]
	for from := 0; from < len(text); {
		to := from + 1
		for to < len(text) && before.runs[was+to] == before.runs[was+from] && after.runs[is+to] == after.runs[is+from] {
			to++
		}
		old, now := before.marks(was+from), after.marks(is+from)
		out = after.add(out, is+from, is+to, Segment{Kind: Same, Marks: now, Formats: formats(old, now)})
		from = to
	}
	return out
}

// special is the segment of a token that is no text.
func (w written) special(kind Kind, i int) (Segment, bool) {
	t := w.tokens[i]
	switch {
	case t.note == paragraphEnd:
		return Segment{Kind: kind, Text: paragraphEnd, Break: true}, true
	case t.note != "":
		return Segment{Kind: kind, Text: noteMark(w.notes[t.note]), Note: t.note}, true
	}
	return Segment{}, false
}

// noteMark is the printed mark of a reference; one to a footnote that is gone has none left to print.
func noteMark(n int) string {
	if n == 0 {
		return "※"
	}
	return models.NoteMark(n)
}

// add appends the text from one byte to another as a segment, or to the last one if that goes on in the same way.
func (w written) add(out []Segment, from, to int, s Segment) []Segment {
	if n := len(out); n > 0 {
		last := &out[n-1]
		if last.Kind == s.Kind && last.Note == "" && !last.Break && slices.Equal(last.Marks, s.Marks) && slices.Equal(last.Formats, s.Formats) {
			last.Text = w.text[from-len(last.Text) : to] // they stand side by side
			return out
		}
	}
	s.Text = w.text[from:to]
	return append(out, s)
}

// formats lists the marks that text gained and lost.
func formats(before, after []models.Mark) []Format {
	var out []Format
	for _, m := range before {
		if !slices.Contains(after, m) {
			out = append(out, Format{Mark: m})
		}
	}
	for _, m := range after {
		if !slices.Contains(before, m) {
			out = append(out, Format{Mark: m, Added: true})
		}
	}
	return out
}
