package views

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jianbao/models"
)

var update = flag.Bool("update", false, "write the golden files of this package anew")

func edition() models.EditionContent {
	article := func(id int64, number int, title, text string) models.EditionArticle {
		return models.EditionArticle{ID: id, Number: number, Text: models.ArticleText{
			Title: title, Units: []string{"省口岸办"}, Body: models.Body{Blocks: []models.Block{{ID: "BLOCKA", Kind: models.Paragraph, Inlines: models.Text(text)}}},
		}}
	}
	return models.EditionContent{
		Manifest: models.Manifest{
			Masthead:     models.Masthead{Name: "开放前沿", IssueNumber: models.IssueNumber{Kind: models.Regular, Number: 232, Cumulative: 518}, Host: "省自贸办", Date: "2024-04-10", Note: "内部资料"},
			EditorNote:   "编者按：本期刊出两篇。\n欢迎来稿。",
			Distribution: models.Distribution{To: []string{"省委办公厅", "省政府办公厅"}, For: []string{"各片区管委会。"}},
		},
		Sections: []models.EditionSection{
			{Number: 1, Title: "澜江实践", Articles: []models.EditionArticle{article(7, 1, "口岸通关再提速", "通关时间缩短三成。"), article(9, 2, "一枝鲜花", "全程47分钟。")}},
			{Number: 2, Title: "制度创新", Articles: []models.EditionArticle{article(8, 11, "工单式核销", "七家企业施行。")}},
		},
		Colophon: models.Colophon{Editors: []string{"林叙白", "许南乔"}, Signer: "陆鸿声"},
	}
}

func drawnEdition(t *testing.T) models.EditionContent {
	t.Helper()
	c := edition()
	f, err := EditionRenderer{}.Render(t.Context(), "kfqy", c)
	if err != nil {
		t.Fatal(err)
	}
	c.Fragments = f
	return c
}

// Stored editions are never drawn again, so a change here means that old and new issues differ: style sheets must know both.
func TestFragmentsOfAnEditionStayAsTheyAre(t *testing.T) {
	t.Parallel()
	f := drawnEdition(t).Fragments
	parts := []string{f.Masthead, f.Contents}
	for _, a := range f.Articles {
		parts = append(parts, a.HTML)
	}
	got := strings.Join(append(parts, f.Colophon), "\n") + "\n"
	golden := filepath.Join("testdata", "edition.golden.html")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("fragments have changed; if that is meant, run go test ./views -update\n%s", got)
	}
}

func TestContentsPrintTheNumbersAndLeadToTheArticles(t *testing.T) {
	t.Parallel()
	doc := document(t, ContentsFragment(edition(), nil))
	for _, want := range []struct{ href, number, title string }{
		{"#article-7", "（一）", "口岸通关再提速"}, {"#article-9", "（二）", "一枝鲜花"}, {"#article-8", "（十一）", "工单式核销"},
	} {
		link := doc.Find(`a[href="` + want.href + `"]`)
		if got := link.Find(".ed-contents-number").Text() + link.Find(".ed-contents-title").Text(); got != want.number+want.title {
			t.Errorf("%s: %q, want %q", want.href, got, want.number+want.title)
		}
	}
	if got := doc.Find(".ed-contents-section").Text(); got != "一、澜江实践二、制度创新" {
		t.Errorf("sections %q", got)
	}
	if !doc.Find("nav").HasClass("ed-numbers-4") {
		t.Error("the column is not as wide as （十一）")
	}
}

func TestAnIssueWithoutSectionsPrintsNoSectionHeading(t *testing.T) {
	t.Parallel()
	c := edition()
	c.Sections = []models.EditionSection{{Articles: c.Sections[0].Articles}}
	f, err := EditionRenderer{}.Render(t.Context(), "kfqy", c)
	if err != nil {
		t.Fatal(err)
	}
	c.Fragments = f
	doc := document(t, EditionSheet(Sheet{Content: c}))
	if n := doc.Find(".ed-section-heading, .ed-contents-section").Length(); n != 0 {
		t.Errorf("%d section headings", n)
	}
	if n := doc.Find("article.ed-article").Length(); n != 2 {
		t.Errorf("%d articles", n)
	}
}

