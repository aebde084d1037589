package store_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

func clock() time.Time { return storetest.Start }

func write(tb testing.TB, s *store.Store, fn func(tx *store.Tx) error) {
	tb.Helper()
	if err := s.Write(tb.Context(), fn); err != nil {
		tb.Fatal(err)
	}
}

// archive is a bulletin with published issues.
type archive struct {
	user     models.User
	bulletin models.Bulletin
	number   int
}

func newArchive(tb testing.TB, s *store.Store, slug string) *archive {
	tb.Helper()
	a := &archive{
		user:     models.User{Login: slug, Name: "编辑"},
		bulletin: models.Bulletin{Slug: slug, Name: "动态", Access: models.Public, ArticleNumbering: models.Continuous, Chain: models.Chain{}, Informed: []int64{}},
	}
	write(tb, s, func(tx *store.Tx) error {
		if err := store.Insert(tx, &a.user); err != nil {
			return err
		}
		return store.Insert(tx, &a.bulletin)
	})
	return a
}

// text is the title and the text of an article.
type text struct{ title, plain string }

// publish makes an issue with one edition of these articles and indexes it.
func (a *archive) publish(tb testing.TB, s *store.Store, access models.Access, date string, articles ...text) models.Issue {
	tb.Helper()
	a.number++
	i := models.Issue{
		BulletinID: a.bulletin.ID, Kind: models.Regular, Number: a.number, Date: date, Access: access,
		Workflow: models.Signed, Standing: models.Unpublished, CreatedBy: a.user.ID,
	}
	write(tb, s, func(tx *store.Tx) error { return tx.CreateIssue(&i) })
	a.republish(tb, s, &i, articles...)
	return i
}

// republish gives an issue its next edition.
func (a *archive) republish(tb testing.TB, s *store.Store, i *models.Issue, articles ...text) {
	tb.Helper()
	e := models.Edition{
		BulletinID: i.BulletinID, IssueID: i.ID, Access: i.Access, Kind: i.Kind, IssueNumber: i.Number, Date: i.Date, PublishedBy: a.user.ID,
	}
	var entries []models.EditionEntry
	for n, art := range articles {
		entries = append(entries, models.EditionEntry{
			BulletinID: i.BulletinID, IssueID: i.ID, ArticleID: i.ID*1000 + int64(n), Position: n + 1, Number: n + 1,
			Section: "板块", Title: art.title, Plain: art.plain, Date: i.Date,
		})
	}
	write(tb, s, func(tx *store.Tx) error {
		if err := tx.CreateEdition(&e, entries); err != nil {
			return err
		}
		i.EditionID, i.Standing = &e.ID, models.Normal
		if err := tx.UpdateIssue(i); err != nil {
			return err
		}
		return tx.IndexEdition(e.ID)
	})
}

// readers reads what has the access classes.
func readers(access []models.Access) models.Readership {
	for _, role := range []models.Role{models.Visitor, models.Reader, models.Editor} {
		if to := models.NewReadership(role, nil); slices.Equal(to.Always(), access) {
			return to
		}
	}
	return models.Readership{}
}

func (a *archive) scopes(access ...models.Access) []store.SearchScope {
	return []store.SearchScope{{BulletinID: a.bulletin.ID, Readership: readers(access)}}
}

// search gives the titles found, and the total.
func (a *archive) search(tb testing.TB, s *store.Store, words string, access ...models.Access) ([]string, int) {
	tb.Helper()
	parsed, err := store.ParseWords(words)
	if err != nil {
		tb.Fatal(err)
	}
	var titles []string
	var total int
	err = s.Read(tb.Context(), func(tx *store.Tx) error {
		hits, n, err := tx.Search(store.SearchQuery{Words: parsed, Scopes: a.scopes(access...), Limit: 500})
		for _, h := range hits {
			titles = append(titles, h.Title)
		}
		total = n.Count
		return err
	})
	if err != nil {
		tb.Fatalf("search for %q: %v", words, err)
	}
	return titles, total
}

func (a *archive) expect(tb testing.TB, s *store.Store, words string, want ...string) {
	tb.Helper()
	got, total := a.search(tb, s, words, models.Public)
	if !slices.Equal(got, want) || total != len(want) {
		tb.Errorf("%q finds %d: %q, want %q", words, total, got, want)
	}
}

