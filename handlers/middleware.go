package handlers

import (
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
)

// visit is what is known about a request while it is answered.
type visit struct {
	id       string // names the request in the log and on error pages
	nonce    string // of the content security policy
	token    string // of the session
	session  newsroom.Session
	signedIn bool
	desk     newsroom.Desk // the bulletin at work; on pages of none the one worked on last
	actor    models.Actor
}

const visitKey = "visit"

func visitOf(c echo.Context) *visit {
	if v, ok := c.Get(visitKey).(*visit); ok {
		return v
	}
	return &visit{}
}

// identify gives every request an id and pages the office's time zone.
func (s *Server) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		t := rand.Text()
		c.Set(visitKey, &visit{id: strings.ToLower(t[:10]), nonce: rand.Text(), actor: models.Actor{Role: models.Visitor, IP: c.RealIP()}})
		r := c.Request()
		c.SetRequest(r.WithContext(i18n.WithLocation(r.Context(), s.location)))
		return next(c)
	}
}

// logAccess writes one line per request, without query values, bodies or cookies, and answers errors.
func (s *Server) logAccess(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := s.now()
		if err := next(c); err != nil {
			s.answerError(err, c)
		}
		v := visitOf(c)
		s.log.InfoContext(c.Request().Context(), "request", "method", c.Request().Method, "path", loggedPath(c),
			"status", c.Response().Status, "bytes", c.Response().Size, "took", s.now().Sub(start), "ip", v.actor.IP, "user", v.actor.UserID, "request", v.id)
		return nil
	}
}

// loggedPath is the path of a request as logs may hold it: whoever has a preview link's address may read what it shows.
func loggedPath(c echo.Context) string {
	path, preview := c.Request().URL.Path, strings.TrimSuffix(paths.Preview, "/:token")
	if strings.HasPrefix(strings.TrimLeft(path, "/"), preview[1:]) {
		return preview + "/…"
	}
	return path
}

// recoverPanics turns a panic into an error: its transaction is rolled back, other requests go on.
func (s *Server) recoverPanics(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			r := recover()
			if r == nil {
				return
			}
			if r == http.ErrAbortHandler { //nolint:errorlint // recovered values are compared as net/http compares them
				panic(r)
			}
			err = models.Fail(models.CodeInternal, "error.internal").Because(fmt.Errorf("panic: %v\n%s", r, debug.Stack()))
		}()
		return next(c)
	}
}

// isStaff reports whether a request is one of the desk, of sign-in or of set-up rather than one of a reader.
func isStaff(c echo.Context) bool {
	for _, p := range []string{c.Request().URL.Path, c.Path()} {
		for _, root := range []string{paths.Desk, paths.SignIn, paths.SignOut, paths.Setup} {
			if within(p, root) {
				return true
			}
		}
	}
	return false
}

func within(path, root string) bool { return path == root || strings.HasPrefix(path, root+"/") }

// limitBody bounds what a request may send, by its route.
func (s *Server) limitBody(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		limit, ok := bodyLimits[c.Path()]
		if !ok {
			limit = defaultBodyLimit
		}
		r := c.Request()
		if r.ContentLength > limit {
			return models.Fail(models.CodeTooLarge, "error.too_large")
		}
		r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
		return next(c)
	}
}

const defaultBodyLimit = 64 << 10

// bodyLimits are the routes where people send more than a small form. A form writes a Chinese character in nine bytes.
var bodyLimits = map[string]int64{
	paths.DeskArticle:   4 << 20,
	paths.ArticleCopy:   4 << 20,
	paths.ArticleAside:  4 << 20,
	paths.ArticleMerge:  1 << 20,
	paths.IssueEvent:    newsroom.MaxScan + 1<<20,
	paths.IssueReview:   newsroom.MaxScan + 1<<20,
	paths.Materials:     256 << 20, // many files at once; without the script they come in one form
	paths.ArchiveIntake: 256 << 20,
	paths.Pictures:      newsroom.MaxPicture + 1<<20,
	paths.Lettering:     newsroom.MaxPicture + 1<<20,
	paths.Imports:       newsroom.MaxImport + 12<<20,
	paths.ImportDecide:  2 << 20,
	paths.ImportConfirm: 2 << 20,
	paths.Masthead:      1 << 20,
	paths.BulletinLists: 1 << 20,
}

func ipNet(p netip.Prefix) *net.IPNet {
	p = p.Masked()
	return &net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}
}
