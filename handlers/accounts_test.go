package handlers_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/models"
)

const sessionCookie = "__Host-jianbao"

func TestSignInOpensTheDeskAndSignOutClosesIt(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.person(t, "lin", models.Editor)
	b := a.browser(t)
	b.get("/desk/b/kfqy").leads(t, "/sign-in?next=%2Fdesk%2Fb%2Fkfqy")
	b.post("/sign-in", "login", "lin", "password", passphrase, "next", "/desk/account").leads(t, "/desk/account")
	if page := b.get("/desk/account").wants(t, http.StatusOK).page(t); !strings.Contains(page.Find(".page-head").Text(), "lin") {
		t.Error("the account page does not say whose it is")
	}
	kept := b.cookie(sessionCookie)
	out := b.post("/sign-out").leads(t, "/sign-in?out=1")
	if got := out.header.Get("Clear-Site-Data"); got != `"cache"` {
		t.Errorf("Clear-Site-Data = %q", got)
	}
	b.get("/desk/account").leads(t, "/sign-in?next=%2Fdesk%2Faccount")
	b.setCookie(sessionCookie, kept) // the cookie is replayed
	b.get("/desk/account").leads(t, "/sign-in?next=%2Fdesk%2Faccount")
}

func TestEveryAddressOfTheDeskLeadsToSignIn(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.browser(t)
	for _, path := range []string{"/desk", "/desk/", "/desk/no-such-page", "/desk/b/kfqy", "/desk/b/none", "/desk/admin/users", "/desk/account"} {
		if got := b.get(path); got.status != http.StatusSeeOther || !strings.HasPrefix(got.to, "/sign-in") {
			t.Errorf("%s answered %d to %q", path, got.status, got.to)
		}
		if got := b.post(path); got.status != http.StatusSeeOther || !strings.HasPrefix(got.to, "/sign-in") {
			t.Errorf("POST %s answered %d to %q", path, got.status, got.to)
		}
	}
}

func TestARefusedSignInSaysTheSameOfEveryAccount(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.person(t, "lin", models.Editor)
	gone := a.person(t, "gao", models.Editor)
	if err := a.news.DisableUser(t.Context(), newsroom.Console(), gone.ID, gone.Version); err != nil {
		t.Fatal(err)
	}
	var bodies []string
	for _, try := range [][2]string{{"lin", "wrong but long enough"}, {"nobody", passphrase}, {"gao", passphrase}, {"无此人", passphrase}} {
		got := a.browser(t).post("/sign-in", "login", try[0], "password", try[1]).wants(t, http.StatusUnprocessableEntity)
		page := got.page(t)
		page.Find("input[name=login]").Remove()
		page.Find("script").Remove() // carries the nonce
		page.Find("input[name=password]").RemoveAttr("autofocus")
		html, err := page.Html()
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, html)
	}
	for _, other := range bodies[1:] {
		if other != bodies[0] {
			t.Errorf("the answers differ:\n%s\n%s", bodies[0], other)
		}
	}
}

func TestAPlantedSessionIDIsNotTakenOver(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.person(t, "lin", models.Editor)
	b := a.browser(t)
	planted := strings.Repeat("A", 43)
	b.setCookie(sessionCookie, planted)
	b.post("/sign-in", "login", "lin", "password", passphrase).leads(t, "/desk")
	first := b.cookie(sessionCookie)
	if first == planted || first == "" {
		t.Fatalf("the session's id is %q", first)
	}
	b.post("/sign-in", "login", "lin", "password", passphrase).leads(t, "/desk")
	if b.cookie(sessionCookie) == first {
		t.Error("a second sign-in keeps the session's id")
	}
	old := a.browser(t)
	old.setCookie(sessionCookie, first)
	old.get("/desk/account").leads(t, "/sign-in?next=%2Fdesk%2Faccount")
}

