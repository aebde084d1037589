package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Kind is which of the two databases an address names.
type Kind string

// The databases.
const (
	SQLite   Kind = "sqlite"
	Postgres Kind = "postgres"
)

// KindOf says which database dsn names.
func KindOf(dsn string) Kind {
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		return Postgres
	}
	return SQLite
}

// Inventory is what stands in a database at one moment.
type Inventory struct {
	Schema  int64            // number of its newest migration
	Rows    map[string]int64 // by table
	Files   []string         // SHA-256 of every file that it refers to, in order
	Entries int64            // of the audit log
	Head    string           // hash of the newest one
}

// fileColumns are the columns that name a file of the file store, by table.
var fileColumns = map[string][]string{
	"uploads":         {"sha256"},
	"stored_pictures": {"sha256", "screen_sha256"},
	"edition_files":   {"sha256"},
}

// TakeInventory looks through a database, of whatever schema, and changes nothing. A database that is not there is fs.ErrNotExist.
func TakeInventory(ctx context.Context, dsn string) (Inventory, error) {
	pool, err := openRaw(dsn)
	if err != nil {
		return Inventory{}, err
	}
	i, err := inventory(ctx, pool, KindOf(dsn))
	return i, errors.Join(err, pool.Close())
}

// openRaw opens a database as it is.
func openRaw(dsn string) (*sql.DB, error) {
	if KindOf(dsn) == Postgres {
		return sql.Open("pgx", dsn)
	}
	if _, err := os.Stat(dsn); err != nil {
		return nil, fmt.Errorf("look for the database: %w", err)
	}
	return sql.Open("sqlite", "file:"+(&url.URL{Path: dsn}).EscapedPath()+"?mode=rw&_pragma=busy_timeout(5000)")
}

// querier is a pool, or a transaction that sees one moment.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

var tablesOf = map[Kind]string{
	SQLite:   "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
	Postgres: "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
}

func inventory(ctx context.Context, q querier, k Kind) (i Inventory, err error) {
	tables, err := column(ctx, q, tablesOf[k])
	if err != nil {
		return i, fmt.Errorf("list the tables: %w", err)
	}
	if !slices.Contains(tables, "goose_db_version") {
		return i, fmt.Errorf("the database holds no office: %w", fs.ErrNotExist)
	}
	if i.Rows, err = countRows(ctx, q, tables); err != nil {
		return i, err
	}
	if err := q.QueryRowContext(ctx, "SELECT MAX(version_id) FROM goose_db_version").Scan(&i.Schema); err != nil {
		return i, fmt.Errorf("read the schema's number: %w", err)
	}
	if i.Files, err = filesIn(ctx, q, i.Rows); err != nil {
		return i, err
	}
	i.Entries = i.Rows["audit_entries"]
	err = q.QueryRowContext(ctx, "SELECT hash FROM audit_entries ORDER BY seq DESC LIMIT 1").Scan(&i.Head)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return i, fmt.Errorf("read the head of the audit log: %w", err)
	}
	return i, nil
}

func countRows(ctx context.Context, q querier, tables []string) (map[string]int64, error) {
	rows := make(map[string]int64, len(tables))
	for _, table := range tables {
		var n int64
		if err := q.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+strconv.Quote(table)).Scan(&n); err != nil {
			return nil, fmt.Errorf("count the rows of %s: %w", table, err)
		}
		rows[table] = n
	}
	return rows, nil
}

// filesIn lists the files that tables refer to. An earlier schema lacks some of the tables.
func filesIn(ctx context.Context, q querier, rows map[string]int64) ([]string, error) {
	named := map[string]bool{}
	for table, columns := range fileColumns {
		if _, found := rows[table]; !found {
			continue
		}
		for _, c := range columns {
			list, err := column(ctx, q, "SELECT DISTINCT "+c+" FROM "+table+" WHERE "+c+" <> ''")
			if err != nil {
				return nil, fmt.Errorf("list the files of %s: %w", table, err)
			}
			for _, hash := range list {
				named[hash] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(named)), nil
}

// column reads a query's only column.
func column(ctx context.Context, q querier, query string) (out []string, err error) {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// NewestSchema is the number of the schema that this release works with.
func NewestSchema() int64 {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		return 0
	}
	number, _, _ := strings.Cut(path.Base(slices.Max(names)), "_")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
