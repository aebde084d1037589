package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/models"
)

// recordForm fills in what somebody decided on paper, with the check code of the printed sheet.
func recordForm(t *testing.T, b *browser, issue, by, opinion string) *form {
	t.Helper()
	code := strings.TrimSpace(b.open(issue + "/sign-off-sheet").page(t).Find(".code, .sheet-code").First().Text())
	f := b.open(issue+"/do/record").form(t, "input[name=code]")
	f.control("by").Find("option").Each(func(_ int, o *goquery.Selection) {
		if strings.Contains(o.Text(), by) {
			f.set("by", o.AttrOr("value", ""))
		}
	})
	return f.set("way", "paper").set("verdict", "approved").set("opinion", opinion).set("code", code)
}

func TestJourneyOfASignOffRecordedFromPaperAndAnObjection(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, jiao, chu, fu, qian := a.signedIn(t, "lin"), a.signedIn(t, "jiao"), a.signedIn(t, "chu"), a.signedIn(t, "fu"), a.signedIn(t, "qian")
	issue := lin.imports(pasted)
	lin.does(issue, "submit")
	chu.approves(issue)
	fu.approves(issue)

	if page := jiao.open(issue + "/review").page(t); page.Find(`a[href="`+issue+`/do/record"]`).Length() != 1 {
		t.Error("the reviewer's page does not lead to the record")
	}
	lin.get(issue+"/do/record").wants(t, http.StatusForbidden) // who drafted records nothing
	wrong := jiao.refuses(recordForm(t, jiao, issue, "某qian", "同意印发，请党政办发。").set("code", "0123-4567-89ab-cdef"), http.StatusUnprocessableEntity)
	wrong.says(t, "同意印发，请党政办发。")
	kept := wrong.form(t, "input[name=code]")
	if kept.values.Get("code") != "0123-4567-89ab-cdef" || kept.values.Get("way") != "paper" || kept.values.Get("opinion") != "同意印发，请党政办发。" {
		t.Errorf("the form reads %v", kept.values)
	}
	without := recordForm(t, jiao, issue, "某qian", "同意印发")
	if text := jiao.refuses(without, http.StatusUnprocessableEntity).page(t).Find("#problems").Text(); !strings.Contains(text, "扫描") {
		t.Errorf("without a scan the page says %q", text)
	}
	byPhone := recordForm(t, jiao, issue, "某qian", "同意印发").attach("scan", "审签单.png", png)
	byPhone.values.Set("way", "telephone") // not offered for a sign-off
	jiao.refuses(byPhone, http.StatusUnprocessableEntity)
	jiao.refuses(recordForm(t, jiao, issue, "某qian", "同意印发").attach("scan", "审签单.exe", []byte("MZ not a picture")), http.StatusUnprocessableEntity)
	jiao.submits(recordForm(t, jiao, issue, "某qian", "同意印发").attach("scan", "审签单.png", png)).says(t, "已签发")

	jiao.open(issue+"/sign-off-sheet").says(t, "某qian", "某jiao", "代录", "同意印发")
	todo := qian.open(desk("")).says(t, "代录", "某jiao")
	scan := todo.page(t).Find(`a[href*="/uploads/"]`).AttrOr("href", "")
	file := qian.get(scan).wants(t, http.StatusOK)
	if file.body != string(png) || file.header.Get("Content-Type") != "image/png" || !strings.HasPrefix(file.header.Get("Content-Disposition"), "attachment") ||
		!strings.Contains(file.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the scan comes as %v", file.header)
	}
	qian.does(issue, "publish")
	public := strings.Replace(issue, "/desk", "", 1)
	a.browser(t).open(public).says(t, "某qian")

	object := todo.page(t).Find(`a[href*="/do/object"]`).AttrOr("href", "")
	ask := qian.open(object).says(t, "某jiao", "同意印发")
	qian.refuses(ask.form(t, "textarea[name=reason]"), http.StatusUnprocessableEntity)
	qian.submits(ask.form(t, "textarea[name=reason]").set("reason", "本人未在纸上签字"))
	a.browser(t).get(public).wants(t, http.StatusGone)
	qian.open(issue).says(t, "紧急下线")
	back := qian.open(issue+"/do/restore").form(t, "textarea[name=reason]").set("reason", "误操作").set("password", passphrase)
	qian.refuses(back, http.StatusConflict) // nothing signed stands behind it any more
	a.browser(t).get(public).wants(t, http.StatusGone)
}

