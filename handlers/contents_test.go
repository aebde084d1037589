package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// confirms answers the page that names what a change under review costs, and reads where that leads.
func (b *browser) confirms(asked answer) answer {
	b.t.Helper()
	asked.wants(b.t, http.StatusConflict)
	token := asked.page(b.t).Find("button[name=confirm]").AttrOr("value", "")
	return b.submits(asked.form(b.t, "button[name=confirm]").press("confirm", token))
}

// titles are the titles of an issue's contents as the desk shows them.
func (a answer) titles(t *testing.T) (out []string) {
	t.Helper()
	a.page(t).Find("a.contents-title").Each(func(_ int, s *goquery.Selection) { out = append(out, strings.TrimSpace(s.Text())) })
	return out
}

func TestContentsUnderReviewChangeAtANamedCost(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chu := a.signedIn(t, "lin"), a.signedIn(t, "chu")
	issue := lin.imports(pasted)
	lin.does(issue, "submit")
	chu.approves(issue)

	page := lin.open(issue).says(t, "正在审核", "由您确认")
	before := page.titles(t)
	down := page.form(t, `form[id^="move-article-"]:has(button[value=up][disabled])`).press("direction", "down")
	asked := lin.send(down).says(t, "初审", "某chu")
	if got := lin.open(issue).titles(t); !slices.Equal(got, before) {
		t.Errorf("the order changed before it was confirmed: %q", got)
	}
	after := lin.confirms(asked).titles(t)
	if want := []string{before[1], before[0], before[2]}; !slices.Equal(after, want) {
		t.Errorf("the order is %q, want %q", after, want)
	}
	lin.open(issue).says(t, "待初审") // the run went back to the first step
	chu.approves(issue)

	added := lin.open(issue).form(t, "#new-section-title").set("title", "前沿观察")
	lin.confirms(lin.send(added)).says(t, "三、前沿观察")
	removed := lin.open(issue).form(t, `form[action$="`+strings.TrimPrefix(lin.articles(issue)[0], desk(""))+`/pool"]`)
	if left := lin.confirms(lin.send(removed)).titles(t); len(left) != 2 {
		t.Errorf("%q are left", left)
	}
	late := lin.open(issue).form(t, "#masthead-form").set("host", "省开放工作办公室")
	lin.confirms(lin.send(late)).says(t, "省开放工作办公室")

	for _, page := range []string{"/review", "/sign-off-sheet"} { // what changed since submission, besides texts
		chu.open(issue+page).says(t, "前沿观察", "新增栏目", "移出本期", "省开放工作办公室")
	}
}

func TestAnArticleForAnIssueThatWentToReviewMeanwhileIsAskedAbout(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	lin.submits(lin.open(desk("/pool")).form(t, "input[name=title]").set("title", "稿库里的一篇"))
	place := lin.open(desk("/pool")).form(t, "select[name=section]")
	lin.does(issue, "submit")
	lin.confirms(lin.send(place))
	if got := lin.open(issue).titles(t); !slices.Contains(got, "稿库里的一篇") {
		t.Errorf("the contents are %q", got)
	}
}
