package backup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

func TestWhatIsRestoredIsWhatWasBackedUp(t *testing.T) {
	t.Parallel()
	eachKind(t, func(k kind) {
		t := k.T
		o := newOffice(t, k.fresh())
		must(t, o.store.Write(t.Context(), func(tx *store.Tx) error {
			return tx.CreateSession(&models.Session{ID: []byte("old"), UserID: 1, Data: []byte("x"), ExpiresAt: tx.Now})
		}))
		was, err := store.TakeInventory(t.Context(), o.database)
		must(t, err)
		file, m := backedUp(t, o.database, o.data)
		if m.Database.Schema != store.NewestSchema() || m.Audit.Head != was.Head || len(m.Files) == 0 || !maps.Equal(m.Database.Rows, was.Rows) {
			t.Errorf("the manifest says %+v", m.Manifest)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 || info.Size() != m.Bytes {
			t.Errorf("%v, %v", info, err)
		}
		scratch := ""
		if store.KindOf(o.database) == store.Postgres {
			if _, err := Check(t.Context(), file, "", "", now); err == nil || !strings.Contains(err.Error(), "--scratch") {
				t.Errorf("checked without a database: %v", err)
			}
			scratch = k.fresh()
		}
		for range 2 { // the scratch database is empty again
			r, err := Check(t.Context(), file, scratch, was.Head, now)
			if err != nil || len(r.Faults) > 0 || r.Editions != 5 {
				t.Fatalf("%+v, %v", r, err)
			}
		}

		to := target(t, k.fresh())
		to.Head = strings.Repeat("b", 64)
		var faulty *Faulty
		if _, err := Restore(t.Context(), file, to); !errors.As(err, &faulty) {
			t.Errorf("restored from a log that was rewritten: %v", err)
		}
		if free, err := store.Vacant(t.Context(), to.Database); !free || err != nil {
			t.Errorf("half an office was left behind: %v", err)
		}
		nothingAt(t, to)
		to.Head = was.Head
		r, err := Restore(t.Context(), file, to)
		if err != nil || len(r.Faults) > 0 {
			t.Fatalf("%v, %v", r.Faults, err)
		}
		checkRestored(t, to, was)
		sameFiles(t, o.files(), to.Files)
	})
}

// checkRestored compares a restored office with the inventory of the one that it was made of.
func checkRestored(t *testing.T, to Target, was store.Inventory) {
	t.Helper()
	is, err := store.TakeInventory(t.Context(), to.Database)
	must(t, err)
	want := maps.Clone(was.Rows)
	want["audit_entries"]++
	want["sessions"] = 0
	if !maps.Equal(is.Rows, want) || !slices.Equal(is.Files, was.Files) || is.Schema != was.Schema {
		t.Errorf("restored %+v, want %v", is, want)
	}
	s, err := store.Open(t.Context(), to.Database, now)
	must(t, err)
	defer func() { _ = s.Close() }()
	must(t, s.Read(t.Context(), func(tx *store.Tx) error {
		e, err := tx.AuditHead()
		if e.Action != "office.restored" || e.PrevHash != was.Head || !e.At.Equal(now()) {
			t.Errorf("the last entry is %+v", e)
		}
		return err
	}))
	r, err := newsroom.New(newsroom.Config{Store: s}).VerifyAudit(t.Context(), was.Head)
	if err != nil || len(r.Faults) > 0 {
		t.Errorf("the log: %v, %v", r.Faults, err)
	}
}

func sameFiles(t *testing.T, was, is string) {
	t.Helper()
	names := func(dir string) (out []string) {
		list, err := filepath.Glob(filepath.Join(dir, "*", "*"))
		must(t, err)
		for _, name := range list {
			out = append(out, filepath.Base(name))
		}
		return out
	}
	if before, after := names(was), names(is); !slices.Equal(before, after) || len(after) == 0 {
		t.Errorf("%d files became %d", len(before), len(after))
	}
}

// TestABackupAmongWritersIsWhole writes to the office from all sides while backups are made.
func TestABackupAmongWritersIsWhole(t *testing.T) {
	t.Parallel()
	eachKind(t, func(k kind) {
		t := k.T
		o := newOffice(t, k.fresh())
		ctx, stop := context.WithCancel(t.Context())
		var working sync.WaitGroup
		began := make(chan struct{}, 4)
		for i := range 4 {
			working.Go(func() {
				for n := 0; ctx.Err() == nil; n++ {
					_, _, err := o.CreateUser(ctx, newsroom.Console(), newsroom.NewUser{Login: fmt.Sprintf("w%d-%d", i, n), Name: "写作者"})
					if err != nil && ctx.Err() == nil {
						t.Error(err)
						return
					}
					if n == 0 {
						began <- struct{}{}
					}
				}
			})
		}
		for range 4 {
			<-began
		}
		for range 5 {
			file, m := backedUp(t, o.database, o.data)
			scratch := ""
			if store.KindOf(o.database) == store.Postgres {
				scratch = k.fresh()
			}
			r, err := Check(t.Context(), file, scratch, m.Audit.Head, now)
			if err != nil || len(r.Faults) > 0 {
				t.Errorf("%v, %v", r.Faults, err)
			}
		}
		stop()
		working.Wait()
	})
}

func TestAnOfficeIsRestoredOnlyWhereThereIsNothing(t *testing.T) {
	t.Parallel()
	data, database := copied(t)
	file, _ := backedUp(t, database, data)
	before := listing(t, data)
	to := Target{Data: data, Database: database, Files: filepath.Join(data, "files"), Now: now}
	if _, err := Restore(t.Context(), file, to); err == nil || !strings.Contains(err.Error(), "is not empty") {
		t.Errorf("restored over an office: %v", err)
	}
	to.Data, to.Files = filepath.Join(t.TempDir(), "new"), filepath.Join(t.TempDir(), "new", "files")
	if _, err := Restore(t.Context(), file, to); err == nil || !strings.Contains(err.Error(), "is not empty") {
		t.Errorf("restored over a database: %v", err)
	}
	if after := listing(t, data); !slices.Equal(before, after) {
		t.Errorf("the office changed: %v", after)
	}
	if _, err := os.Stat(to.Data); !errors.Is(err, os.ErrNotExist) {
		t.Error("a folder was made")
	}
	to = target(t, "postgres:///nowhere")
	if _, err := Restore(t.Context(), file, to); err == nil || !strings.Contains(err.Error(), "kind sqlite") {
		t.Errorf("restored an SQLite file into PostgreSQL: %v", err)
	}
	if _, err := Make(t.Context(), Source{Database: database, Files: filepath.Join(data, "files")}, file); err == nil || !strings.Contains(err.Error(), "exists already") {
		t.Errorf("a backup was overwritten: %v", err)
	}
}

// listing names everything below a folder, with its content.
func listing(t *testing.T, dir string) (out []string) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "-shm") {
			return err
		}
		content, err := os.ReadFile(path)
		out = append(out, fmt.Sprintf("%s %d %x", path, len(content), bytes.Count(content, []byte{'e'})))
		return err
	}))
	return out
}

