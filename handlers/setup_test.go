package handlers_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"jianbao/internal/newsroom"
)

// setupForm is a filled-in form of the first start.
func setupForm(code string, change ...string) []string {
	return append(change,
		"code", code, "login", "admin", "name", "管理员", "password", passphrase, "again", passphrase,
		"bulletin_name", "开放前沿", "slug", "kfqy", "host", "省开放办", "numbering", "through", "first_number", "２３２", "first_cumulative", "")
}

func offered(t *testing.T, a *app) string {
	t.Helper()
	code, err := a.news.OfferSetup(t.Context())
	if err != nil || code == "" {
		t.Fatalf("no code is offered: %v", err)
	}
	return code
}

func TestTheFirstStartLeadsToSetupAndTheLaterOnesDoNot(t *testing.T) {
	t.Parallel()
	a := emptyApp(t)
	code := offered(t, a)
	b := a.browser(t)
	for _, path := range []string{"/", "/desk", "/sign-in", "/b/kfqy"} {
		b.get(path).leads(t, "/setup")
	}
	b.get("/healthz").wants(t, http.StatusOK)
	b.get("/setup").wants(t, http.StatusOK)
	wrong := b.post("/setup", setupForm("AAAAA-AAAAA-AAAAA-AAAAA")...).wants(t, http.StatusUnprocessableEntity)
	if page := wrong.page(t); page.Find("#f-code-error").Length() != 1 || page.Find("input[name=slug]").AttrOr("value", "") != "kfqy" {
		t.Error("the page does not say that the code is wrong, or lost what was typed")
	}
	b.post("/setup", setupForm(strings.ToLower(code))...).leads(t, "/sign-in")
	b.get("/setup").wants(t, http.StatusNotFound)
	b.post("/setup", setupForm(code)...).wants(t, http.StatusNotFound)
	admin := a.signedIn(t, "admin")
	admin.get("/desk").leads(t, "/desk/admin/bulletins")
	list, err := a.news.Bulletins(t.Context(), newsroom.Console())
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if got := admin.get("/desk/admin/bulletins/"+id(list[0].ID)).page(t).Find("input[name=first_number]").AttrOr("value", ""); got != "232" {
		t.Errorf("the first number is %q, want 232", got)
	}
	if again, err := a.news.OfferSetup(t.Context()); again != "" || err != nil {
		t.Errorf("a code is offered again: %q %v", again, err)
	}
}

func TestTheSetupFormNamesEveryMistakeAtItsField(t *testing.T) {
	t.Parallel()
	a := emptyApp(t)
	got := a.browser(t).post("/setup", "code", offered(t, a), "login", "Ädmin", "name", "", "password", "aaaaaaaaaaaa", "again", "aaaaaaaaaaaa",
		"bulletin_name", "", "slug", "_", "host", "", "numbering", "yearly", "first_number", "zero", "first_cumulative", "-3").wants(t, http.StatusUnprocessableEntity)
	page := got.page(t)
	for _, field := range []string{"login", "name", "password", "bulletin_name", "slug", "host", "first_number", "first_cumulative"} {
		if page.Find("#f-"+field+"-error").Length() != 1 || page.Find(`#problems a[href="#f-`+field+`"]`).Length() == 0 {
			t.Errorf("nothing is said about %s", field)
		}
	}
	if page.Find(`input[type=password][value!=""]`).Length() != 0 {
		t.Error("a password comes back in the page")
	}
}

func TestOfManySetupsAtOnceOneWins(t *testing.T) {
	t.Parallel()
	a := emptyApp(t)
	code := offered(t, a)
	var wg sync.WaitGroup
	statuses := make([]int, 8)
	for i := range statuses {
		b := a.browser(t)
		wg.Go(func() {
			form := setupForm(code)
			form[slices.Index(form, "login")+1] = "admin" + id(int64(i))
			form[slices.Index(form, "slug")+1] = "kfqy" + id(int64(i))
			statuses[i] = b.post("/setup", form...).status
		})
	}
	wg.Wait()
	won := 0
	for _, status := range statuses {
		switch status {
		case http.StatusSeeOther:
			won++
		case http.StatusNotFound, http.StatusUnprocessableEntity: // came too late; the code is spent
		default:
			t.Errorf("a set-up answered %d", status)
		}
	}
	users, err := a.news.Users(t.Context(), newsroom.Console())
	if won != 1 || err != nil || len(users) != 1 {
		t.Errorf("%d set-ups won and made %d accounts: %v", won, len(users), err)
	}
}
