package typeset

import (
	"slices"
	"strings"

	"jianbao/models"
)

// MarkedUp is a marked-up copy (花脸稿): what came is underlined, what went is struck out, what moved is named. Colour only helps.
func MarkedUp(m models.MarkedUp) *Paper {
	p := form(m.File)
	p.Head = m.Title
	p.Flow = append(p.Flow, &Para{Style: StyleSheet, Runs: Text(m.Title)}, &Para{Style: StyleRemark, Runs: Text(m.Between)}, &Para{Style: StyleRemark, Runs: Text(m.Legend)})
	for _, part := range m.Parts {
		if part.Title != "" {
			p.Flow = append(p.Flow, &Para{Style: StyleArticle, Runs: Text(part.Title)})
		}
		for _, l := range part.Lines {
			p.Flow = append(p.Flow, p.line(l)...)
		}
	}
	return p
}

// line is one part of a text. What changed about it stands over it, small, with its name; of what did not the name stands within.
func (p *Paper) line(l models.MarkedLine) []Block {
	var out []Block
	if notes := slices.Concat([]string{l.Label}, l.Notes, l.Hands); l.Changed {
		out = append(out, &Para{Style: StyleRemark, Runs: []Run{{Text: strings.Join(notes, "　"), Font: Hei, Colour: Grey}}, Keep: true})
		l.Label = ""
	}
	style := StyleBody
	if l.Heading {
		style = StyleHeading1
	}
	add := func(style StyleName, in float64, text []models.MarkedText) {
		runs := marked(text)
		if l.Label != "" {
			runs, l.Label = append([]Run{placeRun(l.Label)}, runs...), ""
		}
		out = append(out, &Para{Style: style, In: in, Runs: runs})
	}
	if len(l.Text) > 0 {
		add(style, 0, l.Text)
	}
	for _, it := range l.Items {
		add(StyleItem, float64(it.Level), it.Text)
	}
	if len(l.Rows) > 0 {
		out = append(out, markedTable(l.Rows))
	}
	for _, r := range l.Remarks {
		out = append(out, &Para{Style: StyleRemark, In: 2, Runs: []Run{{Text: r, Colour: Grey}}})
	}
	return out
}

// markedTable has a column more where something happened to rows: it says what.
func markedTable(rows []models.MarkedRow) *Table {
	words, columns := 0, 0
	for _, r := range rows {
		if r.Word != "" {
			words = 1
		}
		columns = max(columns, len(r.Cells))
	}
	t := &Table{}
	for _, r := range rows {
		var row Row
		if words > 0 {
			row.Cells = append(row.Cells, cell(0, 1, true, StyleRemark, r.Word))
		}
		for k := range columns {
			c := cell(words+k, 1, r.Head, StyleCell, "")
			if k < len(r.Cells) {
				c.Paras[0].Runs = marked(r.Cells[k])
			}
			row.Cells = append(row.Cells, c)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// marked makes runs of a comparison.
func marked(text []models.MarkedText) []Run {
	out := make([]Run, 0, len(text))
	for _, t := range text {
		r := Run{Text: t.Text, Bold: t.Bold, Raised: t.Raised, Underline: t.Inserted, Struck: t.Deleted}
		if t.Inserted || t.Deleted {
			r.Colour = Red
		}
		out = append(out, r)
	}
	return out
}
