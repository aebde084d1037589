package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/typeset"
	"jianbao/internal/typeset/pdf"
	"jianbao/models"
)

// sentences are what the articles of the issue are made of; none is alike another of the same article.
func sentences(article, paragraph int) string {
	return fmt.Sprintf("今年以来，第%d组围绕“放管服”改革，梳理高频事项%d项，压减材料%d份，平均办理时限由15个工作日缩短至%d个工作日，企业满意率达到9%d.%d%%。"+
		"各窗口坚持问题导向、目标导向、结果导向相统一——凡是能并联办理的，一律并联；凡是能网上办理的，一律网上办理……截至6月底，累计为%d家企业节约成本约%d.5亿元。"+
		"下一步，将对照《优化营商环境条例》（试行）逐条检查，“一企一策”解决问题，确保年底前完成全部%d项任务。",
		article, paragraph*7+12, paragraph+article*3, paragraph+2, article%10, paragraph%10, 100*article+paragraph, article, paragraph+20)
}

func para(id, text string) models.Block {
	return models.Block{ID: id, Kind: models.Paragraph, Inlines: models.Text(text)}
}

func cell(text string, across, down int) models.Cell {
	return models.Cell{Inlines: models.Text(text), ColSpan: across, RowSpan: down}
}

// richBody has every kind of block and mark.
func richBody() models.Body {
	mark := func(text string, kinds ...models.MarkKind) models.Inline {
		in := models.Inline{Text: text}
		for _, k := range kinds {
			in.Marks = append(in.Marks, models.Mark{Kind: k, Href: map[bool]string{true: "https://www.example.gov.cn/制度?a=1"}[k == models.Link]})
		}
		return in
	}
	rows := [][]models.Cell{{cell("片区", 1, 2), cell("新设企业", 2, 1), cell("备注", 1, 2)}, {cell("本月", 1, 1), cell("累计", 1, 1)}}
	for n := range 24 {
		rows = append(rows, []models.Cell{cell(fmt.Sprintf("第%d片区", n+1), 1, 1), cell(strconv.Itoa(n*13+7), 1, 1), cell(strconv.Itoa(n*131+77), 1, 1), cell(fmt.Sprintf("其中外商投资企业%d家，注册资本合计%d万美元，均已办结。", n, n*17), 1, 1)})
	}
	rows = append(rows, []models.Cell{cell("合计", 1, 1), cell("见附件", 3, 1)})
	return models.Body{Blocks: []models.Block{
		{ID: "h1", Kind: models.Heading, Level: 1, Marker: "1.", Inlines: models.Text("总体进展")},
		{ID: "p1", Kind: models.Paragraph, Inlines: []models.Inline{
			mark("一是", models.Bold), mark("制度创新持续推进"),
			{Note: "n1"},
			mark("，面积约12km"), mark("2", models.Superscript), mark("，CO"), mark("2", models.Subscript),
			mark("排放下降；", models.Italic), mark("详见专栏", models.Link), mark("，"), mark("重点事项已办结", models.Underline), mark("。生僻字𠮷和表情🙂照样写出。"),
		}},
		para("p2", sentences(1, 1)),
		{ID: "h2", Kind: models.Heading, Level: 2, Marker: "（1）", Inlines: models.Text("主要做法")},
		{ID: "l1", Kind: models.List, Items: []models.Item{{Marker: "①", Inlines: models.Text("压缩时限，全部事项限时办结。")}, {Inlines: models.Text("减少材料，能共享的不再提交。"), Level: 1}, {Marker: "②", Inlines: models.Text("优化流程。")}}},
		{ID: "t1", Kind: models.Table, Caption: "表1　各片区新设企业情况（单位：家）", HeaderRows: 2, Rows: rows},
		{ID: "i1", Kind: models.Image, Caption: "图1　各月办件量", Picture: &models.Picture{SHA256: "png", Alt: "各月办件量的柱形图", Width: 600, Height: 300}},
		{ID: "i2", Kind: models.Image, Picture: &models.Picture{SHA256: "jpeg", Alt: "窗口照片", Width: 400, Height: 300}},
		{ID: "i3", Kind: models.Image, Picture: &models.Picture{SHA256: "gif", Alt: "示意图", Width: 300, Height: 100}},
		{ID: "q1", Kind: models.Quote, Inlines: models.Text("“要以制度创新为核心，对标国际先进规则。”")},
		{ID: "p3", Kind: models.Paragraph, Inlines: []models.Inline{{Text: "统计口径见说明"}, {Note: "n2"}, {Text: "。"}}},
		{ID: "n1", Kind: models.Footnote, Inlines: models.Text("制度创新指首创性、集成性的改革举措，数据截至2026年6月30日。")},
		{ID: "n2", Kind: models.Footnote, Inlines: models.Text("不含个体工商户。")},
		{ID: "a1", Kind: models.Attachment, Marker: "附件：", Inlines: models.Text("1.任务分工表")},
	}}
}

