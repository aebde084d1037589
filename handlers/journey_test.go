package handlers_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

func TestJourneyFromAPastedTextToAReaderAndBack(t *testing.T) {
	t.Parallel()
	a := staffed(t)
	lin, chen, chu, fu, qian, reader := a.signedIn(t, "lin"), a.signedIn(t, "chen"), a.signedIn(t, "chu"), a.signedIn(t, "fu"), a.signedIn(t, "qian"), a.browser(t)

	issue := importAndUndoARepair(t, lin)
	articles := lin.articles(issue)
	if len(articles) != 3 {
		t.Fatalf("%d articles", len(articles))
	}
	editAnArticle(t, lin, articles[0])
	collide(t, lin, chen, articles[1])

	if got := lin.does(issue, "submit").flash(t); !strings.Contains(got, "送审") {
		t.Errorf("after submission the page says %q", got)
	}
	reader.get("/b/kfqy"+strings.TrimPrefix(issue, "/desk/b/kfqy")).wants(t, http.StatusNotFound)

	chu.open(desk("")).says(t, "第87期", "审阅")
	amend := chu.open(issue+"/review").page(t).Find("a.jump-amend").Last().AttrOr("href", "")
	if got := chu.retexts(amend, 0, "全省统一的事项清单正式施行，办理时限平均缩短六成，材料减少三成。"); got.status != http.StatusSeeOther {
		t.Fatalf("the amendment answered %d: %s", got.status, problems(got))
	}
	chu.approves(issue)
	second := fu.open(issue+"/review").says(t, "一半", "六成", "某chu")
	if second.page(t).Find("#changes ins").Length() == 0 || second.page(t).Find("#changes del").Length() == 0 {
		t.Error("the second reviewer does not see what the first one amended")
	}
	fu.submits(second.form(t, "#decision input[name=hash]").set("opinion", "同意，请按程序报签。"))

	refused := qian.refuses(qian.decision(issue).set("opinion", "同意印发，抄送各片区。").set("password", "not the password at all"), http.StatusUnprocessableEntity)
	if got := refused.form(t, "#decision input[name=hash]").values.Get("opinion"); got != "同意印发，抄送各片区。" {
		t.Errorf("after a wrong password the opinion reads %q", got)
	}
	if strings.Contains(refused.body, "not the password at all") {
		t.Error("the page gives the password back")
	}
	qian.submits(refused.form(t, "#decision input[name=hash]").set("password", passphrase)).says(t, "已签发")
	qian.does(issue, "publish")
	must(t, a.news.DrainOutbox(t.Context()))

	sheet := qian.open(issue+"/sign-off-sheet").says(t, "某chu", "某fu", "某qian", "同意印发，抄送各片区。")
	if code := lin.open(issue).page(t).Find(".check-code .code").Text(); code == "" || !strings.Contains(sheet.text(t), code) {
		t.Errorf("the sign-off sheet does not print the check code %q", code)
	}
	read(t, reader, issue, articles)
	withdraw(t, a, qian, reader, issue, articles)
	report, err := a.news.VerifyAudit(t.Context(), "")
	must(t, err)
	if len(report.Faults) > 0 {
		t.Errorf("the audit log: %v", report.Faults)
	}
}

// importAndUndoARepair pastes the text, separates again what intake has joined, takes that back, and confirms.
func importAndUndoARepair(t *testing.T, b *browser) (issue string) {
	t.Helper()
	mapping := b.submits(b.open(desk("/imports")).form(t, "textarea[name=text]").set("text", pasted))
	repairs := func(a answer) int { return a.page(t).Find("#repairs li").Length() }
	before := repairs(mapping)
	if before == 0 {
		t.Fatal("nothing was repaired")
	}
	mapping.says(t, "口岸通关提速", "保税维修起步")
	undone := b.submits(mapping.form(t, "#repairs form:has(button[value=undo])").press("op", "undo"))
	if repairs(undone) != before-1 {
		t.Errorf("%d repairs, then %d", before, repairs(undone))
	}
	again := b.submits(undone.form(t, "form:has(button[value=revoke])").press("op", "revoke"))
	if repairs(again) != before {
		t.Errorf("%d repairs after the undo was taken back", repairs(again))
	}
	undone = b.submits(again.form(t, "#repairs form:has(button[value=undo])").press("op", "undo"))
	done := b.submits(undone.form(t, "#confirm-form").set("number", "８７")) // full-width digits do no harm
	done.says(t, "第87期", "口岸通关提速", "清单管理落地")
	if got := done.flash(t); got == "" {
		t.Error("nothing says that the issue was made")
	}
	href := done.page(t).Find("a.contents-title").First().AttrOr("href", "")
	if texts := b.open(href).blockTexts(t); len(texts) != 2 || texts[1] != "内，企业反映良好。今年以来已有二百余家企业受益。" {
		t.Errorf("the article's paragraphs are %q", texts)
	}
	return strings.TrimSuffix(done.form(t, "#masthead-form").action, "/masthead")
}

// editAnArticle adds a block, moves it and saves.
func editAnArticle(t *testing.T, b *browser, article string) {
	t.Helper()
	page := b.open(article)
	_, last := page.textField(t, 1)
	added := b.refuses(page.form(t, "#article-form").press("op", "add:"+last), http.StatusOK)
	field, block := added.textField(t, 2)
	moved := b.refuses(added.form(t, "#article-form").set(field, "“提前申报”已成常态。").press("op", "up:"+block), http.StatusOK)
	if got := moved.blockTexts(t); len(got) != 3 || got[1] != "“提前申报”已成常态。" {
		t.Fatalf("after the move the paragraphs are %q", got)
	}
	if texts := b.open(article).blockTexts(t); len(texts) != 2 {
		t.Errorf("moving a block saved it: %q", texts)
	}
	saved := b.submits(moved.form(t, "#article-form").set("ready", "1").press("op", "save"))
	if got := saved.blockTexts(t); len(got) != 3 || got[1] != "“提前申报”已成常态。" {
		t.Errorf("saved were %q", got)
	}
	saved.says(t, "已保存")
	if on := saved.form(t, "#article-form").values.Get("ready"); on != "1" {
		t.Error("编好待审 was not kept")
	}
	removed := b.refuses(saved.form(t, "#article-form").press("op", "remove:"+block), http.StatusOK)
	if got := removed.blockTexts(t); len(got) != 2 {
		t.Errorf("after the removal the paragraphs are %q", got)
	}
}

