package newsroom_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// TestTheLogNamesEveryTampering changes copies of a real database behind the program's back.
func TestTheLogNamesEveryTampering(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	original := filepath.Join(dir, "original.db")
	o := newOffice(t, func(now func() time.Time) *store.Store { return openFile(t, original, now) })
	o.published(t, 87)
	r, err := o.VerifyAudit(t.Context(), "")
	must(t, err)
	if r.Entries < 6 || len(r.Faults) > 0 {
		t.Fatalf("%+v", r)
	}
	for name, c := range map[string]struct{ sql, fault string }{
		"edited detail":   {"UPDATE audit_entries SET details = '[]' WHERE seq = 3", "entry 3 was changed"},
		"edited time":     {"UPDATE audit_entries SET at = '2020-01-01 00:00:00+00:00' WHERE seq = 2", "entry 2 was changed"},
		"deleted":         {"DELETE FROM audit_entries WHERE seq = 3", "entries 3 to 3 are missing"},
		"deleted, closed": {"DELETE FROM audit_entries WHERE seq = 3; UPDATE audit_entries SET seq = seq - 1 WHERE seq > 3", "entry 3 does not continue"},
		"reordered":       {"UPDATE audit_entries SET seq = -1 WHERE seq = 2; UPDATE audit_entries SET seq = 2 WHERE seq = 3; UPDATE audit_entries SET seq = 3 WHERE seq = -1", "entry 2 does not continue"},
		"cut tail":        {"DELETE FROM audit_entries WHERE seq > 3", "is no entry of this log"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "copy.db")
			tamper(t, original, file, c.sql)
			copied := *o
			copied.store = openFile(t, file, o.clock.Now)
			report, err := copied.with(t, failingRenderer{}).VerifyAudit(t.Context(), r.Head)
			must(t, err)
			var all strings.Builder
			for _, f := range report.Faults {
				all.WriteString(f.String() + "\n")
			}
			if !strings.Contains(all.String(), c.fault) {
				t.Errorf("got %q, want %q", all.String(), c.fault)
			}
		})
	}
}

func openFile(tb testing.TB, path string, now func() time.Time) *store.Store {
	tb.Helper()
	s, err := store.Open(tb.Context(), path, now)
	must(tb, err)
	tb.Cleanup(func() { _ = s.Close() })
	return s
}

// tamper copies a database and changes the copy, statement by statement.
func tamper(tb testing.TB, from, to, statements string) {
	tb.Helper()
	for _, on := range []struct{ file, sql string }{{from, "VACUUM INTO '" + to + "'"}, {to, statements}} {
		db, err := sql.Open("sqlite", on.file)
		must(tb, err)
		_, err = db.ExecContext(tb.Context(), on.sql)
		must(tb, err)
		must(tb, db.Close())
	}
}

// A name from the command line, or of a file, may be no text at all.
func TestTheLogKeepsBytesThatAreNoText(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		o := newOffice(t, db.Open)
		write(t, o.store, func(tx *store.Tx) error {
			return tx.AppendAudit(&models.AuditEntry{Action: "user.renamed", Object: "user:1", Details: models.AuditDetails{{Name: "name", Value: "\xff\xfe"}}})
		})
		r, err := o.VerifyAudit(t.Context(), "")
		must(t, err)
		if len(r.Faults) > 0 {
			t.Error(r.Faults)
		}
	})
}
