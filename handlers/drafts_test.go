package handlers_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/newsroom"
)

// told is what the server says to a script.
type told struct {
	Code    string
	Message string
	Saved   string
	Version int64
	Mine    bool
	Own     bool
	Lease   *struct{ Message string }
}

// script posts a form as the page's script does.
func (b *browser) script(path string, f *form, headers ...string) (int, told) {
	b.t.Helper()
	var pairs []string
	for name, values := range f.values {
		for _, v := range values {
			pairs = append(pairs, name, v)
		}
	}
	headers = append(headers, "Sec-Fetch-Site", "same-origin", "Origin", b.base, "Accept", "application/json")
	got := b.do(http.MethodPost, path, pairs, headers...)
	var out told
	if err := json.Unmarshal([]byte(got.body), &out); err != nil && got.status != http.StatusNoContent {
		b.t.Fatalf("%s answers %d: %s", path, got.status, got.body)
	}
	return got.status, out
}

// alive is a tab's sign of life.
func (b *browser) alive(article, op, token string) (int, told) {
	b.t.Helper()
	f := b.open(article).form(b.t, "#article-form")
	f.values = map[string][]string{"role": f.values["role"], "op": {op}, "token": {token}}
	return b.script(article+"/lease", f)
}

func TestAutosaveTakesTheFormAsItIs(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[1]
	page := lin.open(article)
	field, _ := page.textField(t, 0)
	f := page.form(t, "#article-form").set(field, "写到一半的话。").set("title", "")
	status, said := lin.script(article+"/copy", f)
	if status != http.StatusOK || said.Saved != "09:00" || said.Version != 1 {
		t.Errorf("answered %d %+v", status, said)
	}
	if _, again := lin.script(article+"/copy", f); again.Version != 1 {
		t.Errorf("an unchanged text was written as version %d", again.Version)
	}
	restored := lin.open(article).says(t, "已恢复您", "写到一半的话。")
	if got := restored.form(t, "#article-form").values.Get("title"); got != "" {
		t.Errorf("the title was restored as %q", got)
	}
	if strings.Contains(chen.open(article).body, "写到一半") {
		t.Error("a colleague sees it")
	}
	lin.open(article+"/copy").says(t, "写到一半的话。")
	chen.get(article+"/copy").wants(t, http.StatusNotFound)

	lin.submits(restored.form(t, "#article-form").set("title", "保税维修起步").press("op", "save")).says(t, "写到一半的话。")
	if strings.Contains(lin.open(article).body, "已恢复您") {
		t.Error("after the save the copy is still there")
	}
}

func TestAutosaveAnswersAScriptInItsLanguage(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[1]
	page := lin.open(article)
	field, _ := page.textField(t, 0)
	f := page.form(t, "#article-form").set(field, strings.Repeat("长", 20_001))
	if status, said := lin.script(article+"/copy", f); status != http.StatusUnprocessableEntity || said.Code != "invalid" || said.Message == "" {
		t.Errorf("too long a text is answered %d %+v", status, said)
	}
	f.set(field, "写到一半。")
	user := f.drawn.AttrOr("data-user", "")
	if status, said := chen.script(article+"/copy?user="+user, f); status != http.StatusConflict || !strings.Contains(said.Message, "另一个人") {
		t.Errorf("somebody else's page is answered %d %+v", status, said)
	}
	if status, said := a.browser(t).script(article+"/copy", f); status != http.StatusUnauthorized || said.Code != "unauthenticated" {
		t.Errorf("signed out the answer is %d %+v", status, said)
	}
	f.values.Del("title")
	if status, _ := lin.script(article+"/copy", f); status != http.StatusUnprocessableEntity {
		t.Errorf("what is no article's form is answered %d", status)
	}
}

