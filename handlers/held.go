package handlers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"jianbao/internal/pages"
	"jianbao/models"
)

// slot is where a handler leaves the page that it has drawn for visitors, see held.
type slot struct{ page *pages.Page }

const slotKey = "slot"

// heldQueries are the parameters that lead to a page of its own. An address with any other is drawn each time, so that nobody can
// fill the memory with copies of one page.
var heldQueries = []string{"view", "year", "page"}

// held lets what a handler of a reader's page draws for visitors be held ready to send. Whoever is signed in may see more, so for
// them it is drawn each time and kept by nobody.
func (s *Server) held(h echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if s.pages.Blind() {
			return models.Fail(models.CodeUnavailable, "error.unavailable")
		}
		if !s.pages.Holds(r) || !heldAddress(r.URL) {
			return h(c)
		}
		p, err := s.pages.Draw(r, func() (*pages.Page, error) {
			if c.Response().Committed { // an answer of another kind, before what readers see has changed
				return nil, nil
			}
			drawn := &slot{}
			c.Set(slotKey, drawn)
			err := h(c)
			return drawn.page, err
		})
		switch {
		case c.Response().Committed:
			return nil
		case p != nil:
			p.ServeHTTP(c.Response(), r)
			s.readers.count(p.About, r)
			return nil
		case errors.Is(err, pages.ErrNotHeld), errors.Is(err, context.Canceled) && r.Context().Err() == nil: // whoever drew it has left, or got something else
			c.Set(slotKey, nil)
			return h(c)
		}
		return err
	}
}

// heldAddress reports whether each address stands for a page of its own.
func heldAddress(u *url.URL) bool {
	if u.RawQuery == "" {
		return true
	}
	q, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return false
	}
	n := 0
	for _, name := range heldQueries {
		if n += min(len(q[name]), 1); len(q[name]) > 1 {
			return false
		}
	}
	return len(q) == n && q.Encode() == u.RawQuery
}

// renderHeld draws a page that is the same for every visitor, and leaves it to held. lasting pages are of issues that are archived.
func (s *Server) renderHeld(c echo.Context, page templ.Component, lasting bool) error {
	var buf bytes.Buffer
	if err := page.Render(c.Request().Context(), &buf); err != nil {
		return fmt.Errorf("draw a page: %w", err)
	}
	return s.hold(c, echo.MIMETextHTMLCharsetUTF8, buf.Bytes(), lasting)
}

// hold is renderHeld for any kind of content.
func (s *Server) hold(c echo.Context, contentType string, body []byte, lasting bool) error {
	about := c.Get(aboutKey)
	if s.actor(c).SignedIn() {
		s.readers.count(about, c.Request())
		return c.Blob(http.StatusOK, contentType, body)
	}
	h := c.Response().Header().Clone()
	h.Set(echo.HeaderContentType, contentType)
	h.Set(echo.HeaderCacheControl, s.caching)
	if drawn, ok := c.Get(slotKey).(*slot); ok {
		drawn.page = pages.Make(body, h, lasting)
		drawn.page.About = about
		return nil
	}
	s.readers.count(about, c.Request())
	pages.Plain(body, h).ServeHTTP(c.Response(), c.Request())
	return nil
}
