package handlers

import (
	"context"
	"slices"

	"github.com/labstack/echo/v4"

	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

// The papers of a review as files. Each asks the newsroom for what its page asks for, so that nobody has a paper whose page they may
// not see.

// paperLinks lead to a paper in each of its formats.
func paperLinks(ctx context.Context, pattern string, values ...any) []components.Link {
	out := make([]components.Link, len(models.PaperFormats))
	for i, f := range models.PaperFormats {
		out[i] = components.Link{Label: views.FormatName(ctx, f), Href: paths.To(pattern, append(slices.Clip(values), string(f))...)}
	}
	return out
}

func paperFormat(c echo.Context) models.FileFormat { return models.FileFormat(c.Param("format")) }

// give answers with a paper, or with what went wrong while it was made.
func give(c echo.Context, f newsroom.FileShown, err error) error {
	if err != nil {
		return err
	}
	return giveFile(c, f)
}

func (s *Server) reviewCopyFile(c echo.Context) error {
	p, err := s.reviewOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	steps := views.SignOffSheetOf(ctx, p.SignOffRecord(), p.Since).Steps
	paper := reviewCopyOf(p).Paper(ctx, s.printPage(c, p, paths.ReviewCopyFile), steps, p.Issue.Workflow == models.Signed)
	f, err := s.news.ReviewCopyFile(paper, paperFormat(c))
	return give(c, f, err)
}

func (s *Server) signOffSheetFile(c echo.Context) error {
	p, err := s.reviewOf(c)
	if err != nil {
		return err
	}
	if p.Run.ID == 0 {
		return models.NotFound()
	}
	ctx := c.Request().Context()
	sheet := views.SignOffSheetOf(ctx, p.SignOffRecord(), p.Since).Paper(ctx, s.printPage(c, p, paths.SignOffSheetFile))
	f, err := s.news.SignOffSheetFile(sheet, paperFormat(c))
	return give(c, f, err)
}

func (s *Server) issueMarkedUp(c echo.Context) error {
	id, err := param(c, "issue")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	p, err := s.news.CompareIssue(ctx, s.actor(c), id, c.QueryParam("from"), c.QueryParam("to"))
	if err != nil {
		return err
	}
	if p.Alone {
		return models.NotFound()
	}
	f, err := s.news.MarkedUpFile(issueCompareOf(c, p).Paper(ctx, p.Issue.Name), paperFormat(c))
	return give(c, f, err)
}

func (s *Server) articleMarkedUp(c echo.Context) error {
	l, err := s.revisionList(c)
	if err != nil {
		return err
	}
	from, to, err := chosen(c, l)
	if err != nil {
		return err
	}
	f, err := s.news.MarkedUpFile(comparisonOf(c, l, from, to).Paper(c.Request().Context()), paperFormat(c))
	return give(c, f, err)
}
