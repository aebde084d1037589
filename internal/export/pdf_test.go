package export

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/flow/open"
	"jianbao/internal/manuscript"
	"jianbao/internal/typeset"
	"jianbao/internal/typeset/pdf"
	"jianbao/models"
)

// pdfExport is the PDF of an issue without pictures.
func pdfExport(tb testing.TB, c models.EditionContent, l models.Layout) []byte {
	tb.Helper()
	fonts, err := typeset.Shipped()
	if err != nil {
		tb.Fatal(err)
	}
	paper, err := typeset.Issue(c, l)
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	if err := pdf.Write(&b, typeset.Lay(paper, fonts), func(string) ([]byte, error) { return nil, errors.New("no pictures") }); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestIntakeReadsAPDFBackAsTheSameIssue(t *testing.T) {
	t.Parallel()
	for name, data := range texts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := manuscript.Read(data)
			if err != nil {
				t.Fatal(err)
			}
			want := contentOf(d)
			for _, contents := range []bool{true, false} {
				l := models.OfficialLayout()
				l.Contents = contents
				f, err := open.Read(t.Context(), pdfExport(t, want, l), name+".pdf")
				if err != nil {
					t.Fatal(err)
				}
				again, err := manuscript.ReadFlow(f, nil)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := unspaced(contentOf(again)), unspaced(want); got != want {
					t.Errorf("contents printed: %t\n%s", contents, difference(got, want))
				}
			}
		})
	}
}

// unspaced is the structure of an issue without blanks: those between numbers and Han characters are left out of PDFs by rule.
func unspaced(c models.EditionContent) string {
	return strings.NewReplacer(" ", "", "　", "", "\t", "").Replace(structure(c))
}

func TestMergedCellsFootnotesAndLevelsSurviveTheWayThroughAPDF(t *testing.T) {
	t.Parallel()
	cell := func(text string, across, down int) models.Cell {
		return models.Cell{Inlines: models.Text(text), ColSpan: across, RowSpan: down}
	}
	noted := models.Cell{Inlines: []models.Inline{{Text: "合计"}, {Note: "AAAAAAAAAAA6"}}}
	want := models.Body{Blocks: []models.Block{
		{ID: "AAAAAAAAAAA2", Kind: models.Heading, Level: 1, Marker: "1.", Inlines: models.Text("总体进展")},
		{ID: "AAAAAAAAAAA3", Kind: models.Paragraph, Inlines: []models.Inline{{Text: "制度创新持续推进"}, {Note: "AAAAAAAAAAA5"}, {Text: "，各项任务按期完成。"}}},
		{ID: "AAAAAAAAAAA4", Kind: models.Table, Caption: "表1", HeaderRows: 2, Rows: [][]models.Cell{
			{cell("片区", 1, 2), cell("新设企业", 2, 1)},
			{cell("本月", 1, 1), cell("累计", 1, 1)},
			{cell("甲片区", 1, 1), cell("7", 1, 1), cell("", 1, 1)},
			{noted, cell("见附件", 2, 1)},
		}},
		{ID: "AAAAAAAAAAA5", Kind: models.Footnote, Inlines: models.Text("数据截至6月底。")},
		{ID: "AAAAAAAAAAA6", Kind: models.Footnote, Inlines: models.Text("不含个体工商户。")},
	}}
	var c models.EditionContent
	c.Manifest.Masthead = models.Masthead{Name: "自贸动态", Host: "省自贸办", Date: "2026-09-28", IssueNumber: models.IssueNumber{Kind: models.Regular, Number: 7}}
	c.Sections = []models.EditionSection{{Number: 1, Title: "要闻", Articles: []models.EditionArticle{{ID: 1, Number: 1, Text: models.ArticleText{Title: "片区推出新措施", Body: want}}}}}
	f, err := open.Read(t.Context(), pdfExport(t, c, models.OfficialLayout()), "issue.pdf")
	if err != nil {
		t.Fatal(err)
	}
	d, err := manuscript.ReadFlow(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	again := contentOf(d)
	if len(again.Sections) != 1 || len(again.Sections[0].Articles) != 1 {
		t.Fatalf("read\n%s", structure(again))
	}
	got := again.Sections[0].Articles[0].Text.Body
	if g, w := outlineOf(got), outlineOf(want); g != w {
		t.Errorf("read\n%s\nwant\n%s", g, w)
	}
}

// outlineOf are the blocks of a body with their levels, the spans of their cells and the places of their footnotes.
func outlineOf(b models.Body) string {
	var out strings.Builder
	for _, bl := range b.Blocks {
		fmt.Fprintf(&out, "%s %d %d %s%s", bl.Kind, bl.Level, bl.HeaderRows, bl.Marker, bl.Caption)
		for _, i := range bl.Inlines {
			fmt.Fprintf(&out, " %s %t", i.Text, i.Note != "")
		}
		for _, row := range bl.Rows {
			for _, c := range row {
				noted := slices.ContainsFunc(c.Inlines, func(i models.Inline) bool { return i.Note != "" })
				fmt.Fprintf(&out, " [%d×%d %s %t]", max(c.ColSpan, 1), max(c.RowSpan, 1), models.PlainText(c.Inlines), noted)
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}
