package backup

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"jianbao/internal/demo"
	"jianbao/internal/files"
	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/testenv"
	"jianbao/views"
)

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// office is a demonstration office with its data folder.
type office struct {
	*newsroom.Newsroom
	store          *store.Store
	database, data string
}

func (o *office) files() string { return filepath.Join(o.data, "files") }

// kind is one of the two databases; fresh gives the address of a vacant one.
type kind struct {
	*testing.T // of the subtest
	fresh      func() string
}

// eachKind runs fn on SQLite and on PostgreSQL.
func eachKind(t *testing.T, fn func(k kind)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		fn(kind{t, func() string { return filepath.Join(t.TempDir(), "jianbao.db") }})
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		testenv.Require(t, testenv.PostgresClient)
		fn(kind{t, func() string { return testenv.PostgresURL(t) }})
	})
}

// seeded makes an office at an address.
func seeded(ctx context.Context, database, data string) (*office, func(), error) {
	clock := &demo.Clock{}
	kept, err := files.Open(filepath.Join(data, "files"))
	if err != nil {
		return nil, nil, err
	}
	s, err := store.Open(ctx, database, clock.Now)
	if err != nil {
		return nil, nil, err
	}
	o := &office{store: s, database: database, data: data}
	o.Newsroom = newsroom.New(newsroom.Config{
		Store: s, Files: kept, Render: views.EditionRenderer{}, Location: time.UTC, Logger: slog.New(slog.DiscardHandler),
		Hashing: newsroom.Hashing{Memory: 8, Passes: 1},
	})
	return o, func() { _, _ = s.Close(), kept.Close() }, demo.Seed(ctx, o.Newsroom, clock, time.UTC)
}

func newOffice(t *testing.T, database string) *office {
	t.Helper()
	o, done, err := seeded(t.Context(), database, t.TempDir())
	must(t, err)
	t.Cleanup(done)
	return o
}

// standing is the folder of an SQLite office that is made once, of which tests take backups and copies and which none of them changes.
var standing = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "jianbao-backup-test-")
	if err != nil {
		return "", err
	}
	_, done, err := seeded(context.Background(), filepath.Join(dir, "jianbao.db"), dir)
	if done != nil {
		done()
	}
	return dir, err
})

func TestMain(m *testing.M) {
	status := m.Run()
	if dir, err := standing(); err == nil {
		_ = os.RemoveAll(dir)
	}
	os.Exit(status)
}

// copied is an SQLite office of the test's own, closed.
func copied(t *testing.T) (data, database string) {
	t.Helper()
	dir, err := standing()
	must(t, err)
	data = filepath.Join(t.TempDir(), "office")
	must(t, os.CopyFS(data, os.DirFS(dir)))
	return data, filepath.Join(data, "jianbao.db")
}

var madeAt = time.Date(2026, 12, 1, 2, 30, 0, 0, time.UTC)

func now() time.Time { return madeAt.Add(time.Hour) }

// backedUp backs an office up.
func backedUp(t *testing.T, database, data string) (string, Made) {
	t.Helper()
	to := filepath.Join(t.TempDir(), "office.zip")
	m, err := Make(t.Context(), Source{Database: database, Files: filepath.Join(data, "files"), Program: "test", Now: madeAt}, to)
	must(t, err)
	return to, m
}

// target is an empty place.
func target(t *testing.T, database string) Target {
	t.Helper()
	data := filepath.Join(t.TempDir(), "restored")
	if database == "" {
		database = filepath.Join(data, "jianbao.db")
	}
	return Target{Data: data, Database: database, Files: filepath.Join(data, "files"), Now: now}
}
