package views

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/layout"
)

const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}`

// fillWith puts text into every string of a view-model that comes from people: not addresses, and not what templ has drawn.
func fillWith(text string, v reflect.Value) {
	drawn := []string{"Href", "HTML", "Slug", "Here", "Back", "Nonce", "Fragments"}
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fillWith(text, v.Index(0))
		fillWith(text, v.Index(1))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillWith(text, v.Elem())
	case reflect.Struct:
		for n := range v.NumField() {
			if field := v.Type().Field(n); field.IsExported() && !slices.Contains(drawn, field.Name) && field.Type != reflect.TypeFor[time.Time]() {
				fillWith(text, v.Field(n))
			}
		}
	default: // a function or a component: left empty
	}
}

func filled[T any](text string) T {
	var v T
	fillWith(text, reflect.ValueOf(&v).Elem())
	return v
}

func hostileContent(t *testing.T, text string) models.EditionContent {
	t.Helper()
	c := filled[models.EditionContent](text)
	for s, section := range c.Sections {
		for a := range section.Articles {
			blocks := make([]models.Block, len(models.BlockKinds))
			for n, kind := range models.BlockKinds {
				blocks[n] = filled[models.Block](text)
				blocks[n].ID, blocks[n].Kind, blocks[n].HeaderRows = "BLOCKA", kind, 1
			}
			article := &c.Sections[s].Articles[a]
			article.ID = int64(10*s + a + 1)
			article.Text.Body.Blocks = blocks
		}
	}
	f, err := EditionRenderer{}.Render(t.Context(), "kfqy", c)
	if err != nil {
		t.Fatal(err)
	}
	c.Fragments = f
	return c
}

// allPages draws every page of this face with the same text in every field.
func allPages(t *testing.T, text string) map[string]templ.Component {
	t.Helper()
	p := filled[layout.ReaderPage](text)
	p.Bulletin.Slug, p.Here = "kfqy", "/b/kfqy"
	content := hostileContent(t, text)
	run := int64(1)
	e := models.Edition{IssueID: 5, Number: 2, RunID: &run, Content: content, PublishedAt: time.Unix(1_800_000_000, 0)}
	issue := NewReaderIssue("kfqy", e, nil)
	issue.Previous, issue.Next = IssueLink{Label: text, Date: text, Href: "/a"}, IssueLink{Label: text, Date: text, Href: "/b"}
	article, ok := NewReaderArticle("kfqy", e, 2, nil)
	if !ok {
		t.Fatal("the article is not in its own edition")
	}
	archive, search, nothing := filled[ReaderArchiveVM](text), filled[ReaderSearchVM](text), filled[ReaderSearchVM](text)
	bulletins := filled[ReaderBulletinsVM](text)
	for n := range archive.Issues {
		archive.Issues[n].Withdrawn = n == 1
	}
	search.Problem, nothing.Problem, nothing.Results = "", "", nil
	search.Page, search.Pages, archive.Slug, search.Slug, nothing.Slug = 2, 3, "kfqy", "kfqy", "kfqy"
	copyVM := filled[ReviewCopyVM](text)
	copyVM.Content = content
	sheet := filled[SignOffSheetVM](text)
	sheet.Steps[1].By = ""
	sheet.Amendments[1].Parts = nil
	paper := filled[PrintPage](text)
	paper.Back, paper.Nonce = "/desk", "abc"
	return map[string]templ.Component{
		"issue": ReaderIssue(p, issue), "article": ReaderArticle(p, article),
		"archive": ReaderArchive(p, archive), "search": ReaderSearch(p, search), "nothing found": ReaderSearch(p, nothing),
		"search refused": ReaderSearch(p, filled[ReaderSearchVM](text)),
		"gone":           ReaderGone(p, filled[ReaderGoneVM](text)), "not found": ReaderNotFound(p),
		"error": ReaderError(p, filled[ReaderErrorVM](text)), "empty": ReaderEmpty(p), "bulletins": ReaderBulletins(p, bulletins),
		"review copy": ReviewCopy(paper, copyVM), "sign-off sheet": SignOffSheet(paper, sheet),
	}
}

func TestHostileTextIsOnlyText(t *testing.T) {
	t.Parallel()
	for name, page := range allPages(t, hostile) {
		doc := document(t, page)
		doc.Find("script").Each(func(_ int, s *goquery.Selection) {
			if src, _ := s.Attr("src"); !strings.HasPrefix(src, "/assets/") {
				t.Errorf("%s: script %q %q", name, src, s.Text())
			}
		})
		if n := doc.Find("img[src=x], [onerror]").Length(); n > 0 {
			t.Errorf("%s: %d elements came out of the text", name, n)
		}
		if !strings.Contains(doc.Text(), "alert(1)") && name != "not found" {
			t.Errorf("%s: the text itself is lost", name)
		}
	}
}

func TestNoPageNeedsInlineStylesOrScripts(t *testing.T) {
	t.Parallel()
	for name, page := range allPages(t, "文字") {
		document(t, page).Find("*").Each(func(_ int, s *goquery.Selection) {
			for _, attr := range s.Nodes[0].Attr {
				if attr.Key == "style" || strings.HasPrefix(attr.Key, "on") || strings.HasPrefix(attr.Val, "javascript:") {
					t.Errorf("%s: <%s %s=%q>", name, goquery.NodeName(s), attr.Key, attr.Val)
				}
			}
			if tag := goquery.NodeName(s); tag == "style" || (tag == "script" && s.Text() != "") {
				t.Errorf("%s: inline <%s>", name, tag)
			}
		})
	}
}

func TestEveryPageHasOneHeadingALanguageAndNamedParts(t *testing.T) {
	t.Parallel()
	for name, page := range allPages(t, "文字") {
		doc := document(t, page)
		if n := doc.Find("h1").Length(); n != 1 {
			t.Errorf("%s: %d h1", name, n)
		}
		if lang, _ := doc.Find("html").Attr("lang"); lang != "zh-CN" {
			t.Errorf("%s: lang %q", name, lang)
		}
		if doc.Find("title").Text() == "" || doc.Find("main").Length() != 1 {
			t.Errorf("%s: no title or no main", name)
		}
		doc.Find("input:not([type=hidden])").Each(func(_ int, s *goquery.Selection) {
			id, _ := s.Attr("id")
			if doc.Find(`label[for="`+id+`"]`).Length() != 1 {
				t.Errorf("%s: input %q has no label", name, id)
			}
		})
		doc.Find("nav").Each(func(_ int, s *goquery.Selection) {
			_, label := s.Attr("aria-label")
			_, labelled := s.Attr("aria-labelledby")
			if !label && !labelled {
				t.Errorf("%s: a nav without a name", name)
			}
		})
	}
}

func TestIdsStandOnceAndReferencesResolve(t *testing.T) {
	t.Parallel()
	for name, page := range allPages(t, "文字") {
		doc := document(t, page)
		ids := map[string]int{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			id, _ := s.Attr("id")
			if ids[id]++; ids[id] > 1 {
				t.Errorf("%s: id %q stands twice", name, id)
			}
		})
		for _, attr := range []string{"aria-labelledby", "aria-describedby"} {
			doc.Find("[" + attr + "]").Each(func(_ int, s *goquery.Selection) {
				if id, _ := s.Attr(attr); ids[id] == 0 {
					t.Errorf("%s: %s=%q leads nowhere", name, attr, id)
				}
			})
		}
		doc.Find(`a[href^="#"]`).Each(func(_ int, s *goquery.Selection) {
			if href, _ := s.Attr("href"); ids[href[1:]] == 0 {
				t.Errorf("%s: %s leads nowhere", name, href)
			}
		})
	}
}

func TestNeighboursOfAnArticleSkipWhatWasWithdrawn(t *testing.T) {
	t.Parallel()
	e := models.Edition{IssueID: 5, Content: drawnEdition(t)} // 7, 9 and 8, in this order
	for _, c := range []struct {
		article        int64
		gaps           []int64
		previous, next string
		ok             bool
	}{
		{7, nil, "", "一枝鲜花", true},
		{9, nil, "口岸通关再提速", "工单式核销", true},
		{8, nil, "一枝鲜花", "", true},
		{8, []int64{9}, "口岸通关再提速", "", true},
		{9, []int64{9}, "", "", false},
		{99, nil, "", "", false},
	} {
		vm, ok := NewReaderArticle("kfqy", e, c.article, c.gaps)
		if ok != c.ok || (ok && (vm.Previous.Title != c.previous || vm.Next.Title != c.next)) {
			t.Errorf("article %d without %v: %v %q %q", c.article, c.gaps, ok, vm.Previous.Title, vm.Next.Title)
		}
	}
}

func TestTheIssuePageSaysWhichEditionItIs(t *testing.T) {
	t.Parallel()
	run := int64(1)
	at := time.Date(2024, 4, 10, 6, 32, 0, 0, time.UTC)
	for _, c := range []struct {
		edition models.Edition
		want    string
	}{
		{models.Edition{Number: 1, RunID: &run, PublishedAt: at}, "第1版2024年4月10日 14:32 发布"},
		{models.Edition{Number: 2, RunID: &run, PublishedAt: at}, "更正后第2版2024年4月10日 14:32 发布"},
		{models.Edition{Number: 1}, "据存档补录"},
	} {
		doc := document(t, editionNote(NewReaderIssue("kfqy", c.edition, nil)))
		got := strings.Join(strings.Fields(doc.Find(".edition-note").Text()), " ")
		if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(c.want, " ", "") {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestPagesOfASearchKeepTheQuery(t *testing.T) {
	t.Parallel()
	vm := ReaderSearchVM{Slug: "kfqy", Query: "保税 区&x", Results: make([]SearchResult, 1), Total: 1000, More: true, Page: 2, Pages: 3}
	doc := document(t, ReaderSearch(layout.ReaderPage{Title: "查询"}, vm))
	for selector, page := range map[string]string{`a[rel=prev]`: "", `a[rel=next]`: "3"} {
		href, _ := doc.Find(selector).Attr("href")
		if want := paths.With(paths.To(paths.Search, "kfqy"), "q", vm.Query, "page", page); href != want {
			t.Errorf("%s leads to %q, want %q", selector, href, want)
		}
	}
	if got := doc.Find(".search-total").Text(); got != "共找到1000+篇" {
		t.Errorf("total %q", got)
	}
	if got, _ := doc.Find("input[name=q]").Attr("value"); got != vm.Query {
		t.Errorf("the box holds %q", got)
	}
}

func TestWhatWasSearchedForIsMarkedInItsPlace(t *testing.T) {
	t.Parallel()
	got := html(t, segments([]Segment{{Text: "青圩"}, {Text: "保税区", Mark: true}, {Text: "推行<核销>"}}))
	if want := "青圩<mark>保税区</mark>推行&lt;核销&gt;"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAMissingNumberIsKeptAndExplained(t *testing.T) {
	t.Parallel()
	doc := document(t, ReaderArchive(layout.ReaderPage{}, ReaderArchiveVM{Slug: "kfqy", Number: "999", Missing: true}))
	input := doc.Find("input[name=number]")
	if value, _ := input.Attr("value"); value != "999" {
		t.Errorf("the box holds %q", value)
	}
	id, _ := input.Attr("aria-describedby")
	if got := doc.Find("#" + id).Text(); !strings.Contains(got, "999") {
		t.Errorf("the box is explained by %q", got)
	}
}

func TestTheWithdrawnNoticeSaysNothingOfTheContent(t *testing.T) {
	t.Parallel()
	doc := document(t, ReaderGone(layout.ReaderPage{Title: "内容已撤下", NoIndex: true}, ReaderGoneVM{Label: "第232期"}))
	if got := doc.Find(".notice-label").Text(); got != "第232期" {
		t.Errorf("label %q", got)
	}
	if doc.Find(`meta[name=robots][content=noindex]`).Length() != 1 {
		t.Error("search engines are not told to leave")
	}
}
