package typeset

import "jianbao/models"

// Sample is a short issue for a bulletin that has published none yet: enough to see every kind of text that an issue prints.
func Sample(b models.Bulletin) models.EditionContent {
	c := models.EditionContent{
		Manifest: models.Manifest{
			Masthead:     models.Masthead{Name: b.Name, IssueNumber: models.IssueNumber{Kind: models.Regular, Number: 1}, Host: b.Host, Date: "2026-01-01", Note: b.AccessNote},
			EditorNote:   "这是一期样稿，用来看版面。本刊出刊以后，这里换成最近一期的正文。",
			Distribution: b.Distribution,
		},
		Colophon: models.Colophon{Editors: []string{"张三"}, Reviewers: []string{"李四"}, Signer: "王五", Phone: b.Phone},
		Sections: []models.EditionSection{
			{Number: 1, Title: "工作动态", Articles: []models.EditionArticle{
				sampleArticle(1, "标题一行排不下时自动转行并且不留下孤零零的一个字", "综合处", 5),
				sampleArticle(2, "第二篇的标题", "业务处", 4),
			}},
			{Number: 2, Title: "经验交流", Articles: []models.EditionArticle{sampleArticle(3, "第三篇的标题", "综合处", 6)}},
		},
	}
	if c.Manifest.Distribution.Empty() {
		c.Manifest.Distribution = models.Distribution{To: []string{"上级机关"}, CC: []string{"有关部门"}, For: []string{"所属单位"}}
	}
	return c
}

const sampleText = "正文用三号仿宋体字，一般每面排 22 行，每行排 28 个字，并撑满版心。段落首行缩进两个字，回行顶格；标点不出现在行首，" +
	"数字与 % 等单位不分开。2026 年上半年，全省受理申请 1280 件，办结 1263 件，办结率 98.7%，平均用时由 5 天压缩到 2 天。"

func sampleArticle(n int, title, unit string, paragraphs int) models.EditionArticle {
	a := models.EditionArticle{ID: int64(n), Number: n, Text: models.ArticleText{Title: title, Units: []string{unit}}}
	for i := range paragraphs {
		b := models.Block{Kind: models.Paragraph, Inlines: []models.Inline{{Text: sampleText}}}
		if i == 1 {
			b = models.Block{Kind: models.Heading, Level: 1, Marker: "1. ", Inlines: []models.Inline{{Text: "文中的小标题"}}}
		}
		a.Text.Body.Blocks = append(a.Text.Body.Blocks, b)
	}
	return a
}