func TestJourneyOfAReturnedIssue(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chu, fu := a.signedIn(t, "lin"), a.signedIn(t, "chu"), a.signedIn(t, "fu")
	issue := lin.imports(pasted)
	articles := lin.articles(issue)
	lin.does(issue, "submit")
	chu.approves(issue)

	ask := fu.open(issue + "/do/return")
	second := articles[1][strings.LastIndex(articles[1], "/")+1:]
	block := second + ":" + lin.open(articles[1]).page(t).Find("input[name=block]").AttrOr("value", "")
	refused := fu.refuses(ask.form(t, "textarea[name=reason]").set("named", block), http.StatusUnprocessableEntity)
	again := refused.says(t, "请填写").form(t, "textarea[name=reason]")
	if got := again.values["named"]; len(got) != 1 || got[0] != block {
		t.Errorf("named were %q after a refusal", got)
	}
	again.values["note"][slices.Index(again.values["place"], second)] = "请补来源" // what is written about counts as named
	fu.submits(again.set("reason", "第二篇数字与来源不符，请核对").set("category", "facts"))

	lin.open(desk("")).says(t, "第87期", "已退回")
	note := lin.open(issue).says(t, "第二篇数字与来源不符，请核对", "某fu", "复审", "事实与数据", "请补来源", "已处理 0／2").page(t).Find("#returned .point-place a")
	_, id, _ := strings.Cut(block, ":")
	if note.Length() != 2 || note.AttrOr("href", "") != articles[1] || note.Last().AttrOr("href", "") != articles[1]+"#block-"+id {
		t.Errorf("named are %q", note.Text())
	}
	lin.open(articles[0]).page(t).Find("#returned").Each(func(int, *goquery.Selection) { t.Error("an article that was not named shows points") })
	lin.submits(lin.open(articles[1]).says(t, "请补来源").form(t, "#returned .point:first-child input[name=answer]").set("answer", "来源已补"))
	if got := lin.retexts(articles[1], 0, "青圩保税区首批维修设备进区，全年计划维修二百一十台套。"); got.status != http.StatusSeeOther {
		t.Fatalf("the correction answered %d", got.status)
	}
	open := lin.open(issue+"/do/submit").says(t, "还有 1 处未处理").form(t, "input[name=hash]")
	lin.refuses(open, http.StatusUnprocessableEntity)
	lin.submits(open.set("confirm", "1"))
	chu.open(issue+"/review").says(t, "二百一十台套", "处理说明：来源已补", "未处理", "您上次看过")
	chu.approves(issue)
	fu.approves(issue)
}

func TestJourneyOfARecallAVoidAndADeletion(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen, chu := a.signedIn(t, "lin"), a.signedIn(t, "chen"), a.signedIn(t, "chu")
	issue := lin.imports(pasted)
	lin.does(issue, "submit")
	chu.open(issue)
	chen.get(issue+"/do/recall").wants(t, http.StatusConflict) // only whoever submitted it
	lin.does(issue, "recall").says(t, "编辑中")
	chu.get(issue).wants(t, http.StatusNotFound)
	lin.get(issue+"/do/delete").wants(t, http.StatusConflict) // it was under review once
	refused := lin.refuses(lin.open(issue+"/do/void").form(t, "textarea[name=reason]"), http.StatusUnprocessableEntity)
	lin.submits(refused.form(t, "textarea[name=reason]").set("reason", "两期合并")).says(t, "已作废")
	lin.open(issue).says(t, "两期合并")
	taken := lin.refuses(mapped(t, lin, pasted).form(t, "#confirm-form"), http.StatusConflict) // a voided number is not given again
	if taken.page(t).Find(`a[href="`+issue+`"]`).Length() == 0 {
		t.Error("the page does not lead to the issue that holds the number")
	}

	other := lin.imports(strings.Replace(pasted, "第87期", "第88期", 1))
	list := lin.does(other, "delete")
	if list.page(t).Find(`main a[href="`+other+`"]`).Length() > 0 {
		t.Error("a deleted draft is still listed")
	}
	lin.submits(list.form(t, "#flash form"))
	lin.open(other).says(t, "第88期")

	article := lin.articles(other)[2]
	pool := lin.submits(lin.open(other).form(t, `form[action="`+strings.Replace(article, "/articles/", other[len(desk("")):]+"/articles/", 1)+`/pool"]`))
	if strings.Contains(pool.page(t).Find(".contents-list").Text(), "清单管理落地") {
		t.Error("the article is still in the contents")
	}
	lin.open(desk("/pool")).says(t, "清单管理落地")
	deleted := lin.submits(lin.open(article).form(t, `form[action="`+article+`/delete"]`))
	lin.submits(deleted.form(t, "#flash form")).says(t, "清单管理落地")
	lin.open(article).form(t, "#article-form")
}

// mapped pastes a text and shows what was recognised.
func mapped(t *testing.T, b *browser, text string) answer {
	t.Helper()
	return b.submits(b.open(desk("/imports")).form(t, "textarea[name=text]").set("text", text))
}