func TestTheSessionCookieIsOnlyForThisHostAndNoScript(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	got := a.browser(t).post("/sign-in", "login", "admin", "password", passphrase)
	for _, cookie := range got.header.Values("Set-Cookie") {
		for _, word := range []string{"__Host-jianbao", "Path=/", "HttpOnly", "Secure", "SameSite=Lax"} {
			if !strings.Contains(cookie, word) {
				t.Errorf("%q lacks %s", cookie, word)
			}
		}
	}
	if n := len(got.header.Values("Set-Cookie")); n != 2 {
		t.Errorf("%d cookies, want session and device", n)
	}
}

func TestASessionEndsAfterHalfAnHourWithoutUseAndAfterTwelveHoursInAnyCase(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	a.clock.Advance(29 * time.Minute)
	b.get("/desk/account").wants(t, http.StatusOK)
	a.clock.Advance(31 * time.Minute)
	b.get("/desk/account").wants(t, http.StatusSeeOther)

	b = a.signedIn(t, "admin")
	for range 24 * 60 / 40 { // far beyond the limit, if there were none
		a.clock.Advance(20 * time.Minute)
		if b.get("/desk/account").status != http.StatusOK {
			break
		}
	}
	if used := a.clock.Now().Sub(storetestStart()) - time.Hour; used != 12*time.Hour {
		t.Errorf("a session in use lasted %v, want 12 h", used)
	}
}

func TestChangingThePasswordEndsTheOtherSessions(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.person(t, "lin", models.Editor)
	here, there := a.signedIn(t, "lin"), a.signedIn(t, "lin")
	here.post("/desk/account/password", "current", "not this one at all", "password", "five loud geese pass", "again", "five loud geese pass").wants(t, http.StatusUnprocessableEntity)
	here.post("/desk/account/password", "current", passphrase, "password", "five loud geese pass", "again", "five loud geese").wants(t, http.StatusUnprocessableEntity)
	there.get("/desk/account").wants(t, http.StatusOK)
	here.post("/desk/account/password", "current", passphrase, "password", "five loud geese pass", "again", "five loud geese pass").leads(t, "/desk/account")
	if page := here.get("/desk/account").wants(t, http.StatusOK).page(t); page.Find("#flash").Length() != 1 {
		t.Error("nothing says that the password was changed")
	}
	if page := here.get("/desk/account").page(t); page.Find("#flash").Length() != 0 {
		t.Error("it is said twice")
	}
	there.get("/desk/account").wants(t, http.StatusSeeOther)
}

func TestASessionCanBeEndedFromAnotherBrowser(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.person(t, "lin", models.Editor)
	here, there := a.signedIn(t, "lin"), a.signedIn(t, "lin")
	forms := here.get("/desk/account").page(t).Find(`form[action^="/desk/account/sessions/"]`)
	if forms.Length() != 1 {
		t.Fatalf("%d sessions can be ended, want the other one", forms.Length())
	}
	action, _ := forms.Attr("action")
	a.signedIn(t, "admin").post(action).wants(t, http.StatusNotFound) // somebody else's
	there.get("/desk/account").wants(t, http.StatusOK)
	here.post(action).leads(t, "/desk/account")
	there.get("/desk/account").wants(t, http.StatusSeeOther)
	here.get("/desk/account").wants(t, http.StatusOK)
}

func TestADisabledAccountAndALostRoleActOnTheNextRequest(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	lin := a.person(t, "lin", models.Editor, models.Reviewer)
	b, admin := a.signedIn(t, "lin"), a.signedIn(t, "admin")
	b.post("/desk/b/kfqy/role", "to", "reviewer").leads(t, "/desk/b/kfqy")
	if got := role(t, b); got != "审核" {
		t.Errorf("acting as %s after the switch", got)
	}
	take := []string{"role", "admin", "bulletin", id(a.bulletin.ID), "op", "take", "member_role"}
	admin.post("/desk/admin/users/"+id(lin.ID)+"/memberships", append(take, "reviewer")...).wants(t, http.StatusSeeOther)
	if got := role(t, b); got != "编辑" {
		t.Errorf("acting as %s after the role was lost", got)
	}
	admin.post("/desk/admin/users/"+id(lin.ID)+"/memberships", append(take, "editor")...).wants(t, http.StatusSeeOther)
	b.post("/desk/b/kfqy/role", "to", "editor").wants(t, http.StatusNotFound)
	admin.post("/desk/admin/users/"+id(lin.ID)+"/disable", "role", "admin", "version", id(lin.Version)).wants(t, http.StatusSeeOther)
	b.get("/desk/account").wants(t, http.StatusSeeOther)
	a.browser(t).post("/sign-in", "login", "lin", "password", passphrase).wants(t, http.StatusUnprocessableEntity)
}

