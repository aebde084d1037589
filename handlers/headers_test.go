package handlers_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"jianbao/handlers"
	"jianbao/models"
)

const publicPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"

const staffPolicy = "default-src 'none'; script-src 'nonce-R' 'strict-dynamic'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; frame-src 'self'; require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard htmx"

var nonce = regexp.MustCompile(`'nonce-([A-Z2-7]{26})'`)

func checkHeaders(t *testing.T, name string, got answer, policy string) {
	t.Helper()
	for header, want := range map[string]string{
		"X-Content-Type-Options":     "nosniff",
		"Referrer-Policy":            "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin",
		"Permissions-Policy":         "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
		"Strict-Transport-Security":  "max-age=63072000",
		"Content-Security-Policy":    policy,
		"Server":                     "",
		"X-Powered-By":               "",
		"X-Xss-Protection":           "",
	} {
		if have := nonce.ReplaceAllString(got.header.Get(header), "'nonce-R'"); have != want {
			t.Errorf("%s: %s is %q, want %q", name, header, have, want)
		}
	}
}

// secureApp is the application under an https address.
func secureApp(t *testing.T) *app {
	t.Helper()
	return newApp(t, func(c *handlers.Config) {
		c.BaseURL = &url.URL{Scheme: "https", Host: "jianbao.example.cn"}
	})
}

func TestEveryAnswerCarriesTheHeadersOfItsFace(t *testing.T) {
	t.Parallel()
	a := secureApp(t)
	stranger, admin := a.browser(t), a.signedIn(t, "admin")
	foreign := func(b *browser, path string) answer {
		return b.do(http.MethodPost, path, nil, "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example")
	}
	for _, c := range []struct {
		name   string
		got    answer
		status int
		policy string
	}{
		{"health", stranger.get("/healthz"), 200, publicPolicy},
		{"robots", stranger.get("/robots.txt"), 200, publicPolicy},
		{"reader", stranger.get("/b/kfqy"), 200, publicPolicy},
		{"reader 404", stranger.get("/b/none"), 404, publicPolicy},
		{"no such page", stranger.get("/no/such/page"), 404, publicPolicy},
		{"reader 405", stranger.post("/b/kfqy"), 404, publicPolicy},
		{"reader 403", foreign(stranger, "/b/kfqy"), 403, publicPolicy},
		{"sign-in", stranger.get("/sign-in"), 200, staffPolicy},
		{"desk 303", stranger.get("/desk"), 303, staffPolicy},
		{"desk 200", admin.get("/desk/account"), 200, staffPolicy},
		{"desk 404", admin.get("/desk/admin/users/999"), 404, staffPolicy},
		{"desk 403", foreign(admin, "/desk/account/password"), 403, staffPolicy},
		{"desk 409", admin.post("/desk/admin/users/new", "role", "editor"), 409, staffPolicy},
		{"desk 413", admin.post("/desk/admin/users/new", "role", "admin", "name", strings.Repeat("a", 100_000)), 413, staffPolicy},
		{"desk 422", admin.post("/desk/admin/users/new", "role", "admin", "login", "x"), 422, staffPolicy},
		{"set-up 404", stranger.get("/setup"), 404, staffPolicy},
	} {
		if c.got.status != c.status {
			t.Errorf("%s answered %d, want %d", c.name, c.got.status, c.status)
		}
		checkHeaders(t, c.name, c.got, c.policy)
		cache := "no-store"
		if c.name == "reader" { // nothing private: everybody may keep it, and asks before showing it again
			cache = "public, no-cache"
		}
		if got := c.got.header.Get("Cache-Control"); got != cache {
			t.Errorf("%s: Cache-Control is %q", c.name, got)
		}
		if c.policy == publicPolicy && c.got.header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", c.name)
		}
	}
}

func TestTheScriptOfADeskPageCarriesTheNonceOfItsPolicy(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	b := a.signedIn(t, "admin")
	seen := map[string]bool{}
	for range 2 {
		got := b.get("/desk/account")
		found := nonce.FindStringSubmatch(got.header.Get("Content-Security-Policy"))
		if found == nil || got.page(t).Find("script").AttrOr("nonce", "") != found[1] || seen[found[1]] {
			t.Fatalf("the nonce %v is not the script's, or was used before", found)
		}
		seen[found[1]] = true
	}
}

func TestAnErrorOfOursIsAPageWithANumberAndWithoutInsides(t *testing.T) {
	t.Parallel()
	a := secureApp(t)
	b := a.signedIn(t, "admin")
	if err := a.store.Close(); err != nil {
		t.Fatal(err)
	}
	for path, policy := range map[string]string{"/desk/account": staffPolicy, "/b/kfqy": publicPolicy, "/sign-in": staffPolicy} {
		got := b.get(path)
		if got.status != http.StatusServiceUnavailable && got.status != http.StatusInternalServerError {
			t.Errorf("%s answered %d", path, got.status)
		}
		checkHeaders(t, path, got, policy)
		for _, inside := range []string{"sql", "database", "goroutine", ".go:", "sqlite"} {
			if strings.Contains(strings.ToLower(got.body), inside) {
				t.Errorf("%s tells %q", path, inside)
			}
		}
	}
	b.get("/healthz").wants(t, http.StatusServiceUnavailable)
	if !strings.Contains(a.logs.String(), "level=ERROR") {
		t.Error("the log does not hold the error")
	}
}

