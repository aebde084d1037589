package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/internal/testenv"
	"jianbao/models"
)

func TestQuotedWordsAreFoundAsTheyStand(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		a.publish(t, s, models.Public, "2026-03-01", text{"甲", "free trade zone"}, text{"乙", "trade is free"}, text{"丙", "招商、引资"}, text{"丁", "引资和招商"})
		a.expect(t, s, "free trade", "甲", "乙")
		for _, words := range []string{`"free trade"`, "“free trade”", "「free trade」", "『Free　Trade』", "＂free trade＂", `"free trade`} {
			a.expect(t, s, words, "甲")
		}
		a.expect(t, s, "招商 引资", "丙", "丁")
		a.expect(t, s, "“招商 引资”", "丙")
		a.expect(t, s, "“招商”引资", "丙", "丁")
		a.expect(t, s, "“”")
	})
}

func TestTraditionalAndSimplifiedCharactersAreEqual(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		a.publish(t, s, models.Public, "2026-03-01", text{"營商環境", "優化營商環境，理髮業發展"}, text{"乙", "优化营商环境"})
		a.expect(t, s, "营商环境", "營商環境", "乙")
		a.expect(t, s, "營商环境", "營商環境", "乙")
		a.expect(t, s, "理发 发展", "營商環境")
		a.expect(t, s, "營", "營商環境", "乙")
	})
	words, err := store.ParseWords("发展")
	if err != nil {
		t.Fatal(err)
	}
	if got := words.Find("理髮業發展"); !slices.Equal(got, []store.Match{{Start: 3, End: 5}}) {
		t.Errorf("marked: %v", got)
	}
}

func TestASearchIsNarrowedAndOrdered(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a, other := newArchive(t, s, "news"), newArchive(t, s, "other")
		a.publish(t, s, models.Public, "2024-12-31", text{"旧招商", "招商"})
		a.publish(t, s, models.Public, "2025-01-01", text{"中", "招商，招商，招商"})
		a.publish(t, s, models.Public, "2026-01-01", text{"新", "一次招商"})
		other.publish(t, s, models.Public, "2025-06-01", text{"别刊", "招商"})
		other.publish(t, s, models.Internal, "2025-07-01", text{"别刊内部", "招商"})
		both := append(a.scopes(models.Public), other.scopes(models.Public)...)
		for _, c := range []struct {
			name string
			q    store.SearchQuery
			want []string
		}{
			{"title first", store.SearchQuery{Scopes: a.scopes(models.Public)}, []string{"旧招商", "新", "中"}},
			{"by date", store.SearchQuery{Scopes: a.scopes(models.Public), Order: models.ByDate}, []string{"新", "中", "旧招商"}},
			{"by relevance", store.SearchQuery{Scopes: a.scopes(models.Public), Order: models.ByRelevance}, []string{"旧招商", "中", "新"}},
			{"of a year", store.SearchQuery{Scopes: a.scopes(models.Public), Year: 2025}, []string{"中"}},
			{"of another year", store.SearchQuery{Scopes: a.scopes(models.Public), Year: 2023}, nil},
			{"of a section", store.SearchQuery{Scopes: a.scopes(models.Public), Section: "板块", Order: models.ByDate}, []string{"新", "中", "旧招商"}},
			{"of no section", store.SearchQuery{Scopes: a.scopes(models.Public), Section: "别的"}, nil},
			{"everywhere", store.SearchQuery{Scopes: both, Order: models.ByDate}, []string{"新", "别刊", "中", "旧招商"}},
		} {
			var err error
			if c.q.Words, err = store.ParseWords("招商"); err != nil {
				t.Fatal(err)
			}
			c.q.Limit = 10
			var got []string
			if err := s.Read(t.Context(), func(tx *store.Tx) error {
				hits, total, err := tx.Search(c.q)
				for _, h := range hits {
					got = append(got, h.Title)
				}
				if total != (store.Total{Count: len(hits)}) {
					t.Errorf("%s: %+v in total, %d shown", c.name, total, len(hits))
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s: found %q, want %q", c.name, got, c.want)
			}
		}
	})
}

