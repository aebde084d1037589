// Package storetest opens real databases for tests: SQLite always, PostgreSQL when one is there. It never mocks.
package storetest

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver that makes and drops schemas

	"jianbao/internal/store"
	"jianbao/internal/testenv"
)

// Start is when the clock of test stores begins.
var Start = time.Date(2026, 11, 2, 1, 0, 0, 0, time.UTC)

// Database is an empty database of one test.
type Database struct {
	T   *testing.T // of the subtest that runs on this database
	dsn string
}

// Open opens the database with a clock, as one server does. It may be opened several times, and is closed after the test.
func (db Database) Open(now func() time.Time) *store.Store {
	db.T.Helper()
	return open(db.T, db.dsn, now)
}

// Reopen opens the database as Open does, where it may be refused.
func (db Database) Reopen(now func() time.Time) (*store.Store, error) {
	return store.Open(db.T.Context(), db.dsn, now)
}

// Exec runs a statement behind the program's back.
func (db Database) Exec(statement string) {
	db.T.Helper()
	driver := "sqlite"
	if strings.HasPrefix(db.dsn, "postgres") {
		driver = "pgx"
	}
	conn, err := sql.Open(driver, db.dsn)
	if err != nil {
		db.T.Fatal(err)
	}
	_, err = conn.ExecContext(db.T.Context(), statement)
	if err := errors.Join(err, conn.Close()); err != nil {
		db.T.Fatal(err)
	}
}

// Dump gives the rows of every table, each row as text, in the order of the texts. Tables are what the database itself says they are, so that
// nothing is left out.
func (db Database) Dump() map[string][]string {
	db.T.Helper()
	kind, list := "sqlite", "SELECT name FROM sqlite_schema WHERE type = 'table'"
	if strings.HasPrefix(db.dsn, "postgres") {
		kind, list = "pgx", "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
	}
	conn, err := sql.Open(kind, db.dsn)
	if err != nil {
		db.T.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	out := map[string][]string{}
	for _, table := range db.rows(conn, list) {
		out[table] = db.rows(conn, "SELECT * FROM "+table)
	}
	return out
}

// rows reads a query's rows, each as one text.
func (db Database) rows(conn *sql.DB, query string) (out []string) {
	db.T.Helper()
	rows, err := conn.QueryContext(db.T.Context(), query)
	if err != nil {
		db.T.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		db.T.Fatal(err)
	}
	values, places := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			db.T.Fatal(err)
		}
		texts := make([]string, len(values))
		for i, v := range values {
			texts[i] = fmt.Sprint(v)
		}
		out = append(out, strings.Join(texts, "\x1f"))
	}
	if err := rows.Err(); err != nil {
		db.T.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// Each runs fn as a subtest on a fresh SQLite file and on a fresh PostgreSQL schema.
func Each(t *testing.T, fn func(db Database)) {
	t.Helper()
	for name, fresh := range map[string]func(testing.TB) string{"sqlite": file, "postgres": Schema} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fn(Database{T: t, dsn: fresh(t)})
		})
	}
}

// SQLite opens a fresh SQLite file that lives as long as the test.
func SQLite(tb testing.TB, now func() time.Time) *store.Store {
	tb.Helper()
	return open(tb, file(tb), now)
}

func file(tb testing.TB) string {
	tb.Helper()
	return filepath.Join(tb.TempDir(), "jianbao.db")
}

func open(tb testing.TB, dsn string, now func() time.Time, opts ...store.Option) *store.Store {
	tb.Helper()
	s, err := store.Open(tb.Context(), dsn, now, opts...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// Schema makes an empty schema in the PostgreSQL server of the test environment and gives its connection string; it is
// dropped after the test.
func Schema(tb testing.TB) string {
	tb.Helper()
	base := testenv.PostgresURL(tb)
	admin, err := sql.Open("pgx", base)
	if err != nil {
		tb.Fatal(err)
	}
	name := "test_" + strings.ToLower(rand.Text()[:12])
	if _, err := admin.ExecContext(tb.Context(), "CREATE SCHEMA "+name); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		// The test's context has ended by now, so the plain Exec.
		if _, err := admin.Exec("DROP SCHEMA " + name + " CASCADE"); err != nil {
			tb.Error(err)
		}
		if err := admin.Close(); err != nil {
			tb.Error(err)
		}
	})
	u, err := url.Parse(base)
	if err != nil {
		tb.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", name)
	u.RawQuery = q.Encode()
	return u.String()
}
