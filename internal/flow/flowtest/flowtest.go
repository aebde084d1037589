// Package flowtest is what the tests of all readers of files share: a golden form of a flow.File, and the account of characters.
package flowtest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"jianbao/internal/flow"
)

// Golden compares the file as it was read with its golden file, or writes that anew.
func Golden(t *testing.T, name string, f *flow.File, update bool) {
	t.Helper()
	got := []byte(Dump(f))
	if update {
		if err := os.WriteFile(name, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s reads as\n%s", name, got)
	}
}

// Refusal is the code a file was refused with; empty where it was read.
func Refusal(tb testing.TB, err error) flow.Code {
	tb.Helper()
	if err == nil {
		return ""
	}
	var e *flow.Error
	if !errors.As(err, &e) || e.Error() == "" {
		tb.Fatalf("the error is %v", err)
	}
	return e.Code
}

// Omitted finds the entry of a kind; its Count is 0 where there is none.
func Omitted(f *flow.File, kind flow.OmissionKind) flow.Omission {
	for _, o := range f.Omitted {
		if o.Kind == kind {
			return o
		}
	}
	return flow.Omission{}
}

// Account tells which visible characters of want the file lacks, and which it has more often. Order does not matter.
func Account(want string, f *flow.File) (lost, more string) {
	counts := map[rune]int{}
	for _, r := range want {
		counts[r]++
	}
	for _, r := range Text(f) {
		counts[r]--
	}
	for r, n := range counts {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		case n > 0:
			lost += strings.Repeat(string(r), n)
		case n < 0:
			more += strings.Repeat(string(r), -n)
		}
	}
	return lost, more
}

// Text is all text of the file: items, then notes.
func Text(f *flow.File) string {
	var b strings.Builder
	for _, p := range Paragraphs(f) {
		b.WriteString(p.Text())
		b.WriteByte('\n')
	}
	return b.String()
}

// Paragraphs lists all paragraphs: of items, cells and notes.
func Paragraphs(f *flow.File) []flow.Paragraph {
	var all []flow.Paragraph
	for _, item := range f.Items {
		if item.Paragraph != nil {
			all = append(all, *item.Paragraph)
			continue
		}
		for _, row := range item.Table.Rows {
			for _, c := range row {
				all = append(all, c.Paragraphs...)
			}
		}
	}
	for _, n := range f.Notes {
		all = append(all, n.Paragraphs...)
	}
	return all
}

// Check complains of what no reader may hand over.
func Check(tb testing.TB, f *flow.File) {
	tb.Helper()
	for _, item := range f.Items {
		if (item.Paragraph == nil) == (item.Table == nil) {
			tb.Fatal("an item is not exactly one of the two")
		}
		if item.Table != nil {
			checkTable(tb, item.Table)
		}
	}
	for _, p := range Paragraphs(f) {
		for _, r := range p.Runs {
			if r.Picture < 0 || r.Picture > len(f.Pictures) || r.Note < 0 || r.Note > len(f.Notes) {
				tb.Fatalf("the run %+v points nowhere", r)
			}
			if (r.Text == "") != (r.Picture > 0 || r.Note > 0) {
				tb.Fatalf("the run %+v is not exactly one thing", r)
			}
		}
	}
}

func checkTable(tb testing.TB, t *flow.Table) {
	tb.Helper()
	if len(t.Rows) == 0 || t.HeaderRows < 0 || t.HeaderRows > len(t.Rows) {
		tb.Fatalf("a table has %d rows, %d of them heads", len(t.Rows), t.HeaderRows)
	}
	for i, row := range t.Rows {
		for _, c := range row {
			if c.ColSpan < 1 || c.RowSpan < 1 || i+c.RowSpan > len(t.Rows) {
				tb.Fatalf("row %d of %d: a cell spans %d × %d", i, len(t.Rows), c.ColSpan, c.RowSpan)
			}
		}
	}
}

// Dump writes the file so that a person can read a difference.
func Dump(f *flow.File) string {
	var b strings.Builder
	fmt.Fprintf(&b, "format %s\n", f.Format)
	for _, item := range f.Items {
		if item.Paragraph != nil {
			dumpParagraph(&b, "", *item.Paragraph)
			continue
		}
		fmt.Fprintf(&b, "table, head rows %d\n", item.Table.HeaderRows)
		for _, row := range item.Table.Rows {
			b.WriteString("  row\n")
			for _, c := range row {
				fmt.Fprintf(&b, "    cell %d×%d\n", c.ColSpan, c.RowSpan)
				dumpParagraphs(&b, "      ", c.Paragraphs)
			}
		}
	}
	for i, n := range f.Notes {
		fmt.Fprintf(&b, "note %d\n", i+1)
		dumpParagraphs(&b, "  ", n.Paragraphs)
	}
	for i, p := range f.Pictures {
		fmt.Fprintf(&b, "picture %d %q %q %d bytes\n", i+1, p.Name, p.Alt, len(p.Data))
	}
	for _, o := range f.Omitted {
		fmt.Fprintf(&b, "omitted %s × %d %q\n", o.Kind, o.Count, o.Sample)
	}
	return b.String()
}

func dumpParagraphs(b *strings.Builder, indent string, all []flow.Paragraph) {
	for _, p := range all {
		dumpParagraph(b, indent, p)
	}
}

func dumpParagraph(b *strings.Builder, indent string, p flow.Paragraph) {
	b.WriteString(indent + "¶")
	for _, part := range []struct {
		set  bool
		text string
	}{
		{p.Place != "", " place=" + string(p.Place)},
		{p.Page, " page"},
		{p.Outline > 0, fmt.Sprintf(" outline=%d", p.Outline)},
		{p.ListLevel > 0, fmt.Sprintf(" list=%d", p.ListLevel)},
		{p.Marker != "", fmt.Sprintf(" marker=%q", p.Marker)},
		{p.Style != "", fmt.Sprintf(" style=%q", p.Style)},
		{p.Align != "", " align=" + string(p.Align)},
		{p.Size > 0, fmt.Sprintf(" size=%g", p.Size)},
		{p.Bold, " bold"},
	} {
		if part.set {
			b.WriteString(part.text)
		}
	}
	b.WriteByte('\n')
	for _, r := range p.Runs {
		fmt.Fprintf(b, "%s  %s\n", indent, dumpRun(r))
	}
}

func dumpRun(r flow.Run) string {
	words := []string{strconv.Quote(r.Text)}
	switch {
	case r.Picture > 0:
		words[0] = fmt.Sprintf("picture %d", r.Picture)
	case r.Note > 0:
		words[0] = fmt.Sprintf("note %d", r.Note)
	}
	for _, mark := range []struct {
		set  bool
		name string
	}{{r.Bold, "b"}, {r.Italic, "i"}, {r.Underline, "u"}, {r.Super, "sup"}, {r.Sub, "sub"}, {r.Href != "", r.Href}} {
		if mark.set {
			words = append(words, mark.name)
		}
	}
	return strings.Join(words, " ")
}
