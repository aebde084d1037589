package backup

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"jianbao/internal/files"
	"jianbao/internal/newsroom"
	"jianbao/internal/store"
)

// Report is the result of checking a backup that can be read.
type Report struct {
	Manifest
	Editions int
	Faults   []string // of the office inside: sentences
}

// Check reads a whole backup, opens the office inside in a temporary place, and checks it as Restore does: the database's soundness and
// rows, every file, the audit log from its head (which must follow head, noted elsewhere, unless that is empty), every edition. A
// backup of PostgreSQL needs the address of a vacant database as scratch, which is vacant again afterwards. What cannot be trusted at all
// is an error.
func Check(ctx context.Context, name, scratch, head string, now func() time.Time) (r Report, err error) {
	p, err := open(name)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	work, err := os.MkdirTemp("", "jianbao-check-")
	if err != nil {
		return r, fmt.Errorf("make room to check the backup: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	place := place{database: filepath.Join(work, "jianbao.db"), files: filepath.Join(work, "files"), dump: filepath.Join(work, databaseName)}
	if p.Database.Kind == store.Postgres {
		if scratch == "" {
			return r, errors.New("this backup is of a PostgreSQL database: name an empty one with --scratch, in which it can be opened")
		}
		place.database = scratch
	}
	if err := vacant(ctx, place.database); err != nil {
		return r, err
	}
	o, err := p.unpack(ctx, place, now)
	if err != nil {
		return r, errors.Join(err, store.Clear(context.WithoutCancel(ctx), place.database))
	}
	r, err = o.check(ctx, head)
	return r, errors.Join(err, o.Close(), store.Clear(context.WithoutCancel(ctx), place.database))
}

// place is where a backup is unpacked.
type place struct {
	database string // what store.Open takes
	dump     string // file in which the database travels
	files    string // folder, not there yet
}

// vacant refuses a database in which there is something.
func vacant(ctx context.Context, dsn string) error {
	free, err := store.Vacant(ctx, dsn)
	if err == nil && !free {
		err = errors.New("the database is not empty")
	}
	return err
}

// unpacked is the office of a backup, opened.
type unpacked struct {
	Manifest
	store  *store.Store
	files  *files.Store
	news   *newsroom.Newsroom
	faults []string
}

func (o *unpacked) Close() error { return errors.Join(o.store.Close(), o.files.Close()) }

// unpack fills a vacant place and opens the office there, after holding the database against the manifest: opening migrates it.
func (p *packed) unpack(ctx context.Context, at place, now func() time.Time) (*unpacked, error) {
	if err := errors.Join(p.unpackFiles(ctx, at.files), p.unpackDatabase(at.dump)); err != nil {
		return nil, err
	}
	if err := store.Load(ctx, at.dump, at.database); err != nil {
		return nil, err
	}
	o := &unpacked{Manifest: p.Manifest}
	i, err := store.TakeInventory(ctx, at.database)
	if err != nil {
		return nil, fmt.Errorf("the backup's database cannot be read: %w", err)
	}
	if err := p.holds(i); err != nil {
		return nil, err
	}
	if o.faults, err = store.Unsound(ctx, at.database); err != nil {
		return nil, fmt.Errorf("check the database: %w", err)
	}
	if o.files, err = files.Open(at.files); err != nil {
		return nil, err
	}
	if o.store, err = store.Open(ctx, at.database, now); err != nil {
		return nil, errors.Join(err, o.files.Close())
	}
	o.news = newsroom.New(newsroom.Config{Store: o.store, Files: o.files, Location: time.UTC, Logger: slog.New(slog.DiscardHandler)})
	return o, nil
}

// holds compares what stands in the database with what the manifest says of it.
func (m Manifest) holds(i store.Inventory) error {
	switch {
	case i.Schema != m.Database.Schema:
		return fmt.Errorf("the database has schema %d, the manifest says %d", i.Schema, m.Database.Schema)
	case !maps.Equal(i.Rows, m.Database.Rows):
		return errors.New("the database has other numbers of rows than the manifest says")
	case i.Head != m.Audit.Head || i.Entries != m.Audit.Entries:
		return errors.New("the audit log has another head than the manifest says")
	}
	there := make(map[string]bool, len(m.Files)+len(m.Lost))
	for _, f := range m.Files {
		there[f.SHA256] = true
	}
	for _, hash := range m.Lost {
		there[hash] = true
	}
	for _, hash := range i.Files {
		if !there[hash] {
			return fmt.Errorf("the backup lacks file %s, to which the database refers", hash)
		}
	}
	return nil
}

// check looks into the office.
func (o *unpacked) check(ctx context.Context, head string) (Report, error) {
	r := Report{Manifest: o.Manifest, Faults: slices.Clone(o.faults)}
	for _, hash := range o.Lost {
		r.Faults = append(r.Faults, "file "+hash+" was lost already when the backup was made")
	}
	audit, err := o.news.VerifyAudit(ctx, head)
	if err != nil {
		return r, err
	}
	for _, f := range audit.Faults {
		r.Faults = append(r.Faults, f.String())
	}
	editions, err := o.news.VerifyEditions(ctx, newsroom.EditionScope{})
	for _, f := range editions.Faults {
		r.Faults = append(r.Faults, f.String())
	}
	r.Editions = editions.Editions
	return r, err
}
