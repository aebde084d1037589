package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jianbao/internal/paths"
	"jianbao/models"
)

func TestEachCountersignerSeesOnlyTheirOwnPart(t *testing.T) {
	t.Parallel()
	b := underReview(t, func(b *bureau, chain models.Chain) {
		wu := b.person(t, "wu", models.Reviewer)
		chain[1] = models.Step{Name: "会签", Role: models.Reviewer, Together: true, People: []int64{b.zhou.ID, wu.ID}}
	})
	approve := b.at(paths.IssueEvent, string(models.EventApprove))
	xu, zhou, wu := b.signedIn(t, "xu"), b.signedIn(t, "zhou"), b.signedIn(t, "wu")
	xu.post(approve, b.form(t, xu, models.Reviewer, "opinion", "同意")...).wants(t, http.StatusSeeOther)
	zhou.post(approve, b.form(t, zhou, models.Reviewer, "opinion", "圈阅")...).wants(t, http.StatusSeeOther)
	page := zhou.get(b.at(paths.IssueReview)).page(t)
	if page.Find("#decision form").Length() != 0 {
		t.Error("whoever has countersigned is asked again")
	}
	if text := page.Find(".steps").Text(); !strings.Contains(text, "某wu") || !strings.Contains(text, "圈阅") || page.Find(".steps > li").Length() != 4 {
		t.Errorf("the steps say %q", text)
	}
	zhou.post(approve, "role", "reviewer", "hash", "", "opinion", "同意").wants(t, http.StatusForbidden)
	sheet := wu.get(b.at(paths.SignOffSheet)).page(t).Find(".sign-off-steps tbody tr")
	if sheet.Length() != 4 || !strings.Contains(sheet.Eq(2).Text(), "某wu") || sheet.Eq(2).HasClass("undecided") == sheet.Eq(1).HasClass("undecided") {
		t.Errorf("the sheet says %q", sheet.Text())
	}
	wu.post(approve, b.form(t, wu, models.Reviewer, "opinion", "同意")...).wants(t, http.StatusSeeOther)
	if b.signedIn(t, "qian").get(b.at(paths.IssueReview)).page(t).Find("#decision form").Length() != 1 {
		t.Error("the signer does not get what everybody has countersigned")
	}
}
