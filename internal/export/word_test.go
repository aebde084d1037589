package export

import (
	"bytes"
	"fmt"
	drawn "image"
	"image/png"
	"strings"
	"testing"

	"jianbao/internal/flow/docx"
	"jianbao/internal/manuscript"
	"jianbao/internal/testenv"
	"jianbao/internal/typeset"
	writer "jianbao/internal/typeset/docx"
	"jianbao/models"
)

// wordFile is an issue as the Word file that leaves.
func wordFile(tb testing.TB, c models.EditionContent) []byte {
	tb.Helper()
	fonts, err := typeset.Shipped()
	if err != nil {
		tb.Fatal(err)
	}
	paper, err := typeset.Issue(c, models.OfficialLayout())
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	if err := writer.Write(&b, typeset.Lay(paper, fonts), speck); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// speck is the smallest of pictures, whatever is asked for.
func speck(string) ([]byte, error) {
	var b bytes.Buffer
	err := png.Encode(&b, drawn.NewGray(drawn.Rect(0, 0, 1, 1)))
	return b.Bytes(), err
}

func TestIntakeReadsAWordFileBackAsTheSameIssue(t *testing.T) {
	t.Parallel()
	for name, data := range texts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := manuscript.Read(data)
			if err != nil {
				t.Fatal(err)
			}
			want := contentOf(d)
			f, err := docx.Read(wordFile(t, want))
			if err != nil {
				t.Fatal(err)
			}
			again, err := manuscript.ReadFlow(f, manuscript.Decisions{})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := structure(contentOf(again)), structure(want); got != want {
				t.Errorf("%s", difference(got, want))
			}
		})
	}
}

