package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
)

// Target is the empty place in which an office is to be made of a backup.
type Target struct {
	Data       string // folder; missing or empty
	Database   string // what store.Open takes; no such file, or a database without tables
	Files      string // folder within Data
	Head       string // of the audit log, noted elsewhere; may be empty
	Incomplete bool   // restore although the check finds faults in the office; never when the backup itself is damaged
	Now        func() time.Time
}

// Faulty is an office that was not restored because of what the check found.
type Faulty struct{ Report }

func (f *Faulty) Error() string {
	return fmt.Sprintf("the office in the backup has %d fault(s)", len(f.Faults))
}

// restoring is added to names until what they name is whole and checked.
const restoring = ".restoring"

// Restore unpacks and checks a backup, notes it in the audit log, and only then puts everything in its place: the database last, because
// without it there is no office. After an error the place is as empty as before.
func Restore(ctx context.Context, name string, t Target) (r Report, err error) {
	p, err := open(name)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	made, err := t.prepare(ctx, p.Database.Kind)
	if err != nil {
		return r, err
	}
	at := t.staging()
	r, err = p.restore(ctx, at, t)
	if err == nil {
		err = syncTree(at.files)
	}
	if err == nil {
		err = t.move(at)
	}
	if err != nil {
		return r, errors.Join(err, t.abandon(context.WithoutCancel(ctx), at, made))
	}
	return r, nil
}

// prepare makes sure that the place is empty and of the backup's kind. It tells whether it made the folder.
func (t Target) prepare(ctx context.Context, kind store.Kind) (made bool, err error) {
	if given := store.KindOf(t.Database); given != kind {
		return false, fmt.Errorf("the backup is of a database of the kind %s, and --database names one of the kind %s", kind, given)
	}
	entries, err := os.ReadDir(t.Data)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	if len(entries) > 0 {
		return false, fmt.Errorf("%s is not empty: an office is restored only where there is nothing", t.Data)
	}
	if err := vacant(ctx, t.Database); err != nil {
		return false, fmt.Errorf("%w: an office is restored only where there is nothing", err)
	}
	made = errors.Is(err, fs.ErrNotExist)
	if err := os.MkdirAll(t.Data, 0o700); err != nil || kind == store.Postgres {
		return made, err
	}
	return made, os.MkdirAll(filepath.Dir(t.Database), 0o700)
}

// staging is where everything waits: beside its place, so that putting it there is only a new name.
func (t Target) staging() place {
	at := place{database: t.Database, files: t.Files + restoring, dump: filepath.Join(t.Data, databaseName+restoring)}
	if store.KindOf(t.Database) == store.SQLite {
		at.database += restoring
		at.dump = at.database // it may stand on another disk than the folder
	}
	return at
}

func (p *packed) restore(ctx context.Context, at place, t Target) (Report, error) {
	o, err := p.unpack(ctx, at, t.Now)
	if err != nil {
		return Report{}, err
	}
	r, err := o.check(ctx, t.Head)
	if err == nil && len(r.Faults) > 0 && !t.Incomplete {
		err = &Faulty{r}
	}
	if err == nil {
		err = o.news.NoteRestored(ctx, newsroom.Console(), newsroom.Restored{MadeAt: p.MadeAt, Seal: p.seal, Faults: len(r.Faults)})
	}
	return r, errors.Join(err, o.Close())
}

// move puts everything in its place.
func (t Target) move(at place) error {
	if err := os.Rename(at.files, t.Files); err != nil {
		return fmt.Errorf("put the files in their place: %w", err)
	}
	if at.database == t.Database { // PostgreSQL: its database is there already
		return errors.Join(os.Remove(at.dump), flush(t.Data))
	}
	if err := os.Remove(at.database + ".lock"); err != nil {
		return err
	}
	if err := flush(t.Data); err != nil {
		return err
	}
	if err := os.Rename(at.database, t.Database); err != nil {
		return fmt.Errorf("put the database in its place: %w", err)
	}
	return flush(filepath.Dir(t.Database))
}

// abandon takes away everything that was made.
func (t Target) abandon(ctx context.Context, at place, made bool) error {
	failed := []error{store.Clear(ctx, at.database), os.RemoveAll(at.files), os.RemoveAll(t.Files), os.RemoveAll(at.dump)}
	if made {
		failed = append(failed, os.Remove(t.Data))
	}
	if err := errors.Join(failed...); err != nil {
		return fmt.Errorf("what was half restored could not be taken away: %w", err)
	}
	return nil
}
