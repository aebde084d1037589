package handlers

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
	"jianbao/views/components"
)

func (s *Server) revisionList(c echo.Context) (newsroom.RevisionList, error) {
	id, err := param(c, "article")
	if err != nil {
		return newsroom.RevisionList{}, err
	}
	return s.news.Revisions(c.Request().Context(), s.actor(c), id)
}

// revisions shows the history of an article, or compares two revisions of it.
func (s *Server) revisions(c echo.Context) error {
	l, err := s.revisionList(c)
	if err != nil {
		return err
	}
	slug, page := l.Bulletin.Slug, s.page(c, "article.revisions")
	if c.QueryParam("from") != "" || c.QueryParam("to") != "" {
		return s.compare(c, l)
	}
	vm := views.RevisionsVM{
		Slug: slug, ID: l.Article.ID, Title: l.Article.Title, Now: s.now(),
		Back: components.Link{Label: l.Article.Title, Href: paths.To(paths.DeskArticle, slug, l.Article.ID)},
	}
	for _, r := range l.Revisions {
		vm.Rows = append(vm.Rows, revisionRow(l, r))
	}
	return s.render(c, http.StatusOK, views.RevisionsPage(page, vm))
}

func revisionRow(l newsroom.RevisionList, r models.Revision) views.RevisionRow {
	row := views.RevisionRow{
		ID: r.ID, Number: r.Number, Cause: r.Cause, Author: l.Names[r.AuthorID], At: r.CreatedAt, Characters: characters(r.Text), Current: r.ID == l.Article.RevisionID,
	}
	if r.Step != nil && *r.Step < len(l.Chain) {
		row.Step = l.Chain[*r.Step].Name
	}
	return row
}

// find picks a revision of the list by its id as it stands in an address.
func find(l newsroom.RevisionList, id string) (models.Revision, error) {
	i := slices.IndexFunc(l.Revisions, func(r models.Revision) bool { return strconv.FormatInt(r.ID, 10) == id })
	if i < 0 {
		return models.Revision{}, models.NotFound()
	}
	return l.Revisions[i], nil
}

func (s *Server) compare(c echo.Context, l newsroom.RevisionList) error {
	from, err := find(l, c.QueryParam("from"))
	if err != nil {
		return err
	}
	to, err := find(l, c.QueryParam("to"))
	if err != nil {
		return err
	}
	if from.Number > to.Number {
		from, to = to, from
	}
	vm := views.CompareVM{
		Slug: l.Bulletin.Slug, ArticleID: l.Article.ID, Title: l.Article.Title, From: revisionRow(l, from), To: revisionRow(l, to),
		Parts: compareParts(c.Request().Context(), from.Text, to.Text),
	}
	page := s.page(c, "")
	page.Title = i18n.T(c.Request().Context(), "revision.comparison", i18n.D{"From": from.Number, "To": to.Number})
	return s.render(c, http.StatusOK, views.ComparePage(page, vm))
}

func (s *Server) revision(c echo.Context) error {
	l, err := s.revisionList(c)
	if err != nil {
		return err
	}
	r, err := find(l, c.Param("revision"))
	if err != nil {
		return err
	}
	slug := l.Bulletin.Slug
	vm := views.RevisionVM{
		Slug: slug, ArticleID: l.Article.ID, Version: l.Article.RevisionID, Row: revisionRow(l, r), Text: r.Text, Images: views.DeskPictures(slug), CanRestore: l.Mode != newsroom.ReadOnly && r.ID != l.Article.RevisionID,
	}
	if r.ID != l.Article.RevisionID {
		vm.CompareURL = paths.With(paths.To(paths.ArticleRevisions, slug, l.Article.ID), "from", strconv.FormatInt(r.ID, 10), "to", strconv.FormatInt(l.Article.RevisionID, 10))
	}
	return s.render(c, http.StatusOK, views.RevisionPage(s.page(c, "article.revisions"), vm))
}

func (s *Server) restoreRevision(c echo.Context) error {
	var f struct {
		Version int64  `form:"version"`
		Confirm string `form:"confirm"`
	}
	article, err := param(c, "article")
	if err != nil {
		return err
	}
	revision, err := param(c, "revision")
	if err != nil {
		return err
	}
	if err := s.bind(c, &f); err != nil {
		return err
	}
	err = s.news.RestoreRevision(c.Request().Context(), s.actor(c), article, revision, f.Version, f.Confirm)
	if r, ok := errors.AsType[*newsroom.Replacement](err); ok {
		l, again := s.revisionList(c)
		if again != nil {
			return again
		}
		back := components.Link{Label: l.Article.Title, Href: paths.To(paths.ArticleRevisions, l.Bulletin.Slug, article)}
		return s.drawReplacement(c, r, views.ReplaceVM{Subject: l.Article.Title, Back: back, Action: c.Request().URL.Path, Version: f.Version})
	}
	if err != nil {
		return err
	}
	return s.done(c, paths.To(paths.DeskArticle, c.Param("bulletin"), article), "flash.revision_restored", nil)
}
