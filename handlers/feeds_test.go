package handlers_test

import (
	"encoding/json"
	"encoding/xml"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"jianbao/assets"

	"jianbao/handlers"
	"jianbao/internal/paths"
)

const address = "https://jianbao.example.gov.cn"

// addressed is a visitor of the same office on a server that has been told its address.
func (h *house) addressed(t *testing.T) *browser {
	t.Helper()
	at, err := url.Parse(address)
	must(t, err)
	s := httptest.NewServer(handlers.New(handlers.Config{
		Newsroom: h.news, Logger: slog.New(slog.DiscardHandler), Location: time.UTC, Now: h.clock.Now, Assets: assets.Handler(), BaseURL: at,
	}))
	t.Cleanup(s.Close)
	return &browser{t: t, base: s.URL, http: h.browser(t).http}
}

// atomFeed is what a reading program makes of a feed.
type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Entries []struct {
		Title   string `xml:"title"`
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Content struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"content"`
	} `xml:"entry"`
}

func TestAFeedCarriesTheFullTextsThatVisitorsMayRead(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	visitor := h.browser(t)
	read := func(path string) atomFeed {
		t.Helper()
		got := visitor.get(path).wants(t, http.StatusOK)
		if kind := got.header.Get("Content-Type"); kind != "application/atom+xml; charset=utf-8" {
			t.Errorf("content type %q", kind)
		}
		var f atomFeed
		must(t, xml.Unmarshal([]byte(got.body), &f))
		kept := f.Entries[:0]
		for _, e := range f.Entries { // of this issue alone
			if slices.ContainsFunc(h.articles["published"], func(id int64) bool { return strings.HasSuffix(e.ID, paths.To(paths.Article, "kfqy", id)) }) {
				kept = append(kept, e)
			}
		}
		f.Entries = kept
		return f
	}
	f := read(paths.To(paths.BulletinFeed, "kfqy"))
	if f.Title != "开放前沿" || f.ID == "" || f.Updated == "" || f.Author != "省开放办" || len(f.Entries) != 3 {
		t.Fatalf("the feed is %+v", f)
	}
	first := f.Entries[0]
	if first.Content.Type != "html" || !strings.Contains(first.Content.Text, canary("published", "body")) || !strings.HasPrefix(first.ID, h.URL+"/b/kfqy/articles/") {
		t.Errorf("the first entry is %+v", first)
	}
	section := read(paths.To(paths.SectionFeed, "kfqy", "制度创新"))
	if section.Title != "开放前沿 · 制度创新" || len(section.Entries) != 1 || section.Entries[0].Title != "清单管理落地" {
		t.Errorf("the section's feed is %+v", section)
	}
	must(t, h.news.WithdrawArticle(t.Context(), h.people["signer"], h.issues["published"].ID, h.articles["published"][0], "数字有误", passphrase))
	if f := read(paths.To(paths.BulletinFeed, "kfqy")); len(f.Entries) != 2 {
		t.Errorf("a withdrawn article is in the feed: %+v", f)
	}
	must(t, h.news.TakeDown(t.Context(), h.people["editor"], h.issues["published"].ID, "数字有误"))
	if f := read(paths.To(paths.BulletinFeed, "kfqy")); len(f.Entries) != 0 {
		t.Errorf("an issue that is taken down is in the feed: %+v", f)
	}
	visitor.get(paths.To(paths.SectionFeed, "kfqy", canary("published", "section"))).wants(t, http.StatusNotFound)
}

func TestTheMapOfTheSiteListsWhatVisitorsMayRead(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	visitor := h.browser(t)
	addresses := func(path string) []string {
		t.Helper()
		var m struct {
			Maps []string `xml:"sitemap>loc"`
			URLs []string `xml:"url>loc"`
		}
		must(t, xml.Unmarshal([]byte(visitor.get(path).wants(t, http.StatusOK).body), &m))
		return append(m.Maps, m.URLs...)
	}
	visitor.get(paths.Robots).says(t, "Sitemap: "+h.URL+"/sitemap.xml")
	index := addresses(paths.SiteMap)
	if len(index) != 2 {
		t.Fatalf("the index lists %q", index)
	}
	list := addresses(strings.TrimPrefix(index[0], h.URL))
	lists := addresses(strings.TrimPrefix(index[1], h.URL))
	for _, path := range []string{paths.To(paths.Archive, "kfqy"), paths.To(paths.ReaderUnits, "kfqy"), paths.To(paths.ReaderUnit, "kfqy", canary("published", "unit"))} {
		if !slices.Contains(lists, h.URL+path) {
			t.Errorf("%s is missing in %q", path, lists)
		}
	}
	list = append(list, lists...)
	if !slices.Contains(list, h.URL+paths.To(paths.Issue, "kfqy", h.issues["published"].ID)) || !slices.Contains(list, h.URL+paths.To(paths.Article, "kfqy", h.articles["published"][2])) {
		t.Errorf("published pages are missing in %q", list)
	}
	for _, address := range list {
		visitor.get(strings.TrimPrefix(address, h.URL)).wants(t, http.StatusOK)
	}
	for _, hidden := range []string{"members", "internal", "withdrawn", "taken-down", "signed"} {
		if slices.Contains(list, h.URL+paths.To(paths.Issue, "kfqy", h.issues[hidden].ID)) || slices.Contains(list, h.URL+paths.To(paths.ReaderUnit, "kfqy", canary(hidden, "unit"))) {
			t.Errorf("the %s issue is on the map", hidden)
		}
	}
	reader := h.signedIn(t, "reader")
	if own := reader.get(strings.TrimPrefix(index[0], h.URL)).wants(t, http.StatusOK); strings.Contains(own.body, paths.To(paths.Issue, "kfqy", h.issues["members"].ID)) {
		t.Error("the map shows more to whoever is signed in")
	}
}

func TestAPageDescribesItselfToMachines(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	visitor := h.addressed(t)
	issue, article := paths.To(paths.Issue, "kfqy", h.issues["published"].ID), paths.To(paths.Article, "kfqy", h.articles["published"][0])
	for path, want := range map[string]struct{ kind, name string }{issue: {"PublicationIssue", "开放前沿第724期"}, article: {"Article", "口岸通关提速" + canary("published", "title")}} {
		page := visitor.get(path).wants(t, http.StatusOK).page(t)
		var data struct {
			Context  string `json:"@context"`
			Type     string `json:"@type"`
			ID       string `json:"@id"`
			Name     string
			Headline string
			HasPart  []struct{ Headline string }
		}
		must(t, json.Unmarshal([]byte(page.Find(`script[type="application/ld+json"]`).Text()), &data))
		if data.Context != "https://schema.org" || data.Type != want.kind || data.ID != address+path || data.Name+data.Headline != want.name {
			t.Errorf("%s describes itself as %+v", path, data)
		}
		if canonical := page.Find(`link[rel=canonical]`).AttrOr("href", ""); canonical != address+path {
			t.Errorf("%s is canonical at %q", path, canonical)
		}
		for _, property := range []string{"og:title", "og:description", "og:url", "og:type", "og:locale"} {
			if page.Find(`meta[property="`+property+`"]`).AttrOr("content", "") == "" {
				t.Errorf("%s: no %s", path, property)
			}
		}
		if page.Find(`meta[name=description]`).Length() != 1 || page.Find(`link[rel=alternate][type="application/atom+xml"]`).Length() != 1 {
			t.Errorf("%s: description or feed is missing", path)
		}
	}
	must(t, h.news.WithdrawArticle(t.Context(), h.people["signer"], h.issues["published"].ID, h.articles["published"][0], "数字有误", passphrase))
	visitor.get(issue).wants(t, http.StatusOK).lacks(t, "口岸通关提速")
}

func TestASectionIsFollowedAcrossIssues(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	visitor := h.browser(t)
	page := visitor.get(paths.To(paths.ReaderSection, "kfqy", "制度创新")).wants(t, http.StatusOK).says(t, "清单管理落地", "第724期", "订阅本栏目")
	if got := page.page(t).Find(".section-article").Length(); got != 3 {
		t.Errorf("%d articles are listed to visitors", got)
	}
	for who, want := range map[string]int{"reader": 4, "listed": 5} {
		if got := h.signedIn(t, who).get(paths.To(paths.ReaderSection, "kfqy", "制度创新")).wants(t, http.StatusOK).page(t).Find(".section-article").Length(); got != want {
			t.Errorf("%d articles are listed to %s", got, who)
		}
	}
	absent := visitor.get(paths.To(paths.ReaderSection, "kfqy", "没有的栏目")).wants(t, http.StatusNotFound)
	for _, name := range []string{"draft", "signed", "members", "internal", "limited", "mixed", "withdrawn", "taken-down"} {
		hidden := visitor.get(paths.To(paths.ReaderSection, "kfqy", canary(name, "section"))).wants(t, http.StatusNotFound)
		if len(hidden.body) != len(absent.body) {
			t.Errorf("the section of the %s issue is not found in another way than one that is not there", name)
		}
	}
	visitor.get(paths.To(paths.About, "kfqy")).wants(t, http.StatusOK).says(t, "关于本刊", "省开放办", "更正与撤下")
}