func TestAFormDrawnForAnotherRoleIsRefused(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	got := a.signedIn(t, "admin").post("/desk/admin/users/new", "role", "editor", "login", "xin", "name", "新人").wants(t, http.StatusConflict)
	if !strings.Contains(got.body, "当前身份已经切换") {
		t.Error("the page does not say why")
	}
}

func TestAOneTimePasswordMustBeChangedFirst(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	made := a.signedIn(t, "admin").post("/desk/admin/users/new", "role", "admin", "login", "xin", "name", "新人").wants(t, http.StatusOK)
	password := made.page(t).Find("#one-time").Text()
	if strings.Contains(a.logs.String(), password) {
		t.Error("the log holds the password")
	}
	b := a.browser(t)
	b.post("/sign-in", "login", "xin", "password", password).leads(t, "/desk")
	b.get("/desk").leads(t, "/desk/account")
	b.get("/desk/b/kfqy").leads(t, "/desk/account")
	b.post("/desk/account/password", "current", password, "password", passphrase, "again", passphrase).leads(t, "/desk/account")
	b.get("/desk/b/kfqy").wants(t, http.StatusNotFound) // no role there yet
}

func TestSignInGoesOnOnlyToPathsOfThisSite(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, next := range []string{
		"https://evil.example/", "//evil.example", `/\evil.example`, `\\evil.example`, "/\t/evil.example", "/%09/evil.example", "/%5cevil.example",
		"javascript:alert(1)", "desk", "http:/desk", "/desk//evil.example", "/%2f/evil.example", " /desk/account", "/desk\r\nSet-Cookie: a=b", "/sign-in", "",
	} {
		if got := a.browser(t).post("/sign-in", "login", "admin", "password", passphrase, "next", next); got.to != "/desk" {
			t.Errorf("%q leads to %q", next, got.to)
		}
	}
	for _, next := range []string{"/desk/account?x=1", "/b/kfqy/issues/3"} {
		if got := a.browser(t).post("/sign-in", "login", "admin", "password", passphrase, "next", next); got.to != next {
			t.Errorf("%q leads to %q", next, got.to)
		}
	}
}

func TestGuessingIsSlowedDownButAKnownDeviceStillGetsIn(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	a.person(t, "lin", models.Editor)
	known := a.signedIn(t, "lin")
	known.post("/sign-out")
	stranger := a.browser(t)
	for range 5 {
		stranger.post("/sign-in", "login", "lin", "password", "a wrong guess here").wants(t, http.StatusUnprocessableEntity)
	}
	got := stranger.post("/sign-in", "login", "lin", "password", passphrase).wants(t, http.StatusTooManyRequests)
	if got.header.Get("Retry-After") != "900" {
		t.Errorf("Retry-After = %q, want 900", got.header.Get("Retry-After"))
	}
	known.post("/sign-in", "login", "lin", "password", passphrase).leads(t, "/desk")
	stranger.post("/sign-in", "login", "admin", "password", passphrase).leads(t, "/desk") // another account from the same place
	a.clock.Advance(15 * time.Minute)
	a.browser(t).post("/sign-in", "login", "lin", "password", passphrase).leads(t, "/desk")
}

func TestTheDatabaseAndTheLogNeverHoldASessionsToken(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	b.get("/desk/account?secret="+b.cookie(sessionCookie)).wants(t, http.StatusOK)
	if strings.Contains(a.logs.String(), b.cookie(sessionCookie)) || strings.Contains(a.logs.String(), passphrase) {
		t.Error("the log holds a secret")
	}
}
