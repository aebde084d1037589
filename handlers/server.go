// Package handlers translates HTTP to operations of the newsroom and back: bind, ask the newsroom, render or redirect. It
// decides no permission, runs no query and writes no HTML of its own.
package handlers

import (
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/pages"
	"jianbao/views/layout"
)

// Config is what the server works with.
type Config struct {
	Newsroom *newsroom.Newsroom
	Logger   *slog.Logger
	Location *time.Location   // the office's time zone
	Now      func() time.Time // the clock
	Assets   http.Handler     // answers everything below /assets/
	Site     layout.ReaderSite
	// BaseURL is the address that readers and staff use, such as https://jianbao.example.gov.cn. Requests from other origins
	// change nothing; without it the request's own host counts. Only https makes browsers keep to it.
	BaseURL *url.URL
	// InsecureCookies lets sessions work over plain http from other machines. Anybody on the way can then read them.
	InsecureCookies bool
	// Pages holds readers' pages ready to send; nil: each is drawn when it is asked for.
	Pages *pages.Cache
	// PageAge is for how long others may keep readers' pages without asking, withdrawn ones too; 0: they ask each time.
	PageAge time.Duration
	// TrustedProxies are the networks whose X-Forwarded-For is believed; without any the connection's own address counts.
	TrustedProxies []netip.Prefix
}

// Server answers requests.
type Server struct {
	news     *newsroom.Newsroom
	log      *slog.Logger
	location *time.Location
	now      func() time.Time
	site     layout.ReaderSite
	assets   http.Handler
	origin   string // scheme and host of the base address; empty: not known
	secure   bool   // the base address is https
	sessions *sessionStore
	pages    *pages.Cache
	readers  *readers
	caching  string // Cache-Control of readers' pages
}

// New makes the handler of the whole application.
func New(cfg Config) http.Handler {
	s := &Server{
		news: cfg.Newsroom, log: cfg.Logger, location: cfg.Location, now: cfg.Now, site: cfg.Site, assets: cfg.Assets,
		sessions: newSessionStore(cfg.Newsroom, cfg.InsecureCookies), pages: cfg.Pages, readers: newReaders(cfg.Newsroom), caching: "public, no-cache",
	}
	if s.pages == nil {
		s.pages = NewPages(0, cfg.Now, cfg.Newsroom)
	}
	if cfg.PageAge > 0 {
		s.caching = "public, max-age=" + strconv.Itoa(int(cfg.PageAge.Seconds()))
	}
	if cfg.BaseURL != nil {
		s.origin = cfg.BaseURL.Scheme + "://" + cfg.BaseURL.Host
		s.secure = cfg.BaseURL.Scheme == "https"
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = ipExtractor(cfg.TrustedProxies)
	e.HTTPErrorHandler = s.answerError
	// Outermost first. The log stands outside, so that it sees every answer; errors are answered within it.
	e.Use(s.identify, s.logAccess, s.recoverPanics, s.setHeaders, s.refuseForeign, s.limitBody, s.loadSession, s.resolveActor)
	s.routes(e)
	return s.pages.Before(e)
}

// NewPages makes a cache of up to limit bytes for readers' pages, whose readers are counted by the newsroom. It holds nothing until
// somebody tells it the version of what readers see, see newsroom.WatchPages.
func NewPages(limit int64, now func() time.Time, news *newsroom.Newsroom) *pages.Cache {
	c := newReaders(news)
	return pages.New(limit, sessionCookie, now, func(p *pages.Page, r *http.Request) { c.count(p.About, r) })
}

// ipExtractor believes X-Forwarded-For only from trusted proxies: anybody can write that header, and throttling and the
// audit log go by the address.
func ipExtractor(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	opts := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range trusted {
		opts = append(opts, echo.TrustIPRange(ipNet(p)))
	}
	return echo.ExtractIPFromXFFHeader(opts...)
}
