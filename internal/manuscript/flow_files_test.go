package manuscript

import (
	"jianbao/internal/flow"
)

// Paragraphs as the readers of files make them.

type change func(*flow.Paragraph)

func para(text string, changes ...change) flow.Item {
	p := flow.Paragraph{Size: 16, Runs: []flow.Run{{Text: text}}}
	for _, c := range changes {
		c(&p)
	}
	return flow.Item{Paragraph: &p}
}

func rich(runs ...flow.Run) change { return func(p *flow.Paragraph) { p.Runs = runs } }
func centred(p *flow.Paragraph)    { p.Align = flow.Center }
func atEnd(p *flow.Paragraph)      { p.Align = flow.End }
func bold(p *flow.Paragraph)       { p.Bold = true }
func newPage(p *flow.Paragraph)    { p.Page = true }

func size(points float64) change { return func(p *flow.Paragraph) { p.Size = points } }
func outlined(level int) change  { return func(p *flow.Paragraph) { p.Outline = level } }
func in(place flow.Place) change { return func(p *flow.Paragraph) { p.Place = place } }
func styled(name string) change  { return func(p *flow.Paragraph) { p.Style = name } }
func numbered(marker string) change {
	return func(p *flow.Paragraph) { p.Marker, p.ListLevel = marker, 1 }
}
func nested(level int) change { return func(p *flow.Paragraph) { p.ListLevel = level } }

func cell(text string, cols, rows int) flow.Cell {
	return flow.Cell{Paragraphs: []flow.Paragraph{*para(text).Paragraph}, ColSpan: cols, RowSpan: rows}
}

func table(header int, rows ...[]flow.Cell) flow.Item {
	return flow.Item{Table: &flow.Table{HeaderRows: header, Rows: rows}}
}

// Sentences of a province that does not exist.
const (
	sentenceA = "澜江自贸片区今年以来围绕口岸通关、跨境结算和要素保障推出二十一项改革举措，企业办事材料平均减少四成，通关时间比去年同期缩短近三分之一。"
	sentenceB = "片区管委会同海关、税务、外汇等部门建立周调度机制，对企业提出的问题当日登记、三日答复、十日办结，半年来累计协调解决问题三百余件。"
	sentenceC = "下一步，将在总结经验的基础上扩大试点范围，推动更多改革事项在全省复制推广，并按季度向省自贸办报送进展情况。"
)

// boxedBulletin has its masthead in a text box behind the first heading, and automatic numbers.
func boxedBulletin() *flow.File {
	return &flow.File{
		Format: flow.Docx, Items: []flow.Item{
			para("开放前沿", in(flow.Header), size(9)),
			para("澜江实践", numbered("一、"), size(18)),
			para("开 放 前 沿", in(flow.Box), centred, bold, size(48)),
			para("第87期", in(flow.Box), centred),
			para("省自贸办编印\t2025年9月8日", in(flow.Box)),
			para("澜江片区首票跨境保函业务落地", numbered("（一）"), bold),
			para(sentenceA, rich(flow.Run{Text: "澜江自贸片区", Bold: true}, flow.Run{Text: sentenceA[len("澜江自贸片区"):]}, flow.Run{Note: 1})),
			para("主要做法", numbered("1."), nested(2)),
			para(sentenceB),
			para("下一步打算", numbered("2."), nested(2)),
			para(sentenceC),
			para("（云汀市自贸办供稿）", atEnd),
			para("云汀口岸推行“一次查验”", numbered("（二）"), bold),
			para(sentenceB, rich(flow.Run{Text: sentenceB[:len(sentenceB)-len("三百余件。")]}, flow.Run{Text: "三百余件", Href: "https://example.org/list"}, flow.Run{Text: "。"})),
			para("现场办理", numbered("•")),
			para("网上预约", numbered("•"), nested(2)),
			para("", rich(flow.Run{Picture: 1})),
			para("图1 查验现场", centred, size(12)),
			para("制度创新", numbered("二、"), size(18), newPage),
			para("全省复制推广第三批改革经验", numbered("（三）"), bold),
			para(sentenceC),
			para("— 2 —", in(flow.Footer), centred),
			para("报：省委、省政府领导"),
			para("送：各市（州）人民政府，省直各单位"),
			para("编辑：林一舟\t审核：陈望\t签发：赵启明"),
		}, Notes: []flow.Note{{Paragraphs: []flow.Paragraph{*para("数据截至8月底，由片区统计科提供。").Paragraph}}},
		Pictures: []flow.Picture{{Name: "image1.png", Alt: "两名关员在查验集装箱"}},
		Omitted:  []flow.Omission{{Kind: flow.Deletion, Count: 2, Sample: "拟于十月"}, {Kind: flow.Comment, Count: 1, Sample: "请核对数据"}},
	}
}

