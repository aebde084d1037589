package views

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/models"
)

// html draws a component and fails on a text that no catalogue has.
func html(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if keys := i18n.Missing(b.String()); len(keys) > 0 {
		t.Errorf("texts missing for %q", keys)
	}
	return b.String()
}

func document(t *testing.T, c templ.Component) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html(t, c)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func body(blocks ...models.Block) models.Body {
	for n := range blocks {
		blocks[n].ID = "BLOCK" + string(rune('A'+n))
	}
	return models.Body{Blocks: blocks}
}

func marked(text string, kinds ...models.MarkKind) models.Inline {
	i := models.Inline{Text: text}
	for _, k := range kinds {
		m := models.Mark{Kind: k}
		if k == models.Link {
			m.Href = "https://example.gov.cn/a?b=1&c=2"
		}
		i.Marks = append(i.Marks, m)
	}
	return i
}

func TestEveryKindOfBlockIsDrawnAsWhatItIs(t *testing.T) {
	t.Parallel()
	for kind, want := range map[models.BlockKind]struct{ selector, text string }{
		models.Paragraph:  {"p.ed-paragraph", "①正文"},
		models.Heading:    {"h4.ed-heading-1", "①正文"},
		models.Quote:      {"blockquote.ed-quote > p", "①正文"},
		models.Footnote:   {"p.ed-footnote", "①正文"},
		models.Attachment: {"p.ed-attachment", "①正文"},
		models.Note:       {"p.ed-note", "①正文"},
		models.List:       {"ul.ed-list.ed-list-marked > li", "（1）条目"},
		models.Table:      {"figure.ed-table td", "12.5%"},
		models.Image:      {"figure.ed-figure > figcaption", "图1"},
	} {
		block := models.Block{
			Kind: kind, Marker: "①", Inlines: models.Text("正文"),
			Items:   []models.Item{{Marker: "（1）", Inlines: models.Text("条目")}},
			Rows:    [][]models.Cell{{{Inlines: models.Text("12.5%")}}},
			Picture: &models.Picture{SHA256: strings.Repeat("a", 64), Alt: "示意图"},
		}
		if kind == models.Image {
			block.Caption = "图1"
		}
		found := document(t, Body(body(block), nil)).Find(want.selector)
		if found.Length() != 1 || found.Text() != want.text {
			t.Errorf("%s: %d of %q, text %q, want %q", kind, found.Length(), want.selector, found.Text(), want.text)
		}
	}
}

func TestHeadingsBeginBelowTheArticlesTitle(t *testing.T) {
	t.Parallel()
	for level, tag := range map[int]string{0: "h4", 1: "h4", 2: "h5", 3: "h6"} {
		doc := document(t, Body(body(models.Block{Kind: models.Heading, Level: level, Inlines: models.Text("做法")}), nil))
		if got := doc.Find(tag).Text(); got != "做法" {
			t.Errorf("level %d: %s holds %q", level, tag, got)
		}
	}
}

func TestMarksNestInOneOrderWhateverTheTextSays(t *testing.T) {
	t.Parallel()
	const want = `<a href="https://example.gov.cn/a?b=1&amp;c=2" rel="noopener nofollow"><strong><em><u><sup><sub>字</sub></sup></u></em></strong></a>`
	orders := [][]models.MarkKind{
		{models.Subscript, models.Superscript, models.Underline, models.Italic, models.Bold, models.Link},
		{models.Link, models.Bold, models.Italic, models.Underline, models.Superscript, models.Subscript},
		{models.Bold, models.Subscript, models.Link, models.Underline, models.Superscript, models.Italic},
	}
	for _, kinds := range orders {
		if got := html(t, drawing{}.inlines([]models.Inline{marked("字", kinds...)})); got != want {
			t.Errorf("%v\n got %s\nwant %s", kinds, got, want)
		}
	}
}

func TestTextGainsNoSpaceAndKeepsItsLines(t *testing.T) {
	t.Parallel()
	got := html(t, drawing{}.inlines([]models.Inline{{Text: "先立"}, marked("后破", models.Bold), {Text: "，\n稳中"}, marked("求进", models.Link), {Text: "。"}}))
	const want = `先立<strong>后破</strong>，<br>稳中<a href="https://example.gov.cn/a?b=1&amp;c=2" rel="noopener nofollow">求进</a>。`
	if got != want {
		t.Errorf(" got %s\nwant %s", got, want)
	}
}

func TestAnUnsafeLinkIsOnlyItsText(t *testing.T) {
	t.Parallel()
	for _, href := range []string{"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example", "/desk", "vbscript:x", "https:", ""} {
		in := []models.Inline{{Text: "点我", Marks: []models.Mark{{Kind: models.Link, Href: href}}}}
		if got := html(t, drawing{}.inlines(in)); got != "点我" {
			t.Errorf("%q was drawn as %s", href, got)
		}
	}
}

