package newsroom_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jianbao/internal/files"
	"jianbao/internal/newsroom"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// faults are the sentences of a check, one a line.
func faults(t *testing.T, n *newsroom.Newsroom, s newsroom.EditionScope) string {
	t.Helper()
	r, err := n.VerifyEditions(t.Context(), s)
	must(t, err)
	var all strings.Builder
	for _, f := range r.Faults {
		all.WriteString(f.String() + "\n")
	}
	return all.String()
}

// TestEveryTamperingWithEditionsIsNamed changes a real database behind the program's back, and back again.
func TestEveryTamperingWithEditionsIsNamed(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		o := newOffice(t, db.Open)
		o.published(t, 87)
		o.published(t, 88)
		r, err := o.VerifyEditions(t.Context(), newsroom.EditionScope{})
		must(t, err)
		if r.Editions != 2 || r.Files != 2*len(models.FileFormats) || len(r.Faults) > 0 {
			t.Fatalf("%+v", r)
		}
		for _, c := range []struct{ name, do, undo, fault string }{
			{"page", "UPDATE editions SET content = replace(content, '三小时', '五小时') WHERE id = 1", "UPDATE editions SET content = replace(content, '五小时', '三小时') WHERE id = 1", "edition 1 (kfqy 第87期) was changed after it was published"},
			{"text", "UPDATE editions SET content = replace(content, '三小时', '五小时') WHERE id = 1", "UPDATE editions SET content = replace(content, '五小时', '三小时') WHERE id = 1", "holds another text of article"},
			{"masthead", "UPDATE editions SET content = replace(content, '2026-11-02', '2026-11-03') WHERE id = 2", "UPDATE editions SET content = replace(content, '2026-11-03', '2026-11-02') WHERE id = 2", "edition 2 (kfqy 第88期) has another manifest"},
			{"chain", "UPDATE editions SET prev_hash = '' WHERE id = 2", "UPDATE editions SET prev_hash = (SELECT hash FROM editions WHERE id = 1) WHERE id = 2", "edition 2 (kfqy 第88期) does not continue"},
			{"hash", "UPDATE editions SET hash = 'x' || hash WHERE id = 2", "UPDATE editions SET hash = substr(hash, 2) WHERE id = 2", "carries a hash that the audit log does not know"},
			{"access", "UPDATE editions SET access = 'staff' WHERE id = 1", "UPDATE editions SET access = 'public' WHERE id = 1", "is listed under another issue"},
			{"readers", "INSERT INTO edition_units (edition_id, unit) VALUES (1, '澜州海关')", "DELETE FROM edition_units", "edition 1 (kfqy 第87期) is shown to other readers"},
			{"classes", "INSERT INTO edition_classes (edition_id, article_id, access) VALUES (2, 4, 'members')", "DELETE FROM edition_classes", "edition 2 (kfqy 第88期) is shown to other readers"},
			{"list", "UPDATE edition_entries SET title = title || '！' WHERE edition_id = 1 AND position = 1", "UPDATE edition_entries SET title = replace(title, '！', '') WHERE edition_id = 1 AND position = 1", "is shown otherwise in lists"},
			{"unit", "INSERT INTO entry_units (edition_id, article_id, position, bulletin_id, issue_id, date, name) VALUES (1, 1, 1, 1, 1, '2026-11-02', '甲市')", "DELETE FROM entry_units", "is listed under other units"},
			{"log", "UPDATE audit_entries SET object = 'edition:9' WHERE object = 'edition:2'", "UPDATE audit_entries SET object = 'edition:2' WHERE object = 'edition:9'", "edition 9 (kfqy "},
		} {
			db.Exec(c.do)
			if got := faults(t, o.Newsroom, newsroom.EditionScope{}); !strings.Contains(got, c.fault) {
				t.Errorf("%s: got %q, want %q", c.name, got, c.fault)
			}
			db.Exec(c.undo)
			if got := faults(t, o.Newsroom, newsroom.EditionScope{}); got != "" {
				t.Fatalf("%s was not undone: %s", c.name, got)
			}
		}
		checkLostFiles(t, o)
	})
}

// checkLostFiles looks at the same editions with a file store that holds nothing but one false file.
func checkLostFiles(t *testing.T, o *office) {
	t.Helper()
	dir := t.TempDir()
	empty, err := files.Open(dir)
	must(t, err)
	t.Cleanup(func() { _ = empty.Close() })
	n := newsroom.New(newsroom.Config{Store: o.store, Files: empty, Render: failingRenderer{}, Location: time.UTC, Logger: slog.New(slog.DiscardHandler), Hashing: cheap})
	got := faults(t, n, newsroom.EditionScope{Bulletin: "kfqy", Issue: 88})
	if strings.Count(got, "edition 2 (kfqy 第88期) has lost its ") != len(models.FileFormats) || strings.Contains(got, "第87期") {
		t.Fatalf("got %q", got)
	}
	_, hash, _ := strings.Cut(got, "its epub file (")
	hash, _, _ = strings.Cut(hash, ")")
	must(t, os.MkdirAll(filepath.Join(dir, hash[:2]), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, hash[:2], hash), []byte("forged"), 0o600))
	if got := faults(t, n, newsroom.EditionScope{Issue: 88}); !strings.Contains(got, fmt.Sprintf("has its epub file that cannot be trusted: file %s has changed on disk", hash)) {
		t.Errorf("got %q", got)
	}
	if _, err := n.VerifyEditions(t.Context(), newsroom.EditionScope{Bulletin: "nothing"}); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("an unknown bulletin: %v", err)
	}
}
