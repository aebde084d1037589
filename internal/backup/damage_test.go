package backup

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/json"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestEveryCutAndEveryFlippedBitIsNoticed damages a backup a hundred times in each way.
func TestEveryCutAndEveryFlippedBitIsNoticed(t *testing.T) {
	t.Parallel()
	data, database := copied(t)
	file, _ := backedUp(t, database, data)
	whole, err := os.ReadFile(file)
	must(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	damaged := filepath.Join(t.TempDir(), "damaged.zip")
	for round := range 100 {
		at := random.IntN(len(whole))
		cut, flipped := whole[:at], slices.Clone(whole)
		flipped[at] ^= 1 << random.IntN(8)
		for name, bytes := range map[string][]byte{"cut": cut, "flipped": flipped, "longer": append(slices.Clone(whole), byte(round))} {
			must(t, os.WriteFile(damaged, bytes, 0o600))
			if _, err := Check(t.Context(), damaged, "", "", now); err == nil {
				t.Errorf("%s at %d: nothing was noticed", name, at)
			}
		}
	}
	place := target(t, "")
	if _, err := Restore(t.Context(), damaged, place); err == nil {
		t.Error("a damaged backup was restored")
	}
	nothingAt(t, place)
}

// forgery changes the parts of a backup and seals them anew, as somebody would who knows the format.
type forgery func(m *Manifest, parts map[string][]byte)

func forged(t *testing.T, file string, f forgery) string {
	t.Helper()
	z, err := zip.OpenReader(file)
	must(t, err)
	defer func() { _ = z.Close() }()
	parts := map[string][]byte{}
	for _, part := range z.File {
		r, err := part.Open()
		must(t, err)
		parts[part.Name], err = io.ReadAll(r)
		must(t, err)
	}
	var m Manifest
	must(t, json.Unmarshal(parts[manifestName], &m))
	f(&m, parts)
	parts[manifestName], err = json.Marshal(m)
	must(t, err)
	to := filepath.Join(t.TempDir(), "forged.zip")
	out, err := os.Create(to)
	must(t, err)
	s := newSealing(out)
	a := archive{zip.NewWriter(s), madeAt}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		_, err := a.add(name, zip.Store, bytes.NewReader(parts[name]))
		must(t, err)
	}
	must(t, a.SetComment(blankSeal))
	must(t, a.Close())
	_, err = s.seal()
	must(t, err)
	must(t, out.Close())
	return to
}

func TestABackupThatContradictsItselfIsRefused(t *testing.T) {
	t.Parallel()
	data, database := copied(t)
	file, _ := backedUp(t, database, data)
	other, _ := backedUp(t, another(t), data)
	z, err := open(other)
	must(t, err)
	swapped := z.Manifest
	must(t, z.Close())
	for name, c := range map[string]struct {
		do   forgery
		says string
	}{
		"nothing":            {func(*Manifest, map[string][]byte) {}, ""},
		"swapped manifest":   {func(m *Manifest, _ map[string][]byte) { *m = swapped }, "not the one that the manifest names"},
		"other rows":         {func(m *Manifest, _ map[string][]byte) { m.Database.Rows = swapped.Database.Rows }, "other numbers of rows"},
		"other head":         {func(m *Manifest, _ map[string][]byte) { m.Audit.Head = strings.Repeat("a", 64) }, "another head"},
		"newer format":       {func(m *Manifest, _ map[string][]byte) { m.Format++ }, "has format 2"},
		"newer schema":       {func(m *Manifest, _ map[string][]byte) { m.Database.Schema++ }, "made by a newer release"},
		"older schema":       {func(m *Manifest, _ map[string][]byte) { m.Database.Schema-- }, "has schema"},
		"unknown database":   {func(m *Manifest, _ map[string][]byte) { m.Database.Kind = "oracle" }, "unknown kind"},
		"file left out":      {func(m *Manifest, p map[string][]byte) { delete(p, m.Files[0].part()) }, "parts beside the manifest"},
		"file not named":     {func(m *Manifest, _ map[string][]byte) { m.Files = m.Files[1:] }, "parts beside the manifest"},
		"neither":            {func(m *Manifest, p map[string][]byte) { delete(p, m.Files[0].part()); m.Files = m.Files[1:] }, "lacks file"},
		"other file":         {func(m *Manifest, p map[string][]byte) { p[m.Files[0].part()][0] ^= 1 }, "is not what its name says"},
		"longer file":        {func(m *Manifest, p map[string][]byte) { p[m.Files[0].part()] = append(p[m.Files[0].part()], 0) }, "another size"},
		"stranger":           {func(_ *Manifest, p map[string][]byte) { p["../../etc/passwd"] = nil }, "parts beside the manifest"},
		"name that climbs":   {func(m *Manifest, _ map[string][]byte) { m.Files[0].SHA256 = "../../../etc/passwd" }, "is no hash"},
		"changed database":   {func(_ *Manifest, p map[string][]byte) { p[databaseName][100] ^= 1 }, "not the one that the manifest names"},
		"no manifest at all": {func(m *Manifest, _ map[string][]byte) { *m = Manifest{} }, "no known format"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bad := forged(t, file, c.do)
			_, err := Check(t.Context(), bad, "", "", now)
			if c.says == "" {
				must(t, err)
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
			place := target(t, "")
			if _, err := Restore(t.Context(), bad, place); err == nil {
				t.Error("it was restored")
			}
			nothingAt(t, place)
		})
	}
}

// another is the office one account later.
func another(t *testing.T) string {
	t.Helper()
	_, database := copied(t)
	change(t, database, "INSERT INTO throttles (key, failures, first_at, last_at) VALUES ('x', 1, '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00')")
	return database
}

// TestWhatIsWrongInTheOfficeShowsInTheBackup changes offices behind the program's back before they are backed up.
func TestWhatIsWrongInTheOfficeShowsInTheBackup(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ do, says string }{
		"edition":   {"UPDATE editions SET content = replace(content, '开放前沿', '关闭前沿') WHERE id = 1", "was changed after it was published"},
		"log":       {"UPDATE audit_entries SET details = '[]' WHERE seq = 3", "entry 3 was changed"},
		"reference": {"PRAGMA foreign_keys = off; UPDATE uploads SET user_id = 999 WHERE id = 1", "refers to a row of users that is not there"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, database := copied(t)
			change(t, database, c.do)
			file, _ := backedUp(t, database, data)
			r, err := Check(t.Context(), file, "", "", now)
			must(t, err)
			if all := strings.Join(r.Faults, "\n"); !strings.Contains(all, c.says) {
				t.Errorf("got %q, want %q", all, c.says)
			}
			place := target(t, "")
			if _, err := Restore(t.Context(), file, place); err == nil {
				t.Error("it was restored")
			}
			nothingAt(t, place)
		})
	}
}

func TestALogThatDoesNotHoldTheHeadNotedElsewhereIsFaulty(t *testing.T) {
	t.Parallel()
	data, database := copied(t)
	file, _ := backedUp(t, database, data)
	r, err := Check(t.Context(), file, "", strings.Repeat("b", 64), now)
	if err != nil || !strings.Contains(strings.Join(r.Faults, "\n"), "is no entry of this log") {
		t.Errorf("%v, %v", r.Faults, err)
	}
}

func change(tb testing.TB, database, statements string) {
	tb.Helper()
	db, err := sql.Open("sqlite", database)
	must(tb, err)
	_, err = db.ExecContext(tb.Context(), statements)
	must(tb, err)
	must(tb, db.Close())
}
