package typeset

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianbao/models"
)

func shipped(tb testing.TB) *Fonts {
	tb.Helper()
	fonts, err := Shipped()
	if err != nil {
		tb.Fatal(err)
	}
	return fonts
}

func paperOf(flow, foot []Block) *Paper {
	g := Official()
	return &Paper{Geometry: g, Styles: OfficialSheet(g), Flow: flow, Foot: foot, Numbered: true}
}

// said is what a block and its footnotes say.
func said(b Block) string {
	var out strings.Builder
	switch b := b.(type) {
	case *Para:
		out.WriteString(b.PlainText())
		for _, r := range b.Runs {
			if r.Note != nil {
				out.WriteString(r.Note.Para.PlainText())
			}
		}
	case *Table:
		for _, r := range b.Rows {
			for _, c := range r.Cells {
				for _, p := range c.Paras {
					out.WriteString(said(p))
				}
			}
		}
	}
	return out.String()
}

// counted is how often every character comes.
func counted(s string) map[rune]int {
	out := make(map[rune]int)
	for _, r := range s {
		if r != ' ' {
			out[r]++
		}
	}
	return out
}

// wrong says what is wrong with pages: text that is lost or stands twice, lines outside the type area or over each other.
func wrong(p *Pages) (complaints []string) {
	var want, got strings.Builder
	for _, b := range append(p.Paper.Flow, p.Paper.Foot...) {
		want.WriteString(said(b))
	}
	g := p.Paper.Geometry
	for _, page := range p.Pages {
		type strip struct{ x, to, top, bottom Points }
		var taken []strip
		for _, it := range page.Items {
			line, ok := it.(*Line)
			if !ok || line.Of.Style == StylePage || len(line.Glyphs) == 0 {
				continue
			}
			s := p.Paper.StyleOf(line.Of)
			top := line.Baseline - baseline(s)
			last := line.Glyphs[len(line.Glyphs)-1]
			one := strip{line.X, line.X + last.X + last.Size/2, top + 0.5, top + s.Pitch - 0.5}
			if one.top < g.Top-0.5 || one.bottom > g.Top+g.Depth()+1.5 {
				complaints = append(complaints, fmt.Sprintf("page %d: a line stands from %.1f to %.1f", page.Number, one.top-g.Top, one.bottom-g.Top))
			}
			for _, t := range taken {
				if t.x < one.to && one.x < t.to && t.top < one.bottom && one.top < t.bottom {
					complaints = append(complaints, fmt.Sprintf("page %d: two lines stand over each other at %.1f", page.Number, one.top-g.Top))
				}
			}
			taken = append(taken, one)
			if line.Again {
				continue
			}
			for _, gl := range line.Glyphs {
				got.WriteRune(gl.Char)
			}
		}
		for _, it := range page.Items {
			if s, ok := it.(*Stroke); ok && (s.Y < g.Top-1 || s.ToY > g.Top+g.Depth()+2) {
				complaints = append(complaints, fmt.Sprintf("page %d: a rule stands from %.1f to %.1f", page.Number, s.Y-g.Top, s.ToY-g.Top))
			}
		}
	}
	w, h := counted(want.String()), counted(got.String())
	for r, n := range w {
		if h[r] != n {
			complaints = append(complaints, fmt.Sprintf("%q stands %d times, not %d", r, h[r], n))
		}
	}
	return complaints
}

// written is a text of n characters, each other than its neighbours.
func written(n, from int) string {
	var b strings.Builder
	for i := range n {
		b.WriteRune('一' + rune((from+i)%200))
	}
	return b.String()
}

func noteOf(mark, n int) Run {
	m := string(rune('①' + mark%20))
	return Run{Note: &Note{Mark: m, Para: &Para{Style: StyleFootnote, Runs: Text(m + written(n, mark*7))}}}
}

