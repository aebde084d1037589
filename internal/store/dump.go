package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// Dump writes a copy of the whole database into the new file to, as it is at one moment, while others go on writing, and says what stands
// in it. The copy is an SQLite file, or an archive of pg_dump.
func Dump(ctx context.Context, dsn, to string) (Inventory, error) {
	pool, err := openRaw(dsn)
	if err != nil {
		return Inventory{}, err
	}
	var i Inventory
	if KindOf(dsn) == Postgres {
		i, err = dumpPostgres(ctx, pool, dsn, to)
	} else {
		i, err = dumpSQLite(ctx, pool, to)
	}
	return i, errors.Join(err, pool.Close())
}

func dumpSQLite(ctx context.Context, pool *sql.DB, to string) (Inventory, error) {
	if _, err := pool.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return Inventory{}, fmt.Errorf("copy the database: %w", err)
	}
	return TakeInventory(ctx, to)
}

// Load fills the vacant place dsn with what Dump wrote. After an error nothing is there.
func Load(ctx context.Context, from, dsn string) error {
	if KindOf(dsn) == Postgres {
		return loadPostgres(ctx, from, dsn)
	}
	if err := os.Rename(from, dsn); err != nil {
		return fmt.Errorf("put the database in its place: %w", err)
	}
	return nil
}

// Vacant reports whether there is room for an office at dsn: no such file, or a PostgreSQL schema without tables.
func Vacant(ctx context.Context, dsn string) (bool, error) {
	if KindOf(dsn) == Postgres {
		tables, err := tablesAt(ctx, dsn)
		return len(tables) == 0, err
	}
	for _, name := range sqliteFiles(dsn) {
		if _, err := os.Lstat(name); !errors.Is(err, os.ErrNotExist) {
			return false, err
		}
	}
	return true, nil
}

// Clear takes away what Load put at dsn.
func Clear(ctx context.Context, dsn string) error {
	if KindOf(dsn) == Postgres {
		return clearPostgres(ctx, dsn)
	}
	var failed []error
	for _, name := range append(sqliteFiles(dsn), dsn+".lock") {
		if err := os.Remove(name); !errors.Is(err, os.ErrNotExist) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

func sqliteFiles(dsn string) []string {
	return []string{dsn, dsn + "-wal", dsn + "-shm", dsn + "-journal"}
}

func tablesAt(ctx context.Context, dsn string) ([]string, error) {
	pool, err := openRaw(dsn)
	if err != nil {
		return nil, err
	}
	tables, err := column(ctx, pool, tablesOf[KindOf(dsn)])
	return tables, errors.Join(err, pool.Close())
}

// soundness lists what SQLite itself finds wrong with a file. Each gives a line per fault; the first of them gives "ok" when there is none.
var soundness = []string{
	"SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
	"SELECT 'row ' || COALESCE(rowid, '?') || ' of ' || \"table\" || ' refers to a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check",
}

// Unsound lists what is wrong inside a database: damaged pages and indexes, references into nothing. PostgreSQL looks at that when it
// loads, so there is nothing to add.
func Unsound(ctx context.Context, dsn string) (faults []string, err error) {
	if KindOf(dsn) == Postgres {
		return nil, nil
	}
	pool, err := openRaw(dsn)
	if err != nil {
		return nil, err
	}
	for _, query := range soundness {
		var found []string
		if found, err = column(ctx, pool, query); err != nil {
			break
		}
		faults = append(faults, found...)
	}
	return faults, errors.Join(err, pool.Close())
}
