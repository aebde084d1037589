package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/paths"
	"jianbao/models"
)

func TestAnArticleIsWithdrawnOnItsPageAndLeavesAGap(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	must(t, h.news.DrainOutbox(t.Context()))
	issue := h.issues["published"].ID
	article := h.articles["published"][0]
	signer, visitor := h.signedIn(t, "signer"), h.browser(t)
	reader, alone := paths.To(paths.Issue, "kfqy", issue), paths.To(paths.Article, "kfqy", article)
	file := paths.To(paths.IssueFile, "kfqy", issue, string(models.FormatText))
	visitor.get(file).wants(t, http.StatusOK)
	editions := desk("/issues/" + strconv.FormatInt(issue, 10) + "/editions")
	signer.open(editions).says(t, "第1版", "读者看到的版本", "在读者页面上", "校验值")
	if hash := signer.open(editions).page(t).Find(".edition-hash .code").Text(); len(hash) != 64 {
		t.Errorf("the check value of the edition is %q", hash)
	}
	asked := signer.open(paths.To(paths.ArticleEvent, "kfqy", issue, article, "withdraw")).says(t, "编号保留", "EPUB", "收不回来")
	f := asked.form(t, `[name="reason"]`)
	signer.send(f).wants(t, http.StatusUnprocessableEntity)
	signer.submits(f.set("reason", "数字有误").set("password", passphrase)).says(t, "这一篇已撤下", "数字有误")
	visitor.get(reader).wants(t, http.StatusOK).says(t, "本篇已撤下", "保税维修起步")
	for _, secret := range []string{"口岸通关提速", "数字有误", canary("published", "body")} {
		visitor.get(reader).lacks(t, secret)
		visitor.get(alone).wants(t, http.StatusGone).lacks(t, secret)
	}
	visitor.get(file).wants(t, http.StatusGone)
	signer.submits(signer.open(paths.To(paths.ArticleEvent, "kfqy", issue, article, "restore")).form(t, `[name="reason"]`).set("reason", "核实无误").set("password", passphrase))
	visitor.get(alone).wants(t, http.StatusOK)
	visitor.get(file).wants(t, http.StatusOK)
}

func TestACorrectionIsBegunNotedAndGivenUpOnItsPages(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id := h.issues["published"].ID
	issue := desk("/issues/" + strconv.FormatInt(id, 10))
	editor := h.signedIn(t, "editor")
	begun := editor.submits(editor.open(issue+"/do/correct").says(t, "期号不变", "读者看到的仍是现在的版本").form(t, `form[action$="/correct"]`))
	begun.says(t, "正在更正", "还没有填写更正说明")
	editor.send(editor.open(issue+"/do/submit").form(t, `form[action$="/submit"]`)).wants(t, http.StatusUnprocessableEntity).says(t, "送审前请在报头中填写更正说明")
	noted := editor.submits(begun.form(t, "#masthead-form").set("correction_note", "一处数字有误。"))
	noted.says(t, "一处数字有误。")
	h.browser(t).get(paths.To(paths.Issue, "kfqy", id)).wants(t, http.StatusOK).lacks(t, "一处数字有误")
	signer := h.signedIn(t, "signer")
	signer.get(issue).leads(t, issue+"/editions")
	signer.open(issue+"/editions").lacks(t, "一处数字有误")
	editor.submits(editor.open(issue+"/do/give_up").form(t, `form[action$="/give_up"]`)).says(t, "更正已放弃", "更正")
}

// lacks makes sure that a page does not say something.
func (a answer) lacks(t *testing.T, words string) {
	t.Helper()
	if strings.Contains(a.body, words) {
		t.Errorf("the page says %q", words)
	}
}