func TestSearchFindsWordsInTitlesAndTexts(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		a.publish(t, s, models.Public, "2026-03-01",
			text{"口岸通关提速", "二季度进出口 213 万吨，2024 年底完成招商。"},
			text{"招商引资推进会", "港口与自贸片区签约，涉及ＲＣＥＰ成员。"})
		a.publish(t, s, models.Public, "2026-04-01", text{"营商环境", "自贸港建设；招商引资。"})

		a.expect(t, s, "招商", "招商引资推进会", "营商环境", "口岸通关提速")
		a.expect(t, s, "自贸", "营商环境", "招商引资推进会")
		a.expect(t, s, "港", "营商环境", "招商引资推进会")
		a.expect(t, s, "213", "口岸通关提速")
		a.expect(t, s, "21")
		a.expect(t, s, "2024年", "口岸通关提速")
		a.expect(t, s, "rcep", "招商引资推进会")
		a.expect(t, s, "通关 招商", "口岸通关提速")
		a.expect(t, s, "招商 港", "营商环境", "招商引资推进会")
		a.expect(t, s, "环境 通关")
		a.expect(t, s, "")
		a.expect(t, s, "，。——")
	})
}

func TestOperatorsOfTheDatabasesMeanNothing(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		a.publish(t, s, models.Public, "2026-03-01", text{"招商", "NEAR AND title 甲 or 'b' \\ c"})
		for _, words := range []string{
			`"招商"`, `招商*`, `(招商`, `招商)`, `招商:A`, `-招商`, `'招商'`, `招商'`, `招商\`, `NEAR(招商`, `title:招商`, `^招商`, `招商 AND`, `招商 OR b`,
			`招商 & !`, `招商 | <->`, `{title}:招商`, `招商 ?`, `招商 @name`, `招商 $1`, `招商;--`, "招商\x00", "招商\xff", `''`, `"`, `*`,
		} {
			a.search(t, s, words, models.Public)
		}
		a.expect(t, s, `"招商"`, "招商")
		a.expect(t, s, `招商' OR "b`, "招商")
		a.expect(t, s, `招商 AND 乙`)
	})
}

func TestSearchSeesOnlyTheLiveEditionOfWhatMayBeRead(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a, other := newArchive(t, s, "news"), newArchive(t, s, "other")
		other.publish(t, s, models.Public, "2026-01-01", text{"别的刊物", "招商"})
		corrected := a.publish(t, s, models.Public, "2026-01-01", text{"更正前", "招商甲"})
		a.republish(t, s, &corrected, text{"更正后", "招商乙"})
		members := a.publish(t, s, models.Members, "2026-01-02", text{"系统内", "招商"})
		a.publish(t, s, models.Internal, "2026-01-03", text{"限定单位", "招商"})

		a.expect(t, s, "招商", "更正后")
		a.expect(t, s, "招商甲")
		if got, total := a.search(t, s, "招商", models.Public, models.Members); !slices.Equal(got, []string{"系统内", "更正后"}) || total != 2 {
			t.Errorf("a member finds %d: %q", total, got)
		}
		if got, total := a.search(t, s, "招商", models.AccessClasses...); len(got) != 3 || total != 3 {
			t.Errorf("an editor finds %d: %q", total, got)
		}
		if got, total := a.search(t, s, "招商"); len(got) != 0 || total != 0 {
			t.Errorf("whoever may read nothing finds %d: %q", total, got)
		}

		for standing, want := range map[models.Standing]int{
			models.Normal: 2, models.Archived: 2, models.TakenDown: 1, models.Withdrawn: 1,
		} {
			members.Standing = standing
			write(t, s, func(tx *store.Tx) error { return tx.UpdateIssue(&members) })
			if got, total := a.search(t, s, "招商", models.Public, models.Members); total != want || len(got) != want {
				t.Errorf("%s: finds %d: %q", standing, total, got)
			}
		}
		deleted := clock()
		members.Standing, members.DeletedAt = models.Normal, &deleted
		write(t, s, func(tx *store.Tx) error { return tx.UpdateIssue(&members) })
		if got, total := a.search(t, s, "招商", models.Public, models.Members); total != 1 || len(got) != 1 {
			t.Errorf("a deleted issue is found: %q", got)
		}
	})
}

func TestTitlesComeFirstThenTheNewestThenThePrintedOrder(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		a.publish(t, s, models.Public, "2025-01-01", text{"旧 招商引资", "无"}, text{"旧 招商", "引资"})
		a.publish(t, s, models.Public, "2026-02-01", text{"新一", "招商引资"}, text{"新二", "引资招商"})
		a.publish(t, s, models.Public, "2026-01-01", text{"中", "招商引资"})
		a.expect(t, s, "招商 引资", "旧 招商引资", "新一", "新二", "中", "旧 招商")
	})
}