func TestALostFileIsNamedAndKeepsNothingElseFromBeingSaved(t *testing.T) {
	t.Parallel()
	data, database := copied(t)
	i, err := store.TakeInventory(t.Context(), database)
	must(t, err)
	lost := i.Files[0]
	must(t, os.Remove(filepath.Join(data, "files", lost[:2], lost)))
	s := Source{Database: database, Files: filepath.Join(data, "files"), Now: madeAt}
	to := filepath.Join(t.TempDir(), "b.zip")
	if _, err := Make(t.Context(), s, to); err == nil || !strings.Contains(err.Error(), lost) {
		t.Errorf("made with %v", err)
	}
	if left, err := os.ReadDir(filepath.Dir(to)); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	s.Incomplete = true
	m, err := Make(t.Context(), s, to)
	if err != nil || !slices.Equal(m.Lost, []string{lost}) || len(m.Files) != len(i.Files)-1 {
		t.Fatalf("%+v, %v", m, err)
	}
	place := target(t, "")
	var faulty *Faulty
	if _, err := Restore(t.Context(), to, place); !errors.As(err, &faulty) || !strings.Contains(strings.Join(faulty.Faults, "\n"), lost) {
		t.Errorf("restored with %v", err)
	}
	nothingAt(t, place)
	place.Incomplete = true
	r, err := Restore(t.Context(), to, place)
	if err != nil || len(r.Faults) == 0 {
		t.Errorf("%v, %v", r.Faults, err)
	}
}

func nothingAt(t *testing.T, to Target) {
	t.Helper()
	if left, err := os.ReadDir(to.Data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