// content is an issue of as many articles as asked for; the first has everything in it.
func content(articles int) models.EditionContent {
	var c models.EditionContent
	c.Manifest.Masthead = models.Masthead{Name: "自贸动态", Host: "省自贸办", Date: "2026-09-28", IssueNumber: models.IssueNumber{Kind: models.Regular, Year: 2026, Number: 232, Cumulative: 1032}}
	c.Manifest.EditorNote = "本期集中反映各片区上半年改革进展，供参阅。"
	c.Manifest.Distribution = models.Distribution{To: []string{"省委办公厅", "省政府办公厅"}, CC: []string{"各市人民政府"}, For: []string{"各片区管委会"}}
	c.Colophon = models.Colophon{Editors: []string{"张三", "李四"}, Reviewers: []string{"王五"}, Signer: "赵六", Phone: "0451-12345678"}
	var section models.EditionSection
	for n := range articles {
		if n%4 == 0 {
			section = models.EditionSection{Number: n/4 + 1, Title: []string{"要闻", "改革进展", "经验交流"}[n/4%3]}
		}
		text := models.ArticleText{Title: fmt.Sprintf("哈尔滨片区推出第%d批便利化措施", n+1), Source: "供稿：哈尔滨片区"}
		if n == 0 {
			text.Body = richBody()
		}
		for p := range 5 {
			text.Body.Blocks = append(text.Body.Blocks, para(fmt.Sprintf("b%d-%d", n, p), sentences(n+1, p+2)))
		}
		section.Articles = append(section.Articles, models.EditionArticle{ID: int64(n + 1), Number: n + 1, Text: text})
		if n%4 == 3 || n == articles-1 {
			c.Sections = append(c.Sections, section)
		}
	}
	return c
}

// issue is an issue laid out.
func issue(tb testing.TB, c models.EditionContent) *typeset.Pages {
	tb.Helper()
	paper, err := typeset.Issue(c, models.OfficialLayout())
	if err != nil {
		tb.Fatal(err)
	}
	return lay(tb, paper)
}

func lay(tb testing.TB, paper *typeset.Paper) *typeset.Pages {
	tb.Helper()
	fonts, err := typeset.Shipped()
	if err != nil {
		tb.Fatal(err)
	}
	return typeset.Lay(paper, fonts)
}

// pictures draws the pictures of richBody.
func pictures(tb testing.TB) func(string) ([]byte, error) {
	tb.Helper()
	encode := func(kind string, width, height int) []byte {
		var b bytes.Buffer
		m := image.NewNRGBA(image.Rect(0, 0, width, height))
		for y := range height {
			for x := range width {
				m.SetNRGBA(x, y, color.NRGBA{R: byte(x / 4), G: byte(y), B: byte(x/40*40 + y/20), A: byte(255 - 255*(y/100%2)/2)})
			}
		}
		var err error
		switch kind {
		case "png":
			err = png.Encode(&b, m)
		case "jpeg":
			err = jpeg.Encode(&b, m, nil)
		case "gif":
			err = gif.Encode(&b, m, nil)
		}
		if err != nil {
			tb.Fatal(err)
		}
		return b.Bytes()
	}
	made := map[string][]byte{"png": encode("png", 600, 300), "jpeg": encode("jpeg", 400, 300), "gif": encode("gif", 300, 100)}
	return func(sha256 string) ([]byte, error) {
		if data, known := made[sha256]; known {
			return data, nil
		}
		return nil, errors.New("no such picture")
	}
}

func write(tb testing.TB, p *typeset.Pages) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, p, pictures(tb)); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// printed is everything that pages say, without blanks.
func printed(p *typeset.Pages) string {
	var b strings.Builder
	for _, page := range p.Pages {
		for _, it := range page.Items {
			switch it := it.(type) {
			case *typeset.Line:
				for _, g := range it.Glyphs {
					b.WriteRune(g.Char)
				}
			case *typeset.Outline:
				b.WriteString(it.Of.Text)
			}
		}
	}
	return strings.Join(strings.Fields(b.String()), "")
}
