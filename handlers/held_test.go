package handlers_test

import (
	"compress/gzip"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"jianbao/assets"
	"jianbao/handlers"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/internal/store"
	"jianbao/views"
)

func TestAHeldPageIsTheSameAsADrawnOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	visitor := h.browser(t)
	for _, path := range []string{
		paths.Home, paths.To(paths.Bulletin, "kfqy"), paths.To(paths.Archive, "kfqy"), paths.To(paths.Issue, "kfqy", h.issues["published"].ID),
		paths.To(paths.Article, "kfqy", h.articles["published"][1]), paths.To(paths.Issue, "kfqy", h.issues["published"].ID) + "?view=large",
	} {
		drawn := visitor.do(http.MethodGet, path, nil, "Accept-Encoding", "identity").wants(t, http.StatusOK)
		held := visitor.do(http.MethodGet, path, nil, "Accept-Encoding", "identity").wants(t, http.StatusOK)
		if drawn.body != held.body || held.header.Get("Etag") == "" || drawn.header.Get("Etag") != held.header.Get("Etag") {
			t.Errorf("%s: drawn %s, held %s", path, drawn.header.Get("Etag"), held.header.Get("Etag"))
		}
		for _, a := range []answer{drawn, held} {
			a.header.Del("Date")
			if a.header.Get("Set-Cookie") != "" || a.header.Get("Cache-Control") != "public, no-cache" {
				t.Errorf("%s: headers %v", path, a.header)
			}
		}
		if len(drawn.header) != len(held.header) {
			t.Errorf("%s: drawn %v, held %v", path, drawn.header, held.header)
		}
		if again := visitor.do(http.MethodGet, path, nil, "Accept-Encoding", "identity", "If-None-Match", held.header.Get("Etag")); again.status != http.StatusNotModified || again.body != "" {
			t.Errorf("%s asked for again answers %d", path, again.status)
		}
		zipped := visitor.do(http.MethodGet, path, nil, "Accept-Encoding", "gzip;q=1, br;q=0").wants(t, http.StatusOK)
		r, err := gzip.NewReader(strings.NewReader(zipped.body))
		must(t, err)
		plain, err := io.ReadAll(r)
		must(t, err)
		if string(plain) != held.body || zipped.header.Get("Etag") == held.header.Get("Etag") {
			t.Errorf("%s: another page when compressed", path)
		}
	}
}

func TestWhoIsSignedInIsGivenNothingHeld(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	members, current := paths.To(paths.Issue, "kfqy", h.issues["members"].ID), paths.To(paths.Bulletin, "kfqy")
	visitor, reader := h.browser(t), h.signedIn(t, "reader")
	for range 2 {
		visitor.get(current).wants(t, http.StatusOK)
		visitor.get(members).wants(t, http.StatusNotFound)
		if got := reader.get(members).wants(t, http.StatusOK); got.header.Get("Cache-Control") != "no-store" || got.header.Get("Etag") != "" {
			t.Errorf("kept by others: %v", got.header)
		}
		reader.get(current).wants(t, http.StatusOK)
	}
}

func TestAWithdrawnPageIsGoneEverywhere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	here := h.browser(t)
	beside, err := store.Open(t.Context(), databaseFile(t), h.clock.Now)
	must(t, err)
	t.Cleanup(func() { _ = beside.Close() })
	other := newsroom.New(newsroom.Config{Store: beside, Render: views.EditionRenderer{}, Location: time.UTC, Logger: slog.New(slog.DiscardHandler), Hashing: quick})
	second := httptest.NewServer(handlers.New(handlers.Config{
		Newsroom: other, Logger: slog.New(slog.DiscardHandler), Location: time.UTC, Now: h.clock.Now, Assets: assets.Handler(), Pages: watched(t, other),
	}))
	t.Cleanup(second.Close)
	there := &browser{t: t, base: second.URL, http: here.http}
	id := h.issues["published"].ID
	page := paths.To(paths.Issue, "kfqy", id)
	for _, b := range []*browser{here, there, here, there} {
		b.get(page).wants(t, http.StatusOK)
	}
	must(t, h.news.TakeDown(t.Context(), h.people["editor"], id, "数字有误"))
	here.get(page).wants(t, http.StatusGone)
	for there.get(page).status != http.StatusGone && t.Context().Err() == nil {
		time.Sleep(10 * time.Millisecond) // until the other server has looked
	}
	must(t, h.news.Restore(t.Context(), h.people["signer"], id, "核实无误", passphrase))
	here.get(page).wants(t, http.StatusOK)
}

func TestAnAddressWithOtherWordsIsNotHeld(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	visitor := h.browser(t)
	path := paths.To(paths.Issue, "kfqy", h.issues["published"].ID)
	for _, query := range []string{"?utm_source=x", "?view=large&view=dark", "?view=large&x=1", "?view=%6Carge"} {
		if got := visitor.get(path+query).wants(t, http.StatusOK); got.header.Get("Etag") == "" {
			t.Errorf("%s: no tag", query)
		}
	}
	if got := h.browser(t).do(http.MethodHead, path, nil).wants(t, http.StatusOK); got.body != "" {
		t.Error("HEAD answers with a page")
	}
	visitor.get(paths.To(paths.Archive, "kfqy")+"?year=1950").wants(t, http.StatusOK)
	visitor.get(paths.To(paths.Issue, "kfqy", 99999)).wants(t, http.StatusNotFound)
}
