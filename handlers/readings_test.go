package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

func TestAnIssueIsReadForInformation(t *testing.T) {
	t.Parallel()
	b := underReview(t, func(b *bureau, _ models.Chain) {
		wu := b.person(t, "wu", models.Reviewer)
		must(t, b.news.SetInformed(t.Context(), newsroom.Console(), b.bulletin.ID, 1, []int64{wu.ID}))
		b.version = 2
	})
	wu, read := b.signedIn(t, "wu"), b.at(paths.IssueEvent, string(models.EventRead))
	if text := wu.get(paths.To(paths.ToDo, b.bulletin.Slug)).page(t).Find("main").Text(); !strings.Contains(text, "请您阅知") {
		t.Errorf("the to-do page says %q", text)
	}
	if wu.get(b.at(paths.IssueReview)).page(t).Find(`.informed form[action="`+read+`"]`).Length() != 1 {
		t.Fatal("there is no button")
	}
	b.signedIn(t, "xu").post(read, "role", "reviewer").wants(t, http.StatusForbidden)
	wu.post(read, "role", "reviewer").wants(t, http.StatusSeeOther)
	page := wu.get(b.at(paths.IssueReview)).page(t).Find(".informed")
	if page.Find("form").Length() != 0 || !strings.Contains(page.Text(), "某wu 已阅") {
		t.Errorf("afterwards the page says %q", page.Text())
	}
	if text := wu.get(b.at(paths.SignOffSheet)).page(t).Find(".proof").Text(); !strings.Contains(text, "某wu") || !strings.Contains(text, "已阅") {
		t.Errorf("the sheet says %q", text)
	}
	admin, href := b.signedIn(t, "admin"), paths.To(paths.BulletinChain, b.bulletin.ID)
	form := admin.get(href).page(t).Find(`form[action$="/informed"]`)
	if form.Find("input[name=informed][checked]").Length() != 1 {
		t.Error("the form does not say who is informed")
	}
	admin.post(form.AttrOr("action", ""), "role", "admin", "version", form.Find("input[name=version]").AttrOr("value", "")).leads(t, href)
	if admin.get(href).page(t).Find("input[name=informed][checked]").Length() != 0 {
		t.Error("somebody is informed still")
	}
}
