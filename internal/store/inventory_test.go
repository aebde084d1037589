package store_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
)

// TestEveryColumnWithAFileIsBackedUp fails when a migration adds a column that may name a file: put it among fileColumns, or here with a
// reason.
func TestEveryColumnWithAFileIsBackedUp(t *testing.T) {
	t.Parallel()
	notKept := []string{
		"stored_pictures.original_sha256", // what a picture was made of is thrown away
		"picture_uses.sha256",             // refers to stored_pictures
		"preview_links.token_sha256",      // of no file
	}
	s := storetest.SQLite(t, time.Now)
	var columns []string
	err := s.Read(t.Context(), func(tx *store.Tx) error {
		return tx.Scan(&columns, `SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
			WHERE t.type = 'table' AND (c.name LIKE '%sha256%' OR c.name LIKE '%file%hash%') ORDER BY 1`)
	})
	if err != nil || len(columns) == 0 {
		t.Fatalf("%v, %v", columns, err)
	}
	for _, name := range columns {
		table, column, _ := strings.Cut(name, ".")
		if !slices.Contains(store.FileColumns[table], column) && !slices.Contains(notKept, name) {
			t.Errorf("files named by %s are in no backup", name)
		}
	}
}

func TestADatabaseOfANewerReleaseIsRefused(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		if err := db.Open(time.Now).Close(); err != nil {
			t.Fatal(err)
		}
		db.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)")
		if _, err := db.Reopen(time.Now); err == nil || !strings.Contains(err.Error(), "newer release") {
			t.Errorf("opened with %v", err)
		}
	})
}

func TestWhereThereIsNoOfficeNothingIsMade(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "jianbao.db")
	if _, err := store.Dump(t.Context(), file, filepath.Join(t.TempDir(), "copy")); err == nil {
		t.Error("nothing was copied without an error")
	}
	if free, err := store.Vacant(t.Context(), file); !free || err != nil {
		t.Errorf("the place is no longer vacant: %v", err)
	}
}