// TestAnIndexOfAnotherReleaseIsFilledAgain goes back to a release whose index knew less, and looks while it is filled.
func TestAnIndexOfAnotherReleaseIsFilledAgain(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		a.publish(t, s, models.Public, "2026-01-01", text{"旧", "招商"})
		a.publish(t, s, models.Public, "2026-01-02", text{"新", "招商"})
		write(t, s, func(tx *store.Tx) error {
			if err := tx.Exec("DELETE FROM search_entries"); err != nil {
				return err
			}
			for _, table := range []string{"search_texts", "search_titles"} {
				if err := tx.Exec("DELETE FROM " + table); err != nil {
					return err
				}
			}
			return tx.Exec("UPDATE search_state SET version = 0, before = 0")
		})
		a.expect(t, s, "招商")
		for _, c := range []struct {
			done   int
			behind bool
			want   []string
		}{{1, true, []string{"新"}}, {1, true, []string{"新", "旧"}}, {0, false, []string{"新", "旧"}}} {
			var behind bool
			write(t, s, func(tx *store.Tx) error {
				done, err := tx.IndexOlder(1)
				if err != nil {
					return err
				}
				if done != c.done {
					t.Errorf("%d editions done, want %d", done, c.done)
				}
				behind, err = tx.SearchBehind()
				return err
			})
			if behind != c.behind {
				t.Errorf("behind: %v after %v", behind, c.want)
			}
			a.expect(t, s, "招商", c.want...)
		}
	})
}

// TestTheIndexOfTheSampleFindsWhatStandsThere takes each line of a real issue for an article.
func TestTheIndexOfTheSampleFindsWhatStandsThere(t *testing.T) {
	t.Parallel()
	var lines []text
	for line := range strings.Lines(string(testenv.Sample(t, "issue-232.txt"))) {
		lines = append(lines, text{"行", line})
	}
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		a.publish(t, s, models.Public, "2024-04-10", lines...)
		for _, word := range []string{"招商", "营商", "自贸", "港", "哈尔滨新区", "213"} {
			want := 0
			for _, line := range lines {
				if strings.Contains(line.plain, word) {
					want++
				}
			}
			if _, total := a.search(t, s, word, models.Public); total != want || want == 0 {
				t.Errorf("%s: found in %d lines, stands in %d", word, total, want)
			}
		}
	})
}

// A long phrase is looked for by what stands near, then in the texts. That has to find what asking for all of it at once finds, in texts that are
// full of its parts too.
func TestALongPhraseIsFoundByItsParts(t *testing.T) {
	t.Parallel()
	s := storetest.SQLite(t, clock)
	a := newArchive(t, s, "news")
	spell := rapid.StringOfN(rapid.SampledFrom([]rune("市场市场监管，甲乙7")), 0, 40, -1)
	var stand []string // what a search can find
	for issue := range 30 {
		var articles []text
		for n := range 10 {
			plain := spell.Example(issue*20 + n + 10)
			articles = append(articles, text{spell.Example(issue*20 + n), plain})
			if whole := []rune(strings.ReplaceAll(plain, "，", "")); len(whole) >= 8 {
				stand = append(stand, string(whole[:8]))
			}
		}
		a.publish(t, s, models.Public, fmt.Sprintf("2026-01-%02d", issue+1), articles...)
	}
	found, long := 0, rapid.OneOf(rapid.SampledFrom(stand), rapid.StringOfN(rapid.SampledFrom([]rune("市场市场监管甲7")), 6, 9, -1))
	rapid.Check(t, func(rt *rapid.T) {
		words, err := store.ParseWords(long.Draw(rt, "phrase"))
		if err != nil {
			rt.Fatal(err)
		}
		q := store.SearchQuery{Words: words, Scopes: a.scopes(models.Public), Limit: rapid.IntRange(1, 30).Draw(rt, "limit")}
		var near, row []int64
		if err := s.Read(t.Context(), func(tx *store.Tx) (err error) {
			if near, err = tx.PhraseKeys(q, true); err == nil {
				row, err = tx.PhraseKeys(q, false)
			}
			return err
		}); err != nil {
			rt.Fatal(err)
		}
		if found += len(row); !slices.Equal(near, row) {
			rt.Fatalf("found %v by parts, %v in a row", near, row)
		}
	})
	if found == 0 {
		t.Error("no phrase stood in a text")
	}
}
