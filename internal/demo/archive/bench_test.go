package archive_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jianbao/internal/demo/archive"
	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/internal/testenv"
	"jianbao/models"
	"jianbao/views"
)

// Size of the archive that is measured, and a folder in which it is kept for the next time (SQLite only).
const (
	sizeVariable = "JIANBAO_ARCHIVE"
	keepVariable = "JIANBAO_ARCHIVE_DIR"
)

func benchSize(b *testing.B) int {
	b.Helper()
	n, err := strconv.Atoi(cmp.Or(os.Getenv(sizeVariable), "10000"))
	must(b, err)
	return n
}

// classes of words, by how many articles of the archive have them.
var classes = []struct {
	name  string
	words []string
}{
	{"rare", []string{"海洋", "量子通信", "卢堃", "CPTPP", "脑机接口 RCEP"}},
	{"common", []string{"招商", "推进", "跨境电商", "营商环境 招商", "2019年"}},
	{"one", []string{"港", "市", "的", "喆", "税"}},
	{"phrase", []string{"“落户涡安新区”", "“总投资18万元”", "“心里踏实多了”", "“一张清单管到底、专班推进等办法”", "“市场监管局会同自然资源局建立”"}},
}

// BenchmarkSearch measures the first page of a search of each class, as a visitor gets it, and prints the time that 99 of 100 keep (p99-ms).
func BenchmarkSearch(b *testing.B) {
	for name, open := range map[string]func(b *testing.B) *store.Store{"sqlite": benchSQLite, "postgres": benchPostgres} {
		b.Run(name, func(b *testing.B) {
			s := open(b)
			bulletin, news := office(b, s)
			for _, class := range classes {
				for _, words := range class.words {
					b.Run(class.name+"/"+strings.ReplaceAll(words, " ", "+"), func(b *testing.B) { benchWords(b, news, bulletin.ID, words) })
				}
			}
		})
	}
}

func benchWords(b *testing.B, news *newsroom.Newsroom, bulletin int64, words string) {
	b.Helper()
	var times []time.Duration
	total := 0
	for b.Loop() {
		begun := time.Now()
		p, err := news.Search(b.Context(), models.Actor{}, bulletin, words, 1)
		must(b, err)
		times, total = append(times, time.Since(begun)), p.Total
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(total), "found")
}

func benchSQLite(b *testing.B) *store.Store {
	b.Helper()
	dir := cmp.Or(os.Getenv(keepVariable), b.TempDir())
	return opened(b, filepath.Join(dir, fmt.Sprintf("archive-%d.db", benchSize(b))))
}

func benchPostgres(b *testing.B) *store.Store {
	b.Helper()
	if dsn := os.Getenv("JIANBAO_ARCHIVE_URL"); dsn != "" {
		return opened(b, dsn)
	}
	testenv.PostgresURL(b)
	return opened(b, storetest.Schema(b))
}

func opened(b *testing.B, dsn string) *store.Store {
	b.Helper()
	s, err := store.Open(b.Context(), dsn, clock)
	must(b, err)
	b.Cleanup(func() { _ = s.Close() })
	return s
}

// office is the bulletin of a database, with an archive that is written if there is none.
func office(b *testing.B, s *store.Store) (models.Bulletin, *newsroom.Newsroom) {
	b.Helper()
	var bulletin models.Bulletin
	err := s.Read(b.Context(), func(tx *store.Tx) (err error) {
		bulletin, err = tx.BulletinBySlug("kfqy")
		return err
	})
	if err == nil {
		return bulletin, newsroom.New(newsroom.Config{Store: s, Location: time.UTC})
	}
	return filled(b, s, benchSize(b))
}

// BenchmarkFill writes an archive; its time is that of one article.
func BenchmarkFill(b *testing.B) {
	s := storetest.SQLite(b, clock)
	bulletin, user := bulletinOf(b, s)
	before := clock()
	for b.Loop() {
		before = before.AddDate(-1, 0, 0)
		must(b, archive.Fill(b.Context(), s, archive.Plan{Bulletin: bulletin.ID, Articles: 500, Editor: user.ID, Signer: models.Actor{UserID: user.ID}, Before: before, Draw: views.EditionRenderer{}.Render}))
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/500, "µs/article")
}
