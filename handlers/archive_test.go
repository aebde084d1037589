package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// oldIssue is a bulletin from before the system, as a text file.
func oldIssue(number int, date string) []byte {
	return fmt.Appendf(nil, `开放前沿

第%d期

主办：省开放筹备组　　%s

一、澜江旧闻

（一）渡口改建完工

鹭洲渡口改建完工，两岸往来不再等候，货车过江由半天减为一小时。
`, number, date)
}

// TestOldIssuesGoFromTheirFilesToTheReaders walks the whole way by the forms as they are drawn.
func TestOldIssuesGoFromTheirFilesToTheReaders(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, qian, reader := a.signedIn(t, "lin"), a.signedIn(t, "qian"), a.browser(t)
	intake := lin.open(desk("/issues")).page(t).Find("a[href='"+desk("/issues/archive")+"']").AttrOr("href", "")
	form := lin.open(intake).form(t, "input[name=file]")
	lin.refuses(form, http.StatusUnprocessableEntity)
	form = lin.open(intake).form(t, "input[name=file]").attach("file", "第13期.txt", oldIssue(13, "2019年4月15日")).attach("folder", "第12期.txt", oldIssue(12, "2019年4月8日"))
	queue := lin.submits(form).says(t, "第12期", "第13期", "2019年4月8日", "待核对")
	lin.submits(lin.open(intake).form(t, "input[name=file]").attach("file", "空白.txt", nil)).says(t, "空白.txt", "未能读取")

	lin.open(desk("")).says(t, "2 个往期文件等待核对")
	mapping := lin.open(queue.page(t).Find("th a").First().AttrOr("href", ""))
	refused := lin.refuses(mapping.form(t, "#confirm-form").set("number", "87"), http.StatusConflict)
	refused.says(t, "补录的期号要在第87期以前")
	next := lin.submits(lin.open(queue.page(t).Find("th a").First().AttrOr("href", "")).form(t, "#confirm-form")).says(t, "第12期核对完毕", "核对：第13期.txt")
	waiting := lin.submits(next.form(t, "#confirm-form")).says(t, "全部文件都已核对", "待确认")
	issue := waiting.page(t).Find("th a").First().AttrOr("href", "")
	draft := lin.open(issue).says(t, "补录", "编辑中")
	if n := draft.page(t).Find("a[href$='/do/submit']").Length(); n != 0 {
		t.Error("an archive issue can be submitted")
	}
	public := "/b/kfqy" + strings.TrimPrefix(issue, "/desk/b/kfqy")
	reader.get(public).wants(t, http.StatusNotFound)

	qian.open(desk("")).says(t, "2 期往期等待确认")
	batch := qian.open(qian.open(desk("/issues")).page(t).Find("a[href='"+desk("/issues/archive/confirm")+"']").AttrOr("href", ""))
	batch.says(t, "共 2 期等待确认", "据存档补录", "不发通知，不发邮件", "公开 2 期", "只能撤下")
	qian.refuses(batch.form(t, "input[name=password]").set("password", "not the password at all"), http.StatusUnprocessableEntity)
	qian.submits(batch.form(t, "input[name=password]").set("password", passphrase)).says(t, "已确认 2 期", "没有等待确认的往期")
	must(t, a.news.DrainOutbox(t.Context()))
	reader.get(public).wants(t, http.StatusOK).says(t, "据存档补录", "2019年4月8日", "鹭洲渡口改建完工")
	reader.get("/b/kfqy/archive?year=2019").wants(t, http.StatusOK).says(t, "第12期", "第13期")
	reader.get("/b/kfqy/search?q=鹭洲").wants(t, http.StatusOK).says(t, "第12期", "第13期")
	qian.get(issue+"/sign-off-sheet").wants(t, http.StatusNotFound)
	qian.open(issue+"/history").says(t, "确认往期补录")
	lin.open(desk("/issues/archive?state=admitted")).says(t, "第12期", "第13期", "已确认")
}
