package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"jianbao/assets"
	"jianbao/handlers"
	"jianbao/internal/site"
	"jianbao/models"
	"jianbao/views/layout"
)

type exportCommand struct {
	Site exportSiteCommand `cmd:"" help:"Write every page that a visitor may read into a folder, byte for byte as the server sends it, for any web server or CDN. The next time only what changed is written; what was withdrawn becomes its notice. The server may go on running."`
}

type exportSiteCommand struct {
	OfficeConfig  `group:"Data and log"`
	AddressConfig `group:"How the site is reached"`
	SiteConfig    `group:"What readers' pages say of the office"`
	Dir           string `arg:"" help:"The folder: a new or an empty one, or one that this command has written." placeholder:"FOLDER"`
	All           bool   `help:"Ask for every page, even when nothing has changed since the last time: after a restore, or when somebody has changed files."`
	Compressed    bool   `help:"Write each page compressed too, as .gz and .br beside it, for web servers that send such files."`
}

// Run writes the site.
func (c *exportSiteCommand) Run(ctx context.Context, p *program, env *environment) error {
	address, facts := c.AddressConfig.check(env), c.SiteConfig.check(env)
	if address == nil {
		env.problem("base-url", "is needed: feeds, maps and descriptions of pages name the whole address")
	}
	config := c.OfficeConfig
	if config.LogLevel == "info" {
		config.LogLevel = "warn" // a line for each page would be of no use here
	}
	return p.withOffice(ctx, config, env, func(o *office) error {
		began := p.now()
		held, version := handlers.NewPages(exportPageMemory, p.now, o.news), o.news.PageVersion
		if c.Compressed { // only pages that are held ready are compressed
			version = o.confirming(held.Confirm)
			defer o.watchPages(ctx, held.Confirm)()
		}
		r, err := site.Export(ctx, site.Options{
			Dir: c.Dir, Origin: address.Scheme + "://" + address.Host, Gone: o.gone, Version: version, Made: c.made(o, address, facts), All: c.All,
			Compressed: c.Compressed, Progress: p.tellAsked,
			Handler: handlers.New(handlers.Config{ //nolint:contextcheck // handlers take the context of each request
				Newsroom: o.news, Logger: o.log, Location: o.location, Now: p.now, Assets: assets.Handler(), Site: facts, BaseURL: address, Pages: held,
			}),
		})
		return p.tellSite(r, err, p.now().Sub(began))
	})
}

// made names the program and its settings, as far as pages depend on them. A program that is being worked on has no name of its own.
func (c *exportSiteCommand) made(o *office, address *url.URL, facts layout.ReaderSite) string {
	if strings.Contains(release(), "devel") || strings.Contains(release(), "dirty") {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []any{release(), o.database, o.location.String(), address.String(), facts, c.Compressed}))
	return hex.EncodeToString(sum[:])
}

// confirming is the version of what readers see, told before it is given: pages of an earlier one are held no more.
func (o *office) confirming(told func(version int64)) func(context.Context) (int64, error) {
	return func(ctx context.Context) (int64, error) {
		version, err := o.news.PageVersion(ctx)
		if err == nil {
			told(version)
		}
		return version, err
	}
}

// watchPages tells the version of what readers see until stop.
func (o *office) watchPages(ctx context.Context, told func(version int64)) (stop func()) {
	work, stopWork := context.WithCancel(ctx)
	var working sync.WaitGroup
	working.Go(func() { o.news.WatchPages(work, told) })
	return func() {
		stopWork()
		working.Wait()
	}
}

// exportPageMemory holds a page until it has been asked for in each coding, in bytes.
const exportPageMemory = 16 << 20

// gone are the addresses that no page leads to any more. An office without a bulletin has no site: it is likely another one than was meant.
func (o *office) gone(ctx context.Context) ([]string, error) {
	list, err := o.news.ReadBulletins(ctx, models.Actor{Role: models.Visitor})
	if err == nil && len(list) == 0 {
		err = errors.New("this office has no bulletin; is it the one that --data and --database name?")
	}
	if err != nil {
		return nil, err
	}
	return handlers.GoneAddresses(ctx, o.news)
}

// addressesTold is after how many addresses progress is told.
const addressesTold = 500

func (p *program) tellAsked(asked int) {
	if asked%addressesTold == 0 {
		_, _ = fmt.Fprintf(p.stdout, "%d addresses…\n", asked)
	}
}

// tellSite says what became of the folder, and what could not be written.
func (p *program) tellSite(r site.Report, err error, took time.Duration) error {
	for _, address := range r.LeftOut {
		_, _ = fmt.Fprintf(p.stderr, "jianbao: %s is left out: no file can have such a name\n", address)
	}
	for _, failed := range r.Failed {
		_, _ = fmt.Fprintf(p.stderr, "jianbao: %s\n", failed)
	}
	switch {
	case err != nil:
		return err
	case r.Same:
		_, err = fmt.Fprintf(p.stdout, "%d pages, %d of them notices; nothing has changed since the last time\n", r.Pages, r.Notices)
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%d pages, %d of them notices of what was withdrawn; %d files written, %d deleted, in %s\n",
		r.Pages, r.Notices, r.Written, r.Removed, took.Round(time.Millisecond))
	if len(r.Failed) > 0 {
		_, _ = fmt.Fprintf(p.stderr, "jianbao: %d page(s) could not be written; what stood there stays\n", len(r.Failed))
		return errReported
	}
	return err
}
