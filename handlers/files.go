package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
)

// issueFile hands a reader a file of a published issue.
func (s *Server) issueFile(c echo.Context) error {
	b, err := s.readerBulletin(c)
	if err != nil {
		return err
	}
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	f, err := s.news.EditionFile(c.Request().Context(), s.actor(c), b, id, models.FileFormat(c.Param("format")))
	if err != nil {
		return err
	}
	if f.Gone {
		return s.render(c, http.StatusGone, views.ReaderGone(s.readerPage(c, b, ""), views.ReaderGoneVM{Slug: b.Slug}))
	}
	forAll := !s.actor(c).SignedIn() && f.Access == models.Public // some are for whoever works here alone, whatever their issue is
	if forAll && unchanged(c, f.SHA256) {
		return c.NoContent(http.StatusNotModified)
	}
	return giveFile(c, f)
}

// giveFile answers with a file of ours: to be saved under its name, and nothing that could run.
func giveFile(c echo.Context, f newsroom.FileShown) error {
	h := c.Response().Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set(echo.HeaderContentDisposition, f.Disposition())
	return c.Blob(http.StatusOK, f.ContentType, f.Data)
}

// draftFile makes a file of the working copy.
func (s *Server) draftFile(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	f, err := s.news.DraftFile(c.Request().Context(), s.actor(c), id, models.FileFormat(c.Param("format")))
	if err != nil {
		return err
	}
	return giveFile(c, f)
}

// issueFiles is the page of everything that leaves the house of one issue.
func (s *Server) issueFiles(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), s.actor(c)
	p, err := s.news.Review(ctx, a, id)
	if err != nil {
		return err
	}
	files, err := s.news.IssueFiles(ctx, a, id)
	if err != nil {
		return err
	}
	if wantsJSON(c) { // the page looks whether there is something new to show
		return c.JSON(http.StatusOK, map[string]int{"settled": files.Settled()})
	}
	vm := views.FilesVM{
		Slug: p.Bulletin.Slug, Issue: id, Label: p.Issue.Label(), Signed: p.Issue.Workflow == models.Signed,
		Files: files.List, Settled: files.Settled(), CanRetry: files.CanRetry, Sections: p.Content.Sections,
	}
	return s.render(c, http.StatusOK, views.FilesPage(s.page(c, "files.title"), vm))
}

func (s *Server) retryFiles(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	if err := s.news.RetryFiles(c.Request().Context(), s.actor(c), id); err != nil {
		return err
	}
	return s.done(c, paths.To(paths.IssueFiles, c.Param("bulletin"), id), "flash.files_again", nil)
}

// clip answers with a text for the clipboard. It is never shown as a page.
func (s *Server) clip(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	article, err := strconv.ParseInt(c.QueryParam("article"), 10, 64)
	if err != nil && c.QueryParam("article") != "" {
		return models.NotFound()
	}
	picture := func(sha256 string) string {
		if s.origin == "" {
			return ""
		}
		return s.origin + paths.To(paths.IssuePicture, c.Param("bulletin"), id, sha256)
	}
	text, err := s.news.Clip(c.Request().Context(), s.actor(c), id, article, newsroom.ClipTarget(c.Param("target")), picture)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, text)
}
