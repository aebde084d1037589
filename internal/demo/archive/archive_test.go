package archive_test

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"jianbao/internal/demo/archive"
	"jianbao/internal/files"
	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
	"jianbao/views"
)

func clock() time.Time { return storetest.Start }

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// bulletinOf makes a bulletin and its signer.
func bulletinOf(tb testing.TB, s *store.Store) (models.Bulletin, models.User) {
	tb.Helper()
	b := models.Bulletin{Slug: "kfqy", Name: "开放前沿", Host: "省自贸办", Access: models.Public, ArticleNumbering: models.Continuous, Chain: models.DefaultChain(), Layout: models.OfficialLayout()}
	u := models.User{Login: "signer", Name: "签发人"}
	must(tb, s.Write(tb.Context(), func(tx *store.Tx) error {
		if err := tx.CreateBulletin(&b); err != nil {
			return err
		}
		return tx.CreateUser(&u)
	}))
	return b, u
}

// filled is a bulletin with an archive, and its newsroom.
func filled(tb testing.TB, s *store.Store, articles int) (models.Bulletin, *newsroom.Newsroom) {
	tb.Helper()
	b, u := bulletinOf(tb, s)
	must(tb, archive.Fill(tb.Context(), s, archive.Plan{
		Bulletin: b.ID, Articles: articles, Editor: u.ID, Signer: models.Actor{UserID: u.ID, Name: u.Name, BulletinID: b.ID, Role: models.Signer},
		Before: clock(), Seed: 7, Draw: views.EditionRenderer{}.Render,
	}))
	kept, err := files.Open(filepath.Join(tb.TempDir(), "files"))
	must(tb, err)
	tb.Cleanup(func() { _ = kept.Close() })
	return b, newsroom.New(newsroom.Config{Store: s, Files: kept, Render: views.EditionRenderer{}, Location: time.UTC, Logger: slog.New(slog.DiscardHandler)})
}

func TestAnArchiveIsWholeLiveAndRepeatable(t *testing.T) {
	t.Parallel()
	var hashes []string
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		s := db.Open(clock)
		b, news := filled(t, s, 25)
		report, err := news.VerifyEditions(t.Context(), newsroom.EditionScope{})
		must(t, err)
		if report.Editions != 3 || len(report.Faults) > 0 {
			t.Errorf("%+v", report)
		}
		if report, err := news.VerifyAudit(t.Context(), ""); err != nil || report.Entries != 3 {
			t.Errorf("the audit log: %+v, %v", report, err)
		}
		must(t, s.Read(t.Context(), func(tx *store.Tx) error {
			live, err := tx.LiveEditions(b.ID, models.NewReadership(models.Editor, nil), "", 10, 0)
			must(t, err)
			if len(live) != 3 || live[0].Date != "2026-10-30" || live[0].Articles != 10 || live[0].Label() != "2026年第3期" {
				t.Errorf("%+v", live)
			}
			e, err := tx.Edition(live[0].ID)
			must(t, err)
			text := e.Content.Sections[0].Articles[0].Text
			if err := text.Validate(); err != nil || text.Hash() != text.Normalise().Hash() {
				t.Errorf("%q cannot be saved again: %v", text.Title, err)
			}
			hashes = append(hashes, text.Hash())
			return nil
		}))
	})
	t.Cleanup(func() {
		for _, h := range hashes {
			if h != hashes[0] {
				t.Error("the same seed gives different texts")
			}
		}
	})
}
