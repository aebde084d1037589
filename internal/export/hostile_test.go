package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image/color"
	"image/png"
	"testing"

	stdimage "image"

	"jianbao/models"
)

// dot is a small picture.
func dot(tb testing.TB) []byte {
	tb.Helper()
	m := stdimage.NewRGBA(stdimage.Rect(0, 0, 48, 32))
	for x := range 48 {
		for y := range 32 {
			m.Set(x, y, color.RGBA{R: uint8(5 * x), G: uint8(7 * y), B: 120, A: 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// nasty are characters that mean something in one of the forms that leave.
const nasty = "<b>\"'&amp;*_`[x](y)|\\#~ ]]> <!-- --> {{x}} $a$ @b ١ 𠮷 é"

// hostile is an issue that holds everything an issue can hold, with titles and texts that try to be markup.
func hostile(tb testing.TB) (models.EditionContent, Pictures) {
	tb.Helper()
	data := dot(tb)
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	bold, link := models.Mark{Kind: models.Bold}, models.Mark{Kind: models.Link, Href: "https://lanjiang.example/a?b=1&copy=2#三"}
	body := models.Body{Blocks: []models.Block{
		{ID: "para", Kind: models.Paragraph, Inlines: []models.Inline{
			{Text: "云汀首票", Marks: []models.Mark{bold}},
			{Text: "业务落地"},
			{Note: "note-1"},
			{Text: "，" + nasty + "："},
			{Text: "（重点）", Marks: []models.Mark{bold}},
			{Text: "见"},
			{Text: "省自贸办网站", Marks: []models.Mark{link, bold}},
			{Text: "，10 m"},
			{Text: "2", Marks: []models.Mark{{Kind: models.Superscript}}},
			{Text: "。\n另一行", Marks: []models.Mark{{Kind: models.Underline}, {Kind: models.Italic}}},
			{Text: "。"},
		}},
		{ID: "head-1", Kind: models.Heading, Level: 1, Marker: "（一）", Inlines: models.Text("做法 " + nasty)},
		{ID: "head-2", Kind: models.Heading, Level: 2, Marker: "1.", Inlines: models.Text("先行先试")},
		{ID: "quote", Kind: models.Quote, Inlines: models.Text("规则的价值在于用得上 > 写得多。")},
		{ID: "list", Kind: models.List, Items: []models.Item{
			{Inlines: models.Text("圆点 " + nasty)}, {Level: 1, Inlines: models.Text("深一层")}, {Inlines: models.Text("- 又一项")},
		}},
		{ID: "counted", Kind: models.List, Items: []models.Item{{Marker: "3.", Inlines: models.Text("第三项")}, {Marker: "4.", Inlines: models.Text("第四项")}}},
		{ID: "marks", Kind: models.List, Items: []models.Item{{Marker: "①", Inlines: models.Text("自带序号。")}, {Marker: "②", Inlines: models.Text("再一项。")}}},
		{ID: "table", Kind: models.Table, Caption: "表1　" + nasty, HeaderRows: 1, Rows: [][]models.Cell{
			{{Inlines: models.Text("片区"), RowSpan: 1}, {Inlines: models.Text("进口 | 出口"), ColSpan: 2}},
			{{Inlines: models.Text("云汀"), RowSpan: 2}, {Inlines: models.Text("4.8\n亿元")}, {Inlines: []models.Inline{{Text: "13.5%"}, {Note: "note-2"}}}},
			{{Inlines: models.Text(nasty)}, {}},
		}},
		{ID: "image", Kind: models.Image, Caption: "图1　口岸", Picture: &models.Picture{SHA256: hash, Alt: "口岸 " + nasty, Width: 48, Height: 32}},
		{ID: "attached", Kind: models.Attachment, Marker: "附件：", Inlines: models.Text("1. 名单 <i>")},
		{ID: "note-1", Kind: models.Footnote, Inlines: []models.Inline{{Text: "据云汀市商务局统计。" + nasty}, {Text: "链接", Marks: []models.Mark{{Kind: models.Link, Href: "mailto:a@b.example"}}}}},
		{ID: "note-2", Kind: models.Footnote, Inlines: models.Text("同比。")},
		{ID: "note-3", Kind: models.Footnote, Marker: "注：", Inlines: models.Text("没有人引用。")},
	}}
	if err := body.Validate(); err != nil {
		tb.Fatal(err)
	}
	var c models.EditionContent
	c.Manifest.Masthead = models.Masthead{
		Name: "自贸&<动态>", Host: "省自贸办 \"编\"", Date: "2026-09-28", Note: "内部资料 <注意> 保存",
		IssueNumber: models.IssueNumber{Kind: models.Regular, Year: 2026, Number: 232, Cumulative: 700},
	}
	c.Manifest.EditorNote = "本期 " + nasty + "\n第二段。"
	c.Manifest.Distribution = models.Distribution{To: []string{"省委 <办>"}, CC: []string{"各片区 & 各市"}}
	c.Colophon = models.Colophon{Editors: []string{"张三"}, Reviewers: []string{"李四"}, Signer: "王五", Phone: "0000-1234567"}
	c.Sections = []models.EditionSection{
		{Number: 1, Title: "要闻 <script>alert(1)</script>", Articles: []models.EditionArticle{
			{ID: 1, Number: 1, Text: models.ArticleText{Title: nasty, Units: []string{"云汀 & 海岚"}, Source: "《日报》<3版>", Body: body}},
			{ID: 2, Number: 2, Text: models.ArticleText{Title: "第二篇", Body: models.Body{Blocks: []models.Block{{ID: "para", Kind: models.Paragraph, Inlines: models.Text("短讯一则。")}}}}},
		}},
		{Number: 2, Title: "经验", Articles: []models.EditionArticle{{ID: 3, Number: 3, Text: models.ArticleText{Title: "没有正文的一篇"}}}},
	}
	return c, func(string) ([]byte, string, error) { return data, "image/png", nil }
}
