package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"jianbao/internal/paths"
	"jianbao/models"
)

// entry is one text that somebody sent, and whether the server said that it is safe.
type entry struct {
	mark         string // stands in this text and in no text before
	kind         string // autosave or save
	acknowledged bool
}

// writer is somebody at a browser, who writes what the storm's article says.
type writer struct {
	*storm
	user   models.User
	http   *http.Client
	ledger []entry
}

func newWriter(s *storm, u models.User) *writer {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &writer{storm: s, user: u, http: &http.Client{
		Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DisableKeepAlives: true},
	}}
}

// reply is an answer, read to its end: only then is anything acknowledged.
type reply struct {
	status int
	body   string
}

var errKilled = errors.New("no answer")

// ask sends a request to the server that runs now. The storm's own end interrupts no request.
func (w *writer) ask(ctx context.Context, method, path string, values url.Values) (reply, error) {
	base := *w.address.Load()
	r, err := http.NewRequestWithContext(context.WithoutCancel(ctx), method, base+path, strings.NewReader(values.Encode()))
	if err != nil {
		return reply{}, err
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", base)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	res, err := w.http.Do(r)
	if err != nil {
		return reply{}, errors.Join(errKilled, err)
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return reply{}, errors.Join(errKilled, err)
	}
	if res.StatusCode >= http.StatusInternalServerError {
		return reply{}, errors.Join(errKilled, fmt.Errorf("status %d", res.StatusCode))
	}
	return reply{res.StatusCode, string(body)}, nil
}

func (w *writer) signIn(ctx context.Context) {
	w.t.Helper()
	for range 20 {
		p, err := w.ask(ctx, http.MethodPost, paths.SignIn, url.Values{"login": {w.user.Login}, "password": {stormPassword}})
		if err == nil && p.status == http.StatusSeeOther {
			return
		}
		sleep(ctx, 200*time.Millisecond) // so many sign-ins from one place are slowed down
	}
	w.t.Fatalf("%s could not sign in", w.user.Login)
}

// write does one thing after another until ctx ends.
func (w *writer) write(ctx context.Context) {
	for ctx.Err() == nil {
		acts := []func(ctx context.Context, form url.Values){w.autosave, w.autosave, w.autosave, w.save, w.save, w.takeOver, w.reorder}
		form, err := w.open(ctx, paths.To(paths.DeskArticle, w.bulletin.Slug, w.article), "#article-form")
		if err == nil {
			acts[rand.IntN(len(acts))](ctx, form)
		}
		sleep(ctx, time.Duration(rand.IntN(30))*time.Millisecond)
	}
}

// open gets a page and reads a form of it as a browser would send it.
func (w *writer) open(ctx context.Context, path, selector string) (url.Values, error) {
	p, err := w.ask(ctx, http.MethodGet, path, nil)
	if err != nil {
		return nil, err
	}
	if p.status != http.StatusOK {
		return nil, fmt.Errorf("%s answers %d", path, p.status)
	}
	_, values, err := formOf(p.body, selector)
	return values, err
}

// formOf reads a form of a page: its address and what it holds.
func formOf(body, selector string) (string, url.Values, error) {
	d, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		return "", nil, err
	}
	f := d.Find(selector).First()
	if f.Length() == 0 {
		return "", nil, fmt.Errorf("no form is %s", selector)
	}
	values := url.Values{}
	f.Find("input[name], textarea[name], select[name]").Not("[disabled]").Each(func(_ int, c *goquery.Selection) {
		name, value := c.AttrOr("name", ""), c.AttrOr("value", "")
		_, checked := c.Attr("checked")
		switch {
		case c.Is("textarea"):
			value = strings.TrimPrefix(c.Text(), "\n")
		case c.Is("select"):
			value = c.Find("option[selected]").AttrOr("value", "")
		case c.Is("[type=radio], [type=checkbox]") && !checked:
			return
		}
		values.Add(name, value)
	})
	return f.AttrOr("action", ""), values, nil
}

// rewrite puts a text that nobody has written before into one of the paragraphs.
func (w *writer) rewrite(form url.Values, kind string) *entry {
	mark := fmt.Sprintf("〔%s 第%d次〕", w.user.Login, len(w.ledger)+1)
	w.ledger = append(w.ledger, entry{mark: mark, kind: kind})
	if blocks := form["block"]; len(blocks) > 0 {
		form.Set("text_"+blocks[rand.IntN(len(blocks))], "北屿口岸"+mark+"推行提前申报。")
	}
	return &w.ledger[len(w.ledger)-1]
}

// hears notes what the server said of a text.
func (w *writer) hears(e *entry, safe bool) {
	if e.acknowledged = safe; safe {
		w.told.Add(1)
	}
}

func (w *writer) autosave(ctx context.Context, form url.Values) {
	e := w.rewrite(form, "autosave")
	p, err := w.ask(ctx, http.MethodPost, paths.To(paths.ArticleCopy, w.bulletin.Slug, w.article), form)
	w.hears(e, err == nil && p.status == http.StatusOK && strings.Contains(p.body, `"saved"`))
}

// save saves; when somebody was faster, that is an acknowledgement too, and half of the time the writer's own text is taken all
// the same.
func (w *writer) save(ctx context.Context, form url.Values) {
	e := w.rewrite(form, "save")
	form.Set("op", "save")
	p, err := w.ask(ctx, http.MethodPost, paths.To(paths.DeskArticle, w.bulletin.Slug, w.article), form)
	if err != nil {
		return
	}
	action, merge, lost := formOf(p.body, "#merge-form")
	w.hears(e, p.status == http.StatusSeeOther || p.status == http.StatusConflict && lost == nil)
	if p.status != http.StatusConflict || lost != nil || rand.IntN(2) == 0 {
		return
	}
	d, err := goquery.NewDocumentFromReader(strings.NewReader(p.body))
	if err != nil {
		return
	}
	d.Find("#merge-form input[type=radio]").Each(func(_ int, c *goquery.Selection) { merge.Set(c.AttrOr("name", ""), "mine") })
	merge.Set("op", "save")
	_, _ = w.ask(ctx, http.MethodPost, action, merge) // the text is safe already, whatever becomes of this
}

func (w *writer) takeOver(ctx context.Context, form url.Values) {
	_, _ = w.ask(ctx, http.MethodPost, paths.To(paths.ArticleLease, w.bulletin.Slug, w.article), url.Values{"role": form["role"], "op": {"over"}, "token": {w.user.Login}})
}

// reorder moves the article within its issue, up or down.
func (w *writer) reorder(ctx context.Context, form url.Values) {
	contents, err := w.open(ctx, paths.To(paths.DeskIssue, w.bulletin.Slug, w.issue), fmt.Sprintf(`form[action=%q]`, paths.To(paths.ArticleMove, w.bulletin.Slug, w.issue, w.article)))
	if err != nil {
		return
	}
	contents.Set("role", form.Get("role"))
	contents.Set("direction", []string{"up", "down"}[rand.IntN(2)])
	_, _ = w.ask(ctx, http.MethodPost, paths.To(paths.ArticleMove, w.bulletin.Slug, w.issue, w.article), contents)
}
