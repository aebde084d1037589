package handlers

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/internal/redline"
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
	if since := c.QueryParam("since"); since != "" {
		return s.compareSince(c, l, since)
	}
	if c.QueryParam("from") != "" || c.QueryParam("to") != "" {
		return s.compareChosen(c, l)
	}
	slug := l.Bulletin.Slug
	vm := views.RevisionsVM{
		Slug: slug, ID: l.Article.ID, Title: l.Article.Title, Now: s.now(), Quick: quickComparisons(c.Request().Context(), l),
		Back: components.Link{Label: l.Article.Title, Href: paths.To(paths.DeskArticle, slug, l.Article.ID)},
	}
	for i, r := range l.Revisions {
		row := revisionRow(l, r)
		earlier := mainLine(l.Revisions[i+1:])
		if row.First = len(earlier) == 0; !row.First {
			row.Grown = row.Characters - characters(earlier[0].Text)
		}
		vm.Rows = append(vm.Rows, row)
	}
	return s.render(c, http.StatusOK, views.RevisionsPage(s.page(c, "article.revisions"), vm))
}

// mainLine leaves out what never was the current text.
func mainLine(list []models.Revision) []models.Revision {
	return slices.DeleteFunc(slices.Clone(list), models.Revision.Side)
}

// sinceNames say what each of the moments is that something can be compared with at once.
var sinceNames = map[string]string{
	newsroom.SinceSeen: "compare.since.seen", newsroom.SinceSubmission: "compare.since.submission", newsroom.SinceEdition: "compare.since.edition",
	newsroom.SinceFirst: "compare.since.first",
}

// quickComparisons are the comparisons with the current text that people ask for most.
func quickComparisons(ctx context.Context, l newsroom.RevisionList) []components.Link {
	at := paths.To(paths.ArticleRevisions, l.Bulletin.Slug, l.Article.ID)
	var out []components.Link
	if line := mainLine(l.Revisions); len(line) > 1 {
		href := paths.With(at, "from", strconv.FormatInt(line[1].ID, 10), "to", strconv.FormatInt(line[0].ID, 10))
		out = append(out, components.Link{Label: i18n.T(ctx, "compare.since.previous"), Href: href})
	}
	for _, b := range l.Bases {
		label := i18n.T(ctx, sinceNames[b.Since], i18n.D{"At": i18n.DateTime(ctx, b.At)})
		out = append(out, components.Link{Label: label, Href: paths.With(at, "since", b.Since)})
	}
	return out
}

func revisionRow(l newsroom.RevisionList, r models.Revision) views.RevisionRow {
	return views.RevisionRow{
		ID: r.ID, Number: r.Number, Cause: r.Cause, Author: l.Names[r.AuthorID], Proposers: l.Proposers[r.ID], At: r.CreatedAt, Characters: characters(r.Text), Current: r.ID == l.Article.RevisionID,
		Step: l.Reviewed[r.ID].Step, Opinion: l.Reviewed[r.ID].Opinion,
	}
}

// find picks a revision of the list by its id as it stands in an address.
func find(l newsroom.RevisionList, id string) (models.Revision, error) {
	i := slices.IndexFunc(l.Revisions, func(r models.Revision) bool { return strconv.FormatInt(r.ID, 10) == id })
	if i < 0 {
		return models.Revision{}, models.NotFound()
	}
	return l.Revisions[i], nil
}

// compareChosen compares the two revisions of the address.
func (s *Server) compareChosen(c echo.Context, l newsroom.RevisionList) error {
	from, to, err := chosen(c, l)
	if err != nil {
		return err
	}
	return s.compareRevisions(c, l, from, to)
}

// chosen are the two revisions of the address, the older one first.
func chosen(c echo.Context, l newsroom.RevisionList) (from, to models.Revision, err error) {
	if from, err = find(l, c.QueryParam("from")); err != nil {
		return from, to, err
	}
	if to, err = find(l, c.QueryParam("to")); err != nil {
		return from, to, err
	}
	if from.Number > to.Number {
		from, to = to, from
	}
	return from, to, nil
}

// compareSince compares the current text with the one of a moment. Where nothing has changed since, the history stands instead.
func (s *Server) compareSince(c echo.Context, l newsroom.RevisionList, since string) error {
	if _, known := sinceNames[since]; !known {
		return models.NotFound()
	}
	i := slices.IndexFunc(l.Bases, func(b newsroom.RevisionBase) bool { return b.Since == since })
	if i < 0 {
		return c.Redirect(http.StatusSeeOther, paths.To(paths.ArticleRevisions, l.Bulletin.Slug, l.Article.ID))
	}
	from, err := find(l, strconv.FormatInt(l.Bases[i].Revision, 10))
	if err != nil {
		return err
	}
	to, err := find(l, strconv.FormatInt(l.Article.RevisionID, 10))
	if err != nil {
		return err
	}
	return s.compareRevisions(c, l, from, to)
}

func (s *Server) compareRevisions(c echo.Context, l newsroom.RevisionList, from, to models.Revision) error {
	page := s.page(c, "")
	page.Title = i18n.T(c.Request().Context(), "revision.comparison", i18n.D{"From": from.Number, "To": to.Number})
	return s.render(c, http.StatusOK, views.ComparePage(page, comparisonOf(c, l, from, to)))
}

func comparisonOf(c echo.Context, l newsroom.RevisionList, from, to models.Revision) views.CompareVM {
	at := paths.With(paths.To(paths.ArticleRevisions, l.Bulletin.Slug, l.Article.ID), "from", strconv.FormatInt(from.ID, 10), "to", strconv.FormatInt(to.ID, 10))
	vm := views.CompareVM{
		Slug: l.Bulletin.Slug, ArticleID: l.Article.ID, Title: l.Article.Title, From: revisionRow(l, from), To: revisionRow(l, to),
		Diff: redline.Articles(from.Text, to.Text), Switch: diffSwitch(c, at),
	}
	for _, f := range paperLinks(c.Request().Context(), paths.ArticleMarkedUp, l.Bulletin.Slug, l.Article.ID) {
		f.Href = paths.With(f.Href, "from", strconv.FormatInt(from.ID, 10), "to", strconv.FormatInt(to.ID, 10))
		vm.Files = append(vm.Files, f)
	}
	return vm
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
		Slug: slug, ArticleID: l.Article.ID, Version: l.Article.RevisionID, Row: revisionRow(l, r), Text: r.Text, Images: views.DeskPictures(slug), CanRestore: l.Mode != newsroom.ReadOnly && r.ID != l.Article.RevisionID && !r.Side(),
	}
	if r.Side() {
		vm.MergeURL = paths.To(paths.ArticleMerge, slug, l.Article.ID, r.ID)
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
