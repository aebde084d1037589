package docx

import (
	"fmt"
	"strings"

	"jianbao/internal/flow"
)

// dump writes items one to a line: what is said of a paragraph in front of it, its marks within.
func dump(items []flow.Item) []string {
	var lines []string
	for _, item := range items {
		if item.Paragraph != nil {
			lines = append(lines, line(*item.Paragraph))
			continue
		}
		lines = append(lines, fmt.Sprintf("table %d", item.Table.HeaderRows))
		for _, row := range item.Table.Rows {
			lines = append(lines, strings.TrimSpace("row"+cells(row)))
		}
	}
	return lines
}

func cells(row []flow.Cell) string {
	var b strings.Builder
	for _, c := range row {
		b.WriteString(" |")
		if c.ColSpan != 1 || c.RowSpan != 1 {
			fmt.Fprintf(&b, "%dx%d", c.ColSpan, c.RowSpan)
		}
		for i, p := range c.Paragraphs {
			if i > 0 {
				b.WriteString(" /")
			}
			b.WriteString(" " + line(p))
		}
	}
	return b.String()
}

func line(p flow.Paragraph) string {
	var b strings.Builder
	for _, said := range []struct {
		is   bool
		what string
	}{
		{p.Place != flow.Body, string(p.Place) + ":"},
		{p.Outline > 0, fmt.Sprintf("h%d:", p.Outline)},
		{p.Align != flow.Start, string(p.Align) + ":"},
		{p.Page, "page:"},
		{p.ListLevel > 0, fmt.Sprintf("%d:%s:", p.ListLevel, p.Marker)},
	} {
		if said.is {
			b.WriteString(said.what)
		}
	}
	for _, r := range p.Runs {
		b.WriteString(run(r))
	}
	return b.String()
}

func run(r flow.Run) string {
	switch {
	case r.Picture > 0:
		return fmt.Sprintf("[picture %d]", r.Picture)
	case r.Note > 0:
		return fmt.Sprintf("[note %d]", r.Note)
	}
	text := strings.NewReplacer("\n", "⏎", "\t", "⇥").Replace(r.Text)
	for _, mark := range []struct {
		is   bool
		sign string
	}{{r.Bold, "b"}, {r.Italic, "i"}, {r.Underline, "u"}, {r.Super, "^"}, {r.Sub, "_"}} {
		if mark.is {
			text = mark.sign + "(" + text + ")"
		}
	}
	if r.Href != "" {
		text = "<" + r.Href + ">(" + text + ")"
	}
	return text
}
