package store_test

import (
	"slices"
	"testing"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// sent publishes an issue with one article of each list of units, and gives its edition.
func (a *archive) sent(tb testing.TB, s *store.Store, date string, layout *models.Layout, units ...[]string) models.Edition {
	tb.Helper()
	i := a.publish(tb, s, models.Public, date)
	e := models.Edition{BulletinID: i.BulletinID, IssueID: i.ID, Access: i.Access, Kind: i.Kind, IssueNumber: i.Number, Date: date, PublishedBy: a.user.ID}
	e.Content.Layout = layout
	section := models.EditionSection{Title: "板块"}
	for n, names := range units {
		section.Articles = append(section.Articles, models.EditionArticle{ID: i.ID*1000 + int64(n), Number: n + 1, Text: models.ArticleText{Title: "标题", Units: names}})
	}
	e.Content.Sections = []models.EditionSection{section, {Title: "空"}}
	write(tb, s, func(tx *store.Tx) error {
		if err := tx.CreateEdition(&e, e.Content.Entries(i)); err != nil {
			return err
		}
		i.EditionID = &e.ID
		return tx.UpdateIssue(&i)
	})
	return e
}

func TestEditionsFromBeforeAreListedUnderTheirUnits(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "old")
		shown, hidden := models.OfficialLayout(), models.OfficialLayout()
		hidden.Sources = false
		for _, layout := range []*models.Layout{nil, &shown, &hidden} {
			a.sent(t, s, "2026-03-01", layout, []string{"甲市", "乙“区”"}, nil, []string{}, []string{"丙县", "甲市", "丙县"})
		}
		a.publish(t, s, models.Public, "2026-04-01", text{"没有内容", ""})
		all := func() (list []models.EntryUnit) {
			write(t, s, func(tx *store.Tx) error {
				return tx.Scan(&list, "SELECT * FROM entry_units ORDER BY edition_id, article_id, position")
			})
			return list
		}
		want := all()
		if len(want) != 8 {
			t.Fatalf("publication wrote %+v", want)
		}
		write(t, s, func(tx *store.Tx) error {
			fill, err := tx.MigrationFrom("00028_entry_units.sql", "INSERT INTO entry_units")
			if err != nil {
				return err
			}
			if err := tx.Exec("DELETE FROM entry_units"); err != nil {
				return err
			}
			return tx.Exec(fill)
		})
		if got := all(); !slices.Equal(got, want) {
			t.Errorf("the migration wrote %+v, publication %+v", got, want)
		}
	})
}

func TestAUnitIsFoundAcrossIssuesByWhoeverMayReadThem(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a, other := newArchive(t, s, "one"), newArchive(t, s, "two")
		a.sent(t, s, "2025-12-30", nil, []string{"甲市"}, []string{"乙区"})
		newest := a.sent(t, s, "2026-02-01", nil, []string{"乙区", "甲市"}, []string{"甲市"}, nil)
		first, second := newest.IssueID*1000, newest.IssueID*1000+1
		other.sent(t, s, "2026-02-02", nil, []string{"甲市"}, []string{"丙县"})
		public := models.Visitors()
		check := func(access models.Readership, units []store.UnitCount, years []models.EditionYear, articles ...int64) {
			t.Helper()
			write(t, s, func(tx *store.Tx) error {
				counts, err := tx.LiveUnits(a.bulletin.ID, access, 10)
				if err != nil {
					return err
				}
				if !slices.Equal(counts, units) {
					t.Errorf("units: %+v, want %+v", counts, units)
				}
				in, err := tx.UnitYears(a.bulletin.ID, access, "甲市")
				if err != nil {
					return err
				}
				if !slices.Equal(in, years) {
					t.Errorf("years: %+v, want %+v", in, years)
				}
				list, err := tx.UnitEntries(a.bulletin.ID, access, "甲市", "2026", 10)
				var ids []int64
				for _, e := range list {
					ids = append(ids, e.ArticleID)
				}
				if !slices.Equal(ids, articles) {
					t.Errorf("articles: %v, want %v", ids, articles)
				}
				return err
			})
		}
		check(public, []store.UnitCount{{"甲市", 3}, {"乙区", 2}}, []models.EditionYear{{Year: "2026", Issues: 2}, {Year: "2025", Issues: 1}}, first, second)
		check(models.Readership{}, nil, nil)
		write(t, s, func(tx *store.Tx) error {
			return store.Insert(tx, &models.Article{ID: first, BulletinID: a.bulletin.ID, State: models.ArticleDraft, CreatedBy: a.user.ID})
		})
		write(t, s, func(tx *store.Tx) error { return tx.OpenGap(newest.IssueID, first, models.EventWithdraw) })
		check(public, []store.UnitCount{{"甲市", 2}, {"乙区", 1}}, []models.EditionYear{{Year: "2026", Issues: 1}, {Year: "2025", Issues: 1}}, second)
	})
}

func TestListedArticlesNameTheirUnits(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "one")
		a.sent(t, s, "2026-01-01", nil, []string{"乙区", "甲市"}, nil)
		a.sent(t, s, "2026-02-01", nil, []string{"丙县"})
		write(t, s, func(tx *store.Tx) error {
			list, err := tx.LiveEntries(a.bulletin.ID, models.Visitors(), "", "2026", 10)
			if err != nil || len(list) != 3 {
				t.Errorf("%d entries, %v", len(list), err)
				return err
			}
			err = tx.FillUnits(list)
			for i, want := range [][]string{{"丙县"}, {"乙区", "甲市"}, nil} {
				if !slices.Equal(list[i].Units, want) {
					t.Errorf("article %d: %q, want %q", i, list[i].Units, want)
				}
			}
			return err
		})
	})
}
