package handlers

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// render draws into a buffer first, so that an error while drawing is an error page and never half a page.
func (s *Server) render(c echo.Context, status int, page templ.Component) error {
	buf := templ.GetBuffer()
	defer templ.ReleaseBuffer(buf)
	if err := page.Render(c.Request().Context(), buf); err != nil {
		return fmt.Errorf("draw a page: %w", err)
	}
	return c.HTMLBlob(status, buf.Bytes())
}

// unchanged lets a public answer be kept under the hash of its content, and reports whether whoever asks has it already. What is not for
// everybody is never kept anywhere.
func unchanged(c echo.Context, hash string) bool {
	tag, h := `"`+hash+`"`, c.Response().Header()
	h.Set("Cache-Control", "public, no-cache")
	h.Set("Etag", tag)
	for known := range strings.SplitSeq(c.Request().Header.Get("If-None-Match"), ",") {
		if strings.TrimPrefix(strings.TrimSpace(known), "W/") == tag {
			return true
		}
	}
	return false
}

// page is what every page of the desk needs around it. title is a message key; empty: the handler sets the title itself.
func (s *Server) page(c echo.Context, title string) layout.DeskPage {
	ctx, v := c.Request().Context(), visitOf(c)
	p := layout.DeskPage{User: v.session.User.Name, RoleField: v.actor.Role, Nonce: v.nonce, Flash: s.takeFlash(c)}
	if title != "" {
		p.Title = i18n.T(ctx, title)
	}
	for _, d := range v.session.Desks {
		p.Bulletins = append(p.Bulletins, layout.BulletinChoice{Name: d.Name, Slug: d.Slug})
	}
	role := v.actor.Role
	if d := v.desk; d.Slug != "" {
		p.Bulletin = layout.BulletinChoice{Name: d.Name, Slug: d.Slug}
		role = v.session.ActingRole(d)
		for _, r := range d.Roles {
			p.Roles = append(p.Roles, layout.RoleChoice{Role: r, Label: layout.RoleName(ctx, r), Current: r == role})
		}
	} else if v.session.User.Administrator {
		role = models.Admin
	}
	if role != "" {
		p.Role = layout.RoleName(ctx, role)
	}
	if !v.session.User.MustChange { // until the password is one's own, there is nowhere else to go
		counts := s.counts(c, v, role)
		p.Nav = layout.Nav(ctx, layout.NavFacts{Slug: v.desk.Slug, Role: role, Path: c.Request().URL.Path, ToDo: counts.ToDo, Mail: counts.Mail})
		p.Bell = layout.BellOf(v.desk.Slug, role, counts.Unread)
	}
	return p
}

// counts are the numbers beside 待办 and the bell. The to-do page shows its own.
func (s *Server) counts(c echo.Context, v *visit, role models.Role) newsroom.Counts {
	if v.desk.BulletinID == 0 && role != models.Admin {
		return newsroom.Counts{}
	}
	a := v.actor
	a.BulletinID, a.Role = v.desk.BulletinID, role
	n, err := s.news.Counts(c.Request().Context(), a)
	if err != nil { // the page itself is worth more than the number beside a word
		s.log.WarnContext(c.Request().Context(), "what waits could not be counted", "error", err, "request", v.id)
	}
	if c.Path() == paths.ToDo {
		n.ToDo = 0
	}
	return n
}

// plain is what a page outside the desk needs around it.
func (s *Server) plain(c echo.Context, title string) layout.PlainPage {
	return layout.PlainPage{Title: i18n.T(c.Request().Context(), title), Nonce: visitOf(c).nonce}
}

// done answers a post that did what it should: on to href, where a flash says so. An empty key says nothing.
func (s *Server) done(c echo.Context, href, key string, args models.Args) error {
	s.flash(c, key, args, nil)
	return c.Redirect(http.StatusSeeOther, href)
}

// undoable is done for an act that one post takes back.
func (s *Server) undoable(c echo.Context, href, key string, args models.Args, undo layout.Undo) error {
	s.flash(c, key, args, &undo)
	return c.Redirect(http.StatusSeeOther, href)
}

// refusedPage is the page that a refused form comes back on, and why it was refused.
type refusedPage struct {
	layout.DeskPage
	err error
}

// refused begins the page of a form that was refused for what was typed. Any other error comes back as it is.
func (s *Server) refused(c echo.Context, title string, err error) (refusedPage, int, error) {
	if code := models.CodeOf(err); code != models.CodeInvalid && code != models.CodeConflict {
		return refusedPage{}, 0, err
	}
	p := refusedPage{DeskPage: s.page(c, title), err: err}
	p.Problems = components.ProblemsOf(c.Request().Context(), err)
	return p, statusOf(err), nil
}

func roleName(c echo.Context, r models.Role) string {
	return layout.RoleName(c.Request().Context(), r)
}

// paging leads through a long list; pairs are query parameters that every page keeps.
func paging(page, total int, path string, pairs ...string) components.PaginationProps {
	return pagesOf(newsroom.PageSize, page, total, path, pairs...)
}

// pagesOf is paging for a list whose pages have another size.
func pagesOf(size, page, total int, path string, pairs ...string) components.PaginationProps {
	pages := max(1, (total+size-1)/size)
	at := func(n int) string {
		if n < 1 || n > pages {
			return ""
		}
		return paths.With(path, append([]string{"page", strconv.Itoa(n)}, pairs...)...)
	}
	return components.PaginationProps{Page: page, Pages: pages, Total: total, Prev: at(page - 1), Next: at(page + 1)}
}
