package manuscript

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"jianbao/internal/flow"
)

// strange is what no reader should hand over, and a hostile file may make it do so.
var strange = []string{"\n", "\r\n", "\t", "\f", "\x00", "\u2028", "\u2029", "\xff", "\u0085", "\v ", " ", ""}

func anyRun(t *rapid.T) flow.Run {
	r := flow.Run{Bold: rapid.Bool().Draw(t, "bold"), Italic: rapid.Bool().Draw(t, "italic")}
	switch rapid.IntRange(0, 9).Draw(t, "run") {
	case 0:
		r.Note = rapid.IntRange(-1, 4).Draw(t, "note")
	case 1:
		r.Picture = rapid.IntRange(-1, 4).Draw(t, "picture")
	case 2:
		r.Text = rapid.SampledFrom(strange).Draw(t, "strange")
	default:
		r.Text = rapid.SampledFrom(scraps).Draw(t, "scrap")
	}
	return r
}

func anyParagraph(t *rapid.T) flow.Paragraph {
	p := flow.Paragraph{
		Place:   rapid.SampledFrom([]flow.Place{flow.Body, flow.Body, flow.Body, flow.Box, flow.Header, flow.Footer}).Draw(t, "place"),
		Marker:  rapid.SampledFrom([]string{"", "", "", "一、", "（一）", "1.", "•", "a)", "第一章 ", "\x00", "★", "【"}).Draw(t, "marker"),
		Outline: rapid.SampledFrom([]int{0, 0, 0, 0, 1, 2, 3, 9, -1}).Draw(t, "outline"),
		Style:   rapid.SampledFrom([]string{"", "", "Title", "toc 1", "目录 2", "正文"}).Draw(t, "style"),
		Align:   rapid.SampledFrom([]flow.Align{flow.Start, flow.Start, flow.Center, flow.End}).Draw(t, "align"),
		Size:    rapid.SampledFrom([]float64{0, 12, 16, 16, 16, 22}).Draw(t, "size"),
		Bold:    rapid.Bool().Draw(t, "all bold"),
		Page:    rapid.Bool().Draw(t, "page"),
	}
	p.ListLevel = rapid.IntRange(0, 3).Draw(t, "level")
	p.Runs = rapid.SliceOfN(rapid.Custom(anyRun), 0, 4).Draw(t, "runs")
	return p
}

func anyTable(t *rapid.T) *flow.Table {
	return &flow.Table{
		HeaderRows: rapid.IntRange(-1, 3).Draw(t, "header"),
		Rows: rapid.SliceOfN(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) flow.Cell {
			return flow.Cell{
				Paragraphs: rapid.SliceOfN(rapid.Custom(anyParagraph), 0, 2).Draw(t, "cell"),
				ColSpan:    rapid.IntRange(0, 3).Draw(t, "columns"), RowSpan: rapid.IntRange(0, 9).Draw(t, "rows"),
			}
		}), 0, 3), 0, 4).Draw(t, "table"),
	}
}

func anyFile(t *rapid.T) *flow.File {
	return &flow.File{
		Format: rapid.SampledFrom([]flow.Format{flow.Docx, flow.Doc, flow.HTML, flow.Markdown, flow.Text}).Draw(t, "format"),
		Items: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) flow.Item {
			if rapid.IntRange(0, 7).Draw(t, "item") == 0 {
				return flow.Item{Table: anyTable(t)}
			}
			p := anyParagraph(t)
			return flow.Item{Paragraph: &p}
		}), 0, 24).Draw(t, "items"),
		Notes: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) flow.Note {
			return flow.Note{Paragraphs: rapid.SliceOfN(rapid.Custom(anyParagraph), 0, 2).Draw(t, "note")}
		}), 0, 3).Draw(t, "notes"),
		Pictures: []flow.Picture{{Name: "a.png", Alt: "图\n一"}, {Name: "b.png"}, {}},
	}
}

func TestNothingIsLostOfAnyFlow(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := anyFile(t)
		d, err := ReadFlow(f, nil)
		if err != nil {
			return
		}
		flowHolds(t, f, d)
		if len(d.Lines) > 0 {
			line := rapid.IntRange(1, len(d.Lines)).Draw(t, "line")
			ds := Decisions{{Op: Set, Line: line, Role: rapid.SampledFrom(SettableRoles()).Draw(t, "role")}}
			if again, err := ReadFlow(f, ds); err == nil {
				flowHolds(t, f, again)
			}
		}
	})
}

func TestNothingIsLostOfAnyArticle(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := anyFile(t)
		if a, err := ReadArticle(f); err == nil {
			flowHolds(t, f, a.Document)
		}
	})
}

// flowHolds checks coverage, and that runs are the text cut into pieces, with notes that exist.
func flowHolds(t *rapid.T, f *flow.File, d *Document) {
	t.Helper()
	if err := d.CheckCoverage(); err != nil {
		t.Fatalf("%v in %q", err, d.Text)
	}
	if !utf8.ValidString(d.Text) {
		t.Fatalf("no valid text: %q", d.Text)
	}
	for _, l := range d.Lines {
		for _, p := range l.Parts {
			if p.Start < 0 || p.Start >= p.End || p.End > utf8.RuneCountInString(l.Text) {
				t.Fatalf("line %d %q has part %+v of %q", l.Number, l.Text, p, d.Text)
			}
		}
	}
	d.eachText(func(x *Text) {
		var b strings.Builder
		for _, r := range d.Runs(*x) {
			b.WriteString(r.Text)
			if r.Note < 0 || r.Note > len(f.Notes) {
				t.Fatalf("a reference to note %d", r.Note)
			}
		}
		if b.String() != x.Lines() {
			t.Fatalf("runs %q of the text %q", b.String(), x.Value)
		}
	})
}