func tableOf(header int, rows ...[]*Cell) *Table {
	t := &Table{Header: header}
	for _, cells := range rows {
		at := 0
		for _, c := range cells {
			c.Column, c.ColSpan, c.RowSpan = max(c.Column, at), max(c.ColSpan, 1), max(c.RowSpan, 1)
			at = c.Column + c.ColSpan
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}

func textCell(n int, notes ...Run) *Cell {
	return &Cell{Paras: []*Para{{Style: StyleCell, Runs: append(Text(written(n, n)), notes...)}}}
}

func TestNothingIsLostWherePagesAreTooShort(t *testing.T) {
	t.Parallel()
	body := func(n int, notes ...Run) *Para {
		return &Para{Style: StyleBody, Runs: append(Text(written(n, 3)), notes...)}
	}
	for name, flow := range map[string][]Block{
		"a row of a table is higher than a page":           {tableOf(1, []*Cell{textCell(3), textCell(4)}, []*Cell{textCell(5), textCell(3000)}, []*Cell{textCell(9), textCell(8)})},
		"and follows text":                                 {body(300), tableOf(1, []*Cell{textCell(3), textCell(4)}, []*Cell{textCell(5), textCell(3000)}), body(100)},
		"a cell over many rows is higher than a page":      {tableOf(0, []*Cell{{RowSpan: 3, Paras: textCell(2500).Paras}, textCell(4)}, []*Cell{{Column: 1, Paras: textCell(9).Paras}}, []*Cell{{Column: 1, Paras: textCell(7).Paras}})},
		"many rows that a cell holds together":             {tableOf(1, append([][]*Cell{{textCell(3), textCell(4)}, {{RowSpan: 60, Paras: textCell(5).Paras}, textCell(6)}}, rowsAt(1, 59)...)...)},
		"the head of a table is higher than a page":        {tableOf(1, []*Cell{textCell(3000), textCell(4)}, []*Cell{textCell(5), textCell(6)})},
		"a footnote is longer than a page":                 {body(60, noteOf(1, 3000)), body(800)},
		"the last footnote is longer than three":           {body(800), body(60, noteOf(1, 9000))},
		"many footnotes in one paragraph":                  {body(60, noteOf(1, 500), noteOf(2, 500), noteOf(3, 500), noteOf(4, 900)), body(400, noteOf(5, 40))},
		"a footnote in a high row of a table":              {tableOf(1, []*Cell{textCell(3), textCell(4, noteOf(1, 60))}, []*Cell{textCell(900, noteOf(2, 700)), textCell(300)}, []*Cell{textCell(3000, noteOf(3, 2000)), textCell(3)}), body(900)},
		"a heading with nothing below it":                  {body(570), &Para{Style: StyleArticle, Runs: Text("标题")}},
		"paragraphs that all want to stay with their next": {kept(60)[0], kept(60)[1], &Para{Style: StyleBody, Runs: Text("文")}},
	} {
		for _, foot := range [][]Block{nil, ruled([]*Para{{Style: StyleFoot, Runs: Text("报：某某")}, {Style: StyleMakers, Runs: Text("编辑某某")}})} {
			t.Run(fmt.Sprintf("%s, foot %d", name, len(foot)), func(t *testing.T) {
				t.Parallel()
				for _, c := range wrong(Lay(paperOf(flow, foot), shipped(t))) {
					t.Error(c)
				}
			})
		}
	}
}

func rowsAt(column, n int) (out [][]*Cell) {
	for i := range n {
		out = append(out, []*Cell{{Column: column, Paras: textCell(20 + i).Paras}})
	}
	return out
}

func kept(n int) (out []Block) {
	for range n {
		out = append(out, &Para{Style: StyleHeading1, Runs: Text("小标题")})
	}
	return out
}

func TestNothingIsLostOnAnyPages(t *testing.T) {
	t.Parallel()
	fonts := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		mark := 0
		runs := func(most int) []Run {
			out := Text(written(rapid.IntRange(0, most).Draw(t, "characters"), mark))
			if rapid.IntRange(0, 5).Draw(t, "note") == 0 {
				mark++
				out = append(out, noteOf(mark, rapid.IntRange(1, 2000).Draw(t, "note's characters")))
			}
			return out
		}
		styles := []StyleName{StyleBody, StyleBody, StyleSection, StyleArticle, StyleHeading1, StyleQuote, StyleItem, StyleCredits, StyleCaption}
		var flow []Block
		for range rapid.IntRange(1, 8).Draw(t, "blocks") {
			if rapid.IntRange(0, 4).Draw(t, "table") > 0 {
				flow = append(flow, &Para{Style: rapid.SampledFrom(styles).Draw(t, "style"), Runs: runs(600)})
				continue
			}
			n := rapid.IntRange(1, 9).Draw(t, "rows")
			g := grid{rows: n}
			table := &Table{Header: rapid.IntRange(0, 2).Draw(t, "head")}
			for r := range n {
				var cells []*Cell
				for range rapid.IntRange(1, 3).Draw(t, "cells") {
					c := &Cell{ColSpan: rapid.IntRange(1, 2).Draw(t, "across"), RowSpan: rapid.IntRange(1, 3).Draw(t, "down"), Paras: []*Para{{Style: StyleCell, Runs: runs(900)}}}
					c.Column = g.take(r, c)
					cells = append(cells, c)
				}
				table.Rows = append(table.Rows, Row{Cells: cells})
			}
			g.complete(table)
			flow = append(flow, table)
		}
		var foot []Block
		if rapid.Bool().Draw(t, "foot") {
			foot = ruled([]*Para{{Style: StyleFoot, Runs: Text(written(rapid.IntRange(1, 200).Draw(t, "foot's characters"), 1))}})
		}
		for _, c := range wrong(Lay(paperOf(flow, foot), fonts)) {
			t.Error(c)
		}
	})
}

