package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/paths"
	"jianbao/models"
)

func TestASignerHasSomebodyElseSignAndTakesItBack(t *testing.T) {
	t.Parallel()
	b := underReview(t, func(b *bureau, _ models.Chain) { b.person(t, "wu", models.Reviewer) })
	approve, signOff := b.at(paths.IssueEvent, string(models.EventApprove)), b.at(paths.IssueEvent, string(models.EventSignOff))
	for _, who := range []*browser{b.signedIn(t, "xu"), b.signedIn(t, "zhou")} {
		who.post(approve, b.form(t, who, models.Reviewer, "opinion", "同意")...).wants(t, http.StatusSeeOther)
	}
	qian, wu := b.signedIn(t, "qian"), b.signedIn(t, "wu")

	here := paths.To(paths.Delegations, b.bulletin.Slug)
	if qian.get(paths.Account).page(t).Find(`a[href="`+here+`"]`).Length() != 1 || wu.get(paths.Account).page(t).Find(`a[href="`+here+`"]`).Length() != 0 {
		t.Error("the way there does not stand on the signer's account alone")
	}
	page := qian.get(here).wants(t, http.StatusOK).page(t)
	today := page.Find("#f-from_day").AttrOr("value", "")
	person := page.Find("#f-delegate option").FilterFunction(func(_ int, o *goquery.Selection) bool { return o.Text() == "某wu" }).AttrOr("value", "")
	form := func(to, note, password string) []string {
		return []string{"role", "signer", "delegate", person, "from_day", today, "to_day", to, "note", note, "password", password}
	}
	bad := qian.post(here, form("2020-01-01", "赴京开会", passphrase)...).wants(t, http.StatusUnprocessableEntity).page(t)
	if bad.Find("#f-note").AttrOr("value", "") != "赴京开会" || bad.Find("#f-to_day-error").Length() != 1 || bad.Find("#f-password").AttrOr("value", "") != "" {
		t.Error("what was typed is gone, or nothing says what is wrong")
	}
	qian.post(here, form(today, "赴京开会", "not the password")...).wants(t, http.StatusUnprocessableEntity)
	wu.post(signOff, b.form(t, wu, models.Reviewer, "opinion", "同意印发", "password", passphrase)...).wants(t, http.StatusForbidden)
	qian.post(here, form(today, "赴京开会", passphrase)...).leads(t, here)
	if b.signedIn(t, "wu").get(b.at(paths.IssueReview)).page(t).Find("#decision input[name=password]").Length() != 1 {
		t.Fatal("the delegate is not asked to sign")
	}
	rows := qian.get(here).page(t).Find(".rows .row")
	revoke := rows.Find("form").AttrOr("action", "")
	if rows.Length() != 1 || !strings.Contains(rows.Text(), "某wu") || !strings.Contains(rows.Text(), "生效中") {
		t.Errorf("the page says %q", rows.Text())
	}
	qian.post(revoke, "role", "signer").leads(t, here)
	if text := qian.get(here).page(t).Find(".rows").Text(); !strings.Contains(text, "已收回") {
		t.Errorf("the page says %q", text)
	}
	wu.post(signOff, "role", "reviewer", "hash", "", "opinion", "同意印发", "password", passphrase).wants(t, http.StatusForbidden)
	qian.post(here, form(today, "赴京开会", passphrase)...).leads(t, here)
	wu.post(signOff, b.form(t, wu, models.Reviewer, "opinion", "同意印发", "password", passphrase)...).wants(t, http.StatusSeeOther)
	sheet := qian.get(b.at(paths.SignOffSheet)).page(t).Find(".sign-off-steps").Text()
	if !strings.Contains(sheet, "某wu") || !strings.Contains(sheet, "受某qian委托签发") || !strings.Contains(sheet, "赴京开会") {
		t.Errorf("the sheet says %q", sheet)
	}
	if text := readWord(t, qian.get(b.at(paths.SignOffSheetFile, "docx"))).all; !strings.Contains(text, "受某qian委托签发") {
		t.Error("the sheet as a file lacks the authorisation")
	}
}
