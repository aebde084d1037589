// Package gather is what the readers of files share while they put a flow.File together: counting against the limits of flow
// and the list of what was left out. It knows no format.
package gather

import (
	"strings"
	"unicode"

	"jianbao/internal/flow"
)

// sampleRunes bounds the sample of an omission.
const sampleRunes = 24

// Tally counts what a file holds so far. The zero value is ready for use.
type Tally struct {
	text, paragraphs, cells, pictures, notes int
	omitted                                  []flow.Omission
}

// Text counts n bytes of text.
func (t *Tally) Text(n int) error { return count(&t.text, n, flow.MaxText, "text") }

// Paragraph counts a paragraph with its text and the addresses under it: a long one under every second character would make a small file
// a large one.
func (t *Tally) Paragraph(p flow.Paragraph) error {
	n := len(p.Marker)
	for _, r := range p.Runs {
		n += len(r.Text) + len(r.Href)
	}
	if err := t.Text(n); err != nil {
		return err
	}
	return count(&t.paragraphs, 1, flow.MaxParagraphs, "paragraphs")
}

// Cell counts a cell of a table.
func (t *Tally) Cell() error { return count(&t.cells, 1, flow.MaxCells, "cells") }

// Picture counts a picture.
func (t *Tally) Picture() error { return count(&t.pictures, 1, flow.MaxPictures, "pictures") }

// Note counts a footnote or endnote.
func (t *Tally) Note() error { return count(&t.notes, 1, flow.MaxNotes, "notes") }

func count(sum *int, n, limit int, what string) error {
	*sum += n
	if *sum > limit {
		return &flow.Error{Code: flow.TooLarge, Detail: what, Limit: limit}
	}
	return nil
}

// Omit counts one thing that did not become text. The first sample that is no blank is kept.
func (t *Tally) Omit(kind flow.OmissionKind, sample string) {
	o := t.entry(kind)
	o.Count++
	if o.Sample == "" {
		o.Sample = Sample(sample)
	}
}

// Extend adds to the sample of the last omission of its kind, without counting another one: what is left out may come in pieces.
func (t *Tally) Extend(kind flow.OmissionKind, more string) {
	o := t.entry(kind)
	if o.Count == 1 && len([]rune(o.Sample)) < sampleRunes {
		o.Sample = Sample(o.Sample + more)
	}
}

func (t *Tally) entry(kind flow.OmissionKind) *flow.Omission {
	for i := range t.omitted {
		if t.omitted[i].Kind == kind {
			return &t.omitted[i]
		}
	}
	t.omitted = append(t.omitted, flow.Omission{Kind: kind})
	return &t.omitted[len(t.omitted)-1]
}

// Omitted lists what was left out, in the order it was first met.
func (t *Tally) Omitted() []flow.Omission { return t.omitted }

// Sample is the first few words of s on one line.
func Sample(s string) string {
	const enough = 16 * sampleRunes // bytes: what lies behind them is never shown
	if len(s) > enough {
		s = strings.ToValidUTF8(s[:enough], "")
	}
	r := []rune(strings.Join(strings.FieldsFunc(s, blank), " "))
	if len(r) > sampleRunes {
		r = append(r[:sampleRunes:sampleRunes], '…')
	}
	return string(r)
}

func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// Finish refuses a file in which nothing can be seen, and hands over the list of what was left out.
func (t *Tally) Finish(f *flow.File) (*flow.File, error) {
	f.Omitted = t.omitted
	if len(f.Pictures) > 0 || len(f.Notes) > 0 {
		return f, nil
	}
	for _, item := range f.Items {
		if item.Table != nil || item.Paragraph != nil && Visible(*item.Paragraph) {
			return f, nil
		}
	}
	return nil, &flow.Error{Code: flow.Empty}
}

// Visible tells a paragraph in which something can be seen.
func Visible(p flow.Paragraph) bool {
	for _, r := range p.Runs {
		if r.Picture > 0 || r.Note > 0 || strings.ContainsFunc(r.Text, seen) {
			return true
		}
	}
	return strings.ContainsFunc(p.Marker, seen)
}

func seen(r rune) bool { return !blank(r) && !unicode.Is(unicode.Cf, r) }

// Bold tells runs whose text is all bold.
func Bold(runs []flow.Run) bool {
	bold := false
	for _, r := range runs {
		if r.Text != "" && !r.Bold {
			return false
		}
		bold = bold || r.Bold
	}
	return bold
}
