package redline_test

import (
	"fmt"
	"strings"

	"jianbao/internal/redline"
)

var brackets = map[redline.Kind][2]string{redline.Deleted: {"[-", "-]"}, redline.Inserted: {"{+", "+}"}}

// marked writes segments as the golden files hold them: [-gone-]{+new+}, and marks that came or went behind the text they are on.
func marked(segments []redline.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		text := s.Text
		if s.Note != "" {
			text = "^" + text
		}
		for _, f := range s.Formats {
			sign := "-"
			if f.Added {
				sign = "+"
			}
			text = "<" + text + ">" + sign + string(f.Mark.Kind)
			if f.Mark.Href != "" {
				text += "(" + f.Mark.Href + ")"
			}
		}
		around := brackets[s.Kind]
		b.WriteString(around[0] + text + around[1])
	}
	return strings.ReplaceAll(b.String(), "\n", "⏎")
}

// printed writes what changed between two articles, a block a line.
func printed(d redline.ArticleDiff) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("title: %s", marked(d.Title))
	if redline.Changed(d.Source) {
		line("source: %s", marked(d.Source))
	}
	if d.Origins[0] != d.Origins[1] {
		line("origin: %q → %q", d.Origins[0], d.Origins[1])
	}
	if d.Classes[0] != d.Classes[1] {
		line("access: %q → %q", d.Classes[0], d.Classes[1])
	}
	if redline.ListChanged(d.Units) {
		line("units: %v", d.Units)
	}
	for _, bl := range d.Blocks {
		line("%s %d→%d%s: %s", bl.Kind, bl.From, bl.To, named(bl.Changes), marked(bl.Text))
		if redline.Changed(bl.Caption) {
			line("  caption: %s", marked(bl.Caption))
		}
		if redline.Changed(bl.Alt) {
			line("  alt: %s", marked(bl.Alt))
		}
		for _, it := range bl.Items {
			line("  item %s %d→%d: %s", it.Kind, it.Level[0], it.Level[1], marked(it.Text))
		}
		for _, r := range bl.Rows {
			line("  row %s: %s", r.Kind, cells(r))
		}
	}
	return b.String()
}

func named(changes []redline.Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, " (%s: %s → %s)", c.What, c.Before, c.After)
	}
	return b.String()
}

func cells(r redline.RowDiff) string {
	var out []string
	for _, c := range r.Cells {
		text := marked(c.Text)
		if c.Kind != redline.Same {
			text = string(c.Kind) + " " + text
		}
		if c.Spans[0] != c.Spans[1] {
			text += fmt.Sprintf(" (spans %d×%d → %d×%d)", c.Spans[0].Cols, c.Spans[0].Rows, c.Spans[1].Cols, c.Spans[1].Rows)
		}
		out = append(out, text)
	}
	return strings.Join(out, " | ")
}