func TestFootnotesAreNumberedAsTheTextRefersToThem(t *testing.T) {
	t.Parallel()
	ref := func(id string) models.Inline { return models.Inline{Note: id} }
	doc := document(t, Body(models.Body{Blocks: []models.Block{
		{ID: "PARA1", Kind: models.Paragraph, Inlines: []models.Inline{{Text: "先看后面的"}, ref("NOTE2"), {Text: "，再看"}, ref("NOTE1"), ref("NOTE2")}},
		{ID: "NOTE1", Kind: models.Footnote, Inlines: models.Text("第二条")},
		{ID: "NOTE2", Kind: models.Footnote, Inlines: models.Text("第一条")},
		{ID: "NOTE3", Kind: models.Footnote, Marker: "③", Inlines: models.Text("没有人提到")},
	}}, nil))
	if got := doc.Find("p.ed-paragraph").Text(); got != "先看后面的①，再看②①" {
		t.Errorf("text %q", got)
	}
	if got := doc.Find("p.ed-footnote").Text(); got != "②第二条①第一条③没有人提到" {
		t.Errorf("notes %q", got)
	}
	if n := doc.Find("#ref-NOTE2").Length(); n != 1 {
		t.Errorf("%d places carry the anchor that the note leads back to", n)
	}
	if href, _ := doc.Find("p.ed-paragraph sup a").First().Attr("href"); href != "#note-NOTE2" || doc.Find(href).Length() != 1 {
		t.Errorf("the reference leads to %q", href)
	}
}

func TestItemsAreIndentedByTheirLevel(t *testing.T) {
	t.Parallel()
	doc := document(t, Body(body(models.Block{Kind: models.List, Items: []models.Item{{Inlines: models.Text("外")}, {Level: 1, Inlines: models.Text("内")}}}), nil))
	if doc.Find("li:not([class])").Text() != "外" || doc.Find("li.ed-item-1").Text() != "内" {
		t.Error(html(t, Body(body(models.Block{Kind: models.List}), nil)))
	}
}

func TestATableHasAHeadANameAndARegionThatScrolls(t *testing.T) {
	t.Parallel()
	text := func(s string) models.Cell { return models.Cell{Inlines: models.Text(s)} }
	doc := document(t, Body(body(models.Block{
		Kind: models.Table, Caption: "表1　分工", HeaderRows: 2,
		Rows: [][]models.Cell{
			{{Inlines: models.Text("措施"), RowSpan: 2}, {Inlines: models.Text("时限"), ColSpan: 2}},
			{text("启动"), text("完成")},
			{text("推行联合登临检查，一次登临、分别处置"), text("2026-11"), text("—")},
			{text("收费公示"), text("2026-12"), text("2027-03")},
		},
	}), nil))
	if got := doc.Find("figcaption").Text(); got != "表1　分工" {
		t.Errorf("caption %q", got)
	}
	region := doc.Find(`[role=region][tabindex="0"]`)
	if label, _ := region.Attr("aria-label"); label != "表1　分工" {
		t.Errorf("region named %q", label)
	}
	if got := doc.Find("thead th[scope=col]").Length(); got != 4 {
		t.Errorf("%d header cells, want 4", got)
	}
	if doc.Find(`th[rowspan="2"]`).Text() != "措施" || doc.Find(`th[colspan="2"]`).Text() != "时限" {
		t.Error("spans are lost")
	}
	if got := doc.Find("tbody td.ed-cell-text").Length(); got != 2 {
		t.Errorf("%d cells stand as text, want the whole first column", got)
	}
	if got := doc.Find("tbody td.ed-cell-figure").Length(); got != 4 {
		t.Errorf("%d cells stand as figures, want two columns", got)
	}
}

func TestATableWithOnlyAHeadOrNothingIsDrawn(t *testing.T) {
	t.Parallel()
	for _, rows := range [][][]models.Cell{nil, {{}}, {{{Inlines: models.Text("题")}}}} {
		doc := document(t, Body(body(models.Block{Kind: models.Table, HeaderRows: 3, Rows: rows}), nil))
		if doc.Find("table").Length() != 1 {
			t.Errorf("no table for %v", rows)
		}
	}
}

func TestAPictureHasItsTextAndStandsInForItself(t *testing.T) {
	t.Parallel()
	picture := body(models.Block{Kind: models.Image, Picture: &models.Picture{SHA256: strings.Repeat("a", 64), Alt: "示意图", Width: 1200, Height: 800}})
	img := document(t, Body(picture, func(sum string) string { return "/files/" + sum })).Find("img")
	if src, _ := img.Attr("src"); src != "/files/"+strings.Repeat("a", 64) {
		t.Errorf("src %q", src)
	}
	if w, _ := img.Attr("width"); w != "1200" {
		t.Errorf("width %q", w)
	}
	if alt, _ := img.Attr("alt"); alt != "示意图" {
		t.Errorf("alt %q", alt)
	}
	if got := document(t, Body(picture, nil)).Find(".ed-figure-missing").Text(); got != "示意图" {
		t.Errorf("without an address the text says %q", got)
	}
}
