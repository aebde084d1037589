package main

import (
	"context"
	"errors"
	"time"

	"jianbao/internal/files"
	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/internal/typeset"
	"jianbao/views"
)

// office is the opened application: everything but its web server.
type office struct {
	officeSettings
	store *store.Store
	files *files.Store
	news  *newsroom.Newsroom
}

// openOffice opens database and files and puts the newsroom on top of them, for every command alike. Only a server sends mail.
func openOffice(ctx context.Context, s officeSettings, now func() time.Time) (*office, error) {
	return openMailing(ctx, s, newsroom.Mail{}, now)
}

// openMailing is openOffice for a server that sends mail.
func openMailing(ctx context.Context, s officeSettings, mail newsroom.Mail, now func() time.Time) (*office, error) {
	o := &office{officeSettings: s}
	var err error
	if o.files, err = files.Open(s.files); err != nil {
		return nil, err
	}
	if o.store, err = store.Open(ctx, s.database, now); err != nil {
		return nil, errors.Join(err, o.files.Close())
	}
	var fonts *typeset.Fonts // the shipped ones, which are read when paper is set in them for the first time
	if s.fonts != "" {
		if fonts, err = typeset.LoadFonts(s.fonts); err != nil {
			return nil, errors.Join(err, o.store.Close(), o.files.Close())
		}
	}
	o.news = newsroom.New(newsroom.Config{
		Store: o.store, Files: o.files, Render: views.EditionRenderer{Lettering: lettering}, Fonts: fonts, Location: s.location, Logger: s.log, Mail: mail,
	})
	return o, nil
}

// Close lets go of database and files.
func (o *office) Close() error { return errors.Join(o.store.Close(), o.files.Close()) }

// withOffice checks the configuration, opens the office for a command and closes it afterwards.
func (p *program) withOffice(ctx context.Context, c OfficeConfig, env *environment, fn func(o *office) error) error {
	settings := c.check(env, p.stderr)
	if err := env.err(); err != nil {
		return err
	}
	o, err := openOffice(ctx, settings, p.now)
	if err != nil {
		return err
	}
	return errors.Join(fn(o), o.Close())
}

// lettering draws a bulletin's name; names with characters that the shipped font lacks are set in the reader's fonts.
func lettering(name string) (views.Lettering, bool) {
	l, err := typeset.NewLettering(name)
	return views.Lettering{Path: l.Path, Width: l.Width, Height: l.Height}, err == nil
}