func TestJourneyOfAReplacementDuringReview(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chu, fu := a.signedIn(t, "lin"), a.signedIn(t, "chu"), a.signedIn(t, "fu")
	issue := lin.imports(pasted)
	articles := lin.articles(issue)
	lin.does(issue, "submit")
	chu.approves(issue)

	const text = "青圩保税区首批维修设备进区，\n另起一段：全年计划维修三百台套。"
	asked := lin.retexts(articles[1], 0, text)
	asked.wants(t, http.StatusConflict).says(t, "某chu", "初审")
	soundPage(t, articles[1], asked)
	if texts := fu.open(articles[1]).text(t); strings.Contains(texts, "三百台套") {
		t.Error("an unconfirmed replacement was saved")
	}
	again := lin.refuses(asked.form(t, "button[name=confirm]").press("op", "edit"), http.StatusOK) // back to the text
	if got := strings.Join(again.blockTexts(t), "\n"); got != text {
		t.Errorf("back in the form the text reads %q", got)
	}
	asked = lin.refuses(again.form(t, "#article-form").press("op", "save"), http.StatusConflict)
	token := asked.page(t).Find("button[name=confirm]").AttrOr("value", "")
	lin.submits(asked.form(t, "button[name=confirm]").press("confirm", token))
	fu.get(issue+"/do/approve").wants(t, http.StatusOK)
	chu.open(issue+"/review").says(t, "三百台套")
	chu.approves(issue)
	fu.approves(issue)
}

func TestJourneyOfSomebodyWithTwoRoles(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	a.person(t, "shuang", models.Editor, models.Reviewer)
	two, other := a.signedIn(t, "shuang"), a.signedIn(t, "lin")
	issue := other.imports(pasted)
	form := two.open(issue).form(t, "#masthead-form") // drawn for the editor
	change := two.open(desk("")).form(t, `form[action="/desk/b/kfqy/role"]`).press("to", "reviewer")
	if got := two.submits(change); role(t, two) != "审核" || got.flash(t) == "" {
		t.Errorf("acting as %s after the switch; the page says %q", role(t, two), got.flash(t))
	}
	two.get(issue).wants(t, http.StatusNotFound) // a draft is none of a reviewer's business
	two.send(form).wants(t, http.StatusConflict)
	other.does(issue, "submit")
	two.approves(issue)
	two.submits(two.open(desk("")).form(t, `form[action="/desk/b/kfqy/role"]`).press("to", "editor"))
	other.open(issue+"/history").says(t, "某shuang")
	if got := two.retexts(two.articles(issue)[0], 0, "换一句。").wants(t, http.StatusConflict); !strings.Contains(got.text(t), "某shuang") {
		t.Error("the page does not name the approval that is lost")
	}
}

func TestWhateverWasRecordedInOnesNameCanBeObjectedTo(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, jiao, jiao2, chu, fu := a.signedIn(t, "lin"), a.signedIn(t, "jiao"), a.signedIn(t, "jiao2"), a.signedIn(t, "chu"), a.signedIn(t, "fu")
	issue := lin.imports(pasted)
	objections := func() (hrefs []string) {
		chu.open(desk("")).page(t).Find(`a[href*="/do/object"]`).Each(func(_ int, s *goquery.Selection) { hrefs = append(hrefs, s.AttrOr("href", "")) })
		return hrefs
	}

	lin.does(issue, "submit")
	jiao.submits(recordForm(t, jiao, issue, "某chu", "同意").set("way", "telephone")) // an approval, which the next run carries on
	fu.submits(fu.open(issue+"/do/return").form(t, "textarea[name=reason]").set("category", "facts").set("reason", "暂缓"))
	lin.submits(lin.open(issue+"/do/submit").form(t, "input[name=confirm]").set("confirm", "1"))
	if page := lin.open(issue); !strings.Contains(page.text(t), "沿用") {
		t.Fatal("the approval was not carried on")
	}
	list := objections()
	if len(list) != 1 {
		t.Fatalf("%d decisions can be objected to", len(list))
	}
	chu.submits(chu.open(list[0]).form(t, "textarea[name=reason]").set("reason", "没有接到电话"))
	if got := a.signedIn(t, "lin").open(issue).text(t); !strings.Contains(got, "待初审") {
		t.Error("the review does not go back to the step")
	}

	jiao2.submits(recordForm(t, jiao2, issue, "某chu", "数字有误").set("verdict", "returned")) // a return
	if list = objections(); len(list) != 1 {
		t.Fatalf("%d decisions can be objected to", len(list))
	}
	chu.open(list[0]).says(t, "数字有误", "某jiao2")
	fu.get(list[0]).wants(t, http.StatusForbidden) // in somebody else's name
	chu.submits(chu.open(list[0]).form(t, "textarea[name=reason]").set("reason", "没有写过"))
	if list = objections(); len(list) != 0 {
		t.Errorf("objected to, but still listed: %q", list)
	}
}
