package docx

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"jianbao/internal/typeset"
	"jianbao/models"
)

// inlines are unmarked text.
func inlines(s string) []models.Inline { return []models.Inline{{Text: s}} }

func paragraph(s string) models.Block {
	return models.Block{Kind: models.Paragraph, Inlines: inlines(s)}
}

func marked(s string, marks ...models.Mark) models.Inline {
	return models.Inline{Text: s, Marks: marks}
}

// sentence is text of official sound, n characters long.
func sentence(n int) string {
	const said = "省自贸办会同海关、商务等部门，把办得成的事项列成清单，逐项写明由谁办、几天办结，企业在一个窗口交一次材料。"
	runes := []rune(strings.Repeat(said, n/len([]rune(said))+1))
	return string(runes[:n])
}

// issue is an issue as offices make them: four sections, ten articles, a table, notes, links, a list.
func issue() models.EditionContent {
	var c models.EditionContent
	c.Manifest.Masthead = models.Masthead{Name: "开放前沿", Host: "省自贸办", Date: "2026-09-28", IssueNumber: models.IssueNumber{Kind: models.Regular, Year: 2026, Number: 87}}
	c.Manifest.Distribution = models.Distribution{To: []string{"省委办公厅", "省政府办公厅"}, CC: []string{"领导小组各成员单位"}, For: []string{"各片区管委会", "各联动创新区"}}
	c.Colophon = models.Colophon{Editors: []string{"林岚"}, Reviewers: []string{"周维"}, Signer: "何川", Phone: "8123 4567"}
	c.Manifest.EditorNote = "本期的十篇稿件来自四个片区。"
	n := 0
	for s, title := range []string{"澜江实践", "制度创新", "他山之石", "前沿观察"} {
		section := models.EditionSection{Number: s + 1, Title: title}
		for range 2 + s%2 {
			n++
			section.Articles = append(section.Articles, models.EditionArticle{ID: int64(n), Number: n, Text: articleText(n)})
		}
		c.Sections = append(c.Sections, section)
	}
	return c
}

func articleText(n int) models.ArticleText {
	t := models.ArticleText{Title: "北屿口岸试行鲜活货物夜间通关，天亮以前上市", Units: []string{"北屿片区"}}
	for k := range 5 {
		t.Body.Blocks = append(t.Body.Blocks, paragraph(sentence(150+10*k+n)))
	}
	switch n {
	case 2:
		t.Body.Blocks = append(t.Body.Blocks, everything()...)
	case 3:
		t.Body.Blocks = append(t.Body.Blocks, models.Block{Kind: models.Heading, Level: 1, Marker: "1.", Inlines: inlines("组织方式")}, paragraph(sentence(80)),
			models.Block{Kind: models.Heading, Level: 2, Marker: "（1）", Inlines: inlines("分层建库")}, paragraph(sentence(60)))
	}
	return t.Normalise()
}

// everything are blocks of every kind.
func everything() []models.Block {
	cell := func(s string, columns, rows int) models.Cell {
		return models.Cell{Inlines: inlines(s), ColSpan: columns, RowSpan: rows}
	}
	return []models.Block{
		{Kind: models.Paragraph, Inlines: []models.Inline{
			marked("粗", models.Mark{Kind: models.Bold}), marked("斜", models.Mark{Kind: models.Italic}), marked("线", models.Mark{Kind: models.Underline}),
			{Text: "10"},
			marked("2", models.Mark{Kind: models.Superscript}),
			{Text: "H"},
			marked("2", models.Mark{Kind: models.Subscript}),
			{Text: "O，见"},
			marked("省府网站", models.Mark{Kind: models.Link, Href: "https://example.gov.cn/a?b=1&c=“2”"}),
			{Note: "n1"},
			{Text: "和"},
			{Note: "n2"},
			{Text: "。"},
		}},
		{Kind: models.List, Items: []models.Item{{Marker: "一是", Inlines: inlines("谈清目录。")}, {Level: 1, Inlines: inlines("逐项论证。")}, {Level: 2, Marker: "a.", Inlines: inlines("再论证。")}}},
		{Kind: models.Quote, Inlines: inlines("把方便留给企业。")},
		{Kind: models.Table, Caption: "表1　三季度口岸运行情况", HeaderRows: 2, Rows: [][]models.Cell{
			{cell("口岸", 1, 2), cell("货物（万吨）", 2, 1), cell("备注", 1, 2)},
			{cell("今年", 1, 1), cell("去年", 1, 1)},
			{cell("澜州港", 1, 1), cell("38.4", 1, 2), cell("35.1", 1, 1), cell(sentence(60), 1, 3)},
			{cell("临港港区", 1, 1), cell("21.7", 1, 1)},
			{cell("合计", 2, 1), cell("60.1", 1, 1)},
		}},
		{Kind: models.Table, Rows: [][]models.Cell{{cell("又一张", 1, 1), cell("表", 1, 1)}}},
		{Kind: models.Image, Caption: "图1　夜里到港的活水船", Picture: &models.Picture{SHA256: strings.Repeat("1", 64), Alt: "码头上的“活水船”", Width: 1200, Height: 800}},
		{Kind: models.Image, Picture: &models.Picture{SHA256: strings.Repeat("2", 64), Alt: "尺寸未知"}},
		{Kind: models.Attachment, Inlines: inlines("附件：目录")},
		{ID: "n1", Kind: models.Footnote, Inlines: []models.Inline{{Text: "据海关数据，见"}, marked("网页", models.Mark{Kind: models.Link, Href: "mailto:tj@example.gov.cn"}), {Text: "。"}}},
		{ID: "n2", Kind: models.Footnote, Inlines: inlines("2026年8月。")},
		{ID: "n3", Kind: models.Footnote, Marker: "注：", Inlines: inlines("没有人提到。")},
	}
}

