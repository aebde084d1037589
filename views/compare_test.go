package views

import (
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/redline"
	"jianbao/models"
	"jianbao/views/components"
)

// edited is a body before and after a day of editing, with one change of every kind.
func edited() (before, after models.Body) {
	cell := func(s string) models.Cell { return models.Cell{Inlines: models.Text(s)} }
	text := func(id, s string) models.Block {
		return models.Block{ID: id, Kind: models.Paragraph, Inlines: models.Text(s)}
	}
	table := models.Block{ID: "T1", Kind: models.Table, Caption: "表1", HeaderRows: 1, Rows: [][]models.Cell{{cell("口岸"), cell("小时")}, {cell("北屿"), cell("28.6")}, {cell("青圩"), cell("31.2")}}}
	now := table
	now.Rows = [][]models.Cell{table.Rows[0], {cell("北屿"), cell("26.4")}, table.Rows[2], {cell("临川"), cell("30.0")}}
	list := models.Block{ID: "L1", Kind: models.List, Items: []models.Item{{Inlines: models.Text("缩短申报时间")}, {Inlines: models.Text("减少单证")}}}
	shorter := list
	shorter.Items = []models.Item{{Level: 1, Inlines: models.Text("缩短申报时间")}}
	bold := models.Block{ID: "B2", Kind: models.Paragraph, Inlines: []models.Inline{{Text: "推行"}, {Text: "提前申报", Marks: []models.Mark{{Kind: models.Bold}}}}}
	picture := models.Block{ID: "P1", Kind: models.Image, Picture: &models.Picture{SHA256: strings.Repeat("0", 64), Alt: "码头"}}
	other := picture
	other.Picture = &models.Picture{SHA256: strings.Repeat("1", 64), Alt: "港口"}
	before = models.Body{Blocks: []models.Block{
		text("B1", "完成投资200亿元。"), text("B2", "推行提前申报"), text("B3", "不变的一段。"), text("B4", "要移走的一段，说的是口岸。"), text("B5", "要删去的一段。"), table, list, picture, text("B7", "主要做法"),
	}}
	after = models.Body{Blocks: []models.Block{
		text("B4", "要移走的一段，说的是口岸。"), text("B1", "完成投资210亿元。"), bold, text("B3", "不变的一段。"), now, shorter, other, {ID: "B7", Kind: models.Heading, Level: 2, Inlines: models.Text("主要做法")}, text("B8", "全新内容"+nasty),
	}}
	return before, after
}

func testDiff() redline.ArticleDiff {
	before, after := edited()
	return redline.Articles(
		models.ArticleText{Title: nasty, Units: []string{"甲"}, Origin: models.OriginSent, Body: before},
		models.ArticleText{Title: nasty + "新", Source: nasty, Units: []string{"乙"}, Body: after},
	)
}

func testIssueComparison() IssueCompareVM {
	before := models.Manifest{Access: models.Public, Numbering: models.Continuous, Distribution: models.Distribution{To: []string{"甲"}}, Sections: []models.ManifestSection{
		{Title: "要闻", Articles: []models.ManifestArticle{{Article: 1, Title: nasty, Hash: "a"}, {Article: 2, Title: "第二篇", Hash: "b"}}}, {Title: "旧栏目"},
	}}
	after := models.Manifest{Access: models.Members, Numbering: models.PerSection, EditorNote: nasty, Distribution: models.Distribution{To: []string{nasty}}, Sections: []models.ManifestSection{
		{Title: "澜江要闻", Articles: []models.ManifestArticle{{Article: 3, Title: "新编入的", Hash: "c"}, {Article: 1, Title: nasty, Hash: "d"}}}, {Title: nasty, Articles: []models.ManifestArticle{{Article: 2, Title: "第二篇", Hash: "b"}}},
	}}
	was, is := edited()
	texts := map[string]models.ArticleText{"a": {Title: nasty, Body: was}, "d": {Title: nasty, Body: is}}
	states := []components.Option{{Value: "now", Label: "当前稿"}, {Value: "change-1", Label: nasty}}
	return IssueCompareVM{
		Slug: "kfqy", IssueID: 91, Label: "第91期", Path: "/c", States: states, From: "change-1", To: "now", FromName: nasty, ToName: "当前稿",
		Quick: []components.Link{{Label: "自送审", Href: "/q"}}, Switch: DiffSwitch{Side: true, InlineHref: "/i", SideHref: "/s"}, Diff: redline.Issues(before, after, texts),
	}
}

// heard is what a screen reader reads of a part of a page.
func heard(s *goquery.Selection) string {
	return strings.Join(strings.Fields(s.Text()), " ")
}

func TestAComparisonReadsAloudWhatCameAndWhatWent(t *testing.T) {
	t.Parallel()
	doc := document(t, Diff(DiffVM{Diff: testDiff()}))
	all := heard(doc.Selection)
	for _, want := range []string{
		"完成投资〔删除：200〕〔新增：210〕亿元。",
		"推行〔加粗：提前申报〕", "加粗：“提前申报”",
		"移自第 4 段", "移至第 1 段", "整段删除", "整段新增",
		"有改动北屿〔删除：28.6〕〔新增：26.4〕", "新增行〔新增：临川〕", "〔删除：减少单证〕", "“缩短申报时间”由第 1 层改为第 2 层",
		"正文改为二级小标题", "图片已更换", "1 处未改动",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not said in %s", want, all)
		}
	}
}

