package testenv

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// localServer reaches a server through Debian's default socket as the user who runs the tests.
const localServer = "postgres:///postgres?host=/var/run/postgresql"

// PostgresURL makes an empty database of its own for the test and gives its address; the database is dropped when
// the test ends. Without a server the test ends as Require ends it.
func PostgresURL(tb testing.TB) string {
	tb.Helper()
	Require(tb, Postgres)

	name := "jianbao_test_" + strings.ToLower(rand.Text())
	command(tb.Context(), tb, "CREATE DATABASE "+name)
	tb.Cleanup(func() {
		tb.Helper()
		command(context.WithoutCancel(tb.Context()), tb, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
	})
	address, err := url.Parse(serverURL())
	if err != nil {
		tb.Fatalf("TEST_DATABASE_URL is no URL: %v", err)
	}
	address.Path = "/" + name
	return address.String()
}

// command runs one statement on the server's own database.
func command(ctx context.Context, tb testing.TB, statement string) {
	tb.Helper()
	conn, err := pgx.Connect(ctx, serverURL())
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	if _, err := conn.Exec(ctx, statement); err != nil {
		tb.Fatal(err)
	}
}

func serverURL() string {
	if address := os.Getenv("TEST_DATABASE_URL"); address != "" {
		return address
	}
	return localServer
}

func postgresAnswers(tb testing.TB) error {
	tb.Helper()
	ctx := tb.Context()
	conn, err := pgx.Connect(ctx, serverURL())
	if err != nil {
		return fmt.Errorf("no PostgreSQL server answers (%s)", firstLine(err.Error()))
	}
	return conn.Close(ctx)
}

// firstLine keeps a skip to one line: the driver lists every address it tried on lines of their own.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSuffix(line, ":")
}
