package handlers

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// previewForm is whom a preview link is for and for how long, as it is typed.
type previewForm struct {
	Name  string `form:"name"`
	Hours string `form:"hours"`
}

func (s *Server) previewLinks(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	return s.drawPreviewLinks(c, http.StatusOK, id, previewForm{Hours: "24"}, "", nil)
}

// drawPreviewLinks draws the links of an issue. The address of a new one is shown here and never again: only its hash is kept.
func (s *Server) drawPreviewLinks(c echo.Context, status int, id int64, f previewForm, token string, problem error) error {
	ctx, slug := c.Request().Context(), c.Param("bulletin")
	p, err := s.news.PreviewLinks(ctx, s.actor(c), id)
	if err != nil {
		return errors.Join(problem, err)
	}
	page := s.page(c, "preview.title")
	if problem != nil {
		page.Problems = components.ProblemsOf(ctx, problem)
	}
	vm := views.PreviewLinksVM{
		Slug: slug, IssueID: id, Label: p.Issue.Label(), Now: s.now(), Possible: p.Issue.Previewable(), Internal: p.Issue.Access == models.Internal,
		Name: f.Name, Hours: f.Hours, MaxHours: models.MaxPreviewHours, MaxOpenings: models.MaxPreviewOpenings,
	}
	if token != "" {
		vm.New = s.hereOf(c) + paths.To(paths.Preview, token)
	}
	for _, l := range p.Links {
		vm.Links = append(vm.Links, views.PreviewLinkRow{
			ID: l.ID, Name: l.Name, By: p.Names[l.CreatedBy], At: l.CreatedAt, Until: l.ExpiresAt, Code: models.CheckCode(l.ManifestHash), Openings: l.Openings,
			Open: p.Open[l.ID], Revoked: l.RevokedAt != nil, Expired: !s.now().Before(l.ExpiresAt), Older: l.ManifestHash != p.Hash,
		})
	}
	return s.render(c, status, views.PreviewLinksPage(page, vm))
}

// hereOf is the address that people outside use: the configured one, or the one that this page was asked under.
func (s *Server) hereOf(c echo.Context) string {
	if s.origin != "" {
		return s.origin
	}
	if c.Request().TLS != nil {
		return "https://" + c.Request().Host
	}
	return "http://" + c.Request().Host
}

func (s *Server) makePreviewLink(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	var f previewForm
	if err := s.bind(c, &f); err != nil {
		return err
	}
	hours, _ := strconv.Atoi(f.Hours) // 0 is refused as what it is: no span
	token, _, err := s.news.MakePreviewLink(c.Request().Context(), s.actor(c), id, f.Name, hours)
	switch code := models.CodeOf(err); {
	case err == nil:
		return s.drawPreviewLinks(c, http.StatusOK, id, previewForm{Hours: "24"}, token, nil)
	case code == models.CodeInvalid || code == models.CodeConflict:
		return s.drawPreviewLinks(c, statusOf(err), id, f, "", err)
	}
	return err
}

func (s *Server) revokePreviewLink(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	link, err := param(c, "link")
	if err != nil {
		return err
	}
	var f struct{}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	if err := s.news.RevokePreviewLink(c.Request().Context(), s.actor(c), id, link); err != nil {
		return err
	}
	return s.done(c, paths.To(paths.PreviewLinks, c.Param("bulletin"), id), "flash.preview_revoked", nil)
}

// secretAddress keeps the address of a preview from going anywhere else: no copy is kept, no page learns where it was linked
// from, and no search engine lists it.
func secretAddress(c echo.Context) {
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex, nofollow, noarchive")
}

// openPreview shows an unpublished issue to whoever holds a link to it.
func (s *Server) openPreview(c echo.Context) error {
	secretAddress(c)
	p, err := s.news.OpenPreview(c.Request().Context(), c.Param("token"), s.actor(c).IP)
	if err != nil {
		return err
	}
	label := p.Link.Content.Manifest.Masthead.Label()
	page := s.readerPage(c, p.Bulletin, label)
	page.NoIndex, page.Bare = true, true
	vm := views.OutsidePreviewVM{
		Name: p.Link.Name, Label: label, At: p.Link.CreatedAt, Until: p.Link.ExpiresAt, Code: models.CheckCode(p.Link.ManifestHash), Sheet: views.Sheet{Content: p.Link.Content},
	}
	page.Title = i18n.T(c.Request().Context(), "preview.mark", i18n.D{"Name": p.Link.Name})
	return s.render(c, http.StatusOK, views.OutsidePreview(page, vm))
}

func (s *Server) previewPicture(c echo.Context) error {
	secretAddress(c)
	p, err := s.news.PreviewPicture(c.Request().Context(), c.Param("token"), c.Param("sha256"), onScreen(c))
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set(echo.HeaderContentDisposition, "inline")
	return c.Blob(http.StatusOK, p.ContentType, p.Data)
}
