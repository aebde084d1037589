package handlers_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jianbao/assets"
	"jianbao/handlers"
	"jianbao/internal/files"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/internal/store/storetest"
	"jianbao/internal/testenv"
	"jianbao/models"
	"jianbao/views"
)

// BenchmarkIssuePage is a published issue of ten articles as a visitor gets it: session, database, page, headers.
func BenchmarkIssuePage(b *testing.B) {
	now := func() time.Time { return storetest.Start }
	news := benchNews(b, now)
	href := paths.To(paths.Issue, "kfqy", publishOne(b, news))
	h := handlers.New(handlers.Config{Newsroom: news, Logger: slog.New(slog.DiscardHandler), Location: time.UTC, Now: now, Assets: assets.Handler()})
	for b.Loop() {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequestWithContext(b.Context(), http.MethodGet, href, nil))
		if w.Code != http.StatusOK {
			b.Fatalf("status %d", w.Code)
		}
	}
}

// benchNews is a newsroom over a fresh database.
func benchNews(b *testing.B, now func() time.Time) *newsroom.Newsroom {
	b.Helper()
	kept, err := files.Open(filepath.Join(b.TempDir(), "files"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = kept.Close() })
	return newsroom.New(newsroom.Config{
		Store: storetest.SQLite(b, now), Files: kept, Render: views.EditionRenderer{}, Location: time.UTC, Logger: slog.New(slog.DiscardHandler), Hashing: quick,
	})
}

// BenchmarkCountedPage is a page that is held ready, sent to nowhere, with and without its reader counted.
func BenchmarkCountedPage(b *testing.B) {
	news := benchNews(b, time.Now)
	href := paths.To(paths.Issue, "kfqy", publishOne(b, news))
	held := handlers.NewPages(8<<20, time.Now, news)
	h := handlers.New(handlers.Config{Newsroom: news, Logger: slog.New(slog.DiscardHandler), Location: time.UTC, Now: time.Now, Assets: assets.Handler(), Pages: held})
	for name, agent := range map[string]string{"Reader": firefox, "Nobody": ""} {
		b.Run(name, func(b *testing.B) {
			held.Confirm(1)
			r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, href, nil)
			r.Header.Set("User-Agent", agent)
			r.Header.Set("Accept-Encoding", "gzip, deflate, br")
			h.ServeHTTP(httptest.NewRecorder(), r)
			w := nowhere{header: http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				held.Confirm(1)
				h.ServeHTTP(w, r)
			}
		})
	}
}

// nowhere is a ResponseWriter that keeps nothing.
type nowhere struct{ header http.Header }

func (w nowhere) Header() http.Header         { return w.header }
func (w nowhere) WriteHeader(int)             {}
func (w nowhere) Write(p []byte) (int, error) { return len(p), nil }

// publishOne brings the first demonstration issue through a chain of one step to its readers.
func publishOne(b *testing.B, news *newsroom.Newsroom) int64 {
	b.Helper()
	ctx := b.Context()
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	data, err := os.ReadFile(filepath.Join(testenv.Root(), "internal", "demo", "issues", "087.txt"))
	must(err)
	bulletin := newsroom.NewBulletin()
	bulletin.Slug, bulletin.Name, bulletin.Host, bulletin.Chain = "kfqy", "开放前沿", "省自贸办", models.Chain{{Name: "签发", Role: models.Signer}}
	bulletin, err = news.CreateBulletin(ctx, newsroom.Console(), bulletin, newsroom.Numbering{FirstNumber: 87})
	must(err)
	people := map[models.Role]models.Actor{}
	for _, role := range []models.Role{models.Editor, models.Signer} {
		u, _, err := news.CreateUser(ctx, newsroom.Console(), newsroom.NewUser{Login: string(role), Name: "某" + string(role), Password: passphrase})
		must(err)
		must(news.GiveRole(ctx, newsroom.Console(), u.ID, bulletin.ID, role))
		people[role] = models.Actor{UserID: u.ID, Name: u.Name, BulletinID: bulletin.ID, Role: role}
	}
	issue, _, err := news.ImportFile(ctx, people[models.Editor], "087.txt", data, true)
	must(err)
	must(news.Submit(ctx, people[models.Editor], issue.ID))
	p, err := news.Review(ctx, people[models.Signer], issue.ID)
	must(err)
	must(news.Approve(ctx, people[models.Signer], issue.ID, newsroom.Approval{Hash: p.Hash, Opinion: "同意", Password: passphrase}))
	must(news.Publish(ctx, people[models.Signer], issue.ID))
	return issue.ID
}
