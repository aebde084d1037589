// Package redline finds what changed between two texts, character by character for Chinese and word by word for numbers and
// Latin, so that 200 → 210 shows as a number replaced and not as one digit. It never changes a text.
package redline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"znkr.io/diff"
)

// Kind says what happened to a segment.
type Kind string

// The kinds.
const (
	Same     Kind = "same"
	Deleted  Kind = "deleted"
	Inserted Kind = "inserted"
)

// Segment is a stretch of text under one kind.
type Segment struct {
	Kind Kind
	Text string
}

// Compare lists the segments that lead from before to after. The segments that are not Inserted join to before, those that
// are not Deleted to after.
func Compare(before, after string) []Segment {
	var out []Segment
	for _, e := range diff.Edits(tokens(before), tokens(after)) {
		switch e.Op {
		case diff.Match:
			out = add(out, Same, e.X)
		case diff.Delete:
			out = add(out, Deleted, e.X)
		case diff.Insert:
			out = add(out, Inserted, e.Y)
		}
	}
	return merge(out)
}

func add(out []Segment, k Kind, s string) []Segment {
	if n := len(out); n > 0 && out[n-1].Kind == k {
		out[n-1].Text += s
		return out
	}
	return append(out, Segment{k, s})
}

// tokens cuts a text into single Han characters and marks, and whole numbers and Latin words.
func tokens(s string) []string {
	var out []string
	for i := 0; i < len(s); {
		j := i
		for j < len(s) {
			r, n := utf8.DecodeRuneInString(s[j:])
			if !inWord(r) {
				break
			}
			j += n
		}
		if j == i {
			_, n := utf8.DecodeRuneInString(s[i:])
			j = i + n
		}
		out = append(out, s[i:j])
		i = j
	}
	return out
}

func inWord(r rune) bool {
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '%')
}

// merge folds a single unchanged character between two edits into them, so that a reader sees whole replaced words, and puts
// deletions before insertions.
func merge(in []Segment) []Segment {
	var out []Segment
	var deleted, inserted strings.Builder
	flush := func() {
		for _, s := range []Segment{{Deleted, deleted.String()}, {Inserted, inserted.String()}} {
			if s.Text != "" {
				out = append(out, s)
			}
		}
		deleted.Reset()
		inserted.Reset()
	}
	for i, s := range in {
		switch {
		case s.Kind == Deleted:
			deleted.WriteString(s.Text)
		case s.Kind == Inserted:
			inserted.WriteString(s.Text)
		case deleted.Len()+inserted.Len() > 0 && i+1 < len(in) && foldable(s.Text):
			deleted.WriteString(s.Text)
			inserted.WriteString(s.Text)
		default:
			flush()
			out = append(out, s)
		}
	}
	flush()
	return out
}

func foldable(s string) bool {
	return utf8.RuneCountInString(s) == 1 && !strings.ContainsAny(s, "，。；、：！？\n\t ")
}