// lineOf is the first line that says text, with its page.
func lineOf(t *testing.T, p *Pages, text string) (*Line, int) {
	t.Helper()
	for _, page := range p.Pages {
		for _, it := range page.Items {
			if line, ok := it.(*Line); ok && strings.HasPrefix(line.Of.PlainText(), text) {
				return line, page.Number
			}
		}
	}
	t.Fatalf("no line says %s", text)
	return nil, 0
}

func TestTheTextStandsApartFromTheContents(t *testing.T) {
	t.Parallel()
	var c models.EditionContent
	c.Manifest.Masthead = models.Masthead{Name: "简报", Host: "办公室", Date: "2026-01-02"}
	c.Sections = []models.EditionSection{{Articles: []models.EditionArticle{{ID: 7, Number: 1, Text: models.ArticleText{Title: "题目"}}}}}
	paper, err := Issue(c, models.OfficialLayout())
	if err != nil {
		t.Fatal(err)
	}
	p := Lay(paper, shipped(t))
	title := models.ArticleNumber(1) + "题目"
	entry, _ := lineOf(t, p, title)
	for _, it := range p.Pages[0].Items {
		if line, ok := it.(*Line); ok && line.Of.Style == StyleArticle && line.Baseline-entry.Baseline < 1.9*paper.Geometry.Pitch {
			t.Errorf("the article stands %.1f points below its entry in the contents", line.Baseline-entry.Baseline)
		}
	}
}

func TestFootnotesStandAboveTheColophon(t *testing.T) {
	t.Parallel()
	foot := ruled([]*Para{{Style: StyleFoot, Runs: Text("报：某某")}})
	p := Lay(paperOf([]Block{&Para{Style: StyleBody, Runs: append(Text("正文"), noteOf(0, 30))}}, foot), shipped(t))
	note, page := lineOf(t, p, "①")
	last, end := lineOf(t, p, "报：")
	if page != end || note.Baseline >= last.Baseline {
		t.Errorf("the note stands at %.1f on page %d, the colophon at %.1f on page %d", note.Baseline, page, last.Baseline, end)
	}
}

func TestAHeadThatIsRepeatedSaysSo(t *testing.T) {
	t.Parallel()
	rows := [][]*Cell{{textCell(3, noteOf(0, 9)), textCell(4)}}
	for range 60 {
		rows = append(rows, []*Cell{textCell(5), textCell(6)})
	}
	p := Lay(paperOf([]Block{tableOf(1, rows...)}, nil), shipped(t))
	again, notes := 0, 0
	for _, page := range p.Pages {
		for _, it := range page.Items {
			if line, ok := it.(*Line); ok && line.Again {
				again++
			} else if ok && line.Note {
				notes++
			}
		}
	}
	if again != 2*(len(p.Pages)-1) || notes != 1 {
		t.Errorf("%d cells stand again on %d pages, and %d lines of footnotes", again, len(p.Pages), notes)
	}
}
