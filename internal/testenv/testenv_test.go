package testenv_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"jianbao/internal/testenv"
)

// recorder is a running test whose end is noted instead of happening.
type recorder struct {
	testing.TB
	skipped, failed string
}

func (r *recorder) Helper() {}

func (r *recorder) Skipf(format string, args ...any) { r.skipped = fmt.Sprintf(format, args...) }

func (r *recorder) Fatalf(format string, args ...any) { r.failed = fmt.Sprintf(format, args...) }

func TestWhatIsMissingIsSkippedWithOneLineThatNamesTheRemedy(t *testing.T) {
	t.Setenv("JIANBAO_REQUIRE", "")
	t.Setenv("CHROME", filepath.Join(t.TempDir(), "chromium"))
	t.Setenv("TEST_DATABASE_URL", "postgres://127.0.0.1:1/postgres")
	t.Setenv("JIANBAO_SAMPLES", filepath.Join(t.TempDir(), "samples"))
	for need, remedy := range map[testenv.Need]string{
		testenv.Chromium: "apt-get install chromium",
		testenv.Postgres: "apt-get install postgresql",
		testenv.Samples:  "JIANBAO_SAMPLES",
	} {
		r := &recorder{TB: t}
		testenv.Require(r, need)
		if !strings.Contains(r.skipped, remedy) || strings.Contains(r.skipped, "\n") || r.failed != "" {
			t.Errorf("need %d: skipped with %q, failed with %q", need, r.skipped, r.failed)
		}
	}
}

func TestWhereSkipsAreForbiddenOnlySamplesMayBeMissing(t *testing.T) {
	t.Setenv("JIANBAO_REQUIRE", "1")
	t.Setenv("CHROME", filepath.Join(t.TempDir(), "chromium"))
	t.Setenv("JIANBAO_SAMPLES", filepath.Join(t.TempDir(), "samples"))

	r := &recorder{TB: t}
	testenv.Require(r, testenv.Chromium)
	if r.failed == "" {
		t.Error("a missing browser did not fail the test")
	}
	r = &recorder{TB: t}
	testenv.Require(r, testenv.Samples)
	if r.failed != "" || r.skipped == "" {
		t.Errorf("missing samples: failed with %q, skipped with %q", r.failed, r.skipped)
	}
}

func TestTheRootHoldsTheModule(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join(testenv.Root(), "go.mod"))
	if err != nil || !strings.HasPrefix(string(data), "module jianbao\n") {
		t.Errorf("Root() = %s (%v)", testenv.Root(), err)
	}
}

func TestEveryTestGetsADatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	first, second := testenv.PostgresURL(t), testenv.PostgresURL(t)
	if first == second {
		t.Fatalf("both are %s", first)
	}
	conn, err := pgx.Connect(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	var tables int
	if err := conn.QueryRow(t.Context(), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Scan(&tables); err != nil {
		t.Fatal(err)
	}
	if tables != 0 {
		t.Errorf("a new database has %d tables", tables)
	}
}
