package redline_test

import (
	"fmt"
	"slices"

	"jianbao/models"
)

// pair is an edit of an article, by name.
type pair struct {
	name   string
	before []models.Block
	after  []models.Block
}

// Sentences of an invented province.
const (
	opening = "今年以来，北屿口岸把提升通关效率作为优化营商环境的突破口，累计压缩整体通关时间三成以上。"
	customs = "一是推行提前申报。企业在货物运抵前即可办理申报手续，平均每票节省等待时间2.5小时。"
	window  = "二是设立综合窗口。将海关、边检、海事等部门的41项业务集中办理，实现一窗受理、分类流转。"
	service = "三是上门辅导企业。抽调业务骨干组成服务小分队，走访外贸企业68家，解决问题112个。"
	closing = "下一步，北屿口岸将继续扩大试点范围，力争年底前覆盖全部常态化航线。"
)

func p(id, text string) models.Block {
	return models.Block{ID: id, Kind: models.Paragraph, Inlines: models.Text(text)}
}

func rich(id string, in ...models.Inline) models.Block {
	return models.Block{ID: id, Kind: models.Paragraph, Inlines: in}
}

func run(text string, marks ...models.Mark) models.Inline {
	return models.Inline{Text: text, Marks: marks}
}

func kinded(kind models.BlockKind, level int, id, text string) models.Block {
	return models.Block{ID: id, Kind: kind, Level: level, Inlines: models.Text(text)}
}

func list(id string, items ...models.Item) models.Block {
	return models.Block{ID: id, Kind: models.List, Items: items}
}

func item(level int, text string) models.Item {
	return models.Item{Level: level, Inlines: models.Text(text)}
}

func table(id string, rows ...[]string) models.Block {
	b := models.Block{ID: id, Kind: models.Table, Caption: "表1 通关时间", HeaderRows: 1}
	for _, row := range rows {
		var cells []models.Cell
		for _, text := range row {
			cells = append(cells, models.Cell{Inlines: models.Text(text)})
		}
		b.Rows = append(b.Rows, cells)
	}
	return b
}

func image(id, sha, alt, caption string) models.Block {
	return models.Block{ID: id, Kind: models.Image, Caption: caption, Picture: &models.Picture{SHA256: sha, Alt: alt}}
}

var (
	bold = models.Mark{Kind: models.Bold}
	link = models.Mark{Kind: models.Link, Href: "https://www.example.gov.cn/notice"}
)

