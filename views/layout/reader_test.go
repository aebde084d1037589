package layout

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/i18n"
)

func TestAViewIsSwitchedWithoutLosingTheRestOfTheAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		here, view, name, want string
	}{
		{"/b/a", "", "large", "/b/a?view=large"},
		{"/b/a?view=large", "large", "large", "/b/a"},
		{"/b/a?q=%E4%BF%9D&view=large", "large", "dark", "/b/a?q=%E4%BF%9D&view=large-dark"},
		{"/b/a?view=large-dark", "large-dark", "large", "/b/a?view=dark"},
		{"/b/a?q=%zz", "", "dark", "/b/a?view=dark"},
	} {
		p := ReaderPage{Here: c.here, View: ParseReaderView(c.view)}
		if got := p.viewLink(c.name); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.here, c.name, got, c.want)
		}
	}
}

func TestTheTitleGoesFromTheParticularToTheGeneral(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		page ReaderPage
		want string
	}{
		{ReaderPage{Title: "第232期", Bulletin: ReaderBulletin{Name: "开放前沿"}, Site: ReaderSite{Office: "省自贸办"}}, "第232期 · 开放前沿 · 省自贸办"},
		{ReaderPage{Title: "开放前沿", Bulletin: ReaderBulletin{Name: "开放前沿"}}, "开放前沿"},
		{ReaderPage{Site: ReaderSite{Office: "省自贸办"}}, "省自贸办"},
	} {
		if got := c.page.fullTitle(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func draw(t *testing.T, p ReaderPage) *goquery.Document {
	t.Helper()
	var b strings.Builder
	if err := Reader(p).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if keys := i18n.Missing(b.String()); len(keys) > 0 {
		t.Errorf("texts missing for %q", keys)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestWhatTheOfficeHasNotSaidIsNotShown(t *testing.T) {
	t.Parallel()
	doc := draw(t, ReaderPage{Title: "首页"})
	if n := doc.Find(".foot li").Length(); n != 1 {
		t.Errorf("%d entries in the foot, want the sign-in alone", n)
	}
	if n := doc.Find("meta[name=SiteIDCode], meta[name=ArticleTitle]").Length(); n != 0 {
		t.Errorf("%d empty values in the head", n)
	}
	if n := doc.Find(".top-nav li").Length(); n != 0 {
		t.Errorf("%d places without a bulletin", n)
	}
}

func TestTheHeadStatesWhatTheGuideAsksFor(t *testing.T) {
	t.Parallel()
	doc := draw(t, ReaderPage{
		Title: "口岸通关", Site: ReaderSite{Office: "省自贸办", SiteID: "2300000000"}, Bulletin: ReaderBulletin{Name: "开放前沿", Slug: "kfqy"},
		Article: ReaderArticleMeta{Title: "口岸通关", Date: "2024-04-10 14:32", Source: "省口岸办"}, View: ReaderView{Large: true}, Place: ReaderArchive,
	})
	for name, want := range map[string]string{
		"SiteName": "省自贸办", "SiteIDCode": "2300000000", "ColumnName": "开放前沿",
		"ArticleTitle": "口岸通关", "PubDate": "2024-04-10 14:32", "ContentSource": "省口岸办",
	} {
		if got, _ := doc.Find("meta[name=" + name + "]").Attr("content"); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if size, _ := doc.Find("html").Attr("data-size"); size != "large" {
		t.Errorf("size %q", size)
	}
	if got := doc.Find(".top-nav [aria-current=page]").Text(); got != "往期" {
		t.Errorf("the place marked is %q", got)
	}
}

func TestAViewOfTheAddressIsCarriedOn(t *testing.T) {
	t.Parallel()
	page := `<a class="x" href="/b/a/issues/5">1</a><a href="/b/a/search?page=2&amp;q=a">2</a><a href="/b/a/issues/5#article-7">3</a><a href="/">4</a>` +
		`<a href="#main">5</a><a href="/sign-in">6</a><a href="https://example.org/b/a">7</a><a href="/b/a/issues/5/files/pdf" download>8</a>` +
		`<a href="/b/a?view=large" data-view="dark">9</a><a type="application/atom+xml" href="/b/a/feed.xml">10</a>` +
		`<form method="get" action="/b/a/search"><p title="&lt;a href=&#34;/b/a&#34;&gt;">&amp;</p></form><form method="post"></form><script>"<a href=\"/b/a\">"</script>`
	want := `<a class="x" href="/b/a/issues/5?view=large-dark">1</a><a href="/b/a/search?page=2&amp;q=a&amp;view=large-dark">2</a><a href="/b/a/issues/5?view=large-dark#article-7">3</a><a href="/?view=large-dark">4</a>` +
		`<a href="#main">5</a><a href="/sign-in">6</a><a href="https://example.org/b/a">7</a><a href="/b/a/issues/5/files/pdf" download>8</a>` +
		`<a href="/b/a?view=large" data-view="dark">9</a><a type="application/atom+xml" href="/b/a/feed.xml">10</a>` +
		`<form method="get" action="/b/a/search"><input type="hidden" name="view" value="large-dark"/><p title="&lt;a href=&#34;/b/a&#34;&gt;">&amp;</p></form><form method="post"></form><script>"<a href=\"/b/a\">"</script>`
	var out strings.Builder
	if err := carryView(&out, []byte(page), "large-dark"); err != nil || out.String() != want {
		t.Errorf("%v, got %s", err, out.String())
	}
	p := ReaderPage{Here: "/b/a", Bulletin: ReaderBulletin{Name: "甲", Slug: "a"}}
	if got := draw(t, p).Find(`.top-nav a[href*="view="]`).Length(); got != 0 {
		t.Errorf("%d links carry a view that nobody asked for", got)
	}
	p.View = ReaderView{Large: true}
	links := draw(t, p).Find(".top-nav a")
	if links.Length() != 4 || links.Filter(`[href$="?view=large"]`).Length() != 4 {
		t.Errorf("the view is lost on the way")
	}
}
