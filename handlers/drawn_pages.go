package handlers

import (
	"math"
	"net/http"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

const svgType = "image/svg+xml"

// asPages reports whether a page of the desk is asked to show an issue as it prints.
func asPages(c echo.Context) bool { return c.QueryParam("as") == "pages" }

func drawnPagesVM(d newsroom.DrawnPages, page func(int) string) views.DrawnPagesVM {
	width, height := d.Size()
	return views.DrawnPagesVM{Count: d.Count(), Width: int(math.Round(width)), Height: int(math.Round(height)), Page: page, Places: d.Places()}
}

// editionPages lays out the issue that an address names; gone: it has answered already.
func (s *Server) editionPages(c echo.Context) (d newsroom.DrawnPages, gone bool, err error) {
	b, err := s.readerBulletin(c)
	if err != nil {
		return d, false, err
	}
	id, err := param(c, "issue")
	if err != nil {
		return d, false, err
	}
	d, err = s.news.EditionPages(c.Request().Context(), s.actor(c), b, id)
	if err != nil || !d.Gone {
		return d, false, err
	}
	return d, true, s.render(c, http.StatusGone, views.ReaderGone(s.readerPage(c, b, d.Label), views.ReaderGoneVM{Slug: b.Slug, Label: d.Label}))
}

// issuePages shows a reader an issue as it prints.
func (s *Server) issuePages(c echo.Context) error {
	d, gone, err := s.editionPages(c)
	if err != nil || gone {
		return err
	}
	slug := d.Bulletin.Slug
	page := s.readerPage(c, d.Bulletin, d.Label+" "+i18n.T(c.Request().Context(), "reader.print_pages"))
	page.NoIndex = true // the issue's own page is what is found
	vm := views.ReaderPagesVM{Label: d.Label, Href: paths.To(paths.Issue, slug, d.Issue)}
	vm.Drawn = drawnPagesVM(d, func(n int) string { return paths.To(paths.IssuePage, slug, d.Issue, n) })
	return s.renderHeld(c, views.ReaderPages(page, vm), d.Archived)
}

// draw draws the page that an address names, and says what may become of the picture.
func (s *Server) draw(c echo.Context, d newsroom.DrawnPages) ([]byte, error) {
	n, err := param(c, "page")
	if err != nil {
		return nil, err
	}
	data, err := d.Draw(int(min(n, maxPreviewed)), i18n.T(c.Request().Context(), "layout.page_label", i18n.D{"Page": n}))
	if err == nil {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'; img-src data:")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
	}
	return data, err
}

// issuePage gives one page of a published issue as a picture.
func (s *Server) issuePage(c echo.Context) error {
	d, gone, err := s.editionPages(c)
	if err != nil || gone {
		return err
	}
	data, err := s.draw(c, d)
	if err != nil {
		return err
	}
	return s.hold(c, svgType, data, d.Archived)
}

// draftPage gives one page of a working copy as a picture.
func (s *Server) draftPage(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	d, err := s.news.DraftPages(c.Request().Context(), s.actor(c), id)
	if err != nil {
		return err
	}
	data, err := s.draw(c, d)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, svgType, data)
}

// draftPages are the drawn pages of a working copy where they are asked for; nil: the page to read is.
func (s *Server) draftPages(c echo.Context, issue models.Issue, slug string) (*views.DrawnPagesVM, error) {
	if !asPages(c) {
		return nil, nil //nolint:nilnil // nothing is asked for
	}
	d, err := s.news.DraftPages(c.Request().Context(), s.actor(c), issue.ID)
	if err != nil {
		return nil, err
	}
	vm := drawnPagesVM(d, views.DraftPageHref(slug, issue.ID))
	return &vm, nil
}

// waysToRead lead from the page to read to the pages as they print, and back.
func waysToRead(c echo.Context, href string) []components.Tab {
	ctx, drawn := c.Request().Context(), asPages(c)
	return []components.Tab{
		{Label: i18n.T(ctx, "review.as_text"), Href: href, Current: !drawn},
		{Label: i18n.T(ctx, "reader.print_pages"), Href: paths.With(href, "as", "pages"), Current: drawn},
	}
}