func pairs() []pair {
	head, east, west := []string{"口岸", "进口（小时）", "出口（小时）"}, []string{"北屿", "28.6", "1.9"}, []string{"青圩", "31.2", "2.4"}
	note := kinded(models.Footnote, 0, "note-1", "指从货物运抵到放行的时间。")
	reference := models.Inline{Note: "note-1"}
	spanned := table("T1", head, east, west)
	spanned.Rows[1][0].RowSpan = 2
	narrow := table("T1", []string{"口岸", "进口（小时）", "出口（小时）"}, east)
	narrow.Rows = slices.Clone(narrow.Rows)
	wide := table("T1", []string{"口岸", "航线", "进口（小时）", "出口（小时）"}, []string{"北屿", "12条", "28.6", "1.9"})
	return []pair{
		{"unchanged", []models.Block{p("B1", opening), p("B2", customs)}, []models.Block{p("B1", opening), p("B2", customs)}},
		{"one-character", []models.Block{p("B1", "试行提前申报制度。")}, []models.Block{p("B1", "推行提前申报制度。")}},
		{"number", []models.Block{p("B1", "完成投资200亿元，增长5.1%。")}, []models.Block{p("B1", "完成投资210亿元，增长5.1%。")}},
		{"punctuation", []models.Block{p("B1", "一窗受理，分类流转")}, []models.Block{p("B1", "一窗受理、分类流转。")}},
		{"latin-word", []models.Block{p("B1", "企业ERP系统与口岸EDI平台对接。")}, []models.Block{p("B1", "企业WMS系统与口岸EDI平台对接。")}},
		{"clause-added", []models.Block{p("B1", "重点支持数字经济、生物经济等产业。")}, []models.Block{p("B1", "重点支持数字经济、生物经济、冰雪经济等产业。")}},
		{"paragraph-added-and-removed", []models.Block{p("B1", opening), p("B2", customs), p("B3", closing)}, []models.Block{p("B1", opening), p("B9", service), p("B3", closing)}},
		{"paragraph-moved", []models.Block{p("B1", opening), p("B2", customs), p("B3", window), p("B4", service)}, []models.Block{p("B1", opening), p("B4", service), p("B2", customs), p("B3", window)}},
		{
			"paragraph-moved-and-edited",
			[]models.Block{p("B1", opening), p("B2", customs), p("B3", window), p("B4", service)},
			[]models.Block{p("B1", opening), p("B3", window), p("B4", service), p("B2", "三是推行提前申报。企业在货物运抵前即可办理申报手续，平均每票节省等待时间3小时。")},
		},
		{"pasted-with-new-ids", []models.Block{p("B1", opening), p("B2", customs), p("B3", window)}, []models.Block{p("X1", opening), p("X2", "一是推行提前申报。企业在货物运抵前即可办理手续，平均每票节省2.5小时。"), p("X3", window)}},
		{"paragraph-split", []models.Block{p("B1", opening), p("B2", customs+window)}, []models.Block{p("B1", opening), p("B2", customs), p("B8", window)}},
		{"paragraph-split-and-edited", []models.Block{p("B2", customs+window+closing)}, []models.Block{p("B2", customs), p("B8", "二是设立综合窗口。将海关、边检等部门的39项业务集中办理，实现一窗受理、分类流转。"), p("B9", closing)}},
		{"paragraphs-joined", []models.Block{p("B1", opening), p("B2", customs), p("B3", window)}, []models.Block{p("B1", opening), p("B2", customs+window)}},
		{"split-with-new-ids", []models.Block{p("B1", customs+closing)}, []models.Block{p("X1", customs), p("X2", closing)}},
		{"bold-added", []models.Block{p("B1", opening)}, []models.Block{rich("B1", run("今年以来，"), run("北屿口岸", bold), run("把提升通关效率作为优化营商环境的突破口，累计压缩整体通关时间三成以上。"))}},
		{"bold-on-half-a-number", []models.Block{p("B1", "走访企业68家")}, []models.Block{rich("B1", run("走访企业6"), run("8家", bold))}},
		{"link-added-and-text-edited", []models.Block{p("B1", "详见省政府通知。")}, []models.Block{rich("B1", run("详见"), run("省政府公告", link), run("。"))}},
		{"heading-level", []models.Block{kinded(models.Heading, 1, "B1", "主要做法"), p("B2", customs)}, []models.Block{kinded(models.Heading, 2, "B1", "主要做法"), p("B2", customs)}},
		{"paragraph-to-heading", []models.Block{p("B1", "主要做法"), p("B2", customs)}, []models.Block{kinded(models.Heading, 1, "B1", "主要做法"), p("B2", customs)}},
		{
			"marker",
			[]models.Block{{ID: "B1", Kind: models.Heading, Level: 1, Marker: "1.", Inlines: models.Text("提前申报")}},
			[]models.Block{{ID: "B1", Kind: models.Heading, Level: 1, Marker: "2.", Inlines: models.Text("提前申报")}},
		},
		{
			"footnote-moved",
			[]models.Block{rich("B1", run("整体通关时间"), reference, run("压缩三成，进口时间压缩四成。")), note},
			[]models.Block{rich("B1", run("整体通关时间压缩三成，进口时间"), reference, run("压缩四成。")), note},
		},
		{
			"footnote-added",
			[]models.Block{rich("B1", run("整体通关时间"), reference, run("压缩三成。")), note},
			[]models.Block{rich("B1", run("今年"), models.Inline{Note: "note-2"}, run("整体通关时间"), reference, run("压缩三成。")), kinded(models.Footnote, 0, "note-2", "截至九月底。"), note},
		},
		{
			"list-items",
			[]models.Block{list("L1", item(0, "缩短申报时间"), item(0, "减少随附单证"), item(0, "推广电子放行"))},
			[]models.Block{list("L1", item(0, "压缩申报时间"), item(0, "推广电子放行"), item(1, "覆盖全部航线"))},
		},
		{"list-level", []models.Block{list("L1", item(0, "缩短申报时间"))}, []models.Block{list("L1", item(1, "缩短申报时间"))}},
		{"table-cell", []models.Block{table("T1", head, east, west)}, []models.Block{table("T1", head, []string{"北屿", "26.4", "1.9"}, west)}},
		{"table-row-added", []models.Block{table("T1", head, east, west)}, []models.Block{table("T1", head, east, []string{"临川", "30.0", "2.1"}, west)}},
		{"table-row-removed", []models.Block{table("T1", head, east, west)}, []models.Block{table("T1", head, west)}},
		{"table-column-added", []models.Block{narrow}, []models.Block{wide}},
		{"table-cell-merged", []models.Block{table("T1", head, east, west)}, []models.Block{spanned}},
		{"picture-replaced", []models.Block{image("P1", fmt.Sprintf("%064d", 1), "码头全景", "图1 北屿港区")}, []models.Block{image("P1", fmt.Sprintf("%064d", 2), "码头夜景", "图1 北屿港区夜景")}},
	}
}
