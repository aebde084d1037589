package handlers_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jianbao/internal/paths"
	"jianbao/internal/store"
	"jianbao/models"
)

// TestAnAdministratorChoosesTheUnitOfAMembership goes from the account's page to what the reader gets to see.
func TestAnAdministratorChoosesTheUnitOfAMembership(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	admin, reader := h.signedIn(t, "admin"), h.signedIn(t, "reader")
	limited, page := paths.To(paths.Issue, "kfqy", h.issues["limited"].ID), paths.To(paths.User, h.people["reader"].UserID)
	reader.get(limited).wants(t, http.StatusNotFound)
	chosen := admin.get(page).wants(t, http.StatusOK).page(t).Find("select[name=unit] option[selected]").AttrOr("value", "")
	if chosen != "澜州港务局" {
		t.Errorf("the page says %q", chosen)
	}
	set := func(unit string) answer {
		return admin.post(paths.To(paths.UserMembership, h.people["reader"].UserID), "role", "admin", "op", "unit", "bulletin", strconv.FormatInt(h.bulletin.ID, 10), "member_role", "reader", "unit", unit)
	}
	set("不认识的单位").wants(t, http.StatusUnprocessableEntity)
	set(unit).leads(t, page)
	reader.get(limited).wants(t, http.StatusOK).says(t, canary("limited", "body"))
	set("").leads(t, page)
	reader.get(limited).wants(t, http.StatusNotFound)
}

// TestListedUnitsAndClassesStandWhereTheyAreDecidedOn looks for them on every page of the desk that says who may read.
func TestListedUnitsAndClassesStandWhereTheyAreDecidedOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	editor, slug := h.signedIn(t, "editor"), h.bulletin.Slug
	limited, mixed := h.issues["limited"].ID, h.issues["mixed"].ID
	for _, path := range []string{
		paths.To(paths.DeskIssue, slug, limited), paths.To(paths.IssueReview, slug, limited), paths.To(paths.SignOffSheet, slug, limited), paths.To(paths.ReviewCopy, slug, limited), paths.To(paths.IssueReview, slug, mixed), paths.To(paths.SignOffSheet, slug, mixed),
	} {
		editor.get(path).wants(t, http.StatusOK).says(t, "限定单位", unit)
	}
	editor.get(paths.To(paths.DeskIssue, slug, mixed)).wants(t, http.StatusOK).says(t, "本系统可见")
	editor.get(paths.To(paths.DeskIssue, slug, h.issues["internal"].ID)).wants(t, http.StatusOK).says(t, "名单却是空的")
}

// TestAFormWithoutTheFieldOpensNoArticle saves a stricter article by a form that was drawn before there were classes.
func TestAFormWithoutTheFieldOpensNoArticle(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	editor, article := h.signedIn(t, "editor"), h.articles["draft"][0]
	h.retext(t, h.people["editor"], article, func(text *models.ArticleText) { text.Access = models.Internal })
	page := paths.To(paths.DeskArticle, h.bulletin.Slug, article)
	class := func() models.Access {
		p, err := h.news.Article(t.Context(), h.people["editor"], article)
		must(t, err)
		return p.Revision.Text.Access
	}
	send := func(how func(*form)) answer {
		f := formDrawn(t, editor.get(page).wants(t, http.StatusOK).page(t).Find("#article-form"))
		f.values.Set("op", "save")
		how(f)
		return editor.send(f)
	}
	send(func(f *form) { f.values.Del("access"); f.values.Set("source", "《澜江日报》") }).leads(t, page)
	if class() != models.Internal {
		t.Errorf("the article is %q now", class())
	}
	refused := send(func(f *form) { f.values.Set("access", "everybody"); f.values.Set("source", "《新报》") }).wants(t, http.StatusUnprocessableEntity)
	if refused.page(t).Find("#f-source").AttrOr("value", "") != "《新报》" {
		t.Error("what was typed is lost")
	}
	send(func(f *form) { f.values.Set("access", "members") }).leads(t, page)
	if class() != models.Members {
		t.Errorf("the article is %q now", class())
	}
	var revisions []models.Revision
	must(t, h.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		revisions, err = tx.Revisions(article, 2, 0)
		return err
	}))
	slices.Reverse(revisions)
	compare := paths.With(paths.To(paths.ArticleRevisions, h.bulletin.Slug, article), "from", strconv.FormatInt(revisions[0].ID, 10), "to", strconv.FormatInt(revisions[1].ID, 10))
	if text := editor.get(compare).wants(t, http.StatusOK).page(t).Find("main").Text(); !strings.Contains(text, "公开范围") || !strings.Contains(text, "本系统可见") {
		t.Errorf("the comparison says %q", text)
	}
}
