package handlers_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/legacy"

	"jianbao/handlers"
	"jianbao/internal/paths"
)

// TestEveryAnswerOfTheAPIIsAsItsDescriptionSays asks for everything as visitor, reader and editor, before and after an article is
// withdrawn, and holds each answer to the description that the API itself gives out.
func TestEveryAnswerOfTheAPIIsAsItsDescriptionSays(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	visitor := h.browser(t)
	spec, err := openapi3.NewLoader().LoadFromData([]byte(visitor.get(paths.APISpec).wants(t, http.StatusOK).body))
	must(t, err)
	must(t, spec.Validate(t.Context()))
	router, err := legacy.NewRouter(spec)
	must(t, err)
	ask := func(b *browser, path string, status int) answer {
		t.Helper()
		got := b.get(path).wants(t, status)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		must(t, err)
		route, params, err := router.FindRoute(r)
		must(t, err)
		in := &openapi3filter.RequestValidationInput{Request: r, Route: route, PathParams: params}
		err = openapi3filter.ValidateResponse(t.Context(), &openapi3filter.ResponseValidationInput{
			RequestValidationInput: in, Status: got.status, Header: got.header, Body: io.NopCloser(bytes.NewReader([]byte(got.body))), Options: &openapi3filter.Options{IncludeResponseStatus: true},
		})
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		return got
	}
	public, members := h.issues["published"].ID, h.issues["members"].ID
	issue, article := paths.To(paths.APIIssue, "kfqy", public), paths.To(paths.APIArticle, "kfqy", h.articles["published"][0])
	for who, b := range map[string]*browser{"visitor": visitor, "reader": h.signedIn(t, "reader"), "editor": h.signedIn(t, "editor")} {
		seen := http.StatusOK
		if who == "visitor" {
			seen = http.StatusNotFound
		}
		ask(b, paths.APIBulletins, 200)
		ask(b, paths.To(paths.APIIssues, "kfqy"), 200)
		ask(b, paths.To(paths.APIIssues, "kfqy")+"?year=1950", 200)
		ask(b, issue, 200)
		ask(b, article, 200)
		ask(b, paths.To(paths.APIIssue, "kfqy", members), seen)
		ask(b, paths.To(paths.APIIssue, "kfqy", h.issues["signed"].ID), 404)
		ask(b, paths.To(paths.APIIssue, "kfqy", h.issues["withdrawn"].ID), 410)
		ask(b, paths.With(paths.To(paths.APISearch, "kfqy"), "q", "口岸"), 200)
		ask(b, paths.With(paths.To(paths.APISearch, "kfqy"), "q", strings.Repeat("口岸", 60)), 422)
		for _, narrowed := range [][]string{{"year", "2026"}, {"section", "制度创新"}, {"unit", canary("published", "unit")}, {"order", "date"}, {"order", "relevance"}} {
			ask(b, paths.With(paths.To(paths.APISearch, "kfqy"), append(narrowed, "q", "全")...), 200)
		}
		ask(b, paths.With(paths.To(paths.APISearch, "kfqy"), "q", "口岸", "year", "今年"), 422)
		ask(b, paths.With(paths.To(paths.APISearch, "kfqy"), "q", "口岸", "order", "password_hash"), 422)
	}
	held := visitor.do(http.MethodGet, issue, nil, "Accept-Encoding", "identity").header.Get("Etag")
	if again := visitor.do(http.MethodGet, issue, nil, "Accept-Encoding", "identity", "If-None-Match", held); held == "" || again.status != http.StatusNotModified {
		t.Errorf("asked for again it answers %d", again.status)
	}
	must(t, h.news.WithdrawArticle(t.Context(), h.people["signer"], public, h.articles["published"][0], "数字有误", passphrase))
	ask(visitor, issue, 200).lacks(t, canary("published", "body"))
	ask(visitor, article, 410).lacks(t, canary("published", "body"))
}

// TestASearchOfTheAPIIsNarrowedAsThePageIs asks a program's way and a person's way for the same, and holds the numbers together.
func TestASearchOfTheAPIIsNarrowedAsThePageIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	b, slug := h.browser(t), h.bulletin.Slug
	for _, c := range []struct {
		narrowed []string
		total    int
	}{
		{nil, 5},
		{[]string{"year", "2026"}, 5},
		{[]string{"year", "2025"}, 0},
		{[]string{"section", "制度创新"}, 3},
		{[]string{"section", canary("draft", "section")}, 0},
		{[]string{"unit", canary("published", "unit")}, 1},
		{[]string{"unit", canary("members", "unit")}, 0},
		{[]string{"unit", canary("mixed", "unit")}, 0},
		{[]string{"section", canary("mixed", "section")}, 0},
		{[]string{"order", "date"}, 5},
		{[]string{"order", "relevance"}, 5},
	} {
		asked := append([]string{"q", "平均"}, c.narrowed...)
		var found struct {
			Total int
			Hits  []struct{ Title string }
		}
		must(t, json.Unmarshal([]byte(b.get(paths.With(paths.To(paths.APISearch, slug), asked...)).wants(t, http.StatusOK).body), &found))
		if found.Total != c.total || len(found.Hits) != c.total {
			t.Errorf("%q finds %d", asked, found.Total)
		}
		page := b.get(paths.With(paths.To(paths.Search, slug), asked...)).wants(t, http.StatusOK).page(t)
		var titles []string
		page.Find(".results h2").Each(func(_ int, s *goquery.Selection) { titles = append(titles, strings.TrimSpace(s.Text())) })
		if len(titles) != len(found.Hits) {
			t.Errorf("%q: the page finds %q, the API %+v", asked, titles, found.Hits)
			continue
		}
		for i, hit := range found.Hits {
			if titles[i] != hit.Title {
				t.Errorf("%q: the page has %q where the API has %q", asked, titles[i], hit.Title)
			}
		}
	}
}

func TestTheDescriptionOfTheAPINamesEveryAddress(t *testing.T) {
	t.Parallel()
	a := newApp(t)
	var spec struct{ Paths map[string]any }
	must(t, json.Unmarshal([]byte(a.browser(t).get(paths.APISpec).wants(t, http.StatusOK).body), &spec))
	served := 0
	for _, r := range handlers.Routes() {
		if r.Method != http.MethodGet || !strings.HasPrefix(r.Path, paths.API) {
			continue
		}
		parts := strings.Split(r.Path, "/")
		for i, part := range parts {
			if name, ok := strings.CutPrefix(part, ":"); ok {
				parts[i] = "{" + name + "}"
			}
		}
		served++
		if spec.Paths[strings.Join(parts, "/")] == nil {
			t.Errorf("%s is not described", r.Path)
		}
	}
	if served != len(spec.Paths) {
		t.Errorf("%d addresses are served, %d described", served, len(spec.Paths))
	}
}