func TestPagesOfASearchFollowEachOther(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		var articles []text
		for n := range store.MaxSearchTotal + 5 {
			articles = append(articles, text{"标题" + strconv.Itoa(n), "招商"})
		}
		a.publish(t, s, models.Public, "2026-01-01", articles...)
		words, err := store.ParseWords("招商")
		if err != nil {
			t.Fatal(err)
		}
		err = s.Read(t.Context(), func(tx *store.Tx) error {
			for _, offset := range []int{0, 7, 998} {
				hits, total, err := tx.Search(store.SearchQuery{Words: words, Scopes: a.scopes(models.AccessClasses...), Limit: 7, Offset: offset})
				if err != nil {
					return err
				}
				if total != (store.Total{Count: store.MaxSearchTotal, More: true}) || len(hits) != 7 || hits[0].Number != offset+1 || hits[0].Label() != "第1期" {
					t.Errorf("from %d: total %+v, %d hits, the first %+v", offset, total, len(hits), hits[0])
				}
			}
			hits, total, err := tx.Search(store.SearchQuery{Words: words, Scopes: a.scopes(models.AccessClasses...), Limit: 7, Offset: 5000})
			if err == nil && (total != (store.Total{Count: store.MaxSearchTotal, More: true}) || len(hits) != 0) {
				t.Errorf("behind the end: total %+v, %d hits", total, len(hits))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestTitlesComeFirstOverEveryPageWithOneBulletinAndWithTwo(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		var articles []text
		var titled, others []string
		for n := range 30 {
			one := text{"标题" + strconv.Itoa(n), "招商"}
			if n%2 == 1 {
				one.title += "招商"
				titled = append(titled, one.title)
			} else {
				others = append(others, one.title)
			}
			articles = append(articles, one)
		}
		a.publish(t, s, models.Public, "2026-01-01", articles...)
		words, err := store.ParseWords("招商")
		if err != nil {
			t.Fatal(err)
		}
		for _, other := range []string{"", "other"} {
			if other != "" {
				newArchive(t, s, other).publish(t, s, models.Public, "2026-02-01", text{"别处招商", "招商"})
			}
			var all []string
			err := s.Read(t.Context(), func(tx *store.Tx) error {
				for offset := 0; offset < 42; offset += 7 {
					hits, total, err := tx.Search(store.SearchQuery{Words: words, Scopes: a.scopes(models.Public), Limit: 7, Offset: offset})
					if err != nil {
						return err
					}
					if total != (store.Total{Count: 30}) {
						t.Errorf("from %d: total %+v", offset, total)
					}
					for _, h := range hits {
						all = append(all, h.Title)
					}
				}
				return nil
			})
			if want := append(slices.Clone(titled), others...); err != nil || !slices.Equal(all, want) {
				t.Errorf("with %q the pages show %q: %v", other, all, err)
			}
		}
	})
}

// Where counting costs most it ends early and says so; every page is shown all the same.
func TestASearchThatStopsCountingShowsEveryPage(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		const phrase = "招商引资项目集中签约"
		year := func(date string, size, found int) {
			var articles []text
			for n := range size {
				body := phrase
				if n >= found {
					body = "引资"
				}
				articles = append(articles, text{date[:4] + "-" + strconv.Itoa(n), body})
			}
			a.publish(t, s, models.Public, date, articles...)
		}
		year("2025-06-01", 60, 50)
		year("2026-06-01", 2010, 80)
		for _, asked := range []string{"招商", "“" + phrase + "”"} {
			words, err := store.ParseWords(asked)
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			stopped := false
			err = s.Read(t.Context(), func(tx *store.Tx) error {
				for offset := 0; offset < 130; offset += 13 {
					hits, total, err := tx.Search(store.SearchQuery{Words: words, Scopes: a.scopes(models.Public), Limit: 13, Offset: offset})
					if err != nil {
						return err
					}
					for _, h := range hits {
						all = append(all, h.Title)
					}
					if total != (store.Total{Count: 130}) && (!total.More || total.Count < offset+39 || total.Count > 130) {
						t.Errorf("%s from %d: total %+v", asked, offset, total)
					}
					stopped = stopped || total.More
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if len(all) != 130 || all[0] != "2026-0" || all[79] != "2026-79" || all[80] != "2025-0" || all[129] != "2025-49" {
				t.Errorf("the pages of %s show %d: %q", asked, len(all), all)
			}
			if want := strings.HasSuffix(t.Name(), "/postgres") || asked != "招商"; stopped != want {
				t.Errorf("counting %s stops: %v", asked, stopped)
			}
		}
	})
}

func TestIndexingTwiceIsIndexingOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		i := a.publish(t, s, models.Public, "2026-01-01", text{"甲", "招商"}, text{"乙", "招商"})
		write(t, s, func(tx *store.Tx) error { return tx.IndexEdition(*i.EditionID) })
		a.expect(t, s, "招商", "甲", "乙")
	})
}