func TestOnlyPagesOfThisSiteChangeAnything(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	for _, c := range []struct {
		name    string
		headers []string
		cookie  bool
		allowed bool
	}{
		{"same origin", []string{"Sec-Fetch-Site", "same-origin", "Origin", "SELF"}, true, true},
		{"an old browser's own page", []string{"Origin", "SELF"}, true, true},
		{"no sign of where, with a cookie", nil, true, false},
		{"no sign of where, without a cookie", nil, false, true},
		{"a referrer alone", []string{"Referer", "SELF/desk"}, true, false},
		{"another site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, true, false},
		{"another site without a cookie", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, false, false},
		{"a sibling host", []string{"Sec-Fetch-Site", "same-site", "Origin", "https://other.example"}, true, false},
		{"typed or bookmarked", []string{"Sec-Fetch-Site", "none"}, true, false},
		{"another origin in an old browser", []string{"Origin", "https://evil.example"}, true, false},
		{"a null origin", []string{"Origin", "null"}, true, false},
	} {
		b := a.browser(t)
		if c.cookie {
			b = a.signedIn(t, "admin")
		}
		headers := append([]string{}, c.headers...)
		for i := range headers {
			headers[i] = strings.Replace(headers[i], "SELF", a.URL, 1)
		}
		got := b.do(http.MethodPost, "/sign-out", nil, headers...)
		if allowed := got.status == http.StatusSeeOther; allowed != c.allowed {
			t.Errorf("%s: answered %d", c.name, got.status)
		}
	}
}

func TestWithABaseAddressAnOldBrowsersOriginMustBeThatAddress(t *testing.T) {
	t.Parallel()
	a := secureApp(t)
	b := a.signedIn(t, "admin")
	b.do(http.MethodPost, "/sign-out", nil, "Origin", a.URL).wants(t, http.StatusForbidden) // the host is right, the address is not
	b.do(http.MethodPost, "/sign-out", nil, "Origin", "https://jianbao.example.cn").wants(t, http.StatusSeeOther)
}

func TestInsecureCookiesAreAskedForByName(t *testing.T) {
	t.Parallel()
	a := newApp(t, func(c *handlers.Config) { c.InsecureCookies = true })
	got := a.browser(t).post("/sign-in", "login", "admin", "password", passphrase)
	for _, cookie := range got.header.Values("Set-Cookie") {
		if strings.Contains(cookie, "Secure") || strings.Contains(cookie, "__Host-") {
			t.Errorf("%q would not work over plain http", cookie)
		}
	}
}

func TestForwardedAddressesCountOnlyFromTrustedProxies(t *testing.T) {
	t.Parallel()
	direct := newApp(t)
	spoof := func(a *app, ip string) answer {
		jar, _ := cookiejar.New(nil)
		b := a.browser(t)
		b.http.Jar = jar
		return b.do(http.MethodPost, "/sign-in", []string{"login", "admin", "password", "a wrong guess here"}, "Sec-Fetch-Site", "same-origin", "X-Forwarded-For", ip)
	}
	for i := range 5 {
		spoof(direct, "10.1."+id(int64(i))+".1").wants(t, http.StatusUnprocessableEntity)
	}
	spoof(direct, "10.9.9.9").wants(t, http.StatusTooManyRequests)

	proxied := newApp(t, func(c *handlers.Config) { c.TrustedProxies = loopback })
	for i := range 6 {
		spoof(proxied, "10.1."+id(int64(i))+".1").wants(t, http.StatusUnprocessableEntity)
	}
}

func TestOnlyFormsWithTheirOwnFieldsAreRead(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	u := a.person(t, "lin", models.Editor)
	b := a.signedIn(t, "admin")
	b.post("/desk/admin/users/"+id(u.ID), "role", "admin", "version", "1", "name", "新名", "password_hash", "x").wants(t, http.StatusUnprocessableEntity)
	b.do(http.MethodPost, "/desk/admin/users/"+id(u.ID), nil, "Sec-Fetch-Site", "same-origin", "Content-Type", "application/json").wants(t, http.StatusUnprocessableEntity)
	for _, noText := range []string{"\xff\xfe", "新\x00名"} {
		b.post("/desk/admin/users/"+id(u.ID), "role", "admin", "version", "1", "name", noText).wants(t, http.StatusUnprocessableEntity)
	}
	b.post("/desk/admin/users/"+id(u.ID)+"?name=x", "role", "admin", "version", "1", "name", "新名").wants(t, http.StatusSeeOther)
	if got := b.get("/desk/admin/users/" + id(u.ID)).page(t).Find("h1").Text(); got != "新名" {
		t.Errorf("the name is %q: a query got into the form", got)
	}
}