// one is an issue with one article of the blocks.
func one(blocks ...models.Block) models.EditionContent {
	c := issue()
	c.Manifest.EditorNote = ""
	c.Sections = c.Sections[:1]
	c.Sections[0].Articles = c.Sections[0].Articles[:1]
	c.Sections[0].Articles[0].Text.Body.Blocks = blocks
	return c
}

func laid(tb testing.TB, c models.EditionContent, change ...func(*typeset.Paper)) *typeset.Pages {
	tb.Helper()
	return laidAs(tb, c, models.OfficialLayout(), change...)
}

func laidAs(tb testing.TB, c models.EditionContent, l models.Layout, change ...func(*typeset.Paper)) *typeset.Pages {
	tb.Helper()
	fonts, err := typeset.Shipped()
	if err != nil {
		tb.Fatal(err)
	}
	p, err := typeset.Issue(c, l)
	if err != nil {
		tb.Fatal(err)
	}
	for _, fn := range change {
		fn(p)
	}
	return typeset.Lay(p, fonts)
}

func written(tb testing.TB, p *typeset.Pages) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Write(&b, p, stock); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// stock has a picture for every name: by its first digit a PNG, a JPEG or a GIF.
func stock(sha string) ([]byte, error) {
	img := image.NewPaletted(image.Rect(0, 0, 120, 80), color.Palette{color.White, color.RGBA{0x20, 0x60, 0xA0, 0xFF}})
	for i := range img.Pix {
		img.Pix[i] = uint8(i / 7 % 2)
	}
	var b bytes.Buffer
	var err error
	switch sha[0] {
	case '1':
		err = jpeg.Encode(&b, img, nil)
	case '2':
		err = gif.Encode(&b, img, nil)
	default:
		err = png.Encode(&b, img)
	}
	return b.Bytes(), err
}

// signOff is a sign-off sheet with a step decided and one to sign.
func signOff() models.SignOffSheet {
	return models.SignOffSheet{
		File: "审签单", Title: "《开放前沿》审签单", Issue: "第87期", Code: models.Fact{Label: "校验码", Text: "7F3A-91C2"},
		Facts: []models.Fact{{Label: "主办", Text: "省自贸办"}, {Label: "篇数", Text: "10"}, {Label: "日期", Text: "2026年9月28日"}},
		Steps: models.SheetSteps{
			Title: "审签", Columns: [3]string{"环节", "意见", "签名"}, Sign: []string{"签名：", "日期："},
			Rows: []models.SheetStep{{Name: "初审", Role: "审核", Opinion: "同意。", Remarks: []string{"改一处数字"}, By: "周维", When: "9月27日"}, {Name: "签发"}},
		},
		Amended:    "改动",
		Amendments: []models.SheetAmendment{{Head: "初审", Title: "（一）", Text: []models.MarkedText{{Text: "十", Deleted: true}, {Text: "10", Inserted: true}}, Notes: []string{"数字"}}},
		Proof:      []models.Fact{{Label: "摘要", Text: "7f3a91c2"}},
	}
}

// markedUp is a comparison with changes of every kind.
func markedUp() models.MarkedUp {
	text := []models.MarkedText{{Text: "原有的"}, {Text: "删去的", Deleted: true}, {Text: "添上的", Inserted: true, Bold: true}}
	return models.MarkedUp{Title: "花脸稿", Between: "初稿与二稿", Legend: "划线为增", Parts: []models.MarkedPart{{Title: "（一）", Lines: []models.MarkedLine{
		{Label: "第1段", Changed: true, Notes: []string{"移来"}, Text: text},
		{Label: "第2段", Heading: true, Text: text},
		{Label: "清单", Items: []models.MarkedItem{{Text: text}, {Level: 1, Text: text}}},
		{Label: "表1", Rows: []models.MarkedRow{{Word: "新增", Head: true, Cells: [][]models.MarkedText{text, text}}, {Cells: [][]models.MarkedText{text}}}},
	}}}}
}
