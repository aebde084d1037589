// Package redline finds what changed between two texts, two articles or two states of an issue, the way a person with a red pen
// would mark it: Chinese by the character, numbers and Latin words whole, what was moved as moved, tables by cell. It never
// changes a text and knows of no page.
package redline

import (
	"slices"

	"jianbao/models"
)

// Kind says what happened to a piece.
type Kind string

// The kinds. Segments and rows are one of the first three, blocks, sections and articles any.
const (
	Same     Kind = "same"
	Deleted  Kind = "deleted"
	Inserted Kind = "inserted"
	Moved    Kind = "moved"    // stands elsewhere than before, perhaps edited
	Departed Kind = "departed" // the place from which something was moved; it is shown in full where it stands now
)

// Segment is a stretch of text under one kind. The segments of a comparison that are not Inserted join to the text before, those
// that are not Deleted to the text after.
type Segment struct {
	Kind      Kind
	Text      string
	Marks     []models.Mark // as it stands now; of what is deleted, as it stood
	Formats   []Format      // what became of the marks of text that stayed
	Note      string        // id of the footnote that a reference leads to; Text is its printed mark
	Break     bool          // the end of a paragraph where one was split or two were joined; Text is ¶
	Elsewhere bool          // a reference that came or went here went or came in another place
}

// Format is one mark that text gained or lost.
type Format struct {
	Mark  models.Mark
	Added bool
}

// Texts compares two plain texts.
func Texts(before, after string) []Segment {
	return compare(writeText(before), writeText(after))
}

// Changed reports whether anything in a comparison came, went or changed its marks.
func Changed(segments []Segment) bool {
	for _, s := range segments {
		if s.Kind != Same || len(s.Formats) > 0 {
			return true
		}
	}
	return false
}

// Side is one side of a comparison: without what is Inserted it is the text before, under the marks that it had; without what is
// Deleted the text after.
func Side(segments []Segment, without Kind) []Segment {
	var out []Segment
	for _, s := range segments {
		if s.Kind == without {
			continue
		}
		if without == Inserted && len(s.Formats) > 0 {
			s.Marks = unformatted(s)
		}
		out = append(out, s)
	}
	return out
}

// unformatted are the marks that the text of a segment had before.
func unformatted(s Segment) []models.Mark {
	var out []models.Mark
	for _, m := range s.Marks {
		if !slices.Contains(s.Formats, Format{Mark: m, Added: true}) {
			out = append(out, m)
		}
	}
	for _, f := range s.Formats {
		if !f.Added {
			out = append(out, f.Mark)
		}
	}
	return out
}
