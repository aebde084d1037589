package handlers_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	netmail "net/mail"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jianbao/assets"
	"jianbao/handlers"
	"jianbao/internal/files"
	"jianbao/internal/mail"
	"jianbao/internal/mail/mailtest"
	"jianbao/internal/newsroom"
	"jianbao/internal/pages"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/emails"
)

// quick makes password hashes cheap: tests are about what surrounds them.
var quick = newsroom.Hashing{Memory: 64, Passes: 1}

// passphrase is everybody's password.
const passphrase = "four quiet herons wade"

// clock is a clock that tests move by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// logs keeps what the server logs.
type logs struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// app is the whole application over a fresh database.
type app struct {
	*httptest.Server
	news     *newsroom.Newsroom
	store    *store.Store
	clock    *clock
	logs     *logs
	bulletin models.Bulletin
	mail     *mailtest.Server
}

// emptyApp is the application before its first start.
func emptyApp(t *testing.T, change ...func(*handlers.Config)) *app {
	t.Helper()
	a := &app{clock: &clock{now: storetest.Start}, logs: &logs{}, mail: mailtest.Start(t, mailtest.Behaviour{})}
	a.store = storetest.SQLite(t, a.clock.Now)
	kept, err := files.Open(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	logger := slog.New(slog.NewTextHandler(a.logs, nil))
	shanghai := time.FixedZone("Asia/Shanghai", 8*60*60)
	a.news = newsroom.New(newsroom.Config{
		Store: a.store, Files: kept, Render: views.EditionRenderer{}, Location: shanghai, Logger: logger, Hashing: quick, Mail: posting(a.mail, a.clock, shanghai),
	})
	cfg := handlers.Config{Newsroom: a.news, Logger: logger, Location: shanghai, Now: a.clock.Now, Assets: assets.Handler(), Pages: watched(t, a.news)}
	for _, fn := range change {
		fn(&cfg)
	}
	a.Server = httptest.NewServer(handlers.New(cfg))
	t.Cleanup(a.Close)
	return a
}

// watched is a cache of readers' pages that a newsroom tells what has changed.
func watched(t *testing.T, news *newsroom.Newsroom) *pages.Cache {
	t.Helper()
	held := handlers.NewPages(4<<20, time.Now, news)
	ctx, stop := context.WithCancel(t.Context())
	told, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		first := sync.OnceFunc(func() { close(told) })
		news.WatchPages(ctx, func(version int64) {
			held.Confirm(version)
			first()
		})
	}()
	<-told
	t.Cleanup(func() { stop(); <-ended })
	return held
}

// posting is how mail leaves, towards a server.
func posting(s *mailtest.Server, c *clock, at *time.Location) newsroom.Mail {
	return newsroom.Mail{
		Sender: mail.New(mail.Config{
			Host: mailtest.Host, Port: s.Port, Security: mail.StartTLS, From: netmail.Address{Name: "简报", Address: "jianbao@example.gov.cn"}, Hello: "test.example", Roots: s.Roots, Now: c.Now,
		}),
		Writer: emails.Writer{Base: "https://jianbao.example.gov.cn", Location: at},
	}
}

// newApp is the application with an administrator called admin and the bulletin kfqy.
func newApp(t *testing.T, change ...func(*handlers.Config)) *app {
	t.Helper()
	a := emptyApp(t, change...)
	b := newsroom.NewBulletin()
	b.Slug, b.Name, b.Host = "kfqy", "开放前沿", "省开放办"
	b, err := a.news.CreateBulletin(t.Context(), newsroom.Console(), b, newsroom.Numbering{FirstNumber: 87})
	if err != nil {
		t.Fatal(err)
	}
	a.bulletin = b
	a.person(t, "admin", models.Admin)
	return a
}

// person makes an account with roles in the app's bulletin.
func (a *app) person(t *testing.T, login string, roles ...models.Role) models.User {
	t.Helper()
	administrator := len(roles) > 0 && roles[0] == models.Admin
	u, _, err := a.news.CreateUser(t.Context(), newsroom.Console(), newsroom.NewUser{Login: login, Name: "某" + login, Password: passphrase, Administrator: administrator})
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range roles {
		if administrator {
			break
		}
		if err := a.news.GiveRole(t.Context(), newsroom.Console(), u.ID, a.bulletin.ID, role); err != nil {
			t.Fatal(err)
		}
	}
	return u
}

// browser behaves like one: it keeps cookies and says where its requests come from. It follows no redirects.
type browser struct {
	t    *testing.T
	base string
	http *http.Client
}

func (a *app) browser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t: t, base: a.URL, http: &http.Client{
		Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// signedIn is a browser in which somebody has signed in.
func (a *app) signedIn(t *testing.T, login string) *browser {
	t.Helper()
	b := a.browser(t)
	if got := b.post("/sign-in", "login", login, "password", passphrase); got.status != http.StatusSeeOther {
		t.Fatalf("sign-in of %s answered %d", login, got.status)
	}
	return b
}

// answer is what came back, with its body read.
type answer struct {
	status int
	header http.Header
	body   string
	to     string // where it redirects
}

func (b *browser) get(path string) answer { return b.do(http.MethodGet, path, nil) }

// post sends a form as a page of the application would; pairs are field names and values.
func (b *browser) post(path string, pairs ...string) answer {
	return b.do(http.MethodPost, path, pairs, "Sec-Fetch-Site", "same-origin", "Origin", b.base)
}

func (b *browser) do(method, path string, pairs []string, headers ...string) answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	var body io.Reader
	if method == http.MethodPost {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{status: res.StatusCode, header: res.Header, body: string(text), to: res.Header.Get("Location")}
}

// cookie is the value of the session's cookie in this browser; empty: none.
func (b *browser) cookie(name string) string {
	u, err := url.Parse(b.base)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range b.http.Jar.Cookies(u) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// setCookie plants a cookie.
func (b *browser) setCookie(name, value string) {
	u, err := url.Parse(b.base)
	if err != nil {
		b.t.Fatal(err)
	}
	b.http.Jar.SetCookies(u, []*http.Cookie{{Name: name, Value: value, Path: "/", Secure: true}})
}

// page is the answer as a document.
func (a answer) page(t *testing.T) *goquery.Document {
	t.Helper()
	d, err := goquery.NewDocumentFromReader(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (a answer) wants(t *testing.T, status int) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("answered %d, want %d; to %q; %s", a.status, status, a.to, firstHeading(a.body))
	}
	return a
}

func (a answer) leads(t *testing.T, to string) answer {
	t.Helper()
	if a.status != http.StatusSeeOther || a.to != to {
		t.Fatalf("answered %d to %q, want 303 to %q; %s", a.status, a.to, to, firstHeading(a.body))
	}
	return a
}

func firstHeading(body string) string {
	d, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(d.Find("h1").First().Text() + " " + d.Find(".lead").First().Text())
}
