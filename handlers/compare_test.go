package handlers_test

import (
	"database/sql"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/paths"
)

func TestAPersonAsksWhatChangedSinceTheLastLook(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen := a.signedIn(t, "lin"), a.signedIn(t, "chen")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[0]
	lin.open(article)
	lin.open(issue + "/preview")

	f := chen.open(article).form(t, "#article-form").set("title", "维修设备进区新进展").press("op", "save")
	chen.submits(f)

	if page := lin.open(article); !strings.Contains(page.body, "您上次查看以后，这里有改动") {
		t.Error("the article page does not say that something changed")
	}
	lin.open(article+"/revisions").says(t, "自我上次查看", "与上一稿")
	for _, view := range []string{"", "&view=side"} {
		compared := lin.get(article+"/revisions?since=seen"+view).wants(t, http.StatusOK)
		soundPage(t, article, compared)
		compared.says(t, "〔新增：", "〔删除：", "行内", "对照")
	}
	compared := lin.open(issue+"/compare?from=seen&to=now").says(t, "目录", "稿件有改动", "维修设备进区新进展", "自我上次查看")
	if n := compared.page(t).Find("section.diff-article").Length(); n != 1 {
		t.Errorf("%d articles are shown as changed", n)
	}
	if got := lin.get(article + "/revisions?since=submission"); got.status != http.StatusSeeOther {
		t.Errorf("where there is nothing to compare with, the answer is %d", got.status)
	}
	chen.open(issue+"/compare").says(t, "还没有可以比对的稿")
}

func TestAReviewerSeesWhatChangedSinceSubmission(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chu, fu := a.signedIn(t, "lin"), a.signedIn(t, "chu"), a.signedIn(t, "fu")
	issue := lin.imports(pasted)
	lin.does(issue, "submit")
	fu.open(issue + "/review")
	article := lin.articles(issue)[0]
	chu.submits(chu.open(article).form(t, "#article-form").set("title", "维修设备进区新进展").press("op", "save"))
	chu.approves(issue)
	page := fu.open(issue+"/review").says(t, "您上次看过（", "以来的改动", "〔新增：")
	if page.page(t).Find("#changes details").Length() != 0 {
		t.Error("the reviewer's page repeats what did not change")
	}
	fu.open(issue+"/compare?from=submission&to=now").says(t, "第 1 次送审", "审改")
	fu.open(article+"/revisions").says(t, "审改", "初审", "意见：同意", "自送审")
}

func TestReadingWritesNothingButTheMarkOfHavingSeen(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin := a.signedIn(t, "lin")
	issue := lin.imports(pasted)
	article := lin.articles(issue)[0]
	lin.does(issue, "submit")
	db := a.database(t)
	before := rowsOf(t, db)
	for _, path := range []string{
		article, article + "/revisions", issue, issue + "/review", issue + "/preview", issue + "/review-copy", issue + "/sign-off-sheet", issue + "/compare", issue + "/history", desk("/issues"), desk("/pool"),
	} {
		lin.do(http.MethodHead, path, nil)
		if got := rowsOf(t, db); path == article && !slices.Equal(got["looks"], before["looks"]) {
			t.Error("a HEAD request counts as a look")
		}
		lin.open(path)
	}
	after := rowsOf(t, db)
	for table, rows := range after {
		switch table {
		case "looks":
			if len(rows) != 2 {
				t.Errorf("%d looks were noted, want the article and the issue", len(rows))
			}
		case "sessions", "sqlite_sequence": // when it was last used; how many looks there are
		default:
			if !slices.Equal(rows, before[table]) {
				t.Errorf("reading changed %s", table)
			}
		}
	}
}

// database opens the test's database file beside the application.
func (a *app) database(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+databaseFile(t)+"?_pragma=busy_timeout(5000)")
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// databaseFile is where the test's application keeps its database.
func databaseFile(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(filepath.Dir(t.TempDir()), "*", "jianbao.db"))
	if err != nil || len(found) != 1 {
		t.Fatalf("databases of this test: %q %v", found, err)
	}
	return found[0]
}

// rowsOf is every row of every table, as text.
func rowsOf(t *testing.T, db *sql.DB) map[string][]string {
	t.Helper()
	tables, err := db.QueryContext(t.Context(), "SELECT name FROM sqlite_master WHERE type = 'table'")
	must(t, err)
	defer func() { _ = tables.Close() }()
	var names []string
	for tables.Next() {
		var name string
		must(t, tables.Scan(&name))
		names = append(names, name)
	}
	must(t, tables.Err())
	out := make(map[string][]string, len(names))
	for _, name := range names {
		out[name] = dump(t, db, name)
	}
	return out
}

func dump(t *testing.T, db *sql.DB, table string) (out []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT * FROM "+table)
	must(t, err)
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	must(t, err)
	for rows.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		must(t, rows.Scan(into...))
		out = append(out, fmt.Sprint(row...))
	}
	must(t, rows.Err())
	return out
}

func TestTheMarkedUpCopyCarriesCommentsInItsMargin(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	issue, article := h.issues["reviewing"].ID, h.articles["reviewing"][0]
	first := h.signedIn(t, "first")
	at := paths.With(paths.To(paths.IssueCompare, "kfqy", issue), "from", "first", "to", "now")
	page := first.open(at)
	page.says(t, "批注1", "北屿口岸", canary("reviewing", "comment"))
	h.browser(t).get(at).wants(t, http.StatusSeeOther)
	must(t, h.news.ResolveComment(t.Context(), h.people["first"], article, h.comment, true))
	first.open(at).says(t, "批注1（已解决）")
	file := first.get(paths.With(paths.To(paths.IssueMarkedUp, "kfqy", issue, "docx"), "from", "first", "to", "now")).wants(t, http.StatusOK)
	if !strings.Contains(readWord(t, file).all, canary("reviewing", "comment")) {
		t.Error("the file says nothing of the comment")
	}
}
