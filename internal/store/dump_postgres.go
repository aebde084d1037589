package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// dumpPostgres counts and dumps in one snapshot: the transaction stays open until pg_dump has ended.
func dumpPostgres(ctx context.Context, pool *sql.DB, dsn, to string) (i Inventory, err error) {
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return i, fmt.Errorf("begin the snapshot: %w", err)
	}
	defer func() { err = errors.Join(err, tx.Rollback()) }()
	var snapshot, schema string
	if err := tx.QueryRowContext(ctx, "SELECT pg_export_snapshot(), current_schema()").Scan(&snapshot, &schema); err != nil {
		return i, fmt.Errorf("take a snapshot: %w", err)
	}
	if i, err = inventory(ctx, tx, Postgres); err != nil {
		return i, err
	}
	return i, runPostgres(ctx, dsn, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema="+strconv.Quote(schema), "--snapshot="+snapshot, "--file="+to)
}

// loadPostgres restores in one transaction, into the schema of the same name.
func loadPostgres(ctx context.Context, from, dsn string) error {
	pool, err := openRaw(dsn)
	if err != nil {
		return err
	}
	var schema string
	err = pool.QueryRowContext(ctx, "SELECT COALESCE(current_schema(), '')").Scan(&schema)
	if err := errors.Join(err, pool.Close()); err != nil {
		return fmt.Errorf("look for the schema: %w", err)
	}
	if err := runPostgres(ctx, dsn, "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--schema="+schema, from); err != nil {
		return err
	}
	tables, err := tablesAt(ctx, dsn)
	if err == nil && len(tables) == 0 {
		return fmt.Errorf("the backup holds no schema %q, into which the address leads", schema)
	}
	return err
}

func clearPostgres(ctx context.Context, dsn string) error {
	pool, err := openRaw(dsn)
	if err != nil {
		return err
	}
	tables, err := column(ctx, pool, tablesOf[Postgres])
	if err == nil && len(tables) > 0 {
		for i, t := range tables {
			tables[i] = strconv.Quote(t)
		}
		_, err = pool.ExecContext(ctx, "DROP TABLE "+strings.Join(tables, ", ")+" CASCADE")
	}
	return errors.Join(err, pool.Close())
}

// runPostgres runs one of PostgreSQL's own programs on a database. The password goes by the environment: command lines can be read by
// everybody on the machine.
func runPostgres(ctx context.Context, dsn, program string, args ...string) error {
	path, err := exec.LookPath(program)
	if err != nil {
		return fmt.Errorf("%s is needed and is not on the PATH: install PostgreSQL's client programs (Debian: postgresql-client)", program)
	}
	address, password, err := forPrograms(dsn)
	if err != nil {
		return err
	}
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, path, append(args, "--dbname="+address)...) //nolint:gosec // the program by its fixed name
	cmd.Stderr = &said
	cmd.Env = os.Environ()
	if password != "" {
		cmd.Env = append(cmd.Env, "PGPASSWORD="+password)
	}
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", program, err, strings.Join(strings.Fields(said.String()), " "))
	}
	return nil
}

// programParams are the parameters of an address that PostgreSQL's programs know as our driver does. They refuse others.
var programParams = []string{
	"host", "hostaddr", "port", "user", "dbname", "passfile", "sslmode", "sslcert", "sslkey", "sslrootcert", "sslpassword", "connect_timeout", "target_session_attrs", "options",
}

// forPrograms is dsn without its password, and the password.
func forPrograms(dsn string) (address, password string, err error) {
	u, err := url.Parse(dsn)
	if err != nil {
		return "", "", errors.New("the database's address is not well-formed") // it may hold a password, so it is not repeated
	}
	q := u.Query()
	password = q.Get("password")
	for name := range q {
		if !slices.Contains(programParams, name) {
			q.Del(name)
		}
	}
	u.RawQuery = q.Encode()
	if given, found := u.User.Password(); found {
		password, u.User = given, url.User(u.User.Username())
	}
	return u.String(), password, nil
}
