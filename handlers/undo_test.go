package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// takesBack presses 撤销 in the toast of a page.
func (b *browser) takesBack(a answer) answer {
	b.t.Helper()
	a.says(b.t, "撤销")
	return b.submits(a.form(b.t, "#flash form"))
}

// outline is the contents as the desk shows them: sections and, below each, its articles.
func (a answer) outline(t *testing.T) string {
	t.Helper()
	var out []string
	a.page(t).Find("#contents .section-name, #contents a.contents-title").Each(func(_ int, s *goquery.Selection) {
		out = append(out, strings.TrimSpace(s.Text()))
	})
	return strings.Join(out, "\n")
}

// firstSection is a form of the first section whose address ends like this.
func (a answer) firstSection(t *testing.T, end string) *form {
	t.Helper()
	id := a.page(t).Find("#contents [data-section]").First().AttrOr("data-section", "")
	return a.form(t, `form[action$="/sections/`+id+end+`"]`)
}

func TestARemovedSectionIsPutBackWithItsArticles(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	before := lin.open(issue)
	was := before.outline(t)
	removed := lin.submits(before.firstSection(t, "/remove"))
	removed.says(t, "栏目已移除，其中的稿件已回到稿库。")
	if got := removed.outline(t); got != "制度创新\n清单管理落地" {
		t.Errorf("the contents are %q", got)
	}
	lin.open(desk("/pool")).says(t, "口岸通关提速", "保税维修起步")
	removed = lin.submits(lin.open(issue).firstSection(t, "/remove")) // the toast is of the newest removal
	if got := removed.outline(t); got != "" {
		t.Errorf("the contents are %q", got)
	}
	back := lin.takesBack(removed)
	if got := back.outline(t); got != "制度创新\n清单管理落地" {
		t.Errorf("taken back, the contents are %q", got)
	}
	again := lin.takesBack(back) // the undoing too
	if got := again.outline(t); got != "" {
		t.Errorf("done again, the contents are %q", got)
	}
	lin.open(issue+"/history").says(t, "恢复栏目", "制度创新")

	other := lin.imports(strings.Replace(pasted, "第87期", "第88期", 1))
	if got := lin.takesBack(lin.submits(lin.open(other).firstSection(t, "/remove"))).outline(t); got != was {
		t.Errorf("taken back, the contents are %q, not %q", got, was)
	}
}

func TestARemovedSectionThatOthersFilledIsAskedAbout(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	issue := lin.imports(pasted)
	remove := lin.open(issue).firstSection(t, "/remove")
	chen.submits(chen.open(issue).form(t, `input[id^="new-article-"]:first-of-type[id$="`+chen.open(issue).page(t).Find("[data-section]").First().AttrOr("data-section", "")+`"]`).set("title", "刚写的一篇"))
	asked := lin.send(remove).wants(t, http.StatusConflict).says(t, "现在的顺序", "我的顺序")
	if got := lin.open(issue).outline(t); !strings.Contains(got, "刚写的一篇") {
		t.Fatalf("the contents are %q", got)
	}
	done := lin.submits(asked.form(t, `form[action$="/order"]`))
	if got := done.outline(t); got != "制度创新\n清单管理落地" {
		t.Errorf("the contents are %q", got)
	}
	lin.open(desk("/pool")).says(t, "刚写的一篇", "口岸通关提速")
	if got := lin.takesBack(done).outline(t); !strings.Contains(got, "刚写的一篇") {
		t.Errorf("taken back, the contents are %q", got)
	}
}

func TestARemovedSectionComesBackUnderReviewAtANamedCost(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chu := a.signedIn(t, "lin"), a.signedIn(t, "chu")
	issue := lin.imports(pasted)
	lin.does(issue, "submit")
	chu.approves(issue)
	was := lin.open(issue).outline(t)
	removed := lin.confirms(lin.send(lin.open(issue).firstSection(t, "/remove")).says(t, "初审"))
	if got := removed.outline(t); got == was {
		t.Fatalf("the contents are %q", got)
	}
	chu.approves(issue)
	if got := lin.confirms(lin.send(removed.form(t, "#flash form"))).outline(t); got != was {
		t.Errorf("taken back, the contents are %q", got)
	}
}

func TestAPlacedArticleGoesBackToThePool(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	lin.submits(lin.open(desk("/pool")).form(t, "input[name=title]").set("title", "稿库里的一篇"))
	was := lin.open(issue).outline(t)
	for name, place := range map[string]func() *form{
		"from beside the contents": func() *form {
			page := lin.open(issue)
			return page.form(t, "#pool-found form").press("article", page.page(t).Find(".pool-line button[name=article]").AttrOr("value", ""))
		},
		"from the pool": func() *form { return lin.open(desk("/pool")).form(t, "select[name=section]") },
	} {
		placed := lin.submits(place()).says(t, "已编入。")
		if got := lin.open(issue).titles(t); !slices.Contains(got, "稿库里的一篇") {
			t.Errorf("%s: the contents are %q", name, got)
		}
		if got := lin.takesBack(placed).outline(t); got != was {
			t.Errorf("%s, taken back: the contents are %q", name, got)
		}
		lin.open(desk("/pool")).says(t, "稿库里的一篇")
	}
}

func TestARenamedSectionGetsItsNameBack(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	issue := lin.imports(pasted)
	late := chen.open(issue).firstSection(t, "").set("title", "另一个名字")
	renamed := lin.submits(lin.open(issue).firstSection(t, "").set("title", " 澜江新实践 ")).says(t, "栏目已改名。")
	if got := renamed.outline(t); !strings.HasPrefix(got, "澜江新实践\n") {
		t.Errorf("the contents are %q", got)
	}
	chen.send(late).wants(t, http.StatusConflict)
	back := lin.takesBack(renamed)
	if got := back.outline(t); !strings.HasPrefix(got, "澜江实践\n") {
		t.Errorf("taken back, the contents are %q", got)
	}
	if got := lin.takesBack(back).outline(t); !strings.HasPrefix(got, "澜江新实践\n") {
		t.Errorf("done again, the contents are %q", got)
	}
	same := lin.submits(lin.open(issue).firstSection(t, ""))
	if got := same.flash(t); got != "" {
		t.Errorf("the same name says %q", got)
	}
}

func TestARenamedArticleGetsItsTitleBack(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	page := lin.open(issue).page(t)
	pencil := page.Find(".contents-line .pencil").First()
	address := pencil.AttrOr("data-action", "")
	renamed := lin.post(address, "role", "editor", "base", pencil.AttrOr("data-base", ""), "title", "口岸再提速").wants(t, http.StatusSeeOther)
	path, _, _ := strings.Cut(renamed.to, "#")
	shown := lin.open(path).says(t, "标题已改。")
	if got := shown.titles(t)[0]; got != "口岸再提速" {
		t.Errorf("the title is %q", got)
	}
	text := lin.open(lin.articles(issue)[0]).blockTexts(t)
	if got := lin.takesBack(shown).titles(t)[0]; got != "口岸通关提速" {
		t.Errorf("taken back, the title is %q", got)
	}
	if got := lin.open(lin.articles(issue)[0]).blockTexts(t); !slices.Equal(got, text) {
		t.Errorf("the text became %q", got)
	}
	same := lin.open(issue).page(t).Find(".contents-line .pencil").First()
	lin.post(address, "role", "editor", "base", same.AttrOr("data-base", ""), "title", "口岸通关提速").wants(t, http.StatusSeeOther)
	if got := lin.open(issue).flash(t); got != "" {
		t.Errorf("the same title says %q", got)
	}
}