func TestAMovedParagraphLeadsToWhereItStoodAndBack(t *testing.T) {
	t.Parallel()
	doc := document(t, Diff(DiffVM{Diff: testDiff(), Anchor: "a3-"}))
	links := doc.Find(".diff-note a")
	if links.Length() != 2 {
		t.Fatalf("there are %d links", links.Length())
	}
	links.Each(func(_ int, a *goquery.Selection) {
		if doc.Find(a.AttrOr("href", "")).Length() != 1 {
			t.Errorf("%s leads nowhere", a.AttrOr("href", ""))
		}
	})
}

func TestSideBySideEachSideIsItsOwnText(t *testing.T) {
	t.Parallel()
	doc := document(t, Diff(DiffVM{Diff: testDiff(), Side: true}))
	before, after := doc.Find(`[aria-label="改前"]`), doc.Find(`[aria-label="改后"]`)
	if before.Find("ins").Length() != 0 || after.Find("del").Length() != 0 {
		t.Error("a side shows what the other one has")
	}
	if before.Find("tr").Length() != 3 || after.Find("tr").Length() != 4 {
		t.Errorf("the tables have %d and %d rows", before.Find("tr").Length(), after.Find("tr").Length())
	}
	if before.Find("strong").Length() != 0 || after.Find("strong").Length() != 1 {
		t.Error("a side has the marks of the other one")
	}
}

func TestTablesThatChangedTheirShapeAreDrawnWithoutSpans(t *testing.T) {
	t.Parallel()
	row := func(cols int) [][]models.Cell {
		return [][]models.Cell{{{Inlines: models.Text("甲"), ColSpan: cols}, {Inlines: models.Text("乙")}}}
	}
	compared := func(before, after [][]models.Cell, side bool) *goquery.Document {
		body := func(rows [][]models.Cell) models.ArticleText {
			return models.ArticleText{Body: models.Body{Blocks: []models.Block{{ID: "T1", Kind: models.Table, Rows: rows}}}}
		}
		return document(t, Diff(DiffVM{Diff: redline.Articles(body(before), body(after)), Side: side}))
	}
	if n := compared(row(2), row(2), false).Find("[colspan]").Length(); n != 1 {
		t.Errorf("a table that kept its shape has %d spans", n)
	}
	if doc := compared(row(1), row(2), false); doc.Find("[colspan]").Length() != 0 || !strings.Contains(heard(doc.Selection), "单元格“甲”由占 1 列 1 行改为占 2 列 1 行") {
		t.Errorf("the change of a span is not told: %s", heard(doc.Selection))
	}
	if doc := compared(row(1), row(2), true); doc.Find("[colspan]").Length() != 1 {
		t.Error("side by side, each table has its own spans")
	}
}

func TestUnchangedPartsFoldOrStayAway(t *testing.T) {
	t.Parallel()
	if n := document(t, Diff(DiffVM{Diff: testDiff()})).Find("details").Length(); n == 0 {
		t.Error("nothing is folded")
	}
	if n := document(t, Diff(DiffVM{Diff: testDiff(), Brief: true})).Find("details").Length(); n != 0 {
		t.Errorf("%d parts are folded where only changes are wanted", n)
	}
	if !strings.Contains(heard(document(t, Diff(DiffVM{})).Selection), "两稿没有不同") {
		t.Error("that nothing changed is not said")
	}
}

func TestTheContentsOfAComparisonTellWhereEachArticleWent(t *testing.T) {
	t.Parallel()
	doc := document(t, IssueComparePage(testDesk(), testIssueComparison()))
	all := heard(doc.Find("main"))
	for _, want := range []string{"公开范围", "〔删除：", "新编入", "栏目改名", "删除栏目", "新增栏目", "移自“要闻”（二）", "移至", "稿件有改动"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not said in %s", want, all)
		}
	}
	if doc.Find("#"+changeAnchor(1)).Length() != 1 {
		t.Error("the changed article is not shown")
	}
}

func TestTheNotesOfAnArticleAreWhatIsNoText(t *testing.T) {
	t.Parallel()
	got := strings.Join(ArticleNotes(t.Context(), testDiff()), "\n")
	for _, want := range []string{"第 1 段：移自第 4 段", "第 3 段：加粗：“提前申报”", "第 8 段：正文改为二级小标题"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestTheGrowthOfARevisionIsSigned(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		row  RevisionRow
		want string
	}{{RevisionRow{Grown: 12}, "+12"}, {RevisionRow{Grown: -3}, "−3"}, {RevisionRow{}, ""}, {RevisionRow{Grown: 800, First: true}, ""}} {
		if got := c.row.growth(); got != c.want {
			t.Errorf("%s: got %q, want %q", strconv.Itoa(c.row.Grown), got, c.want)
		}
	}
}
