package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

// bureau is an app with the people of a review and one issue under it.
type bureau struct {
	*app
	lin, xu, zhou, qian models.User // editor, two reviewers, signer
	editor              models.Actor
	issue               models.Issue
	version             int64 // of the bulletin
}

// underReview submits an issue to the default chain, of which each step names its person, after a change of it.
func underReview(t *testing.T, change func(b *bureau, chain models.Chain)) *bureau {
	t.Helper()
	b := &bureau{app: newApp(t), version: 1}
	b.lin, b.xu, b.zhou = b.person(t, "lin", models.Editor), b.person(t, "xu", models.Reviewer), b.person(t, "zhou", models.Reviewer)
	b.qian = b.person(t, "qian", models.Signer)
	chain := models.DefaultChain()
	chain[0].People, chain[1].People = []int64{b.xu.ID}, []int64{b.zhou.ID}
	change(b, chain)
	must(t, b.news.SetChain(t.Context(), newsroom.Console(), b.bulletin.ID, b.version, chain))
	b.editor = models.Actor{UserID: b.lin.ID, Name: b.lin.Name, BulletinID: b.bulletin.ID, Role: models.Editor}
	issue, _, err := b.news.ImportFile(t.Context(), b.editor, "issue.txt", manuscriptOf("bureau", 87), true)
	must(t, err)
	b.issue = issue
	must(t, b.news.Submit(t.Context(), b.editor, issue.ID))
	return b
}

func (b *bureau) at(pattern string, more ...any) string {
	return paths.To(pattern, append([]any{b.bulletin.Slug, b.issue.ID}, more...)...)
}

// form is what the reviewer's page posts for an approval of its text.
func (b *bureau) form(t *testing.T, who *browser, role models.Role, more ...string) []string {
	t.Helper()
	page := who.get(b.at(paths.IssueReview)).wants(t, http.StatusOK).page(t)
	return append([]string{"role", string(role), "hash", page.Find("#decision input[name=hash]").AttrOr("value", "")}, more...)
}

// items are the ticks of a whole checklist.
func items() []string {
	var out []string
	for _, item := range models.ProofItems {
		out = append(out, "checked", string(item))
	}
	return out
}

func TestTheReviewersPageAsksForTheChecklistAndKeepsItsTicks(t *testing.T) {
	t.Parallel()
	b := underReview(t, func(_ *bureau, chain models.Chain) { chain[0].Proofread = true })
	xu := b.signedIn(t, "xu")
	page := xu.get(b.at(paths.IssueReview)).page(t)
	if page.Find("#decision input[name=checked]").Length() != len(models.ProofItems) || !strings.Contains(page.Find("#decision .checklist").Text(), "一校清单") {
		t.Fatal("the page has no checklist")
	}
	approve := b.at(paths.IssueEvent, string(models.EventApprove))
	again := xu.post(approve, b.form(t, xu, models.Reviewer, "opinion", "数字再核", "checked", "names", "checked", "dates")...).wants(t, http.StatusUnprocessableEntity).page(t)
	if again.Find("#decision input[name=checked][checked]").Length() != 2 || again.Find(`[name=opinion]`).Text() == "" || !strings.Contains(again.Find(".error-summary").Text(), "4项") {
		t.Errorf("ticks or opinion are gone, or nothing says why: %q", again.Find(".error-summary").Text())
	}
	xu.post(approve, b.form(t, xu, models.Reviewer, append(items(), "opinion", "同意")...)...).wants(t, http.StatusSeeOther)
	sheet := b.signedIn(t, "zhou").get(b.at(paths.SignOffSheet)).wants(t, http.StatusOK)
	if text := sheet.page(t).Find(".sign-off-steps").Text(); !strings.Contains(text, "一校已逐项核对") || !strings.Contains(text, "版面") {
		t.Errorf("the sheet says %q", text)
	}
}

func TestTheSheetOfAnOpenStepOffersTheChecklistAndTheDeadline(t *testing.T) {
	t.Parallel()
	b := underReview(t, func(_ *bureau, chain models.Chain) { chain[0].Proofread, chain[0].Days = true, 2 })
	xu := b.signedIn(t, "xu")
	if text := xu.get(b.at(paths.SignOffSheet)).page(t).Find(".sign-off-steps").Text(); !strings.Contains(text, "□ 数字与单位") || !strings.Contains(text, "办理时限") {
		t.Errorf("the sheet says %q", text)
	}
	if text := readWord(t, xu.get(b.at(paths.SignOffSheetFile, "docx"))).all; !strings.Contains(text, "□ 数字与单位") || !strings.Contains(text, "办理时限") {
		t.Error("the sheet as a file lacks them")
	}
	if text := xu.get(b.at(paths.IssueReview)).page(t).Find(".steps").Text(); !strings.Contains(text, "前办结") {
		t.Errorf("the reviewer's page says %q", text)
	}
	list := paths.To(paths.Issues, b.bulletin.Slug)
	if text := xu.get(list).page(t).Find("table").Text(); !strings.Contains(text, "前办结") || strings.Contains(text, "已逾期") {
		t.Errorf("the list says %q", text)
	}
	b.clock.Advance(20 * 24 * 60 * 60 * 1e9)
	if text := b.signedIn(t, "xu").get(list).page(t).Find("table .overdue").Text(); !strings.Contains(text, "已逾期") {
		t.Errorf("three weeks later the list says %q", text)
	}
}