// styledBulletin has headings by style only, without any number.
func styledBulletin() *flow.File {
	return &flow.File{Format: flow.Docx, Items: []flow.Item{
		para("开放前沿", styled("Title"), centred, size(36)),
		para("第 88 期", centred),
		para("主办：省自贸办    2025年9月15日", centred),
		para("目 录", centred),
		para("制度创新\t1", styled("toc 1")),
		para("云汀片区上线“证照联办”平台\t1", styled("toc 2")),
		para("各地动态\t3", styled("toc 1")),
		para("制度创新", outlined(1), size(22), bold),
		para("云汀片区上线“证照联办”平台", outlined(2), size(18)),
		para(sentenceA),
		para("办理流程再造", outlined(3)),
		para(sentenceB),
		para("数据共享先行", outlined(3)),
		para(sentenceC),
		para("澜江综保区试行分类监管", outlined(2), size(18)),
		para(sentenceB),
		para("各地动态", outlined(1), size(22), bold),
		para("青屿市开展企业走访月活动", outlined(2), size(18)),
		para(sentenceC),
		para("来源：青屿市自贸办"),
	}}
}

// lookedBulletin tells sections and titles by looks alone; a title stands on two lines, a heading is numbered like a section.
func lookedBulletin() *flow.File {
	return &flow.File{Format: flow.Doc, Items: []flow.Item{
		para("开放前沿", centred, size(42), bold),
		para("2025年第9期（总第89期）", centred),
		para("省自贸办  2025年9月22日", centred),
		para("经验交流", centred, size(22), bold),
		para("澜江片区以“三张清单”推进", centred, size(18), bold),
		para("跨境贸易便利化改革", centred, size(18), bold),
		para(sentenceA),
		para("一、清单怎么来", bold),
		para(sentenceB),
		para("二、清单怎么用", bold),
		para(sentenceC),
		para("（省口岸办 许知远）", atEnd),
		para("云汀市探索“企业吹哨、部门报到”", centred, size(18), bold),
		para(sentenceB),
		para("一、建机制", bold),
		para(sentenceA),
		para("二、强督办", bold),
		para(sentenceC),
		para("一周要情", centred, size(22), bold),
		para("青屿港新增两条近洋航线", centred, size(18), bold),
		para(sentenceC),
	}}
}

// sentArticle is one article as a correspondent sends it: a table with merged cells, a picture, a note, a signature.
func sentArticle() *flow.File {
	head := [][]flow.Cell{
		{cell("指标", 1, 2), cell("2025年上半年", 2, 1)},
		{cell("数值", 1, 1), cell("同比增长", 1, 1)},
		{cell("进出口额（亿元）", 1, 1), cell("118.6", 1, 1), cell("12.4%", 1, 1)},
		{cell("新增企业（户）", 1, 1), cell("342", 1, 1), cell("8.1%", 1, 1)},
	}
	return &flow.File{
		Format: flow.Docx, Items: []flow.Item{
			para("云汀市自贸办信息", in(flow.Header)),
			para("报送单位：云汀市自贸办"),
			para("云汀片区“融资畅通工程”", centred, size(22), bold),
			para("取得阶段性成效", centred, size(22), bold),
			para("——以供应链金融试点为例", centred, size(16)),
			para("（2025年7月18日）", centred),
			para(sentenceA, rich(flow.Run{Text: sentenceA}, flow.Run{Note: 1})),
			para("一、主要做法", bold),
			para("（一）搭平台", bold),
			para(sentenceB),
			para("1. 统一数据口径"),
			para(sentenceC),
			para("表1 上半年主要指标", centred),
			table(2, head...),
			para("图1 供应链金融服务窗口", centred),
			para("", rich(flow.Run{Picture: 1})),
			para("二、下一步打算", bold),
			para(sentenceC, rich(flow.Run{Text: "下一步", Italic: true}, flow.Run{Text: sentenceC[len("下一步"):]})),
			para("云汀市自贸办  李明", atEnd),
			para("2025年7月18日", atEnd),
			para("联系电话：0000-8321"),
		}, Notes: []flow.Note{{Paragraphs: []flow.Paragraph{*para("融资畅通工程于2025年3月启动。").Paragraph}}},
		Pictures: []flow.Picture{{Name: "窗口.jpg"}},
	}
}
