package handlers_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// made is a file that an office program made, as the tests of the readers keep it.
func made(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "internal", "flow", filepath.FromSlash(name)))
	must(t, err)
	return data
}

// serves checks that the one picture of a page comes from the server, with its words.
func (b *browser) serves(got answer, alt string) {
	b.t.Helper()
	img := got.page(b.t).Find(".ed-body img")
	if img.Length() != 1 || img.AttrOr("alt", "") != alt {
		b.t.Fatalf("%d pictures, the first one is of %q", img.Length(), img.AttrOr("alt", ""))
	}
	src := img.AttrOr("src", "")
	if kind := b.get(src).wants(b.t, http.StatusOK).header.Get("Content-Type"); kind != "image/png" {
		b.t.Errorf("%s is served as %q", src, kind)
	}
}

func TestAWholeIssueComesFromAWordFileWithItsPicture(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	form := lin.open(desk("/imports")).form(t, "textarea[name=text]").attach("file", "简报素材.docx", made(t, "docx/testdata/libreoffice.docx"))
	mapping := lin.submits(form).says(t, "夜间专窗开到第三个港区", "三个港区的月度对比", "三号泊位平面图")
	lin.open(desk("/pictures")).says(t, "还没有图片") // nothing is kept before somebody has confirmed
	done := lin.submits(mapping.form(t, "#confirm-form")).says(t, "澜江实践")
	articles := lin.articles(strings.TrimSuffix(done.form(t, "#masthead-form").action, "/masthead"))
	if len(articles) != 2 {
		t.Fatalf("there are %d articles", len(articles))
	}
	first, second := lin.open(articles[0]), lin.open(articles[1])
	first.says(t, "指2026年6月新启用的港区。", "先放行，后归并。")
	if rows := second.page(t).Find(".ed-body table tr").Length(); rows != 4 {
		t.Errorf("the table has %d rows", rows)
	}
	lin.serves(second, "三号泊位平面图")
	library := lin.open(desk("/pictures")).says(t, "用在", "当前稿《三个港区的月度对比》")
	if n := library.page(t).Find(".picture").Length(); n != 1 {
		t.Errorf("the library has %d pictures", n)
	}
}

func TestMaterialFromAWordFileIsAdoptedWithItsPicture(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	before := len(lin.articles(issue))
	form := lin.open(desk("/material")).form(t, "#register-form")
	registered := lin.submits(form.set("unit", "北屿口岸办").set("channel", "mail").attach("file", "三个港区的月度对比.docx", made(t, "docx/testdata/libreoffice.docx")))
	entry := registered.says(t, "待定", "北屿口岸办").page(t).Find("[id^=material-] th a").AttrOr("href", "")
	lin.serves(lin.open(entry).says(t, "先放行，后归并。"), "三号泊位平面图")
	article := lin.open(entry).page(t).Find(".page-head a[href*='/articles/']").AttrOr("href", "")
	lin.serves(lin.open(article), "三号泊位平面图")
	lin.submits(lin.open(desk("/pool")).form(t, "select[name=section]"))
	lin.open(entry).says(t, "采用", "第87期")
	if got := lin.articles(issue); len(got) != before+1 {
		t.Errorf("the issue has %d articles, then %d", before, len(got))
	}
	lin.serves(lin.open(article), "三号泊位平面图")
}

func TestMaterialFromAnOldWordFileIsTextAndTellsWhatIsMissing(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	registered := lin.submits(lin.open(desk("/material")).form(t, "#register-form").attach("file", "动态.wps", made(t, "msdoc/testdata/bulletin.doc")))
	entry := registered.page(t).Find("[id^=material-] th a").AttrOr("href", "")
	page := lin.open(entry).says(t, "金额为八百万元，其中进口占六成。", "企业备案", "没有读入的内容")
	var left []string
	page.page(t).Find(".notice .bulleted li").Each(func(_ int, s *goquery.Selection) { left = append(left, strings.TrimSpace(s.Text())) })
	if all := strings.Join(left, "\n"); !strings.Contains(all, "图片、图形、嵌入对象 1 个") || !strings.Contains(all, "修订中删除的文字 1 处") {
		t.Errorf("what is missing is told as %q", left)
	}
	if n := page.page(t).Find(".ed-body img").Length(); n != 0 {
		t.Errorf("%d pictures", n)
	}
}