// PostgreSQL forgets where words stand in long texts, and where frequent ones do, unless texts are cut into parts.
func TestAPhraseIsFoundAnywhereInALongText(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		a := newArchive(t, s, "news")
		var varied []rune // 20,000 Han characters, no two alike
		for r := rune(0x4E00); len(varied) < 20_000; r++ {
			varied = append(varied, r)
		}
		uniform := strings.Repeat("各市地积极推进有关工作，", 1000) + "有关工作完成" + strings.Repeat("的", 600) + "完"
		a.publish(t, s, models.Public, "2026-01-01", text{"多样", string(varied)}, text{"单调", uniform})

		places := []int{0, 12_345, 16_350, len(varied) - store.MaxSearchLength}
		for at := store.MaxPartTokens - 160; at <= store.MaxPartTokens; at += 20 {
			places = append(places, at)
		}
		for _, at := range places {
			a.expect(t, s, string(varied[at:at+store.MaxSearchLength]), "多样")
		}
		a.expect(t, s, "作完成", "单调")
		a.expect(t, s, strings.Repeat("的", store.MaxSearchLength-1)+"完", "单调")
		a.expect(t, s, "的的的的完成")
	})
}

// contains is what search means, told without tokens: some place in the text reads like the word when only letters and
// digits are compared, gaps are where the word has gaps (between Han and others they do not matter), and Latin words and
// numbers are whole.
func contains(text, word string) bool {
	t, w := units(text), units(word)
	for i := range t {
		if len(w) <= len(t)-i && equal(t[i:], w) {
			return true
		}
	}
	return false
}

// unit is a Han character or a whole run of other letters; joined: a Han character right behind another.
type unit struct {
	text        string
	han, joined bool
}

func units(s string) []unit {
	var out []unit
	open := false // the last character was part of a unit
	for _, r := range store.Folded(s) {
		last := len(out) - 1
		switch {
		case strings.ContainsRune("招商引资自贸港", r):
			out = append(out, unit{string(r), true, open && out[last].han})
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if open && !out[last].han {
				out[last].text += string(r)
			} else {
				out = append(out, unit{string(r), false, false})
			}
		default:
			open = false
			continue
		}
		open = true
	}
	return out
}

func equal(text, word []unit) bool {
	for i, w := range word {
		if text[i].text != w.text {
			return false
		}
		if i > 0 && w.han && word[i-1].han && text[i].joined != w.joined {
			return false
		}
	}
	return true
}

func TestSearchFindsExactlyWhatAPersonWouldFind(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		letters := rapid.StringOfN(rapid.SampledFrom([]rune("招招商商引资自贸港ab12ＡＢ１２ ，")), 0, 12, -1)
		var articles []text
		for n := range 300 {
			articles = append(articles, text{strconv.Itoa(n) + "。" + letters.Example(2*n), letters.Example(2*n + 1)})
		}
		a := newArchive(t, s, "news")
		a.publish(t, s, models.Public, "2026-01-01", articles...)
		queries := rapid.StringOfN(rapid.SampledFrom([]rune("招商引资自贸港aB12 ")), 1, 5, -1)
		rapid.Check(t, func(rt *rapid.T) {
			query := queries.Draw(rt, "query")
			got, total := a.search(t, s, query, models.Public)
			slices.Sort(got)
			want := bruteForce(articles, query)
			if !slices.Equal(got, want) || total != len(want) {
				rt.Fatalf("%q finds %d: %q, want %d: %q", query, total, got, len(want), want)
			}
		})
	})
}

func bruteForce(articles []text, query string) (titles []string) {
	words := strings.Fields(query)
	for _, art := range articles {
		missing := func(word string) bool { return !contains(art.title, word) && !contains(art.plain, word) }
		if len(words) > 0 && !slices.ContainsFunc(words, missing) {
			titles = append(titles, art.title)
		}
	}
	slices.Sort(titles)
	return titles
}
