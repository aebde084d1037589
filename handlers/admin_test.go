package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/models"
)

func TestTheAdministrationDoesNotExistForOthers(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	lin := a.person(t, "lin", models.Editor, models.Signer)
	b := a.signedIn(t, "lin")
	for _, path := range []string{"/desk/admin/users", "/desk/admin/users/new", "/desk/admin/users/" + id(lin.ID), "/desk/admin/bulletins", "/desk/admin/bulletins/new", "/desk/admin/bulletins/" + id(a.bulletin.ID)} {
		b.get(path).wants(t, http.StatusNotFound)
	}
	for _, path := range []string{"/password", "/disable", "/memberships"} {
		b.post("/desk/admin/users/"+id(lin.ID)+path, "role", "admin", "version", "1").wants(t, http.StatusNotFound)
	}
}

func TestPagesOfTheAdministrationSayEverythingInWords(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	lin := a.person(t, "lin", models.Editor, models.Reviewer)
	gone := a.person(t, "gao")
	if err := a.news.DisableUser(t.Context(), newsroom.Console(), gone.ID, gone.Version); err != nil {
		t.Fatal(err)
	}
	b := a.signedIn(t, "admin")
	for _, path := range []string{
		"/sign-in?out=1", "/desk/account", "/desk/admin/users", "/desk/admin/users/new", "/desk/admin/users/" + id(lin.ID), "/desk/admin/users/" + id(gone.ID),
		"/desk/admin/bulletins", "/desk/admin/bulletins/new", "/desk/admin/bulletins/" + id(a.bulletin.ID), "/desk/admin/bulletins/" + id(a.bulletin.ID) + "/chain", "/desk/admin/calendar", "/desk/none",
	} {
		got := b.get(path)
		page := got.page(t)
		if missing := i18n.Missing(got.body); got.status < 300 && (len(missing) > 0 || page.Find("h1").Length() != 1) {
			t.Errorf("%s lacks texts %q, or has not one heading", path, missing)
		}
		if n := page.Find("[style], script:not([src])").Length(); n != 0 {
			t.Errorf("%s has %d inline styles or scripts", path, n)
		}
		seen := map[string]bool{}
		for _, n := range page.Find("[id]").EachIter() {
			if name := n.AttrOr("id", ""); seen[name] {
				t.Errorf("%s has the id %q twice", path, name)
			} else {
				seen[name] = true
			}
		}
		for _, n := range page.Find("input:not([type=hidden]), select, textarea").EachIter() {
			if page.Find(`label[for="`+n.AttrOr("id", "none")+`"]`).Length() != 1 {
				t.Errorf("%s: the control %q has no label", path, n.AttrOr("name", ""))
			}
		}
	}
}

func TestAnAdministratorMakesAnAccountAndGivesItARole(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	again := b.post("/desk/admin/users/new", "role", "admin", "login", "Bad Login", "name", "新人").wants(t, http.StatusUnprocessableEntity).page(t)
	if again.Find("#f-login").AttrOr("value", "") != "Bad Login" || again.Find("#f-login-error").Length() != 1 {
		t.Error("what was typed is gone, or nothing says what is wrong")
	}
	made := b.post("/desk/admin/users/new", "role", "admin", "login", "xin", "name", "新人").wants(t, http.StatusOK).page(t)
	account := made.Find(".form-actions a").AttrOr("href", "")
	b.post(account+"/memberships", "role", "admin", "bulletin", id(a.bulletin.ID), "member_role", "editor", "op", "give").leads(t, account)
	page := b.get(account).wants(t, http.StatusOK).page(t)
	if !strings.Contains(page.Find(".rows").Text(), "开放前沿 · 编辑") || !strings.Contains(page.Find("#flash").Text(), "编辑") {
		t.Error("the role does not show")
	}
	b.post(account+"/memberships", "role", "admin", "bulletin", id(a.bulletin.ID), "member_role", "chief", "op", "give").wants(t, http.StatusUnprocessableEntity)
	version := page.Find(`form[action$="/disable"] input[name=version]`).AttrOr("value", "")
	b.post(account+"/disable", "role", "admin", "version", "99").wants(t, http.StatusConflict)
	b.post(account+"/disable", "role", "admin", "version", version).leads(t, account)
	if b.get(account).page(t).Find(`form[action$="/enable"]`).Length() != 1 {
		t.Error("the closed account cannot be opened again")
	}
}

func TestABulletinsFormsKeepWhatWasTypedAndSaveApart(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	made := b.post("/desk/admin/bulletins/new", "role", "admin", "slug", "zmdt", "name", "自贸动态", "host", "省自贸办", "access", "members", "article_numbering", "continuous",
		"cadence_days", "7", "numbering", "yearly", "first_number", "5", "first_cumulative", "118", "separation", "1").wants(t, http.StatusSeeOther)
	if page := b.get(made.to).page(t); page.Find("#f-first_cumulative").AttrOr("value", "") != "118" || !page.Find("#f-separation").Is("[checked]") || page.Find("#f-amendments").Is("[checked]") {
		t.Error("the settings are not what was typed")
	}
	settings := []string{"role", "admin", "version", "1", "host", "省自贸办", "access", "members", "article_numbering", "continuous", "numbering", "yearly", "first_number", "5"}
	bad := b.post(made.to, append(slices.Clone(settings), "name", strings.Repeat("长", 21), "cadence_days", "many")...).wants(t, http.StatusUnprocessableEntity).page(t)
	if bad.Find("#f-name").AttrOr("value", "") != strings.Repeat("长", 21) || bad.Find("#f-cadence_days-error").Length() != 1 {
		t.Error("what was typed is gone, or nothing says what is wrong")
	}
	b.post(made.to, append(slices.Clone(settings), "name", "自贸要情", "cadence_days", "")...).leads(t, made.to)
	b.post(made.to, append(slices.Clone(settings), "name", "自贸要报", "cadence_days", "")...).wants(t, http.StatusConflict)

	b.post(made.to+"/lists", "role", "admin", "version", "2", "sections", "要闻\r\n片区", "units", "甲、乙", "to", "省委", "cc", "", "for", "").leads(t, made.to)
	page := b.get(made.to).page(t)
	if strings.TrimSpace(page.Find("#f-units").Text()) == "" || page.Find(".chain-lines li").Length() != 3 {
		t.Error("the lists or the chain do not show")
	}
}
