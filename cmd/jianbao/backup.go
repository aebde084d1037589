package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/dustin/go-humanize"

	"jianbao/internal/backup"
	"jianbao/internal/store"
)

type backupCommand struct {
	Make   backupMakeCommand   `cmd:"" default:"withargs" help:"Write the database, all files and a manifest into one new file. The server may go on running. The file holds every draft: keep it where only you can read it."`
	Verify backupVerifyCommand `cmd:"" help:"Read a whole backup, open the office inside in a temporary place, and check it: every hash, the database, the audit log, every edition. Exit status 1 when anything is wrong."`
}

type backupMakeCommand struct {
	OfficeConfig `group:"Data and log"`
	To           string `arg:"" help:"The new file, or a folder, in which it is named after the time." placeholder:"FILE"`
	Incomplete   bool   `help:"Make the backup although files of the office are lost or changed; the manifest names them."`
}

// Run makes a backup. It does not open the office as other commands do, because that would migrate it.
func (c *backupMakeCommand) Run(ctx context.Context, p *program, env *environment) error {
	settings := c.check(env, p.stderr)
	if err := env.err(); err != nil {
		return err
	}
	began, to := p.now(), c.To
	if info, err := os.Stat(to); err == nil && info.IsDir() {
		to = filepath.Join(to, "jianbao-"+began.In(settings.location).Format("20060102-150405")+".zip")
	}
	m, err := backup.Make(ctx, backup.Source{
		Database: settings.database, Files: settings.files, Program: release(), Now: began, Incomplete: c.Incomplete,
	}, to)
	if err != nil {
		return fmt.Errorf("no backup was made: %w", err)
	}
	p.tellLost(m.Lost)
	_, err = fmt.Fprintf(p.stdout, "%s\n%s of %d tables and %d files, in %s\nhead %s\nsha256 %s\n",
		to, humanize.IBytes(uint64(m.Bytes)), len(m.Database.Rows), len(m.Files), p.now().Sub(began).Round(time.Millisecond), m.Audit.Head, m.Seal) //nolint:gosec // no size is negative
	return err
}

func (p *program) tellLost(lost []string) {
	for _, hash := range lost {
		_, _ = fmt.Fprintf(p.stderr, "jianbao: file %s of the office is lost or was changed, and is not in the backup\n", hash)
	}
}

type backupVerifyCommand struct {
	File    string `arg:"" help:"The backup."`
	Head    string `help:"Head of the audit log as printed on a sign-off sheet or by backup; it shows whether the backup is of a log that was rewritten." placeholder:"HASH"`
	Scratch string `help:"Address of an empty PostgreSQL database, in which a backup of PostgreSQL is opened; it is empty again afterwards." placeholder:"ADDRESS"`
}

// Run checks a backup and lists what is wrong with it.
func (c *backupVerifyCommand) Run(ctx context.Context, p *program) error {
	head, err := headOf(c.Head)
	if err != nil {
		return err
	}
	if c.Scratch != "" && store.KindOf(c.Scratch) != store.Postgres {
		return usageError{errors.New("--scratch: names no PostgreSQL database")}
	}
	began := p.now()
	r, err := backup.Check(ctx, c.File, c.Scratch, head, p.now)
	if err != nil {
		return fmt.Errorf("%s cannot be trusted: %w", c.File, err)
	}
	if len(r.Faults) > 0 {
		return p.tellFaults(r)
	}
	_, err = fmt.Fprintf(p.stdout, "%s: %s, no fault, in %s\n", c.File, contentsOf(r), p.now().Sub(began).Round(time.Millisecond))
	return err
}

func contentsOf(r backup.Report) string {
	return fmt.Sprintf("made %s by %s from %s; %d rows, %d files, %d editions, %d audit entries",
		r.MadeAt.Format(time.RFC3339), r.Program, r.Database.Kind, r.Rows(), len(r.Files), r.Editions, r.Audit.Entries)
}

func (p *program) tellFaults(r backup.Report) error {
	for _, fault := range r.Faults {
		_, _ = fmt.Fprintf(p.stderr, "jianbao: %s\n", fault)
	}
	_, _ = fmt.Fprintf(p.stderr, "jianbao: %d fault(s) in the office of this backup\n", len(r.Faults))
	return errReported
}

type restoreCommand struct {
	OfficeConfig `group:"Data and log"`
	File         string `arg:"" help:"The backup."`
	Head         string `help:"Head of the audit log as printed on a sign-off sheet or by backup, which the log must hold." placeholder:"HASH"`
	Incomplete   bool   `help:"Restore although the check finds lost files or faulty editions in the office; never when the backup itself is damaged."`
}

// Run restores.
func (c *restoreCommand) Run(ctx context.Context, p *program, env *environment) error {
	settings := c.check(env, p.stderr)
	head, err := headOf(c.Head)
	if err := errors.Join(err, env.err()); err != nil {
		return err
	}
	began := p.now()
	r, err := backup.Restore(ctx, c.File, backup.Target{
		Data: c.Data, Database: settings.database, Files: settings.files, Head: head, Incomplete: c.Incomplete, Now: p.now,
	})
	if faulty, ok := errors.AsType[*backup.Faulty](err); ok {
		return p.tellFaults(faulty.Report)
	}
	if err != nil {
		return fmt.Errorf("nothing was restored: %w", err)
	}
	for _, fault := range r.Faults {
		_, _ = fmt.Fprintf(p.stderr, "jianbao: %s\n", fault)
	}
	_, err = fmt.Fprintf(p.stdout, "restored an office %s, in %s\neverybody must sign in anew; the audit log says that it was restored\n", contentsOf(r), p.now().Sub(began).Round(time.Millisecond))
	return err
}
