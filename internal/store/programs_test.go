package store_test

import (
	"strings"
	"testing"

	"jianbao/internal/store"
)

func TestProgramsGetAnAddressTheyUnderstandAndNoPasswordOnTheCommandLine(t *testing.T) {
	t.Parallel()
	for dsn, want := range map[string][2]string{
		"postgres://u:s3cret@db.example/office?sslmode=require":                  {"postgres://u@db.example/office?sslmode=require", "s3cret"},
		"postgres://db.example/office?user=u&password=s3cret&search_path=office": {"postgres://db.example/office?user=u", "s3cret"},
		"postgres:///office?host=/var/run/postgresql&pool_max_conns=4":           {"postgres:///office?host=%2Fvar%2Frun%2Fpostgresql", ""},
	} {
		address, password, err := store.ForPrograms(dsn)
		if err != nil || address != want[0] || password != want[1] {
			t.Errorf("%s gives %q and %q (%v)", dsn, address, password, err)
		}
	}
	if _, _, err := store.ForPrograms("postgres://u:s3cret@db.example:port/x"); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("an address that is none: %v", err)
	}
}

func TestAMissingProgramIsNamedWithTheRemedy(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	err := store.RunPostgres(t.Context(), "postgres:///office", "pg_dump")
	if err == nil || !strings.Contains(err.Error(), "pg_dump is needed") || !strings.Contains(err.Error(), "postgresql-client") {
		t.Errorf("got %v", err)
	}
}