// collide has two people save one article from one text: both texts are shown beside the one they wrote on, and the later decides.
func collide(t *testing.T, early, late *browser, article string) {
	t.Helper()
	const theirs, mine = "青圩保税区首批维修设备进区，全年计划维修二百五十台套。", "青圩保税区首批维修设备进区，带动就业四百人。"
	page := late.open(article)
	field, _ := page.textField(t, 0)
	if got := early.retexts(article, 0, theirs); got.status != http.StatusSeeOther {
		t.Fatalf("the first save answered %d", got.status)
	}
	conflict := late.refuses(page.form(t, "#article-form").set(field, mine).set("source", "青圩片区").press("op", "save"), http.StatusConflict)
	conflict.says(t, "五十", "带动就业", "某lin", "只有一方改动", "双方都改了")
	choice := "take_block-" + strings.TrimPrefix(field, "text_")
	late.refuses(conflict.form(t, "#merge-form").press("op", "save"), http.StatusUnprocessableEntity).says(t, "请选择用哪一方的")
	f := late.refuses(conflict.form(t, "#merge-form").set(choice, "mine").press("op", "edit"), http.StatusOK).form(t, "#article-form")
	if f.values.Get(field) != mine || f.values.Get("source") != "青圩片区" {
		t.Errorf("the form reads %q and %q", f.values.Get(field), f.values.Get("source"))
	}
	saved := late.submits(f.press("op", "save"))
	if got := saved.blockTexts(t); !slices.Equal(got, []string{mine}) {
		t.Errorf("saved was %q", got)
	}
}

// read opens the issue signed out, in all the ways there are.
func read(t *testing.T, b *browser, issue string, articles []string) {
	t.Helper()
	const amended = "办理时限平均缩短六成"
	public := strings.Replace(issue, "/desk", "", 1)
	b.open("/").says(t, "第87期", amended)
	b.open("/b/kfqy").says(t, amended)
	page := b.open(public).says(t, "开放前沿", "省开放办", "一、澜江实践", "（一）口岸通关提速", "“提前申报”已成常态。", "（三）清单管理落地", amended, "带动就业四百人")
	if page.page(t).Find("form[method=post], .top-user").Length() > 0 {
		t.Error("a reader's page offers to change something")
	}
	b.open(strings.Replace(articles[2], "/desk", "", 1)).says(t, "清单管理落地", amended, "保税维修起步")
	archive := b.open("/b/kfqy/archive").says(t, "第87期", "口岸通关提速")
	jump := archive.page(t).Find("form[method=get]").First()
	field := jump.Find("input[name=number]")
	if field.Length() != 1 {
		t.Fatal("the archive has no field for a number")
	}
	b.get(jump.AttrOr("action", "")+"?number=87").leads(t, public)
	b.open(jump.AttrOr("action", "")+"?number=88").says(t, "88")
	found := b.open("/b/kfqy/search?q=" + url.QueryEscape("事项清单"))
	found.says(t, "清单管理落地", "第87期")
	if got := found.page(t).Find("mark").First().Text(); got != "事项清单" {
		t.Errorf("marked is %q", got)
	}
	if to := found.page(t).Find(".results a").First().AttrOr("href", ""); to != strings.Replace(articles[2], "/desk", "", 1) {
		t.Errorf("the search leads to %s", to)
	}
}

// withdraw takes the issue out of sight: a reason and the right password are asked for.
func withdraw(t *testing.T, a *app, signer, reader *browser, issue string, articles []string) {
	t.Helper()
	ask := signer.open(issue + "/do/withdraw")
	refused := signer.refuses(ask.form(t, "textarea[name=reason]").set("reason", "数据有误，核实后重发").set("password", "not the password at all"), http.StatusUnprocessableEntity)
	if got := refused.form(t, "textarea[name=reason]").values.Get("reason"); got != "数据有误，核实后重发" {
		t.Errorf("the reason reads %q", got)
	}
	signer.submits(refused.form(t, "textarea[name=reason]").set("password", passphrase)).says(t, "已撤下")
	must(t, a.news.DrainOutbox(t.Context()))
	for _, path := range []string{issue, articles[0], articles[2]} {
		gone := reader.get(strings.Replace(path, "/desk", "", 1)).wants(t, http.StatusGone)
		soundPage(t, path, gone)
		if text := gone.text(t); strings.Contains(text, "数据有误") || strings.Contains(text, "口岸") {
			t.Errorf("the notice says %s", text)
		}
	}
	for _, path := range []string{"/", "/b/kfqy", "/b/kfqy/archive", "/b/kfqy/search?q=" + url.QueryEscape("事项清单")} {
		if page := reader.open(path).page(t); page.Find("main a").FilterFunction(func(_ int, s *goquery.Selection) bool {
			return strings.Contains(s.AttrOr("href", ""), "/issues/") || strings.Contains(s.AttrOr("href", ""), "/articles/")
		}).Length() > 0 {
			t.Errorf("%s still leads to the issue", path)
		}
	}
	signer.open(issue).says(t, "已撤下")
}
