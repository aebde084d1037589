package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"jianbao/assets"
	"jianbao/handlers"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/views/emails"
	"jianbao/views/layout"
)

type serveCommand struct {
	Config
}

// Run serves until ctx ends.
func (c *serveCommand) Run(ctx context.Context, p *program, env *environment) (err error) {
	settings, web, site := c.OfficeConfig.check(env, p.stderr), c.WebConfig.check(env), c.SiteConfig.check(env)
	mail := newsroom.Mail{Sender: c.MailConfig.check(env, p.now)}
	if mail.Sender != nil && web.baseURL == nil {
		env.problem("smtp-host", "needs --base-url, for the links in mails")
	}
	if err := env.err(); err != nil {
		return err
	}
	if mail.Sender != nil {
		mail.Writer = emails.Writer{Base: strings.TrimSuffix(web.baseURL.String(), "/"), Location: settings.location}
	}
	o, err := openMailing(ctx, settings, mail, p.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", web.listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if web.noSignIn(l) {
		settings.log.LogAttrs(ctx, slog.LevelWarn, "staff can sign in from this machine or over https only: put a proxy with https in front, give a certificate, or see --insecure-cookies")
	}
	if err := o.offerSetup(ctx, web.address(l)); err != nil {
		return errors.Join(err, l.Close())
	}
	return p.serve(ctx, o, l, web, site)
}

// offerSetup prints the one-time code of the set-up page while there is no account.
func (o *office) offerSetup(ctx context.Context, address string) error {
	code, err := o.news.OfferSetup(ctx)
	if err != nil {
		return fmt.Errorf("look for accounts: %w", err)
	}
	if code != "" {
		o.log.LogAttrs(ctx, slog.LevelWarn, "there is no account yet: open the set-up page and enter the code",
			slog.String("page", address+paths.Setup), slog.String("code", code))
	}
	return nil
}

// How long a connection may take. A scan of ten megabytes gets through in the time for reading at 3 Mbit/s.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 30 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 120 * time.Second
	maxHeaderBytes    = 32 << 10
	stopTimeout       = 20 * time.Second // for requests at work when the server is told to stop
)

// serve answers on l and does outbox work until ctx ends, then lets requests at work finish.
func (p *program) serve(ctx context.Context, o *office, l net.Listener, web webSettings, site layout.ReaderSite) error {
	held := handlers.NewPages(int64(web.pageMemory)<<20, p.now, o.news)
	server := &http.Server{
		Handler: handlers.New(handlers.Config{ //nolint:contextcheck // handlers take the context of each request
			Newsroom: o.news, Logger: o.log, Location: o.location, Now: p.now, Assets: assets.Handler(), Site: site,
			BaseURL: web.baseURL, InsecureCookies: web.insecureCookies, TrustedProxies: web.trusted, Pages: held, PageAge: web.pageAge,
		}),
		ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeaderBytes, TLSConfig: web.tls, ErrorLog: slog.NewLogLogger(o.log.Handler(), slog.LevelWarn),
	}
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	var working sync.WaitGroup
	working.Go(func() { o.news.RunOutbox(work) })
	working.Go(func() { o.news.RunMail(work) })
	working.Go(func() { o.news.RunSearch(work) })
	working.Go(func() { o.news.RunFigures(work) })
	working.Go(func() { o.news.WatchPages(work, held.Confirm) })
	defer working.Wait()
	defer stopWork()

	ended := make(chan error, 1)
	go func() {
		if web.tls != nil {
			ended <- server.ServeTLS(l, "", "")
			return
		}
		ended <- server.Serve(l)
	}()
	_, _ = fmt.Fprintf(p.stdout, "jianbao is ready: %s\n", web.address(l))
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	o.log.LogAttrs(work, slog.LevelInfo, "stopping")
	limited, cancel := context.WithTimeout(work, stopTimeout)
	defer cancel()
	if err := server.Shutdown(limited); err != nil {
		return fmt.Errorf("stop: %w", errors.Join(err, server.Close()))
	}
	return nil
}