func TestATabLearnsWhoIsInTheArticle(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[1]
	if status, said := lin.alive(article, "open", "one"); status != http.StatusOK || !said.Mine {
		t.Fatalf("the first is answered %d %+v", status, said)
	}
	if status, said := chen.alive(article, "open", "two"); status != http.StatusOK || said.Mine {
		t.Errorf("the second is answered %d %+v", status, said)
	}
	chen.open(issue).says(t, "某lin正在编辑")
	chen.open(article).says(t, "某lin正在编辑（09:00 起）", "接手编辑")
	chen.open(article+"?view=read").says(t, "只读查看")
	asked := chen.open(article+"/take-over").says(t, "某lin已经写下、还没有保存的内容仍在他本人那里")
	chen.submits(asked.form(t, `form[action$="/take-over"]`)).says(t, "已由您接手编辑。")
	if status, said := chen.alive(article, "keep", "two"); status != http.StatusOK || !said.Mine {
		t.Errorf("whoever took over is answered %d %+v", status, said)
	}
	status, said := lin.alive(article, "keep", "one")
	if status != http.StatusConflict || said.Code != "lease_lost" || !strings.Contains(said.Message, "某chen已于 09:00 接手编辑") {
		t.Errorf("the other tab is answered %d %+v", status, said)
	}
	page := lin.open(article)
	field, _ := page.textField(t, 0)
	if status, said = lin.script(article+"/copy", page.form(t, "#article-form").set(field, "还在写。")); status != http.StatusOK || said.Lease == nil {
		t.Errorf("the text of the one who lost it is answered %d %+v", status, said)
	}
	if status, said = lin.alive(article, "over", "one"); status != http.StatusOK || !said.Mine {
		t.Errorf("taken over again: %d %+v", status, said)
	}
	if status, _ = lin.alive(article, "leave", "one"); status != http.StatusNoContent {
		t.Errorf("leaving is answered %d", status)
	}
	if strings.Contains(chen.open(issue).body, "正在编辑") {
		t.Error("the contents still name somebody")
	}
}

func TestSignsOfLifeKeepNoSessionAlive(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[1]
	f := lin.open(article).form(t, "#article-form")
	f.values = map[string][]string{"role": f.values["role"], "op": {"keep"}, "token": {"one"}}
	for range 3 {
		a.clock.Advance(newsroom.SessionIdle / 3)
		if status, _ := lin.script(article+"/lease", f, "X-Idle", "1"); status == http.StatusUnauthorized {
			return
		}
	}
	a.clock.Advance(time.Minute)
	if status, _ := lin.script(article+"/lease", f, "X-Idle", "1"); status != http.StatusUnauthorized {
		t.Errorf("after %v without a key the tab is answered %d", newsroom.SessionIdle, status)
	}
}

func TestTypingKeepsASessionAlive(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[1]
	f := lin.open(article).form(t, "#article-form")
	for range 3 {
		a.clock.Advance(newsroom.SessionIdle * 2 / 3)
		if status, _ := lin.script(article+"/copy", f); status != http.StatusOK {
			t.Fatalf("whoever types is answered %d", status)
		}
	}
}

func TestAStaleSubmissionIsRefused(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[1]
	ask := lin.open(issue+"/do/submit").form(t, `form[action$="/do/submit"]`)
	chen.retexts(article, 0, "看过之后又改了。").leads(t, article)
	lin.refuses(ask, http.StatusConflict).says(t, "又有改动")

	page := chen.open(article)
	field, _ := page.textField(t, 0)
	chen.script(article+"/copy", page.form(t, "#article-form").set(field, "还没有保存。"))
	own := chen.open(issue+"/do/submit").says(t, "有 1 处写好还没有保存的内容").page(t)
	if own.Find(`.notice a[href="`+article+`"]`).Length() != 1 {
		t.Error("one's own text is not linked")
	}
	other := lin.open(issue+"/do/submit").says(t, "某chen")
	other.page(t).Find(".notice a").Each(func(_ int, s *goquery.Selection) { t.Errorf("leads to %q", s.AttrOr("href", "")) })
	lin.submits(other.form(t, `form[action$="/do/submit"]`))
}

func TestASideRevisionIsMergedNotRestored(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[1]
	page := lin.open(article)
	field, _ := page.textField(t, 0)
	f := page.form(t, "#article-form").set(field, "让给别人的一稿。")
	f.action = article + "/aside"
	side := lin.submits(f).says(t, "已保存为副本", "让给别人的一稿。", "与现稿合并")
	if side.page(t).Find(`form[action*="/revisions/"]`).Length() > 0 {
		t.Error("a side revision can be restored")
	}
	if strings.Contains(chen.open(article).body, "让给别人") {
		t.Error("it has become the current text")
	}
	chen.open(article+"/revisions").says(t, "副本")
	merge := chen.open(side.page(t).Find("a.button-primary").AttrOr("href", "")).says(t, "某lin的副本")
	chen.submits(merge.form(t, "#merge-form").press("op", "save")).says(t, "让给别人的一稿。") // only one side has changed anything
}