func TestIntakeReadsAWordFileBackThatAnotherProgramSavedAnew(t *testing.T) {
	t.Parallel()
	testenv.Require(t, testenv.LibreOffice)
	all := texts(t)
	for _, name := range []string{"088.txt", "11-parts-footnotes-quotes.txt"} {
		d, err := manuscript.Read(all[name])
		if err != nil {
			t.Fatal(err)
		}
		want := contentOf(d)
		f, err := docx.Read(testenv.Convert(t, wordFile(t, want), "docx", "docx"))
		if err != nil {
			t.Fatal(err)
		}
		again, err := manuscript.ReadFlow(f, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := structure(contentOf(again)), structure(want); got != want {
			t.Errorf("%s: %s", name, difference(got, want))
		}
	}
}

// blocks of every kind, as they come back.
func blocks() []models.Block {
	in := func(s string, marks ...models.Mark) models.Inline { return models.Inline{Text: s, Marks: marks} }
	text := func(s string) []models.Inline { return []models.Inline{in(s)} }
	cell := func(s string, columns, rows int) models.Cell {
		return models.Cell{Inlines: text(s), ColSpan: columns, RowSpan: rows}
	}
	return []models.Block{
		{Kind: models.Heading, Level: 1, Marker: "一、", Inlines: text("主要特点")},
		{Kind: models.Paragraph, Inlines: []models.Inline{
			in("整段的开头，"), in("粗体", models.Mark{Kind: models.Bold}), in("斜体", models.Mark{Kind: models.Italic}), in("下划线", models.Mark{Kind: models.Underline}),
			in("10"), in("2", models.Mark{Kind: models.Superscript}), in("，H"), in("2", models.Mark{Kind: models.Subscript}), in("O，见"),
			in("省府网站", models.Mark{Kind: models.Link, Href: "https://example.gov.cn/a?b=1&c=2"}),
			{Note: "n1"},
			in("和"),
			{Note: "n2"},
			in("。"),
		}},
		{Kind: models.Heading, Level: 2, Inlines: text("没有编号的小标题")},
		{Kind: models.List, Items: []models.Item{
			{Marker: "1.", Inlines: text("谈清目录。")}, {Level: 1, Inlines: text("逐项论证。")}, {Level: 2, Marker: "（1）", Inlines: text("再论证。")},
		}},
		{Kind: models.Quote, Inlines: text("把方便留给企业。")},
		{Kind: models.Table, Caption: "表1　三季度口岸运行情况", HeaderRows: 2, Rows: [][]models.Cell{
			{cell("口岸", 1, 2), cell("货物（万吨）", 2, 1), cell("备注", 1, 2)},
			{cell("今年", 1, 1), cell("去年", 1, 1)},
			{cell("澜州港", 1, 1), cell("38.4", 1, 2), cell("35.1", 1, 1), cell("港池疏浚，两个泊位停用一个月。", 1, 3)},
			{cell("临港港区", 1, 1), cell("21.7", 1, 1)},
			{cell("合计", 2, 1), cell("60.1", 1, 1)},
		}},
		{Kind: models.Paragraph, Inlines: text("一是表后的一段，没有列成清单。")},
		{Kind: models.Image, Caption: "图1　夜里到港的活水船", Picture: &models.Picture{SHA256: "a", Alt: "码头上的“活水船”", Width: 300, Height: 200}},
		{Kind: models.Attachment, Inlines: text("附件：口岸收费目录清单")},
		{ID: "n1", Kind: models.Footnote, Inlines: text("据海关数据。")},
		{ID: "n2", Kind: models.Footnote, Inlines: text("2026年8月。")},
	}
}

// detail is everything of blocks that a person sees, a line for each thing.
func detail(blocks []models.Block) string {
	var b strings.Builder
	notes := models.NoteNumbers(models.Body{Blocks: blocks})
	inlines := func(in []models.Inline) {
		for _, i := range in {
			if i.Note != "" {
				fmt.Fprintf(&b, " [%d]", notes[i.Note])
				continue
			}
			fmt.Fprintf(&b, " %q%v", i.Text, i.Marks)
		}
		b.WriteByte('\n')
	}
	for _, bl := range blocks {
		fmt.Fprintf(&b, "%s %d %q %q %d %d", bl.Kind, bl.Level, bl.Marker, bl.Caption, bl.HeaderRows, notes[bl.ID])
		inlines(bl.Inlines)
		for _, it := range bl.Items {
			fmt.Fprintf(&b, "  %s item %d %q", bl.Kind, it.Level, it.Marker)
			inlines(it.Inlines)
		}
		for n, row := range bl.Rows {
			for _, c := range row {
				fmt.Fprintf(&b, "  row %d %d %d", n, max(c.ColSpan, 1), max(c.RowSpan, 1))
				inlines(c.Inlines)
			}
		}
		if bl.Picture != nil {
			fmt.Fprintf(&b, "  picture %q\n", bl.Picture.Alt)
		}
	}
	return b.String()
}

func TestIntakeReadsEveryKindOfBlockBackFromAWordFile(t *testing.T) {
	t.Parallel()
	c := models.EditionContent{Sections: []models.EditionSection{{Number: 1, Title: "澜江实践"}}}
	c.Manifest.Masthead = models.Masthead{Name: "开放前沿", Host: "省自贸办", Date: "2026-09-28", IssueNumber: models.IssueNumber{Kind: models.Regular, Number: 87}}
	for n := range 2 { // the notes of the second article are numbered anew
		text := models.ArticleText{Title: "北屿口岸试行鲜活货物夜间通关", Body: models.Body{Blocks: blocks()}}.Normalise()
		c.Sections[0].Articles = append(c.Sections[0].Articles, models.EditionArticle{ID: int64(n + 1), Number: n + 1, Text: text})
	}
	f, err := docx.Read(wordFile(t, c))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Omitted) > 0 {
		t.Errorf("left out: %v", f.Omitted)
	}
	d, err := manuscript.ReadFlow(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	again := contentOf(d)
	if got, want := structure(again), structure(c); got != want {
		t.Fatal(difference(got, want))
	}
	for n, a := range again.Sections[0].Articles {
		if got, want := detail(a.Text.Body.Blocks), detail(c.Sections[0].Articles[n].Text.Body.Blocks); got != want {
			t.Errorf("article %d:\n%s", n+1, difference(got, want))
		}
	}
}
