package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"jianbao/internal/manuscript"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

type importCommand struct {
	OfficeConfig `group:"Data and log"`
	Bulletin     string   `help:"Address name of the bulletin; may be left out where there is only one." placeholder:"SLUG"`
	DryRun       bool     `help:"Only show what would be read. Needs no database and writes nothing."`
	JSON         bool     `name:"json" help:"Print what was read as JSON: one object for each file."`
	As           string   `help:"Login of the editor who brings the files in. Needed without --dry-run." placeholder:"LOGIN"`
	Accept       bool     `help:"Store a file although some of it is uncertain, as it was recognised."`
	Files        []string `arg:"" name:"file" help:"Files, one issue each: .docx, .doc, .wps, .pdf with text, .html, .md, or plain text in UTF-8, UTF-16 or GB18030."`
}

// Run reads the files one after another; one that is refused does not keep the others away.
func (c *importCommand) Run(ctx context.Context, p *program, env *environment) error {
	if c.DryRun {
		return c.each(ctx, p, func(name string, data []byte) (*manuscript.Document, string, error) {
			doc, err := newsroom.OpenManuscript(ctx, filepath.Base(name), data, nil)
			return doc, "", err
		})
	}
	if c.As == "" {
		return usageError{errors.New("who brings the files in? Give --as LOGIN, or --dry-run to store nothing")}
	}
	return p.withOffice(ctx, c.OfficeConfig, env, func(o *office) error {
		actor, slug, err := o.editor(ctx, c.As, c.Bulletin)
		if err != nil {
			return err
		}
		return c.each(ctx, p, func(name string, data []byte) (*manuscript.Document, string, error) {
			issue, doc, err := o.news.ImportFile(ctx, actor, filepath.Base(name), data, c.Accept)
			return doc, "stored as the draft " + issue.Label() + ", " + paths.To(paths.DeskIssue, slug, issue.ID), refusal(err, doc, slug)
		})
	})
}

// each reads every file and shows what take made of it. What is refused is said with its reason.
func (c *importCommand) each(ctx context.Context, p *program, take func(name string, data []byte) (*manuscript.Document, string, error)) error {
	refused := false
	for _, name := range c.Files {
		data, err := readFile(name)
		var doc *manuscript.Document
		var stored string
		if err == nil {
			doc, stored, err = take(name, data)
		}
		if err != nil {
			_, _ = fmt.Fprintf(p.stderr, "jianbao: %s: %s\n", name, describe(ctx, err))
			refused = true
			continue
		}
		if c.JSON {
			err = manuscript.WriteJSON(p.stdout, doc, len(c.Files) == 1)
		} else {
			err = summarise(p.stdout, name, doc, stored)
		}
		if err != nil {
			return fmt.Errorf("print what was read: %w", err)
		}
	}
	if refused {
		return errReported
	}
	return nil
}

// readFile reads no more than intake takes, and a little, so that intake says what is wrong with more.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name) //nolint:gosec // the person at the keyboard names the file
	if err != nil {
		return nil, errors.Unwrap(err) // the name stands before the reason already
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, newsroom.MaxImport+1))
}

// editor finds who brings files in, and the bulletin.
func (o *office) editor(ctx context.Context, login, slug string) (models.Actor, string, error) {
	bulletins, err := o.news.Bulletins(ctx, newsroom.Console())
	if err != nil {
		return models.Actor{}, "", err
	}
	if slug == "" && len(bulletins) != 1 {
		return models.Actor{}, "", usageError{fmt.Errorf("there are %d bulletins: give --bulletin SLUG", len(bulletins))}
	}
	i := slices.IndexFunc(bulletins, func(b newsroom.BulletinRow) bool { return slug == "" || b.Slug == slug })
	if i < 0 {
		return models.Actor{}, "", fmt.Errorf("there is no bulletin %q", slug)
	}
	b := bulletins[i]
	accounts, err := o.news.Users(ctx, newsroom.Console())
	if err != nil {
		return models.Actor{}, "", err
	}
	for _, a := range accounts {
		if a.Login == login && slices.ContainsFunc(a.Held, func(h newsroom.HeldRole) bool { return h.Role == models.Editor && h.Bulletin.ID == b.ID }) {
			return models.Actor{UserID: a.ID, Name: a.Name, BulletinID: b.ID, Role: models.Editor}, b.Slug, nil
		}
	}
	return models.Actor{}, "", fmt.Errorf("--as %s: no editor of the bulletin %s signs in with that name", login, b.Slug)
}

// refusal says in the words of this command what the newsroom refused.
func refusal(err error, doc *manuscript.Document, slug string) error {
	if holder, ok := newsroom.Holder(err); ok {
		return fmt.Errorf("%s exists already: %s", holder.Label(), paths.To(paths.DeskIssue, slug, holder.ID))
	}
	if e, ok := errors.AsType[*models.Error](err); ok && e.Key == "import.uncertain" {
		return fmt.Errorf("%d place(s) are uncertain; look at them with --dry-run, or take them as recognised with --accept:\n%s",
			len(doc.Uncertain), uncertain(doc))
	}
	return err
}
