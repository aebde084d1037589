package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/demo"
	"jianbao/internal/paths"
)

// TestPagesOfAnArchive draws every page anew for each request, and logs how long answers take in archives of several sizes. Only the answers
// themselves are tested. JIANBAO_GROWTH=1000,10000,100000 and JIANBAO_GROWTH_REQUESTS=200 for figures.
func TestPagesOfAnArchive(t *testing.T) {
	t.Parallel()
	sizes := os.Getenv("JIANBAO_GROWTH")
	if sizes == "" {
		sizes = "20"
	}
	for size := range strings.SplitSeq(sizes, ",") {
		p := startServer(t, measuredOffice(t, size), "--page-memory", "0")
		visitor, editor := newClient(t, p), newClient(t, p)
		t.Logf("archive of %s articles: first answer to a visitor, pages drawn anew, memory %s", size, p.memory(t))
		bulletin := paths.To(paths.Bulletin, demo.Slug)
		for _, path := range []string{
			bulletin, bulletin + "/archive", visitor.link(bulletin+"/archive", `/archive/\d{4}$`), visitor.link(bulletin+"/about", `/sections/[^/]+$`), visitor.link(bulletin+"/units", `/units/[^/]+$`),
			bulletin + "/units", bulletin + "/about", bulletin + "/search?q=招商", bulletin + "/search?q=港",
		} {
			visitor.measure(path)
		}
		editor.signIn("editor1")
		todo := paths.To(paths.ToDo, demo.Slug)
		contents := editor.link(todo, `/desk/b/[^/]+/issues/\d+$`)
		for _, path := range []string{
			todo, contents, editor.link(contents, `/desk/b/[^/]+/articles/\d+$`), paths.To(paths.Issues, demo.Slug), paths.To(paths.DeskSearch, demo.Slug) + "?q=招商",
		} {
			editor.measure(path)
		}
		t.Logf("memory after that: %s", p.memory(t))
		p.stop()
	}
}

// client is somebody at a server.
type client struct {
	t    *testing.T
	http *http.Client
	base string
}

func newClient(t *testing.T, p *process) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &client{t, &http.Client{Jar: jar}, "http://" + p.address}
}

// ask sends a request and reads the whole answer, which must be a page.
func (c *client) ask(method, path string, form url.Values) string {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Origin", c.base)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := c.http.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		c.t.Fatalf("%s answered %d: %v", path, res.StatusCode, err)
	}
	return string(body)
}

// link is the last link on a page whose address matches.
func (c *client) link(path, pattern string) string {
	c.t.Helper()
	page, err := goquery.NewDocumentFromReader(strings.NewReader(c.ask(http.MethodGet, path, nil)))
	if err != nil {
		c.t.Fatal(err)
	}
	form, found := regexp.MustCompile(pattern), ""
	page.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		if href := a.AttrOr("href", ""); form.MatchString(href) {
			found = href
		}
	})
	if found == "" {
		c.t.Fatalf("no link on %s matches %s", path, pattern)
	}
	return found
}

func (c *client) signIn(login string) {
	c.t.Helper()
	page, err := goquery.NewDocumentFromReader(strings.NewReader(c.ask(http.MethodGet, paths.SignIn, nil)))
	if err != nil {
		c.t.Fatal(err)
	}
	form := url.Values{"login": {login}, "password": {demo.Password}}
	page.Find("main form input[type=hidden]").Each(func(_ int, i *goquery.Selection) { form.Set(i.AttrOr("name", ""), i.AttrOr("value", "")) })
	c.ask(http.MethodPost, paths.SignIn, form)
}

// measure asks for a page again and again, and logs how long the answers take.
func (c *client) measure(path string) {
	c.t.Helper()
	n, err := strconv.Atoi(os.Getenv("JIANBAO_GROWTH_REQUESTS"))
	if err != nil {
		n = 3
	}
	if before, query, ok := strings.Cut(path, "?q="); ok {
		path = before + "?q=" + url.QueryEscape(query)
	}
	c.ask(http.MethodGet, path, nil)
	took := make([]time.Duration, n)
	for i := range took {
		begun := time.Now()
		c.ask(http.MethodGet, path, nil)
		took[i] = time.Since(begun)
	}
	slices.Sort(took)
	name, _ := url.PathUnescape(path)
	c.t.Logf("%-50s half of %d within %v, 99 of 100 within %v", name, n, took[n/2].Round(10*time.Microsecond), took[n*99/100].Round(10*time.Microsecond))
}