func TestTheMastheadSaysWhatItIsToldAndNothingMore(t *testing.T) {
	t.Parallel()
	m := edition().Manifest.Masthead
	doc := document(t, MastheadFragment(m, Lettering{}))
	for selector, want := range map[string]string{
		"h1.ed-name": "开放前沿", ".ed-number": "第232期", ".ed-cumulative": "（总第518期）",
		".ed-host": "主办：省自贸办", "time[datetime='2024-04-10']": "2024年4月10日", ".ed-access": "内部资料",
	} {
		if got := doc.Find(selector).Text(); got != want {
			t.Errorf("%s: %q, want %q", selector, got, want)
		}
	}
	bare := document(t, MastheadFragment(models.Masthead{Name: "开放前沿", IssueNumber: models.IssueNumber{Number: 1}}, Lettering{}))
	if n := bare.Find(".ed-cumulative, .ed-access, time").Length(); n != 0 || bare.Find(".ed-host").Text() != "" {
		t.Error("the masthead invents what it was not given")
	}
}

func TestTheDrawnNameCanBeReadAloud(t *testing.T) {
	t.Parallel()
	r := EditionRenderer{Lettering: func(string) (Lettering, bool) {
		return Lettering{Path: "M0 0L10 10Z", Width: 4539.2, Height: 1000}, true
	}}
	doc := document(t, r.Masthead(edition(), nil))
	svg := doc.Find("h1 svg[role=img]")
	if label, _ := svg.Attr("aria-label"); label != "开放前沿" || svg.Find("title").Text() != "开放前沿" {
		t.Errorf("the drawing is called %q", label)
	}
	if box, _ := svg.Attr("viewBox"); box != "0 0 4540 1000" {
		t.Errorf("viewBox %q", box)
	}
}

func TestAnUnknownCharacterLeavesTheNameAsText(t *testing.T) {
	t.Parallel()
	r := EditionRenderer{Lettering: func(string) (Lettering, bool) { return Lettering{}, false }}
	if got := document(t, r.Masthead(edition(), nil)).Find("h1 .ed-name-text").Text(); got != "开放前沿" {
		t.Errorf("name %q", got)
	}
}

func TestTheEditorsNoteIsLabelledOnce(t *testing.T) {
	t.Parallel()
	for _, note := range []string{"编者按：本期刊出两篇。", "编者按:本期刊出两篇。", "本期刊出两篇。", "\n 编者按： 本期刊出两篇。 \n"} {
		c := edition()
		c.Manifest.EditorNote = note
		got := strings.TrimSpace(document(t, ContentsFragment(c, nil)).Find(".ed-editor-note p").Text())
		if strings.Join(strings.Fields(got), "") != "编者按：本期刊出两篇。" {
			t.Errorf("%q is printed as %q", note, got)
		}
	}
}

func TestTheColophonEndsListsWithOneFullStopAndLeavesOutWhatIsEmpty(t *testing.T) {
	t.Parallel()
	doc := document(t, ColophonFragment(edition()))
	if got := doc.Find(".ed-distribution dd").Text(); got != "省委办公厅，省政府办公厅。各片区管委会。" {
		t.Errorf("distribution %q", got)
	}
	if got := doc.Find("dt").Text(); got != "报：发：编辑：签发：" {
		t.Errorf("labels %q", got)
	}
	if got := html(t, ColophonFragment(models.EditionContent{})); got != "" {
		t.Errorf("an empty colophon draws %q", got)
	}
}

func TestAWithdrawnArticleLeavesItsNumberAndNothingElse(t *testing.T) {
	t.Parallel()
	page := html(t, EditionSheet(Sheet{Content: drawnEdition(t), Gaps: []int64{9}}))
	for _, gone := range []string{"一枝鲜花", "全程47分钟"} {
		if strings.Contains(page, gone) {
			t.Errorf("%q can still be read", gone)
		}
	}
	if n := strings.Count(page, "本篇已撤下"); n != 2 {
		t.Errorf("the gap is named %d times, want in the contents and in its place", n)
	}
	if n := strings.Count(page, "（二）"); n != 2 {
		t.Errorf("the number stands %d times", n)
	}
	if !strings.Contains(page, "（十一）") || !strings.Contains(page, "通关时间缩短三成") {
		t.Error("other articles are touched")
	}
}
